"""Write an event in the unit of work that caused it, and publish it once that is durable."""

from __future__ import annotations

from typing import Any

from app.services import Services
from app.store import events
from app.store.conversations import ConversationRow
from app.store.db import Tx

# What happens in a conversation and is told on its lead's timeline; of messages, findings and
# escalations the rows tell.
_OF_LEADS = frozenset(
    {
        "conversation_taken_over",
        "conversation_released",
        "conversation_ended",
        "conversation_reopened",
        "spam_put_aside",
        "spam_taken_back",
    }
)


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
    if kind in _OF_LEADS:
        data["lead_id"] = conversation.lead_id
    _record(tx, services, conversation.tenant_id, kind, conversation.id, operator_id, data)


def announce_for(
    tx: Tx,
    services: Services,
    tenant_id: str,
    kind: str,
    operator_id: str | None = None,
    **data: Any,
) -> None:
    """Record what happened to a tenant as a whole; as ``announce`` does for a conversation."""
    _record(tx, services, tenant_id, kind, None, operator_id, data)


def _record(
    tx: Tx,
    services: Services,
    tenant_id: str,
    kind: str,
    conversation_id: str | None,
    operator_id: str | None,
    data: dict[str, Any],
) -> None:
    now = services.clock.now_ms()
    event = events.record(tx, tenant_id, kind, conversation_id, now, operator_id, **data)
    tx.after_commit(
        lambda: services.live.publish(
            event.tenant_id, event.id, event.kind, event.conversation_id, event.data
        )
    )
