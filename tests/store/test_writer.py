"""The writer: many callers in one commit, and nothing a caller does stops the others."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from app.store.db import Database, Tx
from app.store.sqlite import SqliteDatabase
from tests.running import ROOT

TABLE = "CREATE TABLE IF NOT EXISTS kept (n BIGINT PRIMARY KEY)"


def _put(tx: Tx, n: int) -> int:
    tx.run("INSERT INTO budgets (tenant_id, period) VALUES (:n, 'now')", n=f"{n:06d}")
    return n


def _count(tx: Tx) -> int:
    row = tx.one("SELECT count(*) AS n FROM budgets")
    return int(row["n"]) if row else 0


async def test_a_callback_that_fails_stops_nobody(db: Database) -> None:
    def unit(tx: Tx) -> None:
        tx.after_commit(lambda: 1 // 0)
        _put(tx, 1)

    await asyncio.gather(db.write(unit), return_exceptions=True)
    async with asyncio.timeout(5):
        await db.write(_put, 2)
    assert await db.read(_count) == 2


async def test_a_callback_that_fails_silences_no_other_bell(db: Database) -> None:
    rang: list[int] = []

    def unit(tx: Tx) -> None:
        tx.after_commit(lambda: 1 // 0)
        tx.after_commit(lambda: rang.append(1))

    await asyncio.gather(db.write(unit), return_exceptions=True)
    assert rang == [1]


async def test_many_callers_are_all_served(db: Database) -> None:
    results = await asyncio.gather(*(db.write(_put, n) for n in range(600)))
    assert results == list(range(600))
    assert await db.read(_count) == 600


async def test_what_was_written_is_read_by_the_next_reader(db: Database) -> None:
    for n in range(30):
        await db.write(_put, n)
        assert await db.read(_count) == n + 1


async def test_two_units_that_want_one_row_both_end(db: Database) -> None:
    def take(tx: Tx, who: str) -> bool:
        sql = "UPDATE budgets SET period = :who WHERE tenant_id = '000001' AND period = 'now'"
        return bool(tx.run(sql, who=who))

    await db.write(_put, 1)
    won = await asyncio.gather(*(db.write(take, f"w{n}") for n in range(20)))
    assert sum(won) == 1


async def test_closing_finishes_what_waits(tmp_path: Path) -> None:
    db = await SqliteDatabase.open(tmp_path / "close.db", readers=1)
    await db.write(lambda tx: tx.run(TABLE))
    writing = [
        asyncio.ensure_future(db.write(lambda tx, n=n: tx.run(f"INSERT INTO kept VALUES ({n})")))
        for n in range(200)
    ]
    await asyncio.sleep(0)
    await db.close()
    await asyncio.gather(*writing)
    with closing(sqlite3.connect(tmp_path / "close.db")) as again:
        assert again.execute("SELECT count(*) FROM kept").fetchone()[0] == 200


_WRITER = """
import asyncio, sys
import app
from pathlib import Path
from app.store.sqlite import SqliteDatabase

async def main():
    db = await SqliteDatabase.open(Path(sys.argv[1]), readers=1)
    await db.write(lambda tx: tx.run("CREATE TABLE IF NOT EXISTS kept (n BIGINT PRIMARY KEY)"))
    first = int(sys.argv[2])
    for start in range(first, first + 1_000_000, 8):
        made = [db.write(put, n) for n in range(start, start + 8)]
        for n in await asyncio.gather(*made):
            print(n, flush=True)

def put(tx, n):
    tx.run("INSERT INTO kept VALUES (:n)", n=n)
    return n

asyncio.run(main())
"""


@pytest.mark.timeout(120)
def test_kill_nine_keeps_every_acknowledged_row(tmp_path: Path) -> None:
    """T01: killed at random under a stream of writes; nothing acknowledged is lost or damaged."""
    path, said = tmp_path / "killed.db", []
    for number in range(8):
        process = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path), str(number * 10_000_000)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        assert process.stdout is not None
        said.append(process.stdout.readline())
        time.sleep(0.05 + 0.07 * number)
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
        # The last line may be cut: it was not said.
        said += rest.splitlines(keepends=True)
    acknowledged = {int(line) for line in said if line.endswith(b"\n")}
    with closing(sqlite3.connect(path)) as db:
        kept = {row[0] for row in db.execute("SELECT n FROM kept")}
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert len(acknowledged) > 100
    assert acknowledged <= kept
