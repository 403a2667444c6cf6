"""Where a conversation is, and what may be asked next: decided here, never by the model.

A question is asked at most ``MOST_TIMES``: who does not answer does not want to, and is not asked
again. Once the lead waits for a person, nothing is asked any more: the next word is theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_TIMES = 2


class Stage(StrEnum):
    """``greeting``: nobody answered yet; ``qualifying``: something is still to be asked;
    ``qualified``: all that matters is known; ``waiting``: a person has been called."""

    GREETING = "greeting"
    QUALIFYING = "qualifying"
    QUALIFIED = "qualified"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Due:
    """The stage, and the criteria that may be asked about now, the most telling first."""

    stage: Stage
    questions: tuple[str, ...]


def due(
    open_questions: Sequence[str],
    asked_times: Mapping[str, int],
    has_answered: bool,
    waits_for_person: bool,
) -> Due:
    """Return where a conversation is and what may be asked.

    Args:
        open_questions: criterion ids in the order of the score.
        asked_times: how often each was asked in this conversation.
        has_answered: the assistant or a person has answered before.
        waits_for_person: the lead was told that a person goes on.
    """
    if waits_for_person:
        return Due(Stage.WAITING, ())
    left = tuple(one for one in open_questions if asked_times.get(one, 0) < MOST_TIMES)
    if not left:
        return Due(Stage.QUALIFIED, ())
    return Due(Stage.QUALIFYING if has_answered else Stage.GREETING, left)
