"""The figures of analytics, for programs, and the rows behind every one of them.

    GET /api/v1/analytics/<client_id>          ?period=today|7d|30d|90d|month, or ?from= and ?to=
    GET /api/v1/analytics/<client_id>/rows     the same, with of= and what narrows the rows
    GET /api/v1/analytics/<client_id>/export   the same, as a CSV file

A figure and its rows are found by the same conditions: there are as many as it says.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from msgspec import Struct, convert
from sanic import HTTPResponse, Request, Sanic

from app.domain import figures_summary as summary
from app.domain.access import Right
from app.domain.figures_behind import count_behind
from app.domain.figures_of_day import Figures
from app.domain.figures_period import Period
from app.domain.tenant import Tenant
from app.errors import NotFound
from app.routes.access import needs
from app.routes.api.analytics_shapes import (
    ROWS,
    Analytics,
    ConversationShares,
    CostFigures,
    FunnelStep,
    Rows,
    SourceQuality,
    SureTenth,
    Wait,
    Within,
)
from app.routes.api.frame import answer, client_of, cursor_text, refused
from app.routes.api.keys import enter
from app.routes.api.periods import PERIOD, Days, period_asked
from app.routes.api.queries import Asked, after, limit, query_of, text, words
from app.routes.figure_rows import CHOICES, FIGURES, TEXTS, lines, parts_of, plain, span_of
from app.routes.render import HEADERS
from app.store import analytics_rows, day_figures, tenants
from app.store.analytics_kinds import KINDS
from app.store.analytics_rows import Key, Page
from app.store.counting import COUNTERS
from app.store.db import Tx

_PATH = "/api/v1/analytics/<client_id:str>"
# For the description: status, what is sent, what comes back, by the handler's name.
BODIES: dict[str, tuple[int, type[Struct] | None, type[Struct] | None]] = {
    "show_analytics": (200, None, Analytics),
    "list_rows": (200, None, Rows),
}
MEDIA = {"export_rows": "text/csv"}
_USUAL = "leads"


def _about(name: str) -> str:
    kinds = " and ".join(f"`{of}`" for of, kind in KINDS.items() if name in kind.filters)
    return f"Narrows {kinds}."


_NARROWED = (
    *(words(name, allowed, about=_about(name)) for name, allowed in CHOICES.items()),
    *(text(name, _about(name)) for name in TEXTS),
)
QUERIES = {
    "show_analytics": PERIOD,
    "list_rows": (
        words("of", tuple(KINDS), _USUAL, "The kind of rows."),
        *PERIOD,
        *_NARROWED,
        limit(),
        after(int, str),
    ),
    "export_rows": (
        words("of", (*KINDS, FIGURES), _USUAL, "`figures`: every figure of every day."),
        *PERIOD,
        *_NARROWED,
    ),
}


def setup_analytics(app: Sanic[Any, Any]) -> None:
    """Add the routes."""
    for handler, path in (
        (show_analytics, _PATH),
        (list_rows, f"{_PATH}/rows"),
        (export_rows, f"{_PATH}/export"),
    ):
        app.add_route(handler, path, methods=["GET"], name=f"api_{handler.__name__}")


@needs(Right.READ)
async def show_analytics(request: Request, client_id: str) -> HTTPResponse:
    """Return how leads come through, how long they wait, who answers, and what it costs."""
    services, key = await enter(request)
    tenant_id, asked = client_of(key, client_id), query_of(request, QUERIES)
    zone, period = await period_asked(request, tenant_id, asked)
    now, before = await services.db.read(_both, tenant_id, period)
    return answer(_analytics(tenant_id, zone, period, now, before))


@needs(Right.READ)
async def list_rows(request: Request, client_id: str) -> HTTPResponse:
    """List the rows that a figure was counted from, newest first.

    ``count`` is what the figure says, null where no figure says so. A page may hold fewer than
    asked for and still have a ``next``: rare rows are looked for in steps.
    """
    services, key = await enter(request)
    tenant_id, asked = client_of(key, client_id), query_of(request, QUERIES)
    of, parts = asked.text("of"), _parts(asked)
    _, period = await period_asked(request, tenant_id, asked)
    place = Key(*asked.cursor) if asked.cursor else None  # type: ignore[arg-type]
    found, figures = await services.db.read(_page, tenant_id, of, period, parts, asked.limit, place)
    items = [convert({"kind": of, **plain(row)}, ROWS) for row in found.rows]
    count, end = (
        count_behind(figures, of, parts),
        cursor_text(*found.after) if found.after else None,
    )
    return answer(Rows(tenant_id, Days(*period.bounds), of, count, items, end))


@needs(Right.READ)
async def export_rows(request: Request, client_id: str) -> HTTPResponse | None:
    """Send the rows that a figure was counted from as a CSV file, day by day."""
    services, key = await enter(request)
    tenant_id, asked = client_of(key, client_id), query_of(request, QUERIES)
    of, parts = asked.text("of"), _parts(asked)
    _, period = await period_asked(request, tenant_id, asked)
    tenant = await services.db.read(_tenant, tenant_id)
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{of}.csv"'}
    response = await request.respond(content_type="text/csv; charset=utf-8", headers=headers)
    if response is None:
        return None
    async for one in lines(services, [tenant], period, of, parts):
        await response.send(one)
    await response.eof()
    return None


def _parts(asked: Asked) -> dict[str, str]:
    of = asked.text("of")
    said = {name: asked.text(name) for name in (*CHOICES, *TEXTS) if asked.has(name)}
    parts, wrong = parts_of(of, said)
    if wrong:
        raise refused(wrong, f"does not narrow {of}.")
    return parts


def _tenant(tx: Tx, tenant_id: str) -> Tenant:
    found = tenants.tenant_by_id(tx, tenant_id)
    if found is None:
        raise NotFound("There is no such client.")
    return found


def _both(tx: Tx, tenant_id: str, period: Period) -> tuple[Figures, Figures]:
    return (
        day_figures.sums(tx, (tenant_id,), *period.bounds, summary.KINDS),
        day_figures.sums(tx, (tenant_id,), *period.before.bounds, summary.KINDS),
    )


def _page(
    tx: Tx,
    tenant_id: str,
    of: str,
    period: Period,
    parts: dict[str, str],
    most: int,
    place: Key | None,
) -> tuple[Page, Figures]:
    span = span_of(_tenant(tx, tenant_id), period)
    found = analytics_rows.page(tx, [span], of, parts, most, place)
    return found, day_figures.sums(tx, (tenant_id,), *period.bounds, tuple(COUNTERS))


def _analytics(
    tenant_id: str, zone: str, period: Period, now: Figures, before: Figures
) -> Analytics:
    handled = {one.key: one.n for one in summary.handled_of(now)}
    costs = summary.costs_of(now, before)
    return Analytics(
        client_id=tenant_id,
        zone=zone,
        period=Days(*period.bounds),
        before=Days(*period.before.bounds),
        funnel=[
            FunnelStep(one.key, one.n, one.before, round(one.of_first, 1), round(one.of_former, 1))
            for one in summary.steps_of(now, before)
        ],
        waits=[_wait(one) for one in summary.waits_of(now, before)],
        handled=ConversationShares(**{key: handled.get(key, 0) for key in summary.HANDLED}),
        outcomes={one.key: one.n for one in summary.outcomes_of(now)},
        confidence=[SureTenth(one.low, one.high, one.n, one.right) for one in summary.sure_of(now)],
        sources=[
            SourceQuality(
                one.name, one.leads, round(one.score, 1), one.qualified, one.booked, one.won
            )
            for one in summary.sources_of(now)
        ],
        cost=CostFigures(**asdict(costs)),
    )


def _wait(one: summary.Wait) -> Wait:
    quick = None if one.quick is None else round(one.quick, 1)
    wall = Within(one.wall.median_ms, one.wall.p90_ms)
    opened = Within(one.opened.median_ms, one.opened.p90_ms)
    return Wait(one.key, one.n, wall, opened, one.before_ms, quick)
