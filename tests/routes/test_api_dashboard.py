"""The figures of the dashboard for programs: of the key's client, and of days that make sense."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from openapi_schema_validator import OAS31Validator

from app.flows.count_days import Counting
from app.flows.manage_tenant import Put
from app.services import Services
from tests.fixtures import HeardBell
from tests.journeys.served import served
from tests.routes.test_api_escalations import program
from tests.routes.test_api_knowledge import description
from tests.routes.test_pages_escalations import Desk

API = "/api/v1/dashboard"
PATHS = ("stats", "leads-by-day", "leads-by-channel")
SHAPES = {"stats": "Stats", "leads-by-day": "LeadDays", "leads-by-channel": "LeadChannels"}


@pytest.fixture
async def desk(services: Services, bell: HeardBell, acme: Put) -> AsyncIterator[Desk]:
    async with served(services) as address:
        yield Desk(services, address, None, bell)  # type: ignore[arg-type]


async def test_it_tells_what_a_period_brought(desk: Desk, acme: Put) -> None:
    await desk.need(acme)
    await Counting(desk.services).run()
    async with await program(desk, acme) as web:
        of = f"{API}/{acme.tenant.id}"
        found = {path: (await web.get(f"{of}/{path}?period=7d")).json() for path in PATHS}
    schemas = description()["components"]["schemas"]
    for path, answer in found.items():
        OAS31Validator({"$ref": f"#/components/schemas/{SHAPES[path]}",
                        "components": {"schemas": schemas}}).validate(answer)  # fmt: skip
    stats = found["stats"]
    assert stats["leads"] == {"count": 1, "before": 0, "change_percent": None}
    assert (stats["escalations_pending"], stats["messages_by_author"]) == (1, {"lead": 1})
    assert stats["first_reply"]["unreplied"] == 1
    assert [day["leads"] for day in found["leads-by-day"]["days"]] == [0, 0, 0, 0, 0, 0, 1]
    assert sum(found["leads-by-channel"]["channels"].values()) == 1


@pytest.mark.parametrize(
    "query",
    [
        "period=year",
        "period=custom",
        "from=yesterday",
        "from=2025-06-10&to=2025-06-01",
        "from=2031-01-01",
        "from=2020-01-01&to=2025-01-01",
        "to=0001-01-01",
    ],
)
async def test_it_refuses_days_that_make_no_sense(desk: Desk, acme: Put, query: str) -> None:
    async with await program(desk, acme) as web:
        for path in PATHS:
            answer = await web.get(f"{API}/{acme.tenant.id}/{path}?{query}")
            assert answer.status_code == 422, answer.text


async def test_it_is_another_clients_for_nobody(desk: Desk, acme: Put, outsider: Put) -> None:
    async with await program(desk, outsider) as web:
        for path in PATHS:
            for client_id in (acme.tenant.id, "nobody", "%00"):
                assert (await web.get(f"{API}/{client_id}/{path}")).status_code == 404
            bare = await web.get(f"{API}/{acme.tenant.id}/{path}", headers={"authorization": ""})
            assert bare.status_code == 401
