"""Reads what a message says, with no model: every date, time, count, name, place and amount.

What is longest and plainest is read first and its words are not read again: dates, then times,
then counts. The exceptions are different readings of the same words: "in an hour" is a time and a
day; "two adults and a kid" is people, adults and kids.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, time
from itertools import islice

from app.domain.reading.clock import find_times
from app.domain.reading.contact import find_contacts
from app.domain.reading.corrections import kept
from app.domain.reading.days import find_asked_day, find_days
from app.domain.reading.found import Found
from app.domain.reading.heads import find_counts
from app.domain.reading.names import find_name
from app.domain.reading.places import find_places
from app.domain.reading.span import Span
from app.domain.reading.tokens import MAX_CHARS, Tokens, cut, rule

# Stand in where the day or the hour is not known; what is counted from them gets no value.
_SOME_DAY, _NOON = date(2000, 1, 1), time(12)
_FROM_NOW = rule("hour|dualhour")
_WHOLE = rule("iso|slashed|year")
_MOST_CONTACTS = 20


def read(
    text: str,
    asked: Collection[str] = (),
    today: date | None = None,
    now: time | None = None,
    language: str = "",
) -> tuple[Span, ...]:
    """Return what a message says, in order.

    Args:
        asked: the kinds our last message asked for: they give a bare "13" or "Susan" its meaning.
        today: the lead's local date; without it only days with their year have a value.
        now: the lead's local time, for "in half an hour"; without it that has no value.
        language: ``en``, ``es`` or ``ar``; when empty it is seen from the message.
    """
    text = text[:MAX_CHARS]
    shaped = list(islice(find_contacts(text, asked), _MOST_CONTACTS))
    tokens = cut(text, language)
    closed = {
        at
        for at, item in enumerate(tokens.items)
        for span in shaped
        if span.start <= item.start < span.end
    }
    spans = shaped + [_span(tokens, found) for found in _figures(tokens, asked, today, now, closed)]
    spans += list(_names(text, asked, spans))
    spans += [p for p in find_places(text, asked) if not _overlaps(p, spans)]
    spans = kept(text, spans)
    return tuple(sorted(spans, key=lambda span: (span.start, span.end, span.kind)))


def _figures(
    tokens: Tokens,
    asked: Collection[str],
    today: date | None,
    now: time | None,
    closed: set[int],
) -> list[Found]:
    here = datetime.combine(today or _SOME_DAY, now or _NOON)
    days = find_days(tokens, here.date(), closed)
    taken = closed | _tokens_of(days)
    times = find_times(tokens, asked, here, taken)
    taken |= _tokens_of(times)
    if not days and "date" in asked:
        days = find_asked_day(tokens, here.date(), taken)
        taken |= _tokens_of(days)
    found = [*days, *times]
    if today is None or now is None:
        found = [_without_value(tokens, one, today, now) for one in found]
    return found + find_counts(tokens, asked, taken)


def _without_value(tokens: Tokens, one: Found, today: date | None, now: time | None) -> Found:
    """Return a reading without the value that only today's date or the hour could give."""
    classes = tokens.classes[one.first : one.last]
    is_from_now = _FROM_NOW.search(classes) is not None
    if one.kind.startswith("time"):
        return one._replace(value=None) if now is None and is_from_now else one
    return one._replace(value=None) if today is None and not _WHOLE.search(classes) else one


def _tokens_of(found: list[Found]) -> set[int]:
    return {at for one in found for at in range(one.first, one.last)}


def _span(tokens: Tokens, found: Found) -> Span:
    start, end = tokens.items[found.first].start, tokens.items[found.last - 1].end
    return Span(found.kind, start, end, tokens.message[start:end], found.value)


def _overlaps(one: Span, others: list[Span]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _names(text: str, asked: Collection[str], spans: list[Span]) -> Iterator[Span]:
    name = find_name(text, asked)
    if name is None:
        return
    parts = (("first_name", name.first), ("last_name", name.last), ("person_name", name.whole))
    for kind, where in parts:
        if where is None:
            continue
        start, end = where
        span = Span(kind, start, end, text[start:end], text[start:end])
        if not _overlaps(span, spans):
            yield span
