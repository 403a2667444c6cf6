"""Escalations: a person is needed; at most one is pending in a conversation.

``cause`` is what the reason is about (a message of the lead, a delivery): what a person has
resolved is not opened again by it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from app.domain.escalation import Facts, Outcome, Reason, reason_of
from app.domain.message import Author, Message
from app.domain.tenant import Priority
from app.ids import new_id
from app.store.db import Row, Tx


@dataclass(frozen=True, slots=True)
class EscalationRow:
    """An escalation as it is kept; times are epoch milliseconds.

    ``step`` counts the calls of people so far; ``remind_at`` is when the next is due, or None.
    """

    id: str
    tenant_id: str
    conversation_id: str
    reason: Reason
    summary: str
    state: str
    created_at: int
    resolved_at: int | None
    resolved_by: str | None
    priority: Priority
    cause: str
    facts: Facts
    count: int
    last_at: int
    incident_id: str | None
    acknowledged_at: int | None
    acknowledged_by: str
    assigned_to: str | None
    outcome: str
    step: int
    remind_at: int | None
    notified_at: int | None


def from_row(row: Row) -> EscalationRow:
    """Return an escalation from its row."""
    plain = {name: row[name] for name in EscalationRow.__slots__}
    return EscalationRow(
        **{
            **plain,
            "reason": reason_of(row["reason"]) or Reason.OTHER,
            "priority": Priority(row["priority"]),
            "facts": _facts(row["facts"]),
        }
    )


def _facts(text: str) -> Facts:
    kept = json.loads(text)
    for name in ("said", "known"):
        kept[name] = tuple(tuple(x) if isinstance(x, list) else x for x in kept.get(name, ()))
    return Facts(**kept)


def facts_to_json(facts: Facts) -> str:
    """Return facts as JSON text."""
    return json.dumps(asdict(facts), ensure_ascii=False)


def insert_escalation(
    tx: Tx,
    tenant_id: str,
    conversation_id: str,
    reason: Reason,
    cause: str,
    summary: str,
    facts: Facts,
    priority: Priority,
    now_ms: int,
) -> EscalationRow | None:
    """Open an escalation; None when one is pending already (no storm for the operators)."""
    row = tx.one(
        "INSERT INTO escalations (id, tenant_id, conversation_id, reason, summary, state,"
        " created_at, priority, cause, facts, last_at) VALUES (:id, :tenant_id, :conversation_id,"
        " :reason, :summary, 'pending', :now, :priority, :cause, :facts, :now)"
        " ON CONFLICT (conversation_id) WHERE state = 'pending' DO NOTHING RETURNING *",
        id=new_id(),
        tenant_id=tenant_id,
        conversation_id=conversation_id,
        reason=reason.value,
        summary=summary,
        priority=priority.value,
        cause=cause,
        facts=facts_to_json(facts),
        now=now_ms,
    )
    return from_row(row) if row else None


def pending_of(tx: Tx, tenant_id: str, conversation_id: str) -> EscalationRow | None:
    """Return the pending escalation of a conversation."""
    row = tx.one(
        "SELECT * FROM escalations WHERE tenant_id = :tenant_id"
        " AND conversation_id = :conversation_id AND state = 'pending'",
        tenant_id=tenant_id,
        conversation_id=conversation_id,
    )
    return from_row(row) if row else None


def escalation_by_id(tx: Tx, tenant_id: str, escalation_id: str) -> EscalationRow | None:
    """Return an escalation of a tenant."""
    row = tx.one(
        "SELECT * FROM escalations WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=escalation_id,
    )
    return from_row(row) if row else None


def last_messages(tx: Tx, tenant_id: str, conversation_id: str, limit: int) -> list[Message]:
    """Return the newest messages without their media, oldest first.

    Nothing of a row is decoded: one that cannot be is a reason to call a person, not to fail.
    """
    rows = tx.all(
        "SELECT id, author, body, at FROM messages WHERE tenant_id = :tenant_id"
        " AND conversation_id = :conversation_id AND deleted_at IS NULL"
        " ORDER BY at DESC, id DESC LIMIT :limit",
        tenant_id=tenant_id,
        conversation_id=conversation_id,
        limit=limit,
    )
    return [
        Message(row["id"], conversation_id, Author(row["author"]), row["body"], row["at"])
        for row in reversed(rows)
    ]


def is_settled(tx: Tx, tenant_id: str, conversation_id: str, reason: Reason, cause: str) -> bool:
    """Tell whether a person has resolved this reason for this very cause already."""
    row = tx.one(
        "SELECT 1 AS found FROM escalations WHERE tenant_id = :tenant_id"
        " AND conversation_id = :conversation_id AND reason = :reason AND cause = :cause"
        " AND cause <> '' AND state = 'resolved' LIMIT 1",
        tenant_id=tenant_id,
        conversation_id=conversation_id,
        reason=reason.value,
        cause=cause,
    )
    return row is not None


def repeat(
    tx: Tx, tenant_id: str, escalation_id: str, cause: str, facts: Facts | None, now_ms: int
) -> None:
    """Count the same reason once more; newer facts replace the older ones."""
    tx.run(
        "UPDATE escalations SET count = count + 1, last_at = :now, cause = :cause,"
        " facts = COALESCE(:facts, facts)"
        " WHERE tenant_id = :tenant_id AND id = :id AND state = 'pending'",
        tenant_id=tenant_id,
        id=escalation_id,
        cause=cause,
        facts=facts_to_json(facts) if facts else None,
        now=now_ms,
    )


def replace_reason(
    tx: Tx,
    tenant_id: str,
    escalation_id: str,
    reason: Reason,
    summary: str,
    priority: Priority,
) -> EscalationRow | None:
    """Let a more pressing reason take over a pending escalation: people are called anew."""
    row = tx.one(
        "UPDATE escalations SET reason = :reason, summary = :summary, priority = :priority,"
        " step = 0, remind_at = NULL, acknowledged_at = NULL, acknowledged_by = ''"
        " WHERE tenant_id = :tenant_id AND id = :id AND state = 'pending' RETURNING *",
        tenant_id=tenant_id,
        id=escalation_id,
        reason=reason.value,
        summary=summary,
        priority=priority.value,
    )
    return from_row(row) if row else None


def call_anew(tx: Tx, tenant_id: str, escalation_id: str) -> EscalationRow | None:
    """Start the chain of people from its beginning."""
    row = tx.one(
        "UPDATE escalations SET step = 0, remind_at = NULL, acknowledged_at = NULL,"
        " acknowledged_by = '' WHERE tenant_id = :tenant_id AND id = :id AND state = 'pending'"
        " RETURNING *",
        tenant_id=tenant_id,
        id=escalation_id,
    )
    return from_row(row) if row else None


def set_incident(tx: Tx, tenant_id: str, escalation_id: str, incident_id: str) -> None:
    """Attach an escalation to the outage that caused it."""
    tx.run(
        "UPDATE escalations SET incident_id = :incident_id"
        " WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=escalation_id,
        incident_id=incident_id,
    )


def note_call(
    tx: Tx, tenant_id: str, escalation_id: str, step: int, remind_at: int | None, now_ms: int
) -> bool:
    """Move the chain on by one call; False when another process did, or nobody is to be called."""
    return bool(
        tx.run(
            "UPDATE escalations SET step = :step + 1, remind_at = :remind_at, notified_at = :now"
            " WHERE tenant_id = :tenant_id AND id = :id AND state = 'pending' AND step = :step"
            " AND acknowledged_at IS NULL",
            tenant_id=tenant_id,
            id=escalation_id,
            step=step,
            remind_at=remind_at,
            now=now_ms,
        )
    )


def stop_calling(tx: Tx, tenant_id: str, escalation_id: str, is_urgent: bool) -> bool:
    """End the chain unanswered; ``is_urgent`` marks it for whoever looks at the dashboard."""
    return bool(
        tx.run(
            "UPDATE escalations SET remind_at = NULL,"
            " priority = CASE WHEN :is_urgent = 1 THEN 'urgent' ELSE priority END"
            " WHERE tenant_id = :tenant_id AND id = :id AND state = 'pending'",
            tenant_id=tenant_id,
            id=escalation_id,
            is_urgent=int(is_urgent),
        )
    )


def hurry(tx: Tx, tenant_id: str, escalation_id: str, at_ms: int) -> None:
    """Bring the next call forward: the last one did not reach anybody."""
    tx.run(
        "UPDATE escalations SET remind_at = :at WHERE tenant_id = :tenant_id AND id = :id"
        " AND state = 'pending' AND remind_at > :at",
        tenant_id=tenant_id,
        id=escalation_id,
        at=at_ms,
    )


def due_escalations(tx: Tx, now_ms: int, limit: int = 100) -> list[tuple[str, str]]:
    """Return (tenant, id) of those nobody has answered in time, the longest due first."""
    rows = tx.all(
        "SELECT tenant_id, id FROM escalations WHERE state = 'pending' AND remind_at IS NOT NULL"
        " AND remind_at <= :now ORDER BY remind_at LIMIT :limit",
        now=now_ms,
        limit=limit,
    )
    return [(row["tenant_id"], row["id"]) for row in rows]


def acknowledge(tx: Tx, tenant_id: str, escalation_id: str, by: str, now_ms: int) -> bool:
    """Note that somebody takes care of it, which ends the reminders; the first one counts."""
    return bool(
        tx.run(
            "UPDATE escalations SET acknowledged_at = :now, acknowledged_by = :by,"
            " remind_at = NULL WHERE tenant_id = :tenant_id AND id = :id AND state = 'pending'"
            " AND acknowledged_at IS NULL",
            tenant_id=tenant_id,
            id=escalation_id,
            by=by,
            now=now_ms,
        )
    )


def assign(
    tx: Tx, tenant_id: str, escalation_id: str, operator_id: str, by: str, now_ms: int
) -> bool:
    """Give a pending escalation to an operator, who thereby answers it."""
    return bool(
        tx.run(
            "UPDATE escalations SET assigned_to = :operator_id, remind_at = NULL,"
            " acknowledged_at = COALESCE(acknowledged_at, :now), acknowledged_by = :by"
            " WHERE tenant_id = :tenant_id AND id = :id AND state = 'pending'",
            tenant_id=tenant_id,
            id=escalation_id,
            operator_id=operator_id,
            by=by,
            now=now_ms,
        )
    )


def resolve(
    tx: Tx,
    tenant_id: str,
    conversation_id: str,
    operator_id: str,
    now_ms: int,
    outcome: Outcome = Outcome.TAKEN_OVER,
) -> bool:
    """Resolve the pending escalation of a conversation; reminders end with it."""
    return bool(
        tx.run(
            "UPDATE escalations SET state = 'resolved', resolved_at = :now, remind_at = NULL,"
            " resolved_by = :operator_id, outcome = :outcome WHERE tenant_id = :tenant_id"
            " AND conversation_id = :conversation_id AND state = 'pending'",
            tenant_id=tenant_id,
            conversation_id=conversation_id,
            operator_id=operator_id,
            outcome=outcome.value,
            now=now_ms,
        )
    )


def needs_nobody(tx: Tx, tenant_id: str, conversation_id: str) -> None:
    """Take back that a conversation needs a person."""
    tx.run(
        "UPDATE conversations SET needs_person = 0 WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=conversation_id,
    )


def waiting_for(tx: Tx, incident_id: str) -> dict[str, int]:
    """Return how many conversations joined an incident, by tenant."""
    rows = tx.all(
        "SELECT tenant_id, COUNT(*) AS n FROM escalations WHERE incident_id = :incident_id"
        " GROUP BY tenant_id ORDER BY tenant_id",
        incident_id=incident_id,
    )
    return {row["tenant_id"]: row["n"] for row in rows}
