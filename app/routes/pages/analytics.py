"""Analytics: how leads come through, how long they wait, who answers, and what it costs.

Everything shown is a sum of days, and everything can be had as rows: the figures of each day, and
the leads, conversations, escalations, drafts and calls they were counted from.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from sanic import Blueprint, HTTPResponse, Request, Sanic

from app.clock import at
from app.domain import sheet
from app.domain.access import Right
from app.domain.figures_period import CHOICES, Period, day_at, day_named, period_of, shared_zone
from app.domain.tenant import Tenant
from app.errors import NotFound
from app.routes.access import needs
from app.routes.auth import operator_of, protect, services_of
from app.routes.pages import analytics_views as views
from app.routes.pages.analytics_words import (
    EMPTY_SOURCE_WORDS,
    EXPORT_WORDS,
    HANDLED_WORDS,
    STEP_WORDS,
    WAIT_WORDS,
)
from app.routes.pages.dashboard import asked_of
from app.routes.pages.dashboard_reads import Asked
from app.routes.pages.dashboard_views import Place
from app.routes.pages.dashboard_words import PERIOD_NAME_WORDS
from app.routes.pages.decision_words import OUTCOME_WORDS
from app.routes.pages.views import Client
from app.routes.render import HEADERS, render
from app.services import Services
from app.store import analytics_rows, dashboard_lists, day_figures, inbox, tenants
from app.store.counting import COUNTERS
from app.store.db import Tx
from app.store.operators import Operator

KINDS = ("funnel", "clocks", "outcomes", "usage")
WORDS = {
    "steps": STEP_WORDS,
    "handled": HANDLED_WORDS,
    "waits": WAIT_WORDS,
    "outcomes": OUTCOME_WORDS,
    "exports": EXPORT_WORDS,
    "sources": EMPTY_SOURCE_WORDS,
}


def mount(app: Sanic[Any, Any]) -> None:
    """Add the page and its exports."""
    pages = Blueprint("analytics")
    protect(pages)
    pages.add_route(show, "/analytics", methods=["GET"])
    pages.add_route(export, "/analytics/export/<what:str>", methods=["GET"])
    app.blueprint(pages)


@needs(Right.READ)
async def show(request: Request) -> HTTPResponse:
    """Draw the page."""
    screen = await load(services_of(request), operator_of(request), asked_of(request))
    periods = tuple((one, PERIOD_NAME_WORDS[one]) for one in CHOICES)
    return render(
        request,
        "pages/analytics/index.html",
        screen=screen,
        place=screen.place,
        periods=periods,
        words=WORDS,
    )


@needs(Right.WORK)
async def export(request: Request, what: str) -> HTTPResponse | None:
    """Send the rows of a kind as a CSV file, a day of a client at a time."""
    services = services_of(request)
    if what not in EXPORT_WORDS:
        raise NotFound("There is no such export.")
    scope = await services.db.read(
        _scope, operator_of(request), asked_of(request), services.clock.now_ms()
    )
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{what}.csv"'}
    response = await request.respond(content_type="text/csv; charset=utf-8", headers=headers)
    if response is None:
        return None
    async for text in _lines(services, scope, what):
        await response.send(text)
    await response.eof()
    return None


async def load(services: Services, operator: Operator, asked: Asked) -> views.Screen:
    """Return the page an operator may see.

    Raises:
        NotFound: the client is not one of theirs.
    """
    return await services.db.read(_load, operator, asked, services.clock.now_ms())


def _load(tx: Tx, operator: Operator, asked: Asked, now_ms: int) -> views.Screen:
    clients, ids, zone, period = _scope(tx, operator, asked, now_ms)
    whose = None if operator.sees_all and not asked.client_id else ids
    now = day_figures.sums(tx, whose, *period.bounds, KINDS)
    before = day_figures.sums(tx, whose, *period.before.bounds, KINDS)
    return views.Screen(
        Place(asked.client_id, period),
        clients,
        zone,
        views.steps_of(now, before),
        views.waits_of(now, before),
        views.handled_of(now),
        views.outcomes_of(now),
        views.sources_of(now),
        views.costs_of(now, before),
    )


_Scope = tuple[tuple[Client, ...], tuple[str, ...], str, Period]


def _scope(tx: Tx, operator: Operator, asked: Asked, now_ms: int) -> _Scope:
    clients = tuple(Client(*one) for one in inbox.clients(tx, operator.tenant_ids))
    if asked.client_id and asked.client_id not in {one.id for one in clients}:
        raise NotFound("There is no such client.")
    ids = (asked.client_id,) if asked.client_id else tuple(one.id for one in clients)
    zone = shared_zone(dashboard_lists.zone_of_each(tx, ids))
    period = period_of(asked.choice, day_at(zone, now_ms), asked.first, asked.last)
    return clients, ids, zone, period


async def _lines(services: Services, scope: _Scope, what: str) -> AsyncIterator[str]:
    clients, ids, _, period = scope
    names = {one.id: one.name for one in clients}
    if what == "figures":
        yield sheet.MARK + sheet.line(("client", "day", "figure", "slice", "count", "total"))
    else:
        yield sheet.MARK + sheet.line(("client", "day", *analytics_rows.HEADERS[what]))
    for tenant_id in ids:
        tenant = await services.db.read(tenants.tenant_by_id, tenant_id)
        if tenant is None:
            continue
        for day in period.dates:
            rows = await services.db.read(_rows, tenant, what, day)
            yield "".join(sheet.line((names[tenant_id], day, *row)) for row in rows)


def _rows(tx: Tx, tenant: Tenant, what: str, day: str) -> list[tuple[Any, ...]]:
    if what == "figures":
        figures = day_figures.sums(tx, (tenant.id,), day, day, tuple(COUNTERS))
        return [
            (name, part, n, total)
            for name, slices in sorted(figures.items())
            for part, (n, total) in sorted(slices.items())
        ]
    span = day_named(tenant.zone, day)
    rows = analytics_rows.rows_of(tx, tenant, what, span.starts_ms, span.ends_ms)
    times = [
        n for n, name in enumerate(analytics_rows.HEADERS[what]) if name.split("_")[-1] == "at"
    ]
    return [_dated(row, times) for row in rows]


def _dated(row: tuple[Any, ...], times: list[int]) -> tuple[Any, ...]:
    return tuple(
        at(cell).isoformat() if n in times and cell is not None else cell
        for n, cell in enumerate(row)
    )
