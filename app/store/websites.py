"""Websites that are crawled, and what each crawl found different."""

from __future__ import annotations

from dataclasses import dataclass

from app.ids import new_id
from app.store.db import Row, Tx
from app.store.documents import hold_base


@dataclass(frozen=True, slots=True)
class WebsiteRow:
    """A website. States: queued, crawling, idle, failed, paused; ``due_at`` is the next crawl."""

    id: str
    tenant_id: str
    base_id: str
    url: str
    sitemap: str
    max_depth: int
    max_pages: int
    every_hours: int
    review: str
    state: str
    error: str
    pages_done: int
    pages_known: int
    attempts: int
    lease_owner: str
    due_at: int
    crawled_at: int | None
    created_at: int


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A page that differs. Kinds: added, changed, vanished; states: applied, waiting, accepted,
    rejected. ``diff`` is JSON for the page, ``sections`` the new text while it waits.
    """

    id: str
    tenant_id: str
    base_id: str
    website_id: str
    document_id: str
    url: str
    title: str
    kind: str
    state: str
    diff: str
    sections: str
    at: int
    decided_at: int | None
    decided_by: str | None


def _website(row: Row) -> WebsiteRow:
    return WebsiteRow(**{name: row[name] for name in WebsiteRow.__slots__})


def _change(row: Row) -> ChangeRow:
    return ChangeRow(**{name: row[name] for name in ChangeRow.__slots__})


def insert_website(
    tx: Tx,
    tenant_id: str,
    base_id: str,
    url: str,
    now_ms: int,
    *,
    sitemap: str = "",
    max_depth: int = 3,
    max_pages: int = 200,
    every_hours: int = 24,
    review: str = "apply",
) -> str:
    """Insert a website that waits for its first crawl and return its id."""
    website_id = new_id()
    tx.run(
        "INSERT INTO websites (id, tenant_id, base_id, url, sitemap, max_depth, max_pages,"
        " every_hours, review, state, due_at, created_at) VALUES (:id, :tenant_id, :base_id, :url,"
        " :sitemap, :max_depth, :max_pages, :every_hours, :review, 'queued', :now, :now)",
        id=website_id,
        tenant_id=tenant_id,
        base_id=base_id,
        url=url,
        sitemap=sitemap,
        max_depth=max_depth,
        max_pages=max_pages,
        every_hours=every_hours,
        review=review,
        now=now_ms,
    )
    return website_id


def website_by_id(tx: Tx, tenant_id: str, website_id: str) -> WebsiteRow | None:
    """Return a website of a tenant."""
    row = tx.one(
        "SELECT * FROM websites WHERE tenant_id = :tenant_id AND id = :website_id",
        tenant_id=tenant_id,
        website_id=website_id,
    )
    return _website(row) if row else None


def websites_in(tx: Tx, tenant_id: str, base_id: str) -> list[WebsiteRow]:
    """Return the websites of a base, oldest first."""
    rows = tx.all(
        "SELECT * FROM websites WHERE tenant_id = :tenant_id AND base_id = :base_id ORDER BY id",
        tenant_id=tenant_id,
        base_id=base_id,
    )
    return [_website(row) for row in rows]


def claim_website(
    tx: Tx, website_id: str, owner: str, now_ms: int, lease_until: int
) -> WebsiteRow | None:
    """Take a website to crawl it; None when it is not due or somebody else has it."""
    taken = tx.run(
        "UPDATE websites SET state = 'crawling', error = '', pages_done = 0,"
        " lease_owner = :owner, lease_until = :lease_until, attempts = attempts + 1"
        " WHERE id = :website_id AND state <> 'paused' AND due_at <= :now"
        " AND lease_until <= :now",
        website_id=website_id,
        owner=owner,
        now=now_ms,
        lease_until=lease_until,
    )
    if not taken:
        return None
    row = tx.one("SELECT * FROM websites WHERE id = :website_id", website_id=website_id)
    return _website(row) if row else None


def note_progress(
    tx: Tx, site: WebsiteRow, pages_done: int, pages_known: int, lease_until: int
) -> bool:
    """Note how far a crawl is and keep its lease; False when it is somebody else's by now."""
    return bool(
        tx.run(
            "UPDATE websites SET pages_done = :done, pages_known = :known,"
            " lease_until = :lease_until WHERE tenant_id = :tenant_id AND id = :id"
            " AND lease_owner = :owner",
            tenant_id=site.tenant_id,
            id=site.id,
            owner=site.lease_owner,
            done=pages_done,
            known=pages_known,
            lease_until=lease_until,
        )
    )


def finish_crawl(
    tx: Tx, site: WebsiteRow, state: str, error: str, due_at: int, now_ms: int
) -> bool:
    """End a crawl; False when the lease was lost. A site paused meanwhile stays paused."""
    return bool(
        tx.run(
            "UPDATE websites SET state = CASE WHEN state = 'paused' THEN state ELSE :state END,"
            " error = :error, due_at = :due_at,"
            " crawled_at = CASE WHEN :state = 'idle' THEN :now ELSE crawled_at END,"
            " attempts = CASE WHEN :state = 'idle' THEN 0 ELSE attempts END, lease_until = 0,"
            " lease_owner = '' WHERE tenant_id = :tenant_id AND id = :id AND lease_owner = :owner",
            tenant_id=site.tenant_id,
            id=site.id,
            owner=site.lease_owner,
            state=state,
            error=error,
            due_at=due_at,
            now=now_ms,
        )
    )


def give_back_website(tx: Tx, site: WebsiteRow, now_ms: int) -> None:
    """Let a crawl that was broken off begin again at once, unless it is somebody else's by now."""
    tx.run(
        "UPDATE websites SET state = CASE WHEN state = 'paused' THEN state ELSE 'queued' END,"
        " due_at = :now, lease_until = 0, lease_owner = '' WHERE tenant_id = :tenant_id"
        " AND id = :id AND lease_owner = :owner",
        tenant_id=site.tenant_id,
        id=site.id,
        owner=site.lease_owner,
        now=now_ms,
    )


def is_crawled_by(tx: Tx, site: WebsiteRow) -> bool:
    """Tell whether a website is there and still crawled by whoever claimed it as this row."""
    known = website_by_id(tx, site.tenant_id, site.id)
    return known is not None and known.lease_owner == site.lease_owner


def crawl_soon(tx: Tx, tenant_id: str, website_id: str, now_ms: int) -> bool:
    """Let a website be crawled now; False when the tenant has none of this id."""
    return bool(
        tx.run(
            "UPDATE websites SET state = CASE WHEN state = 'crawling' THEN state ELSE 'queued' END,"
            " due_at = :now WHERE tenant_id = :tenant_id AND id = :website_id",
            tenant_id=tenant_id,
            website_id=website_id,
            now=now_ms,
        )
    )


def set_options(
    tx: Tx,
    tenant_id: str,
    website_id: str,
    *,
    max_depth: int,
    max_pages: int,
    every_hours: int,
    review: str,
    is_paused: bool,
) -> bool:
    """Change how a website is crawled; False when the tenant has none of this id.

    A crawl that is further away than the new pause comes sooner.
    """
    return bool(
        tx.run(
            "UPDATE websites SET max_depth = :max_depth, max_pages = :max_pages,"
            " every_hours = :every_hours, review = :review, state = CASE WHEN :paused = 1"
            " THEN 'paused' WHEN state = 'paused' THEN 'idle' ELSE state END,"
            " due_at = CASE WHEN due_at > COALESCE(crawled_at, created_at) + :every_ms"
            " THEN COALESCE(crawled_at, created_at) + :every_ms ELSE due_at END"
            " WHERE tenant_id = :tenant_id AND id = :website_id",
            tenant_id=tenant_id,
            website_id=website_id,
            max_depth=max_depth,
            max_pages=max_pages,
            every_hours=every_hours,
            every_ms=every_hours * 3_600_000,
            review=review,
            paused=int(is_paused),
        )
    )


def delete_website(tx: Tx, tenant_id: str, website_id: str) -> bool:
    """Delete a website with its pages and changes; False when the tenant has none of this id."""
    known = website_by_id(tx, tenant_id, website_id)
    if known is None:
        return False
    hold_base(tx, tenant_id, known.base_id)
    for statement in (
        "DELETE FROM page_changes WHERE tenant_id = :tenant_id AND website_id = :website_id",
        "DELETE FROM chunks WHERE tenant_id = :tenant_id AND document_id IN (SELECT id"
        " FROM documents WHERE tenant_id = :tenant_id AND website_id = :website_id)",
        "DELETE FROM documents WHERE tenant_id = :tenant_id AND website_id = :website_id",
    ):
        tx.run(statement, tenant_id=tenant_id, website_id=website_id)
    return bool(
        tx.run(
            "DELETE FROM websites WHERE tenant_id = :tenant_id AND id = :website_id",
            tenant_id=tenant_id,
            website_id=website_id,
        )
    )


def due_websites(tx: Tx, now_ms: int, limit: int = 20) -> list[str]:
    """Return the websites whose crawl is due."""
    rows = tx.all(
        "SELECT id FROM websites WHERE state <> 'paused' AND due_at <= :now"
        " AND lease_until <= :now ORDER BY due_at LIMIT :limit",
        now=now_ms,
        limit=limit,
    )
    return [row["id"] for row in rows]


def insert_change(tx: Tx, change: ChangeRow) -> None:
    """Keep what a crawl found; an older change of the page that still waits is replaced."""
    tx.run(
        "DELETE FROM page_changes WHERE tenant_id = :tenant_id AND website_id = :website_id"
        " AND document_id = :document_id AND state = 'waiting'",
        tenant_id=change.tenant_id,
        website_id=change.website_id,
        document_id=change.document_id,
    )
    tx.run(
        "INSERT INTO page_changes (id, tenant_id, base_id, website_id, document_id, url, title,"
        " kind, state, diff, sections, at) VALUES (:id, :tenant_id, :base_id, :website_id,"
        " :document_id, :url, :title, :kind, :state, :diff, :sections, :at)",
        id=change.id,
        tenant_id=change.tenant_id,
        base_id=change.base_id,
        website_id=change.website_id,
        document_id=change.document_id,
        url=change.url,
        title=change.title,
        kind=change.kind,
        state=change.state,
        diff=change.diff,
        sections=change.sections,
        at=change.at,
    )


def changes_of(tx: Tx, tenant_id: str, website_id: str, limit: int = 100) -> list[ChangeRow]:
    """Return the changes of a website: those that wait first, then the newest."""
    rows = tx.all(
        "SELECT * FROM page_changes WHERE tenant_id = :tenant_id AND website_id = :website_id"
        " ORDER BY CASE WHEN state = 'waiting' THEN 0 ELSE 1 END, at DESC, id DESC LIMIT :limit",
        tenant_id=tenant_id,
        website_id=website_id,
        limit=limit,
    )
    return [_change(row) for row in rows]


def change_by_id(tx: Tx, tenant_id: str, change_id: str) -> ChangeRow | None:
    """Return a change of a tenant's website."""
    row = tx.one(
        "SELECT * FROM page_changes WHERE tenant_id = :tenant_id AND id = :change_id",
        tenant_id=tenant_id,
        change_id=change_id,
    )
    return _change(row) if row else None


def decide(
    tx: Tx, tenant_id: str, change_id: str, state: str, operator_id: str, now_ms: int
) -> bool:
    """Accept or reject a change that waits; False when it does not wait any more."""
    return bool(
        tx.run(
            "UPDATE page_changes SET state = :state, sections = '', decided_at = :now,"
            " decided_by = :operator_id WHERE tenant_id = :tenant_id AND id = :change_id"
            " AND state = 'waiting'",
            tenant_id=tenant_id,
            change_id=change_id,
            state=state,
            operator_id=operator_id,
            now=now_ms,
        )
    )


def count_waiting(tx: Tx, tenant_id: str, website_id: str) -> int:
    """Return how many changes of a website wait for somebody's word."""
    row = tx.one(
        "SELECT COUNT(*) AS n FROM page_changes WHERE tenant_id = :tenant_id"
        " AND website_id = :website_id AND state = 'waiting'",
        tenant_id=tenant_id,
        website_id=website_id,
    )
    return int(row["n"]) if row else 0


def expire_leases(tx: Tx) -> None:
    """End all leases: this process is the only one on the data and has just started."""
    tx.run("UPDATE websites SET lease_until = 0 WHERE lease_until > 0")
