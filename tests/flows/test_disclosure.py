"""The first reply that reaches a lead says that an AI writes, and only that one does."""

from __future__ import annotations

from app.domain.tenant import ChannelKind
from app.flows.manage_tenant import Put
from app.flows.take_over import release, take_over
from tests.flows.stage import HOURS, QUESTION, Stage

LINE = "I am an AI assistant."


async def test_it_is_said_once(stage: Stage, acme: Put) -> None:
    for text in (QUESTION, HOURS):
        await stage.lead_says(acme, text)
        await stage.work()
    assert [LINE in record.body for record in stage.sent()] == [True, False]


async def test_a_reply_that_never_left_disclosed_nothing(stage: Stage, acme: Put) -> None:
    """DOMAIN 21: a takeover cancelled the reply that said it."""
    await stage.lead_says(acme, QUESTION)
    await stage.answer_all()
    (one,) = await stage.column("SELECT id FROM conversations")
    await take_over(stage.services, acme.tenant.id, one, "op")
    await release(stage.services, acme.tenant.id, one, "op")
    await stage.work()
    assert [LINE in record.body for record in stage.sent()] == [True]


async def test_a_reply_that_came_too_late_disclosed_nothing(stage: Stage, acme: Put) -> None:
    """WhatsApp's window had closed before it could leave."""
    await stage.lead_says(acme, QUESTION, kind=ChannelKind.WHATSAPP)
    await stage.answer_all()
    stage.clock.advance(86_401)
    await stage.deliver_all()
    assert await stage.delivery_states() == ["failed"]
    await stage.lead_says(acme, HOURS, kind=ChannelKind.WHATSAPP)
    await stage.work()
    assert [LINE in record.body for record in stage.sent()] == [True]
