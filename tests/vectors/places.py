"""What the tests of vectors share: unit vectors from a seed, and the store of a database."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager

import numpy as np
from numpy.typing import NDArray

from app.store.db import Database
from vectors.coarse import CodedStore
from vectors.pgvector import PgVectorStore
from vectors.sqlite_vec import SqliteVecStore

Floats = NDArray[np.float32]


def rows(count: int, dimensions: int = 64, seed: int = 1) -> Floats:
    """Return random vectors of length 1."""
    dice = np.random.default_rng(seed)
    made = dice.standard_normal((count, dimensions), dtype=np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def clustered(count: int, dimensions: int, queries: int, seed: int = 1) -> tuple[Floats, Floats]:
    """Return vectors in groups of about a hundred, as texts are, and questions near some groups."""
    dice = np.random.default_rng(seed)
    centres = rows(max(2, count // 100), dimensions, seed)

    def near(wanted: int) -> Floats:
        spread = dice.standard_normal((wanted, dimensions), dtype=np.float32)
        made = centres[dice.integers(0, len(centres), wanted)]
        made = made + spread * np.float32(0.8 / np.sqrt(dimensions))
        unit: Floats = made / np.linalg.norm(made, axis=1, keepdims=True)
        return unit

    return near(count), near(queries)


def names(count: int, start: str = "k") -> list[str]:
    """Return so many keys."""
    return [f"{start}{number}" for number in range(count)]


@asynccontextmanager
async def opened(made: Awaitable[Database]) -> AsyncIterator[Database]:
    """Close a database whatever happens: its threads would keep the tests from ending."""
    db = await made
    try:
        yield db
    finally:
        await db.close()


def store_of(db: Database) -> CodedStore:
    """Return the vector store that belongs to a database."""
    return SqliteVecStore() if db.dialect == "sqlite" else PgVectorStore()


async def fill(db: Database, part: str, keys: list[str], vectors: Floats) -> None:
    """Put rows as ingest does, some hundred a unit."""
    store = store_of(db)
    for start in range(0, len(keys), 500):
        end = start + 500
        await db.write(store.put, part, keys[start:end], vectors[start:end])
