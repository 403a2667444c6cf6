"""Documents and their chunks.

A document answers with the chunks of its ``live_version``. New text is staged beside it under a
higher version and takes its place when an index that holds it is published, in one unit of work.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.ids import new_id
from app.store.db import Row, Tx


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A file or a page; states are ``DocumentState``'s."""

    id: str
    tenant_id: str
    base_id: str
    website_id: str | None
    kind: str
    name: str
    url: str
    title: str
    media_type: str
    language: str
    size_bytes: int
    pages: int
    chunks: int
    content_hash: str
    crawl: str
    state: str
    progress: int
    error: str
    live_version: int
    staged_version: int
    attempts: int
    lease_owner: str
    stale_at: int | None
    checked_at: int | None
    created_at: int
    updated_at: int


def _document(row: Row) -> DocumentRow:
    return DocumentRow(**{name: row[name] for name in DocumentRow.__slots__})


def insert_document(
    tx: Tx,
    tenant_id: str,
    base_id: str,
    kind: str,
    name: str,
    now_ms: int,
    *,
    document_id: str = "",
    website_id: str | None = None,
    url: str = "",
    media_type: str = "",
    size_bytes: int = 0,
    state: str = "queued",
) -> str:
    """Insert a document that waits to be read and return its id."""
    document_id = document_id or new_id()
    tx.run(
        "INSERT INTO documents (id, tenant_id, base_id, website_id, kind, name, url, media_type,"
        " size_bytes, state, due_at, created_at, updated_at) VALUES (:id, :tenant_id, :base_id,"
        " :website_id, :kind, :name, :url, :media_type, :size_bytes, :state, :now, :now, :now)",
        id=document_id,
        tenant_id=tenant_id,
        base_id=base_id,
        website_id=website_id,
        kind=kind,
        name=name,
        url=url,
        media_type=media_type,
        size_bytes=size_bytes,
        state=state,
        now=now_ms,
    )
    return document_id


def document_by_id(tx: Tx, tenant_id: str, document_id: str) -> DocumentRow | None:
    """Return a document of a tenant."""
    row = tx.one(
        "SELECT * FROM documents WHERE tenant_id = :tenant_id AND id = :document_id",
        tenant_id=tenant_id,
        document_id=document_id,
    )
    return _document(row) if row else None


def tenant_of(tx: Tx, document_id: str) -> str | None:
    """Return whose a document is."""
    row = tx.one("SELECT tenant_id FROM documents WHERE id = :id", id=document_id)
    return row["tenant_id"] if row else None


def documents_in(
    tx: Tx, tenant_id: str, base_id: str, after_id: str = "", limit: int = 200
) -> list[DocumentRow]:
    """Return the documents of a base after an id, oldest first."""
    rows = tx.all(
        "SELECT * FROM documents WHERE tenant_id = :tenant_id AND base_id = :base_id"
        " AND id > :after_id ORDER BY id LIMIT :limit",
        tenant_id=tenant_id,
        base_id=base_id,
        after_id=after_id,
        limit=limit,
    )
    return [_document(row) for row in rows]


def pages_of(tx: Tx, tenant_id: str, website_id: str) -> list[DocumentRow]:
    """Return the pages of a website, retired ones too, by address."""
    rows = tx.all(
        "SELECT * FROM documents WHERE tenant_id = :tenant_id AND website_id = :website_id"
        " ORDER BY url",
        tenant_id=tenant_id,
        website_id=website_id,
    )
    return [_document(row) for row in rows]


def page_at(tx: Tx, tenant_id: str, website_id: str, url: str) -> DocumentRow | None:
    """Return the page of a website at an address."""
    row = tx.one(
        "SELECT * FROM documents WHERE tenant_id = :tenant_id AND website_id = :website_id"
        " AND url = :url",
        tenant_id=tenant_id,
        website_id=website_id,
        url=url,
    )
    return _document(row) if row else None


def count_in(tx: Tx, tenant_id: str, base_id: str) -> dict[str, int]:
    """Return how many documents of a base are in each state."""
    rows = tx.all(
        "SELECT state, COUNT(*) AS n FROM documents WHERE tenant_id = :tenant_id"
        " AND base_id = :base_id GROUP BY state",
        tenant_id=tenant_id,
        base_id=base_id,
    )
    return {row["state"]: int(row["n"]) for row in rows}


def claim_document(
    tx: Tx, document_id: str, owner: str, now_ms: int, lease_until: int
) -> DocumentRow | None:
    """Take a document to read it; None when it does not wait or somebody else has it."""
    taken = tx.run(
        "UPDATE documents SET state = 'reading', progress = 0, lease_owner = :owner,"
        " lease_until = :lease_until, attempts = attempts + 1 WHERE id = :document_id"
        " AND state IN ('queued', 'reading') AND due_at <= :now AND lease_until <= :now",
        document_id=document_id,
        owner=owner,
        now=now_ms,
        lease_until=lease_until,
    )
    if not taken:
        return None
    row = tx.one("SELECT * FROM documents WHERE id = :document_id", document_id=document_id)
    return _document(row) if row else None


def note_progress(
    tx: Tx, tenant_id: str, document_id: str, owner: str, percent: int, lease_until: int
) -> bool:
    """Note how far reading is and keep the lease; False when it is somebody else's by now."""
    return bool(
        tx.run(
            "UPDATE documents SET progress = :percent, lease_until = :lease_until"
            " WHERE tenant_id = :tenant_id AND id = :document_id AND lease_owner = :owner",
            tenant_id=tenant_id,
            document_id=document_id,
            owner=owner,
            percent=percent,
            lease_until=lease_until,
        )
    )


def give_back_document(
    tx: Tx, document: DocumentRow, state: str, error: str, due_at: int, now_ms: int
) -> bool:
    """End a reading that brought nothing: refused, failed, or queued to be tried again.

    False when it is somebody else's by now, or was uploaded anew meanwhile.
    """
    return bool(
        tx.run(
            "UPDATE documents SET state = :state, error = :error, due_at = :due_at,"
            " lease_until = 0, lease_owner = '', updated_at = :now"
            " WHERE tenant_id = :tenant_id AND id = :document_id AND lease_owner = :owner",
            tenant_id=document.tenant_id,
            document_id=document.id,
            owner=document.lease_owner,
            state=state,
            error=error,
            due_at=due_at,
            now=now_ms,
        )
    )


def let_go(tx: Tx, owner: str, now_ms: int) -> None:
    """Let whatever somebody has claimed and not read wait again: the reading was broken off."""
    tx.run(
        "UPDATE documents SET state = 'queued', lease_until = 0, lease_owner = '', due_at = :now"
        " WHERE lease_owner = :owner AND state = 'reading'",
        owner=owner,
        now=now_ms,
    )


def file_named(tx: Tx, tenant_id: str, base_id: str, name: str) -> DocumentRow | None:
    """Return the file of this name in a base: the same file, uploaded again."""
    row = tx.one(
        "SELECT * FROM documents WHERE tenant_id = :tenant_id AND base_id = :base_id"
        " AND kind = 'file' AND name = :name ORDER BY id LIMIT 1",
        tenant_id=tenant_id,
        base_id=base_id,
        name=name,
    )
    return _document(row) if row else None


def queue_again(
    tx: Tx, tenant_id: str, document_id: str, media_type: str, size_bytes: int, now_ms: int
) -> bool:
    """Let a file be read again; what it said before answers meanwhile. False: it is being read."""
    return bool(
        tx.run(
            "UPDATE documents SET state = 'queued', error = '', progress = 0, attempts = 0,"
            " media_type = :media_type, size_bytes = :size_bytes, due_at = :now, lease_until = 0,"
            " lease_owner = '', updated_at = :now WHERE tenant_id = :tenant_id"
            " AND id = :document_id AND state <> 'reading'",
            tenant_id=tenant_id,
            document_id=document_id,
            media_type=media_type,
            size_bytes=size_bytes,
            now=now_ms,
        )
    )


def has_waiting(tx: Tx, tenant_id: str) -> bool:
    """Tell whether more of a tenant is about to come: documents to read, a crawl under way."""
    for statement in (
        "SELECT 1 AS found FROM documents WHERE tenant_id = :tenant_id"
        " AND state IN ('queued', 'reading') LIMIT 1",
        "SELECT 1 AS found FROM websites WHERE tenant_id = :tenant_id"
        " AND state = 'crawling' LIMIT 1",
    ):
        if tx.one(statement, tenant_id=tenant_id) is not None:
            return True
    return False


def note_checked(tx: Tx, tenant_id: str, document_id: str, crawl: str, now_ms: int) -> None:
    """Note that a page was looked at and says what it said; ``crawl`` is the crawler's memory."""
    tx.run(
        "UPDATE documents SET checked_at = :now, stale_at = NULL, crawl = :crawl"
        " WHERE tenant_id = :tenant_id AND id = :document_id",
        tenant_id=tenant_id,
        document_id=document_id,
        crawl=crawl,
        now=now_ms,
    )


def note_stale(tx: Tx, tenant_id: str, document_id: str, now_ms: int) -> None:
    """Note that a page could not be looked at; it keeps answering, and says since when."""
    tx.run(
        "UPDATE documents SET stale_at = COALESCE(stale_at, :now)"
        " WHERE tenant_id = :tenant_id AND id = :document_id",
        tenant_id=tenant_id,
        document_id=document_id,
        now=now_ms,
    )


def retire(tx: Tx, tenant_id: str, document_id: str, now_ms: int) -> bool:
    """Stop a page from answering: it has vanished. Its chunks go; False when it was retired."""
    if not tx.run(
        "UPDATE documents SET state = 'retired', chunks = 0, staged_version = 0,"
        " live_version = 0, content_hash = '', updated_at = :now WHERE tenant_id = :tenant_id"
        " AND id = :document_id AND state <> 'retired'",
        tenant_id=tenant_id,
        document_id=document_id,
        now=now_ms,
    ):
        return False
    tx.run(
        "DELETE FROM chunks WHERE tenant_id = :tenant_id AND document_id = :document_id",
        tenant_id=tenant_id,
        document_id=document_id,
    )
    return True


def hold_base(tx: Tx, tenant_id: str, base_id: str) -> None:
    """Let nobody put anything into a base until this unit ends.

    For deleting: what another process puts in between a thing's parts and the thing itself would
    keep the thing from going.
    """
    tx.lock(
        "SELECT id FROM knowledge_bases WHERE tenant_id = :tenant_id AND id = :base_id",
        tenant_id=tenant_id,
        base_id=base_id,
    )


def delete_document(tx: Tx, tenant_id: str, document_id: str) -> bool:
    """Delete a document with its chunks; False when the tenant has none of this id."""
    known = document_by_id(tx, tenant_id, document_id)
    if known is None:
        return False
    hold_base(tx, tenant_id, known.base_id)
    tx.run(
        "DELETE FROM chunks WHERE tenant_id = :tenant_id AND document_id = :document_id",
        tenant_id=tenant_id,
        document_id=document_id,
    )
    return bool(
        tx.run(
            "DELETE FROM documents WHERE tenant_id = :tenant_id AND id = :document_id",
            tenant_id=tenant_id,
            document_id=document_id,
        )
    )


def set_state(tx: Tx, tenant_id: str, document_id: str, state: str, crawl: str = "") -> None:
    """Set a page's state; with ``crawl`` also what the crawler remembers of it."""
    tx.run(
        "UPDATE documents SET state = :state, crawl = CASE WHEN :crawl = '' THEN crawl"
        " ELSE :crawl END WHERE tenant_id = :tenant_id AND id = :document_id",
        tenant_id=tenant_id,
        document_id=document_id,
        state=state,
        crawl=crawl,
    )


def detach(tx: Tx, tenant_id: str, document_id: str) -> None:
    """Let a page stand for itself: it is no longer part of what is crawled."""
    tx.run(
        "UPDATE documents SET website_id = NULL WHERE tenant_id = :tenant_id AND id = :document_id",
        tenant_id=tenant_id,
        document_id=document_id,
    )


def is_waiting(tx: Tx, document_id: str) -> bool:
    """Tell whether a document of any tenant still needs the file of this name."""
    row = tx.one(
        "SELECT 1 AS found FROM documents WHERE id = :id AND state IN ('queued', 'reading')",
        id=document_id,
    )
    return row is not None


def next_waiting(tx: Tx, tenant_id: str, now_ms: int) -> str | None:
    """Return the document of a tenant that has waited longest to be read."""
    row = tx.one(
        "SELECT id FROM documents WHERE tenant_id = :tenant_id AND state = 'queued'"
        " AND due_at <= :now AND lease_until <= :now ORDER BY due_at, id LIMIT 1",
        tenant_id=tenant_id,
        now=now_ms,
    )
    return row["id"] if row else None


def due_documents(tx: Tx, now_ms: int, limit: int = 50) -> list[str]:
    """Return the documents that wait to be read."""
    rows = tx.all(
        "SELECT id FROM documents WHERE state IN ('queued', 'reading') AND due_at <= :now"
        " AND lease_until <= :now ORDER BY due_at LIMIT :limit",
        now=now_ms,
        limit=limit,
    )
    return [row["id"] for row in rows]


def expire_leases(tx: Tx) -> None:
    """End all leases: this process is the only one on the data and has just started."""
    tx.run("UPDATE documents SET lease_until = 0 WHERE lease_until > 0")
