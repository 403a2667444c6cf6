"""STOP, START and HELP act at once, for the person, and are answered exactly once."""

from __future__ import annotations

import asyncio

import pytest

from app.domain.tenant import ChannelKind
from app.errors import Conflict
from app.flows.answer import answer
from app.flows.deliver import deliver
from app.flows.manage_tenant import Put
from app.flows.reply import reply
from app.queue import Queue
from tests.fixtures import said
from tests.flows.stage import LEAD, QUESTION, ScriptedModel, Stage, channel

OWN_WORDS = "Please stop texting me"
ON_WHATSAPP = f"whatsapp:{LEAD}"


async def _opted_out(stage: Stage) -> list[bool]:
    rows = await stage.column("SELECT opted_out_at FROM leads ORDER BY id")
    return [at is not None for at in rows]


@pytest.mark.parametrize("word", ["STOP", "stop", " Stop ", "UNSUBSCRIBE", "cancel", "QUIT"])
async def test_a_bare_keyword_on_sms_is_answered_by_twilio_alone(
    stage: Stage, acme: Put, word: str
) -> None:
    """DOMAIN 17: Twilio answers STOP itself; then send nothing."""
    await stage.lead_says(acme, word)
    await stage.work()
    assert await _opted_out(stage) == [True]
    assert stage.sent() == []


@pytest.mark.parametrize(
    "text",
    [OWN_WORDS, "STOP PLEASE", "lose my number", "Por favor, no me escriban más", "لا تراسلني"],
)
async def test_own_words_get_exactly_one_confirmation(stage: Stage, acme: Put, text: str) -> None:
    """DOMAIN 15, T30: the carrier layer does not know these words, we do."""
    await stage.lead_says(acme, text)
    await stage.work()
    assert await _opted_out(stage) == [True]
    assert len(stage.sent()) == 1


async def test_a_keyword_on_whatsapp_gets_exactly_one_confirmation(stage: Stage, acme: Put) -> None:
    await stage.lead_says(acme, "STOP", kind=ChannelKind.WHATSAPP)
    await stage.work()
    assert [record.to for record in stage.sent()] == [ON_WHATSAPP]


async def test_nothing_is_sent_when_the_provider_has_answered(stage: Stage, acme: Put) -> None:
    """DOMAIN 17: ``OptOutType`` says that Advanced Opt-Out has confirmed."""
    await stage.lead_says(
        acme, "stop that at once", kind=ChannelKind.WHATSAPP, opt_out_handled="STOP"
    )
    await stage.work()
    assert await _opted_out(stage) == [True]
    assert stage.sent() == []


async def test_stop_said_again_is_not_confirmed_again(stage: Stage, acme: Put) -> None:
    for text in (OWN_WORDS, OWN_WORDS, "STOP", "leave me alone, stop writing to me"):
        await stage.lead_says(acme, text)
        await stage.work()
    assert len(stage.sent()) == 1


async def test_the_model_never_sees_a_stop(stage: Stage, acme: Put) -> None:
    """DOMAIN 14: the filter runs before any model."""
    model = ScriptedModel()
    stage.with_model(model)
    await stage.lead_says(acme, OWN_WORDS)
    await stage.work()
    assert model.requests == []


@pytest.mark.parametrize("order", [(OWN_WORDS, QUESTION), (QUESTION, OWN_WORDS)])
async def test_a_stop_inside_a_burst_wins(stage: Stage, acme: Put, order: tuple[str, str]) -> None:
    """DOMAIN 18: whatever else was said in the same breath."""
    for text in order:
        await stage.lead_says(acme, text)
    await stage.work()
    authors = await stage.column("SELECT author FROM messages WHERE author <> 'lead'")
    assert authors == ["system"]


async def test_a_stop_cancels_what_waits(stage: Stage, acme: Put) -> None:
    """DOMAIN 18: queued replies are cancelled."""
    await stage.lead_says(acme, QUESTION)
    await stage.answer_all()
    await stage.lead_says(acme, "STOP")
    await stage.work()
    assert await stage.delivery_states() == ["cancelled"]
    assert stage.sent() == []


async def test_a_stop_voids_the_draft_in_the_making(stage: Stage, acme: Put) -> None:
    model = ScriptedModel(is_slow=True)
    stage.with_model(model)
    await stage.lead_says(acme, QUESTION)
    answering = asyncio.ensure_future(stage.answer_all())
    await model.asked.wait()
    await stage.lead_says(acme, "STOP")
    model.may_answer.set()
    await answering
    await stage.work()
    assert await stage.turn_states() == ["answered"]
    assert stage.sent() == []


async def test_a_stop_covers_every_channel_of_the_client(stage: Stage, acme: Put) -> None:
    """DOMAIN 16: the person, not the number."""
    await stage.lead_says(acme, QUESTION)
    await stage.lead_says(acme, QUESTION, kind=ChannelKind.WHATSAPP)
    await stage.answer_all()
    await stage.lead_says(acme, "STOP")
    await stage.work()
    assert await stage.delivery_states() == ["cancelled", "cancelled"]
    assert stage.sent() == []


async def test_a_first_message_elsewhere_after_a_stop_is_not_answered(
    stage: Stage, acme: Put
) -> None:
    await stage.lead_says(acme, "STOP")
    await stage.lead_says(acme, QUESTION, kind=ChannelKind.WHATSAPP)
    await stage.work()
    assert stage.sent() == []


async def test_a_stop_leaves_other_clients_alone(stage: Stage, acme: Put, bravo: Put) -> None:
    """DOMAIN 16: other clients are unaffected."""
    await stage.lead_says(acme, "STOP")
    await stage.lead_says(bravo, QUESTION)
    await stage.work()
    assert len(stage.sent(LEAD)) == 1


async def test_what_an_opted_out_lead_writes_is_kept_but_not_answered(
    stage: Stage, acme: Put
) -> None:
    await stage.lead_says(acme, "STOP")
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    assert await stage.column("SELECT body FROM messages ORDER BY id") == ["STOP", QUESTION]
    assert await stage.turn_states() == []


async def test_start_lifts_the_opt_out(stage: Stage, acme: Put) -> None:
    """DOMAIN 17: START restores and is logged."""
    for text in ("STOP", "START", QUESTION):
        await stage.lead_says(acme, text)
        await stage.work()
    ledger = await stage.column("SELECT kind FROM consents ORDER BY id")
    assert ledger == ["granted", "revoked", "granted"]
    assert len(stage.sent()) == 1


async def test_help_on_whatsapp_is_answered_once(stage: Stage, acme: Put) -> None:
    """DOMAIN 17: HELP returns who we are and how to stop."""
    await stage.lead_says(acme, "HELP", kind=ChannelKind.WHATSAPP)
    await stage.work()
    (record,) = stage.sent()
    assert record.body.startswith("Acme")
    assert "STOP" in record.body


async def test_help_does_not_swallow_what_is_open(stage: Stage, acme: Put) -> None:
    await stage.lead_says(acme, QUESTION)
    await stage.lead_says(acme, "HELP")
    await stage.work()
    assert await stage.turn_states() == ["answered"]
    assert len(stage.sent()) == 1


async def test_an_operator_may_not_write_to_who_opted_out(stage: Stage, acme: Put) -> None:
    """DOMAIN 18: a person taking over manually is blocked too."""
    receipt = await stage.lead_says(acme, "STOP")
    assert receipt.conversation_id
    with pytest.raises(Conflict, match="opted out"):
        await reply(stage.services, acme.tenant.id, receipt.conversation_id, "op", "But wait")


async def test_an_operators_words_do_not_leave_after_a_stop(stage: Stage, acme: Put) -> None:
    receipt = await stage.lead_says(acme, QUESTION)
    assert receipt.conversation_id
    await reply(stage.services, acme.tenant.id, receipt.conversation_id, "op", "Hello")
    waiting = stage.bell.take(Queue.DELIVERY)
    await stage.lead_says(acme, "STOP")
    for delivery_id in waiting:
        await deliver(stage.services, delivery_id)
    assert stage.sent() == []


async def test_stop_and_answering_at_once_never_send(stage: Stage, acme: Put) -> None:
    """The gate looks again in the unit that marks the row as sending."""
    for n in range(12):
        lead = f"+1212555{n:04d}"
        await stage.lead_says(acme, QUESTION, lead)
        (turn_id,) = stage.bell.take(Queue.AI)
        await asyncio.gather(
            answer(stage.services, turn_id),
            stage.receive(channel(acme), said("STOP", lead)),
        )
    await stage.work()
    assert stage.sent() == []
