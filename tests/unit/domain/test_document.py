"""A client's document: every mistake is named, with the place it is at."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.document import read_tenant
from app.errors import Invalid

GOOD: dict[str, Any] = {
    "name": "Acme",
    "languages": ["en", "es"],
    "channels": [{"kind": "sms", "address": "+15550001111"}],
}


def test_it_reads_a_small_document() -> None:
    tenant, _, channels = read_tenant(GOOD)
    assert (tenant.name, tenant.languages, channels[0].address) == (
        "Acme",
        ("en", "es"),
        "+15550001111",
    )


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"name": 3}, "name"),
        ({"languages": ["english"]}, "languages"),
        ({"languages": "en"}, "languages"),
        ({"budget_microusd": -4}, "budget_microusd"),
        ({"budget_microusd": 1.5}, "budget_microusd"),
        ({"zone": "Nowhere/City"}, "zone"),
        ({"channels": [{"kind": "sms"}]}, "channels[0].address"),
        ({"channels": [{"kind": "smss"}]}, "channels[0].kind"),
        ({"chanels": []}, "chanels: unknown; did you mean channels?"),
    ],
)
def test_it_names_the_mistake(change: dict[str, Any], place: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_tenant(GOOD | change)
    assert f"\n{place}" in caught.value.message


def test_it_names_all_mistakes_at_once() -> None:
    with pytest.raises(Invalid) as caught:
        read_tenant({"name": "", "zone": "x", "mode": "loud"})
    assert caught.value.message.count("\n") == 3


def test_it_fills_in_from_a_preset_what_the_document_leaves_out() -> None:
    given = GOOD | {
        "preset": "clinics",
        "country": "ES",
        "profile": {"tone": "de usted", "about": "Una clínica."},
        "rules": [{"kind": "score", "value": 90}],
    }
    profile = read_tenant(given)[0].profile
    assert (profile.tone, profile.about, profile.max_replies) == ("de usted", "Una clínica.", 30)
    assert profile.criteria[0].id == "treatment"
    assert [rule.value for rule in profile.rules] == ["90"]


def test_it_reads_rules_hours_and_budgets() -> None:
    given = GOOD | {
        "budget_tokens": 1_000_000,
        "budget_period": "week",
        "profile": {"error_rate": 0, "discloses": False, "modes": {"sms": "draft_only"}},
        "rules": [{"kind": "words", "value": "lawyer", "priority": "high"}],
        "openings": [{"days": ["monday", "friday"], "opens": "09:00", "closes": "18:00"}],
    }
    tenant = read_tenant(given)[0]
    assert (tenant.budget_tokens, tenant.budget_period) == (1_000_000, "week")
    assert [(one.day, one.closes) for one in tenant.profile.openings] == [
        (0, "18:00"),
        (4, "18:00"),
    ]
    assert tenant.profile.rules[0].priority.value == "high"
    assert (tenant.profile.error_rate, tenant.profile.discloses) == (0.0, False)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"preset": "bakery"}, "preset: 'bakery' is none of real_estate"),
        ({"country": "Spain"}, "country"),
        ({"budget_tokens": -1}, "budget_tokens"),
        ({"budget_period": "hour"}, "budget_period"),
        ({"profile": []}, "profile"),
        ({"profile": {"hot_at": "high"}}, "profile.hot_at"),
        ({"profile": {"hot_at": True}}, "profile.hot_at"),
        ({"profile": {"discloses": 1}}, "profile.discloses"),
        ({"profile": {"never_say": "no"}}, "profile.never_say"),
        ({"profile": {"disclosure": "I am an AI."}}, "profile.disclosure"),
        ({"profile": {"about": 3}}, "profile.about"),
        ({"profile": {"warm_at": 90}}, "profile.warm_at: Warm must begin below hot"),
        ({"profile": {"tonne": "x"}}, "profile.tonne: unknown; did you mean tone?"),
        ({"criteria": {}}, "criteria: write a list"),
        ({"criteria": [{"id": "a", "kind": "text"}]}, "criteria[0].questions"),
        (
            {"criteria": [{"id": "a", "kind": "text", "questions": {"en": "?"}, "weight": 101}]},
            "criteria[0].weight",
        ),
        ({"rules": [{"kind": "score"}]}, "rules[0].value"),
        ({"rules": [{"kind": "score", "value": 900}]}, "rules[0].value"),
        ({"rules": [{"kind": "words", "value": "x", "priority": "soon"}]}, "rules[0].priority"),
        ({"openings": [{"days": ["mon"], "opens": "9", "closes": "18"}]}, "openings[0].days"),
        ({"openings": [{"days": [], "opens": "9", "closes": "18"}]}, "openings[0].days"),
        ({"openings": [{"days": ["monday"], "opens": "9", "closes": "18"}]}, "openings[0]"),
    ],
)
def test_it_names_mistakes_of_the_settings(change: dict[str, Any], place: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_tenant(GOOD | change)
    assert f"\n{place}" in caught.value.message
