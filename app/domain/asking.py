"""How a draft asks: one thing at a time, and nothing that is known or must not be asked.

An objection sends the draft back to the model once. Two questions in a repaired draft are a blemish
and no reason to leave a lead without an answer; asking what the lead has said already is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from app.domain.guard import GuardReason

# A blemish is worth one repair and never the floor.
BLEMISHES = frozenset({"many_questions"})
HINTS = {
    "many_questions": "The text asks more than one question. Ask at most one.",
    "asks_known": "The lead has already answered this: {detail}. Do not ask it again.",
    "asks_closed": "This question is not open: {detail}. Ask one of open_questions or nothing.",
}
_QUESTION = re.compile(r"[?؟]+")


def objections(
    text: str, asks: str | None, open_questions: Sequence[str], known: Mapping[str, str]
) -> tuple[GuardReason, ...]:
    """Return what is wrong with how a draft asks.

    Args:
        asks: the criterion the draft says it asks about.
        open_questions: the criteria that may be asked about now.
        known: values in force by criterion id.
    """
    found = []
    if len(_QUESTION.findall(text)) > 1:
        found.append(GuardReason("many_questions"))
    if asks and asks in known:
        found.append(GuardReason("asks_known", asks))
    elif asks and asks not in open_questions:
        found.append(GuardReason("asks_closed", asks))
    return tuple(found)


def hint_of(reasons: Sequence[GuardReason]) -> str:
    """Return what to tell the model about these objections."""
    return " ".join(HINTS[one.code].format(detail=one.detail) for one in reasons)
