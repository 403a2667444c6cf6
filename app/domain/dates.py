"""Plain dates as people write them in English, Spanish and Arabic.

Only what can be read one way is read: an ISO date, a day with a named month, today and tomorrow,
a weekday (its next occurrence, today excluded). ``3/4`` means two different days in two countries
and is left to the question that follows it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from app.domain.text import strip_marks

MONTHS: dict[str, int] = {}
for _row in (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر",
):
    MONTHS |= {name: number for number, name in enumerate(_row.split(), 1)}
MONTHS["sept"] = 9

WEEKDAYS: dict[str, int] = {}
for _row in (
    "monday tuesday wednesday thursday friday saturday sunday",
    "lunes martes miercoles jueves viernes sabado domingo",
    "الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت الاحد",
):
    WEEKDAYS |= {name: number for number, name in enumerate(_row.split())}

_DAYS = {"today": 0, "tonight": 0, "hoy": 0, "اليوم": 0, "tomorrow": 1, "manana": 1, "غدا": 1}
_DAYS |= {"بكره": 1, "بكرا": 1, "بعد غد": 2, "pasado manana": 2}

_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_DAY_MONTH = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+|de\s+)?([^\W\d_]+)(?:,?\s+(?:de\s+|del\s+)?(\d{4}))?"
)
_MONTH_DAY = re.compile(r"\b([^\W\d_]+)\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?\b")
_WORD = re.compile(r"[^\W\d_]+")


def read_date(text: str, today: date) -> date | None:
    """Return the one date a text plainly names, or None. ``today`` is the lead's local date."""
    plain = strip_marks(text)
    if match := _ISO.search(plain):
        return date_or_none(int(match[1]), int(match[2]), int(match[3]))
    for match in _DAY_MONTH.finditer(plain):
        if match[2] in MONTHS:
            return coming(int(match[1]), MONTHS[match[2]], _year(match[3]), today)
    for match in _MONTH_DAY.finditer(plain):
        if match[1] in MONTHS:
            return coming(int(match[2]), MONTHS[match[1]], _year(match[3]), today)
    for phrase in ("بعد غد", "pasado manana"):
        if phrase in plain:
            return today + timedelta(days=_DAYS[phrase])
    return _relative(_WORD.findall(plain), today)


def _year(text: str | None) -> int | None:
    return int(text) if text else None


def _relative(words: list[str], today: date) -> date | None:
    for word in words:
        if word in _DAYS:
            return today + timedelta(days=_DAYS[word])
        if word in WEEKDAYS:
            ahead = (WEEKDAYS[word] - today.weekday() - 1) % 7 + 1
            return today + timedelta(days=ahead)
    return None


def coming(day: int, month: int, year: int | None, today: date) -> date | None:
    """Return that day, in the coming twelve months where no year is said; None if none is."""
    if year is not None:
        return date_or_none(year, month, day)
    this_year = date_or_none(today.year, month, day)
    if this_year is None or this_year >= today:
        return this_year
    return date_or_none(today.year + 1, month, day)


def moved(base: date, unit: str, amount: int) -> date | None:
    """Return the date an amount of ``day``, ``week``, ``month`` or ``year`` away, if there is one.

    A month from the 31st is the last day of a shorter month.
    """
    try:
        if unit in ("day", "week"):
            return base + timedelta(days=amount * (7 if unit == "week" else 1))
        index = base.year * 12 + base.month - 1 + amount * (12 if unit == "year" else 1)
        year, month = divmod(index, 12)
        return date(year, month + 1, min(base.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def date_or_none(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
