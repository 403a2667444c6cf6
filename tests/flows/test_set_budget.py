"""An admin sets what a client may spend; what was spent stays right, alerts sound again."""

from __future__ import annotations

import json

import pytest

from app.domain.audit import Actor
from app.domain.budget import period_of
from app.domain.figures_of_day import figures_from
from app.domain.periods import days_before
from app.domain.tenant import Tenant
from app.domain.usage import Usage
from app.errors import Invalid, NotFound
from app.flows.manage_tenant import Put
from app.flows.set_budget import LARGEST, set_budget
from app.flows.spend import note
from app.store import day_figures, spending
from app.store.counting import usage as counted
from app.store.usage import spent_in
from tests.flows.stage import Stage


async def _tenant(stage: Stage, put: Put) -> Tenant:
    return (await stage.services.accounts.knowledge(put.tenant.id)).tenant


async def _set(
    stage: Stage, put: Put, microusd: int | None, tokens: int | None = None, period: str = "month"
) -> None:
    await set_budget(
        stage.services, put.tenant.id, "op", microusd=microusd, tokens=tokens, period=period
    )


async def _spend(stage: Stage, put: Put, microusd: int) -> None:
    used = (Usage("p", "m", input_tokens=7, cost_microusd=microusd),)
    await stage.services.db.write(note, stage.services, await _tenant(stage, put), None, used)


async def _alerts(stage: Stage) -> list[int]:
    rows = await stage.column("SELECT data FROM events WHERE kind = 'budget_alert' ORDER BY id")
    return [json.loads(one)["percent"] for one in rows]


async def test_it_holds_at_once_and_is_an_event(stage: Stage, acme: Put) -> None:
    await _tenant(stage, acme)
    await _set(stage, acme, 5_000_000, 90_000, "week")
    tenant = await _tenant(stage, acme)
    (data,) = await stage.column("SELECT data FROM events WHERE kind = 'budget_changed'")
    assert (tenant.budget_microusd, tenant.budget_tokens, tenant.budget_period) == (
        5_000_000,
        90_000,
        "week",
    )
    assert json.loads(data) == {"microusd": 5_000_000, "tokens": 90_000, "period": "week"}


async def test_saving_the_same_again_is_no_event(stage: Stage, acme: Put) -> None:
    await _set(stage, acme, 10)
    await _set(stage, acme, 10)
    assert await stage.column("SELECT count(*) FROM events WHERE kind = 'budget_changed'") == [1]


async def test_the_log_says_what_held_before_and_after(stage: Stage, acme: Put) -> None:
    await _set(stage, acme, 5_000_000)
    await set_budget(
        stage.services,
        acme.tenant.id,
        "op",
        microusd=7_500_000,
        tokens=1_000,
        period="week",
        actor=Actor("operator", "op", "Dana"),
    )
    (line,) = await stage.rows("SELECT action, former, latter FROM audit")
    assert line["action"] == "budget_changed"
    assert json.loads(line["former"]) == {"dollars": "5.00", "tokens": "", "period": "month"}
    assert json.loads(line["latter"]) == {"dollars": "7.50", "tokens": "1000", "period": "week"}


@pytest.mark.parametrize(
    ("microusd", "tokens", "period"),
    [(0, None, "month"), (-1, None, "day"), (LARGEST + 1, None, "day"), (None, 0, "week"),
     (1, 1, "year")],
)  # fmt: skip
async def test_it_rejects_what_is_no_limit(
    stage: Stage, acme: Put, microusd: int | None, tokens: int | None, period: str
) -> None:
    with pytest.raises(Invalid):
        await _set(stage, acme, microusd, tokens, period)


async def test_another_kind_of_period_keeps_what_was_spent_in_it(stage: Stage, acme: Put) -> None:
    await _set(stage, acme, 1000, None, "month")
    await _spend(stage, acme, 30)
    stage.clock.advance(86_400)
    await _spend(stage, acme, 50)
    await _set(stage, acme, 1000, None, "day")
    tenant = await _tenant(stage, acme)
    read, now = stage.services.db.read, stage.clock.now_ms()
    today = await read(spent_in, tenant.id, period_of(tenant, now))
    await _spend(stage, acme, 5)
    await _set(stage, acme, 1000, None, "month")
    tenant = await _tenant(stage, acme)
    month = await read(spent_in, tenant.id, period_of(tenant, now))
    assert (today.microusd, today.tokens) == (50, 7)
    assert (month.microusd, month.tokens) == (85, 21)


async def test_a_raised_limit_lets_its_alerts_sound_again(stage: Stage, acme: Put) -> None:
    await _set(stage, acme, 100)
    await _spend(stage, acme, 85)
    await _set(stage, acme, 1000)
    await _spend(stage, acme, 800)
    assert await _alerts(stage) == [80, 80]


async def test_a_limit_below_what_is_spent_is_told_at_once(stage: Stage, acme: Put) -> None:
    await _spend(stage, acme, 85)
    await _set(stage, acme, 50)
    assert await _alerts(stage) == [100]


async def test_an_outsider_has_a_budget_of_their_own(
    stage: Stage, acme: Put, outsider: Put
) -> None:
    await _set(stage, acme, 100)
    await _spend(stage, acme, 85)
    await _set(stage, outsider, 500)
    stranger, read = outsider.tenant.id, stage.services.db.read
    assert (await _tenant(stage, acme)).budget_microusd == 100
    assert await read(spending.last_told, stranger) is None
    days = days_before("UTC", stage.services.clock.now_ms(), 3)
    assert not any(uses for _, uses in await read(spending.use_of_days, stranger, days))
    assert (await read(spending.used_between, stranger, 0, 2**53)).microusd == 0
    assert await read(spending.qualified_since, stranger, 0) == 0
    told = await read(spending.last_told, acme.tenant.id)
    assert told is not None
    assert await read(spending.alerts_of, stranger, told.period) == []
    write = stage.services.db.write
    assert await write(spending.forget_alerts, stranger, told.period, 0) == 0
    with pytest.raises(NotFound):
        await set_budget(stage.services, "nobody", "op", microusd=1, tokens=None, period="day")


async def test_days_that_are_counted_say_what_their_calls_say(stage: Stage, acme: Put) -> None:
    """Kept or read from the calls: the same; a day that changed since is read from the calls."""
    tenant, read, write = acme.tenant, stage.services.db.read, stage.services.db.write
    for model, cost in (("m", 50), ("n", 70), ("m", 5)):
        used = (Usage("p", model, 7, 1, 20, 3, cost_microusd=cost),)
        await write(note, stage.services, tenant, None, used)
    days = days_before(tenant.zone, stage.services.clock.now_ms(), 3)
    from_calls = await read(spending.use_of_days, tenant.id, days)
    figures = figures_from(
        await read(counted.count, tenant.id, days[-1].starts_ms, days[-1].ends_ms)
    )
    stale = day_figures.StaleDay(tenant.id, days[-1].date.isoformat(), 1)
    await write(day_figures.mark_stale, tenant.id, [stale.day])
    await write(day_figures.put_counted, stale, {"usage": day_figures.as_text(figures)})
    assert await read(spending.use_of_days, tenant.id, days) == from_calls
    assert [len(uses) for _, uses in from_calls] == [0, 0, 2]
    both = spending.together(use for _, uses in [*from_calls, *from_calls] for use in uses)
    assert [(one.model, one.calls, one.cost.microusd) for one in both] == [
        ("n", 2, 140),
        ("m", 4, 110),
    ]
    await stage.change("UPDATE usage SET cost_microusd = cost_microusd + 1")
    assert await read(spending.use_of_days, tenant.id, days) == from_calls
    await write(day_figures.mark_stale, tenant.id, [stale.day])
    assert await read(spending.use_of_days, tenant.id, days) != from_calls
