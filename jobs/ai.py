"""Turns to answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from huey.api import Huey

from app.flows.answer import answer
from app.services import Services
from jobs.bridge import Bridge


def connect(queue: Huey, bridge: Bridge, services: Services) -> Callable[[str], Any]:
    """Return the task that answers the turn with an id."""

    def run(turn_id: str) -> None:
        bridge.run(lambda row_id: answer(services, row_id), turn_id)

    return queue.task(name="answer")(run)  # type: ignore[no-any-return]  # huey has no types
