"""When leads write: by the hours of a day, the days of a week, and more of them as time passes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime

from app.past.talk import DAY, HOUR

# Shares of the hours of a day, in UTC, of clients mostly in America; and of the days of a week.
_HOURS = (6, 6, 5, 4, 3, 2, 1, 1, 1, 2, 2, 3, 5, 7, 9, 10, 10, 10, 10, 9, 9, 8, 7, 7)
_WEEK = (1.1, 1.1, 1.05, 1.0, 1.0, 0.7, 0.6)
_GROWTH = 2.5


def arrivals(leads: int, days: int, end: int, dice: random.Random) -> Iterator[int]:
    """Return when each lead first writes, in order; more of them as the days pass."""
    # The last hours are left out, so that everybody has a first reply.
    first, hours = end - days * DAY, days * 24 - 1
    weights = []
    for hour in range(hours):
        moment = datetime.fromtimestamp((first + hour * HOUR) / 1000, UTC)
        growth = 1 + (_GROWTH - 1) * hour / hours
        weights.append(_HOURS[moment.hour] * _WEEK[moment.weekday()] * growth)
    total, done, reached = sum(weights), 0, 0.0
    for hour, weight in enumerate(weights):
        reached += weight
        upto = round(leads * reached / total)
        begins = first + hour * HOUR
        yield from sorted(begins + int(dice.random() * HOUR) for _ in range(upto - done))
        done = upto
