"""Migrations from blank, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.clock import ManualClock
from app.errors import CannotStart
from app.store.db import Database, Tx
from app.store.migrate import Migration, all_migrations, migrate
from app.store.sqlite import SqliteDatabase


def _tables(tx: Tx) -> set[str]:
    if hasattr(tx, "_connection") and "sqlite" in type(tx._connection).__module__:
        rows = tx.all("SELECT name FROM sqlite_master WHERE type = 'table'")
    else:
        rows = tx.all("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'")
    return {row["name"] for row in rows}


async def test_it_makes_every_table_from_blank(db: Database) -> None:
    tables = await db.read(_tables)
    assert {"tenants", "messages", "turns", "deliveries", "events", "sessions"} <= tables


async def test_it_applies_nothing_twice(db: Database, clock: ManualClock) -> None:
    assert await migrate(db, clock.now_ms()) == 0


async def test_it_refuses_a_newer_database(db: Database, clock: ManualClock) -> None:
    with pytest.raises(CannotStart, match="newer"):
        await migrate(db, clock.now_ms(), [])


async def test_it_refuses_an_edited_migration(db: Database, clock: ManualClock) -> None:
    edited = [Migration(m.number, m.name, m.sql + "-- edited") for m in all_migrations()]
    with pytest.raises(CannotStart, match="differs"):
        await migrate(db, clock.now_ms(), edited)


async def test_a_broken_migration_leaves_nothing(tmp_path: Path, clock: ManualClock) -> None:
    db = await SqliteDatabase.open(tmp_path / "broken.db", readers=1)
    broken = [Migration(1, "broken", "CREATE TABLE kept (id TEXT);\nCREATE NONSENSE;\n")]
    with pytest.raises(Exception, match="syntax"):
        await migrate(db, clock.now_ms(), broken)
    assert "kept" not in await db.read(_tables)
    await db.close()
