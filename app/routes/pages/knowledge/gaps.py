"""Gaps: questions that found nothing, answered once for all; and answers taken from a thread."""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request

from app.domain.access import Right
from app.errors import Invalid, NotFound
from app.flows import gaps as flow
from app.routes.access import needs
from app.routes.auth import form_of, operator_of, services_of
from app.routes.pages.conversations.inbox import tenant_of
from app.routes.pages.knowledge.frame import (
    done,
    draw_screen,
    open_base,
    open_client,
    screen_of,
    typed,
)
from app.routes.pages.knowledge.screen import Wanted


def add(pages: Blueprint) -> None:
    """Add the page, its actions, and the one in a conversation."""
    pages.add_route(show, "/knowledge/gaps", methods=["GET"])
    one = "/knowledge/clients/<client_id:str>/gaps/<gap_id:str>"
    pages.add_route(answer, f"{one}/answer", methods=["POST"], stream=True)
    pages.add_route(dismiss, f"{one}/dismiss", methods=["POST"], stream=True)
    message = "/conversations/<conversation_id:str>/messages/<message_id:str>/faq"
    pages.add_route(draft, message, methods=["POST"], stream=True)


@needs(Right.READ)
async def show(request: Request) -> HTTPResponse:
    """Draw the open questions of a client."""
    screen = await screen_of(request, Wanted("gaps", request.args.get("client", "")))
    return draw_screen(request, "gaps.html", screen, failed_id="")


@needs(Right.TEACH)
async def answer(request: Request, client_id: str, gap_id: str) -> HTTPResponse:
    """Answer all questions of a gap; the assistant says it from now on."""
    client_id, fields = await open_client(request, client_id), form_of(request)
    base_id = fields.get("base", "")
    if base_id and (await open_base(request, base_id)).tenant_id != client_id:
        raise NotFound("There is no such knowledge base.")
    text = fields.get("answer", "").replace("\r\n", "\n")
    try:
        await flow.answer_gap(services_of(request), client_id, gap_id, text, base_id)
    except Invalid as error:
        screen = await screen_of(request, Wanted("gaps", client_id))
        form = typed(request, error.message)
        return draw_screen(request, "gaps.html", screen, error.status, form, failed_id=gap_id)
    return done("/knowledge/gaps", "answered", client=client_id)


@needs(Right.TEACH)
async def dismiss(request: Request, client_id: str, gap_id: str) -> HTTPResponse:
    """Close a gap: it is none of the business's questions."""
    client_id = await open_client(request, client_id)
    await flow.dismiss(services_of(request), client_id, gap_id)
    return done("/knowledge/gaps", "dismissed", client=client_id)


@needs(Right.TEACH)
async def draft(request: Request, conversation_id: str, message_id: str) -> HTTPResponse:
    """Make a draft answer of what an operator wrote, and open it for approval."""
    services = services_of(request)
    tenant_id = await tenant_of(services, operator_of(request), conversation_id)
    faq = await flow.draft_faq(services, tenant_id, message_id)
    return done(f"/knowledge/bases/{faq.base_id}/faqs/{faq.id}", "drafted")
