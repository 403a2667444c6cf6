"""What is done with a lead, for programs: ``/api/v1/leads/<lead_id>/…``.

PATCH  /status                     where it stands
PATCH  /score                      an answer decided by a person, or points of their own
POST   /handoff                    the client's people are called, with a summary
GET    /appointments
POST   /appointment                book one
PATCH  /appointments/<appointment_id>   another time, or what became of it
GET    /notes
POST   /notes
PATCH  /notes/<note_id>            who wrote one changes it
DELETE /notes/<note_id>
GET    /timeline                   what happened, newest first
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from sanic import HTTPResponse, Request, Sanic
from sanic.response import empty

from app.domain.access import Right
from app.domain.appointment import AppointmentState, Wanted
from app.errors import NotFound
from app.flows import book_appointment, edit_lead, note_lead, override_finding
from app.flows.hand_off import hand_off
from app.routes.access import needs
from app.routes.api import leads_shapes as shapes
from app.routes.api.frame import answer, cursor_text, refused
from app.routes.api.keys import enter
from app.routes.api.leads import LeadScore, score_of
from app.routes.api.leads_records import PATH, lead_of, matched
from app.routes.api.leads_shapes import RULES
from app.routes.api.queries import after, limit, query_of, text
from app.routes.api.shapes import read_json
from app.routes.audited import actor_of
from app.routes.body import read_body
from app.services import Services
from app.store import appointments, lead_page, merges, notes, timeline
from app.store.db import Tx
from app.store.timeline import NEWEST, Before, Moment

_LIMIT_BYTES = 64 * 1024
_ENDS = (AppointmentState.DONE, AppointmentState.NO_SHOW, AppointmentState.CANCELLED)

# For the description: status, what is sent, what comes back, by the handler's name.
BODIES: dict[str, tuple[int, type[Struct] | None, type[Struct] | None]] = {
    "set_lead_status": (200, shapes.StatusChange, shapes.LeadItem),
    "set_lead_score": (200, shapes.ScoreChange, LeadScore),
    "hand_lead_off": (201, shapes.HandoffRequest, shapes.Handoff),
    "list_lead_appointments": (200, None, shapes.Appointments),
    "book_lead_appointment": (201, shapes.AppointmentRequest, shapes.AppointmentItem),
    "change_lead_appointment": (200, shapes.AppointmentChange, shapes.AppointmentItem),
    "list_lead_notes": (200, None, shapes.Notes),
    "add_lead_note": (201, shapes.NoteRequest, shapes.NoteItem),
    "change_lead_note": (200, shapes.NoteRequest, shapes.NoteItem),
    "delete_lead_note": (204, None, None),
    "show_lead_timeline": (200, None, shapes.Timeline),
}
VERSIONED = frozenset({"set_lead_status"})
QUERIES = {
    "list_lead_notes": (text("after", "`next` of the page before."), limit()),
    "show_lead_timeline": (limit(), after(int, str)),
}


def setup(app: Sanic[Any, Any]) -> None:
    """Add the routes; the limit of a key is the one of all its requests."""
    one = f"{PATH}/<lead_id:str>"
    note, meeting = f"{one}/notes/<note_id:str>", f"{one}/appointments/<appointment_id:str>"
    for handler, method, path in (
        (set_lead_status, "PATCH", f"{one}/status"),
        (set_lead_score, "PATCH", f"{one}/score"),
        (hand_lead_off, "POST", f"{one}/handoff"),
        (list_lead_appointments, "GET", f"{one}/appointments"),
        (book_lead_appointment, "POST", f"{one}/appointment"),
        (change_lead_appointment, "PATCH", meeting),
        (list_lead_notes, "GET", f"{one}/notes"),
        (add_lead_note, "POST", f"{one}/notes"),
        (change_lead_note, "PATCH", note),
        (delete_lead_note, "DELETE", note),
        (show_lead_timeline, "GET", f"{one}/timeline"),
    ):
        name = f"api_{handler.__name__}"
        app.add_route(handler, path, methods=[method], stream=method != "GET", name=name)


@needs(Right.WORK)
async def set_lead_status(request: Request, lead_id: str) -> HTTPResponse:
    """Move a lead along the pipeline; code does not move it again."""
    services, key = await enter(request)
    sent = read_json(await _body(request), shapes.StatusChange, RULES)
    version = await matched(request, services, key.tenant_id, lead_id)
    who = services, actor_of(request), key.tenant_id, lead_id
    lead = await edit_lead.set_status(*who, sent.status, version)
    return answer(shapes.lead_item(lead), version=lead.version)


@needs(Right.WORK)
async def set_lead_score(request: Request, lead_id: str) -> HTTPResponse:
    """Decide what holds for a question, or bring the lead to so many points.

    Points are never set behind the receipts: an answer is a receipt of its own, and so is the
    difference that brings the lead to ``score``. Each holds until it is taken back or decided anew.
    """
    services, key = await enter(request)
    sent = read_json(await _body(request), shapes.ScoreChange, RULES)
    if (sent.score is None) == (sent.criterion_id is None or sent.value is None):
        raise refused("score", "must be " + RULES["score"] + ".")
    who = services, key.tenant_id, lead_id
    if sent.score is not None:
        await override_finding.adjust(*who, sent.score, key.id, sent.reason)
    else:
        told = str(sent.criterion_id), str(sent.value)
        await override_finding.override(*who, *told, key.id, sent.reason)
    return answer(await score_of(services, key.tenant_id, lead_id))


@needs(Right.WORK)
async def hand_lead_off(request: Request, lead_id: str) -> HTTPResponse:
    """Hand a lead over to the client's own people, who are called with a summary."""
    services, key = await enter(request)
    sent = read_json(await _body(request), shapes.HandoffRequest, RULES)
    escalation_id = await hand_off(services, actor_of(request), key.tenant_id, lead_id, sent.note)
    return answer(shapes.Handoff(lead_id, escalation_id), 201)


@needs(Right.READ)
async def list_lead_appointments(request: Request, lead_id: str) -> HTTPResponse:
    """List the appointments of a lead, the latest first."""
    services, key = await enter(request)
    await lead_of(services, key.tenant_id, lead_id)
    found = await services.db.read(appointments.appointments_of, key.tenant_id, lead_id, 100)
    return answer(shapes.Appointments([shapes.appointment_item(one) for one in found]))


@needs(Right.WORK)
async def book_lead_appointment(request: Request, lead_id: str) -> HTTPResponse:
    """Book an appointment, which moves the lead along."""
    services, key = await enter(request)
    sent = read_json(await _body(request), shapes.AppointmentRequest, RULES)
    wanted = Wanted(sent.starts_at, sent.minutes, sent.title, sent.place)
    who = services, actor_of(request), key.tenant_id, lead_id
    made = await book_appointment.book(*who, wanted)
    return answer(shapes.appointment_item(made), 201)


@needs(Right.WORK)
async def change_lead_appointment(
    request: Request, lead_id: str, appointment_id: str
) -> HTTPResponse:
    """Give an appointment another time, or say what became of it."""
    services, key = await enter(request)
    sent = read_json(await _body(request), shapes.AppointmentChange, RULES)
    who = services, actor_of(request), key.tenant_id, lead_id, appointment_id
    if sent.state is not None:
        if sent.state not in _ENDS or sent.starts_at is not None:
            raise refused("state", "must be " + RULES["state"] + ", without a time.")
        return answer(shapes.appointment_item(await book_appointment.close(*who, sent.state)))
    if sent.starts_at is None:
        raise refused("starts_at", "must be " + RULES["starts_at"] + ", or send state.")
    wanted = Wanted(sent.starts_at, sent.minutes)
    return answer(shapes.appointment_item(await book_appointment.reschedule(*who, wanted)))


@needs(Right.READ)
async def list_lead_notes(request: Request, lead_id: str) -> HTTPResponse:
    """List the notes on a lead, newest first."""
    services, key = await enter(request)
    await lead_of(services, key.tenant_id, lead_id)
    asked = query_of(request, QUERIES)
    most, place = asked.limit, asked.text("after")
    found = await services.db.read(notes.notes_of, key.tenant_id, lead_id, place, most + 1)
    items = [shapes.note_item(one) for one in found[:most]]
    return answer(shapes.Notes(items, items[-1].id if len(found) > most else None))


@needs(Right.WORK)
async def add_lead_note(request: Request, lead_id: str) -> HTTPResponse:
    """Write a note on a lead."""
    services, key = await enter(request)
    sent = read_json(await _body(request), shapes.NoteRequest, RULES)
    who = services, actor_of(request), key.tenant_id, lead_id
    return answer(shapes.note_item(await note_lead.write_note(*who, sent.text)), 201)


@needs(Right.WORK)
async def change_lead_note(request: Request, lead_id: str, note_id: str) -> HTTPResponse:
    """Give a note that this key wrote other words."""
    services, key = await enter(request)
    sent = read_json(await _body(request), shapes.NoteRequest, RULES)
    who = services, actor_of(request), key.tenant_id, lead_id, note_id
    return answer(shapes.note_item(await note_lead.edit_note(*who, sent.text)))


@needs(Right.WORK)
async def delete_lead_note(request: Request, lead_id: str, note_id: str) -> HTTPResponse:
    """Delete a note that this key wrote."""
    services, key = await enter(request)
    await note_lead.delete_note(services, actor_of(request), key.tenant_id, lead_id, note_id)
    return empty()


@needs(Right.READ)
async def show_lead_timeline(request: Request, lead_id: str) -> HTTPResponse:
    """Show what happened with a lead, newest first."""
    services, key = await enter(request)
    asked = query_of(request, QUERIES)
    place = asked.cursor
    before = (int(place[0]), str(place[1])) if place else NEWEST
    most = asked.limit
    found = await services.db.read(_moments, key.tenant_id, lead_id, before, most + 1)
    last = found[most - 1] if len(found) > most else None
    items = [shapes.moment_item(one) for one in found[:most]]
    return answer(shapes.Timeline(items, cursor_text(last.at, last.id) if last else None))


def _moments(tx: Tx, tenant_id: str, lead_id: str, before: Before, limit: int) -> list[Moment]:
    talks = lead_page.conversations_of(tx, tenant_id, lead_id, 100)
    if not talks and lead_page.lead_facts(tx, tenant_id, lead_id) is None:
        raise NotFound("There is no such lead.")
    parts = merges.parts_of(tx, tenant_id, lead_id)
    ids = [talk.id for talk in talks]
    return timeline.moments_of(tx, tenant_id, parts, ids, before, limit)


async def _body(request: Request) -> bytes:
    services: Services = request.app.ctx.services
    return await read_body(request, _LIMIT_BYTES, services.settings.body_deadline_s)
