"""Analytics: how leads come through, how long they wait, who answers, and what it costs.

Everything shown is a sum of days, and everything can be had as rows: the figures of each day, and
the leads, conversations, escalations, drafts and calls they were counted from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sanic import Blueprint, HTTPResponse, Request, Sanic

from app.domain import figures_summary as summary
from app.domain.access import Right
from app.domain.figures_of_day import Figures
from app.domain.figures_period import CHOICES, Period, day_at, period_of, shared_zone
from app.domain.tenant import Tenant
from app.errors import NotFound
from app.routes.access import needs
from app.routes.auth import operator_of, protect, services_of
from app.routes.figure_rows import FIGURES, lines
from app.routes.pages.analytics import figure_list, views
from app.routes.pages.analytics.words import (
    EMPTY_SOURCE_WORDS,
    HANDLED_WORDS,
    STEP_WORDS,
    WAIT_WORDS,
)
from app.routes.pages.conversations.decision_words import OUTCOME_WORDS
from app.routes.pages.dashboard.page import asked_of
from app.routes.pages.dashboard.reads import Asked
from app.routes.pages.dashboard.views import Place
from app.routes.pages.dashboard.words import PERIOD_NAME_WORDS
from app.routes.pages.views import Client
from app.routes.render import HEADERS, render
from app.services import Services
from app.store import analytics_rows, dashboard_lists, day_figures, inbox, tenants
from app.store.counting import COUNTERS
from app.store.db import Tx
from app.store.operators import Operator

SHOWN = 50
WORDS = {
    "steps": STEP_WORDS,
    "handled": HANDLED_WORDS,
    "waits": WAIT_WORDS,
    "outcomes": OUTCOME_WORDS,
    "sources": EMPTY_SOURCE_WORDS,
}


def mount(app: Sanic[Any, Any]) -> None:
    """Add the page, the rows behind its figures, and their files."""
    pages = Blueprint("analytics")
    protect(pages)
    pages.add_route(show, "/analytics", methods=["GET"])
    pages.add_route(show_rows, "/analytics/rows/<what:str>", methods=["GET"])
    pages.add_route(export, "/analytics/export/<what:str>", methods=["GET"])
    app.blueprint(pages)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures of which days somebody may see; ``whose`` None is the whole agency."""

    clients: tuple[Client, ...]
    tenants: tuple[Tenant, ...]
    whose: tuple[str, ...] | None
    zone: str
    place: Place


@needs(Right.READ)
async def show(request: Request) -> HTTPResponse:
    """Draw the page."""
    screen = await load(services_of(request), operator_of(request), asked_of(request))
    return render(
        request,
        "pages/analytics/index.html",
        screen=screen,
        place=screen.place,
        periods=_periods(),
        words=WORDS,
    )


@needs(Right.READ)
async def show_rows(request: Request, what: str) -> HTTPResponse:
    """Draw the rows behind a figure."""
    wanted = figure_list.wanted_of(what, request.get_args(keep_blank_values=True))
    services, operator = services_of(request), operator_of(request)
    now_ms = services.clock.now_ms()
    screen = await services.db.read(_load_rows, operator, asked_of(request), wanted, now_ms)
    return render(
        request,
        "pages/analytics/rows.html",
        screen=screen,
        place=screen.place,
        periods=_periods(),
        words=figure_list.WORDS,
    )


@needs(Right.WORK)
async def export(request: Request, what: str) -> HTTPResponse | None:
    """Send the rows of a kind as a CSV file, a day of a client at a time."""
    services, operator = services_of(request), operator_of(request)
    wanted = figure_list.wanted_of(what, request.get_args(keep_blank_values=True), also=(FIGURES,))
    scope = await services.db.read(scope_of, operator, asked_of(request), services.clock.now_ms())
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{what}.csv"'}
    response = await request.respond(content_type="text/csv; charset=utf-8", headers=headers)
    if response is None:
        return None
    async for text in lines(services, scope.tenants, scope.place.period, what, wanted.parts):
        await response.send(text)
    await response.eof()
    return None


def _periods() -> tuple[tuple[str, str], ...]:
    return tuple((one, PERIOD_NAME_WORDS[one]) for one in CHOICES)


async def load(services: Services, operator: Operator, asked: Asked) -> views.Screen:
    """Return the page an operator may see.

    Raises:
        NotFound: the client is not one of theirs.
    """
    return await services.db.read(_load, operator, asked, services.clock.now_ms())


def _load(tx: Tx, operator: Operator, asked: Asked, now_ms: int) -> views.Screen:
    scope = scope_of(tx, operator, asked, now_ms)
    now = _sums(tx, scope, scope.place.period)
    before = _sums(tx, scope, scope.place.period.before)
    return views.Screen(
        scope.place,
        scope.clients,
        scope.zone,
        summary.steps_of(now, before),
        summary.waits_of(now, before),
        summary.handled_of(now),
        summary.outcomes_of(now),
        summary.sure_of(now),
        summary.sources_of(now),
        summary.costs_of(now, before),
    )


def _sums(tx: Tx, scope: Scope, period: Period) -> Figures:
    return day_figures.sums(tx, scope.whose, *period.bounds, summary.KINDS)


def _load_rows(
    tx: Tx, operator: Operator, asked: Asked, wanted: figure_list.Wanted, now_ms: int
) -> figure_list.Screen:
    scope = scope_of(tx, operator, asked, now_ms)
    period = scope.place.period
    spans = [figure_list.span_of(one, period) for one in scope.tenants]
    found = analytics_rows.page(tx, spans, wanted.what, wanted.parts, SHOWN, wanted.after)
    figures = day_figures.sums(tx, scope.whose, *period.bounds, tuple(COUNTERS))
    return figure_list.screen_of(tx, scope.clients, scope.place, wanted, found, figures)


def scope_of(tx: Tx, operator: Operator, asked: Asked, now_ms: int) -> Scope:
    """Return what somebody asks for and may see.

    Raises:
        NotFound: the client is not one of theirs.
    """
    clients = tuple(Client(*one) for one in inbox.clients(tx, operator.tenant_ids))
    if asked.client_id and asked.client_id not in {one.id for one in clients}:
        raise NotFound("There is no such client.")
    ids = (asked.client_id,) if asked.client_id else tuple(one.id for one in clients)
    zone = shared_zone(dashboard_lists.zone_of_each(tx, ids))
    period = period_of(asked.choice, day_at(zone, now_ms), asked.first, asked.last)
    found = (tenants.tenant_by_id(tx, one) for one in ids)
    whose = None if operator.sees_all and not asked.client_id else ids
    theirs = tuple(one for one in found if one is not None)
    return Scope(clients, theirs, whose, zone, Place(asked.client_id, period))
