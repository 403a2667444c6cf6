"""What a draft is made of and what it becomes, for everything that can make one.

A draft comes from code alone (``draft_by_rule``), from a model (``draft``) or from the floor
(``draft_floor``). All three judge it with the guard, and none of them acts: the turn does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from app.clock import at
from app.domain import guard, language, qualification, tools
from app.domain.calibration import Calibration
from app.domain.confidence import ConfidencePart
from app.domain.followup import unanswered
from app.domain.knowledge import Passage, Scored
from app.domain.media import Image
from app.domain.message import Author, Message
from app.domain.profile import built_in_line, disclosure_line
from app.domain.prompt import TurnState, local_time
from app.domain.qualification import Finding, Score
from app.domain.repeat import repeat_of
from app.domain.segments import measure
from app.domain.stage import Due, due
from app.domain.talk import claims_from_talk
from app.domain.tenant import ChannelKind, Mode, Tenant
from app.domain.usage import Usage
from app.domain.wishes import Wishes
from app.flows.look_up import Looked
from app.llm.base import ModelRequest, ToolCall
from app.llm.prompts import load_prompts
from app.services import Services

# Three GSM-7 segments of 153 characters, or seven of UCS-2: what a reader takes in at a glance.
_MAX_CHARS = {ChannelKind.SMS: 459, ChannelKind.WHATSAPP: 900}
_MAX_CHARS_ELSEWHERE = 1200
# After these nothing is asked any more: the next word is a person's.
_LAST_WORD = frozenset({"wants_person", "complaint_or_legal", "reply_cap"})
# So much of a message is evidence; what is longer was pasted.
_HEARD_CHARS = 4_000
# With the whole knowledge in the prompt, so many of the passages found are kept beside the cited.
_KEPT_HITS = 3


@dataclass(frozen=True, slots=True)
class Material:
    """What a draft is made of.

    - ``mode``: what the assistant may do on this channel at this hour.
    - ``asked_times``: criterion id to how often it was asked; ``pending``: why a person was called
      already and has not come yet, or empty.
    - ``calibration``: turns a raw confidence into a probability; ``threshold``: a draft less sure
      than this is held; None: the guard alone decides.
    - ``may_wait``: a model that is down may be tried later.
    - ``summary`` tells what was said before ``history``; ``images`` are pictures of the newest
      messages, kept nowhere; ``lifetime``: how long the static prefix is cached.
    """

    tenant: Tenant
    mode: Mode
    looked: Looked
    channel: ChannelKind
    history: Sequence[Message]
    findings: Sequence[Finding]
    is_disclosed: bool
    asked: str
    other_names: tuple[str, ...]
    now_ms: int
    conversation_ref: str
    may_wait: bool
    wishes: Wishes = field(default_factory=Wishes)
    asked_times: dict[str, int] = field(default_factory=dict)
    pending: str = ""
    assistant_count: int = 0
    unknown_count: int = 0
    is_known: bool = False
    summary: str = ""
    images: tuple[Image, ...] = ()
    lifetime: str = "5m"
    calibration: Calibration = field(default_factory=Calibration)
    threshold: float | None = None

    @property
    def unanswered(self) -> list[Message]:
        """The lead's messages since anybody last answered, oldest first."""
        return unanswered(self.history)

    @property
    def last_said(self) -> str:
        """What the assistant said last, or empty."""
        said = (one.text for one in reversed(self.history) if one.author is Author.ASSISTANT)
        return next(said, "")

    @property
    def today(self) -> date:
        """The date where the business is."""
        return at(self.now_ms).astimezone(ZoneInfo(self.tenant.zone)).date()


@dataclass(frozen=True, slots=True)
class ModelCall:
    """One call of a model: what it was asked, what it chose to do, what that cost.

    Without ``calls`` the answer could not be used.
    """

    request: ModelRequest
    calls: tuple[ToolCall, ...] = ()
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be said, what was learnt, and everything that explains it.

    ``path``: rule, model, repaired, floor. ``decision``: send, hold, escalate. ``text`` is what the
    lead gets when ``is_sent``; ``suggested`` is a draft that waits for a person, while the lead is
    told at most that one will look. ``escalation`` is the reason a person is needed, or empty;
    ``ends`` the reason the conversation is over, or empty. ``raw`` is the confidence before it was
    calibrated, of drafts that have one. ``seen`` are the passages of the turn,
    best first, ``grounding`` the ids of those it rests on; ``is_gap``: the lead asked what the
    knowledge does not answer; ``is_spam``: it is put aside unanswered.
    """

    text: str
    path: str
    decision: str
    language: str
    confidence: float
    is_sent: bool
    raw: float | None = None
    suggested: str = ""
    discloses: bool = False
    asks: str = ""
    findings: tuple[Finding, ...] = ()
    grounding: tuple[str, ...] = ()
    seen: tuple[Scored, ...] = ()
    is_gap: bool = False
    is_spam: bool = False
    reasons: list[dict[str, str]] = field(default_factory=list)
    confidence_parts: list[dict[str, Any]] = field(default_factory=list)
    escalation: str = ""
    summary: str = ""
    ends: str = ""
    usages: tuple[Usage, ...] = ()
    calls: tuple[ModelCall, ...] = ()
    trace: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Run:
    """What is fixed for one turn, and what its calls used so far."""

    services: Services
    material: Material
    language: str
    score: Score
    due: Due
    state: TurnState
    context: guard.GuardContext
    line: str
    usages: list[Usage] = field(default_factory=list)
    calls: list[ModelCall] = field(default_factory=list)
    # Codes of what was wrong with drafts that were not sent.
    refused: list[str] = field(default_factory=list)


def prepare(services: Services, material: Material, used: list[Usage] | None = None) -> Run:
    """Return what every way of drafting needs of a turn; calls are added to ``used``."""
    tenant, spoken = material.tenant, material.looked.language
    profile, merged = tenant.profile, qualification.merge(material.findings)
    score = qualification.score(profile.criteria, merged, profile.hot_at, profile.warm_at)
    has_answered = any(message.author is not Author.LEAD for message in material.history)
    waits = material.pending in _LAST_WORD
    is_due = due(score.open_questions, material.asked_times, has_answered, waits)
    line = "" if material.is_disclosed else disclosure_line(tenant, spoken)
    if material.wishes.asks_if_ai:
        # Asked, it says so truthfully, among whatever else is answered and however often.
        line = disclosure_line(tenant, spoken) or built_in_line(tenant.name, spoken)
    limit = _MAX_CHARS.get(material.channel, _MAX_CHARS_ELSEWHERE)
    state = TurnState(
        language=spoken,
        channel=material.channel.value,
        now_ms=material.now_ms,
        max_chars=limit - len(line),
        open_questions=is_due.questions,
        known=qualification.known_values(merged),
        sources={key: row.message_id for key, row in qualification.current(merged).items()},
        disclose=bool(line),
        repeat_of=repeat_of(material.history),
        may_ask=bool(is_due.questions),
    )
    context = _context(material, line)
    calls = [] if used is None else used
    return Run(services, material, spoken, score, is_due, state, context, line, calls)


def _context(material: Material, line: str) -> guard.GuardContext:
    tenant, profile = material.tenant, material.tenant.profile
    limit = _MAX_CHARS.get(material.channel, _MAX_CHARS_ELSEWHERE)
    newest = [message.text for message in material.unanswered[-1:]]
    heard = [m.text[:_HEARD_CHARS] for m in material.history if m.author is not Author.ASSISTANT]
    # What was said before the summary still was said by the lead: the words, never the value that
    # a model made of them.
    kept = [
        one.quote for one in qualification.current(qualification.merge(material.findings)).values()
    ]
    return guard.GuardContext(
        language=material.looked.language,
        business_texts=guard.business_texts(tenant, material.looked.shown.passages),
        passages=tuple(material.looked.shown.passages),
        lead_texts=(*heard, *kept),
        facts=(local_time(material.now_ms, tenant.zone),),
        links=(*profile.allowed_links, profile.booking_link),
        private_texts=(load_prompts().rules,),
        never_say=profile.never_say,
        max_chars=limit - len(line),
        max_segments=_segments(material, line),
        asked=" ".join(newest),
        foreign_names=material.other_names,
        is_latin_arabic=any(language.detect(text).is_arabizi for text in newest),
        name=tenant.name,
    )


def _segments(material: Material, line: str) -> int:
    """Return how many segments a text message may take beside the disclosure; 0 is no limit.

    Letters an SMS cannot carry cheaply (Arabic, "á") take twice the room, and get it.
    """
    if material.channel is not ChannelKind.SMS:
        return 0
    most = material.tenant.profile.max_segments
    most *= 1 if material.looked.language == "en" else 2
    return max(1, most - (measure(line).segments if line else 0))


def told_by_rule(run: Run, claims: Sequence[tools.Claim]) -> tuple[tools.Claim, ...]:
    """Return what rules read of the newest messages: the claims, and what the whole talk adds."""
    material = run.material
    claimed = {claim.criterion_id for claim in claims}
    more = claims_from_talk(
        [one for one in material.tenant.profile.criteria if one.id not in claimed],
        material.history,
        {message.id for message in material.unanswered},
        run.state.known,
        material.today,
    )
    return (*claims, *more)


def findings_of(
    material: Material, claims: Sequence[tools.Claim]
) -> tuple[tuple[Finding, ...], tuple[qualification.Rejection, ...]]:
    """Return the claims that the lead's own words carry, and those they do not."""
    lead_texts = {m.id: m.text for m in material.history if m.author is Author.LEAD}
    times = {m.id: m.at_ms for m in material.history}
    criteria = material.tenant.profile.criteria
    country = material.tenant.country
    return qualification.validate(claims, criteria, lead_texts, times, material.today, country)


def parts_of(parts: Sequence[ConfidencePart]) -> list[dict[str, Any]]:
    """Return the parts of a confidence as they are kept."""
    return [{"name": part.name, "value": part.value, "effect": part.effect} for part in parts]


def reasons_of(reasons: Sequence[guard.GuardReason]) -> list[dict[str, str]]:
    """Return the guard's reasons as they are kept."""
    return [{"code": one.code, "detail": one.detail} for one in reasons]


def seen_of(looked: Looked, cited: Sequence[Passage]) -> tuple[Scored, ...]:
    """Return what the turn saw of the knowledge, best first: found, then cited beside it."""
    whole, shown = looked.shown.whole, {one.id for one in looked.shown.passages}
    named = {one.id for one in cited}
    hits = [
        hit
        for number, hit in enumerate(looked.found.hits)
        if hit.passage.id in named
        or (hit.passage.id in shown if whole is None else number < _KEPT_HITS)
    ]
    found = {hit.passage.id for hit in hits}
    return (*hits, *(Scored(one, 0.0) for one in cited if one.id not in found))
