"""The last look at a draft before it may become a message.

Refuses by default: every figure, link, phone number and mail address in the draft must stand in
what the business said or, for figures only, in what the lead said. Nothing is promised that no
tool did, nothing of our own workings is told, and the text is in the lead's script and short
enough. ``hold`` can be mended by one more try (``Verdict.hint`` says how); ``escalate`` cannot: a
person looks.

A first version: statements are compared word by word, not by meaning. Spelled-out figures and
names of weekdays are not yet claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from app.domain.admission import unfounded
from app.domain.evidence import (
    EMAIL,
    LINK,
    PHONE,
    Evidence,
    Statement,
    bare_link,
    figures_of,
    gather,
    phones_of,
    readings,
    sentences,
    statements_of,
    times_in,
)
from app.domain.knowledge import Passage
from app.domain.language import arabic_share, detect, latin_share
from app.domain.numbers import find_numbers, plain, read_figure
from app.domain.promises import promises
from app.domain.tenant import Tenant
from app.domain.text import fold, strip_marks, words

_SHINGLE_WORDS = 8
_SAME_SENTENCE = 0.75
_SAME_WORDS = 0.95
_SECRET = re.compile(
    r"\bsk-[A-Za-z0-9_-]{8,}|\bAC[0-9a-f]{32}\b|\bBearer [A-Za-z0-9._-]{12,}|\bxox[bp]-"
    r"|\bSG\.[\w-]{16,}|-----BEGIN "
)
_WORKINGS = re.compile(
    r"</?(?:knowledge|passages|chunk|business|criteria|criterion|faq|message|operator|system|state|repair|never_say)\b"
    r"|\b(?:record_findings|open_questions|max_chars|tool_use|criterion_id|system prompt)\b",
    re.IGNORECASE,
)
_CARRIER_WORD = re.compile(
    r"\b(?i:reply|text|answer|send|type|write|responde|responda|envia|escribe|escriba)\b"
    r"[^.!?\n]{0,20}"
    r"[\"'*]?\b(?:STOP|STOPALL|UNSUBSCRIBE|CANCEL|END|QUIT|YES|START)\b"
)
_DENIES_AI = re.compile(
    r"\bi(?:'m| am) (?:not an? (?:ai|bot|robot|machine)|an? (?:human|real person))\b"
    r"|\b(?:no soy|yo no soy) (?:un|una) (?:bot|robot|ia|maquina|inteligencia artificial)"
    r"|\bsoy (?:un humano|una persona real)\b"
    r"|(?:انا|اني) (?:انسان|شخص حقيقي)|لست (?:روبوت|بوت|اليا)"
)
_TOKEN = re.compile(r"[^\s()\[\]{}<>\"',!?;]+")
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_MARKDOWN = re.compile(r"\*\*(.+?)\*\*|__(.+?)__|`([^`]+)`|^#{1,6}\s+", re.MULTILINE)
_BLANK = re.compile(r"[ \t\u00a0]+")


class Decision(StrEnum):
    """What happens to a draft."""

    SEND = "send"
    HOLD = "hold"
    ESCALATE = "escalate"


_ESCALATES = frozenset({"secret", "workings"})
_HINTS = {
    "empty": "The text was empty.",
    "too_long": "The text was longer than max_chars.",
    "language": "The text was not in the language of state.",
    "number": "These figures stand nowhere in the knowledge or the conversation: {detail}.",
    "link": "These links are not the business's: {detail}.",
    "phone": "These phone numbers are not the business's: {detail}.",
    "email": "These addresses stand nowhere in the knowledge: {detail}.",
    "polarity": "The text says the opposite of the knowledge: {detail}.",
    "promise": "The text promises what no tool does: {detail}.",
    "never_say": "The business never says: {detail}.",
    "other_business": "The text names another business.",
    "carrier_word": "The text asks to answer with a word the carrier acts on.",
    "denies_ai": "The text denies being an AI.",
    "secret": "The text holds something secret.",
    "workings": "The text shows the inner workings.",
    "unfounded": "Nothing in the knowledge answers this question, but the text states: {detail}. "
    "Say in one sentence that you do not know, and call escalate with not_in_knowledge.",
}


@dataclass(frozen=True, slots=True)
class GuardReason:
    """Why a draft is not sent; ``code`` is a key of the hints, ``detail`` what was found."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision, its reasons, and the text as it would be sent."""

    decision: Decision
    reasons: tuple[GuardReason, ...]
    text: str

    @property
    def hint(self) -> str:
        """Return what to tell the model before its one repair."""
        return " ".join(_HINTS[r.code].format(detail=r.detail) for r in self.reasons)


@dataclass(frozen=True, slots=True)
class GuardContext:
    """What a draft is judged against.

    ``business_texts`` are the tenant's words (``business_texts``), ``lead_texts`` the lead's and
    the operator's of this conversation, ``facts`` what code computed (the local time);
    ``private_texts`` must never be told (the rules); ``foreign_names`` are other businesses.
    ``max_chars`` 0 means no limit; ``done`` the tools that acted in this turn. ``must_admit``:
    something was asked that nothing here answers, and the draft rests on nothing; ``name`` is
    the business's.
    """

    language: str
    business_texts: tuple[str, ...]
    lead_texts: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    private_texts: tuple[str, ...] = ()
    never_say: tuple[str, ...] = ()
    foreign_names: tuple[str, ...] = ()
    max_chars: int = 0
    done: frozenset[str] = frozenset()
    is_latin_arabic: bool = False
    must_admit: bool = False
    name: str = ""


def business_texts(tenant: Tenant, passages: Iterable[Passage]) -> tuple[str, ...]:
    """Return a tenant's own words as evidence, in a stable order.

    Args:
        passages: what the model was shown: the whole knowledge, or what was found for the turn.
    """
    profile = tenant.profile
    said = (tenant.name, profile.about, profile.scope, profile.booking_link)
    questions = tuple(
        text for c in profile.criteria for text in (*c.questions.values(), *c.options)
    )
    help_texts = (*profile.help_text.values(), *profile.disclosure.values())
    known = tuple(text for one in passages for text in (one.title, *one.ways, one.text, one.url))
    return (*said, *questions, *help_texts, *known)


def judge(draft: str, context: GuardContext) -> Verdict:
    """Return whether a draft may be sent, why not, and its text with tidy typography."""
    text = tidy(draft)
    reasons: list[GuardReason] = []
    if not text:
        return Verdict(Decision.HOLD, (GuardReason("empty"),), text)
    evidence = gather(context.business_texts)
    reasons += _leaks(text, context)
    reasons += _form(text, context)
    reasons += _promised(text, context, evidence)
    reasons += _addresses(text, context, evidence)
    reasons += _figures(text, context, evidence)
    reasons += _statements(text, evidence)
    if context.must_admit:
        reasons += _unfounded(text, context, evidence)
    if any(reason.code in _ESCALATES for reason in reasons):
        return Verdict(Decision.ESCALATE, tuple(reasons), text)
    return Verdict(Decision.HOLD if reasons else Decision.SEND, tuple(reasons), text)


def tidy(draft: str) -> str:
    """Return a draft without markdown, control characters and doubled blanks."""
    text = "".join(
        c for c in draft if c == "\n" or c.isprintable() or c in "\u200c\u200d\u200f\u200e"
    )
    text = _MARKDOWN.sub(lambda m: m[1] or m[2] or m[3] or "", text)
    lines = [_BLANK.sub(" ", line).strip() for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def with_disclosure(text: str, line: str) -> str:
    """Return the text opened by the disclosure line, unless it already carries it."""
    if not line or fold(line) in fold(text):
        return text
    return f"{line.strip()} {text}"


def _leaks(text: str, context: GuardContext) -> list[GuardReason]:
    reasons = []
    if _SECRET.search(text):
        reasons.append(GuardReason("secret"))
    told = words(text)
    own = {tuple(told[i : i + _SHINGLE_WORDS]) for i in range(len(told) - _SHINGLE_WORDS + 1)}
    if _WORKINGS.search(text) or any(own & _shingles(private) for private in context.private_texts):
        reasons.append(GuardReason("workings"))
    if names_in(text, context):
        reasons.append(GuardReason("other_business"))
    return reasons


def names_in(text: str, context: GuardContext) -> tuple[str, ...]:
    """Return the other businesses' names in a text that this business's own texts do not hold."""
    folded = strip_marks(text)
    said = [name for name in context.foreign_names if _names(folded, name)]
    own = [one.casefold() for one in context.business_texts] if said else []
    return tuple(name for name in said if not any(name.casefold() in one for one in own))


@lru_cache(maxsize=16)
def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    said = words(text)
    return frozenset(
        tuple(said[i : i + _SHINGLE_WORDS]) for i in range(len(said) - _SHINGLE_WORDS + 1)
    )


def _names(folded: str, name: str) -> bool:
    bare = strip_marks(name)
    return len(bare) > 3 and re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", folded) is not None


def _form(text: str, context: GuardContext) -> list[GuardReason]:
    reasons = []
    if context.max_chars and len(text) > context.max_chars:
        reasons.append(GuardReason("too_long", str(len(text))))
    if not _is_in_language(text, context):
        reasons.append(GuardReason("language", context.language))
    if _CARRIER_WORD.search(text):
        reasons.append(GuardReason("carrier_word"))
    folded = strip_marks(text)
    if _DENIES_AI.search(folded):
        reasons.append(GuardReason("denies_ai"))
    said = [phrase for phrase in context.never_say if phrase and strip_marks(phrase) in folded]
    if said:
        reasons.append(GuardReason("never_say", ", ".join(said)))
    return reasons


def _promised(text: str, context: GuardContext, evidence: Evidence) -> list[GuardReason]:
    """Return the promises nothing keeps; what the business itself says word for word is its own."""
    kinds: dict[str, None] = {}
    for sentence in sentences(text):
        found = promises(strip_marks(sentence), context.done)
        if found and not any(
            _overlap(mine, theirs) >= _SAME_WORDS
            for mine in statements_of(sentence)
            for theirs in evidence.statements
        ):
            kinds |= dict.fromkeys(found)
    return [GuardReason("promise", ", ".join(kinds))] if kinds else []


def _is_in_language(text: str, context: GuardContext) -> bool:
    bare = LINK.sub(" ", text)
    if not any(c.isalpha() for c in bare):
        return True
    if context.language == "ar":
        return context.is_latin_arabic or arabic_share(bare) >= 0.3
    if context.language not in ("en", "es"):
        return True
    if latin_share(bare) < 0.5:
        return False
    guess = detect(bare)
    # Two languages share many words: only a clear majority in a text of some length counts.
    is_clear = guess.margin >= 0.6 and len(words(bare)) >= 5
    return not (is_clear and guess.code != context.language)


def _addresses(text: str, context: GuardContext, evidence: Evidence) -> list[GuardReason]:
    reasons = []
    allowed = evidence.links | {bare_link(link) for link in context.links if link}
    bare_of_mail = EMAIL.sub(" ", text)
    links = [found[0] for found in LINK.finditer(bare_of_mail)]
    wrong = [link for link in links if not _is_allowed(bare_link(link), allowed)]
    if wrong:
        reasons.append(GuardReason("link", ", ".join(wrong)))
    mails = [found[0] for found in EMAIL.finditer(text)]
    if strange := [mail for mail in mails if mail.casefold() not in evidence.emails]:
        reasons.append(GuardReason("email", ", ".join(strange)))
    without = LINK.sub(" ", bare_of_mail)
    if unknown := phones_of(without) - evidence.phones:
        reasons.append(GuardReason("phone", ", ".join(sorted(unknown))))
    return reasons


def _is_allowed(link: str, allowed: frozenset[str] | set[str]) -> bool:
    """Tell whether a link is one of the allowed, or lies below one that names a whole path."""
    return any(link == own or link.startswith((f"{own}/", f"{own}?")) for own in allowed)


def _unfounded(text: str, context: GuardContext, evidence: Evidence) -> list[GuardReason]:
    theirs = {token for heard in context.lead_texts for token in _references(heard)}
    stated = unfounded(text, evidence, context.name, theirs)
    return [GuardReason("unfounded", "; ".join(stated))] if stated else []


def _figures(text: str, context: GuardContext, evidence: Evidence) -> list[GuardReason]:
    """Return the figures that stand nowhere.

    A word of letters and digits the lead wrote (an order number, a reference) may be repeated as
    a whole; only then are its digits no claim.
    """
    said = [figures_of(heard) for heard in (*context.lead_texts, *context.facts)]
    theirs = {token for heard in context.lead_texts for token in _references(heard)}
    # Numbers to call are judged as such, by ``_addresses``.
    rest = strip_marks(PHONE.sub(_blank_phone, LINK.sub(" ", EMAIL.sub(" ", text))))
    for token in sorted(theirs, key=len, reverse=True):
        rest = rest.replace(token, " ")
    known = evidence.values.union(*(figures.values for figures in said))
    times = evidence.times.union(*(figures.times for figures in said))
    wrong = []
    for match in reversed(times_in(rest)):
        hour = Decimal(match[1])
        is_bare_hour = not int(match[2] or 0) and hour in known and bool(readings(match))
        if not (readings(match) & times or is_bare_hour):
            wrong.append(match[0].strip())
        rest = rest[: match.start()] + " " * len(match[0]) + rest[match.end() :]
    scaled = {number.start: number.value for number in find_numbers(rest, with_words=False)}
    for match in _FIGURE.finditer(rest):
        value = scaled.get(match.start(), read_figure(match[0]))
        if value not in known:
            wrong.append(plain(value))
    return [GuardReason("number", ", ".join(wrong))] if wrong else []


def _references(text: str) -> set[str]:
    """Return the words of letters and digits: order numbers, references, number plates."""
    tokens = (token.strip(".:-") for token in _TOKEN.findall(strip_marks(text)))
    return {
        token
        for token in tokens
        if len(token) > 3 and any(c.isdigit() for c in token) and any(c.isalpha() for c in token)
    }


def _blank_phone(match: re.Match[str]) -> str:
    return " " if phones_of(match[0]) else match[0]


def _statements(text: str, evidence: Evidence) -> list[GuardReason]:
    """Return why a sentence that repeats one of the business's does not say the same.

    Its sense is turned, or it carries a figure that stands elsewhere but not in that sentence.
    """
    for mine in statements_of(text):
        near = [
            (share, theirs)
            for theirs in evidence.statements
            if (share := _overlap(mine, theirs)) >= _SAME_SENTENCE
        ]
        if not near:
            continue
        top = max(share for share, _ in near)
        best = [theirs for share, theirs in near if share == top]
        if all(theirs.is_negative != mine.is_negative for theirs in best):
            return [GuardReason("polarity", " ".join(sorted(best[0].words)))]
        # Not the lead's figures either: "yes, it costs 900" is the lead's guess, confirmed.
        if not any(theirs.bears(mine) for _, theirs in near):
            strange = ", ".join(plain(value) for value in sorted(mine.figures - best[0].values))
            return [GuardReason("number", strange or "the time of day")]
    return []


def _overlap(one: Statement, other: Statement) -> float:
    # Sets of very different size cannot be near; this spares most of the comparisons.
    small, large = sorted((len(one.words), len(other.words)))
    if small < large * _SAME_SENTENCE:
        return 0.0
    common = len(one.words & other.words)
    return common / (small + large - common)
