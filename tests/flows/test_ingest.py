"""A file on its way into the index: read once, whoever crashes; refused with a reason; swapped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import Conflict, Invalid, NotFound, TooLarge
from app.flows.ingest import add_file, read_document, want_index
from app.flows.ingest import stage as stage_text
from app.flows.manage_knowledge import create_base, delete_document
from app.flows.manage_tenant import Put
from app.flows.publish import publish
from app.queue import Queue
from app.store import bases, documents
from app.store.db import Tx
from app.store.documents import DocumentRow
from tests.flows.stage import Stage
from tests.flows.test_manage_knowledge import found
from vectors.chunking import Section

TEXT = "# Ferry\n\nThe ferry leaves at nine.\n\n# Bus\n\nThe bus leaves every hour."
Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file that may be moved away."""

    def make(name: str, text: str) -> Path:
        path = tmp_path / "given" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return path

    return make


@pytest.fixture
async def base_id(stage: Stage, acme: Put) -> str:
    return (await create_base(stage.services, acme.tenant.id, "Travel")).id


async def _add(stage: Stage, put: Put, base_id: str, file: Path, name: str = "") -> str:
    return await add_file(
        stage.services, put.tenant.id, base_id, name or file.name, "text/markdown", file
    )


async def _row(stage: Stage, put: Put, document_id: str) -> DocumentRow:
    row = await stage.services.db.read(documents.document_by_id, put.tenant.id, document_id)
    assert row is not None
    return row


async def _published(stage: Stage, put: Put) -> None:
    stage.clock.advance(5)
    assert await publish(stage.services, put.tenant.id)


async def test_a_file_answers_once_it_is_read_and_published(
    stage: Stage, acme: Put, base_id: str, write: Write
) -> None:
    document_id = await _add(stage, acme, base_id, write("ferry.md", TEXT))
    assert stage.bell.take(Queue.READ) == [document_id]
    assert (await _row(stage, acme, document_id)).state == "queued"
    await read_document(stage.services, document_id)
    row = await _row(stage, acme, document_id)
    assert (row.state, row.progress, row.chunks, row.language) == ("indexing", 100, 2, "en")
    assert stage.bell.take(Queue.PUBLISH) == [acme.tenant.id]
    await _published(stage, acme)
    assert (await _row(stage, acme, document_id)).state == "ready"
    assert (await found(stage, acme, "When does the ferry leave?"))[0] == (
        "The ferry leaves at nine."
    )


async def test_the_original_is_kept_only_until_it_is_read(
    stage: Stage, acme: Put, base_id: str, write: Write
) -> None:
    file = write("ferry.md", TEXT)
    document_id = await _add(stage, acme, base_id, file)
    kept = stage.services.library.uploads / document_id
    assert (file.exists(), kept.exists(), kept.stat().st_mode & 0o777) == (False, True, 0o600)
    await read_document(stage.services, document_id)
    assert not kept.exists()


async def test_a_file_of_the_same_name_takes_the_place_of_the_old(
    stage: Stage, acme: Put, base_id: str, write: Write
) -> None:
    first = await _add(stage, acme, base_id, write("ferry.md", TEXT))
    await read_document(stage.services, first)
    await _published(stage, acme)
    again = await _add(stage, acme, base_id, write("ferry.md", TEXT.replace("nine", "ten")))
    assert again == first
    await read_document(stage.services, again)
    # Staged, and the old text answers.
    assert "The ferry leaves at nine." in await found(stage, acme, "When does the ferry leave?")
    await _published(stage, acme)
    texts = await found(stage, acme, "When does the ferry leave?")
    assert "The ferry leaves at ten." in texts
    assert "The ferry leaves at nine." not in texts


async def test_a_file_that_comes_many_times_at_once_is_one_document(
    stage: Stage, acme: Put, base_id: str, tmp_path: Path
) -> None:
    files = [tmp_path / f"{number}.md" for number in range(6)]
    for file in files:
        file.write_text(TEXT)

    def broken(_: Tx) -> None:
        raise Conflict("A unit that fails beside others lets them run twice.")

    added = [_add(stage, acme, base_id, file, "ferry.md") for file in files]
    failing = [stage.services.db.write(broken) for _ in files]
    results = await asyncio.gather(*added, *failing, return_exceptions=True)
    (document_id,) = set(results[: len(files)])
    assert [one.name for one in stage.services.library.uploads.iterdir()] == [document_id]


async def test_a_file_that_comes_as_the_one_before_is_done_is_kept(
    stage: Stage, acme: Put, base_id: str, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    document_id = await _add(stage, acme, base_id, write("ferry.md", TEXT))
    kept = stage.services.library.uploads / document_id

    def come(*_: object, **__: object) -> None:
        # Pages hear that it is read; from then on a new upload may take its place.
        if not kept.exists():
            kept.write_text("The ferry leaves at ten.")

    monkeypatch.setattr(stage.services.live, "publish", come)
    await read_document(stage.services, document_id)
    assert kept.exists()


async def test_a_file_that_says_the_same_changes_nothing(
    stage: Stage, acme: Put, base_id: str, write: Write
) -> None:
    document_id = await _add(stage, acme, base_id, write("ferry.md", TEXT))
    await read_document(stage.services, document_id)
    await _published(stage, acme)
    before = await _row(stage, acme, document_id)
    await _add(stage, acme, base_id, write("ferry.md", TEXT))
    await read_document(stage.services, document_id)
    after = await _row(stage, acme, document_id)
    assert (after.state, after.live_version) == ("ready", before.live_version)
    stage.clock.advance(5)
    assert not await publish(stage.services, acme.tenant.id)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.md", "passwd.md"), ("C:\\files\\ferry.md", "ferry.md"),
        ("fer\x00ry\n.md", "ferry.md"), ("x" * 300 + ".md", "x" * 200), ("مواعيد.md", "مواعيد.md"),
    ],
)  # fmt: skip
async def test_a_name_is_a_label_and_never_a_path(
    stage: Stage, acme: Put, base_id: str, write: Write, name: str, kept: str
) -> None:
    document_id = await _add(stage, acme, base_id, write("given.md", TEXT), name)
    assert (await _row(stage, acme, document_id)).name == kept
    assert [one.name for one in stage.services.library.uploads.iterdir()] == [document_id]


@pytest.mark.parametrize("name", ["..", "/", "\x00", "a/.."])
async def test_it_rejects_a_file_without_a_name(
    stage: Stage, acme: Put, base_id: str, write: Write, name: str
) -> None:
    with pytest.raises(Invalid, match="no name"):
        await _add(stage, acme, base_id, write("given.md", TEXT), name)


async def test_it_rejects_a_file_over_the_limit(
    stage: Stage, acme: Put, base_id: str, write: Write
) -> None:
    stage.with_settings(document_limit_bytes=1024)
    with pytest.raises(TooLarge, match=r"ferry\.md is larger"):
        await _add(stage, acme, base_id, write("ferry.md", "x" * 1025))


async def test_it_rejects_a_file_for_a_strangers_base(
    stage: Stage, outsider: Put, acme: Put, base_id: str, write: Write
) -> None:
    with pytest.raises(NotFound):
        await _add(stage, outsider, base_id, write("ferry.md", TEXT))
    folder = stage.services.library.uploads
    assert not folder.exists() or list(folder.iterdir()) == []


async def test_a_refused_file_says_why_and_leaves_nothing(
    stage: Stage, acme: Put, base_id: str, write: Write
) -> None:
    document_id = await _add(stage, acme, base_id, write("ferry.pdf", "no PDF at all"))
    await read_document(stage.services, document_id)
    row = await _row(stage, acme, document_id)
    assert row.state == "refused"
    assert "PDF" in row.error
    assert list(stage.services.library.uploads.iterdir()) == []


async def test_a_refused_replacement_leaves_the_old_text_answering(
    stage: Stage, acme: Put, base_id: str, write: Write
) -> None:
    document_id = await _add(stage, acme, base_id, write("ferry.md", TEXT))
    await read_document(stage.services, document_id)
    await _published(stage, acme)
    await _add(stage, acme, base_id, write("ferry.md", "\0\0\0"))
    await read_document(stage.services, document_id)
    assert (await _row(stage, acme, document_id)).state == "refused"
    assert "The ferry leaves at nine." in await found(stage, acme, "When does the ferry leave?")


async def test_no_document_is_claimed_and_left_lying(
    stage: Stage, acme: Put, base_id: str, write: Write
) -> None:
    for number in range(52):
        await _add(stage, acme, base_id, write(f"{number}.md", f"Ferry {number} leaves at nine."))
    first, *_ = stage.bell.take(Queue.READ)
    await read_document(stage.services, first)
    counts = await stage.services.db.read(documents.count_in, acme.tenant.id, base_id)
    assert counts == {"indexing": 50, "queued": 2}


async def test_a_document_is_read_once_however_many_bells_ring(
    stage: Stage, acme: Put, base_id: str, write: Write
) -> None:
    document_id = await _add(stage, acme, base_id, write("ferry.md", TEXT))
    await asyncio.gather(*(read_document(stage.services, document_id) for _ in range(5)))
    row = await _row(stage, acme, document_id)
    assert (row.state, row.staged_version) == ("indexing", 1)
    assert await stage.column("SELECT count(*) AS n FROM chunks") == [2]


async def test_a_reading_that_crashed_is_begun_again_when_its_lease_ends(
    stage: Stage, acme: Put, base_id: str, write: Write
) -> None:
    document_id = await _add(stage, acme, base_id, write("ferry.md", TEXT))
    now = stage.clock.now_ms()
    await stage.services.db.write(
        documents.claim_document, document_id, "who crashed", now, now + 180_000
    )
    await read_document(stage.services, document_id)
    assert (await _row(stage, acme, document_id)).state == "reading"
    with pytest.raises(Conflict, match="being read"):
        await _add(stage, acme, base_id, write("ferry.md", TEXT))
    stage.clock.advance(180)
    assert await stage.services.db.read(documents.due_documents, stage.clock.now_ms()) == [
        document_id
    ]
    await read_document(stage.services, document_id)
    assert (await _row(stage, acme, document_id)).state == "indexing"


async def test_who_reads_too_long_takes_nothing_from_the_next(
    stage: Stage, acme: Put, base_id: str, write: Write
) -> None:
    document_id = await _add(stage, acme, base_id, write("ferry.md", TEXT))
    now = stage.clock.now_ms()
    late = await stage.services.db.write(
        documents.claim_document, document_id, "late", now, now + 180_000
    )
    assert late is not None
    stage.clock.advance(180)
    now = stage.clock.now_ms()
    await stage.services.db.write(documents.claim_document, document_id, "next", now, now + 180_000)
    await stage_text(stage.services, late, [Section(("Ferry",), "At eight.")], title="Ferry")
    is_taken = await stage.services.db.write(
        documents.give_back_document, late, "failed", "Too long.", now, now
    )
    assert not is_taken
    row = await _row(stage, acme, document_id)
    assert (row.state, row.lease_owner, row.staged_version) == ("reading", "next", 0)


@pytest.mark.parametrize("wait_s", [0, 0.02, 0.1, 0.3])
async def test_a_reading_that_is_broken_off_waits_again_at_once(
    stage: Stage, acme: Put, base_id: str, write: Write, wait_s: float
) -> None:
    document_id = await _add(stage, acme, base_id, write("ferry.md", TEXT * 200))
    work = asyncio.create_task(read_document(stage.services, document_id))
    await asyncio.sleep(wait_s)
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    await read_document(stage.services, document_id)
    assert (await _row(stage, acme, document_id)).state == "indexing"


async def test_a_lost_upload_is_said_plainly(
    stage: Stage, acme: Put, base_id: str, write: Write
) -> None:
    document_id = await _add(stage, acme, base_id, write("ferry.md", TEXT))
    (stage.services.library.uploads / document_id).unlink()
    # On several machines another one may have it; after an hour nobody does.
    await read_document(stage.services, document_id)
    stage.clock.advance(3_601)
    await read_document(stage.services, document_id)
    row = await _row(stage, acme, document_id)
    assert (row.state, row.error) == ("failed", "The uploaded file is gone. Upload it again.")


async def test_a_document_deleted_while_it_is_read_comes_to_nothing(
    stage: Stage, acme: Put, base_id: str, write: Write
) -> None:
    document_id = await _add(stage, acme, base_id, write("ferry.md", TEXT))
    work = asyncio.create_task(read_document(stage.services, document_id))
    await asyncio.sleep(0.05)
    await delete_document(stage.services, acme.tenant.id, document_id)
    await work
    assert await stage.column("SELECT count(*) AS n FROM chunks") == [0]
    assert list(stage.services.library.uploads.iterdir()) == []


async def test_open_pages_see_how_far_a_file_is(
    stage: Stage, acme: Put, base_id: str, write: Write
) -> None:
    async with stage.services.live.subscribe(frozenset({acme.tenant.id})) as page:
        document_id = await _add(stage, acme, base_id, write("ferry.md", TEXT))
        await read_document(stage.services, document_id)
        events = await page.batch(1)
    told = [event.data for event in events if event.kind == "document_changed"]
    assert told
    assert all(one == {"base_id": base_id, "document_id": document_id} for one in told)


@pytest.mark.parametrize(("entries", "pause_ms"), [(0, 3_000), (100_000, 103_000)])
async def test_a_large_index_waits_longer_for_what_still_comes(
    stage: Stage, acme: Put, base_id: str, write: Write, entries: int, pause_ms: int
) -> None:
    services, tenant_id = stage.services, acme.tenant.id
    await _add(stage, acme, base_id, write("ferry.md", TEXT))
    await stage.change(
        "UPDATE knowledge_indexes SET entries = :n WHERE tenant_id = :t", n=entries, t=tenant_id
    )
    await services.db.write(want_index, services, tenant_id)
    index = await services.db.read(bases.index_of, tenant_id)
    assert index.due_at == stage.clock.now_ms() + pause_ms
    # What somebody waits for does not wait with it.
    await services.db.write(bases.note_change, tenant_id, stage.clock.now_ms())
    index = await services.db.read(bases.index_of, tenant_id)
    assert index.due_at == stage.clock.now_ms()
