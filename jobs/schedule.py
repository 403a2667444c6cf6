"""What happens by the clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from huey.api import Huey

from app.flows.sweep import sweep
from app.services import Services
from jobs.bridge import Bridge


def connect(queue: Huey, bridge: Bridge, services: Services) -> Callable[[str], Any]:
    """Return the task that rings for every row that waits."""

    async def look(_: str) -> None:
        await sweep(services)

    def run(reason: str) -> None:
        bridge.run(look, reason)

    return queue.task(name="sweep")(run)  # type: ignore[no-any-return]  # huey has no types
