"""A lead's page: the score with its receipts, and what an operator does about them.

Forms post and come back with a ``note``, a code that the page turns into a sentence. A form of a
message may say ``back``, where its operator came from.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from sanic import Blueprint, HTTPResponse, Request, Sanic

from app.domain.access import Right
from app.errors import Conflict, Invalid
from app.flows import override_finding as override_flow
from app.flows.correct_message import Moved, correct_message, delete_message
from app.routes.access import needs
from app.routes.auth import form_of, operator_of, protect, services_of
from app.routes.pages.lead import deeds as lead_deeds
from app.routes.pages.lead.desk import before_of, read_desk, survivor_of
from app.routes.pages.lead.draw import draw, draw_lead
from app.routes.pages.lead.present import message_page_of
from app.routes.pages.lead.reads import read_lead, read_message, tenant_of_lead
from app.routes.render import local_path, redirect, shell_of


def mount(app: Sanic[Any, Any]) -> None:
    """Add the page, the page of a message, and their forms."""
    pages = Blueprint("lead")
    protect(pages)
    one = "/leads/<lead_id:str>"
    message = f"{one}/messages/<message_id:str>"
    pages.add_route(show, one, methods=["GET"])
    pages.add_route(show_earlier, f"{one}/timeline", methods=["GET"])
    pages.add_route(show_message, message, methods=["GET"])
    pages.add_route(correct, f"{message}/correct", methods=["POST"], stream=True)
    pages.add_route(delete, f"{message}/delete", methods=["POST"], stream=True)
    criterion = f"{one}/criteria/<criterion_id:str>"
    pages.add_route(override, f"{criterion}/override", methods=["POST"], stream=True)
    back = f"{one}/findings/<finding_id:str>/take-back"
    pages.add_route(take_back, back, methods=["POST"], stream=True)
    lead_deeds.add(pages, one)
    app.blueprint(pages)


@needs(Right.READ)
async def show(request: Request, lead_id: str) -> HTTPResponse:
    """Draw a lead's page; one that became part of another leads to that one."""
    services = services_of(request)
    tenant_id = await tenant_of_lead(services, operator_of(request), lead_id)
    lives_on = await survivor_of(services, tenant_id, lead_id)
    if lives_on != lead_id:
        return redirect(f"/leads/{lives_on}")
    return await draw_lead(request, tenant_id, lead_id)


@needs(Right.READ)
async def show_earlier(request: Request, lead_id: str) -> HTTPResponse:
    """Draw the next part of a timeline, to be put in the place of its button."""
    services, operator = services_of(request), operator_of(request)
    tenant_id = await tenant_of_lead(services, operator, lead_id)
    before, language = before_of(request.args.get("before", "")), shell_of(request).language
    desk = await read_desk(services, tenant_id, lead_id, operator.id, language, before)
    return draw(request, "_moments.html", desk=desk)


@needs(Right.READ)
async def show_message(request: Request, lead_id: str, message_id: str) -> HTTPResponse:
    """Draw one message with what rests on it, to be corrected or deleted."""
    tenant_id = await tenant_of_lead(services_of(request), operator_of(request), lead_id)
    back = local_path(request.args.get("back", f"/leads/{lead_id}"))
    return await _draw_message(request, tenant_id, lead_id, message_id, back)


async def _draw_message(
    request: Request,
    tenant_id: str,
    lead_id: str,
    message_id: str,
    back: str,
    error: Invalid | Conflict | None = None,
    text: str = "",
) -> HTTPResponse:
    services = services_of(request)
    message = await read_message(services, tenant_id, lead_id, message_id)
    rows = await read_lead(services, tenant_id, lead_id)
    view = message_page_of(rows, message, shell_of(request).language, text)
    return draw(
        request,
        "message.html",
        error.status if error else 200,
        view=view,
        page=view.page,
        problem=error.message if error else "",
        is_deleted=message.deleted_at is not None,
        back=back,
    )


@needs(Right.WORK)
async def correct(request: Request, lead_id: str, message_id: str) -> HTTPResponse:
    """Give a message other words, and score the lead anew."""
    services, operator, fields = services_of(request), operator_of(request), form_of(request)
    tenant_id = await tenant_of_lead(services, operator, lead_id)
    message = await read_message(services, tenant_id, lead_id, message_id)
    text, back = fields.get("text", "").replace("\r\n", "\n"), _back(request, lead_id)
    try:
        moved = await correct_message(
            services, tenant_id, message.id, operator.id, text, fields.get("reason", "")
        )
    except (Invalid, Conflict) as error:
        return await _draw_message(request, tenant_id, lead_id, message_id, back, error, text)
    return _moved(request, back, "corrected", moved)


@needs(Right.WORK)
async def delete(request: Request, lead_id: str, message_id: str) -> HTTPResponse:
    """Delete what a message says, and score the lead anew."""
    services, operator, fields = services_of(request), operator_of(request), form_of(request)
    tenant_id = await tenant_of_lead(services, operator, lead_id)
    message = await read_message(services, tenant_id, lead_id, message_id)
    back = _back(request, lead_id)
    try:
        moved = await delete_message(
            services, tenant_id, message.id, operator.id, fields.get("reason", "")
        )
    except (Invalid, Conflict) as error:
        return await _draw_message(request, tenant_id, lead_id, message_id, back, error)
    return _moved(request, back, "erased", moved)


def _back(request: Request, lead_id: str) -> str:
    return local_path(form_of(request).get("back") or f"/leads/{lead_id}")


def _moved(request: Request, back: str, note: str, moved: Moved) -> HTTPResponse:
    """Go back to where the operator came from; the lead's page says how the score moved."""
    if not back.startswith("/leads/"):
        return redirect(back)
    asked = {"note": note, "from": moved.points_before, "to": moved.points_after}
    return redirect(f"{back.partition('?')[0].partition('#')[0]}?{urlencode(asked)}#receipts")


@needs(Right.WORK)
async def override(request: Request, lead_id: str, criterion_id: str) -> HTTPResponse:
    """Decide what holds for a criterion."""
    services, operator, fields = services_of(request), operator_of(request), form_of(request)
    tenant_id = await tenant_of_lead(services, operator, lead_id)
    value, reason = fields.get("value", ""), fields.get("reason", "")
    try:
        await override_flow.override(
            services, tenant_id, lead_id, criterion_id, value, operator.id, reason
        )
    except Invalid as error:
        return await draw_lead(request, tenant_id, lead_id, error, criterion_id)
    return redirect(f"/leads/{lead_id}?note=overridden#criterion-{criterion_id}")


@needs(Right.WORK)
async def take_back(request: Request, lead_id: str, finding_id: str) -> HTTPResponse:
    """Take a decision back."""
    services, operator = services_of(request), operator_of(request)
    tenant_id = await tenant_of_lead(services, operator, lead_id)
    await override_flow.take_back(services, tenant_id, lead_id, finding_id, operator.id)
    return redirect(f"/leads/{lead_id}?note=taken_back#receipts")
