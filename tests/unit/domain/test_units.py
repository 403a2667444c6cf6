"""What figures count."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.domain.units import Amount, amounts_in, is_borne, priced_in


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("$85", ["dollar"]),
        ("1,250 sar", ["riyal"]),
        ("20 %", ["%"]),
        ("5-10 days", ["day", "day"]),
        ("900k euros", ["euro"]),
        ("24-hour desk", ["hour"]),
        ("12 king road", [""]),
        ("85 دولارا", ["dollar"]),
    ],
)
def test_it_reads_what_a_figure_counts(text: str, units: list[str]) -> None:
    assert [amount.unit for amount in amounts_in(text)] == units


def test_it_tells_money_of_one_currency_from_another() -> None:
    known = frozenset({(Decimal(85), "dollar")})
    assert is_borne(Amount(Decimal(85), "peso"), known)
    assert not is_borne(Amount(Decimal(85), "euro"), known)


def test_it_keeps_a_bare_price_in_the_currency_of_its_text() -> None:
    counted = amounts_in("cleaning 85, whitening 60 dollars, 2 visits")
    priced = frozenset(priced_in(counted))
    known = frozenset((one.value, one.unit) for one in counted)
    assert is_borne(Amount(Decimal(85), "dollar"), known, priced)
    assert not is_borne(Amount(Decimal(85), "euro"), known, priced)
    assert not is_borne(Amount(Decimal(2), "dollar"), known, priced)
