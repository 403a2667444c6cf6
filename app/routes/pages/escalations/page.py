"""Escalations: who needs a person, why, what is known; acknowledged, taken and resolved here."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint, HTTPResponse, Request, Sanic

from app.domain.access import Right
from app.domain.escalation import CHOSEN_OUTCOMES
from app.domain.text import storable
from app.errors import Invalid, NotFound
from app.flows import acknowledge as flow
from app.routes.access import needs
from app.routes.auth import form_of, operator_of, protect, services_of
from app.routes.pages.escalations import team as escalations_team
from app.routes.pages.escalations.views import (
    OUTCOMES,
    Screen,
    Side,
    incident_of,
    row_of,
    stands_alone,
)
from app.routes.pages.views import Client, initials
from app.routes.render import local_path, redirect, render
from app.services import Services
from app.store import escalation_lists as lists
from app.store import inbox, operators
from app.store.db import Tx
from app.store.operators import Operator

SHOWN = 60
STATES = ("pending", "resolved")


def mount(app: Sanic[Any, Any]) -> None:
    """Add the pages."""
    team = Blueprint("escalations_team")
    protect(team)
    escalations_team.add(team)
    app.blueprint(team)
    pages = Blueprint("escalations")
    protect(pages)
    one = "/escalations/<escalation_id:str>"
    pages.add_route(show, "/escalations", methods=["GET"])
    pages.add_route(acknowledge, f"{one}/acknowledge", methods=["POST"], stream=True)
    pages.add_route(assign, f"{one}/assign", methods=["POST"], stream=True)
    pages.add_route(resolve, f"{one}/resolve", methods=["POST"], stream=True)
    incident = "/escalations/incidents/<incident_id:str>/acknowledge"
    pages.add_route(acknowledge_incident, incident, methods=["POST"], stream=True)
    app.blueprint(pages)


@needs(Right.READ)
async def show(request: Request) -> HTTPResponse:
    """Draw the list."""
    operator, args = operator_of(request), request.args
    screen = await load(
        services_of(request),
        operator,
        args.get("show", "pending"),
        args.get("client", ""),
        _before(args.get("before", "")),
    )
    return render(
        request,
        "pages/escalations/index.html",
        screen=screen,
        side=screen.side,
        outcomes=OUTCOMES,
        operator_initials=initials(operator.name or operator.email),
    )


def _before(text: str) -> tuple[int, str] | None:
    """Return where older ones begin, None for the newest.

    Raises:
        Invalid: it is no address that we gave.
    """
    if not text:
        return None
    at_ms, _, last_id = text.partition("-")
    if not (at_ms.isascii() and at_ms.isdecimal() and len(at_ms) <= 15 and last_id):
        raise Invalid("There is no such page.")
    return int(at_ms), storable(last_id)


async def load(
    services: Services,
    operator: Operator,
    state: str,
    client_id: str,
    before: tuple[int, str] | None = None,
) -> Screen:
    """Return the page an operator may see, for the page and its live stream alike.

    Raises:
        NotFound: there is no such list, or the client is not one of theirs.
    """
    if state not in STATES:
        raise NotFound("There is no such list.")
    return await services.db.read(_load, operator, state, client_id, before)


def _load(
    tx: Tx, operator: Operator, state: str, client_id: str, before: tuple[int, str] | None
) -> Screen:
    side = side_of(tx, operator, state, client_id)
    more = {"before": before} if before else {}
    found = lists.listed(tx, side.tenant_ids, state, SHOWN + 1, **more)
    has_older, found = len(found) > SHOWN, found[:SHOWN]
    incidents: list[Any] = []
    if state == "pending":
        sees_all = operator.sees_all and not client_id
        incidents = lists.incidents_for(tx, frozenset(side.tenant_ids), sees_all)
    shows_client = len(side.tenant_ids) > 1
    rows = found if state == "resolved" else [one for one in found if stands_alone(one)]
    return Screen(
        side,
        tuple(row_of(one, shows_client, operator.id) for one in rows),
        tuple(incident_of(row, count, found) for row, count in incidents),
        {one: operators.who_see(tx, one) for one in {line.row.tenant_id for line in rows}},
        _address_of(found[-1]) if has_older and state == "resolved" else "",
    )


def _address_of(one: lists.Listed) -> str:
    return f"{one.row.resolved_at or 0}-{one.row.id}"


def side_of(tx: Tx, operator: Operator, here: str, client_id: str) -> Side:
    """Return the pane beside the page.

    Raises:
        NotFound: the client is not one of the operator's.
    """
    clients = tuple(Client(*one) for one in inbox.clients(tx, operator.tenant_ids))
    if client_id and client_id not in {client.id for client in clients}:
        raise NotFound("There is no such client.")
    sees_agency = operator.may(Right.AGENCY)
    side = Side(clients, client_id, here, 0, sees_agency)
    pending = lists.count_pending(tx, side.tenant_ids)
    return Side(clients, client_id, here, pending, sees_agency)


@needs(Right.WORK)
async def acknowledge(request: Request, escalation_id: str) -> HTTPResponse:
    """Note that the operator takes care of it."""
    tenant_id, operator = await _tenant_of(request, escalation_id), operator_of(request)
    by = operator.name or operator.email
    await flow.acknowledge(services_of(request), tenant_id, escalation_id, by, operator.id)
    return _back(request)


async def _tenant_of(request: Request, escalation_id: str) -> str:
    """Return whose an escalation is; a foreign one is not there."""
    found = await services_of(request).db.read(lists.tenant_of_escalation, storable(escalation_id))
    if found is None or not operator_of(request).sees(found):
        raise NotFound("There is no such escalation.")
    return found


def _back(request: Request) -> HTTPResponse:
    where = local_path(form_of(request).get("back", "/escalations"))
    return redirect(where if where.startswith("/escalations") else "/escalations")


@needs(Right.WORK)
async def assign(request: Request, escalation_id: str) -> HTTPResponse:
    """Give it to the operator who asks, or to the one they choose, who must see the client."""
    tenant_id, services = await _tenant_of(request, escalation_id), services_of(request)
    chosen = storable(form_of(request).get("to", "")) or operator_of(request).id
    to = await services.db.read(operators.operator_by_id, chosen)
    if to is None or not to.sees(tenant_id):
        raise Invalid("There is no such person.")
    await flow.assign(services, tenant_id, escalation_id, to)
    return _back(request)


@needs(Right.WORK)
async def resolve(request: Request, escalation_id: str) -> HTTPResponse:
    """End it with what came of it."""
    tenant_id = await _tenant_of(request, escalation_id)
    wanted = form_of(request).get("outcome", "")
    outcome = next((one for one in CHOSEN_OUTCOMES if one.value == wanted), None)
    if outcome is None:
        raise Invalid("There is no such outcome.")
    await flow.resolve(
        services_of(request), tenant_id, escalation_id, outcome, operator_of(request).id
    )
    return _back(request)


@needs(Right.WORK)
async def acknowledge_incident(request: Request, incident_id: str) -> HTTPResponse:
    """Note that the operator takes care of an outage they may see."""
    services, operator = services_of(request), operator_of(request)
    if not await services.db.read(_sees_incident, operator, incident_id):
        raise NotFound("There is no such incident.")
    await flow.acknowledge_incident(services, incident_id, operator.name or operator.email)
    return _back(request)


def _sees_incident(tx: Tx, operator: Operator, incident_id: str) -> bool:
    tenant_ids = frozenset(one for one, _ in inbox.clients(tx, operator.tenant_ids))
    shown = lists.incidents_for(tx, tenant_ids, operator.sees_all)
    return incident_id in {incident.id for incident, _ in shown}
