"""The commit of an answered turn: one unit of work, all or none.

Message, delivery, findings, score, usage, escalation and events are written only against the epoch
and the last inbound message the claim read. If either moved, the draft is void and the turn is
answered again with the newer messages; a takeover makes it held.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from app.domain import qualification
from app.domain.budget import period_of
from app.domain.delivery import Kind
from app.domain.followup import unanswered
from app.domain.lead_status import LeadStatus
from app.domain.message import Author, Message
from app.domain.profile import match_rules
from app.domain.qualification import Finding, Score
from app.domain.summary import leaving
from app.domain.tenant import EscalationRule
from app.domain.text import contains
from app.domain.usage import Usage
from app.domain.wishes import Wishes
from app.errors import LeadlineError
from app.flows.advance_lead import advance
from app.flows.announce import announce
from app.flows.drafting import Draft
from app.flows.end_incident import close_incident
from app.flows.escalate import escalate, note_outage
from app.flows.look_up import Looked
from app.flows.record import Packed, record
from app.flows.rescore import rescore, scored
from app.flows.spend import book
from app.queue import Queue
from app.resources import Knowledge
from app.services import Services
from app.store import (
    conversations,
    corrections,
    deliveries,
    endings,
    findings,
    groundings,
    messages,
    pacing,
    tenants,
    turns,
)
from app.store.conversations import ConversationRow, LeadRow
from app.store.db import Tx
from app.store.turns import TurnRow

_SNIPPET_CHARS = 140
# Ways of drafting whose findings no model made.
_BY_RULE = ("floor", "rule")


@dataclass(frozen=True, slots=True)
class Work:
    """A claimed turn with everything that was read in the claiming unit."""

    turn: TurnRow
    conversation: ConversationRow
    lead: LeadRow
    history: list[Message]
    findings: list[Finding]
    pending: str
    traffic: list[int]
    answered_upto: str
    claimed_ms: int


class LeaseLost(LeadlineError):
    """Someone else answers this turn."""


def spent_on(looked: Looked | None) -> tuple[Usage, ...]:
    """Return what the search cost: the question may have been embedded."""
    return (looked.found.usage,) if looked and looked.found.usage else ()


def settle_turn(
    tx: Tx,
    services: Services,
    work: Work,
    knowledge: Knowledge,
    looked: Looked,
    made: Draft,
    wishes: Wishes,
    drafted_ms: int,
    packed: Packed | None = None,
) -> bool:
    """Write everything of the turn; False when something moved and it is to be answered again."""
    now = services.clock.now_ms()
    turn, conversation = work.turn, work.conversation
    spent = (*made.usages, *spent_on(looked))
    book(tx, services, knowledge.tenant, turn.id, spent)
    if not conversations.still_ours(tx, conversation):
        _void(tx, services, work, now)
        return False
    score = _learn(tx, services, work, knowledge, made, now)
    trace = _trace(work, knowledge, looked, made, wishes, drafted_ms)
    _close(tx, work, made, _verdict(made, score), trace, looked.asks, now)
    groundings.insert_groundings(tx, turn.tenant_id, turn.id, made.seen, made.grounding)
    if packed is not None:
        record(tx, services, turn.tenant_id, turn.id, conversation.id, packed)
    _note(tx, services, work, made, wishes, now)
    if made.is_sent and made.text:
        _send(tx, services, work, made, now)
    _call_person(tx, services, work, knowledge, made, score, now)
    if made.ends and endings.end(tx, turn.tenant_id, conversation.id, now):
        announce(tx, services, conversation, "conversation_ended", reason=made.ends)
    if leaving(work.history):
        tx.after_commit(lambda: services.bell.ring(Queue.SUMMARISE, conversation.id))
    if made.path in ("model", "repaired"):
        close_incident(tx, services, "models", now)
    announce(tx, services, conversation, "turn_answered", turn_id=turn.id, score=score.points)
    return True


def _close(tx: Tx, work: Work, made: Draft, verdict: str, trace: str, asks: bool, now: int) -> None:
    """End the turn.

    Raises:
        LeaseLost: the lease ran out and someone else answers: everything of this unit is undone.
    """
    closed = turns.close(
        tx,
        work.turn,
        "escalated" if made.suggested or not made.is_sent else "answered",
        now,
        made.path,
        work.conversation.epoch,
        round(made.confidence * 100),
        verdict,
        trace,
        raw=None if made.raw is None else round(made.raw * 1000),
        asks=asks,
    )
    if not closed:
        raise LeaseLost


def _note(tx: Tx, services: Services, work: Work, made: Draft, wishes: Wishes, now: int) -> None:
    """Remember how the conversation goes: asked, said, not known, put aside, under attack."""
    turn, conversation = work.turn, work.conversation
    asked_times = dict(conversation.asked_times)
    if made.is_sent and made.asks:
        asked_times[made.asks] = asked_times.get(made.asks, 0) + 1
    has_said = made.is_sent and bool(made.text)
    is_unknown = made.is_gap or made.escalation == "not_in_knowledge"
    pacing.note_reply(
        tx,
        turn.tenant_id,
        conversation.id,
        made.language,
        made.asks if has_said else conversation.asked,
        has_said and made.discloses,
        asked_times,
        int(has_said),
        conversation.unknown_count + 1 if is_unknown else 0,
    )
    if seen := wishes.trace():
        signs = json.dumps(seen, ensure_ascii=False)
        pacing.set_signs(tx, turn.tenant_id, conversation.last_inbound_id, signs)
    if wishes.is_attack:
        announce(tx, services, conversation, "attack_suspected", turn_id=turn.id)
    if made.is_spam and pacing.put_aside(tx, turn.tenant_id, conversation.id, now):
        announce(tx, services, conversation, "spam_put_aside", turn_id=turn.id)


def _call_person(
    tx: Tx,
    services: Services,
    work: Work,
    knowledge: Knowledge,
    made: Draft,
    score: Score,
    now: int,
) -> None:
    """Ask for a person when the draft does, and when a hard rule of the client holds anew."""
    conversation, heat = work.conversation, score.temperature.value
    # A hard rule calls by its own words and priority, below.
    if made.escalation and made.escalation != "rule":
        escalate(
            tx,
            services,
            conversation,
            made.escalation,
            made.summary,
            now,
            suggested=made.suggested,
            open_question=next(iter(score.open_questions), ""),
            temperature=heat,
            cause=_cause(knowledge, made, now),
        )
    elif made.path == "floor":
        note_outage(tx, services, work.turn.tenant_id, str(made.trace.get("why")), "", now)
    for rule in _rules_that_hold(work, knowledge, made, score):
        note = rule.note or rule.value
        escalate(
            tx, services, conversation, "rule", note, now, temperature=heat, priority=rule.priority
        )


def _cause(knowledge: Knowledge, made: Draft, now: int) -> str:
    """Return what an escalation is about where that is not the lead's last message."""
    if made.escalation == "over_budget":
        # One call for a budget that is spent, not one for every message until it is renewed.
        return f"budget:{period_of(knowledge.tenant, now)}"
    return ""


def _rules_that_hold(
    work: Work, knowledge: Knowledge, made: Draft, score: Score
) -> list[EscalationRule]:
    """Return the client's hard rules that hold now and did not hold before this turn."""
    rules = knowledge.tenant.profile.rules
    if not rules or made.is_spam:
        return []
    texts = [one.text for one in unanswered(work.history)]
    merged = qualification.merge(work.findings, made.findings)
    before = qualification.known_values(qualification.merge(work.findings))
    unknown = work.conversation.unknown_count
    is_unknown = made.is_gap or made.escalation == "not_in_knowledge"
    held = match_rules(rules, (), work.lead.score, before, unknown)
    now = match_rules(
        rules,
        texts,
        score.points,
        qualification.known_values(merged),
        unknown + 1 if is_unknown else 0,
    )
    return [rule for rule in now if rule not in held]


def _verdict(made: Draft, score: Score) -> str:
    """Return why the draft was sent or not, as JSON; an unsent draft is kept for a person."""
    verdict = {
        "decision": made.decision,
        "reasons": made.reasons,
        "grounding": made.grounding,
        "confidence_parts": made.confidence_parts,
        "draft": made.suggested,
        "open_questions": score.open_questions[:1],
    }
    return json.dumps(verdict, ensure_ascii=False)


def _trace(
    work: Work,
    knowledge: Knowledge,
    looked: Looked,
    made: Draft,
    wishes: Wishes,
    drafted_ms: int,
) -> str:
    """Return what the turn saw and did, and how long each step took, as JSON."""
    trace = made.trace | {
        "read": [message.id for message in work.history[-5:]],
        "last_inbound_id": work.conversation.last_inbound_id,
        "profile_version": knowledge.tenant.profile_version,
        "retrieval": looked.trace(),
        "wishes": wishes.trace(),
        "ms": {"waited": work.claimed_ms - work.turn.first_inbound_at, "drafted": drafted_ms},
    }
    return json.dumps(trace, ensure_ascii=False)


def _send(tx: Tx, services: Services, work: Work, made: Draft, now: int) -> None:
    conversation, turn = work.conversation, work.turn
    message_id = messages.insert_outbound(
        tx, conversation, Author.ASSISTANT, made.text, now, turn.id
    )
    delivery_id = deliveries.insert_delivery(
        tx, conversation, message_id, Kind.REPLY, now, turn.request_id, turn.id
    )
    conversations.note_outbound(tx, conversation, "assistant", made.text[:_SNIPPET_CHARS], now)
    advance(tx, services, turn.tenant_id, conversation.lead_id, LeadStatus.CONTACTED)
    tx.after_commit(lambda: services.bell.ring(Queue.DELIVERY, delivery_id))


def _learn(
    tx: Tx, services: Services, work: Work, knowledge: Knowledge, made: Draft, now: int
) -> Score:
    """Keep new findings and rewrite the score if they changed it.

    A message may have been corrected or deleted since the claim: what it no longer says is not
    kept.
    """
    profile, tenant_id, lead = knowledge.tenant.profile, work.turn.tenant_id, work.lead
    origin = "rule" if made.path in _BY_RULE else "model"
    kept = [one for one in made.findings if _is_said(tx, tenant_id, one)]
    for finding in kept:
        findings.insert_finding(tx, tenant_id, lead.id, finding, origin)
    if not kept:
        return scored(tx, profile, tenant_id, lead.id)
    # The profile in force now: another may have been published while the model thought.
    newest = tenants.tenant_by_id(tx, tenant_id)
    return rescore(tx, services, newest.profile if newest else profile, tenant_id, lead.id)


def _is_said(tx: Tx, tenant_id: str, finding: Finding) -> bool:
    body = corrections.body_of(tx, tenant_id, finding.message_id)
    return contains(body, finding.quote)


def _void(tx: Tx, services: Services, work: Work, now: int) -> None:
    """Something moved while we drafted: answer again, or leave it to the operator."""
    turn = work.turn
    current = conversations.conversation_by_id(tx, turn.tenant_id, turn.conversation_id)
    if current is None or current.state != "active":
        turns.give_back(tx, turn, "held", now, is_free=True)
        return
    if turns.give_back(tx, turn, "pending", now, is_free=True):
        tx.after_commit(lambda: services.bell.ring(Queue.AI, turn.id))
