"""An operator corrects what a lead's message says, or deletes it, and the score follows at once.

One unit of work: the words, the findings that rested on them, the score and the event change
together or not at all. A finding whose quote no longer stands in the message is void; what it had
overtaken is in force again. Corrected words are read again by rule, so that a corrected number is
found in the same message. Whatever else held the former words forgets them: the list's snippet,
the summary, recordings of turns; after a deletion also the findings' quotes, the question to the
knowledge base and what people are told.
"""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.clock import at
from app.domain import qualification
from app.domain.claims import claims_by_rule
from app.domain.correction import LONGEST_REASON, LONGEST_TEXT, still_stands
from app.domain.followup import unanswered
from app.domain.message import Author, Message
from app.domain.qualification import Finding
from app.domain.tenant import Profile, Tenant
from app.domain.text import contains, storable
from app.errors import Conflict, Invalid, NotFound
from app.flows.announce import announce
from app.flows.rescore import rescore, scored
from app.services import Services
from app.store import (
    conversations,
    corrections,
    findings,
    messages,
    recordings,
    summaries,
    tenants,
    turns,
)
from app.store.corrections import LeadMessage
from app.store.db import Tx

_READ_BEFORE = 5


@dataclass(frozen=True, slots=True)
class Moved:
    """The score before and after, 0 to 100."""

    lead_id: str
    conversation_id: str
    points_before: int
    points_after: int


@dataclass(frozen=True, slots=True)
class Change:
    """Who changes which message of a tenant to what; ``text`` is empty to delete it."""

    tenant_id: str
    message_id: str
    operator_id: str
    text: str
    reason: str


async def correct_message(
    services: Services, tenant_id: str, message_id: str, operator_id: str, text: str, reason: str
) -> Moved:
    """Give a lead's message other words; the first ones are kept beside them.

    Args:
        reason: why, for the audit trail; may be empty.

    Raises:
        NotFound: no such message of this tenant.
        Invalid: it is not the lead's, the words are the same, none, or too many.
        Conflict: it was deleted, or somebody else changed it at this moment.
    """
    text, reason = storable(text).strip(), _checked(reason)
    if not text:
        raise Invalid("Write what the message says, or delete it.")
    if len(text) > LONGEST_TEXT:
        raise Invalid("The words are too long.")
    change = Change(tenant_id, message_id, operator_id, text, reason)
    return await services.db.write(_correct, services, change)


async def delete_message(
    services: Services, tenant_id: str, message_id: str, operator_id: str, reason: str = ""
) -> Moved:
    """Delete what a lead's message says; its place stays, and everything it said is forgotten.

    Raises:
        NotFound: no such message of this tenant.
        Invalid: it is not the lead's.
        Conflict: it was deleted already.
    """
    change = Change(tenant_id, message_id, operator_id, "", _checked(reason))
    return await services.db.write(_delete, services, change)


def _checked(reason: str) -> str:
    reason = " ".join(storable(reason).split())
    if len(reason) > LONGEST_REASON:
        raise Invalid("The reason is too long.")
    return reason


def _correct(tx: Tx, services: Services, change: Change) -> Moved:
    tenant, message = _open(tx, change)
    if message.body.strip() == change.text:
        raise Invalid("These are the words it has.")
    now, tenant_id = services.clock.now_ms(), change.tenant_id
    before = scored(tx, tenant.profile, tenant_id, message.lead_id).points
    if not corrections.correct(
        tx, tenant_id, message.id, message.body, change.text, change.operator_id, now
    ):
        raise Conflict("Somebody else has just changed this message.")
    kept: list[Finding] = []
    for row in findings.findings_on(tx, tenant_id, message.id):
        if still_stands(row.quote, message.body, change.text):
            kept.append(row)
        else:
            findings.void_finding(tx, tenant_id, row.id, "message_corrected", now)
    for row in _read_again(tx, tenant, message, change.text):
        if _is_new(row, kept, message.body):
            findings.insert_finding(tx, tenant_id, message.lead_id, row, "rule")
    corrections.raise_epoch(tx, tenant_id, message.conversation_id)
    return _settle(tx, services, change, tenant.profile, message, before, "message_corrected")


def _open(tx: Tx, change: Change) -> tuple[Tenant, LeadMessage]:
    """Return the tenant and the message of a change, with its lead held for this unit."""
    tenant = tenants.tenant_by_id(tx, change.tenant_id)
    message = corrections.lead_message(tx, change.tenant_id, change.message_id)
    if tenant is None or message is None:
        raise NotFound("There is no such message.")
    corrections.lock_conversation(tx, change.tenant_id, message.conversation_id)
    if message.author != Author.LEAD.value:
        raise Invalid("Only what a lead wrote can be corrected or deleted.")
    if message.deleted_at is not None:
        raise Conflict("This message was deleted.")
    findings.lock_lead(tx, change.tenant_id, message.lead_id)
    return tenant, message


def _read_again(tx: Tx, tenant: Tenant, message: LeadMessage, text: str) -> tuple[Finding, ...]:
    """Return what the corrected words plainly say, in the light of what was asked before them."""
    earlier = messages.before(
        tx, tenant.id, message.conversation_id, message.at, message.id, _READ_BEFORE
    )
    ours = (one.text for one in reversed(earlier) if one.author is not Author.LEAD)
    today = at(message.at).astimezone(ZoneInfo(tenant.zone)).date()
    said = Message(message.id, message.conversation_id, Author.LEAD, text, message.at)
    criteria = tenant.profile.criteria
    claims = claims_by_rule(criteria, [said], None, next(ours, ""), today)
    found, _ = qualification.validate(
        claims, criteria, {said.id: text}, {said.id: said.at_ms}, today, tenant.country
    )
    return found


def _is_new(row: Finding, kept: list[Finding], before: str) -> bool:
    """Tell whether something found again is news: what stood there before was read before."""
    same = [one for one in kept if one.criterion_id == row.criterion_id]
    is_known = any(one.value == row.value for one in same)
    return not is_known and (not same or not contains(before, row.quote))


def _delete(tx: Tx, services: Services, change: Change) -> Moved:
    tenant, message = _open(tx, change)
    now, tenant_id = services.clock.now_ms(), change.tenant_id
    before = scored(tx, tenant.profile, tenant_id, message.lead_id).points
    if not corrections.erase(tx, tenant_id, message.id, change.operator_id, now):
        raise Conflict("This message was deleted.")
    found = findings.values_on(tx, tenant_id, message.id)
    for row in findings.findings_on(tx, tenant_id, message.id):
        findings.void_finding(tx, tenant_id, row.id, "message_deleted", now)
    findings.forget_words(tx, tenant_id, message.id)
    corrections.forget_question(tx, tenant_id, message.id)
    corrections.forget_in_escalations(tx, tenant_id, message, found)
    if unanswered(messages.latest(tx, tenant_id, message.conversation_id)):
        corrections.raise_epoch(tx, tenant_id, message.conversation_id)
    else:
        # Nothing is left to be answered, and an answer to nothing would be odd.
        turns.close_open(tx, tenant_id, message.conversation_id, "answered", "deleted", now)
    return _settle(tx, services, change, tenant.profile, message, before, "message_deleted")


def _settle(
    tx: Tx,
    services: Services,
    change: Change,
    profile: Profile,
    message: LeadMessage,
    before: int,
    event: str,
) -> Moved:
    """Forget the former words wherever they are, score the lead anew, and tell."""
    tenant_id, talk = change.tenant_id, message.conversation_id
    corrections.renew_snippet(tx, tenant_id, talk, message.id)
    summaries.forget_summary(tx, tenant_id, talk, message.id)
    recordings.forget_conversation(tx, tenant_id, talk)
    score = rescore(tx, services, profile, tenant_id, message.lead_id)
    conversation = conversations.conversation_by_id(tx, tenant_id, talk)
    assert conversation is not None
    told = {"reason": change.reason} if change.reason else {}
    announce(
        tx,
        services,
        conversation,
        event,
        change.operator_id,
        message_id=message.id,
        points_before=before,
        points_after=score.points,
        **told,
    )
    return Moved(message.lead_id, talk, before, score.points)
