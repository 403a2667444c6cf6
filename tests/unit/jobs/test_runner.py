"""The jobs of a process: bells are worked, lost ones are found, and the stop drains."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.flows.manage_tenant import Put, put_tenant
from app.flows.receive import receive
from app.queue import Bell, Queue
from app.services import Services
from app.settings import load
from app.store.db import Tx
from app.wiring import build
from jobs.runner import Runner
from tests.fixtures import document, said

PETS = "Do you allow pets?"


@pytest.fixture
async def services(tmp_path: Path) -> AsyncIterator[Services]:
    """Services on a fresh file with the real clock and bell; no provider is reachable."""
    settings = load({"data_dir": tmp_path, "secret_key": "k" * 48}, {}).replaced(
        burst_short_ms=0, burst_long_ms=0, burst_cap_ms=0, sweep_every_s=0.1,
        twilio_base_url="http://127.0.0.1:1",
    )  # fmt: skip
    made = await build(settings, SystemClock())
    yield made
    await made.db.close()


@pytest.fixture
async def acme(services: Services) -> Put:
    """A client."""
    return await put_tenant(services, document("Acme", "+15550001111"))


async def _states(services: Services) -> list[str]:
    def read(tx: Tx) -> list[str]:
        return [row["state"] for row in tx.all("SELECT state FROM turns")]

    return await services.db.read(read)


async def _until(is_so: Callable[[], Awaitable[bool]]) -> None:
    until = time.monotonic() + 10
    while not await is_so():
        assert time.monotonic() < until
        await asyncio.sleep(0.01)


async def _are_answered(services: Services, count: int) -> bool:
    return await _states(services) == ["answered"] * count


async def test_a_bell_is_worked(services: Services, acme: Put) -> None:
    runner = Runner(services)
    await runner.start()
    await receive(services, acme.channels[0], said(PETS))
    await _until(lambda: _are_answered(services, 1))
    await runner.stop(5)


async def test_what_came_before_the_start_is_found(services: Services, acme: Put) -> None:
    """T02: every bell of the former process is lost."""
    for n in range(5):
        await receive(services, acme.channels[0], said(PETS, f"+1212555{n:04d}"))
    runner = Runner(services)
    await runner.start()
    await _until(lambda: _are_answered(services, 5))
    await runner.stop(5)


async def test_a_deaf_bell_loses_nothing(services: Services, acme: Put) -> None:
    deaf = replace(services, bell=Bell())
    runner = Runner(services)
    await runner.start()
    await receive(deaf, acme.channels[0], said(PETS))
    await _until(lambda: _are_answered(services, 1))
    await runner.stop(5)


async def test_nothing_rings_after_the_stop(services: Services, acme: Put) -> None:
    runner = Runner(services)
    await runner.start()
    await runner.stop(5)
    await receive(services, acme.channels[0], said(PETS))
    services.bell.ring(Queue.AI, "anything")
    assert await _states(services) == ["pending"]


async def test_a_bell_for_no_row_is_no_failure(services: Services, acme: Put) -> None:
    runner = Runner(services)
    await runner.start()
    for queue in (Queue.AI, Queue.DELIVERY, Queue.RECONCILE, Queue.INTEGRATIONS):
        services.bell.ring(queue, "no such row")
    await receive(services, acme.channels[0], said(PETS))
    await _until(lambda: _are_answered(services, 1))
    await runner.stop(5)


async def test_the_heart_beats(services: Services) -> None:
    runner = Runner(services)
    await runner.start()
    before = runner.beat_at

    async def has_beaten() -> bool:
        return runner.beat_at > before

    await _until(has_beaten)
    await runner.stop(5)
