"""Days and hours as a lead writes them, each with its place in the text.

A day of the month without its month is the next such day; "next Thursday" and "Thursday next week"
are the Thursday of the week after this one, "this Thursday" and "Thursday" the coming one. An hour
without morning or evening is taken as business hours have it: 1 to 7 is the afternoon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS: dict[str, int] = {}
for _row in (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sept oct nov dec",
):
    _MONTHS |= {name: number for number, name in enumerate(_row.split(), 1)}
_MONTHS["sep"] = 9
_WEEKDAYS: dict[str, int] = {}
for _row in (
    "monday tuesday wednesday thursday friday saturday sunday",
    "mon tues wed thurs fri sat sun",
    "mon tue wed thu fri sat sun",
):
    _WEEKDAYS |= {name: number for number, name in enumerate(_row.split())}
# Too short to be days unless written like names: "mon" is French, "sun" shines, "sat" is a verb.
_SHORT_DAYS = frozenset({"mon", "tue", "wed", "thu", "fri", "sat", "sun"})
_ORDINALS: dict[str, int] = {}
for _row in (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth",
):
    _ORDINALS |= {name: number for number, name in enumerate(_row.split(), 1)}
_NUMBERS: dict[str, int] = {}
for _row in ("one two three four five six seven eight nine ten eleven twelve",):
    _NUMBERS |= {name: number for number, name in enumerate(_row.split(), 1)}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
_ORDINAL = "|".join(_ORDINALS)
_NTH = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{_ORDINAL})"
_DATE = re.compile(
    rf"\b(?P<iso>\d{{4}}-\d\d-\d\d)\b"
    rf"|\b(?P<day1>\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL})(?: day)?(?: of)? (?P<month1>{_MONTH})\b"
    rf"(?:,? (?P<year1>20\d\d))?"
    rf"|\b(?P<month2>{_MONTH})\.?(?: the)? (?P<day2>\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL})\b"
    rf"(?![:.]\d)(?:,? (?P<year2>20\d\d))?"
    rf"|\b(?:the )?(?P<day3>{_NTH}) (?:of )?(?P<which3>this|next) month\b"
    rf"|\b(?P<after>(?:the )?day after tomorrow)\b"
    rf"|\b(?P<word>(?:later )?today|tonight|tomorrow|tmrw|tomorow|tommorow)\b"
    rf"|\b(?P<week5>this|next|coming)? ?(?P<weekday5>{_WEEKDAY})\b"
    rf"(?: (?:of )?(?P<week6>this|next) week)?"
    rf"|\bthe (?P<day7>\d{{1,2}}(?:st|nd|rd|th)|{_ORDINAL})\b"
    rf"(?! (?:one|option|floor|time|thing|choice|place|hotel|apartment|person))"
    rf"|\b(?P<day8>\d{{1,2}}(?:st|nd|rd|th))\b(?! (?:street|st|avenue|ave|floor|road|place))"
    rf"|\b(?P<month9>\d{{1,2}})/(?P<day9>\d{{1,2}})(?:/(?P<year9>(?:20)?\d\d))?\b",
    re.IGNORECASE,
)
# "Thanks for helping me today", "that is all for today" name no day.
_CLOSING = re.compile(
    r"\b(?:thank\w*|that'?s|that is|that will|that'?ll|all|help\w*|assist\w*|done|everything|"
    r"how are you)\b[^.?!]{0,60}$",
    re.IGNORECASE,
)
_HOUR = rf"\d{{1,2}}|{'|'.join(_NUMBERS)}"
_PART = (
    r"in the (?:early |late )?(?:morning|afternoon|evening|night)|at night|"
    r"(?:this |that )?(?:morning|afternoon|evening)"
)
_TIME = re.compile(
    rf"\b(?P<clock>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?!\d| ?%) ?(?P<half1>[ap]\.?m\b)?"
    rf"(?: (?P<part1>{_PART}))?"
    rf"|\b(?P<rel>half past|half|quarter past|quarter to|quarter after|quarter till) "
    rf"(?P<hour2>{_HOUR})\b ?(?P<half2>[ap]\.?m\b)?(?: (?P<part2>{_PART}))?"
    rf"|\b(?P<hour3>{_HOUR}) ?(?P<half3>[ap]\.?m\b)"
    rf"|\b(?P<hour4>{_HOUR})(?: ?o['\"’`]?clock)? (?P<part4>{_PART})\b"
    rf"|\b(?P<hour5>{_HOUR}) ?o['\"’` ]?clock\b"
    rf"|\b(?P<part6>morning|afternoon|evening|night)(?: at)? (?P<hour6>\d{{1,2}})"
    rf"(?:[:.](?P<minute6>[0-5]\d))?\b(?!(?:st|nd|rd|th)\b)"
    rf"|\b(?P<noon>noon|midday)\b",
    re.IGNORECASE,
)
_PART_BEFORE = re.compile(r"(?:the )?(morning|afternoon|evening|night)(?: at| around)? $", re.I)
_BARE_HOUR = re.compile(rf"\b(?:at|around|about|by)? ?(?P<hour>{_HOUR})\b(?![:.]\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class When:
    """A day (ISO date) or an hour (``HH:MM``) that stands in a text at ``start`` to ``end``."""

    kind: str
    value: str
    start: int
    end: int


def find_dates(text: str, today: date) -> list[When]:
    """Return the days a text names, in order."""
    found = []
    for match in _DATE.finditer(text):
        day = _day(match, today)
        is_idle = (match["word"] or "").lower() == "today" and _CLOSING.search(
            text[: match.start()]
        )
        if day is not None and not is_idle:
            found.append(When("date", day.isoformat(), match.start(), match.end()))
    return found


def find_times(text: str, is_asked: bool = False) -> list[When]:
    """Return the hours a text names, in order; a bare number only where an hour was asked for."""
    found = []
    for match in _TIME.finditer(text):
        value = _time(match, text)
        if value is not None:
            found.append(When("time", value, match.start(), match.end()))
    if not found and is_asked and (bare := _BARE_HOUR.search(text)):
        hour = _number(bare["hour"])
        if 0 < hour <= 24 and not re.match(
            r"\s?(?:st|nd|rd|th|day|night|people)", text[bare.end() :]
        ):
            found.append(When("time", f"{_business_hour(hour):02d}:00", bare.start(), bare.end()))
    return found


def _day(match: re.Match[str], today: date) -> date | None:
    if match["iso"]:
        return _read_iso(match["iso"])
    if match["month1"] or match["month2"]:
        month = _MONTHS[(match["month1"] or match["month2"]).lower()]
        return _coming(
            _nth(match["day1"] or match["day2"]), month, match["year1"] or match["year2"], today
        )
    if match["day3"]:
        ahead = 1 if match["which3"].lower() == "next" else 0
        year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        return _date(year, month + 1, _nth(match["day3"]))
    if match["after"]:
        return today + timedelta(days=2)
    if match["word"]:
        is_today = match["word"].lower().endswith(("today", "tonight"))
        return today + timedelta(days=0 if is_today else 1)
    if match["weekday5"]:
        return _weekday(match, today)
    if match["month9"]:
        return _numeric(match, today)
    return _coming_day(_nth(match["day7"] or match["day8"]), today)


def _weekday(match: re.Match[str], today: date) -> date | None:
    name = match["weekday5"].lower()
    week = (match["week5"] or match["week6"] or "").lower()
    if name in _SHORT_DAYS and not week and not match["weekday5"][0].isupper():
        return None
    wanted = _WEEKDAYS[name]
    if week == "next":
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(days=7 + wanted)
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _numeric(match: re.Match[str], today: date) -> date | None:
    first, second = int(match["month9"]), int(match["day9"])
    if first <= 12 and second <= 12 and first != second:
        return None
    month, day = (first, second) if first <= 12 else (second, first)
    year = match["year9"]
    return _coming(day, month, f"20{year[-2:]}" if year else None, today)


def _time(match: re.Match[str], text: str) -> str | None:
    if match["noon"]:
        return "12:00"
    minute = int(match["minute"] or match["minute6"] or 0)
    hour = _number(
        match["clock"]
        or match["hour2"]
        or match["hour3"]
        or match["hour4"]
        or match["hour5"]
        or match["hour6"]
    )
    part = match["part1"] or match["part2"] or match["part4"] or match["part6"] or ""
    half = (match["half1"] or match["half2"] or match["half3"] or "").lower()
    if not part and (before := _PART_BEFORE.search(text[: match.start()])):
        part = before[1]
    if hour > 24:
        return None
    relation = (match["rel"] or "").lower()
    if relation.startswith("half"):
        minute = 30
    elif relation.endswith(("to", "till")):
        hour, minute = hour - 1, 45
    elif relation:
        minute = 15
    return f"{_of_day(hour, half, part.lower(), match) % 24:02d}:{minute:02d}"


def _of_day(hour: int, half: str, part: str, match: re.Match[str]) -> int:
    if half.startswith("p") or (not half and re.search("afternoon|evening|night", part)):
        return hour + 12 if hour < 12 else hour
    if half.startswith("a") or "morning" in part:
        return 0 if hour == 12 else hour
    # "16:45" and "09:30" are of 24 hours; "3 o'clock" and "half past 3" are not.
    is_padded = (match["clock"] or "").startswith("0")
    return hour if is_padded else _business_hour(hour)


def _business_hour(hour: int) -> int:
    return hour + 12 if 1 <= hour <= 7 else hour


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text.lower()]


def _nth(text: str) -> int:
    low = text.lower()
    return _ORDINALS[low] if low in _ORDINALS else int(re.sub(r"\D", "", low))


def _coming(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _date(int(year), month, day)
    this_year = _date(today.year, month, day)
    if this_year is None or this_year >= today:
        return this_year
    return _date(today.year + 1, month, day)


def _coming_day(day: int, today: date) -> date | None:
    this_month = _date(today.year, today.month, day)
    if this_month is not None and this_month >= today:
        return this_month
    year, month = divmod(today.year * 12 + today.month, 12)
    return _date(year, month + 1, day)


def _read_iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
