"""The ways in which people name a day, each a rule on classes and what it means.

A day without a year is the coming one, today included; a weekday is the coming one, today
excluded. "Next Friday" is the Friday of the next calendar week in English, the coming Friday in
Spanish and Arabic. Each day is read on its own, also in a range ("from the 3rd until the 5th of
May"); ``stay`` puts a begin and an end in order.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from app.domain.dates import coming, date_or_none, moved
from app.domain.reading.found import Found
from app.domain.reading.tokens import Tokens, has, number_of, rule
from app.domain.text import word_set

_WEEKDAY = "(?P<W>weekday|shortday) (?:stop|comma|dash)* (?:on|of)? the?"
_DAY = "(?P<D>ordinal|digit|ordword|count)"
_MONTH = "(?P<M>month|maybemonth)"
_YEAR = "(?:(?:stop|comma|of|in|dash)* (?P<Y>year) | this unit | (?P<N>next) unit)?"
_COUNT = "(?P<C>count|digit|article|couple of?)"
_NO_NOUN = (
    "(?!people|adults|kids|meridiem|oclock|room|party|person|unit|night|hour|other|part|noun|child|"
    "(?:to|dash|sign|stop|comma) digit|digit|month)"
)
_NO_COUNT = "(?!people|adults|kids|meridiem|oclock|room|party|person|of us|unit|night|hour)"

Maker = Callable[[Tokens, "re.Match[str]", date], list[Found]]


def _named(tokens: Tokens, match: re.Match[str], today: date) -> list[Found]:
    """A day and its month: "Monday, the 4th of May 2026"; of a range, both days."""
    month, day = number_of(tokens, match, "M"), number_of(tokens, match, "D")
    year = number_of(tokens, match, "Y") if has(match, "Y") else None
    if has(match, "N"):
        year = today.year + 1
    last = coming(day, month, year, today)
    if last is None:
        return []
    if not has(match, "F"):
        return [Found("date", match.start(), match.end(), last.isoformat())]
    return _shared(tokens, match, last)


def _of_month(tokens: Tokens, match: re.Match[str], today: date) -> list[Found]:
    """ "The 26th of this month", "of next month"."""
    unit = tokens.items[match.start("U")].value
    first = moved(today.replace(day=1), "month", int(has(match, "N")))
    if first is None or unit != ("month", 1):
        return []
    found = date_or_none(first.year, first.month, number_of(tokens, match, "D"))
    return [Found("date", match.start(), match.end(), found.isoformat())] if found else []


def _shared(tokens: Tokens, match: re.Match[str], last: date) -> list[Found]:
    """Two figures of one month, "3-5 August": said in one breath, they share it."""
    low, start = number_of(tokens, match, "F"), match.start("F")
    begin = "M" if match.start("M") < start else "F"
    first = date_or_none(last.year, last.month, low)
    if first is not None and first > last:
        if begin == "M":
            last = moved(last, "month", 1) or last
        else:
            first = date_or_none(last.year - (last.month == 1), (last.month - 2) % 12 + 1, low)
    if first is None:
        return []
    where = match.start("D")
    return [
        Found("date_from", match.start(begin), start + 1, first.isoformat()),
        Found("date_to", where, max(match.end("D"), match.end()), last.isoformat()),
    ]


def _coming_day(day: int, today: date, weekday: int | None = None) -> date | None:
    """Return the coming day of that number, today included; if told, on that weekday."""
    for ahead in range(14):
        year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        found = date_or_none(year, month + 1, day)
        if found is not None and found >= today and weekday in (None, found.weekday()):
            return found
    return None


def _numeric(tokens: Tokens, match: re.Match[str], today: date) -> list[Found]:
    parts = [int(p) for p in re.split(r"[-/.]", tokens.items[match.start()].text)]
    if len(parts) == 2:
        return _short(tokens, match, parts, today)
    if parts[0] > 31:
        found = date_or_none(*parts)
    else:
        year = parts[2] + (2000 if parts[2] < 100 else 0)
        # 3/4 means two days in two countries: only what can be one day is read.
        both = {date_or_none(year, parts[1], parts[0]), date_or_none(year, parts[0], parts[1])}
        if tokens.language in ("es", "ar"):
            both = {date_or_none(year, parts[1], parts[0])}
        days = [day for day in both if day is not None]
        if not days:
            return []
        found = days[0] if len(days) == 1 else None
        return [Found("date", match.start(), match.end(), found and found.isoformat())]
    return [Found("date", match.start(), match.end(), found.isoformat())] if found else []


# "Every Friday", "Good Friday" are no single day.
_NO_WEEKDAYS = word_set("every each good black most cada todos كل")
# "The 11th of every month", "1st floor", "22nd street": no day of a month.
_NO_DAYS = word_set(
    "each every floor street st avenue ave road birthday anniversary time one place option class "
    "grade century edition choice"
)


def _short(tokens: Tokens, match: re.Match[str], parts: list[int], today: date) -> list[Found]:
    """A day and a month as figures, "3/18": read where only one order makes a date."""
    orders = [(parts[0], parts[1]), (parts[1], parts[0])]
    if tokens.language in ("es", "ar"):
        orders = orders[:1]
    days = {day for one, two in orders if (day := coming(one, two, None, today))}
    if not days:
        return []
    value = days.pop().isoformat() if len(days) == 1 else None
    return [Found("date", match.start(), match.end(), value)]


def day_alone(tokens: Tokens, match: re.Match[str], today: date) -> list[Found]:
    """A day without its month: the coming one of that number."""
    day = number_of(tokens, match, "D")
    if {item.text for item in tokens.items[match.end() : match.end() + 2]} & _NO_DAYS:
        return []
    weekday = number_of(tokens, match, "W") if has(match, "W") else None
    found = _coming_day(day, today, weekday) or _coming_day(day, today)
    if found is None:
        return []
    start = match.start("W") if has(match, "W") else match.start("D")
    return [Found("date", start, match.end("D"), found.isoformat())]


def _figure_alone(tokens: Tokens, match: re.Match[str], today: date) -> list[Found]:
    """A bare figure where a day stands; «las 5» is an hour."""
    before = tokens.items[match.start() - 1].text if match.start() else ""
    if before in ("las", "los", "la") or number_of(tokens, match, "D") > 31:
        return []
    return day_alone(tokens, match, today)


def _said_in(languages: tuple[str, ...], maker: Maker) -> Maker:
    """Return a reading that holds in these languages only."""

    def made(tokens: Tokens, match: re.Match[str], today: date) -> list[Found]:
        return maker(tokens, match, today) if tokens.language in languages else []

    return made


def _nth_weekday(tokens: Tokens, match: re.Match[str], today: date) -> list[Found]:
    """ "The first Monday of June", "the last Friday in May": the coming one."""
    month, number = number_of(tokens, match, "M"), number_of(tokens, match, "W")
    nth = number_of(tokens, match, "O")
    for year in (today.year, today.year + 1):
        days = [
            day
            for at in range(1, calendar.monthrange(year, month)[1] + 1)
            if (day := date(year, month, at)).weekday() == number
        ]
        if nth <= len(days) and days[nth - 1] >= today:
            return [Found("date", match.start(), match.end(), days[nth - 1].isoformat())]
    return []


def _weekday(tokens: Tokens, match: re.Match[str], today: date) -> list[Found]:
    number = number_of(tokens, match, "W")
    if match.start() and tokens.items[match.start() - 1].text in _NO_WEEKDAYS:
        return []
    day = today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    monday = today - timedelta(days=today.weekday())
    if has(match, "L"):
        back = (today.weekday() - number - 1) % 7 + 1
        day = today - timedelta(days=back)
        if has(match, "U"):
            day = monday + timedelta(days=number - 7)
    elif has(match, "N") and (has(match, "U") or tokens.language == "en"):
        day = monday + timedelta(days=number + 7)
    elif has(match, "C"):
        day += timedelta(weeks=_count(tokens, match))
    elif has(match, "A"):
        day += timedelta(weeks=1)
    return [Found("date", match.start(), match.end(), day.isoformat())]


def _day_word(tokens: Tokens, match: re.Match[str], today: date) -> list[Found]:
    offset = number_of(tokens, match, "D")
    if has(match, "A"):
        offset += 1
    if has(match, "B"):
        offset -= 1
    if has(match, "T"):
        offset = 0
    if has(match, "Y"):
        offset = -1
    return [Found("date", match.start(), match.end(), (today + timedelta(days=offset)).isoformat())]


def _count(tokens: Tokens, match: re.Match[str]) -> int:
    return number_of(tokens, match, "C") if has(match, "C") else 1


def _distance(tokens: Tokens, match: re.Match[str], today: date) -> list[Found]:
    unit = tokens.items[match.start("U")].value
    assert isinstance(unit, tuple)
    amount = unit[1] * _count(tokens, match)
    if has(match, "G"):
        amount = -amount
    base = today + timedelta(days=number_of(tokens, match, "T") + number_of(tokens, match, "R"))
    day = moved(base, unit[0], amount)
    return [Found("date", match.start(), match.end(), day.isoformat())] if day else []


def _feast(tokens: Tokens, match: re.Match[str], today: date) -> list[Found]:
    year = number_of(tokens, match, "Y") if has(match, "Y") else None
    if has(match, "F"):
        month, day = str(tokens.items[match.start("F")].value).split("-")
        found = coming(int(day) - has(match, "E"), int(month), year, today)
    else:
        found = coming(31, 12, year, today) if has(match, "E") else coming(1, 1, year, today)
    if found is None:
        return []
    return [Found("date", match.start(), match.end(), found.isoformat())]


def _month_begin(tokens: Tokens, match: re.Match[str], today: date) -> list[Found]:
    """ "From September on": from its first day."""
    first = coming(1, number_of(tokens, match, "M"), None, today)
    return [Found("date", match.start("M"), match.end(), first.isoformat())] if first else []


def _period(tokens: Tokens, match: re.Match[str], today: date) -> list[Found]:
    monday = today - timedelta(days=today.weekday())
    ahead = 1 if has(match, "N") else -1 if has(match, "L") else 0
    unit = tokens.items[match.start("U")].value if has(match, "U") else ("weekend", 1)
    name = unit[0] if isinstance(unit, tuple) else ""
    if has(match, "M"):
        first = coming(1, number_of(tokens, match, "M"), None, today.replace(day=1))
        last = first and first.replace(day=calendar.monthrange(first.year, first.month)[1])
    elif name == "month":
        first = moved(today.replace(day=1), "month", ahead)
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
DAY_RULES: tuple[tuple[re.Pattern[str], Maker], ...] = tuple(
    (rule(pattern), maker)
    for pattern, maker in (
        (f"(?P<F>digit) (?:to|until|dash|and) the? {_DAY} of? {_MONTH} {_YEAR}", _named),
        (
            f"{_MONTH} stop? the? (?P<F>digit|ordinal) (?:to|until|dash|and) the?"
            f" (?P<D>digit|ordinal) {_NO_COUNT} {_YEAR}",
            _named,
        ),
        (f"(?:{_WEEKDAY})? {_DAY} (?:of|dash)? {_MONTH} {_YEAR}", _named),
        (f"(?:{_WEEKDAY})? {_MONTH} stop? the? {_DAY} {_NO_COUNT} {_YEAR}", _named),
        ("iso|slashed", _numeric),
        (f"(?:{_WEEKDAY})? {_DAY} (?:of|from) (?:this|the? (?P<N>next)) (?P<U>unit)", _of_month),
        (f"{_DAY} (?:of|from) the? (?P<U>unit) that? (?P<N>next)", _of_month),
        (
            "(?:^|(?<=until)|(?<=on)|(?<=for)|(?<=weekday)|(?<=comma)|(?<=from)|(?<=to)"
            "|(?<=dash)|(?<=the)) short (?!people|adults|kids|room|bathroom|other)",
            _numeric,
        ),
        (
            "(?P<O>ordword|ordinal|last) (?P<W>weekday) (?:of|in) (?P<M>month|maybemonth)",
            _nth_weekday,
        ),
        ("(?P<F>feast) (?P<E>eve)? unit? (?P<Y>year)?", _feast),
        ("other? (?:newyear|unit) (?P<E>eve) (?P<Y>year)?", _feast),
        ("other? newyear unit (?P<Y>year)?", _feast),
        (f"{_WEEKDAY} (?P<D>ordinal)", day_alone),
        (
            f"{_WEEKDAY} (?P<D>digit) (?!meridiem|oclock|hour|people|adults)",
            _said_in(("es", "ar"), _figure_alone),
        ),
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
        ("(?P<A>in) (?P<D>day)", _said_in(("ar",), _day_word)),
        ("(?P<A>last) (?P<D>day)", _said_in(("es",), _day_word)),
        ("(?P<B>ago) (?P<D>day)", _said_in(("ar",), _day_word)),
        (f"(?:in|after) of? about? {_COUNT} (?P<U>unit) now?", _distance),
        ("in (?P<U>unit|dual)", _said_in(("ar",), _distance)),
        (f"about? {_COUNT} (?P<U>unit) (?:(?:from|on) (?:now|(?P<T>day))|(?P<R>day))", _distance),
        (f"{_COUNT} (?P<U>unit) (?P<G>ago)", _distance),
        (f"(?P<G>ago) {_COUNT} (?P<U>unit)", _distance),
        ("(?P<G>ago) (?P<U>unit|dual)", _said_in(("ar",), _distance)),
        ("(?P<T>this) (?P<D>day|part|night)", _day_word),
        ("(?P<Y>last) night", _day_word),
        ("(?P<D>day|tonight)", _day_word),
        ("(?:this|(?P<N>next)|(?P<L>last)) weekend", _period),
        ("fin of unit that? (?P<N>next)", _period),
        ("(?:this|(?P<N>next)|(?P<L>last))? fin of unit", _period),
        ("weekend (?:that? (?P<N>next))?", _period),
        ("(?:this|(?P<N>next)|(?P<L>last)) (?P<U>unit)", _period),
        ("(?P<U>unit) that? (?:(?P<N>next)|(?P<L>last))", _period),
        ("(?P<W>weekday) (?P<A>after next)", _weekday),
        ("(?:this attend|attend) (?P<W>weekday)", _weekday),
        ("(?P<W>weekday)", _weekday),
        (
            "(?:^|(?<=on)|(?<=for)|(?<=until)|(?<=from)|(?<=by)|(?<=comma)) (?P<W>shortday)",
            _weekday,
        ),
        (
            "(?:(?<=weekday and)|(?<=shortday and)|(?<=weekday to)|(?<=shortday to))"
            " (?P<W>shortday)",
            _weekday,
        ),
        (
            "(?P<D>ordinal) (?!of? month|noun|people|person|room|unit|part|hour|of article)",
            day_alone,
        ),
        ("(?<=the unit)(?P<D>digit)", day_alone),
        (
            f"(?:(?<=on the)|(?<=until the)|(?<=from the)|(?<=leave the)) (?P<D>digit) {_NO_NOUN}",
            _figure_alone,
        ),
        (
            "(?:(?<=to the)|(?<=dash the)) (?P<D>digit) (?=$|stop|comma|end|polite|for|and|with)",
            _said_in(("en", "ar"), _figure_alone),
        ),
        (
            "(?:(?<=arrive)|(?<=leave)|(?<=check in)|(?<=check out)) on? the? (?P<D>digit)"
            f" {_NO_NOUN}",
            day_alone,
        ),
        ("(?:(?<=from)|(?<=since)) (?P<M>month)(?!digit|ordinal|year)", _month_begin),
        ("(?<=unit)(?P<D>digit)(?!unit|people|of)", _said_in(("ar",), _figure_alone)),
        (
            "(?<=the)(?P<D>digit)(?=$|stop|comma|end|polite|to the|at|for|and)",
            _said_in(("es",), _figure_alone),
        ),
        ("(?<=of)(?P<M>month)(?!digit|ordinal|year)", _period),
        ("(?<=in)(?P<M>month|maybemonth)(?!digit|ordinal|year)", _period),
    )
)
