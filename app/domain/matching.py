"""Which approved question a lead's words come closest to, and how surely, without any model.

Texts are compared as sets of words and of character 3- to 5-grams inside words, each weighted by
how rare it is among the tenant's own entries; the character side carries Arabic dialects and
misspellings. A lead's question is compared with the entry's question, each of its lines being
one way to ask, and more lightly with its answer.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.domain.prompt import inlined
from app.domain.tenant import Faq
from app.domain.text import grams, word_set, words

_STOP = word_set(
    "a an the is are was be am do does did i me my you your we our us it its of to in on at for by",
    "and or with that this there please can could would will hi hello hey thanks thank so just if",
    "el la los las un una unos es son de del en y o que me mi su se lo por para con al hola",
    "في من على الى عن هل ان انا يا مع هذا هذه لي او ثم قد كان ال لو سمحت مرحبا السلام عليكم",
)
_WORD_SHARE = 0.55
_ANSWER_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Match:
    """The closest entry. ``score`` and ``margin`` (to the second) are 0 to 1; ``known`` is the
    share of the question's telling words that stand anywhere in the tenant's entries."""

    faq: Faq
    score: float
    margin: float
    known: float


@dataclass(frozen=True, slots=True)
class _Vector:
    words: dict[str, float]
    grams: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Index:
    idf: dict[str, float]
    rare: float
    asked: tuple[tuple[_Vector, ...], ...]
    answered: tuple[_Vector, ...]


def best_match(question: str, faqs: Sequence[Faq]) -> Match | None:
    """Return the entry closest to a question, or None when nothing is shared at all."""
    entries = inlined(faqs)
    if not entries:
        return None
    index = _index(entries)
    asked = _vector(question, index.idf, index.rare)
    if not asked.words:
        return None
    scores = [
        max(_similarity(asked, way) for way in ways) * (1 - _ANSWER_SHARE)
        + _similarity(asked, answer) * _ANSWER_SHARE
        for ways, answer in zip(index.asked, index.answered, strict=True)
    ]
    order = sorted(range(len(scores)), key=lambda i: -scores[i])
    top = order[0]
    if scores[top] <= 0:
        return None
    second = scores[order[1]] if len(order) > 1 else 0.0
    known = sum(weight**2 for word, weight in asked.words.items() if word in index.idf)
    return Match(entries[top], scores[top], scores[top] - second, known)


@lru_cache(maxsize=64)
def _index(entries: tuple[Faq, ...]) -> _Index:
    seen: Counter[str] = Counter()
    for faq in entries:
        telling = _telling(f"{faq.question}\n{faq.answer}")
        seen.update(set(telling) | {gram for word in telling for gram in grams(word)})
    size = len(entries)
    idf = {key: math.log(1 + (size - n + 0.5) / (n + 0.5)) for key, n in seen.items()}
    rare = math.log(1 + (size + 0.5) / 0.5)
    return _Index(
        idf,
        rare,
        tuple(
            tuple(_vector(way, idf, rare) for way in faq.question.splitlines() or [""])
            for faq in entries
        ),
        tuple(_vector(faq.answer, idf, rare) for faq in entries),
    )


def _telling(text: str) -> list[str]:
    said = words(text)
    return [word for word in said if word not in _STOP] or said


def _vector(text: str, idf: dict[str, float], rare: float) -> _Vector:
    telling = _telling(text)
    return _Vector(
        _unit(Counter(telling), idf, rare),
        _unit(Counter(gram for word in telling for gram in grams(word)), idf, rare),
    )


def _unit(counts: Counter[str], idf: dict[str, float], rare: float) -> dict[str, float]:
    weights = {key: (1 + math.log(n)) * idf.get(key, rare) for key, n in counts.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {key: weight / length for key, weight in weights.items()}


def _similarity(one: _Vector, other: _Vector) -> float:
    by_words = _dot(one.words, other.words)
    return _WORD_SHARE * by_words + (1 - _WORD_SHARE) * _dot(one.grams, other.grams)


def _dot(one: dict[str, float], other: dict[str, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[key] for key, weight in one.items() if key in other)
