"""Incidents: a provider's failure that stops many conversations, kept as one.

They belong to the agency. ``tenant_id`` is that of the client whose channel it is, or None when
all clients share what failed; what an operator of one client may see is counted per tenant.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.escalation import Reason
from app.domain.tenant import Priority
from app.ids import new_id
from app.store.db import Row, Tx


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident as it is kept; ``count`` is how often its cause was met."""

    id: str
    tenant_id: str | None
    first_tenant_id: str
    kind: Reason
    subject: str
    state: str
    detail: str
    priority: Priority
    count: int
    opened_at: int
    last_at: int
    closed_at: int | None
    acknowledged_at: int | None
    acknowledged_by: str
    step: int
    remind_at: int | None
    notified_at: int | None


def _incident(row: Row) -> IncidentRow:
    plain = {name: row[name] for name in IncidentRow.__slots__}
    kind, priority = Reason(row["kind"]), Priority(row["priority"])
    return IncidentRow(**{**plain, "kind": kind, "priority": priority})


def join(
    tx: Tx,
    kind: Reason,
    subject: str,
    tenant_id: str | None,
    first_tenant_id: str,
    detail: str,
    now_ms: int,
) -> tuple[IncidentRow, bool]:
    """Count into the open incident of a kind and subject, or open it; tell whether it is new."""
    new = new_id()
    row = tx.one(
        "INSERT INTO incidents (id, tenant_id, first_tenant_id, kind, subject, state, detail,"
        " priority, opened_at, last_at) VALUES (:id, :tenant_id, :first_tenant_id, :kind,"
        " :subject, 'open', :detail, :priority, :now, :now)"
        " ON CONFLICT (kind, subject) WHERE state = 'open'"
        " DO UPDATE SET count = incidents.count + 1, last_at = excluded.last_at RETURNING *",
        id=new,
        tenant_id=tenant_id,
        first_tenant_id=first_tenant_id,
        kind=kind.value,
        subject=subject,
        detail=detail[:200],
        priority=Priority.HIGH.value,
        now=now_ms,
    )
    assert row is not None
    return _incident(row), row["id"] == new


def incident_by_id(tx: Tx, incident_id: str) -> IncidentRow | None:
    """Return an incident; who may see it is the caller's to judge."""
    row = tx.one("SELECT * FROM incidents WHERE id = :id", id=incident_id)
    return _incident(row) if row else None


def open_incidents(tx: Tx) -> list[IncidentRow]:
    """Return the open incidents of the agency, oldest first."""
    rows = tx.all("SELECT * FROM incidents WHERE state = 'open' ORDER BY opened_at, id")
    return [_incident(row) for row in rows]


def note_call(tx: Tx, incident_id: str, step: int, remind_at: int | None, now_ms: int) -> bool:
    """Move the chain of people on by one call; False when another process did."""
    return bool(
        tx.run(
            "UPDATE incidents SET step = :step + 1, remind_at = :remind_at, notified_at = :now"
            " WHERE id = :id AND state = 'open' AND step = :step AND acknowledged_at IS NULL",
            id=incident_id,
            step=step,
            remind_at=remind_at,
            now=now_ms,
        )
    )


def stop_calling(tx: Tx, incident_id: str, is_urgent: bool) -> bool:
    """End the chain unanswered."""
    return bool(
        tx.run(
            "UPDATE incidents SET remind_at = NULL,"
            " priority = CASE WHEN :is_urgent = 1 THEN 'urgent' ELSE priority END"
            " WHERE id = :id AND state = 'open'",
            id=incident_id,
            is_urgent=int(is_urgent),
        )
    )


def hurry(tx: Tx, incident_id: str, at_ms: int) -> None:
    """Bring the next call forward: the last one did not reach anybody."""
    tx.run(
        "UPDATE incidents SET remind_at = :at"
        " WHERE id = :id AND state = 'open' AND remind_at > :at",
        id=incident_id,
        at=at_ms,
    )


def acknowledge(tx: Tx, incident_id: str, by: str, now_ms: int) -> bool:
    """Note that somebody takes care of it; the first one counts."""
    return bool(
        tx.run(
            "UPDATE incidents SET acknowledged_at = :now, acknowledged_by = :by, remind_at = NULL"
            " WHERE id = :id AND state = 'open' AND acknowledged_at IS NULL",
            id=incident_id,
            by=by,
            now=now_ms,
        )
    )


def close(tx: Tx, incident_id: str, now_ms: int) -> bool:
    """End an incident; False when it has ended already."""
    return bool(
        tx.run(
            "UPDATE incidents SET state = 'closed', closed_at = :now, remind_at = NULL"
            " WHERE id = :id AND state = 'open'",
            id=incident_id,
            now=now_ms,
        )
    )


def has_model_answered(tx: Tx, since_id: str, since_ms: int) -> bool:
    """Tell whether a model has answered a turn since a time, anywhere.

    Args:
        since_id: an id made before that time; turns of before it are not read.
    """
    row = tx.one(
        "SELECT 1 AS found FROM turns WHERE id > :since_id AND answered_at > :since"
        " AND path IN ('model', 'repaired') LIMIT 1",
        since_id=since_id,
        since=since_ms,
    )
    return row is not None


def is_channel_paused(tx: Tx, channel_id: str) -> bool:
    """Tell whether a channel is there and paused."""
    row = tx.one("SELECT is_paused FROM channels WHERE id = :id", id=channel_id)
    return row is not None and bool(row["is_paused"])
