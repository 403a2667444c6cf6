"""What the inbox shows of a decision: how sure a reply is and by what, and a draft that waits.

Plain values like those of ``views``: comparable, without markup and without wording.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a confidence: a sentence with at most one value, and the factor it became."""

    sentence: str
    detail: str = ""
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure a reply is, 0 to 1, with its parts.

    ``raw`` is the product of the parts where the calibration moved it. ``is_judged``: the number
    decides whether it goes out, as it does for a model's replies to questions; ``limit`` is what
    it needs for that (None: the guard alone decides), ``is_of_then``: the limit of its day, not of
    today; ``is_prior``: too little is known to calibrate.
    """

    value: float
    parts: tuple[Part, ...] = ()
    raw: float | None = None
    is_judged: bool = False
    limit: float | None = None
    is_of_then: bool = False
    is_prior: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that waits for a person: its turn, its text, what kept it back, how sure it is."""

    turn_id: str
    text: str
    reasons: tuple[Part, ...] = ()
    sureness: Sureness | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What a person is told of the lead: their words, what is known, what is open."""

    said: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    open_question: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """What became of a decision that came too late or could not be kept; ``text`` was typed.

    ``is_reply``: into the reply field; ``is_sure``: sending it again means it.
    """

    problem: str
    turn_id: str = ""
    text: str = ""
    is_reply: bool = False
    is_sure: bool = False
