"""A person says that what was put aside is no spam: the lead is answered after all."""

from __future__ import annotations

from app.errors import Conflict, NotFound
from app.flows.announce import announce
from app.queue import Queue
from app.services import Services
from app.store import conversations, pacing, turns
from app.store.db import Tx


async def trust_lead(
    services: Services, tenant_id: str, conversation_id: str, operator_id: str
) -> None:
    """Take a conversation back from spam and answer its last turn.

    Raises:
        NotFound: no such conversation of this tenant.
        Conflict: it was not put aside.
    """
    await services.db.write(_trust, services, tenant_id, conversation_id, operator_id)


def _trust(
    tx: Tx, services: Services, tenant_id: str, conversation_id: str, operator_id: str
) -> None:
    conversation = conversations.conversation_by_id(tx, tenant_id, conversation_id)
    if conversation is None:
        raise NotFound("There is no such conversation.")
    if not pacing.trust(tx, tenant_id, conversation_id):
        raise Conflict("This conversation was not put aside as spam.")
    announce(tx, services, conversation, "spam_taken_back", operator_id)
    turn_id, now = turns.last_turn(tx, tenant_id, conversation_id), services.clock.now_ms()
    if turn_id is not None and turns.reopen(tx, tenant_id, turn_id, "pending", now):
        tx.after_commit(lambda: services.bell.ring(Queue.AI, turn_id))
