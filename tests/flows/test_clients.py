"""A client started from a preset on the command line."""

from __future__ import annotations

import pytest

from app import clients
from app.errors import Conflict, Invalid
from app.flows import edit_profile as edit
from app.services import Services
from app.store import tenants

CEDAR = clients.Wish("Cedar  Clinic", "clinics", "Europe/Madrid", "ES", ("es", "en"))


async def test_it_starts_a_client_from_a_preset(services: Services) -> None:
    said = await clients.new(services, CEDAR)
    tenant = await services.db.read(tenants.tenant_by_name, "Cedar Clinic")
    assert tenant is not None
    assert (tenant.country, tenant.languages, tenant.profile.max_replies) == (
        *("ES", ("es", "en"), 30),
    )
    assert f"/assistant?client={tenant.id}" in said
    assert [one.version for one in await edit.versions(services, tenant.id)] == [1]


async def test_it_starts_no_client_twice(services: Services) -> None:
    await clients.new(services, CEDAR)
    with pytest.raises(Conflict, match="There is a client named Cedar Clinic already"):
        await clients.new(services, CEDAR)


async def test_it_names_what_is_wrong_with_a_wish(services: Services) -> None:
    with pytest.raises(Invalid) as caught:
        await clients.new(services, clients.Wish("x", "bakery", "Mars/Base", "Spain", ("e",)))
    for place in ("preset:", "zone:", "country:"):
        assert f"\n{place}" in caught.value.message


def test_it_lists_the_presets() -> None:
    lines = clients.presets().splitlines()
    assert [line.split()[0] for line in lines] == [
        *("real_estate", "home_services", "clinics", "legal", "agencies"),
    ]
    assert "treatment" in lines[2]
