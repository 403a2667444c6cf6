"""The inbox: list and thread, and what an operator does in a conversation.

Forms work without script: they post and come back. Script posts the same forms and gets an empty
answer, because the live stream redraws what changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from sanic import Blueprint, HTTPResponse, Request, Sanic
from sanic.response import empty

from app.domain.access import Right
from app.domain.escalation import Outcome
from app.domain.text import storable
from app.errors import Conflict, Invalid
from app.flows import acknowledge
from app.flows import take_over as take_over_flow
from app.flows.ask_for_person import ask_for_person
from app.flows.end_conversation import end_conversation
from app.routes.access import needs
from app.routes.audited import actor_of
from app.routes.auth import form_of, operator_of, protect, services_of
from app.routes.pages.conversations.draft_views import Refused
from app.routes.pages.conversations.inbox import (
    PUT_AWAY,
    key_of,
    load,
    load_page,
    load_thread,
    put_away,
    scope_of,
    tenant_of,
)
from app.routes.pages.views import Inbox, Place, Thread, initials
from app.routes.render import HEADERS, redirect, render
from app.routes.translate import translator
from app.store import escalations, inbox


def mount(app: Sanic[Any, Any]) -> None:
    """Add the inbox and its actions."""
    pages = Blueprint("conversations")
    protect(pages)
    one = "/conversations/<conversation_id:str>"
    pages.add_route(show_list, "/conversations", methods=["GET"])
    pages.add_route(show_rows, "/conversations/rows", methods=["GET"])
    pages.add_route(show_thread, one, methods=["GET"])
    for action, handler in (
        ("take-over", take_over),
        ("release", release),
        ("end", end),
        ("call", call),
        ("resolve", resolve),
        ("read", mark_read),
        ("unread", mark_unread),
    ):
        pages.add_route(handler, f"{one}/{action}", methods=["POST"], stream=True)
    app.blueprint(pages)


def place_of(request: Request, selected_id: str = "") -> Place:
    """Return where in the inbox a request is; checked by ``scope_of``."""
    args = request.args
    given = {
        name: storable(str(args.get(name, ""))).strip()[:100]
        for name in ("channel", "unread", "holder", "language")
    }
    search = storable(str(args.get("q", ""))).strip()[:100]
    return Place(
        args.get("tab", "all"), args.get("client", ""), selected_id, **given, search=search
    )


def seen_alerts(request: Request) -> frozenset[str]:
    """Return the alerts of budgets that this browser has put away."""
    return frozenset(put_away(request.cookies.get(PUT_AWAY) or ""))


@needs(Right.READ)
async def show_list(request: Request) -> HTTPResponse:
    """Draw the list with nothing opened."""
    services = services_of(request)
    scope = await scope_of(services, operator_of(request), place_of(request))
    before = key_of(request.args.get("older", ""))
    return draw(request, await load(services, scope, None, seen_alerts(request), before))


@needs(Right.READ)
async def show_rows(request: Request) -> HTTPResponse:
    """Draw the list's next rows alone, for script that puts them under those that are there."""
    services = services_of(request)
    scope = await scope_of(services, operator_of(request), place_of(request))
    before = key_of(request.args.get("older", ""))
    if before is None:
        raise Invalid("Say where to go on.")
    rows, following = await load_page(services, scope, before)
    template = "pages/conversations/_older_rows.html"
    return render(request, template, rows=rows, place=scope.place, next=following)


@needs(Right.READ)
async def show_thread(request: Request, conversation_id: str) -> HTTPResponse:
    """Draw the list and one conversation; opening it is reading it."""
    return draw(request, await opened(request, conversation_id))


async def opened(request: Request, conversation_id: str) -> Inbox:
    """Return the screen with one conversation opened, which is noted as read.

    Raises:
        NotFound: there is no such conversation of theirs, or no such list.
    """
    services, operator = services_of(request), operator_of(request)
    scope = await scope_of(services, operator, place_of(request, conversation_id))
    tenant_id = await tenant_of(services, operator, conversation_id)
    before = _before(request)
    thread = await load_thread(services, tenant_id, conversation_id, before)
    thread = replace(thread, has_later=before is not None)
    view = await load(services, scope, thread, seen_alerts(request))
    # Who may only look leaves no trace: it is unread for those who answer.
    is_read = operator.may(Right.WORK)
    if is_read and any(row.id == conversation_id and row.unread for row in view.rows):
        await _note_read(request, tenant_id, conversation_id)
        rows = tuple(replace(r, unread=0) if r.id == conversation_id else r for r in view.rows)
        view = replace(view, rows=rows)
    return view


@needs(Right.WORK)
async def take_over(request: Request, conversation_id: str) -> HTTPResponse:
    """Put the operator in charge."""
    services, operator = services_of(request), operator_of(request)
    tenant_id = await tenant_of(services, operator, conversation_id)
    with told(request):
        await take_over_flow.take_over(services, tenant_id, conversation_id, operator.id)
    return done(request, conversation_id)


@needs(Right.WORK)
async def release(request: Request, conversation_id: str) -> HTTPResponse:
    """Give the conversation back to the assistant."""
    services, operator = services_of(request), operator_of(request)
    tenant_id = await tenant_of(services, operator, conversation_id)
    with told(request):
        await take_over_flow.release(services, tenant_id, conversation_id, operator.id)
    return done(request, conversation_id)


@needs(Right.WORK)
async def end(request: Request, conversation_id: str) -> HTTPResponse:
    """End the conversation, whoever is in charge."""
    services, operator = services_of(request), operator_of(request)
    tenant_id = await tenant_of(services, operator, conversation_id)
    with told(request):
        await end_conversation(services, tenant_id, conversation_id, actor_of(request))
    return done(request, conversation_id)


@needs(Right.WORK)
async def call(request: Request, conversation_id: str) -> HTTPResponse:
    """Call the client's people about a conversation, as the lead's page does."""
    services, operator = services_of(request), operator_of(request)
    tenant_id = await tenant_of(services, operator, conversation_id)
    await ask_for_person(services, tenant_id, conversation_id, "handed_off", "", actor_of(request))
    return done(request, conversation_id)


@needs(Right.WORK)
async def resolve(request: Request, conversation_id: str) -> HTTPResponse:
    """Say that the person who was needed has seen to it; nothing is sent."""
    services, operator = services_of(request), operator_of(request)
    tenant_id = await tenant_of(services, operator, conversation_id)
    one = await services.db.read(escalations.pending_of, tenant_id, conversation_id)
    if one is not None:
        await acknowledge.resolve(services, tenant_id, one.id, Outcome.ANSWERED, operator.id)
    return done(request, conversation_id)


@needs(Right.WORK)
async def mark_unread(request: Request, conversation_id: str) -> HTTPResponse:
    """Mark a conversation as not read, and go back to the list."""
    services = services_of(request)
    tenant_id = await tenant_of(services, operator_of(request), conversation_id)
    if await services.db.write(inbox.mark_unread, tenant_id, conversation_id):
        services.live.publish(tenant_id, "", "conversation_read", conversation_id)
    return done(request, conversation_id)


@needs(Right.WORK)
async def mark_read(request: Request, conversation_id: str) -> HTTPResponse:
    """Forget the unread count: the thread is open in front of somebody."""
    tenant_id = await tenant_of(services_of(request), operator_of(request), conversation_id)
    await _note_read(request, tenant_id, conversation_id)
    return done(request, conversation_id)


async def _note_read(request: Request, tenant_id: str, conversation_id: str) -> None:
    services = services_of(request)
    if await services.db.write(inbox.mark_read, tenant_id, conversation_id):
        services.live.publish(tenant_id, "", "conversation_read", conversation_id)


@contextmanager
def told(request: Request) -> Iterator[None]:
    """Say what is refused in the language of who asked."""
    try:
        yield
    except (Conflict, Invalid) as error:
        error.message = translator(request.ctx.shell.language)(error.message)
        raise


def is_script(request: Request) -> bool:
    """Tell whether script of ours posts a form: the live stream redraws the page for it."""
    return request.headers.get("x-requested-with") == "fetch"


def done(request: Request, conversation_id: str) -> HTTPResponse:
    """Answer a form that was acted on: back to where it was posted from."""
    if is_script(request):
        return empty(headers=HEADERS)
    return redirect(form_of(request).get("back") or f"/conversations/{conversation_id}")


def _before(request: Request) -> int | None:
    text = request.args.get("before")
    if text is None:
        return None
    if not text.isdecimal() or len(text) > 15:
        raise Invalid("The time is not a number.")
    return int(text)


def draw(
    request: Request, view: Inbox, status: int = 200, refused: Refused | None = None
) -> HTTPResponse:
    """Draw the whole screen; ``refused``: a decision on a draft that could not be kept."""
    operator = operator_of(request)
    return render(
        request,
        "pages/conversations/index.html",
        status,
        view=view,
        refused=refused,
        live_query=live_query(view, is_newest=_before(request) is None),
        earlier_query=_earlier_query(view.place, view.thread),
        operator_initials=initials(operator.name or operator.email),
        now_ms=services_of(request).clock.now_ms(),
    )


def live_query(view: Inbox, is_newest: bool = True) -> str:
    """Return the query of the page's live stream; old messages do not go on living."""
    place = view.place
    asked = {"after": view.last_event_id}
    if place.selected_id and is_newest:
        asked["open"] = place.selected_id
    return urlencode({**place.values, **asked})


def _earlier_query(place: Place, thread: Thread | None) -> str:
    if thread is None or not thread.bubbles:
        return ""
    return urlencode({"before": str(thread.bubbles[0].at_ms), **place.values})
