"""Where: the place a lead wants, told by the small word before it and by capitals."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from app.domain.reading.common_words import NOT_NAMES
from app.domain.reading.span import Span
from app.domain.text import strip_marks

_CAPITAL = r"(?:St\.|Mt\.|Ft\.|[A-ZÀ-ÞĀ-Ž][^\W\d_]*(?:['’-][^\W\d_]+)*)"
_PLACE = re.compile(
    r"\b(?i:in|near|around|within|outside\s+of|close\s+to|at|en|cerca\s+de|por|zona\s+de)\s+"
    r"(?i:the\s+(?:area\s+of\s+|city\s+of\s+|neighbou?rhood\s+of\s+)?|el\s+|la\s+|barrio\s+)?"
    rf"(?P<place>{_CAPITAL}(?:[ -](?:(?:de|del|la|los|of|the)\s+)?{_CAPITAL}){{0,4}}"
    rf"(?:,\s{_CAPITAL})?)"
)
_ARABIC = re.compile(
    r"(?:حي|مدينة|منطقة|شارع|ضاحية)\s+(?P<place>[\u0620-\u064a]+(?:\s+ال[\u0620-\u064a]+)?)"
)
_ASKED = re.compile(rf"(?P<place>{_CAPITAL}(?:[ ,-]+{_CAPITAL}){{0,4}})")


def find_places(message: str, asked: Collection[str]) -> Iterator[Span]:
    """Yield the places a message names; capitals decide, for any word may be a town."""
    if message.isupper():
        return
    found = False
    for pattern in (_PLACE, _ARABIC):
        for match in pattern.finditer(message):
            if span := _span(message, match):
                found = True
                yield span
    if "place" in asked and not found and len(message) < 80:
        for match in list(_ASKED.finditer(message))[:1]:
            if span := _span(message, match):
                yield span


def _span(message: str, match: re.Match[str]) -> Span | None:
    start, end = match.span("place")
    text = message[start:end].rstrip(" .,")
    # Where all is written in capitals, they tell nothing.
    if text.isupper() and len(text) > 4:
        return None
    if all(strip_marks(word) in NOT_NAMES for word in re.findall(r"\w+", text)):
        return None
    return Span("place", start, start + len(text), text, text)
