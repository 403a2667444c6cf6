"""The dashboard's live stream: the partials that drew the page, pushed when they change.

Server-sent events (HTML Standard, section 9.2). A stream knows what its page shows: a tab, a
client, perhaps an opened conversation. When something happens there it reads again and sends only
the partials whose views differ from what was sent before. Each message carries the id of the last
event it knows; a page that comes back with ``Last-Event-ID`` (or ``after``) behind the newest
event gets everything on its screen once more, which is safe because parts are placed by their ids.

A stream looks at its session every few seconds and ends with it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from sanic import Blueprint, HTTPResponse, Request, Sanic

from app.domain.access import Right
from app.live import LiveEvent, Subscription
from app.routes.access import needs
from app.routes.auth import current_session, operator_of, protect, services_of
from app.routes.pages.conversations import place_of, seen_alerts
from app.routes.pages.inbox import (
    Scope,
    load,
    load_counts,
    load_notices,
    load_rows,
    load_thread,
    scope_of,
    tenant_of,
)
from app.routes.pages.views import Bubble, Counts, Escalation, Row, Thread
from app.routes.render import HEADERS, Shell, draw
from app.services import Services
from app.store import inbox
from app.store.operators import Operator

_LOOK_S = 4.0
_BEAT_S = 15.0
_GATHER_S = 0.04
RETRY_MS = 1000
# Ids of events are made before their units commit, so one may become visible after a newer one;
# by this time it has, and only then "nothing newer" means nothing was missed.
_SETTLED_MS = 10_000
_P = "pages/conversations/"


def mount(app: Sanic[Any, Any]) -> None:
    """Add the stream."""
    streams = Blueprint("live")
    protect(streams)
    streams.add_route(stream_conversations, "/live/conversations", methods=["GET"])
    app.blueprint(streams)


@needs(Right.READ)
async def stream_conversations(request: Request) -> HTTPResponse | None:
    """Push what changes on one page until it is closed."""
    services, operator = services_of(request), operator_of(request)
    place = place_of(request, request.args.get("open", ""))
    scope = await scope_of(services, operator, place)
    tenant_id = await tenant_of(services, operator, place.selected_id) if place.selected_id else ""
    after = request.headers.get("last-event-id") or request.args.get("after", "")
    async with services.live.subscribe(_heard(operator, scope)) as subscription:
        screen = Screen(services, scope, request.ctx.shell, tenant_id, seen_alerts(request))
        first = await screen.open(after)
        headers = {**HEADERS, "X-Accel-Buffering": "no"}
        response = await request.respond(content_type="text/event-stream", headers=headers)
        if response is None:
            return None
        await response.send(f"retry: {RETRY_MS}\n\n{first}")
        async for text in changes(request, subscription, screen.catch_up):
            await response.send(text)
        await response.eof()
    return None


def _heard(operator: Operator, scope: Scope) -> frozenset[str] | None:
    """Return the tenants to listen to; None is all, those made later included."""
    sees_all = operator.sees_all and not scope.place.client_id
    return None if sees_all else frozenset(scope.tenant_ids)


async def changes(
    request: Request,
    subscription: Subscription,
    catch_up: Callable[[list[LiveEvent]], Awaitable[str]],
) -> AsyncIterator[str]:
    """Yield what to send, until the subscription or the session is over.

    ``catch_up`` returns what changed on the page by some events, or empty.
    """
    looked_at = sent_at = time.monotonic()
    while not subscription.is_over:
        events = await subscription.batch(_LOOK_S)
        if events:
            # One message makes several events at once; a page that draws each is no quicker.
            await asyncio.sleep(_GATHER_S)
            events += await subscription.batch(0)
        now = time.monotonic()
        if now - looked_at >= _LOOK_S:
            looked_at = now
            # Looking is not using: an open page alone does not keep a session from idling.
            if await current_session(request, is_use=False) is None:
                return
        text = await catch_up(events) if events else ""
        if not text and now - sent_at >= _BEAT_S:
            text = ": still here\n\n"
        if text:
            sent_at = now
            yield text


@dataclass(slots=True)
class Screen:
    """What one page shows, as last sent."""

    services: Services
    scope: Scope
    shell: Shell
    tenant_id: str = ""
    seen: frozenset[str] = frozenset()
    rows: dict[str, Row] = field(default_factory=dict)
    counts: Counts = field(default_factory=Counts)
    thread: Thread | None = None

    async def open(self, after: str) -> str:
        """Read the screen; return its parts when the page may have missed something."""
        selected_id, db = self.scope.place.selected_id, self.services.db
        newest, at_ms = await db.read(inbox.newest_event, self.scope.tenant_ids)
        is_settled = at_ms < self.services.clock.now_ms() - _SETTLED_MS
        if selected_id:
            self.thread = await load_thread(self.services, self.tenant_id, selected_id)
        view = await load(self.services, self.scope, self.thread)
        self.rows = {row.id: row for row in view.rows}
        self.counts = view.counts
        if after == newest and is_settled:
            return ""
        parts = [self._rows(view.rows), self._tabs()]
        if self.thread is not None:
            parts += self._thread_parts(None, self.thread)
        return message(parts, newest)

    async def catch_up(self, events: list[LiveEvent]) -> str:
        """Return what changed by these events, or empty."""
        touched = frozenset(
            (event.tenant_id, event.conversation_id) for event in events if event.conversation_id
        )
        rows = await load_rows(self.services, self.scope, touched)
        changed = {one: row for one, row in rows.items() if row != self.rows.get(one)}
        parts = [self._row(one, row) for one, row in changed.items()]
        if any(_is_counted_anew(self.rows.get(one), row) for one, row in rows.items()):
            parts += await self._recount()
        for conversation_id, row in rows.items():
            self._keep(conversation_id, row)
        scored = {event.tenant_id for event in events if event.kind == "scores_recomputed"}
        if scored:
            parts += await self._every_row()
        is_told = self.tenant_id in scored or (
            self.thread is not None and (self.tenant_id, self.thread.head.id) in touched
        )
        if self.thread is not None and is_told:
            fresh = await load_thread(self.services, self.tenant_id, self.thread.head.id)
            parts += self._thread_parts(self.thread, fresh)
            self.thread = fresh
        if any(event.kind == "budget_alert" for event in events):
            notices = await load_notices(self.services, self.scope, self.seen)
            parts.append(self._draw("_notices.html", notices=notices))
        ids = [event.id for event in events if event.id]
        return message(parts, max(ids, default=""))

    async def _every_row(self) -> list[str]:
        """Return the whole list: an edited profile may have moved any lead of it."""
        view = await load(self.services, self.scope, self.thread)
        self.rows = {row.id: row for row in view.rows}
        self.counts = view.counts
        return [self._rows(view.rows), self._tabs()]

    async def _recount(self) -> list[str]:
        counts = await load_counts(self.services, self.scope)
        if counts == self.counts:
            return []
        self.counts = counts
        return [self._tabs()]

    def _keep(self, conversation_id: str, row: Row | None) -> None:
        if row is None:
            self.rows.pop(conversation_id, None)
        else:
            self.rows[conversation_id] = row

    def _row(self, conversation_id: str, row: Row | None) -> str:
        if row is None:
            return f'<li id="row-{conversation_id}" data-gone></li>'
        return self._draw("_row.html", row=row)

    def _rows(self, rows: tuple[Row, ...]) -> str:
        return self._draw("_rows.html", rows=rows)

    def _tabs(self) -> str:
        return self._draw("_tabs.html", counts=self.counts)

    def _thread_parts(self, old: Thread | None, new: Thread) -> list[str]:
        known: dict[str, Bubble] = {one.id: one for one in old.bubbles} if old else {}
        parts = [
            self._draw("_message.html", bubble=bubble)
            for bubble in new.bubbles
            if known.get(bubble.id) != bubble
        ]
        if old is None or old.head != new.head:
            parts.append(self._draw("_head.html", head=new.head))
        if old is None or _banner(old) != _banner(new):
            parts.append(self._draw("_banner.html", thread=new))
        if old is None or old.is_answering != new.is_answering:
            parts.append(self._draw("_typing.html", thread=new))
        if old is None or old.details != new.details:
            parts.append(self._draw("_details.html", details=new.details, thread=new))
        if old is None or _composer(old) != _composer(new):
            parts.append(self._draw("_composer.html", thread=new))
        return parts

    def _draw(self, template: str, **context: object) -> str:
        return draw(_P + template, self.shell, place=self.scope.place, **context)


def _is_counted_anew(old: Row | None, new: Row | None) -> bool:
    """Tell whether a conversation may have come into or left a tab; of what this tab does not
    show, nothing is known."""
    if old is None or new is None:
        return True
    return _tabs_of(old) != _tabs_of(new)


def _tabs_of(row: Row) -> tuple[str, str, bool, bool]:
    return row.state, row.temperature, row.is_held, row.is_spam


def _banner(thread: Thread) -> tuple[Escalation | None, bool]:
    return thread.escalation, thread.head.is_spam


def _composer(thread: Thread) -> tuple[bool, bool, str]:
    return thread.details.has_opted_out, thread.head.is_held, thread.head.name


def message(parts: list[str], event_id: str) -> str:
    """Return parts as one message of the stream; empty without parts."""
    if not parts:
        return ""
    lines = "".join(f"data: {line}\n" for line in "\n".join(parts).splitlines())
    return "event: draw\n" + (f"id: {event_id}\n" if event_id else "") + lines + "\n"
