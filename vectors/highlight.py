"""Finds the words of a text that a question met, to be marked where they stand.

What an index says it met (``Hit.words``) is folded; the text is not. So the text is taken word by
word as it is written, and each is folded on its own: every range lies between whole characters of
the text, accents and vowel signs included.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vectors.analysis import _IDEOGRAPHS, _joined, tokens

# Signs that stand on or within a word and are folded away.
_SIGNS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u00ad\u200c\u200d"
_LETTER = rf"(?:(?![{_IDEOGRAPHS}])[^\W_]|[{_SIGNS}])"
_WORD = re.compile(rf"[{_IDEOGRAPHS}]|{_LETTER}+(?:['’‘ʼ`]{_LETTER}+)*")


def spans(text: str, words: Sequence[str], language: str) -> list[tuple[int, int]]:
    """Return the character ranges of a text that hold the words, in order and apart.

    Args:
        text: as it is shown.
        words: folded, as ``Hit.words`` has them.
        language: code of the text; says what is one word there and written as several.
    """
    wanted = set(words)
    if not wanted:
        return []
    found: list[tuple[int, int]] = []
    places = [(one.start(), one.end(), tokens(one[0])) for one in _WORD.finditer(text)]
    joined, longest = _joined(language)
    for number, (begin, end, folded) in enumerate(places):
        if not wanted.isdisjoint(folded):
            found.append((begin, end))
            continue
        for size in range(longest.get(folded[0], 1) if folded else 1, 1, -1):
            run = [token for *_, more in places[number : number + size] for token in more]
            if joined.get(tuple(run)) in wanted:
                found.append((begin, places[number + size - 1][1]))
                break
    return _apart(found)


def _apart(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return ranges without those that begin within the one before."""
    kept: list[tuple[int, int]] = []
    for begin, end in found:
        if not kept or begin >= kept[-1][1]:
            kept.append((begin, end))
    return kept
