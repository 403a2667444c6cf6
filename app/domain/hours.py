"""Opening hours as people write them for one day: ``09:00-13:00, 15:00-19:00``."""

from __future__ import annotations

import re

from app.domain.profile import minute_of
from app.domain.tenant import Opening
from app.domain.text import ascii_digits

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PARTED = re.compile(r"[,;،؛\n]+")
_SPAN = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*(?:-|–|—|to)\s*(\d{1,2})(?::(\d{2}))?\Z")


def read_hours(day: int, text: str) -> tuple[Opening, ...]:
    """Return the openings of a day, in the order written; none for a day that is closed.

    Raises:
        ValueError: a part is no span of time.
    """
    spans = [part.strip() for part in _PARTED.split(ascii_digits(text)) if part.strip()]
    return tuple(_opening(day, span) for span in spans)


def _opening(day: int, span: str) -> Opening:
    found = _SPAN.match(span)
    if found is None:
        raise ValueError(f"{span!r} is no span of time")
    opens = f"{int(found[1]):02d}:{found[2] or '00'}"
    closes = f"{int(found[3]):02d}:{found[4] or '00'}"
    # Raises for 25:00 and 10:60.
    minute_of(opens), minute_of(closes)
    return Opening(day, opens, closes)


def hours_text(openings: tuple[Opening, ...], day: int) -> str:
    """Return the hours of a day as they are written; empty when it is closed."""
    own = sorted((one for one in openings if one.day == day), key=lambda one: one.opens)
    return ", ".join(f"{one.opens}-{one.closes}" for one in own)
