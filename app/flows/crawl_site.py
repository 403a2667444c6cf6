"""A website is crawled on its schedule, page after page, and people say how and what of it counts.

The row is the truth: a crawl is claimed by lease and kept by its progress; one that broke off
begins again, and asks only for what is new. A site that is down keeps its knowledge, marked stale.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from app.domain.knowledge import DocumentState, Review
from app.errors import Conflict, Invalid, LeadlineError, NotFound, StoreUnavailable
from app.flows.manage_knowledge import delete_documents
from app.flows.publish import publish
from app.flows.take_page import apply_change, hold_page, refuse_change, take_page, tell_site
from app.ids import new_id
from app.log import get_logger
from app.queue import Queue
from app.services import Services
from app.store import bases, documents, websites
from app.store.db import Tx
from app.store.documents import DocumentRow
from app.store.websites import ChangeRow, WebsiteRow

log = get_logger("crawl")

_LEASE_MS = 600_000
_HOUR_MS = 3_600_000
_RETRY_MS = 300_000
MAX_DEPTH, MAX_PAGES, MAX_HOURS = 10, 5_000, 24 * 90


async def crawl_site(services: Services, website_id: str) -> None:
    """Crawl one website that is due; one that somebody else crawls is no error.

    Raises:
        StoreUnavailable: the crawl ends; it begins again when its lease has run out.
    """
    if services.library.crawling.locked():
        # The sweep rings again. Whoever waited here would take a place from documents to be read,
        # and every ring another one: a few long crawls kept all uploads waiting.
        return
    async with services.library.crawling:
        owner, now = new_id(), services.clock.now_ms()
        site = await services.db.write(
            websites.claim_website, website_id, owner, now, now + _LEASE_MS
        )
        if site is None:
            return
        try:
            problem, retry_after_s = await _crawl(services, site)
        except asyncio.CancelledError:
            now = services.clock.now_ms()
            with suppress(StoreUnavailable):
                await services.db.write(websites.give_back_website, site, now)
            raise
        except _CrawlLost:
            log.info("crawl_lost", website_id=website_id)
            return
        except Exception as error:
            log.exception("crawl_failed", website_id=website_id)
            problem, retry_after_s = f"The crawl broke off ({type(error).__name__}).", None
        await services.db.write(_finish, services, site, problem, retry_after_s)
    # What was found last does not wait for what would have come next.
    await publish(services, site.tenant_id)


async def _crawl(services: Services, site: WebsiteRow) -> tuple[str, float | None]:
    """Crawl; return what went wrong as a whole, and how long the site wants to be left alone."""
    from app.documents.base import Limits
    from app.documents.child import Reader
    from app.documents.crawl import Crawl
    from app.documents.fetch import Fetcher, user_agent
    from app.documents.page_reader import PageReader
    from app.documents.pages import Known, Outcome, Site

    rows = await services.db.read(documents.pages_of, site.tenant_id, site.id)
    known = {row.url: Known.from_json(row.crawl) for row in rows if row.state != "retired"}
    limit, delay_s = services.settings.document_limit_bytes, services.settings.crawl_delay_s
    wanted = Site(site.url, site.sitemap, site.max_depth, site.max_pages, delay_s, max_bytes=limit)
    folder = await asyncio.to_thread(services.library.make_uploads)
    found = {"done": 0, "waiting": 0}

    def progress(done: int, waiting: int, _: str) -> None:
        found["done"], found["waiting"] = done, waiting

    agent = user_agent(services.settings.public_url)
    async with Reader(Limits(size_bytes=limit)) as reader, Fetcher(services.guard, agent) as web:
        crawl = Crawl(
            wanted,
            known,
            ask=web.fetch,
            read=PageReader(reader, folder),
            on_progress=progress,
        )
        async for page in crawl.pages():
            await take_page(services, site, page)
            if not await services.db.write(_note_progress, services, site, found):
                raise _CrawlLost
        outcome: Outcome = crawl.outcome
    for url in outcome.held:
        await hold_page(services, site, url)
    return outcome.problem, outcome.retry_after_s


class _CrawlLost(LeadlineError):
    """Somebody else crawls the website by now, or it was removed."""


def _note_progress(tx: Tx, services: Services, site: WebsiteRow, found: dict[str, int]) -> bool:
    lease_until = services.clock.now_ms() + _LEASE_MS
    total = found["done"] + found["waiting"]
    tell_site(tx, services, site.tenant_id, site.base_id, site.id)
    return websites.note_progress(tx, site, found["done"], total, lease_until)


def _finish(
    tx: Tx, services: Services, site: WebsiteRow, problem: str, retry_after_s: float | None
) -> None:
    now = services.clock.now_ms()
    pages = documents.pages_of(tx, site.tenant_id, site.id)
    has_pages = any(row.state == DocumentState.READY for row in pages) or any(
        row.staged_version for row in pages
    )
    every_ms = site.every_hours * _HOUR_MS
    state = "idle" if has_pages or not problem else "failed"
    due_at = now + every_ms
    if problem:
        # A bad day is looked at again sooner, but not in a storm.
        soon_ms = _RETRY_MS * 4 ** min(site.attempts, 5)
        due_at = now + min(every_ms, max(soon_ms, int((retry_after_s or 0) * 1000)))
    websites.finish_crawl(tx, site, state, problem, due_at, now)
    index = bases.index_of(tx, site.tenant_id)
    if index.wanted > index.published:
        bases.note_change(tx, site.tenant_id, now)
    tell_site(tx, services, site.tenant_id, site.base_id, site.id)


async def add_website(
    services: Services,
    tenant_id: str,
    base_id: str,
    url: str,
    *,
    sitemap: str = "",
    max_depth: int = 3,
    max_pages: int = 200,
    every_hours: int = 24,
    review: str = Review.APPLY.value,
) -> str:
    """Add a website to a base and return its id; it is crawled soon.

    Raises:
        NotFound: the base is not the client's.
        Invalid: the address may not be fetched, or an option is out of its range.
        Conflict: the base has this website already.
    """
    options = _checked(max_depth, max_pages, every_hours, review)
    address = _address(services, url)
    site_map = _address(services, sitemap) if sitemap.strip() else ""
    website_id = await services.db.write(
        _add, services, tenant_id, base_id, address, site_map, options
    )
    return website_id


def _address(services: Services, url: str) -> str:
    from app.documents.guard import Guard

    return str((services.guard or Guard()).read(url.strip()))


def _add(
    tx: Tx,
    services: Services,
    tenant_id: str,
    base_id: str,
    url: str,
    sitemap: str,
    options: dict[str, Any],
) -> str:
    if bases.base_by_id(tx, tenant_id, base_id) is None:
        raise NotFound("There is no such knowledge base.")
    if any(one.url == url for one in websites.websites_in(tx, tenant_id, base_id)):
        raise Conflict(f"{url} is in this knowledge base already.")
    now = services.clock.now_ms()
    website_id = websites.insert_website(
        tx, tenant_id, base_id, url, now, sitemap=sitemap, **options
    )
    tell_site(tx, services, tenant_id, base_id, website_id)
    tx.after_commit(lambda: services.bell.ring(Queue.CRAWL, website_id))
    return website_id


def _checked(max_depth: int, max_pages: int, every_hours: int, review: str) -> dict[str, Any]:
    problems = []
    if not 0 <= max_depth <= MAX_DEPTH:
        problems.append(f"The depth lies between 0 and {MAX_DEPTH}.")
    if not 1 <= max_pages <= MAX_PAGES:
        problems.append(f"The number of pages lies between 1 and {MAX_PAGES:,}.")
    if not 1 <= every_hours <= MAX_HOURS:
        problems.append(f"A site is looked at every 1 to {MAX_HOURS:,} hours.")
    if review not in [one.value for one in Review]:
        problems.append("Changes are applied (apply) or wait for approval (approve).")
    if problems:
        raise Invalid(" ".join(problems))
    return {
        "max_depth": max_depth,
        "max_pages": max_pages,
        "every_hours": every_hours,
        "review": review,
    }


async def change_website(
    services: Services,
    tenant_id: str,
    website_id: str,
    *,
    max_depth: int,
    max_pages: int,
    every_hours: int,
    review: str,
    is_paused: bool,
) -> None:
    """Change how a website is crawled.

    Raises:
        NotFound, Invalid: as ``add_website``.
    """
    options = _checked(max_depth, max_pages, every_hours, review)

    def change(tx: Tx) -> bool:
        return websites.set_options(tx, tenant_id, website_id, is_paused=is_paused, **options)

    if not await services.db.write(change):
        raise NotFound("There is no such website.")


async def crawl_now(services: Services, tenant_id: str, website_id: str) -> None:
    """Let a website be crawled at once.

    Raises:
        NotFound: the client has none of this id.
    """
    now = services.clock.now_ms()
    if not await services.db.write(websites.crawl_soon, tenant_id, website_id, now):
        raise NotFound("There is no such website.")
    services.bell.ring(Queue.CRAWL, website_id)


async def remove_website(services: Services, tenant_id: str, website_id: str) -> None:
    """Remove a website with its pages; they answer nobody when this returns.

    Raises:
        NotFound: the client has none of this id.
    """
    pages = await services.db.read(documents.pages_of, tenant_id, website_id)
    await delete_documents(services, tenant_id, [page.id for page in pages])
    await services.db.write(_remove, services, tenant_id, website_id)
    services.accounts.clear()
    await publish(services, tenant_id)


def _remove(tx: Tx, services: Services, tenant_id: str, website_id: str) -> None:
    if not websites.delete_website(tx, tenant_id, website_id):
        raise NotFound("There is no such website.")
    bases.note_change(tx, tenant_id, services.clock.now_ms())


async def decide(
    services: Services, tenant_id: str, change_id: str, accept: bool, operator_id: str
) -> None:
    """Accept or reject a change that waits; what was accepted answers when this returns.

    Raises:
        NotFound: the client has no such change.
        Conflict: it does not wait any more.
    """
    change, document = await services.db.read(_waiting, tenant_id, change_id)
    state = "accepted" if accept else "rejected"

    def note(tx: Tx) -> None:
        _decide(tx, services, document, change, state, operator_id)

    if not accept:
        await services.db.write(note)
        return
    await apply_change(services, document, change, note)
    await services.db.write(_publish_now, services, tenant_id)
    await publish(services, tenant_id)


def _publish_now(tx: Tx, services: Services, tenant_id: str) -> None:
    bases.note_change(tx, tenant_id, services.clock.now_ms())


def _waiting(tx: Tx, tenant_id: str, change_id: str) -> tuple[ChangeRow, DocumentRow]:
    change = websites.change_by_id(tx, tenant_id, change_id)
    document = documents.document_by_id(tx, tenant_id, change.document_id) if change else None
    if change is None or document is None:
        raise NotFound("There is no such change.")
    if change.state != "waiting":
        raise Conflict("This change has been decided already.")
    return change, document


def _decide(
    tx: Tx,
    services: Services,
    document: DocumentRow,
    change: ChangeRow,
    state: str,
    operator_id: str,
) -> None:
    now = services.clock.now_ms()
    if not websites.decide(tx, change.tenant_id, change.id, state, operator_id, now):
        raise Conflict("This change has been decided already.")
    if state == "rejected":
        refuse_change(tx, document, change)
    tell_site(tx, services, change.tenant_id, change.base_id, change.website_id)
