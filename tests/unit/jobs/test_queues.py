"""The bell's queues: heard at once, in order, each row once, and nothing after the stop."""

from __future__ import annotations

import json
import threading
import time

import pytest

from jobs.queues import BellStorage, encode, new_queue


def _storage() -> BellStorage:
    return BellStorage("test")


def test_bells_are_heard_in_the_order_they_rang() -> None:
    storage = _storage()
    for name in ("a", "b", "c"):
        storage.enqueue(name.encode())
    assert [storage.dequeue() for _ in range(3)] == [b"a", b"b", b"c"]


def test_two_bells_for_one_waiting_row_are_one() -> None:
    storage = _storage()
    for _ in range(5):
        storage.enqueue(encode("answer", "row-1"))
    assert storage.queue_size() == 1


def test_a_row_may_ring_again_once_it_was_taken() -> None:
    storage = _storage()
    storage.enqueue(b"row")
    assert storage.dequeue() == b"row"
    storage.enqueue(b"row")
    assert storage.dequeue() == b"row"


def test_a_waiting_worker_hears_a_bell_at_once() -> None:
    storage = _storage()
    heard: list[float] = []
    worker = threading.Thread(target=lambda: (storage.dequeue(), heard.append(time.monotonic())))
    worker.start()
    time.sleep(0.1)
    rang = time.monotonic()
    storage.enqueue(b"row")
    worker.join(5)
    assert heard[0] - rang < 0.2


def test_nothing_is_taken_after_the_stop() -> None:
    storage = _storage()
    storage.enqueue(b"row")
    storage.stop()
    assert storage.dequeue() is None


def test_the_stop_wakes_who_waits() -> None:
    storage = _storage()
    worker = threading.Thread(target=storage.dequeue)
    worker.start()
    time.sleep(0.05)
    storage.stop()
    worker.join(0.4)
    assert not worker.is_alive()


def test_a_task_is_its_name_and_a_row_in_plain_json() -> None:
    """Never pickle: whoever could write a queue could otherwise run code."""
    queue = new_queue("test")
    ran: list[str] = []

    def work(row_id: str) -> None:
        ran.append(row_id)

    task = queue.task(name="answer")(work)
    task("row-1")
    data = queue.storage.dequeue()
    assert json.loads(data) == [f"{work.__module__}.answer", "row-1"]
    queue.execute(queue.deserialize_task(data))
    assert ran == ["row-1"]


@pytest.mark.parametrize("data", [b"\x80\x04.", b"{}", b"[1]"])
def test_foreign_bytes_are_refused(data: bytes) -> None:
    with pytest.raises((ValueError, TypeError)):
        new_queue("test").deserialize_task(data)
