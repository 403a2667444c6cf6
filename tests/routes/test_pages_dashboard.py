"""The dashboard over HTTP: the figures of a period, live, and never a stranger's."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from urllib.parse import quote

import pytest

from app.clock import ManualClock
from app.domain.figures_of_day import Figure, figures_from
from app.domain.figures_period import day_at
from app.flows.count_days import Counting
from app.flows.manage_tenant import Put
from app.services import Services
from app.store import day_figures, operators
from app.store.day_figures import AGENCY
from app.store.db import Tx
from tests.fixtures import HeardBell
from tests.journeys.served import served
from tests.routes.operators import Browser, signed_in
from tests.routes.test_pages_escalations import Desk
from tests.routes.test_pages_knowledge_live import Stream

_INSERT = (
    "INSERT INTO day_figures (tenant_id, kind, day, figures) VALUES (:t, :kind, :day, :figures)"
)


@pytest.fixture
async def desk(services: Services, bell: HeardBell, acme: Put, bravo: Put) -> AsyncIterator[Desk]:
    async with served(services) as address:
        yield Desk(services, address, None, bell)  # type: ignore[arg-type]


@pytest.fixture
async def dana(desk: Desk) -> AsyncIterator[Browser]:
    async with signed_in(desk.services, desk.base_url, "dana@example.com") as browser:
        yield browser


async def _counted(services: Services) -> None:
    await Counting(services).run()


async def _keep(services: Services, put: Put | None, days_ago: int, *figures: Figure) -> None:
    """Keep figures of a day as if they had been counted, of a client or of the agency."""
    now = services.clock.now_ms()
    day = day_at("America/New_York", now - days_ago * 86_400_000).isoformat()
    tenant_id = AGENCY if put is None else put.tenant.id
    text = day_figures.as_text(figures_from(figures))

    def write(tx: Tx) -> None:
        tx.run(_INSERT, t=tenant_id, kind="leads", day=day, figures=text)

    await services.db.write(write)


def _card(page: str, key: str) -> str:
    found = re.search(rf'<a id="card-{key}".*?</a>', page, re.S)
    assert found is not None
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


async def test_it_is_home_and_shows_figures_against_those_before(
    desk: Desk, dana: Browser, acme: Put
) -> None:
    await desk.need(acme)
    await _counted(desk.services)
    for days_ago, n in ((1, 5), (8, 4)):
        await _keep(desk.services, acme, days_ago, Figure("leads_by_channel", "sms", n))
    page = await dana.see(f"/?client={acme.tenant.id}&period=7d")
    assert _card(page, "leads").startswith("New leads 6 +50% against the period before")
    assert _card(page, "escalations").startswith("Escalations 1 waiting 1 new before: 0")
    assert 'aria-current="page">7 days</a>' in page
    assert page.count("<tr data-day=") == 7
    assert "The lead asks for a person." in page
    assert "/leads?client=" in page


async def test_the_agency_sees_the_sum_and_a_limited_operator_theirs(
    desk: Desk, acme: Put, bravo: Put
) -> None:
    await _keep(desk.services, None, 0, Figure("leads_by_channel", "sms", 12))
    for put, n in ((acme, 7), (bravo, 5)):
        await _keep(desk.services, put, 0, Figure("leads_by_channel", "sms", n))
    async with signed_in(desk.services, desk.base_url, "all@example.com") as everybody:
        assert _card(await everybody.see("/"), "leads").startswith("New leads 12 ")
    async with signed_in(
        desk.services, desk.base_url, "some@example.com", role="operator"
    ) as limited:
        found = await desk.services.db.read(operators.operator_by_email, "some@example.com")
        assert found is not None
        only = frozenset({bravo.tenant.id})
        await desk.services.db.write(operators.limit_to, found.id, only)
        page = await limited.see("/")
        assert _card(page, "leads").startswith("New leads 5 ")
        assert acme.tenant.name not in page
        for path in ("/", "/live/dashboard"):
            answer = await limited.web.get(f"{path}?client={quote(acme.tenant.id)}")
            assert answer.status_code == 404


async def test_a_stranger_sees_no_client_but_their_own(
    desk: Desk, acme: Put, outsider: Put
) -> None:
    await desk.need(acme)
    await _counted(desk.services)
    async with signed_in(
        desk.services, desk.base_url, "o@example.com", outsider.tenant.id
    ) as stranger:
        page = await stranger.see("/")
        assert _card(page, "leads").startswith("New leads 0 ")
        assert "Nobody waits." in page
        for path in ("/", "/live/dashboard"):
            assert (await stranger.web.get(f"{path}?client={acme.tenant.id}")).status_code == 404


async def test_it_pushes_figures_once_they_are_counted(
    desk: Desk, dana: Browser, acme: Put
) -> None:
    counting = Counting(desk.services)
    await counting.run()
    async with dana.web.stream("GET", "/live/dashboard?seen=nothing") as response:
        stream = Stream(response)
        assert 'id="card-leads"' in await stream.drawn()
        await desk.need(acme)
        # On a busy machine the first pass takes so long that the day would rest after it.
        counting.began_at, counting.rests = -10.0, {}
        await counting.run()
        pushed = await stream.until('id="card-leads"')
    assert "New leads 1 new" in _card(pushed, "leads")


async def test_whatever_is_asked_is_answered_and_inert(desk: Desk, dana: Browser) -> None:
    for query in (
        "period=custom&from=2025-06-01&to=2025-06-10",
        "period=custom&from=9999-12-31&to=0001-01-01",
        "period=custom&from=<script>&to=%00",
        "period=<script>alert(1)</script>",
        "client=&period=month&from=x",
    ):
        assert "<script>alert" not in await dana.see(f"/?{query}")
    assert (await dana.web.get("/?client=nobody")).status_code == 404


async def test_names_and_sources_of_strangers_are_inert(
    desk: Desk, dana: Browser, acme: Put, clock: ManualClock
) -> None:
    hostile = "</svg><img src=x onerror=alert(1)>{{7*7}}"
    await desk.need(acme)

    def change(tx: Tx) -> None:
        tx.run(
            "UPDATE leads SET name = :text, source = :text, temperature = 'hot', updated_at = :now",
            text=hostile,
            now=clock.now_ms(),
        )

    await desk.services.db.write(change)
    await _counted(desk.services)
    page = await dana.see("/")
    assert "<img src=x" not in page
    assert page.count("{{7*7}}") >= 2


async def test_it_says_what_is_missing_before_the_first_lead(services: Services) -> None:
    async with (
        served(replace(services)) as address,
        signed_in(services, address, "first@example.com") as owner,
    ):
        assert "There is no client yet." in await owner.see("/")


async def test_a_year_of_many_days_is_read_by_a_few_statements(desk: Desk, acme: Put) -> None:
    asked: list[str] = []

    class Counted:
        def __init__(self, tx: Tx) -> None:
            self._tx = tx

        def all(self, sql: str, **params: object) -> object:
            asked.append(sql)
            return self._tx.all(sql, **params)

    def read(tx: Tx) -> object:
        counted = Counted(tx)
        kinds = ("leads", "usage")
        return day_figures.by_day(counted, None, "2024-01-01", "2025-12-31", kinds)  # type: ignore[arg-type]

    await _keep(desk.services, None, 3, Figure("leads_by_channel", "sms", 1))
    found = await desk.services.db.read(read)
    assert len(asked) == 2
    assert json.dumps(found).count("leads_by_channel") == 1
