"""Budgets hold under concurrency, are told about once, and at their end nobody gets silence."""

from __future__ import annotations

import asyncio

import pytest

from app.domain.budget import Cost, period_of
from app.domain.tenant import Tenant
from app.domain.usage import Usage
from app.flows.answer import answer
from app.flows.manage_tenant import Put, put_tenant
from app.flows.spend import Purse, note, reserve, settle
from app.flows.sweep import sweep
from app.llm.base import ModelAnswer, ModelRequest, ToolCall
from app.queue import Queue
from app.store.usage import reserved_in, spent_in
from tests.fixtures import document
from tests.flows.stage import HOURS, QUESTION, ScriptedModel, Stage

PRICE, TOKENS = 100, 50


class PaidModel(ScriptedModel):
    """Every call costs as much as it may at most."""

    async def ask(self, request: ModelRequest) -> ModelAnswer:
        """Answer, and say what it cost."""
        self.requests.append(request)
        await asyncio.sleep(0.01)
        call = ToolCall("reply", {"text": HOURS, "grounding": [], "confidence": "high"})
        usage = Usage("scripted", "m", TOKENS, 0, 0, 0, PRICE, 1)
        return ModelAnswer((call,), usage)


async def _tenant(stage: Stage, **limits: int | str) -> tuple[Put, Tenant]:
    put = await put_tenant(stage.services, document("Acme", "+15550001111"))
    for column, value in limits.items():
        await stage.change(f"UPDATE tenants SET {column} = :value", value=value)
    stage.services.accounts.clear()
    return put, (await stage.services.accounts.knowledge(put.tenant.id)).tenant


async def _alerts(stage: Stage) -> list[int]:
    rows = await stage.rows("SELECT data FROM events WHERE kind = 'budget_alert' ORDER BY id")
    return [int(str(row["data"]).split('"percent":')[1].split(",")[0]) for row in rows]


async def test_64_turns_at_once_never_pass_a_budget_for_10(stage: Stage) -> None:
    """G17: the rest get the floor, and nobody gets silence."""
    acme, tenant = await _tenant(stage, budget_microusd=10 * PRICE)
    model = PaidModel(cost_microusd=PRICE)
    stage.with_model(model)
    for number in range(64):
        await stage.lead_says(acme, QUESTION, f"+1212555{number:04d}")
    ids = stage.bell.take(Queue.AI)
    await asyncio.gather(*(answer(stage.services, turn_id) for turn_id in ids))
    await stage.work()
    spent = await stage.services.db.read(spent_in, tenant.id, _period(stage, tenant))
    paths = await stage.column("SELECT path FROM turns")
    assert len(model.requests) == 10
    assert spent.microusd == 10 * PRICE
    assert (paths.count("model"), paths.count("floor")) == (10, 54)
    assert len(stage.sent()) == 64


async def test_a_repair_is_reserved_beside_what_the_turn_has_used(stage: Stage) -> None:
    """The first call is booked with the turn only: the second must not take its money again."""
    acme, _ = await _tenant(stage, budget_microusd=PRICE + PRICE // 2)

    class Wrong(PaidModel):
        async def ask(self, request: ModelRequest) -> ModelAnswer:
            made = await super().ask(request)
            call = ToolCall("reply", {"text": "It costs $987,654.", "grounding": []})
            return ModelAnswer((call,), made.usage)

    model = Wrong(cost_microusd=PRICE)
    stage.with_model(model)
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    assert len(model.requests) == 1
    assert await stage.column("SELECT path FROM turns") == ["floor"]


async def test_tokens_are_a_limit_of_their_own(stage: Stage) -> None:
    acme, _ = await _tenant(stage, budget_tokens=10)
    model = PaidModel()
    stage.with_model(model)
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    assert model.requests == []
    assert len(stage.sent()) == 1


@pytest.mark.parametrize(
    ("used", "told"), [(79, []), (80, [80]), (96, [95]), (100, [100]), (250, [100])]
)
async def test_an_alert_is_told_once_for_each_threshold(
    stage: Stage, used: int, told: list[int]
) -> None:
    _, tenant = await _tenant(stage, budget_microusd=100)
    for _ in range(3):
        usage = Usage("p", "m", cost_microusd=used)
        await stage.services.db.write(note, stage.services, tenant, None, (usage,))
        used = 0
    assert await _alerts(stage) == told


async def test_each_period_has_its_own_budget(stage: Stage) -> None:
    _, tenant = await _tenant(stage, budget_microusd=100, budget_period="day")
    held = await reserve(stage.services, tenant, None, _cost(100))
    assert held is not None
    await settle(stage.services, tenant, held, (Usage("p", "m", cost_microusd=100),))
    assert await reserve(stage.services, tenant, None, _cost(1)) is None
    stage.clock.advance(86_400)
    assert await reserve(stage.services, tenant, None, _cost(100)) is not None


async def test_what_a_call_cost_belongs_to_the_period_that_held_it(stage: Stage) -> None:
    _, tenant = await _tenant(stage, budget_microusd=100, budget_period="day")
    held = await reserve(stage.services, tenant, None, _cost(100))
    assert held is not None
    (before,) = await stage.column("SELECT period FROM reservations")
    stage.clock.advance(86_400)
    await settle(stage.services, tenant, held, (Usage("p", "m", cost_microusd=60),))
    assert (await stage.services.db.read(spent_in, tenant.id, before)).microusd == 60


async def test_a_reservation_nobody_settles_expires(stage: Stage) -> None:
    _, tenant = await _tenant(stage, budget_microusd=100)
    period = _period(stage, tenant)
    assert await reserve(stage.services, tenant, None, _cost(100)) is not None
    held = await stage.services.db.read(reserved_in, tenant.id, period)
    stage.clock.advance(3600)
    await sweep(stage.services)
    left = await stage.services.db.read(reserved_in, tenant.id, period)
    assert (held.microusd, left.microusd) == (100, 0)


async def test_an_open_budget_writes_no_reservation(stage: Stage) -> None:
    _, tenant = await _tenant(stage)
    assert await reserve(stage.services, tenant, None, _cost(10**12)) == "unlimited"
    assert await stage.rows("SELECT id FROM reservations") == []


def _cost(microusd: int) -> Cost:
    return Cost(microusd, 0)


def _period(stage: Stage, tenant: Tenant) -> str:
    return period_of(tenant, stage.clock.now_ms())


async def test_a_refused_repair_leaves_the_first_call_reserved(stage: Stage) -> None:
    """What was paid and is not booked yet must be nobody else's to spend."""
    _, tenant = await _tenant(stage, budget_microusd=100)
    period = _period(stage, tenant)
    assert await reserve(stage.services, tenant, "turn", _cost(60)) is not None
    assert await reserve(stage.services, tenant, "turn", _cost(120)) is None
    held = await stage.services.db.read(reserved_in, tenant.id, period)
    assert held.microusd == 60
    assert await reserve(stage.services, tenant, "other", _cost(60)) is None


async def test_a_purse_books_what_it_paid_when_more_is_refused(stage: Stage) -> None:
    _, tenant = await _tenant(stage, budget_microusd=100)
    period = _period(stage, tenant)
    purse = Purse(stage.services, tenant)
    assert await purse.may_ask(_cost(60))
    assert not await purse.may_ask(_cost(120))
    await purse.pay((Usage("p", "m", cost_microusd=60),))
    spent = await stage.services.db.read(spent_in, tenant.id, period)
    held = await stage.services.db.read(reserved_in, tenant.id, period)
    assert (spent.microusd, held.microusd) == (60, 0)


async def test_a_call_before_a_defect_of_ours_is_booked(stage: Stage, acme: Put) -> None:
    class Broken(PaidModel):
        async def ask(self, request: ModelRequest) -> ModelAnswer:
            if self.requests:
                raise ZeroDivisionError
            made = await super().ask(request)
            call = ToolCall("reply", {"text": "It costs $987,654.", "grounding": []})
            return ModelAnswer((call,), made.usage)

    stage.with_model(Broken(cost_microusd=PRICE))
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    assert await stage.column("SELECT cost_microusd FROM usage") == [PRICE]
