"""Twilio: SMS and WhatsApp, in and out.

Inbound. The signature is HMAC-SHA1 over the public URL and the sorted, de-duplicated, decoded
form pairs, blank values included; for a body that is no form the URL carries its SHA-256. It is
computed here: the vendor's validator costs an import on the path that must be fast and compares
in variable time. A valid signature is not enough: the webhook must also name this account and
one of its numbers, so that one tenant's token says nothing about another's channel.
Source: Twilio "Webhooks security", seen 2026-11; twilio-python 9.13 ``request_validator``.

Outbound. Creating a message is not idempotent and has no idempotency key. Every failure
therefore says which of three things is true: nothing was done, it was refused for good, or the
outcome is unknown and ``recent`` must be asked before anything is sent again. No retries here:
the job retries.

``sender`` and ``to`` are plain addresses (``+15551230000``, or WhatsApp's business-scoped id);
the prefix ``whatsapp:`` exists on the wire only.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from app.channels.base import Opened, WebhookRequest
from app.channels.twilio_api import TwilioApi
from app.channels.twilio_codes import STATE_OF, next_action
from app.channels.twilio_media import TwilioMedia
from app.domain.delivery import (
    Accepted,
    DeliveryState,
    DeliveryUpdate,
    NextAction,
    Outbound,
    SentMessage,
)
from app.domain.message import InboundMessage, Media
from app.domain.tenant import ChannelAccount, ChannelKind
from app.errors import Forbidden, Invalid

MAX_FIELDS = 1_000
# Twilio attaches at most ten media; a larger NumMedia is no reason to loop.
_MAX_MEDIA = 10
_PREFIX = "whatsapp:"
_INBOUND_WORDS = ("", "received", "receiving")


class TwilioChannel:
    """SMS and WhatsApp of all accounts. ``base_url`` replaces https://api.twilio.com."""

    def __init__(self, base_url: str | None = None, timeout_s: float = 10.0) -> None:
        self._api = TwilioApi(base_url, timeout_s)
        self._media = TwilioMedia(base_url, timeout_s, self._api.pool)

    def verify(self, account: ChannelAccount, request: WebhookRequest) -> list[tuple[str, str]]:
        """Check signature, account and number; return the decoded pairs in the order sent."""
        pairs = _pairs(request)
        signed = () if _is_hashed(request.url) else pairs
        given = request.headers.get("x-twilio-signature", "")
        if not any(
            signature_matches(token, request.url, signed, given) for token in _tokens(account)
        ):
            raise Forbidden("The signature is missing or wrong.")
        _require_own(account, dict(pairs))
        return pairs

    def parse(
        self, account: ChannelAccount, pairs: list[tuple[str, str]]
    ) -> InboundMessage | DeliveryUpdate | None:
        """Return a lead's message, a status of ours, or None (a call, a kind we do not know)."""
        fields = dict(pairs)
        message_id = fields.get("MessageSid") or fields.get("SmsSid") or ""
        if not message_id or "CallSid" in fields:
            return None
        status = _status(fields)
        if status not in _INBOUND_WORDS:
            return DeliveryUpdate(
                provider_message_id=message_id,
                status=status,
                state=self.state_of(status),
                error_code=_positive(fields.get("ErrorCode")),
            )
        if not fields.get("From"):
            return None
        return _inbound(message_id, fields)

    async def send(self, account: ChannelAccount, message: Outbound) -> Accepted:
        """Create the message; see ``app.channels.base`` for what it raises."""
        sender = message.sender or account.address
        service = str(account.settings.get("messaging_service_sid") or "")
        sid = await self._api.create(
            *_login(account),
            to=_on_wire(account, message.to),
            # The lead must be answered from the number it wrote to; the service picks any.
            from_=_on_wire(account, sender) if sender else "",
            service_sid="" if sender else service,
            body=message.text,
            status_url=message.status_url,
            template=(message.template_sid, message.template_values),
        )
        return Accepted(sid)

    async def recent(
        self, account: ChannelAccount, to: str, since_ms: int
    ) -> list[SentMessage] | None:
        """List what was sent to this address since then (whole seconds), newest first.

        Raises:
            ProviderUnavailable: the list could not be read to its end; nothing is known.
        """
        wire = _on_wire(account, to)
        return await self._api.sent_to(*_login(account), to=wire, since_ms=since_ms)

    async def check(self, account: ChannelAccount) -> str:
        """Ask for the account; see ``app.channels.base.Checks``."""
        return await self._api.account(*_login(account))

    async def open_media(self, account: ChannelAccount, url: str, max_bytes: int) -> Opened:
        """Ask for a file of a message; see ``app.channels.base`` for what it raises."""
        return await self._media.open(*_login(account), url, max_bytes)

    def keeps(self, url: str) -> bool:
        """Tell whether Twilio keeps files at an address."""
        return self._media.keeps(url)

    def state_of(self, status: str) -> DeliveryState | None:
        """Return what a word of Twilio's means, or None for an unknown one."""
        return STATE_OF.get(status)

    def next_action(self, error_code: int | None) -> NextAction:
        """Return what follows a failure with this code."""
        return next_action(error_code)

    async def close(self) -> None:
        """Close pooled connections; call it on the event loop that sent."""
        await self._api.close()


def signature_matches(
    token: str, url: str, pairs: list[tuple[str, str]] | tuple[()], given: str
) -> bool:
    """Tell whether ``given`` is Twilio's signature of this call, in constant time.

    The URL is tried as it is, and with the standard port added or its port removed: Twilio signs
    either, depending on the product and the age of the number.
    """
    if not token or not given:
        return False
    data = "".join([key + value for key, value in sorted(set(pairs))])
    wanted = given.encode("utf-8", "surrogateescape")
    return _signs(token, url + data, wanted) or _signs(token, _other_port(url) + data, wanted)


def _signs(token: str, text: str, wanted: bytes) -> bool:
    digest = hmac.digest(token.encode(), text.encode("utf-8", "surrogatepass"), "sha1")
    return hmac.compare_digest(base64.b64encode(digest), wanted)


def _other_port(url: str) -> str:
    """Return the URL without its port, or with the standard one when it has none."""
    parts = urlsplit(url)
    if parts.port is not None:
        return parts._replace(netloc=parts.netloc.rpartition(":")[0]).geturl()
    port = 443 if parts.scheme == "https" else 80
    return parts._replace(netloc=f"{parts.netloc}:{port}").geturl()


def _is_hashed(url: str) -> bool:
    return "bodySHA256=" in url


def _pairs(request: WebhookRequest) -> list[tuple[str, str]]:
    if _is_hashed(request.url):
        return _hashed_pairs(request)
    try:
        text = request.body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Invalid("The body is no form.") from error
    if text.count("&") >= MAX_FIELDS:
        raise Invalid(f"The form has more than {MAX_FIELDS} fields.")
    return [_pair(part) for part in text.split("&") if part]


def _pair(part: str) -> tuple[str, str]:
    """Decode one field as ``urllib.parse.parse_qsl`` does, blanks kept, in half the time."""
    name, _, value = part.partition("=")
    return _decoded(name), _decoded(value)


def _decoded(text: str) -> str:
    return unquote(text.replace("+", " ")) if "%" in text or "+" in text else text


def _hashed_pairs(request: WebhookRequest) -> list[tuple[str, str]]:
    """Check the body's hash against the (signed) URL; return the top level of its JSON object."""
    query = dict(parse_qsl(urlsplit(request.url).query, max_num_fields=MAX_FIELDS))
    digest = hashlib.sha256(request.body).hexdigest()
    if not hmac.compare_digest(digest.encode(), query.get("bodySHA256", "").encode()):
        raise Forbidden("The signature is missing or wrong.")
    try:
        body: Any = json.loads(request.body)
    except (ValueError, RecursionError):
        return []
    if not isinstance(body, dict):
        return []
    return [(key, value if isinstance(value, str) else str(value)) for key, value in body.items()]


def _tokens(account: ChannelAccount) -> list[str]:
    """Return the current token and, while it is being rotated, the previous one."""
    names = ("auth_token", "auth_token_previous")
    return [token for name in names if (token := account.credentials.get(name, ""))]


def _login(account: ChannelAccount) -> tuple[str, str]:
    return account.credentials.get("account_sid", ""), account.credentials.get("auth_token", "")


def _on_wire(account: ChannelAccount, address: str) -> str:
    if account.kind is not ChannelKind.WHATSAPP or address.startswith(_PREFIX):
        return address
    return _PREFIX + address


def _status(fields: dict[str, str]) -> str:
    return (fields.get("MessageStatus") or fields.get("SmsStatus") or "").lower()


def _require_own(account: ChannelAccount, fields: dict[str, str]) -> None:
    """Raise ``Forbidden`` unless the webhook names this account and one of its numbers."""
    sid = account.credentials.get("account_sid", "")
    if not sid or fields.get("AccountSid") != sid:
        raise Forbidden("The webhook belongs to another account.")
    if "MessageSid" not in fields and "SmsSid" not in fields:
        # A call: its number is on either end, and some callbacks name none.
        ours = {fields[name] for name in ("To", "From") if name in fields}
        if ours and account.address not in ours:
            raise Forbidden("The webhook belongs to another number.")
        return
    name = "To" if _status(fields) in _INBOUND_WORDS else "From"
    if account.address and fields.get(name) == _on_wire(account, account.address):
        return
    service = str(account.settings.get("messaging_service_sid") or "")
    if service and fields.get("MessagingServiceSid") == service:
        return
    raise Forbidden("The webhook belongs to another number.")


def _inbound(message_id: str, fields: dict[str, str]) -> InboundMessage:
    sender = fields["From"].removeprefix(_PREFIX)
    return InboundMessage(
        provider_message_id=message_id,
        sender=sender,
        recipient=fields.get("To", "").removeprefix(_PREFIX),
        text=fields.get("Body", ""),
        media=_media(fields),
        location=_location(fields),
        profile_name=fields.get("ProfileName", ""),
        # WhatsApp's business-scoped ids are no phone numbers.
        phone=sender if sender.startswith("+") and sender[1:].isdigit() else "",
        opt_out_handled=fields.get("OptOutType", "").upper(),
        source=_source(fields),
        raw=fields,
    )


def _media(fields: dict[str, str]) -> tuple[Media, ...]:
    count = min(_positive(fields.get("NumMedia")) or 0, _MAX_MEDIA)
    found = [
        Media(url, fields.get(f"MediaContentType{index}", ""))
        for index in range(count)
        if (url := fields.get(f"MediaUrl{index}", ""))
    ]
    return tuple(found)


def _location(fields: dict[str, str]) -> tuple[float, float] | None:
    try:
        latitude, longitude = float(fields["Latitude"]), float(fields["Longitude"])
    except (KeyError, ValueError):
        return None
    # Written so that "nan" fails too.
    if -90 <= latitude <= 90 and -180 <= longitude <= 180:
        return latitude, longitude
    return None


def _source(fields: dict[str, str]) -> str:
    """Name the ad a click-to-WhatsApp lead came from; it is told once and never again."""
    source_id = fields.get("ReferralSourceId", "")
    if not source_id:
        return fields.get("ReferralSourceUrl", "")
    name = f"{fields.get('ReferralSourceType') or 'ad'} {source_id}"
    headline = fields.get("ReferralHeadline", "")
    return f"{name}: {headline}" if headline else name


def _positive(text: str | None) -> int | None:
    """Return a positive number, or None for anything else (Twilio sends "0" for no error)."""
    if text and text.isascii() and text.isdigit() and len(text) <= 9:
        return int(text) or None
    return None
