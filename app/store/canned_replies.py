"""Canned replies of a client: a shortcut, what it stands for, and the language it is in."""

from __future__ import annotations

from dataclasses import dataclass

from app.store.db import Row, Tx

_MOST = 500


@dataclass(frozen=True, slots=True)
class CannedReply:
    """One reply; ``language`` is empty for one that fits every language."""

    id: str
    tenant_id: str
    shortcut: str
    body: str
    language: str


def replies_of(tx: Tx, tenant_id: str) -> list[CannedReply]:
    """Return a tenant's replies by shortcut and language, at most 500."""
    rows = tx.all(
        "SELECT * FROM canned_replies WHERE tenant_id = :tenant_id"
        " ORDER BY shortcut, language LIMIT :most",
        tenant_id=tenant_id,
        most=_MOST,
    )
    return [_reply(row) for row in rows]


def reply_by_id(tx: Tx, tenant_id: str, reply_id: str) -> CannedReply | None:
    """Return a reply of a tenant."""
    row = tx.one(
        "SELECT * FROM canned_replies WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=reply_id,
    )
    return _reply(row) if row else None


def put_reply(tx: Tx, tenant_id: str, reply: CannedReply, now_ms: int) -> str:
    """Add a reply, or change the one with that shortcut and language; return its id."""
    row = tx.one(
        "INSERT INTO canned_replies (id, tenant_id, shortcut, body, language, created_at,"
        " updated_at) VALUES (:id, :tenant_id, :shortcut, :body, :language, :now, :now)"
        " ON CONFLICT (tenant_id, shortcut, language)"
        " DO UPDATE SET body = :body, updated_at = :now RETURNING id",
        id=reply.id,
        tenant_id=tenant_id,
        shortcut=reply.shortcut,
        body=reply.body,
        language=reply.language,
        now=now_ms,
    )
    return str(row["id"]) if row else reply.id


def delete_reply(tx: Tx, tenant_id: str, reply_id: str) -> bool:
    """Delete a reply; False when there is none."""
    return bool(
        tx.run(
            "DELETE FROM canned_replies WHERE tenant_id = :tenant_id AND id = :id",
            tenant_id=tenant_id,
            id=reply_id,
        )
    )


def _reply(row: Row) -> CannedReply:
    return CannedReply(**{name: row[name] for name in CannedReply.__slots__})
