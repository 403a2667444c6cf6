"""``leadline kb add``: files, folders and websites go in, beside a running server or without one.

Files are read and published before ``add`` returns, whoever does it: a document that a running
server has claimed is waited for. What is on its way when the command is interrupted is taken up by
the server.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.clients import client_named
from app.domain.knowledge import Base, DocumentState, Review
from app.domain.tenant import Tenant
from app.errors import Conflict, Invalid, LeadlineError, Unavailable
from app.flows.crawl_site import add_website, change_website, crawl_now, crawl_site
from app.flows.import_faqs import import_faqs, preview
from app.flows.ingest import add_file, read_document
from app.flows.manage_knowledge import create_base, default_base
from app.flows.publish import publish
from app.kb_show import Bar, Screen, counted, language_name
from app.services import Services
from app.store import bases, documents, websites
from app.store.bases import IndexRow
from app.store.db import Tx
from app.store.documents import DocumentRow
from app.store.websites import WebsiteRow

_COPY, _OLD_S = ".adding-", 86_400.0
# Many more than are read at a time: one child reads what it finds waiting, one after the other.
_AT_A_TIME = 24
_LOOK_S = 0.15
# Longer than a lease: somebody who died with the work in hand is outlived.
_PUBLISH_S = 900.0
_WAITING = (DocumentState.QUEUED, DocumentState.READING)
_ADDRESSES = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What ``kb add`` was asked for; the last five are about websites."""

    sources: tuple[str, ...]
    base: str = ""
    is_faq: bool = False
    depth: int = 3
    pages: int = 200
    every_hours: int = 24
    is_reviewed: bool = False
    is_once: bool = False


@dataclass(frozen=True, slots=True)
class _Job:
    """Where things go, and where it is shown."""

    services: Services
    tenant: Tenant
    base: Base
    screen: Screen


async def add(services: Services, client: str, wanted: Wanted, screen: Screen) -> int:
    """Take files, folders and websites in; return 1 when something was not taken, else 0.

    Raises:
        NotFound: there is no such client.
        Invalid: a file is not there, or two have the same name.
    """
    tenant = await client_named(services, client)
    files, addresses = await asyncio.to_thread(_sources, wanted)
    base = await base_to_fill(services, tenant, wanted.base)
    job = _Job(services, tenant, base, screen)
    if wanted.is_faq:
        failed = await _import(job, files)
    else:
        failed = await _add_files(job, files)
    for address in addresses:
        failed += not await _add_site(job, address, wanted)
    index = await publish_now(services, tenant.id, screen)
    said = counted(index.entries, "passage")
    if screen.taken:
        screen.line(f"{tenant.name} now answers from {said}; this went into {base.name}.", "dim")
    else:
        screen.line(f"Nothing was taken; {tenant.name} answers from {said} as before.", "dim")
    return 1 if failed else 0


def _sources(wanted: Wanted) -> tuple[dict[str, Path], list[str]]:
    """Return the files by the names they get, and the addresses."""
    addresses = [one for one in wanted.sources if one.lower().startswith(_ADDRESSES)]
    files: dict[str, Path] = {}
    problems = []
    if wanted.is_faq and addresses:
        problems.append("--faq takes CSV files, no addresses.")
    for source in wanted.sources:
        if source in addresses:
            continue
        path = Path(source)
        if not path.exists():
            problems.append(f"{source} does not exist.")
        for name, file in _files(path):
            if name in files:
                problems.append(f"Two files are named {name}; rename one, or add it to a base.")
            files[name] = file
    if problems:
        raise Invalid(" ".join(problems))
    return files, addresses


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    """Return a file, or those in a folder and below but for hidden ones, with their names."""
    if path.is_file():
        yield path.name, path
    elif path.is_dir():
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            where = Path(folder).relative_to(path).parts
            for name in sorted(name for name in names if not name.startswith(".")):
                yield " › ".join((*where, name)), Path(folder) / name


async def base_to_fill(services: Services, tenant: Tenant, wanted: str) -> Base:
    """Return the base of a name or id, made when there is none; with "" the usual one."""
    if not wanted:
        return await default_base(services, tenant.id)
    known = await services.db.read(bases.bases_of, tenant.id)
    for base in known:
        if wanted == base.id or wanted.casefold() == base.name.casefold():
            return base
    return await create_base(services, tenant.id, wanted)


async def _import(job: _Job, files: dict[str, Path]) -> int:
    failed = 0
    for name, file in files.items():
        try:
            data = await asyncio.to_thread(file.read_bytes)
            rows = await preview(job.services, job.tenant.id, job.base.id, data)
            for row in rows.bad:
                job.screen.bad(f"{name}, line {row.line}", row.problem)
            count = await import_faqs(job.services, job.tenant.id, job.base.id, data)
        except (LeadlineError, OSError) as error:
            job.screen.bad(name, _reason(error))
            failed += 1
        else:
            job.screen.good(name, [counted(count, "question")])
            failed += bool(rows.bad)
    return failed


async def _add_files(job: _Job, files: dict[str, Path]) -> int:
    """Read files, some at a time; return how many were not taken."""
    if not files:
        return 0
    room = asyncio.Semaphore(_AT_A_TIME)
    label = "Reading" if len(files) > 1 else f"Reading {next(iter(files))}"
    with job.screen.working(label, len(files)) as bar:

        async def take(name: str, file: Path) -> bool:
            async with room:
                is_taken = await _add_file(job, name, file, bar)
            bar.advance()
            return is_taken

        # A group waits for all of them also when it is interrupted: claims are given back.
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(take(name, file)) for name, file in files.items()]
    return sum(not task.result() for task in tasks)


async def _add_file(job: _Job, name: str, file: Path, bar: Bar) -> bool:
    services, tenant_id = job.services, job.tenant.id
    try:
        folder = await asyncio.to_thread(services.library.make_uploads)
        copy = await asyncio.to_thread(_copied, file, folder)
        try:
            document_id = await add_file(services, tenant_id, job.base.id, name, "", copy)
        finally:
            await asyncio.to_thread(copy.unlink, True)
        document = await _read(services, tenant_id, document_id, bar)
    except (LeadlineError, OSError) as error:
        job.screen.bad(name, _reason(error))
        return False
    if document is None:
        job.screen.bad(name, "Somebody deleted it meanwhile.")
        return False
    if document.state in (DocumentState.REFUSED, DocumentState.FAILED):
        job.screen.bad(name, document.error)
        return False
    job.screen.good(name, _facts(document))
    return True


async def _watch(work: Coroutine[Any, Any, object], look: Callable[[], Awaitable[None]]) -> None:
    """Wait for some work and look now and then how far it is; an interruption ends both."""
    task = asyncio.ensure_future(work)
    try:
        while not task.done():
            await asyncio.wait({task}, timeout=_LOOK_S)
            await look()
        await task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _copied(file: Path, folder: Path) -> Path:
    """Copy a file to where it can be moved from in one step; the original stays."""
    for left in folder.glob(f"{_COPY}*"):
        # Of a command that was killed; another one may be deleting it as well.
        with contextlib.suppress(FileNotFoundError):
            if left.stat().st_mtime < time.time() - _OLD_S:
                left.unlink()
    handle, name = tempfile.mkstemp(prefix=_COPY, dir=folder)
    try:
        with os.fdopen(handle, "wb") as copy, file.open("rb") as original:
            shutil.copyfileobj(original, copy)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _reason(error: LeadlineError | OSError) -> str:
    return error.message if isinstance(error, LeadlineError) else f"{error.strerror}."


def _facts(document: DocumentRow) -> list[str]:
    facts = [counted(document.pages, "page")] if document.pages > 1 else []
    facts.append(counted(document.chunks, "passage"))
    return [*facts, language_name(document.language)] if document.language else facts


async def _read(
    services: Services, tenant_id: str, document_id: str, bar: Bar
) -> DocumentRow | None:
    """Wait until a document is read, here or by a running server."""

    async def look() -> None:
        row = await services.db.read(documents.document_by_id, tenant_id, document_id)
        if row is not None:
            bar.piece(row.name, row.progress)

    while True:
        await _watch(read_document(services, document_id), look)
        row = await services.db.read(documents.document_by_id, tenant_id, document_id)
        if row is None or row.state not in _WAITING:
            if row is not None:
                bar.piece(row.name, 100)
            return row
        await asyncio.sleep(_LOOK_S)


async def _add_site(job: _Job, address: str, wanted: Wanted) -> bool:
    """Crawl a website; one that the base has already is crawled again, as is wanted now."""
    services, tenant_id = job.services, job.tenant.id
    try:
        website_id = await _website(job, address, wanted)
        with job.screen.working(f"Crawling {address}", wanted.pages) as bar:
            site = await _crawl(services, tenant_id, website_id, bar)
    except LeadlineError as error:
        job.screen.bad(address, error.message)
        return False
    if site is None or site.error:
        job.screen.bad(address, site.error if site else "Somebody deleted it meanwhile.")
        return False
    waiting = await services.db.read(websites.count_waiting, tenant_id, site.id)
    if wanted.is_once:
        await change_website(services, tenant_id, site.id, is_paused=True, **_options(wanted))
    facts = [counted(site.pages_done, "page")]
    facts += [f"{counted(waiting, 'change')} to approve"] if waiting else []
    facts.append("crawled once" if wanted.is_once else f"again every {site.every_hours} h")
    job.screen.good(address, facts)
    return True


def _options(wanted: Wanted) -> dict[str, Any]:
    review = Review.APPROVE if wanted.is_reviewed else Review.APPLY
    return {
        "max_depth": wanted.depth,
        "max_pages": wanted.pages,
        "every_hours": wanted.every_hours,
        "review": review.value,
    }


async def _website(job: _Job, address: str, wanted: Wanted) -> str:
    """Return the website of an address, added when the base does not have it yet."""
    services, tenant_id, options = job.services, job.tenant.id, _options(wanted)
    before = await services.db.read(websites.websites_in, tenant_id, job.base.id)
    known = {one.url: one.id for one in before}
    try:
        return await add_website(services, tenant_id, job.base.id, address, **options)
    except Conflict:
        from app.documents.guard import Guard

        website_id = known[str((services.guard or Guard()).read(address.strip()))]
        await change_website(services, tenant_id, website_id, is_paused=False, **options)
        await crawl_now(services, tenant_id, website_id)
        return website_id


async def _crawl(
    services: Services, tenant_id: str, website_id: str, bar: Bar
) -> WebsiteRow | None:
    """Wait until a website is crawled, here or by a running server."""

    async def look() -> None:
        row = await services.db.read(websites.website_by_id, tenant_id, website_id)
        if row is not None:
            bar.reach(row.pages_done, row.pages_known)

    while True:
        await _watch(crawl_site(services, website_id), look)
        row = await services.db.read(websites.website_by_id, tenant_id, website_id)
        if row is None or row.state not in ("queued", "crawling"):
            return row
        await asyncio.sleep(_LOOK_S)


async def publish_now(services: Services, tenant_id: str, screen: Screen) -> IndexRow:
    """Publish what waits, here or by a running server, and return the index that answers.

    Raises:
        Unavailable: the index could not be made; the old one answers, and it is tried again.
    """
    wanted = await services.db.write(_hurry, services, tenant_id)
    with screen.working("Publishing", 1) as bar:
        async with asyncio.timeout(_PUBLISH_S):
            return await _published(services, tenant_id, wanted, bar)


async def _published(services: Services, tenant_id: str, wanted: int, bar: Bar) -> IndexRow:
    async def look() -> None:
        index = await services.db.read(bases.index_of, tenant_id)
        if index.vectors_wanted > index.vectors_done:
            bar.reach(index.vectors_done, index.vectors_wanted)

    while True:
        await _watch(publish(services, tenant_id), look)
        index = await services.db.read(bases.index_of, tenant_id)
        if index.published >= wanted:
            return index
        if index.error:
            raise Unavailable(
                f"The index could not be made ({index.error}). The old one answers; the server "
                "tries again."
            )
        await asyncio.sleep(_LOOK_S)


def _hurry(tx: Tx, services: Services, tenant_id: str) -> int:
    """Let what waits be published at once; return the number that must answer then."""
    index = bases.index_of(tx, tenant_id)
    if index.wanted > index.published:
        bases.note_change(tx, tenant_id, services.clock.now_ms())
    return bases.index_of(tx, tenant_id).wanted
