"""People move leads, own them, tag them; code only moves them forward."""

from __future__ import annotations

import json

import pytest

from app.domain.audit import Actor
from app.domain.lead_status import LeadStatus
from app.errors import Conflict, NotFound, Unprocessable
from app.flows.edit_lead import add_tag, edit, remove_tag, set_owner, set_status
from app.flows.manage_tenant import Put
from app.store import leads, operators
from app.store.db import Tx
from tests.flows.stage import QUESTION, Stage

DANA = Actor("operator", "dana", "Dana")


async def lead_of(stage: Stage, put: Put, text: str = QUESTION) -> str:
    await stage.lead_says(put, text)
    (lead_id,) = await stage.column("SELECT id FROM leads")
    return str(lead_id)


async def _status(stage: Stage) -> str:
    return str((await stage.column("SELECT status FROM leads"))[0])


async def test_a_first_reply_makes_a_lead_contacted(stage: Stage, acme: Put) -> None:
    await lead_of(stage, acme)
    assert await _status(stage) == "new"
    await stage.work()
    assert await _status(stage) == "contacted"


async def test_code_never_moves_what_a_person_chose(stage: Stage, acme: Put) -> None:
    lead_id = await lead_of(stage, acme)
    await set_status(stage.services, DANA, acme.tenant.id, lead_id, LeadStatus.NEW)
    await stage.work()
    assert await _status(stage) == "new"
    await set_status(stage.services, DANA, acme.tenant.id, lead_id, LeadStatus.LOST)
    assert await _status(stage) == "lost"


async def test_a_qualified_lead_moves_on_and_not_back(stage: Stage, acme: Put) -> None:
    await lead_of(stage, acme, "My budget is $450,000 and I need 3 bedrooms")
    await stage.work()
    assert await _status(stage) == "qualified"
    now = stage.clock.now_ms()
    (lead_id,) = await stage.column("SELECT id FROM leads")
    moved = await stage.services.db.write(
        leads.advance, acme.tenant.id, lead_id, LeadStatus.CONTACTED, now
    )
    assert moved is None


async def test_a_change_is_told_once_with_before_and_after(stage: Stage, acme: Put) -> None:
    lead_id = await lead_of(stage, acme)
    for _ in range(2):
        lead = await set_status(stage.services, DANA, acme.tenant.id, lead_id, LeadStatus.WON)
    assert (lead.status, lead.version) == ("won", 2)
    rows = await stage.rows("SELECT action, former, latter, actor_name FROM audit")
    assert [
        (one["action"], json.loads(one["former"]), json.loads(one["latter"])) for one in rows
    ] == [("lead_status_set", {"status": "new"}, {"status": "won"})]
    told = await stage.rows(
        "SELECT lead_id, operator_id FROM events WHERE kind = 'lead_status_set'"
    )
    assert told == [{"lead_id": lead_id, "operator_id": "dana"}]


async def test_several_fields_are_written_or_none(stage: Stage, acme: Put) -> None:
    lead_id = await lead_of(stage, acme)
    wanted = {"name": " Ana\u202e  Ruiz ", "email": "ANA@example.com", "phone": "(212) 555-0188"}
    lead = await edit(
        stage.services, DANA, acme.tenant.id, lead_id, wanted, tags=["VIP", "#buyer"], version=1
    )
    assert (lead.name, lead.email, lead.phone) == ("Ana Ruiz", "ana@example.com", "+12125550188")
    assert lead.tags == ("buyer", "vip")
    with pytest.raises(Conflict):
        await edit(stage.services, DANA, acme.tenant.id, lead_id, {"name": "X"}, version=1)
    with pytest.raises(Unprocessable):
        await edit(stage.services, DANA, acme.tenant.id, lead_id, {"name": "X", "email": "no"})
    assert await stage.column("SELECT name FROM leads") == ["Ana Ruiz"]


def _people(tx: Tx, tenant_id: str, other_id: str) -> list[str]:
    made = [
        operators.insert_operator(tx, f"{name}@example.com", name, role, owner, 1) or ""
        for name, role, owner in (
            ("Dana", "operator", None),
            ("Mia", "operator", tenant_id),
            ("Outsider", "operator", other_id),
            ("Viewer", "viewer", None),
        )
    ]
    limited = operators.insert_operator(tx, "l@example.com", "Limited", "operator", None, 1) or ""
    operators.limit_to(tx, limited, frozenset({other_id}))
    return [*made, limited]


async def test_only_who_sees_the_client_can_own_its_leads(
    stage: Stage, acme: Put, outsider: Put
) -> None:
    lead_id = await lead_of(stage, acme)
    people = await stage.services.db.write(_people, acme.tenant.id, outsider.tenant.id)
    for operator_id in people[:2]:
        lead = await set_owner(stage.services, DANA, acme.tenant.id, lead_id, operator_id)
        assert lead.owner_id == operator_id
    for operator_id in people[2:]:
        with pytest.raises(Unprocessable):
            await set_owner(stage.services, DANA, acme.tenant.id, lead_id, operator_id)


async def test_another_clients_lead_is_not_there(stage: Stage, acme: Put, outsider: Put) -> None:
    lead_id = await lead_of(stage, acme)
    stranger = outsider.tenant.id
    for change in (
        set_status(stage.services, DANA, stranger, lead_id, LeadStatus.WON),
        set_owner(stage.services, DANA, stranger, lead_id, ""),
        add_tag(stage.services, DANA, stranger, lead_id, "x"),
        remove_tag(stage.services, DANA, stranger, lead_id, "x"),
        edit(stage.services, DANA, stranger, lead_id, {"name": "x"}),
    ):
        with pytest.raises(NotFound):
            await change
    assert await stage.column("SELECT version FROM leads") == [1]
