"""Appointments a person or a program books for a lead, moves, and says what became of.

Booking moves the lead to ``appointment`` unless it is as far already, or at an end: who books has
chosen. Cancelling moves nothing back; where the lead stands then, a person knows.
"""

from __future__ import annotations

from dataclasses import replace

from app.clock import at
from app.domain.appointment import AppointmentState, Wanted, checked_words, times_of
from app.domain.audit import Actor
from app.domain.lead_status import LeadStatus, steps_before
from app.domain.tenant import Tenant
from app.errors import Conflict, NotFound
from app.flows.edit_lead import move, note, open_lead, tell
from app.services import Services
from app.store import appointments, lead_page, leads, tenants
from app.store.appointments import AppointmentRow
from app.store.db import Tx


async def book(
    services: Services, actor: Actor, tenant_id: str, lead_id: str, wanted: Wanted
) -> AppointmentRow:
    """Book an appointment for a lead.

    Raises:
        NotFound: the tenant has no such lead.
        Conflict: it became part of another.
        Unprocessable: a field is not what it must be; names it.
    """
    return await services.db.write(_book, services, actor, tenant_id, lead_id, wanted)


async def reschedule(
    services: Services,
    actor: Actor,
    tenant_id: str,
    lead_id: str,
    appointment_id: str,
    wanted: Wanted,
) -> AppointmentRow:
    """Give a booked appointment another time; its words stay.

    Raises:
        NotFound: the lead has no such appointment.
        Conflict: it is not booked any more.
        Unprocessable: the time is none.
    """
    return await services.db.write(
        _reschedule, services, actor, tenant_id, lead_id, appointment_id, wanted
    )


async def close(
    services: Services,
    actor: Actor,
    tenant_id: str,
    lead_id: str,
    appointment_id: str,
    state: AppointmentState,
) -> AppointmentRow:
    """Say what became of a booked appointment: done, no-show or cancelled.

    Raises:
        NotFound: the lead has no such appointment.
        Conflict: it is not booked any more.
    """
    return await services.db.write(
        _close, services, actor, tenant_id, lead_id, appointment_id, state
    )


def _book(
    tx: Tx, services: Services, actor: Actor, tenant_id: str, lead_id: str, wanted: Wanted
) -> AppointmentRow:
    lead, tenant = open_lead(tx, tenant_id, lead_id), _tenant(tx, tenant_id)
    now = services.clock.now_ms()
    (title, place), span = checked_words(wanted), times_of(wanted, tenant.zone, at(now))
    talks = lead_page.conversations_of(tx, tenant_id, lead_id, 1)
    made = AppointmentRow(
        id="",
        lead_id=lead_id,
        conversation_id=talks[0].id if talks else None,
        title=title,
        place=place,
        starts_at=span[0],
        ends_at=span[1],
        zone=tenant.zone,
        state=AppointmentState.BOOKED.value,
        origin=actor.kind,
        operator_id=actor.id,
        created_at=now,
        updated_at=now,
    )
    made = replace(made, id=appointments.insert_appointment(tx, tenant_id, made))
    leads.touch(tx, tenant_id, lead_id, now)
    told = {"appointment_id": made.id, "starts_at": made.starts_at, "ends_at": made.ends_at}
    note(tx, services, actor, lead, "appointment_booked", None, told)
    tell(tx, services, actor, lead, "appointment_booked", **told)
    if lead.status in steps_before(LeadStatus.APPOINTMENT):
        move(tx, services, actor, tenant_id, lead_id, LeadStatus.APPOINTMENT)
    return made


def _tenant(tx: Tx, tenant_id: str) -> Tenant:
    tenant = tenants.tenant_by_id(tx, tenant_id)
    if tenant is None:
        raise NotFound("There is no such client.")
    return tenant


def _of_lead(tx: Tx, tenant_id: str, lead_id: str, appointment_id: str) -> AppointmentRow:
    found = appointments.appointment_by_id(tx, tenant_id, appointment_id)
    if found is None or found.lead_id != lead_id:
        raise NotFound("There is no such appointment.")
    return found


def _reschedule(
    tx: Tx,
    services: Services,
    actor: Actor,
    tenant_id: str,
    lead_id: str,
    appointment_id: str,
    wanted: Wanted,
) -> AppointmentRow:
    lead, tenant = open_lead(tx, tenant_id, lead_id), _tenant(tx, tenant_id)
    former = _of_lead(tx, tenant_id, lead_id, appointment_id)
    now = services.clock.now_ms()
    starts, ends = times_of(wanted, tenant.zone, at(now))
    if not appointments.move_appointment(tx, tenant_id, former.id, starts, ends, now):
        raise Conflict("This appointment is not booked any more.")
    leads.touch(tx, tenant_id, lead_id, now)
    before = {"appointment_id": former.id, "starts_at": former.starts_at, "ends_at": former.ends_at}
    after = before | {"starts_at": starts, "ends_at": ends}
    note(tx, services, actor, lead, "appointment_moved", before, after)
    tell(tx, services, actor, lead, "appointment_moved", former=former.starts_at, **after)
    return _of_lead(tx, tenant_id, lead_id, appointment_id)


def _close(
    tx: Tx,
    services: Services,
    actor: Actor,
    tenant_id: str,
    lead_id: str,
    appointment_id: str,
    state: AppointmentState,
) -> AppointmentRow:
    lead = open_lead(tx, tenant_id, lead_id)
    former = _of_lead(tx, tenant_id, lead_id, appointment_id)
    now = services.clock.now_ms()
    if not appointments.close_appointment(tx, tenant_id, former.id, state.value, now):
        raise Conflict("This appointment is not booked any more.")
    leads.touch(tx, tenant_id, lead_id, now)
    about = {"appointment_id": former.id}
    before, after = {"state": former.state}, {"state": state.value}
    note(tx, services, actor, lead, "appointment_closed", about | before, about | after)
    told = about | after | {"starts_at": former.starts_at}
    tell(tx, services, actor, lead, "appointment_closed", **told)
    return _of_lead(tx, tenant_id, lead_id, appointment_id)
