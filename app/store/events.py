"""Events: the live feed and the audit trail, in the past tense; ids are in the order of time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import msgspec

from app.ids import new_id
from app.store.db import Tx

_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the feed. ``data`` holds ids and words of state, never message text."""

    id: str
    tenant_id: str
    kind: str
    conversation_id: str | None
    at_ms: int
    data: dict[str, Any]
    operator_id: str | None = None


def record(
    tx: Tx,
    tenant_id: str,
    kind: str,
    conversation_id: str | None,
    now_ms: int,
    operator_id: str | None = None,
    **data: Any,
) -> Event:
    """Write an event and return it, to be published after the commit.

    One whose data names a ``lead_id`` is told on the timeline of that lead.
    """
    event = Event(new_id(), tenant_id, kind, conversation_id, now_ms, data, operator_id)
    tx.run(
        "INSERT INTO events (id, tenant_id, kind, conversation_id, operator_id, data, at, lead_id)"
        " VALUES (:id, :tenant_id, :kind, :conversation_id, :operator_id, :data, :at, :lead_id)",
        id=event.id,
        tenant_id=tenant_id,
        kind=kind,
        conversation_id=conversation_id,
        operator_id=operator_id,
        data=_encode(data).decode(),
        at=now_ms,
        lead_id=data.get("lead_id"),
    )
    return event


def since(tx: Tx, tenant_id: str, after_id: str, limit: int = 200) -> list[Event]:
    """Return the events of a tenant after an id, oldest first."""
    rows = tx.all(
        "SELECT * FROM events WHERE tenant_id = :tenant_id AND id > :after_id"
        " ORDER BY id LIMIT :limit",
        tenant_id=tenant_id,
        after_id=after_id,
        limit=limit,
    )
    return [
        Event(
            row["id"],
            row["tenant_id"],
            row["kind"],
            row["conversation_id"],
            row["at"],
            json.loads(row["data"]),
            row["operator_id"],
        )
        for row in rows
    ]


def newest_id(tx: Tx, tenant_id: str) -> str:
    """Return the id of a tenant's latest event, empty when nothing ever happened."""
    row = tx.one(
        "SELECT id FROM events WHERE tenant_id = :tenant_id ORDER BY id DESC LIMIT 1",
        tenant_id=tenant_id,
    )
    return str(row["id"]) if row else ""
