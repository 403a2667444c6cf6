"""A preset takes nothing away that somebody wrote, unless they chose so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.presets import PRESET_WORDS, preset_settings
from app.domain.presets.apply import Parts, apply_preset, fitting
from app.domain.profile import Settings
from app.domain.profile_check import check_profile
from app.domain.tenant import Criterion, CriterionKind, EscalationRule, Profile, RuleKind

MINE = Settings(
    Profile(
        tone="dry",
        scope="Boats.",
        never_say=("sunk",),
        criteria=(Criterion("budget", CriterionKind.BUDGET, {"en": "How much?"}, 60),),
        rules=(EscalationRule(RuleKind.UNANSWERED, "2", note="Mine."),),
        escalate_when="It leaks.",
        max_replies=12,
    )
)
ALL = Parts("replace", True, True, True, True)
NONE = Parts("keep", False, False, False, False)


@pytest.mark.parametrize("name", PRESET_WORDS)
def test_it_fits_without_overwriting(name: str) -> None:
    made = apply_preset(MINE, preset_settings(name), fitting(MINE)).profile
    assert (made.tone, made.scope, made.max_replies) == ("dry", "Boats.", 12)
    assert made.criteria[0] == MINE.profile.criteria[0]
    assert made.rules[0] == MINE.profile.rules[0]
    assert made.escalate_when.startswith("It leaks.\n")


@pytest.mark.parametrize("name", PRESET_WORDS)
@pytest.mark.parametrize("parts", [fitting(Settings(Profile())), fitting(MINE), ALL])
def test_it_makes_no_mistake_of_good_settings(name: str, parts: Parts) -> None:
    assert check_profile(apply_preset(MINE, preset_settings(name), parts)) == []


def test_it_takes_everything_for_a_client_that_has_nothing() -> None:
    preset = preset_settings("legal")
    empty = Settings(Profile())
    assert apply_preset(empty, preset, fitting(empty)).profile == preset.profile


def test_it_takes_nothing_that_was_not_chosen() -> None:
    assert apply_preset(MINE, preset_settings("legal"), NONE) == MINE


def test_it_replaces_what_was_chosen_and_adds_what_is_never_said() -> None:
    preset = preset_settings("agencies").profile
    made = apply_preset(MINE, preset_settings("agencies"), ALL).profile
    assert (made.criteria, made.tone, made.scope) == (preset.criteria, preset.tone, preset.scope)
    assert made.never_say == ("sunk", *preset.never_say)


def test_it_adds_a_rule_once() -> None:
    once = apply_preset(MINE, preset_settings("clinics"), replace(NONE, rules=True))
    twice = apply_preset(once, preset_settings("clinics"), replace(NONE, rules=True))
    assert twice == once
    kinds = [rule.kind for rule in once.profile.rules]
    assert kinds.count(RuleKind.UNANSWERED) == 1
