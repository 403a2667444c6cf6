"""What was deleted is gone: no key, no vector and no code in the files of either database."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import numpy as np
import psycopg

from app.clock import ManualClock
from app.store.db import Database
from app.store.migrate import migrate
from app.store.postgres import PostgresDatabase
from app.store.sqlite import SqliteDatabase, vector_extension
from tests.vectors.places import Floats, fill, names, opened, rows, store_of

DIM = 128
KEPT, GONE = 21, 205


def _parts() -> tuple[Floats, Floats]:
    return rows(KEPT, DIM, seed=1), rows(GONE, DIM, seed=2)


def _traces(folder: Path, vectors: Floats) -> set[str]:
    """Return what of ``gone-part`` or of some vectors can be read in the files of a folder."""
    content = b"".join(path.read_bytes() for path in folder.iterdir())
    found = {name for name in ("key", "part") if f"gone-{name}".encode() in content}
    if any(vector.tobytes() in content for vector in vectors):
        found.add("vector")
    if any(np.packbits(vector > 0).tobytes() in content for vector in vectors):
        found.add("code")
    return found


async def _fill_in_turns(db: Database, kept: Floats, gone: Floats) -> None:
    """Put rows of both parts by turns: no chunk and no page belongs to one alone."""
    for start in range(0, GONE, 25):
        end = start + 25
        keys = names(GONE, "gone-key")[start:end]
        await fill(db, "gone-part", keys, gone[start:end])
        await fill(db, "kept-part", [f"kept-{start}-{n}" for n in range(KEPT)], kept)


async def test_nothing_deleted_is_left_in_an_sqlite_file(
    tmp_path: Path, clock: ManualClock
) -> None:
    (kept, gone), replaced = _parts(), rows(50, DIM, seed=3)
    async with opened(SqliteDatabase.open(tmp_path / "disposal.db", readers=1)) as db:
        await migrate(db, clock.now_ms())
        store = store_of(db)
        await _fill_in_turns(db, kept, gone)
        before = _traces(tmp_path, gone)
        await db.write(store.delete, "gone-part", DIM, names(100, "gone-key"))
        await fill(db, "gone-part", names(GONE, "gone-key")[100:150], replaced)
        await db.write(store.delete, "gone-part", DIM)
    _vacuum(tmp_path / "disposal.db")

    assert before == {"key", "part", "vector", "code"}
    assert _traces(tmp_path, np.concatenate([gone, replaced])) == set()
    assert _traces(tmp_path, kept) == {"vector", "code"}


def _vacuum(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.enable_load_extension(True)
    connection.load_extension(vector_extension())
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


async def test_nothing_deleted_is_left_in_a_table_of_postgres(
    postgres_url: str, tmp_path: Path, clock: ManualClock
) -> None:
    kept, gone = _parts()
    async with opened(PostgresDatabase.open(postgres_url)) as db:
        await migrate(db, clock.now_ms())
        store = store_of(db)
        await _fill_in_turns(db, kept, gone)
        _copy_tables(postgres_url, tmp_path)
        before = _traces(tmp_path, gone)
        await db.write(store.delete, "gone-part", DIM, names(100, "gone-key"))
        await db.write(store.delete, "gone-part", DIM)
    _copy_tables(postgres_url, tmp_path)

    assert before == {"key", "part", "vector", "code"}
    assert _traces(tmp_path, gone) == set()
    assert _traces(tmp_path, kept) == {"vector", "code"}


def _copy_tables(url: str, folder: Path) -> None:
    """Copy the files of the tables and their indexes into an emptied folder, cleaned before."""
    for path in folder.iterdir():
        path.unlink()
    with psycopg.connect(url, autocommit=True) as connection:
        for table in (f"knowledge_vectors_{DIM}", f"knowledge_vector_keys_{DIM}"):
            connection.execute(f"VACUUM FULL {table}")
        connection.execute("CHECKPOINT")
        found = connection.execute(
            "SELECT current_setting('data_directory') || '/' || pg_relation_filepath(oid)"
            f" FROM pg_class WHERE relname ~ '^knowledge_vector(_key)?s_{DIM}'"
            " AND relkind IN ('r', 'i')"
        ).fetchall()
    for (name,) in found:
        shutil.copy(name, folder)
