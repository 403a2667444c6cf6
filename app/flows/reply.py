"""An operator writes to a lead; writing takes the conversation over."""

from __future__ import annotations

from app.domain.delivery import Kind
from app.domain.lead_status import LeadStatus
from app.domain.message import Author
from app.errors import Conflict, Invalid, NotFound
from app.flows.advance_lead import advance
from app.flows.announce import announce
from app.flows.take_over import hold
from app.log import current_request_id
from app.queue import Queue
from app.services import Services
from app.store import conversations, deliveries, messages, turns
from app.store.db import Tx

MAX_CHARS = 1600
_SNIPPET_CHARS = 140


async def reply(
    services: Services, tenant_id: str, conversation_id: str, operator_id: str, text: str
) -> str:
    """Queue an operator's message and return its id.

    Raises:
        Invalid: the text is empty or longer than 1,600 characters.
        NotFound: no such conversation of this tenant.
        Conflict: the lead opted out; nobody may write, not even a person. Or this conversation
            has ended and a newer one with the lead is open.
    """
    if not text.strip():
        raise Invalid("Write something before you send.")
    if len(text) > MAX_CHARS:
        raise Invalid(f"A message has at most {MAX_CHARS} characters; this one has {len(text)}.")
    return await services.db.write(
        _reply,
        services,
        tenant_id,
        conversation_id,
        operator_id,
        text.strip(),
        current_request_id() or "",
    )


def _reply(
    tx: Tx,
    services: Services,
    tenant_id: str,
    conversation_id: str,
    operator_id: str,
    text: str,
    request: str,
) -> str:
    conversation = conversations.conversation_by_id(tx, tenant_id, conversation_id)
    if conversation is None:
        raise NotFound("There is no such conversation.")
    lead = conversations.lead_by_id(tx, tenant_id, conversation.lead_id)
    if lead is None or lead.opted_out_at is not None:
        raise Conflict("This lead opted out and may not be written to.")
    if conversation.state != "held" or conversation.operator_id != operator_id:
        conversation = hold(tx, services, tenant_id, conversation_id, operator_id)
    now = services.clock.now_ms()
    message_id = messages.insert_outbound(
        tx, conversation, Author.OPERATOR, text, now, operator_id=operator_id
    )
    delivery_id = deliveries.insert_delivery(
        tx, conversation, message_id, Kind.OPERATOR, now, request
    )
    conversations.note_outbound(tx, conversation, "operator", text[:_SNIPPET_CHARS], now)
    advance(tx, services, tenant_id, conversation.lead_id, LeadStatus.CONTACTED)
    turns.close_open(tx, tenant_id, conversation_id, "answered", "operator", now)
    for turn_id in turns.waiting_drafts(tx, tenant_id, conversation_id):
        # The person has written themselves: what was drafted is out of date.
        turns.settle_draft(tx, tenant_id, turn_id, is_sent=False)
    announce(tx, services, conversation, "message_sent", operator_id, message_id=message_id)
    tx.after_commit(lambda: services.bell.ring(Queue.DELIVERY, delivery_id))
    return message_id
