"""Findings and the score that follows from them, in pure code.

A finding says what one message told us about one criterion, in words that really stand in that
message and tell it (see ``standing``). A later finding on the same criterion supersedes the
earlier one, which is kept. The score is a sum over the findings in force: each point names its
message, and without the finding of that message the score is lower by exactly its points. No model
ever sets a number. An operator may set a value instead, with a reason: it is in force until they
take it back, whatever the lead says. They may add points of their own or take some away, with a
reason too: one more receipt, in force until it is taken back. What is void counts nowhere.

Points: the criteria's weights are scaled to 100 in whole points (largest remainder, in the order
of the profile), a criterion gives all of its points or none. Temperature follows the tenant's
thresholds, with two rules of its own: a must-have answered wrongly makes the lead cold, and a lead
with an open must-have is at most warm.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import NamedTuple

from app.domain.standing import standing_value
from app.domain.tenant import Criterion
from app.domain.text import contains
from app.domain.tools import Claim
from app.domain.values import counts

# A person's own points stand among the findings under this name, which no criterion can have.
ADJUSTMENT = "+"


class Temperature(StrEnum):
    """How close a lead is to buying, from its score."""

    HOT = "hot"
    WARM = "warm"
    COLD = "cold"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a message told us about a criterion; ``value`` is canonical (see ``values``).

    ``at_ms`` is the message's time and decides which finding is the later one. ``origin`` is
    ``model``, ``rule`` or ``operator``; an operator's rests on no message, but on who they are and
    their ``reason``. With ``voided_at_ms`` it counts no more, for ``void_reason``.
    """

    criterion_id: str
    value: str
    message_id: str
    quote: str
    at_ms: int = 0
    is_superseded: bool = False
    id: str = ""
    origin: str = "model"
    operator_id: str = ""
    reason: str = ""
    voided_at_ms: int | None = None
    void_reason: str = ""

    @property
    def is_override(self) -> bool:
        """Tell whether an operator set it."""
        return self.origin == "operator"


@dataclass(frozen=True, slots=True)
class Rejection:
    """A claim that is no finding, and why: ``quote``, ``value``, ``message`` or ``criterion``."""

    claim: Claim
    reason: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Points of the score and the words they rest on, or the operator who decided, and why.

    ``is_met``: the value is one the tenant looks for; without, there are no points.
    """

    criterion_id: str
    points: int
    message_id: str
    quote: str
    value: str = ""
    is_met: bool = True
    operator_id: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """``points`` 0-100; ``open_questions`` are criterion ids, the most telling first."""

    points: int
    temperature: Temperature
    reasons: tuple[Reason, ...]
    open_questions: tuple[str, ...]


class Worth(NamedTuple):
    """What the best answer to an open question brings: points, and how warm the lead may be."""

    criterion_id: str
    points: int
    temperature: Temperature


def validate(
    claims: Sequence[Claim],
    criteria: Sequence[Criterion],
    lead_texts: Mapping[str, str],
    times: Mapping[str, int] | None = None,
    today: date | None = None,
    country: str = "",
) -> tuple[tuple[Finding, ...], tuple[Rejection, ...]]:
    """Return the claims that hold, as findings, and those that do not, with the reason.

    Args:
        lead_texts: the lead's own messages, id to text; words of anybody else are no evidence.
        times: message id to epoch milliseconds.
        today: the lead's local date, for relative dates.
        country: the tenant's, for telephone numbers without one.
    """
    known = {criterion.id: criterion for criterion in criteria}
    findings: list[Finding] = []
    rejections: list[Rejection] = []
    for claim in claims:
        criterion, text = known.get(claim.criterion_id), lead_texts.get(claim.message_id)
        if criterion is None or text is None:
            rejections.append(Rejection(claim, "criterion" if criterion is None else "message"))
            continue
        if not contains(text, claim.quote):
            rejections.append(Rejection(claim, "quote"))
            continue
        value = standing_value(criterion, claim.value, claim.quote, text, today, country)
        if value is None:
            rejections.append(Rejection(claim, "value"))
            continue
        at_ms = (times or {}).get(claim.message_id, 0)
        findings.append(Finding(criterion.id, value, claim.message_id, claim.quote.strip(), at_ms))
    return tuple(findings), tuple(rejections)


def merge(*batches: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return all findings in order of their messages, the overtaken ones marked superseded.

    A finding that repeats the value in force adds nothing and is left out, so that a point stays
    with the message that first said it. An operator's overtakes all others of its criterion, those
    said later too. Void ones are left out.
    """
    every = (row for batch in batches for row in batch if row.voided_at_ms is None)
    rows = sorted(every, key=lambda row: row.at_ms)
    overrides = {row.criterion_id: row for row in rows if row.is_override}
    kept: list[Finding] = []
    in_force: dict[str, int] = {}
    for row in rows:
        if row.is_superseded or row.is_override:
            is_last = row is overrides.get(row.criterion_id) and not row.is_superseded
            kept.append(row if is_last else replace(row, is_superseded=True))
            continue
        previous = in_force.get(row.criterion_id)
        if previous is not None and kept[previous].value == row.value:
            continue
        if previous is not None:
            kept[previous] = replace(kept[previous], is_superseded=True)
        in_force[row.criterion_id] = len(kept)
        kept.append(row)
    return tuple(
        replace(row, is_superseded=True)
        if row.criterion_id in overrides and not row.is_override
        else row
        for row in kept
    )


def current(findings: Iterable[Finding]) -> dict[str, Finding]:
    """Return the findings in force by criterion id."""
    return {row.criterion_id: row for row in findings if not row.is_superseded}


def known_values(findings: Iterable[Finding]) -> dict[str, str]:
    """Return the values in force by criterion id, in a stable order."""
    found = sorted(current(findings).items())
    return {key: row.value for key, row in found if key != ADJUSTMENT}


def points_of(criteria: Sequence[Criterion]) -> dict[str, int]:
    """Return each criterion's whole points; they sum to 100 when any weight is above zero."""
    total = sum(max(0, criterion.weight) for criterion in criteria)
    if total == 0:
        return {criterion.id: 0 for criterion in criteria}
    exact = [max(0, criterion.weight) * 100 / total for criterion in criteria]
    points = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: points[i] - exact[i])
    for i in by_remainder[: 100 - sum(points)]:
        points[i] += 1
    return {criterion.id: point for criterion, point in zip(criteria, points, strict=True)}


def score(
    criteria: Sequence[Criterion],
    findings: Iterable[Finding],
    hot_at: int = 70,
    warm_at: int = 40,
) -> Score:
    """Return points, temperature, reasons and what to ask next; see the module's docstring."""
    points, in_force = points_of(criteria), current(findings)
    reasons: list[Reason] = []
    is_ruled_out = False
    for criterion in criteria:
        row = in_force.get(criterion.id)
        if row is None:
            continue
        is_met = counts(criterion, row.value, _said_on(row))
        is_ruled_out |= criterion.must_have and not is_met
        worth = points[criterion.id] if is_met else 0
        told = (row.message_id, row.quote, row.value)
        reasons.append(Reason(criterion.id, worth, *told, is_met, row.operator_id, row.reason))
    total = sum(reason.points for reason in reasons)
    if (own := in_force.get(ADJUSTMENT)) is not None:
        # At most so much that the whole stays between 0 and 100: the reasons always sum up to it.
        added = max(0, min(100, total + int(own.value))) - total
        reasons.append(
            Reason(ADJUSTMENT, added, "", "", own.value, True, own.operator_id, own.reason)
        )
        total += added
    open_ones = _open(criteria, points, in_force)
    has_open_must = any(criterion.must_have for criterion in open_ones)
    return Score(
        total,
        _temperature(total, hot_at, warm_at, is_ruled_out, has_open_must),
        tuple(reasons),
        tuple(criterion.id for criterion in open_ones),
    )


def is_qualified(criteria: Sequence[Criterion], made: Score) -> bool:
    """Tell whether a lead is worth a person's time: hot, or every must-have is met."""
    if made.temperature is Temperature.HOT:
        return True
    musts = {criterion.id for criterion in criteria if criterion.must_have}
    return bool(musts) and musts <= {one.criterion_id for one in made.reasons if one.is_met}


def worth_asking(
    criteria: Sequence[Criterion],
    findings: Iterable[Finding],
    hot_at: int = 70,
    warm_at: int = 40,
) -> list[Worth]:
    """Return what each open question may still bring, in the order of ``Score.open_questions``.

    The first is the one whose answer moves the lead most: a must-have decides the temperature, so
    it comes before anything that only adds points.
    """
    known = tuple(findings)
    points, in_force = points_of(criteria), current(known)
    now = score(criteria, known, hot_at, warm_at)
    open_ones = _open(criteria, points, in_force)
    is_ruled_out = any(
        criterion.must_have and not counts(criterion, row.value, _said_on(row))
        for criterion in criteria
        if (row := in_force.get(criterion.id)) is not None
    )
    found = []
    for criterion in open_ones:
        others_open = any(one.must_have for one in open_ones if one.id != criterion.id)
        total = min(100, now.points + points[criterion.id])
        warmth = _temperature(total, hot_at, warm_at, is_ruled_out, others_open)
        found.append(Worth(criterion.id, points[criterion.id], warmth))
    return found


def _open(
    criteria: Sequence[Criterion], points: Mapping[str, int], in_force: Mapping[str, Finding]
) -> list[Criterion]:
    """Return the criteria nobody answered, those that move the lead most first."""
    unanswered = (criterion for criterion in criteria if criterion.id not in in_force)
    return sorted(unanswered, key=lambda one: (not one.must_have, -points[one.id]))


def _said_on(row: Finding) -> date | None:
    return datetime.fromtimestamp(row.at_ms / 1000, UTC).date() if row.at_ms else None


def _temperature(
    points: int, hot_at: int, warm_at: int, is_ruled_out: bool, has_open_must: bool
) -> Temperature:
    if is_ruled_out or points < warm_at:
        return Temperature.COLD
    if points >= hot_at and not has_open_must:
        return Temperature.HOT
    return Temperature.WARM
