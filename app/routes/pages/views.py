"""What the inbox's templates are given: plain values, ready to be shown, and comparable.

A view holds no markup and no wording of the interface (templates translate); equality is what
``routes/live.py`` finds changes by, so nothing here depends on the hour or on who is looking.
Times are epoch milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.text import initials as initials
from app.routes.pages.assistant.budget_views import Notice
from app.routes.pages.conversations.decision_words import OUTCOME_WORDS
from app.routes.pages.conversations.draft_views import Known, Sureness, Waiting
from app.routes.pages.conversations.reply_views import Window
from app.routes.pages.places import Place as Place

SCORE_RING = 113.1  # circumference of the ring drawn in _details.html, radius 18

# packaging/assets.py reads the names in tables called …_ICONS into the sprite.
CHANNEL_ICONS = {
    "sms": "message-square-text",
    "whatsapp": "message-circle",
    "email": "mail",
    "web_chat": "messages-square",
    "web_form": "clipboard-list",
}
DELIVERY_ICONS = {
    "queued": "clock-3",
    "sending": "clock-3",
    "accepted": "check",
    "sent": "check",
    "delivered": "check-check",
    "read": "check-check",
    "undelivered": "circle-x",
    "failed": "circle-x",
    "cancelled": "ban",
}
# The interface's words for stored states; templates translate them.
DELIVERY_WORDS = {
    "queued": "Waiting to be sent",
    "sending": "Sending",
    "accepted": "Handed to the provider",
    "sent": "Sent",
    "delivered": "Delivered",
    "read": "Read",
    "undelivered": "Not delivered",
    "failed": "Not sent",
    "cancelled": "Held back",
}
ADVICE_WORDS = {
    "retry": "Try it again.",
    "retry_tomorrow": "Try it again tomorrow.",
    "reconcile": "We ask the provider what happened.",
    "other_channel": "Reach them on another channel.",
    "use_template": "Use an approved template.",
    "fix_template": "The template needs mending.",
    "suppress": "Do not write to this number again.",
    "fix_channel": "The channel's settings need a look.",
    "change_content": "Write it differently.",
    "ask_person": "A person should look at it.",
}
VERDICT_WORDS = {"send": "Sent", "hold": "Held back", "escalate": "Handed to a person"}


@dataclass(frozen=True, slots=True)
class Client:
    """A tenant, as the client selector shows it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    """One conversation in the list.

    ``state`` is ``assistant``, ``held``, ``needs_person`` or ``ended``; ``temperature`` is empty
    until there is a score. ``rank`` orders the list: greater is higher.
    """

    id: str
    name: str
    channel: str
    snippet: str
    snippet_author: str
    at_ms: int
    state: str
    temperature: str = ""
    unread: int = 0
    client_name: str = ""
    is_answering: bool = False
    is_held: bool = False
    is_spam: bool = False

    @property
    def initials(self) -> str:
        """Return one or two letters for the avatar, or ``#`` for a bare number."""
        return initials(self.name)

    @property
    def hue(self) -> int:
        """Return which of six colours the avatar has; stable for a conversation."""
        return hue(self.id)

    @property
    def channel_icon(self) -> str:
        """Return the icon of the channel."""
        return CHANNEL_ICONS.get(self.channel, "message-square-text")


@dataclass(frozen=True, slots=True)
class DeliveryMark:
    """Where a message of ours is; ``reason`` is the provider's or the gate's, for people.

    ``can_retry``: it failed, and is of a kind that may be sent again.
    """

    state: str
    reason: str = ""
    next_action: str = ""
    can_retry: bool = False

    @property
    def has_failed(self) -> bool:
        """Tell whether the lead did not and will not get it."""
        return self.state in ("failed", "undelivered")

    @property
    def word(self) -> str:
        """Return the state in the interface's words."""
        return DELIVERY_WORDS.get(self.state, self.state)

    @property
    def advice(self) -> str:
        """Return what to do about a failure, or empty."""
        return ADVICE_WORDS.get(self.next_action, "")

    @property
    def icon(self) -> str:
        """Return the icon of the state."""
        return DELIVERY_ICONS.get(self.state, "clock-3")


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence of the interface with at most one value, named ``{detail}`` in it."""

    sentence: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """A passage a reply rests on.

    ``source`` is a file with its page, or an address; ``score`` (0-1) how likely it answers, or
    None when the search did not find it. ``stale_ms``: since when it is not as it was; ``is_gone``:
    it is no longer in the knowledge base. ``path`` is the page it can be looked up on.
    """

    title: str
    source: str = ""
    score: float | None = None
    stale_ms: int | None = None
    is_gone: bool = False
    path: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """Why a reply was sent as it was: the verdict, its reasons, how sure it was, what it rests on.

    ``is_rule``: no model and no knowledge was asked. ``turn_id`` is there where a person may say
    whether it was right, ``outcome`` what was done with it so far.
    """

    verdict: str
    reasons: tuple[Reason, ...] = ()
    grounds: tuple[Ground, ...] = ()
    answered_in_ms: int | None = None
    is_simulated: bool = False
    is_rule: bool = False
    sureness: Sureness | None = None
    turn_id: str = ""
    outcome: str = ""

    @property
    def word(self) -> str:
        """Return the verdict in the interface's words."""
        return VERDICT_WORDS.get(self.verdict, self.verdict)

    @property
    def outcome_word(self) -> str:
        """Return what was done with it in the interface's words."""
        return OUTCOME_WORDS.get(self.outcome, self.outcome)


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message of the thread. ``confidence`` is 0-1, assistant's messages only.

    ``edit_path`` is where a lead's message is corrected or deleted; empty once it was deleted.
    """

    id: str
    author: str
    text: str
    at_ms: int
    author_name: str = ""
    media: tuple[str, ...] = ()
    delivery: DeliveryMark | None = None
    confidence: float | None = None
    why: Why | None = None
    is_attack: bool = False
    is_edited: bool = False
    is_deleted: bool = False
    edit_path: str = ""

    @property
    def confidence_tone(self) -> str:
        """Return how sure the reply is, as a colour's name: good, fair or needs."""
        if self.confidence is None:
            return ""
        return "good" if self.confidence >= 0.75 else "fair" if self.confidence >= 0.5 else "needs"


@dataclass(frozen=True, slots=True)
class ScorePart:
    """Points of the score with the message and the words they rest on, or an operator's reason."""

    label: str
    points: int
    words: str = ""
    message_id: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a message told us about one criterion; ``value`` is empty while it is open."""

    label: str
    value: str = ""
    message_id: str = ""
    is_must_have: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """The lead's score, 0-100, and where it comes from."""

    value: int
    temperature: str
    parts: tuple[ScorePart, ...] = ()

    @property
    def dash(self) -> str:
        """Return the ring's ``stroke-dasharray``."""
        return f"{SCORE_RING * self.value / 100:.1f} {SCORE_RING}"


@dataclass(frozen=True, slots=True)
class Head:
    """The line over the thread: who writes, on which channel, and who is in charge."""

    id: str
    name: str
    address: str
    channel: str
    client_name: str
    state: str
    holder_id: str = ""
    holder_name: str = ""
    is_ended: bool = False
    is_spam: bool = False
    lead_id: str = ""

    @property
    def is_held(self) -> bool:
        """Tell whether an operator is in charge."""
        return self.holder_id != "" or self.state == "held"

    @property
    def initials(self) -> str:
        """Return one or two letters for the avatar."""
        return initials(self.name)

    @property
    def hue(self) -> int:
        """Return which of six colours the avatar has."""
        return hue(self.id)

    @property
    def channel_icon(self) -> str:
        """Return the icon of the channel."""
        return CHANNEL_ICONS.get(self.channel, "message-square-text")


@dataclass(frozen=True, slots=True)
class Escalation:
    """Why a person is needed, since when, what they are told; ``waiting`` is a draft kept back."""

    reason: str
    at_ms: int
    note: str = ""
    known: Known = field(default_factory=Known)
    waiting: Waiting | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of the lead: score, findings, what is asked next, who they are.

    ``engagement`` is 0-100, from the messages shown when these are all; else None.
    """

    score: Score | None = None
    findings: tuple[Finding, ...] = ()
    open_question: str = ""
    language: str = ""
    source: str = ""
    first_seen_ms: int = 0
    email: str = ""
    has_opted_out: bool = False
    lead_id: str = ""
    engagement: int | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """One conversation, opened. ``bubbles`` are oldest first; ``has_earlier`` and ``has_later``
    say that some are not shown; ``window`` is WhatsApp's, None on other channels."""

    head: Head
    bubbles: tuple[Bubble, ...]
    details: Details
    escalation: Escalation | None = None
    is_answering: bool = False
    has_earlier: bool = False
    has_later: bool = False
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many conversations a tab holds, up to 100; all of them are never counted."""

    needs_person: int = 0
    held: int = 0
    hot: int = 0
    spam: int = 0


@dataclass(frozen=True, slots=True)
class Inbox:
    """The whole screen; the live stream goes on after ``last_event_id``.

    ``next`` is the key of the list's next page, empty at its end; ``people`` may hold a
    conversation (id and name).
    """

    rows: tuple[Row, ...]
    counts: Counts
    clients: tuple[Client, ...]
    place: Place = field(default_factory=Place)
    thread: Thread | None = None
    last_event_id: str = ""
    notices: tuple[Notice, ...] = ()
    next: str = ""
    people: tuple[tuple[str, str], ...] = ()


def hue(conversation_id: str) -> int:
    """Return which of six colours a conversation's avatar has, 0-5."""
    return sum(conversation_id.encode()) % 6
