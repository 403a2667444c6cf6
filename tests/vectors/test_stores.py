"""One contract for every vector store, on both databases."""

from __future__ import annotations

import asyncio
from pathlib import Path

import numpy as np
import pytest

from app.clock import ManualClock
from app.store.db import Database, Tx
from app.store.migrate import migrate
from app.store.postgres import PostgresDatabase
from app.store.sqlite import SqliteDatabase
from tests.vectors.places import Floats, clustered, fill, names, opened, rows, store_of
from vectors.base import Near
from vectors.coarse import CoarseSearch, CodedStore

DIM = 64


@pytest.fixture
def store(db: Database) -> CodedStore:
    return store_of(db)


async def test_it_finds_nothing_where_nothing_was_put(db: Database, store: CodedStore) -> None:
    assert await db.read(store.search, "acme", rows(1, 48)[0], 5) == []
    assert await db.read(store.near, "acme", rows(1, 48)[0], [1, 2], 5) == []
    assert await db.read(store.keys, "acme", 48) == set()
    assert await db.read(store.count, "acme", 48) == 0
    assert await db.write(store.delete, "acme", 48) == 0


async def test_it_takes_no_rows_at_all(db: Database, store: CodedStore) -> None:
    await db.write(store.put, "acme", [], np.empty((0, DIM), np.float32))
    assert await db.read(store.keys, "acme", DIM) == set()


async def test_it_finds_the_nearest_first_with_their_cosines(
    db: Database, store: CodedStore
) -> None:
    vectors, query = rows(50, DIM), rows(1, DIM, seed=2)[0]
    await fill(db, "acme", names(50), vectors)

    found = await db.read(store.search, "acme", query, 5)

    cosines = vectors @ query
    order = np.argsort(-cosines)[:5]
    assert [near.key for near in found] == [f"k{n}" for n in order]
    assert [near.cosine for near in found] == pytest.approx(cosines[order].tolist(), abs=1e-4)


async def test_it_gives_all_when_k_is_larger_than_the_part(db: Database, store: CodedStore) -> None:
    await fill(db, "acme", names(3), rows(3, DIM))
    found = await db.read(store.search, "acme", rows(1, DIM)[0], 4096)
    assert sorted(near.key for near in found) == ["k0", "k1", "k2"]


async def test_it_replaces_the_vector_of_a_key(db: Database, store: CodedStore) -> None:
    old, new = rows(2, DIM), rows(2, DIM, seed=9)
    await fill(db, "acme", names(2), old)
    await fill(db, "acme", ["k1", "k1"], np.stack([old[0], new[1]]))

    found = await db.read(store.search, "acme", new[1], 10)

    assert found[0] == Near("k1", pytest.approx(1.0, abs=1e-4))
    assert len(found) == 2
    ids, codes = await db.read(store.codes, "acme", DIM)
    assert len(ids) == 2
    assert np.packbits(new[1] > 0).tobytes() in {code.tobytes() for code in codes}


async def test_it_deletes_some_keys_and_only_of_that_part(db: Database, store: CodedStore) -> None:
    for part in ("acme", "bravo"):
        await fill(db, part, names(4), rows(4, DIM))

    gone = await db.write(store.delete, "acme", DIM, ["k1", "k3", "never"])

    assert gone == 2
    assert await db.read(store.keys, "acme", DIM) == {"k0", "k2"}
    assert await db.read(store.keys, "bravo", DIM) == set(names(4))
    assert len(await db.read(store.search, "acme", rows(1, DIM)[0], 10)) == 2


async def test_it_deletes_a_whole_part(db: Database, store: CodedStore) -> None:
    for part in ("acme", "bravo"):
        await fill(db, part, names(20), rows(20, DIM))

    assert await db.write(store.delete, "acme", DIM) == 20

    assert await db.read(store.count, "acme", DIM) == 0
    assert await db.read(store.search, "acme", rows(1, DIM)[0], 10) == []
    assert await db.read(store.count, "bravo", DIM) == 20
    await fill(db, "acme", ["back"], rows(1, DIM))
    assert [n.key for n in await db.read(store.search, "acme", rows(1, DIM)[0], 9)] == ["back"]


async def test_a_failing_unit_leaves_no_row_and_no_table(db: Database, store: CodedStore) -> None:
    def put_and_fail(tx: Tx, dimensions: int) -> None:
        store.put(tx, "acme", ["lost"], rows(1, dimensions))
        raise KeyError("lost")

    await fill(db, "acme", ["kept"], rows(1, DIM))
    for dimensions in (DIM, 40):
        with pytest.raises(KeyError):
            await db.write(put_and_fail, dimensions)
        await fill(db, "acme", ["later"], rows(1, dimensions, seed=4))

    assert await db.read(store.keys, "acme", DIM) == {"kept", "later"}
    assert len(await db.read(store.search, "acme", rows(1, DIM)[0], 9)) == 2
    assert await db.read(store.keys, "acme", 40) == {"later"}


async def test_many_who_come_first_make_one_table(db: Database, store: CodedStore) -> None:
    await asyncio.gather(*(fill(db, f"p{n}", ["k"], rows(1, 36 + n % 2)) for n in range(8)))
    assert [await db.read(store.count, f"p{n}", 36 + n % 2) for n in range(8)] == [1] * 8


async def test_lengths_do_not_meet(db: Database, store: CodedStore) -> None:
    await fill(db, "acme", ["short"], rows(1, 32))
    await fill(db, "acme", ["long"], rows(1, 3072))
    assert [n.key for n in await db.read(store.search, "acme", rows(1, 32)[0], 5)] == ["short"]
    assert [n.key for n in await db.read(store.search, "acme", rows(1, 3072)[0], 5)] == ["long"]
    assert await db.write(store.delete, "acme", 32) == 1
    assert await db.read(store.keys, "acme", 3072) == {"long"}


def _with(value: float) -> Floats:
    vectors = rows(2, DIM)
    vectors[1] = value
    return vectors


@pytest.mark.parametrize(
    ("vectors", "says"),
    [
        (_with(np.nan), "'k1' has length nan"),
        (_with(np.inf), "'k1' has length inf"),
        (_with(0.0), "'k1' has length 0"),
        (rows(2, DIM) * 3, "'k0' has length 3"),
        (rows(3, DIM), r"shape \(3, 64\) do not fit 2 keys"),
        (rows(1, DIM)[0], r"shape \(64,\) do not fit 2 keys"),
        (np.ones((2, 8193), np.float32), "8193 dimensions"),
    ],
    ids=["nan", "infinite", "zero", "long", "count", "flat", "dimensions"],
)
async def test_it_refuses_what_is_no_unit_vector(
    vectors: Floats, says: str, db: Database, store: CodedStore
) -> None:
    with pytest.raises(ValueError, match=says):
        await db.write(store.put, "acme", names(2), vectors)


@pytest.mark.parametrize(
    ("vector", "k"),
    [(_with(np.nan)[1], 5), (_with(0.0)[1], 5), (rows(2, DIM), 5), (rows(1)[0], 0)],
    ids=["nan", "zero", "two", "k"],
)
async def test_it_refuses_a_search_by_anything_else(
    vector: Floats, k: int, db: Database, store: CodedStore
) -> None:
    await fill(db, "acme", names(2), rows(2, DIM))
    with pytest.raises(ValueError):
        await db.read(store.search, "acme", vector, k)
    with pytest.raises(ValueError):
        await db.read(store.near, "acme", vector, [1], k)


async def test_a_name_is_data_and_no_sql(db: Database, store: CodedStore) -> None:
    odd = ["' OR 1=1 --", ":part", '"', "%s", "عميل", "a\nb"]
    await fill(db, "it's :part", odd, rows(6, DIM))
    assert await db.read(store.keys, "it's :part", DIM) == set(odd)
    assert await db.read(store.keys, "' OR 1=1 --", DIM) == set()
    assert await db.write(store.delete, "it's :part", DIM, odd[:3]) == 3


async def test_no_search_sees_another_part(db: Database, store: CodedStore) -> None:
    """A thousand questions, half of them the very vectors of the other part."""
    canaries = rows(500, DIM, seed=5)
    await fill(db, "acme", names(2500, "acme"), rows(2500, DIM, seed=4))
    await fill(db, "bravo", names(500, "canary"), canaries)
    coarse = CoarseSearch(store)
    foreign_ids, _ = await db.read(store.codes, "bravo", DIM)

    def foreign(tx: Tx) -> list[str]:
        seen: list[Near] = []
        for query in (*canaries, *rows(500, DIM, seed=6)):
            seen += store.search(tx, "acme", query, 10)
            seen += coarse.search(tx, "acme", 1, query, 10)
            seen += store.near(tx, "acme", query, foreign_ids[:20].tolist(), 10)
        assert len(seen) == 20_000
        return [near.key for near in seen if not near.key.startswith("acme")]

    assert await db.read(foreign) == []


async def test_a_part_of_ten_thousand_rows_is_searched_whole(
    db: Database, store: CodedStore
) -> None:
    vectors, queries = clustered(10_000, DIM, 20)
    await fill(db, "acme", names(10_000), vectors)

    exact = np.argsort(-(queries @ vectors.T), axis=1)[:, :10]

    for query, wanted in zip(queries, exact, strict=True):
        found = await db.read(store.search, "acme", query, 10)
        assert {near.key for near in found} == {f"k{n}" for n in wanted}
    assert await db.read(store.count, "acme", DIM) == 10_000


async def test_both_databases_give_the_same_answer(
    tmp_path: Path, postgres_url: str, clock: ManualClock
) -> None:
    vectors, queries = clustered(2500, 384, 50)
    answers: list[list[list[Near]]] = []
    for made in (SqliteDatabase.open(tmp_path / "same.db"), PostgresDatabase.open(postgres_url)):
        async with opened(made) as db:
            await migrate(db, clock.now_ms())
            store = store_of(db)
            coarse = CoarseSearch(store)
            await fill(db, "same", names(2500), vectors)
            answers.append([await db.read(store.search, "same", q, 10) for q in queries])
            answers.append([await db.read(coarse.search, "same", 1, q, 10) for q in queries])
            await db.write(store.delete, "same", 384)
    first = answers[0]
    for others in answers[1:]:
        for mine, theirs in zip(first, others, strict=True):
            assert [near.key for near in mine] == [near.key for near in theirs]
            cosines = [near.cosine for near in theirs]
            assert [near.cosine for near in mine] == pytest.approx(cosines, abs=1e-4)
