"""A channel that was paused runs again when a person has mended it, and what waited leaves."""

from __future__ import annotations

from app.flows.manage_tenant import Put, put_tenant
from app.flows.sweep import sweep
from app.store import tenants
from tests.fixtures import document
from tests.flows.stage import LEAD, QUESTION, Stage


async def _pause(stage: Stage, acme: Put) -> None:
    stage.world.faults.force("twilio", "401")
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    assert await stage.delivery_states() == ["queued"]


async def test_putting_the_client_again_resumes_its_channels(stage: Stage, acme: Put) -> None:
    await _pause(stage, acme)
    await put_tenant(stage.services, document("Acme", "+15550001111"))
    await sweep(stage.services)
    await stage.work()
    assert await stage.column("SELECT is_paused FROM channels WHERE kind = 'sms'") == [0]
    assert [record.to for record in stage.sent()] == [LEAD]


async def test_a_channel_resumed_elsewhere_is_not_paused_again(stage: Stage, acme: Put) -> None:
    """A command beside the server resumes it; the server's memory is seconds old."""
    await _pause(stage, acme)
    account = acme.channels[0]
    # Read it into the memory of this process while it is still paused.
    await stage.services.accounts.account(account.id)
    await stage.services.db.write(tenants.resume_channel, acme.tenant.id, account.id)
    await stage.change("UPDATE deliveries SET due_at = :now", now=stage.clock.now_ms())
    await sweep(stage.services)
    await stage.work()
    assert await stage.column("SELECT is_paused FROM channels WHERE kind = 'sms'") == [0]
    assert len(stage.sent()) == 1
