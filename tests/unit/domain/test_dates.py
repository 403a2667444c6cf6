"""Plain dates in three languages."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.dates import read_date

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
