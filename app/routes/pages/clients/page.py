"""A client's own page: its state, what is left to set up, what it costs, who and what comes in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sanic import Blueprint, HTTPResponse, Request, Sanic

from app.domain.access import Right
from app.domain.budget import period_of
from app.domain.tenant import Tenant
from app.errors import Conflict, NotFound, Unprocessable
from app.flows import delete_client as deleting
from app.flows import manage_client as flow
from app.routes.access import needs
from app.routes.audited import actor_of
from app.routes.auth import form_of, operator_of, protect, services_of
from app.routes.pages.assistant.budget_views import Gauge, gauges_of
from app.routes.pages.clients import index as listing
from app.routes.pages.clients.views import Card, card_of
from app.routes.pages.conversations.decision_words import PERIOD_WORDS
from app.routes.pages.settings.keys import KeyRow, rows_of
from app.routes.pages.settings.members import People, read_people
from app.routes.pages.settings.words import NOTE_WORDS
from app.routes.pages.views import initials
from app.routes.render import redirect, render
from app.store import clients, tenants, usage
from app.store.clients import Contact
from app.store.db import Tx
from app.store.operators import Operator

_PATH = "/clients/<client_id:str>"


@dataclass(frozen=True, slots=True)
class Page:
    """A client with everything its page shows."""

    card: Card
    tenant: Tenant
    contact: Contact
    gauges: tuple[Gauge, ...]
    people: People


def mount(app: Sanic[Any, Any]) -> None:
    """Add the clients' pages."""
    pages = Blueprint("clients")
    protect(pages)
    listing.add(pages)
    pages.add_route(show, _PATH, methods=["GET"], name="show_client")
    pages.add_route(pause, f"{_PATH}/pause", methods=["POST"], stream=True)
    pages.add_route(activate, f"{_PATH}/activate", methods=["POST"], stream=True)
    pages.add_route(archive, f"{_PATH}/archive", methods=["POST"], stream=True)
    pages.add_route(take_back, f"{_PATH}/take-back", methods=["POST"], stream=True)
    pages.add_route(delete, f"{_PATH}/delete", methods=["POST"], stream=True)
    app.blueprint(pages)


@needs(Right.READ)
async def show(request: Request, client_id: str) -> HTTPResponse:
    """Draw a client's page."""
    return await _draw(request, client_id)


async def _draw(
    request: Request, client_id: str, status: int = 200, problem: str = ""
) -> HTTPResponse:
    services, operator = services_of(request), operator_of(request)
    page = await services.db.read(_read, operator, client_id, services.clock.now_ms())
    keys: tuple[KeyRow, ...] = ()
    if operator.may(Right.MANAGE):
        keys = await rows_of(services, client_id)
    return render(
        request,
        "pages/clients/client.html",
        status=status,
        page=page,
        keys=keys,
        period_word=PERIOD_WORDS[page.tenant.budget_period],
        note=NOTE_WORDS.get(request.args.get("note", ""), ""),
        problem_text=problem,
        sees_all=operator.tenant_ids is None or len(operator.tenant_ids) > 1,
        operator_initials=initials(operator.name or operator.email),
    )


def _read(tx: Tx, operator: Operator, client_id: str, now_ms: int) -> Page:
    row, tenant = clients.client_row(tx, client_id), tenants.tenant_by_id(tx, client_id)
    if row is None or tenant is None or not operator.sees(client_id):
        raise NotFound("There is no such client.")
    period = period_of(tenant, now_ms)
    spent, held = usage.spent_in(tx, client_id, period), usage.reserved_in(tx, client_id, period)
    return Page(
        card_of(tx, row, now_ms),
        tenant,
        clients.contact_of(tx, client_id),
        gauges_of(tenant, spent, held),
        read_people(tx, operator, client_id) if operator.may(Right.MANAGE) else People(),
    )


@needs(Right.MANAGE)
async def pause(request: Request, client_id: str) -> HTTPResponse:
    """Let the assistant of a client rest."""
    return await _set_paused(request, client_id, paused=True)


@needs(Right.MANAGE)
async def activate(request: Request, client_id: str) -> HTTPResponse:
    """Let the assistant of a client work."""
    return await _set_paused(request, client_id, paused=False)


async def _set_paused(request: Request, client_id: str, *, paused: bool) -> HTTPResponse:
    services = services_of(request)
    try:
        await flow.set_paused(services, actor_of(request), client_id, paused=paused)
    except Conflict as error:
        return await _draw(request, client_id, error.status, error.message)
    return redirect(f"/clients/{client_id}?note={'paused' if paused else 'activated'}")


@needs(Right.AGENCY)
async def archive(request: Request, client_id: str) -> HTTPResponse:
    """Put a client away."""
    await flow.set_archived(services_of(request), actor_of(request), client_id, archived=True)
    return redirect(f"/clients/{client_id}?note=archived")


@needs(Right.AGENCY)
async def take_back(request: Request, client_id: str) -> HTTPResponse:
    """Take a client back that was put away."""
    await flow.set_archived(services_of(request), actor_of(request), client_id, archived=False)
    return redirect(f"/clients/{client_id}?note=taken_back")


@needs(Right.OWN)
async def delete(request: Request, client_id: str) -> HTTPResponse:
    """Delete a client for good, when its name was typed."""
    typed = form_of(request).get("name", "")
    try:
        await deleting.delete_client(services_of(request), actor_of(request), client_id, typed)
    except (Conflict, Unprocessable) as error:
        return await _draw(request, client_id, error.status, error.message)
    # Not to its own page: that may be gone before the browser asks for it.
    return redirect("/clients?note=deleting")
