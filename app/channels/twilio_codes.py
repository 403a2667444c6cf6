"""What Twilio's error codes and status words mean for us, as two tables.

A code belongs to one class, a class leads to one next action; nothing else in the project knows a
Twilio code. An unknown code is final for its message and asks for a person: new codes appear
without notice, and repeating what a carrier refused costs money and reputation.

Source: Twilio error dictionary (message, ``log_type``) and the Message resource of the API
2010-04-01, seen 2026-11.
"""

from __future__ import annotations

from enum import StrEnum

from app.domain.delivery import DeliveryState, NextAction


class CodeClass(StrEnum):
    """What kind of trouble a Twilio error code is."""

    RATE_LIMITED = "rate_limited"
    DAILY_CAP = "daily_cap"
    TRANSIENT = "transient"
    HANDSET_UNREACHABLE = "handset_unreachable"
    INVALID_RECIPIENT = "invalid_recipient"
    OPT_OUT = "opt_out"
    RECIPIENT_BLOCKED = "recipient_blocked"
    WINDOW_CLOSED = "window_closed"
    TEMPLATE_PROBLEM = "template_problem"
    CONTENT_REJECTED = "content_rejected"
    CONFIGURATION = "account_or_sender_config"
    REQUEST_BUG = "request_bug"
    VOICE = "voice"
    WEBHOOK_FETCH = "webhook_fetch"
    UNKNOWN = "unknown"


_CODES: dict[CodeClass, tuple[int, ...]] = {
    CodeClass.RATE_LIMITED: (14107, 20429, 21611, 30001, 30022, 63017, 63018),
    CodeClass.DAILY_CAP: (30023, 63038),
    CodeClass.TRANSIENT: (20500, 20503, 30008, 30410, 63009, 63010, 63012, 63023),
    CodeClass.HANDSET_UNREACHABLE: (30003,),
    CodeClass.INVALID_RECIPIENT: (
        *(21211, 21214, 21217, 21604, 21612, 21614),
        *(30005, 30006, 63003, 63024),
    ),
    CodeClass.OPT_OUT: (21610,),
    CodeClass.RECIPIENT_BLOCKED: (30004, 63014, 63033),
    CodeClass.WINDOW_CLOSED: (63016,),
    CodeClass.TEMPLATE_PROBLEM: (
        *(21654, 21655, 21656),
        *(63027, 63028, 63029, 63040, 63041, 63042),
    ),
    CodeClass.CONTENT_REJECTED: (
        *(11751, 21617, 21620, 30007),
        *(63005, 63013, 63019, 63021, 63026, 63034),
    ),
    CodeClass.CONFIGURATION: (
        *(20003, 20005, 20404),
        *(21212, 21219, 21408, 21601, 21606, 21608, 21703, 21704, 21705),
        *(30002, 30024, 30034, 30035),
        *(63001, 63002, 63007, 63008, 63015, 63020, 63022, 63051),
    ),
    CodeClass.REQUEST_BUG: (20001, 20004, 20422, 21602, 21609, 21619, 30010, 63030, 63031),
    CodeClass.VOICE: (10004, 12100, 12300, 21205, 21210, 32017),
    CodeClass.WEBHOOK_FETCH: (11200, 11205, 11215, 11220, 11235, 11237),
}

CLASS_OF: dict[int, CodeClass] = {
    code: code_class for code_class, codes in _CODES.items() for code in codes
}

ACTION_OF: dict[CodeClass, NextAction] = {
    CodeClass.RATE_LIMITED: NextAction.RETRY,
    CodeClass.DAILY_CAP: NextAction.RETRY_TOMORROW,
    # A callback with one of these tells that the message was not delivered. The same code as the
    # answer to a create leaves the outcome open; the adapter raises OutcomeUnknown for that.
    CodeClass.TRANSIENT: NextAction.RETRY,
    CodeClass.HANDSET_UNREACHABLE: NextAction.RETRY,
    CodeClass.INVALID_RECIPIENT: NextAction.OTHER_CHANNEL,
    CodeClass.OPT_OUT: NextAction.SUPPRESS,
    CodeClass.RECIPIENT_BLOCKED: NextAction.SUPPRESS,
    CodeClass.WINDOW_CLOSED: NextAction.USE_TEMPLATE,
    CodeClass.TEMPLATE_PROBLEM: NextAction.FIX_TEMPLATE,
    CodeClass.CONTENT_REJECTED: NextAction.CHANGE_CONTENT,
    CodeClass.CONFIGURATION: NextAction.FIX_CHANNEL,
    CodeClass.REQUEST_BUG: NextAction.FIX_DEFECT,
    CodeClass.VOICE: NextAction.ASK_PERSON,
    CodeClass.WEBHOOK_FETCH: NextAction.FIX_CHANNEL,
    CodeClass.UNKNOWN: NextAction.ASK_PERSON,
}

# Configuration that is missing for this recipient only (a country not enabled, a number not
# verified on a trial account, a phone that has not joined the sandbox): the others still get
# their messages, so one lead from abroad cannot pause the channel for everybody.
ONLY_THIS_RECIPIENT = frozenset({21219, 21408, 21608, 63015})

# Twilio's words before the message left its own queue are one state of ours: accepted.
STATE_OF: dict[str, DeliveryState] = {
    "accepted": DeliveryState.ACCEPTED,
    "scheduled": DeliveryState.ACCEPTED,
    "queued": DeliveryState.ACCEPTED,
    "sending": DeliveryState.ACCEPTED,
    "sent": DeliveryState.SENT,
    "partially_delivered": DeliveryState.SENT,
    "delivered": DeliveryState.DELIVERED,
    "read": DeliveryState.READ,
    "undelivered": DeliveryState.UNDELIVERED,
    "failed": DeliveryState.FAILED,
    "canceled": DeliveryState.CANCELLED,
}


def classify(code: int | None) -> CodeClass:
    """Return the class of a Twilio error code; ``UNKNOWN`` for None and for new codes."""
    return CLASS_OF.get(code, CodeClass.UNKNOWN) if code is not None else CodeClass.UNKNOWN


def next_action(code: int | None) -> NextAction:
    """Return what follows a message that failed with this code."""
    return ACTION_OF[classify(code)]
