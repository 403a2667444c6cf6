"""What is done from the composer and at a message: reply, template, try again, canned replies, and
saying that one is here.

While somebody else is writing, the first press only asks; what was typed stays, and the second
press means it.
"""

from __future__ import annotations

from typing import Any

from sanic import Blueprint, HTTPResponse, Request, Sanic
from sanic.response import empty

from app.domain.access import Right
from app.errors import Conflict, SomebodyWrites
from app.flows import reply as flow
from app.flows.presence import PRESENCE_MOVED, Presence
from app.flows.retry import retry
from app.routes.access import needs
from app.routes.audited import actor_of
from app.routes.auth import form_of, operator_of, protect, services_of
from app.routes.pages.conversations.draft_views import Refused
from app.routes.pages.conversations.inbox import load_canned, tenant_of
from app.routes.pages.conversations.page import done, draw, is_script, opened, told
from app.routes.pages.conversations.reply_words import REFUSAL_WORDS
from app.routes.render import HEADERS, render


def mount(app: Sanic[Any, Any]) -> None:
    """Add what the composer posts, and what it asks for."""
    pages = Blueprint("replying")
    protect(pages)
    one = "/conversations/<conversation_id:str>"
    for path, handler in (
        ("reply", reply),
        ("template", send_template),
        ("messages/<message_id:str>/retry", retry_message),
        ("here", note_here),
    ):
        pages.add_route(handler, f"{one}/{path}", methods=["POST"], stream=True)
    pages.add_route(pick_canned, f"{one}/canned", methods=["GET"])
    app.blueprint(pages)


@needs(Right.WORK)
async def reply(request: Request, conversation_id: str) -> HTTPResponse:
    """Write to the lead; takes the conversation over."""
    services, operator = services_of(request), operator_of(request)
    tenant_id = await tenant_of(services, operator, conversation_id)
    # Forms end lines as mail does; a text message does not.
    text = form_of(request).get("text", "").replace("\r\n", "\n")
    try:
        _refuse_collision(request, conversation_id)
        with told(request):
            await flow.reply(services, tenant_id, conversation_id, operator.id, text)
    except Conflict as error:
        return await _refuse(request, conversation_id, error, text)
    _note(request, tenant_id, conversation_id, is_writing=True)
    return done(request, conversation_id)


@needs(Right.WORK)
async def send_template(request: Request, conversation_id: str) -> HTTPResponse:
    """Send an approved template, as after WhatsApp's window."""
    services, operator, fields = services_of(request), operator_of(request), form_of(request)
    tenant_id = await tenant_of(services, operator, conversation_id)
    values = tuple(fields.get(f"place_{n}", "") for n in range(1, 100) if f"place_{n}" in fields)
    with told(request):
        await flow.send_template(
            services,
            tenant_id,
            conversation_id,
            operator.id,
            fields.get("template_id", ""),
            values,
        )
    return done(request, conversation_id)


@needs(Right.WORK)
async def retry_message(request: Request, conversation_id: str, message_id: str) -> HTTPResponse:
    """Send a failed message again, by a new delivery."""
    services = services_of(request)
    tenant_id = await tenant_of(services, operator_of(request), conversation_id)
    with told(request):
        await retry(services, tenant_id, conversation_id, message_id, actor_of(request))
    return done(request, conversation_id)


@needs(Right.READ)
async def note_here(request: Request, conversation_id: str) -> HTTPResponse:
    """Note that the operator has this conversation open, writes in it, or leaves it."""
    services, operator = services_of(request), operator_of(request)
    tenant_id = await tenant_of(services, operator, conversation_id)
    state = form_of(request).get("state", "")
    if state == "left":
        _presence(request).leave(conversation_id, operator.id)
        services.live.publish(tenant_id, "", PRESENCE_MOVED, conversation_id)
    else:
        _note(request, tenant_id, conversation_id, is_writing=state == "writing")
    return empty(headers=HEADERS)


@needs(Right.READ)
async def pick_canned(request: Request, conversation_id: str) -> HTTPResponse:
    """Draw the client's canned replies, filled in for this lead, those in their language first."""
    services = services_of(request)
    tenant_id = await tenant_of(services, operator_of(request), conversation_id)
    canned = await load_canned(services, tenant_id, conversation_id)
    return render(request, "pages/conversations/_canned.html", canned=canned)


def _presence(request: Request) -> Presence:
    presence: Presence = request.app.ctx.presence
    return presence


def _note(request: Request, tenant_id: str, conversation_id: str, is_writing: bool) -> None:
    services, operator = services_of(request), operator_of(request)
    now_ms, name = services.clock.now_ms(), operator.name or operator.email
    _presence(request).note(conversation_id, operator.id, name, now_ms, is_writing)
    services.live.publish(tenant_id, "", PRESENCE_MOVED, conversation_id)


def _refuse_collision(request: Request, conversation_id: str) -> None:
    if form_of(request).get("sure"):
        return
    now_ms = services_of(request).clock.now_ms()
    with told(request):
        _presence(request).refuse_collision(conversation_id, operator_of(request).id, now_ms)


async def _refuse(
    request: Request, conversation_id: str, error: Conflict, text: str
) -> HTTPResponse:
    """Draw the conversation again with what was typed, and why it was not sent."""
    if is_script(request):
        raise error
    view = await opened(request, conversation_id)
    is_sure = isinstance(error, SomebodyWrites)
    problem = REFUSAL_WORDS["collision"] if is_sure else error.message
    refused = Refused(problem, text=text, is_reply=True, is_sure=is_sure)
    return draw(request, view, error.status, refused)
