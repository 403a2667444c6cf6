"""What is different between two versions, as people read it."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from app.domain.profile import Settings
from app.domain.profile_diff import FIELD_WORDS, Change, diff
from app.domain.tenant import (
    Criterion,
    CriterionKind,
    EscalationRule,
    Mode,
    Opening,
    Priority,
    Profile,
    RuleKind,
)

BUDGET = Criterion("budget", CriterionKind.BUDGET, {"en": "What is your budget?"}, 60)
ROOMS = Criterion("rooms", CriterionKind.RANGE, {"en": "How many rooms?"}, 40)
LAWYER = EscalationRule(RuleKind.WORDS, "lawyer")
OLD = Settings(
    Profile(
        about="We sell homes.\nWe let homes.\nPets are welcome.",
        criteria=(BUDGET, ROOMS),
        rules=(LAWYER,),
        openings=(Opening(0, "09:00", "18:00"),),
    )
)


def _with(**profile: Any) -> Settings:
    return replace(OLD, profile=replace(OLD.profile, **profile))


def _only(settings: Settings) -> Change:
    (change,) = diff(OLD, settings)
    return change


def test_it_finds_nothing_in_the_same_settings() -> None:
    assert diff(OLD, OLD) == ()


def test_it_has_a_word_for_every_field() -> None:
    names = {one.name for kind in (Settings, Profile, Criterion) for one in fields(kind)}
    assert names - {"profile", "id"} <= set(FIELD_WORDS)


def test_it_shows_a_text_by_lines_and_words() -> None:
    change = _only(_with(about="We sell homes.\nWe let flats.\nCall us."))
    assert [line.kind for line in change.lines] == ["same", "changed", "changed"]
    runs = [(run.kind, run.text) for run in change.lines[1].runs]
    assert runs == [("same", "We let "), ("removed", "homes"), ("added", "flats"), ("same", ".")]


def test_it_shows_lines_that_came_and_went() -> None:
    change = _only(_with(about="We sell homes.\nPets are welcome.\nParking is free."))
    assert [(line.kind, line.runs[0].text) for line in change.lines] == [
        ("same", "We sell homes."),
        ("removed", "We let homes."),
        ("same", "Pets are welcome."),
        ("added", "Parking is free."),
    ]


def test_it_shows_what_was_before_and_after() -> None:
    change = _only(replace(OLD, mode=Mode.DRAFT_ONLY))
    assert (change.label, change.kind, change.before, change.after) == (
        "Mode",
        "changed",
        "automatic",
        "draft_only",
    )


def test_it_shows_a_line_of_one_language() -> None:
    change = _only(_with(disclosure={"es": "Soy una IA."}))
    assert (change.field, change.kind, change.subject) == ("disclosure.es", "added", "es")


def test_it_shows_the_hours_of_a_day() -> None:
    change = _only(_with(openings=(Opening(0, "09:00", "14:00"),)))
    assert (change.subject, change.before, change.after) == (
        "monday",
        "09:00-18:00",
        "09:00-14:00",
    )


def test_it_shows_criteria_by_their_fields() -> None:
    richer = replace(BUDGET, weight=70, label="Money", questions={"en": "How much?"})
    found = {one.field: one for one in diff(OLD, _with(criteria=(richer, ROOMS)))}
    assert set(found) == {
        "criteria.budget.weight",
        "criteria.budget.label",
        "criteria.budget.questions.en",
    }
    assert found["criteria.budget.weight"].subject == "Money"


def test_it_shows_criteria_that_came_went_and_moved() -> None:
    area = Criterion("area", CriterionKind.PLACE, {"en": "Where?"})
    went = _only(_with(criteria=(BUDGET,)))
    came = _only(_with(criteria=(BUDGET, ROOMS, area)))
    moved = _only(_with(criteria=(ROOMS, BUDGET)))
    assert (went.kind, went.before) == ("removed", "How many rooms? (40)")
    assert (came.kind, came.after) == ("added", "Where? (10)")
    assert (moved.before, moved.after) == ("Budget, Rooms", "Rooms, Budget")


def test_it_shows_rules_by_what_they_look_for() -> None:
    urgent = replace(LAWYER, priority=Priority.URGENT)
    other = EscalationRule(RuleKind.SCORE, "80")
    found = [(one.kind, one.before, one.after) for one in diff(OLD, _with(rules=(urgent, other)))]
    assert found == [("changed", "normal", "urgent"), ("added", "", "80")]
