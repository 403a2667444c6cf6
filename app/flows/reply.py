"""An operator writes to a lead, in their own words or by a template; writing takes over."""

from __future__ import annotations

import json
from dataclasses import dataclass

from app.domain.delivery import Kind
from app.domain.lead_status import LeadStatus
from app.domain.message import Author
from app.domain.tenant import ChannelKind
from app.domain.text import storable
from app.errors import Conflict, Invalid, NotFound
from app.flows.advance_lead import advance
from app.flows.announce import announce
from app.flows.gate import refuse_held
from app.flows.take_over import hold
from app.log import current_request_id
from app.queue import Queue
from app.services import Services
from app.store import conversations, deliveries, message_templates, messages, tenants, turns
from app.store.db import Tx
from app.store.message_templates import filled, places_of

MAX_CHARS = 1600
MAX_VALUE_CHARS = 200
_SNIPPET_CHARS = 140
NOT_APPROVED = "This template is not approved, so the provider would refuse it."
NOT_WHATSAPP = "Only WhatsApp has templates."


@dataclass(frozen=True, slots=True)
class _Said:
    """What is to be sent, by whom; ``template`` is the provider's name and the values as JSON."""

    operator_id: str
    text: str
    said_by: str = ""
    template: tuple[str, str] = ("", "")


async def reply(
    services: Services,
    tenant_id: str,
    conversation_id: str,
    operator_id: str,
    text: str,
    said_by: str = "",
) -> str:
    """Queue an operator's message and return its id.

    Args:
        said_by: who wrote it, where a program writes for the team.

    Raises:
        Invalid: the text is empty or longer than 1,600 characters.
        NotFound: no such conversation of this tenant.
        Conflict: the lead opted out; nobody may write, not even a person. Or WhatsApp's window is
            closed. Or this conversation has ended and a newer one with the lead is open.
    """
    if not text.strip():
        raise Invalid("Write something before you send.")
    if len(text) > MAX_CHARS:
        raise Invalid(f"A message has at most {MAX_CHARS} characters; this one has {len(text)}.")
    said = _Said(operator_id, text.strip(), said_by)
    request = current_request_id() or ""
    return await services.db.write(_reply, services, tenant_id, conversation_id, said, request)


async def send_template(
    services: Services,
    tenant_id: str,
    conversation_id: str,
    operator_id: str,
    template_id: str,
    values: tuple[str, ...],
) -> str:
    """Queue an approved template, which may leave after WhatsApp's window; return the message.

    Args:
        values: what stands in its places, in their order.

    Raises:
        Invalid: a place has no value, or one longer than 200 characters.
        NotFound: no such conversation or template of this tenant.
        Conflict: the template is not approved, the channel is not WhatsApp, or the lead opted out.
    """
    return await services.db.write(
        _send_template,
        services,
        tenant_id,
        conversation_id,
        operator_id,
        template_id,
        tuple(" ".join(storable(one).split()) for one in values),
        current_request_id() or "",
    )


def _send_template(
    tx: Tx,
    services: Services,
    tenant_id: str,
    conversation_id: str,
    operator_id: str,
    template_id: str,
    values: tuple[str, ...],
    request: str,
) -> str:
    template = message_templates.template_by_id(tx, tenant_id, template_id)
    conversation = conversations.conversation_by_id(tx, tenant_id, conversation_id)
    if template is None or conversation is None:
        raise NotFound("There is no such template.")
    found = tenants.channel_by_id(tx, conversation.channel_id)
    if found is None or found[0].kind is not ChannelKind.WHATSAPP:
        raise Conflict(NOT_WHATSAPP)
    if template.status != "approved":
        raise Conflict(NOT_APPROVED)
    names = places_of(template.body)
    given = dict(zip(names, values, strict=False))
    if len(given) < len(names) or not all(0 < len(v) <= MAX_VALUE_CHARS for v in given.values()):
        raise Invalid(f"Fill in each place with 1 to {MAX_VALUE_CHARS} characters.")
    text = filled(template.body, given)
    told = json.dumps(given, ensure_ascii=False) if given else ""
    said = _Said(operator_id, text, template=(template.provider_sid, told))
    return _reply(tx, services, tenant_id, conversation_id, said, request)


def _reply(
    tx: Tx, services: Services, tenant_id: str, conversation_id: str, said: _Said, request: str
) -> str:
    conversation = conversations.conversation_by_id(tx, tenant_id, conversation_id)
    if conversation is None:
        raise NotFound("There is no such conversation.")
    now = services.clock.now_ms()
    refuse_held(tx, conversation, now, said.template[0])
    if conversation.state != "held" or conversation.operator_id != said.operator_id:
        conversation = hold(tx, services, tenant_id, conversation_id, said.operator_id)
    message_id = messages.insert_outbound(
        tx,
        conversation,
        Author.OPERATOR,
        said.text,
        now,
        operator_id=said.operator_id,
        said_by=said.said_by,
    )
    delivery_id = deliveries.insert_delivery(
        tx, conversation, message_id, Kind.OPERATOR, now, request, template=said.template
    )
    conversations.note_outbound(tx, conversation, "operator", said.text[:_SNIPPET_CHARS], now)
    advance(tx, services, tenant_id, conversation.lead_id, LeadStatus.CONTACTED)
    turns.close_open(tx, tenant_id, conversation_id, "answered", "operator", now)
    for turn_id in turns.waiting_drafts(tx, tenant_id, conversation_id):
        # The person has written themselves: what was drafted is out of date.
        turns.settle_draft(tx, tenant_id, turn_id, is_sent=False)
    announce(tx, services, conversation, "message_sent", said.operator_id, message_id=message_id)
    tx.after_commit(lambda: services.bell.ring(Queue.DELIVERY, delivery_id))
    return message_id
