"""Plain dates in three languages."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.dates import coming, date_or_none, moved, read_date

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-01", "2026-12-01"),
        ("tomorrow morning", "2026-11-23"),
        ("mañana", "2026-11-23"),
        ("بعد غد", "2026-11-24"),
        ("15 de marzo", "2027-03-15"),
        ("March 15th, 2028", "2028-03-15"),
        ("٢٠ ديسمبر", "2026-12-20"),
        ("el viernes", "2026-11-27"),
        ("next Sunday", "2026-11-29"),
    ],
)
def test_it_reads_a_date_that_means_one_day(text: str, day: str) -> None:
    assert read_date(text, SUNDAY) == date.fromisoformat(day)


@pytest.mark.parametrize("text", ["3/4", "soon", "31 February", "room 12", ""])
def test_it_leaves_what_is_not_plain(text: str) -> None:
    assert read_date(text, SUNDAY) is None


@pytest.mark.parametrize(
    ("unit", "amount", "day"),
    [
        ("day", 10, "2026-12-02"),
        ("week", -1, "2026-11-15"),
        ("month", 3, "2027-02-22"),
        ("year", 1, "2027-11-22"),
    ],
)
def test_it_moves_a_date_by_its_unit(unit: str, amount: int, day: str) -> None:
    assert moved(SUNDAY, unit, amount) == date.fromisoformat(day)


def test_it_keeps_a_moved_date_in_its_month() -> None:
    assert moved(date(2026, 1, 31), "month", 1) == date(2026, 2, 28)
    assert moved(SUNDAY, "year", 9000) is None


def test_it_takes_a_day_without_year_for_the_coming_one() -> None:
    assert coming(22, 11, None, SUNDAY) == SUNDAY
    assert coming(21, 11, None, SUNDAY) == date(2027, 11, 21)
    assert coming(21, 11, 2025, SUNDAY) == date(2025, 11, 21)
    assert date_or_none(2026, 2, 30) is None
