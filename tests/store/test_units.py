"""Units of work: all or nothing, durable, and no caller harms another."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from app.errors import CannotStart, StoreUnavailable
from app.store.db import Database, Tx, for_postgres
from app.store.sqlite import SqliteDatabase, refuse_vulnerable_sqlite


def _put(tx: Tx, key: str) -> str:
    tx.run(
        "INSERT INTO budgets (tenant_id, period) VALUES (:key, 'now')",
        key=key,
    )
    return key


def _put_and_fail(tx: Tx, key: str) -> None:
    _put(tx, key)
    raise KeyError(key)


def _keys(tx: Tx) -> set[str]:
    return {row["tenant_id"] for row in tx.all("SELECT tenant_id FROM budgets")}


async def test_a_failing_unit_leaves_nothing(db: Database) -> None:
    with pytest.raises(KeyError):
        await db.write(_put_and_fail, "lost")
    assert await db.read(_keys) == set()


async def test_a_failing_unit_harms_no_other(db: Database) -> None:
    results = await asyncio.gather(
        *(db.write(_put_and_fail if n % 3 == 0 else _put, f"k{n}") for n in range(30)),
        return_exceptions=True,
    )
    kept = {f"k{n}" for n in range(30) if n % 3}
    assert await db.read(_keys) == kept
    assert sum(isinstance(result, KeyError) for result in results) == 10


async def test_a_unit_survives_its_cancelled_caller(db: Database) -> None:
    tasks = [asyncio.ensure_future(db.write(_put, f"c{n}")) for n in range(50)]
    await asyncio.sleep(0)
    for task in tasks[::2]:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert await db.write(_put, "after") == "after"


async def test_it_calls_back_only_after_the_commit(db: Database) -> None:
    rang: list[str] = []

    def unit(tx: Tx, key: str, fails: bool) -> None:
        tx.after_commit(lambda: rang.append(key))
        _put(tx, key)
        if fails:
            raise KeyError(key)

    await db.write(unit, "good", False)
    with pytest.raises(KeyError):
        await db.write(unit, "bad", True)
    assert rang == ["good"]


async def test_a_closed_database_says_so(tmp_path: Path) -> None:
    db = await SqliteDatabase.open(tmp_path / "closed.db", readers=1)
    await db.close()
    with pytest.raises(StoreUnavailable):
        await db.write(_keys)


def test_it_refuses_a_vulnerable_sqlite() -> None:
    with pytest.raises(CannotStart, match="pysqlite3"):
        refuse_vulnerable_sqlite((3, 51, 2))
    refuse_vulnerable_sqlite((3, 51, 3))


def test_one_sqlite_library_is_loaded() -> None:
    import aiosqlite.core

    assert sqlite3.sqlite_version_info >= (3, 51, 3)
    assert aiosqlite.core.sqlite3 is sqlite3


async def test_commits_are_flushed_to_the_disk(tmp_path: Path) -> None:
    db = await SqliteDatabase.open(tmp_path / "full.db", readers=1)

    def pragmas(tx: Tx) -> tuple[str, int]:
        mode, level = tx.one("PRAGMA journal_mode"), tx.one("PRAGMA synchronous")
        assert mode is not None
        assert level is not None
        return mode["journal_mode"], level["synchronous"]

    # Inside a transaction of the writer: 2 is FULL.
    assert await db.write(pragmas) == ("wal", 2)
    await db.close()


def test_it_rewrites_parameters_for_postgres() -> None:
    assert for_postgres("a = :a AND b LIKE '%x' AND c = :c_2") == (
        "a = %(a)s AND b LIKE '%%x' AND c = %(c_2)s"
    )


async def test_a_broken_callback_stops_nobody(db: Database) -> None:
    """A bell that cannot ring must not stop the writer: the sweep rings again."""

    def unit(tx: Tx, key: str) -> str:
        tx.after_commit(_broken)
        return _put(tx, key)

    assert await asyncio.wait_for(db.write(unit, "loud"), 5) == "loud"
    assert await asyncio.wait_for(db.write(_put, "after"), 5) == "after"


def _broken() -> None:
    raise RuntimeError("the loop is closed")
