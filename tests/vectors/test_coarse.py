"""Search by codes: as good as reading everything, bounded in memory, never behind a deletion."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from app.store.db import Database, Tx
from tests.vectors.places import Floats, clustered, fill, names, rows, store_of
from vectors.base import Near
from vectors.coarse import CoarseSearch, candidates, columns_of, enough
from vectors.unit import codes_of

DIM = 64
ROWS = 3000
# Of ROWS codes and ids, with what a part costs by itself.
PART_BYTES = ROWS * (DIM // 8 + 8) + 512


class Counted:
    """A real store that also counts how often codes are read and parts are scanned."""

    def __init__(self, db: Database) -> None:
        self._store = store_of(db)
        self.reads: list[str] = []
        self.scans: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def codes(self, tx: Tx, part: str, dimensions: int) -> Any:
        self.reads.append(part)
        return self._store.codes(tx, part, dimensions)

    def search(self, tx: Tx, part: str, vector: Floats, k: int) -> list[Near]:
        self.scans.append(part)
        return self._store.search(tx, part, vector, k)


@pytest.fixture
def counted(db: Database) -> Counted:
    return Counted(db)


def _recall(vectors: Floats, queries: Floats, k: int = 10) -> float:
    columns = columns_of(codes_of(vectors))
    best = np.argsort(-(queries @ vectors.T), axis=1)[:, :k]
    kept = [
        len(
            set(candidates(columns, query, enough(len(vectors), k)).tolist()) & set(wanted.tolist())
        )
        for query, wanted in zip(queries, best, strict=True)
    ]
    return sum(kept) / (k * len(queries))


@pytest.mark.parametrize("dimensions", [100, 384, 1536])
def test_candidates_hold_what_is_nearest_among_groups(dimensions: int) -> None:
    assert _recall(*clustered(10_000, dimensions, 40)) >= 0.99


def test_candidates_hold_what_is_nearest_in_one_cloud() -> None:
    """As texts of one business may be: no groups, some directions that matter far more."""
    dice = np.random.default_rng(1)
    weights = np.arange(1, 385, dtype=np.float32) ** -0.5
    cloud = dice.standard_normal((10_040, 384), dtype=np.float32) * weights
    turned = cloud @ np.linalg.qr(rows(384, 384))[0]
    turned /= np.linalg.norm(turned, axis=1, keepdims=True)
    assert _recall(turned[40:], turned[:40]) >= 0.98


def test_candidates_hold_most_of_what_is_nearest_among_noise() -> None:
    """Nothing is near anything here: no text is like this."""
    assert _recall(rows(10_000, 384), rows(40, 384, seed=2)) >= 0.7


def test_candidates_are_never_more_than_there_are() -> None:
    vectors = rows(30, DIM)
    found = candidates(columns_of(codes_of(vectors)), vectors[0], 320)
    assert sorted(found.tolist()) == list(range(30))


async def test_a_large_part_is_answered_as_by_reading_it_all(
    db: Database, counted: Counted
) -> None:
    vectors, queries = clustered(ROWS, DIM, 30)
    await fill(db, "acme", names(ROWS), vectors)
    coarse = CoarseSearch(counted)

    for query in queries:
        assert await db.read(coarse.search, "acme", 1, query, 10) == await db.read(
            store_of(db).search, "acme", query, 10
        )
    assert (counted.reads, counted.scans) == (["acme"], [])


async def test_a_small_part_is_read_itself(db: Database, counted: Counted) -> None:
    await fill(db, "acme", names(40), rows(40, DIM))
    coarse = CoarseSearch(counted)

    found = await db.read(coarse.search, "acme", 1, rows(1, DIM)[0], 50)

    assert len(found) == 40
    assert (counted.reads, counted.scans) == ([], ["acme"])
    assert await db.read(coarse.search, "nobody", 1, rows(1, DIM)[0]) == []


async def test_a_new_version_sees_new_rows(db: Database, counted: Counted) -> None:
    await fill(db, "acme", names(ROWS), rows(ROWS, DIM))
    coarse, late = CoarseSearch(counted), rows(1, DIM, seed=7)
    await db.read(coarse.search, "acme", 1, late[0])
    await fill(db, "acme", ["late"], late)

    stale = await db.read(coarse.search, "acme", 1, late[0], 1)
    fresh = await db.read(coarse.search, "acme", 2, late[0], 1)

    assert stale[0].key != "late"
    assert fresh == [Near("late", pytest.approx(1.0, abs=1e-4))]
    assert counted.reads == ["acme", "acme"]


async def test_a_stale_version_gives_nothing_that_was_deleted(
    db: Database, counted: Counted
) -> None:
    vectors = rows(ROWS, DIM)
    await fill(db, "acme", names(ROWS), vectors)
    coarse = CoarseSearch(counted)
    await db.read(coarse.search, "acme", 1, vectors[0])
    await db.write(counted.delete, "acme", DIM)
    await fill(db, "bravo", names(ROWS, "foreign"), vectors)

    assert await db.read(coarse.search, "acme", 1, vectors[0], 50) == []


async def test_memory_stays_within_its_limit(db: Database, counted: Counted) -> None:
    for part in ("a", "b", "c"):
        await fill(db, part, names(ROWS), rows(ROWS, DIM))
    coarse, query = CoarseSearch(counted, max_bytes=2 * PART_BYTES + 100), rows(1, DIM)[0]

    # The one used longest ago has to go: b, as a was asked for again.
    for part in ("a", "b", "a", "c", "a", "b"):
        await db.read(coarse.search, part, 1, query)

    assert counted.reads == ["a", "b", "c", "b"]
    assert coarse.size_bytes == 2 * PART_BYTES
    coarse.forget("a")
    assert coarse.size_bytes == PART_BYTES


async def test_a_part_beyond_the_limit_is_read_itself(db: Database, counted: Counted) -> None:
    await fill(db, "acme", names(ROWS), rows(ROWS, DIM))
    coarse = CoarseSearch(counted, max_bytes=PART_BYTES - 1000)

    found = await db.read(coarse.search, "acme", 1, rows(1, DIM)[0], 10)

    assert len(found) == 10
    assert (counted.reads, counted.scans) == ([], ["acme"])
    assert coarse.size_bytes <= PART_BYTES - 1000


async def test_many_threads_read_a_part_once(db: Database, counted: Counted) -> None:
    vectors, queries = clustered(ROWS, DIM, 8)
    await fill(db, "acme", names(ROWS), vectors)
    coarse = CoarseSearch(counted)
    wanted = [await db.read(store_of(db).search, "acme", query, 10) for query in queries]

    found = await _at_once(db, coarse, queries)

    assert found == wanted
    assert counted.reads == ["acme"]


async def _at_once(db: Database, coarse: CoarseSearch, queries: Sequence[Floats]) -> list[Any]:
    # Two, as many as there are readers in SQLite: both must be in the search at the same time.
    together = threading.Barrier(2)

    def search(tx: Tx, query: Floats) -> list[Near]:
        together.wait(10)
        return coarse.search(tx, "acme", 1, query, 10)

    return await asyncio.gather(*(db.read(search, query) for query in queries))
