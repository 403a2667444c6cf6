"""Why a person is needed, how soon, and what that person is told.

The reasons are a closed list: pages, rules and reports can rely on it, and a word nobody knows
becomes ``other`` instead of a reason of its own. A summary is made by code from what stands in the
rows, never by a model: it holds the lead's words in quotation marks, as data, and nothing that was
not said, found or drafted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.escalation_words import LABELS, language_of
from app.domain.message import Author, Message
from app.domain.qualification import Finding, current, merge
from app.domain.tenant import Criterion, Priority

ROUNDS = 3
# In a round each person is told and, unless they answer, reminded.
CALLS_EACH = 2
_QUOTE_CHARS = 200
_SUGGESTED_CHARS = 600
_QUOTES = 3
_KNOWN = 8
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069]+")
# What a mail program or a phone would turn into something to press.
_SCHEME = re.compile(r"(?i)\b([a-z][a-z0-9+.-]{1,15}):(?=//)")
_HOST = re.compile(r"(?i)(?<=[\w-])\.(?=[a-z]{2,24}(?![\w]))")


class Reason(StrEnum):
    """Why a person is needed."""

    # What the lead wants or what the assistant cannot do.
    WANTS_PERSON = "wants_person"
    NOT_IN_KNOWLEDGE = "not_in_knowledge"
    COMPLAINT_OR_LEGAL = "complaint_or_legal"
    OUTSIDE_SCOPE = "outside_scope"
    UNREADABLE_MEDIA = "unreadable_media"
    LANGUAGE_UNKNOWN = "language_unknown"
    # A person gives the lead to the client's own people.
    HANDED_OFF = "handed_off"
    OTHER = "other"
    # What the client decided.
    RULE = "rule"
    REPLY_CAP = "reply_cap"
    DRAFT_TO_APPROVE = "draft_to_approve"
    ASSISTANT_OFF = "assistant_off"
    REPEATED_FORM = "repeated_form"
    # What stopped a reply.
    GUARD_BLOCK = "guard_block"
    LOW_CONFIDENCE = "low_confidence"
    FLOOR_HELD = "floor_held"
    OVER_BUDGET = "over_budget"
    NO_MODEL = "no_model"
    INVALID_MODEL_OUTPUT = "invalid_model_output"
    PROVIDER_REFUSED = "provider_refused"
    TURN_PARKED = "turn_parked"
    DELIVERY_FAILED = "delivery_failed"
    # Outages: one incident for all conversations they stop.
    MODEL_UNAVAILABLE = "model_unavailable"
    PROVIDER_AUTH_FAILED = "provider_auth_failed"
    CHANNEL_PAUSED = "channel_paused"


class Outcome(StrEnum):
    """How an escalation was resolved."""

    ANSWERED = "answered"
    BOOKED = "booked"
    NOT_A_LEAD = "not_a_lead"
    SPAM = "spam"
    DUPLICATE = "duplicate"
    OTHER = "other"
    # Set by a takeover, not chosen.
    TAKEN_OVER = "taken_over"


CHOSEN_OUTCOMES = tuple(one for one in Outcome if one is not Outcome.TAKEN_OVER)

OUTAGES = frozenset({Reason.MODEL_UNAVAILABLE, Reason.PROVIDER_AUTH_FAILED, Reason.CHANNEL_PAUSED})
# Other names a reason has had, or has as the code of an error.
_ALIASES = {
    "provider_unavailable": Reason.MODEL_UNAVAILABLE,
    "unavailable": Reason.MODEL_UNAVAILABLE,
    "lease_lost": Reason.TURN_PARKED,
    "human_request": Reason.WANTS_PERSON,
    "draft_only": Reason.DRAFT_TO_APPROVE,
}
_HIGH = frozenset(
    {
        Reason.WANTS_PERSON,
        Reason.COMPLAINT_OR_LEGAL,
        Reason.DELIVERY_FAILED,
        Reason.TURN_PARKED,
        Reason.HANDED_OFF,
    }
)
# Minutes within which somebody should take care of it: what the page measures a waiting one by.
TARGET_MIN = {Priority.URGENT: 5, Priority.HIGH: 15, Priority.NORMAL: 60}
_LADDER = (Priority.NORMAL, Priority.HIGH, Priority.URGENT)


def reason_of(word: str) -> Reason | None:
    """Return the reason a word names, or None for one that is not on the list."""
    if word in _ALIASES:
        return _ALIASES[word]
    try:
        return Reason(word)
    except ValueError:
        return None


def is_outage(reason: Reason) -> bool:
    """Tell whether the reason is a provider's failure, which stops many conversations alike."""
    return reason in OUTAGES


def rank(priority: Priority) -> int:
    """Return 0 for normal, 1 for high, 2 for urgent."""
    return _LADDER.index(priority)


def priority_of(reason: Reason, temperature: str = "", is_verified: bool = True) -> Priority:
    """Return how soon a person should look.

    A person asked for, a complaint, a reply that did not arrive are high; a hot lead raises by
    one. An address that was only typed into a form raises nothing: anybody can type.
    """
    level = int(reason in _HIGH)
    if temperature == "hot" and is_verified:
        level += 1
    return _LADDER[level]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a summary is made of, in no language: kept with the escalation.

    ``said`` are the lead's last words, oldest first; ``known`` pairs of label and value;
    ``open_question`` what is to be asked next; ``suggested`` a reply nobody has sent; ``note``
    what the assistant or an error said about it.
    """

    client: str = ""
    lead: str = ""
    said: tuple[str, ...] = ()
    known: tuple[tuple[str, str], ...] = ()
    open_question: str = ""
    suggested: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a person is told, in their language; ``text`` is all of it, a line each."""

    wants: str
    known: str
    open: str
    suggested: str
    text: str


def facts_of(
    client: str,
    lead: str,
    findings: Sequence[Finding],
    criteria: Sequence[Criterion],
    messages: Sequence[Message],
    *,
    language: str = "en",
    open_question: str = "",
    suggested: str = "",
    note: str = "",
) -> Facts:
    """Return the facts for a summary.

    Args:
        findings: of the lead, oldest first; superseded ones are left out.
        messages: the latest of the conversation, oldest first.
        language: of the conversation, for the wording of the open question.
        open_question: id of the criterion to be asked next; empty: the first one unanswered.
    """
    in_force = current(merge(findings))
    known = [
        (label_of(one), in_force[one.id].value)
        for one in criteria
        if one.id in in_force and in_force[one.id].value
    ]
    still_open = [one for one in criteria if one.id not in in_force]
    asked = next((one for one in criteria if one.id == open_question), None)
    following = asked or next((one for one in still_open if one.must_have), None)
    following = following or (still_open[0] if still_open else None)
    words = ""
    if following is not None:
        words = following.questions.get(language) or label_of(following)
    return Facts(
        client=client,
        lead=plain(lead, 80),
        said=tuple(_said(messages)),
        known=tuple((plain(a, 60), plain(b, 120)) for a, b in known[:_KNOWN]),
        open_question=plain(words, _QUOTE_CHARS),
        suggested=suggested.strip()[:_SUGGESTED_CHARS],
        note=plain(note, _QUOTE_CHARS),
    )


def label_of(criterion: Criterion) -> str:
    """Return the short name of a criterion."""
    return criterion.label or criterion.id.replace("_", " ").capitalize()


def _said(messages: Sequence[Message]) -> list[str]:
    """Return the lead's last words: those since anybody answered, else the last of all."""
    said: list[str] = []
    for message in reversed(messages):
        if message.author is Author.LEAD:
            said.append(plain(message.text, _QUOTE_CHARS) or "📎")
        elif said and message.author is not Author.SYSTEM:
            break
    return said[:_QUOTES][::-1]


def plain(text: str, limit: int) -> str:
    """Return a text on one line, without invisible characters, at most ``limit`` long."""
    # A text may be very long; what is cut off is not looked at.
    one_line = " ".join(_UNPRINTABLE.sub(" ", text[: limit * 4]).split())
    return one_line if len(one_line) <= limit else one_line[: limit - 1].rstrip() + "…"


def unlinked(text: str) -> str:
    """Return a stranger's text so that no mail program or phone makes a link of it."""
    return _HOST.sub("[.]", _SCHEME.sub(r"\1[:]", text))


def summarise(facts: Facts, language: str) -> Summary:
    """Return the summary in an operator's language; parts that are not known are empty."""
    labels: Mapping[str, str] = LABELS[language_of(language)]
    wants = " ".join(f"“{one}”" for one in facts.said)
    known = "; ".join(f"{label}: {value}" for label, value in facts.known)
    lines = [
        f"{labels[name]}: {value}"
        for name, value in (
            ("lead", facts.lead),
            ("wants", wants),
            ("known", known),
            ("open", facts.open_question),
            ("note", facts.note),
            ("suggested", facts.suggested),
        )
        if value
    ]
    return Summary(wants, known, facts.open_question, facts.suggested, "\n".join(lines))
