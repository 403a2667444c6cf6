"""What somebody types to find a lead: words, or a piece of a number.

Words are folded as those in ``lead_words`` are (case and accents gone), and each is the beginning
of a word of the lead; a number is its digits alone.
"""

from __future__ import annotations

import re
import unicodedata

MOST_TERMS = 3
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"[+\d][\d\s().\-/]{2,}")


def terms_of(text: str) -> tuple[str, ...]:
    """Return what to look for, the most telling first, at most three; empty for nothing."""
    stripped = text.strip()
    if _NUMBER.fullmatch(stripped):
        digits = "".join(one for one in stripped if one.isdigit())
        return (digits,) if digits else ()
    found = dict.fromkeys(_WORD.findall(folded(stripped)))
    return tuple(sorted(found, key=len, reverse=True)[:MOST_TERMS])


def folded(text: str) -> str:
    """Return a text without case and accents."""
    parted = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in parted if not unicodedata.combining(one))


def finds(terms: tuple[str, ...], *texts: str) -> bool:
    """Tell whether each term begins a word of one of the texts, or stands in a number's digits."""
    words = [word for text in texts for word in _WORD.findall(folded(text))]
    digits = ["".join(one for one in text if one.isdigit()) for text in texts]
    return all(
        any(word.startswith(term) for word in words)
        or (term.isdigit() and any(term in one for one in digits))
        for term in terms
    )
