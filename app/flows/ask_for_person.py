"""Somebody outside asks for a person in a conversation: a program of the client's, by its key."""

from __future__ import annotations

from app.domain.audit import Actor
from app.errors import NotFound
from app.flows.escalate import escalate
from app.services import Services
from app.store import audit, conversations
from app.store.db import Tx


async def ask_for_person(
    services: Services, tenant_id: str, conversation_id: str, reason: str, note: str, actor: Actor
) -> None:
    """Escalate a conversation; while a person is called already, it only counts.

    Args:
        reason: a word of the closed list of escalations.
        note: what the person is told; may be empty.

    Raises:
        NotFound: no such conversation of this tenant.
    """
    await services.db.write(_ask, services, tenant_id, conversation_id, reason, note, actor)


def _ask(
    tx: Tx,
    services: Services,
    tenant_id: str,
    conversation_id: str,
    reason: str,
    note: str,
    actor: Actor,
) -> None:
    conversation = conversations.conversation_by_id(tx, tenant_id, conversation_id)
    if conversation is None:
        raise NotFound("There is no such conversation.")
    now = services.clock.now_ms()
    # Each request is a cause of its own: an earlier one that was resolved does not silence it.
    escalate(tx, services, conversation, reason, note, now, cause=f"{actor.id}:{now}")
    subject = ("conversation", conversation_id)
    latter = {"reason": reason}
    audit.note(tx, actor, now, tenant_id, "person_asked_for", subject, None, latter)
