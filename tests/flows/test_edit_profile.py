"""Every save is a version: compared, brought back, never lost between two editors."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from app.domain.profile import Settings, settings_of
from app.domain.tenant import Mode, Opening, Tenant
from app.errors import Conflict, Invalid, NotFound, Unprocessable
from app.flows import edit_profile as edit
from app.flows.manage_tenant import Put, put_tenant
from app.services import Services
from app.store import events, profiles, tenants
from tests.fixtures import document


async def _now(services: Services, put: Put) -> Tenant:
    tenant = await services.db.read(tenants.tenant_by_id, put.tenant.id)
    assert tenant is not None
    return tenant


async def _edited(services: Services, put: Put, **profile: Any) -> Settings:
    settings = settings_of(await _now(services, put))
    return replace(settings, profile=replace(settings.profile, **profile))


async def _save(services: Services, put: Put, *, publish: bool = True, **profile: Any) -> int:
    tenant = await _now(services, put)
    return await edit.save(
        services,
        put.tenant.id,
        await _edited(services, put, **profile),
        operator_id="dana",
        expected_version=tenant.profile_version,
        publish=publish,
    )


async def _numbers(services: Services, put: Put) -> list[tuple[int, str]]:
    found = await edit.versions(services, put.tenant.id)
    return [(one.version, one.state) for one in found]


async def test_a_save_is_a_version_and_decides_at_once(services: Services, acme: Put) -> None:
    before = (await services.accounts.knowledge(acme.tenant.id)).tenant
    version = await _save(services, acme, tone="dry")
    after = (await services.accounts.knowledge(acme.tenant.id)).tenant
    assert version == before.profile_version + 1 == after.profile_version
    assert after.profile.tone == "dry"
    assert await edit.settings_of(services, acme.tenant.id, 1) == settings_of(before)


async def test_a_save_is_told_as_an_event(services: Services, acme: Put) -> None:
    await _save(services, acme, tone="dry")
    found = await services.db.read(events.since, acme.tenant.id, "")
    told = [one for one in found if one.kind == "profile_published"]
    assert [(one.data["version"], one.operator_id) for one in told] == [(1, None), (2, "dana")]


async def test_a_save_without_a_difference_is_none(services: Services, acme: Put) -> None:
    assert await _save(services, acme) == 1
    assert await _numbers(services, acme) == [(1, "published")]


async def test_a_save_keeps_what_is_no_part_of_a_version(services: Services, acme: Put) -> None:
    await services.db.write(lambda tx: tx.run("UPDATE tenants SET budget_tokens = 5"))
    await _save(services, acme, tone="dry")
    assert (await _now(services, acme)).budget_tokens == 5


async def test_a_tenant_of_before_there_were_versions_keeps_its_first(
    services: Services, acme: Put
) -> None:
    await services.db.write(lambda tx: tx.run("DELETE FROM profile_versions"))
    assert await _numbers(services, acme) == [(1, "published")]
    await _save(services, acme, tone="dry")
    assert await _numbers(services, acme) == [(2, "published"), (1, "published")]
    assert (await edit.settings_of(services, acme.tenant.id, 1)).profile.tone != "dry"


async def test_the_second_of_two_editors_is_told(services: Services, acme: Put) -> None:
    mine = await _edited(services, acme, tone="mine")
    await _save(services, acme, tone="theirs")
    with pytest.raises(Conflict) as caught:
        await edit.save(services, acme.tenant.id, mine, operator_id="eve", expected_version=1)
    assert caught.value.details["version"] == 2
    assert (await _now(services, acme)).profile.tone == "theirs"


async def test_of_many_editors_at_once_one_saves(services: Services, acme: Put) -> None:
    each = [await _edited(services, acme, tone=f"tone {n}") for n in range(8)]
    saves = [
        edit.save(services, acme.tenant.id, one, operator_id="x", expected_version=1)
        for one in each
    ]
    done = await asyncio.gather(*saves, return_exceptions=True)
    assert sorted(type(one).__name__ for one in done) == ["Conflict"] * 7 + ["int"]


async def test_a_mistake_is_refused_with_its_field(services: Services, acme: Put) -> None:
    with pytest.raises(Unprocessable) as caught:
        await _save(services, acme, phone="555", warm_at=90)
    assert set(caught.value.details["fields"]) == {"phone", "warm_at"}  # type: ignore[call-overload]
    assert await _numbers(services, acme) == [(1, "published")]


async def test_rolling_back_is_a_new_version(services: Services, acme: Put) -> None:
    first = settings_of(await _now(services, acme))
    await _save(services, acme, tone="dry")
    version = await edit.roll_back(services, acme.tenant.id, 1, operator_id="dana")
    newest, *_ = await edit.versions(services, acme.tenant.id)
    assert (version, newest.restored_from) == (3, 1)
    assert settings_of(await _now(services, acme)) == first
    assert await edit.roll_back(services, acme.tenant.id, 1, operator_id="dana") == 3


async def test_a_draft_waits_until_it_is_published(services: Services, acme: Put) -> None:
    draft = await _save(services, acme, publish=False, tone="dry")
    assert (await _now(services, acme)).profile.tone != "dry"
    assert (await edit.settings_of(services, acme.tenant.id, draft)).profile.tone == "dry"
    published = await edit.publish_draft(
        services, acme.tenant.id, draft, operator_id="dana", expected_version=1
    )
    assert published == draft == (await _now(services, acme)).profile_version
    assert (await _now(services, acme)).profile.tone == "dry"


async def test_a_draft_older_than_the_version_in_force_takes_a_new_number(
    services: Services, acme: Put
) -> None:
    draft = await _save(services, acme, publish=False, tone="dry")
    await _save(services, acme, tone="warm")
    version = await edit.publish_draft(
        services, acme.tenant.id, draft, operator_id="dana", expected_version=3
    )
    assert version == 4
    assert await _numbers(services, acme) == [(4, "published"), (3, "published"), (1, "published")]


async def test_a_draft_is_replaced_and_thrown_away(services: Services, acme: Put) -> None:
    draft = await _save(services, acme, publish=False, tone="dry")
    better = await edit.save(
        services,
        acme.tenant.id,
        await _edited(services, acme, tone="drier"),
        operator_id="dana",
        expected_version=1,
        publish=False,
        replaces=draft,
    )
    assert [number for number, _ in await _numbers(services, acme)] == [better, 1]
    await edit.discard(services, acme.tenant.id, better)
    with pytest.raises(NotFound):
        await edit.discard(services, acme.tenant.id, 1)
    assert [number for number, _ in await _numbers(services, acme)] == [1]


async def test_a_number_never_comes_back(services: Services, acme: Put) -> None:
    draft = await _save(services, acme, publish=False, tone="dry")
    await edit.discard(services, acme.tenant.id, draft)
    assert await _save(services, acme, publish=False, tone="drier") == draft + 1
    with pytest.raises(NotFound):
        await edit.settings_of(services, acme.tenant.id, draft)


async def test_nothing_is_rolled_back_to_that_was_never_in_force(
    services: Services, acme: Put
) -> None:
    draft = await _save(services, acme, publish=False, tone="dry")
    for version in (draft, 99):
        with pytest.raises(NotFound):
            await edit.roll_back(services, acme.tenant.id, version, operator_id="dana")


async def _gated(services: Services, put: Put) -> None:
    await _save(services, put, must_pass=90)


async def test_a_gate_holds_what_was_not_evaluated(services: Services, acme: Put) -> None:
    await _gated(services, acme)
    with pytest.raises(Conflict, match="Keep it as a draft, then run: leadline eval"):
        await _save(services, acme, tone="dry")
    draft = await _save(services, acme, publish=False, tone="dry")
    with pytest.raises(Conflict, match=f"leadline eval --client Acme --profile {draft}"):
        await edit.publish_draft(
            services, acme.tenant.id, draft, operator_id="dana", expected_version=2
        )


@pytest.mark.parametrize(("share", "passes"), [(89.9, False), (90, True)])
async def test_a_gate_obeys_the_evaluation(
    services: Services, acme: Put, share: float, passes: bool
) -> None:
    await _gated(services, acme)
    draft = await _save(services, acme, publish=False, tone="dry")
    await edit.record_evaluation(services, acme.tenant.id, draft, {"task_success": share})
    if passes:
        await _save(services, acme, tone="dry")
        assert (await edit.versions(services, acme.tenant.id))[0].evaluation["task_success"] == 90
    else:
        with pytest.raises(Conflict, match=r"it reached 89\.9 %"):
            await _save(services, acme, tone="dry")


async def test_a_gate_asks_for_exactly_these_settings(services: Services, acme: Put) -> None:
    await _gated(services, acme)
    draft = await _save(services, acme, publish=False, tone="dry")
    await edit.record_evaluation(services, acme.tenant.id, draft, {"task_success": 100})
    with pytest.raises(Conflict):
        await _save(services, acme, tone="drier")


async def test_a_gate_never_keeps_the_assistant_from_falling_silent(
    services: Services, acme: Put
) -> None:
    await _gated(services, acme)
    settings = await _edited(
        services, acme, modes={"sms": "off"}, openings=(Opening(0, "09:00", "18:00"),)
    )
    off = replace(settings, mode=Mode.OFF)
    await edit.save(services, acme.tenant.id, off, operator_id="dana", expected_version=2)
    assert (await _now(services, acme)).mode is Mode.OFF
    await edit.roll_back(services, acme.tenant.id, 1, operator_id="dana")


@pytest.mark.parametrize("bar", [None, 1])
async def test_a_gate_holds_the_save_that_lowers_it(
    services: Services, acme: Put, bar: int | None
) -> None:
    await _gated(services, acme)
    with pytest.raises(Conflict, match="Only what reaches 90 %"):
        await _save(services, acme, tone="dry", must_pass=bar)
    draft = await _save(services, acme, publish=False, tone="dry", must_pass=bar)
    with pytest.raises(Conflict, match="Only what reaches 90 %"):
        await edit.publish_draft(
            services, acme.tenant.id, draft, operator_id="dana", expected_version=2
        )
    assert await _save(services, acme, must_pass=bar) == draft + 1


async def test_a_gate_set_anew_holds_its_own_save(services: Services, acme: Put) -> None:
    with pytest.raises(Conflict, match="Only what reaches 90 %"):
        await _save(services, acme, tone="dry", must_pass=90)


@pytest.mark.parametrize("share", [None, "90", True, -1, 101])
async def test_an_evaluation_without_a_percentage_is_refused(
    services: Services, acme: Put, share: Any
) -> None:
    with pytest.raises(Invalid):
        await edit.record_evaluation(services, acme.tenant.id, 1, {"task_success": share})
    with pytest.raises(NotFound):
        await edit.record_evaluation(services, acme.tenant.id, 9, {"task_success": 90})


async def test_a_put_of_the_clients_file_is_a_version(services: Services, acme: Put) -> None:
    await _save(services, acme, tone="dry")
    await _save(services, acme, publish=False, tone="drier")
    again = await put_tenant(services, document("Acme", "+15550001111"))
    same = await put_tenant(services, document("Acme", "+15550001111"))
    newest, *_ = await edit.versions(services, acme.tenant.id)
    assert again.tenant.profile_version == same.tenant.profile_version == 4
    assert (newest.version, newest.note, newest.operator_id) == (4, "client file", None)
    assert (await _now(services, acme)).profile_version == 4


async def test_a_put_of_channels_alone_leaves_the_profile(services: Services, acme: Put) -> None:
    await _save(services, acme, tone="dry")
    channels = {"name": "Acme", "channels": [{"kind": "sms", "address": "+15550009999"}]}
    put = await put_tenant(services, channels)
    assert put.channels[0].address == "+15550009999"
    tenant = await _now(services, acme)
    assert (tenant.profile.tone, tenant.profile_version, tenant.zone) == (
        *("dry", 2, "America/New_York"),
    )


async def test_a_put_leaves_budgets_alone_that_it_does_not_name(
    services: Services, acme: Put
) -> None:
    await services.db.write(
        lambda tx: tx.run("UPDATE tenants SET budget_tokens = 5, budget_period = 'week'")
    )
    await put_tenant(services, document("Acme", "+15550001111"))
    tenant = await _now(services, acme)
    assert (tenant.budget_tokens, tenant.budget_period) == (5, "week")
    await put_tenant(services, document("Acme", "+15550001111") | {"budget_tokens": 7})
    assert (await _now(services, acme)).budget_tokens == 7


async def test_an_outsider_finds_nothing_and_changes_nothing(
    services: Services, acme: Put, outsider: Put
) -> None:
    draft = await _save(services, acme, publish=False, tone="dry")
    await _save(services, acme, tone="warm")
    other, them = outsider.tenant.id, {"operator_id": "out"}
    with pytest.raises(NotFound):
        await edit.roll_back(services, other, 3, **them)
    with pytest.raises(NotFound):
        await edit.publish_draft(services, other, draft, expected_version=1, **them)
    with pytest.raises(NotFound):
        await edit.discard(services, other, draft)
    with pytest.raises(NotFound):
        await edit.settings_of(services, other, draft)
    with pytest.raises(NotFound):
        await edit.record_evaluation(services, other, draft, {"task_success": 1})
    assert [number for number, _ in await _numbers(services, outsider)] == [1]
    assert await services.db.read(profiles.tenant_at, other, 3) is None
    assert len(await _numbers(services, acme)) == 3
