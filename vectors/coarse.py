"""Search in large parts: 1-bit codes in RAM choose candidates, the store scores them exactly.

Three steps, each on fewer rows with more precision:

1. Hamming distance between the code of the query and all codes of the part (``bitwise_count`` over
   columns of 8-byte words): the nearest 4,000.
2. Those again, with the query's numbers rounded to 16 levels instead of 1 bit, as four planes of
   bits (the estimate of RaBitQ, Gao and Long 2024, without its rotation): the best 185 of 10,000
   rows, 410 of 100,000.
3. Those by their vectors, read from the store by row id: the answer, with exact cosines.

The second step costs a millisecond and gives on random data what four times the candidates would.
A code takes a bit a dimension and 8 bytes a row: 20 MB for 100,000 rows of 1,536 dimensions.

Parts are kept least recently used, by bytes. A kept part belongs to the version it was read at;
what the caller names as version must change whenever rows are put or deleted. A stale one misses
new rows but never returns what was deleted or belongs to another part: the store has the last word.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from vectors.base import Near, Tx, VectorStore
from vectors.unit import checked_query, code_bytes, codes_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vectors.base import Floats

    Words = NDArray[np.uint64]

# Below, a scan of vectors is as fast as reading the candidates: 5.9 ms at 2,000 of 1,536 numbers.
EXACT_UP_TO = 2000
_FIRST = 4000
# Rows a pass: what it touches at once stays in the processor's cache.
_BLOCK = 32_768
# A part that is too small for codes is remembered as such.
_BYTES_A_PART = 512


class CodedStore(VectorStore, Protocol):
    """A vector store that also keeps codes (``unit.codes_of``) and scores chosen rows."""

    def count(self, tx: Tx, part: str, dimensions: int) -> int:
        """Return how many rows a part holds."""
        ...

    def codes(
        self, tx: Tx, part: str, dimensions: int
    ) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """Return the row ids and codes of a part: int64[n], uint8[n, code_bytes]."""
        ...

    def near(self, tx: Tx, part: str, vector: Floats, ids: Sequence[int], k: int) -> list[Near]:
        """Return the nearest among some rows, by their ids; never one of another part."""
        ...


@dataclass(frozen=True, slots=True)
class _Part:
    """A part as it was at a version; no codes when it is searched exactly."""

    version: Hashable
    ids: NDArray[np.int64] | None = None
    columns: Words | None = None

    @property
    def size_bytes(self) -> int:
        if self.ids is None or self.columns is None:
            return _BYTES_A_PART
        return _BYTES_A_PART + self.ids.nbytes + self.columns.nbytes


class CoarseSearch:
    """Searches the parts of one store; small ones exactly, large ones by their codes.

    Safe to use from several threads, each with its own ``tx``.
    """

    def __init__(
        self, store: CodedStore, max_bytes: int = 256 * 2**20, exact_up_to: int = EXACT_UP_TO
    ) -> None:
        """Keep at most ``max_bytes`` of codes.

        A part whose codes alone are more is searched exactly, which is slow and says so by taking
        its time: give it more memory.
        """
        self._store = store
        self._max_bytes = max_bytes
        self._exact_up_to = exact_up_to
        self._parts: OrderedDict[tuple[str, int], _Part] = OrderedDict()
        self._reading: dict[tuple[str, int], threading.Lock] = {}
        self._lock = threading.Lock()

    def search(
        self, tx: Tx, part: str, version: Hashable, vector: Floats, k: int = 10
    ) -> list[Near]:
        """Return the nearest to float32[dim] with exact cosines, best first, at most k.

        The first search of a large part at a version reads its codes: 3 µs a row.

        Raises:
            ValueError: the vector is not finite or not of length 1, or k not in 1 to 4,096.
        """
        query = checked_query(vector, k)
        known = self._part(tx, part, len(query), version)
        if known.ids is None or known.columns is None:
            return self._store.search(tx, part, query, k)
        chosen = candidates(known.columns, query, enough(known.columns.shape[1], k))
        return self._store.near(tx, part, query, known.ids[chosen].tolist(), k)

    def forget(self, part: str) -> None:
        """Drop what is kept of a part."""
        with self._lock:
            for place in [place for place in self._parts if place[0] == part]:
                del self._parts[place]

    @property
    def size_bytes(self) -> int:
        """Return the memory of what is kept."""
        with self._lock:
            return self._sum()

    def _part(self, tx: Tx, part: str, dimensions: int, version: Hashable) -> _Part:
        place = (part, dimensions)
        with self._lock:
            known = self._known(place, version)
            if known is not None:
                return known
            reading = self._reading.setdefault(place, threading.Lock())
        # One thread reads, the others wait for what it brings.
        with reading:
            with self._lock:
                known = self._known(place, version)
            if known is None:
                known = self._read(tx, part, dimensions, version)
                self._keep(place, known)
        return known

    def _known(self, place: tuple[str, int], version: Hashable) -> _Part | None:
        known = self._parts.get(place)
        if known is None or known.version != version:
            return None
        self._parts.move_to_end(place)
        return known

    def _read(self, tx: Tx, part: str, dimensions: int, version: Hashable) -> _Part:
        count = self._store.count(tx, part, dimensions)
        needed = count * (code_bytes(dimensions) + 8)
        if count <= self._exact_up_to or needed > self._max_bytes:
            return _Part(version)
        ids, codes = self._store.codes(tx, part, dimensions)
        return _Part(version, ids, columns_of(codes))

    def _keep(self, place: tuple[str, int], part: _Part) -> None:
        with self._lock:
            self._reading.pop(place, None)
            self._parts[place] = part
            self._parts.move_to_end(place)
            size = self._sum()
            while size > self._max_bytes and len(self._parts) > 1:
                _, oldest = self._parts.popitem(last=False)
                size -= oldest.size_bytes

    def _sum(self) -> int:
        return sum(part.size_bytes for part in self._parts.values())


def enough(rows: int, k: int) -> int:
    """Return how many candidates to score exactly for the best k of so many rows.

    Measured for k = 10: recall 1.000 where vectors form groups, and where they form one cloud
    with a falling spectrum 0.998 of 10,000 and 0.99 of 100,000 (384 numbers; more are easier).
    """
    return max(8 * k, 160 + rows // 400)


def columns_of(codes: NDArray[np.uint8]) -> Words:
    """Return codes uint8[n, bytes] as columns of words, uint64[bytes / 8, n]."""
    return np.ascontiguousarray(np.ascontiguousarray(codes).view(np.uint64).T)


def candidates(columns: Words, query: Floats, count: int) -> NDArray[np.intp]:
    """Return the positions of the rows that are likely nearest, at most ``count``, in no order."""
    distances = _distances(columns, columns_of(codes_of(query[np.newaxis])))
    first = _smallest(distances, max(_FIRST, count))
    second = _smallest(-_estimates(columns[:, first], query), count)
    chosen: NDArray[np.intp] = first[second]
    return chosen


def _smallest(values: NDArray[np.uint16] | NDArray[np.int32], count: int) -> NDArray[np.intp]:
    """Return the positions of the smallest values, in no order."""
    if count >= len(values):
        return np.arange(len(values))
    return np.argpartition(values, count)[:count]


def _distances(columns: Words, code: Words) -> NDArray[np.uint16]:
    """Return the bits in which each row differs from a code uint64[words, 1]."""
    rows = columns.shape[1]
    total = np.zeros(rows, np.uint16)
    differing = np.empty(min(_BLOCK, rows), np.uint64)
    counted = np.empty(len(differing), np.uint8)
    for start in range(0, rows, _BLOCK):
        part = total[start : start + _BLOCK]
        words, bits = differing[: len(part)], counted[: len(part)]
        for column, word in zip(columns, code[:, 0], strict=True):
            np.bitwise_xor(column[start : start + _BLOCK], word, out=words)
            np.bitwise_count(words, out=bits)
            part += bits
    return total


def _estimates(columns: Words, query: Floats) -> NDArray[np.int32]:
    """Return for each row what grows with its cosine: the query's numbers where its bit is set.

    With ``q ≈ step * (level - 7.5)``, level 0 to 15 as four bits, the sum of q over set bits is
    ``step * (Σ 2^p * |row & plane_p| - 7.5 * |row|)``; twice that is whole numbers.
    """
    # Three standard deviations: one large number must not take the levels of all others.
    largest = 3.0 / np.sqrt(len(query))
    levels = np.clip(np.rint(query / largest * 7.5 + 7.5), 0, 15).astype(np.uint8)
    total = -15 * _bits(columns)
    for power in range(4):
        plane = codes_of((levels[np.newaxis] >> power & 1).astype(np.float32))
        total += 2 ** (power + 1) * _bits(columns & columns_of(plane))
    return total


def _bits(columns: Words) -> NDArray[np.int32]:
    counts: NDArray[np.int32] = np.bitwise_count(columns).sum(axis=0, dtype=np.int32)
    return counts
