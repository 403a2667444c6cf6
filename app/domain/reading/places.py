"""Where: the place a lead wants, told by the small word before it and by capitals."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from app.domain.reading.common_words import NOT_NAMES
from app.domain.reading.span import Span
from app.domain.text import strip_marks

_CAPITAL = r"(?:St\.|Mt\.|Ft\.|[A-ZÀ-ÞĀ-Ž][^\W\d_]*(?:['’-][^\W\d_]+)*)"
_BEFORE = (
    r"(?i:in|near|around|within|outside\s+of|close\s+to|at|en|cerca\s+de|por|zona\s+de"
    r"|(?:travel\w*|going|go|heading|head|moved?|moving|fly\w*|visit\w*|relocat\w*|trip|voy|vamos"
    r"|viaj\w*|mudar\w*)\s+(?:\w+\s+)?(?:to|a))"
)
_PLACE = re.compile(
    rf"\b{_BEFORE}\s+"
    r"(?i:the\s+(?:area\s+of\s+|city\s+of\s+|neighbou?rhood\s+of\s+)?|el\s+|la\s+|barrio\s+)?"
    rf"(?P<place>{_CAPITAL}(?:[ -](?:(?:de|del|la|los|of|the)\s+)?{_CAPITAL}){{0,4}}"
    rf"(?:,\s?{_CAPITAL})?)"
)
_ARABIC = re.compile(
    r"(?:حي|مدينة|منطقة|شارع|ضاحية)\s+(?P<place>[\u0620-\u064a]+(?:\s+ال[\u0620-\u064a]+)?)"
)
_CAPITALS = re.compile(rf"(?P<place>{_CAPITAL}(?:[ ,-]+{_CAPITAL}){{0,4}})")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LONGEST_ANSWER = 80
_MOST_WORDS = 4


def find_places(message: str, asked: Collection[str]) -> Iterator[Span]:
    """Yield the places a message names.

    Capitals decide, for any word may be a town; asked for a place, what is left of a short answer
    without its common words is one in any spelling.
    """
    found = False
    for pattern in () if message.isupper() else (_PLACE, _ARABIC):
        for match in pattern.finditer(message):
            if span := _span(message, match.span("place")):
                found = True
                yield span
    if "place" not in asked or found or len(message) > _LONGEST_ANSWER:
        return
    for where in (*(match.span("place") for match in _CAPITALS.finditer(message)), _rest(message)):
        if span := _span(message, where):
            yield span
            return


def _rest(message: str) -> tuple[int, int]:
    """Return where the uncommon words of an answer stand, one after another; else nowhere."""
    words = [
        word
        for word in _WORD.finditer(message)
        if strip_marks(word[0]).replace("'", "") not in NOT_NAMES
    ]
    if not 0 < len(words) <= _MOST_WORDS:
        return 0, 0
    start, end = words[0].start(), words[-1].end()
    is_one = len(_WORD.findall(message[start:end])) == len(words)
    return (start, end) if is_one else (0, 0)


def _span(message: str, where: tuple[int, int]) -> Span | None:
    start, end = where
    text = message[start:end].rstrip(" .,")
    # Where all is written in capitals, they tell nothing.
    if text.isupper() and len(text) > 4 and message.isupper():
        return None
    if all(strip_marks(w).replace("'", "") in NOT_NAMES for w in _WORD.findall(text)):
        return None
    return Span("place", start, start + len(text), text, text)
