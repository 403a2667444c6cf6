"""A person decides on a draft that was kept back: sends it as it is, edits it, or rejects it.

What was sent as it stands is still the assistant's message, approved by a person; an edited one is
the person's own, so that a model is never shown somebody else's words as its own. Each decision
is a label the confidence learns from. Nobody takes the conversation over by approving.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from app.domain.delivery import Kind
from app.domain.guard import tidy
from app.domain.lead_status import LeadStatus
from app.domain.message import Author
from app.domain.profile import disclosure_line
from app.errors import Conflict, Invalid, NotFound
from app.flows.advance_lead import advance
from app.flows.announce import announce
from app.flows.reply import MAX_CHARS
from app.log import current_request_id
from app.queue import Queue
from app.services import Services
from app.store import (
    conversations,
    deliveries,
    escalations,
    messages,
    outcomes,
    pacing,
    tenants,
    turns,
)
from app.store.db import Tx

_SNIPPET_CHARS = 140


async def approve_draft(
    services: Services,
    tenant_id: str,
    turn_id: str,
    operator_id: str,
    text: str,
    said_by: str = "",
) -> str:
    """Send a turn's draft, as it is or edited; return the message's id.

    Args:
        operator_id: who decides.
        text: what is sent.
        said_by: names who decides where that is no operator of ours.

    Raises:
        Invalid: the text is empty or too long.
        NotFound: no such turn of this tenant, or none whose draft waits.
        Conflict: the lead opted out, or the conversation has ended.
    """
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise Invalid("Write something before you send.")
    if len(text) > MAX_CHARS:
        raise Invalid(f"A message has at most {MAX_CHARS} characters; this one has {len(text)}.")
    return await services.db.write(
        _approve,
        services,
        tenant_id,
        turn_id,
        operator_id,
        text,
        said_by,
        current_request_id() or "",
    )


async def reject_draft(services: Services, tenant_id: str, turn_id: str, operator_id: str) -> None:
    """Take a draft off the table; the lead still waits for a person.

    Raises:
        NotFound: no such turn of this tenant, or none whose draft waits.
    """
    await services.db.write(_reject, services, tenant_id, turn_id, operator_id)


async def label_reply(
    services: Services, tenant_id: str, turn_id: str, operator_id: str, is_right: bool
) -> None:
    """Say whether a reply was right.

    Raises:
        NotFound: no such turn of this tenant, or one that answered no question.
    """
    outcome = "right" if is_right else "wrong"
    now = services.clock.now_ms()
    if not await services.db.write(
        outcomes.note_outcome, tenant_id, turn_id, outcome, now, operator_id
    ):
        raise NotFound("There is no such reply, or it answered no question.")


def _approve(
    tx: Tx,
    services: Services,
    tenant_id: str,
    turn_id: str,
    operator_id: str,
    text: str,
    said_by: str,
    request: str,
) -> str:
    conversation_id, draft = _decide(tx, tenant_id, turn_id, is_sent=True)
    conversation = conversations.conversation_by_id(tx, tenant_id, conversation_id)
    if conversation is None:
        raise NotFound("There is no such conversation.")
    lead = conversations.lead_by_id(tx, tenant_id, conversation.lead_id)
    if lead is None or lead.opted_out_at is not None:
        raise Conflict("This lead opted out and may not be written to.")
    if conversation.state == "ended":
        raise Conflict("This conversation has ended.")
    now, changed = services.clock.now_ms(), _changed(draft, text)
    author = Author.OPERATOR if changed else Author.ASSISTANT
    message_id = messages.insert_outbound(
        tx, conversation, author, text, now, None if changed else turn_id, operator_id, said_by
    )
    # Approved by a person: neither a newer message nor a newer epoch makes it void.
    delivery_id = deliveries.insert_delivery(
        tx, conversation, message_id, Kind.OPERATOR, now, request
    )
    conversations.note_outbound(tx, conversation, author.value, text[:_SNIPPET_CHARS], now)
    advance(tx, services, tenant_id, conversation.lead_id, LeadStatus.CONTACTED)
    if _discloses(tx, tenant_id, conversation.language, text):
        pacing.note_disclosure(tx, tenant_id, conversation_id)
    outcome = "edited" if changed else "sent_as_is"
    outcomes.note_outcome(tx, tenant_id, turn_id, outcome, now, operator_id, changed)
    if not turns.waiting_drafts(tx, tenant_id, conversation_id):
        escalations.resolve(tx, tenant_id, conversation_id, operator_id, now)
        pacing.clear_person(tx, tenant_id, conversation_id)
    announce(
        tx, services, conversation, "draft_approved", operator_id, turn_id=turn_id, outcome=outcome
    )
    tx.after_commit(lambda: services.bell.ring(Queue.DELIVERY, delivery_id))
    return message_id


def _reject(tx: Tx, services: Services, tenant_id: str, turn_id: str, operator_id: str) -> None:
    conversation_id, _ = _decide(tx, tenant_id, turn_id, is_sent=False)
    now = services.clock.now_ms()
    outcomes.note_outcome(tx, tenant_id, turn_id, "rejected", now, operator_id)
    conversation = conversations.conversation_by_id(tx, tenant_id, conversation_id)
    if conversation is not None:
        announce(tx, services, conversation, "draft_rejected", operator_id, turn_id=turn_id)


def _decide(tx: Tx, tenant_id: str, turn_id: str, is_sent: bool) -> tuple[str, str]:
    """Take a draft off the table and return its conversation and text; the first one does."""
    found = turns.draft_of(tx, tenant_id, turn_id)
    if found is None or not turns.settle_draft(tx, tenant_id, turn_id, is_sent):
        raise NotFound("There is no draft to decide on; somebody was first.")
    return found


def _changed(draft: str, text: str) -> int:
    """Return how much of a draft was changed, in percent; 0 only when nothing was."""
    if tidy(draft) == tidy(text):
        return 0
    same = SequenceMatcher(None, draft, text, autojunk=False).ratio()
    return max(1, round(100 * (1 - same)))


def _discloses(tx: Tx, tenant_id: str, language: str, text: str) -> bool:
    tenant = tenants.tenant_by_id(tx, tenant_id)
    line = disclosure_line(tenant, language or "en") if tenant else ""
    return bool(line) and text.startswith(line)
