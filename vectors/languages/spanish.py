"""Spanish, of Spain and of the Americas.

The stem is Snowball's. What it parts is mended around it: pronouns that hang on an infinitive,
gerund or command ("devolvermelo") are cut first, and forms of irregular verbs ("puedo", "pude")
share the stem of their family. Words come folded, that is without accents.
"""

from __future__ import annotations

import re
from functools import lru_cache
from threading import Lock
from typing import Any

from vectors.languages import spanish_words as words

STOP = frozenset(words.STOP.split())
# Words that stand in questions about anything; they count, but little.
COMMON = frozenset(words.COMMON.split())
# Stop words by which questions about one thing differ.
QUESTION = frozenset(words.QUESTION.split())
GROUPS: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split()) for line in words.LINES.strip().splitlines()
)

_FAMILY = {
    word: line.split()[0] for line in words.FAMILIES.strip().splitlines() for word in line.split()
}
_CLITICS = re.compile(r"(?:(?<=[aei]r)|(?<=ndo))(?:(?:me|te|se|nos)(?:l[oae]s?)?|l[oae]s?|os)$")
# Endings Snowball knows with their accents only.
_ENDINGS = re.compile(r"(?<=...)(?:(?:[aei]r)?(?:ian|iamos|ias)|(?:[aei]r)?[ae]is|[ai]steis)$")
_lock = Lock()
_stemmer: Any = None


@lru_cache(maxsize=65_536)
def stems(word: str) -> tuple[str, ...]:
    """Return the stems of a folded word, the main one first."""
    global _stemmer
    bare = _ENDINGS.sub("", _CLITICS.sub("", word))
    # The stemmer keeps a state of its own and serves one thread at a time.
    with _lock:
        if _stemmer is None:
            import Stemmer

            _stemmer = Stemmer.Stemmer("spanish", 0)
        stem = str(_stemmer.stemWord(bare))
    family = _FAMILY.get(word) or _FAMILY.get(bare)
    return (stem,) if family is None or family == stem else (family, stem)
