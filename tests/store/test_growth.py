"""What is read again and again costs the same however much the database holds.

The plans are SQLite's without statistics, as on a machine where nobody ever ran ANALYZE.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.store import inbox, inbox_lists
from app.store.db import Tx
from app.store.migrate import migrate
from app.store.sqlite import SqliteDatabase


async def _plan(folder: Path, sql: str) -> str:
    """Return how SQLite runs a statement on an empty database with our indexes."""
    db = await SqliteDatabase.open(folder / "plan.db", readers=1)
    values = dict.fromkeys(re.findall(r":([a-z_0-9]+)", sql), "x") | {"limit": 50}

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
        (inbox_lists._scan("latest", "all"), "conversations_latest"),
        (inbox_lists._scan("needs_person", "needs_person"), "conversations_needing"),
        (inbox_lists._scan("held", "held"), "conversations_held"),
        (inbox_lists._scan("spam", "spam"), "conversations_spam"),
        (inbox_lists._scan("unread", "all"), "conversations_unread"),
        (inbox_lists._scan("holder", "all"), "conversations_of_holder"),
        (inbox_lists._scan("channel", "all"), "conversations_of_channel"),
        (inbox_lists._scan("language", "all"), "conversations_of_language"),
        (inbox_lists._scan("latest", "all", True), "conversations_latest"),
        (inbox_lists._of_leads("hot", "hot"), "leads_hot"),
        (inbox_lists._of_leads("words", "all"), "sqlite_autoindex_lead_words_1"),
        (inbox_lists._counting("needs_person"), "conversations_needing"),
        (inbox_lists._counting("held"), "conversations_held"),
        (inbox_lists._counting("hot"), "leads_hot"),
        (inbox_lists._counting("spam"), "conversations_spam"),
    ],
)
async def test_a_tab_reads_only_what_it_shows(tmp_path: Path, sql: str, index: str) -> None:
    """Ten held conversations among a million are found without reading the million."""
    searched = [one for one in (await _plan(tmp_path, sql)).split(" | ") if " INDEX " in one]
    assert searched[0].startswith("SEARCH")
    assert f"INDEX {index} " in searched[0]


@pytest.mark.parametrize(("way", "tab"), [("hot", "hot"), ("words", "all")])
async def test_leads_lead_to_their_own_conversations(tmp_path: Path, way: str, tab: str) -> None:
    plan = await _plan(tmp_path, inbox_lists._of_leads(way, tab))
    assert "SEARCH c USING INDEX conversations_by_lead " in plan
    # What else is searched for is looked up word by word of the lead.
    assert plan.count("INDEX lead_words_by_lead (tenant_id=? AND lead_id=?)") in (0, 2)


async def test_a_line_reads_only_the_open_turn(tmp_path: Path) -> None:
    plan = await _plan(tmp_path, inbox._LINE)
    assert "SEARCH u USING INDEX turns_open " in plan
