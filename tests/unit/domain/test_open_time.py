"""The clock of business hours: weeks, holidays and other hours, changes of the clock."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from app.domain.open_time import open_ms
from app.domain.profile import is_open
from app.domain.tenant import Opening, Profile, SpecialDay, Tenant

MADRID = ZoneInfo("Europe/Madrid")
# Two spans a day from Monday to Friday: eight hours.
WEEK = tuple(
    Opening(day, *span) for day in range(5) for span in (("09:00", "13:00"), ("15:00", "19:00"))
)
DAYS = (
    SpecialDay("2026-07-08", "Local holiday"),
    SpecialDay("2026-07-11", "Saturday sale", ("10:00-14:00", "16:00-24:00")),
    SpecialDay("2020-12-25", "Christmas", yearly=True),
)


def _tenant(**profile: object) -> Tenant:
    return Tenant("t1", "Harbour Homes", "Europe/Madrid", profile=Profile(**profile))  # type: ignore[arg-type]


def _ms(moment: str) -> int:
    return int(datetime.fromisoformat(moment).replace(tzinfo=MADRID).timestamp() * 1000)


def _hours(tenant: Tenant, first: str, last: str) -> float:
    return open_ms(tenant, _ms(first), _ms(last)) / 3_600_000


def test_it_counts_only_hours_of_the_week() -> None:
    """From Friday noon to Monday at four: one hour, four hours, four hours, one hour."""
    assert _hours(_tenant(openings=WEEK), "2026-07-03T12:00", "2026-07-06T16:00") == 1 + 4 + 4 + 1


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-07-07T18:00", "2026-07-09T10:00", 2),  # Nothing on the holiday between.
        ("2026-07-11T00:00", "2026-07-12T00:00", 12),  # A Saturday with hours of its own.
        ("2026-12-24T18:00", "2026-12-28T10:00", 2),  # A Friday that is closed each year.
    ],
)
def test_it_obeys_holidays_and_special_days(first: str, last: str, expected: int) -> None:
    """On a special day its own hours count and no others."""
    assert _hours(_tenant(openings=WEEK, special_days=DAYS), first, last) == expected


def test_it_is_open_on_all_other_days() -> None:
    """Holidays alone do not close the rest of the week."""
    assert _hours(_tenant(special_days=DAYS), "2026-07-07T00:00", "2026-07-10T00:00") == 48


def test_it_agrees_with_whether_it_is_open() -> None:
    """Each quarter of an hour of ten days counts in full just when the assistant says open."""
    tenant = _tenant(openings=WEEK, special_days=DAYS)
    quarter, began = 15 * 60_000, _ms("2026-07-03T00:00")
    for at in range(began, began + 10 * 96 * quarter, quarter):
        assert open_ms(tenant, at, at + quarter) == quarter * is_open(tenant, at)
