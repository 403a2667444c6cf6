"""Huey in memory with a blocking dequeue: a bell is heard in microseconds, and is only a bell.

Huey's own storages poll, and they delete a task when it is taken, so a crash loses it; here a task
carries one id of a row that keeps the truth. Tasks are JSON, never pickle: whoever could write a
queue could otherwise run code. Bells that ring twice for one row before it is taken are one.
"""

from __future__ import annotations

import json
from collections import deque
from threading import Condition
from typing import Any

from huey.api import Huey
from huey.registry import Message
from huey.serializer import Serializer
from huey.storage import MemoryStorage

# How often a worker that waits looks whether it shall stop.
_LOOK_EVERY_S = 0.5


class JsonSerializer(Serializer):  # type: ignore[misc]  # huey has no types
    """Tasks as JSON: name, id and the id of a row."""

    def _serialize(self, data: Message) -> bytes:
        return json.dumps([data.name, data.id, data.args]).encode()

    def _deserialize(self, data: bytes) -> Message:
        name, task_id, args = json.loads(data)
        empty = dict.fromkeys(Message._fields)
        fields = {"name": name, "id": task_id, "args": tuple(args), "kwargs": {}, "retries": 0}
        return Message(**(empty | fields))


class BellStorage(MemoryStorage):  # type: ignore[misc]  # huey has no types
    """A queue in memory whose dequeue waits."""

    blocking = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting: deque[bytes] = deque()
        self._changed = Condition()
        self._is_stopped = False

    def enqueue(self, data: bytes, priority: float | None = None) -> None:
        """Put a bell at the end of the queue."""
        with self._changed:
            self._waiting.append(data)
            self._changed.notify()

    def dequeue(self) -> bytes | None:
        """Wait for a bell; None now and then, so that the worker can look whether to stop."""
        with self._changed:
            if not self._waiting and not self._is_stopped:
                self._changed.wait(_LOOK_EVERY_S)
            return self._waiting.popleft() if self._waiting and not self._is_stopped else None

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
