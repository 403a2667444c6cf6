"""Periods and days follow the clock of the client's zone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.domain.periods import days_before, starts_at


def _ms(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("period", "zone", "now", "start"),
    [
        ("day", "UTC", "2026-11-25T17:00", "2026-11-25T00:00"),
        ("day", "America/New_York", "2026-11-25T03:00", "2026-11-24T05:00"),
        ("week", "Asia/Dubai", "2026-11-25T17:00", "2026-11-22T20:00"),
        ("month", "Europe/Madrid", "2026-11-01T00:30", "2026-10-31T23:00"),
        ("month", "America/New_York", "2026-11-30T12:00", "2026-11-01T04:00"),
    ],
)
def test_a_period_begins_at_local_midnight(period: str, zone: str, now: str, start: str) -> None:
    assert starts_at(period, zone, _ms(now)) == _ms(start)


def test_days_have_no_gap_and_end_today() -> None:
    days = days_before("America/New_York", _ms("2026-11-05T12:00"), 10)
    assert [one.ends_ms for one in days[:-1]] == [one.starts_ms for one in days[1:]]
    assert (len(days), days[-1].date.isoformat()) == (10, "2026-11-05")


def test_the_day_the_clock_goes_back_is_longer() -> None:
    days = days_before("America/New_York", _ms("2026-11-05T12:00"), 10)
    (longer,) = [one for one in days if one.ends_ms - one.starts_ms != 86_400_000]
    assert (longer.date.isoformat(), longer.ends_ms - longer.starts_ms) == (
        "2026-11-01",
        25 * 3_600_000,
    )
