"""Turns to answer."""

from __future__ import annotations

from huey.api import Huey

from app.flows.answer import answer
from app.services import Services
from jobs.bridge import Bridge


def connect(queue: Huey, bridge: Bridge, services: Services) -> None:
    """Give the queue its task, which answers the turn with an id."""

    def run(turn_id: str) -> None:
        bridge.run(lambda row_id: answer(services, row_id), turn_id)

    queue.task(name="answer")(run)
