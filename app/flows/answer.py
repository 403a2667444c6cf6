"""A turn is answered: claimed, drafted, judged, and committed only if nothing moved meanwhile.

The claim is a lease, so a crash gives the turn to the next process. The commit is one unit of
work: message, delivery, findings, score, usage, escalation and event, all or none, and only
against the epoch and the last inbound message the claim read. If either moved, the draft is void
and the turn is answered again with the newer messages; a takeover makes it held.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import structlog

from app.domain import qualification
from app.domain.delivery import Kind
from app.domain.message import Author, Message
from app.domain.qualification import Finding, Score
from app.domain.tenant import ChannelKind
from app.domain.usage import Usage
from app.errors import LeadlineError, ProviderUnavailable, StoreUnavailable
from app.flows.announce import announce
from app.flows.deliver import backoff_s
from app.flows.draft import Draft, Material, draft
from app.flows.escalate import escalate
from app.flows.gaps import note_gap
from app.flows.look_up import Looked, look_up
from app.flows.spend import book, free, month_of, reserve
from app.ids import new_id
from app.log import bind_request_id
from app.queue import Queue
from app.resources import Knowledge
from app.services import Services
from app.store import (
    conversations,
    deliveries,
    endings,
    findings,
    groundings,
    messages,
    tenants,
    turns,
)
from app.store.conversations import ConversationRow, LeadRow
from app.store.db import Tx
from app.store.turns import TurnRow

log = structlog.get_logger()

# A model that does not answer is tried again this often before the floor answers instead.
_MODEL_TRIES = 2
# A lease is longer than one call of a model; it is renewed before a call that is not the first.
_FRESH_MS = 1_000
_SNIPPET_CHARS = 140
# The prompt's window keeps at most this many messages.
_HISTORY = 60


@dataclass(frozen=True, slots=True)
class _Work:
    """A claimed turn with everything that was read in the claiming unit."""

    turn: TurnRow
    conversation: ConversationRow
    lead: LeadRow
    history: list[Message]
    findings: list[Finding]
    claimed_ms: int


async def answer(services: Services, turn_id: str) -> None:
    """Answer one turn; someone else's, a held one or one that is not due is no error.

    Raises:
        StoreUnavailable: nothing was written; the turn stays as it is.
    """
    owner = new_id()
    try:
        work = await services.db.write(_claim, services, turn_id, owner)
    except LeadlineError:
        raise
    except Exception as error:
        log.exception("turn_unreadable", turn_id=turn_id)
        await services.db.write(_unreadable, services, turn_id, owner, error)
        return
    if work is None:
        return
    bind_request_id(work.turn.request_id)
    started = time.perf_counter()
    looked: Looked | None = None
    try:
        knowledge = await services.accounts.knowledge(work.turn.tenant_id)
        account = await services.accounts.account(work.conversation.channel_id)
        looked = await look_up(
            services, knowledge, account.kind.value, work.history, work.conversation.language
        )
        made = await _make(services, work, knowledge, looked, account.kind)
        drafted_ms = int((time.perf_counter() - started) * 1000)
        is_ours = await services.db.write(
            _commit, services, work, knowledge, looked, made, drafted_ms
        )
        if is_ours and made.is_gap:
            await _note_gap(services, work, looked)
    except ProviderUnavailable as error:
        await services.db.write(_try_later, services, work, error, _spent(looked))
    except (_LeaseLost, StoreUnavailable):
        raise
    except Exception as error:
        # A defect in our code or a row that nothing can digest: it must not take others along.
        log.exception("turn_failed", turn_id=work.turn.id)
        await services.db.write(_give_up_or_retry, services, work.turn, error)


def _claim(tx: Tx, services: Services, turn_id: str, owner: str) -> _Work | None:
    now = services.clock.now_ms()
    lease_until = now + int(services.settings.lease_s * 1000)
    turn = turns.claim(tx, turn_id, owner, now, lease_until)
    if turn is None:
        return None
    conversation = conversations.conversation_by_id(tx, turn.tenant_id, turn.conversation_id)
    if conversation is None or conversation.state != "active":
        turns.give_back(tx, turn, "held", now, is_free=True)
        return None
    if tenants.is_silent(tx, turn.tenant_id):
        # Paused after the message came in: a person must look.
        turns.give_back(tx, turn, "held", now, is_free=True)
        conversations.ask_for_person(tx, turn.tenant_id, conversation.id)
        return None
    lead = conversations.lead_by_id(tx, turn.tenant_id, conversation.lead_id)
    if lead is None or lead.opted_out_at is not None:
        turns.close(tx, turn, "answered", now, "opt_out")
        return None
    if turn.attempts > services.settings.max_attempts:
        # Its process died every time: no error was ever written, but it is no better.
        _park(tx, services, turn, "LeaseLost", now)
        return None
    announce(tx, services, conversation, "answering_started", turn_id=turn.id)
    return _Work(
        turn,
        conversation,
        lead,
        messages.latest(tx, turn.tenant_id, conversation.id, _HISTORY),
        findings.findings_of(tx, turn.tenant_id, lead.id),
        now,
    )


async def _make(
    services: Services, work: _Work, knowledge: Knowledge, looked: Looked, kind: ChannelKind
) -> Draft:
    material = Material(
        tenant=knowledge.tenant,
        looked=looked,
        channel=kind,
        history=work.history,
        findings=work.findings,
        is_disclosed=work.conversation.is_disclosed,
        asked=work.conversation.asked,
        other_names=knowledge.other_names,
        now_ms=services.clock.now_ms(),
        conversation_ref=work.conversation.id,
        may_wait=work.turn.attempts <= _MODEL_TRIES,
    )
    return await draft(services, material, lambda worst: _before_asking(services, work, worst))


async def _before_asking(services: Services, work: _Work, worst_microusd: int) -> bool:
    """Keep the lease for another call of a model, and reserve its price.

    Raises:
        _LeaseLost: the turn is somebody else's by now; asking would be paid for nothing.
    """
    now = services.clock.now_ms()
    if now - work.claimed_ms > _FRESH_MS:
        lease_until = now + int(services.settings.lease_s * 1000)
        if not await services.db.write(turns.renew, work.turn, lease_until):
            raise _LeaseLost
    return await reserve(services, work.turn, worst_microusd)


def _spent(looked: Looked | None) -> tuple[Usage, ...]:
    """Return what the search cost: the question may have been embedded."""
    return (looked.found.usage,) if looked and looked.found.usage else ()


async def _note_gap(services: Services, work: _Work, looked: Looked) -> None:
    """Keep a question that found nothing, for somebody to answer; the reply is out already."""
    sought = looked.sought
    assert sought is not None
    try:
        await note_gap(
            services,
            work.turn.tenant_id,
            sought.question,
            language=sought.language,
            conversation_id=work.conversation.id,
            message_id=sought.message_id,
            confidence=looked.found.confidence,
        )
    except Exception:
        log.exception("gap_not_noted", turn_id=work.turn.id)


def _commit(
    tx: Tx,
    services: Services,
    work: _Work,
    knowledge: Knowledge,
    looked: Looked,
    made: Draft,
    drafted_ms: int,
) -> bool:
    """Write everything of the turn; False when something moved and it is to be answered again."""
    now = services.clock.now_ms()
    turn, conversation = work.turn, work.conversation
    spent = (*made.usages, *_spent(looked))
    book(tx, turn, month_of(knowledge.tenant.zone, now), spent, now)
    if not conversations.still_ours(tx, conversation):
        _void(tx, services, work, now)
        return False
    score = _learn(tx, work, knowledge, made, now)
    closed = turns.close(
        tx,
        turn,
        "answered" if made.is_sent else "escalated",
        now,
        made.path,
        conversation.epoch,
        round(made.confidence * 100),
        _verdict(made, score),
        _trace(work, knowledge, looked, made, drafted_ms),
    )
    if not closed:
        # The lease ran out and someone else answers: everything of this unit is undone.
        raise _LeaseLost
    groundings.insert_groundings(tx, turn.tenant_id, turn.id, made.seen, made.grounding)
    conversations.note_reply(
        tx,
        turn.tenant_id,
        conversation.id,
        made.language,
        made.asks,
        made.is_sent and made.discloses,
    )
    if made.is_sent and made.text:
        _send(tx, services, work, made, now)
    if made.escalation:
        escalate(tx, services, conversation, made.escalation, made.summary, now)
    if made.ends and endings.end(tx, turn.tenant_id, conversation.id, now):
        announce(tx, services, conversation, "conversation_ended", reason=made.ends)
    announce(tx, services, conversation, "turn_answered", turn_id=turn.id, score=score.points)
    return True


def _verdict(made: Draft, score: Score) -> str:
    """Return why the draft was sent or not, as JSON; an unsent draft is kept for a person."""
    verdict = {
        "decision": made.decision,
        "reasons": made.reasons,
        "grounding": made.grounding,
        "confidence_parts": made.confidence_parts,
        "draft": "" if made.is_sent else made.text,
        "open_questions": score.open_questions[:1],
    }
    return json.dumps(verdict, ensure_ascii=False)


def _trace(work: _Work, knowledge: Knowledge, looked: Looked, made: Draft, drafted_ms: int) -> str:
    """Return what the turn saw and did, and how long each step took, as JSON."""
    trace = made.trace | {
        "read": [message.id for message in work.history[-5:]],
        "last_inbound_id": work.conversation.last_inbound_id,
        "profile_version": knowledge.tenant.profile_version,
        "retrieval": looked.trace(),
        "ms": {"waited": work.claimed_ms - work.turn.first_inbound_at, "drafted": drafted_ms},
    }
    return json.dumps(trace, ensure_ascii=False)


class _LeaseLost(LeadlineError):
    """Someone else answers this turn."""


def _send(tx: Tx, services: Services, work: _Work, made: Draft, now: int) -> None:
    conversation, turn = work.conversation, work.turn
    message_id = messages.insert_outbound(
        tx, conversation, Author.ASSISTANT, made.text, now, turn.id
    )
    delivery_id = deliveries.insert_delivery(
        tx, conversation, message_id, Kind.REPLY, now, turn.request_id, turn.id
    )
    conversations.note_outbound(tx, conversation, "assistant", made.text[:_SNIPPET_CHARS], now)
    tx.after_commit(lambda: services.bell.ring(Queue.DELIVERY, delivery_id))


def _learn(tx: Tx, work: _Work, knowledge: Knowledge, made: Draft, now: int) -> Score:
    """Keep new findings and rewrite the score if they changed it."""
    profile, tenant_id, lead = knowledge.tenant.profile, work.turn.tenant_id, work.lead
    for finding in made.findings:
        findings.insert_finding(tx, tenant_id, lead.id, finding)
    merged = qualification.merge(work.findings, made.findings)
    score = qualification.score(profile.criteria, merged, profile.hot_at, profile.warm_at)
    if made.findings:
        reasons = json.dumps([asdict(reason) for reason in score.reasons], ensure_ascii=False)
        findings.set_score(
            tx, tenant_id, lead.id, score.points, score.temperature.value, reasons, now
        )
    return score


def _void(tx: Tx, services: Services, work: _Work, now: int) -> None:
    """Something moved while we drafted: answer again, or leave it to the operator."""
    turn = work.turn
    current = conversations.conversation_by_id(tx, turn.tenant_id, turn.conversation_id)
    if current is None or current.state != "active":
        turns.give_back(tx, turn, "held", now, is_free=True)
        return
    if turns.give_back(tx, turn, "pending", now, is_free=True):
        tx.after_commit(lambda: services.bell.ring(Queue.AI, turn.id))


def _try_later(
    tx: Tx,
    services: Services,
    work: _Work,
    error: ProviderUnavailable,
    spent: Sequence[Usage],
) -> None:
    now, turn = services.clock.now_ms(), work.turn
    tenant = tenants.tenant_by_id(tx, turn.tenant_id)
    book(tx, turn, month_of(tenant.zone if tenant else "UTC", now), spent, now)
    delay_s = min(backoff_s(turn.attempts, error.retry_after_s), 10.0)
    if turns.give_back(tx, turn, "pending", now + int(delay_s * 1000), error.message):
        tx.after_commit(lambda: services.bell.ring(Queue.AI, turn.id, delay_s + 0.01))


def _unreadable(tx: Tx, services: Services, turn_id: str, owner: str, error: Exception) -> None:
    """Count the attempt of a claim that failed as a whole, so that it ends like any other."""
    now = services.clock.now_ms()
    turn = turns.claim(tx, turn_id, owner, now, now)
    if turn is not None:
        _give_up_or_retry(tx, services, turn, error)


def _give_up_or_retry(tx: Tx, services: Services, turn: TurnRow, error: Exception) -> None:
    """Try again with growing pauses; park the turn for a person after the last attempt."""
    now, name = services.clock.now_ms(), type(error).__name__
    free(tx, turn)
    if turn.attempts >= services.settings.max_attempts:
        _park(tx, services, turn, name, now)
        return
    delay_s = backoff_s(turn.attempts)
    if turns.give_back(tx, turn, "pending", now + int(delay_s * 1000), name):
        tx.after_commit(lambda: services.bell.ring(Queue.AI, turn.id, delay_s + 0.01))


def _park(tx: Tx, services: Services, turn: TurnRow, error: str, now: int) -> None:
    """End a turn that cannot be answered, and ask for a person."""
    if not turns.close(tx, turn, "failed", now, "parked", error=error):
        return
    conversation = conversations.conversation_by_id(tx, turn.tenant_id, turn.conversation_id)
    if conversation is not None:
        escalate(tx, services, conversation, "turn_parked", error, now)
