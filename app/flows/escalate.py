"""A person is needed: one pending escalation a conversation, however often it is asked for.

The same reason again only counts; a more pressing one takes over and calls people anew. What a
person has resolved is not opened again by the same cause, or a conversation would go round in
circles. Outages are one incident for all conversations they stop: the first opens it and calls
somebody, the others only join, so that a provider's bad hour is one page and not a hundred.
"""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from app.domain.escalation import (
    Facts,
    Reason,
    facts_of,
    is_outage,
    priority_of,
    rank,
    reason_of,
)
from app.domain.tenant import Priority
from app.flows.announce import announce
from app.flows.call_people import call_next
from app.services import Services
from app.store import conversations, escalations, findings, incidents, tenants
from app.store.conversations import ConversationRow
from app.store.db import Tx
from app.store.escalations import EscalationRow

log = structlog.get_logger()

_MESSAGES = 8
# What is not a sentence is a code for what comes next.
_LONGEST_CODE = 40


@dataclass(frozen=True, slots=True)
class _Need:
    """What is asked for: see ``escalate``."""

    conversation: ConversationRow
    reason: Reason
    level: Priority
    cause: str
    summary: str
    provider: str
    now: int


def escalate(
    tx: Tx,
    services: Services,
    conversation: ConversationRow,
    reason: str,
    summary: str,
    now: int,
    *,
    suggested: str = "",
    open_question: str = "",
    temperature: str = "",
    priority: Priority | None = None,
    cause: str = "",
    provider: str = "",
) -> str | None:
    """Ask for a person, once; return the escalation, or None when this was resolved before.

    Args:
        reason: a word of the closed list; an unknown one becomes ``other`` and is logged.
        summary: what the assistant or an error said about it; may be empty.
        suggested: a draft nobody has sent.
        open_question: id of the criterion to be asked next; empty: found out.
        temperature: of the lead, as it is after this turn; empty: as it is stored.
        priority: at least this (a hard rule's); the reason may ask for more.
        cause: what it is about, when that is not the lead's last message (a delivery's id).
        provider: whose failure it is, for outages; empty: the models', or the channel.
    """
    known = reason_of(reason)
    if known is None:
        log.warning("unknown_escalation_reason", reason=reason, conversation_id=conversation.id)
    why, about = known or Reason.OTHER, cause or conversation.last_inbound_id
    level = _level(tx, conversation, why, temperature, priority)
    need = _Need(conversation, why, level, about, summary, provider, now)
    pending = escalations.pending_of(tx, conversation.tenant_id, conversation.id)
    if pending is None and escalations.is_settled(
        tx, conversation.tenant_id, conversation.id, why, about
    ):
        return None
    conversations.ask_for_person(tx, conversation.tenant_id, conversation.id)
    # Of what was just said to be so, nobody needs the facts once more.
    facts = None
    if pending is None or pending.cause != about or suggested:
        facts = _facts(tx, conversation, summary, suggested, open_question)
    opened = _open(tx, services, need, facts) if pending is None and facts else None
    if opened is not None:
        return opened
    # Or another process was first.
    pending = pending or escalations.pending_of(tx, conversation.tenant_id, conversation.id)
    return _again(tx, services, need, pending, facts) if pending is not None else None


def _open(tx: Tx, services: Services, need: _Need, facts: Facts) -> str | None:
    conversation = need.conversation
    opened = escalations.insert_escalation(
        tx,
        conversation.tenant_id,
        conversation.id,
        need.reason,
        need.cause,
        need.summary,
        facts,
        need.level,
        need.now,
    )
    if opened is None:
        return None
    announce(tx, services, conversation, "escalation_opened", reason=need.reason.value)
    _call(tx, services, need, opened)
    return opened.id


def _level(
    tx: Tx,
    conversation: ConversationRow,
    reason: Reason,
    temperature: str,
    at_least: Priority | None,
) -> Priority:
    if not temperature:
        lead = conversations.lead_by_id(tx, conversation.tenant_id, conversation.lead_id)
        temperature = lead.temperature if lead else ""
    level = priority_of(reason, temperature, conversation.is_verified)
    return max(level, at_least or level, key=rank)


def _facts(
    tx: Tx, conversation: ConversationRow, summary: str, suggested: str, open_question: str
) -> Facts:
    tenant_id = conversation.tenant_id
    tenant = tenants.tenant_by_id(tx, tenant_id)
    lead = conversations.lead_by_id(tx, tenant_id, conversation.lead_id)
    is_sentence = " " in summary.strip() or len(summary) > _LONGEST_CODE
    return facts_of(
        tenant.name if tenant else "",
        (lead.name if lead else "") or conversation.address,
        findings.findings_of(tx, tenant_id, conversation.lead_id),
        tenant.profile.criteria if tenant else (),
        escalations.last_messages(tx, tenant_id, conversation.id, _MESSAGES),
        language=conversation.language or (tenant.languages[0] if tenant else "en"),
        open_question=open_question,
        suggested=suggested,
        note=summary if is_sentence else "",
    )


def _again(
    tx: Tx, services: Services, need: _Need, pending: EscalationRow, facts: Facts | None
) -> str:
    """Count the need once more, and decide whether people are called again about it."""
    conversation, tenant_id = need.conversation, need.conversation.tenant_id
    escalations.repeat(tx, tenant_id, pending.id, need.cause, facts, need.now)
    announce(tx, services, conversation, "escalation_repeated", reason=need.reason.value)
    called = None
    if rank(need.level) > rank(pending.priority):
        called = escalations.replace_reason(
            tx, tenant_id, pending.id, need.reason, need.summary, need.level
        )
    elif is_outage(need.reason):
        _join(tx, services, need, pending)
    elif pending.notified_at is not None:
        quiet_ms = int(services.settings.escalate_again_min * 60_000)
        if need.now - pending.notified_at >= quiet_ms:
            called = escalations.call_anew(tx, tenant_id, pending.id)
    if called is not None:
        _call(tx, services, need, called)
    return pending.id


def note_outage(
    tx: Tx, services: Services, tenant_id: str, reason: str, detail: str, now: int
) -> bool:
    """Count an outage that nobody has to act on in this conversation; True when it is a new one.

    A floor that could answer by itself calls no person, and a provider that is down for a day must
    be told all the same.
    """
    known = reason_of(reason)
    if known is None or not is_outage(known) or known is Reason.CHANNEL_PAUSED:
        return False
    incident, is_new = incidents.join(tx, known, "models", None, tenant_id, detail, now)
    if is_new:
        log.warning("incident_opened", kind=known.value, subject="models")
        call_next(tx, services, incident, now)
    return is_new


def _call(tx: Tx, services: Services, need: _Need, row: EscalationRow) -> None:
    """Call somebody about an escalation, or let it join the outage it comes from."""
    if is_outage(row.reason):
        _join(tx, services, need, row)
    else:
        call_next(tx, services, row, need.now)


def _join(tx: Tx, services: Services, need: _Need, row: EscalationRow) -> None:
    tenant_id, is_channel = row.tenant_id, need.reason is Reason.CHANNEL_PAUSED
    subject = need.provider or (need.conversation.channel_id if is_channel else "models")
    owner = tenant_id if is_channel else None
    incident, is_new = incidents.join(
        tx, need.reason, subject, owner, tenant_id, need.summary, need.now
    )
    escalations.set_incident(tx, tenant_id, row.id, incident.id)
    if is_new:
        log.warning("incident_opened", kind=need.reason.value, subject=subject)
        call_next(tx, services, incident, need.now)
