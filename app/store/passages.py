"""Passages: approved FAQs and live chunks, read for an index, a prompt or a page.

Whatever an index found is read again here under the tenant's own id: what is no longer live, or
another tenant's, is not there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from app.domain.knowledge import Passage
from app.store.db import Row, Tx

_CHUNK = (
    "SELECT c.id, c.base_id, c.document_id, c.heading, c.body, c.page, c.url, c.language,"
    " c.content_key, d.title, d.name, d.kind, d.stale_at FROM chunks c"
    " JOIN documents d ON d.tenant_id = c.tenant_id AND d.id = c.document_id"
)
_LIVE = " AND c.version = d.live_version"
# What answers once everything staged is published.
_NEXT = (
    " AND c.version = CASE WHEN d.staged_version > 0 THEN d.staged_version ELSE d.live_version END"
)

# One query for so many ids: a round trip to Postgres for each would take longer than the search.
_AT_ONCE = 24
_IDS = ", ".join(f":id{number}" for number in range(_AT_ONCE))
# The tenant is compared as an expression, because SQLite would rather read everything of a tenant
# by the index on it than two dozen rows by their ids.
_CHUNKS_BY_ID = _CHUNK + " WHERE c.id IN (" + _IDS + ") AND c.tenant_id || '' = :tenant_id" + _LIVE
_FAQ = "SELECT * FROM faqs"
_FAQS_BY_ID = _FAQ + " WHERE tenant_id = :tenant_id AND state = 'approved' AND id IN (" + _IDS + ")"


def _of_chunk(row: Row) -> Passage:
    title = row["heading"] or row["title"] or row["name"]
    return Passage(
        id=row["id"],
        kind="chunk",
        title=title,
        text=row["body"],
        key=row["content_key"],
        base_id=row["base_id"],
        document_id=row["document_id"],
        language=row["language"],
        source=row["name"] if row["kind"] == "file" else row["url"],
        url=row["url"],
        page=row["page"],
        stale_at=row["stale_at"],
    )


def _of_faq(row: Row) -> Passage:
    return Passage(
        id=row["id"],
        kind="faq",
        title=row["question"],
        text=row["answer"],
        key=row["content_key"],
        base_id=row["base_id"],
        ways=tuple(json.loads(row["variants"])),
        language=row["language"],
    )


def next_passages(tx: Tx, tenant_id: str) -> tuple[list[Passage], list[tuple[str, int]]]:
    """Return what an index made now must hold, and the documents it brings in.

    Returns:
        Passages in a stable order, and pairs of document and staged version.
    """
    staged = tx.all(
        "SELECT id, staged_version FROM documents WHERE tenant_id = :tenant_id"
        " AND staged_version > 0 ORDER BY id",
        tenant_id=tenant_id,
    )
    passages = _faqs(tx, tenant_id) + _chunks(tx, tenant_id, _NEXT)
    return passages, [(row["id"], int(row["staged_version"])) for row in staged]


def live_passages(tx: Tx, tenant_id: str) -> list[Passage]:
    """Return everything that may answer now, in a stable order."""
    return _faqs(tx, tenant_id) + _chunks(tx, tenant_id, _LIVE)


def _faqs(tx: Tx, tenant_id: str) -> list[Passage]:
    rows = tx.all(
        "SELECT * FROM faqs WHERE tenant_id = :tenant_id AND state = 'approved'"
        " ORDER BY base_id, id",
        tenant_id=tenant_id,
    )
    return [_of_faq(row) for row in rows]


def _chunks(tx: Tx, tenant_id: str, which: str) -> list[Passage]:
    rows = tx.all(
        _CHUNK + " WHERE c.tenant_id = :tenant_id" + which + " ORDER BY c.document_id, c.ordinal",
        tenant_id=tenant_id,
    )
    return [_of_chunk(row) for row in rows]


def passages_by_id(tx: Tx, tenant_id: str, ids: Sequence[str]) -> dict[str, Passage]:
    """Return the live passages of these ids that are the tenant's own."""
    found: dict[str, Passage] = {}
    for first in range(0, len(ids), _AT_ONCE):
        named = [*ids[first : first + _AT_ONCE], *[""] * _AT_ONCE]
        params = {f"id{number}": named[number] for number in range(_AT_ONCE)}
        chunks = tx.all(_CHUNKS_BY_ID, tenant_id=tenant_id, **params)
        found |= {row["id"]: _of_chunk(row) for row in chunks}
        if any(one and one not in found for one in named):
            faqs = tx.all(_FAQS_BY_ID, tenant_id=tenant_id, **params)
            found |= {row["id"]: _of_faq(row) for row in faqs}
    return found


def mentions(tx: Tx, tenant_id: str, name: str) -> bool:
    """Tell whether anything a tenant may say holds a name, in whatever case."""
    literal = name.lower().replace("!", "!!").replace("%", "!%").replace("_", "!_")
    row = tx.one(
        "SELECT 1 AS found FROM chunks WHERE tenant_id = :tenant_id"
        " AND lower(body) LIKE :pattern ESCAPE '!' UNION ALL"
        " SELECT 1 AS found FROM faqs WHERE tenant_id = :tenant_id AND state = 'approved'"
        " AND lower(question || ' ' || answer) LIKE :pattern ESCAPE '!' LIMIT 1",
        tenant_id=tenant_id,
        pattern=f"%{literal}%",
    )
    return row is not None


def swap(tx: Tx, tenant_id: str, staged: Iterable[tuple[str, int]], now_ms: int) -> int:
    """Let the staged versions an index holds answer instead of the old; return how many did."""
    count = 0
    for document_id, version in staged:
        count += tx.run(
            "UPDATE documents SET live_version = :version, staged_version = CASE WHEN"
            " staged_version = :version THEN 0 ELSE staged_version END, state = CASE WHEN"
            " staged_version = :version AND state = 'indexing' THEN 'ready' ELSE state END,"
            " updated_at = :now WHERE tenant_id = :tenant_id AND id = :document_id"
            " AND staged_version >= :version",
            tenant_id=tenant_id,
            document_id=document_id,
            version=version,
            now=now_ms,
        )
    return count


def drop_old(tx: Tx, tenant_id: str, document_id: str, version: int) -> int:
    """Delete the chunks before a live version and return how many; they answer no more.

    What a crash leaves of them goes with the document's next text.
    """
    return tx.run(
        "DELETE FROM chunks WHERE tenant_id = :tenant_id AND document_id = :document_id"
        " AND version < :version AND version < (SELECT live_version FROM documents"
        " WHERE tenant_id = :tenant_id AND id = :document_id)",
        tenant_id=tenant_id,
        document_id=document_id,
        version=version,
    )
