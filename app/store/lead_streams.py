"""What a merged list of leads is made of: a stream for each client, in the order of its keys."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import NamedTuple


class Key(NamedTuple):
    """Where a lead stands in a list."""

    value: int
    id: str


@dataclass(slots=True)
class Stream:
    """The leads of one client that are next; ``at`` is how far it has come."""

    tenant_id: str
    at: Key
    chunk: int
    ready: deque[Key] = field(default_factory=deque)
    is_over: bool = False

    @property
    def next(self) -> Key:
        """Return its next lead, or the place behind which it may have one."""
        return self.ready[0] if self.ready else self.at


class Ranked(NamedTuple):
    """A key as a heap orders it; ``sign`` -1 puts the greatest first."""

    key: Key
    sign: int

    def __lt__(self, other: object) -> bool:
        """Tell whether this comes first."""
        assert isinstance(other, Ranked)
        return self.key > other.key if self.sign < 0 else self.key < other.key
