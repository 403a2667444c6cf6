"""The live stream of the escalations page, built as that of the knowledge pages.

What the page drew is read again when something happened to an escalation of its clients, and the
partials whose views differ are pushed.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from sanic import Blueprint, HTTPResponse, Request, Sanic

from app.domain.access import Right
from app.errors import NotFound
from app.live import LiveEvent
from app.routes.access import needs
from app.routes.auth import operator_of, protect, services_of
from app.routes.live import follow, message
from app.routes.pages.escalations.page import load
from app.routes.pages.escalations.views import OUTCOMES, Part
from app.routes.render import Shell, draw
from app.services import Services
from app.store.operators import Operator

_KINDS = ("escalation_", "incident_", "notification_", "conversation_taken_over")
# An outage opens a hundred at once; nobody reads faster than this.
_PAUSE_S = 0.3


def mount(app: Sanic[Any, Any]) -> None:
    """Add the stream."""
    streams = Blueprint("live_escalations")
    protect(streams)
    streams.add_route(stream_escalations, "/live/escalations", methods=["GET"])
    app.blueprint(streams)


@needs(Right.READ)
async def stream_escalations(request: Request) -> HTTPResponse | None:
    """Push what changes on one page of escalations until it is closed."""
    services, operator, args = services_of(request), operator_of(request), request.args
    stream = _Stream(
        services,
        operator,
        request.ctx.shell,
        args.get("show", "pending"),
        args.get("client", ""),
    )
    screen = await load(services, operator, stream.state, stream.client_id)
    sees_all = operator.sees_all and not stream.client_id
    heard = None if sees_all else frozenset(screen.side.tenant_ids)
    return await follow(request, heard, stream, args.get("seen", ""))


@dataclass(slots=True)
class _Stream:
    """One page, as last sent."""

    services: Services
    operator: Operator
    shell: Shell
    state: str
    client_id: str
    sent: dict[str, Part] = field(default_factory=dict)
    read_at: float = 0.0
    people: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    async def open(self, seen: str) -> str:
        """Read the screen; return its parts when the page has seen something else."""
        screen = await load(self.services, self.operator, self.state, self.client_id)
        self.sent, self.read_at = screen.parts(), time.monotonic()
        self.people = screen.people
        if screen.mark == seen:
            return ""
        return message([self._draw(part) for part in self.sent.values()], "")

    async def catch_up(self, events: list[LiveEvent]) -> str:
        """Return what changed by these events, or empty."""
        if not any(event.kind.startswith(_KINDS) for event in events):
            return ""
        await asyncio.sleep(max(0.0, self.read_at + _PAUSE_S - time.monotonic()))
        try:
            screen = await load(self.services, self.operator, self.state, self.client_id)
        except NotFound:
            # The client is gone: the page says so when it is loaded again.
            return ""
        self.read_at = time.monotonic()
        fresh, self.people = screen.parts(), screen.people
        changed = [self._draw(part) for one, part in fresh.items() if self.sent.get(one) != part]
        gone = [f'<div id="{one}" data-gone></div>' for one in self.sent if one not in fresh]
        self.sent = fresh
        return message(changed + gone, "")

    def _draw(self, part: Part) -> str:
        values = {part.name: part.value, "outcomes": OUTCOMES, "back": self._back()}
        values["people"] = self.people
        return draw(part.template, self.shell, **values)

    def _back(self) -> str:
        query = f"&client={self.client_id}" if self.client_id else ""
        return f"/escalations?show={self.state}{query}"
