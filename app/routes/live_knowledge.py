"""The live stream of the knowledge pages: how far documents and websites are, as it happens.

Built as ``live.py`` is: what the page drew is read again when something of its client's knowledge
changed, and the partials whose views differ are pushed. Progress is not kept as events, so a page
says what it has ``seen`` (``Screen.mark``); one that has seen something else gets its whole screen.
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
from app.routes.pages.knowledge.screen import Part, Wanted, load
from app.routes.render import Shell, draw
from app.services import Services
from app.store.operators import Operator

_KINDS = frozenset(
    {
        "document_changed",
        "website_changed",
        "knowledge_published",
        "knowledge_embedded",
        "gap_opened",
    }
)
# Many documents read at once tell of each other's progress; nobody reads faster than this.
_PAUSE_S = 0.3


def mount(app: Sanic[Any, Any]) -> None:
    """Add the stream."""
    streams = Blueprint("live_knowledge")
    protect(streams)
    streams.add_route(stream_knowledge, "/live/knowledge", methods=["GET"])
    app.blueprint(streams)


@needs(Right.READ)
async def stream_knowledge(request: Request) -> HTTPResponse | None:
    """Push what changes on one knowledge page until it is closed."""
    services, operator, args = services_of(request), operator_of(request), request.args
    wanted = Wanted(
        args.get("page", ""),
        args.get("client", ""),
        args.get("base", ""),
        args.get("site", ""),
        tab=args.get("tab", ""),
    )
    screen = await load(services, operator, wanted)
    stream = _Stream(services, operator, request.ctx.shell, wanted)
    return await follow(request, frozenset({screen.side.client_id}), stream, args.get("seen", ""))


@dataclass(slots=True)
class _Stream:
    """One page, as last sent."""

    services: Services
    operator: Operator
    shell: Shell
    wanted: Wanted
    sent: dict[str, Part] = field(default_factory=dict)
    read_at: float = 0.0

    async def open(self, seen: str) -> str:
        """Read the screen; return its parts when the page has seen something else."""
        screen = await load(self.services, self.operator, self.wanted)
        self.sent, self.read_at = screen.parts(), time.monotonic()
        if screen.mark == seen:
            return ""
        return message([self._draw(part) for part in self.sent.values()], "")

    async def catch_up(self, events: list[LiveEvent]) -> str:
        """Return what changed by these events, or empty."""
        if not any(event.kind in _KINDS for event in events):
            return ""
        await asyncio.sleep(max(0.0, self.read_at + _PAUSE_S - time.monotonic()))
        try:
            screen = await load(self.services, self.operator, self.wanted)
        except NotFound:
            # Deleted under the page: it says so when it is loaded again.
            return ""
        self.read_at = time.monotonic()
        fresh = screen.parts()
        changed = [self._draw(part) for one, part in fresh.items() if self.sent.get(one) != part]
        gone = [f'<div id="{one}" data-gone></div>' for one in self.sent if one not in fresh]
        self.sent = fresh
        return message(changed + gone, "")

    def _draw(self, part: Part) -> str:
        return draw(part.template, self.shell, **{part.name: part.value})
