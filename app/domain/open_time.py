"""How much of a span of time a business was open: the second clock of every waiting time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.domain.profile import spans_on
from app.domain.tenant import Tenant

# A longer wait is counted as its days: nobody asks how many minutes of a year it was.
_MOST_DAYS = 400
_MINUTE_MS = 60_000


def open_ms(tenant: Tenant, from_ms: int, to_ms: int) -> int:
    """Return for how many milliseconds of a span the business was open, by its hours of today.

    One without hours is always open; holidays and other special days count. Days are those of its
    zone, so that a day with a change of the clock has as many hours as it had.
    """
    if to_ms <= from_ms:
        return 0
    if not tenant.profile.openings and not tenant.profile.special_days:
        return to_ms - from_ms
    zone = ZoneInfo(tenant.zone)
    day, last = _day(zone, from_ms), _day(zone, to_ms)
    whole = 0
    for _ in range(min((last - day).days + 1, _MOST_DAYS)):
        for first, beyond in spans_on(tenant, day):
            opens, closes = _at(zone, day, first), _at(zone, day, beyond)
            whole += max(0, min(closes, to_ms) - max(opens, from_ms))
        day += timedelta(days=1)
    return whole


def _day(zone: ZoneInfo, at_ms: int) -> date:
    return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(zone).date()


def _at(zone: ZoneInfo, day: date, minute: int) -> int:
    day, minute = (day + timedelta(days=1), 0) if minute >= 24 * 60 else (day, minute)
    local = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone)
    return int(local.timestamp() * 1000)
