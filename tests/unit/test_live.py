"""The live hub: who hears what, from which thread, and who is dropped."""

from __future__ import annotations

import asyncio
import threading
import time

from app.live import QUEUE_LENGTH, Live


async def test_it_tells_only_listeners_of_the_tenant() -> None:
    live = Live()
    async with live.subscribe(frozenset({"acme"})) as acme, live.subscribe(None) as agency:
        live.publish("bravo", "e1", "message_received", "c1")
        live.publish("acme", "e2", "message_received", "c2")
        assert [event.id for event in await acme.batch(1)] == ["e2"]
        assert [event.id for event in await agency.batch(1)] == ["e1", "e2"]


async def test_it_hears_events_of_another_thread() -> None:
    live = Live()
    async with live.subscribe(None) as listener:
        thread = threading.Thread(target=live.publish, args=("acme", "e1", "kind", "c1"))
        thread.start()
        events = await listener.batch(5)
        thread.join()
    assert [event.conversation_id for event in events] == ["c1"]


async def test_it_returns_nothing_after_the_wait() -> None:
    live = Live()
    started = time.monotonic()
    async with live.subscribe(None) as listener:
        assert await listener.batch(0.05) == []
    assert time.monotonic() - started >= 0.05


async def test_it_drops_a_listener_that_falls_behind() -> None:
    live = Live()
    async with live.subscribe(None) as slow, live.subscribe(None) as quick:
        for number in range(QUEUE_LENGTH + 1):
            live.publish("acme", f"e{number}", "kind", "c1")
            await asyncio.sleep(0)
            assert len(await quick.batch(1)) == 1
        assert slow.is_over
        assert not quick.is_over
        assert live.listener_count == 1


async def test_it_ends_every_listener_at_the_stop() -> None:
    live = Live()
    async with live.subscribe(None) as listener:
        waiting = asyncio.create_task(listener.batch(60))
        await asyncio.sleep(0)
        live.close()
        assert await asyncio.wait_for(waiting, 1) == []
        assert listener.is_over


async def test_it_forgets_a_listener_that_left() -> None:
    live = Live()
    async with live.subscribe(None):
        assert live.listener_count == 1
    assert live.listener_count == 0


def test_it_ignores_a_listener_whose_loop_is_closed() -> None:
    live = Live()

    async def listen() -> None:
        await live.subscribe(None).__aenter__()

    asyncio.run(listen())
    live.publish("acme", "e1", "kind", "c1")
    assert live.listener_count == 1
