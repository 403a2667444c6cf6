"""What an operator decides in a conversation: on a draft, on a reply, on what looked like spam.

Two may decide on the same draft at once; the second is told, and keeps what they typed: script
leaves it in the page, and without script the page comes back with it.
"""

from __future__ import annotations

from typing import Any

from sanic import Blueprint, HTTPResponse, Request, Sanic

from app.domain.access import Right
from app.errors import Conflict, Invalid, LeadlineError, NotFound
from app.flows import decide_draft
from app.flows.trust_lead import trust_lead
from app.routes.access import needs
from app.routes.auth import form_of, operator_of, protect, services_of
from app.routes.pages.conversations.decision_words import DRAFT_WORDS
from app.routes.pages.conversations.draft_views import Refused
from app.routes.pages.conversations.inbox import tenant_of
from app.routes.pages.conversations.page import done, draw, is_script, opened
from app.store import turns


def mount(app: Sanic[Any, Any]) -> None:
    """Add the decisions."""
    pages = Blueprint("decisions")
    protect(pages)
    one = "/conversations/<conversation_id:str>"
    for path, handler in (
        ("drafts/<turn_id:str>/send", send_draft),
        ("drafts/<turn_id:str>/reject", reject_draft),
        ("turns/<turn_id:str>/label", label_reply),
        ("trust", trust),
    ):
        pages.add_route(handler, f"{one}/{path}", methods=["POST"], stream=True)
    app.blueprint(pages)


@needs(Right.WORK)
async def send_draft(request: Request, conversation_id: str, turn_id: str) -> HTTPResponse:
    """Send a draft that waits, as it is or edited."""
    services, operator = services_of(request), operator_of(request)
    text = form_of(request).get("text", "")
    try:
        tenant_id = await _tenant_of_draft(request, conversation_id, turn_id)
        await decide_draft.approve_draft(services, tenant_id, turn_id, operator.id, text)
    except (NotFound, Conflict, Invalid) as error:
        return await _refuse(request, conversation_id, turn_id, error, text)
    return done(request, conversation_id)


@needs(Right.WORK)
async def reject_draft(request: Request, conversation_id: str, turn_id: str) -> HTTPResponse:
    """Take a draft that waits off the table."""
    services, operator = services_of(request), operator_of(request)
    try:
        tenant_id = await _tenant_of_draft(request, conversation_id, turn_id)
        await decide_draft.reject_draft(services, tenant_id, turn_id, operator.id)
    except NotFound as error:
        text = form_of(request).get("text", "")
        return await _refuse(request, conversation_id, turn_id, error, text)
    return done(request, conversation_id)


async def _tenant_of_draft(request: Request, conversation_id: str, turn_id: str) -> str:
    """Return whose draft this is, if it belongs to the conversation it is decided on in."""
    services = services_of(request)
    tenant_id = await tenant_of(services, operator_of(request), conversation_id)
    found = await services.db.read(turns.draft_of, tenant_id, turn_id)
    if found is not None and found[0] != conversation_id:
        raise NotFound("There is no such draft.")
    return tenant_id


async def _refuse(
    request: Request, conversation_id: str, turn_id: str, error: LeadlineError, text: str
) -> HTTPResponse:
    """Draw the conversation again with what was typed, and why it was not sent."""
    if is_script(request):
        raise error
    view = await opened(request, conversation_id)
    code = "first" if isinstance(error, NotFound) else "refused"
    if isinstance(error, Invalid):
        code = "text"
    refused = Refused(DRAFT_WORDS[code], turn_id, text.replace("\r\n", "\n"))
    return draw(request, view, error.status, refused)


@needs(Right.WORK)
async def label_reply(request: Request, conversation_id: str, turn_id: str) -> HTTPResponse:
    """Keep whether a reply was right."""
    services, operator = services_of(request), operator_of(request)
    tenant_id = await tenant_of(services, operator, conversation_id)
    said = form_of(request).get("is_right", "")
    if said not in ("yes", "no"):
        raise Invalid("Say yes or no.")
    await decide_draft.label_reply(services, tenant_id, turn_id, operator.id, said == "yes")
    services.live.publish(tenant_id, "", "reply_labelled", conversation_id)
    return done(request, conversation_id)


@needs(Right.WORK)
async def trust(request: Request, conversation_id: str) -> HTTPResponse:
    """Take a conversation back from spam; the assistant answers it after all."""
    services, operator = services_of(request), operator_of(request)
    tenant_id = await tenant_of(services, operator, conversation_id)
    await trust_lead(services, tenant_id, conversation_id, operator.id)
    return done(request, conversation_id)
