"""CRM, calendar, outbound hooks, indexes, figures and calls for people: it delays no reply."""

from __future__ import annotations

from huey.api import Huey

from app.flows.count_days import Counting
from app.flows.notify import notify
from app.flows.publish import publish
from app.flows.summarise import summarise
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

    def tell(notification_id: str) -> None:
        bridge.run(lambda row_id: notify(services, row_id), notification_id)

    async def remember(conversation_id: str) -> None:
        await summarise(services, conversation_id)

    def sum_up(conversation_id: str) -> None:
        bridge.run(remember, conversation_id)

    counting = Counting(services)

    async def count(_: str) -> None:
        await counting.run()

    def count_days(reason: str) -> None:
        bridge.run(count, reason)

    queue.task(name="sync")(run)
    queue.task(name="publish")(publish_index)
    queue.task(name="notify")(tell)
    queue.task(name="summarise")(sum_up)
    queue.task(name="count")(count_days)
