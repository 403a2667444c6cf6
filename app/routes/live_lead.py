"""The live stream of a lead's page, built as that of the escalations.

What the page shows is read again when something happened to its lead, and the partials whose
values differ from what was sent before are pushed.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sanic import Blueprint, HTTPResponse, Request, Sanic

from app.domain.access import Right
from app.errors import NotFound
from app.live import LiveEvent
from app.routes.access import needs
from app.routes.auth import operator_of, protect, services_of
from app.routes.live import follow, message
from app.routes.pages.lead.desk import Desk, read_desk
from app.routes.pages.lead.draw import SHARED
from app.routes.pages.lead.moments import Entry
from app.routes.pages.lead.present import page_of
from app.routes.pages.lead.reads import read_lead, tenant_of_lead
from app.routes.pages.lead.views import LeadPage
from app.routes.render import Shell, draw
from app.services import Services

_P = "pages/lead/"
_PAUSE_S = 0.2


def mount(app: Sanic[Any, Any]) -> None:
    """Add the stream."""
    streams = Blueprint("live_lead")
    protect(streams)
    streams.add_route(stream_lead, "/live/leads/<lead_id:str>", methods=["GET"])
    app.blueprint(streams)


@needs(Right.READ)
async def stream_lead(request: Request, lead_id: str) -> HTTPResponse | None:
    """Push what changes on one lead's page until it is closed."""
    services, operator = services_of(request), operator_of(request)
    tenant_id = await tenant_of_lead(services, operator, lead_id)
    stream = _Stream(services, request.ctx.shell, tenant_id, lead_id)
    return await follow(request, frozenset({tenant_id}), stream, request.args.get("seen", ""))


@dataclass(slots=True)
class _Stream:
    """One page, as last sent; ``sent`` are the values its partials were drawn of."""

    services: Services
    shell: Shell
    tenant_id: str
    lead_id: str
    talks: frozenset[str] = frozenset()
    sent: dict[str, Any] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    read_at: float = 0.0

    async def open(self, seen: str) -> str:
        """Read the page; return its parts when it was drawn of something older."""
        page, desk = await self._read()
        self.sent = _parts(page, desk)
        self.entries = {one.id: one for one in desk.entries}
        if seen == desk.mark:
            return ""
        parts = [self._draw(name, page, desk) for name in self.sent]
        return message([*parts, *(self._moment(one, desk) for one in desk.entries)], "")

    async def catch_up(self, events: list[LiveEvent]) -> str:
        """Return what changed by these events, or empty."""
        if not any(self._is_about(event) for event in events):
            return ""
        await asyncio.sleep(max(0.0, self.read_at + _PAUSE_S - time.monotonic()))
        try:
            page, desk = await self._read()
        except NotFound:
            # Gone meanwhile: the page says so when it is loaded again.
            return ""
        fresh, entries = _parts(page, desk), {one.id: one for one in desk.entries}
        parts = [self._draw(n, page, desk) for n in fresh if self.sent.get(n) != fresh[n]]
        parts += [
            self._moment(one, desk) for one in desk.entries if self.entries.get(one.id) != one
        ]
        oldest = min((one.rank for one in desk.entries), default="")
        parts += [
            f'<li id="moment-{one.id}" data-gone></li>'
            for one in self.entries.values()
            # What only fell off the end of this page is still there.
            if one.id not in entries and one.rank > oldest
        ]
        self.sent, self.entries = fresh, entries
        return message(parts, "")

    def _is_about(self, event: LiveEvent) -> bool:
        told = (event.data.get("lead_id"), event.data.get("other_id"))
        is_here = self.lead_id in told or event.conversation_id in self.talks
        return is_here or event.kind == "scores_recomputed"

    async def _read(self) -> tuple[LeadPage, Desk]:
        language = self.shell.language
        rows = await read_lead(self.services, self.tenant_id, self.lead_id)
        desk = await read_desk(
            self.services, self.tenant_id, self.lead_id, self.shell.operator_id, language
        )
        self.talks = frozenset(talk.id for talk in rows.talks)
        self.read_at = time.monotonic()
        return page_of(rows, language), desk

    def _draw(self, name: str, page: LeadPage, desk: Desk) -> str:
        return draw(f"{_P}_{name}.html", self.shell, **SHARED, page=page, desk=desk)

    def _moment(self, one: Entry, desk: Desk) -> str:
        values: Mapping[str, Any] = {**SHARED, "one": one, "desk": desk, "is_pushed": True}
        return draw(f"{_P}_moment.html", self.shell, **values)


def _parts(page: LeadPage, desk: Desk) -> dict[str, Any]:
    """Return the values of each partial by its name; what is equal is not pushed again."""
    facts, lead = page.facts, desk.lead
    return {
        "standing": (page.name, desk.standing, facts.opted_out_at, desk.next_one),
        "score": (page.points, page.temperature, page.follows, page.ask, page.own),
        "receipts": (page.lines, page.own, page.own_points),
        "appointments": desk.appointments,
        "people": (
            (facts.name, facts.phone, facts.email, facts.language, lead.source),
            page.identities,
            desk.merges,
            desk.alike,
        ),
        "consent": (facts.opted_out_at, page.consents),
        "engagement": (page.engagement, page.signs),
        "talks": page.talks,
    }
