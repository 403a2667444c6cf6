"""A tenant is one business served by the agency; it owns all its data.

A channel account is one configured way to reach people: a number, a widget, a form. Its opaque
``key`` stands in the path of its webhook; the tenant is derived from it and never from a body.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class ChannelKind(StrEnum):
    """A way to reach people."""

    SMS = "sms"
    WHATSAPP = "whatsapp"
    EMAIL = "email"
    WEB_CHAT = "web_chat"
    WEB_FORM = "web_form"


class Mode(StrEnum):
    """What the assistant may do for a tenant."""

    OFF = "off"
    DRAFT_ONLY = "draft_only"
    AUTOMATIC = "automatic"


class CriterionKind(StrEnum):
    """The kind of value a criterion takes; findings are validated against it."""

    CHOICE = "choice"
    RANGE = "range"
    YES_NO = "yes_no"
    TEXT = "text"
    DATE = "date"
    PLACE = "place"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question a tenant wants answered.

    ``questions`` maps a language code to the question's wording; ``options`` holds the values of a
    choice; ``minimum``/``maximum`` say what counts for a range or budget (money in whole currency
    units); ``weight`` is the share of the score, 0-100; ``accepts`` the values that count for a
    choice or yes/no (empty: any valid answer counts).
    """

    id: str
    kind: CriterionKind
    questions: dict[str, str]
    weight: int = 10
    must_have: bool = False
    options: tuple[str, ...] = ()
    accepts: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What the assistant knows and obeys for one tenant; edited in the dashboard."""

    about: str = ""
    tone: str = "warm, brief, professional"
    scope: str = ""
    never_say: tuple[str, ...] = ()
    disclosure: dict[str, str] = field(default_factory=dict)
    help_text: dict[str, str] = field(default_factory=dict)
    booking_link: str = ""
    allowed_links: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    hot_at: int = 70
    warm_at: int = 40
    max_segments: int = 3


@dataclass(frozen=True, slots=True)
class Tenant:
    """One business. ``country`` is ISO 3166 alpha-2, ``zone`` an IANA time zone name.

    Knowledge of at most ``inline_tokens`` goes whole into the prompt; of more, what a turn needs.
    """

    id: str
    name: str
    zone: str = "UTC"
    country: str = "US"
    languages: tuple[str, ...] = ("en",)
    mode: Mode = Mode.AUTOMATIC
    is_paused: bool = False
    profile: Profile = field(default_factory=Profile)
    profile_version: int = 1
    budget_microusd: int | None = None
    inline_tokens: int = 20_000


@dataclass(frozen=True, slots=True)
class ChannelAccount:
    """A configured channel of a tenant.

    ``address`` is what leads write to (``+15550001111``, ``whatsapp:+1555…``, or empty for web);
    ``credentials`` are unsealed and must never be logged; ``settings`` are the channel's options
    (origins of a widget, the channel a form replies through, …).
    """

    id: str
    tenant_id: str
    kind: ChannelKind
    key: str
    address: str = ""
    credentials: dict[str, str] = field(default_factory=dict, repr=False)
    settings: dict[str, object] = field(default_factory=dict)
    is_paused: bool = False
    pause_reason: str = ""


@dataclass(frozen=True, slots=True)
class Faq:
    """A question with its answer. ``variants`` are other ways to ask; ``state`` is "approved",
    or "draft" while nobody has said that it may be sent.
    """

    id: str
    question: str
    answer: str
    language: str = "en"
    variants: tuple[str, ...] = ()
    base_id: str = ""
    state: str = "approved"
    updated_at: int = 0
