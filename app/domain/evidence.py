"""What stands in a set of texts, in a form that claims can be compared with.

Figures and what they count, days, links, phone numbers, addresses, words and statements are taken
out once and kept: a tenant's knowledge changes rarely and is asked about in every turn. What is
kept takes many times the text's own room (measured: 60 to 100 bytes a letter), so it is bounded by
characters, not by the number of texts.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from math import ceil
from typing import TypeVar

from app.domain.addresses import EMAIL as EMAIL
from app.domain.addresses import LINK as LINK
from app.domain.addresses import bare_link as bare_link
from app.domain.addresses import emails_in, links_in, spoken_phones, streets_in
from app.domain.calendar_words import Calendar, calendar_of
from app.domain.gifts import free_topics
from app.domain.kept import Shelf
from app.domain.numbers import find_numbers, loose_values
from app.domain.payments import accounts_in
from app.domain.polarity import Claim, Index, claims_of
from app.domain.spelled import has_number_words, in_digits
from app.domain.text import strip_marks, word_set, words
from app.domain.units import amounts_in, priced_in, rates_in

T = TypeVar("T")

# The texts of four clients with the longest knowledge that goes whole into a prompt.
_KEPT_CHARS = 320_000
# Of a statement's words so many stand in a sentence that says it too.
_TOLD = 0.75
_DIGIT = re.compile(r"\d")
_SNAKE = re.compile(r"(?<![a-z_])[a-z]+(?:_[a-z]+)+")
_SENTENCE = re.compile(r"(?<=[.!?؟])(?<!\b[DdMmSs]r\.)(?<!\bDra\.)(?<!\bMrs\.)\s+|\n+")
TIME = re.compile(
    r"(?<![\d:.,])(\d{1,2})(?::(\d{1,2})(?!\d))?(?:\s?(am|pm|a\.m\.?|p\.m\.?|صباحا|مساء|ظهرا"
    r"|عصرا|ليلا|ص|م"
    r"|in the (?:morning|afternoon|evening)|at night|de la (?:manana|tarde|noche))(?!\w))?"
)
_MORNINGS = frozenset({"am", "a.m", "a.m.", "صباحا", "ص", "in the morning", "de la manana"})
# "can't" and "cannot" keep their verb, so that they compare with "can".
_NOT = re.compile(r"(?<=ca)(n)(?:['’]t|not)\b|(?<=\w)()n['’]t\b", re.IGNORECASE)
_ANSWERS_NO = re.compile(r"\W*(?:no|لا|كلا)\s*[,،;.!:-]", re.IGNORECASE)
_OPENINGS = frozenset({"no", "yes", "si", "لا", "نعم"})
_NEGATIONS = word_set(
    "no not cannot never without nor neither none isnt arent doesnt dont wont cant didnt wasnt",
    "werent hasnt havent unavailable nunca sin tampoco ni ningun ninguna",
    "لا ليس ليست لم لن غير بدون مو مش ما",
)
_EMPTY_WORDS = word_set(
    "a an the is are be was were do does did has have had it its there this that and or of for to",
    "in on at by with you we our your they any yes please also",
    "el la los las un una es son hay de del en y o que su se si",
    "نعم هو هي في من على الى و",
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence: its telling words without figures, what it says in figures, if it denies.

    ``values`` are all readings of its figures, ``figures`` those outside times as they are meant,
    ``times`` the readings of each time of day.
    """

    words: frozenset[str]
    values: frozenset[Decimal]
    figures: frozenset[Decimal]
    times: tuple[frozenset[int], ...]
    is_negative: bool

    def bears(self, other: Statement) -> bool:
        """Tell whether every figure and time of another sentence stands in this one."""
        times = frozenset[int]().union(*self.times)
        return other.figures <= self.values and all(
            bool(readings & times) or any(Decimal(m // 60) in self.values for m in readings)
            for readings in other.times
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a draft may rest on; every set is folded.

    ``amounts`` are figures with what they count, ``priced`` bare ones that may be prices, ``rates``
    prices by the hour and the like, ``vocabulary`` all words (and "%" when a share is named),
    ``snakes`` those with an underscore inside, ``streets`` the names of streets, ``accounts`` the
    numbers of bank accounts, ``free`` the topics of what is free; ``by_size`` are the statements by
    the count of their words, ``index`` finds what is claimed.
    """

    values: frozenset[Decimal]
    times: frozenset[int]
    amounts: frozenset[tuple[Decimal, str]]
    priced: frozenset[tuple[Decimal, str]]
    rates: frozenset[tuple[Decimal, str]]
    calendar: Calendar
    links: frozenset[str]
    emails: frozenset[str]
    phones: frozenset[str]
    streets: frozenset[str]
    accounts: frozenset[str]
    free: frozenset[str]
    vocabulary: frozenset[str]
    snakes: frozenset[str]
    statements: tuple[Statement, ...]
    by_size: dict[int, list[Statement]]
    index: Index

    def near(self, mine: Statement, share: float) -> list[tuple[float, Statement]]:
        """Return the statements that have at least such a share of words in common with one."""
        found = []
        size = len(mine.words)
        # Sets of very different size cannot be near; this spares most of the comparisons.
        for other in range(ceil(size * share), int(size / share) + 1):
            for theirs in self.by_size.get(other, ()):
                common = len(mine.words & theirs.words)
                if common >= share * (size + other - common):
                    found.append((common / (size + other - common), theirs))
        return found

    def told_with(self, mine: Statement) -> set[Decimal]:
        """Return the figures of the statements that a sentence says whole beside another one."""
        found: set[Decimal] = set()
        for theirs in self.statements:
            if theirs.figures and len(theirs.words & mine.words) >= _TOLD * len(theirs.words):
                found |= theirs.figures
        return found


@dataclass(frozen=True, slots=True)
class _Part:
    """What one text gives."""

    figures: Figures
    links: frozenset[str]
    emails: frozenset[str]
    phones: frozenset[str]
    streets: frozenset[str]
    accounts: frozenset[str]
    free: frozenset[str]
    vocabulary: tuple[str, ...]
    snakes: frozenset[str]
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]


def gather(texts: tuple[str, ...]) -> Evidence:
    """Return the evidence of some texts; kept, because a tenant's texts come again every turn."""
    return _of_many.get(texts)


def _gather(texts: tuple[str, ...]) -> Evidence:
    # Each text is kept by itself too: most of them outlive a change, and passages come and go.
    parts = [_of_one.get(text) for text in texts if text]
    calendar = Calendar()
    for part in parts:
        calendar |= part.figures.calendar
    statements = tuple(dict.fromkeys(one for part in parts for one in part.statements))
    by_size: dict[int, list[Statement]] = {}
    for statement in statements:
        by_size.setdefault(len(statement.words), []).append(statement)
    amounts = _union(part.figures.amounts for part in parts)
    shares = ("%",) if any(unit == "%" for _, unit in amounts) else ()
    return Evidence(
        values=_union(part.figures.values for part in parts),
        times=_union(part.figures.times for part in parts),
        amounts=amounts,
        priced=_union(part.figures.priced for part in parts),
        rates=_union(part.figures.rates for part in parts),
        calendar=calendar,
        links=_union(part.links for part in parts),
        emails=_union(part.emails for part in parts),
        phones=_union(part.phones for part in parts),
        streets=_union(part.streets for part in parts),
        accounts=_union(part.accounts for part in parts),
        free=_union(part.free for part in parts),
        vocabulary=frozenset((*shares, *(word for part in parts for word in part.vocabulary))),
        snakes=_union(part.snakes for part in parts),
        statements=statements,
        by_size=by_size,
        index=Index(part.claims for part in parts),
    )


def _union(sets: Iterable[frozenset[T]]) -> frozenset[T]:
    return frozenset().union(*sets)


def _evidence(text: str) -> _Part:
    return _Part(
        figures=_figures(text),
        links=frozenset(bare_link(link) for link in links_in(text)),
        emails=frozenset(mail.casefold() for mail in emails_in(text)),
        phones=frozenset(spoken_phones(text)),
        streets=frozenset(streets_in(text)),
        accounts=frozenset(accounts_in(text)),
        free=free_topics(text),
        vocabulary=tuple(dict.fromkeys(map(sys.intern, words(text)))),
        snakes=frozenset(_SNAKE.findall(text)),
        statements=tuple(dict.fromkeys(statements_of(text))),
        claims=tuple(dict.fromkeys(claims_of(text))),
    )


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a text, what they count, its times of day and its days."""

    values: frozenset[Decimal]
    times: frozenset[int]
    amounts: frozenset[tuple[Decimal, str]]
    priced: frozenset[tuple[Decimal, str]]
    rates: frozenset[tuple[Decimal, str]]
    calendar: Calendar


@lru_cache(maxsize=1024)
def figures_of(text: str) -> Figures:
    """Return what a text says in figures; kept, because a conversation is read every turn."""
    return _figures(text)


def _figures(text: str) -> Figures:
    digits = in_digits(text, is_claim=False)
    times = frozenset(
        reading
        for written in dict.fromkeys((text, digits))
        for match in times_in(written)
        for reading in readings(match)
    )
    counted = amounts_in(digits)
    # What is part of a time of day ("8:30") counts nothing.
    spans = [(match.start(), match.end()) for match in times_in(digits)]
    whole = [one for one in counted if not any(start <= one.start < end for start, end in spans)]
    values = values_of(text) | {one.value for one in counted}
    return Figures(
        values=frozenset(values),
        times=times,
        amounts=frozenset((one.value, one.unit) for one in whole),
        priced=frozenset(priced_in(whole)),
        rates=frozenset(rates_in(digits)),
        calendar=calendar_of(text),
    )


def values_of(text: str) -> set[Decimal]:
    """Return the figures of a text, scaled and bare, and the written ones."""
    return loose_values(text) | {number.value for number in find_numbers(text)}


def times_in(text: str) -> list[re.Match[str]]:
    """Return the times of day in a text: with minutes, or with a half of the day."""
    return [match for match in TIME.finditer(strip_marks(text)) if match[2] or match[3]]


def readings(match: re.Match[str]) -> set[int]:
    """Return the minutes of the day a written time may mean; none when there is no such time."""
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3] or ""
    if hour > 23 or minute > 59 or (match[2] is not None and len(match[2]) == 1):
        return set()
    if half and hour > 12:
        return set()
    if half in _MORNINGS:
        return {hour % 12 * 60 + minute}
    if half:
        return {(hour % 12 + 12) * 60 + minute}
    if hour > 12 or hour == 0:
        return {hour * 60 + minute}
    return {hour % 12 * 60 + minute, (hour % 12 + 12) * 60 + minute}


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return _SENTENCE.split(text)


def statements_of(text: str) -> list[Statement]:
    """Return the sentences of a text as statements; those that tell too little are left out."""
    statements = []
    for sentence in sentences(text):
        if sentence.rstrip().endswith(("?", "؟")):
            continue
        # "The age of three" is a figure as much as "3".
        sentence = in_digits(sentence)
        said = words(_NOT.sub(lambda m: f"{m[1] or ''} not", sentence))
        telling = frozenset(said) - _EMPTY_WORDS - _NEGATIONS
        bare = frozenset(
            # The same words come again in every text: one string serves them all.
            sys.intern(word)
            for word in telling
            if word.isalpha() or not any(map(str.isdigit, word))
        )
        if len(bare) >= 2:
            is_answer = bool(_ANSWERS_NO.match(sentence))
            statements.append(_statement(bare, sentence, _denies(said, is_answer)))
    return statements


def _statement(telling: frozenset[str], sentence: str, is_negative: bool) -> Statement:
    if not (_DIGIT.search(sentence) or has_number_words(sentence)):
        return Statement(telling, frozenset(), frozenset(), (), is_negative)
    rest, times = strip_marks(sentence), []
    for match in reversed(times_in(sentence)):
        times.append(frozenset(readings(match)))
        rest = rest[: match.start()] + " " + rest[match.end() :]
    figures = frozenset(number.value for number in find_numbers(rest, with_words=False))
    values = frozenset(values_of(sentence))
    return Statement(telling, values, figures, tuple(times), is_negative)


def _denies(said: list[str], is_answer: bool) -> bool:
    """Tell whether a sentence denies.

    An opening "no, … not …" denies once, not twice; "is not no …" does not deny. "No, it is free"
    (``is_answer``) denies what was asked, and not what it says itself; "no lift is there" does.
    """
    body = said[1:] if said and said[0] in _OPENINGS else said
    denials = [i for i, word in enumerate(body) if word in _NEGATIONS]
    is_doubled = any(j - i == 1 for i, j in pairwise(denials))
    if denials:
        return not is_doubled
    return bool(said) and said[0] in ("no", "لا") and not is_answer


def telling_words(text: str) -> frozenset[str]:
    """Return the words of a text that carry meaning."""
    return frozenset(words(text)) - _EMPTY_WORDS


_of_one: Shelf[str, _Part] = Shelf(_evidence, len, _KEPT_CHARS)
_of_many: Shelf[tuple[str, ...], Evidence] = Shelf(
    _gather, lambda texts: sum(map(len, texts)), _KEPT_CHARS
)
