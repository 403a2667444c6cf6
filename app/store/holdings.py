"""What a tenant holds, for lists and for people who type names."""

from __future__ import annotations

from app.store.db import Row, Tx
from app.store.documents import DocumentRow


def _document(row: Row) -> DocumentRow:
    return DocumentRow(**{name: row[name] for name in DocumentRow.__slots__})


def files_in(tx: Tx, tenant_id: str, base_id: str, limit: int = 200) -> list[DocumentRow]:
    """Return the files of a base, without the pages of its websites, by name."""
    rows = tx.all(
        "SELECT * FROM documents WHERE tenant_id = :tenant_id AND base_id = :base_id"
        " AND website_id IS NULL ORDER BY name, id LIMIT :limit",
        tenant_id=tenant_id,
        base_id=base_id,
        limit=limit,
    )
    return [_document(row) for row in rows]


def documents_called(tx: Tx, tenant_id: str, name: str) -> list[DocumentRow]:
    """Return the documents of this id, file name or address."""
    rows = tx.all(
        "SELECT * FROM documents WHERE tenant_id = :tenant_id"
        " AND (id = :name OR lower(name) = lower(:name) OR (url <> '' AND url = :name))"
        " ORDER BY id LIMIT 20",
        tenant_id=tenant_id,
        name=name,
    )
    return [_document(row) for row in rows]
