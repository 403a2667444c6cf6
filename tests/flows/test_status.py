"""Statuses come in any order, several times, and too early; deliveries only move forward."""

from __future__ import annotations

import itertools

import pytest

from app.domain.delivery import DeliveryState, DeliveryUpdate
from app.flows.manage_tenant import Put
from app.flows.record_status import record_status
from app.flows.sweep import sweep
from app.flows.take_over import take_over
from tests.flows.stage import QUESTION, Stage, channel

WORDS = ("queued", "sent", "delivered", "read")
ENDS = ("failed", "undelivered")


def _update(
    stage: Stage, acme: Put, sid: str, word: str, code: int | None = None
) -> DeliveryUpdate:
    state = stage.services.channels[channel(acme).kind].state_of(word)
    return DeliveryUpdate(sid, word, state, code)


async def _sent(stage: Stage, acme: Put) -> str:
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    (sid,) = await stage.column("SELECT provider_message_id FROM deliveries")
    return str(sid)


async def _say(stage: Stage, acme: Put, sid: str, *words: str) -> None:
    for word in words:
        await record_status(stage.services, channel(acme), _update(stage, acme, sid, word))


async def test_every_order_of_statuses_ends_at_the_farthest(stage: Stage, acme: Put) -> None:
    """DOMAIN 4, T25: all permutations, each word repeated."""
    sid = await _sent(stage, acme)
    for order in itertools.permutations(WORDS):
        await stage.change("UPDATE deliveries SET state = 'accepted'")
        await _say(stage, acme, sid, *order, order[0])
        assert await stage.delivery_states() == ["read"], order


@pytest.mark.parametrize("end", ENDS)
async def test_nothing_leaves_a_failure(stage: Stage, acme: Put, end: str) -> None:
    sid = await _sent(stage, acme)
    await _say(stage, acme, sid, "sent", end, *WORDS)
    assert await stage.delivery_states() == [end]


@pytest.mark.parametrize("end", ENDS)
async def test_what_was_delivered_did_not_fail(stage: Stage, acme: Put, end: str) -> None:
    sid = await _sent(stage, acme)
    await _say(stage, acme, sid, "delivered", end)
    assert await stage.delivery_states() == ["delivered"]


async def test_an_early_status_is_parked_and_joined(stage: Stage, acme: Put) -> None:
    """DOMAIN 4: the callback may come before our own row knows the id."""
    await stage.lead_says(acme, QUESTION)
    await stage.answer_all()
    await stage.change("UPDATE deliveries SET state = 'sending', lease_until = 0")
    await _say(stage, acme, "SM" + "e" * 32, "delivered")
    assert await stage.column("SELECT status FROM parked_statuses") == ["delivered"]
    await stage.change(
        "UPDATE deliveries SET state = 'accepted', provider_message_id = :sid",
        sid="SM" + "e" * 32,
    )
    await sweep(stage.services)
    assert await stage.delivery_states() == ["delivered"]
    assert await stage.column("SELECT status FROM parked_statuses") == []


async def test_early_statuses_join_when_the_send_is_settled(stage: Stage, acme: Put) -> None:
    """The double tells of its progress before its answer is read."""
    stage.world.set_latency({"twilio": 150})
    callbacks: list[str] = []
    await stage.lead_says(acme, QUESTION)

    async def early(url: str, pairs: list[tuple[str, str]], token: str, *rest: object) -> str:
        fields = dict(pairs)
        callbacks.append(fields["MessageStatus"])
        await _say(stage, acme, fields["MessageSid"], fields["MessageStatus"])
        return "200"

    stage.world.webhooks.deliver = early  # type: ignore[method-assign]
    await stage.work()
    assert "delivered" in callbacks
    assert await stage.delivery_states() == ["delivered"]


async def test_a_word_of_the_future_changes_nothing(stage: Stage, acme: Put) -> None:
    sid = await _sent(stage, acme)
    await _say(stage, acme, sid, "teleported")
    assert await stage.delivery_states() == ["accepted"]
    assert await stage.column("SELECT count(*) FROM parked_statuses") == [0]


async def test_a_status_never_starts_the_assistant(stage: Stage, acme: Put) -> None:
    """DOMAIN 5."""
    sid = await _sent(stage, acme)
    await _say(stage, acme, sid, "sent", "delivered", "failed")
    await stage.work()
    assert await stage.turn_states() == ["answered"]
    assert len(stage.sent()) == 1


async def test_a_status_of_another_channel_moves_nothing(
    stage: Stage, acme: Put, bravo: Put
) -> None:
    sid = await _sent(stage, acme)
    await _say(stage, bravo, sid, "delivered")
    assert await stage.delivery_states() == ["accepted"]


async def test_a_failed_delivery_asks_for_a_person_once(stage: Stage, acme: Put) -> None:
    sid = await _sent(stage, acme)
    for _ in range(3):
        await record_status(
            stage.services, channel(acme), _update(stage, acme, sid, "undelivered", 30003)
        )
    assert await stage.column("SELECT reason FROM escalations") == ["delivery_failed"]


async def test_a_repeated_failure_does_not_undo_a_persons_work(stage: Stage, acme: Put) -> None:
    sid = await _sent(stage, acme)
    await _say(stage, acme, sid, "undelivered")
    (conversation_id,) = await stage.column("SELECT id FROM conversations")
    await take_over(stage.services, acme.tenant.id, conversation_id, "op")
    await _say(stage, acme, sid, "undelivered")
    assert await stage.column("SELECT state FROM escalations") == ["resolved"]


async def test_a_repeated_status_is_no_second_event(stage: Stage, acme: Put) -> None:
    sid = await _sent(stage, acme)
    await _say(stage, acme, sid, "delivered", "delivered", "delivered")
    moved = await stage.column("SELECT data FROM events WHERE kind = 'delivery_moved'")
    assert sum('"delivered"' in data for data in moved) == 1


async def test_a_carrier_block_opts_the_lead_out(stage: Stage, acme: Put) -> None:
    """DOMAIN 9: 21610 is a state of the lead, not "failed"."""
    sid = await _sent(stage, acme)
    await record_status(stage.services, channel(acme), _update(stage, acme, sid, "failed", 21610))
    assert await stage.column("SELECT opt_out_basis FROM leads") == ["provider"]
    assert await stage.column("SELECT next_action FROM deliveries") == ["suppress"]


def test_the_order_of_states_is_total() -> None:
    """No pair of states moves both ways."""
    from app.domain.delivery import moves_forward

    pairs = itertools.combinations(DeliveryState, 2)
    assert not [p for p in pairs if moves_forward(*p) and moves_forward(*reversed(p))]
