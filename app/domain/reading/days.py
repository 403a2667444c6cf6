"""Dates as people say them, and which of them begins or ends a stay.

A day without a year is the coming one, today included; a weekday is the coming one, today
excluded. "Next Friday" is the Friday of the next calendar week in English, the coming Friday in
Spanish and Arabic. Days that share a month share it in both directions: "from the 17th to 19 July".
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from app.domain.reading.found import Found
from app.domain.reading.tokens import Tokens, rule
from app.domain.text import word_set

_WEEKDAY = "(?P<W>weekday|shortday) (?:stop|comma|dash)* (?:on|of)? the?"
_DAY = "(?P<D>ordinal|digit|ordword|count)"
_MONTH = "(?P<M>month|maybemonth) stop?"
_YEAR = "(?:(?:comma|of|in|dash)* (?P<Y>year) | this unit | (?P<N>next) unit)?"
_COUNT = "(?P<C>count|digit|article|couple of?)"
_NO_COUNT = "(?!people|adults|kids|meridiem|oclock|room|party|person|of us|unit|night|hour)"

Maker = Callable[[Tokens, "re.Match[str]", date], list[Found]]


def _value(tokens: Tokens, match: re.Match[str], group: str) -> int:
    if not _is_in(match, group):
        return 0
    value = tokens.items[match.start(group)].value
    return value if isinstance(value, int) else 0


def _is_in(match: re.Match[str], group: str) -> bool:
    return group in match.re.groupindex and match[group] is not None


def _named(tokens: Tokens, match: re.Match[str], today: date) -> list[Found]:
    """A day and its month: "Thursday, the 30th of August 2018"; of a range, both days."""
    month, day = _value(tokens, match, "M"), _value(tokens, match, "D")
    year = _value(tokens, match, "Y") if _is_in(match, "Y") else None
    if _is_in(match, "N"):
        year = today.year + 1
    last = coming(day, month, year, today)
    if last is None:
        return []
    if not _is_in(match, "F"):
        return [Found("date", match.start(), match.end(), last.isoformat())]
    return _shared(tokens, match, last)


def _shared(tokens: Tokens, match: re.Match[str], last: date) -> list[Found]:
    """Two days of a range, of which only one names the month: they share it."""
    low, start = _value(tokens, match, "F"), match.start("F")
    begin = "M" if match.start("M") < start else "F"
    first = _date(last.year, last.month, low)
    if first is not None and first > last:
        first = _date(last.year - (last.month == 1), (last.month - 2) % 12 + 1, low)
    if first is None:
        return []
    where = match.start("D")
    return [
        Found("date_from", match.start(begin), start + 1, first.isoformat()),
        Found("date_to", where, max(match.end("D"), match.end()), last.isoformat()),
    ]


def _numeric(tokens: Tokens, match: re.Match[str], today: date) -> list[Found]:
    parts = [int(p) for p in re.split(r"[-/.]", tokens.items[match.start()].text)]
    if parts[0] > 31:
        found = _date(*parts)
    else:
        year = parts[2] + (2000 if parts[2] < 100 else 0)
        # 3/4 means two days in two countries: only what can be one day is read.
        both = {_date(year, parts[1], parts[0]), _date(year, parts[0], parts[1])}
        if tokens.language in ("es", "ar"):
            both = {_date(year, parts[1], parts[0])}
        days = [day for day in both if day is not None]
        if not days:
            return []
        found = days[0] if len(days) == 1 else None
        return [Found("date", match.start(), match.end(), found and found.isoformat())]
    return [Found("date", match.start(), match.end(), found.isoformat())] if found else []


# "The 4th of each month", "1st floor", "22nd street": no day of a month.
_NO_DAYS = word_set(
    "each every floor street st avenue ave road birthday anniversary time one place option class "
    "grade century edition choice"
)


def _day_alone(tokens: Tokens, match: re.Match[str], today: date) -> list[Found]:
    """A day without its month: the coming one of that number."""
    day = _value(tokens, match, "D")
    if {item.text for item in tokens.items[match.end() : match.end() + 2]} & _NO_DAYS:
        return []
    for ahead in range(14):
        index = today.month - 1 + ahead
        found = _date(today.year + index // 12, index % 12 + 1, day)
        if found is not None and found >= today:
            start = match.start("W") if _is_in(match, "W") else match.start("D")
            return [Found("date", start, match.end("D"), found.isoformat())]
    return []


def _weekday(tokens: Tokens, match: re.Match[str], today: date) -> list[Found]:
    number = _value(tokens, match, "W")
    day = today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    monday = today - timedelta(days=today.weekday())
    if _is_in(match, "L"):
        back = (today.weekday() - number - 1) % 7 + 1
        day = today - timedelta(days=back)
        if _is_in(match, "U"):
            day = monday + timedelta(days=number - 7)
    elif _is_in(match, "N") and (_is_in(match, "U") or tokens.language == "en"):
        day = monday + timedelta(days=number + 7)
    elif _is_in(match, "C"):
        day += timedelta(weeks=_count(tokens, match))
    return [Found("date", match.start(), match.end(), day.isoformat())]


def _day_word(tokens: Tokens, match: re.Match[str], today: date) -> list[Found]:
    offset = _value(tokens, match, "D")
    if _is_in(match, "A"):
        offset += 1
    if _is_in(match, "B"):
        offset -= 1
    if _is_in(match, "T"):
        offset = 0
    if _is_in(match, "Y"):
        offset = -1
    return [Found("date", match.start(), match.end(), (today + timedelta(days=offset)).isoformat())]


def _count(tokens: Tokens, match: re.Match[str]) -> int:
    return _value(tokens, match, "C") if _is_in(match, "C") else 1


def _distance(tokens: Tokens, match: re.Match[str], today: date) -> list[Found]:
    unit = tokens.items[match.start("U")].value
    assert isinstance(unit, tuple)
    amount = unit[1] * _count(tokens, match)
    if _is_in(match, "G"):
        amount = -amount
    base = today
    if _is_in(match, "T"):
        base += timedelta(days=_value(tokens, match, "T"))
    day = _moved(base, unit[0], amount)
    return [Found("date", match.start(), match.end(), day.isoformat())] if day else []


def _feast(tokens: Tokens, match: re.Match[str], today: date) -> list[Found]:
    year = _value(tokens, match, "Y") if _is_in(match, "Y") else None
    if _is_in(match, "F"):
        month, day = str(tokens.items[match.start("F")].value).split("-")
        found = coming(int(day) - _is_in(match, "E"), int(month), year, today)
    else:
        found = coming(31, 12, year, today) if _is_in(match, "E") else coming(1, 1, year, today)
    if found is None:
        return []
    return [Found("date", match.start(), match.end(), found.isoformat())]


def _period(tokens: Tokens, match: re.Match[str], today: date) -> list[Found]:
    monday = today - timedelta(days=today.weekday())
    ahead = 1 if _is_in(match, "N") else -1 if _is_in(match, "L") else 0
    unit = tokens.items[match.start("U")].value if _is_in(match, "U") else ("weekend", 1)
    name = unit[0] if isinstance(unit, tuple) else ""
    if _is_in(match, "M"):
        first = coming(1, _value(tokens, match, "M"), None, today.replace(day=1))
        last = first and first.replace(day=calendar.monthrange(first.year, first.month)[1])
    elif name == "month":
        first = _moved(today.replace(day=1), "month", ahead)
        last = first and first.replace(day=calendar.monthrange(first.year, first.month)[1])
    elif name == "year":
        first, last = date(today.year + ahead, 1, 1), date(today.year + ahead, 12, 31)
    else:
        first = monday + timedelta(weeks=ahead, days=5 if name == "weekend" else 0)
        last = monday + timedelta(weeks=ahead, days=6)
    if first is None or last is None:
        return []
    return [Found("date_period", match.start(), match.end(), f"{first}/{last}")]


# In this order: what is longer and plainer first; words once read are not read again.
_RULES: tuple[tuple[re.Pattern[str], Maker], ...] = tuple(
    (rule(pattern), maker)
    for pattern, maker in (
        (f"(?P<F>digit|ordinal) (?:to|until|dash|and) the? {_DAY} of? {_MONTH} {_YEAR}", _named),
        (
            f"{_MONTH} the? (?P<F>digit|ordinal) (?:to|until|dash|and) the? (?P<D>digit|ordinal)"
            f"{_NO_COUNT} {_YEAR}",
            _named,
        ),
        (f"(?:{_WEEKDAY})? {_DAY} of? {_MONTH} {_YEAR}", _named),
        (f"(?:{_WEEKDAY})? {_MONTH} the? {_DAY} {_NO_COUNT} {_YEAR}", _named),
        ("iso|slashed", _numeric),
        ("(?P<F>feast) (?P<E>eve)? unit? (?P<Y>year)?", _feast),
        ("other? (?:newyear|unit) (?P<E>eve) (?P<Y>year)?", _feast),
        ("other? newyear unit (?P<Y>year)?", _feast),
        (f"{_WEEKDAY} (?P<D>ordinal)", _day_alone),
        ("(?P<W>weekday) (?P<N>next) (?P<U>unit)", _weekday),
        ("(?P<N>next) (?P<U>unit) on? (?P<W>weekday)", _weekday),
        ("(?P<L>last) (?P<U>unit) on? (?P<W>weekday)", _weekday),
        ("(?P<W>weekday) (?P<L>last) (?P<U>unit)", _weekday),
        (f"(?P<W>weekday) in {_COUNT} unit", _weekday),
        (f"{_COUNT} unit (?:on|from) (?P<W>weekday)", _weekday),
        ("(?:this next?|(?P<N>next)|(?P<L>last)) (?P<W>weekday|shortday)", _weekday),
        ("(?P<W>weekday) that? (?P<N>next)", _weekday),
        ("(?P<W>weekday) that? (?P<L>last)", _weekday),
        ("(?P<A>unit after) (?P<D>day)", _day_word),
        ("(?P<B>unit before) (?P<D>day)", _day_word),
        ("(?P<A>in) (?P<D>day)", _day_word),
        ("(?P<A>last) (?P<D>day)", _day_word),
        ("(?P<B>ago) (?P<D>day)", _day_word),
        (f"(?:in|after) of? about? {_COUNT} (?P<U>unit) now?", _distance),
        ("in (?P<U>unit|dual)", _distance),
        (f"about? {_COUNT} (?P<U>unit) from (?:now|(?P<T>day))", _distance),
        (f"{_COUNT} (?P<U>unit) (?P<G>ago)", _distance),
        (f"(?P<G>ago) {_COUNT} (?P<U>unit)", _distance),
        ("(?P<G>ago) (?P<U>unit|dual)", _distance),
        ("(?P<T>this) (?P<D>day|part|night)", _day_word),
        ("(?P<Y>last) night", _day_word),
        ("(?P<D>day|tonight)", _day_word),
        ("(?:this|(?P<N>next)|(?P<L>last)) weekend", _period),
        ("weekend (?:that? (?P<N>next))?", _period),
        ("(?:this|(?P<N>next)|(?P<L>last)) (?P<U>unit)", _period),
        ("(?P<U>unit) that? (?:(?P<N>next)|(?P<L>last))", _period),
        ("(?P<W>weekday)", _weekday),
        ("(?<=on)(?P<W>shortday)", _weekday),
        (
            "(?P<D>ordinal) (?!of? month|noun|people|person|room|unit|part|hour|of article)",
            _day_alone,
        ),
        ("(?<=the unit)(?P<D>digit)", _day_alone),
        ("(?<=of)(?P<M>month)(?!digit|ordinal|year)", _period),
        ("(?<=in)(?P<M>month|maybemonth)(?!digit|ordinal|year)", _period),
    )
)


# Before a day, these say that a stay begins or ends with it.
_BEGINS = rule("(?:from|since|arrive|check in) (?:the|on|of|for|about|at|unit)*$")
_ENDS = rule("(?:until|leave|check out) (?:the|on|of|for|about|at|unit)*$")
_RANGE = rule("(?:part|night|at|clock|meridiem)* (?:to|until|dash|and) (?:the|on|of|unit)*$")
_STAY = rule(
    "stay|room|(?:count|digit|article) night|for (?:count|digit|article) unit|book|us attend"
)
_NO_STAY = rule("party|top|session|clock|meridiem|oclock")


def find_days(tokens: Tokens, today: date) -> list[Found]:
    """Return the dates of a message in order, each word read once."""
    found: list[Found] = []
    taken = [False] * len(tokens.classes)
    for pattern, maker in _RULES:
        for match in pattern.finditer(tokens.classes):
            if any(taken[match.start() : match.end()]):
                continue
            made = maker(tokens, match, today)
            found += made
            if made:
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
    return list(_in_roles(tokens, sorted(found, key=lambda f: f.first), today))


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
    for one, kind in zip(found, kinds, strict=True):
        yield one._replace(kind=kind)


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
    if _ENDS.search(ahead):
        return "date_to"
    return "date_from" if _BEGINS.search(ahead) else "date"


def coming(day: int, month: int, year: int | None, today: date) -> date | None:
    """Return the day of that year, or the coming one where no year is said; None if none is."""
    if year is not None:
        return _date(year, month, day)
    found = _date(today.year, month, day)
    if found is None or found >= today:
        # The 29th of February may be years away, and is then rather a mistake.
        return found
    return _date(today.year + 1, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _moved(base: date, unit: str, amount: int) -> date | None:
    try:
        if unit in ("day", "week"):
            return base + timedelta(days=amount * (7 if unit == "week" else 1))
        index = base.year * 12 + base.month - 1 + amount * (12 if unit == "year" else 1)
        year, month = index // 12, index % 12 + 1
        return date(year, month, min(base.day, calendar.monthrange(year, month)[1]))
    except (ValueError, OverflowError):
        return None


_BARE_DAY = rule("(?P<D>digit|ordinal|ordword) (?!people|adults|kids|meridiem|oclock|clock|of us)")


def find_asked_day(tokens: Tokens, today: date, taken: set[int]) -> list[Found]:
    """Return the day of the month that a bare number names, where we asked for a date."""
    for match in _BARE_DAY.finditer(tokens.classes):
        if match.start() not in taken and 1 <= _value(tokens, match, "D") <= 31:
            return _day_alone(tokens, match, today)
    return []
