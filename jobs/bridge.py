"""From Huey's worker threads to coroutines on the jobs' own event loop.

A worker hands its coroutine over and takes the next bell; it waits only when as many coroutines
run as the queue allows. So one thread a queue keeps hundreds of turns in flight, all of them
waiting for a provider, and a busy assistant does not slow the web side's loop.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any

from app.errors import LeadlineError
from app.log import get_logger, request_scope
from app.queue import Pace

log = get_logger("jobs")

# In a flood the jobs' thread gets this share of the time; each queue starts at least this often.
_SHARE = 0.1
_SLOWEST_S = 0.25
_LOOK_S = 0.004


class Throttle:
    """Gives way to acknowledgements: in a flood the jobs' thread computes a share of the time.

    One process has one interpreter lock, so whatever the jobs compute, webhooks wait for. The share
    is measured, not guessed: the thread's own CPU clock against the wall clock since the flood
    began. Without a flood nothing is held back.
    """

    def __init__(self, pace: Pace, thread: threading.Thread) -> None:
        self._pace = pace
        self._thread = thread
        self._since: tuple[float, float] | None = None

    def wait(self) -> None:
        """Block the calling worker until the next piece of work may start."""
        give_up_at = time.monotonic() + _SLOWEST_S
        while not self._may_start() and time.monotonic() < give_up_at:
            time.sleep(_LOOK_S)

    def _may_start(self) -> bool:
        if not self._pace.is_flooded or self._thread.ident is None:
            self._since = None
            return True
        now = time.monotonic()
        used = time.clock_gettime(time.pthread_getcpuclockid(self._thread.ident))
        if self._since is None:
            self._since = (now, used)
        began, used_before = self._since
        return used - used_before <= (now - began) * _SHARE


class Bridge:
    """Runs the coroutines of one queue, a bounded number at a time."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, limit: int, throttle: Throttle | None = None
    ) -> None:
        self._loop = loop
        self._throttle = throttle
        self._free = threading.BoundedSemaphore(limit)
        self._limit = limit
        self._running: set[Future[None]] = set()

    @property
    def running(self) -> int:
        """How many coroutines run at the moment."""
        return len(self._running)

    def run(self, flow: Callable[[str], Coroutine[Any, Any, None]], row_id: str) -> None:
        """Start a flow for a row; blocks the calling worker while the queue is full."""
        if self._throttle is not None:
            self._throttle.wait()
        self._free.acquire()
        future = asyncio.run_coroutine_threadsafe(_guarded(flow, row_id), self._loop)
        self._running.add(future)
        future.add_done_callback(self._done)
        self._let_it_begin()

    def _let_it_begin(self) -> None:
        """Wait until the loop has come round to the new work.

        While the loop computes more than it waits, work is started at the pace it is finished:
        the first turns are answered first, instead of a hundred turns all answered late.
        """
        began = threading.Event()
        self._loop.call_soon_threadsafe(began.set)
        began.wait(_SLOWEST_S)

    def _done(self, future: Future[None]) -> None:
        self._running.discard(future)
        self._free.release()

    def cancel(self) -> int:
        """Cancel what still runs; its leases expire and its rows are taken up at the next start."""
        left = list(self._running)
        for future in left:
            future.cancel()
        return len(left)


async def _guarded(flow: Callable[[str], Coroutine[Any, Any, None]], row_id: str) -> None:
    """Run a flow in a scope of its own; a failure is logged and costs no other row anything."""
    with request_scope():
        try:
            await flow(row_id)
        except LeadlineError as error:
            # The row keeps its state and its due time: the sweep rings for it again.
            log.warning("job_failed", code=error.code, reason=error.message, row_id=row_id)
        except Exception:
            log.exception("job_crashed", row_id=row_id)
