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
from typing import TYPE_CHECKING, Any

from vectors.analysis import guess, language, terms
from vectors.words import Words, meanings

if TYPE_CHECKING:
    from numpy.typing import NDArray

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

    ``words``: its different words, the terms; ``order``: their places as they were said.
    float32[terms]: ``weight``, ``role`` (0-1), ``topic`` (the topical part of the weight),
    ``known`` (how well the index knows it, 0-1). ``column`` uint16[words of the image]: 0 or the
    column of ``likeness`` float32[terms, 1 + columns] that a word has; ``meant``: the words of the
    columns after the first. ``shared`` float32[terms, words of the image]: the letter sequences in
    common; ``letters_norm`` the length of the whole question as a vector of these.
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
    shared: Array
    letters_norm: float
    is_opinion: bool


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
    if not different:
        return _nothing(code, len(words))
    role = np.array([role_of(word, code) for word in different], np.float32)
    shared, norm = words.alike(different)
    columns, likeness = _likeness(different, (code, *codes), role, words, shared, norm)
    column = np.zeros(len(words), np.uint16)
    column[columns] = np.arange(1, len(columns) + 1)
    weight, topic = _weights(likeness[:, 1:], columns, role, words, size)
    place = {word: number for number, word in enumerate(different)}
    return Asked(
        words=tuple(different),
        order=tuple(place[word] for word in said if word in place),
        language=code,
        weight=weight,
        role=role,
        topic=topic,
        known=likeness.max(1),
        column=column,
        likeness=likeness,
        meant=columns,
        shared=shared,
        letters_norm=float(np.sqrt(((role * norm) ** 2).sum())),
        is_opinion=not getattr(language(code), "OPINION", frozenset()).isdisjoint(different),
    )


def _nothing(code: str, n_words: int) -> Asked:
    """Return a question without a word."""
    import numpy as np

    none = np.zeros(0, np.float32)
    return Asked(
        words=(),
        order=(),
        language=code,
        weight=none,
        role=none,
        topic=none,
        known=none,
        column=np.zeros(n_words, np.uint16),
        likeness=np.zeros((0, 1), np.float32),
        meant=np.zeros(0, np.int64),
        shared=np.zeros((0, n_words), np.float32),
        letters_norm=0.0,
        is_opinion=False,
    )


def _likeness(
    different: list[str],
    codes: tuple[str, ...],
    role: Array,
    words: Words,
    shared: Array,
    norm: Array,
) -> tuple[Array, Array]:
    """Return the words that may be meant and how like each is to each term.

    The table has a first column of zeros, for all other words.
    """
    import numpy as np

    found = [meanings(word, codes) for word in different]
    says = role > _STOP
    kin = words.with_stems([own for own, _ in found])
    group = words.with_stems(
        [other if said else () for (_, other), said in zip(found, says, strict=True)]
    )
    whose, spelt, value = _spelt_alike(shared, np.where(says, norm, 0), words)
    exact = words.numbers(different)
    columns = np.unique(np.concatenate([exact, *kin, *group, spelt]))
    columns = columns[columns >= 0].astype(np.int64)
    table = np.zeros((len(different), len(columns) + 1), np.float32)
    for number in range(len(different)):
        row = table[number, 1:]
        row[np.searchsorted(columns, group[number])] = GROUP
        row[np.searchsorted(columns, kin[number])] = STEM
    at = (whose, 1 + np.searchsorted(columns, spelt))
    table[at] = np.maximum(table[at], value)
    there = np.flatnonzero(exact >= 0)
    table[there, 1 + np.searchsorted(columns, exact[there])] = 1.0
    return columns, table


def _spelt_alike(shared: Array, norm: Array, words: Words) -> tuple[Array, Array, Array]:
    """Return words that are spelt nearly like a term: the term, the word, the likeness."""
    import numpy as np

    # Most words share next to nothing: they are passed over before anything is divided.
    words_of = [
        np.flatnonzero(row > ALIKE_FROM**2 * length**2) if length else np.zeros(0, np.int64)
        for row, length in zip(shared, norm, strict=True)
    ]
    term = np.repeat(np.arange(len(words_of)), [len(found) for found in words_of])
    word = np.concatenate(words_of)
    cosine = shared[term, word] / np.maximum(words.norm[word] * norm[term], 1e-6)
    kept = np.flatnonzero(cosine >= ALIKE_FROM)
    kept = kept[np.lexsort((-cosine[kept], term[kept]))]
    # The place of each among those of its term, nearest first.
    rank = np.arange(len(kept)) - np.searchsorted(term[kept], term[kept])
    kept = kept[rank < _MOST_ALIKE]
    return term[kept], word[kept], (SPELLING * cosine[kept]).astype(np.float32)


def _weights(
    likeness: Array, columns: Array, role: Array, words: Words, size: int
) -> tuple[Array, Array]:
    """Return what each term weighs, and how much of that is topical."""
    import numpy as np

    spread = words.entries[columns].astype(np.float32)
    frequency = np.minimum(size, (likeness * spread).sum(1))
    prior = np.where(role < 1, PRIOR_COMMON, PRIOR_RARE)
    weight = np.log((size + PRIOR) / (frequency + PRIOR * prior) + 0.2)
    weight = np.maximum(weight, 0.05) / math.log((size + PRIOR) / (PRIOR * PRIOR_RARE) + 0.2)
    weight = (weight * role).astype(np.float32)
    # A term is as topical as the words it stands for, the frequent and the nearest foremost.
    mass = likeness**2 * spread
    topical = (mass * (words.topic[columns] / np.float32(255))).sum(1)
    return weight, weight * topical / np.maximum(mass.sum(1), np.float32(1e-6))
