"""An index takes the old one's place whole or not at all, whatever breaks meanwhile."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.tenant import Faq
from app.errors import StoreUnavailable
from app.flows.ingest import add_file, read_document
from app.flows.manage_knowledge import create_base, delete_base, save_faq
from app.flows.manage_tenant import Put
from app.flows.publish import publish
from app.flows.search import search
from app.library import Library
from app.queue import Queue
from app.services import Services
from app.store import bases
from app.store.bases import IndexRow
from app.store.db import Tx
from tests.flows.stage import Stage
from vectors.arrays import Arrays
from vectors.base import Entry, Query

OLD, NEW = "The ferry leaves at nine.", "The ferry leaves at ten."


class StubbornLibrary(Library):
    """A library whose building waits for the test, fails, or both."""

    def __init__(self, data_dir: Path) -> None:
        super().__init__(data_dir)
        self.begun = asyncio.Event()
        self.may_build = asyncio.Event()
        self.error: Exception | None = None
        self.built = 0

    async def build(self, tenant_id: str, number: int, entries: Sequence[Entry]) -> None:
        self.begun.set()
        await self.may_build.wait()
        if self.error is not None:
            raise self.error
        self.built += 1
        await super().build(tenant_id, number, entries)


def stubborn(stage: Stage) -> tuple[Services, StubbornLibrary]:
    library = StubbornLibrary(stage.services.settings.data_dir)
    return replace(stage.services, library=library), library


async def texts(services: Services, put: Put) -> list[str]:
    result = await search(services, put.tenant.id, Query("When does the ferry leave?"))
    return [hit.passage.text for hit in result.hits if "ferry" in hit.passage.text]


async def index(stage: Stage, put: Put) -> IndexRow:
    return await stage.services.db.read(bases.index_of, put.tenant.id)


async def _base(stage: Stage, put: Put) -> str:
    return (await create_base(stage.services, put.tenant.id, "Travel")).id


async def _file(stage: Stage, put: Put, base_id: str, text: str, tmp_path: Path) -> str:
    """Read a file of this text to the end; it is staged and waits to be published."""
    file = tmp_path / "ferry.txt"
    file.write_text(text)
    document_id = await add_file(stage.services, put.tenant.id, base_id, file.name, "", file)
    await read_document(stage.services, document_id)
    stage.clock.advance(5)
    return document_id


@pytest.fixture
async def travel(stage: Stage, acme: Put, tmp_path: Path) -> str:
    """A base whose only file says when the ferry left, and now waits to say something else."""
    base_id = await _base(stage, acme)
    await _file(stage, acme, base_id, OLD, tmp_path)
    assert await publish(stage.services, acme.tenant.id)
    assert await texts(stage.services, acme) == [OLD]
    await _file(stage, acme, base_id, NEW, tmp_path)
    return base_id


async def test_the_old_index_answers_until_the_new_one_is_complete(
    stage: Stage, acme: Put, travel: str
) -> None:
    services, library = stubborn(stage)
    work = asyncio.create_task(publish(services, acme.tenant.id))
    await library.begun.wait()
    stage.services.accounts.clear()
    assert await texts(stage.services, acme) == [OLD]
    library.may_build.set()
    assert await work
    assert await texts(stage.services, acme) == [NEW]


async def test_a_failed_build_keeps_the_old_index_and_is_tried_again(
    stage: Stage, acme: Put, travel: str
) -> None:
    before = await index(stage, acme)
    services, library = stubborn(stage)
    library.may_build.set()
    library.error = RuntimeError("The index could not be made.")
    assert await publish(services, acme.tenant.id)
    after = await index(stage, acme)
    assert (after.published, after.error) == (
        before.published,
        "The index could not be made just now; it is tried again.",
    )
    assert await texts(stage.services, acme) == [OLD]
    assert not await publish(stage.services, acme.tenant.id)
    stage.clock.advance((after.due_at - stage.clock.now_ms()) / 1000)
    assert await publish(stage.services, acme.tenant.id)
    assert await texts(stage.services, acme) == [NEW]
    assert (await index(stage, acme)).error == ""


async def test_the_pause_after_failures_grows(stage: Stage, acme: Put, travel: str) -> None:
    services, library = stubborn(stage)
    library.may_build.set()
    library.error = RuntimeError("The index could not be made.")
    pauses = []
    for _ in range(4):
        await publish(services, acme.tenant.id)
        due_at = (await index(stage, acme)).due_at
        pauses.append(due_at - stage.clock.now_ms())
        stage.clock.advance(pauses[-1] / 1000)
    assert pauses == sorted(set(pauses))
    assert pauses[-1] <= 600_000


async def test_a_store_that_cannot_write_swaps_nothing(
    stage: Stage, acme: Put, travel: str
) -> None:
    services, library = stubborn(stage)
    library.may_build.set()
    library.error = StoreUnavailable("The disk is full.")
    with pytest.raises(StoreUnavailable):
        await publish(services, acme.tenant.id)
    assert await texts(stage.services, acme) == [OLD]


async def test_whoever_stops_waiting_leaves_the_work_to_others(
    stage: Stage, acme: Put, travel: str
) -> None:
    services, library = stubborn(stage)
    work = asyncio.create_task(publish(services, acme.tenant.id))
    await library.begun.wait()
    stage.bell.take(Queue.PUBLISH)
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    assert stage.bell.take(Queue.PUBLISH) == [acme.tenant.id]
    assert await publish(stage.services, acme.tenant.id)
    assert await texts(stage.services, acme) == [NEW]


async def test_a_crash_while_building_is_made_good_when_the_lease_ends(
    stage: Stage, acme: Put, travel: str
) -> None:
    now = stage.clock.now_ms()
    dead = await stage.services.db.write(
        bases.claim_index, acme.tenant.id, "dead", now, now + 120_000
    )
    assert dead is not None
    assert not await publish(stage.services, acme.tenant.id)
    assert await texts(stage.services, acme) == [OLD]
    stage.clock.advance(120)
    assert await publish(stage.services, acme.tenant.id)
    assert await texts(stage.services, acme) == [NEW]


async def test_a_worker_that_lost_its_lease_swaps_nothing(
    stage: Stage, acme: Put, travel: str
) -> None:
    services, library = stubborn(stage)
    late = asyncio.create_task(publish(services, acme.tenant.id))
    await library.begun.wait()
    stage.clock.advance(120)
    assert await publish(stage.services, acme.tenant.id)
    published = await index(stage, acme)
    library.may_build.set()
    await late
    assert await index(stage, acme) == published
    assert await texts(stage.services, acme) == [NEW]


async def test_an_index_is_made_once_however_many_ask(stage: Stage, acme: Put, travel: str) -> None:
    services, library = stubborn(stage)
    library.may_build.set()
    done = await asyncio.gather(*(publish(services, acme.tenant.id) for _ in range(8)))
    assert (done.count(True), library.built) == (1, 1)
    assert await texts(stage.services, acme) == [NEW]


async def test_what_changes_while_building_is_published_next(
    stage: Stage, acme: Put, travel: str
) -> None:
    services, library = stubborn(stage)
    work = asyncio.create_task(publish(services, acme.tenant.id))
    await library.begun.wait()
    faq = Faq("", "Is there a night ferry?", "The night ferry leaves at two.", base_id=travel)
    await save_faq(stage.services, acme.tenant.id, faq)
    library.may_build.set()
    await work
    row = await index(stage, acme)
    assert row.wanted > row.published
    assert await publish(stage.services, acme.tenant.id)
    assert sorted(await texts(stage.services, acme)) == [NEW, faq.answer]


async def test_a_missing_or_broken_image_is_made_again(
    stage: Stage, acme: Put, travel: str
) -> None:
    await publish(stage.services, acme.tenant.id)
    path = stage.services.library.path(acme.tenant.id, (await index(stage, acme)).published)
    for harm in (path.unlink, lambda: path.write_bytes(b"not an image")):
        harm()
        fresh = replace(stage.services, library=Library(stage.services.settings.data_dir))
        assert await texts(fresh, acme) == [NEW]


async def test_an_image_that_rots_while_it_is_open_is_made_again(
    stage: Stage, acme: Put, travel: str
) -> None:
    await publish(stage.services, acme.tenant.id)
    assert await texts(stage.services, acme) == [NEW]
    path = stage.services.library.path(acme.tenant.id, (await index(stage, acme)).published)
    whole = path.read_bytes()
    places = Arrays(path)["post_entry"].tobytes()
    with path.open("r+b") as file:
        file.seek(whole.index(places))
        file.write(b"\x7f" * len(places))
    for _ in range(2):
        assert await texts(stage.services, acme) == [NEW]
    assert path.read_bytes() == whole


async def test_one_image_of_a_client_is_kept(stage: Stage, acme: Put, travel: str) -> None:
    await publish(stage.services, acme.tenant.id)
    row = await index(stage, acme)
    path = stage.services.library.path(acme.tenant.id, row.published)
    # What a crash left while an image was made.
    (path.parent / ".entries-old").write_text(OLD)
    os.utime(path.parent / ".entries-old", (0, 0))
    stage.services.library.forget(acme.tenant.id, keep=row.published)
    assert [one.name for one in path.parent.iterdir()] == [path.name]


async def test_a_deleted_base_leaves_nothing_that_was_under_way(
    stage: Stage, acme: Put, travel: str
) -> None:
    services, library = stubborn(stage)
    work = asyncio.create_task(publish(services, acme.tenant.id))
    await library.begun.wait()
    await delete_base(stage.services, acme.tenant.id, travel)
    library.may_build.set()
    await work
    assert await texts(stage.services, acme) == []
    await publish(stage.services, acme.tenant.id)
    assert await texts(stage.services, acme) == []

    def left(tx: Tx) -> int:
        row = tx.one("SELECT count(*) AS n FROM chunks WHERE base_id = :b", b=travel)
        assert row is not None
        return int(row["n"])

    assert await stage.services.db.read(left) == 0
    folder = stage.services.library.path(acme.tenant.id, 1).parent
    (image,) = folder.glob("*.image")
    assert b"ferry" not in image.read_bytes()


async def test_open_pages_hear_of_a_new_index(stage: Stage, acme: Put, travel: str) -> None:
    async with stage.services.live.subscribe(frozenset({acme.tenant.id})) as page:
        await publish(stage.services, acme.tenant.id)
        kinds = [event.kind for event in await page.batch(1)]
    assert "knowledge_published" in kinds


async def test_an_image_that_is_missing_is_made_once(stage: Stage, acme: Put) -> None:
    services, library = stubborn(stage)
    library.may_build.set()
    await asyncio.to_thread(library.forget, acme.tenant.id, None)
    found = await asyncio.gather(*(texts(services, acme) for _ in range(8)))
    assert len(found) == 8
    assert library.built == 1
