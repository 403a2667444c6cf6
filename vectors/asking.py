"""Reads a question against the words of an image: each word of the question becomes a term.

A term stands for all words of the image that may mean it, each with a likeness: the word itself 1,
words of the same stem, words of the same group of meaning, words spelt alike. What a term weighs
comes from how rare it is there, tempered by what is known of the language in general, because in
an index of thirty entries a rare word may just be a common one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from vectors import grams
from vectors.analysis import fold, guess, is_arabic, language, terms
from vectors.building import hash_of, stem_hashes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vectors.arrays import Arrays

    Array = NDArray[Any]

# What a longer question adds is noise, and time.
MAX_LETTERS, MAX_TERMS = 2_000, 32
STEM, GROUP, SPELLING = 0.9, 0.55, 0.75
ALIKE_FROM = 0.38
_MOST_ALIKE = 16
_STOP, _QUESTION, _COMMON = 0.16, 0.45, 0.7
# An unseen index is taken to have this many entries of general text besides its own.
PRIOR, PRIOR_COMMON, PRIOR_RARE = 15.0, 0.25, 0.015


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was read.

    ``words``: its different words; ``order``: their places as they were said. ``weight``
    float32[terms]. ``known``: for each term how well the index knows it, 0-1. ``column``
    uint16[words of the image]: 0 or the column of ``likeness`` float32[terms, columns] of a word;
    ``meant``: the word of each column after the first. ``letters`` float32[words of the image]: how
    much of the question's letter sequences a word has; ``letters_norm`` the question's own length.
    """

    words: tuple[str, ...]
    order: tuple[int, ...]
    language: str
    weight: Array
    role: Array
    topic: Array
    known: Array
    column: Array
    likeness: Array
    meant: Array
    letters: Array
    letters_norm: float
    is_opinion: bool


class Words:
    """The vocabulary of an image."""

    def __init__(self, arrays: Arrays) -> None:
        self.hash = arrays["word_hash"]
        self.entries = arrays["word_entries"]
        self.norm = arrays["word_norm"]
        self.topic = arrays["word_topic"]
        self.stem_hash, self.stem_at = arrays["stem_hash"], arrays["stem_at"]
        self.stem_word = arrays["stem_word"]
        self.gram_hash, self.gram_at = arrays["gram_hash"], arrays["gram_at"]
        self.gram_word, self.gram_weight = arrays["gram_word"], arrays["gram_weight"]
        self.text, self.text_at = arrays["word_text"], arrays["word_text_at"]

    def __len__(self) -> int:
        return len(self.hash)

    def spelt(self, number: int) -> str:
        """Return a word by its number."""
        return bytes(self.text[self.text_at[number] : self.text_at[number + 1]]).decode()

    def with_stems(self, hashes: Sequence[int]) -> Array:
        """Return the numbers of the words that have one of these stems."""
        import numpy as np

        places = _find(self.stem_hash, np.array(hashes, np.uint64))
        return _ranges(self.stem_at, places[places >= 0], self.stem_word)[0]

    def alike(self, words: Sequence[str]) -> tuple[Array, Array]:
        """Return float32[words, vocabulary], the common letter sequences, and each one's length."""
        import numpy as np

        hashed, owner = grams.hashes(words)
        pair = np.unique(owner.astype(np.uint64) << np.uint64(32) | hashed.astype(np.uint64))
        owner = (pair >> np.uint64(32)).astype(np.int64)
        places = _find(self.gram_hash, (pair & np.uint64(0xFFFFFFFF)).astype(np.uint32))
        rarest = math.log(1 + len(self))
        weight = np.where(places >= 0, self.gram_weight[places], rarest) if len(self) else places
        norm = np.sqrt(np.bincount(owner, weight * weight, len(words)))
        shared = np.zeros((len(words), len(self)), np.float32)
        for number in range(len(words)):
            mine = places[(owner == number) & (places >= 0)]
            found, count = _ranges(self.gram_at, mine, self.gram_word)
            if len(found):
                square = np.repeat(self.gram_weight[mine] ** 2, count)
                shared[number] = np.bincount(found, square, len(self))
        return shared, norm


def _find(table: Array, wanted: Array) -> Array:
    """Return the place of each value in a sorted table, -1 where it is not."""
    import numpy as np

    if not len(table):
        return np.full(len(wanted), -1)
    places = np.minimum(np.searchsorted(table, wanted), len(table) - 1)
    return np.where(table[places] == wanted, places, -1)


def _ranges(starts: Array, places: Array, values: Array) -> tuple[Array, Array]:
    """Return the values of some rows of a flat table one after the other, and their counts."""
    import numpy as np

    first = starts[places].astype(np.int64)
    count = starts[places + 1].astype(np.int64) - first
    ends = np.cumsum(count)
    total = int(ends[-1]) if len(ends) else 0
    index = np.arange(total) + np.repeat(first - (ends - count), count)
    return values[index], count


@cache
def groups(code: str) -> dict[str, tuple[str, ...]]:
    """Return for each word and stem of a language's groups the words that mean the same."""
    module = language(code)
    members: dict[str, dict[str, None]] = {}
    for group in module.GROUPS:
        folded = [fold(word) for word in group]
        for word in folded:
            for name in {word, *module.stems(word)}:
                members.setdefault(name, {}).update(dict.fromkeys(folded))
    return {name: tuple(words) for name, words in members.items()}


def _meanings(word: str, codes: Sequence[str]) -> tuple[list[int], list[int]]:
    """Return the hashes of a word's stems and of the stems of what means the same."""
    own, other = [], []
    for code in codes:
        own += stem_hashes(word, code)
        known = groups(code)
        for name in (word, *language(code).stems(word)):
            for member in known.get(name, ()):
                other += stem_hashes(member, code)
    return own, [stem for stem in dict.fromkeys(other) if stem not in own]


def role_of(word: str, code: str) -> float:
    """Return what a word counts by its role in a question of this language, 0-1."""
    module = language(code)
    if word in getattr(module, "QUESTION", ()):
        return _QUESTION
    if word in module.STOP:
        return _STOP
    return _COMMON if word in getattr(module, "COMMON", ()) else 1.0


def read(text: str, code: str, words: Words, size: int, codes: Sequence[str]) -> Asked:
    """Read a question.

    Args:
        text: the question; what is beyond ``MAX_LETTERS`` is not read.
        code: its language, or empty to guess.
        words: the vocabulary.
        size: the number of entries.
        codes: the languages of the entries.
    """
    import numpy as np

    text = text[:MAX_LETTERS]
    code = code.lower().partition("-")[0] or guess(text) or (codes or ("en",))[0]
    said = terms(text, code)
    different = list(dict.fromkeys(said))
    if len(different) > MAX_TERMS:
        # The words that say something, in the order they were said.
        different.sort(key=lambda word: -role_of(word, code))
        kept = set(different[:MAX_TERMS])
        different = [word for word in dict.fromkeys(said) if word in kept]
    place = {word: number for number, word in enumerate(different)}
    order = tuple(place[word] for word in said if word in place)
    role = np.array([role_of(word, code) for word in different], np.float32)
    shared, norm = words.alike(different)
    exact = _find(words.hash, np.array([hash_of(word) for word in different], np.uint64))
    meant: dict[int, dict[int, float]] = {}
    for number, word in enumerate(different):
        script = (
            ("ar",)
            if is_arabic(word)
            else tuple(dict.fromkeys(c if c == "es" else "en" for c in (code, *codes) if c != "ar"))
            or ("en",)
        )
        likeness = meant.setdefault(number, {})
        _expand(likeness, word, script, words, role[number])
        if role[number] > _STOP and norm[number]:
            sim = shared[number] / np.maximum(words.norm * norm[number], 1e-6)
            best = np.flatnonzero(sim >= ALIKE_FROM)
            best = best[np.argsort(-sim[best], kind="stable")][:_MOST_ALIKE]
            for other in best:
                value = SPELLING * float(sim[other])
                likeness[int(other)] = max(likeness.get(int(other), 0.0), value)
        if exact[number] >= 0:
            likeness[int(exact[number])] = 1.0
    return _table(different, order, code, role, meant, shared, norm, words, size)


def _expand(
    likeness: dict[int, float], word: str, codes: Sequence[str], words: Words, role: float
) -> None:
    own, other = _meanings(word, codes)
    if role > _STOP:
        for number in words.with_stems(other):
            likeness[int(number)] = GROUP
    for number in words.with_stems(own):
        likeness[int(number)] = STEM


def _table(
    different: list[str],
    order: tuple[int, ...],
    code: str,
    role: Array,
    meant: dict[int, dict[int, float]],
    shared: Array,
    norm: Array,
    words: Words,
    size: int,
) -> Asked:
    import numpy as np

    columns = sorted({other for likeness in meant.values() for other in likeness})
    place = {other: number for number, other in enumerate(columns, 1)}
    likeness = np.zeros((len(different), len(columns) + 1), np.float32)
    for number, row in meant.items():
        for other, value in row.items():
            likeness[number, place[other]] = value
    column = np.zeros(len(words), np.uint16)
    column[columns] = np.arange(1, len(columns) + 1)
    spread = words.entries[columns].astype(np.float32)
    frequency = np.minimum(size, likeness[:, 1:] @ spread) if columns else np.zeros(len(role))
    prior = np.where(role < 1, PRIOR_COMMON, PRIOR_RARE)
    weight = np.log((size + PRIOR) / (frequency + PRIOR * prior) + 0.2)
    weight = np.maximum(weight, 0.05) / math.log((size + PRIOR) / (PRIOR * PRIOR_RARE) + 0.2)
    # A term is as topical as the words it stands for, the frequent and the nearest foremost.
    mass = likeness[:, 1:] ** 2 * spread
    topical = (mass * (words.topic[columns] / np.float32(255))).sum(1)
    topic = topical / np.maximum(mass.sum(1), 1e-6)
    return Asked(
        words=tuple(different),
        order=order,
        language=code,
        weight=(weight * role).astype(np.float32),
        role=role,
        topic=weight * role * topic,
        known=likeness.max(1) if len(role) else role,
        column=column,
        likeness=likeness,
        meant=np.array(columns, np.int64),
        letters=(role[:, None] * shared).sum(0, dtype=np.float32),
        is_opinion=not getattr(language(code), "OPINION", frozenset()).isdisjoint(different),
        letters_norm=float(np.sqrt(((role * norm) ** 2).sum())),
    )
