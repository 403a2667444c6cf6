"""Questions, gaps and websites over HTTP."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import msgspec
import pytest

from app.documents.diff import compare
from app.domain.knowledge import Base
from app.domain.tenant import Faq
from app.flows import manage_knowledge as manage
from app.flows.gaps import note_gap
from app.flows.manage_tenant import Put
from app.flows.receive import receive
from app.flows.reply import reply
from app.ids import new_id
from app.services import Services
from app.store import documents, faqs, gaps, operators, websites
from app.store.db import Tx
from app.store.websites import ChangeRow
from tests.fixtures import said
from tests.journeys.served import served
from tests.routes.operators import Browser, signed_in

CSV = (
    "question,answer,variants,language\n"
    "Is there a lift?,Yes to every floor.,elevator|Is there an elevator?,en\n"
    ",An answer without a question.,,en\n"
    "¿Hay ascensor?,Sí.,,es\n"
).encode()


@pytest.fixture
async def dana(services: Services) -> AsyncIterator[Browser]:
    async with (
        served(services) as address,
        signed_in(services, address, "dana@example.com") as browser,
    ):
        yield browser


@pytest.fixture
async def base(services: Services, acme: Put) -> Base:
    return await manage.create_base(services, acme.tenant.id, "House rules")


async def _faqs(services: Services, base: Base) -> list[Faq]:
    return await services.db.read(faqs.faqs_in, base.tenant_id, base.id)


async def test_it_adds_and_changes_a_question(
    services: Services, dana: Browser, base: Base
) -> None:
    path = f"/knowledge/bases/{base.id}/faqs"
    fields = {
        "question": "Is there a lift?",
        "variants": "elevator\r\n\r\nIs there an elevator?",
        "answer": "Yes,\r\nto every floor.",
        "language": "en",
        "state": "approved",
    }
    await dana.press(path, **fields)
    (faq,) = await _faqs(services, base)
    await dana.press(f"{path}/{faq.id}", **{**fields, "answer": "No."})
    (changed,) = await _faqs(services, base)
    assert faq.variants == ("elevator", "Is there an elevator?")
    assert faq.answer == "Yes,\nto every floor."
    assert (changed.id, changed.answer) == (faq.id, "No.")


async def test_it_keeps_what_was_typed_when_something_is_missing(dana: Browser, base: Base) -> None:
    again = await dana.press(
        f"/knowledge/bases/{base.id}/faqs", question="", answer="Yes, <b>every</b> floor."
    )
    assert again.status_code == 400
    assert "The question is missing." in again.text
    assert "Yes, &lt;b&gt;every&lt;/b&gt; floor." in again.text


async def test_it_fills_in_a_question_from_the_address(dana: Browser, base: Base) -> None:
    page = await dana.see(f'/knowledge/bases/{base.id}/faqs/new?question=Is+"it"+open')
    assert 'value="Is &#34;it&#34; open"' in page


async def test_it_approves_a_draft_with_one_press(
    services: Services, dana: Browser, base: Base
) -> None:
    draft = Faq("", "Do you take bitcoin?", "No.", "en", (), base.id, "draft")
    saved = await manage.save_faq(services, base.tenant_id, draft)
    drafts = await dana.see(f"/knowledge/bases/{base.id}/faqs?show=drafts")
    done = await dana.press(f"/knowledge/bases/{base.id}/faqs/{saved.id}/approve")
    (faq,) = await _faqs(services, base)
    assert "Do you take bitcoin?" in drafts
    assert faq.state == "approved"
    assert "Approved. It answers from now on." in await dana.see(done.headers["location"])


async def test_it_finds_questions_by_their_words(
    services: Services, dana: Browser, base: Base
) -> None:
    for question in ("Is it 100% safe?", "Is it 100 metres?"):
        await manage.save_faq(services, base.tenant_id, Faq("", question, "x", "en", (), base.id))
    page = await dana.see(f"/knowledge/bases/{base.id}/faqs?q=100%25")
    assert "Is it 100% safe?" in page
    assert "Is it 100 metres?" not in page


async def test_it_deletes_a_question(services: Services, dana: Browser, base: Base) -> None:
    faq = Faq("", "Is there a lift?", "Yes.", "en", (), base.id)
    saved = await manage.save_faq(services, base.tenant_id, faq)
    await dana.press(f"/knowledge/bases/{base.id}/faqs/{saved.id}/delete")
    assert await _faqs(services, base) == []


async def test_it_shows_a_table_before_anything_is_added(
    services: Services, dana: Browser, base: Base
) -> None:
    path = f"/knowledge/bases/{base.id}/faqs"
    shown = await dana.send(f"{path}/preview", ("lift.csv", CSV), field="table")
    before = await _faqs(services, base)
    data = re.search(r'name="data" value="([^"]*)"', shown.text)
    assert data is not None
    added = await dana.web.post(
        f"{path}/import", files={"csrf": (None, await dana.token()), "data": (None, data[1])}
    )
    assert shown.status_code == 200
    assert "The question is missing." in shown.text
    assert "Add 2 questions" in shown.text
    assert before == []
    assert added.status_code == 303
    assert [one.question for one in await _faqs(services, base)] == [
        "Is there a lift?",
        "¿Hay ascensor?",
    ]


async def test_it_says_what_a_table_lacks(dana: Browser, base: Base) -> None:
    path = f"/knowledge/bases/{base.id}/faqs/preview"
    wrong = await dana.send(path, ("a.csv", b"name,price\nLift,4\n"), field="table")
    none = await dana.send(path, field="table")
    assert wrong.status_code == 400
    assert "question and answer" in wrong.text
    assert none.status_code in (400, 403, 422)


async def test_it_refuses_a_table_that_comes_back_damaged(dana: Browser, base: Base) -> None:
    path = f"/knowledge/bases/{base.id}/faqs/import"
    for data in ("not base 64!", "cXVl…"):
        fields = {"csrf": (None, await dana.token()), "data": (None, data)}
        assert (await dana.web.post(path, files=fields)).status_code == 400


async def test_it_warns_about_a_base_that_a_file_fills(
    services: Services, dana: Browser, acme: Put
) -> None:
    page = await dana.see(f"/knowledge?client={acme.tenant.id}")
    filed = re.search(r'href="(/knowledge/bases/[^"]+)"><bdi>Client file', page)
    assert filed is not None
    assert "These questions come from the client" in await dana.see(f"{filed[1]}/faqs")


async def test_it_answers_a_gap_once_for_all(
    services: Services, dana: Browser, acme: Put, base: Base
) -> None:
    client = acme.tenant.id
    for question in ("Is there a swimming pool?", "Is there a swimming pool on the roof?"):
        await note_gap(services, client, question, language="en")
    page = await dana.see(f"/knowledge/gaps?client={client}")
    gap = re.search(r"/gaps/(\w+)/answer", page)
    assert gap is not None
    done = await dana.press(f"/knowledge/clients/{client}/gaps/{gap[1]}/answer", answer="No pool.")
    found = await services.db.read(faqs.faqs_of, client)
    assert "note=answered" in done.headers["location"]
    assert "No pool." in [faq.answer for faq in found]
    assert await services.db.read(gaps.open_gaps, client) == []


async def test_it_dismisses_a_gap(services: Services, dana: Browser, acme: Put) -> None:
    await note_gap(services, acme.tenant.id, "Who won the cup?", language="en")
    (gap,) = await services.db.read(gaps.open_gaps, acme.tenant.id)
    path = f"/knowledge/clients/{acme.tenant.id}/gaps/{gap.cluster_id}"
    empty = await dana.press(f"{path}/answer", answer=" ")
    await dana.press(f"{path}/dismiss")
    assert empty.status_code == 400
    assert "The answer is missing." in empty.text
    assert await services.db.read(gaps.open_gaps, acme.tenant.id) == []


async def test_it_makes_a_draft_of_what_an_operator_wrote(
    services: Services, dana: Browser, acme: Put
) -> None:
    account = await services.accounts.account(acme.channels[0].id)
    receipt = await receive(services, account, said("Is there a lift?"))
    conversation = receipt.conversation_id or ""
    operator = await services.db.read(operators.operator_by_email, "dana@example.com")
    assert operator is not None
    await reply(services, acme.tenant.id, conversation, operator.id, "Yes, to every floor.")
    thread = await dana.see(f"/conversations/{conversation}")
    action = re.search(r'action="(/conversations/\w+/messages/\w+/faq)"', thread)
    assert action is not None
    made = await dana.press(action[1])
    form = await dana.see(made.headers["location"])
    assert "A draft of this answer waits for your approval." in form
    assert 'value="Is there a lift?"' in form
    assert "Yes, to every floor." in form


async def test_it_keeps_messages_from_strangers(
    services: Services, dana: Browser, acme: Put, outsider: Put
) -> None:
    account = await services.accounts.account(acme.channels[0].id)
    receipt = await receive(services, account, said("Is there a lift?"))
    path = f"/conversations/{receipt.conversation_id}/messages/{receipt.message_id}/faq"
    async with signed_in(
        services, str(dana.web.base_url).rstrip("/"), "out@example.com", outsider.tenant.id
    ) as stranger:
        assert (await stranger.press(path)).status_code == 404
    assert (await dana.press(path)).status_code == 409


SITE = {
    "url": "https://www.example.com/",
    "max_depth": "2",
    "max_pages": "50",
    "every_hours": "72",
    "review": "approve",
}


async def test_it_adds_a_website(services: Services, dana: Browser, base: Base) -> None:
    path = f"/knowledge/bases/{base.id}/websites"
    await dana.press(path, **SITE)
    (site,) = await services.db.read(websites.websites_in, base.tenant_id, base.id)
    page = await dana.see(path)
    assert (site.max_depth, site.max_pages, site.every_hours) == (2, 50, 72)
    assert site.review == "approve"
    assert "https://www.example.com/" in page


@pytest.mark.parametrize(
    ("field", "value"),
    [("url", "http://127.0.0.1/"), ("url", "ftp://example.com"), ("max_pages", "many")],
)
async def test_it_refuses_a_website_that_may_not_be_read(
    services: Services, dana: Browser, base: Base, field: str, value: str
) -> None:
    again = await dana.press(f"/knowledge/bases/{base.id}/websites", **{**SITE, field: value})
    assert again.status_code in (400, 422)
    assert 'role="alert"' in again.text
    assert await services.db.read(websites.websites_in, base.tenant_id, base.id) == []


async def test_it_pauses_resumes_and_removes_a_website(
    services: Services, dana: Browser, base: Base
) -> None:
    await dana.press(f"/knowledge/bases/{base.id}/websites", **SITE)
    (site,) = await services.db.read(websites.websites_in, base.tenant_id, base.id)
    path, states = f"/knowledge/bases/{base.id}/websites/{site.id}", []
    for action in ("pause", "resume", "crawl"):
        await dana.press(f"{path}/{action}")
        row = await services.db.read(websites.website_by_id, base.tenant_id, site.id)
        assert row is not None
        states.append(row.state)
    await dana.press(f"{path}/remove")
    assert states == ["paused", "idle", "queued"]
    assert await services.db.read(websites.websites_in, base.tenant_id, base.id) == []


async def _change(services: Services, base: Base) -> tuple[str, str]:
    diff = compare("We open at 9.\n\nNo dogs.", "We open at 10.\n\nNo dogs.\n\n<b>New</b>")

    def put(tx: Tx) -> tuple[str, str]:
        now, tenant_id = services.clock.now_ms(), base.tenant_id
        site_id = websites.insert_website(tx, tenant_id, base.id, "https://www.example.com/", now)
        url = "https://www.example.com/hours"
        document_id = documents.insert_document(
            tx, tenant_id, base.id, "page", url, now, website_id=site_id, url=url, state="ready"
        )
        change = ChangeRow(
            new_id(),
            tenant_id,
            base.id,
            site_id,
            document_id,
            url,
            "Hours",
            "changed",
            "waiting",
            msgspec.json.encode(diff).decode(),
            "[]",
            now,
            None,
            None,
        )
        websites.insert_change(tx, change)
        return site_id, change.id

    return await services.db.write(put)


async def test_it_shows_a_change_word_by_word(
    services: Services, dana: Browser, base: Base
) -> None:
    site_id, _ = await _change(services, base)
    page = await dana.see(f"/knowledge/bases/{base.id}/websites/{site_id}")
    assert "<del>9</del><ins>10</ins>" in page
    assert "<ins>&lt;b&gt;New&lt;/b&gt;</ins>" in page
    assert "Waiting for you" in page


async def test_it_rejects_a_change(services: Services, dana: Browser, base: Base) -> None:
    site_id, change_id = await _change(services, base)
    path = f"/knowledge/bases/{base.id}/websites/{site_id}"
    await dana.press(f"{path}/changes/{change_id}/reject")
    change = await services.db.read(websites.change_by_id, base.tenant_id, change_id)
    assert change is not None
    assert change.state == "rejected"
    assert change.decided_by != ""
