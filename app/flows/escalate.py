"""A person is needed: one pending escalation a conversation, however often it is asked for."""

from __future__ import annotations

from app.flows.announce import announce
from app.services import Services
from app.store import conversations, escalations
from app.store.conversations import ConversationRow
from app.store.db import Tx


def escalate(
    tx: Tx, services: Services, conversation: ConversationRow, reason: str, summary: str, now: int
) -> None:
    """Ask for a person, once: a pending escalation of the conversation is not repeated."""
    if escalations.escalate(tx, conversation.tenant_id, conversation.id, reason, summary, now):
        announce(tx, services, conversation, "escalation_opened", reason=reason)
    conversations.ask_for_person(tx, conversation.tenant_id, conversation.id)
