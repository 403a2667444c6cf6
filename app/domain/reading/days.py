"""Dates of a message, and which of them begins or ends a stay.

"From", "arriving", "check in" begin one; "until", "leaving", "check out" end it; two days with "to"
between are both. A single coming day with a room or a booking is when a stay begins, unless a
table, an hour or a meeting shows that it is a point in time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from app.domain.reading.day_rules import DAY_RULES, day_alone
from app.domain.reading.found import Found, scan
from app.domain.reading.tokens import Tokens, number_of, rule

# Before a day, these say that a stay begins or ends with it.
_BEFORE_DAY = "(?:the|on|of|for|about|at|unit|sign|polite|other|part){0,4}$"
_BEGINS = rule(f"(?:from|since|arrive|check in) {_BEFORE_DAY}")
_ENDS = rule(f"(?:until|leave|check out) {_BEFORE_DAY}")
_RANGE = rule("(?:part|night|at|clock|meridiem)* (?:to|until|dash) (?:the|on|of|unit)*$")
# "Friday and Saturday" are two days; "between Friday and Sunday" is a range.
_BETWEEN = rule("(?:part|night)* and (?:the|on|of|unit)*$")
_STAY = rule(
    "stay|room|(?:count|digit|article) night|for (?:count|digit|article) unit|book|us attend"
)
_ORIGIN = rule("from (?:the|on)*$")
_ASKS_WHEN = re.compile(r"\bwhat time\b|\bwhen can\b|qué hora|متى|اي ساعة", re.IGNORECASE)
_NO_STAY = rule("party|top|session|clock|meridiem|oclock")

# A cheap look first: most messages name no day.
_TELLING = rule(
    "digit|ordinal|ordword|count|month|maybemonth|weekday|shortday|iso|slashed|short|day|tonight|"
    "unit|dual|feast|eve|newyear|weekend|fin|night|part"
)


def find_days(tokens: Tokens, today: date, taken: set[int]) -> list[Found]:
    """Return the dates of a message in order; ``taken`` are tokens that are something else."""
    if not _TELLING.search(tokens.classes):
        return []
    return list(_in_roles(tokens, scan(DAY_RULES, tokens, today, set(taken)), today))


def _in_roles(tokens: Tokens, found: list[Found], today: date) -> Iterator[Found]:
    """Yield the dates, those that begin or end something as ``date_from`` and ``date_to``."""
    kinds = [_role(tokens, one, found[i - 1] if i else None) for i, one in enumerate(found)]
    for i in range(len(found)):
        if kinds[i] == "date" and i + 1 < len(found) and kinds[i + 1] == "date_to":
            kinds[i] = "date_from"
    if kinds.count("date") == 1 and "date_from" not in kinds:
        at = kinds.index("date")
        if _is_stay(tokens, found[at], today):
            kinds[at] = "date_from"
    if "date_to" not in kinds and _ASKS_WHEN.search(tokens.message):
        # "When can I check in tomorrow?" asks about a day, it begins nothing.
        kinds = ["date" if kind == "date_from" else kind for kind in kinds]
    for one, kind in zip(found, kinds, strict=True):
        is_past = isinstance(one.value, str) and one.value < today.isoformat()
        is_origin = kind == "date_from" and is_past and "date_to" not in kinds
        # "The invoice from last Monday" is of that day; "since last Monday" begins with it.
        is_origin = is_origin and _ORIGIN.search(tokens.classes[: one.first]) is not None
        yield one._replace(kind="date" if is_origin else kind)


def _is_stay(tokens: Tokens, one: Found, today: date) -> bool:
    """Tell whether a day is when a stay begins, and not when a thing happens or happened."""
    if not isinstance(one.value, str) or one.value < today.isoformat():
        return False
    rest = tokens.classes[: one.first] + tokens.classes[one.last :]
    return _STAY.search(rest) is not None and _NO_STAY.search(tokens.classes) is None


def _role(tokens: Tokens, one: Found, before: Found | None) -> str:
    if one.kind != "date":
        return one.kind
    start = before.last if before else 0
    ahead = tokens.classes[max(start, one.first - 8) : one.first]
    if before and before.kind.startswith("date") and _RANGE.match(ahead):
        return "date_to"
    if before and _BETWEEN.match(ahead) and _role(tokens, before, None) == "date_from":
        return "date_to"
    if _ENDS.search(ahead):
        return "date_to"
    return "date_from" if _BEGINS.search(ahead) else "date"


_BARE_DAY = rule("(?P<D>digit|ordinal|ordword) (?!people|adults|kids|meridiem|oclock|clock|of us)")


def find_asked_day(tokens: Tokens, today: date, taken: set[int]) -> list[Found]:
    """Return the day of the month that a bare number names, where we asked for a date."""
    for match in _BARE_DAY.finditer(tokens.classes):
        if match.start() not in taken and 1 <= number_of(tokens, match, "D") <= 31:
            return day_alone(tokens, match, today)
    return []
