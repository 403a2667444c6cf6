"""What the budget pages read and write: usage by day and model, alerts told, a tenant's limits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.budget import Cost
from app.domain.figures_of_day import Figures, figures_from, total_of
from app.domain.periods import Day
from app.store import day_figures
from app.store.counting.usage import count as counted
from app.store.db import Tx


@dataclass(frozen=True, slots=True)
class ModelUse:
    """What calls of one model used together; ``cached_tokens`` were read from its cache."""

    model: str
    calls: int
    input_tokens: int
    cached_tokens: int
    output_tokens: int
    cost_microusd: int

    @property
    def cost(self) -> Cost:
        """Return what it comes to."""
        tokens = self.input_tokens + self.cached_tokens + self.output_tokens
        return Cost(self.cost_microusd, tokens)

    def and_also(self, other: ModelUse) -> ModelUse:
        """Return both together."""
        return ModelUse(
            self.model,
            self.calls + other.calls,
            self.input_tokens + other.input_tokens,
            self.cached_tokens + other.cached_tokens,
            self.output_tokens + other.output_tokens,
            self.cost_microusd + other.cost_microusd,
        )


@dataclass(frozen=True, slots=True)
class Alert:
    """That a threshold of a period was reached, and when (epoch milliseconds)."""

    period: str
    percent: int
    at_ms: int


@dataclass(frozen=True, slots=True)
class Told:
    """A client's highest alert of its newest period, with what says whether that is the present."""

    tenant_id: str
    name: str
    zone: str
    budget_period: str
    period: str
    percent: int


def used_between(tx: Tx, tenant_id: str, starts_ms: int, ends_ms: int) -> Cost:
    """Return what a tenant used in a time, its end excluded."""
    row = tx.one(
        "SELECT SUM(cost_microusd) AS cost, SUM(input_tokens + cache_write_tokens"
        " + cache_read_tokens + output_tokens) AS tokens FROM usage"
        " WHERE tenant_id = :tenant_id AND at >= :starts AND at < :ends",
        tenant_id=tenant_id,
        starts=starts_ms,
        ends=ends_ms,
    )
    return Cost(int(row["cost"] or 0), int(row["tokens"] or 0)) if row else Cost()


def use_of_days(
    tx: Tx, tenant_id: str, days: Sequence[Day]
) -> list[tuple[Day, tuple[ModelUse, ...]]]:
    """Return what each model used on some days, which follow each other.

    A day that is counted is read as it is kept; one that changed since, or was never counted, from
    its calls.
    """
    if not days:
        return []
    first, last = days[0].date.isoformat(), days[-1].date.isoformat()
    kept = day_figures.by_day(tx, (tenant_id,), first, last, ("usage",))
    rows = tx.all(
        "SELECT day FROM stale_days WHERE tenant_id = :tenant_id"
        " AND day >= :first AND day <= :last",
        tenant_id=tenant_id,
        first=first,
        last=last,
    )
    stale = {row["day"] for row in rows}
    found = []
    for day in days:
        name = day.date.isoformat()
        figures = kept.get(name, {})
        # Kept before there were kinds of tokens: counted again in its turn.
        is_known = name not in stale and "tokens_out" in figures
        found.append((day, _kept(figures) if is_known else _called(tx, tenant_id, day)))
    return found


def together(uses: Iterable[ModelUse]) -> list[ModelUse]:
    """Add up what was used by model, the dearest first."""
    sums: dict[str, ModelUse] = {}
    for one in uses:
        had = sums.get(one.model)
        sums[one.model] = one if had is None else had.and_also(one)
    return sorted(sums.values(), key=lambda one: (-one.cost_microusd, one.model))


def _kept(figures: Figures) -> tuple[ModelUse, ...]:
    made = []
    for model, (calls, cost) in figures["usage"].items():
        tokens, cached, output = (
            total_of(figures, name, model) for name in ("tokens", "tokens_cached", "tokens_out")
        )
        made.append(ModelUse(model, calls, tokens - cached - output, cached, output, cost))
    return tuple(made)


def _called(tx: Tx, tenant_id: str, day: Day) -> tuple[ModelUse, ...]:
    return _kept(figures_from(counted(tx, tenant_id, day.starts_ms, day.ends_ms)) or {"usage": {}})


def qualified_since(tx: Tx, tenant_id: str, since_ms: int) -> int:
    """Return how many leads are warm or hot by something they told since a moment."""
    # Who told something since was heard since, give or take what is not noted of each message.
    row = tx.one(
        "SELECT COUNT(*) AS n FROM leads l WHERE l.tenant_id = :tenant_id"
        " AND l.temperature IN ('hot', 'warm') AND l.merged_into IS NULL"
        " AND l.last_at >= :since - 86400000 AND EXISTS (SELECT 1 FROM findings f"
        " WHERE f.tenant_id = l.tenant_id AND f.lead_id = l.id AND f.voided_at IS NULL"
        " AND f.found_at >= :since)",
        tenant_id=tenant_id,
        since=since_ms,
    )
    return int(row["n"]) if row else 0


def alerts_of(tx: Tx, tenant_id: str, period: str) -> list[Alert]:
    """Return the thresholds that were reached in a period, the lowest first."""
    rows = tx.all(
        "SELECT period, percent, at FROM budget_alerts"
        " WHERE tenant_id = :tenant_id AND period = :period ORDER BY percent",
        tenant_id=tenant_id,
        period=period,
    )
    return [Alert(row["period"], row["percent"], row["at"]) for row in rows]


def last_told(tx: Tx, tenant_id: str) -> Told | None:
    """Return the alert of a tenant that was told last; None when nothing is limited any more."""
    row = tx.one(
        "SELECT t.id, t.name, t.zone, t.budget_period, a.period, a.percent FROM budget_alerts a"
        " JOIN tenants t ON t.id = a.tenant_id WHERE a.tenant_id = :tenant_id"
        " AND (t.budget_microusd IS NOT NULL OR t.budget_tokens IS NOT NULL)"
        " ORDER BY a.at DESC, a.percent DESC LIMIT 1",
        tenant_id=tenant_id,
    )
    if row is None:
        return None
    return Told(
        row["id"], row["name"], row["zone"], row["budget_period"], row["period"], row["percent"]
    )


def put_limits(
    tx: Tx, tenant_id: str, microusd: int | None, tokens: int | None, period: str
) -> bool:
    """Write what a tenant may spend in a period; False when there is no such tenant."""
    return bool(
        tx.run(
            "UPDATE tenants SET budget_microusd = :microusd, budget_tokens = :tokens,"
            " budget_period = :period WHERE id = :tenant_id",
            tenant_id=tenant_id,
            microusd=microusd,
            tokens=tokens,
            period=period,
        )
    )


def put_spent(tx: Tx, tenant_id: str, period: str, spent: Cost) -> None:
    """Write what a period has spent; what is reserved in it stays."""
    tx.run(
        "INSERT INTO budgets (tenant_id, period, spent_microusd, spent_tokens)"
        " VALUES (:tenant_id, :period, :microusd, :tokens) ON CONFLICT (tenant_id, period)"
        " DO UPDATE SET spent_microusd = excluded.spent_microusd,"
        " spent_tokens = excluded.spent_tokens",
        tenant_id=tenant_id,
        period=period,
        microusd=spent.microusd,
        tokens=spent.tokens,
    )


def forget_alerts(tx: Tx, tenant_id: str, period: str, above_percent: int) -> int:
    """Forget the thresholds of a period that are not reached any more; return how many."""
    return tx.run(
        "DELETE FROM budget_alerts WHERE tenant_id = :tenant_id AND period = :period"
        " AND percent > :percent",
        tenant_id=tenant_id,
        period=period,
        percent=above_percent,
    )
