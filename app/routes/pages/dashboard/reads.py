"""Reads the dashboard: the figures of its days, and the few rows that are shown themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.access import Right
from app.domain.figures_behind import MADE
from app.domain.figures_of_day import (
    Figures,
    add,
    change,
    count_of,
    counts_of,
    percentile,
    share_below,
    total_of,
)
from app.domain.figures_period import Period, day_at, period_of, shared_zone
from app.domain.figures_summary import OTHER
from app.errors import NotFound
from app.routes.pages.conversations.present import masked
from app.routes.pages.dashboard.views import (
    Bar,
    Breakdown,
    Card,
    Hot,
    Lack,
    Limit,
    Place,
    Queue,
    Replies,
    Screen,
    Spark,
    Trend,
    TrendDay,
    Use,
    Waiting,
    spark_of,
)
from app.routes.pages.escalations.views import reason_words
from app.routes.pages.views import CHANNEL_ICONS, Client
from app.services import Services
from app.store import dashboard_lists, day_figures, escalation_lists, inbox
from app.store.dashboard_lists import HotLead, Spending
from app.store.db import Tx
from app.store.escalation_lists import Listed
from app.store.operators import Operator

_SHOWN = 5
_LIMITS_SHOWN = 3
_LACKS_SHOWN = 4
_SOURCES_SHOWN = 3
_QUICK_MS = 60_000
# A line through one point says nothing.
_TREND_DAYS = 14
_DAILY = ("leads", "appointments", "escalations", "usage")
_SUMMED = ("replies",)
_TEMPERATURES = ("hot", "warm", "cold")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for, as it was typed."""

    client_id: str = ""
    choice: str = ""
    first: str = ""
    last: str = ""


async def load(services: Services, operator: Operator, asked: Asked) -> Screen:
    """Return the page an operator may see, for the page and its live stream alike.

    Raises:
        NotFound: the client is not one of theirs.
    """
    return await services.db.read(_load, operator, asked, services.clock.now_ms())


def _load(tx: Tx, operator: Operator, asked: Asked, now_ms: int) -> Screen:
    clients = tuple(Client(*one) for one in inbox.clients(tx, operator.tenant_ids))
    if asked.client_id and asked.client_id not in {one.id for one in clients}:
        raise NotFound("There is no such client.")
    ids = (asked.client_id,) if asked.client_id else tuple(one.id for one in clients)
    zone = shared_zone(dashboard_lists.zone_of_each(tx, ids))
    today = day_at(zone, now_ms)
    period = period_of(asked.choice, today, asked.first, asked.last)
    place = Place(asked.client_id, period)
    whose = None if operator.sees_all and not asked.client_id else ids
    days = Days(tx, whose, period)
    pending = escalation_lists.count_pending(tx, ids)
    shows_client = len(ids) > 1
    names = {one.id: one.name for one in clients}
    return Screen(
        place,
        clients,
        zone,
        _cards(place, days, pending),
        days.trend(),
        _temperatures(place, days.now),
        _channels(place, days.now),
        _replies(place, days.now, days.before),
        _use(place, days, dashboard_lists.spending(tx, ids, now_ms)),
        tuple(_hot(one, shows_client) for one in dashboard_lists.newest_hot(tx, ids, _SHOWN)),
        Queue(
            tuple(
                _waiting(one, shows_client)
                for one in escalation_lists.listed(tx, ids, "pending", _SHOWN)
            ),
            pending,
        ),
        _lacks(tx, operator, names, ids),
    )


class Days:
    """The figures of a period and of the one before it, day by day and as sums."""

    def __init__(self, tx: Tx, whose: tuple[str, ...] | None, period: Period) -> None:
        self.period = period
        begins = min(period.before.first, period.last - timedelta(days=_TREND_DAYS - 1))
        first, last = begins.isoformat(), period.last.isoformat()
        self.by_day: Mapping[str, Figures] = day_figures.by_day(tx, whose, first, last, _DAILY)
        self.now, self.before = self._sum(period), self._sum(period.before)
        for into, part in ((self.now, period), (self.before, period.before)):
            add(into, day_figures.sums(tx, whose, *part.bounds, _SUMMED))

    def _sum(self, period: Period) -> Figures:
        whole: Figures = {}
        for day in period.dates:
            add(whole, self.by_day.get(day, {}))
        return whole

    @property
    def drawn(self) -> tuple[str, ...]:
        """Return the days of the lines: those of the period, and never too few for a line."""
        if self.period.days >= _TREND_DAYS // 2:
            return self.period.dates
        return Period(
            "", self.period.last - timedelta(days=_TREND_DAYS - 1), self.period.last
        ).dates

    def line(self, name: str, *slices: str) -> list[int]:
        """Return how many there were on each drawn day."""
        return [count_of(self.by_day.get(day, {}), name, *slices) for day in self.drawn]

    def cost_line(self) -> list[int]:
        """Return what each drawn day cost, in micro-USD."""
        return [total_of(self.by_day.get(day, {}), "usage") for day in self.drawn]

    def trend(self) -> Trend:
        """Return leads by day, beside those of the period before where that was read."""
        leads = self.line("leads_by_channel")
        hot = self.line("leads_by_temperature", "hot")
        compares = len(self.drawn) == self.period.days
        made = []
        for number, day in enumerate(self.drawn):
            before = None
            if compares:
                then = (date.fromisoformat(day) - timedelta(days=self.period.days)).isoformat()
                before = count_of(self.by_day.get(then, {}), "leads_by_channel")
            made.append(TrendDay(day, leads[number], hot[number], before))
        return Trend(tuple(made))


def _cards(place: Place, days: Days, pending: int) -> tuple[Card, ...]:
    hot, made = place.rows("leads", temperature="hot"), place.rows("appointments", state="made")
    opened = place.rows("escalations")
    return (
        _card("leads", "leads_by_channel", (), days, place.rows("leads"), True),
        _card("hot", "leads_by_temperature", ("hot",), days, hot, True),
        _card("appointments", "appointments", MADE, days, made, True),
        _card("escalations", "escalations_opened", (), days, opened, False, pending),
    )


def _card(
    key: str,
    name: str,
    slices: tuple[str, ...],
    days: Days,
    href: str,
    more_is_good: bool,
    waiting: int | None = None,
) -> Card:
    value, before = count_of(days.now, name, *slices), count_of(days.before, name, *slices)
    is_good = None if value == before else (value > before) == more_is_good
    spark = spark_of(days.line(name, *slices))
    return Card(key, value, before, change(value, before), is_good, spark, href, waiting)


def _temperatures(place: Place, now: Figures) -> Breakdown:
    counts = counts_of(now, "leads_by_temperature")
    bars = _bars({key: counts.get(key, 0) for key in _TEMPERATURES})
    scores = counts_of(now, "leads_by_score")
    tens = _bars({str(ten): scores.get(str(ten), 0) for ten in range(0, 100, 10)})
    return Breakdown(
        tuple(_linked(bar, place.rows("leads", temperature=bar.key)) for bar in bars),
        sum(counts.values()),
        tuple(_linked(bar, place.rows("leads", tens=bar.key)) for bar in bars_or_none(tens)),
    )


def bars_or_none(bars: list[Bar]) -> list[Bar]:
    """Return the columns of a histogram, none where all are empty."""
    return bars if any(bar.n for bar in bars) else []


def _channels(place: Place, now: Figures) -> Breakdown:
    counts = counts_of(now, "leads_by_channel")
    ordered = sorted(counts.items(), key=lambda one: (one[0] not in CHANNEL_ICONS, -one[1]))
    bars = _bars({key: n for key, n in ordered if n})
    named = {key: n for key, n in counts_of(now, "leads_by_source").items() if key and key != OTHER}
    top = _bars(dict(sorted(named.items(), key=lambda one: (-one[1], one[0]))[:_SOURCES_SHOWN]))
    return Breakdown(
        tuple(_linked(bar, place.rows("leads", channel=bar.key)) for bar in bars),
        sum(counts.values()),
        sources=tuple(_linked(bar, place.rows("leads", source=bar.key)) for bar in top),
    )


def _bars(counts: Mapping[str, int]) -> list[Bar]:
    whole, most = sum(counts.values()) or 1, max(counts.values(), default=0) or 1
    return [
        Bar(key, n, round(100 * n / whole, 1), round(100 * n / most, 2), "")
        for key, n in counts.items()
    ]


def _linked(bar: Bar, href: str) -> Bar:
    return Bar(bar.key, bar.n, bar.percent, bar.width, href)


def _replies(place: Place, now: Figures, before: Figures) -> Replies:
    waits = counts_of(now, "first_reply")
    return Replies(
        sum(waits.values()),
        percentile(waits, 0.5),
        percentile(waits, 0.9),
        share_below(waits, _QUICK_MS),
        percentile(counts_of(before, "first_reply"), 0.5),
        count_of(now, "unreplied"),
        place.rows("replies", replied="yes"),
        place.rows("replies", replied="no"),
    )


def _use(place: Place, days: Days, spending: list[Spending]) -> Use:
    cost, before = total_of(days.now, "usage"), total_of(days.before, "usage")
    limits = sorted((_limit(one) for one in spending), key=lambda one: -one.percent)
    spark: Spark = spark_of(days.cost_line())
    return Use(
        count_of(days.now, "usage"),
        total_of(days.now, "tokens"),
        cost,
        change(cost, before),
        tuple(limits[:_LIMITS_SHOWN]),
        spark,
        place.rows("usage"),
    )


def _limit(one: Spending) -> Limit:
    money, tokens = one.limits.microusd, one.limits.tokens
    of_money = one.spent.microusd / money if money else -1.0
    of_tokens = one.spent.tokens / tokens if tokens else -1.0
    if of_money >= of_tokens and money is not None:
        return Limit(one.tenant_id, one.name, "money", one.spent.microusd, money)
    return Limit(one.tenant_id, one.name, "tokens", one.spent.tokens, tokens or 0)


def _hot(one: HotLead, shows_client: bool) -> Hot:
    return Hot(
        one.id,
        one.name or masked(one.address),
        one.client_name if shows_client else "",
        CHANNEL_ICONS.get(one.channel, "message-square-text"),
        one.score,
        one.at_ms,
    )


def _waiting(one: Listed, shows_client: bool) -> Waiting:
    row = one.row
    return Waiting(
        row.conversation_id,
        one.lead_name or masked(one.address),
        one.client_name if shows_client else "",
        reason_words(row.reason),
        row.priority.value == "urgent",
        row.acknowledged_by,
        row.created_at,
    )


def _lacks(
    tx: Tx, operator: Operator, names: Mapping[str, str], ids: tuple[str, ...]
) -> tuple[Lack, ...]:
    if not names:
        return (Lack("client", "", "/clients"),) if operator.may(Right.AGENCY) else ()
    if not operator.may(Right.TEACH):
        return ()
    hrefs = {"channel": "/clients/{}", "knowledge": "/knowledge?client={}"}
    return tuple(
        Lack(kind, names[tenant_id], hrefs[kind].format(tenant_id))
        for tenant_id, kind in dashboard_lists.lacking(tx, ids)[:_LACKS_SHOWN]
    )
