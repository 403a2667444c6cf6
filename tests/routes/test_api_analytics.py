"""Analytics for programs: figures as the page has them, and the rows they were counted from."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
from openapi_schema_validator import OAS31Validator

from app.flows.manage_tenant import Put
from app.services import Services
from app.store.analytics_kinds import KINDS
from tests.fixtures import HeardBell
from tests.flows.busy import busy
from tests.journeys.served import served
from tests.routes.test_api_escalations import program
from tests.routes.test_api_knowledge import description
from tests.routes.test_pages_escalations import Desk

API = "/api/v1/analytics"


@pytest.fixture
async def desk(services: Services, bell: HeardBell, acme: Put) -> AsyncIterator[Desk]:
    async with served(services) as address:
        yield Desk(services, address, None, bell)  # type: ignore[arg-type]


def _fits(shape: str, answer: Any) -> None:
    schemas = description()["components"]["schemas"]
    schema = {"$ref": f"#/components/schemas/{shape}", "components": {"schemas": schemas}}
    OAS31Validator(schema).validate(answer)


async def _rows(web: httpx2.AsyncClient, path: str) -> tuple[int | None, list[dict[str, Any]]]:
    """Return the figure and all its rows, page by page."""
    items: list[dict[str, Any]] = []
    after = ""
    while True:
        answer = (await web.get(f"{path}&limit=2{after}")).json()
        _fits("Rows", answer)
        items += answer["items"]
        if answer["next"] is None:
            return answer["count"], items
        after = f"&after={answer['next']}"


async def test_figures_are_what_their_rows_say(desk: Desk, acme: Put, bravo: Put) -> None:
    await busy(desk.services, acme, desk.bell)
    await busy(desk.services, bravo, desk.bell)
    of = f"{API}/{acme.tenant.id}"
    async with await program(desk, acme) as web:
        found = (await web.get(f"{of}?period=7d")).json()
        _fits("Analytics", found)
        for step in found["funnel"]:
            count, items = await _rows(web, f"{of}/rows?of=leads&period=7d&step={step['step']}")
            assert count == len(items) == step["count"]
        assert [step["count"] for step in found["funnel"]] == [7, 6, 3, 3, 3, 1]
        for who, number in found["handled"].items():
            count, items = await _rows(web, f"{of}/rows?of=waits&period=7d&handled={who}")
            assert count == len(items) == number
        _, calls = await _rows(web, f"{of}/rows?of=usage&period=7d")
        assert sum(one["cost_microusd"] for one in calls) == found["cost"]["cost_microusd"] == 6000
        for tenth in found["confidence"]:
            query = f"of=outcomes&period=7d&sure={tenth['from_percent']}"
            _, judged = await _rows(web, f"{of}/rows?{query}")
            right = [one for one in judged if one["outcome"] in ("sent_as_is", "right")]
            assert (len(judged), len(right)) == (tenth["judged"], tenth["right"])


async def test_every_kind_of_rows_is_a_list_and_a_file(desk: Desk, acme: Put) -> None:
    await busy(desk.services, acme, desk.bell)
    of = f"{API}/{acme.tenant.id}"
    async with await program(desk, acme) as web:
        for what in KINDS:
            _, items = await _rows(web, f"{of}/rows?of={what}&period=today")
            file = await web.get(f"{of}/export?of={what}&period=today")
            lines = list(csv.DictReader(io.StringIO(file.text.removeprefix("\ufeff"))))
            assert len(items) == len(lines) > 0, what
            assert set(items[0]) - {"kind"} == set(lines[0]) - {"client", "day"}
        figures = (await web.get(f"{of}/export?of=figures&period=today")).text
        assert "leads_by_channel" in figures
        sources = (await web.get(f"{of}/export?of=leads&period=today")).text
        assert "'=spring" in sources
        assert "\r\n=spring" not in sources


@pytest.mark.parametrize(
    "query",
    ["of=secrets", "of=leads&handled=alone", "of=usage&step=won", "of=leads&limit=101",
     "of=leads&after=WzFd", "from=2031-01-01", "period=custom", "step=all"],
)  # fmt: skip
async def test_it_refuses_what_makes_no_sense(desk: Desk, acme: Put, query: str) -> None:
    async with await program(desk, acme) as web:
        answer = await web.get(f"{API}/{acme.tenant.id}/rows?{query}")
        assert answer.status_code == 422, answer.text


async def test_it_is_another_clients_for_nobody(desk: Desk, acme: Put, outsider: Put) -> None:
    async with await program(desk, outsider) as web:
        for path in ("", "/rows", "/export"):
            for client_id in (acme.tenant.id, "nobody", "%00"):
                assert (await web.get(f"{API}/{client_id}{path}")).status_code == 404
            bare = await web.get(f"{API}/{acme.tenant.id}{path}", headers={"authorization": ""})
            assert bare.status_code == 401
