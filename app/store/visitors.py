"""What a visitor of a web chat may see: the own words, and ours that passed the gate.

A visitor is an address on one channel and sees the conversation that is open there, else the one
that ended last: a good-bye is read after the end. A message of
ours shows once its delivery was taken, so a reply that the gate stopped never shows.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.store.db import Row, Tx

# Along two indexes, newest first: neither the tenant's size nor the conversation's matters.
_SEEN = (
    "SELECT m.id, m.author, m.body, m.at, d.id AS delivery_id, d.state,"
    " m.provider_message_id FROM messages m LEFT JOIN deliveries d ON d.message_id = m.id"
    " WHERE m.conversation_id = COALESCE("
    "  (SELECT id FROM conversations WHERE channel_id = :channel_id"
    "   AND address = :visitor AND state <> 'ended' AND tenant_id = :tenant_id),"
    "  (SELECT id FROM conversations WHERE channel_id = :channel_id AND address = :visitor"
    "   AND state = 'ended' AND tenant_id = :tenant_id ORDER BY ended_at DESC LIMIT 1))"
    " AND m.tenant_id = :tenant_id"
    " AND (m.author = 'lead' OR d.state IN ('accepted', 'sent', 'delivered', 'read'))"
    " ORDER BY m.at DESC, m.id DESC LIMIT :limit"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A message on the visitor's screen. ``at_ms`` are epoch milliseconds; ``delivery_id`` is
    empty for the visitor's own, ``client_id`` for ours; ``is_acked``: it was on the screen."""

    id: str
    author: str
    text: str
    at_ms: int
    delivery_id: str
    client_id: str
    is_acked: bool


def seen_by(tx: Tx, tenant_id: str, channel_id: str, visitor: str, limit: int = 50) -> list[Seen]:
    """Return the newest messages this visitor may see, oldest first."""
    rows = tx.all(_SEEN, tenant_id=tenant_id, channel_id=channel_id, visitor=visitor, limit=limit)
    return [_seen(row) for row in reversed(rows)]


def _seen(row: Row) -> Seen:
    return Seen(
        id=row["id"],
        author=row["author"],
        text=row["body"],
        at_ms=row["at"],
        delivery_id=row["delivery_id"] or "",
        client_id=(row["provider_message_id"] or "").partition(":")[2],
        is_acked=row["state"] in ("delivered", "read"),
    )
