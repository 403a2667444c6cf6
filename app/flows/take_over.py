"""An operator speaks and the assistant is silent, until the conversation is given back.

Both raise the epoch in the unit of work that changes the state, so whatever the assistant was
drafting cannot be committed, and what was committed but has not left is cancelled.
"""

from __future__ import annotations

from app.domain.delivery import Kind
from app.errors import Conflict, NotFound
from app.flows.announce import announce
from app.flows.escalate import escalate
from app.queue import Queue
from app.services import Services
from app.store import conversations, deliveries, escalations, outcomes, pacing, turns
from app.store.conversations import ConversationRow
from app.store.db import Tx

_DOUBTED_MS = 15 * 60_000


async def take_over(
    services: Services, tenant_id: str, conversation_id: str, operator_id: str
) -> None:
    """Give a conversation to an operator.

    Raises:
        NotFound: no such conversation of this tenant.
        Conflict: it has ended, and a newer one with this lead is open.
    """
    await services.db.write(hold, services, tenant_id, conversation_id, operator_id)


async def release(
    services: Services, tenant_id: str, conversation_id: str, operator_id: str
) -> None:
    """Give a conversation back to the assistant, which answers what is still open.

    Raises:
        NotFound: no such conversation of this tenant.
        Conflict: nobody holds it.
    """
    await services.db.write(_release, services, tenant_id, conversation_id, operator_id)


def hold(
    tx: Tx, services: Services, tenant_id: str, conversation_id: str, operator_id: str
) -> ConversationRow:
    """Hold a conversation inside a unit of work, opening an ended one again; idempotent for the
    one who holds it."""
    conversation = conversations.hold(tx, tenant_id, conversation_id, operator_id)
    if conversation is None:
        if conversations.conversation_by_id(tx, tenant_id, conversation_id) is None:
            raise NotFound("There is no such conversation.")
        raise Conflict("This conversation has ended, and a newer one with this lead is open.")
    now = services.clock.now_ms()
    turns.hold_open(tx, tenant_id, conversation_id)
    unsent = deliveries.cancel_queued(tx, tenant_id, conversation_id, "takeover", (Kind.REPLY,))
    for turn_id in unsent:
        # The lead got nothing: it is as open as before, and a release must answer it.
        turns.reopen(tx, tenant_id, turn_id, "held", now)
    if unsent:
        conversations.recall_disclosure(tx, tenant_id, conversation_id)
    _note_doubt(tx, tenant_id, conversation_id, operator_id, now)
    escalations.resolve(tx, tenant_id, conversation_id, operator_id, now)
    announce(tx, services, conversation, "conversation_taken_over", operator_id)
    return conversation


def _note_doubt(tx: Tx, tenant_id: str, conversation_id: str, operator_id: str, now: int) -> None:
    """Keep that somebody took over right after a reply to a question, called by nobody."""
    if pacing.pending_reason(tx, tenant_id, conversation_id):
        return
    doubted = turns.last_reply(tx, tenant_id, conversation_id, now - _DOUBTED_MS)
    if doubted is not None and not outcomes.outcome_of(tx, tenant_id, doubted):
        outcomes.note_outcome(tx, tenant_id, doubted, "took_over", now, operator_id)


def _release(
    tx: Tx, services: Services, tenant_id: str, conversation_id: str, operator_id: str
) -> None:
    conversation = conversations.release(tx, tenant_id, conversation_id)
    if conversation is None:
        if conversations.conversation_by_id(tx, tenant_id, conversation_id) is None:
            raise NotFound("There is no such conversation.")
        raise Conflict("Nobody holds this conversation.")
    announce(tx, services, conversation, "conversation_released", operator_id)
    now = services.clock.now_ms()
    turn_id = turns.resume_held(tx, tenant_id, conversation_id, now)
    if turn_id is not None:
        tx.after_commit(lambda: services.bell.ring(Queue.AI, turn_id))
    elif turns.waiting_drafts(tx, tenant_id, conversation_id):
        # Taken over and given back without a word: the draft still waits for somebody.
        escalate(tx, services, conversation, "draft_to_approve", "", now, cause=f"release:{now}")
