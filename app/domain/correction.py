"""What is left of the findings on a message whose words were corrected.

A quote must stand in the new words as it stood in the old ones: "3 rooms" does not stand in
"13 rooms", nor "450" in "450,000". A quote that was cut out of a word is compared letter by letter.
"""

from __future__ import annotations

import re

from app.domain.text import contains, fold

LONGEST_TEXT = 4000
LONGEST_REASON = 300
# Next to a quote, one of these makes another word or another number of it.
_BEFORE = re.compile(r"\w$|\d[.,٫٬]$")
_AFTER = re.compile(r"^\w|^[.,٫٬]\d")


def still_stands(quote: str, before: str, after: str) -> bool:
    """Tell whether a quote from a message still stands in it after its words were changed."""
    if _stands_whole(quote, before):
        return _stands_whole(quote, after)
    return contains(after, quote)


def _stands_whole(quote: str, text: str) -> bool:
    """Tell whether a quote stands in a text with no part of a word or number next to it."""
    wanted, whole = fold(quote), fold(text)
    start = whole.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        is_cut = _is_cut(_BEFORE, whole[max(0, start - 2) : start], wanted[0])
        is_cut |= _is_cut(_AFTER, whole[end : end + 2], wanted[-1])
        if not is_cut:
            return True
        start = whole.find(wanted, start + 1)
    return False


def _is_cut(pattern: re.Pattern[str], beside: str, edge: str) -> bool:
    return edge.isalnum() and pattern.search(beside) is not None
