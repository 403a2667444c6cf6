"""An operator decides, with a reason, until they take it back."""

from __future__ import annotations

import json

import pytest

from app.errors import Conflict, Invalid, NotFound
from app.flows.manage_tenant import Put
from app.flows.override_finding import override, take_back
from tests.flows.stage import Stage


async def _lead(stage: Stage, put: Put, text: str = "My budget is $450,000") -> str:
    await stage.lead_says(put, text)
    await stage.work()
    (lead_id,) = await stage.column("SELECT id FROM leads")
    return str(lead_id)


async def _decide(stage: Stage, put: Put, lead_id: str, **more: str) -> int:
    given = {"criterion_id": "budget", "value": "100,000", "reason": "Said so on the phone"} | more
    score = await override(
        stage.services,
        put.tenant.id,
        lead_id,
        given["criterion_id"],
        given["value"],
        "dana",
        given["reason"],
    )
    return score.points


async def _reasons(stage: Stage) -> list[dict[str, object]]:
    return list(json.loads((await stage.column("SELECT score_reasons FROM leads"))[0]))


async def test_it_holds_whatever_the_lead_says_later(stage: Stage, acme: Put) -> None:
    lead_id = await _lead(stage, acme, "Hello")
    assert await _decide(stage, acme, lead_id) == 0
    stage.clock.advance(60)
    await stage.lead_says(acme, "My budget is $450,000")
    await stage.work()
    assert await stage.column("SELECT score FROM leads") == [0]
    assert (await _reasons(stage))[0]["value"] == "USD 100000"


async def test_its_receipt_names_operator_and_reason(stage: Stage, acme: Put) -> None:
    lead_id = await _lead(stage, acme)
    await _decide(stage, acme, lead_id, criterion_id="bedrooms", value="2-3")
    (_, decided) = await _reasons(stage)
    assert decided == {
        "criterion_id": "bedrooms",
        "points": 40,
        "message_id": "",
        "quote": "",
        "value": "2..3",
        "is_met": True,
        "operator_id": "dana",
        "reason": "Said so on the phone",
    }


async def test_taken_back_what_the_lead_said_is_in_force_again(stage: Stage, acme: Put) -> None:
    lead_id = await _lead(stage, acme)
    assert await _decide(stage, acme, lead_id) == 0
    (finding_id,) = await stage.column("SELECT id FROM findings WHERE origin = 'operator'")
    score = await take_back(stage.services, acme.tenant.id, lead_id, finding_id, "dana")
    assert score.points == 60
    assert (await _reasons(stage))[0]["value"] == "USD 450000"
    with pytest.raises(Conflict):
        await take_back(stage.services, acme.tenant.id, lead_id, finding_id, "dana")


async def test_a_new_decision_replaces_the_former_one(stage: Stage, acme: Put) -> None:
    lead_id = await _lead(stage, acme)
    await _decide(stage, acme, lead_id)
    assert await _decide(stage, acme, lead_id, value="300k USD") == 60
    rows = await stage.rows(
        "SELECT value, void_reason FROM findings WHERE origin = 'operator' ORDER BY id"
    )
    assert rows == [
        {"value": "USD 100000", "void_reason": "overridden_again"},
        {"value": "USD 300000", "void_reason": ""},
    ]


async def test_both_are_events_with_what_they_decided(stage: Stage, acme: Put) -> None:
    lead_id = await _lead(stage, acme)
    await _decide(stage, acme, lead_id)
    (finding_id,) = await stage.column("SELECT id FROM findings WHERE origin = 'operator'")
    await take_back(stage.services, acme.tenant.id, lead_id, finding_id, "ana")
    rows = await stage.rows(
        "SELECT kind, operator_id, conversation_id, data FROM events"
        " WHERE kind IN ('finding_overridden', 'override_taken_back') ORDER BY id"
    )
    assert [(row["kind"], row["operator_id"]) for row in rows] == [
        ("finding_overridden", "dana"),
        ("override_taken_back", "ana"),
    ]
    assert json.loads(rows[0]["data"])["reason"] == "Said so on the phone"
    assert all(row["conversation_id"] for row in rows)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"reason": " "}, "Say why"),
        ({"reason": "x" * 301}, "too long"),
        ({"value": ""}, "at most 200"),
        ({"value": "plenty"}, "amount of money"),
        ({"criterion_id": "bedrooms", "value": "some"}, "Write a number"),
    ],
)
async def test_it_says_what_is_wrong(
    stage: Stage, acme: Put, more: dict[str, str], said: str
) -> None:
    lead_id = await _lead(stage, acme)
    with pytest.raises(Invalid, match=said):
        await _decide(stage, acme, lead_id, **more)
    assert await stage.column("SELECT score FROM leads") == [60]


async def test_nobody_decides_about_another_clients_lead(
    stage: Stage, acme: Put, outsider: Put
) -> None:
    lead_id = await _lead(stage, acme)
    await _decide(stage, acme, lead_id)
    (finding_id,) = await stage.column("SELECT id FROM findings WHERE origin = 'operator'")
    before = await stage.rows("SELECT * FROM findings ORDER BY id")
    with pytest.raises(NotFound):
        await _decide(stage, outsider, lead_id)
    with pytest.raises(NotFound):
        await take_back(stage.services, outsider.tenant.id, lead_id, finding_id, "out")
    with pytest.raises(NotFound):
        await _decide(stage, acme, lead_id, criterion_id="nothing")
    assert await stage.rows("SELECT * FROM findings ORDER BY id") == before
