"""Trying a failed message again: the delivery in force steps back for a new one, once."""

from __future__ import annotations

from app.store.db import Tx
from app.store.deliveries import DeliveryRow, from_row


def in_force(
    tx: Tx, tenant_id: str, conversation_id: str, message_id: str
) -> tuple[DeliveryRow, str] | None:
    """Return the newest delivery of a message and what was to follow its failure."""
    row = tx.one(
        "SELECT * FROM deliveries WHERE tenant_id = :tenant_id AND message_id = :message_id"
        " AND conversation_id = :conversation_id AND replaced_by IS NULL",
        tenant_id=tenant_id,
        conversation_id=conversation_id,
        message_id=message_id,
    )
    return (from_row(row), row["next_action"]) if row else None


def step_back(tx: Tx, tenant_id: str, delivery_id: str, new_id: str) -> bool:
    """Let a failed delivery name the one after it; False when it is not failed, or was first."""
    return bool(
        tx.run(
            "UPDATE deliveries SET replaced_by = :new_id WHERE tenant_id = :tenant_id"
            " AND id = :id AND replaced_by IS NULL AND state IN ('failed', 'undelivered')",
            tenant_id=tenant_id,
            id=delivery_id,
            new_id=new_id,
        )
    )
