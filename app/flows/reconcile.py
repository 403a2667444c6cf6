"""A send with unknown outcome is looked up at the provider; only what is not there is sent again.

The provider's list is matched by address, sender, text and time; a message that another delivery
of ours owns already does not count, so two equal texts are told apart. What is found is accepted,
what is not found goes back through the gate. After a slow or cut answer the list is read twice,
seconds apart, before that: the provider may still be working on it.
"""

from __future__ import annotations

import structlog

from app.domain.delivery import Accepted, NextAction, SentMessage
from app.domain.tenant import ChannelAccount
from app.errors import LeadlineError, ProviderAuthFailed
from app.flows.deliver import backoff_s, give_up, settle_accepted
from app.ids import new_id
from app.log import bind_request_id
from app.queue import Queue
from app.services import Services
from app.store import deliveries
from app.store.db import Tx
from app.store.deliveries import DeliveryRow

log = structlog.get_logger()

# How Twilio opens the texts of trial accounts; from practice, the recorded contracts have none.
_TRIAL_PREFIX = "Sent from your Twilio trial account - "
# The provider's clock and ours may differ by a little.
_CLOCK_SKEW_MS = 120_000


async def reconcile(services: Services, delivery_id: str) -> None:
    """Find out what became of one delivery; someone else's is no error."""
    claimed = await services.db.write(_claim, services, delivery_id, new_id())
    if claimed is None:
        return
    delivery, text = claimed
    bind_request_id(delivery.request_id)
    account = await services.accounts.account(delivery.channel_id)
    channel = services.channels[account.kind]
    since_ms = (delivery.first_sent_at or 0) - _CLOCK_SKEW_MS
    try:
        listed = await channel.recent(account, delivery.address, since_ms)
    except LeadlineError as error:
        await services.db.write(_later, services, delivery, error)
        return
    candidates = [
        sent for sent in reversed(listed or []) if _is_same(sent, delivery, account, text, since_ms)
    ]
    await services.db.write(_settle, services, delivery, account, candidates)


def _claim(
    tx: Tx, services: Services, delivery_id: str, owner: str
) -> tuple[DeliveryRow, str] | None:
    now = services.clock.now_ms()
    lease_until = now + int(services.settings.lease_s * 1000)
    delivery = deliveries.claim_unknown(tx, delivery_id, owner, now, lease_until)
    return (delivery, deliveries.body_of(tx, delivery)) if delivery else None


def _is_same(
    sent: SentMessage,
    delivery: DeliveryRow,
    account: ChannelAccount,
    text: str,
    since_ms: int,
) -> bool:
    # Providers trim the ends of a text; a messaging service sends from a number of its choice.
    sender_fits = not account.address or not sent.sender or sent.sender == account.address
    if account.settings.get("messaging_service_sid"):
        sender_fits = True
    return (
        sender_fits
        and sent.to == delivery.address
        and sent.text.strip().removeprefix(_TRIAL_PREFIX).strip() == text.strip()
        and sent.created_at_ms >= since_ms
    )


def _settle(
    tx: Tx,
    services: Services,
    delivery: DeliveryRow,
    account: ChannelAccount,
    candidates: list[SentMessage],
) -> None:
    ids = [sent.provider_message_id for sent in candidates]
    known = deliveries.known_provider_ids(tx, account.id, ids)
    ours = next((provider_id for provider_id in ids if provider_id not in known), None)
    if ours is not None:
        log.info("reconciled_as_sent", delivery_id=delivery.id)
        settle_accepted(tx, services, delivery, account, Accepted(ours))
        return
    now = services.clock.now_ms()
    if delivery.looks_left > 1:
        # The provider was slow, not dead: it may be working on our request this very moment.
        _look_again(tx, services, delivery, now, services.settings.reconcile_after_s, "", -1)
        return
    log.info("reconciled_as_not_sent", delivery_id=delivery.id)
    if delivery.attempts >= services.settings.max_attempts:
        reason = "The provider never took it."
        give_up(tx, services, delivery, NextAction.ASK_PERSON.value, None, reason, now)
        return
    # The first time at once; a provider that goes on breaking gets growing pauses.
    delay_s = backoff_s(delivery.attempts) if delivery.attempts > 1 else 0.0
    due_at = now + int(delay_s * 1000)
    deliveries.requeue(tx, delivery, due_at, "The provider does not know it: sent again.")
    tx.after_commit(lambda: services.bell.ring(Queue.DELIVERY, delivery.id, delay_s))


def _later(tx: Tx, services: Services, delivery: DeliveryRow, error: LeadlineError) -> None:
    """The list could not be read: try again later, however long it takes; never send blindly."""
    now = services.clock.now_ms()
    delay_s = 60.0 if isinstance(error, ProviderAuthFailed) else backoff_s(3)
    _look_again(tx, services, delivery, now, delay_s, error.message, 0)


def _look_again(
    tx: Tx,
    services: Services,
    delivery: DeliveryRow,
    now: int,
    delay_s: float,
    error: str,
    change: int,
) -> None:
    looks_left = max(1, delivery.looks_left + change)
    deliveries.leave_unknown(tx, delivery, now + int(delay_s * 1000), error, looks_left)
    tx.after_commit(lambda: services.bell.ring(Queue.RECONCILE, delivery.id, delay_s + 0.01))
