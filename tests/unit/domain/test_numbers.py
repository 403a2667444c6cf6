"""Numbers as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.domain.numbers import find_numbers, loose_values, plain, read_figure


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1.1M", ["1100000"]),
        ("SAR 1,100,000", ["1100000"]),
        ("1.100.000 €", ["1100000"]),
        ("$1,250.50", ["1250.5"]),
        ("1,5 hectáreas", ["1.5"]),
        ("500k", ["500000"]),
        ("2 millones", ["2000000"]),
        ("٣ غرف", ["3"]),
        ("٧٠٠ ألف ريال", ["700000"]),
        ("5 m from the sea", ["5"]),
        ("two rooms and 1 bath", ["2", "1"]),
        ("tres habitaciones", ["3"]),
        ("ثلاث غرف", ["3"]),
    ],
)
def test_it_reads_numbers_as_they_are_meant(text: str, values: list[str]) -> None:
    assert [plain(number.value) for number in find_numbers(text)] == values


@pytest.mark.parametrize(
    ("figure", "value"),
    [("1.100", "1100"), ("0.500", "0.5"), ("12.50", "12.5"), ("1.234.567", "1234567")],
)
def test_it_tells_thousands_from_decimals(figure: str, value: str) -> None:
    assert read_figure(figure) == Decimal(value)


def test_it_finds_every_figure_of_an_identifier() -> None:
    assert loose_values("ref q1a2b3-17-2") == {Decimal(n) for n in (1, 2, 3, 17)}


def test_it_leaves_digits_inside_words_to_the_loose_reading() -> None:
    assert find_numbers("mp3 abc4def") == []
