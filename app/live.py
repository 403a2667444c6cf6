"""Live events inside this process: flows publish, open pages listen.

Publishing is safe from any thread (the writer publishes right after a commit), never waits and
costs nothing when nobody listens. Every listener has a bounded queue; one that falls behind is
dropped, and its page reconnects and catches up from the database. Nothing is stored here: what a
page missed stands in the ``events`` table.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

QUEUE_LENGTH = 256


@dataclass(frozen=True, slots=True)
class LiveEvent:
    """What happened, where. ``data`` holds ids and words of state only."""

    tenant_id: str
    id: str
    kind: str
    conversation_id: str | None
    data: Mapping[str, Any] = field(default_factory=dict)


class Subscription:
    """One listener; use it as ``async with``, on the loop that made it."""

    def __init__(
        self, live: Live, tenant_ids: frozenset[str] | None, limit: int = QUEUE_LENGTH
    ) -> None:
        self.tenant_ids = tenant_ids
        self._limit = limit
        self._live = live
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[LiveEvent] = deque()
        self._wake = asyncio.Event()
        self.is_over = False

    async def __aenter__(self) -> Subscription:
        self._live._add(self)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._live._remove(self)
        self._end()

    async def batch(self, wait_s: float) -> list[LiveEvent]:
        """Return what has happened, oldest first; empty when nothing did for ``wait_s`` seconds.

        After the end (``is_over``: fell behind, or the process is stopping) it returns what is
        left and then empty lists at once.
        """
        if not self._waiting and not self.is_over:
            try:
                async with asyncio.timeout(wait_s):
                    await self._wake.wait()
            except TimeoutError:
                return []
        events = list(self._waiting)
        self._waiting.clear()
        if not self.is_over:
            self._wake.clear()
        return events

    async def __aiter__(self) -> AsyncIterator[LiveEvent]:
        """Yield events until the subscription is over."""
        while not self.is_over:
            for event in await self.batch(60.0):
                yield event

    def _offer(self, event: LiveEvent) -> None:
        if self.is_over:
            return
        if len(self._waiting) >= self._limit:
            self._waiting.clear()
            self._live._remove(self)
            self._end()
            return
        self._waiting.append(event)
        self._wake.set()

    def _end(self) -> None:
        self.is_over = True
        self._wake.set()


class Live:
    """The hub of one process."""

    def __init__(self) -> None:
        # Replaced, never changed, so that publishing reads it from any thread without a lock.
        self._listeners: tuple[Subscription, ...] = ()

    def publish(
        self,
        tenant_id: str,
        event_id: str,
        kind: str,
        conversation_id: str | None,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        """Tell every listener of this tenant; from any thread, without waiting."""
        event = None
        for listener in self._listeners:
            if listener.tenant_ids is not None and tenant_id not in listener.tenant_ids:
                continue
            event = event or LiveEvent(tenant_id, event_id, kind, conversation_id, data or {})
            try:
                listener._loop.call_soon_threadsafe(listener._offer, event)
            except RuntimeError:
                # Its loop is closed: the server is going down and nobody reads any more.
                continue

    def subscribe(
        self, tenant_ids: frozenset[str] | None, limit: int = QUEUE_LENGTH
    ) -> Subscription:
        """Listen to these tenants, or to all with None; to be entered with ``async with``.

        ``limit`` is how many events may wait before the listener is dropped.
        """
        return Subscription(self, tenant_ids, limit)

    def close(self) -> None:
        """End every subscription, so that open streams do not hold up a stop. On the loop."""
        for listener in self._listeners:
            listener._end()
        self._listeners = ()

    @property
    def listener_count(self) -> int:
        """Return how many are listening."""
        return len(self._listeners)

    def _add(self, listener: Subscription) -> None:
        self._listeners = (*self._listeners, listener)

    def _remove(self, listener: Subscription) -> None:
        self._listeners = tuple(one for one in self._listeners if one is not listener)
