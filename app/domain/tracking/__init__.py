"""What a lead has told over a whole conversation, read by rule: the last word wins.

Each sentence of the lead is read in the light of what we asked just before it: "two" is a number of
bedrooms after one question and of guests after another, "the 12th" the check-out after a third.
Only the lead's own words are told by them. What we propose and they accept stands in our words and
is no telling of theirs, and what they say about their own calendar is not about the purchase.

Rules and no model, because this must work on a machine without any key, within a millisecond, and
the same way each time.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.tracking.choices import find_kind, find_provider, find_transaction
from app.domain.tracking.counts import find_counts
from app.domain.tracking.fields import CALENDAR, STAYS, asked_fields, fields_of
from app.domain.tracking.places import find_place
from app.domain.tracking.topic import Topic
from app.domain.tracking.when import When, find_when

__all__ = ["Line", "Told", "track"]

# A longer message is no answer; reading it whole would cost more than it tells.
_READ_CHARS = 2000
_BOUNDARY = re.compile(r"[?!\n]+|\.+(?=\s|$)|(?<=[a-z])\.(?=[A-Z])")
_ABBREVIATION = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|St|Mt|Ft|vs|[A-Z]|[ap]\.m)$")
_ENDS = re.compile(
    r"\b(?:until|till|til|through|thru|check(?:ing|ed)?[ -]?out|return\w*|drop\w*|leav(?:e|ing)|"
    r"depart\w*|back|end(?:ing|s)?|to|bring\w*)\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\b(?:check\w*[ -]?in|from|start\w*|pick\w*|arriv\w*|begin\w*|come|coming|on|for|get)\b",
    re.IGNORECASE,
)
_PLAIN_ENDS = re.compile(
    r"\b(?:until|till|til|through|thru|check(?:ing|ed)?[ -]?out|return\w*|drop\w*|leav(?:e|ing)|"
    r"depart\w*|back|end(?:ing|s)?|bring\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a conversation; ``speaker`` is "lead" or "us"."""

    speaker: str
    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What the lead told about a field; ``quote`` stands in that message of theirs.

    Values are as the lead wrote them for places and names; ISO dates, ``HH:MM``, digits, and the
    names of ``choices`` otherwise.
    """

    field: str
    value: str
    message_id: str
    quote: str


def track(lines: Sequence[Line], today: date, services: Collection[str] = ()) -> dict[str, Told]:
    """Return what the lead has told by the end, by field.

    Args:
        lines: the whole conversation, oldest first.
        today: the lead's local date.
        services: what the business does, names of ``tracking.fields``; empty when unknown.
    """
    fields = fields_of(services)
    keeps_diary = CALENDAR in services
    topic, told = Topic(), dict[str, Told]()
    asked: frozenset[str] = frozenset()
    offered = ""
    for line in lines:
        text = line.text[:_READ_CHARS]
        if line.speaker != "lead":
            asked = asked_fields(text, fields)
            topic.hear_us(text)
            offered = text
            continue
        for sentence in _sentences(text):
            if keeps_diary and topic.hear_lead(sentence):
                continue
            for field, value, quote in _read(sentence, fields, asked, today, services, offered):
                told[field] = Told(field, value, line.id, quote)
    return told


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a message; the dots of "Dr." and "4 p.m." end none."""
    start = 0
    for match in _BOUNDARY.finditer(text):
        if match[0].startswith(".") and _ABBREVIATION.search(text, start, match.start()):
            continue
        yield text[start : match.end()]
        start = match.end()
    if text[start:].strip():
        yield text[start:]


def _read(
    sentence: str,
    fields: frozenset[str],
    asked: frozenset[str],
    today: date,
    services: Collection[str],
    offered: str,
) -> Iterator[tuple[str, str, str]]:
    """Yield field, value and quote of what one sentence tells."""
    when = find_when(sentence, today, asked)
    dates = [one for one in when if one.kind != "time" and "date" in fields]
    times = [one for one in when if one.kind == "time" and "time" in fields]
    rest = _without(sentence, [*dates, *times])
    for field, one in _roles(sentence, dates, asked, fields):
        yield field, one.value, sentence[one.start : one.end].strip()
    for one in times:
        yield "time", one.value, sentence[one.start : one.end].strip()
    for count in find_counts(rest, fields, asked):
        yield count.field, str(count.value), sentence[count.start : count.end]
    place, takes_names = None, STAYS in services or "provider" in asked
    if "location" in fields:
        place = find_place(rest, "location" in asked, takes_names, offered)
        if place is not None:
            yield "location", place.text, place.text
    if "category" in fields and (kind := find_kind(rest, services)):
        yield "category", kind.value, rest[kind.start : kind.end]
    if "provider" in fields:
        provider = find_provider(rest, "provider" in asked, place.text if place else "")
        if provider is not None:
            yield "provider", provider.value, provider.value
    if "transaction" in fields and (deal := find_transaction(rest)):
        yield "transaction", deal.value, rest[deal.start : deal.end]


def _without(sentence: str, found: Sequence[When]) -> str:
    """Return the sentence with days and hours blanked out, all places kept."""
    for one in found:
        sentence = sentence[: one.start] + "," * (one.end - one.start) + sentence[one.end :]
    return sentence


def _roles(
    sentence: str, dates: Sequence[When], asked: frozenset[str], fields: frozenset[str]
) -> Iterator[tuple[str, When]]:
    """Yield whether each day is the beginning or the end."""
    if "end_date" not in fields:
        yield from (("date", one) for one in dates)
        return
    begun, previous = False, 0
    for number, one in enumerate(dates):
        before = sentence[previous : one.start]
        ends = [m.start() for m in (_ENDS if begun else _PLAIN_ENDS).finditer(before)]
        begins = [m.start() for m in _BEGINS.finditer(before) if m[0].lower() not in ("on", "for")]
        if one.kind == "date_to" or (ends and (not begins or ends[-1] > begins[-1])):
            is_end = True
        elif begins or number:
            is_end = bool(number and not begins and begun)
        else:
            is_end = "end_date" in asked and "date" not in asked
        begun |= not is_end
        previous = one.end
        yield ("end_date" if is_end else "date"), one
