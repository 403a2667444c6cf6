"""No client's reply names another client, unless the word is its own too."""

from __future__ import annotations

from app.flows.manage_tenant import put_tenant
from app.services import Services
from tests.fixtures import document


async def test_it_keeps_other_clients_names_back(services: Services) -> None:
    acme = await put_tenant(services, document("Acme", "+15550001111"))
    await put_tenant(services, document("Bravo", "+15550002222"))
    knowledge = await services.accounts.knowledge(acme.tenant.id)
    assert knowledge.other_names == ("Bravo",)


async def test_it_allows_a_name_that_is_part_of_its_own(services: Services) -> None:
    await put_tenant(services, document("Acme", "+15550001111"))
    dental = await put_tenant(services, document("Acme Dental", "+15550002222"))
    knowledge = await services.accounts.knowledge(dental.tenant.id)
    assert knowledge.other_names == ()
