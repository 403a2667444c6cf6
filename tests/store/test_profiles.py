"""Versions of profiles in both databases, and that nobody sees another tenant's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.profile import settings_of
from app.domain.tenant import EscalationRule, Opening, Priority, RuleKind
from app.flows.manage_tenant import Put
from app.services import Services
from app.store import profiles
from app.store.profiles import DRAFT, Version


def _draft(put: Put, version: int) -> Version:
    tenant = put.tenant
    profile = replace(
        tenant.profile,
        about="Nouveau « été » \u2028 مرحبا",
        rules=(EscalationRule(RuleKind.WORDS, "a, b", Priority.URGENT, "note"),),
        openings=(Opening(0, "09:00", "24:00"),),
        error_rate=0.05,
    )
    settings = replace(settings_of(tenant), profile=profile, languages=("es", "en"))
    return Version(
        tenant.id,
        version,
        DRAFT,
        settings,
        "note",
        "dana",
        restored_from=1,
        evaluation={"task_success": 90},
        at_ms=7,
    )


async def test_it_keeps_a_version_whole(services: Services, acme: Put) -> None:
    wanted = _draft(acme, 2)
    await services.db.write(profiles.insert_version, wanted)
    assert await services.db.read(profiles.version_by_number, acme.tenant.id, 2) == wanted


async def test_it_reads_versions_newest_first_in_pages(services: Services, acme: Put) -> None:
    for number in (2, 3, 4):
        await services.db.write(profiles.insert_version, _draft(acme, number))
    first = await services.db.read(profiles.versions_of, acme.tenant.id, 0, 2)
    rest = await services.db.read(profiles.versions_of, acme.tenant.id, first[-1].version, 2)
    assert [one.version for one in (*first, *rest)] == [4, 3, 2, 1]


async def test_it_returns_the_tenant_of_a_version(services: Services, acme: Put) -> None:
    wanted = _draft(acme, 2)
    await services.db.write(profiles.insert_version, wanted)
    then = await services.db.read(profiles.tenant_at, acme.tenant.id, 2)
    assert then is not None
    assert (settings_of(then), then.name, then.profile_version) == (wanted.settings, "Acme", 2)
    assert await services.db.read(profiles.tenant_at, acme.tenant.id, 3) is None


async def test_a_published_version_is_not_thrown_away(services: Services, acme: Put) -> None:
    assert not await services.db.write(profiles.discard_draft, acme.tenant.id, 1)
    await services.db.write(profiles.insert_version, _draft(acme, 2))
    assert await services.db.write(profiles.mark_published, acme.tenant.id, 2, "dana", 9)
    assert not await services.db.write(profiles.mark_published, acme.tenant.id, 2, "dana", 9)
    assert not await services.db.write(profiles.discard_draft, acme.tenant.id, 2)


async def test_an_outsider_sees_and_touches_no_version(
    services: Services, acme: Put, outsider: Put
) -> None:
    await services.db.write(profiles.insert_version, _draft(acme, 2))
    db, other = services.db, outsider.tenant.id
    assert await db.read(profiles.version_by_number, other, 2) is None
    assert [one.version for one in await db.read(profiles.versions_of, other)] == [1]
    assert await db.read(profiles.tenant_at, other, 2) is None
    assert not await db.write(profiles.discard_draft, other, 2)
    assert not await db.write(profiles.mark_published, other, 2, "out", 9)
    assert not await db.write(profiles.put_evaluation, other, 2, {"task_success": 1})
    await db.write(profiles.put_in_force, other, _draft(acme, 2).settings, 5)
    kept = await db.read(profiles.version_by_number, acme.tenant.id, 2)
    assert kept == _draft(acme, 2)
    assert await db.read(profiles.next_number, acme.tenant.id) == 3
    assert await db.read(profiles.next_number, other) == 6


async def test_it_locks_only_a_tenant_there_is(services: Services, acme: Put) -> None:
    assert await services.db.write(profiles.lock_tenant, "nobody") is None
    locked = await services.db.write(profiles.lock_tenant, acme.tenant.id)
    assert locked is not None
    assert locked.id == acme.tenant.id


@pytest.mark.parametrize("is_known", [True, False])
async def test_it_keeps_the_version_of_before_once(
    services: Services, acme: Put, is_known: bool
) -> None:
    if not is_known:
        await services.db.write(lambda tx: tx.run("DELETE FROM profile_versions"))
    settings = settings_of(acme.tenant)
    await services.db.write(profiles.keep_current, acme.tenant, settings, 7)
    (found,) = await services.db.read(profiles.versions_of, acme.tenant.id)
    assert (found.version, found.settings) == (1, settings)
