"""How far away a time is that is named loosely: ``as soon as possible``, ``within two months``.

For criteria that count when something is near. A loose time is never turned into a date, which
would be a fact the lead did not say; only its latest day is estimated. Words that name no time
("not sure", "no rush") have none.
"""

from __future__ import annotations

import re
from datetime import date

from app.domain.numbers import find_numbers
from app.domain.text import strip_marks

_READ_CHARS = 200
_NOW = re.compile(
    r"\b(?:asap|as soon as|right (?:away|now)|immediate(?:ly)?|urgent(?:ly)?|now|today|tonight"
    r"|tomorrow|cuanto antes|lo antes posible|ya|ahora|hoy|manana|urgente(?:mente)?"
    r"|inmediat[oa](?:mente)?|de inmediato)\b"
    r"|(?<!\w)(?:الان|فورا|حالا|عاجل|باسرع|في اسرع|اليوم|غدا|بكره|بكرا|ضروري|مستعجل)(?!\w)"
)
_NOT = re.compile(
    r"\b(?:no (?:rush|hurry)|one of these days|not? (?:now|yet|urgent|sure|soon)|todavia no"
    r"|aun no|no es urgente|sin prisa|no (?:ahora|se|hay prisa))\b"
    r"|(?<!\w)(?:ليس الان|مو الان|مش الان|لست متاكد|غير مستعجل|مو مستعجل|مش مستعجل|غير عاجل)(?!\w)"
)
# Unit: days, in any number and grammatical form.
_UNITS = (
    (re.compile(r"\bdays?\b|\bdias?\b|(?<!\w)(?:ال)?(?:يوم|ايام|يومين)(?!\w)"), 1),
    (re.compile(r"\bweeks?\b|\bsemanas?\b|(?<!\w)(?:ال)?(?:اسبوع|اسابيع|اسبوعين)(?!\w)"), 7),
    (re.compile(r"\bmonths?\b|\bmes(?:es)?\b|(?<!\w)(?:ال)?(?:شهر|اشهر|شهور|شهرين)(?!\w)"), 31),
    (
        re.compile(r"\byears?\b|\banos?\b|(?<!\w)(?:ال)?(?:سنه|سنوات|سنين|عام|اعوام|سنتين)(?!\w)"),
        366,
    ),
)
_NEXT = re.compile(
    r"\bnext\b|\bcoming\b|\bproxim[oa]s?\b|\bque viene\b|\bcouple\b|\bpar de\b"
    r"|القادم|الجاي|المقبل|القادمه|المقبله"
)
_THIS = re.compile(
    r"\b(?:this|an?|the|same|within|est[ea]|mismo|misma|fin(?:es)? de|dentro de)\b"
    r"|(?<!\w)(?:هذا|هذه|نهايه|خلال|نفس|ها)(?!\w)"
)
_DUAL = re.compile(r"(?:يومين|اسبوعين|شهرين|سنتين)")
_MAXIMUM_DAYS = 3_660


def days_ahead(value: str, said_on: date | None) -> int | None:
    """Return in how many days something is at the latest, or None when nobody can tell.

    Args:
        value: a canonical date (ISO), or the lead's words.
        said_on: the day it was said, for a date; without it a date cannot be told.

    Returns:
        Days from the day it was said, negative for a day that was past already.
    """
    try:
        named = date.fromisoformat(value)
    except ValueError:
        return _loosely(strip_marks(value[:_READ_CHARS]))
    return (named - said_on).days if said_on is not None else None


def _loosely(text: str) -> int | None:
    if _NOT.search(text):
        return None
    units = [days for pattern, days in _UNITS if pattern.search(text)]
    if not units:
        return 1 if _NOW.search(text) else None
    most = _how_many(text)
    return min(most * max(units), _MAXIMUM_DAYS) if most is not None else None


def _how_many(text: str) -> int | None:
    numbers = [number.value for number in find_numbers(text)]
    if numbers:
        return int(max(numbers))
    if _NEXT.search(text) or _DUAL.search(text):
        return 2
    # "Some day", "any week" name no time; "this week" does.
    return 1 if _THIS.search(text) else None
