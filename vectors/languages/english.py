"""English: stop words, stems, and what leads call the same thing."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import Any

from vectors.languages import english_words

STOP = frozenset(english_words.STOP.split())
# Words that stand in questions about anything; they count, but little.
COMMON = frozenset(english_words.COMMON.split())
# Stop words by which questions about one thing differ.
QUESTION = frozenset(english_words.QUESTION.split())
OPINION = frozenset(english_words.OPINION.split())
GROUPS: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split()) for line in english_words.GROUPS.strip().splitlines()
)
# Words that are written as one or as several.
JOINED: dict[tuple[str, ...], str] = {
    tuple(way.split()): word
    for word, _, ways in (line.partition(":") for line in english_words.JOINED.strip().splitlines())
    for way in ways.split(",")
}

_lock = Lock()
_stemmer: Any = None


@lru_cache(maxsize=65_536)
def stems(word: str) -> tuple[str, ...]:
    """Return the stem of a folded word."""
    global _stemmer
    # The stemmer keeps a state of its own and serves one thread at a time.
    with _lock:
        if _stemmer is None:
            import Stemmer

            _stemmer = Stemmer.Stemmer("english", 0)
        return (str(_stemmer.stemWord(word)),)
