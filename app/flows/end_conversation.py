"""A person ends a conversation: nothing is open in it any more, and nobody is called for it.

The epoch stays, so that what the team has just written still leaves; a new message of the lead
opens the conversation again, or a new one.
"""

from __future__ import annotations

from app.domain.audit import Actor
from app.domain.escalation import Outcome
from app.errors import Conflict, NotFound
from app.flows.announce import announce
from app.services import Services
from app.store import audit, conversations, endings, escalations, turns
from app.store.db import Tx

HAS_ENDED = "This conversation has ended already."


async def end_conversation(
    services: Services, tenant_id: str, conversation_id: str, actor: Actor
) -> None:
    """End a conversation, whoever is in charge of it.

    Raises:
        NotFound: no such conversation of this tenant.
        Conflict: it has ended already.
    """
    await services.db.write(_end, services, tenant_id, conversation_id, actor)


def _end(tx: Tx, services: Services, tenant_id: str, conversation_id: str, actor: Actor) -> None:
    conversation = conversations.conversation_by_id(tx, tenant_id, conversation_id)
    if conversation is None:
        raise NotFound("There is no such conversation.")
    now = services.clock.now_ms()
    if not endings.end_by_hand(tx, tenant_id, conversation_id, now):
        raise Conflict(HAS_ENDED)
    turns.close_open(tx, tenant_id, conversation_id, "answered", "operator", now)
    for turn_id in turns.waiting_drafts(tx, tenant_id, conversation_id):
        turns.settle_draft(tx, tenant_id, turn_id, is_sent=False)
    escalations.resolve(tx, tenant_id, conversation_id, actor.id, now, Outcome.ANSWERED)
    former, subject = {"state": conversation.state}, ("conversation", conversation_id)
    latter = {"state": "ended"}
    audit.note(tx, actor, now, tenant_id, "conversation_ended", subject, former, latter)
    operator_id = actor.id if actor.kind == "operator" else None
    announce(tx, services, conversation, "conversation_ended", operator_id, reason="by_hand")
