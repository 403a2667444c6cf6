"""A send of unknown outcome is looked up; only what the provider does not have is sent again."""

from __future__ import annotations

import asyncio

import pytest

from app.domain.tenant import ChannelKind
from app.flows.deliver import deliver
from app.flows.manage_tenant import Put
from app.flows.reconcile import reconcile
from app.flows.sweep import recover, sweep
from app.flows.take_over import take_over
from app.queue import Queue
from tests.flows.stage import LEAD, QUESTION, ScriptedModel, Stage

SAME = "We are open Monday to Friday from 9 to 18."


async def _unknown(
    stage: Stage, acme: Put, fault: str, sender: str = LEAD, kind: ChannelKind = ChannelKind.SMS
) -> str:
    """Send one reply into a fault; return the delivery whose outcome nobody knows."""
    stage.world.faults.force("twilio", fault)
    await stage.lead_says(acme, QUESTION, sender, kind)
    await stage.answer_all()
    (delivery_id,) = stage.bell.take(Queue.DELIVERY)
    await deliver(stage.services, delivery_id)
    return delivery_id


async def _look_up(stage: Stage, delivery_id: str) -> None:
    """Look twice, as after every slow or cut answer; the second finds nothing to do if found."""
    for _ in range(2):
        stage.clock.advance(5)
        await reconcile(stage.services, delivery_id)


async def test_it_looks_twice_before_it_sends_again(stage: Stage, acme: Put) -> None:
    """A silent provider may finish after the first look."""
    delivery_id = await _unknown(stage, acme, "drop")
    stage.clock.advance(5)
    await reconcile(stage.services, delivery_id)
    assert await stage.delivery_states() == ["sending"]
    stage.clock.advance(5)
    await reconcile(stage.services, delivery_id)
    assert await stage.delivery_states() == ["queued"]


async def test_what_the_provider_has_is_accepted(stage: Stage, acme: Put) -> None:
    """T23: the line was cut after Twilio had taken the message."""
    await _look_up(stage, await _unknown(stage, acme, "drop_after"))
    await stage.work()
    (row,) = await stage.rows("SELECT state, provider_message_id FROM deliveries")
    assert row["state"] == "accepted"
    assert [record.sid for record in stage.sent()] == [row["provider_message_id"]]


@pytest.mark.parametrize("fault", ["drop", "500", "garbage"])
async def test_what_the_provider_does_not_have_is_sent_once(
    stage: Stage, acme: Put, fault: str
) -> None:
    """DOMAIN 6: reconcile, only then retry."""
    await _look_up(stage, await _unknown(stage, acme, fault))
    await stage.work()
    assert await stage.delivery_states() == ["accepted"]
    assert len(stage.sent()) == 1


async def test_whatsapp_is_looked_up_too(stage: Stage, acme: Put) -> None:
    delivery_id = await _unknown(stage, acme, "drop_after", kind=ChannelKind.WHATSAPP)
    await _look_up(stage, delivery_id)
    await stage.work()
    assert await stage.delivery_states() == ["accepted"]
    assert len(stage.sent()) == 1


async def test_it_waits_before_it_looks(stage: Stage, acme: Put) -> None:
    """The provider may still be working on it."""
    delivery_id = await _unknown(stage, acme, "drop_after")
    await reconcile(stage.services, delivery_id)
    assert await stage.delivery_states() == ["sending"]


async def test_two_equal_texts_to_one_number_are_told_apart(stage: Stage, acme: Put) -> None:
    """The first was accepted; the second, equal one, never arrived and is sent."""
    stage.with_model(ScriptedModel(SAME))
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    await stage.change("UPDATE conversations SET is_disclosed = 1")
    await stage.change("UPDATE messages SET body = :body WHERE author = 'assistant'", body=SAME)
    stage.sent()[0].body = SAME
    delivery_id = await _unknown(stage, acme, "drop")
    await _look_up(stage, delivery_id)
    await stage.work()
    assert [record.body for record in stage.sent()] == [SAME, SAME]
    ids = await stage.column("SELECT provider_message_id FROM deliveries")
    assert len(set(ids)) == 2


async def test_one_message_settles_one_of_two_unknown_sends(stage: Stage, acme: Put) -> None:
    """Two equal texts, both unknown, one arrived: one is sent again and no third."""
    delivery_id = await _unknown(stage, acme, "drop_after")
    (body,) = {record.body for record in stage.sent()}
    await _look_up(stage, delivery_id)
    await stage.change("UPDATE conversations SET is_disclosed = 0, asked = ''")
    again = await _unknown(stage, acme, "drop")
    await stage.change("UPDATE messages SET body = :body WHERE author = 'assistant'", body=body)
    await _look_up(stage, again)
    await stage.work()
    assert [record.body for record in stage.sent()] == [body, body]


async def test_other_leads_messages_are_no_proof(stage: Stage, acme: Put) -> None:
    await stage.lead_says(acme, QUESTION, "+12125550124")
    await stage.work()
    delivery_id = await _unknown(stage, acme, "drop")
    await _look_up(stage, delivery_id)
    await stage.work()
    assert len(stage.sent(LEAD)) == 1


@pytest.mark.parametrize("fault", ["500", "429", "drop", "garbage", "401"])
async def test_a_list_that_cannot_be_read_never_resends(
    stage: Stage, acme: Put, fault: str
) -> None:
    """However long it takes: asked again, never sent blindly."""
    delivery_id = await _unknown(stage, acme, "drop_after")
    stage.world.faults.force("twilio", fault, 3)
    for _ in range(3):
        stage.clock.advance(120)
        await reconcile(stage.services, delivery_id)
        await stage.deliver_all()
        assert await stage.delivery_states() == ["sending"]
    stage.clock.advance(120)
    await reconcile(stage.services, delivery_id)
    await stage.work()
    assert await stage.delivery_states() == ["accepted"]
    assert len(stage.sent()) == 1


async def test_many_reconcilers_settle_once(stage: Stage, acme: Put) -> None:
    delivery_id = await _unknown(stage, acme, "drop")
    for _ in range(2):
        stage.clock.advance(5)
        await asyncio.gather(*(reconcile(stage.services, delivery_id) for _ in range(10)))
    await stage.work()
    assert len(stage.sent()) == 1


async def test_what_is_sent_again_passes_the_gate_again(stage: Stage, acme: Put) -> None:
    """A takeover while the outcome was unknown: not sent again."""
    delivery_id = await _unknown(stage, acme, "drop")
    (conversation_id,) = await stage.column("SELECT id FROM conversations")
    await take_over(stage.services, acme.tenant.id, conversation_id, "op")
    await _look_up(stage, delivery_id)
    await stage.work()
    assert await stage.delivery_states() == ["cancelled"]
    assert stage.sent() == []


async def test_a_provider_that_always_breaks_is_not_asked_for_ever(stage: Stage, acme: Put) -> None:
    """Each attempt ends unknown and is found not sent: after the last one a person is asked."""
    stage.with_settings(max_attempts=3)
    delivery_id = await _unknown(stage, acme, "drop")
    for _ in range(8):
        stage.clock.advance(400)
        await reconcile(stage.services, delivery_id)
        stage.world.faults.force("twilio", "drop")
        stage.clock.advance(400)
        await deliver(stage.services, delivery_id)
        stage.world.faults._forced["twilio"].clear()
    assert await stage.delivery_states() == ["failed"]
    assert await stage.column("SELECT attempts FROM deliveries") == [3]
    assert await stage.column("SELECT reason FROM escalations") == ["delivery_failed"]


async def test_a_crash_while_sending_is_looked_up_after_the_start(stage: Stage, acme: Put) -> None:
    """T02: between the provider's yes and our commit the process died."""
    delivery_id = await _unknown(stage, acme, "drop_after")
    now = stage.clock.now_ms()
    # As the crash left it: the lease of the dead process, and nothing known of the outcome.
    await stage.change(
        "UPDATE deliveries SET is_unknown = 0, lease_until = :later", later=now + 60_000
    )
    await recover(stage.services)
    stage.clock.advance(5)
    stage.bell.take(Queue.RECONCILE)
    await sweep(stage.services)
    if stage.services.db.dialect == "postgres":
        # Others may be working on it: its lease must run out first.
        assert stage.bell.take(Queue.RECONCILE) == []
        stage.clock.advance(60)
        await sweep(stage.services)
    assert await stage.reconcile_all() == [delivery_id]
    await stage.work()
    assert await stage.delivery_states() == ["accepted"]
    assert len(stage.sent()) == 1


async def test_a_late_sender_does_not_undo_what_was_reconciled(stage: Stage, acme: Put) -> None:
    """The lease ran out during a slow send; the slow one's commit is refused."""
    stage.with_settings(lease_s=1.0)
    stage.world.set_latency({"twilio": 400})
    await stage.lead_says(acme, QUESTION)
    await stage.answer_all()
    (delivery_id,) = stage.bell.take(Queue.DELIVERY)
    sending = asyncio.ensure_future(deliver(stage.services, delivery_id))
    for _ in range(200):
        if stage.sent():
            break
        await asyncio.sleep(0.01)
    stage.clock.advance(2)
    await reconcile(stage.services, delivery_id)
    await sending
    await stage.work()
    assert await stage.delivery_states() == ["accepted"]
    assert len(stage.sent()) == 1


async def test_a_yes_that_comes_late_is_believed(stage: Stage, acme: Put) -> None:
    """The lease ran out, the list did not show it yet, and then the provider said yes."""
    stage.with_settings(lease_s=1.0)
    await stage.lead_says(acme, QUESTION)
    await stage.answer_all()
    (delivery_id,) = stage.bell.take(Queue.DELIVERY)
    stage.world.set_latency({"twilio": 300})
    sending = asyncio.ensure_future(deliver(stage.services, delivery_id))
    await asyncio.sleep(0.1)
    assert await stage.delivery_states() == ["sending"]
    # As a list that lags behind leaves it: queued again while the first request is under way.
    await stage.change("UPDATE deliveries SET state = 'queued', lease_until = 0")
    await sending
    await sweep(stage.services)
    await stage.work()
    assert await stage.delivery_states() == ["accepted"]
    assert len(stage.sent()) == 1
