"""The forms of a lead's page: each parses, calls one flow, and goes back to the page.

A script posts them with ``X-Requested-With: fetch`` and gets no page: the live stream draws what
changed, and a refusal comes back as its sentence.
"""

from __future__ import annotations

from collections.abc import Awaitable

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import empty, text

from app.domain.access import Right
from app.domain.appointment import AppointmentState, Wanted
from app.domain.lead_status import status_of
from app.errors import Conflict, Forbidden, Invalid, NotFound, Unprocessable
from app.flows import book_appointment, edit_lead, merge_leads, note_consent, note_lead
from app.flows.hand_off import hand_off
from app.flows.override_finding import adjust as adjust_score
from app.routes.access import needs
from app.routes.audited import actor_of
from app.routes.auth import form_of, operator_of, services_of
from app.routes.pages.lead.draw import draw_lead
from app.routes.pages.lead.reads import tenant_of_lead
from app.routes.render import HEADERS, redirect, shell_of
from app.routes.translate import translator
from app.store.leads import FIELDS


def add(pages: Blueprint, one: str) -> None:
    """Add the forms below the address of a lead."""
    note, meeting = f"{one}/notes/<note_id:str>", f"{one}/appointments/<appointment_id:str>"
    for handler, path in (
        (set_status, f"{one}/status"),
        (set_owner, f"{one}/owner"),
        (add_tag, f"{one}/tags"),
        (remove_tag, f"{one}/tags/remove"),
        (edit, f"{one}/details"),
        (write_note, f"{one}/notes"),
        (edit_note, note),
        (delete_note, f"{note}/delete"),
        (book, f"{one}/appointments"),
        (move_appointment, meeting),
        (close_appointment, f"{meeting}/close"),
        (allow, f"{one}/consent"),
        (opt_out, f"{one}/opt-out"),
        (merge, f"{one}/merge"),
        (undo_merge, f"{one}/merges/<merge_id:str>/undo"),
        (adjust, f"{one}/adjust"),
        (hand_over, f"{one}/handoff"),
    ):
        pages.add_route(handler, path, methods=["POST"], stream=True)


async def _done(
    request: Request, lead_id: str, deed: Awaitable[object], note: str, place: str = ""
) -> HTTPResponse:
    """Do it, and say so where the operator was; what is refused is said there too."""
    is_fetch = request.headers.get("x-requested-with") == "fetch"
    try:
        await deed
    except (Invalid, Conflict, Forbidden) as error:
        if is_fetch:
            said = translator(shell_of(request).language)(error.message)
            return text(said, status=error.status, headers=HEADERS)
        return await draw_lead(request, await _tenant(request, lead_id), lead_id, error)
    if is_fetch:
        return empty(headers=HEADERS)
    return redirect(f"/leads/{lead_id}?note={note}{place}")


async def _tenant(request: Request, lead_id: str) -> str:
    return await tenant_of_lead(services_of(request), operator_of(request), lead_id)


@needs(Right.WORK)
async def set_status(request: Request, lead_id: str) -> HTTPResponse:
    """Move a lead along the pipeline."""
    status = status_of(form_of(request).get("status", ""))
    if status is None:
        raise Unprocessable("Choose where the lead stands.")
    who = services_of(request), actor_of(request), await _tenant(request, lead_id)
    return await _done(request, lead_id, edit_lead.set_status(*who, lead_id, status), "saved")


@needs(Right.WORK)
async def set_owner(request: Request, lead_id: str) -> HTTPResponse:
    """Give a lead to somebody."""
    who = services_of(request), actor_of(request), await _tenant(request, lead_id)
    owner_id = form_of(request).get("owner", "")
    return await _done(request, lead_id, edit_lead.set_owner(*who, lead_id, owner_id), "saved")


@needs(Right.WORK)
async def add_tag(request: Request, lead_id: str) -> HTTPResponse:
    """Tag a lead."""
    who = services_of(request), actor_of(request), await _tenant(request, lead_id)
    deed = edit_lead.add_tag(*who, lead_id, form_of(request).get("tag", ""))
    return await _done(request, lead_id, deed, "saved")


@needs(Right.WORK)
async def remove_tag(request: Request, lead_id: str) -> HTTPResponse:
    """Take a tag off a lead."""
    who = services_of(request), actor_of(request), await _tenant(request, lead_id)
    deed = edit_lead.remove_tag(*who, lead_id, form_of(request).get("tag", ""))
    return await _done(request, lead_id, deed, "saved")


@needs(Right.WORK)
async def edit(request: Request, lead_id: str) -> HTTPResponse:
    """Change how a lead is called and reached."""
    who = services_of(request), actor_of(request), await _tenant(request, lead_id)
    fields = {name: form_of(request)[name] for name in FIELDS if name in form_of(request)}
    return await _done(request, lead_id, edit_lead.edit(*who, lead_id, fields), "saved")


@needs(Right.WORK)
async def write_note(request: Request, lead_id: str) -> HTTPResponse:
    """Keep a note on a lead."""
    who = services_of(request), actor_of(request), await _tenant(request, lead_id)
    deed = note_lead.write_note(*who, lead_id, form_of(request).get("text", ""))
    return await _done(request, lead_id, deed, "noted", "#timeline")


@needs(Right.WORK)
async def edit_note(request: Request, lead_id: str, note_id: str) -> HTTPResponse:
    """Give one's own note other words."""
    who = services_of(request), actor_of(request), await _tenant(request, lead_id)
    deed = note_lead.edit_note(*who, lead_id, note_id, form_of(request).get("text", ""))
    return await _done(request, lead_id, deed, "noted", "#timeline")


@needs(Right.WORK)
async def delete_note(request: Request, lead_id: str, note_id: str) -> HTTPResponse:
    """Take one's own note away."""
    who = services_of(request), actor_of(request), await _tenant(request, lead_id)
    deed = note_lead.delete_note(*who, lead_id, note_id)
    return await _done(request, lead_id, deed, "note_gone", "#timeline")


def _wanted(fields: dict[str, str]) -> Wanted:
    minutes = fields.get("minutes", "30")
    is_number = minutes.isascii() and minutes.isdecimal() and len(minutes) < 6
    return Wanted(
        fields.get("starts_at", ""),
        int(minutes) if is_number else 0,
        fields.get("title", ""),
        fields.get("place", ""),
    )


@needs(Right.WORK)
async def book(request: Request, lead_id: str) -> HTTPResponse:
    """Book an appointment by hand."""
    who = services_of(request), actor_of(request), await _tenant(request, lead_id)
    deed = book_appointment.book(*who, lead_id, _wanted(form_of(request)))
    return await _done(request, lead_id, deed, "booked", "#appointments")


@needs(Right.WORK)
async def move_appointment(request: Request, lead_id: str, appointment_id: str) -> HTTPResponse:
    """Give an appointment another time."""
    who = services_of(request), actor_of(request), await _tenant(request, lead_id)
    wanted = _wanted(form_of(request))
    deed = book_appointment.reschedule(*who, lead_id, appointment_id, wanted)
    return await _done(request, lead_id, deed, "moved_on", "#appointments")


@needs(Right.WORK)
async def close_appointment(request: Request, lead_id: str, appointment_id: str) -> HTTPResponse:
    """Say what became of an appointment."""
    state = form_of(request).get("state", "")
    if state not in ("done", "no_show", "cancelled"):
        raise NotFound("There is no such end of an appointment.")
    who = services_of(request), actor_of(request), await _tenant(request, lead_id)
    deed = book_appointment.close(*who, lead_id, appointment_id, AppointmentState(state))
    return await _done(request, lead_id, deed, "closed", "#appointments")


@needs(Right.WORK)
async def allow(request: Request, lead_id: str) -> HTTPResponse:
    """Note that a lead may be written to."""
    who, fields = (services_of(request), actor_of(request)), form_of(request)
    told = [fields.get(name, "") for name in ("basis", "reason", "channel")]
    deed = note_consent.allow(*who, await _tenant(request, lead_id), lead_id, *told)
    return await _done(request, lead_id, deed, "allowed", "#consent")


@needs(Right.WORK)
async def opt_out(request: Request, lead_id: str) -> HTTPResponse:
    """Note that a lead may not be written to any more."""
    who = services_of(request), actor_of(request), await _tenant(request, lead_id)
    deed = note_consent.forbid(*who, lead_id, form_of(request).get("reason", ""))
    return await _done(request, lead_id, deed, "opted_out", "#consent")


@needs(Right.WORK)
async def merge(request: Request, lead_id: str) -> HTTPResponse:
    """Make another lead part of this one."""
    who = services_of(request), actor_of(request), await _tenant(request, lead_id)
    deed = merge_leads.merge(*who, lead_id, form_of(request).get("other", ""))
    return await _done(request, lead_id, deed, "merged", "#people")


@needs(Right.WORK)
async def undo_merge(request: Request, lead_id: str, merge_id: str) -> HTTPResponse:
    """Take a merge back."""
    who = services_of(request), actor_of(request), await _tenant(request, lead_id)
    deed = merge_leads.undo(*who, lead_id, merge_id)
    return await _done(request, lead_id, deed, "parted", "#people")


@needs(Right.WORK)
async def adjust(request: Request, lead_id: str) -> HTTPResponse:
    """Bring a lead to so many points, with a reason."""
    fields, tenant_id = form_of(request), await _tenant(request, lead_id)
    points = fields.get("points", "")
    wanted = int(points) if points.isascii() and points.isdecimal() and len(points) < 4 else -1
    deed = adjust_score(
        services_of(request),
        tenant_id,
        lead_id,
        wanted,
        operator_of(request).id,
        fields.get("reason", ""),
    )
    return await _done(request, lead_id, deed, "adjusted", "#receipts")


@needs(Right.WORK)
async def hand_over(request: Request, lead_id: str) -> HTTPResponse:
    """Call the client's own people about a lead."""
    who = services_of(request), actor_of(request), await _tenant(request, lead_id)
    deed = hand_off(*who, lead_id, form_of(request).get("words", ""))
    return await _done(request, lead_id, deed, "handed_off", "#timeline")
