"""Turns rows of knowledge into views: bases, documents, websites, and what changed on them."""

from __future__ import annotations

import json
from typing import Any

from app.domain.knowledge import Base
from app.routes.pages.knowledge.views import (
    Card,
    Change,
    Channel,
    Document,
    Paragraph,
    Run,
    Site,
)
from app.store.documents import DocumentRow
from app.store.shelves import Figures
from app.store.websites import ChangeRow, WebsiteRow

# What stands on the website now and may be read; the rest is proposed, rejected or gone.
_PRESENT = frozenset({"queued", "reading", "indexing", "ready", "failed", "refused"})


def card_of(base: Base, figures: Figures) -> Card:
    """Return a base with its figures as it is shown."""
    return Card(
        id=base.id,
        name=base.name,
        channels=tuple(Channel(kind) for kind in base.channels),
        is_enabled=base.is_enabled,
        is_filed=base.origin != "",
        documents=tuple(sorted(figures.files.items())),
        pages=sum(count for state, count in figures.pages.items() if state in _PRESENT),
        faqs=figures.faqs,
        drafts=figures.drafts,
        websites=figures.websites,
        waiting=figures.waiting,
        changed_at=max(base.updated_at, figures.at),
    )


def document_of(row: DocumentRow) -> Document:
    """Return a document as it is shown."""
    return Document(
        id=row.id,
        base_id=row.base_id,
        name=row.name,
        state=row.state,
        title=row.title if row.title != row.name else "",
        url=row.url,
        progress=row.progress if row.state == "reading" else 0,
        error=row.error if row.state in ("refused", "failed") else "",
        pages=row.pages,
        chunks=row.chunks,
        language=row.language,
        size_bytes=row.size_bytes,
        is_answering=row.live_version > 0,
        stale_at=row.stale_at,
        at_ms=row.updated_at,
    )


def site_of(row: WebsiteRow) -> Site:
    """Return a website as it is shown; its pages are counted elsewhere."""
    return Site(
        id=row.id,
        base_id=row.base_id,
        url=row.url,
        state=row.state,
        sitemap=row.sitemap,
        max_depth=row.max_depth,
        max_pages=row.max_pages,
        every_hours=row.every_hours,
        review=row.review,
        error=row.error,
        pages_done=row.pages_done,
        pages_known=row.pages_known,
        crawled_at=row.crawled_at,
        due_at=row.due_at,
    )


def change_of(row: ChangeRow, path: str) -> Change:
    """Return a change as it is shown, on the website's page at ``path``."""
    found = _diff(row.diff)
    return Change(
        id=row.id,
        path=path,
        url=row.url,
        title=row.title,
        kind=row.kind,
        state=row.state,
        at_ms=row.at,
        paragraphs=tuple(_paragraph(one) for one in found.get("changes", ())),
        is_cut=bool(found.get("is_cut")),
    )


def _diff(text: str) -> dict[str, Any]:
    """Return the stored difference; an empty one is a list."""
    found = json.loads(text) if text else {}
    return found if isinstance(found, dict) else {"changes": found}


def _paragraph(one: dict[str, Any]) -> Paragraph:
    runs = (Run(str(run["kind"]), str(run["text"])) for run in one.get("words", ()))
    return Paragraph(str(one["kind"]), tuple(runs))
