"""Messages to send, and sends of unknown outcome to look up."""

from __future__ import annotations

from huey.api import Huey

from app.flows.deliver import deliver
from app.flows.reconcile import reconcile
from app.services import Services
from jobs.bridge import Bridge


def connect(queue: Huey, bridge: Bridge, services: Services) -> None:
    """Give the queue its tasks, which send, and which reconcile, the delivery with an id."""

    def send(delivery_id: str) -> None:
        bridge.run(lambda row_id: deliver(services, row_id), delivery_id)

    def look_up(delivery_id: str) -> None:
        bridge.run(lambda row_id: reconcile(services, row_id), delivery_id)

    queue.task(name="deliver")(send)
    queue.task(name="reconcile")(look_up)
