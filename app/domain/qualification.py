"""Findings and the score that follows from them, in pure code.

A finding says what one message told us about one criterion, in words that really stand in that
message. A later finding on the same criterion supersedes the earlier one, which is kept. The
score is a sum over the findings in force: each point names its message, and without the finding
of that message the score is lower by exactly its points. No model ever sets a number.

Points: the criteria's weights are scaled to 100 in whole points (largest remainder, in the order
of the profile), a criterion gives all of its points or none. Temperature follows the tenant's
thresholds, with two rules of its own: a must-have answered wrongly makes the lead cold, and a lead
with an open must-have is at most warm.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain.numbers import find_numbers
from app.domain.tenant import Criterion, CriterionKind
from app.domain.text import contains
from app.domain.tools import Claim
from app.domain.values import counts, limits, normalise

_NUMERIC = (CriterionKind.RANGE, CriterionKind.BUDGET)


class Temperature(StrEnum):
    """How close a lead is to buying, from its score."""

    HOT = "hot"
    WARM = "warm"
    COLD = "cold"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a message told us about a criterion; ``value`` is canonical (see ``values``).

    ``at_ms`` is the message's time and decides which finding is the later one.
    """

    criterion_id: str
    value: str
    message_id: str
    quote: str
    at_ms: int = 0
    is_superseded: bool = False


@dataclass(frozen=True, slots=True)
class Rejection:
    """A claim that is no finding, and why: ``quote``, ``value``, ``message`` or ``criterion``."""

    claim: Claim
    reason: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Points of the score and the words they rest on."""

    criterion_id: str
    points: int
    message_id: str
    quote: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """``points`` 0-100; ``open_questions`` are criterion ids, the most telling first."""

    points: int
    temperature: Temperature
    reasons: tuple[Reason, ...]
    open_questions: tuple[str, ...]


def validate(
    claims: Sequence[Claim],
    criteria: Sequence[Criterion],
    lead_texts: Mapping[str, str],
    times: Mapping[str, int] | None = None,
    today: date | None = None,
) -> tuple[tuple[Finding, ...], tuple[Rejection, ...]]:
    """Return the claims that hold, as findings, and those that do not, with the reason.

    Args:
        lead_texts: the lead's own messages, id to text; words of anybody else are no evidence.
        times: message id to epoch milliseconds.
        today: the lead's local date, for relative dates.
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
        value = normalise(criterion, claim.value, today)
        if value is None or not _agrees(criterion, value, claim.quote):
            rejections.append(Rejection(claim, "value"))
            continue
        at_ms = (times or {}).get(claim.message_id, 0)
        findings.append(Finding(criterion.id, value, claim.message_id, claim.quote.strip(), at_ms))
    return tuple(findings), tuple(rejections)


def _agrees(criterion: Criterion, value: str, quote: str) -> bool:
    """Tell whether a number is one the quote names; words no reader of ours knows are trusted."""
    if criterion.kind not in _NUMERIC:
        return True
    said, bounds = {number.value for number in find_numbers(quote)}, limits(value)
    if not said or bounds is None:
        return bounds is not None
    # "2-3 million" is said as 2 and 3,000,000: a bound may carry the other's multiplier.
    return all(b in said or b / 1000 in said or b / 1_000_000 in said for b in bounds)


def merge(*batches: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return all findings in order of their messages, the overtaken ones marked superseded.

    A finding that repeats the value in force adds nothing and is left out, so that a point stays
    with the message that first said it.
    """
    rows = sorted((row for batch in batches for row in batch), key=lambda row: row.at_ms)
    kept: list[Finding] = []
    in_force: dict[str, int] = {}
    for row in rows:
        if row.is_superseded:
            kept.append(row)
            continue
        previous = in_force.get(row.criterion_id)
        if previous is not None and kept[previous].value == row.value:
            continue
        if previous is not None:
            kept[previous] = replace(kept[previous], is_superseded=True)
        in_force[row.criterion_id] = len(kept)
        kept.append(row)
    return tuple(kept)


def current(findings: Iterable[Finding]) -> dict[str, Finding]:
    """Return the findings in force by criterion id."""
    return {row.criterion_id: row for row in findings if not row.is_superseded}


def known_values(findings: Iterable[Finding]) -> dict[str, str]:
    """Return the values in force by criterion id, in a stable order."""
    return {key: row.value for key, row in sorted(current(findings).items())}


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
    open_ones: list[Criterion] = []
    is_ruled_out = has_open_must = False
    for criterion in criteria:
        row = in_force.get(criterion.id)
        if row is None:
            open_ones.append(criterion)
            has_open_must |= criterion.must_have
            continue
        is_met = counts(criterion, row.value)
        is_ruled_out |= criterion.must_have and not is_met
        worth = points[criterion.id] if is_met else 0
        reasons.append(Reason(criterion.id, worth, row.message_id, row.quote, row.value))
    total = sum(reason.points for reason in reasons)
    # A must-have decides the temperature, so it is asked before anything that only adds points.
    open_ones.sort(key=lambda criterion: (not criterion.must_have, -points[criterion.id]))
    return Score(
        total,
        _temperature(total, hot_at, warm_at, is_ruled_out, has_open_must),
        tuple(reasons),
        tuple(criterion.id for criterion in open_ones),
    )


def _temperature(
    points: int, hot_at: int, warm_at: int, is_ruled_out: bool, has_open_must: bool
) -> Temperature:
    if is_ruled_out or points < warm_at:
        return Temperature.COLD
    if points >= hot_at and not has_open_must:
        return Temperature.HOT
    return Temperature.WARM
