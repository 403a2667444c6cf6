"""The days a page of figures speaks of, and those before them that it compares them with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.domain.periods import Day

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LENGTHS = {"today": 1, "7d": 7, "30d": 30, "90d": 90}
CHOICES = ("today", "7d", "30d", "90d", "month", "custom")
USUAL = "30d"
# A figure a day is kept for as long as the rows are; a page draws no more than this.
LONGEST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both included, as they are called in ISO 8601."""

    choice: str
    first: date
    last: date

    @property
    def days(self) -> int:
        """Return how many days there are."""
        return (self.last - self.first).days + 1

    @property
    def dates(self) -> tuple[str, ...]:
        """Return every day, oldest first."""
        return tuple(
            (self.first + timedelta(days=number)).isoformat() for number in range(self.days)
        )

    @property
    def before(self) -> Period:
        """Return the period of the same length that ends where this one begins."""
        length = timedelta(days=self.days)
        return Period(self.choice, self.first - length, self.last - length)

    @property
    def bounds(self) -> tuple[str, str]:
        """Return the first and the last day as text."""
        return self.first.isoformat(), self.last.isoformat()


def period_of(choice: str, today: date, first: str = "", last: str = "") -> Period:
    """Return the period somebody chose; what cannot be understood is the usual one.

    Args:
        choice: one of ``CHOICES``.
        first: of a custom period, ISO 8601; an order turned round is put right.
        last: as ``first``; never later than today.
    """
    if choice == "custom":
        days = sorted(one for one in (_date(first), _date(last)) if one is not None)
        if days and days[0] <= today:
            ends = min(days[-1], today)
            begins = max(days[0], ends - timedelta(days=LONGEST_DAYS - 1))
            return Period("custom", begins, ends)
        choice = USUAL
    if choice == "month":
        return Period("month", today.replace(day=1), today)
    chosen = choice if choice in _LENGTHS else USUAL
    return Period(chosen, today - timedelta(days=_LENGTHS[chosen] - 1), today)


def _date(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    # A period before it must be a date as well.
    return found if 1971 <= found.year <= 9000 else None


def day_at(zone: str, at_ms: int) -> date:
    """Return the day of a moment as a zone's calendar shows it."""
    return (_EPOCH + timedelta(milliseconds=at_ms)).astimezone(ZoneInfo(zone)).date()


def day_named(zone: str, name: str) -> Day:
    """Return a day of a zone by its ISO 8601 name, with when it begins and ends."""
    day = date.fromisoformat(name)
    return Day(day, _midnight(day, zone), _midnight(day + timedelta(days=1), zone))


def days_between(zone: str, from_ms: int, to_ms: int) -> list[str]:
    """Return the names of all days from one moment to another, newest first."""
    first, last = day_at(zone, from_ms), day_at(zone, to_ms)
    count = max(0, (last - first).days + 1)
    return [(last - timedelta(days=back)).isoformat() for back in range(count)]


def shared_zone(zones: Iterable[str]) -> str:
    """Return the zone most of some clients live in, whose today is the today of all of them."""
    counted = Counter(zones)
    return min(counted, key=lambda zone: (-counted[zone], zone)) if counted else "UTC"


def _midnight(day: date, zone: str) -> int:
    local = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    return int((local.astimezone(UTC) - _EPOCH).total_seconds() * 1000)
