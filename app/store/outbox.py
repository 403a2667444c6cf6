"""What the sweep looks for: deliveries that wait for a bell, and parked statuses to join."""

from __future__ import annotations

from app.store.db import Tx

# Statuses of messages that are not ours (sent by hand in the provider's console) go after a day,
# and are looked for when the oldest is an hour older, so that forgetting is no steady work.
_KEEP_PARKED_MS = 86_400_000
_FORGET_EVERY_MS = 3_600_000
# A status and the answer to its send pass each other within seconds. Whatever is settled later
# joins its statuses itself, so older ones need not be looked at again every second.
_JOIN_WITHIN_MS = 600_000


def due_deliveries(tx: Tx, now_ms: int, limit: int = 500) -> list[str]:
    """Return queued deliveries that are due and first of their conversation, oldest first.

    Those behind one that waits (for tomorrow, for a channel to be mended) could not be claimed;
    hundreds of them would hide everybody else's.
    """
    rows = tx.all(
        "SELECT id FROM deliveries WHERE state = 'queued' AND due_at <= :now AND NOT EXISTS"
        " (SELECT 1 FROM deliveries AS earlier"
        " WHERE earlier.conversation_id = deliveries.conversation_id"
        " AND earlier.id < deliveries.id AND earlier.state IN ('queued', 'sending'))"
        " ORDER BY due_at LIMIT :limit",
        now=now_ms,
        limit=limit,
    )
    return [row["id"] for row in rows]


def unknown_deliveries(tx: Tx, now_ms: int, limit: int = 500) -> list[str]:
    """Return deliveries in ``sending`` whose lease ran out: their outcome is unknown."""
    rows = tx.all(
        "SELECT id FROM deliveries WHERE state = 'sending' AND lease_until <= :now"
        " ORDER BY lease_until LIMIT :limit",
        now=now_ms,
        limit=limit,
    )
    return [row["id"] for row in rows]


def release_channel(tx: Tx, tenant_id: str, channel_id: str, now_ms: int) -> int:
    """Make due at once what waited for a channel to be mended."""
    return tx.run(
        "UPDATE deliveries SET due_at = :now WHERE state = 'queued' AND due_at > :now"
        " AND tenant_id = :tenant_id AND channel_id = :channel_id",
        tenant_id=tenant_id,
        channel_id=channel_id,
        now=now_ms,
    )


def expire_leases(tx: Tx, not_before_ms: int) -> int:
    """End the leases of a process that is gone; reconcile each ``not_before_ms`` after sending.

    The provider may still be working on what we sent a moment before the crash.
    """
    return tx.run(
        "UPDATE deliveries SET lease_until = COALESCE(sending_at, 0) + :grace, is_unknown = 1"
        " WHERE state = 'sending'",
        grace=not_before_ms,
    )


def joinable_statuses(tx: Tx, now_ms: int, limit: int = 200) -> list[tuple[str, str]]:
    """Return (channel, provider's id) of newly parked statuses whose delivery is known by now."""
    rows = tx.all(
        "SELECT DISTINCT p.channel_id, p.provider_message_id FROM parked_statuses AS p"
        " JOIN deliveries AS d ON d.channel_id = p.channel_id"
        " AND d.provider_message_id = p.provider_message_id WHERE p.received_at >= :since"
        " LIMIT :limit",
        since=now_ms - _JOIN_WITHIN_MS,
        limit=limit,
    )
    return [(row["channel_id"], row["provider_message_id"]) for row in rows]


def has_old_statuses(tx: Tx, now_ms: int) -> bool:
    """Tell whether forgetting is worth a write."""
    limit = now_ms - _KEEP_PARKED_MS - _FORGET_EVERY_MS
    sql = "SELECT 1 AS found FROM parked_statuses WHERE received_at < :limit LIMIT 1"
    return tx.one(sql, limit=limit) is not None


def forget_old_statuses(tx: Tx, now_ms: int) -> int:
    """Forget parked statuses that nobody claimed for a day."""
    return tx.run(
        "DELETE FROM parked_statuses WHERE received_at < :limit", limit=now_ms - _KEEP_PARKED_MS
    )
