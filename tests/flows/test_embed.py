"""Vectors: made once for what is new, complete before they count, gone with what they were of.

The embedder is the real SDK against the double; it is asked only by clients whose knowledge is too
large for a prompt, so these have a limit of zero.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

import pytest

from app.clock import ManualClock
from app.domain.budget import Cost
from app.domain.tenant import Faq
from app.flows import embed
from app.flows.drop_vectors import drop_vectors
from app.flows.manage_knowledge import delete_faq, save_faq, set_inline_tokens
from app.flows.manage_tenant import Put
from app.flows.publish import publish
from app.flows.search import part_of, search
from app.flows.sweep import recover, sweep
from app.queue import Queue
from app.resources import Resources
from app.services import Services
from app.store import bases, usage
from app.store.bases import IndexRow
from app.store.db import Tx
from app.world.world import World
from tests.fixtures import HeardBell
from vectors.base import Embedded, Embedder, Query
from vectors.finder import Finder
from vectors.openai import OpenAiEmbedder

SMALL, LARGE = ("text-embedding-3-small", 64), ("text-embedding-3-large", 128)


@pytest.fixture
async def wired(services: Services, world: World, acme: Put) -> AsyncIterator[Services]:
    """Services with the small embedder wanted and the large one known, for a large client."""
    assert services.db.vectors_problem == ""
    made = [
        OpenAiEmbedder("sk-x", name, size, base_url=f"{world.base_url}/v1", timeout_s=2.0)
        for name, size in (SMALL, LARGE)
    ]
    services = replace(services, vectors=Finder(services.db.dialect), embedders=tuple(made))
    await set_inline_tokens(services, acme.tenant.id, 0)
    yield services
    for embedder in made:
        await embedder.aclose()


class _Interrupted:
    """An embedder during whose first answer somebody adds a question."""

    def __init__(self, embedder: Embedder, *, turned_by: Services, put: Put) -> None:
        self.name, self.dimensions = embedder.name, embedder.dimensions
        self.languages = embedder.languages
        self.microusd_per_1000_tokens = embedder.microusd_per_1000_tokens
        self._embedder, self._services, self._put = embedder, turned_by, put
        self._is_first = True

    async def embed(self, texts: Sequence[str]) -> Embedded:
        if self._is_first:
            self._is_first = False
            await _add(self._services, self._put, "Is there a lift?")
        return await self._embedder.embed(texts)


async def _index(services: Services, put: Put) -> IndexRow:
    return await services.db.read(bases.index_of, put.tenant.id)


async def _keys(services: Services, part: str) -> set[str]:
    assert services.vectors is not None
    return await services.db.read(services.vectors.keys, part, int(part.rpartition("/")[2]))


async def _add(services: Services, put: Put, question: str) -> Faq:
    base = (await services.db.read(bases.bases_of, put.tenant.id))[0]
    return await save_faq(
        services, put.tenant.id, Faq("", question, f"About {question}", base_id=base.id)
    )


async def test_everything_has_a_vector_before_it_counts(wired: Services, acme: Put) -> None:
    index = await _index(wired, acme)
    assert index.part == part_of(acme.tenant.id, wired.embedders[0])
    assert len(await _keys(wired, index.part)) == 2
    assert (index.vectors_done, index.vectors_wanted) == (2, 2)
    question = Query("Do you allow pets?", "en")
    found = await search(wired, acme.tenant.id, question, is_turn=True)
    assert found.uses_vectors
    assert found.hits[0].passage.title == "Do you allow pets?"
    assert found.usage is not None
    assert found.usage.input_tokens > 0


async def test_a_search_outside_of_a_turn_is_paid_for_at_once(wired: Services, acme: Put) -> None:
    def rows(tx: Tx) -> int:
        return len(tx.all("SELECT id FROM usage WHERE tenant_id = :t", t=acme.tenant.id))

    before = await wired.db.read(rows)
    found = await search(wired, acme.tenant.id, Query("Do you allow pets?", "en"))
    assert found.usage is None
    assert await wired.db.read(rows) == before + 1


async def test_a_question_over_budget_is_found_by_its_words(wired: Services, acme: Put) -> None:
    await wired.db.write(lambda tx: tx.run("UPDATE tenants SET budget_microusd = 0"))
    wired.accounts.clear()
    found = await search(wired, acme.tenant.id, Query("Do you allow pets?", "en"))
    assert not found.uses_vectors
    assert found.hits[0].passage.title == "Do you allow pets?"


async def test_unchanged_content_is_not_embedded_again(
    wired: Services, acme: Put, world: World
) -> None:
    before = world.openai.usage["embedding_tokens"]
    await _add(wired, acme, "Is there a lift?")
    first = world.openai.usage["embedding_tokens"] - before
    await publish(wired, acme.tenant.id)
    assert 0 < first < 30
    assert world.openai.usage["embedding_tokens"] - before == first


async def test_what_embedding_cost_is_booked(wired: Services, acme: Put) -> None:
    def spent(tx: object) -> int:
        row = tx.one(  # type: ignore[attr-defined]
            "SELECT COALESCE(SUM(input_tokens), 0) AS n FROM usage WHERE tenant_id = :t"
            " AND turn_id IS NULL",
            t=acme.tenant.id,
        )
        return int(row["n"])

    assert await wired.db.read(spent) > 0


async def test_a_silent_embedder_costs_no_index(
    wired: Services, acme: Put, world: World, clock: ManualClock
) -> None:
    world.set_faults("openai:503=1")
    await _add(wired, acme, "Is there a lift?")
    index = await _index(wired, acme)
    # Fresh words answer without vectors; they are wanted again later, not at once.
    assert (index.part, index.wanted > index.published) == ("", True)
    assert index.due_at > clock.now_ms()
    found = await search(wired, acme.tenant.id, Query("Is there a lift?", "en"))
    assert (found.hits[0].passage.title, found.uses_vectors) == ("Is there a lift?", False)
    world.set_faults("")
    clock.advance(600)
    assert await publish(wired, acme.tenant.id)
    assert (await _index(wired, acme)).part != ""


async def test_a_silent_embedder_costs_a_search_nothing_but_meaning(
    wired: Services, acme: Put, world: World
) -> None:
    world.set_faults("openai:503=1")
    found = await search(wired, acme.tenant.id, Query("Do you allow pets?", "en"))
    assert (found.hits[0].passage.title, found.uses_vectors) == ("Do you allow pets?", False)


async def test_a_language_the_embedder_does_not_serve_asks_it_nothing(
    wired: Services, acme: Put, world: World
) -> None:
    before = world.openai.usage["embedding_tokens"]
    found = await search(wired, acme.tenant.id, Query("Má ég hafa hund?", "is"))
    assert not found.uses_vectors
    assert world.openai.usage["embedding_tokens"] == before


async def test_vectors_go_with_their_content(wired: Services, acme: Put) -> None:
    faq = await _add(wired, acme, "Is there a lift?")
    part = (await _index(wired, acme)).part
    assert len(await _keys(wired, part)) == 3
    await delete_faq(wired, acme.tenant.id, faq.id)
    assert len(await _keys(wired, part)) == 2


async def test_who_lost_the_index_deletes_no_vector(wired: Services, acme: Put) -> None:
    index = await _index(wired, acme)
    assert index.lease_owner == ""
    await drop_vectors(wired, replace(index, lease_owner="late"), "", set(), False)
    assert (await _index(wired, acme)).part == index.part
    assert len(await _keys(wired, index.part)) == 2


async def test_vectors_that_are_being_deleted_are_not_asked(wired: Services, acme: Put) -> None:
    index = await _index(wired, acme)
    now = wired.clock.now_ms()
    await wired.db.write(bases.note_change, acme.tenant.id, now)
    claimed = await wired.db.write(bases.claim_index, acme.tenant.id, "us", now, now + 1_000)
    assert claimed is not None
    await drop_vectors(wired, claimed, "", set(), False)
    assert ((await _index(wired, acme)).part, await _keys(wired, index.part)) == ("", set())
    wired.accounts.clear()
    assert not (await search(wired, acme.tenant.id, Query("Any pets?", "en"))).uses_vectors


async def test_newer_words_do_not_wait_for_many_vectors(
    wired: Services, acme: Put, monkeypatch: pytest.MonkeyPatch, clock: ManualClock
) -> None:
    small, large = wired.embedders
    monkeypatch.setattr(embed, "_BATCH", 1)
    monkeypatch.setattr(embed, "_MUCH", 0)
    turned = replace(wired, embedders=(_Interrupted(large, turned_by=wired, put=acme), small))
    old = (await _index(wired, acme)).part
    await wired.db.write(bases.note_change, acme.tenant.id, clock.now_ms())
    await publish(turned, acme.tenant.id)
    # The old vectors serve, and what has been made of the new ones is there.
    assert (await _index(wired, acme)).part == old
    assert len(await _keys(wired, part_of(acme.tenant.id, large))) == 1
    await publish(turned, acme.tenant.id)
    assert (await _index(wired, acme)).part == part_of(acme.tenant.id, large)


async def test_another_embedder_takes_over_when_complete(
    wired: Services, acme: Put, world: World
) -> None:
    old = (await _index(wired, acme)).part
    small, large = wired.embedders
    turned = replace(wired, embedders=(large, small))
    await _add(turned, acme, "Is there a lift?")
    new = (await _index(turned, acme)).part
    assert new == part_of(acme.tenant.id, large)
    assert len(await _keys(turned, new)) == 3
    assert await _keys(turned, old) == set()
    found = await search(turned, acme.tenant.id, Query("Is there a lift?", "en"))
    assert found.uses_vectors


async def test_a_start_with_another_embedder_wants_its_vectors(
    wired: Services, acme: Put, bell: HeardBell
) -> None:
    small, large = wired.embedders
    await recover(wired)
    assert (await _index(wired, acme)).wanted == (await _index(wired, acme)).published
    turned = replace(wired, embedders=(large, small))
    await recover(turned)
    await sweep(turned)
    assert acme.tenant.id in bell.take(Queue.PUBLISH)
    # What was there answers by its meaning until the new vectors are complete.
    assert (await search(turned, acme.tenant.id, Query("Any pets?", "en"))).uses_vectors
    await publish(turned, acme.tenant.id)
    assert (await _index(turned, acme)).part == part_of(acme.tenant.id, large)


async def test_small_knowledge_needs_no_vectors(wired: Services, acme: Put) -> None:
    part = (await _index(wired, acme)).part
    await set_inline_tokens(wired, acme.tenant.id, 20_000)
    assert (await _index(wired, acme)).part == ""
    assert await _keys(wired, part) == set()


async def test_a_spent_budget_embeds_nothing(wired: Services, acme: Put, world: World) -> None:
    def cap(tx: object) -> None:
        tx.run(  # type: ignore[attr-defined]
            "UPDATE tenants SET budget_microusd = 0 WHERE id = :t", t=acme.tenant.id
        )

    await wired.db.write(cap)
    wired = replace(wired, accounts=Resources(wired.db, wired.sealer))
    before = world.openai.usage["embedding_tokens"]
    await _add(wired, acme, "Is there a lift?")
    assert world.openai.usage["embedding_tokens"] == before
    assert (await _index(wired, acme)).part == ""
    assert await wired.db.read(usage.spent_in, acme.tenant.id, "1999-01") == Cost()


async def test_clients_keep_their_vectors_apart(wired: Services, acme: Put, outsider: Put) -> None:
    await set_inline_tokens(wired, outsider.tenant.id, 0)
    ours, theirs = await _index(wired, acme), await _index(wired, outsider)
    assert ours.part != theirs.part
    # Both have the same FAQs: the same keys, each in its own part.
    assert await _keys(wired, ours.part) == await _keys(wired, theirs.part)
