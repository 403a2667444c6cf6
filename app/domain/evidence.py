"""What stands in a set of texts, in a form that claims can be compared with.

Figures, links, phone numbers, mail addresses and short statements are taken out once and kept:
a tenant's knowledge changes rarely and is asked about in every turn. What is kept takes about 25
times the text's own room (measured: 23 to 30 bytes a character in English, Spanish and Arabic), so
it is bounded by characters, not by the number of texts.
"""

from __future__ import annotations

import re
import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from threading import Lock
from typing import Generic, TypeVar

from app.domain.numbers import find_numbers, loose_values
from app.domain.text import fold, strip_marks, word_set, words

K = TypeVar("K", bound=Hashable)

# The texts of ten clients with the longest knowledge that goes whole into a prompt.
_KEPT_CHARS = 800_000
# Each may begin only where a run of its letters begins: otherwise a long run is read once for
# every letter in it, and text is long when somebody wants it to be.
LINK = re.compile(
    r"(?<![a-z0-9.-])(?:https?://|www\.)[^\s<>\"')\]]+"
    r"|(?<![a-z0-9.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|io|co|me|ly|info|biz|app|dev|sa"
    r"|ae|es|mx|eg|uk|de|link|site|shop|store|online|xyz)\b(?:/[^\s<>\"')\]]*)?",
    re.IGNORECASE,
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w.])\+?\(?\d[\d\s().-]{6,}\d(?!\w)")
_MINIMUM_PHONE_DIGITS = 8
_SENTENCE = re.compile(r"(?<=[.!?؟])(?<!\b[DdMmSs]r\.)(?<!\bDra\.)(?<!\bMrs\.)\s+|\n+")
TIME = re.compile(
    r"(?<![\d:.,])(\d{1,2})(?::(\d{1,2})(?!\d))?(?:\s?(am|pm|a\.m\.?|p\.m\.?|صباحا|مساء|ص|م)(?!\w))?"
)
# "can't" and "cannot" keep their verb, so that they compare with "can".
_NOT = re.compile(r"(?<=ca)(n)(?:['’]t|not)\b|(?<=\w)()n['’]t\b", re.IGNORECASE)
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
    """What a draft may rest on; every set is folded."""

    values: frozenset[Decimal]
    times: frozenset[int]
    links: frozenset[str]
    emails: frozenset[str]
    phones: frozenset[str]
    statements: tuple[Statement, ...]


class _Shelf(Generic[K]):
    """Keeps the evidence of the texts used last, up to so many characters; safe from any thread."""

    def __init__(self, find: Callable[[K], Evidence], size_of: Callable[[K], int]) -> None:
        self._find: Callable[[K], Evidence] = find
        self._size_of: Callable[[K], int] = size_of
        self._kept: OrderedDict[K, tuple[Evidence, int]] = OrderedDict()
        self._chars = 0
        self._lock = Lock()

    def get(self, key: K) -> Evidence:
        """Return the evidence of a text, or of some."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found[0]
        evidence = self._find(key)
        size = self._size_of(key)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = (evidence, size)
                self._chars += size
            while self._chars > _KEPT_CHARS and len(self._kept) > 1:
                self._chars -= self._kept.popitem(last=False)[1][1]
        return evidence


def gather(texts: tuple[str, ...]) -> Evidence:
    """Return the evidence of some texts; kept, because a tenant's texts come again every turn."""
    return _of_many.get(texts)


def _gather(texts: tuple[str, ...]) -> Evidence:
    # Each text is kept by itself too: most of them outlive a change, and passages come and go.
    return _joined([_of_one.get(text) for text in texts if text])


def _joined(parts: Iterable[Evidence]) -> Evidence:
    values: set[Decimal] = set()
    times: set[int] = set()
    links: set[str] = set()
    emails: set[str] = set()
    phones: set[str] = set()
    statements: dict[Statement, None] = {}
    for part in parts:
        values |= part.values
        times |= part.times
        links |= part.links
        emails |= part.emails
        phones |= part.phones
        statements |= dict.fromkeys(part.statements)
    return Evidence(
        frozenset(values),
        frozenset(times),
        frozenset(links),
        frozenset(emails),
        frozenset(phones),
        tuple(statements),
    )


def _evidence(text: str) -> Evidence:
    figures = _figures(text)
    return Evidence(
        values=figures.values,
        times=figures.times,
        links=frozenset(bare_link(found[0]) for found in LINK.finditer(text)),
        emails=frozenset(found[0].casefold() for found in EMAIL.finditer(text)),
        phones=frozenset(phones_of(text)),
        statements=tuple(dict.fromkeys(statements_of(text))),
    )


_of_one = _Shelf[str](_evidence, len)
_of_many = _Shelf[tuple[str, ...]](_gather, lambda texts: sum(map(len, texts)))


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures and times of day of a text."""

    values: frozenset[Decimal]
    times: frozenset[int]


@lru_cache(maxsize=1024)
def figures_of(text: str) -> Figures:
    """Return what a text says in figures; kept, because a conversation is read every turn."""
    return _figures(text)


def _figures(text: str) -> Figures:
    times = frozenset(reading for match in times_in(text) for reading in readings(match))
    return Figures(frozenset(values_of(text)), times)


def values_of(text: str) -> set[Decimal]:
    """Return the figures of a text, scaled and bare, and the written ones."""
    return loose_values(text) | {number.value for number in find_numbers(text)}


def times_in(text: str) -> list[re.Match[str]]:
    """Return the times of day in a text: with minutes, or with a half of the day."""
    return [match for match in TIME.finditer(strip_marks(text)) if match[2] or match[3]]


def readings(match: re.Match[str]) -> set[int]:
    """Return the minutes of the day a written time may mean; none when there is no such time."""
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "")[:1]
    if hour > 23 or minute > 59 or (match[2] is not None and len(match[2]) == 1):
        return set()
    if half and hour > 12:
        return set()
    if half in ("p", "م"):
        return {(hour % 12 + 12) * 60 + minute}
    if half in ("a", "ص"):
        return {hour % 12 * 60 + minute}
    if hour > 12 or hour == 0:
        return {hour * 60 + minute}
    return {hour % 12 * 60 + minute, (hour % 12 + 12) * 60 + minute}


def bare_link(link: str) -> str:
    """Return a link without scheme, ``www.``, closing punctuation and case of the host."""
    bare = re.sub(r"^https?://", "", link.strip(), flags=re.IGNORECASE)
    host, slash, path = bare.rstrip(".,;:!?)").partition("/")
    return re.sub(r"^www\.", "", host.casefold()) + (slash + path).rstrip("/")


def phones_of(text: str) -> set[str]:
    """Return the digits of everything that looks like a phone number."""
    found = ("".join(c for c in match[0] if c.isdigit()) for match in PHONE.finditer(fold(text)))
    return {digits for digits in found if len(digits) >= _MINIMUM_PHONE_DIGITS}


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return _SENTENCE.split(text)


def statements_of(text: str) -> list[Statement]:
    """Return the sentences of a text as statements; those that tell too little are left out."""
    statements = []
    for sentence in sentences(text):
        if sentence.rstrip().endswith(("?", "؟")):
            continue
        said = words(_NOT.sub(lambda m: f"{m[1] or ''} not", sentence))
        telling = frozenset(said) - _EMPTY_WORDS - _NEGATIONS
        bare = frozenset(
            # The same words come again in every text: one string serves them all.
            sys.intern(word)
            for word in telling
            if not any(c.isdigit() for c in word)
        )
        if len(bare) >= 2:
            statements.append(_statement(bare, sentence, _denies(said)))
    return statements


def _statement(telling: frozenset[str], sentence: str, is_negative: bool) -> Statement:
    rest, times = strip_marks(sentence), []
    for match in reversed(times_in(sentence)):
        times.append(frozenset(readings(match)))
        rest = rest[: match.start()] + " " + rest[match.end() :]
    figures = frozenset(number.value for number in find_numbers(rest, with_words=False))
    values = frozenset(values_of(sentence))
    return Statement(telling, values, figures, tuple(times), is_negative)


def _denies(said: list[str]) -> bool:
    """Tell whether a sentence denies.

    An opening "no, … not …" denies once, not twice; "is not no …" does not deny.
    """
    body = said[1:] if said and said[0] in _OPENINGS else said
    denials = [i for i, word in enumerate(body) if word in _NEGATIONS]
    is_doubled = any(j - i == 1 for i, j in pairwise(denials))
    if denials:
        return not is_doubled
    return bool(said) and said[0] in ("no", "لا")


def telling_words(text: str) -> frozenset[str]:
    """Return the words of a text that carry meaning."""
    return frozenset(words(text)) - _EMPTY_WORDS
