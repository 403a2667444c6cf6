"""The one source of time; everything that needs the hour takes a clock.

``now()`` is an aware UTC datetime, ``now_ms()`` epoch milliseconds (what the database holds).
Intervals are measured with ``time.monotonic()``, never with this clock, which may jump.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now_ms(self) -> int:
        """Return epoch milliseconds, UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now_ms(self) -> int:
        """Return epoch milliseconds, UTC."""
        return time.time_ns() // 1_000_000


class ManualClock:
    """A clock that moves only when told to; for tests and replays."""

    def __init__(self, start_ms: int = 1_750_000_000_000) -> None:
        self._now_ms = start_ms

    def now_ms(self) -> int:
        """Return the set time in epoch milliseconds."""
        return self._now_ms

    def advance(self, seconds: float) -> None:
        """Move forward (or back, when negative) by so many seconds."""
        self._now_ms += int(seconds * 1000)


def at(ms: int) -> datetime:
    """Return epoch milliseconds as an aware UTC datetime."""
    return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=ms)
