"""Deliveries: the outbox. One row a message, claimed before it is sent, never sent twice blindly.

A lead reads our messages in the order they were written: the oldest of a conversation goes first.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.delivery import DeliveryState, Kind, moves_forward
from app.ids import new_id
from app.store.conversations import ConversationRow
from app.store.db import Row, Tx


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A delivery as the flows see it."""

    id: str
    tenant_id: str
    conversation_id: str
    message_id: str
    channel_id: str
    kind: Kind
    address: str
    state: DeliveryState
    attempts: int
    epoch: int
    lease_owner: str
    first_sent_at: int | None
    provider_message_id: str | None
    request_id: str
    turn_id: str | None
    looks_left: int
    template_sid: str = ""
    template_values: str = ""


def from_row(row: Row) -> DeliveryRow:
    return DeliveryRow(
        id=row["id"],
        tenant_id=row["tenant_id"],
        conversation_id=row["conversation_id"],
        message_id=row["message_id"],
        channel_id=row["channel_id"],
        kind=Kind(row["kind"]),
        address=row["address"],
        state=DeliveryState(row["state"]),
        attempts=row["attempts"],
        epoch=row["epoch"],
        lease_owner=row["lease_owner"],
        first_sent_at=row["first_sent_at"],
        provider_message_id=row["provider_message_id"],
        request_id=row["request_id"],
        turn_id=row["turn_id"],
        looks_left=row["is_unknown"],
        template_sid=row["template_sid"],
        template_values=row["template_values"],
    )


def insert_delivery(
    tx: Tx,
    conversation: ConversationRow,
    message_id: str,
    kind: Kind,
    now_ms: int,
    request_id: str,
    turn_id: str | None = None,
    template: tuple[str, str] = ("", ""),
    delivery_id: str = "",
) -> str:
    """Queue a message of ours against the conversation's present epoch; return the id.

    Args:
        template: the provider's name of a template and the values in its places, as JSON.
        delivery_id: made beforehand; empty: a new one.
    """
    delivery_id = delivery_id or new_id()
    tx.run(
        "INSERT INTO deliveries (id, tenant_id, conversation_id, message_id, channel_id, turn_id,"
        " kind, address, state, epoch, due_at, request_id, queued_at, template_sid,"
        " template_values) VALUES (:id, :tenant_id, :conversation_id, :message_id, :channel_id,"
        " :turn_id, :kind, :address, 'queued', :epoch, :now, :request_id, :now, :template_sid,"
        " :template_values)",
        id=delivery_id,
        tenant_id=conversation.tenant_id,
        conversation_id=conversation.id,
        message_id=message_id,
        channel_id=conversation.channel_id,
        turn_id=turn_id,
        kind=kind.value,
        address=conversation.address,
        epoch=conversation.epoch,
        request_id=request_id,
        now=now_ms,
        template_sid=template[0],
        template_values=template[1],
    )
    return delivery_id


def by_id(tx: Tx, delivery_id: str) -> DeliveryRow | None:
    """Return a delivery; the id comes from a bell, never from outside."""
    row = tx.one("SELECT * FROM deliveries WHERE id = :id", id=delivery_id)
    return from_row(row) if row else None


def body_of(tx: Tx, delivery: DeliveryRow) -> str:
    """Return the text to send."""
    row = tx.one(
        "SELECT body FROM messages WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=delivery.tenant_id,
        id=delivery.message_id,
    )
    return str(row["body"]) if row else ""


def claim(
    tx: Tx, delivery_id: str, owner: str, now_ms: int, lease_until: int
) -> DeliveryRow | None:
    """Mark a queued, due delivery as ``sending``.

    None when someone else has it, or an earlier message of the conversation is not out yet:
    a lead reads our messages in the order they were written.
    """
    row = tx.one(
        "UPDATE deliveries SET state = 'sending', attempts = attempts + 1, lease_owner = :owner,"
        " lease_until = :lease_until, sending_at = :now, is_unknown = 0,"
        " first_sent_at = COALESCE(first_sent_at, :now)"
        " WHERE id = :id AND state = 'queued' AND due_at <= :now AND NOT EXISTS (SELECT 1 FROM"
        " deliveries AS earlier WHERE earlier.conversation_id = deliveries.conversation_id"
        " AND earlier.id < deliveries.id AND earlier.state IN ('queued', 'sending'))"
        " RETURNING *",
        id=delivery_id,
        owner=owner,
        now=now_ms,
        lease_until=lease_until,
    )
    return from_row(row) if row else None


def claim_unknown(
    tx: Tx, delivery_id: str, owner: str, now_ms: int, lease_until: int
) -> DeliveryRow | None:
    """Take a ``sending`` delivery whose lease ran out, to reconcile it."""
    row = tx.one(
        "UPDATE deliveries SET lease_owner = :owner, lease_until = :lease_until,"
        " is_unknown = CASE WHEN is_unknown = 0 THEN 1 ELSE is_unknown END"
        " WHERE id = :id AND state = 'sending' AND lease_until <= :now RETURNING *",
        id=delivery_id,
        owner=owner,
        now=now_ms,
        lease_until=lease_until,
    )
    return from_row(row) if row else None


def finish(
    tx: Tx,
    delivery: DeliveryRow,
    state: DeliveryState,
    now_ms: int,
    provider_message_id: str | None = None,
    error_code: int | None = None,
    next_action: str = "",
    error: str = "",
    gate: str = "",
) -> bool:
    """End our part of a delivery; False when the lease is not ours any more."""
    return bool(
        tx.run(
            "UPDATE deliveries SET state = :state, lease_until = 0, is_unknown = 0,"
            " provider_message_id = COALESCE(:provider_message_id, provider_message_id),"
            " accepted_at = CASE WHEN :provider_message_id IS NULL THEN accepted_at ELSE :now END,"
            " error_code = :error_code, next_action = :next_action, error = :error,"
            " gate = CASE WHEN :gate = '' THEN gate ELSE :gate END"
            " WHERE tenant_id = :tenant_id AND id = :id AND state = 'sending'"
            " AND lease_owner = :owner",
            tenant_id=delivery.tenant_id,
            id=delivery.id,
            owner=delivery.lease_owner,
            state=state.value,
            now=now_ms,
            provider_message_id=provider_message_id,
            error_code=error_code,
            next_action=next_action,
            error=error,
            gate=gate,
        )
    )


def adopt(
    tx: Tx, delivery: DeliveryRow, state: DeliveryState, now_ms: int, provider_message_id: str
) -> bool:
    """Believe a late yes of the provider though the lease is lost; False when it was settled."""
    return bool(
        tx.run(
            "UPDATE deliveries SET state = :state, lease_until = 0, lease_owner = '',"
            " is_unknown = 0, provider_message_id = :provider_message_id, accepted_at = :now,"
            " gate = 'passed' WHERE tenant_id = :tenant_id AND id = :id"
            " AND state IN ('queued', 'sending') AND provider_message_id IS NULL",
            tenant_id=delivery.tenant_id,
            id=delivery.id,
            state=state.value,
            now=now_ms,
            provider_message_id=provider_message_id,
        )
    )


def requeue(tx: Tx, delivery: DeliveryRow, due_at: int, error: str, is_free: bool = False) -> bool:
    """Put a delivery back that surely was not sent; it passes the gate again when it is due."""
    return bool(
        tx.run(
            "UPDATE deliveries SET state = 'queued', due_at = :due_at, lease_until = 0,"
            " is_unknown = 0, attempts = attempts - :free, error = :error"
            " WHERE tenant_id = :tenant_id AND id = :id AND state = 'sending'"
            " AND lease_owner = :owner",
            tenant_id=delivery.tenant_id,
            id=delivery.id,
            owner=delivery.lease_owner,
            due_at=due_at,
            error=error,
            free=int(is_free),
        )
    )


def leave_unknown(
    tx: Tx, delivery: DeliveryRow, reconcile_at: int, error: str, looks_left: int
) -> bool:
    """Leave a delivery ``sending`` with an unknown outcome until it is reconciled.

    ``looks_left`` is how many lists of the provider must be without it before it is sent again.
    """
    return bool(
        tx.run(
            "UPDATE deliveries SET is_unknown = :looks, lease_until = :at, error = :error"
            " WHERE tenant_id = :tenant_id AND id = :id AND state = 'sending'"
            " AND lease_owner = :owner",
            tenant_id=delivery.tenant_id,
            id=delivery.id,
            owner=delivery.lease_owner,
            at=reconcile_at,
            error=error,
            looks=looks_left,
        )
    )


def cancel_queued(
    tx: Tx, tenant_id: str, conversation_id: str, reason: str, kinds: tuple[Kind, ...]
) -> list[str]:
    """Cancel what has not left yet of these kinds; return the turns whose replies they were."""
    turn_ids: list[str] = []
    for kind in kinds:
        rows = tx.all(
            "UPDATE deliveries SET state = 'cancelled', gate = :reason WHERE state = 'queued'"
            " AND tenant_id = :tenant_id AND conversation_id = :conversation_id AND kind = :kind"
            " RETURNING turn_id",
            tenant_id=tenant_id,
            conversation_id=conversation_id,
            kind=kind.value,
            reason=reason,
        )
        turn_ids += [row["turn_id"] for row in rows if row["turn_id"]]
    return turn_ids


def next_queued(tx: Tx, tenant_id: str, conversation_id: str) -> str | None:
    """Return the oldest delivery of a conversation that waits."""
    # Both states are named because its index has both: it holds the open ones only.
    row = tx.one(
        "SELECT id FROM deliveries WHERE tenant_id = :tenant_id"
        " AND conversation_id = :conversation_id AND state IN ('queued', 'sending')"
        " AND state = 'queued' ORDER BY id LIMIT 1",
        tenant_id=tenant_id,
        conversation_id=conversation_id,
    )
    return row["id"] if row else None


def sent_count(tx: Tx, tenant_id: str, conversation_id: str) -> int:
    """Return how many messages of ours a conversation has that left or may have left."""
    row = tx.one(
        "SELECT count(*) AS n FROM deliveries WHERE tenant_id = :tenant_id"
        " AND conversation_id = :conversation_id"
        " AND state NOT IN ('queued', 'sending', 'cancelled', 'failed')",
        tenant_id=tenant_id,
        conversation_id=conversation_id,
    )
    return int(row["n"]) if row else 0


def said_since(tx: Tx, delivery: DeliveryRow, since_ms: int) -> bool:
    """Tell whether the lead got these very words after it last wrote.

    Two turns may say the same when the first reply was held up: the lead reads it once.
    """
    row = tx.one(
        "SELECT 1 AS said FROM deliveries AS d JOIN messages AS m ON m.id = d.message_id"
        " WHERE d.tenant_id = :tenant_id AND d.conversation_id = :conversation_id"
        " AND d.id < :id AND d.kind = 'reply' AND d.accepted_at IS NOT NULL"
        " AND d.sending_at > :since"
        " AND m.body = (SELECT body FROM messages WHERE id = :message_id) LIMIT 1",
        tenant_id=delivery.tenant_id,
        conversation_id=delivery.conversation_id,
        id=delivery.id,
        since=since_ms,
        message_id=delivery.message_id,
    )
    return row is not None


def known_provider_ids(tx: Tx, channel_id: str, provider_ids: list[str]) -> set[str]:
    """Return those of the provider's ids that belong to deliveries of ours."""
    known = set()
    for provider_id in provider_ids:
        row = tx.one(
            "SELECT 1 AS known FROM deliveries"
            " WHERE channel_id = :channel_id AND provider_message_id = :provider_id",
            channel_id=channel_id,
            provider_id=provider_id,
        )
        if row:
            known.add(provider_id)
    return known


def apply_status(
    tx: Tx,
    channel_id: str,
    provider_message_id: str,
    status: str,
    state: DeliveryState,
    error_code: int | None,
    next_action: str,
) -> tuple[DeliveryRow, bool] | None:
    """Move a delivery forward; None when no delivery of ours has that id.

    Returns the row as it is now, and whether it moved: a late or repeated status leaves it
    unchanged.
    """
    row = tx.one(
        "SELECT * FROM deliveries"
        " WHERE channel_id = :channel_id AND provider_message_id = :provider_message_id",
        channel_id=channel_id,
        provider_message_id=provider_message_id,
    )
    if row is None:
        return None
    if not moves_forward(DeliveryState(row["state"]), state):
        return from_row(row), False
    row = tx.one(
        "UPDATE deliveries SET state = :new, provider_status = :status, error_code = :error_code,"
        " next_action = :next_action WHERE id = :id AND state = :old RETURNING *",
        id=row["id"],
        old=row["state"],
        new=state.value,
        status=status,
        error_code=error_code,
        next_action=next_action,
    )
    return (from_row(row), True) if row else None


def park_status(
    tx: Tx,
    channel_id: str,
    provider_message_id: str,
    status: str,
    error_code: int | None,
    now_ms: int,
) -> None:
    """Keep a status that came before our own row knows the provider's id."""
    tx.run(
        "INSERT INTO parked_statuses (channel_id, provider_message_id, status, error_code,"
        " received_at) VALUES (:channel_id, :provider_message_id, :status, :error_code, :now)"
        " ON CONFLICT (channel_id, provider_message_id, status) DO NOTHING",
        channel_id=channel_id,
        provider_message_id=provider_message_id,
        status=status,
        error_code=error_code,
        now=now_ms,
    )


def take_parked(tx: Tx, channel_id: str, provider_message_id: str) -> list[tuple[str, int | None]]:
    """Return and forget the parked statuses of a message as (status, error code)."""
    rows = tx.all(
        "DELETE FROM parked_statuses WHERE channel_id = :channel_id"
        " AND provider_message_id = :provider_message_id RETURNING status, error_code",
        channel_id=channel_id,
        provider_message_id=provider_message_id,
    )
    return [(row["status"], row["error_code"]) for row in rows]
