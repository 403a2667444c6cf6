"""Every turn ends: answered, held or parked for a person; none twice, and none for ever."""

from __future__ import annotations

import asyncio

import pytest

from app.domain.usage import Usage
from app.errors import InvalidModelOutput, LeadlineError, ProviderRefused, ProviderUnavailable
from app.flows.answer import answer
from app.flows.manage_tenant import Put, put_tenant
from app.flows.sweep import recover, sweep
from app.queue import Queue
from tests.fixtures import document
from tests.flows.stage import HOURS, LEAD, QUESTION, ScriptedModel, Stage

OTHER = "+12125550124"


async def _budget(stage: Stage) -> tuple[int, int]:
    (row,) = await stage.rows("SELECT spent_microusd, reserved_microusd FROM budgets")
    return row["spent_microusd"], row["reserved_microusd"]


async def test_many_workers_answer_once(stage: Stage, acme: Put) -> None:
    await stage.lead_says(acme, QUESTION)
    (turn_id,) = stage.bell.take(Queue.AI)
    await asyncio.gather(*(answer(stage.services, turn_id) for _ in range(20)))
    await stage.work()
    assert len(stage.sent()) == 1


async def test_a_turn_that_is_answered_is_not_answered_again(stage: Stage, acme: Put) -> None:
    await stage.lead_says(acme, QUESTION)
    (turn_id,) = stage.bell.take(Queue.AI)
    for _ in range(3):
        await answer(stage.services, turn_id)
    await stage.work()
    assert len(stage.sent()) == 1


async def test_a_lease_that_ran_out_is_taken_over(stage: Stage, acme: Put) -> None:
    """The first worker hangs for longer than its lease; its late commit is refused."""
    slow, quick = ScriptedModel("From the first.", is_slow=True), ScriptedModel(HOURS)
    stage.with_model(slow)
    await stage.lead_says(acme, QUESTION)
    (turn_id,) = stage.bell.take(Queue.AI)
    late = asyncio.ensure_future(answer(stage.services, turn_id))
    await slow.asked.wait()
    stage.clock.advance(61)
    stage.with_model(quick)
    await answer(stage.services, turn_id)
    slow.may_answer.set()
    with pytest.raises(LeadlineError, match="Someone else"):
        await late
    await stage.work()
    assert len(stage.sent()) == 1
    assert "From the first." not in stage.sent()[0].body


async def test_a_refused_commit_leaves_nothing(stage: Stage, acme: Put) -> None:
    slow = ScriptedModel("From the first.", is_slow=True)
    stage.with_model(slow)
    await stage.lead_says(acme, QUESTION)
    (turn_id,) = stage.bell.take(Queue.AI)
    late = asyncio.ensure_future(answer(stage.services, turn_id))
    await slow.asked.wait()
    await stage.change("UPDATE turns SET lease_owner = 'another'")
    slow.may_answer.set()
    with pytest.raises(LeadlineError, match="Someone else"):
        await late
    assert await stage.column("SELECT count(*) FROM messages WHERE author = 'assistant'") == [0]
    assert await stage.column("SELECT count(*) FROM deliveries") == [0]


async def test_a_live_lease_is_not_taken_over(stage: Stage, acme: Put) -> None:
    slow = ScriptedModel(is_slow=True)
    stage.with_model(slow)
    await stage.lead_says(acme, QUESTION)
    (turn_id,) = stage.bell.take(Queue.AI)
    first = asyncio.ensure_future(answer(stage.services, turn_id))
    await slow.asked.wait()
    stage.clock.advance(59)
    await answer(stage.services, turn_id)
    slow.may_answer.set()
    await first
    assert len(slow.requests) == 1


async def test_a_restart_takes_up_what_was_being_answered(stage: Stage, acme: Put) -> None:
    """T02: killed in the middle of a turn."""
    slow = ScriptedModel(is_slow=True)
    stage.with_model(slow)
    await stage.lead_says(acme, QUESTION)
    killed = asyncio.ensure_future(stage.answer_all())
    await slow.asked.wait()
    killed.cancel()
    stage.with_model(ScriptedModel(HOURS))
    await recover(stage.services)
    if stage.services.db.dialect == "postgres":
        stage.clock.advance(61)
    await sweep(stage.services)
    await stage.work()
    assert await stage.turn_states() == ["answered"]
    assert len(stage.sent()) == 1


async def test_a_poison_turn_is_parked_and_others_are_answered(stage: Stage, acme: Put) -> None:
    """T29: a row that nothing can digest, among others."""
    stage.with_settings(max_attempts=3)
    await stage.lead_says(acme, QUESTION)
    await stage.change("UPDATE messages SET media = '{broken'")
    for n in range(10):
        await stage.lead_says(acme, QUESTION, f"+1212555{n + 200:04d}")
    for _ in range(5):
        await stage.work()
        stage.clock.advance(1000)
        await sweep(stage.services)
    assert sorted(await stage.turn_states()) == ["answered"] * 10 + ["failed"]
    assert await stage.column("SELECT attempts FROM turns WHERE state = 'failed'") == [3]
    assert await stage.column("SELECT reason FROM escalations") == ["turn_parked"]


async def test_a_defect_while_drafting_parks_the_turn(stage: Stage, acme: Put) -> None:
    stage.with_settings(max_attempts=3)
    stage.with_model(ScriptedModel(ZeroDivisionError()))
    await stage.lead_says(acme, QUESTION)
    for _ in range(5):
        await stage.work()
        stage.clock.advance(1000)
        await sweep(stage.services)
    assert await stage.turn_states() == ["failed"]
    assert await stage.column("SELECT error FROM turns") == ["ZeroDivisionError"]


async def test_a_turn_that_kills_its_process_is_parked(stage: Stage, acme: Put) -> None:
    """Nobody is left to write the error down; the claims are counted all the same."""
    stage.with_settings(max_attempts=3)
    model = ScriptedModel(is_slow=True)
    stage.with_model(model)
    await stage.lead_says(acme, QUESTION)
    (turn_id,) = stage.bell.take(Queue.AI)
    for _ in range(5):
        model.asked.clear()
        dying = asyncio.ensure_future(answer(stage.services, turn_id))
        waiting = asyncio.ensure_future(model.asked.wait())
        await asyncio.wait({dying, waiting}, return_when=asyncio.FIRST_COMPLETED)
        dying.cancel()
        waiting.cancel()
        await asyncio.gather(dying, waiting, return_exceptions=True)
        stage.clock.advance(61)
    assert len(model.requests) == 3
    assert await stage.turn_states() == ["failed"]
    assert await stage.column("SELECT reason FROM escalations") == ["turn_parked"]


async def test_a_parked_turn_does_not_block_the_next(stage: Stage, acme: Put) -> None:
    stage.with_settings(max_attempts=1)
    stage.with_model(ScriptedModel(ZeroDivisionError(), HOURS))
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    await stage.lead_says(acme, HOURS)
    await stage.work()
    assert await stage.turn_states() == ["failed", "answered"]
    assert len(stage.sent()) == 1


@pytest.mark.parametrize("text", ["nul \0 byte", "half \ud83d pair", "\0"])
async def test_it_keeps_what_a_database_refuses(stage: Stage, acme: Put, text: str) -> None:
    """One character is no reason to lose a message."""
    await stage.lead_says(acme, text, raw={"Body": text}, profile_name="A\0nn")
    await stage.work()
    assert await stage.turn_states() == ["answered"]


async def test_a_model_that_is_down_is_asked_again_before_the_floor_speaks(
    stage: Stage, acme: Put
) -> None:
    """T22: retry in time, then the floor; never silence."""
    model = ScriptedModel(ProviderUnavailable("down"))
    stage.with_model(model)
    await stage.lead_says(acme, QUESTION)
    for _ in range(4):
        await stage.work()
        stage.clock.advance(11)
        await sweep(stage.services)
    assert len(model.requests) == 3
    assert await stage.column("SELECT path FROM turns") == ["floor"]
    assert len(stage.sent()) == 1


async def test_a_models_wait_is_obeyed(stage: Stage, acme: Put) -> None:
    """T22: ``Retry-After``."""
    model = ScriptedModel(ProviderUnavailable("slow down", retry_after_s=7), HOURS)
    stage.with_model(model)
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    for seconds, asked in ((6, 1), (1, 2)):
        stage.clock.advance(seconds)
        await sweep(stage.services)
        await stage.work()
        assert len(model.requests) == asked


@pytest.mark.parametrize(
    "error", [ProviderRefused("no", "ask_person"), InvalidModelOutput("garbage")]
)
async def test_what_a_model_will_not_say_the_floor_says(
    stage: Stage, acme: Put, error: Exception
) -> None:
    """T22, DOMAIN 42: a refusal or garbage gives one coherent message."""
    stage.with_model(ScriptedModel(error))
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    assert await stage.column("SELECT path FROM turns") == ["floor"]
    assert len(stage.sent()) == 1


async def test_an_unusable_answer_is_paid_for(stage: Stage, acme: Put) -> None:
    """DOMAIN 39: what was spent is recorded, also when nothing came of it."""
    error = InvalidModelOutput("garbage", usage=Usage("x", "m", cost_microusd=40))
    stage.with_model(ScriptedModel(error))
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    assert await stage.column("SELECT cost_microusd FROM usage") == [40, 40]


async def _with_budget(stage: Stage, microusd: int) -> Put:
    put = await put_tenant(stage.services, document("Acme", "+15550001111"))
    await stage.change("UPDATE tenants SET budget_microusd = :limit", limit=microusd)
    stage.services.accounts.clear()
    return put


async def test_a_spent_budget_means_the_floor(stage: Stage) -> None:
    """T31, DOMAIN 39: at 100 % the floor, never silence."""
    acme = await _with_budget(stage, 99)
    model = ScriptedModel(cost_microusd=100)
    stage.with_model(model)
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    assert model.requests == []
    assert await stage.column("SELECT path FROM turns") == ["floor"]
    assert len(stage.sent()) == 1


async def test_a_budget_is_never_overshot_by_many_at_once(stage: Stage) -> None:
    """DOMAIN 39: check-then-call would let all of them through."""
    acme = await _with_budget(stage, 250)
    model = ScriptedModel(cost_microusd=100, is_slow=True)
    stage.with_model(model)
    for n in range(10):
        await stage.lead_says(acme, QUESTION, f"+1212555{n:04d}")
    ids = stage.bell.take(Queue.AI)
    answering = [asyncio.ensure_future(answer(stage.services, turn_id)) for turn_id in ids]
    done, _ = await asyncio.wait(answering, timeout=1.0)
    model.may_answer.set()
    await asyncio.gather(*answering)
    assert (len(model.requests), len(done)) == (2, 8)


@pytest.mark.parametrize(
    "says",
    [
        (HOURS,),
        (ProviderUnavailable("down"),),
        (ZeroDivisionError(),),
        (InvalidModelOutput("garbage"),),
    ],
)
async def test_a_reservation_is_given_back_whatever_happens(
    stage: Stage, says: tuple[str | Exception]
) -> None:
    acme = await _with_budget(stage, 1000)
    stage.with_settings(max_attempts=4)
    stage.with_model(ScriptedModel(*says, cost_microusd=100))
    await stage.lead_says(acme, QUESTION)
    for _ in range(6):
        await stage.work()
        assert (await _budget(stage))[1] == 0
        stage.clock.advance(1000)
        await sweep(stage.services)


async def test_a_reservation_of_last_month_is_given_back(stage: Stage) -> None:
    acme = await _with_budget(stage, 1000)
    model = ScriptedModel(cost_microusd=100, is_slow=True)
    stage.with_model(model)
    stage.with_settings(lease_s=3600)
    await stage.lead_says(acme, QUESTION)
    answering = asyncio.ensure_future(stage.answer_all())
    await model.asked.wait()
    stage.clock.advance(40 * 86_400)
    model.may_answer.set()
    await answering
    assert await stage.column("SELECT sum(reserved_microusd) FROM budgets") == [0]


async def test_a_reservation_of_a_dead_process_is_given_back(stage: Stage) -> None:
    acme = await _with_budget(stage, 150)
    model = ScriptedModel(cost_microusd=100, is_slow=True)
    stage.with_model(model)
    await stage.lead_says(acme, QUESTION)
    killed = asyncio.ensure_future(stage.answer_all())
    await model.asked.wait()
    killed.cancel()
    await recover(stage.services)
    stage.with_model(ScriptedModel(HOURS, cost_microusd=100))
    stage.clock.advance(61)
    await sweep(stage.services)
    await stage.work()
    assert await stage.column("SELECT path FROM turns") == ["model"]
    assert (await _budget(stage))[1] == 0


async def test_one_leads_flood_costs_no_other_a_reply(stage: Stage, acme: Put) -> None:
    """T31: hundreds of messages from one lead are one turn."""
    for n in range(200):
        await stage.lead_says(acme, f"and {n}", LEAD)
    await stage.lead_says(acme, QUESTION, OTHER)
    await stage.work()
    assert (len(stage.sent(LEAD)), len(stage.sent(OTHER))) == (1, 1)
