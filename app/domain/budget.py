"""What a tenant may spend in a period of its own zone, in money and in tokens.

A call reserves its worst case before it is made and settles what it really used after it, so many
calls at once can never spend what only one of them was allowed. A period is a day, a week or a
month as the tenant's clock shows it; its name sorts by time within its kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from app.domain.tenant import Tenant
from app.domain.usage import Usage

PERIODS = ("day", "week", "month")
# Each is told once a period.
ALERTS_AT = (80, 95, 100)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Cost:
    """Money in micro-USD and tokens of every kind together."""

    microusd: int = 0
    tokens: int = 0

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.microusd + other.microusd, self.tokens + other.tokens)


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be spent in a period; None is no limit."""

    microusd: int | None = None
    tokens: int | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether nothing is limited."""
        return self.microusd is None and self.tokens is None


def limits_of(tenant: Tenant) -> Limits:
    """Return a tenant's limits."""
    return Limits(tenant.budget_microusd, tenant.budget_tokens)


def cost_of(usage: Usage) -> Cost:
    """Return what a call used: cached tokens count as well, they were paid for."""
    tokens = usage.input_tokens + usage.cache_write_tokens + usage.cache_read_tokens
    return Cost(usage.cost_microusd, tokens + usage.output_tokens)


def period_of(tenant: Tenant, now_ms: int) -> str:
    """Return the period a moment is in: ``2026-11-25``, ``2026-W48`` or ``2026-11``."""
    local = (_EPOCH + timedelta(milliseconds=now_ms)).astimezone(ZoneInfo(tenant.zone))
    if tenant.budget_period == "day":
        return f"{local:%Y-%m-%d}"
    if tenant.budget_period == "week":
        return f"{local:%G-W%V}"
    return f"{local:%Y-%m}"


def percent_of(spent: Cost, limits: Limits) -> int:
    """Return how much of the tighter limit is spent, in whole percent, rounded down."""
    shares = [
        100 * used // limit if limit else 100
        for used, limit in ((spent.microusd, limits.microusd), (spent.tokens, limits.tokens))
        if limit is not None
    ]
    return max(shares, default=0)
