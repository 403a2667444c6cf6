"""The figures of the dashboard, for programs: ``/api/v1/dashboard/<client_id>/…``.

    GET /stats              ?period=today|7d|30d|90d|month or ?from=YYYY-MM-DD&to=YYYY-MM-DD
    GET /leads-by-day       the same
    GET /leads-by-channel   the same

Days are those of the client's zone. They are counted from the rows, some two seconds behind them.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from sanic import HTTPResponse, Request, Sanic

from app.domain.access import Right
from app.domain.figures_of_day import (
    Figures,
    change,
    count_of,
    counts_of,
    percentile,
    share_below,
    total_of,
)
from app.domain.figures_period import CHOICES, LONGEST_DAYS, USUAL, Period, day_at, period_of
from app.errors import NotFound
from app.routes.access import needs
from app.routes.api.frame import answer, client_of, refused
from app.routes.api.keys import enter
from app.routes.api.queries import day, query_of, words
from app.store import dashboard_lists, day_figures, escalation_lists
from app.store.db import Tx

_PATH = "/api/v1/dashboard/<client_id:str>"
_KINDS = ("leads", "messages", "replies", "turns", "escalations", "appointments", "usage")
_MADE = ("booked", "done", "no_show")
_QUICK_MS = 60_000


class Days(Struct):
    """A period: its first and last day, both included, as ISO 8601."""

    first: str
    last: str


class Compared(Struct):
    """A figure, what it was in the period before, and the change in percent.

    ``change_percent`` is null when there was nothing before.
    """

    count: int
    before: int
    change_percent: int | None


class FirstReply(Struct):
    """How long leads waited for the first reply; null when nobody was replied to."""

    count: int
    median_ms: int | None
    p90_ms: int | None
    within_a_minute: float | None
    unreplied: int


class ModelUse(Struct):
    """What models were used for: calls, tokens of every kind, and millionths of a US dollar."""

    calls: int
    tokens: int
    cost_microusd: int


class Stats(Struct):
    """The figures of a period and of the one of the same length before it.

    Leads are counted on the day they came, by what is known of them now; ``leads_by_score`` in
    tens. ``escalations_pending`` is of now.
    """

    client_id: str
    zone: str
    period: Days
    before: Days
    leads: Compared
    hot_leads: Compared
    appointments: Compared
    escalations_opened: Compared
    escalations_resolved: Compared
    escalations_pending: int
    leads_by_temperature: dict[str, int]
    leads_by_status: dict[str, int]
    leads_by_score: dict[str, int]
    messages_by_author: dict[str, int]
    turns_by_path: dict[str, int]
    first_reply: FirstReply
    usage: ModelUse


class LeadDay(Struct):
    """Leads that came on a day, and how many of them are hot now."""

    day: str
    leads: int
    hot: int


class LeadDays(Struct):
    """Every day of a period, oldest first."""

    client_id: str
    zone: str
    period: Days
    days: list[LeadDay]


class LeadChannels(Struct):
    """Leads by the channel they first wrote on, and by where they came from."""

    client_id: str
    zone: str
    period: Days
    channels: dict[str, int]
    sources: dict[str, int]


# For the description: status, what is sent, what comes back, by the handler's name.
BODIES: dict[str, tuple[int, type[Struct] | None, type[Struct] | None]] = {
    "show_stats": (200, None, Stats),
    "list_leads_by_day": (200, None, LeadDays),
    "list_leads_by_channel": (200, None, LeadChannels),
}
_PERIOD = (
    words("period", CHOICES, USUAL, "`custom` goes from `from` to `to`; so does leaving it out."),
    day("from", "The first day, by the client's clock."),
    day("to", "The last day, included; today when left out."),
)
# What may stand behind the ``?``, by the handler's name.
QUERIES = dict.fromkeys(BODIES, _PERIOD)


def setup_dashboard(app: Sanic[Any, Any]) -> None:
    """Add the routes."""
    for handler, name in (
        (show_stats, "stats"),
        (list_leads_by_day, "leads-by-day"),
        (list_leads_by_channel, "leads-by-channel"),
    ):
        path = f"{_PATH}/{name}"
        app.add_route(handler, path, methods=["GET"], name=f"api_{handler.__name__}")


@needs(Right.READ)
async def show_stats(request: Request, client_id: str) -> HTTPResponse:
    """Return the figures of a period beside those of the period before."""
    services, key = await enter(request)
    tenant_id = client_of(key, client_id)
    zone, period = await _period(request, tenant_id)
    found = await services.db.read(_both, tenant_id, period)
    return answer(_stats(tenant_id, zone, period, *found))


@needs(Right.READ)
async def list_leads_by_day(request: Request, client_id: str) -> HTTPResponse:
    """List how many leads came on each day of a period."""
    services, key = await enter(request)
    tenant_id = client_of(key, client_id)
    zone, period = await _period(request, tenant_id)
    found = await services.db.read(day_figures.by_day, (tenant_id,), *period.bounds, ("leads",))
    days = [
        LeadDay(
            day,
            count_of(found.get(day, {}), "leads_by_channel"),
            count_of(found.get(day, {}), "leads_by_temperature", "hot"),
        )
        for day in period.dates
    ]
    return answer(LeadDays(tenant_id, zone, Days(*period.bounds), days))


@needs(Right.READ)
async def list_leads_by_channel(request: Request, client_id: str) -> HTTPResponse:
    """List how many leads of a period came on which channel, and from where."""
    services, key = await enter(request)
    tenant_id = client_of(key, client_id)
    zone, period = await _period(request, tenant_id)
    found = await services.db.read(day_figures.sums, (tenant_id,), *period.bounds, ("leads",))
    return answer(
        LeadChannels(
            tenant_id,
            zone,
            Days(*period.bounds),
            counts_of(found, "leads_by_channel"),
            counts_of(found, "leads_by_source"),
        )
    )


async def _period(request: Request, tenant_id: str) -> tuple[str, Period]:
    """Return the client's zone and the period a request asks for.

    Raises:
        Unprocessable: it is none.
    """
    services = request.app.ctx.services
    asked = query_of(request, QUERIES)
    first, last, choice = asked.day("from"), asked.day("to"), asked.text("period")
    zones = await services.db.read(dashboard_lists.zone_of_each, (tenant_id,))
    if not zones:
        raise NotFound("There is no such client.")
    today = day_at(zones[0], services.clock.now_ms())
    if not (first or last):
        if choice == "custom":
            raise refused("from", "is needed for a custom period.")
        return zones[0], period_of(choice, today)
    begins, ends = first or last or today, last or today
    if begins > min(ends, today):
        raise refused("from", "must not be later than to, nor than today.")
    if (ends - begins).days >= LONGEST_DAYS:
        raise refused("from", f"must be less than {LONGEST_DAYS} days before to.")
    return zones[0], period_of("custom", today, begins.isoformat(), ends.isoformat())


def _both(tx: Tx, tenant_id: str, period: Period) -> tuple[Figures, Figures, int]:
    return (
        day_figures.sums(tx, (tenant_id,), *period.bounds, _KINDS),
        day_figures.sums(tx, (tenant_id,), *period.before.bounds, _KINDS),
        escalation_lists.count_pending(tx, (tenant_id,)),
    )


def _stats(
    tenant_id: str, zone: str, period: Period, now: Figures, before: Figures, pending: int
) -> Stats:
    def compared(name: str, *slices: str) -> Compared:
        count, then = count_of(now, name, *slices), count_of(before, name, *slices)
        return Compared(count, then, change(count, then))

    waits = counts_of(now, "first_reply")
    return Stats(
        client_id=tenant_id,
        zone=zone,
        period=Days(*period.bounds),
        before=Days(*period.before.bounds),
        leads=compared("leads_by_channel"),
        hot_leads=compared("leads_by_temperature", "hot"),
        appointments=compared("appointments", *_MADE),
        escalations_opened=compared("escalations_opened"),
        escalations_resolved=compared("escalations_resolved"),
        escalations_pending=pending,
        leads_by_temperature=counts_of(now, "leads_by_temperature"),
        leads_by_status=counts_of(now, "leads_by_status"),
        leads_by_score=counts_of(now, "leads_by_score"),
        messages_by_author=counts_of(now, "messages"),
        turns_by_path=counts_of(now, "turns"),
        first_reply=FirstReply(
            sum(waits.values()),
            percentile(waits, 0.5),
            percentile(waits, 0.9),
            share_below(waits, _QUICK_MS),
            count_of(now, "unreplied"),
        ),
        usage=ModelUse(count_of(now, "usage"), total_of(now, "tokens"), total_of(now, "usage")),
    )
