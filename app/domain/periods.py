"""When a budget's period began, and the days before a moment, by the clock of a zone.

A day is as long as the zone's clock makes it: 23, 24 or 25 hours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Day:
    """A local day: its date, and when it begins and ends (epoch milliseconds, end excluded)."""

    date: date
    starts_ms: int
    ends_ms: int


def starts_at(period: str, zone: str, now_ms: int) -> int:
    """Return when the day, week (Monday) or month of a moment began, in epoch milliseconds."""
    today = _today(zone, now_ms)
    if period == "week":
        today -= timedelta(days=today.weekday())
    elif period == "month":
        today = today.replace(day=1)
    return _midnight(today, zone)


def days_before(zone: str, now_ms: int, count: int) -> tuple[Day, ...]:
    """Return the last ``count`` days, oldest first; the last is today."""
    today = _today(zone, now_ms)
    dates = [today - timedelta(days=back) for back in range(count - 1, -1, -1)]
    return tuple(
        Day(one, _midnight(one, zone), _midnight(one + timedelta(days=1), zone)) for one in dates
    )


def _today(zone: str, now_ms: int) -> date:
    return (_EPOCH + timedelta(milliseconds=now_ms)).astimezone(ZoneInfo(zone)).date()


def _midnight(day: date, zone: str) -> int:
    local = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    return int((local.astimezone(UTC) - _EPOCH).total_seconds() * 1000)
