"""From worker threads to coroutines: bounded, and one failure costs no other row anything."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from app.errors import StoreUnavailable
from jobs.bridge import Bridge


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """A loop in a thread, as the jobs have one."""
    made = asyncio.new_event_loop()
    thread = threading.Thread(target=made.run_forever)
    thread.start()
    yield made
    asyncio.run_coroutine_threadsafe(_all_ended(), made).result(5)
    made.call_soon_threadsafe(made.stop)
    thread.join(5)
    made.close()


async def _all_ended() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    await asyncio.gather(*others, return_exceptions=True)


def _wait(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 5
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.005)


def test_it_runs_many_at_a_time(loop: asyncio.AbstractEventLoop) -> None:
    bridge, done = Bridge(loop, 50), []

    async def flow(row_id: str) -> None:
        await asyncio.sleep(0.2)
        done.append(row_id)

    began = time.monotonic()
    for n in range(50):
        bridge.run(flow, str(n))
    _wait(lambda: len(done) == 50)
    assert time.monotonic() - began < 2


def test_it_never_runs_more_than_its_limit(loop: asyncio.AbstractEventLoop) -> None:
    bridge, now, most = Bridge(loop, 3), [0], [0]

    async def flow(_: str) -> None:
        now[0] += 1
        most[0] = max(most[0], now[0])
        await asyncio.sleep(0.02)
        now[0] -= 1

    for n in range(12):
        bridge.run(flow, str(n))
    _wait(lambda: bridge.running == 0)
    assert most[0] == 3


@pytest.mark.parametrize("error", [StoreUnavailable("full"), ZeroDivisionError()])
def test_a_failure_frees_its_place(loop: asyncio.AbstractEventLoop, error: Exception) -> None:
    bridge, done = Bridge(loop, 1), []

    async def fail(_: str) -> None:
        raise error

    async def work(row_id: str) -> None:
        done.append(row_id)

    for _ in range(3):
        bridge.run(fail, "bad")
    bridge.run(work, "good")
    _wait(lambda: done == ["good"])


def test_what_is_cancelled_frees_its_place(loop: asyncio.AbstractEventLoop) -> None:
    bridge = Bridge(loop, 2)

    async def hang(_: str) -> None:
        await asyncio.sleep(60)

    bridge.run(hang, "a")
    bridge.run(hang, "b")
    assert bridge.cancel() == 2
    _wait(lambda: bridge.running == 0)
