"""A file is taken in: kept, read in a child, cut into chunks, staged, published.

The row is the truth: ``queued`` until somebody reads it, ``reading`` under a lease, then
``indexing`` until an index that holds it answers. A crash at any point begins that step again. A
file of the same name is the same document, read anew: its old text answers until the new one does.

The original is kept only until it was read; what the assistant may say is its text.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from app.domain.knowledge import DocumentState, content_key
from app.errors import Conflict, DocumentRefused, Invalid, NotFound, StoreUnavailable, TooLarge
from app.ids import new_id
from app.log import get_logger
from app.queue import Queue
from app.services import Services
from app.store import bases, documents
from app.store import chunks as staging
from app.store.chunks import ChunkRow
from app.store.db import Tx
from app.store.documents import DocumentRow
from vectors.chunking import Chunk, Section, chunk

if TYPE_CHECKING:
    from app.documents.child import Reader

log = get_logger("ingest")

_LEASE_MS = 180_000
_TRIES = 3
_RETRY_MS = 5_000
# Rows in one unit of work: a long document must not hold up a lead's message.
_ROWS = 100
# While more documents wait, they are published together; a large index, three times as long to
# wait for as to make, is not made for every page of a crawl.
_SOON_MS, _TOGETHER_MS, _AN_ENTRY_MS = 150, 3_000, 1
# How long another machine may take to read what was uploaded to it.
_ELSEWHERE_MS = 3_600_000
_LONGEST_NAME = 200
# Pages of so many bytes are followed by a rest, two readers at a time: 2,000 a minute at most.
_PAGE_BYTES, _REST_S, _LONGEST_REST_S = 3_000, 0.05, 20.0
_AGAIN = "It could not be read just now; it is tried again."
# Then others have their turn.
_AT_A_STRETCH = 50
_STEP_PERCENT = 5


async def add_file(
    services: Services, tenant_id: str, base_id: str, name: str, media_type: str, file: Path
) -> str:
    """Take a file in and return its document's id; it is read soon. ``file`` is moved away.

    Raises:
        NotFound: the base is not the client's.
        Invalid: the name is none.
        TooLarge: the file is larger than the limit.
    """
    clean = _name(name)
    size = (await asyncio.to_thread(file.stat)).st_size
    limit = services.settings.document_limit_bytes
    if size > limit:
        raise TooLarge(f"{clean} is larger than {limit // 1_000_000} MB.")
    kept = services.library.make_uploads() / f".arriving-{new_id()}"
    await asyncio.to_thread(_keep, file, kept)
    try:
        return await services.db.write(
            _queue, services, tenant_id, base_id, clean, media_type, size, kept
        )
    except Exception:
        # Not when nobody waits any more: the unit may still be on its way.
        await asyncio.to_thread(kept.unlink, True)
        raise


def _name(name: str) -> str:
    """Return a file's own name: no path of a client is ever used as one of ours."""
    last = PurePosixPath(name.replace("\\", "/")).name
    clean = "".join(c for c in last if c.isprintable()).strip()[:_LONGEST_NAME]
    if clean in ("", ".", ".."):
        raise Invalid("The file has no name.")
    return clean


def _keep(file: Path, where: Path) -> None:
    shutil.move(file, where)
    where.chmod(0o600)


def _queue(
    tx: Tx,
    services: Services,
    tenant_id: str,
    base_id: str,
    name: str,
    media_type: str,
    size: int,
    file: Path,
) -> str:
    """Let a file wait under its document's id, all in one unit: it may come twice at once."""
    now = services.clock.now_ms()
    documents.hold_base(tx, tenant_id, base_id)
    if bases.base_by_id(tx, tenant_id, base_id) is None:
        raise NotFound("There is no such knowledge base.")
    known = documents.file_named(tx, tenant_id, base_id, name)
    if known is None:
        row_id = documents.insert_document(
            tx, tenant_id, base_id, "file", name, now, media_type=media_type, size_bytes=size
        )
    elif documents.queue_again(tx, tenant_id, known.id, media_type, size, now):
        row_id = known.id
    else:
        raise Conflict(f"{name} is being read at the moment; upload it again in a minute.")
    # Before anybody else can write: whoever claims the row finds the file.
    tx.after_commit(lambda: _put(file, services.library.uploads / row_id))
    tell(tx, services, tenant_id, base_id, row_id)
    tx.after_commit(lambda: services.bell.ring(Queue.READ, row_id))
    return row_id


def _put(file: Path, where: Path) -> None:
    file.replace(where)


def tell(tx: Tx, services: Services, tenant_id: str, base_id: str, document_id: str) -> None:
    """Let open pages draw a document anew."""
    data = {"base_id": base_id, "document_id": document_id}
    tx.after_commit(lambda: services.live.publish(tenant_id, "", "document_changed", None, data))


async def read_document(services: Services, document_id: str) -> None:
    """Read one document that waits, and then those of the same client that wait as well.

    One child reads them all: to start it takes longer than to read a page. A document that
    somebody else reads is no error.

    Raises:
        StoreUnavailable: nothing was written; the document waits on.
    """
    from app.documents.base import Limits
    from app.documents.child import Reader

    owner = new_id()
    async with services.library.reading:
        try:
            document = await _claim(services, document_id, owner)
            if document is None:
                return
            async with Reader(Limits(size_bytes=services.settings.document_limit_bytes)) as reader:
                await _read_some(services, reader, document, owner)
        except asyncio.CancelledError:
            # Also what was claimed while nobody waited for the answer any more.
            now = services.clock.now_ms()
            with contextlib.suppress(StoreUnavailable):
                await services.db.write(documents.let_go, owner, now)
            raise


async def _read_some(services: Services, reader: Reader, first: DocumentRow, owner: str) -> None:
    document: DocumentRow | None = first
    left = _AT_A_STRETCH
    while document is not None:
        await _read_one(services, reader, document)
        left -= 1
        if services.bell.is_heard:  # Leads come first; a command has none to wait for it.
            await asyncio.sleep(min(_LONGEST_REST_S, _REST_S * document.size_bytes / _PAGE_BYTES))
        # What is claimed here is read here: nobody else would before its lease ends.
        document = await _claim_next(services, first.tenant_id, owner) if left else None


async def _claim_next(services: Services, tenant_id: str, owner: str) -> DocumentRow | None:
    now = services.clock.now_ms()
    waiting = await services.db.read(documents.next_waiting, tenant_id, now)
    return await _claim(services, waiting, owner) if waiting else None


async def _claim(services: Services, document_id: str, owner: str) -> DocumentRow | None:
    now = services.clock.now_ms()
    claim = services.db.write(documents.claim_document, document_id, owner, now, now + _LEASE_MS)
    claiming = asyncio.ensure_future(claim)
    try:
        return await asyncio.shield(claiming)
    except asyncio.CancelledError:
        # Nobody waits for it any more; on Postgres it would be done after it has been let go.
        await asyncio.wait({claiming})
        raise


async def _read_one(services: Services, reader: Reader, document: DocumentRow) -> None:
    file = services.library.uploads / document.id
    try:
        await _read(services, reader, document, file)
    except DocumentRefused as error:
        await _end(services, document, DocumentState.REFUSED, error.message)
    except OSError as error:
        await _try_again(services, document, error)
    except Exception as error:
        log.exception("document_failed", document_id=document.id)
        await _try_again(services, document, error)


async def _read(services: Services, reader: Reader, document: DocumentRow, file: Path) -> None:
    if not await asyncio.to_thread(file.exists):
        await _missing(services, document)
        return
    loop = asyncio.get_running_loop()
    told = 0
    notes: set[asyncio.Task[None]] = set()

    def progress(done: int, of: int) -> None:
        nonlocal told
        percent = min(99, 100 * done // max(1, of))
        if percent >= told + _STEP_PERCENT:
            told = percent
            note = loop.create_task(_note_progress(services, document, percent))
            notes.add(note)
            note.add_done_callback(notes.discard)

    parsed = await reader.read(file, document.name, document.media_type, progress)
    title = parsed.title or document.name
    await stage(
        services,
        document,
        parsed.sections,
        title=title,
        language=parsed.language,
        pages=parsed.pages,
        media_type=parsed.media_type,
        # At once: the next file at this place is the next upload.
        also=lambda tx: tx.after_commit(lambda: file.unlink(True)),
    )


async def _note_progress(services: Services, document: DocumentRow, percent: int) -> None:
    lease_until = services.clock.now_ms() + _LEASE_MS

    def note(tx: Tx) -> None:
        documents.note_progress(
            tx, document.tenant_id, document.id, document.lease_owner, percent, lease_until
        )
        tell(tx, services, document.tenant_id, document.base_id, document.id)

    with contextlib.suppress(Exception):
        # Only a figure on a page.
        await services.db.write(note)


async def stage(
    services: Services,
    document: DocumentRow,
    sections: Sequence[Section],
    *,
    title: str,
    language: str = "",
    pages: int = 1,
    media_type: str = "",
    crawl: str = "{}",
    also: Callable[[Tx], None] = lambda _: None,
) -> bool:
    """Put a document's text beside the old one; False when it says the same as before.

    ``also`` is written in the same unit of work as the end of it.
    """
    pieces = await asyncio.to_thread(chunk, sections, title)
    content_hash = content_key(title, *(piece.key for piece in pieces))
    tenant_id = document.tenant_id
    if content_hash == document.content_hash and document.live_version > 0:
        await services.db.write(_unchanged, services, document, crawl, also)
        return False
    version = await services.db.write(staging.begin_stage, tenant_id, document.id)
    if version == 0:
        return False
    rows = [_row(piece, title) for piece in pieces]
    for first in range(0, len(rows), _ROWS):
        batch = rows[first : first + _ROWS]
        await services.db.write(staging.insert_chunks, document, version, first, batch)
    await services.db.write(
        _staged,
        services,
        document,
        version,
        title=title,
        language=language or _language(pieces),
        pages=pages,
        chunks=len(rows),
        media_type=media_type,
        content_hash=content_hash,
        crawl=crawl,
        also=also,
    )
    return True


def _row(piece: Chunk, title: str) -> ChunkRow:
    heading = " › ".join(piece.heading) or title
    return ChunkRow(heading, piece.text, piece.page, piece.url, piece.language, piece.key)


def _language(pieces: Sequence[Chunk]) -> str:
    """Return the language most chunks are in."""
    codes = [piece.language for piece in pieces if piece.language]
    return max(set(codes), key=codes.count) if codes else ""


def _unchanged(
    tx: Tx, services: Services, document: DocumentRow, crawl: str, also: Callable[[Tx], None]
) -> None:
    now = services.clock.now_ms()
    if not documents.give_back_document(tx, document, DocumentState.READY, "", now, now):
        return
    documents.note_checked(tx, document.tenant_id, document.id, crawl, now)
    also(tx)
    tell(tx, services, document.tenant_id, document.base_id, document.id)


def _staged(
    tx: Tx,
    services: Services,
    document: DocumentRow,
    version: int,
    *,
    title: str,
    language: str,
    pages: int,
    chunks: int,
    media_type: str,
    content_hash: str,
    crawl: str,
    also: Callable[[Tx], None],
) -> None:
    now, tenant_id = services.clock.now_ms(), document.tenant_id
    if not staging.finish_stage(
        tx,
        document,
        version,
        title=title,
        language=language,
        pages=pages,
        chunks=chunks,
        media_type=media_type,
        content_hash=content_hash,
        crawl=crawl,
        now_ms=now,
    ):
        return
    also(tx)
    want_index(tx, services, tenant_id)
    tell(tx, services, tenant_id, document.base_id, document.id)


def want_index(tx: Tx, services: Services, tenant_id: str) -> None:
    """Want a new index: soon, or together with what still waits to be read."""
    delay_ms = _SOON_MS
    if documents.has_waiting(tx, tenant_id):
        delay_ms = _TOGETHER_MS + _AN_ENTRY_MS * bases.index_of(tx, tenant_id).entries
    bases.note_change(tx, tenant_id, services.clock.now_ms() + delay_ms)
    tx.after_commit(lambda: services.bell.ring(Queue.PUBLISH, tenant_id, delay_ms / 1000 + 0.01))


async def _missing(services: Services, document: DocumentRow) -> None:
    """The file is not on this machine: another one has it, or nobody has any more."""
    now, since = services.clock.now_ms(), document.updated_at
    if services.db.dialect == "postgres" and now - since < _ELSEWHERE_MS:
        give_back, due_at = documents.give_back_document, now + _RETRY_MS
        await services.db.write(give_back, document, DocumentState.QUEUED, "", due_at, since)
        return
    reason = "The uploaded file is gone. Upload it again."
    await _end(services, document, DocumentState.FAILED, reason)


async def _try_again(services: Services, document: DocumentRow, error: Exception) -> None:
    if document.attempts >= _TRIES:
        reason = "It could not be read. Try it as PDF, DOCX, HTML, Markdown, text or CSV."
        await _end(services, document, DocumentState.FAILED, reason)
        return
    now = services.clock.now_ms()
    log.warning("document_put_off", document_id=document.id, reason=type(error).__name__)
    give_back, due_at = documents.give_back_document, now + _RETRY_MS * document.attempts
    await services.db.write(give_back, document, DocumentState.QUEUED, _AGAIN, due_at, now)


async def _end(
    services: Services, document: DocumentRow, state: DocumentState, reason: str
) -> None:
    file = services.library.uploads / document.id

    def end(tx: Tx) -> None:
        now = services.clock.now_ms()
        if documents.give_back_document(tx, document, state, reason, now, now):
            tell(tx, services, document.tenant_id, document.base_id, document.id)
            tx.after_commit(lambda: file.unlink(True))

    await services.db.write(end)
