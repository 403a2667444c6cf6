"""CRM, calendar, outbound hooks and indexes: a queue that never delays a reply."""

from __future__ import annotations

from huey.api import Huey

from app.flows.publish import publish
from app.log import get_logger
from app.services import Services
from jobs.bridge import Bridge

log = get_logger("jobs")


def connect(queue: Huey, bridge: Bridge, services: Services) -> None:
    """Give the queue its tasks; no integration to sync with is configured in this version."""

    async def make(tenant_id: str) -> None:
        await publish(services, tenant_id)

    def run(row_id: str) -> None:
        log.warning("no_integration", row_id=row_id)

    def publish_index(tenant_id: str) -> None:
        bridge.run(make, tenant_id)

    queue.task(name="sync")(run)
    queue.task(name="publish")(publish_index)
