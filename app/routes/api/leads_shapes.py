"""What programs send and get about leads, as types; times are ISO 8601, UTC."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType

from app.clock import at
from app.domain.appointment import (
    LONGEST_MIN,
    LONGEST_PLACE,
    LONGEST_TITLE,
    SHORTEST_MIN,
    AppointmentState,
)
from app.domain.correction import LONGEST_REASON
from app.domain.lead_fields import LONGEST_NAME, LONGEST_NOTE, LONGEST_SOURCE, MOST_TAGS
from app.domain.lead_status import LeadStatus
from app.domain.values import MAX_TEXT_CHARS
from app.store.appointments import AppointmentRow
from app.store.leads import LeadFields
from app.store.notes import NoteRow
from app.store.timeline import Moment

_Name = Annotated[str, Meta(max_length=LONGEST_NAME)]
_Phone = Annotated[str, Meta(max_length=40, description="With its country, or the client's.")]
_Email = Annotated[str, Meta(max_length=254)]
_Language = Annotated[str, Meta(max_length=6, description="Its code: en, es, ar; or empty.")]
_Source = Annotated[str, Meta(max_length=LONGEST_SOURCE)]
_Tags = Annotated[list[str], Meta(max_length=MOST_TAGS, description="All it shall have.")]
_Reason = Annotated[str, Meta(min_length=1, max_length=LONGEST_REASON)]
_Note = Annotated[str, Meta(min_length=1, max_length=LONGEST_NOTE)]
_Starts = Annotated[
    str,
    Meta(
        max_length=40,
        description="2026-12-01T14:30 is an hour of the client's zone; an offset may follow.",
    ),
]
_Minutes = Annotated[int, Meta(ge=SHORTEST_MIN, le=LONGEST_MIN)]

RULES = {
    "name": f"a text of at most {LONGEST_NAME} characters",
    "phone": "a telephone number",
    "email": "an e-mail address",
    "language": "the code of a language, or empty",
    "source": f"a text of at most {LONGEST_SOURCE} characters",
    "owner_id": "the id of somebody who works with the client, or null",
    "tags": f"a list of at most {MOST_TAGS} texts",
    "status": "one of " + ", ".join(LeadStatus),
    "criterion_id": "the id of one of the client's questions",
    "value": f"an answer to it, of at most {MAX_TEXT_CHARS} characters",
    "score": "a whole number from 0 to 100, or criterion_id and value instead of it",
    "reason": f"a text of 1 to {LONGEST_REASON} characters",
    "note": f"a text of at most {LONGEST_REASON} characters",
    "text": f"a text of 1 to {LONGEST_NOTE} characters",
    "basis": "spoken, written, form or imported",
    "consent": "basis and reason",
    "starts_at": "a day and an hour: 2026-12-01T14:30",
    "minutes": f"a whole number from {SHORTEST_MIN} to {LONGEST_MIN}",
    "title": f"a text of at most {LONGEST_TITLE} characters",
    "place": f"a text of at most {LONGEST_PLACE} characters",
    "state": "done, no_show or cancelled",
}


class LeadItem(Struct):
    """A lead. ``status_by``: who moved it there, null when code did; ``merged_into``: the lead it
    became part of. ``version`` is its ``ETag``."""

    id: str
    client_id: str
    name: str
    phone: str
    email: str
    language: str
    source: str
    channel: str
    status: str
    status_at: str
    status_by: str | None
    owner_id: str | None
    tags: list[str]
    score: int
    temperature: str
    opted_out_at: str | None
    created_at: str
    updated_at: str
    last_active_at: str
    version: int
    merged_into: str | None


class Leads(Struct):
    """Leads. ``next`` is the ``after`` of the next page, null at the end."""

    leads: list[LeadItem]
    next: str | None


class ConsentRequest(Struct, kw_only=True):
    """How the lead allowed to be written to: ``spoken``, ``written``, ``form``, ``imported``."""

    basis: str
    reason: _Reason


class NewLead(Struct, kw_only=True):
    """A lead to be taken over, with what it allowed. Nothing is sent to it."""

    name: _Name = ""
    phone: _Phone = ""
    email: _Email = ""
    language: _Language = ""
    source: _Source = ""
    owner_id: str | None = None
    tags: _Tags = []
    consent: ConsentRequest


class LeadChange(Struct, kw_only=True):
    """What shall be different; what is left out stays."""

    name: _Name | UnsetType = UNSET
    phone: _Phone | UnsetType = UNSET
    email: _Email | UnsetType = UNSET
    language: _Language | UnsetType = UNSET
    source: _Source | UnsetType = UNSET
    owner_id: str | UnsetType | None = UNSET
    tags: _Tags | UnsetType = UNSET


class StatusChange(Struct):
    """Where the lead stands from now on; code does not move it again."""

    status: LeadStatus


class ScoreChange(Struct, kw_only=True):
    """What a person decides about the score: an answer to one question (``criterion_id`` and
    ``value``), or how many points the lead has now (``score``); with the reason either way."""

    criterion_id: str | None = None
    value: Annotated[str, Meta(max_length=MAX_TEXT_CHARS)] | None = None
    score: Annotated[int, Meta(ge=0, le=100)] | None = None
    reason: _Reason


class HandoffRequest(Struct, kw_only=True):
    """What the client's people should know beside the summary."""

    note: Annotated[str, Meta(max_length=LONGEST_REASON)] = ""


class Handoff(Struct):
    """The escalation that calls the client's people."""

    lead_id: str
    escalation_id: str


class AppointmentRequest(Struct, kw_only=True):
    """An appointment to be booked."""

    starts_at: _Starts
    minutes: _Minutes = 30
    title: Annotated[str, Meta(max_length=LONGEST_TITLE)] = ""
    place: Annotated[str, Meta(max_length=LONGEST_PLACE)] = ""


class AppointmentChange(Struct, kw_only=True):
    """Another time (``starts_at``, ``minutes``), or what became of it (``state``)."""

    starts_at: _Starts | None = None
    minutes: _Minutes = 30
    state: AppointmentState | None = None


class AppointmentItem(Struct):
    """An appointment. ``state``: booked, done, no_show, cancelled."""

    id: str
    lead_id: str
    conversation_id: str | None
    title: str
    place: str
    starts_at: str
    ends_at: str
    zone: str
    state: str
    origin: str
    created_at: str
    updated_at: str


class Appointments(Struct):
    """Appointments of a lead, the latest first."""

    appointments: list[AppointmentItem]


class NoteRequest(Struct):
    """A note; leads never see it."""

    text: _Note


class NoteItem(Struct):
    """A note and who wrote it: an operator's or a key's id and name."""

    id: str
    lead_id: str
    author_id: str
    author: str
    text: str
    at: str
    edited_at: str | None


class Notes(Struct):
    """Notes, newest first. ``next`` is the ``after`` of the next page, null at the end."""

    notes: list[NoteItem]
    next: str | None


class MomentItem(Struct):
    """Something that happened. ``kind``: message, finding, note, escalation, resolved, consent, or
    the name of an event; ``data`` is what is kept of it."""

    id: str
    at: str
    kind: str
    conversation_id: str | None
    operator_id: str | None
    data: dict[str, Any]


class Timeline(Struct):
    """What happened, newest first. ``next`` is the ``after`` of the next page, null at the end."""

    moments: list[MomentItem]
    next: str | None


def lead_item(lead: LeadFields) -> LeadItem:
    """Return a lead as programs get it."""
    return LeadItem(
        id=lead.id,
        client_id=lead.tenant_id,
        name=lead.name,
        phone=lead.phone,
        email=lead.email,
        language=lead.language,
        source=lead.source,
        channel=lead.channel,
        status=lead.status,
        status_at=_iso(lead.status_at or lead.created_at),
        status_by=lead.status_by or None,
        owner_id=lead.owner_id or None,
        tags=list(lead.tags),
        score=lead.score,
        temperature=lead.temperature,
        opted_out_at=_maybe(lead.opted_out_at),
        created_at=_iso(lead.created_at),
        updated_at=_iso(lead.updated_at),
        last_active_at=_iso(lead.last_at or lead.created_at),
        version=lead.version,
        merged_into=lead.merged_into,
    )


def appointment_item(one: AppointmentRow) -> AppointmentItem:
    """Return an appointment as programs get it."""
    return AppointmentItem(
        id=one.id,
        lead_id=one.lead_id,
        conversation_id=one.conversation_id,
        title=one.title,
        place=one.place,
        starts_at=_iso(one.starts_at),
        ends_at=_iso(one.ends_at),
        zone=one.zone,
        state=one.state,
        origin=one.origin,
        created_at=_iso(one.created_at),
        updated_at=_iso(one.updated_at),
    )


def note_item(one: NoteRow) -> NoteItem:
    """Return a note as programs get it."""
    told = (one.id, one.lead_id, one.operator_id, one.author, one.body)
    return NoteItem(*told, _iso(one.at), _maybe(one.edited_at))


def moment_item(one: Moment) -> MomentItem:
    """Return a moment as programs get it."""
    return MomentItem(
        id=one.id,
        at=_iso(one.at),
        kind=one.kind,
        conversation_id=one.conversation_id or None,
        operator_id=one.operator_id or None,
        data=dict(one.data),
    )


def _iso(ms: int) -> str:
    return at(ms).isoformat()


def _maybe(ms: int | None) -> str | None:
    return None if ms is None else _iso(ms)
