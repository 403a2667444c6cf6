"""The gate looks again at the moment of sending, and every way a send can fail has one outcome."""

from __future__ import annotations

import asyncio

import pytest

from app.domain.tenant import ChannelKind
from app.flows.deliver import backoff_s, deliver
from app.flows.manage_tenant import Put
from app.queue import Queue
from tests.fixtures import said
from tests.flows.stage import HOURS, LEAD, QUESTION, Stage, channel

DAY_S = 86_400


async def _queue_a_reply(stage: Stage, acme: Put, kind: ChannelKind = ChannelKind.SMS) -> str:
    await stage.lead_says(acme, QUESTION, kind=kind)
    await stage.answer_all()
    (delivery_id,) = stage.bell.take(Queue.DELIVERY)
    return delivery_id


async def _one(stage: Stage, column: str) -> object:
    (value,) = await stage.column(f"SELECT {column} FROM deliveries")
    return value


async def test_it_sends_what_may_leave_and_says_why(stage: Stage, acme: Put) -> None:
    await deliver(stage.services, await _queue_a_reply(stage, acme))
    assert await _one(stage, "state") == "accepted"
    assert await _one(stage, "gate") == "passed"
    assert [record.to for record in stage.sent()] == [LEAD]


async def test_many_workers_send_once(stage: Stage, acme: Put) -> None:
    delivery_id = await _queue_a_reply(stage, acme)
    await asyncio.gather(*(deliver(stage.services, delivery_id) for _ in range(20)))
    assert len(stage.sent()) == 1


async def test_it_stops_what_the_lead_no_longer_wants(stage: Stage, acme: Put) -> None:
    delivery_id = await _queue_a_reply(stage, acme)
    await stage.change("UPDATE leads SET opted_out_at = 1")
    await deliver(stage.services, delivery_id)
    assert (await _one(stage, "state"), await _one(stage, "gate")) == ("cancelled", "opted_out")
    assert stage.sent() == []


async def test_it_stops_a_reply_of_an_older_epoch(stage: Stage, acme: Put) -> None:
    delivery_id = await _queue_a_reply(stage, acme)
    await stage.change("UPDATE conversations SET epoch = epoch + 1")
    await deliver(stage.services, delivery_id)
    assert await _one(stage, "gate") == "superseded"
    assert stage.sent() == []


async def test_it_keeps_whatsapps_window(stage: Stage, acme: Put) -> None:
    """DOMAIN 10: 24 hours from the last inbound message, computed when it is sent."""
    delivery_id = await _queue_a_reply(stage, acme, ChannelKind.WHATSAPP)
    stage.clock.advance(DAY_S + 1)
    await deliver(stage.services, delivery_id)
    assert (await _one(stage, "state"), await _one(stage, "next_action")) == (
        "failed",
        "use_template",
    )
    assert stage.sent() == []


async def test_a_new_message_opens_the_window_again(stage: Stage, acme: Put) -> None:
    delivery_id = await _queue_a_reply(stage, acme, ChannelKind.WHATSAPP)
    stage.clock.advance(DAY_S + 1)
    await stage.lead_says(acme, HOURS, kind=ChannelKind.WHATSAPP)
    await deliver(stage.services, delivery_id)
    assert len(stage.sent()) == 1


async def test_sms_has_no_window(stage: Stage, acme: Put) -> None:
    delivery_id = await _queue_a_reply(stage, acme)
    stage.clock.advance(DAY_S + 1)
    await deliver(stage.services, delivery_id)
    assert len(stage.sent()) == 1


async def test_refused_credentials_pause_the_channel_once(stage: Stage, acme: Put) -> None:
    """A 401 for every message must not page a person for every message."""
    stage.world.faults.force("twilio", "401", 100)
    for n in range(5):
        await stage.lead_says(acme, QUESTION, f"+1212555{n:04d}")
    await stage.work()
    assert await stage.column("SELECT is_paused FROM channels WHERE kind = 'sms'") == [1]
    assert await stage.column("SELECT kind FROM incidents") == ["channel_paused"]
    assert set(await stage.delivery_states()) == {"queued"}


async def test_a_paused_channel_asks_the_provider_nothing(stage: Stage, acme: Put) -> None:
    stage.world.faults.force("twilio", "401")
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    asked = sum(stage.world.calls.values())
    await stage.lead_says(acme, QUESTION, "+12125550124")
    await stage.work()
    assert sum(stage.world.calls.values()) == asked


async def test_what_waited_for_a_channel_is_sent_when_it_runs_again(
    stage: Stage, acme: Put
) -> None:
    stage.world.faults.force("twilio", "401")
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    await stage.change("UPDATE channels SET is_paused = 0")
    stage.services.accounts.clear()
    stage.clock.advance(DAY_S + 1)
    for delivery_id in await stage.column("SELECT id FROM deliveries"):
        await deliver(stage.services, delivery_id)
    assert await stage.delivery_states() == ["accepted"]
    assert len(stage.sent()) == 1


async def test_too_many_requests_are_tried_again_later(stage: Stage, acme: Put) -> None:
    stage.world.faults.force("twilio", "429")
    delivery_id = await _queue_a_reply(stage, acme)
    await deliver(stage.services, delivery_id)
    assert await _one(stage, "state") == "queued"
    await deliver(stage.services, delivery_id)
    assert stage.sent() == []
    stage.clock.advance(5)
    await deliver(stage.services, delivery_id)
    assert len(stage.sent()) == 1


async def test_a_limit_that_stays_ends_with_a_person(stage: Stage, acme: Put) -> None:
    """It is not tried for ever, and it is not silent."""
    stage.with_settings(max_attempts=4)
    stage.world.faults.force("twilio", "429", 100)
    delivery_id = await _queue_a_reply(stage, acme)
    for _ in range(10):
        await deliver(stage.services, delivery_id)
        stage.clock.advance(1000)
    assert await _one(stage, "attempts") == 4
    assert await _one(stage, "state") == "failed"
    assert await stage.column("SELECT reason FROM escalations") == ["delivery_failed"]


@pytest.mark.parametrize("fault", ["500", "503", "garbage", "drop", "drop_after"])
async def test_an_unclear_answer_is_never_sent_blindly(stage: Stage, acme: Put, fault: str) -> None:
    """DOMAIN 6, T23: the row stays ``sending`` until the provider was asked."""
    stage.world.faults.force("twilio", fault)
    delivery_id = await _queue_a_reply(stage, acme)
    for _ in range(5):
        await deliver(stage.services, delivery_id)
    assert (await _one(stage, "state"), await _one(stage, "is_unknown")) == ("sending", 2)
    assert len(stage.sent()) == (1 if fault == "drop_after" else 0)


async def test_a_silent_provider_is_an_unknown_outcome(stage: Stage, acme: Put) -> None:
    stage.world.faults.hang_s = 30
    stage.world.faults.force("twilio", "hang")
    # The adapter's deadline is a second here; connecting has its own on top of it.
    await deliver(stage.services, await _queue_a_reply(stage, acme))
    assert (await _one(stage, "state"), await _one(stage, "is_unknown")) == ("sending", 2)


async def test_a_final_refusal_is_failed_with_what_comes_next(stage: Stage, acme: Put) -> None:
    """DOMAIN 9: a landline is another channel's case, not "failed"."""
    landline = "+15005550001"
    await stage.lead_says(acme, QUESTION, landline)
    await stage.work()
    assert await _one(stage, "state") == "failed"
    assert await _one(stage, "next_action") == "other_channel"
    assert await stage.column("SELECT reason FROM escalations") == ["delivery_failed"]


async def test_a_carriers_opt_out_is_ours_too(stage: Stage, acme: Put) -> None:
    stage.world.twilio.opted_out.add(("+15550001111", LEAD))
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    assert await _one(stage, "next_action") == "suppress"
    assert await stage.column("SELECT opt_out_basis FROM leads") == ["provider"]


async def test_a_later_message_waits_for_an_earlier_one(stage: Stage, acme: Put) -> None:
    """A lead reads our messages in the order they were written."""
    stage.world.faults.force("twilio", "429")
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    await stage.lead_says(acme, HOURS)
    await stage.work()
    assert stage.sent() == []
    stage.clock.advance(5)
    for delivery_id in await stage.column("SELECT id FROM deliveries ORDER BY id DESC"):
        await deliver(stage.services, delivery_id)
    await stage.work()
    assert len(stage.sent()) == 2
    assert await stage.delivery_states() == ["accepted", "accepted"]


async def test_one_slow_lead_delays_no_other(stage: Stage, acme: Put) -> None:
    stage.world.faults.force("twilio", "429")
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    await stage.lead_says(acme, QUESTION, "+12125550124")
    await stage.work()
    assert [record.to for record in stage.sent()] == ["+12125550124"]


async def test_replies_go_out_from_the_number_that_was_written_to(
    stage: Stage, acme: Put, bravo: Put
) -> None:
    await stage.lead_says(acme, QUESTION)
    await stage.receive(channel(bravo), said(QUESTION))
    await stage.work()
    assert sorted(str(r.sender) for r in stage.sent()) == ["+15550001111", "+15550002222"]


def test_waits_grow_and_obey_the_provider() -> None:
    assert 0.5 <= backoff_s(1) <= 1.0
    assert 450 <= backoff_s(7) <= 900
    assert backoff_s(99) <= 900
    assert backoff_s(1, retry_after_s=17) == 17
