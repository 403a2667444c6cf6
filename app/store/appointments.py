"""Appointments of leads: booked by a person, a program or the calendar.

``state``: booked, done, no_show, cancelled.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.ids import new_id
from app.store.db import Row, Tx


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """A booked meeting; ``zone`` is the one its hour was meant in."""

    id: str
    lead_id: str
    conversation_id: str | None
    title: str
    place: str
    starts_at: int
    ends_at: int
    zone: str
    state: str
    origin: str
    operator_id: str | None
    created_at: int
    updated_at: int


def insert_appointment(tx: Tx, tenant_id: str, made: AppointmentRow) -> str:
    """Keep an appointment and return its id; the one of ``made`` is not looked at."""
    appointment_id = new_id()
    values = {name: getattr(made, name) for name in AppointmentRow.__slots__}
    tx.run(
        "INSERT INTO appointments (id, tenant_id, lead_id, conversation_id, title, place,"
        " starts_at, ends_at, zone, state, origin, operator_id, created_at, updated_at)"
        " VALUES (:id, :tenant_id, :lead_id, :conversation_id, :title, :place, :starts_at,"
        " :ends_at, :zone, :state, :origin, :operator_id, :created_at, :updated_at)",
        tenant_id=tenant_id,
        **{**values, "id": appointment_id},
    )
    return appointment_id


def appointment_by_id(tx: Tx, tenant_id: str, appointment_id: str) -> AppointmentRow | None:
    """Return an appointment of a tenant."""
    row = tx.one(
        "SELECT * FROM appointments WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=appointment_id,
    )
    return _appointment(row) if row else None


def appointments_of(tx: Tx, tenant_id: str, lead_id: str, limit: int = 50) -> list[AppointmentRow]:
    """Return the appointments of a lead, the latest first."""
    rows = tx.all(
        "SELECT * FROM appointments WHERE tenant_id = :tenant_id AND lead_id = :lead_id"
        " ORDER BY starts_at DESC, id DESC LIMIT :limit",
        tenant_id=tenant_id,
        lead_id=lead_id,
        limit=limit,
    )
    return [_appointment(row) for row in rows]


def move_appointment(
    tx: Tx, tenant_id: str, appointment_id: str, starts_at: int, ends_at: int, now_ms: int
) -> bool:
    """Give an appointment another time; False unless it is booked."""
    return bool(
        tx.run(
            "UPDATE appointments SET starts_at = :starts_at, ends_at = :ends_at,"
            " updated_at = :now WHERE tenant_id = :tenant_id AND id = :id AND state = 'booked'",
            tenant_id=tenant_id,
            id=appointment_id,
            starts_at=starts_at,
            ends_at=ends_at,
            now=now_ms,
        )
    )


def close_appointment(tx: Tx, tenant_id: str, appointment_id: str, state: str, now_ms: int) -> bool:
    """Say what became of an appointment; False unless it is booked."""
    return bool(
        tx.run(
            "UPDATE appointments SET state = :state, updated_at = :now"
            " WHERE tenant_id = :tenant_id AND id = :id AND state = 'booked'",
            tenant_id=tenant_id,
            id=appointment_id,
            state=state,
            now=now_ms,
        )
    )


def _appointment(row: Row) -> AppointmentRow:
    return AppointmentRow(**{name: row[name] for name in AppointmentRow.__slots__})
