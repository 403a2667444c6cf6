"""Findings, and the score that follows from them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.qualification import (
    Finding,
    Temperature,
    current,
    known_values,
    merge,
    points_of,
    score,
    validate,
    worth_asking,
)
from app.domain.tenant import Criterion, CriterionKind
from app.domain.tools import Claim

CRITERIA = (
    Criterion("budget", CriterionKind.BUDGET, {}, 40, True, minimum=500_000, currency="SAR"),
    Criterion("kind", CriterionKind.CHOICE, {}, 20, options=("villa", "flat")),
    Criterion("rooms", CriterionKind.RANGE, {}, 25, minimum=2),
    Criterion("area", CriterionKind.PLACE, {}, 15),
)
TEXTS = {
    "m1": "Hi, my budget is about  800K SAR",
    "m2": "a Villa with 3 bedrooms in the north",
    "m3": "sorry, make that 900k",
}
TIMES = {"m1": 1, "m2": 2, "m3": 3}


def _claim(criterion_id: str, value: str, message_id: str, quote: str) -> Claim:
    return Claim(criterion_id, value, message_id, quote)


def test_it_keeps_a_claim_whose_words_were_said() -> None:
    claim = _claim("budget", "800000 SAR", "m1", "budget is about 800k sar")
    findings, rejections = validate([claim], CRITERIA, TEXTS, TIMES)
    assert [(f.value, f.message_id, f.at_ms) for f in findings] == [("SAR 800000", "m1", 1)]
    assert rejections == ()


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (_claim("budget", "800000", "m1", "my budget is 900k"), "quote"),
        (_claim("budget", "800000", "m1", ""), "quote"),
        (_claim("budget", "5000000", "m1", "800K SAR"), "value"),
        (_claim("kind", "castle", "m2", "a Villa"), "value"),
        (_claim("kind", "villa", "m9", "a Villa"), "message"),
        (_claim("mood", "good", "m2", "a Villa"), "criterion"),
    ],
)
def test_it_rejects_claims_that_do_not_hold(claim: Claim, reason: str) -> None:
    findings, rejections = validate([claim], CRITERIA, TEXTS, TIMES)
    assert findings == ()
    assert [rejection.reason for rejection in rejections] == [reason]


def test_it_lets_a_later_correction_win_and_keeps_the_first() -> None:
    first = Finding("budget", "SAR 800000", "m1", "800K SAR", 1)
    later = Finding("budget", "SAR 900000", "m3", "make that 900k", 3)
    findings = merge([later], [first])
    assert known_values(findings) == {"budget": "SAR 900000"}
    assert [(f.message_id, f.is_superseded) for f in findings] == [("m1", True), ("m3", False)]


def test_it_leaves_a_repeated_value_with_its_first_message() -> None:
    first = Finding("kind", "villa", "m1", "villa", 1)
    again = Finding("kind", "villa", "m3", "the villa", 3)
    assert merge([first], [again]) == (first,)


def test_it_reads_relative_dates_on_the_leads_day() -> None:
    when = Criterion("when", CriterionKind.DATE, {})
    claim = _claim("when", "tomorrow", "m1", "tomorrow")
    findings, _ = validate([claim], [when], {"m1": "Tomorrow!"}, today=date(2026, 11, 22))
    assert findings[0].value == "2026-11-23"


def test_it_scores_what_was_said_and_names_the_words() -> None:
    findings = (
        Finding("budget", "SAR 800000", "m1", "800K SAR", 1),
        Finding("rooms", "3", "m2", "3 bedrooms", 2),
    )
    result = score(CRITERIA, findings)
    assert (result.points, result.temperature) == (65, Temperature.WARM)
    assert [(r.criterion_id, r.points, r.quote) for r in result.reasons] == [
        ("budget", 40, "800K SAR"),
        ("rooms", 25, "3 bedrooms"),
    ]
    assert result.open_questions == ("kind", "area")


def test_it_asks_must_haves_before_anything_that_only_adds_points() -> None:
    findings = (Finding("rooms", "3", "m2", "3 bedrooms", 2),)
    assert score(CRITERIA, findings).open_questions == ("budget", "kind", "area")


def test_it_makes_a_lead_cold_whose_must_have_is_not_met() -> None:
    findings = [
        Finding("budget", "SAR 100000", "m1", "100k", 1),
        Finding("kind", "villa", "m2", "villa", 2),
        Finding("rooms", "3", "m2", "3", 2),
        Finding("area", "north", "m2", "north", 2),
    ]
    result = score(CRITERIA, findings)
    assert (result.points, result.temperature) == (60, Temperature.COLD)


def test_it_keeps_a_lead_with_an_open_must_have_at_most_warm() -> None:
    others = (
        Criterion("budget", CriterionKind.BUDGET, {}, 10, True),
        Criterion("kind", CriterionKind.CHOICE, {}, 90, options=("villa",)),
    )
    result = score(others, [Finding("kind", "villa", "m2", "villa", 2)])
    assert (result.points, result.temperature) == (90, Temperature.WARM)


@given(st.lists(st.integers(min_value=0, max_value=100), min_size=1, max_size=12))
def test_it_scales_any_weights_to_a_hundred_points(weights: list[int]) -> None:
    criteria = [Criterion(str(i), CriterionKind.TEXT, {}, w) for i, w in enumerate(weights)]
    assert sum(points_of(criteria).values()) == (100 if any(weights) else 0)


@given(
    st.lists(st.integers(min_value=0, max_value=50), min_size=1, max_size=8),
    st.data(),
)
def test_it_loses_exactly_the_points_of_a_deleted_message(
    weights: list[int], data: st.DataObject
) -> None:
    criteria = [Criterion(str(i), CriterionKind.TEXT, {}, w) for i, w in enumerate(weights)]
    rows = data.draw(
        st.lists(
            st.builds(
                Finding,
                st.sampled_from([c.id for c in criteria]),
                st.sampled_from(["a", "b"]),
                st.sampled_from(["m1", "m2", "m3"]),
                st.just("q"),
                st.integers(min_value=0, max_value=9),
            ),
            max_size=12,
        )
    )
    findings = merge(rows)
    whole = score(criteria, findings)
    for message_id in ("m1", "m2", "m3"):
        rest = score(criteria, [f for f in findings if f.message_id != message_id])
        own = sum(r.points for r in whole.reasons if r.message_id == message_id)
        assert rest.points == whole.points - own


def test_it_holds_one_finding_in_force_for_each_criterion() -> None:
    rows = [Finding("kind", value, f"m{i}", value, i) for i, value in enumerate(["a", "b", "a"])]
    assert current(merge(rows))["kind"].message_id == "m2"


def test_it_rejects_a_number_or_address_that_was_not_said() -> None:
    """A wrong one reaches somebody else."""
    criteria = (
        Criterion("phone", CriterionKind.PHONE, {}),
        Criterion("email", CriterionKind.EMAIL, {}),
    )
    texts = {"m1": "I am on 212 555 0123, or Ana@Example.org"}
    claims = (
        Claim("phone", "+1 212 555 0123", "m1", "212 555 0123"),
        Claim("phone", "+1 212 555 0199", "m1", "212 555 0123"),
        Claim("email", "ana@example.org", "m1", "Ana@Example.org"),
        Claim("email", "ann@example.org", "m1", "Ana@Example.org"),
    )
    findings, rejections = validate(claims, criteria, texts, country="US")
    assert [row.value for row in findings] == ["+12125550123", "ana@example.org"]
    assert [row.reason for row in rejections] == ["value", "value"]


def test_it_keeps_the_points_of_a_near_date_as_time_goes_by() -> None:
    """A date counts from the day it was said: silence moves no score."""
    criteria = (Criterion("when", CriterionKind.DATE, {}, within_days=30),)
    said_ms = 1_783_296_000_000  # 2026-07-06
    near = Finding("when", "2026-07-20", "m1", "20 July", said_ms)
    far = Finding("when", "2026-12-20", "m1", "20 December", said_ms)
    assert (score(criteria, [near]).points, score(criteria, [far]).points) == (100, 0)


def test_it_tells_what_an_answer_may_bring() -> None:
    """Must-haves first, as they decide the temperature; then what brings most."""
    rooms = Finding("rooms", "3", "m1", "3")
    assert worth_asking(CRITERIA, [rooms]) == [
        ("budget", 40, Temperature.WARM),
        ("kind", 20, Temperature.WARM),
        ("area", 15, Temperature.WARM),
    ]
    budget = Finding("budget", "SAR 600000", "m2", "600000")
    assert worth_asking(CRITERIA, [rooms, budget], hot_at=80) == [
        ("kind", 20, Temperature.HOT),
        ("area", 15, Temperature.HOT),
    ]


def test_it_tells_that_nothing_warms_a_lead_ruled_out() -> None:
    """A must-have answered wrongly is not made up for by points."""
    poor = Finding("budget", "SAR 1", "m1", "1")
    assert {one.temperature for one in worth_asking(CRITERIA, [poor])} == {Temperature.COLD}


@given(st.sets(st.sampled_from([one.id for one in CRITERIA])))
def test_it_keeps_one_order_of_open_questions(answered: set[str]) -> None:
    """The page, the prompt and the score ask for the same thing first."""
    findings = [Finding(one, "villa", "m1", "villa") for one in answered]
    asked = tuple(one.criterion_id for one in worth_asking(CRITERIA, findings))
    assert asked == score(CRITERIA, findings).open_questions
