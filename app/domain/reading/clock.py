"""Times of day as people say them: "half past six", «a las 6 y media», «الساعة ٥ ونص».

A time without morning or evening beside it is kept as said: "at 6" is 06:00. Whether that is
dinner is for whoever knows the business. "5 to 8" is 07:55, unless "from" makes it a range.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import datetime, timedelta

from app.domain.reading.found import Found, scan
from app.domain.reading.tokens import Tokens, has, number_of, rule

_PREPOSED = "comma? (?:in|on|at|of|for) the? (?:part|night|noon)"
_SURE_PART = f"(?P<P>meridiem (?:{_PREPOSED}|part)?|{_PREPOSED}|part|at night)"
_SAID_PART = f"(?P<P>meridiem (?:{_PREPOSED}|part)?|{_PREPOSED}|part|night)"
_ANY_PART = f"{_SAID_PART}?"
_HOUR = "(?P<H>digit|count|clockword)"
_COUNTED = (
    "people|adults|kids|person|child|unit|night|hour|room|bedroom|bathroom|party|symbol|couple|"
    "month|ordinal|more|currency|of (?:us|month|people|the|my)|(?:dash|stop|sign|comma) digit"
)
_NOT_COUNTED = f"(?!(?:dash|or|to)? (?:{_COUNTED}))"
_ALONE = f"(?:{_SAID_PART}|{_NOT_COUNTED})"
_SAID = (
    "(?:(?<=at)|(?<=after)|(?<=before)|(?<=by)|(?<=until)|(?<=to the)|(?<=after than)|(?<=at about)"
)
_SAID += "|(?<=before than)|(?<=after about)|(?<=at the))"

# "Tomorrow night at 9", "9 tonight", "at 8 this evening".
_PART_AFTER = rule("comma? (?:on|weekday|day|this)* (?P<P>part|tonight|night)")
_PART_BEFORE = rule(
    "(?P<P>(?<!good)part|(?:day|weekday|this|^) night|tonight) (?:comma|at|about)*$"
)

Maker = Callable[[Tokens, "re.Match[str]", datetime], list[Found]]


def _part(tokens: Tokens, match: re.Match[str]) -> str:
    """Return ``am``, ``pm``, ``night``, ``noon`` or nothing: what is said beside the time."""
    if has(match, "P"):
        return _part_in(tokens, *match.span("P"))
    if after := _PART_AFTER.match(tokens.classes, match.end()):
        return _part_in(tokens, *after.span("P"))
    start = max(0, match.start() - 5)
    if before := _PART_BEFORE.search(tokens.classes[start : match.start()]):
        return _part_in(tokens, start + before.start("P"), start + before.end("P"))
    return ""


def _part_in(tokens: Tokens, first: int, last: int) -> str:
    for token in tokens.items[first:last]:
        if token.kind in ("meridiem", "part"):
            return str(token.value)
        if token.kind in ("tonight", "night", "noon"):
            return "noon" if token.kind == "noon" else "night"
    return ""


def _as_time(hour: int, minute: int, part: str) -> str | None:
    if not (0 <= hour <= 24 and 0 <= minute < 60):
        return None
    if part == "am" and hour == 12:
        hour = 0
    if part == "night" and hour == 12:
        hour = 0
    if part == "noon" and hour < 5:
        hour += 12
    if (part == "pm" and hour < 12) or (part == "night" and 6 <= hour < 12):
        hour += 12
    return f"{hour % 24:02d}:{minute:02d}"


def _made(match: re.Match[str], value: str | None, kind: str = "time") -> list[Found]:
    return [Found(kind, match.start(), match.end(), value)] if value else []


def _clock(tokens: Tokens, match: re.Match[str], now: datetime) -> list[Found]:
    hour, minute = re.split(r"[:.h]", tokens.items[match.start()].text)[:2]
    return _made(match, _as_time(int(hour), int(minute), _part(tokens, match)))


def _hour(tokens: Tokens, match: re.Match[str], now: datetime) -> list[Found]:
    """An hour, its minutes beside it or not: "7", "7 15", "eight fifteen", "915"."""
    hour, minute = number_of(tokens, match, "H"), 0
    if has(match, "M"):
        minute = number_of(tokens, match, "M")
        text = tokens.items[match.start("M")].text
        if minute % 5 or (text.isdigit() and len(text) != 2):
            return []
    elif hour > 24:
        hour, minute = divmod(hour, 100)
        if tokens.items[match.start("H")].kind == "digits" and hour < 10 and not has(match, "P"):
            # "915" alone is a number; "915pm" is a time, and so is "2145".
            return []
    if _is_house_number(tokens, match.end()):
        return []
    return _made(match, _as_time(hour, minute, _part(tokens, match)))


def _is_house_number(tokens: Tokens, at: int) -> bool:
    if at >= len(tokens.items) or tokens.items[at].kind != "other":
        return False
    word = tokens.message[tokens.items[at].start : tokens.items[at].end]
    return word[:1].isupper() and not word.isupper()


def _around(tokens: Tokens, match: re.Match[str], now: datetime) -> list[Found]:
    """Minutes around the hour: "quarter to 8", "20 past 6 evening", «6 y media»."""
    shift = number_of(tokens, match, "N")
    kind = tokens.items[match.start("N")].kind
    if kind in ("digit", "count") and (shift > 29 or (shift % 5 and not has(match, "U"))):
        return []
    hour = number_of(tokens, match, "H")
    if not 0 <= hour <= 24:
        return []
    part = _part(tokens, match)
    if not has(match, "B"):
        return _made(match, _as_time(hour, shift, part))
    whole = _as_time(hour, 0, part)
    if whole is None:
        return []
    minutes = (int(whole[:2]) * 60 - shift) % (24 * 60)
    return _made(match, f"{minutes // 60:02d}:{minutes % 60:02d}")


def _noon(tokens: Tokens, match: re.Match[str], now: datetime) -> list[Found]:
    return _made(match, str(tokens.items[match.end() - 1].value))


def _from_now(tokens: Tokens, match: re.Match[str], now: datetime) -> list[Found]:
    """ "In half an hour" is a time, and a day with it."""
    unit = tokens.items[match.start("U")].value
    assert isinstance(unit, tuple)
    if tokens.language != "ar" and not (has(match, "C") or has(match, "F")):
        # «بعد ساعة» is in an hour, "in hours" is nothing.
        return []
    amount = float(unit[1])
    if has(match, "C"):
        amount *= number_of(tokens, match, "C") or 1
    if has(match, "F"):
        amount *= number_of(tokens, match, "F") / 60
    if has(match, "A"):
        amount += number_of(tokens, match, "A") / 60
    then = now + timedelta(minutes=amount * (60 if unit[0] == "hour" else 1))
    day = Found("date", match.start(), match.end(), then.date().isoformat())
    return [*_made(match, f"{then:%H:%M}"), day]


def _range(tokens: Tokens, match: re.Match[str], now: datetime) -> list[Found]:
    """ "From 2 to 4 pm": what is said beside the second holds for both, if that is in order."""
    part = _part(tokens, match)
    first, last = number_of(tokens, match, "F"), number_of(tokens, match, "H")
    end = _as_time(last, 0, part)
    begin = _as_time(first, 0, part)
    if begin is None or end is None:
        return []
    if begin >= end and part:
        begin = _as_time(first, 0, "am") or begin
    where = match.start("F")
    return [
        Found("time_from", where, where + 1, begin),
        Found("time_to", match.start("H"), match.end(), end),
    ]


_MINUTES = "(?P<N>digit|count|quarter|half) (?P<U>hour)?"
_RULES: tuple[tuple[re.Pattern[str], Maker], ...] = tuple(
    (rule(pattern), maker)
    for pattern, maker in (
        (f"in about? (?P<F>half|quarter) (?:of? article)? (?P<U>hour) {_NOT_COUNTED}", _from_now),
        (
            "in of? about? (?P<C>count|digit|article|couple of?) (?P<U>hour)"
            " (?:and article? (?P<A>half))?",
            _from_now,
        ),
        ("in (?P<U>hour|dualhour)", _from_now),
        (f"clock (?:oclock|hour|dash? ish)? {_ANY_PART}", _clock),
        (f"dotted {_SURE_PART}", _clock),
        (f"{_SAID} dotted", _clock),
        (
            f"(?<!from) article? {_MINUTES} dash? (?:past|(?P<B>to|until)) dash? {_HOUR} oclock?"
            f" {_ALONE}",
            _around,
        ),
        (
            f"article? (?P<N>quarter|half) (?:after|(?P<B>before|of)) {_HOUR} oclock? {_ANY_PART}",
            _around,
        ),
        (f"(?P<N>half) {_HOUR} {_ALONE}", _around),
        (f"(?<=to the)(?P<H>article) and (?P<N>half|quarter|count|digit) {_ANY_PART}", _around),
        (f"{_HOUR} and (?P<N>half|quarter) {_ANY_PART}", _around),
        (f"{_HOUR} (?P<B>minus) (?P<N>quarter|count|digit) {_ANY_PART}", _around),
        (f"(?<=the) {_HOUR} and (?P<N>count|digit) {_ANY_PART}", _around),
        (
            "(?<=from)(?:to? the)? (?P<F>digit|count) (?:to|until|dash|and)"
            f" (?:to? the)? {_HOUR} {_SURE_PART}",
            _range,
        ),
        (f"(?P<F>digit|count) (?:to|until|dash) the? {_HOUR} {_SURE_PART}", _range),
        (f"{_HOUR} (?P<M>digit) {_SURE_PART}", _hour),
        (f"{_SAID} {_HOUR} (?P<M>digit) {_ALONE}", _hour),
        (f"^{_HOUR} (?P<M>digit) {_ALONE}", _hour),
        (f"(?P<H>count|digit) dash? (?P<M>count) {_ALONE}", _hour),
        (f"(?P<H>digit|digits|year|count|clockword) {_SURE_PART}", _hour),
        (f"(?<=to the)(?P<H>article) {_ALONE}", _hour),
        (f"(?<!good)(?P<P>part) {_HOUR} {_NOT_COUNTED}", _hour),
        (f"(?<=at) {_HOUR} night", _hour),
        (f"{_HOUR} (?:other? oclock|dash? ish) {_ANY_PART}", _hour),
        (f"(?<=to the){_HOUR} hour {_ANY_PART}", _hour),
        (
            "(?:(?<=night about)|(?<=day about)|(?<=part about)|(?<=tonight about))"
            f" {_HOUR} {_ALONE}",
            _hour,
        ),
        (f"{_SAID} (?P<H>digit|count|clockword|digits|year) {_NOT_COUNTED}", _hour),
        ("clockword", _hour),
        ("(?:digit|count)? noon", _noon),
    )
)
# Where we asked for a time, a bare figure is one.
_ASKED: tuple[tuple[re.Pattern[str], Maker], ...] = tuple(
    (rule(pattern), maker)
    for pattern, maker in (
        ("dotted", _clock),
        (f"(?<=from)(?P<F>digit|count) (?:to|until|dash|and) {_HOUR} {_NOT_COUNTED}", _range),
        (f"(?P<F>digit|count) (?:to|dash) {_HOUR} {_NOT_COUNTED}", _range),
        (f"{_HOUR} (?P<M>digit) {_NOT_COUNTED}", _hour),
        (f"(?P<H>digit|digits|year|count) {_NOT_COUNTED}", _hour),
    )
)
_ENDS = rule("until (?:the|at|about)*$")
_BEGINS = rule("(?:from|since) (?:the|at|about)*$")
_RANGE = rule("(?:to|until|dash) (?:the|at)*$")
_BETWEEN = rule("and (?:the|at)*$")

# A cheap look first: most messages name no hour.
_TELLING = rule(
    "digit|digits|year|count|clockword|clock|dotted|noon|hour|dualhour|quarter|half|to the article"
)


def find_times(
    tokens: Tokens, asked: Collection[str], now: datetime, taken: set[int]
) -> list[Found]:
    """Return the times of a message in order; ``taken`` are tokens that are something else."""
    if not _TELLING.search(tokens.classes):
        return []
    used = set(taken)
    found = scan(_RULES, tokens, now, used)
    if not found and "time" in asked:
        found = scan(_ASKED, tokens, now, used)
    return list(_in_roles(tokens, found))


def _in_roles(tokens: Tokens, found: list[Found]) -> Iterator[Found]:
    times = [one for one in found if one.kind.startswith("time")]
    kinds = [one.kind for one in times]
    for i, one in enumerate(times):
        if one.kind != "time":
            continue
        start = times[i - 1].last if i else 0
        ahead = tokens.classes[max(start, one.first - 5) : one.first]
        is_second = i and (
            _RANGE.match(ahead) or (_BETWEEN.match(ahead) and kinds[i - 1] == "time_from")
        )
        if is_second:
            kinds[i] = "time_to"
            kinds[i - 1] = "time_from" if kinds[i - 1] == "time" else kinds[i - 1]
        elif _ENDS.search(ahead):
            kinds[i] = "time_to"
        elif _BEGINS.search(ahead):
            kinds[i] = "time_from"
    for one, kind in zip(times, kinds, strict=True):
        yield one._replace(kind=kind)
    yield from (one for one in found if not one.kind.startswith("time"))
