"""Days with hours of their own: what is wrong with them, and how people write their hours."""

from __future__ import annotations

from datetime import date

from app.domain.hours import read_hours
from app.domain.mistakes import Mistake, mistake
from app.domain.profile import minutes_of
from app.domain.tenant import SpecialDay

# The page's form of all of them fits into a body's number of fields.
MOST_DAYS, LONGEST_NAME, MOST_SPANS = 100, 80, 6


def read_spans(text: str) -> tuple[str, ...]:
    """Return the hours of a special day as they are kept; none for a text that says none.

    Raises:
        ValueError: a part is no span of time.
    """
    return tuple(f"{one.opens}-{one.closes}" for one in read_hours(0, text))


def check_special_days(days: tuple[SpecialDay, ...]) -> list[Mistake]:
    """Return every mistake of special days; ``special_days.N`` names the one it is at."""
    found = []
    if len(days) > MOST_DAYS:
        found.append(mistake("special_days", "too_many", most=MOST_DAYS, count=len(days)))
    known: set[tuple[str, bool]] = set()
    for number, one in enumerate(days[:MOST_DAYS]):
        field = f"special_days.{number}"
        wrong = _wrong(one, field)
        if wrong is None and (one.date, one.yearly) in known:
            wrong = mistake(field, "twice", value=one.date)
        known.add((one.date, one.yearly))
        if wrong is not None:
            found.append(wrong)
    return found


def _wrong(one: SpecialDay, field: str) -> Mistake | None:
    try:
        is_date = date.fromisoformat(one.date).isoformat() == one.date
    except ValueError:
        is_date = False
    if not is_date:
        return mistake(field, "date", value=one.date[:40])
    if len(one.name) > LONGEST_NAME:
        return mistake(field, "too_long", most=LONGEST_NAME, count=len(one.name))
    if len(one.hours) > MOST_SPANS:
        return mistake(field, "too_many", most=MOST_SPANS, count=len(one.hours))
    last = -1
    for span in sorted(one.hours):
        try:
            opens, closes = minutes_of(span)
        except ValueError:
            return mistake(field, "clock", value=span[:40])
        if closes <= opens:
            return mistake(field, "closes_first", value=span)
        if opens < last:
            return mistake(field, "overlap", first=sorted(one.hours)[0], second=span)
        last = closes
    return None
