"""Statements that once read everything there is, found by ``bench/pages.py`` at a million leads.

The plans are SQLite's without statistics, as on a machine where nobody ever ran ANALYZE.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.store import groundings, inbox, inbox_lists, quality
from app.store.counting import changes
from tests.store.test_growth import _plan


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        (changes._OF_EVENTS["events"], "sqlite_autoindex_events_1 (id>?)"),
        (changes._USAGE, "sqlite_autoindex_usage_1 (id>?)"),
        (changes._LEADS, "leads_changed (updated_at>?)"),
    ],
)
async def test_only_what_is_new_is_looked_through(tmp_path: Path, sql: str, index: str) -> None:
    """It is done every other second."""
    plan = await _plan(tmp_path, sql)
    assert f"INDEX {index}" in plan
    assert "SCAN events" not in plan
    assert "SCAN usage" not in plan


@pytest.mark.parametrize("way", ["hot", "words"])
async def test_conversations_of_leads_are_found_by_the_lead(tmp_path: Path, way: str) -> None:
    plan = await _plan(tmp_path, inbox_lists._of_leads(way, "hot"))
    assert "SEARCH c USING INDEX conversations_by_lead (tenant_id=? AND lead_id=?)" in plan
    assert "conversations_latest" not in plan


async def test_a_thread_reads_only_its_own_turns(tmp_path: Path) -> None:
    plan = await _plan(tmp_path, groundings._CITED)
    assert "SEARCH turns USING INDEX turns_in_conversation (conversation_id=?)" in plan


async def test_a_lead_reads_only_its_own_conversations(tmp_path: Path) -> None:
    """Each in the order of the index: nothing is sorted, nothing else is read."""
    sql = (
        "SELECT c.id, h.kind AS channel FROM conversations c JOIN channels h ON h.id = c.channel_id"
        " WHERE c.tenant_id = :tenant_id AND c.lead_id = :lead_id"
        " ORDER BY c.last_message_at DESC, c.id DESC LIMIT :limit"
    )
    plan = await _plan(tmp_path, sql)
    assert "SEARCH c USING INDEX conversations_by_lead (tenant_id=? AND lead_id=?)" in plan
    assert "TEMP B-TREE" not in plan


async def test_what_the_quality_page_counts_is_told_by_an_index(tmp_path: Path) -> None:
    """A month of questions is a hundred thousand turns; none of them is read."""
    plan = await _plan(tmp_path, quality._ASKED)
    assert "USING COVERING INDEX turns_judged (tenant_id=? AND answered_at>?)" in plan
    counts = "SELECT outcome, COUNT(*) AS n FROM outcomes WHERE tenant_id = :tenant_id"
    plan = await _plan(tmp_path, f"{counts} GROUP BY outcome ORDER BY outcome")
    assert plan == "SEARCH outcomes USING COVERING INDEX outcomes_by_kind (tenant_id=?)"


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        (inbox_lists._NEWEST, "conversations_latest (tenant_id=? AND last_message_at<?)"),
        (inbox._NEWEST_EVENT, "events_by_tenant (tenant_id=?)"),
    ],
)
async def test_the_newest_of_every_client_is_one_step_each(
    tmp_path: Path, sql: str, index: str
) -> None:
    plan = await _plan(tmp_path, sql)
    assert index in plan
    assert "TEMP B-TREE" not in plan
