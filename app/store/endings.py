"""The end of a conversation and what comes after it.

Ending leaves the epoch alone, so the good-bye that was queued with it may leave; opening again
raises it, so nothing written before can. One address has at most one open conversation.
"""

from __future__ import annotations

from app.store import conversations
from app.store.conversations import ConversationRow
from app.store.db import Tx


def end(tx: Tx, tenant_id: str, conversation_id: str, now_ms: int) -> bool:
    """End an active conversation; False when somebody holds it or a person is needed in it."""
    return bool(
        tx.run(
            "UPDATE conversations SET state = 'ended', ended_at = :now WHERE tenant_id = :tenant_id"
            " AND id = :id AND state = 'active' AND needs_person = 0",
            tenant_id=tenant_id,
            id=conversation_id,
            now=now_ms,
        )
    )


def end_by_hand(tx: Tx, tenant_id: str, conversation_id: str, now_ms: int) -> bool:
    """End a conversation, held or not, and whoever it waits for; False when it has ended."""
    return bool(
        tx.run(
            "UPDATE conversations SET state = 'ended', ended_at = :now, operator_id = NULL,"
            " needs_person = 0, unread = 0 WHERE tenant_id = :tenant_id AND id = :id"
            " AND state <> 'ended'",
            tenant_id=tenant_id,
            id=conversation_id,
            now=now_ms,
        )
    )


def last_ended(
    tx: Tx, tenant_id: str, channel_id: str, address: str, since_ms: int
) -> ConversationRow | None:
    """Return the conversation with this address on this channel that ended last, not before
    ``since_ms``."""
    row = tx.one(
        "SELECT id FROM conversations WHERE channel_id = :channel_id AND address = :address"
        " AND state = 'ended' AND ended_at >= :since AND tenant_id = :tenant_id"
        " ORDER BY ended_at DESC LIMIT 1",
        tenant_id=tenant_id,
        channel_id=channel_id,
        address=address,
        since=since_ms,
    )
    return conversations.conversation_by_id(tx, tenant_id, row["id"]) if row else None


def reopen(tx: Tx, tenant_id: str, conversation_id: str) -> ConversationRow | None:
    """Open an ended conversation again for the assistant; None when it had not ended."""
    is_open = tx.run(
        "UPDATE conversations SET state = 'active', ended_at = NULL, operator_id = NULL,"
        " epoch = epoch + 1 WHERE tenant_id = :tenant_id AND id = :id AND state = 'ended'",
        tenant_id=tenant_id,
        id=conversation_id,
    )
    return conversations.conversation_by_id(tx, tenant_id, conversation_id) if is_open else None
