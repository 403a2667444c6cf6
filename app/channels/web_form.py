"""Web form: a lead's details from a tenant's own page, as a message.

Who fills a form proves nothing: phone and e-mail are claims. They make a lead, never an identity,
and what is sent to them is decided elsewhere (one message until they answer). Here a submission is
read, checked field by field, and turned into an ``InboundMessage``; no reply leaves through a form.

Settings of the account: ``origins`` (pages that may post by script), ``reply_channel_id``,
``consent_text`` (the exact wording beside the box), ``honeypot`` (name of the hidden field),
``countries`` (whose numbers are taken; default: the tenant's), ``thanks_url``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.channels.base import WebhookRequest
from app.channels.phone import parse_phone
from app.domain.delivery import (
    Accepted,
    DeliveryState,
    DeliveryUpdate,
    NextAction,
    Outbound,
    SentMessage,
)
from app.domain.message import InboundMessage
from app.domain.tenant import ChannelAccount
from app.errors import Forbidden, Invalid, ProviderRefused

MAX_FIELDS = 50
MAX_FIELD_CHARS = 4_000
MAX_NAME_CHARS = 64
HONEYPOT = "website"
# The same content within this time is the same submission, when the page sends no id of its own.
REPEAT_MS = 10 * 60 * 1000
_EMAIL = re.compile(r"[^@\s,;<>()\"]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_KNOWN = frozenset(
    {"name", "email", "phone", "message", "consent", "language", "page", "source"}
    | {"submission_id", "utm_source", "utm_medium", "utm_campaign"}
)
_TICKED = frozenset({"on", "yes", "true", "1"})


@dataclass(frozen=True, slots=True)
class Submission:
    """A form as it came in. ``problems`` names each field that must be mended."""

    inbound: InboundMessage
    problems: dict[str, str] = field(default_factory=dict)


class WebFormChannel:
    """The channel's face towards flows; see ``read_submission`` for what comes in."""

    def verify(self, account: ChannelAccount, request: WebhookRequest) -> list[tuple[str, str]]:
        """Refuse: nobody signs a public form; its route checks origin and limits."""
        raise Forbidden("A form has no webhook.")

    def parse(
        self, account: ChannelAccount, pairs: list[tuple[str, str]]
    ) -> InboundMessage | DeliveryUpdate | None:
        """Return None: nothing comes in as a webhook."""
        return None

    async def send(self, account: ChannelAccount, message: Outbound) -> Accepted:
        """Refuse: a form has no way back.

        Raises:
            ProviderRefused: always; a person must find another way to the lead.
        """
        raise ProviderRefused(
            "This lead left no number or did not agree to messages.",
            NextAction.OTHER_CHANNEL.value,
        )

    async def recent(
        self, account: ChannelAccount, to: str, since_ms: int
    ) -> list[SentMessage] | None:
        """Return None: nothing is ever sent."""
        return None

    def state_of(self, status: str) -> DeliveryState | None:
        """Return None: a form has no status words."""
        return None

    def next_action(self, error_code: int | None) -> NextAction:
        """Return the only way on."""
        return NextAction.OTHER_CHANNEL


def json_fields(body: bytes) -> dict[str, str]:
    """Return the fields of a JSON object; numbers and yes/no become text.

    Raises:
        Invalid: not a JSON object, or a value that is a list or an object.
    """
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Invalid("The body is not valid JSON.") from error
    if not isinstance(value, dict):
        raise Invalid("The body must be a JSON object.")
    fields = {}
    for name, one in value.items():
        if isinstance(one, (dict, list)):
            raise Invalid(f"The field {name[:MAX_NAME_CHARS]} must be plain text.")
        fields[name] = _as_text(one)
    return fields


def is_trapped(account: ChannelAccount, fields: Mapping[str, str]) -> bool:
    """Tell whether the hidden field is filled: only a program does that."""
    return bool(fields.get(str(account.settings.get("honeypot") or HONEYPOT), "").strip())


def read_submission(
    account: ChannelAccount, fields: Mapping[str, str], now_ms: int, region: str
) -> Submission:
    """Check the fields and return the message they make.

    Args:
        account: the form; see the module's docstring for its settings.
        fields: as sent, the trap included.
        now_ms: epoch milliseconds; tells repeats of the same content apart.
        region: ISO 3166 alpha-2; national phone numbers are read in it.
    """
    problems = _oversized(fields)
    email = fields.get("email", "").strip().lower()
    if email and not _EMAIL.fullmatch(email):
        problems["email"] = "This is not a complete e-mail address."
    phone = _phone(account, fields.get("phone", "").strip(), region, problems)
    if not email and not fields.get("phone", "").strip():
        problems["phone"] = problems["email"] = "A phone number or an e-mail address is needed."
    language = fields.get("language", "").strip()
    consent = str(account.settings.get("consent_text") or "")
    is_ticked = fields.get("consent", "").strip().lower() in _TICKED
    inbound = InboundMessage(
        provider_message_id=_submission_id(account, fields, now_ms),
        sender=phone or email,
        recipient=account.address,
        text=_text(account, fields),
        profile_name=" ".join(fields.get("name", "").split())[:200],
        phone=phone,
        email=email,
        language=language if _LANGUAGE.fullmatch(language) else "",
        consent=consent if is_ticked else "",
        source=_source(fields),
        raw=dict(fields),
    )
    return Submission(inbound, problems)


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _oversized(fields: Mapping[str, str]) -> dict[str, str]:
    problems = {}
    for name, value in fields.items():
        if len(name) > MAX_NAME_CHARS:
            problems[name[:MAX_NAME_CHARS]] = "The name of this field is too long."
        elif len(value) > MAX_FIELD_CHARS:
            problems[name] = f"At most {MAX_FIELD_CHARS} characters, please."
    return problems


def _phone(account: ChannelAccount, typed: str, region: str, problems: dict[str, str]) -> str:
    if not typed:
        return ""
    phone = parse_phone(typed, region)
    if phone is None:
        problems["phone"] = "This is not a complete phone number."
        return ""
    countries = account.settings.get("countries") or [region]
    if isinstance(countries, list) and region and phone.country not in countries:
        # Every country more is one more whose numbers a stranger can make the tenant pay for.
        problems["phone"] = "We cannot write to numbers of this country."
        return ""
    return phone.e164


def _text(account: ChannelAccount, fields: Mapping[str, str]) -> str:
    """Return the lead's words, then what else the form asked, a line each."""
    trap = str(account.settings.get("honeypot") or HONEYPOT)
    lines = [fields.get("message", "").strip()]
    for name, value in fields.items():
        if name not in _KNOWN and name != trap and value.strip():
            label = name.replace("_", " ").strip().capitalize()
            lines.append(f"{label}: {' '.join(value.split())}")
    return "\n".join(line for line in lines if line)


def _source(fields: Mapping[str, str]) -> str:
    names = ("source", "utm_campaign", "utm_source", "page")
    return next((value for name in names if (value := fields.get(name, "").strip()[:300])), "")


def _submission_id(account: ChannelAccount, fields: Mapping[str, str], now_ms: int) -> str:
    own = fields.get("submission_id", "").strip()
    if _ID.fullmatch(own):
        return f"form:{own}"
    content = json.dumps(sorted(fields.items()), ensure_ascii=False).encode()
    digest = hashlib.sha256(content).hexdigest()[:40]
    return f"form:{digest}:{now_ms // REPEAT_MS}"
