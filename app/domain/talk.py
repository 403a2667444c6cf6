"""What a whole conversation has told about a tenant's criteria, by rule.

``claims`` reads the newest messages alone; here they are read in the light of everything that was
said before (``tracking``): "the 12th" is the check-out after one question of ours and the viewing
after another, and "make it three" corrects what was said an hour ago. Used where no model answers,
for criteria that plainly are one of the facts businesses ask for: a place, a day, a number of
bedrooms. A criterion that could be two of them is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from app.domain.message import Author, Message
from app.domain.tenant import Criterion, CriterionKind
from app.domain.text import strip_marks
from app.domain.tools import Claim
from app.domain.tracking import Line, track
from app.domain.tracking.fields import FIELDS

# Read at most so much of a conversation: what is older is in findings already.
_LINES = 40
_COUNTED = (
    ("bedrooms", re.compile(r"\bbed\s?-?room|\bbeds\b|habitacion|dormitorio|recamara|غرف")),
    ("bathrooms", re.compile(r"\bbath|\bbano|حمام")),
    ("nights", re.compile(r"\bnights?\b|\bnoches?\b|ليال|ليله")),
    ("people", re.compile(r"\bpeople\b|\bguests?\b|\bpersons?\b|\badults?\b|\bpersonas?\b|شخص")),
    ("rooms", re.compile(r"\brooms?\b")),
)
_ENDS = re.compile(r"\bend|\buntil\b|\breturn|check\s?-?out|\bhasta\b|\bsalida\b|حتي|مغادره")
_TIME = re.compile(r"\btime\b|\bhora\b|الساعه")
_DEALS = frozenset({"buy", "rent"})


def claims_from_talk(
    criteria: Sequence[Criterion],
    history: Sequence[Message],
    unanswered: Collection[str],
    known: Mapping[str, str],
    today: date,
) -> tuple[Claim, ...]:
    """Return what the newest messages settle or correct, read with all that was said before.

    Args:
        criteria: those that may be claimed; known ones too, a correction wins.
        history: the conversation, oldest first.
        unanswered: ids of the newest messages; only these are claimed from.
        known: canonical values in force; what says the same adds nothing.
        today: the lead's local date.
    """
    fields = _fields(criteria)
    if not fields:
        return ()
    told = track(_lines(history), today, _services(fields.keys()))
    return tuple(
        Claim(fields[name].id, one.value, one.message_id, one.quote)
        for name, one in told.items()
        if name in fields
        and one.message_id in unanswered
        and known.get(fields[name].id, "").casefold() != one.value.casefold()
    )


def _lines(history: Sequence[Message]) -> list[Line]:
    return [
        Line("lead" if one.author is Author.LEAD else "us", one.text, one.id)
        for one in history[-_LINES:]
        if one.author is not Author.SYSTEM
    ]


def _fields(criteria: Sequence[Criterion]) -> dict[str, Criterion]:
    """Return which criterion is which fact; a fact that two could be is nobody's."""
    found: dict[str, list[Criterion]] = {}
    for criterion in criteria:
        name = _field_of(criterion)
        if name:
            found.setdefault(name, []).append(criterion)
    return {name: rows[0] for name, rows in found.items() if len(rows) == 1}


def _field_of(criterion: Criterion) -> str:
    asked = strip_marks(" ".join((criterion.id, criterion.label, *criterion.questions.values())))
    match criterion.kind:
        case CriterionKind.PLACE:
            return "location"
        case CriterionKind.DATE:
            return "end_date" if _ENDS.search(asked) else "date"
        case CriterionKind.RANGE:
            return next((name for name, noun in _COUNTED if noun.search(asked)), "")
        case CriterionKind.CHOICE:
            return "transaction" if set(criterion.options) >= _DEALS else ""
        case CriterionKind.TEXT:
            return "time" if _TIME.search(strip_marks(criterion.id)) else ""
        case _:
            return ""


def _services(wanted: Collection[str]) -> tuple[str, ...]:
    """Return the kind of business that is asked these facts, if one fits; the narrowest."""
    fitting = [name for name, fields in FIELDS.items() if set(wanted) <= fields]
    return tuple(sorted(fitting, key=lambda name: (len(FIELDS[name]), name))[:1])
