"""Escalations: a person is needed; at most one is pending in a conversation."""

from __future__ import annotations

from app.ids import new_id
from app.store.db import Tx


def escalate(
    tx: Tx, tenant_id: str, conversation_id: str, reason: str, summary: str, now_ms: int
) -> str | None:
    """Open an escalation; None when one is pending already (no storm for the operators)."""
    escalation_id = new_id()
    opened = tx.run(
        "INSERT INTO escalations (id, tenant_id, conversation_id, reason, summary, state,"
        " created_at) VALUES (:id, :tenant_id, :conversation_id, :reason, :summary, 'pending',"
        " :now) ON CONFLICT (conversation_id) WHERE state = 'pending' DO NOTHING",
        id=escalation_id,
        tenant_id=tenant_id,
        conversation_id=conversation_id,
        reason=reason,
        summary=summary,
        now=now_ms,
    )
    return escalation_id if opened else None


def resolve(tx: Tx, tenant_id: str, conversation_id: str, operator_id: str, now_ms: int) -> bool:
    """Resolve the pending escalation of a conversation."""
    return bool(
        tx.run(
            "UPDATE escalations SET state = 'resolved', resolved_at = :now,"
            " resolved_by = :operator_id WHERE tenant_id = :tenant_id"
            " AND conversation_id = :conversation_id AND state = 'pending'",
            tenant_id=tenant_id,
            conversation_id=conversation_id,
            operator_id=operator_id,
            now=now_ms,
        )
    )
