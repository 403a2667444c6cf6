"""Days and hours in a lead's sentence, for the business they write to.

Reading them is the work of ``reading``; here is only what a conversation adds: "thanks for your
help today" names no day, and an hour without morning or evening is one of business hours, so that
1 to 7 are the afternoon.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from app.domain.reading import Span, read

_DAYS = ("date", "date_from", "date_to")
# Reading costs a fifth of a millisecond a sentence; most sentences name no day and no hour.
_MAY_NAME = re.compile(
    r"\d|day\b|tomor|tonight|noon|midnight|clock|morning|evening|afternoon|night|\b[ap]\.?m\b|half|"
    r"quarter|first|second|third|th\b|week|month|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[^\x00-\x7f]|"
    r"hoy|manana|lunes|martes|jueves|viernes|sabado|domingo|enero|julio|agosto",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\b(?:thank\w*|that'?s|that is|that will|that'?ll|all|help\w*|assist\w*|done|everything|"
    r"how are you)\b[^.?!]{0,60}$",
    re.IGNORECASE,
)
_SAYS_HALF = re.compile(
    r"[ap]\.?m\b|morning|afternoon|evening|night|noon|midday|midnight|^0|^1[3-9]|^2\d",
    re.IGNORECASE,
)
# "Evening 4", "afternoon at 2:15": the part of the day stands first.
_PART_FIRST = re.compile(
    r"\b(?P<part>morning|afternoon|evening|night)(?: at| around| by)? "
    r"(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?"
    r"(?!\d|[:.]\d|st\b|nd\b|rd\b|th\b| ?[ap]\.?m)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class When:
    """A day (ISO date) or an hour (``HH:MM``) that stands in a text at ``start`` to ``end``.

    ``kind`` is "time", or as said "date", "date_from" or "date_to".
    """

    kind: str
    value: str
    start: int
    end: int


def find_when(text: str, today: date, asked: Collection[str]) -> list[When]:
    """Return the days and hours a sentence names, in order.

    Args:
        asked: the fields our last message asked for: a bare number is an hour only then.
    """
    if not _MAY_NAME.search(text):
        return []
    kinds = {"date", "time"} & set(asked)
    found = [_part_first(match) for match in _PART_FIRST.finditer(text)]
    for span in read(text, kinds, today, None, "en" if text.isascii() else ""):
        if span.kind in _DAYS and isinstance(span.value, str) and not _is_idle(text, span):
            found.append(When(span.kind, span.value, span.start, span.end))
        elif any(one.start < span.end and span.start < one.end for one in found):
            continue
        elif span.kind == "time" and isinstance(span.value, str):
            found.append(When("time", _of_business(span), span.start, span.end))
    return sorted(found, key=lambda one: one.start)


def _part_first(match: re.Match[str]) -> When:
    hour = int(match["hour"]) % 12 + (0 if match["part"].lower() == "morning" else 12)
    return When("time", f"{hour:02d}:{match['minute'] or '00'}", match.start(), match.end())


def _is_idle(text: str, span: Span) -> bool:
    is_today = span.text.lower() == "today"
    return is_today and _CLOSING.search(text, 0, span.start) is not None


def _of_business(span: Span) -> str:
    value = str(span.value)
    hour = int(value[:2])
    is_plain = _SAYS_HALF.search(span.text) or not 1 <= hour <= 7
    return value if is_plain else f"{hour + 12:02d}{value[2:]}"
