"""The live stream of the escalations page: what is new is drawn, what is resolved goes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import quote

import pytest

from app.domain.escalation import Outcome
from app.flows.acknowledge import resolve
from app.flows.manage_tenant import Put
from app.services import Services
from tests.fixtures import HeardBell
from tests.journeys.served import served
from tests.routes.operators import Browser, signed_in
from tests.routes.test_pages_escalations import Desk
from tests.routes.test_pages_knowledge_live import Stream


@pytest.fixture
async def desk(services: Services, bell: HeardBell, acme: Put) -> AsyncIterator[Desk]:
    async with served(services) as address:
        yield Desk(services, address, None, bell)  # type: ignore[arg-type]


@pytest.fixture
async def dana(desk: Desk) -> AsyncIterator[Browser]:
    async with signed_in(desk.services, desk.base_url, "dana@example.com") as browser:
        yield browser


async def test_it_draws_what_is_new_and_takes_away_what_is_resolved(
    desk: Desk, dana: Browser, acme: Put
) -> None:
    path = f"/live/escalations?show=pending&client={quote(acme.tenant.id)}&seen=nothing"
    async with dana.web.stream("GET", path) as response:
        stream = Stream(response)
        await stream.drawn()
        one = await desk.need(acme)
        drawn = await stream.until(f"escalation-{one}")
        await resolve(desk.services, acme.tenant.id, one, Outcome.ANSWERED)
        gone = await stream.until("data-gone")
    assert "The lead asks for a person." in drawn
    assert f'name="back" value="/escalations?show=pending&amp;client={acme.tenant.id}"' in drawn
    assert f'<div id="escalation-{one}" data-gone></div>' in gone


async def test_an_outsider_hears_nothing(desk: Desk, acme: Put, outsider: Put) -> None:
    async with (
        signed_in(desk.services, desk.base_url, "o@example.com", outsider.tenant.id) as stranger,
        stranger.web.stream("GET", "/live/escalations?show=pending&seen=x") as response,
    ):
        stream = Stream(response)
        await stream.drawn()
        theirs = await desk.need(acme)
        ours = await desk.need(outsider)
        assert theirs not in await stream.until(f"escalation-{ours}")
        path = f"/live/escalations?client={acme.tenant.id}"
        assert (await stranger.web.get(path)).status_code == 404
