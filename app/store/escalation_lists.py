"""What the page of escalations reads: lists with their leads, and whose an escalation is.

Every function is given the tenants the reader may see and asks for one at a time, so that each
statement carries ``tenant_id`` and runs along an index; the lists are merged here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.escalation import rank
from app.domain.tenant import Priority
from app.store.db import Row, Tx
from app.store.escalations import EscalationRow, from_row
from app.store.incidents import IncidentRow, open_incidents
from app.store.notifications import NotificationRow, of_subject

_LISTED = (
    "SELECT e.*, c.address, l.name AS lead_name, h.kind AS channel, t.name AS client_name,"
    " i.state AS incident_state, o.name AS resolver_name FROM escalations e"
    " JOIN conversations c ON c.tenant_id = e.tenant_id AND c.id = e.conversation_id"
    " JOIN leads l ON l.tenant_id = c.tenant_id AND l.id = c.lead_id"
    " JOIN channels h ON h.id = c.channel_id"
    " JOIN tenants t ON t.id = e.tenant_id"
    " LEFT JOIN incidents i ON i.id = e.incident_id"
    " LEFT JOIN operators o ON o.id = e.resolved_by"
    " WHERE e.tenant_id = :tenant_id AND e.id = :id"
)
# Along the index of each priority, the longest waiting first.
_PENDING = (
    "SELECT id, priority, created_at AS at FROM escalations WHERE tenant_id = :tenant_id"
    " AND state = 'pending' AND priority = :priority ORDER BY created_at, id LIMIT :limit"
)
_RESOLVED = (
    "SELECT id, resolved_at AS at FROM escalations WHERE tenant_id = :tenant_id"
    " AND state = 'resolved' AND (resolved_at < :at OR (resolved_at = :at AND id < :id))"
    " ORDER BY resolved_at DESC, id DESC LIMIT :limit"
)
_NEWEST = (1 << 60, "")


@dataclass(frozen=True, slots=True)
class Listed:
    """An escalation with what a list says about it; ``told`` are the notifications about it."""

    row: EscalationRow
    client_name: str
    lead_name: str
    address: str
    channel: str
    is_in_outage: bool
    resolver_name: str
    told: tuple[NotificationRow, ...] = ()


def listed(
    tx: Tx,
    tenant_ids: Iterable[str],
    state: str,
    limit: int,
    before: tuple[int, str] = _NEWEST,
) -> list[Listed]:
    """Return escalations of a state: pending ones by priority and age, resolved ones newest first.

    Args:
        state: pending or resolved.
        before: of resolved ones, those before this time (epoch ms) and id.
    """
    ids = _waiting_ids(tx, tenant_ids, limit)
    if state == "resolved":
        ids = _resolved_ids(tx, tenant_ids, limit, before)
    rows = (tx.one(_LISTED, tenant_id=tenant_id, id=one) for tenant_id, one in ids)
    return [_listed(tx, row) for row in rows if row is not None]


def _waiting_ids(tx: Tx, tenant_ids: Iterable[str], limit: int) -> list[tuple[str, str]]:
    found = []
    for tenant_id in tenant_ids:
        for priority in Priority:
            rows = tx.all(_PENDING, tenant_id=tenant_id, priority=priority.value, limit=limit)
            found += [(-rank(priority), row["at"], row["id"], tenant_id) for row in rows]
    found.sort()
    return [(tenant_id, one) for _, _, one, tenant_id in found[:limit]]


def _resolved_ids(
    tx: Tx, tenant_ids: Iterable[str], limit: int, before: tuple[int, str]
) -> list[tuple[str, str]]:
    at, last_id = before
    found = []
    for tenant_id in tenant_ids:
        rows = tx.all(_RESOLVED, tenant_id=tenant_id, at=at, id=last_id, limit=limit)
        found += [(row["at"], row["id"], tenant_id) for row in rows]
    found.sort(reverse=True)
    return [(tenant_id, one) for _, one, tenant_id in found[:limit]]


def _listed(tx: Tx, row: Row) -> Listed:
    return Listed(
        from_row(row),
        client_name=row["client_name"],
        lead_name=row["lead_name"],
        address=row["address"],
        channel=row["channel"],
        is_in_outage=row["incident_state"] == "open",
        resolver_name=row["resolver_name"] or "",
        told=tuple(of_subject(tx, "escalation", row["id"])),
    )


def count_pending(tx: Tx, tenant_ids: Iterable[str]) -> int:
    """Return how many escalations wait for somebody."""
    total = 0
    for tenant_id in tenant_ids:
        row = tx.one(
            "SELECT COUNT(*) AS n FROM escalations"
            " WHERE tenant_id = :tenant_id AND state = 'pending'",
            tenant_id=tenant_id,
        )
        total += row["n"] if row else 0
    return total


def page_of(tx: Tx, tenant_id: str, state: str, after_id: str, limit: int) -> list[EscalationRow]:
    """Return a tenant's escalations of a state by id, after one of them."""
    rows = tx.all(
        "SELECT * FROM escalations WHERE tenant_id = :tenant_id AND state = :state"
        " AND id > :after_id ORDER BY id LIMIT :limit",
        tenant_id=tenant_id,
        state=state,
        after_id=after_id,
        limit=limit,
    )
    return [from_row(row) for row in rows]


def tenant_of_escalation(tx: Tx, escalation_id: str) -> str | None:
    """Return whose escalation this is; the caller compares it with what the reader may see."""
    row = tx.one("SELECT tenant_id FROM escalations WHERE id = :id", id=escalation_id)
    return row["tenant_id"] if row else None


def incidents_for(
    tx: Tx, tenant_ids: frozenset[str], sees_all: bool
) -> list[tuple[IncidentRow, int]]:
    """Return the open incidents a reader may see, with how many of their conversations wait.

    An operator of one client sees an outage only when it stops one of the client's conversations
    or is one of its channels.
    """
    found = []
    for incident in open_incidents(tx):
        waiting = sum(_waiting(tx, one, incident.id) for one in tenant_ids)
        if sees_all or waiting or incident.tenant_id in tenant_ids:
            found.append((incident, waiting))
    return found


def _waiting(tx: Tx, tenant_id: str, incident_id: str) -> int:
    row = tx.one(
        "SELECT COUNT(*) AS n FROM escalations WHERE incident_id = :incident_id"
        " AND tenant_id = :tenant_id AND state = 'pending'",
        tenant_id=tenant_id,
        incident_id=incident_id,
    )
    return row["n"] if row else 0
