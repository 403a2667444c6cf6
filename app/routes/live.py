"""The dashboard's live stream: the partials that drew the page, pushed when they change.

Server-sent events (HTML Standard, section 9.2). A stream knows what its page shows: a list, and
perhaps an opened conversation. What happens there is read and drawn in ``live_hub``, once for all
pages that look the same. Each message carries the id of the last event it knows; a page that comes
back with ``Last-Event-ID`` (or ``after``) behind the newest event gets everything on its screen
once more, which is safe because parts are placed by their ids.

A stream ends with its session, and when its operator may see other clients than before.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from typing import Any, Protocol

from sanic import Blueprint, HTTPResponse, Request, Sanic

from app.domain.access import Right
from app.flows.presence import Presence
from app.live import LiveEvent, Subscription
from app.routes.access import needs
from app.routes.auth import current_session, operator_of, protect, services_of
from app.routes.live_hub import BEAT_S, GATHER_S, LOOK_S, Hub
from app.routes.live_pages import STAND_IN, Look, Page
from app.routes.live_parts import message as message
from app.routes.pages.conversations.inbox import Scope, scope_of, tenant_of
from app.routes.pages.conversations.page import place_of, seen_alerts
from app.routes.pages.places import MINE
from app.routes.render import HEADERS, Shell
from app.store.operators import Operator, Session

RETRY_MS = 1000


def mount(app: Sanic[Any, Any]) -> None:
    """Add the stream."""
    app.ctx.presence = Presence()
    app.ctx.hub = Hub(app.ctx.services, app.ctx.presence)
    streams = Blueprint("live")
    protect(streams)
    streams.add_route(stream_conversations, "/live/conversations", methods=["GET"])
    app.blueprint(streams)


@needs(Right.READ)
async def stream_conversations(request: Request) -> HTTPResponse | None:
    """Push what changes on one page until it is closed."""
    services, operator, hub = services_of(request), operator_of(request), request.app.ctx.hub
    place = place_of(request, request.args.get("open", ""))
    scope = await scope_of(services, operator, place)
    tenant_id = await tenant_of(services, operator, place.selected_id) if place.selected_id else ""
    look = _look(request, operator, scope, tenant_id)
    page = Page(request.ctx.session)
    after = request.headers.get("last-event-id") or request.args.get("after", "")
    async with hub.join(look, page):
        first = await hub.open(look, after)
        headers = {**HEADERS, "X-Accel-Buffering": "no"}
        response = await request.respond(content_type="text/event-stream", headers=headers)
        if response is None:
            return None
        await response.send(f"retry: {RETRY_MS}\n\n".encode() + page.own(first))
        async for data in page.texts():
            await response.send(data)
        await response.eof()
    return None


def _look(request: Request, operator: Operator, scope: Scope, tenant_id: str) -> Look:
    """Return what a page shares with all that look the same: nothing in it is one session's."""
    sees_all = operator.sees_all and not scope.place.client_id
    is_own = bool(scope.place.selected_id) or scope.place.holder == MINE
    operator_id = operator.id if is_own else ""
    shell: Shell = request.ctx.shell
    seen = shell.language, shell.rights, shell.is_demo
    shared = Shell(
        language=seen[0], rights=seen[1], is_demo=seen[2], csrf=STAND_IN, operator_id=operator_id
    )
    return Look(
        None if sees_all else frozenset(scope.tenant_ids),
        replace(scope, operator_id=operator_id),
        shared,
        tenant_id,
        seen_alerts(request),
    )


def _is_as_before(request: Request, session: Session | None) -> bool:
    """Tell whether who opened a stream is signed in and may see what they saw then."""
    if session is None or session.is_confined:
        return False
    was, now = operator_of(request), session.operator
    return (now.role, now.tenant_ids) == (was.role, was.tenant_ids)


class Follows(Protocol):
    """One open page: what it has not seen when it opens, and what some events changed of it."""

    async def open(self, seen: str, /) -> str:
        """Read the page; return its parts when ``seen`` is older, else nothing."""

    async def catch_up(self, events: list[LiveEvent], /) -> str:
        """Return what changed by these events, or empty."""


async def follow(
    request: Request, heard: frozenset[str] | None, page: Follows, seen: str
) -> HTTPResponse | None:
    """Push a page what it has not seen, then what changes, until it is closed.

    It listens before it reads, so that nothing falls between the two.

    Args:
        heard: the tenants whose events matter; None: all.
    """
    live = services_of(request).live
    async with live.subscribe(heard) as subscription:
        first = await page.open(seen)
        headers = {**HEADERS, "X-Accel-Buffering": "no"}
        response = await request.respond(content_type="text/event-stream", headers=headers)
        if response is None:
            return None
        await response.send(f"retry: {RETRY_MS}\n\n{first}")
        async for text in changes(request, subscription, page.catch_up):
            await response.send(text)
        await response.eof()
    return None


async def changes(
    request: Request,
    subscription: Subscription,
    catch_up: Callable[[list[LiveEvent]], Awaitable[str]],
) -> AsyncIterator[str]:
    """Yield what to send, until the subscription is over, or the session, or what it may see.

    ``catch_up`` returns what changed on the page by some events, or empty.
    """
    looked_at = sent_at = time.monotonic()
    while not subscription.is_over:
        events = await subscription.batch(LOOK_S)
        if events:
            # One message makes several events at once; a page that draws each is no quicker.
            await asyncio.sleep(GATHER_S)
            events += await subscription.batch(0)
        now = time.monotonic()
        if now - looked_at >= LOOK_S:
            looked_at = now
            # Looking is not using: an open page alone does not keep a session from idling.
            if not _is_as_before(request, await current_session(request, is_use=False)):
                return
        text = await catch_up(events) if events else ""
        if not text and now - sent_at >= BEAT_S:
            text = ": still here\n\n"
        if text:
            sent_at = now
            yield text
