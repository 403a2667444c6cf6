"""Whether a text says the opposite of what the business says, by meaning rather than word by word.

A clause is taken apart into what it speaks of (topics: stems without the words that only affirm),
its sense (a yes or a no, by the parity of what denies: "not", "without", "refuse", "closed"), what
kind of yes it is (there is, one must, it is open), and whether it says that something is free or
costs. Two clauses of the same topics and kind and of opposite sense contradict each other, unless
the business says the draft's sense elsewhere as near. An answer that is no more than a yes or a
no takes its topics from the question. English, Spanish and Arabic; a short list of common concepts
brings their words together, since the knowledge may be in another language than the reply.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from app.domain.polarity_words import (
    BARE,
    CLOSED,
    CONCEPTS,
    DENIES,
    FREE,
    INCLUDED,
    NEED,
    NO,
    OPEN,
    OPTIONAL,
    PAID,
    SPELLINGS,
    YES,
)
from app.domain.text import strip_marks

_CLAUSES = re.compile(
    r"[.!;:,،؛](?=\s)|\s-\s|[()]|\b(?:but|however|although|though|whereas|while|because|pero|aunque"
    r"|sin embargo|sino|porque)\b|(?<!\w)(?:لكن|ولكن|غير ان|لان|بينما)(?!\w)|\n+"
)
_EXCEPT = re.compile(
    r"\b(?:except(?:ing)?(?: for)?|excluding|other than|apart from|aside from|excepto|salvo"
    r"|menos los|a excepcion de)\b|(?<!\w)(?:ما عدا|باستثناء|عدا)(?!\w)"
)
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"(?<=[.!?؟])\s+|\n+")
# Whoever says "I" and "my" is not the business.
_GUEST = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Mm]i|[Yy]o|[Mm]yself)\b")
_GUEST_WORDS = 2
# "Some say the rooms were not clean" reports; it states nothing of its own.
_REPORTS = re.compile(
    r"\b(?:reviews?|reviewers?|guests?|customers?|diners?|visitors?|travell?ers?|people|some"
    r"|others?"
    r"|huespedes|clientes|opiniones|resenas|algunos|otros)\b.{0,40}?\b(?:said|says?|stat(?:e|es|ed)"
    r"|report\w*|describ\w+|complain\w*|felt|feels?|mention\w*|think|thought|not(?:es?|ed)"
    r"|call(?:s|ed)|loved?|consider\w*|dic(?:en|e)|mencionan|opinan)\b"
    r"|\breviews?\b|(?:يقول|ذكر|قال) (?:بعض|العملاء|الضيوف|الزوار)"
)
_SUFFIX = re.compile(r"(?:ations?|ments?|mente|ings?|ibles?|ables?|edly|ies|ers?|ed|ly|es|s)$")
_AR_PREFIX = re.compile(r"^(?:وال|بال|لل|ال|و)(?=\w{3})")
_AR_SUFFIX = re.compile(r"(?<=\w{3})(?:ات|ون|ين|ه|يه|نا|كم)$")
_ROOT_LETTERS = 7
_MOST_TOPICS = 12
# Of the draft's topics so many stand in the business's clause, and so many of that one's here.
_COVERED, _COVERING, _COVERING_ALONE = 0.5, 0.3, 0.7
_WHOLE, _COVERED_CLEARLY = 0.75, 0.6
_AS_NEAR = 0.2
# What stands in this share of the texts, and in so many, is the business's name.
_COMMON_SHARE, _COMMON_TEXTS = 0.3, 6


@dataclass(frozen=True, slots=True)
class Claim:
    """A clause: its topics, yes (True) or no, its kind ("", "need", "open"), free or not.

    ``charge`` is 1 when something is free, -1 when it costs, 0 when neither is said. ``is_heard``:
    a guest says it, not the business; such words bear a reply out but do not contradict it.
    ``is_answer``: it stands under a question, so its topics are all it speaks of. ``is_bare``: a
    yes or a no whose topics are the question's; ``is_loose``: an answer cut down to what was asked,
    which only such a bare one can contradict.
    """

    topics: tuple[str, ...]
    is_yes: bool
    kind: str = ""
    charge: int = 0
    is_heard: bool = False
    is_answer: bool = False
    is_bare: bool = False
    is_loose: bool = False


@lru_cache(maxsize=16384)
def root(word: str) -> str:
    """Return what a word has in common with its other forms; concepts by their English name."""
    if word in CONCEPTS:
        return CONCEPTS[word]
    if "\u0600" <= word[0] <= "\u06ff":
        bare = _AR_PREFIX.sub("", word)
        return CONCEPTS.get(bare) or _AR_SUFFIX.sub("", bare)
    cut = _SUFFIX.sub("", word) if len(word) > 4 else word.rstrip("s") or word
    return (cut if len(cut) >= 3 else word)[:_ROOT_LETTERS].rstrip("aeiouy") or word


def claims_of(text: str) -> list[Claim]:
    """Return the claims of a text; a bare yes or no under a question takes the question's topics.

    A text that begins with questions (an FAQ with all its ways to ask) is answered by the rest.
    """
    claims: list[Claim] = []
    asked: Claim | None = None
    is_heard = len(_GUEST.findall(text)) >= _GUEST_WORDS
    for sentence in _SENTENCE.split(text):
        if sentence.rstrip().endswith(("?", "؟")):
            asked = asked or question_of(sentence)
            continue
        found = claims_in(sentence, asked)
        if asked is not None and not claims:
            # Whatever the answer adds, it says yes or no to what was asked.
            told = (one for one in found if one.kind == asked.kind)
            found += [
                replace(one, topics=asked.topics, is_loose=True)
                for one in told
                if set(asked.topics) < set(one.topics)
            ]
        claims += [replace(one, is_heard=is_heard, is_answer=asked is not None) for one in found]
    return claims


def question_of(text: str) -> Claim | None:
    """Return what a question asks, as the claim that a yes would make; None when it denies."""
    said = _WORD.findall(_spelled_alike(text))
    topics = _topics(said)
    if not topics or len(topics) > _MOST_TOPICS or DENIES & set(said):
        return None
    return Claim(topics, not CLOSED & set(said), _kind(said), _charge(said, 0))


def claims_in(sentence: str, asked: Claim | None = None) -> list[Claim]:
    """Return the claims of one sentence that states; ``asked`` is the question it answers."""
    found: list[Claim] = []
    for clause in _CLAUSES.split(_spelled_alike(sentence)):
        main, *exceptions = _EXCEPT.split(clause)
        claim = _claim(main, asked)
        if claim is not None:
            found.append(claim)
            # "Every day except Friday": not on Friday.
            found += [
                Claim(topics, not claim.is_yes, claim.kind)
                for part in exceptions
                if (topics := _topics(_WORD.findall(part)))
            ]
    return found


def topics_of(text: str) -> tuple[str, ...]:
    """Return what a text speaks of: roots of the words that tell something, each once."""
    return _topics(_WORD.findall(_spelled_alike(text)))


def clauses_of(sentence: str) -> list[str]:
    """Return the clauses of a sentence, stripped of marks."""
    return _CLAUSES.split(strip_marks(sentence))


def _spelled_alike(text: str) -> str:
    plain = strip_marks(text)
    for hint, pattern, spelling in SPELLINGS:
        if any(one in plain for one in hint):
            plain = pattern.sub(spelling, plain)
    return plain


def _topics(said: Iterable[str]) -> tuple[str, ...]:
    # A tuple takes a quarter of a set's room, and much is kept.
    found = dict.fromkeys(
        sys.intern(root(word))
        for word in said
        if word not in _NOT_TOPICS and len(word) > 1 and not word[0].isdigit()
    )
    return tuple(sorted(found))


_NOT_TOPICS = BARE | DENIES | CLOSED | OPEN | NEED | OPTIONAL | FREE | PAID | INCLUDED | YES | NO


def _claim(clause: str, asked: Claim | None) -> Claim | None:
    said = _WORD.findall(clause)
    if not said:
        return None
    opening = said[0] if said[0] in YES or said[0] in NO else ""
    topics = _topics(said)
    if len(topics) > _MOST_TOPICS:
        return None
    body = said[1:] if opening else said
    denials = sum(word in DENIES for word in body)
    if not denials and opening in NO:
        denials = 1 if opening else 0
    if not topics:
        # "Yes, we do", "no, sorry": only with a question before it.
        return _answer(asked, denials) if opening or denials else None
    is_closed = any(word in CLOSED for word in body)
    is_optional = any(word in OPTIONAL for word in body)
    is_yes = (denials + is_closed + is_optional) % 2 == 0
    return Claim(topics, is_yes, _kind(body), _charge(body, denials))


def _answer(asked: Claim | None, denials: int) -> Claim | None:
    if asked is None:
        return None
    if denials % 2 == 0:
        return replace(asked, is_bare=True)
    return replace(asked, is_yes=not asked.is_yes, charge=-asked.charge, is_bare=True)


def _kind(said: list[str]) -> str:
    told = set(said)
    if told & NEED or told & OPTIONAL:
        return "need"
    return "open" if told & (OPEN | CLOSED) else ""


def _charge(said: list[str], denials: int) -> int:
    told = set(said)
    is_free, is_paid = bool(told & (FREE | INCLUDED)), bool(told & PAID)
    if is_free == is_paid:
        return 0
    charge = 1 if is_free else -1
    return -charge if denials % 2 else charge


class Index:
    """The claims of the business, found by topic."""

    def __init__(self, texts: Iterable[tuple[Claim, ...]]) -> None:
        """Keep the claims of some texts; each once, without what most texts name."""
        told = tuple(texts)
        self._common = _common(told)
        self._claims = tuple(dict.fromkeys(claim for claims in told for claim in claims))
        self._sizes = [len(self._telling(claim.topics)) for claim in self._claims]
        self._by_topic: dict[str, list[int]] = {}
        for number, claim in enumerate(self._claims):
            for topic in self._telling(claim.topics):
                self._by_topic.setdefault(topic, []).append(number)

    def _telling(self, topics: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(topic for topic in topics if topic not in self._common)

    def near(self, topics: tuple[str, ...]) -> list[tuple[float, Near]]:
        """Return the claims that speak of the same, each with how near it is, 0 to 1."""
        telling = self._telling(topics)
        shared: dict[int, int] = {}
        for topic in telling:
            for number in self._by_topic.get(topic, ()):
                shared[number] = shared.get(number, 0) + 1
        found = []
        for number, count in shared.items():
            claim = self._claims[number]
            covered, covering = count / len(telling), count / self._sizes[number]
            least = _COVERING if claim.is_answer else _COVERING_ALONE
            if covered >= _COVERED and covering >= least:
                found.append(((covered + covering) / 2, Near(claim, covered, covering)))
        return found


@dataclass(frozen=True, slots=True)
class Near:
    """A claim of the business and what it shares with one of a draft.

    ``covered`` is the share of the draft's topics that it has, ``covering`` of its own.
    """

    claim: Claim
    covered: float
    covering: float

    def turns(self, mine: Claim) -> bool:
        """Tell whether it denies what the draft affirms, or the other way round.

        That there is no covered parking does not deny parking; that there is covered parking does
        deny that there is none. So what denies must be spoken of whole by the other.
        """
        if self.claim.is_heard or _agree(mine, self.claim):
            return False
        if self.claim.is_loose and not mine.is_bare:
            return False
        if not mine.is_yes:
            return self.covered >= _WHOLE
        least = _COVERED if mine.kind == "open" else _COVERED_CLEARLY
        whole = _COVERED_CLEARLY if mine.is_bare else _WHOLE
        return self.covering >= whole and self.covered >= least


def _common(texts: tuple[tuple[Claim, ...], ...]) -> frozenset[str]:
    """Return what is named everywhere: the business itself, which tells nothing."""
    counts: dict[str, int] = {}
    for claims in texts:
        for topic in {topic for claim in claims for topic in claim.topics}:
            counts[topic] = counts.get(topic, 0) + 1
    least = max(_COMMON_TEXTS, _COMMON_SHARE * len(texts))
    return frozenset(topic for topic, count in counts.items() if count >= least)


def contradicted(sentence: str, index: Index, asked: str = "") -> str:
    """Return the topics in which a sentence says the opposite of the business, or nothing.

    Args:
        sentence: one that states.
        asked: the lead's question that it answers, if any.
    """
    if _REPORTS.search(strip_marks(sentence)):
        return ""
    for claim in claims_in(sentence, question_of(asked) if asked else None):
        near = index.near(claim.topics)
        if _is_turned(claim, near) or _is_charged(claim, near):
            return " ".join(sorted(claim.topics))
    return ""


def _is_turned(claim: Claim, near: list[tuple[float, Near]]) -> bool:
    alike = [(share, one) for share, one in near if one.claim.kind == claim.kind]
    same = [share for share, one in alike if _agree(claim, one.claim)]
    turned = [share for share, one in alike if one.turns(claim)]
    return bool(turned) and max(same, default=0.0) < max(turned) - _AS_NEAR


def _agree(claim: Claim, theirs: Claim) -> bool:
    # "Not free" is no "no": whether it costs is compared by itself.
    if claim.charge and theirs.charge:
        return True
    return claim.is_yes == theirs.is_yes


def _is_charged(claim: Claim, near: list[tuple[float, Near]]) -> bool:
    if not claim.charge:
        return False
    told = [(share, one.claim) for share, one in near if one.claim.charge]
    same = max((share for share, one in told if one.charge == claim.charge), default=0.0)
    turned = max(
        (share for share, one in told if one.charge != claim.charge and not one.is_heard),
        default=0.0,
    )
    return turned > 0 and same < turned - _AS_NEAR
