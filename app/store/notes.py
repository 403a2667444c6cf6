"""Notes people write on a lead; who wrote one may change it and take it away."""

from __future__ import annotations

from dataclasses import dataclass

from app.ids import new_id
from app.store.db import Row, Tx


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note; ``operator_id`` is the person or key who wrote it, ``author`` their name then."""

    id: str
    lead_id: str
    operator_id: str
    author: str
    body: str
    at: int
    edited_at: int | None


def insert_note(
    tx: Tx, tenant_id: str, lead_id: str, operator_id: str, author: str, body: str, now_ms: int
) -> str:
    """Keep a note and return its id."""
    note_id = new_id()
    tx.run(
        "INSERT INTO lead_notes (id, tenant_id, lead_id, operator_id, author, body, at)"
        " VALUES (:id, :tenant_id, :lead_id, :operator_id, :author, :body, :now)",
        id=note_id,
        tenant_id=tenant_id,
        lead_id=lead_id,
        operator_id=operator_id,
        author=author,
        body=body,
        now=now_ms,
    )
    return note_id


def note_by_id(tx: Tx, tenant_id: str, note_id: str) -> NoteRow | None:
    """Return a note of a tenant."""
    row = tx.one(
        "SELECT * FROM lead_notes WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=note_id,
    )
    return _note(row) if row else None


def notes_of(
    tx: Tx, tenant_id: str, lead_id: str, before: str = "", limit: int = 50
) -> list[NoteRow]:
    """Return notes of a lead, newest first.

    Args:
        before: only older ones than the note of this id; empty: from the newest on.
    """
    rows = tx.all(
        "SELECT * FROM lead_notes WHERE tenant_id = :tenant_id AND lead_id = :lead_id"
        " AND id < :before ORDER BY id DESC LIMIT :limit",
        tenant_id=tenant_id,
        lead_id=lead_id,
        # No id begins with a tilde.
        before=before or "~",
        limit=limit,
    )
    return [_note(row) for row in rows]


def write_note(tx: Tx, tenant_id: str, note_id: str, body: str, now_ms: int) -> None:
    """Give a note other words."""
    tx.run(
        "UPDATE lead_notes SET body = :body, edited_at = :now"
        " WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=note_id,
        body=body,
        now=now_ms,
    )


def delete_note(tx: Tx, tenant_id: str, note_id: str) -> None:
    """Take a note away for good."""
    tx.run(
        "DELETE FROM lead_notes WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=note_id,
    )


def _note(row: Row) -> NoteRow:
    plain = {name: row[name] for name in NoteRow.__slots__}
    return NoteRow(**{**plain, "operator_id": row["operator_id"] or ""})
