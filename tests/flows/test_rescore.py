"""An edited profile scores its leads anew: lists show what the pages show."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from app.domain.profile import settings_of
from app.domain.qualification import Finding
from app.domain.tenant import Tenant
from app.flows import edit_profile as edit
from app.flows.correct_message import correct_message
from app.flows.manage_tenant import Put, put_tenant
from app.flows.rescore import BATCH, rescore_all, scored
from app.store import findings, tenants
from app.store.db import Tx
from tests.fixtures import document
from tests.flows.stage import Stage

SAID = "My budget is 500,000 USD and I need 3 bedrooms"


async def _lead(stage: Stage, put: Put) -> str:
    await stage.lead_says(put, SAID)
    await stage.work()
    assert await stage.column("SELECT score FROM leads") == [100]
    (lead_id,) = await stage.column("SELECT id FROM leads")
    return str(lead_id)


async def _now(stage: Stage, put: Put) -> Tenant:
    tenant = await stage.services.db.read(tenants.tenant_by_id, put.tenant.id)
    assert tenant is not None
    return tenant


async def _save(stage: Stage, put: Put, **profile: Any) -> int:
    """Save the profile with the budget looked for raised out of the lead's reach."""
    tenant = await _now(stage, put)
    settings = settings_of(tenant)
    budget, rooms = settings.profile.criteria
    raised = (replace(budget, minimum=900_000), rooms)
    made = replace(settings.profile, **(profile or {"criteria": raised}))
    return await edit.save(
        stage.services,
        put.tenant.id,
        replace(settings, profile=made),
        operator_id="dana",
        expected_version=tenant.profile_version,
    )


async def _in_list(stage: Stage) -> tuple[int, str]:
    (row,) = await stage.rows("SELECT score, temperature FROM leads")
    return row["score"], row["temperature"]


async def _on_page(stage: Stage, put: Put, lead_id: str) -> tuple[int, str]:
    profile = (await _now(stage, put)).profile
    made = await stage.services.db.read(scored, profile, put.tenant.id, lead_id)
    return made.points, made.temperature.value


async def _told(stage: Stage) -> list[dict[str, Any]]:
    rows = await stage.column("SELECT data FROM events WHERE kind = 'scores_recomputed'")
    return [json.loads(one) for one in rows]


async def test_list_and_page_agree_after_an_edit_and_a_roll_back(stage: Stage, acme: Put) -> None:
    lead_id = await _lead(stage, acme)
    before = await _in_list(stage)
    await _save(stage, acme)
    assert await _in_list(stage) == await _on_page(stage, acme, lead_id) == (40, "warm")
    await edit.roll_back(stage.services, acme.tenant.id, 1, operator_id="dana")
    assert await _in_list(stage) == await _on_page(stage, acme, lead_id) == before
    assert await _told(stage) == [{"leads": 1}, {"leads": 1}]


async def test_list_and_page_agree_after_a_draft_is_published(stage: Stage, acme: Put) -> None:
    lead_id = await _lead(stage, acme)
    settings = settings_of(await _now(stage, acme))
    made = replace(settings.profile, criteria=settings.profile.criteria[1:])
    draft = await edit.save(
        stage.services,
        acme.tenant.id,
        replace(settings, profile=made),
        operator_id="dana",
        expected_version=1,
        publish=False,
    )
    assert await _in_list(stage) == (100, "hot")
    await edit.publish_draft(
        stage.services, acme.tenant.id, draft, operator_id="dana", expected_version=1
    )
    assert await _in_list(stage) == await _on_page(stage, acme, lead_id)
    (reasons,) = await stage.column("SELECT score_reasons FROM leads")
    assert [one["criterion_id"] for one in json.loads(reasons)] == ["bedrooms"]


async def test_list_and_page_agree_after_a_put_of_the_clients_file(stage: Stage, acme: Put) -> None:
    lead_id = await _lead(stage, acme)
    await _save(stage, acme)
    await put_tenant(stage.services, document("Acme", "+15550001111"))
    assert await _in_list(stage) == await _on_page(stage, acme, lead_id) == (100, "hot")


async def test_other_words_alone_score_nobody_anew(stage: Stage, acme: Put) -> None:
    await _lead(stage, acme)
    criteria = (await _now(stage, acme)).profile.criteria
    asked = tuple(replace(one, questions={"en": "Tell me?"}, label="New") for one in criteria)
    await _save(stage, acme, criteria=asked, tone="dry")
    assert await _told(stage) == []


async def test_thresholds_alone_score_leads_anew(stage: Stage, acme: Put) -> None:
    lead_id = await _lead(stage, acme)
    await stage.change("UPDATE leads SET score = 1")
    await _save(stage, acme, hot_at=90, warm_at=50)
    assert await _in_list(stage) == await _on_page(stage, acme, lead_id) == (100, "hot")


async def test_a_correction_after_an_edit_tells_the_points_of_before(
    stage: Stage, acme: Put
) -> None:
    await _lead(stage, acme)
    await _save(stage, acme)
    (message_id,) = await stage.column("SELECT id FROM messages WHERE author = 'lead'")
    moved = await correct_message(
        stage.services, acme.tenant.id, message_id, "dana", f"{SAID}.", ""
    )
    assert (moved.points_before, moved.points_after) == (40, 40)


def _fill(tx: Tx, tenant_id: str, count: int) -> None:
    for number in range(count):
        lead_id = f"lead-{number:04d}"
        tx.run(
            "INSERT INTO leads (id, tenant_id, created_at, updated_at)"
            " VALUES (:id, :tenant_id, 1, 1)",
            id=lead_id,
            tenant_id=tenant_id,
        )
        told = Finding("bedrooms", "3", "m", "3 bedrooms", 1)
        findings.insert_finding(tx, tenant_id, lead_id, told)


async def test_it_scores_more_leads_than_one_unit_takes(
    stage: Stage, acme: Put, bravo: Put
) -> None:
    """And touches nobody's row that stays as it is, nor another client's."""
    await stage.services.db.write(_fill, acme.tenant.id, 2 * BATCH + 1)
    assert await rescore_all(stage.services, bravo.tenant.id) == 0
    assert set(await stage.column("SELECT score FROM leads")) == {0}
    assert await rescore_all(stage.services, acme.tenant.id) == 2 * BATCH + 1
    assert set(await stage.column("SELECT score FROM leads")) == {40}
    stage.clock.advance(60)
    seen = set(await stage.column("SELECT updated_at FROM leads"))
    assert await rescore_all(stage.services, acme.tenant.id) == 0
    assert set(await stage.column("SELECT updated_at FROM leads")) == seen


async def test_an_outsider_sees_and_moves_no_score_of_others(
    stage: Stage, acme: Put, outsider: Put
) -> None:
    lead_id = await _lead(stage, acme)
    db, tenant_id = stage.services.db, outsider.tenant.id
    (message_id,) = await stage.column("SELECT id FROM messages WHERE author = 'lead'")
    assert await db.read(findings.values_on, acme.tenant.id, message_id) == {"USD 500000", "3"}
    assert await db.read(findings.values_on, tenant_id, message_id) == set()
    assert await db.read(findings.leads_with_findings, tenant_id, "", 9) == []
    assert not await db.write(findings.renew_score, tenant_id, lead_id, 1, "cold", "[]", 1)
    assert await _in_list(stage) == (100, "hot")
