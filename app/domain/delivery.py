"""A delivery is one outbound message on its way; its states only move forward.

queued → sending → accepted → sent → delivered → read; failed, undelivered and cancelled end it.
``sending`` with an unknown outcome is reconciled with the provider, never blindly sent again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DeliveryState(StrEnum):
    """Where an outbound message is."""

    QUEUED = "queued"
    SENDING = "sending"
    ACCEPTED = "accepted"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    CANCELLED = "cancelled"


_ORDER = {
    DeliveryState.QUEUED: 0,
    DeliveryState.SENDING: 1,
    DeliveryState.ACCEPTED: 2,
    DeliveryState.SENT: 3,
    DeliveryState.DELIVERED: 4,
    DeliveryState.READ: 5,
}
_FINAL = {DeliveryState.UNDELIVERED, DeliveryState.FAILED, DeliveryState.CANCELLED}


def moves_forward(old: DeliveryState, new: DeliveryState) -> bool:
    """Tell whether a status update may be applied: forward only, and nothing leaves an end."""
    if old in _FINAL:
        return False
    if new in _FINAL:
        return old not in (DeliveryState.DELIVERED, DeliveryState.READ)
    return _ORDER[new] > _ORDER[old]


class NextAction(StrEnum):
    """What follows a failure; each provider error code maps to one."""

    RETRY = "retry"
    RETRY_TOMORROW = "retry_tomorrow"
    RECONCILE = "reconcile"
    OTHER_CHANNEL = "other_channel"
    USE_TEMPLATE = "use_template"
    FIX_TEMPLATE = "fix_template"
    SUPPRESS = "suppress"
    FIX_CHANNEL = "fix_channel"
    CHANGE_CONTENT = "change_content"
    FIX_DEFECT = "fix_defect"
    ASK_PERSON = "ask_person"


class Kind(StrEnum):
    """Why a message is sent; the gate judges by it."""

    REPLY = "reply"
    OPERATOR = "operator"
    OPT_OUT_CONFIRMATION = "opt_out_confirmation"
    OPT_IN_CONFIRMATION = "opt_in_confirmation"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class DeliveryUpdate:
    """A provider's word about one of our messages. ``state`` None: a word we do not know."""

    provider_message_id: str
    status: str
    state: DeliveryState | None
    error_code: int | None = None


@dataclass(frozen=True, slots=True)
class Outbound:
    """What a channel is asked to send. ``delivery_id`` is ours; ``status_url`` may be empty.

    ``template_sid`` is the provider's name of an approved template, empty for free text;
    ``template_values`` are what stands in its places, a JSON object by their numbers. ``text`` is
    then what the lead reads, for channels without templates and for the record.
    """

    delivery_id: str
    to: str
    sender: str
    text: str
    status_url: str = ""
    template_sid: str = ""
    template_values: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A provider took the message."""

    provider_message_id: str
    state: DeliveryState = DeliveryState.ACCEPTED


@dataclass(frozen=True, slots=True)
class SentMessage:
    """One message the provider lists as ours; used to reconcile an unknown outcome."""

    provider_message_id: str
    to: str
    sender: str
    text: str
    created_at_ms: int
    status: str = ""
