"""The list of leads: a table and a board, its views, and moving one lead on the board."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint, HTTPResponse, Request, Sanic
from sanic.response import empty, html

from app.domain.access import Right
from app.domain.lead_status import LeadStatus, status_of
from app.domain.text import storable, visible
from app.errors import Invalid, NotFound
from app.flows import edit_lead as flow
from app.routes.access import needs
from app.routes.audited import actor_of
from app.routes.auth import form_of, operator_of, protect, services_of
from app.routes.pages.conversations.page import is_script
from app.routes.pages.knowledge.words import CHANNEL_WORDS
from app.routes.pages.lead.words import STATUS_WORDS
from app.routes.pages.leads import bulk as leads_bulk
from app.routes.pages.leads import reads
from app.routes.pages.leads import transfer as leads_transfer
from app.routes.pages.leads.query import Asked, read
from app.routes.pages.leads.views import STATUSES, columns_of
from app.routes.pages.leads.words import (
    COLUMN_WORDS,
    FILTER_WORDS,
    HEAT_WORDS,
    PROBLEM_WORDS,
    SORT_WORDS,
    VIEW_WORDS,
)
from app.routes.pages.views import initials
from app.routes.render import HEADERS, draw, local_path, redirect, render
from app.store import lead_lines, saved_views
from app.store.db import Tx
from app.store.operators import Operator

_COLUMNS_COOKIE, _YEAR_S = "lead_columns", 365 * 24 * 3600
_LONGEST_NAME = 60


def mount(app: Sanic[Any, Any]) -> None:
    """Add the pages."""
    pages = Blueprint("leads")
    protect(pages)
    pages.add_route(show, "/leads", methods=["GET"])
    pages.add_route(show_more, "/leads/board/more", methods=["GET"])
    pages.add_route(set_columns, "/leads/columns", methods=["POST"], stream=True)
    pages.add_route(save_view, "/leads/views", methods=["POST"], stream=True)
    path = "/leads/views/<saved_view_id:str>/delete"
    pages.add_route(delete_view, path, methods=["POST"], stream=True)
    pages.add_route(move, "/leads/<lead_id:str>/move", methods=["POST"], stream=True)
    leads_bulk.add(pages)
    leads_transfer.add(pages)
    app.blueprint(pages)


def asked_of(request: Request) -> Asked:
    """Return the list a request asks for."""
    return read({name: request.args.get(name, "") for name in request.args})


def chosen_columns(request: Request) -> tuple[str, ...]:
    """Return the columns this browser shows."""
    return columns_of(request.cookies.get(_COLUMNS_COOKIE) or "")


@needs(Right.READ)
async def show(request: Request) -> HTTPResponse:
    """Draw the table or the board."""
    operator = operator_of(request)
    screen = await services_of(request).db.read(
        reads.load, operator, asked_of(request), chosen_columns(request)
    )
    return render(
        request,
        "pages/leads/board.html" if screen.asked.view == "board" else "pages/leads/index.html",
        screen=screen,
        operator_initials=initials(operator.name or operator.email),
        changed=_count(request.args.get("changed", "")),
        added=_count(request.args.get("added", "")),
        **words(),
    )


def words() -> dict[str, Any]:
    """Return the words the templates of leads choose from."""
    return {
        "statuses": STATUSES,
        "column_words": COLUMN_WORDS,
        "channel_words": CHANNEL_WORDS,
        "heat_words": HEAT_WORDS,
        "sort_words": SORT_WORDS,
        "status_words": STATUS_WORDS,
        "view_words": VIEW_WORDS,
        "filter_words": FILTER_WORDS,
    }


@needs(Right.READ)
async def show_more(request: Request) -> HTTPResponse:
    """Draw the next cards of one column of the board."""
    asked, status = asked_of(request), request.args.get("status", "")
    if status_of(status) is None:
        raise NotFound("There is no such column.")
    column = await services_of(request).db.read(_more, operator_of(request), asked, status)
    shell = request.ctx.shell
    return html(draw("pages/leads/_cards.html", shell, column=column, **words()), headers=HEADERS)


def _more(tx: Tx, operator: Operator, asked: Asked, status: str) -> Any:
    scope = reads.scope_of(tx, operator, asked)
    return reads.column(tx, scope, status, asked.after)


@needs(Right.WORK)
async def move(request: Request, lead_id: str) -> HTTPResponse:
    """Move a lead along the pipeline, from the board."""
    status = status_of(form_of(request).get("status", ""))
    if status is None:
        raise Invalid("There is no such status.")
    tenant_id = await _tenant_of(request, lead_id)
    await flow.set_status(
        services_of(request), actor_of(request), tenant_id, lead_id, LeadStatus(status)
    )
    return empty(headers=HEADERS) if is_script(request) else back(request, "/leads?view=board")


async def _tenant_of(request: Request, lead_id: str) -> str:
    owners = await services_of(request).db.read(lead_lines.tenant_of_leads, [lead_id])
    if not operator_of(request).sees(owners.get(lead_id)):
        raise NotFound("There is no such lead.")
    return owners[lead_id]


@needs(Right.ACCOUNT)
async def set_columns(request: Request) -> HTTPResponse:
    """Remember in this browser which columns the table shows."""
    fields = form_of(request)
    chosen = ".".join(name for name in COLUMN_WORDS if f"column-{name}" in fields) or "none"
    response = back(request, "/leads")
    is_https = services_of(request).settings.public_url.startswith("https://")
    response.add_cookie(
        _COLUMNS_COOKIE, chosen, secure=is_https, httponly=True, samesite="Lax", max_age=_YEAR_S
    )
    return response


@needs(Right.ACCOUNT)
async def save_view(request: Request) -> HTTPResponse:
    """Give the list a name, for oneself or for everybody."""
    operator, fields, services = operator_of(request), form_of(request), services_of(request)
    name = visible(storable(fields.get("name", "")))
    if not name or len(name) > _LONGEST_NAME:
        raise Invalid(PROBLEM_WORDS["name"])
    is_shared = fields.get("shared") == "1" and operator.may(Right.WORK)
    query, now = read(fields).query(), services.clock.now_ms()
    made = await services.db.write(
        saved_views.insert_view, operator, reads.PAGE, name, query, is_shared, now
    )
    if made is None:
        raise Invalid(PROBLEM_WORDS["views"])
    return redirect(f"/leads?{query}")


@needs(Right.ACCOUNT)
async def delete_view(request: Request, saved_view_id: str) -> HTTPResponse:
    """Forget a view; a shared one for everybody, by who works with leads."""
    operator, services = operator_of(request), services_of(request)
    gone = await services.db.write(
        saved_views.delete_view, operator, reads.PAGE, saved_view_id, operator.may(Right.WORK)
    )
    if not gone:
        raise NotFound("There is no such view.")
    return back(request, "/leads")


def back(request: Request, otherwise: str) -> HTTPResponse:
    """Go back to the list a form was posted from."""
    where = local_path(form_of(request).get("back", ""))
    return redirect(where if where.startswith("/leads") else otherwise)


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
