"""How far away a loosely named time is."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.horizon import days_ahead

MONDAY = date(2026, 7, 6)


@pytest.mark.parametrize(
    ("words", "most"),
    [
        ("As soon as possible!", 1),
        ("lo antes posible", 1),
        ("في أسرع وقت", 1),
        ("in 3 weeks", 21),
        ("within two months", 62),
        ("en 10 días", 10),
        ("next month", 62),
        ("el mes que viene", 62),
        ("هذا الشهر", 31),
        ("خلال شهرين", 62),
        ("this week", 7),
        ("in 900 years", 3_660),
    ],
)
def test_it_estimates_the_latest_day(words: str, most: int) -> None:
    """In English, Spanish and Arabic."""
    assert days_ahead(words, MONDAY) == most


@pytest.mark.parametrize(
    "words", ["not sure", "no rush, maybe in two weeks", "sin prisa", "", "whenever", "لست متأكدا"]
)
def test_it_tells_nothing_of_a_time_nobody_named(words: str) -> None:
    """No time is not the same as a near one."""
    assert days_ahead(words, MONDAY) is None


def test_it_counts_the_days_to_a_date() -> None:
    """From the day it was said, also backwards; without that day nothing is known."""
    assert (days_ahead("2026-07-20", MONDAY), days_ahead("2026-07-05", MONDAY)) == (14, -1)
    assert days_ahead("2026-07-20", None) is None
