"""Appointments: an hour of the client's own zone, so long, somewhere.

``booked`` is how one begins; ``done``, ``no_show`` and ``cancelled`` are what became of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.domain.text import storable, visible
from app.errors import Unprocessable

LONGEST_TITLE, LONGEST_PLACE = 120, 200
SHORTEST_MIN, LONGEST_MIN = 5, 24 * 60
# A century from now nobody keeps an appointment; a typing mistake in the year lands there.
_FARTHEST = timedelta(days=3 * 366)


class AppointmentState(StrEnum):
    """Where an appointment is."""

    BOOKED = "booked"
    DONE = "done"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Wanted:
    """An appointment as somebody asks for it; ``starts`` is ISO 8601.

    Without an offset ``starts`` is an hour of the client's zone.
    """

    starts: str
    minutes: int = 30
    title: str = ""
    place: str = ""


def times_of(wanted: Wanted, zone: str, now: datetime) -> tuple[int, int]:
    """Return when an appointment starts and ends, in epoch milliseconds.

    Raises:
        Unprocessable: it is no time, one the clock leaps over, too far away, or too short or long.
    """
    if not SHORTEST_MIN <= wanted.minutes <= LONGEST_MIN:
        raise _refused("minutes", "An appointment takes 5 minutes to 24 hours.")
    starts = _moment(wanted.starts, zone)
    if abs(starts - now) > _FARTHEST:
        raise _refused("starts_at", "This day is too far away.")
    start_ms = round(starts.timestamp() * 1000)
    return start_ms, start_ms + wanted.minutes * 60_000


def _moment(text: str, zone: str) -> datetime:
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise _refused("starts_at", "Write a day and an hour.") from error
    try:
        if found.tzinfo is not None:
            return found.astimezone(UTC)
        local = found.replace(tzinfo=ZoneInfo(zone))
        there = local.astimezone(UTC)
        back = there.astimezone(ZoneInfo(zone))
    except OverflowError as error:
        raise _refused("starts_at", "This day is too far away.") from error
    if back.replace(tzinfo=None) != found:
        raise _refused("starts_at", "The clock leaps over this hour on that day.")
    return there


def checked_words(wanted: Wanted) -> tuple[str, str]:
    """Return title and place as they are stored.

    Raises:
        Unprocessable: one is too long.
    """
    title, place = visible(storable(wanted.title)), visible(storable(wanted.place))
    if len(title) > LONGEST_TITLE:
        raise _refused("title", "Write a title of at most 120 characters.")
    if len(place) > LONGEST_PLACE:
        raise _refused("place", "Write a place of at most 200 characters.")
    return title, place


def _refused(field: str, problem: str) -> Unprocessable:
    return Unprocessable(problem, fields={field: problem})
