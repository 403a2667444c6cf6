"""The analytics page and its exports."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from app.flows.answer import answer
from app.flows.count_days import Counting
from app.flows.manage_tenant import Put
from app.flows.receive import receive
from app.queue import Queue
from app.services import Services
from tests.fixtures import HeardBell, said
from tests.flows.stage import ScriptedModel
from tests.journeys.served import served
from tests.routes.operators import Browser, signed_in


@pytest.fixture
async def base_url(services: Services) -> AsyncIterator[str]:
    async with served(services) as address:
        yield address


@pytest.fixture
async def dana(services: Services, base_url: str) -> AsyncIterator[Browser]:
    async with signed_in(services, base_url, "dana@example.com") as browser:
        yield browser


@pytest.fixture
async def acmes(services: Services, base_url: str, acme: Put) -> AsyncIterator[Browser]:
    async with signed_in(
        services, base_url, "ann@example.com", acme.tenant.id, role="viewer"
    ) as browser:
        yield browser


async def _lead(services: Services, put: Put, bell: HeardBell, change: str = "") -> None:
    """Let a lead write, and count the day."""
    account = await services.accounts.account(put.channels[0].id)
    await receive(services, account, said("I want to talk to a person", "+12125550101"))
    for turn_id in bell.take(Queue.AI):
        await answer(replace(services, model=ScriptedModel("Sure.")), turn_id)
    if change:
        await services.db.write(lambda tx: tx.run(change))
    counting = Counting(services)
    counting.began_at, counting.rests = -10.0, {}
    await counting.run()


async def test_it_shows_the_funnel_of_a_client(
    services: Services, acme: Put, bell: HeardBell, dana: Browser
) -> None:
    change = "UPDATE leads SET status = 'won', source = '=HYPERLINK(1)'"
    await _lead(services, acme, bell, change)
    page = await dana.see(f"/analytics?client={acme.tenant.id}&period=today")
    assert "Wrote to you" in page
    assert "=HYPERLINK(1)" in page
    rows = await dana.see(f"/analytics/export/leads?client={acme.tenant.id}&period=today")
    header, row = csv.reader(io.StringIO(rows.removeprefix("\ufeff")))
    assert header[4:] == ["source", "score", "step"]
    assert (row[0], row[4], row[6]) == ("Acme", "'=HYPERLINK(1)", "won")


async def test_it_is_not_there_for_another_client(bravo: Put, acmes: Browser) -> None:
    for path in ("/analytics", "/analytics/export/figures"):
        page = await acmes.web.get(f"{path}?client={bravo.tenant.id}")
        assert page.status_code in (403, 404)
    assert "Bravo" not in await acmes.see("/analytics")


async def test_every_export_begins_with_its_header(
    services: Services, acme: Put, bell: HeardBell, dana: Browser
) -> None:
    await _lead(services, acme, bell)
    for what in ("leads", "waits", "escalations", "outcomes", "usage", "figures"):
        text = await dana.see(f"/analytics/export/{what}?period=today")
        assert text.startswith("\ufeffclient,day,")
    assert (await dana.web.get("/analytics/export/secrets")).status_code == 404
