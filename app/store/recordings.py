"""What turns saw and did, kept for a while so that they can be run again."""

from __future__ import annotations

from dataclasses import dataclass

from app.store.db import Row, Tx


@dataclass(frozen=True, slots=True)
class Recording:
    """A turn as it was: ``static`` is what it shared with others, ``content`` its own part.

    Both are packed; ``flows.record`` knows how.
    """

    turn_id: str
    conversation_id: str
    static: str
    content: str
    at_ms: int


def insert_recording(
    tx: Tx,
    tenant_id: str,
    turn_id: str,
    conversation_id: str,
    static_hash: str,
    static: str,
    content: str,
    now_ms: int,
) -> None:
    """Keep a turn; what it shares with others is kept once."""
    tx.run(
        "INSERT INTO recorded_statics (tenant_id, hash, content, used_at)"
        " VALUES (:tenant_id, :hash, :content, :now)"
        " ON CONFLICT (tenant_id, hash) DO UPDATE SET used_at = excluded.used_at",
        tenant_id=tenant_id,
        hash=static_hash,
        content=static,
        now=now_ms,
    )
    tx.run(
        "INSERT INTO recordings (tenant_id, turn_id, conversation_id, static_hash, content, at)"
        " VALUES (:tenant_id, :turn_id, :conversation_id, :hash, :content, :now)"
        " ON CONFLICT (tenant_id, turn_id) DO UPDATE SET static_hash = excluded.static_hash,"
        " content = excluded.content, at = excluded.at",
        tenant_id=tenant_id,
        turn_id=turn_id,
        conversation_id=conversation_id,
        hash=static_hash,
        content=content,
        now=now_ms,
    )


def recordings_of(
    tx: Tx, tenant_id: str, conversation_id: str, limit: int = 200
) -> list[Recording]:
    """Return the newest recorded turns of a conversation, oldest first."""
    rows = tx.all(
        "SELECT r.turn_id, r.conversation_id, s.content AS static, r.content, r.at"
        " FROM recordings r JOIN recorded_statics s"
        " ON s.tenant_id = r.tenant_id AND s.hash = r.static_hash"
        " WHERE r.tenant_id = :tenant_id AND r.conversation_id = :conversation_id"
        " ORDER BY r.turn_id DESC LIMIT :limit",
        tenant_id=tenant_id,
        conversation_id=conversation_id,
        limit=limit,
    )
    return [_recording(row) for row in reversed(rows)]


def forget_conversation(tx: Tx, tenant_id: str, conversation_id: str) -> int:
    """Forget the recordings of a conversation: something of it was deleted or corrected."""
    return tx.run(
        "DELETE FROM recordings WHERE tenant_id = :tenant_id AND conversation_id = :id",
        tenant_id=tenant_id,
        id=conversation_id,
    )


def has_old_recordings(tx: Tx, before_ms: int) -> bool:
    """Tell whether a recording of anybody's is older than it may get."""
    return tx.one("SELECT 1 AS n FROM recordings WHERE at < :before", before=before_ms) is not None


def forget_old_recordings(tx: Tx, before_ms: int, limit: int = 500) -> int:
    """Forget recordings that are too old, and what only they shared; return how many."""
    rows = tx.all(
        "SELECT tenant_id, turn_id FROM recordings WHERE at < :before LIMIT :limit",
        before=before_ms,
        limit=limit,
    )
    for row in rows:
        tx.run(
            "DELETE FROM recordings WHERE tenant_id = :tenant_id AND turn_id = :turn_id",
            tenant_id=row["tenant_id"],
            turn_id=row["turn_id"],
        )
    tx.run("DELETE FROM recorded_statics WHERE used_at < :before", before=before_ms)
    return len(rows)


def _recording(row: Row) -> Recording:
    return Recording(
        row["turn_id"], row["conversation_id"], row["static"], row["content"], row["at"]
    )
