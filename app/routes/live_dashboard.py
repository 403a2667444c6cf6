"""The live stream of the dashboard, built as that of the escalations page.

Figures are counted again some seconds after something happened, and ``figures_counted`` says when.
The page is read again then, or when somebody starts or ceases to wait, but at most every two
seconds: nobody reads figures faster, and a flood of leads must not cost a flood of reads.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from sanic import Blueprint, HTTPResponse, Request, Sanic

from app.domain.access import Right
from app.errors import NotFound
from app.flows.count_days import COUNTED
from app.live import LiveEvent
from app.routes.access import needs
from app.routes.auth import operator_of, protect, services_of
from app.routes.live import follow, message
from app.routes.pages.dashboard.page import WORDS, asked_of
from app.routes.pages.dashboard.reads import Asked, load
from app.routes.pages.dashboard.views import Part, Place
from app.routes.render import Shell, draw
from app.services import Services
from app.store.operators import Operator

_KINDS = (COUNTED, "escalation_", "incident_", "conversation_", "budget_", "scores_", "lead_")
_PAUSE_S = 2.0


def mount(app: Sanic[Any, Any]) -> None:
    """Add the stream."""
    streams = Blueprint("live_dashboard")
    protect(streams)
    streams.add_route(stream_dashboard, "/live/dashboard", methods=["GET"])
    app.blueprint(streams)


@needs(Right.READ)
async def stream_dashboard(request: Request) -> HTTPResponse | None:
    """Push what changes on one dashboard until it is closed."""
    services, operator, asked = services_of(request), operator_of(request), asked_of(request)
    stream = _Stream(services, operator, request.ctx.shell, asked)
    sees_all = operator.sees_all and not asked.client_id
    theirs = frozenset({asked.client_id}) if asked.client_id else operator.tenant_ids
    return await follow(request, None if sees_all else theirs, stream, request.args.get("seen", ""))


@dataclass(slots=True)
class _Stream:
    """One dashboard, as last sent."""

    services: Services
    operator: Operator
    shell: Shell
    asked: Asked
    sent: dict[str, Part] = field(default_factory=dict)
    read_at: float = 0.0

    async def open(self, seen: str) -> str:
        """Read the screen; return its parts when the page has seen something else.

        Raises:
            NotFound: the client is not one of the operator's.
        """
        screen = await load(self.services, self.operator, self.asked)
        self.sent, self.read_at = screen.parts(), time.monotonic()
        if screen.mark == seen:
            return ""
        return message([self._draw(part, screen.place) for part in self.sent.values()], "")

    async def catch_up(self, events: list[LiveEvent]) -> str:
        """Return what changed by these events, or empty."""
        if not any(event.kind.startswith(_KINDS) for event in events):
            return ""
        await asyncio.sleep(max(0.0, self.read_at + _PAUSE_S - time.monotonic()))
        try:
            screen = await load(self.services, self.operator, self.asked)
        except NotFound:
            # The client is gone: the page says so when it is loaded again.
            return ""
        self.read_at = time.monotonic()
        fresh = screen.parts()
        changed = [part for one, part in fresh.items() if self.sent.get(one) != part]
        self.sent = fresh
        return message([self._draw(part, screen.place) for part in changed], "")

    def _draw(self, part: Part, place: Place) -> str:
        return draw(part.template, self.shell, place=place, words=WORDS, **{part.name: part.value})
