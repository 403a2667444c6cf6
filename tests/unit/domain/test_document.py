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
