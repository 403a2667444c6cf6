"""Keeps what was made of texts, up to so many characters of text; safe from any thread."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Shelf(Generic[K, T]):
    """What was made of the texts used last; at least one is kept, however long."""

    def __init__(self, find: Callable[[K], T], size_of: Callable[[K], int], limit: int) -> None:
        """Take ``limit`` in characters, as ``size_of`` counts them."""
        self._find: Callable[[K], T] = find
        self._size_of: Callable[[K], int] = size_of
        self._limit = limit
        self._kept: OrderedDict[K, tuple[T, int]] = OrderedDict()
        self._chars = 0
        self._lock = Lock()

    def get(self, key: K) -> T:
        """Return what is made of a text, or of some."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found[0]
        made = self._find(key)
        size = self._size_of(key)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = (made, size)
                self._chars += size
            while self._chars > self._limit and len(self._kept) > 1:
                self._chars -= self._kept.popitem(last=False)[1][1]
        return made
