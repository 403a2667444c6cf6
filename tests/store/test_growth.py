"""What is read again and again costs the same however much the database holds.

The plans are SQLite's without statistics, as on a machine where nobody ever ran ANALYZE.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.store import inbox
from app.store.db import Tx
from app.store.migrate import migrate
from app.store.sqlite import SqliteDatabase

COUNTS = dict(inbox._COUNTS)


async def _plan(folder: Path, sql: str) -> str:
    """Return how SQLite runs a statement on an empty database with our indexes."""
    db = await SqliteDatabase.open(folder / "plan.db", readers=1)
    values = dict.fromkeys(re.findall(r":([a-z_]+)", sql), "x") | {"limit": 50}

    def explain(tx: Tx) -> str:
        return " | ".join(row["detail"] for row in tx.all(f"EXPLAIN QUERY PLAN {sql}", **values))

    try:
        await migrate(db, 0)
        return await db.read(explain)
    finally:
        await db.close()


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        (inbox._LATEST["all"], "conversations_latest"),
        (inbox._LATEST["needs_person"], "conversations_needing"),
        (inbox._LATEST["held"], "conversations_held"),
        (inbox._LATEST["hot"], "leads_hot"),
        (inbox._LATEST["spam"], "conversations_spam"),
        (COUNTS["needs_person"], "conversations_needing"),
        (COUNTS["held"], "conversations_held"),
        (COUNTS["hot"], "leads_hot"),
        (COUNTS["spam"], "conversations_spam"),
    ],
)
async def test_a_tab_reads_only_what_it_shows(tmp_path: Path, sql: str, index: str) -> None:
    """Ten held conversations among a million are found without reading the million."""
    first = (await _plan(tmp_path, sql)).partition(" | ")[0]
    assert first.startswith("SEARCH")
    assert f"INDEX {index} " in first


async def test_a_line_reads_only_the_open_turn(tmp_path: Path) -> None:
    plan = await _plan(tmp_path, inbox._LINE)
    assert "SEARCH u USING INDEX turns_open " in plan
