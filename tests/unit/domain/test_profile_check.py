"""Every mistake of a profile is named with its field and how to mend it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.domain.hours import hours_text, read_hours
from app.domain.mistakes import MISTAKE_WORDS
from app.domain.profile import Settings
from app.domain.profile_check import LONGEST, check_profile
from app.domain.tenant import Criterion, CriterionKind, EscalationRule, Opening, Profile, RuleKind

ASK = {"en": "Which one?"}
GOOD = Criterion("kind", CriterionKind.CHOICE, ASK, options=("Flat", "Villa"), accepts=("villa",))
BUDGET = Criterion("budget", CriterionKind.BUDGET, ASK, minimum=1, maximum=9, currency="USD")
WHOLE = Settings(
    Profile(
        about="We sell homes.",
        phone="+12125550123",
        email="Office@Example.com",
        booking_link="https://example.com/book?x=1",
        allowed_links=("example.com", "https://www.example.com/"),
        never_say=("guaranteed",),
        criteria=(GOOD, BUDGET),
        rules=(
            EscalationRule(RuleKind.WORDS, "lawyer, complaint"),
            EscalationRule(RuleKind.SCORE, "80"),
            EscalationRule(RuleKind.UNANSWERED, "2"),
            EscalationRule(RuleKind.FINDING, "kind=villa"),
            EscalationRule(RuleKind.FINDING, "budget=*"),
        ),
        openings=(Opening(0, "09:00", "13:00"), Opening(0, "13:00", "24:00")),
        modes={"sms": "draft_only"},
        closed_mode="off",
        error_rate=0.05,
        must_pass=90,
    ),
    ("en", "es-MX"),
    "Europe/Madrid",
)


def _found(settings: Settings) -> list[tuple[str, str]]:
    return [(one.field, one.code) for one in check_profile(settings)]


def _with(**profile: Any) -> Settings:
    return replace(WHOLE, profile=replace(WHOLE.profile, **profile))


def _criterion(**changed: Any) -> Settings:
    return _with(criteria=(replace(GOOD, **changed), BUDGET), rules=())


def test_it_finds_nothing_in_a_good_profile() -> None:
    assert _found(WHOLE) == []
    assert _found(Settings(Profile())) == []


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"zone": "Mars/Base"}, "zone", "zone"),
        ({"languages": ()}, "languages", "languages"),
        ({"languages": ("english",)}, "languages", "language"),
        ({"languages": ("en", "es", "en")}, "languages", "twice"),
    ],
)
def test_it_names_mistakes_of_the_settings(changed: dict[str, Any], field: str, code: str) -> None:
    assert _found(replace(WHOLE, **changed)) == [(field, code)]


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"about": "x" * (LONGEST["about"] + 1)}, "about", "too_long"),
        ({"disclosure": {"en": "x" * 201}}, "disclosure.en", "too_long"),
        ({"help_text": {"Spanish": "x"}}, "help_text", "language"),
        ({"phone": "212 555 0123"}, "phone", "phone"),
        ({"email": "office"}, "email", "email"),
        ({"booking_link": "book here"}, "booking_link", "link"),
        ({"booking_link": "javascript:alert(1)"}, "booking_link", "link"),
        ({"allowed_links": ("a b",)}, "allowed_links", "link"),
        ({"never_say": ("x" * 121,)}, "never_say", "too_long"),
        ({"never_say": ("x",) * 101}, "never_say", "too_many"),
        ({"hot_at": 0, "warm_at": -1}, "hot_at", "between"),
        ({"hot_at": 40}, "warm_at", "warm_below_hot"),
        ({"max_segments": 0}, "max_segments", "between"),
        ({"max_replies": -1}, "max_replies", "between"),
        ({"must_pass": 101}, "must_pass", "between"),
        ({"error_rate": 1.5}, "error_rate", "between"),
        ({"modes": {"fax": "off"}}, "modes", "one_of"),
        ({"modes": {"sms": "loud"}}, "modes.sms", "one_of"),
        ({"closed_mode": "asleep"}, "closed_mode", "one_of"),
        ({"openings": ()}, "closed_mode", "never_closed"),
        ({"openings": (Opening(7, "09:00", "10:00"),)}, "openings.0", "day"),
        ({"openings": (Opening(0, "9am", "10:00"),)}, "openings.0", "clock"),
        ({"openings": (Opening(0, "22:00", "02:00"),)}, "openings.0", "closes_first"),
        (
            {"openings": (Opening(0, "09:00", "13:00"), Opening(0, "12:00", "14:00"))},
            *("openings.1", "overlap"),
        ),
    ],
)
def test_it_names_mistakes_of_the_profile(changed: dict[str, Any], field: str, code: str) -> None:
    assert (field, code) in _found(_with(**changed))


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"id": "Kind of home"}, "id", "id"),
        ({"id": "budget"}, "id", "twice"),
        ({"questions": {}}, "questions", "missing"),
        ({"questions": {"en": " "}}, "questions", "missing"),
        ({"questions": {"en": "x" * 301}}, "questions.en", "too_long"),
        ({"weight": 101}, "weight", "between"),
        ({"options": ("Flat",), "accepts": ()}, "options", "options"),
        ({"options": ("Flat", "flat"), "accepts": ()}, "options", "options"),
        ({"accepts": ("castle",)}, "accepts", "accepts"),
        ({"kind": CriterionKind.YES_NO, "accepts": ("maybe",)}, "accepts", "yes_no"),
        ({"kind": CriterionKind.RANGE, "minimum": 3, "maximum": 2}, "maximum", "limits"),
        ({"kind": CriterionKind.BUDGET, "minimum": 3}, "currency", "currency"),
        ({"kind": CriterionKind.BUDGET, "currency": "dollars"}, "currency", "currency"),
        ({"kind": CriterionKind.DATE, "within_days": -1}, "within_days", "between"),
    ],
)
def test_it_names_mistakes_of_a_criterion(changed: dict[str, Any], field: str, code: str) -> None:
    found = _found(_criterion(**changed))
    number = 1 if code == "twice" else 0
    assert (f"criteria.{number}.{field}", code) in found


def test_it_rejects_criteria_that_score_nothing() -> None:
    found = _found(_with(criteria=(replace(GOOD, weight=0),), rules=()))
    assert found == [("criteria", "no_weight")]


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        (RuleKind.WORDS, " , ", "phrases"),
        (RuleKind.WORDS, "x" * 501, "too_long"),
        (RuleKind.SCORE, "lots", "between"),
        (RuleKind.SCORE, "101", "between"),
        (RuleKind.UNANSWERED, "0", "between"),
        (RuleKind.FINDING, "kind", "finding"),
        (RuleKind.FINDING, "rooms=3", "unknown_criterion"),
        (RuleKind.FINDING, "kind=castle", "never_value"),
    ],
)
def test_it_names_mistakes_of_a_rule(kind: RuleKind, value: str, code: str) -> None:
    assert _found(_with(rules=(EscalationRule(kind, value),))) == [("rules.0.value", code)]


def test_it_rejects_a_rule_that_stands_twice() -> None:
    rules = (EscalationRule(RuleKind.WORDS, "Lawyer"), EscalationRule(RuleKind.WORDS, "lawyer"))
    assert _found(_with(rules=rules)) == [("rules.1.value", "twice")]


def test_it_says_how_to_mend_every_mistake() -> None:
    (found,) = check_profile(_with(hot_at=40))
    assert found.text == "Warm must begin below hot, which begins at 40."
    assert all(sentence.endswith(".") for sentence in MISTAKE_WORDS.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("09:00-13:00, 15:00-19:00", "09:00-13:00, 15:00-19:00"),
        ("9 to 18", "09:00-18:00"),
        ("٩:٠٠ – ٢٤:٠٠", "09:00-24:00"),
        ("", ""),
    ],
)
def test_it_reads_hours_as_people_write_them(text: str, expected: str) -> None:
    assert hours_text(read_hours(3, text), 3) == expected


@pytest.mark.parametrize("text", ["morning", "9-25", "10:60-11", "09:00"])
def test_it_rejects_what_are_no_hours(text: str) -> None:
    with pytest.raises(ValueError, match="no "):
        read_hours(0, text)
