"""Keys of programs: shown once, found by their hash, dead when revoked."""

from __future__ import annotations

import pytest

from app.errors import Invalid, NotFound, Unauthenticated
from app.flows.api_keys import authenticate, create_key, revoke_key
from app.flows.manage_tenant import Put
from app.services import Services
from app.store import api_keys


async def test_a_key_speaks_for_its_client(services: Services, acme: Put, bravo: Put) -> None:
    _, ours = await create_key(services, acme.tenant.id, "Website")
    _, theirs = await create_key(services, bravo.tenant.id, "Website")
    assert ours != theirs
    assert (await authenticate(services, ours)).tenant_id == acme.tenant.id
    assert (await authenticate(services, theirs)).tenant_id == bravo.tenant.id


async def test_a_key_near_a_good_one_opens_nothing(services: Services, acme: Put) -> None:
    _, key = await create_key(services, acme.tenant.id, "Website")
    for wrong in (key[:-1], key + "0", key.upper(), key.removeprefix("ll_"), f" {key}", "", "ll_"):
        with pytest.raises(Unauthenticated):
            await authenticate(services, wrong)


async def test_an_outsider_ends_no_key(services: Services, acme: Put, outsider: Put) -> None:
    key_id, key = await create_key(services, acme.tenant.id, "Website")
    with pytest.raises(NotFound):
        await revoke_key(services, outsider.tenant.id, key_id)
    assert (await authenticate(services, key)).id == key_id
    assert await services.db.read(api_keys.keys_of, outsider.tenant.id) == []


async def test_a_revoked_key_is_dead_and_stays_so(services: Services, acme: Put) -> None:
    key_id, key = await create_key(services, acme.tenant.id, "Website")
    await revoke_key(services, acme.tenant.id, key_id)
    with pytest.raises(Unauthenticated):
        await authenticate(services, key)
    with pytest.raises(NotFound):
        await revoke_key(services, acme.tenant.id, key_id)


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
async def test_it_rejects_a_key_without_a_proper_name(
    services: Services, acme: Put, name: str
) -> None:
    with pytest.raises(Invalid, match="at most 80"):
        await create_key(services, acme.tenant.id, name)
