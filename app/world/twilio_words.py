"""The forms Twilio posts, and the words it acts on by itself.

Source: Twilio, "Messaging webhooks", "Track outbound message status", "Twilio support for opt-out
keywords (SMS STOP filtering)", seen 2026-11.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from app.world.twilio_records import API_VERSION, Record, segments

_STOP = {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "OPTOUT", "REVOKE"}
_START = {"START", "UNSTOP"}
_HELP = {"HELP", "INFO"}
_US_PLACES = [
    ("ToCountry", "US"), ("ToState", "CA"), ("ToCity", "OAKLAND"), ("ToZip", "94612"),
    ("FromCountry", "US"), ("FromState", "NY"), ("FromCity", "NEW YORK"), ("FromZip", "10001"),
]  # fmt: skip

ANSWERS = {
    "STOP": "You will receive no more messages from this number. Text START to undo this.",
    "START": "Messages from this number are on again. Text HELP for help, STOP to end them.",
    "HELP": "Text STOP to end messages from this number. Message and data rates may apply.",
}


def keyword(body: str) -> str | None:
    """Return ``STOP``, ``START``, ``HELP`` or ``YES`` when a text is nothing but such a word."""
    word = body.strip().upper()
    if word in _STOP:
        return "STOP"
    if word in _START:
        return "START"
    if word in _HELP:
        return "HELP"
    return "YES" if word == "YES" else None


def inbound_pairs(
    record: Record, base_url: str, opt_out_type: str | None, extra: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Return the form of an inbound message; ``extra`` replaces or adds fields."""
    is_whatsapp = record.to.startswith("whatsapp:")
    sender = record.sender or ""
    pairs = [] if is_whatsapp else list(_US_PLACES)
    pairs += [("SmsMessageSid", record.sid), ("NumMedia", str(len(record.media)))]
    if is_whatsapp:
        pairs += [
            ("ProfileName", "Simulated lead"),
            ("MessageType", "text"),
            ("WaId", sender.removeprefix("whatsapp:+")),
        ]
    pairs += [
        ("SmsSid", record.sid),
        ("SmsStatus", "received"),
        ("Body", record.body),
        ("To", record.to),
    ]
    if record.messaging_service_sid:
        pairs.append(("MessagingServiceSid", record.messaging_service_sid))
    pairs += [
        ("NumSegments", str(segments(record.body))),
        ("MessageSid", record.sid),
        ("AccountSid", record.account_sid),
        ("From", sender),
        ("ApiVersion", API_VERSION),
    ]
    if opt_out_type:
        pairs.append(("OptOutType", opt_out_type))
    for position, file in enumerate(record.media):
        url = f"{base_url}{record.uri}/Media/{file.sid}"
        pairs += [(f"MediaContentType{position}", file.content_type), (f"MediaUrl{position}", url)]
    replaced = {name for name, _ in extra}
    return [pair for pair in pairs if pair[0] not in replaced] + list(extra)


def status_pairs(record: Record, status: str) -> list[tuple[str, str]]:
    """Return the form of a status callback."""
    pairs = [
        ("SmsSid", record.sid),
        ("SmsStatus", status),
        ("MessageStatus", status),
        ("To", record.to),
        ("MessageSid", record.sid),
        ("AccountSid", record.account_sid),
        ("From", record.sender or ""),
        ("ApiVersion", API_VERSION),
    ]
    if record.messaging_service_sid:
        pairs.append(("MessagingServiceSid", record.messaging_service_sid))
    if status in ("failed", "undelivered") and record.error_code:
        pairs.append(("ErrorCode", str(record.error_code)))
    if record.to.startswith("whatsapp:"):
        pairs += [
            ("ChannelInstallSid", "XE" + "0" * 32),
            ("ChannelPrefix", "whatsapp"),
            ("ChannelToAddress", record.to.removeprefix("whatsapp:")),
        ]
        if status == "read":
            pairs.append(("EventType", "READ"))
    elif status == "delivered":
        done = datetime.fromtimestamp(record.updated_ms // 1000, UTC)
        pairs.append(("RawDlrDoneDate", done.strftime("%y%m%d%H%M")))
    return pairs
