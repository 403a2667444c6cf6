"""Write an event in the unit of work that caused it, and publish it once that is durable."""

from __future__ import annotations

from typing import Any

from app.services import Services
from app.store import events
from app.store.conversations import ConversationRow
from app.store.db import Tx


def announce(
    tx: Tx,
    services: Services,
    conversation: ConversationRow,
    kind: str,
    operator_id: str | None = None,
    **data: Any,
) -> None:
    """Record what happened in a conversation; live pages hear of it after the commit.

    ``data`` holds ids and words of state only: events are read by logs and hooks.
    """
    event = events.record(
        tx,
        conversation.tenant_id,
        kind,
        conversation.id,
        services.clock.now_ms(),
        operator_id,
        **data,
    )
    tx.after_commit(
        lambda: services.live.publish(
            event.tenant_id, event.id, event.kind, event.conversation_id, event.data
        )
    )
