"""Starts and stops the jobs: an event loop in a thread, five Huey consumers, and the sweep.

Signals are the web side's; Huey's own handlers are switched off. At the stop nothing new is taken,
running work gets a deadline, and what is left keeps its lease: the next start takes it up.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Coroutine
from typing import Any

import uvloop
from huey.api import Huey
from huey.consumer import Consumer

from app.domain.wishes import warm
from app.flows.sweep import recover
from app.log import get_logger
from app.queue import Queue
from app.services import Services
from jobs import ai, delivery, integrations, knowledge, schedule
from jobs.bridge import Bridge, Throttle
from jobs.queues import encode, new_queue

log = get_logger("jobs")

_QUEUES = ("ai", "delivery", "integrations", "knowledge", "schedule")
# Which Huey queue hears a bell, and the task it runs there.
_TASKS = {
    Queue.AI: ("ai", "jobs.ai.answer"),
    Queue.DELIVERY: ("delivery", "jobs.delivery.deliver"),
    Queue.RECONCILE: ("delivery", "jobs.delivery.reconcile"),
    Queue.INTEGRATIONS: ("integrations", "jobs.integrations.sync"),
    Queue.READ: ("knowledge", "jobs.knowledge.read"),
    Queue.CRAWL: ("knowledge", "jobs.knowledge.crawl"),
    # Not behind a hundred documents that wait to be read.
    Queue.PUBLISH: ("integrations", "jobs.integrations.publish"),
    # Nor a person who is needed now.
    Queue.NOTIFY: ("integrations", "jobs.integrations.notify"),
    Queue.SUMMARISE: ("integrations", "jobs.integrations.summarise"),
    # The sweep must not wait for it.
    Queue.COUNT: ("integrations", "jobs.integrations.count"),
    Queue.SCHEDULE: ("schedule", "jobs.schedule.sweep"),
}
_JOIN_S = 5.0


class _Consumer(Consumer):  # type: ignore[misc]  # huey has no types
    """A consumer that leaves the process's signals alone."""

    def _set_signal_handlers(self) -> None:
        return


class Runner:
    """The jobs of this process."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._loop = uvloop.new_event_loop()
        self._thread = threading.Thread(target=self._run_loop, name="jobs", daemon=True)
        self._queues: dict[str, Huey] = {name: new_queue(name) for name in _QUEUES}
        self._consumers = [
            _Consumer(queue, workers=1, periodic=False, check_worker_health=False)
            for queue in self._queues.values()
        ]
        settings = services.settings
        throttle = Throttle(services.pace, self._thread)
        self._bridges = {
            "ai": Bridge(self._loop, settings.ai_concurrency, throttle),
            "delivery": Bridge(self._loop, settings.delivery_concurrency, throttle),
            "integrations": Bridge(self._loop, 8),
            "knowledge": Bridge(self._loop, 8),
            "schedule": Bridge(self._loop, 1),
        }
        self._connect()
        self.beat_at = time.monotonic()
        self.is_started = False

    def _connect(self) -> None:
        services, queues, bridges = self._services, self._queues, self._bridges
        ai.connect(queues["ai"], bridges["ai"], services)
        delivery.connect(queues["delivery"], bridges["delivery"], services)
        integrations.connect(queues["integrations"], bridges["integrations"], services)
        knowledge.connect(queues["knowledge"], bridges["knowledge"], services)
        schedule.connect(queues["schedule"], bridges["schedule"], services)

    def _run_loop(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    async def start(self) -> None:
        """Take up what a former process left, then listen for bells."""
        self._thread.start()
        self.is_started = True
        await self.on_loop(recover(self._services))
        for consumer in self._consumers:
            consumer.start()
        self._services.bell.connect(self._ring)
        self._loop.call_soon_threadsafe(self._tick)
        # Behind the start: the first lead of the day comes later than this is done.
        threading.Thread(target=warm, name="warm", daemon=True).start()
        if self._services.settings.preload_models:
            await self.on_loop(_warm_clients(self._services))

    async def on_loop(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Run a coroutine on the jobs' loop and wait for it here."""
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))

    def _ring(self, queue: Queue, row_id: str, delay_s: float) -> None:
        if delay_s > 0:
            self._loop.call_soon_threadsafe(self._ring_later, queue, row_id, delay_s)
        else:
            name, task = _TASKS[queue]
            # A task object for every ring would cost the writer more than the rest of the ring.
            self._queues[name].storage.enqueue(encode(task, row_id))

    def _ring_later(self, queue: Queue, row_id: str, delay_s: float) -> None:
        self._loop.call_later(delay_s, self._services.bell.ring, queue, row_id)

    def _tick(self) -> None:
        """The clock's entrance: the sweep, every second or so; also the loop's heartbeat."""
        self.beat_at = time.monotonic()
        self._services.bell.ring(Queue.SCHEDULE, "sweep")
        self._loop.call_later(self._services.settings.sweep_every_s, self._tick)

    async def stop(self, drain_s: float) -> None:
        """Take nothing new, let running work finish within the deadline, then end the threads."""
        self._services.bell.connect(None)
        for queue in self._queues.values():
            queue.storage.stop()
        for consumer in self._consumers:
            consumer.stop()
        deadline = time.monotonic() + drain_s
        while any(bridge.running for bridge in self._bridges.values()):
            if time.monotonic() > deadline:
                left = sum(bridge.cancel() for bridge in self._bridges.values())
                log.warning("drain_deadline", left=left)
                await asyncio.sleep(0.1)
                break
            await asyncio.sleep(0.02)
        await self.on_loop(_close_clients(self._services))
        self._loop.call_soon_threadsafe(self._loop.stop)
        await asyncio.to_thread(self._thread.join, _JOIN_S)


def _clients(services: Services) -> list[object]:
    """Return each adapter once."""
    parts: list[object] = [*services.channels.values(), services.model, *services.embedders]
    parts.append(services.mailer)
    return list({id(part): part for part in parts if part is not None}.values())


async def _warm_clients(services: Services) -> None:
    """Import the vendors' libraries now instead of at the first message."""
    for part in _clients(services):
        warm = getattr(part, "warm", None)
        if warm is not None:
            await warm()


async def _close_clients(services: Services) -> None:
    """Close the pooled connections of adapters that keep some, on the loop that used them."""
    for part in _clients(services):
        close = getattr(part, "close", None) or getattr(part, "aclose", None)
        if close is not None:
            await close()
