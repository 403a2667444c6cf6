"""After a takeover the assistant is silent; after a release what is open is answered."""

from __future__ import annotations

import asyncio

import pytest

from app.domain.message import Author
from app.errors import Conflict, Invalid, NotFound
from app.flows.answer import answer
from app.flows.deliver import deliver
from app.flows.manage_tenant import Put
from app.flows.reply import reply
from app.flows.take_over import release, take_over
from app.queue import Queue
from tests.flows.stage import HOURS, QUESTION, ScriptedModel, Stage

OPERATOR = "operator-1"


async def _conversation(stage: Stage, acme: Put, text: str = QUESTION) -> str:
    receipt = await stage.lead_says(acme, text)
    assert receipt.conversation_id
    return receipt.conversation_id


async def test_a_takeover_holds_the_open_turn(stage: Stage, acme: Put) -> None:
    conversation_id = await _conversation(stage, acme)
    await take_over(stage.services, acme.tenant.id, conversation_id, OPERATOR)
    await stage.work()
    assert await stage.turn_states() == ["held"]
    assert stage.sent() == []


async def test_a_takeover_holds_what_comes_later(stage: Stage, acme: Put) -> None:
    conversation_id = await _conversation(stage, acme)
    await stage.work()
    await take_over(stage.services, acme.tenant.id, conversation_id, OPERATOR)
    await stage.lead_says(acme, HOURS)
    await stage.work()
    assert await stage.turn_states() == ["answered", "held"]
    assert len(stage.sent()) == 1


async def test_a_takeover_cancels_a_reply_that_has_not_left(stage: Stage, acme: Put) -> None:
    conversation_id = await _conversation(stage, acme)
    await stage.answer_all()
    await take_over(stage.services, acme.tenant.id, conversation_id, OPERATOR)
    await stage.work()
    assert await stage.delivery_states() == ["cancelled"]
    assert stage.sent() == []


async def test_a_takeover_voids_the_draft_in_the_making(stage: Stage, acme: Put) -> None:
    """DOMAIN 28: the commit needs the epoch the claim read."""
    model = ScriptedModel(is_slow=True)
    stage.with_model(model)
    conversation_id = await _conversation(stage, acme)
    answering = asyncio.ensure_future(stage.answer_all())
    await model.asked.wait()
    await take_over(stage.services, acme.tenant.id, conversation_id, OPERATOR)
    model.may_answer.set()
    await answering
    assert await stage.turn_states() == ["held"]
    assert await stage.column("SELECT count(*) FROM deliveries") == [0]


async def test_a_takeover_and_release_still_void_the_old_draft(stage: Stage, acme: Put) -> None:
    """The epoch rose twice; that the state is the same again does not matter."""
    model = ScriptedModel(is_slow=True)
    stage.with_model(model)
    conversation_id = await _conversation(stage, acme)
    answering = asyncio.ensure_future(stage.answer_all())
    await model.asked.wait()
    await take_over(stage.services, acme.tenant.id, conversation_id, OPERATOR)
    await release(stage.services, acme.tenant.id, conversation_id, OPERATOR)
    model.may_answer.set()
    await answering
    assert await stage.column("SELECT count(*) FROM deliveries") == [0]
    await stage.work()
    assert await stage.turn_states() == ["answered"]
    assert len(stage.sent()) == 1


async def test_a_message_during_answering_voids_the_draft(stage: Stage, acme: Put) -> None:
    """DOMAIN 26: one reply, and it has read both."""
    model = ScriptedModel(is_slow=True)
    stage.with_model(model)
    await stage.lead_says(acme, QUESTION)
    answering = asyncio.ensure_future(stage.answer_all())
    await model.asked.wait()
    await stage.lead_says(acme, HOURS)
    model.may_answer.set()
    await answering
    await stage.work()
    assert len(stage.sent()) == 1
    assert HOURS in str(model.requests[-1].messages)


async def test_a_voided_draft_costs_no_attempt_but_is_paid(stage: Stage, acme: Put) -> None:
    model = ScriptedModel(is_slow=True)
    stage.with_model(model)
    await stage.lead_says(acme, QUESTION)
    answering = asyncio.ensure_future(stage.answer_all())
    await model.asked.wait()
    await stage.lead_says(acme, HOURS)
    model.may_answer.set()
    await answering
    await stage.work()
    assert await stage.column("SELECT attempts FROM turns") == [1]
    assert await stage.column("SELECT count(*) FROM usage") == [2]


async def test_a_release_answers_what_is_open(stage: Stage, acme: Put) -> None:
    """DOMAIN 28: return to the assistant answers what nobody answered."""
    conversation_id = await _conversation(stage, acme)
    await take_over(stage.services, acme.tenant.id, conversation_id, OPERATOR)
    await stage.lead_says(acme, HOURS)
    await stage.work()
    await release(stage.services, acme.tenant.id, conversation_id, OPERATOR)
    await stage.work()
    assert await stage.turn_states() == ["answered"]
    assert len(stage.sent()) == 1


async def test_a_release_with_nothing_open_sends_nothing(stage: Stage, acme: Put) -> None:
    conversation_id = await _conversation(stage, acme)
    await stage.work()
    await take_over(stage.services, acme.tenant.id, conversation_id, OPERATOR)
    await release(stage.services, acme.tenant.id, conversation_id, OPERATOR)
    await stage.work()
    assert len(stage.sent()) == 1


async def test_an_operators_reply_takes_over_and_is_sent(stage: Stage, acme: Put) -> None:
    conversation_id = await _conversation(stage, acme)
    await reply(stage.services, acme.tenant.id, conversation_id, OPERATOR, "Hello, Ann here.")
    await stage.work()
    assert [record.body for record in stage.sent()] == ["Hello, Ann here."]
    assert await stage.column("SELECT state FROM conversations") == ["held"]
    assert await stage.turn_states() == ["answered"]


async def test_an_operators_reply_voids_the_draft_in_the_making(stage: Stage, acme: Put) -> None:
    model = ScriptedModel(is_slow=True)
    stage.with_model(model)
    conversation_id = await _conversation(stage, acme)
    answering = asyncio.ensure_future(stage.answer_all())
    await model.asked.wait()
    await reply(stage.services, acme.tenant.id, conversation_id, OPERATOR, "Hello, Ann here.")
    model.may_answer.set()
    await answering
    await stage.work()
    assert [record.body for record in stage.sent()] == ["Hello, Ann here."]


async def test_an_operators_words_are_never_the_assistants(stage: Stage, acme: Put) -> None:
    """DOMAIN 40: roles stay honest."""
    conversation_id = await _conversation(stage, acme)
    await reply(stage.services, acme.tenant.id, conversation_id, OPERATOR, "Hello, Ann here.")
    authors = await stage.column("SELECT author FROM messages ORDER BY id")
    assert authors == [Author.LEAD, Author.OPERATOR]


async def test_two_operators_replies_leave_in_order(stage: Stage, acme: Put) -> None:
    conversation_id = await _conversation(stage, acme)
    for text in ("First.", "Second."):
        await reply(stage.services, acme.tenant.id, conversation_id, OPERATOR, text)
    ids = stage.bell.take(Queue.DELIVERY)
    for delivery_id in reversed(ids):
        stage.bell.ring(Queue.DELIVERY, delivery_id)
    await stage.work()
    assert [record.body for record in stage.sent()] == ["First.", "Second."]


async def test_a_takeover_resolves_the_escalation(stage: Stage, acme: Put) -> None:
    conversation_id = await _conversation(stage, acme, "I want to speak to a human")
    await stage.work()
    await take_over(stage.services, acme.tenant.id, conversation_id, OPERATOR)
    states = await stage.column("SELECT state FROM escalations")
    assert set(states) <= {"resolved"}
    assert await stage.column("SELECT needs_person FROM conversations") == [0]


async def test_a_release_of_what_nobody_holds_is_refused(stage: Stage, acme: Put) -> None:
    conversation_id = await _conversation(stage, acme)
    with pytest.raises(Conflict):
        await release(stage.services, acme.tenant.id, conversation_id, OPERATOR)


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 1601])
async def test_it_refuses_a_reply_that_cannot_be_sent(stage: Stage, acme: Put, text: str) -> None:
    conversation_id = await _conversation(stage, acme)
    with pytest.raises(Invalid):
        await reply(stage.services, acme.tenant.id, conversation_id, OPERATOR, text)
    assert await stage.column("SELECT state FROM conversations") == ["active"]


async def test_a_conversation_that_does_not_exist_cannot_be_taken_over(
    stage: Stage, acme: Put
) -> None:
    with pytest.raises(NotFound):
        await take_over(stage.services, acme.tenant.id, "nowhere", OPERATOR)


async def test_takeover_and_answering_at_once_never_send_after_it(stage: Stage, acme: Put) -> None:
    for n in range(12):
        receipt = await stage.lead_says(acme, QUESTION, f"+1212555{n:04d}")
        (turn_id,) = stage.bell.take(Queue.AI)
        assert receipt.conversation_id
        await asyncio.gather(
            answer(stage.services, turn_id),
            take_over(stage.services, acme.tenant.id, receipt.conversation_id, OPERATOR),
        )
    await stage.work()
    assert stage.sent() == []


async def test_a_release_answers_what_a_takeover_kept_from_leaving(stage: Stage, acme: Put) -> None:
    """The reply was written but had not left: the lead got nothing, so it is still open."""
    conversation_id = await _conversation(stage, acme)
    await stage.answer_all()
    await take_over(stage.services, acme.tenant.id, conversation_id, OPERATOR)
    assert await stage.turn_states() == ["held"]
    await release(stage.services, acme.tenant.id, conversation_id, OPERATOR)
    await stage.work()
    assert await stage.turn_states() == ["answered"]
    assert await stage.delivery_states() == ["cancelled", "accepted"]


async def test_a_reply_sent_back_by_the_provider_is_written_anew_after_a_release(
    stage: Stage, acme: Put
) -> None:
    """It was on its way when the operator took over, and came back with 429."""
    stage.world.faults.force("twilio", "429")
    conversation_id = await _conversation(stage, acme)
    await stage.answer_all()
    (delivery_id,) = stage.bell.take(Queue.DELIVERY)
    stage.world.set_latency({"twilio": 200})
    sending = asyncio.ensure_future(deliver(stage.services, delivery_id))
    for _ in range(200):
        if await stage.delivery_states() == ["sending"]:
            break
    await take_over(stage.services, acme.tenant.id, conversation_id, OPERATOR)
    await sending
    await release(stage.services, acme.tenant.id, conversation_id, OPERATOR)
    stage.clock.advance(5)
    await deliver(stage.services, delivery_id)
    await stage.work()
    assert await stage.delivery_states() == ["cancelled", "accepted"]
    assert len(stage.sent()) == 1


async def test_a_model_is_not_told_what_never_left(stage: Stage, acme: Put) -> None:
    model = ScriptedModel("Said to nobody.", HOURS)
    stage.with_model(model)
    conversation_id = await _conversation(stage, acme)
    await stage.answer_all()
    await take_over(stage.services, acme.tenant.id, conversation_id, OPERATOR)
    await release(stage.services, acme.tenant.id, conversation_id, OPERATOR)
    await stage.work()
    assert len(model.requests) == 2
    assert "Said to nobody." not in str(model.requests[-1].messages)


async def test_what_an_operator_answered_is_not_answered_again(stage: Stage, acme: Put) -> None:
    conversation_id = await _conversation(stage, acme)
    await stage.answer_all()
    await reply(stage.services, acme.tenant.id, conversation_id, OPERATOR, "Ann here.")
    await release(stage.services, acme.tenant.id, conversation_id, OPERATOR)
    await stage.work()
    assert [record.body for record in stage.sent()] == ["Ann here."]
