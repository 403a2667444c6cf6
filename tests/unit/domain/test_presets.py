"""Presets: good to start from, in three languages, without a fact of any business."""

from __future__ import annotations

import re

import pytest

from app.domain.presets import PRESET_WORDS, preset_document, preset_settings
from app.domain.profile import match_rules
from app.domain.profile_check import check_profile
from app.domain.qualification import points_of
from app.domain.tenant import CriterionKind
from app.errors import NotFound

NAMES = list(PRESET_WORDS)


@pytest.mark.parametrize("name", NAMES)
def test_it_holds_no_mistake(name: str) -> None:
    settings = preset_settings(name)
    assert check_profile(settings) == []
    assert settings.profile.max_replies == 30


@pytest.mark.parametrize("name", NAMES)
def test_its_weights_are_the_points(name: str) -> None:
    criteria = preset_settings(name).profile.criteria
    assert points_of(criteria) == {one.id: one.weight for one in criteria}


@pytest.mark.parametrize("name", NAMES)
def test_it_asks_in_three_languages_one_thing_at_a_time(name: str) -> None:
    for criterion in preset_settings(name).profile.criteria:
        assert set(criterion.questions) == {"en", "es", "ar"}
        assert all(len(re.findall("[?؟]", text)) == 1 for text in criterion.questions.values())
        assert criterion.label


@pytest.mark.parametrize("name", NAMES)
def test_it_holds_nothing_a_business_decides(name: str) -> None:
    profile = preset_settings(name).profile
    assert (profile.about, profile.phone, profile.address, profile.booking_link) == ("",) * 4
    assert (profile.openings, profile.disclosure, profile.allowed_links) == ((), {}, ())


def test_it_takes_the_currency_of_the_country() -> None:
    def currency(country: str) -> str | None:
        criteria = preset_settings("real_estate", country).profile.criteria
        return next(one.currency for one in criteria if one.kind is CriterionKind.BUDGET)

    assert [currency(country) for country in ("US", "SA", "ES", "JP")] == [
        *("USD", "SAR", "EUR", None)
    ]


def test_it_gives_each_its_own_copy() -> None:
    preset_document("legal")["criteria"].clear()
    assert preset_document("legal")["criteria"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("clinics", "I have chest pain since this morning"),
        ("clinics", "عندي ألم في الصدر"),
        ("home_services", "¡Huele a gas en la cocina!"),
        ("legal", "My brother was arrested last night"),
    ],
)
def test_its_rules_call_a_person_when_it_is_urgent(name: str, text: str) -> None:
    rules = preset_settings(name).profile.rules
    assert match_rules(rules, [text], 0, {}, 0)[0].priority.value == "urgent"


def test_it_names_the_presets_there_are() -> None:
    with pytest.raises(NotFound, match="real_estate, home_services"):
        preset_document("bakery")
