"""Weekdays, months and dates that a text names, in English, Spanish and Arabic.

A range names every day in it ("Sunday to Thursday"), "weekdays" five, "every day" all. Words that
are also something else ("may", "sun", "march") count only where they can be nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from app.domain.text import strip_marks

_DAY_ROWS = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "lunes martes miercoles jueves viernes sabado domingo",
    "الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت الاحد",
    "الاثنين الثلاثا الاربعا الخميس الجمعه السبت الاحد",
)
_DAYS = {word: number for row in _DAY_ROWS for number, word in enumerate(row.split())}
_SHORT = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4}
_SHORT |= {"sat": 5, "sun": 6}
_MONTHS = {
    word: number
    for row in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر",
    )
    for number, word in enumerate(row.split(), 1)
} | {"sept": 9}
# These are also other words: as a month only beside a day, or behind "in", "of", "until".
_DOUBTFUL = frozenset({"march", "may", "mar", "jan", "dec", "sep", "jun", "mayo", "مايو", "مارس"})
_LONG_DAY = "|".join(sorted(_DAYS, key=len, reverse=True))
_DAY = re.compile(rf"(?<!\w)(?:و|ب|ل)?({_LONG_DAY})s?(?!\w)")
_SHORT_DAY = re.compile(r"\b(Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?")
_TO = re.compile(r"\s*(?:-|to|through|thru|until|till|a|al|hasta|الي|حتي)\s*(?:el |يوم )?")
_WORKDAYS = re.compile(
    r"\b(?:weekdays?|working days?|business days|entre semana|dias laborables)\b|ايام العمل"
)
_WEEKEND = re.compile(r"\b(?:weekends?|fin(?:es)? de semana)\b|نهايه الاسبوع|عطله الاسبوع")
_ALL_DAYS = re.compile(
    r"\b(?:every ?day|daily|(?:7|seven) days|all week|24/7|todos los dias|diario|a diario"
    r"|cada dia)\b|كل يوم|يوميا|طوال الاسبوع|جميع ايام"
)
_OPENS = re.compile(r"\b(?:open|available|abr\w+|abiert\w+|atendemos)\b|مفتوح|نفتح|نعمل|متاح")
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"(?<![\w.,:])(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+|de\s+|من\s+)?({_MONTH})(?!\w)"
    rf"|(?<!\w)({_MONTH})\.?\s+(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)?(?![\w:])"
)
_MONTH_ALONE = re.compile(
    rf"(?<!\w)(?:(in|of|until|till|by|since|en|de|hasta|في|شهر)\s+)?({_MONTH})(?!\w)"
)
_ISO = re.compile(r"\b\d{4}-(\d{1,2})-(\d{1,2})(?!\d)")
_DAY_ORDINALS = {
    word: number
    for row in (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
        " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
        "primero",
    )
    for number, word in enumerate(row.split(), 1)
} | {"thirtieth": 30}
_ORDINAL = re.compile(
    rf"(?<!\w)({'|'.join(_DAY_ORDINALS)})(?= (?:of|de) (?:{_MONTH})(?!\w))"
    rf"|(?<= )({'|'.join(_DAY_ORDINALS)})(?!\w)"
)
_BEFORE_ORDINAL = re.compile(rf"(?:{_MONTH})(?: the)? $")


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a text names: weekdays 0 (Monday) to 6, months, and dates as (month, day)."""

    days: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()
    dates: frozenset[tuple[int, int]] = frozenset()
    is_weekend: bool = False

    def __or__(self, other: Calendar) -> Calendar:
        return Calendar(
            self.days | other.days,
            self.months | other.months,
            self.dates | other.dates,
            self.is_weekend or other.is_weekend,
        )


# One of these stands in every text that is read here; most texts have none of them.
_HINTS = frozenset(
    {*_DAYS, *_SHORT, *_MONTHS, "weekday", "weekend", "working", "business", "daily", "every"}
    | {
        "everyday",
        "all",
        "seven",
        "day",
        "fin",
        "fines",
        "entre",
        "dias",
        "todos",
        "diario",
        "cada",
    }
)
_WORD = re.compile(r"[^\W\d_]+")


def calendar_of(text: str, is_claim: bool = False) -> Calendar:
    """Return the weekdays, months and dates of a text.

    Args:
        is_claim: "every day" names seven days only beside an opening ("we help people every day").
    """
    plain = strip_marks(text)
    is_told = not plain.isascii() or any(
        word in _HINTS or word.removesuffix("s") in _HINTS for word in _WORD.findall(plain)
    )
    if not (is_told or _ISO.search(plain) or "24/7" in plain):
        return Calendar()
    return Calendar(
        frozenset(_days(plain, text, is_claim)),
        frozenset(_months(plain)),
        frozenset(_dates(plain)),
        bool(_WEEKEND.search(plain)),
    )


def _days(plain: str, written: str, is_claim: bool) -> set[int]:
    named = [(m.start(), m.end(), _DAYS[m[1]]) for m in _DAY.finditer(plain)]
    found = _spanned(named, plain)
    short = [(m.start(), m.end(), _SHORT[m[1].lower()]) for m in _SHORT_DAY.finditer(written)]
    # "Sat" and "Sun" alone are also words: of two, or with a time behind, they are days.
    if len(short) > 1 or any(re.match(r"\s*:?\s*\d", written[end:]) for _, end, _ in short):
        found |= _spanned(short, written)
    if _WORKDAYS.search(plain):
        found |= {0, 1, 2, 3, 4}
    if _ALL_DAYS.search(plain) and (not is_claim or _OPENS.search(plain)):
        found |= set(range(7))
    return found


def _spanned(named: list[tuple[int, int, int]], text: str) -> set[int]:
    found = {day for _, _, day in named}
    for (_, end, first), (start, _, last) in pairwise(named):
        if _TO.fullmatch(text[end:start].casefold()):
            found |= {(first + i) % 7 for i in range((last - first) % 7 + 1)}
    return found


def _months(plain: str) -> set[int]:
    return {
        _MONTHS[m[2]]
        for m in _MONTH_ALONE.finditer(plain)
        if m[2] not in _DOUBTFUL or m[1] in ("of", "until", "till", "since", "شهر")
    } | {month for month, _ in _dates(plain)}


def _dates(plain: str) -> set[tuple[int, int]]:
    plain = _ORDINAL.sub(_as_digits, plain)
    found = {
        (_MONTHS[m[2] or m[3]], int(m[1] or m[4]))
        for m in _DATE.finditer(plain)
        if 1 <= int(m[1] or m[4]) <= 31
    }
    return found | {(int(m[1]), int(m[2])) for m in _ISO.finditer(plain)}


def _as_digits(match: re.Match[str]) -> str:
    if match[1]:
        return str(_DAY_ORDINALS[match[1]])
    is_date = _BEFORE_ORDINAL.search(match.string, 0, match.start())
    return str(_DAY_ORDINALS[match[2]]) if is_date else match[0]


def unfounded_days(claimed: Calendar, known: Calendar) -> list[str]:
    """Return the names of what is claimed and not known, in English."""
    wrong = [_DAY_ROWS[0].split()[day] for day in sorted(claimed.days - known.days)]
    names = list(_MONTHS)[:12]
    dates = claimed.dates - known.dates
    wrong += [f"{day} {names[month - 1]}" for month, day in sorted(dates) if 1 <= month <= 12]
    dated = {month for month, _ in dates}
    wrong += [names[month - 1] for month in sorted(claimed.months - known.months - dated)]
    if claimed.is_weekend and not (
        known.is_weekend or {4, 5} <= known.days or {5, 6} <= known.days
    ):
        wrong.append("weekend")
    return wrong
