"""What people do on a lead's page: where it stands, whose it is, what is booked, who it may be."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.clock import at
from app.domain.criteria_check import LONGEST_LABEL
from app.domain.lead_status import LeadStatus
from app.errors import NotFound
from app.routes.pages.assistant.views import cards_of
from app.routes.pages.lead.moments import Entry, Names, entries_of
from app.routes.pages.lead.words import STATUS_WORDS
from app.services import Services
from app.store import (
    appointments,
    lead_page,
    leads,
    merges,
    operators,
    tenants,
    timeline,
)
from app.store.appointments import AppointmentRow
from app.store.db import Tx
from app.store.leads import LeadFields
from app.store.merges import Alike
from app.store.timeline import NEWEST, Before

SHOWN = 40


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the pipeline; ``is_past``: the lead has been that far."""

    status: str
    word: str
    is_here: bool
    is_past: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a lead stands, and whose it is. ``by`` is who moved it there; empty: code."""

    steps: tuple[Step, ...]
    since_ms: int
    by: str
    owner_id: str
    owner_name: str
    owners: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    known_tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MergeLine:
    """A lead that became part of this one."""

    id: str
    name: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Desk:
    """All of it; ``earlier`` is where the timeline goes on, empty at its end."""

    lead: LeadFields
    zone: str
    standing: Standing
    appointments: tuple[AppointmentRow, ...]
    merges: tuple[MergeLine, ...]
    alike: tuple[Alike, ...]
    entries: tuple[Entry, ...]
    earlier: str
    names: tuple[tuple[str, str], ...]

    @property
    def mark(self) -> str:
        """Return what the page was drawn of: the lead's version and its newest moment."""
        return f"{self.lead.version}.{self.entries[0].id if self.entries else ''}"

    @property
    def next_one(self) -> AppointmentRow | None:
        """Return the booked appointment that comes first."""
        booked = [one for one in self.appointments if one.state == "booked"]
        return min(booked, key=lambda one: one.starts_at) if booked else None

    def local(self, at_ms: int) -> str:
        """Return a moment as the field of a form takes it, in the client's zone."""
        return at(at_ms).astimezone(ZoneInfo(self.zone)).strftime("%Y-%m-%dT%H:%M")

    def name_of(self, operator_id: str | None) -> str:
        """Return what an operator is called, empty for nobody known."""
        return dict(self.names).get(operator_id or "", "")


def before_of(text: str) -> Before:
    """Return where a page of the timeline begins; the newest for what is no place."""
    at_text, _, last = text.partition(".")
    is_place = at_text.isascii() and at_text.isdecimal() and len(at_text) < 16 and last.isalnum()
    return (int(at_text), last[:40]) if is_place else NEWEST


async def survivor_of(services: Services, tenant_id: str, lead_id: str) -> str:
    """Return the lead a merged one lives on in, itself for any other."""
    return await services.db.read(merges.part_of, tenant_id, lead_id)


async def read_desk(
    services: Services,
    tenant_id: str,
    lead_id: str,
    reader_id: str,
    language: str,
    before: Before = NEWEST,
) -> Desk:
    """Return what people do on a lead's page.

    Raises:
        NotFound: the tenant has no such lead.
    """
    return await services.db.read(_read, tenant_id, lead_id, reader_id, language, before)


def _read(
    tx: Tx, tenant_id: str, lead_id: str, reader_id: str, language: str, before: Before
) -> Desk:
    lead, tenant = leads.lead_row(tx, tenant_id, lead_id), tenants.tenant_by_id(tx, tenant_id)
    if lead is None or tenant is None:
        raise NotFound("There is no such lead.")
    parts = merges.parts_of(tx, tenant_id, lead_id)
    talks = lead_page.conversations_of(tx, tenant_id, lead_id, 100)
    moments = timeline.moments_of(
        tx, tenant_id, parts, [talk.id for talk in talks], before, SHOWN + 1
    )
    merged = merges.merges_of(tx, tenant_id, lead_id)
    others = {str(one.data["other_id"]) for one in moments if "other_id" in one.data}
    called = leads.names_for(tx, tenant_id, others | {one.merged_id for one in merged})
    ids = {one.operator_id for one in moments} | {lead.status_by, lead.owner_id}
    ids |= {str(one.data.get("owner", "")) for one in moments}
    ids |= {one.operator_id or "" for one in lead_page.consents_of(tx, tenant_id, lead_id)}
    people = lead_page.operator_names(tx, sorted(ids - {""}))
    names = Names(
        people,
        {one.id: one.name[:LONGEST_LABEL] for one in cards_of(tenant.profile.criteria, language)},
        called,
        reader_id,
        {talk.id: talk.recent_at for talk in talks},
    )
    entries = entries_of(moments[:SHOWN], names)
    last = moments[SHOWN - 1] if len(moments) > SHOWN else None
    return Desk(
        lead=lead,
        zone=tenant.zone,
        standing=_standing(tx, tenant_id, lead, people),
        appointments=tuple(appointments.appointments_of(tx, tenant_id, lead_id)),
        merges=tuple(MergeLine(one.id, called.get(one.merged_id, ""), one.at) for one in merged),
        alike=tuple(merges.alike(tx, tenant_id, lead_id)),
        entries=tuple(entries),
        earlier=f"{last.at}.{last.id}" if last else "",
        names=tuple(sorted(people.items())),
    )


def _standing(tx: Tx, tenant_id: str, lead: LeadFields, people: dict[str, str]) -> Standing:
    order = list(LeadStatus)
    here = order.index(LeadStatus(lead.status))
    owners = operators.who_see(tx, tenant_id)
    known = [tag for tag in leads.tags_in_use(tx, tenant_id) if tag not in lead.tags]
    return Standing(
        steps=tuple(
            Step(one.value, STATUS_WORDS[one.value], number == here, number < here)
            for number, one in enumerate(order)
        ),
        since_ms=lead.status_at or lead.created_at,
        by=people.get(lead.status_by, ""),
        owner_id=lead.owner_id,
        owner_name=people.get(lead.owner_id, ""),
        owners=owners,
        tags=lead.tags,
        known_tags=tuple(known),
    )
