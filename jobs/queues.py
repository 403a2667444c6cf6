"""Huey in memory with a blocking dequeue: a bell is heard in microseconds, and is only a bell.

Huey's own storages poll, and they delete a task when it is taken, so a crash loses it; here a task
carries one id of a row that keeps the truth. Tasks are JSON, never pickle: whoever could write a
queue could otherwise run code. Bells that ring twice for one row before it is taken are one.
"""

from __future__ import annotations

import json
from threading import Condition
from typing import Any

from huey.api import Huey
from huey.registry import Message
from huey.serializer import Serializer
from huey.storage import MemoryStorage

# How often a worker that waits looks whether it shall stop.
_LOOK_EVERY_S = 0.5


class JsonSerializer(Serializer):  # type: ignore[misc]  # huey has no types
    """Tasks as JSON: the task's name and the id of a row."""

    def _serialize(self, data: Message) -> bytes:
        return encode(data.name, *data.args)

    def _deserialize(self, data: bytes) -> Message:
        name, row_id = json.loads(data)
        empty = dict.fromkeys(Message._fields)
        fields = {"name": name, "id": row_id, "args": (row_id,), "kwargs": {}, "retries": 0}
        return Message(**(empty | fields))


def encode(task: str, row_id: str) -> bytes:
    """Return a bell's bytes; the same row rings with the same bytes."""
    return json.dumps([task, row_id]).encode()


class BellStorage(MemoryStorage):  # type: ignore[misc]  # huey has no types
    """A queue in memory whose dequeue waits; a bell that waits already is not put twice."""

    blocking = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting: dict[bytes, None] = {}
        self._changed = Condition()
        self._is_stopped = False

    def enqueue(self, data: bytes, priority: float | None = None) -> None:
        """Put a bell at the end of the queue."""
        with self._changed:
            if data not in self._waiting:
                self._waiting[data] = None
                self._changed.notify()

    def dequeue(self) -> bytes | None:
        """Wait for a bell; None now and then, so that the worker can look whether to stop."""
        with self._changed:
            if not self._waiting and not self._is_stopped:
                self._changed.wait(_LOOK_EVERY_S)
            if not self._waiting or self._is_stopped:
                return None
            oldest = next(iter(self._waiting))
            del self._waiting[oldest]
            return oldest

    def queue_size(self) -> int:
        """Return how many bells wait."""
        return len(self._waiting)

    def stop(self) -> None:
        """Wake every worker and let none of them take anything more."""
        with self._changed:
            self._is_stopped = True
            self._changed.notify_all()


def new_queue(name: str) -> Huey:
    """Return a queue; results are not kept, and a schedule is not needed (rows have due times)."""
    return Huey(
        name, results=False, storage_class=BellStorage, serializer=JsonSerializer(), utc=True
    )
