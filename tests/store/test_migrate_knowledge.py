"""A database of the version before knowledge bases: what clients knew is found again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.clock import ManualClock
from app.store import bases, passages
from app.store.db import Database, Tx
from app.store.migrate import all_migrations, migrate
from app.store.postgres import PostgresDatabase
from app.store.sqlite import SqliteDatabase


@pytest.fixture(params=["sqlite", "postgres"])
async def old(
    request: pytest.FixtureRequest, tmp_path: Path, clock: ManualClock
) -> AsyncIterator[Database]:
    """A database as version 0.1.0 left it, with two questions of one client."""
    if request.param == "sqlite":
        db: Database = await SqliteDatabase.open(tmp_path / "old.db", readers=1)
    else:
        url = request.getfixturevalue("postgres_url")
        main = await PostgresDatabase.open(url)
        await main.write(_make_schema)
        await main.close()
        mark = "&" if "?" in url else "?"
        db = await PostgresDatabase.open(f"{url}{mark}options=-csearch_path%3Dold_version")
    await migrate(db, clock.now_ms(), all_migrations()[:1])
    await db.write(_fill)
    await migrate(db, clock.now_ms())
    yield db
    await db.close()


def _make_schema(tx: Tx) -> None:
    tx.run("DROP SCHEMA IF EXISTS old_version CASCADE")
    tx.run("CREATE SCHEMA old_version")


def _fill(tx: Tx) -> None:
    for tenant in ("t1", "t2"):
        tx.run(
            "INSERT INTO tenants (id, name, zone, country, languages, mode, profile,"
            " created_at) VALUES (:id, :id, 'UTC', 'US', '[\"en\"]', 'automatic', '{}', 1)",
            id=tenant,
        )
    for number in ("1", "2"):
        tx.run(
            "INSERT INTO faqs (id, tenant_id, question, answer, language, created_at)"
            " VALUES (:id, 't1', :question, 'Yes.', 'en', 5)",
            id=f"f{number}",
            question=f"Is it {number}?",
        )


async def test_known_questions_answer_from_a_base_of_their_own(old: Database) -> None:
    (base,) = await old.read(bases.bases_of, "t1")
    found = await old.read(passages.live_passages, "t1")
    assert (base.name, base.origin) == ("Client file", "file")
    assert {one.base_id for one in found} == {base.id}
    assert await old.read(bases.bases_of, "t2") == []


async def test_known_questions_are_told_apart_by_their_keys(old: Database) -> None:
    found = await old.read(passages.live_passages, "t1")
    assert len({one.key for one in found} - {""}) == 2


async def test_an_index_is_wanted_of_who_knew_something(old: Database) -> None:
    assert await old.read(bases.due_indexes, 10) == ["t1"]
