"""A person has a failed message sent again: a new delivery of the same words, through the gate.

The failed delivery stays as it ended and names the new one, so what was tried when can be read.
Whoever presses twice, or second, finds that it is on its way already.
"""

from __future__ import annotations

from app.domain.audit import Actor
from app.domain.delivery import DeliveryState, Kind
from app.domain.escalation import Reason
from app.errors import Conflict, NotFound
from app.flows.announce import announce
from app.flows.gate import refuse_held
from app.ids import new_id
from app.log import current_request_id
from app.queue import Queue
from app.services import Services
from app.store import audit, conversations, deliveries, escalations, retries
from app.store.db import Tx

# What is confirmed once is confirmed once (DOMAIN 17); these are no person's to repeat.
_RETRIED = (Kind.REPLY, Kind.OPERATOR)
_FAILED = (DeliveryState.FAILED, DeliveryState.UNDELIVERED)
NOT_FAILED = "This message has not failed, or is on its way again already."
NOT_RETRIED = "A message of this kind is never sent twice."


async def retry(
    services: Services, tenant_id: str, conversation_id: str, message_id: str, actor: Actor
) -> str:
    """Queue a failed message again and return the new delivery's id.

    Raises:
        NotFound: the conversation has no such message of ours.
        Conflict: it has not failed, is of a kind that is never repeated, or the gate would hold
            it (the lead opted out, WhatsApp's window is closed, the channel is gone).
    """
    return await services.db.write(
        _retry, services, tenant_id, conversation_id, message_id, actor, current_request_id() or ""
    )


def _retry(
    tx: Tx,
    services: Services,
    tenant_id: str,
    conversation_id: str,
    message_id: str,
    actor: Actor,
    request: str,
) -> str:
    conversation = conversations.conversation_by_id(tx, tenant_id, conversation_id)
    found = retries.in_force(tx, tenant_id, conversation_id, message_id)
    if conversation is None or found is None:
        raise NotFound("There is no such message.")
    (failed, advice), fresh_id, now = found, new_id(), services.clock.now_ms()
    if failed.kind not in _RETRIED:
        raise Conflict(NOT_RETRIED)
    if failed.state not in _FAILED:
        raise Conflict(NOT_FAILED)
    refuse_held(tx, conversation, now, failed.template_sid)
    if not retries.step_back(tx, tenant_id, failed.id, fresh_id):
        raise Conflict(NOT_FAILED)
    # A person's decision: neither a takeover nor a newer turn holds it any more.
    deliveries.insert_delivery(
        tx,
        conversation,
        message_id,
        Kind.OPERATOR,
        now,
        request,
        failed.turn_id,
        (failed.template_sid, failed.template_values),
        fresh_id,
    )
    _settle(tx, services, tenant_id, conversation_id, actor, now)
    latter = {"delivery": fresh_id, "state": DeliveryState.QUEUED.value}
    former = {"delivery": failed.id, "state": failed.state.value, "advice": advice}
    subject = ("message", message_id)
    audit.note(tx, actor, now, tenant_id, "delivery_retried", subject, former, latter)
    operator_id = actor.id if actor.kind == "operator" else None
    data = {"message_id": message_id, "delivery_id": fresh_id}
    announce(tx, services, conversation, "delivery_retried", operator_id, **data)
    tx.after_commit(lambda: services.bell.ring(Queue.DELIVERY, fresh_id))
    return fresh_id


def _settle(
    tx: Tx, services: Services, tenant_id: str, conversation_id: str, actor: Actor, now: int
) -> None:
    """Call nobody any more for a failure that somebody has taken in hand; a new one calls anew."""
    pending = escalations.pending_of(tx, tenant_id, conversation_id)
    if pending is None or pending.reason is not Reason.DELIVERY_FAILED:
        return
    if escalations.resolve(tx, tenant_id, conversation_id, actor.id, now):
        escalations.needs_nobody(tx, tenant_id, conversation_id)
