"""A turn is answered: claimed, drafted, judged, and committed only if nothing moved meanwhile.

The claim is a lease, so a crash gives the turn to the next process. What is written at the end,
and when it is not, is in ``settle``.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import structlog

from app.domain.budget import Cost
from app.domain.followup import unanswered
from app.domain.media import Image
from app.domain.message import Author
from app.domain.profile import mode_at
from app.domain.tenant import ChannelKind, Mode, Tenant
from app.domain.usage import Usage
from app.domain.wishes import Wishes, read_wishes
from app.errors import LeadlineError, ProviderUnavailable, StoreUnavailable
from app.flows.announce import announce
from app.flows.deliver import backoff_s
from app.flows.draft import draft
from app.flows.drafting import Material
from app.flows.escalate import escalate
from app.flows.fetch_media import fetch_pictures
from app.flows.gaps import note_gap
from app.flows.look_up import Looked, look_up
from app.flows.record import pack
from app.flows.settle import LeaseLost, Work, settle_turn, spent_on
from app.flows.spend import book, reserve
from app.ids import new_id
from app.llm.caching import prefix_lifetime
from app.log import bind_request_id
from app.queue import Queue
from app.resources import Knowledge
from app.services import Services
from app.store import (
    conversations,
    findings,
    pacing,
    summaries,
    tenants,
    traffic,
    turns,
)
from app.store.db import Tx
from app.store.turns import TurnRow

log = structlog.get_logger()

# A model that does not answer is tried again this often before the floor answers instead.
_MODEL_TRIES = 2
# A lease is longer than one call of a model; it is renewed before a call that is not the first.
_FRESH_MS = 1_000
# Whom one of these has written to is no stranger.
_KNOWN_BY = (Author.ASSISTANT, Author.OPERATOR)


async def answer(services: Services, turn_id: str) -> None:
    """Answer one turn; someone else's, a held one or one that is not due is no error.

    Raises:
        StoreUnavailable: nothing was written; the turn stays as it is.
    """
    work = await _claimed(services, turn_id)
    if work is None:
        return
    bind_request_id(work.turn.request_id)
    used: list[Usage] = []
    try:
        await _answer(services, work, used)
    except ProviderUnavailable as error:
        await services.db.write(_try_later, services, work, error, used)
    except LeaseLost:
        # Somebody else answers; what our calls cost is booked all the same.
        await services.db.write(_book, services, work.turn, used)
        raise
    except StoreUnavailable:
        raise
    except Exception as error:
        # A defect in our code or a row that nothing can digest: it must not take others along.
        log.exception("turn_failed", turn_id=work.turn.id)
        await services.db.write(_give_up_or_retry, services, work.turn, error, used)


async def _answer(services: Services, work: Work, used: list[Usage]) -> None:
    """Draft and commit; what calls cost is added to ``used`` as they are made."""
    started = time.perf_counter()
    knowledge = await services.accounts.knowledge(work.turn.tenant_id)
    account = await services.accounts.account(work.conversation.channel_id)
    kind = account.kind
    mode = mode_at(knowledge.tenant, kind.value, services.clock.now_ms())
    if mode is Mode.OFF:
        await services.db.write(_leave_to_person, services, work)
        return
    wishes = read_wishes(_newest(work), kind.value)
    looked = await look_up(
        services, knowledge, kind.value, work.history, work.conversation.language
    )
    used += spent_on(looked)
    images = await fetch_pictures(services, knowledge.tenant, account, unanswered(work.history))
    how = _How(kind, mode, wishes, images)
    material = _material(services, work, knowledge, looked, how)
    calls: list[Usage] = []
    try:
        made = await draft(
            services,
            material,
            lambda worst: _before_asking(services, work, material.tenant, worst),
            calls,
        )
    finally:
        used += calls
    drafted_ms = int((time.perf_counter() - started) * 1000)
    packed = pack(material, made) if services.settings.recordings_days else None
    is_ours = await services.db.write(
        settle_turn, services, work, knowledge, looked, made, wishes, drafted_ms, packed
    )
    if is_ours and made.is_gap:
        await _note_gap(services, work, looked)


def _newest(work: Work) -> list[str]:
    """Return what the lead wrote since the turn before this one ended.

    A turn may end without a word of ours: what was asked for in it is not asked for again.
    """
    said = unanswered(work.history)
    fresh = [one.text for one in said if one.id > work.answered_upto]
    return fresh or [one.text for one in said[-1:]]


async def _claimed(services: Services, turn_id: str) -> Work | None:
    """Return the turn as this process's own; None when it is not to be answered."""
    owner = new_id()
    try:
        return await services.db.write(_claim, services, turn_id, owner)
    except LeadlineError:
        raise
    except Exception as error:
        log.exception("turn_unreadable", turn_id=turn_id)
        await services.db.write(_unreadable, services, turn_id, owner, error)
        return None


def _claim(tx: Tx, services: Services, turn_id: str, owner: str) -> Work | None:
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
        escalate(tx, services, conversation, "assistant_off", "", now)
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
    return Work(
        turn,
        conversation,
        lead,
        summaries.uncovered(tx, turn.tenant_id, conversation.id, conversation.summary_upto),
        findings.findings_of(tx, turn.tenant_id, lead.id),
        pacing.pending_reason(tx, turn.tenant_id, conversation.id),
        traffic.turns_by_hour(tx, turn.tenant_id, now),
        turns.answered_upto(tx, turn),
        now,
    )


def _leave_to_person(tx: Tx, services: Services, work: Work) -> None:
    """Hold a turn the assistant may not answer on this channel at this hour; a person must look."""
    turn, now = work.turn, services.clock.now_ms()
    if turns.give_back(tx, turn, "held", now, is_free=True):
        escalate(tx, services, work.conversation, "assistant_off", "", now)
        announce(tx, services, work.conversation, "turn_held", turn_id=turn.id)


@dataclass(frozen=True, slots=True)
class _How:
    """On what terms a turn is answered: channel, mode, what the lead wishes, what they show."""

    kind: ChannelKind
    mode: Mode
    wishes: Wishes
    images: tuple[Image, ...]


def _material(
    services: Services, work: Work, knowledge: Knowledge, looked: Looked, how: _How
) -> Material:
    conversation = work.conversation
    return Material(
        tenant=knowledge.tenant,
        mode=how.mode,
        looked=looked,
        channel=how.kind,
        history=work.history,
        findings=work.findings,
        is_disclosed=conversation.is_disclosed,
        asked=conversation.asked,
        other_names=knowledge.other_names,
        now_ms=services.clock.now_ms(),
        conversation_ref=conversation.id,
        may_wait=work.turn.attempts <= _MODEL_TRIES,
        wishes=how.wishes,
        asked_times=conversation.asked_times,
        pending=work.pending,
        assistant_count=conversation.assistant_count,
        unknown_count=conversation.unknown_count,
        is_known=conversation.spam_at == 0 or any(one.author in _KNOWN_BY for one in work.history),
        summary=conversation.summary,
        images=how.images,
        lifetime=prefix_lifetime(work.traffic),
        calibration=replace(knowledge.calibration, raws=()),
        threshold=_threshold(knowledge),
    )


def _threshold(knowledge: Knowledge) -> float | None:
    """Return how sure a reply must be, by the share of wrong ones the client accepts."""
    rate = knowledge.tenant.profile.error_rate
    return None if rate is None else knowledge.calibration.threshold(rate)


async def _before_asking(services: Services, work: Work, tenant: Tenant, worst: Cost) -> bool:
    """Keep the lease for another call of a model, and reserve its price.

    Raises:
        LeaseLost: the turn is somebody else's by now; asking would be paid for nothing.
    """
    now = services.clock.now_ms()
    if now - work.claimed_ms > _FRESH_MS:
        lease_until = now + int(services.settings.lease_s * 1000)
        if not await services.db.write(turns.renew, work.turn, lease_until):
            raise LeaseLost
    return await reserve(services, tenant, work.turn.id, worst) is not None


async def _note_gap(services: Services, work: Work, looked: Looked) -> None:
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


def _try_later(
    tx: Tx,
    services: Services,
    work: Work,
    error: ProviderUnavailable,
    spent: Sequence[Usage],
) -> None:
    now, turn = services.clock.now_ms(), work.turn
    _book(tx, services, turn, spent)
    delay_s = min(backoff_s(turn.attempts, error.retry_after_s), 10.0)
    if turns.give_back(tx, turn, "pending", now + int(delay_s * 1000), error.message):
        tx.after_commit(lambda: services.bell.ring(Queue.AI, turn.id, delay_s + 0.01))


def _book(tx: Tx, services: Services, turn: TurnRow, used: Sequence[Usage]) -> None:
    """Book what a turn's calls cost, and give its reservation back."""
    tenant = tenants.tenant_by_id(tx, turn.tenant_id)
    if tenant is not None:
        book(tx, services, tenant, turn.id, used)


def _unreadable(tx: Tx, services: Services, turn_id: str, owner: str, error: Exception) -> None:
    """Count the attempt of a claim that failed as a whole, so that it ends like any other."""
    now = services.clock.now_ms()
    turn = turns.claim(tx, turn_id, owner, now, now)
    if turn is not None:
        _give_up_or_retry(tx, services, turn, error)


def _give_up_or_retry(
    tx: Tx, services: Services, turn: TurnRow, error: Exception, used: Sequence[Usage] = ()
) -> None:
    """Try again with growing pauses; park the turn for a person after the last attempt."""
    now, name = services.clock.now_ms(), type(error).__name__
    _book(tx, services, turn, used)
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
