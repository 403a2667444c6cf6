"""Which of some questions means the same as another one: for grouping what found no answer.

Questions are short, so they are compared as sets: their telling words by stem (and by synonym),
and the character n-grams of these words. Two that share most of both ask the same thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from vectors.analysis import fold, guess, language, tokens

# From here on two questions ask the same thing; below, putting them together would hide one.
SAME_FROM = 0.55
_STEM_SHARE = 0.6
_GRAM = 4


def closest(question: str, others: Sequence[str], code: str = "") -> int | None:
    """Return the place of the question that asks the same, the closest one; None: there is none."""
    best, place = SAME_FROM, None
    asked = _features(question, code)
    for number, other in enumerate(others):
        alike = _alike(asked, _features(other, code))
        if alike >= best:
            best, place = alike, number
    return place


def similarity(one: str, other: str, code: str = "") -> float:
    """Return how much two questions ask the same, 0 to 1; symmetric."""
    return _alike(_features(one, code), _features(other, code))


Features = tuple[frozenset[str], frozenset[str]]


def _alike(one: Features, other: Features) -> float:
    return _STEM_SHARE * _share(one[0], other[0]) + (1 - _STEM_SHARE) * _share(one[1], other[1])


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the overlap of two sets by the cosine of their sizes."""
    if not one or not other:
        return 0.0
    return len(one & other) / float((len(one) * len(other)) ** 0.5)


@lru_cache(maxsize=4096)
def _features(text: str, code: str) -> Features:
    code = code or guess(text)
    module = language(code)
    said = tokens(fold(text))
    telling = [word for word in said if word not in module.STOP] or said
    meanings = _meanings(code)
    stems = frozenset(meanings.get(stem, stem) for stem in (module.stems(w)[0] for w in telling))
    grams = frozenset(
        f"^{word}$"[i : i + _GRAM] for word in telling for i in range(max(1, len(word) + 3 - _GRAM))
    )
    return stems, grams


@lru_cache(maxsize=8)
def _meanings(code: str) -> dict[str, str]:
    """Return the stem that stands for each stem of a group of synonyms."""
    module = language(code)
    found: dict[str, str] = {}
    for group in module.GROUPS:
        stems = [module.stems(fold(word))[0] for word in group]
        for stem in stems:
            found.setdefault(stem, stems[0])
    return found
