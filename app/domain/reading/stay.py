"""Makes one stay of a begin and an end that were each read on its own.

``read`` gives every day the next date it can mean: "from Friday to Monday" ends before it
begins. Said together, the two are one stay: they share the month one of them names, and a weekday
that ends it is the next one after its begin.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from app.domain.dates import date_or_none
from app.domain.reading.span import Span
from app.domain.reading.tokens import cut, rule

_MONTH = rule("month|maybemonth|iso|slashed|short|day|tonight|unit|dual")
_WEEKDAY = rule("weekday|shortday")
_LONGEST_DAYS = 366


def in_order(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the spans with the first ``date_to`` not before the first ``date_from``.

    Of a message without both, and of a stay that no reading puts in order, nothing is changed.
    """
    begin = next((span for span in spans if span.kind == "date_from"), None)
    end = next((span for span in spans if span.kind == "date_to"), None)
    if begin is None or end is None:
        return spans
    if not isinstance(begin.value, str) or not isinstance(end.value, str):
        return spans
    first, last = _together(begin, end)
    if not 0 <= (last - first).days <= _LONGEST_DAYS:
        return spans
    changed = {
        begin: replace(begin, value=first.isoformat()),
        end: replace(end, value=last.isoformat()),
    }
    return tuple(changed.get(span, span) for span in spans)


def _together(begin: Span, end: Span) -> tuple[date, date]:
    first, last = date.fromisoformat(str(begin.value)), date.fromisoformat(str(end.value))
    begin_classes, end_classes = cut(begin.text).classes, cut(end.text).classes
    if _WEEKDAY.search(end_classes) and not _MONTH.search(end_classes):
        while last < first:
            last += timedelta(weeks=1)
    elif _is_bare(begin_classes) and _MONTH.search(end_classes):
        first = _same_month(first.day, last, back=True) or first
    elif _is_bare(end_classes) and not _WEEKDAY.search(begin_classes):
        last = _same_month(last.day, first, back=False) or last
    return first, last


def _is_bare(classes: str) -> bool:
    return not _MONTH.search(classes) and not _WEEKDAY.search(classes)


def _same_month(day: int, other: date, back: bool) -> date | None:
    """Return that day in the other's month, or in the month before or after where it must be."""
    found = date_or_none(other.year, other.month, day)
    if found is not None and (found <= other if back else found >= other):
        return found
    year, month = divmod(other.year * 12 + other.month - 1 + (-1 if back else 1), 12)
    return date_or_none(year, month + 1, day)
