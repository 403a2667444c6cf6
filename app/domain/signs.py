"""Families of words in many languages, and the sum of weights over what a text shows of them.

Written by hand because the readings of spam and of injection must be the same tomorrow, cost a
fraction of a millisecond, and be explained by naming what was seen. A family is a list of words by
meaning: ``ignor*`` is a stem, ``pay_no_attention`` words in a row. Scripts that do not part words
(Chinese, Japanese, Thai) are searched for the words inside their runs. Every word is looked up in
dictionaries, so that the work grows with the text and not with the lists.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from app.domain.consent_text import fold

# Vowel signs of Indic scripts and Arabic marks belong to their words.
_RUN = "\u0e00-\u0e7f\u3005\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"(?:[^\W_{_RUN}]|[\u0300-\u036f\u064b-\u065f\u0900-\u0dff])+|[{_RUN}]+")
_UNSPACED = re.compile(f"[{_RUN}]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_ARABIC_FRONT = re.compile("^(?:[وف](?=.{3}))?(?:ال|بال|لل|كال|[بلك](?=.{3}))?")
# Digits and signs that stand for letters, when a word holds letters too.
_LEET = str.maketrans("0134578", "oieastb")
_HAS_DIGIT = re.compile(r"\d")
_HAS_LETTER = re.compile(r"[a-z]")
# Put inside words they part what the eye reads as one.
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xFEFF])
_MOST_KNOWN = 20_000
# Rows of words are found by the first letters of their first two words; no stem is shorter.
_HEAD = 2
_SECOND = 1
_LONGEST_WORD = 40
# Letters of a run without spaces that count as one word of distance; Thai spells its sounds.
_LETTERS_A_WORD = 2
_THAI_LETTERS_A_WORD = 5


@dataclass(slots=True)
class Marks:
    """The words of a text and where each family was seen; positions count words."""

    words: list[str] = field(default_factory=list)
    places: dict[int, list[int]] = field(default_factory=dict)
    seen: int = 0

    def has(self, bit: int) -> bool:
        """Tell whether a family was seen."""
        return bool(self.seen & bit)

    def count(self, bit: int) -> int:
        """Return how often a family was seen."""
        return len(self.places.get(bit, ()))

    def near(self, one: int, other: int, gap: int) -> bool:
        """Tell whether two families were seen at most ``gap`` words apart."""
        return any(True for _ in self.pairs(one, other, gap))

    def pairs(self, one: int, other: int, gap: int) -> Iterator[tuple[int, int]]:
        """Yield where two families stand near each other, in whatever order."""
        others = self.places.get(other)
        if not others:
            return
        for place in self.places.get(one, ()):
            index = bisect_left(others, place - gap)
            if index < len(others) and others[index] <= place + gap:
                yield place, others[index]


class Lexicon:
    """Families of words, compiled; ``bit[name]`` stands for one of them."""

    def __init__(self, families: Mapping[str, str]) -> None:
        self.bit = {name: 1 << number for number, name in enumerate(families)}
        self._whole: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        self._rows: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        inside: dict[str, int] = {}
        for name, entries in families.items():
            for entry in folded(entries).split():
                self._add(entry, self.bit[name], inside)
        self._lengths = sorted({len(stem) for stem in self._stems})
        self._inside = inside
        longest_first = sorted(map(re.escape, inside), key=len, reverse=True)
        self._unspaced = re.compile("|".join(longest_first)) if inside else None
        self._known: dict[str, int] = {}

    def _add(self, entry: str, bit: int, inside: dict[str, int]) -> None:
        if _HANGUL.match(entry):
            # Particles are written on to the word.
            entry = "_".join(part.rstrip("*") + "*" for part in entry.split("_"))
        first, *rest = entry.split("_")
        if rest:
            key = first.rstrip("*")[:_HEAD] + " " + rest[0].rstrip("*")[:_SECOND]
            self._rows.setdefault(key, []).append(((first, *rest), bit))
        elif _UNSPACED.match(entry):
            inside[entry] = inside.get(entry, 0) | bit
        elif entry.endswith("*"):
            self._stems[entry[:-1]] = self._stems.get(entry[:-1], 0) | bit
        else:
            self._whole[entry] = self._whole.get(entry, 0) | bit

    def read(self, said: str) -> Marks:
        """Return what a text shows; ``said`` is what ``folded`` returns."""
        marks = Marks()
        place = 0
        for found in _WORD.finditer(said):
            word = found.group()
            marks.words.append(word)
            place += 1
            if word[0] >= "\u0e00" and _UNSPACED.match(word):
                place = self._read_run(word, place, marks)
            elif mask := self._mask(word):
                _note(marks, mask, place)
        if self._rows:
            self._read_rows(marks)
        return marks

    def _read_run(self, run: str, place: int, marks: Marks) -> int:
        letters = _THAI_LETTERS_A_WORD if run[0] <= "\u0e7f" else _LETTERS_A_WORD
        if self._unspaced is not None:
            for found in self._unspaced.finditer(run):
                _note(marks, self._inside[found.group()], place + found.start() // letters)
        return place + len(run) // letters

    def _read_rows(self, marks: Marks) -> None:
        words = marks.words
        added = False
        known = self._rows
        for index, (word, following) in enumerate(pairwise(words)):
            rows = known.get(word[:_HEAD] + " " + following[:_SECOND])
            for row, bit in rows or ():
                said = words[index : index + len(row)]
                if len(said) == len(row) and all(map(_is_word, row, said)):
                    _note(marks, bit, index + 1)
                    added = True
        if added:
            for places in marks.places.values():
                places.sort()

    def _mask(self, word: str) -> int:
        known = self._known.get(word)
        if known is not None:
            return known
        mask = self._find(word)
        if "\u0600" <= word[0] <= "\u06ff":
            bare = _ARABIC_FRONT.sub("", word, count=1)
            mask |= self._find(bare) if len(bare) > 1 else 0
        elif _HAS_DIGIT.search(word) and _HAS_LETTER.search(word):
            mask |= self._find(word.translate(_LEET))
        if len(word) <= _LONGEST_WORD:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[word] = mask
        return mask

    def _find(self, word: str) -> int:
        mask = self._whole.get(word, 0)
        for length in self._lengths:
            if length > len(word):
                break
            mask |= self._stems.get(word[:length], 0)
        return mask


# One message is read for spam and for injection; it is folded once.
@lru_cache(maxsize=16)
def folded(text: str) -> str:
    """Return a text in the form in which lexicons read it."""
    return fold(text.translate(_INVISIBLE)).lower()


def _is_word(wanted: str, said: str) -> bool:
    return said.startswith(wanted[:-1]) if wanted.endswith("*") else said == wanted


def _note(marks: Marks, mask: int, place: int) -> None:
    marks.seen |= mask
    while mask:
        bit = mask & -mask
        marks.places.setdefault(bit, []).append(place)
        mask ^= bit


def weigh(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the logistic of the weighted sum, 0 to 1; what has no weight counts nothing."""
    total = weights["bias"]
    for name, value in values.items():
        if value:
            total += weights.get(name, 0.0) * value
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
