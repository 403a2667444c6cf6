"""The bell: tells a worker that a row waits. The row is the truth; losing a bell loses nothing.

A queue for each kind of work, so that a slow CRM never delays a reply. A bell may ring from any
thread (the writer rings right after a commit). What a queue does with an id is connected at start
by ``jobs``; until then, and after the stop, rings are dropped: the sweep finds every due row.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import StrEnum


class Queue(StrEnum):
    """Who does the work."""

    AI = "ai"
    DELIVERY = "delivery"
    RECONCILE = "reconcile"
    INTEGRATIONS = "integrations"
    READ = "read"
    CRAWL = "crawl"
    PUBLISH = "publish"
    NOTIFY = "notify"
    SUMMARISE = "summarise"
    COUNT = "count"
    SCHEDULE = "schedule"


Ring = Callable[[Queue, str, float], None]


class Bell:
    """Rings a queue with the id of a row."""

    def __init__(self) -> None:
        self._ring: Ring | None = None

    def connect(self, ring: Ring | None) -> None:
        """Send rings there; None silences the bell."""
        self._ring = ring

    @property
    def is_heard(self) -> bool:
        """Tell whether anybody works here; a command beside a server has nobody."""
        return self._ring is not None

    def ring(self, queue: Queue, row_id: str, delay_s: float = 0.0) -> None:
        """Ring now, or after a delay in seconds; returns at once."""
        if self._ring is not None:
            self._ring(queue, row_id, delay_s)


class Pace:
    """Acknowledgements go first: tells the jobs when many messages are being taken in.

    One process shares one interpreter, so every turn that is worked on makes webhooks wait. While
    more than a handful are being stored, the jobs start new work slowly (never not at all): a lead
    waits a little longer for its reply, and no provider runs into its deadline. Only messages that
    passed their checks count, so nobody can slow the jobs from outside with half a request.
    """

    _MANY = 8
    # One commit stores them all at once; the flood is not over because of that.
    _LASTS_S = 0.05

    def __init__(self) -> None:
        self._storing = 0
        self._flooded_at = -1.0

    def __enter__(self) -> None:
        """A message is being stored; on the web loop."""
        self._storing += 1

    def __exit__(self, *_: object) -> None:
        """It is stored, or failed."""
        if self._storing > self._MANY:
            self._flooded_at = time.monotonic()
        self._storing -= 1

    @property
    def is_flooded(self) -> bool:
        """Tell whether many messages are being stored, or were a moment ago; from any thread."""
        return self._storing > self._MANY or time.monotonic() - self._flooded_at < self._LASTS_S
