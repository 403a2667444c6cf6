"""A provider's word about one of our messages moves its delivery forward, never back.

A status may come before our own row knows the provider's id, several times, and in any order: an
early one is parked and joined, a late or repeated one changes nothing.
"""

from __future__ import annotations

from app.domain.delivery import DeliveryState, DeliveryUpdate, NextAction
from app.domain.tenant import ChannelAccount
from app.flows.announce import announce
from app.flows.escalate import escalate
from app.services import Services
from app.store import conversations, deliveries
from app.store.db import Tx

_FAILURES = (DeliveryState.FAILED, DeliveryState.UNDELIVERED)


async def record_status(
    services: Services, account: ChannelAccount, update: DeliveryUpdate
) -> None:
    """Apply a status callback; unknown words are ignored, unknown messages parked.

    Raises:
        StoreUnavailable: nothing was recorded; the provider must send it again.
    """
    if update.state is not None:
        await services.db.write(apply_update, services, account, update)


def apply_update(
    tx: Tx, services: Services, account: ChannelAccount, update: DeliveryUpdate
) -> None:
    """Apply one update inside a unit of work; park it when its message is not known yet."""
    if update.state is None:
        return
    action = _action(services, account, update)
    applied = deliveries.apply_status(
        tx,
        account.id,
        update.provider_message_id,
        update.status,
        update.state,
        update.error_code,
        action,
    )
    now = services.clock.now_ms()
    if applied is None:
        deliveries.park_status(
            tx, account.id, update.provider_message_id, update.status, update.error_code, now
        )
        return
    delivery, has_moved = applied
    if not has_moved:
        return
    conversation = conversations.conversation_by_id(
        tx, delivery.tenant_id, delivery.conversation_id
    )
    if conversation is None:
        return
    announce(
        tx,
        services,
        conversation,
        "delivery_moved",
        delivery_id=delivery.id,
        message_id=delivery.message_id,
        state=delivery.state.value,
    )
    if update.state in _FAILURES:
        conversations.recall_disclosure(tx, delivery.tenant_id, conversation.id)
        if action == NextAction.SUPPRESS:
            conversations.set_opt_out(
                tx, delivery.tenant_id, conversation.lead_id, "provider", now, now
            )
        escalate(tx, services, conversation, "delivery_failed", action, now, cause=delivery.id)


def _action(services: Services, account: ChannelAccount, update: DeliveryUpdate) -> str:
    if update.state not in _FAILURES:
        return ""
    channel = services.channels[account.kind]
    return channel.next_action(update.error_code).value


def join_parked(
    tx: Tx, services: Services, account: ChannelAccount, provider_message_id: str
) -> None:
    """Apply the statuses that came before our row knew the provider's id."""
    channel = services.channels[account.kind]
    for status, error_code in deliveries.take_parked(tx, account.id, provider_message_id):
        state = channel.state_of(status)
        apply_update(
            tx,
            services,
            account,
            DeliveryUpdate(provider_message_id, status, state, error_code),
        )
