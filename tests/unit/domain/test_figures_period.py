"""Periods are whole days of a calendar, whatever was typed, and days are as long as clocks say."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.figures_period import day_at, day_named, days_between, period_of, shared_zone

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("choice", "first", "last", "bounds"),
    [
        ("today", "", "", ("2026-11-25", "2026-11-25")),
        ("7d", "", "", ("2026-11-19", "2026-11-25")),
        ("month", "", "", ("2026-11-01", "2026-11-25")),
        ("custom", "2026-03-10", "2026-03-01", ("2026-03-01", "2026-03-10")),
        ("custom", "2026-11-20", "2031-01-01", ("2026-11-20", "2026-11-25")),
        ("custom", "2030-01-01", "x", ("2026-10-27", "2026-11-25")),
        ("custom", "0001-01-01", "9999-12-31", ("2026-10-27", "2026-11-25")),
        ("custom", "1999-01-01", "2026-11-25", ("2025-11-25", "2026-11-25")),
        ("<script>", "", "", ("2026-10-27", "2026-11-25")),
    ],
)
def test_a_period_is_what_was_chosen(
    choice: str, first: str, last: str, bounds: tuple[str, str]
) -> None:
    assert period_of(choice, TODAY, first, last).bounds == bounds


def test_the_period_before_is_as_long_and_ends_where_it_begins() -> None:
    period = period_of("7d", TODAY)
    assert period.before.bounds == ("2026-11-12", "2026-11-18")
    assert len(period.before.dates) == len(period.dates) == 7


def test_days_follow_the_clock_of_the_zone() -> None:
    short = day_named("Europe/Berlin", "2026-03-29")
    assert (short.ends_ms - short.starts_ms) // 3_600_000 == 23
    assert day_at("Europe/Berlin", short.starts_ms - 1) == date(2026, 3, 28)
    assert day_at("America/New_York", short.starts_ms) == date(2026, 3, 28)
    names = days_between("Europe/Berlin", short.starts_ms - 1, short.ends_ms)
    assert names == ["2026-03-30", "2026-03-29", "2026-03-28"]


def test_the_agencys_today_is_that_of_most_clients() -> None:
    assert shared_zone(["Asia/Dubai", "Europe/Berlin", "Asia/Dubai"]) == "Asia/Dubai"
    assert shared_zone([]) == "UTC"
