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
    PHONE = "phone"
    EMAIL = "email"


class RuleKind(StrEnum):
    """What a hard rule looks at before a person is called.

    ``words``: the lead says one of these; ``score``: points reach this; ``finding``: a criterion
    has this value (``criterion=value``); ``unanswered``: so many replies in a row knew no answer.
    """

    WORDS = "words"
    SCORE = "score"
    FINDING = "finding"
    UNANSWERED = "unanswered"


class Priority(StrEnum):
    """How soon a person should look at an escalation."""

    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question a tenant wants answered.

    ``questions`` maps a language code to the question's wording; ``options`` holds the values of a
    choice; ``minimum``/``maximum`` say what counts for a range or budget (money in whole currency
    units); ``weight`` is the share of the score, 0-100; ``accepts`` the values that count for a
    choice, place or yes/no (empty: any valid answer counts); ``within_days`` makes a date count
    that is no further away. ``label`` is its short name on pages (empty: made from the id).
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
    within_days: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """Hours it is open: ``day`` 0 (Monday) to 6, local ``HH:MM``; ``24:00`` ends a day."""

    day: int
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day with hours of its own: a holiday, or other hours for once.

    ``date`` is ``YYYY-MM-DD``; with ``yearly`` its month and day count in every year. ``hours`` are
    local spans such as ``10:00-14:00``; none: closed all day. A date beats a yearly day.
    """

    date: str
    name: str = ""
    hours: tuple[str, ...] = ()
    yearly: bool = False


@dataclass(frozen=True, slots=True)
class EscalationRule:
    """A hard rule: code calls a person whenever it holds, whatever the model thinks.

    ``value`` is what ``kind`` looks for: phrases parted by commas, points, ``criterion=value``, or
    a count.
    """

    kind: RuleKind
    value: str
    priority: Priority = Priority.NORMAL
    note: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """What the assistant knows and obeys for one tenant; edited in the dashboard, versioned.

    - ``disclosure``: the line that says it is an AI, by language; with ``discloses`` a language
      without one gets the built-in line.
    - ``escalate_when``: in plain words, read by the model; ``rules`` are obeyed by code.
    - ``modes``: channel kind to mode, where it differs from the tenant's; ``closed_mode``: the mode
      outside ``openings`` (empty: the same as inside).
    - ``special_days``: days on which other hours hold than ``openings``.
    - ``max_replies``: so many messages of the assistant in a conversation, then a person; 0 means
      no limit.
    - ``error_rate``: the share of wrong replies the business accepts, 0 to 1; a draft less sure
      than the threshold that follows is held. None: the guard alone decides.
    - ``must_pass``: the least task success (percent) an evaluation must reach before a version
      may be published. None: no such gate.
    """

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
    address: str = ""
    phone: str = ""
    email: str = ""
    discloses: bool = True
    escalate_when: str = ""
    rules: tuple[EscalationRule, ...] = ()
    modes: dict[str, str] = field(default_factory=dict)
    openings: tuple[Opening, ...] = ()
    closed_mode: str = ""
    max_replies: int = 0
    error_rate: float | None = None
    must_pass: int | None = None
    reads_images: bool = True
    special_days: tuple[SpecialDay, ...] = ()


@dataclass(frozen=True, slots=True)
class Tenant:
    """One business. ``country`` is ISO 3166 alpha-2, ``zone`` an IANA time zone name.

    What it may spend in a period (``day``, ``week`` or ``month`` of its zone) is limited in money,
    in tokens, in both, or not at all. Knowledge of at most ``inline_tokens`` goes whole into the
    prompt; of more, what a turn needs.
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
    budget_tokens: int | None = None
    budget_period: str = "month"


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
