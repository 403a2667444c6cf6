"""The bell: tells a worker that a row waits. The row is the truth; losing a bell loses nothing.

Four queues, so that a slow CRM never delays a reply. A bell may ring from any thread (the writer
rings right after a commit). What a queue does with an id is connected at start by ``jobs``; until
then, and after the stop, rings are dropped: the sweep finds every due row.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Queue(StrEnum):
    """Who does the work."""

    AI = "ai"
    DELIVERY = "delivery"
    RECONCILE = "reconcile"
    INTEGRATIONS = "integrations"
    SCHEDULE = "schedule"


Ring = Callable[[Queue, str, float], None]


class Bell:
    """Rings a queue with the id of a row."""

    def __init__(self) -> None:
        self._ring: Ring | None = None

    def connect(self, ring: Ring | None) -> None:
        """Send rings there; None silences the bell."""
        self._ring = ring

    def ring(self, queue: Queue, row_id: str, delay_s: float = 0.0) -> None:
        """Ring now, or after a delay in seconds; returns at once."""
        if self._ring is not None:
            self._ring(queue, row_id, delay_s)
