"""Turns entries into the arrays of an image.

An entry is cut into units: its title, each way to ask, each sentence of its text. Words are
numbered by their hash, so looking one up is a binary search in the mapped file and nothing has to
be loaded. Everything is a flat array with an array of starts beside it (name_at); the order of the
entries given is kept, and equal entries give equal bytes.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from vectors import grams
from vectors.analysis import guess, is_arabic, language, terms
from vectors.base import Entry
from vectors.inverting import SENTENCE, TITLE, WAY, inverted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

VERSION = 2
KINDS = ("passage", "faq")
_MAX_TOKENS = 20_000
_SENTENCE_END = re.compile(r"(?<=[.!?؟。])\s+|\n+")
_SHORTEST_SENTENCE = 4


def hash_of(text: str) -> int:
    """Return the 64-bit hash by which words and stems are found."""
    return int.from_bytes(
        hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "little"
    )


def units(entry: Entry, code: str) -> list[tuple[int, list[str]]]:
    """Return the units of an entry, each its kind and its words; none is empty."""
    cut: list[tuple[int, list[str]]] = [(TITLE, terms(entry.title, code))]
    cut += [(WAY, terms(way, code)) for way in entry.ways]
    begun: list[str] = []
    for sentence in _SENTENCE_END.split(entry.text):
        begun += terms(sentence, code)
        if len(begun) >= _SHORTEST_SENTENCE:
            cut.append((SENTENCE, begun))
            begun = []
    cut.append((SENTENCE, begun))
    return [(kind, words) for kind, words in cut if words]


class Gathering:
    """Collects the words of entries, one entry after the other."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        # Ordered, because sets are not and equal entries must give equal bytes.
        self.by_language: dict[str, dict[str, None]] = {}
        self.token = array("I")
        self.unit_at = array("I", [0])
        self.unit_kind = array("B")
        self.entry_at = array("I", [0])
        self.entry_group = array("I")
        self.entry_kind = array("B")
        self.entry_opinion = array("B")
        self.entry_language = array("B")
        self.groups: dict[str, int] = {}
        self.languages: dict[str, int] = {}
        self.ids: list[str] = []
        self.keys: list[str] = []

    def add(self, entry: Entry) -> None:
        """Take in one entry."""
        code = entry.language.lower().partition("-")[0] or guess(
            f"{entry.title} {' '.join(entry.ways)} {entry.text}"
        )
        judging: frozenset[str] = getattr(language(code), "OPINION", frozenset())
        opinions = 0
        used = self.by_language.setdefault(code, {})
        left = _MAX_TOKENS
        for kind, words in units(entry, code):
            if words := words[:left]:
                left -= len(words)
                used.update(dict.fromkeys(words))
                self.token.extend([self.words.setdefault(w, len(self.words)) for w in words])
                self.unit_at.append(len(self.token))
                self.unit_kind.append(kind)
                opinions += sum(word in judging for word in words)
        self.entry_at.append(len(self.unit_kind))
        self.entry_language.append(self.languages.setdefault(code, len(self.languages)))
        self.entry_group.append(self.groups.setdefault(entry.group, len(self.groups)))
        self.entry_kind.append(KINDS.index(entry.kind) if entry.kind in KINDS else 0)
        self.entry_opinion.append(255 * opinions // (opinions + 3))
        self.ids.append(entry.id)
        self.keys.append(entry.key)


def arrays_of(entries: Iterable[Entry]) -> tuple[dict[str, Array], dict[str, Any]]:
    """Return the arrays of an image and its notes."""
    import numpy as np

    seen = Gathering()
    for entry in entries:
        seen.add(entry)
    words = list(seen.words)
    hashed = np.fromiter((hash_of(word) for word in words), np.uint64, len(words))
    order = np.argsort(hashed, kind="stable")
    number = np.empty(len(words), np.uint32)
    number[order] = np.arange(len(words), dtype=np.uint32)
    words = [words[place] for place in order]
    token = number[np.frombuffer(seen.token, np.uint32)] if seen.token else np.zeros(0, np.uint32)
    out: dict[str, Array] = {
        "word_hash": hashed[order],
        **_texts("word", words),
        "token": token.astype(np.uint16 if len(words) <= 0xFFFF else np.uint32),
        "unit_at": np.array(seen.unit_at, np.uint32),
        "unit_kind": np.array(seen.unit_kind, np.uint8),
        "entry_at": np.array(seen.entry_at, np.uint32),
        "entry_group": np.array(seen.entry_group, np.uint32),
        "entry_kind": np.array(seen.entry_kind, np.uint8),
        "entry_opinion": np.array(seen.entry_opinion, np.uint8),
        "entry_language": np.array(seen.entry_language, np.uint8),
        **_texts("id", seen.ids),
        **_texts("key", seen.keys),
        **_keys(seen.keys),
        **_stems(seen.by_language, dict(zip(words, range(len(words)), strict=True))),
        **_grams(words),
    }
    out |= inverted(out, len(words))
    notes = {
        "version": VERSION,
        "size": len(seen.ids),
        # How much of it are ways to ask; confidence is another matter there.
        "ways": round(seen.unit_kind.count(WAY) / max(1, len(seen.unit_kind)), 3),
        "groups": list(seen.groups),
        "languages": list(seen.languages),
    }
    return out, notes


def _texts(name: str, texts: list[str]) -> dict[str, Array]:
    import numpy as np

    raw = [text.encode("utf-8", "surrogatepass") for text in texts]
    starts = np.zeros(len(raw) + 1, np.uint32)
    np.cumsum([len(text) for text in raw], out=starts[1:])
    return {
        f"{name}_text": np.frombuffer(b"".join(raw), np.uint8),
        f"{name}_text_at": starts,
    }


def _keys(keys: list[str]) -> dict[str, Array]:
    """For each content key the entries that have it."""
    import numpy as np

    hashed = np.fromiter((hash_of(key) for key in keys), np.uint64, len(keys))
    order = np.argsort(hashed, kind="stable")
    return {"key_hash": hashed[order], "key_entry": order.astype(np.uint32)}


def stem_hashes(word: str, code: str) -> list[int]:
    """Return the hashes of a word's stems by its script and the language of its text."""
    by = "ar" if is_arabic(word) else code if code == "es" else "en"
    return [hash_of(f"{by}:{stem}") for stem in language(by).stems(word)]


def _stems(by_language: dict[str, dict[str, None]], number: dict[str, int]) -> dict[str, Array]:
    """For each stem of each language the words that have it."""
    import numpy as np

    pairs = {
        (stem, number[word])
        for code, words in by_language.items()
        for word in words
        for stem in stem_hashes(word, code)
    }
    ordered = np.array(sorted(pairs), np.uint64).reshape(-1, 2)
    stem, first = np.unique(ordered[:, 0], return_index=True)
    return {
        "stem_hash": stem,
        "stem_at": np.append(first, len(ordered)).astype(np.uint32),
        "stem_word": ordered[:, 1].astype(np.uint32),
    }


def _grams(words: list[str]) -> dict[str, Array]:
    """For each letter sequence the words that have it, and each word's length as a vector."""
    import numpy as np

    hashed, owner = grams.hashes(words)
    pair = np.unique(hashed.astype(np.uint64) << np.uint64(32) | owner.astype(np.uint64))
    value, word = (pair >> np.uint64(32)).astype(np.uint32), (pair & np.uint64(0xFFFFFFFF))
    gram, first, count = np.unique(value, return_index=True, return_counts=True)
    weight = np.log(1 + len(words) / count.astype(np.float64)).astype(np.float32)
    square = np.repeat(weight.astype(np.float64) ** 2, count)
    norm = np.sqrt(np.bincount(word.astype(np.int64), square, len(words)))
    return {
        "gram_hash": gram,
        "gram_at": np.append(first, len(value)).astype(np.uint32),
        "gram_word": word.astype(np.uint16 if len(words) <= 0xFFFF else np.uint32),
        "gram_weight": weight,
        "word_norm": norm.astype(np.float32),
    }
