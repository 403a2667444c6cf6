"""How much of a text the simulated salesperson understands: little, but honestly.

English, Spanish and Arabic by script and stop words; similarity by shared words and letter
triples; numbers, yes and no, options and words of time. Whatever is not covered is not understood,
and then says so: the double must not look cleverer than a keyword matcher is.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.world.prompt import Asked, Known
from app.world.words import (
    MONEY,
    NEGATIVE,
    NUMBER_WORDS,
    PERSON,
    POSITIVE,
    QUESTION_WORDS,
    SCALES,
    STOPWORDS,
    TIME_WORDS,
    WHO_ARE_YOU,
)

_WORD = re.compile(r"\w+", re.UNICODE)
_SENTENCE = re.compile(r"(?<=[.!?؟])\s+|\n+")
_NUMBER = re.compile(
    r"(\d+(?:[.,]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?)"
    r"(?:\s*(k|m|mil|thousand|million|millones|millon|الف|الاف|مليون)\b)?"
)
_ARABIC_LETTERS = str.maketrans("أإآىة٠١٢٣٤٥٦٧٨٩", "ااايه0123456789")
TOKEN = re.compile(r"\[q[0-9a-f]{5}-\d+-\d+\]")


def normalise(text: str) -> str:
    """Return a text in lower case without accents, vowel signs and Arabic letter variants."""
    text = text.translate(_ARABIC_LETTERS)
    bare = "".join(
        char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)
    )
    return bare.casefold()


def _stem(word: str) -> str:
    if "\u0600" <= word[0] <= "\u06ff":
        for prefix in ("وال", "بال", "لل", "ال"):
            if word.startswith(prefix) and len(word) > len(prefix) + 2:
                return word[len(prefix) :]
        return word
    for ending in ("ing", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """Return the stems of a text's meaningful words."""
    return tuple(_stem(w) for w in _WORD.findall(normalise(text)) if w not in STOPWORDS)


@lru_cache(maxsize=4096)
def language_of(text: str) -> str | None:
    """Return ``en``, ``es`` or ``ar``, or None when nothing tells."""
    if any("\u0600" <= char <= "\u06ff" for char in text):
        return "ar"
    found = set(_WORD.findall(normalise(text)))
    spanish = len(found & STOPWORDS_ES) + 2 * any(char in text for char in "¿¡ñÑ")
    english = len(found & STOPWORDS_EN)
    if spanish == english:
        return None
    return "es" if spanish > english else "en"


STOPWORDS_ES = frozenset(w for w, language in STOPWORDS.items() if language == "es")
STOPWORDS_EN = frozenset(w for w, language in STOPWORDS.items() if language == "en")


@lru_cache(maxsize=8192)
def _triples(text: str) -> Counter[str]:
    padded = f" {' '.join(words_of(text))} "
    return Counter(padded[i : i + 3] for i in range(len(padded) - 2))


def similarity(a: str, b: str) -> float:
    """Return how alike two texts are by their letter triples, 0 to 1."""
    left, right = _triples(a), _triples(b)
    size = sum(left.values()) + sum(right.values())
    return 2 * sum((left & right).values()) / size if size else 0.0


def best_known(text: str, knowledge: Sequence[Known]) -> tuple[Known, float] | None:
    """Return the piece of knowledge that fits a text best, with its fit from 0 to 1."""
    asked = set(words_of(text))
    if not asked or not knowledge:
        return None
    bags = [set(words_of(f"{k.question} {k.answer}")) for k in knowledge]
    spread = Counter(word for bag in bags for word in bag)
    weight = {w: math.log(1 + len(bags) / (1 + spread.get(w, 0))) + 0.1 for w in asked}
    total = sum(weight.values())

    def fit(known: Known, bag: set[str]) -> float:
        in_question = bag if known.is_chunk else set(words_of(known.question)) or bag
        shared = sum(weight[w] * (1.0 if w in in_question else 0.6) for w in asked & bag)
        like = gist(text, known) if known.is_chunk else known.question or known.answer
        return 0.65 * shared / total + 0.35 * similarity(text, like)

    scored = [(fit(k, bag), k) for k, bag in zip(knowledge, bags, strict=True)]
    score, known = max(scored, key=lambda pair: pair[0])
    return known, score


def gist(text: str, known: Known) -> str:
    """Return what a piece of knowledge says to a text: an answer whole, of a piece one sentence."""
    sentences = [one.strip() for one in _SENTENCE.split(known.answer) if one.strip()]
    if not known.is_chunk or len(sentences) < 2:
        return known.answer
    asked = set(words_of(text))
    return max(sentences, key=lambda one: (len(asked & set(words_of(one))), similarity(text, one)))


def is_question(text: str) -> bool:
    """Tell whether a text asks something."""
    found = _WORD.findall(normalise(text))
    return "?" in text or "؟" in text or bool(found and found[0] in QUESTION_WORDS)


def _says(text: str, phrases: Sequence[str]) -> bool:
    plain = f" {' '.join(_WORD.findall(normalise(text)))} "
    return any(f" {phrase} " in plain for phrase in phrases)


def wants_person(text: str) -> bool:
    """Tell whether a lead asks for a human being."""
    return _says(text, PERSON)


def asks_who(text: str) -> bool:
    """Tell whether a lead asks if this is a machine."""
    return _says(text, WHO_ARE_YOU)


@dataclass(frozen=True, slots=True)
class Heard:
    """A value found in a text, and the words it came from."""

    value: float | bool | str
    quote: str  # Copied from the text, so that it can be found there again.


def _number(text: str) -> Heard | None:
    plain = normalise(TOKEN.sub(" ", text))
    best: float | None = None
    for digits, scale in _NUMBER.findall(plain):
        value = _read_digits(digits) * SCALES.get(scale, 1)
        if best is None or value > best:
            best = value
    if best is not None:
        return Heard(best, clean(text))
    for word in _WORD.findall(plain):
        if word in NUMBER_WORDS:
            return Heard(float(NUMBER_WORDS[word]), clean(text))
    return None


def _read_digits(digits: str) -> float:
    # A last group of exactly three digits is a thousand: 1.500 and 1,500 are the same wish.
    if re.fullmatch(r"\d+(?:[.,]\d{3})+", digits):
        return float(re.sub(r"[.,]", "", digits))
    return float(re.sub(r"[.,](?=.*[.,])", "", digits).replace(",", "."))


def clean(text: str) -> str:
    """Return a text without correlation tokens and outer blanks."""
    return TOKEN.sub("", text).strip()


def _option(text: str, options: Sequence[tuple[str, str]]) -> Heard | None:
    said = set(words_of(text))
    best, best_share = "", 0.0
    for value, label in options:
        for name in (value.replace("_", " "), label):
            wanted = set(words_of(name))
            share = len(said & wanted) / len(wanted) if wanted else 0.0
            if share > best_share:
                best, best_share = value, share
    return Heard(best, clean(text)) if best_share >= 0.5 else None


def answer_to(asked: Asked, text: str) -> Heard | None:
    """Return what a text says to a criterion that was asked, or None."""
    kind = asked.kind
    if kind == "choice" or (asked.options and kind not in ("range", "budget", "number")):
        return _option(text, asked.options)
    if kind in ("range", "budget", "number"):
        return _number(text)
    if kind in ("yes_no", "boolean"):
        return _yes_or_no(text)
    if kind == "date":
        found = set(_WORD.findall(normalise(text)))
        is_time = bool(found & TIME_WORDS) or bool(_NUMBER.search(normalise(clean(text))))
        return Heard(clean(text), clean(text)) if is_time else None
    if is_question(text) or not words_of(text) or len(text) > 120:
        return None
    return Heard(clean(text), clean(text))


def _yes_or_no(text: str) -> Heard | None:
    found = set(_WORD.findall(normalise(text)))
    is_yes, is_no = bool(found & POSITIVE), bool(found & NEGATIVE)
    return Heard(is_yes, clean(text)) if is_yes != is_no else None


def volunteered(asked: Asked, text: str) -> Heard | None:
    """Return what a text says to a criterion nobody asked about, or None: only what is plain."""
    if asked.kind == "budget" or (asked.kind == "range" and "budget" in asked.id):
        is_money = any(sign in text for sign in "$€£") or bool(set(words_of(text)) & MONEY)
        return _number(text) if is_money else None
    if asked.kind != "choice":
        return None
    plain = f" {' '.join(words_of(text))} "
    for value, label in asked.options:
        names = [" ".join(words_of(name)) for name in (label, value.replace("_", " "))]
        if any(name and f" {name} " in plain for name in names):
            return Heard(value, clean(text))
    return None
