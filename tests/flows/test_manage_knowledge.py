"""Bases, FAQs and documents: what is changed answers at once, and nothing of another client."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.tenant import Faq
from app.errors import Conflict, Invalid, NotFound, StoreUnavailable
from app.flows import manage_knowledge as manage
from app.flows.crawl_site import remove_website
from app.flows.ingest import add_file, read_document
from app.flows.manage_tenant import Put
from app.flows.search import search
from app.store import bases, faqs
from app.store.db import Database
from tests.flows.stage import Stage
from vectors.base import Query

PARKING = Faq("", "Where can I park?", "Behind the house, free of charge.")


async def found(stage: Stage, put: Put, question: str, **more: str) -> list[str]:
    """Return the texts of what a search finds."""
    result = await search(stage.services, put.tenant.id, Query(question), **more)
    return [hit.passage.text for hit in result.hits]


async def _filled(stage: Stage, put: Put) -> str:
    base = await manage.create_base(stage.services, put.tenant.id, "Visits")
    await manage.save_faq(stage.services, put.tenant.id, replace(PARKING, base_id=base.id))
    return base.id


async def test_a_saved_question_answers_at_once(stage: Stage, acme: Put) -> None:
    await _filled(stage, acme)
    assert (await found(stage, acme, "Where do I park?"))[0] == PARKING.answer


async def test_a_changed_answer_replaces_the_old(stage: Stage, acme: Put) -> None:
    base_id = await _filled(stage, acme)
    (faq,) = await stage.services.db.read(faqs.faqs_in, acme.tenant.id, base_id)
    await manage.save_faq(
        stage.services, acme.tenant.id, replace(faq, answer="In the yard for two dollars.")
    )
    texts = await found(stage, acme, "Where do I park?")
    assert texts[0] == "In the yard for two dollars."
    assert PARKING.answer not in texts


async def test_a_deleted_question_answers_nobody(stage: Stage, acme: Put) -> None:
    base_id = await _filled(stage, acme)
    (faq,) = await stage.services.db.read(faqs.faqs_in, acme.tenant.id, base_id)
    await manage.delete_faq(stage.services, acme.tenant.id, faq.id)
    assert PARKING.answer not in await found(stage, acme, "Where do I park?")


async def test_a_draft_waits_for_approval(stage: Stage, acme: Put) -> None:
    base = await manage.create_base(stage.services, acme.tenant.id, "Visits")
    draft = replace(PARKING, base_id=base.id, state="draft")
    saved = await manage.save_faq(stage.services, acme.tenant.id, draft)
    assert PARKING.answer not in await found(stage, acme, "Where do I park?")
    await manage.save_faq(stage.services, acme.tenant.id, replace(saved, state="approved"))
    assert PARKING.answer in await found(stage, acme, "Where do I park?")


async def test_a_base_answers_only_on_its_channels(stage: Stage, acme: Put) -> None:
    base_id = await _filled(stage, acme)
    await manage.change_base(
        stage.services, acme.tenant.id, base_id, name="Visits", channels=("sms",), is_enabled=True
    )
    assert PARKING.answer in await found(stage, acme, "Where do I park?", channel="sms")
    assert PARKING.answer not in await found(stage, acme, "Where do I park?", channel="whatsapp")


async def test_a_base_that_is_off_answers_nobody(stage: Stage, acme: Put) -> None:
    base_id = await _filled(stage, acme)
    await manage.change_base(
        stage.services, acme.tenant.id, base_id, name="Visits", channels=(), is_enabled=False
    )
    assert PARKING.answer not in await found(stage, acme, "Where do I park?")
    assert await found(stage, acme, "Where do I park?", base_id=base_id) == []


async def test_a_search_keeps_to_one_base(stage: Stage, acme: Put) -> None:
    base_id = await _filled(stage, acme)
    texts = await found(stage, acme, "Do you allow pets, and where do I park?", base_id=base_id)
    assert texts == [PARKING.answer]


async def test_names_of_bases_are_unique_for_a_client(stage: Stage, acme: Put, bravo: Put) -> None:
    await manage.create_base(stage.services, acme.tenant.id, "Visits")
    await manage.create_base(stage.services, bravo.tenant.id, "Visits")
    with pytest.raises(Conflict, match="named Visits already"):
        await manage.create_base(stage.services, acme.tenant.id, "  Visits ")


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
async def test_it_rejects_a_base_without_a_proper_name(stage: Stage, acme: Put, name: str) -> None:
    with pytest.raises(Invalid, match="at most 80"):
        await manage.create_base(stage.services, acme.tenant.id, name)


async def test_it_rejects_an_unknown_channel(stage: Stage, acme: Put) -> None:
    with pytest.raises(Invalid, match=r"fax is no channel; choose from sms"):
        await manage.create_base(stage.services, acme.tenant.id, "Visits", ("fax",))


async def test_it_names_everything_that_is_wrong_with_a_question(stage: Stage, acme: Put) -> None:
    wanted = Faq("", " ", "", variants=("x" * 501,), state="perhaps", base_id="b")
    with pytest.raises(Invalid) as refused:
        await manage.save_faq(stage.services, acme.tenant.id, wanted)
    for part in ("question is missing", "answer is missing", "500", "approved or a draft"):
        assert part in refused.value.message


async def test_many_questions_are_saved_all_or_none(stage: Stage, acme: Put) -> None:
    base_id = await _filled(stage, acme)
    good = replace(PARKING, question="Is there a lift?", base_id=base_id)
    with pytest.raises(NotFound):
        await manage.save_faqs(
            stage.services, acme.tenant.id, [good, replace(good, base_id="none")]
        )
    assert len(await stage.services.db.read(faqs.faqs_in, acme.tenant.id, base_id)) == 1
    assert await manage.save_faqs(stage.services, acme.tenant.id, [good, good]) == 2


async def test_an_outsider_changes_nothing(stage: Stage, acme: Put, outsider: Put) -> None:
    base_id = await _filled(stage, acme)
    (faq,) = await stage.services.db.read(faqs.faqs_in, acme.tenant.id, base_id)
    stranger, services = outsider.tenant.id, stage.services
    for attempt in (
        manage.change_base(services, stranger, base_id, name="x", channels=(), is_enabled=False),
        manage.delete_base(services, stranger, base_id),
        manage.save_faq(services, stranger, replace(PARKING, base_id=base_id)),
        manage.save_faq(services, stranger, replace(faq, answer="Ours now.")),
        manage.save_faqs(services, stranger, [replace(PARKING, base_id=base_id)]),
        manage.delete_faq(services, stranger, faq.id),
        manage.delete_document(services, stranger, "none"),
        remove_website(services, stranger, "none"),
    ):
        with pytest.raises(NotFound):
            await attempt
    assert (await found(stage, acme, "Where do I park?"))[0] == PARKING.answer


async def test_a_question_cannot_be_moved_into_a_strangers_base(
    stage: Stage, acme: Put, outsider: Put
) -> None:
    base_id = await _filled(stage, acme)
    theirs = await manage.create_base(stage.services, outsider.tenant.id, "Mine")
    (faq,) = await stage.services.db.read(faqs.faqs_in, acme.tenant.id, base_id)
    with pytest.raises(NotFound):
        await manage.save_faq(stage.services, outsider.tenant.id, replace(faq, base_id=theirs.id))
    assert await stage.services.db.read(faqs.faq_by_id, acme.tenant.id, faq.id) == faq


async def test_a_deleted_base_leaves_no_file_and_no_answer(
    stage: Stage, acme: Put, tmp_path: Path
) -> None:
    base_id = await _filled(stage, acme)
    file = tmp_path / "lift.txt"
    file.write_text("The lift goes to the fourth floor.")
    services = stage.services
    document_id = await add_file(services, acme.tenant.id, base_id, file.name, "", file)
    assert (services.library.uploads / document_id).exists()
    await manage.delete_base(services, acme.tenant.id, base_id)
    assert list(services.library.uploads.iterdir()) == []
    assert PARKING.answer not in await found(stage, acme, "Where do I park?")
    # Whoever hears the bell late finds nothing to do.
    await read_document(services, document_id)
    assert await services.db.read(bases.base_by_id, acme.tenant.id, base_id) is None


async def test_the_clients_file_keeps_its_own_base(stage: Stage, acme: Put) -> None:
    default = await manage.default_base(stage.services, acme.tenant.id)
    assert (default.name, default.origin) == ("General", "")
    again = await manage.default_base(stage.services, acme.tenant.id)
    assert again.id == default.id


@pytest.mark.parametrize("tokens", [-1, 200_001])
async def test_it_rejects_a_senseless_token_limit(stage: Stage, acme: Put, tokens: int) -> None:
    with pytest.raises(Invalid, match="200,000"):
        await manage.set_inline_tokens(stage.services, acme.tenant.id, tokens)


async def test_above_the_token_limit_knowledge_is_searched(stage: Stage, acme: Put) -> None:
    knowledge = await stage.services.accounts.knowledge(acme.tenant.id)
    assert knowledge.is_whole
    await manage.set_inline_tokens(stage.services, acme.tenant.id, 0)
    knowledge = await stage.services.accounts.knowledge(acme.tenant.id)
    assert (knowledge.is_whole, knowledge.passages) == (False, ())


class FailingDatabase:
    """A database that writes so many times and then fails, as when a process dies there."""

    def __init__(self, db: Database, writes: int) -> None:
        self.read = db.read
        self.dialect = db.dialect
        self._db = db
        self._left = writes

    async def write(self, fn: Any, *args: Any, **kwargs: Any) -> Any:
        """Write, or fail."""
        if not self._left:
            raise StoreUnavailable("The disk is full.")
        self._left -= 1
        return await self._db.write(fn, *args, **kwargs)


async def test_a_base_half_deleted_answers_nobody_and_goes_the_second_time(
    stage: Stage, acme: Put
) -> None:
    base_id = await _filled(stage, acme)
    assert PARKING.answer in await found(stage, acme, "Where do I park?")
    db: Any = FailingDatabase(stage.services.db, 1)
    with pytest.raises(StoreUnavailable):
        await manage.delete_base(replace(stage.services, db=db), acme.tenant.id, base_id)
    assert PARKING.answer not in await found(stage, acme, "Where do I park?")
    await manage.delete_base(stage.services, acme.tenant.id, base_id)
    assert await stage.services.db.read(bases.base_by_id, acme.tenant.id, base_id) is None
