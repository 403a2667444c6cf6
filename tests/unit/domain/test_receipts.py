"""Each point names its message: without that message the score is lower by exactly its points."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.qualification import Finding, Score, current, merge, score
from app.domain.tenant import Criterion, CriterionKind

_IDS = ("a", "b", "c", "d", "e")
_VALUES = ("1", "3", "7")
_MESSAGES = ("m1", "m2", "m3", "m4")


def _criterion(key: str, weight: int, must: bool) -> Criterion:
    # What is less than 3 does not count.
    return Criterion(key, CriterionKind.RANGE, {}, weight, must, minimum=3)


criteria_of = st.lists(st.tuples(st.integers(0, 50), st.booleans()), min_size=1, max_size=5).map(
    lambda rows: [_criterion(key, *row) for key, row in zip(_IDS, rows, strict=False)]
)
finding = st.builds(
    Finding,
    criterion_id=st.sampled_from(_IDS),
    value=st.sampled_from(_VALUES),
    message_id=st.sampled_from(_MESSAGES),
    quote=st.just("so many"),
)
decision = st.builds(
    Finding,
    criterion_id=st.sampled_from(_IDS),
    value=st.sampled_from(_VALUES),
    message_id=st.just(""),
    quote=st.just(""),
    at_ms=st.integers(0, 9),
    origin=st.just("operator"),
    operator_id=st.just("dana"),
    reason=st.just("on the phone"),
)
# A message has one time; what rests on it has the same.
told = st.lists(finding, max_size=8).map(
    lambda rows: [replace(row, at_ms=int(row.message_id[1:])) for row in rows]
)


def _without(rows: list[Finding], message_id: str) -> list[Finding]:
    """Return the rows as they are after the message was deleted."""
    return [replace(row, voided_at_ms=99) if row.message_id == message_id else row for row in rows]


def _score(criteria: list[Criterion], rows: list[Finding]) -> Score:
    return score(criteria, merge(rows))


@settings(max_examples=400, deadline=None)
@given(criteria_of, told, st.lists(decision, max_size=2), st.sampled_from(_MESSAGES))
def test_a_deleted_message_takes_exactly_its_points(
    criteria: list[Criterion], rows: list[Finding], decided: list[Finding], message_id: str
) -> None:
    every = [*rows, *decided]
    before, after = _score(criteria, every), _score(criteria, _without(every, message_id))
    carried = sum(one.points for one in before.reasons if one.message_id == message_id)
    # Where something else said of the same criterion comes into force, its points come with it.
    lost = {one.criterion_id for one in before.reasons if one.message_id == message_id}
    returned = sum(one.points for one in after.reasons if one.criterion_id in lost)
    assert after.points == before.points - carried + returned
    assert all(one.message_id != message_id for one in after.reasons)


@settings(max_examples=200, deadline=None)
@given(criteria_of, told, st.sampled_from(_MESSAGES))
def test_told_once_nothing_comes_back(
    criteria: list[Criterion], rows: list[Finding], message_id: str
) -> None:
    once = list({row.criterion_id: row for row in rows}.values())
    before, after = _score(criteria, once), _score(criteria, _without(once, message_id))
    carried = sum(one.points for one in before.reasons if one.message_id == message_id)
    assert after.points == before.points - carried


@settings(max_examples=200, deadline=None)
@given(criteria_of, told, decision)
def test_a_decision_holds_until_it_is_taken_back(
    criteria: list[Criterion], rows: list[Finding], decided: Finding
) -> None:
    assert current(merge(rows, [decided]))[decided.criterion_id] == decided
    taken_back = replace(decided, voided_at_ms=99)
    assert merge(rows, [taken_back]) == merge(rows)


@settings(max_examples=200, deadline=None)
@given(criteria_of, told, st.lists(decision, max_size=3))
def test_the_points_are_the_sum_of_their_receipts(
    criteria: list[Criterion], rows: list[Finding], decided: list[Finding]
) -> None:
    made = _score(criteria, [*rows, *decided])
    assert made.points == sum(one.points for one in made.reasons) <= 100
    assert all(bool(one.message_id) != bool(one.operator_id) for one in made.reasons)
    assert all(one.is_met or one.points == 0 for one in made.reasons)
