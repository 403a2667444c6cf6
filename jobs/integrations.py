"""CRM, calendar and outbound hooks: a queue of its own, so that they never delay a reply."""

from __future__ import annotations

from huey.api import Huey

from app.log import get_logger
from app.services import Services
from jobs.bridge import Bridge

log = get_logger("jobs")


def connect(queue: Huey, bridge: Bridge, services: Services) -> None:
    """Give the queue its task, which syncs a row; no integration is configured in this version."""

    def run(row_id: str) -> None:
        log.warning("no_integration", row_id=row_id)

    queue.task(name="sync")(run)
