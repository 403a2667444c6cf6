"""The one gate for every outbound message, and the only caller of ``Channel.send``.

A delivery is claimed and judged in one unit of work: opt-out, takeover, window, pause are looked
at *again*, and why it was let through or stopped is kept on its row. Only then is it sent.

Sending is not idempotent. ``sending`` is on disk before the request leaves; when the outcome is
unknown (timeout, cut connection, crash) the row stays ``sending`` and is reconciled with the
provider's own list before anything is sent again.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import structlog

from app.channels.base import Channel
from app.domain.delivery import Accepted, DeliveryState, Kind, NextAction, Outbound
from app.domain.tenant import ChannelAccount
from app.errors import (
    LeadlineError,
    OutcomeUnknown,
    ProviderAuthFailed,
    ProviderRefused,
    ProviderUnavailable,
)
from app.flows.announce import announce
from app.flows.escalate import escalate
from app.flows.gate import why_held
from app.flows.record_status import join_parked
from app.ids import new_id
from app.log import bind_request_id
from app.queue import Queue
from app.services import Services
from app.store import conversations, deliveries, tenants, turns
from app.store.conversations import ConversationRow
from app.store.db import Tx
from app.store.deliveries import DeliveryRow

log = structlog.get_logger()

_BACKOFF_S = (1.0, 2.0, 5.0, 15.0, 60.0, 300.0, 900.0)
_TOMORROW_MS = 24 * 3600 * 1000
# Reasons of the gate after which the lead still waits for an answer.
_MOVED_ON = ("takeover", "superseded")


@dataclass(frozen=True, slots=True)
class _Claimed:
    """A delivery that passed the gate, with what is to be sent."""

    delivery: DeliveryRow
    text: str


def backoff_s(attempts: int, retry_after_s: float | None = None) -> float:
    """Return the seconds to wait after so many attempts: growing, with jitter, as told at least."""
    base = _BACKOFF_S[min(max(attempts, 1), len(_BACKOFF_S)) - 1]
    return max(base * random.uniform(0.5, 1.0), retry_after_s or 0.0)


async def deliver(services: Services, delivery_id: str) -> None:
    """Send one queued message if the gate lets it; someone else's or a stopped one is no error."""
    claimed = await services.db.write(_claim, services, delivery_id, new_id())
    if claimed is None:
        return
    delivery = claimed.delivery
    bind_request_id(delivery.request_id)
    account = await services.accounts.account(delivery.channel_id)
    channel = services.channels[account.kind]
    try:
        accepted = await _send(services, channel, account, claimed)
    except LeadlineError as error:
        await services.db.write(_failed, services, delivery, account, error)
    else:
        await services.db.write(settle_accepted, services, delivery, account, accepted)


async def _send(
    services: Services, channel: Channel, account: ChannelAccount, claimed: _Claimed
) -> Accepted:
    delivery = claimed.delivery
    if account.is_paused:
        raise ProviderAuthFailed("The channel is paused.")
    status_url = f"{services.settings.public_url}/webhooks/twilio/{account.key}"
    return await channel.send(
        account,
        Outbound(
            delivery.id,
            delivery.address,
            account.address,
            claimed.text,
            status_url,
            delivery.template_sid,
            delivery.template_values,
        ),
    )


def _claim(tx: Tx, services: Services, delivery_id: str, owner: str) -> _Claimed | None:
    now = services.clock.now_ms()
    lease_until = now + int(services.settings.lease_s * 1000)
    delivery = deliveries.claim(tx, delivery_id, owner, now, lease_until)
    if delivery is None:
        return None
    conversation = conversations.conversation_by_id(
        tx, delivery.tenant_id, delivery.conversation_id
    )
    reason = _gate(tx, services, delivery, conversation, now)
    if reason is None:
        return _Claimed(delivery, deliveries.body_of(tx, delivery))
    state, action = DeliveryState.CANCELLED, ""
    if reason == "window_closed":
        state, action = DeliveryState.FAILED, NextAction.USE_TEMPLATE.value
    deliveries.finish(tx, delivery, state, now, next_action=action, gate=reason)
    conversations.recall_disclosure(tx, delivery.tenant_id, delivery.conversation_id)
    if conversation is not None:
        _announce_moved(tx, services, conversation, delivery, state)
        if state is DeliveryState.FAILED:
            escalate(tx, services, conversation, "delivery_failed", action, now, cause=delivery.id)
        if reason in _MOVED_ON and delivery.turn_id:
            _answer_anew(tx, services, delivery, conversation, now)
    _ring_next(tx, services, delivery)
    return None


def _answer_anew(
    tx: Tx,
    services: Services,
    delivery: DeliveryRow,
    conversation: ConversationRow,
    now: int,
) -> None:
    """Open the turn again whose reply may not leave any more: by the assistant, or on release."""
    turn_id, is_active = delivery.turn_id or "", conversation.state == "active"
    state = "pending" if is_active else "held"
    if turns.reopen(tx, delivery.tenant_id, turn_id, state, now) and is_active:
        tx.after_commit(lambda: services.bell.ring(Queue.AI, turn_id))


def _gate(
    tx: Tx,
    services: Services,
    delivery: DeliveryRow,
    conversation: ConversationRow | None,
    now: int,
) -> str | None:
    """Return why the message must not leave, or None when it may."""
    if conversation is None:
        return "conversation_gone"
    held = why_held(tx, conversation, delivery.kind, delivery.epoch, now, delivery.template_sid)
    if held is not None or delivery.kind is not Kind.REPLY:
        return held
    if deliveries.said_since(tx, delivery, conversation.last_inbound_at):
        return "said_already"
    # A number typed into a form gets one message until it answers: else the form is a cannon.
    if conversation.is_verified:
        return None
    is_one_out = deliveries.sent_count(tx, delivery.tenant_id, conversation.id) >= 1
    return "unverified_address" if is_one_out else None


def settle_accepted(
    tx: Tx, services: Services, delivery: DeliveryRow, account: ChannelAccount, accepted: Accepted
) -> None:
    """Write down that the provider took the message, and join statuses that came early."""
    now, provider_id = services.clock.now_ms(), accepted.provider_message_id
    # A late yes is better than none: it keeps the message from being sent again.
    if not (
        deliveries.finish(tx, delivery, accepted.state, now, provider_id, gate="passed")
        or deliveries.adopt(tx, delivery, accepted.state, now, provider_id)
    ):
        _trace_repeat(tx, delivery, provider_id)
        return
    conversation = conversations.conversation_by_id(
        tx, delivery.tenant_id, delivery.conversation_id
    )
    if conversation is not None:
        _announce_moved(tx, services, conversation, delivery, accepted.state)
    join_parked(tx, services, account, provider_id)
    _ring_next(tx, services, delivery)


def _trace_repeat(tx: Tx, delivery: DeliveryRow, provider_id: str) -> None:
    """Leave a trace of a message that the provider took although it was settled already."""
    row = deliveries.by_id(tx, delivery.id)
    if row is not None and row.provider_message_id != provider_id:
        log.error("sent_twice", delivery_id=delivery.id, provider_message_id=provider_id)


def _failed(
    tx: Tx,
    services: Services,
    delivery: DeliveryRow,
    account: ChannelAccount,
    error: LeadlineError,
) -> None:
    """Decide what follows a failed send."""
    now = services.clock.now_ms()
    log.warning("send_failed", delivery_id=delivery.id, code=error.code, reason=error.message)
    if isinstance(error, OutcomeUnknown):
        at = now + int(services.settings.reconcile_after_s * 1000)
        deliveries.leave_unknown(tx, delivery, at, error.message, looks_left=2)
        tx.after_commit(
            lambda: services.bell.ring(Queue.RECONCILE, delivery.id, (at - now) / 1000 + 0.01)
        )
        return
    if isinstance(error, ProviderUnavailable):
        if delivery.attempts < services.settings.max_attempts:
            delay_s = backoff_s(delivery.attempts, error.retry_after_s)
            _requeue(tx, services, delivery, now, delay_s, error.message)
            return
        give_up(tx, services, delivery, NextAction.ASK_PERSON.value, None, error.message, now)
        return
    if isinstance(error, ProviderAuthFailed):
        _pause(tx, services, delivery, account, error, now)
        return
    action, code = NextAction.ASK_PERSON.value, None
    if isinstance(error, ProviderRefused):
        action, code = error.action, error.provider_code
    if action == NextAction.RETRY_TOMORROW:
        _requeue(tx, services, delivery, now, _TOMORROW_MS / 1000, error.message)
        return
    give_up(tx, services, delivery, action, code, error.message, now)


def _requeue(
    tx: Tx, services: Services, delivery: DeliveryRow, now: int, delay_s: float, error: str
) -> None:
    deliveries.requeue(tx, delivery, now + int(delay_s * 1000), error)
    tx.after_commit(lambda: services.bell.ring(Queue.DELIVERY, delivery.id, delay_s + 0.01))


def _pause(
    tx: Tx,
    services: Services,
    delivery: DeliveryRow,
    account: ChannelAccount,
    error: LeadlineError,
    now: int,
) -> None:
    """Pause the channel with one alert; the message waits for a person to mend it."""
    is_first = tenants.pause_channel(tx, account.tenant_id, account.id, error.message)
    tx.after_commit(services.accounts.clear)
    deliveries.requeue(tx, delivery, now + _TOMORROW_MS, error.message, is_free=True)
    conversation = conversations.conversation_by_id(
        tx, delivery.tenant_id, delivery.conversation_id
    )
    if is_first and conversation is not None:
        announce(tx, services, conversation, "channel_paused", channel_id=account.id)
    if conversation is not None:
        # One incident holds all conversations that wait for this channel.
        escalate(tx, services, conversation, "channel_paused", error.message, now)


def give_up(
    tx: Tx,
    services: Services,
    delivery: DeliveryRow,
    action: str,
    code: int | None,
    error: str,
    now: int,
) -> None:
    """End a claimed delivery as failed and ask for a person; ``action`` says what comes next."""
    deliveries.finish(
        tx,
        delivery,
        DeliveryState.FAILED,
        now,
        error_code=code,
        next_action=action,
        error=error,
    )
    conversations.recall_disclosure(tx, delivery.tenant_id, delivery.conversation_id)
    conversation = conversations.conversation_by_id(
        tx, delivery.tenant_id, delivery.conversation_id
    )
    if conversation is not None:
        if action == NextAction.SUPPRESS:
            conversations.set_opt_out(
                tx, delivery.tenant_id, conversation.lead_id, "provider", now, now
            )
        _announce_moved(tx, services, conversation, delivery, DeliveryState.FAILED)
        escalate(tx, services, conversation, "delivery_failed", action, now, cause=delivery.id)
    _ring_next(tx, services, delivery)


def _announce_moved(
    tx: Tx,
    services: Services,
    conversation: ConversationRow,
    delivery: DeliveryRow,
    state: DeliveryState,
) -> None:
    announce(
        tx,
        services,
        conversation,
        "delivery_moved",
        delivery_id=delivery.id,
        message_id=delivery.message_id,
        state=state.value,
    )


def _ring_next(tx: Tx, services: Services, delivery: DeliveryRow) -> None:
    following = deliveries.next_queued(tx, delivery.tenant_id, delivery.conversation_id)
    if following:
        tx.after_commit(lambda: services.bell.ring(Queue.DELIVERY, following))
