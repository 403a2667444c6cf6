"""Losing every bell loses nothing: the sweep rings for whatever is due, and for nothing else."""

from __future__ import annotations

import os

from app.flows.ingest import add_file
from app.flows.manage_knowledge import create_base
from app.flows.manage_tenant import Put
from app.flows.sweep import recover, sweep
from app.queue import Queue
from tests.flows.stage import LEAD, QUESTION, Stage


def _silence(stage: Stage) -> None:
    stage.bell.rang.clear()


async def test_it_rings_for_a_turn_whose_bell_was_lost(stage: Stage, acme: Put) -> None:
    """T02: killed between the 2xx and the start of the job."""
    await stage.lead_says(acme, QUESTION)
    _silence(stage)
    assert await sweep(stage.services) == 1
    await stage.work()
    assert len(stage.sent()) == 1


async def test_it_rings_for_every_due_row_of_every_kind(stage: Stage, acme: Put) -> None:
    for n in range(5):
        await stage.lead_says(acme, QUESTION, f"+1212555{n:04d}")
    ids = stage.bell.take(Queue.AI)
    await stage.change(
        "UPDATE turns SET state = 'answering', lease_until = 0 WHERE id = :id", id=ids[0]
    )
    for turn_id in ids[1:3]:
        stage.bell.ring(Queue.AI, turn_id)
    await stage.answer_all()
    deliveries = stage.bell.take(Queue.DELIVERY)
    await stage.change(
        "UPDATE deliveries SET state = 'sending', lease_until = 0 WHERE id = :id", id=deliveries[0]
    )
    _silence(stage)
    await sweep(stage.services)
    assert sorted(stage.bell.take(Queue.AI)) == sorted([ids[0], *ids[3:]])
    assert stage.bell.take(Queue.DELIVERY) == deliveries[1:]
    assert stage.bell.take(Queue.RECONCILE) == deliveries[:1]


async def test_it_lets_alone_what_is_not_due(stage: Stage, acme: Put) -> None:
    stage.with_settings(burst_long_ms=2000, burst_cap_ms=6000)
    await stage.lead_says(acme, "and")
    _silence(stage)
    assert await sweep(stage.services) == 0
    stage.clock.advance(2)
    assert await sweep(stage.services) == 1


async def test_it_lets_alone_what_is_done(stage: Stage, acme: Put) -> None:
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    stage.clock.advance(100_000)
    assert await sweep(stage.services) == 0


async def test_the_sweep_alone_carries_a_message_through(stage: Stage, acme: Put) -> None:
    """Every single bell is lost, and everything happens all the same."""
    await stage.lead_says(acme, QUESTION)
    for _ in range(3):
        _silence(stage)
        await sweep(stage.services)
        await stage.answer_all()
        _silence(stage)
        await sweep(stage.services)
        await stage.deliver_all()
    assert await stage.turn_states() == ["answered"]
    assert len(stage.sent(LEAD)) == 1


async def test_a_start_forgets_statuses_nobody_asked_for(stage: Stage, acme: Put) -> None:
    await stage.change(
        "INSERT INTO parked_statuses (channel_id, provider_message_id, status, received_at)"
        " VALUES ('c', 'SMold', 'sent', :old), ('c', 'SMnew', 'sent', :new)",
        old=stage.clock.now_ms() - 2 * 86_400_000,
        new=stage.clock.now_ms(),
    )
    await recover(stage.services)
    assert await stage.column("SELECT provider_message_id FROM parked_statuses") == ["SMnew"]


async def test_a_running_server_forgets_them_too(stage: Stage, acme: Put) -> None:
    """A server that runs for months must not carry every status it ever parked."""
    await stage.change(
        "INSERT INTO parked_statuses (channel_id, provider_message_id, status, received_at)"
        " VALUES ('c', 'SMold', 'sent', :old), ('c', 'SMnew', 'sent', :new)",
        old=stage.clock.now_ms() - 2 * 86_400_000,
        new=stage.clock.now_ms(),
    )
    await sweep(stage.services)
    assert await stage.column("SELECT provider_message_id FROM parked_statuses") == ["SMnew"]


async def test_what_waits_behind_another_hides_nobody(stage: Stage, acme: Put) -> None:
    """A reply that waits for tomorrow has others behind it, due and in nobody's way."""
    stage.world.faults.force("twilio", "401")
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    await stage.lead_says(acme, QUESTION)
    await stage.answer_all()
    _silence(stage)
    assert await sweep(stage.services) == 0
    assert await stage.delivery_states() == ["queued", "queued"]


async def test_it_forgets_files_that_nobody_waits_for(stage: Stage, acme: Put) -> None:
    services = stage.services
    folder = services.library.make_uploads()
    base = await create_base(services, acme.tenant.id, "Files")
    given = folder / "given.txt"
    given.write_text("We open at nine.")
    waiting = await add_file(services, acme.tenant.id, base.id, "a.txt", "text/plain", given)
    for name in ("gone", "fresh"):
        (folder / name).write_text("nobody's")
    for name in ("gone", waiting):
        os.utime(folder / name, (0, 0))
    await recover(services)
    assert {file.name for file in folder.iterdir()} == {"fresh", waiting}
