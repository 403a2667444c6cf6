"""The vocabulary of an image, and what its words have in common with those of a question."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from vectors import grams
from vectors.analysis import fold, is_arabic, language
from vectors.arrays import ranges
from vectors.building import hash_of, stem_hashes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vectors.arrays import Arrays

    Array = NDArray[Any]


_FREQUENT = 500


class Words:
    """The vocabulary of an image; a word's number is the place of its hash."""

    def __init__(self, arrays: Arrays) -> None:
        self.hash = arrays["word_hash"]
        self.entries = arrays["word_entries"]
        self.norm = arrays["word_norm"]
        self.topic = arrays["word_topic"]
        self._stem_hash, self._stem_at = arrays["stem_hash"], arrays["stem_at"]
        self._stem_word = arrays["stem_word"]
        self._gram_hash, self._gram_at = arrays["gram_hash"], arrays["gram_at"]
        self._gram_word, self._gram_weight = arrays["gram_word"], arrays["gram_weight"]
        self._text, self._text_at = arrays["word_text"], arrays["word_text_at"]

    def __len__(self) -> int:
        return len(self.hash)

    def spelt(self, number: int) -> str:
        """Return a word by its number."""
        return bytes(self._text[self._text_at[number] : self._text_at[number + 1]]).decode()

    def numbers(self, words: Sequence[str]) -> Array:
        """Return the numbers of some words, -1 for those that are not there."""
        import numpy as np

        return _find(self.hash, np.array([hash_of(word) for word in words], np.uint64))

    def with_stems(self, hashes: Sequence[Sequence[int]]) -> list[Array]:
        """Return for each set of stems the numbers of the words that have one of them."""
        import numpy as np

        flat = [stem for row in hashes for stem in row]
        owner = np.repeat(np.arange(len(hashes)), [len(row) for row in hashes])
        places = _find(self._stem_hash, np.array(flat, np.uint64))
        known = places >= 0
        place, count = ranges(self._stem_at, places[known], len(self._stem_word))
        found = self._stem_word[place]
        edges = np.searchsorted(np.repeat(owner[known], count), np.arange(1, len(hashes)))
        return list(np.split(found, edges))

    def alike(self, words: Sequence[str]) -> tuple[Array, Array]:
        """Return float32[words, vocabulary], the common letter sequences, and each one's length."""
        import numpy as np

        hashed, owner = grams.hashes(words)
        pair = np.unique(owner.astype(np.uint64) << np.uint64(32) | hashed.astype(np.uint64))
        owner = (pair >> np.uint64(32)).astype(np.int64)
        places = _find(self._gram_hash, (pair & np.uint64(0xFFFFFFFF)).astype(np.uint32))
        weight = np.full(len(pair), math.log(1 + len(self)), np.float32)
        known = places >= 0
        # Letters that very many words have tell nothing, and take the longest.
        sizes = self._gram_at[places + 1].astype(np.int64) - self._gram_at[places]
        weight[known] = self._gram_weight[places[known]]
        norm = np.sqrt(np.bincount(owner, weight * weight, len(words)))
        known &= sizes <= max(_FREQUENT, len(self) // 40)
        place, count = ranges(self._gram_at, places[known], len(self._gram_word))
        found = self._gram_word[place]
        square = np.repeat(weight[known] ** 2, count)
        cell = np.repeat(owner[known] * len(self), count) + found
        shared = np.bincount(cell, square, len(words) * len(self)).astype(np.float32)
        return shared.reshape(len(words), len(self)), norm


def _find(table: Array, wanted: Array) -> Array:
    """Return the place of each value in a sorted table, -1 where it is not."""
    import numpy as np

    if not len(table):
        return np.full(len(wanted), -1)
    places = np.minimum(np.searchsorted(table, wanted), len(table) - 1)
    return np.where(table[places] == wanted, places, -1)


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


@lru_cache(maxsize=16_384)
def meanings(word: str, codes: tuple[str, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the hashes of a word's stems and of the stems of what means the same.

    Args:
        word: folded.
        codes: the languages in question; those of another script than the word's are passed over.
    """
    own, other = [], []
    if is_arabic(word):
        codes = ("ar",)
    else:
        latin = (code if code == "es" else "en" for code in codes if code != "ar")
        codes = tuple(dict.fromkeys(latin)) or ("en",)
    for code in codes:
        own += stem_hashes(word, code)
        known = groups(code)
        for name in (word, *language(code).stems(word)):
            for member in known.get(name, ()):
                other += stem_hashes(member, code)
    return tuple(own), tuple(stem for stem in dict.fromkeys(other) if stem not in own)
