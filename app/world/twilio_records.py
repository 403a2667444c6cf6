"""What the Twilio double remembers: messages in both directions, and how the API shows them."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

from app.world.clockwork import rfc2822

API_VERSION = "2010-04-01"
FINAL = ("delivered", "read", "failed", "undelivered", "canceled", "received")
_GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_DOUBLE = set("^{}\\[~]|€\f")


def segments(text: str) -> int:
    """Return how many SMS segments a text takes (GSM-7: 160/153, else UCS-2: 70/67)."""
    if all(char in _GSM or char in _GSM_DOUBLE for char in text):
        size, single, joined = len(text) + sum(c in _GSM_DOUBLE for c in text), 160, 153
    else:
        size, single, joined = len(text.encode("utf-16-le")) // 2, 70, 67
    return 1 if size <= single else -(-size // joined)


@dataclass(slots=True)
class MediaFile:
    """A picture or other file of one message."""

    sid: str
    content_type: str
    content: bytes
    created_ms: int


@dataclass(slots=True)
class Record:
    """One message. ``seen_s`` is monotonic time: when it was accepted, or first posted to us.

    ``by_provider`` marks Twilio's own answers to STOP, START and HELP, which the product did not
    send. For inbound ones ``acked_s`` is when the product first answered 2xx, and ``attempts``
    the outcome of every delivery of the webhook (a status, ``connect`` or ``timeout``);
    ``callbacks`` holds the outcomes of an outbound one's status callbacks.
    """

    sid: str
    account_sid: str
    to: str
    sender: str | None
    body: str
    direction: str
    status: str
    created_ms: int
    seen_s: float = field(default_factory=time.monotonic)
    sent_ms: int | None = None
    updated_ms: int = 0
    messaging_service_sid: str | None = None
    media: list[MediaFile] = field(default_factory=list)
    media_urls: list[str] = field(default_factory=list)
    status_callback: str = ""
    error_code: int | None = None
    by_provider: bool = False
    content_sid: str | None = None
    callbacks: list[str] = field(default_factory=list)
    acked_s: float | None = None
    expects_reply: bool = False
    attempts: list[str] = field(default_factory=list)

    @property
    def is_inbound(self) -> bool:
        """Tell whether a lead wrote it."""
        return self.direction == "inbound"

    @property
    def uri(self) -> str:
        """Return the path of this message in the API, without its ending."""
        return f"/{API_VERSION}/Accounts/{self.account_sid}/Messages/{self.sid}"

    def as_json(self) -> dict[str, object]:
        """Return it the way the API does."""
        count = len(self.media) + len(self.media_urls)
        return {
            "account_sid": self.account_sid,
            "api_version": API_VERSION,
            "body": self.body,
            "date_created": rfc2822(self.created_ms),
            "date_sent": None if self.sent_ms is None else rfc2822(self.sent_ms),
            "date_updated": rfc2822(self.updated_ms or self.created_ms),
            "direction": self.direction,
            "error_code": self.error_code,
            "error_message": None if self.error_code is None else "The message was not delivered.",
            "from": self.sender,
            "messaging_service_sid": self.messaging_service_sid,
            "num_media": str(count),
            "num_segments": "0" if self.status == "scheduled" else str(segments(self.body)),
            "price": None,
            "price_unit": None,
            "sid": self.sid,
            "status": self.status,
            "subresource_uris": {"media": f"{self.uri}/Media.json"},
            "to": self.to,
            "uri": f"{self.uri}.json",
        }


def new_sid(prefix: str) -> str:
    """Return a fresh identifier of Twilio's shape: two letters, 32 hexadecimal digits.

    Not drawn from the seed: a product that kept its data would take the messages of a second run
    for deliveries of the first.
    """
    return prefix + secrets.token_hex(16)


def parse_date(text: str) -> tuple[int, int]:
    """Return the epoch milliseconds a filter value spans: a day, or one instant twice.

    Raises:
        ValueError: it is neither a date nor a time.
    """
    if len(text) == 10:
        start = datetime.fromisoformat(text).replace(tzinfo=UTC)
        return int(start.timestamp() * 1000), int(start.timestamp() * 1000) + 86_399_999
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    instant = int(moment.timestamp() * 1000)
    return instant, instant


def matches_dates(record: Record, params: list[tuple[str, str]]) -> bool:
    """Apply ``DateSent``, ``DateSent<`` and ``DateSent>`` (on or before, on or after).

    The API keeps whole seconds; so does the comparison.
    """
    for name, value in params:
        if not name.startswith("DateSent") or not value:
            continue
        if record.sent_ms is None:
            return False
        first, last = parse_date(value)
        sent = record.sent_ms // 1000 * 1000
        if name == "DateSent>" and sent < first // 1000 * 1000:
            return False
        if name == "DateSent<" and sent > last:
            return False
        if name == "DateSent" and not first <= sent <= last + 999:
            return False
    return True
