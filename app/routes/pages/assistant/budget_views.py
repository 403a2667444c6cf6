"""What the budget page shows: how much of each limit is gone, each day, each model; plain values.

Drawings have coordinates of their own, as those of the quality page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.budget import ALERTS_AT, Cost, limits_of, period_of
from app.domain.periods import Day
from app.domain.tenant import Tenant
from app.store.spending import Alert, ModelUse, Told

# The drawing of the days is 600 wide and 120 high, a bar for each.
WIDTH, HEIGHT = 600.0, 120.0
_GAP = 0.28


@dataclass(frozen=True, slots=True)
class Gauge:
    """How much of a limit is gone, in hundredths of it; ``limit`` None: there is none."""

    kind: str
    spent: int
    reserved: int
    limit: int | None

    @property
    def spent_percent(self) -> float:
        """Return what is spent, 0 to 100."""
        return min(100.0, 100 * self.spent / self.limit) if self.limit else 0.0

    @property
    def reserved_percent(self) -> float:
        """Return what running calls hold beside it, so that both make 100 at most."""
        held = 100 * self.reserved / self.limit if self.limit else 0.0
        return min(100.0 - self.spent_percent, held)

    @property
    def tone(self) -> str:
        """Return how near the end is, as a colour's name: good, fair or needs."""
        percent = self.spent_percent
        return "needs" if percent >= ALERTS_AT[1] else "fair" if percent >= ALERTS_AT[0] else "good"


@dataclass(frozen=True, slots=True)
class Bar:
    """What one day cost, and its bar in the drawing."""

    date: date
    microusd: int
    tokens: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Notice:
    """That a client's budget nears its end; ``key`` names it for who has seen it."""

    client_id: str
    name: str
    percent: int
    key: str


@dataclass(frozen=True, slots=True)
class Budget:
    """The page. ``qualified`` leads told something in the period and are warm or hot."""

    period: str
    kind: str
    zone: str
    gauges: tuple[Gauge, ...]
    alerts: tuple[Alert, ...]
    bars: tuple[Bar, ...]
    models: tuple[ModelUse, ...]
    used_microusd: int
    qualified: int

    @property
    def each_microusd(self) -> int | None:
        """Return what a qualified lead cost; None while there is none."""
        return round(self.used_microusd / self.qualified) if self.qualified else None

    @property
    def highest(self) -> int:
        """Return the dearest day, in micro-USD."""
        return max((one.microusd for one in self.bars), default=0)


def gauges_of(tenant: Tenant, spent: Cost, reserved: Cost) -> tuple[Gauge, ...]:
    """Return how much of the limits in money and in tokens is gone."""
    limits = limits_of(tenant)
    return (
        Gauge("money", spent.microusd, reserved.microusd, limits.microusd),
        Gauge("tokens", spent.tokens, reserved.tokens, limits.tokens),
    )


def bars_of(days: Sequence[tuple[Day, Cost]]) -> tuple[Bar, ...]:
    """Return the days as bars; a day that cost anything is always to be seen."""
    most = max((cost.microusd for _, cost in days), default=0)
    step = WIDTH / max(len(days), 1)
    made = []
    for number, (day, cost) in enumerate(days):
        height = max(2.0, HEIGHT * cost.microusd / most) if cost.microusd else 0.0
        made.append(
            Bar(
                day.date,
                cost.microusd,
                cost.tokens,
                round((number + _GAP / 2) * step, 1),
                round(HEIGHT - height, 1),
                round(step * (1 - _GAP), 1),
                round(height, 1),
            )
        )
    return tuple(made)


def notice_of(told: Told, now_ms: int) -> Notice | None:
    """Return the notice of an alert; None when its period is over."""
    tenant = Tenant(told.tenant_id, told.name, zone=told.zone, budget_period=told.budget_period)
    if period_of(tenant, now_ms) != told.period:
        return None
    key = f"{told.tenant_id}.{told.period}.{told.percent}"
    return Notice(told.tenant_id, told.name, told.percent, key)
