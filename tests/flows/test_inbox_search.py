"""Somebody types a name or a number into the inbox, in any alphabet, and the lead is there."""

from __future__ import annotations

import pytest

from app.domain.lead_search import terms_of
from app.flows.manage_tenant import Put
from app.flows.receive import receive
from app.services import Services
from app.store import inbox_lists
from app.store.inbox_lists import Filters
from tests.fixtures import said

NAMES = {
    "+12125550123": "Zoe Márquez",
    "+12125550199": "سارة الحربي",
    "+13055550177": "Liam Carter",
}


async def _found(services: Services, client: Put, typed: str) -> list[str]:
    filters = Filters(words=terms_of(typed))
    page = await services.db.read(inbox_lists.page_of, [client.tenant.id], filters, None, 10)
    return [line.name for line in page.lines]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zoe", "Zoe Márquez"),
        ("marquez zo", "Zoe Márquez"),
        ("سار", "سارة الحربي"),
        ("سارة الحربي", "سارة الحربي"),
        ("+1 305 555", "Liam Carter"),
        ("0177", "Liam Carter"),
    ],
)
async def test_it_finds_who_is_meant(services: Services, acme: Put, typed: str, name: str) -> None:
    account = await services.accounts.account(acme.channels[0].id)
    for number, one in NAMES.items():
        await receive(services, account, said("Hello", number, profile_name=one, phone=number))
    assert await _found(services, acme, typed) == [name]
    assert await _found(services, acme, f"{typed} nobody") == []
