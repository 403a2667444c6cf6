"""What happens by the clock."""

from __future__ import annotations

from huey.api import Huey

from app.flows.sweep import sweep
from app.queue import Queue
from app.services import Services
from jobs.bridge import Bridge


def connect(queue: Huey, bridge: Bridge, services: Services) -> None:
    """Give the queue its task, which rings for every row that waits, and for the figures."""

    async def look(_: str) -> None:
        await sweep(services)
        services.bell.ring(Queue.COUNT, "days")

    def run(reason: str) -> None:
        bridge.run(look, reason)

    queue.task(name="sweep")(run)
