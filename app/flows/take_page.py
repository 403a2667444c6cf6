"""What a crawl says of a page is applied, or kept until somebody has said yes.

The first crawl of a site is applied whole: who adds a site wants it. Later changes are applied and
shown with what differs, or wait, as the site's ``review`` says. A page that could not be looked at
keeps answering and says since when.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import msgspec

from app.documents.base import Parsed
from app.documents.diff import Diff, compare, text_of
from app.documents.pages import Change, Page
from app.domain.knowledge import DocumentState, Review
from app.flows.ingest import stage, tell, want_index
from app.ids import new_id
from app.services import Services
from app.store import chunks, documents, websites
from app.store.chunks import ChunkRow
from app.store.db import Tx
from app.store.documents import DocumentRow
from app.store.websites import ChangeRow, WebsiteRow
from vectors.chunking import Section, chunk

_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Kept:
    """The text of a page that waits for somebody's word."""

    title: str
    language: str
    sections: tuple[Section, ...]


async def take_page(services: Services, site: WebsiteRow, page: Page) -> None:
    """Apply or keep what a crawl found of one page.

    Raises:
        StoreUnavailable: nothing was written of what is not applied yet.
    """
    document = await services.db.write(_document, services, site, page)
    if document is None:
        return
    crawl = page.known.to_json() if page.known else "{}"
    if page.change in (Change.STALE, Change.FAILED):
        await services.db.write(_stale, services, document)
    elif page.change is Change.UNCHANGED:
        now = services.clock.now_ms()
        await services.db.write(documents.note_checked, site.tenant_id, document.id, crawl, now)
    elif page.change is Change.VANISHED:
        await _vanished(services, site, document)
    elif page.parsed is not None:
        await _told(services, site, document, page.parsed, crawl)


def _document(tx: Tx, services: Services, site: WebsiteRow, page: Page) -> DocumentRow | None:
    """Return the page's row, made for a new page; None for a failure of an unknown one.

    None also when the website was removed meanwhile: a page put in behind it would answer for ever.
    """
    documents.hold_base(tx, site.tenant_id, site.base_id)
    if not websites.is_crawled_by(tx, site):
        return None
    found = documents.page_at(tx, site.tenant_id, site.id, page.url)
    if found is not None or page.change not in (Change.ADDED, Change.CHANGED):
        return found
    document_id = documents.insert_document(
        tx,
        site.tenant_id,
        site.base_id,
        "page",
        page.url,
        services.clock.now_ms(),
        website_id=site.id,
        url=page.url,
        state=DocumentState.PROPOSED,
    )
    return documents.document_by_id(tx, site.tenant_id, document_id)


def _stale(tx: Tx, services: Services, document: DocumentRow) -> None:
    documents.note_stale(tx, document.tenant_id, document.id, services.clock.now_ms())
    tell(tx, services, document.tenant_id, document.base_id, document.id)


async def _told(
    services: Services, site: WebsiteRow, document: DocumentRow, parsed: Parsed, crawl: str
) -> None:
    """Take a page's new text, or let it wait."""
    is_first = site.crawled_at is None
    title = parsed.title or document.url
    sections = parsed.sections
    if parsed.footer and document.url.rstrip("/") == site.url.rstrip("/"):
        # Hours and address often stand there, and the same on every page: once is enough.
        sections += (Section((), parsed.footer, url=document.url),)
    old = await services.db.read(chunks.chunks_of, site.tenant_id, document.id)
    diff = await asyncio.to_thread(_difference, old, sections, title)
    kind = "changed" if old else "added"
    change = _change(services, document, title, kind, diff)
    if site.review == Review.APPROVE and not is_first:
        kept = _encode(Kept(title, parsed.language, sections)).decode()
        await services.db.write(_propose, services, document, change, kept, crawl)
        return
    is_new_text = await stage(
        services,
        document,
        sections,
        title=title,
        language=parsed.language,
        pages=parsed.pages,
        media_type=parsed.media_type,
        crawl=crawl,
    )
    if is_new_text and not is_first:
        await services.db.write(websites.insert_change, change)


def _difference(old: Sequence[ChunkRow], sections: Sequence[Section], title: str) -> Diff:
    """Compare what a page's chunks say with what they will say."""
    before = [Section((one.heading,), one.body) for one in old]
    after = [Section((" › ".join(c.heading),), c.text) for c in chunk(sections, title)]
    return compare(text_of(before), text_of(after))


def _change(
    services: Services, document: DocumentRow, title: str, kind: str, diff: Diff | None
) -> ChangeRow:
    return ChangeRow(
        id=new_id(),
        tenant_id=document.tenant_id,
        base_id=document.base_id,
        website_id=document.website_id or "",
        document_id=document.id,
        url=document.url,
        title=title,
        kind=kind,
        state="applied",
        diff=_encode(diff).decode() if diff is not None else "",
        sections="",
        at=services.clock.now_ms(),
        decided_at=None,
        decided_by=None,
    )


def _propose(
    tx: Tx,
    services: Services,
    document: DocumentRow,
    change: ChangeRow,
    kept: str,
    crawl: str,
) -> None:
    """Keep a change until somebody decides. What the crawler saw is remembered all the same."""
    websites.insert_change(tx, replace(change, state="waiting", sections=kept))
    documents.set_state(tx, document.tenant_id, document.id, document.state, crawl)
    tell_site(tx, services, document.tenant_id, document.base_id, document.website_id or "")


async def _vanished(services: Services, site: WebsiteRow, document: DocumentRow) -> None:
    change = _change(services, document, document.title or document.url, "vanished", None)
    if site.review == Review.APPROVE:
        await services.db.write(_propose, services, document, change, "", "")
    else:
        await services.db.write(_retire, services, document, change)


async def hold_page(services: Services, site: WebsiteRow, url: str) -> None:
    """Let somebody decide whether a page has gone: too many seem to have gone at once."""
    document = await services.db.read(documents.page_at, site.tenant_id, site.id, url)
    if document is not None:
        change = _change(services, document, document.title or document.url, "vanished", None)
        await services.db.write(_propose, services, document, change, "", "")


def _retire(tx: Tx, services: Services, document: DocumentRow, change: ChangeRow | None) -> None:
    now = services.clock.now_ms()
    if not documents.retire(tx, document.tenant_id, document.id, now):
        return
    if change is not None:
        websites.insert_change(tx, change)
    want_index(tx, services, document.tenant_id)
    tell(tx, services, document.tenant_id, document.base_id, document.id)


def tell_site(tx: Tx, services: Services, tenant_id: str, base_id: str, website_id: str) -> None:
    """Let open pages draw a website anew."""
    data = {"base_id": base_id, "website_id": website_id}
    tx.after_commit(lambda: services.live.publish(tenant_id, "", "website_changed", None, data))


async def apply_change(
    services: Services, document: DocumentRow, change: ChangeRow, decide: Callable[[Tx], None]
) -> None:
    """Apply a change: the new text, or the page's end. ``decide`` is written with it or not at all:
    the text that waits goes with the decision, and is nowhere else.
    """
    if change.kind == "vanished":

        def retire(tx: Tx) -> None:
            decide(tx)
            _retire(tx, services, document, None)

        await services.db.write(retire)
        return
    kept = msgspec.json.decode(change.sections, type=Kept)
    await stage(
        services,
        document,
        kept.sections,
        title=kept.title,
        language=kept.language,
        media_type=document.media_type,
        crawl=document.crawl,
        also=decide,
    )


def refuse_change(tx: Tx, document: DocumentRow, change: ChangeRow) -> None:
    """Leave a page as it was: a new one stays out, one that has gone stands for itself."""
    if change.kind == "added":
        documents.set_state(tx, document.tenant_id, document.id, DocumentState.REJECTED)
    elif change.kind == "vanished":
        documents.detach(tx, document.tenant_id, document.id)
