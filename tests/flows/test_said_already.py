"""A lead reads the same words once when it wrote nothing in between."""

from __future__ import annotations

import pytest

from app.clock import ManualClock
from app.domain.delivery import Kind
from app.domain.message import Author
from app.flows.deliver import deliver
from app.flows.manage_tenant import Put
from app.flows.receive import receive
from app.services import Services
from app.store import conversations, deliveries, messages
from app.store.db import Tx
from tests.fixtures import said


def _queue(tx: Tx, tenant_id: str, conversation_id: str, text: str, now: int) -> str:
    conversation = conversations.conversation_by_id(tx, tenant_id, conversation_id)
    assert conversation is not None
    message_id = messages.insert_outbound(tx, conversation, Author.ASSISTANT, text, now)
    return deliveries.insert_delivery(tx, conversation, message_id, Kind.REPLY, now, "")


def _state(tx: Tx, delivery_id: str) -> tuple[str, str]:
    row = tx.one("SELECT state, gate FROM deliveries WHERE id = :id", id=delivery_id)
    assert row is not None
    return row["state"], row["gate"]


@pytest.mark.parametrize("writes_between", [False, True])
async def test_it_says_the_same_words_once(
    services: Services, acme: Put, clock: ManualClock, writes_between: bool
) -> None:
    chat = next(one for one in acme.channels if one.kind == "web_chat")
    receipt = await receive(services, chat, said("Hello?", "visitor"))
    tenant_id, conversation_id = acme.tenant.id, receipt.conversation_id or ""
    clock.advance(1)
    now = clock.now_ms()
    first = await services.db.write(_queue, tenant_id, conversation_id, "Hello!", now)
    await deliver(services, first)
    clock.advance(1)
    if writes_between:
        await receive(services, chat, said("And?", "visitor"))
    second = await services.db.write(_queue, tenant_id, conversation_id, "Hello!", now + 1000)
    await deliver(services, second)
    wanted = ("sent", "passed") if writes_between else ("cancelled", "said_already")
    assert await services.db.read(_state, second) == wanted
