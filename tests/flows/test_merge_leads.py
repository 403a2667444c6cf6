"""Two leads become one and two again, and nothing is lost on the way."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.domain.audit import Actor
from app.domain.lead_status import LeadStatus
from app.errors import Conflict, Invalid, NotFound
from app.flows.edit_lead import add_tag, edit, set_status
from app.flows.manage_tenant import Put
from app.flows.merge_leads import merge, undo
from app.flows.note_lead import write_note
from app.store import merges
from tests.flows.stage import Stage

DANA = Actor("operator", "dana", "Dana")
OTHER = "+12125550188"
_TABLES = ("conversations", "findings", "lead_notes", "appointments", "consents", "identities")


async def _two(stage: Stage, put: Put) -> tuple[str, str]:
    """Two numbers of one person: one tells the budget, the other the rooms."""
    await stage.lead_says(put, "My budget is $450,000")
    await stage.lead_says(put, "I need 3 bedrooms", sender=OTHER)
    await stage.work()
    ids = await stage.column("SELECT id FROM leads ORDER BY id")
    for number, lead_id in enumerate(ids):
        await write_note(stage.services, DANA, put.tenant.id, lead_id, f"Note {number}")
        await add_tag(stage.services, DANA, put.tenant.id, lead_id, f"tag{number}")
    return ids[0], ids[1]


async def _whose(stage: Stage) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for table in (*_TABLES, "lead_tags"):
        rows = await stage.rows(f"SELECT * FROM {table}")
        found[table] = sorted(json.dumps(row, sort_keys=True) for row in rows)
    found["leads"] = await stage.rows(
        "SELECT id, name, phone, email, score, temperature, score_reasons, owner_id,"
        " opted_out_at, merged_into FROM leads ORDER BY id"
    )
    return found


async def test_a_merge_is_scored_and_undone_to_the_letter(stage: Stage, acme: Put) -> None:
    one, other = await _two(stage, acme)
    await edit(stage.services, DANA, acme.tenant.id, other, {"email": "ana@example.com"})
    before = await _whose(stage)
    merge_id = await merge(stage.services, DANA, acme.tenant.id, one, other)
    rows = await stage.rows("SELECT id, score, email, merged_into FROM leads ORDER BY id")
    assert [(row["score"], row["email"], row["merged_into"]) for row in rows] == [
        (100, "ana@example.com", None),
        (0, "ana@example.com", one),
    ]
    for table in _TABLES:
        owners = await stage.column(f"SELECT DISTINCT lead_id FROM {table}")
        assert owners in ([], [one]), table
    assert await undo(stage.services, DANA, acme.tenant.id, one, merge_id) == other
    assert await _whose(stage) == before
    with pytest.raises(Conflict):
        await undo(stage.services, DANA, acme.tenant.id, one, merge_id)


async def test_what_came_after_stays_with_who_lived_on(stage: Stage, acme: Put) -> None:
    one, other = await _two(stage, acme)
    merge_id = await merge(stage.services, DANA, acme.tenant.id, one, other)
    later = await write_note(stage.services, DANA, acme.tenant.id, one, "After")
    # The other number writes again: to the one lead there is now.
    await stage.lead_says(acme, "Hello again", sender=OTHER)
    assert await stage.column("SELECT count(*) FROM leads") == [2]
    await undo(stage.services, DANA, acme.tenant.id, one, merge_id)
    assert await stage.column("SELECT lead_id FROM lead_notes WHERE id = :i", i=later.id) == [one]


async def test_an_opt_out_holds_for_both_and_ends_with_the_merge(stage: Stage, acme: Put) -> None:
    one, other = await _two(stage, acme)
    await stage.lead_says(acme, "STOP", sender=OTHER)
    merge_id = await merge(stage.services, DANA, acme.tenant.id, one, other)
    (at,) = await stage.column("SELECT opted_out_at FROM leads WHERE id = :i", i=one)
    assert at is not None
    await stage.lead_says(acme, "Do you allow pets?")
    await stage.work()
    assert not [sms for sms in stage.sent() if "pets" in sms.body.lower()]
    await undo(stage.services, DANA, acme.tenant.id, one, merge_id)
    rows = await stage.rows("SELECT opted_out_at FROM leads ORDER BY id")
    assert [row["opted_out_at"] for row in rows] == [None, at]


async def test_a_draft_in_the_making_is_thought_of_again(stage: Stage, acme: Put) -> None:
    one, other = await _two(stage, acme)
    await stage.lead_says(acme, "My budget is $500,000", sender=OTHER)
    await merge(stage.services, DANA, acme.tenant.id, one, other)
    await stage.work()
    owners = await stage.column("SELECT DISTINCT lead_id FROM findings")
    assert owners == [one]


async def test_merged_leads_are_changed_no_more(stage: Stage, acme: Put, outsider: Put) -> None:
    one, other = await _two(stage, acme)
    with pytest.raises(NotFound):
        await merge(stage.services, DANA, outsider.tenant.id, one, other)
    with pytest.raises(Invalid):
        await merge(stage.services, DANA, acme.tenant.id, one, one)
    merge_id = await merge(stage.services, DANA, acme.tenant.id, one, other)
    with pytest.raises(Conflict):
        await set_status(stage.services, DANA, acme.tenant.id, other, LeadStatus.WON)
    with pytest.raises(Conflict):
        await merge(stage.services, DANA, acme.tenant.id, one, other)
    with pytest.raises(NotFound):
        await undo(stage.services, DANA, outsider.tenant.id, one, merge_id)
    found = await stage.services.db.read(merges.part_of, acme.tenant.id, other)
    assert found == one


async def test_the_same_person_is_suggested(stage: Stage, acme: Put, bravo: Put) -> None:
    one, other = await _two(stage, acme)
    await stage.lead_says(bravo, "Hello", sender=OTHER)
    await edit(stage.services, DANA, acme.tenant.id, one, {"phone": OTHER, "name": "Ana Ruiz"})
    (found,) = await stage.services.db.read(merges.alike, acme.tenant.id, one)
    assert (found.id, found.by) == (other, "phone")
