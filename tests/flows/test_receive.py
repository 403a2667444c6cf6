"""A message is stored once, whatever the provider does, and its turn is opened or extended."""

from __future__ import annotations

import asyncio

import pytest

from app.domain.message import Media
from app.domain.tenant import ChannelKind
from app.flows.manage_tenant import Put
from app.queue import Queue
from tests.fixtures import document, said
from tests.flows.stage import HOURS, LEAD, QUESTION, Stage, channel


async def test_fifty_copies_at_once_are_one_message(stage: Stage, acme: Put) -> None:
    """T24: the same webhook 50 times in parallel."""
    copies = [said(QUESTION, sid="SM" + "7" * 32) for _ in range(50)]
    account = channel(acme)
    receipts = await asyncio.gather(*(stage.receive(account, copy) for copy in copies))
    assert sum(not receipt.is_duplicate for receipt in receipts) == 1
    assert await stage.column("SELECT author FROM messages") == ["lead"]
    assert await stage.turn_states() == ["pending"]


async def test_fifty_copies_at_once_get_one_reply(stage: Stage, acme: Put) -> None:
    """T24: one message, one reply."""
    copies = [said(QUESTION, sid="SM" + "8" * 32) for _ in range(50)]
    await asyncio.gather(*(stage.receive(channel(acme), copy) for copy in copies))
    await stage.work()
    assert len(stage.sent()) == 1


async def test_a_copy_after_three_days_is_still_a_copy(stage: Stage, acme: Put) -> None:
    """T24: again after three days."""
    await stage.lead_says(acme, QUESTION, sid="SM" + "9" * 32)
    await stage.work()
    stage.clock.advance(3 * 86_400)
    again = await stage.lead_says(acme, QUESTION, sid="SM" + "9" * 32)
    await stage.work()
    assert again.is_duplicate
    assert len(stage.sent()) == 1


async def test_equal_ids_on_two_channels_are_two_messages(
    stage: Stage, acme: Put, bravo: Put
) -> None:
    await stage.lead_says(acme, QUESTION, sid="SM" + "1" * 32)
    other = await stage.lead_says(bravo, QUESTION, sid="SM" + "1" * 32)
    assert not other.is_duplicate


async def test_two_first_messages_at_once_open_one_conversation(stage: Stage, acme: Put) -> None:
    account = channel(acme)
    await asyncio.gather(*(stage.receive(account, said(f"part {n} and")) for n in range(20)))
    assert len(await stage.rows("SELECT id FROM conversations")) == 1
    assert len(await stage.rows("SELECT id FROM leads")) == 1


async def test_a_burst_becomes_one_turn_with_one_reply(stage: Stage, acme: Put) -> None:
    """DOMAIN 26: several messages, one answer to the last of them."""
    for text in ("hi", "i saw the flat by the harbour,", QUESTION):
        await stage.lead_says(acme, text)
    await stage.work()
    assert await stage.turn_states() == ["answered"]
    assert len(stage.sent()) == 1


async def test_a_burst_waits_for_its_end_but_not_for_ever(stage: Stage, acme: Put) -> None:
    """DOMAIN 26: debounce with a cap."""
    stage.with_settings(burst_short_ms=300, burst_long_ms=2500, burst_cap_ms=6000)
    started = stage.clock.now_ms()
    for _ in range(3):
        await stage.lead_says(acme, "and")
        stage.clock.advance(2)
        await stage.answer_all()
    assert await stage.turn_states() == ["answered"]
    waited = (await stage.column("SELECT answered_at FROM turns"))[0] - started
    assert waited <= 6000


async def test_a_turn_is_not_answered_before_the_burst_is_over(stage: Stage, acme: Put) -> None:
    stage.with_settings(burst_short_ms=300, burst_long_ms=2500, burst_cap_ms=6000)
    await stage.lead_says(acme, "and")
    await stage.work()
    assert await stage.turn_states() == ["pending"]


@pytest.mark.parametrize(
    "more",
    [
        {"media": (Media("https://api.twilio.com/x/Media/ME1", "image/jpeg"),)},
        {"location": (40.7, -74.0)},
    ],
)
async def test_it_answers_a_message_without_words(
    stage: Stage, acme: Put, more: dict[str, object]
) -> None:
    """DOMAIN 7: an empty body with media or a place is a lead too."""
    await stage.lead_says(acme, "", **more)
    await stage.work()
    assert len(stage.sent()) == 1


async def test_the_bell_rings_only_for_what_is_stored(stage: Stage, acme: Put) -> None:
    await stage.lead_says(acme, QUESTION, sid="SM" + "2" * 32)
    await stage.lead_says(acme, QUESTION, sid="SM" + "2" * 32)
    rang = [row for queue, row, _ in stage.bell.rang if queue is Queue.AI]
    assert rang == await stage.column("SELECT id FROM turns")


async def test_a_caller_who_hangs_up_loses_nothing(stage: Stage, acme: Put) -> None:
    """A cancelled request handler: what was accepted by the writer is stored and rung for."""
    task = asyncio.ensure_future(stage.lead_says(acme, QUESTION))
    await asyncio.sleep(0)
    while not task.done() and not stage.bell.rang:
        await asyncio.sleep(0)
        if stage.services.db.dialect == "sqlite" and getattr(stage.services.db, "_waiting", None):
            break
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await stage.services.db.write(lambda tx: None)
    stored = len(await stage.rows("SELECT id FROM messages"))
    assert stored == len(await stage.rows("SELECT id FROM turns"))
    assert stored == len(stage.bell.take(Queue.AI))


async def test_a_message_during_a_pause_is_kept_for_a_person(stage: Stage, acme: Put) -> None:
    await stage.change("UPDATE tenants SET is_paused = 1 WHERE id = :id", id=acme.tenant.id)
    stage.services.accounts.clear()
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    assert await stage.turn_states() == ["held"]
    assert await stage.column("SELECT needs_person FROM conversations") == [1]


async def test_what_a_pause_held_is_answered_with_the_next_message(stage: Stage, acme: Put) -> None:
    await stage.change("UPDATE tenants SET is_paused = 1 WHERE id = :id", id=acme.tenant.id)
    stage.services.accounts.clear()
    await stage.lead_says(acme, QUESTION)
    await stage.change("UPDATE tenants SET is_paused = 0 WHERE id = :id", id=acme.tenant.id)
    stage.services.accounts.clear()
    await stage.lead_says(acme, HOURS)
    await stage.work()
    assert await stage.turn_states() == ["answered"]
    assert len(stage.sent(LEAD)) == 1


async def test_a_form_without_agreement_sends_nothing(stage: Stage, acme: Put) -> None:
    """DOMAIN 35: a typed number is a claim; without consent nobody is texted."""
    inbound = said(QUESTION, "visitor-1", phone=LEAD)
    await stage.receive(channel(acme, ChannelKind.WEB_FORM), inbound)
    await stage.work()
    assert stage.sent() == []


async def test_a_typed_number_gets_one_message_until_it_answers(stage: Stage, acme: Put) -> None:
    """DOMAIN 35: otherwise the form is an SMS cannon."""
    form = channel(acme, ChannelKind.WEB_FORM)
    for text in (QUESTION, HOURS, "And on Sundays?"):
        await stage.receive(form, said(text, "visitor-1", phone=LEAD, consent="I agree."))
        await stage.work()
    assert len(stage.sent(LEAD)) == 1


async def test_a_typed_number_that_answers_is_answered(stage: Stage, acme: Put) -> None:
    """DOMAIN 35: its own text message proves the number."""
    form = channel(acme, ChannelKind.WEB_FORM)
    await stage.receive(form, said(QUESTION, "visitor-1", phone=LEAD, consent="I agree."))
    await stage.work()
    await stage.lead_says(acme, HOURS)
    await stage.work()
    assert len(stage.sent(LEAD)) == 2
    assert await stage.column("SELECT is_verified FROM conversations") == [1]


async def test_one_number_on_two_channels_is_one_lead(stage: Stage, acme: Put) -> None:
    """DOMAIN 23: a number both channels verified is one person."""
    await stage.lead_says(acme, QUESTION)
    await stage.lead_says(acme, QUESTION, kind=ChannelKind.WHATSAPP)
    assert len(await stage.rows("SELECT id FROM leads")) == 1
    assert len(await stage.rows("SELECT id FROM conversations")) == 2


async def test_a_client_put_twice_keeps_its_conversations(stage: Stage, acme: Put) -> None:
    from app.flows.manage_tenant import put_tenant

    await stage.lead_says(acme, QUESTION)
    again = await put_tenant(stage.services, document("Acme", "+15550001111"))
    await stage.lead_says(again, HOURS)
    assert len(await stage.rows("SELECT id FROM conversations")) == 1
