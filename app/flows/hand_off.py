"""A lead passes to the client's own people, with what is known of it.

It is an escalation of its newest conversation: the same people are called, by the same ways, with
the same summary, and it stands on the same page until one of them takes care of it.
"""

from __future__ import annotations

from app.domain.audit import Actor
from app.domain.correction import LONGEST_REASON
from app.domain.text import storable, visible
from app.errors import Conflict, Invalid, NotFound
from app.flows.edit_lead import note, open_lead, tell
from app.flows.escalate import escalate
from app.services import Services
from app.store import conversations, lead_page
from app.store.db import Tx


async def hand_off(
    services: Services, actor: Actor, tenant_id: str, lead_id: str, words: str
) -> str:
    """Call the client's people about a lead, and return the escalation's id.

    Args:
        words: what they should know beside the summary; may be empty.

    Raises:
        NotFound: the tenant has no such lead.
        Conflict: it became part of another, or never had a conversation.
        Invalid: the words are too long.
    """
    text = visible(storable(words))
    if len(text) > LONGEST_REASON:
        raise Invalid("Write at most 300 characters.")
    return await services.db.write(_hand_off, services, actor, tenant_id, lead_id, text)


def _hand_off(
    tx: Tx, services: Services, actor: Actor, tenant_id: str, lead_id: str, words: str
) -> str:
    lead, now = open_lead(tx, tenant_id, lead_id), services.clock.now_ms()
    talks = lead_page.conversations_of(tx, tenant_id, lead_id, 1)
    newest = conversations.conversation_by_id(tx, tenant_id, talks[0].id) if talks else None
    if newest is None:
        raise Conflict("This lead has no conversation that could be handed over.")
    # About this very moment: what was resolved before does not keep a new hand-over back.
    escalation_id = escalate(tx, services, newest, "handed_off", words, now, cause=f"handoff:{now}")
    if escalation_id is None:
        raise NotFound("There is no such conversation.")
    note(tx, services, actor, lead, "lead_handed_off", None, {"escalation_id": escalation_id})
    tell(tx, services, actor, lead, "lead_handed_off", escalation_id=escalation_id)
    return escalation_id
