"""Escalations for programs: one client's, with a key, and never another's."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx2
import pytest
from openapi_schema_validator import OAS31Validator

from app.flows.api_keys import create_key
from app.flows.manage_tenant import Put
from app.services import Services
from tests.fixtures import HeardBell
from tests.journeys.served import served
from tests.routes.test_api_knowledge import description
from tests.routes.test_pages_escalations import Desk

API = "/api/v1/escalations"


@pytest.fixture
async def desk(services: Services, bell: HeardBell, acme: Put) -> AsyncIterator[Desk]:
    async with served(services) as address:
        yield Desk(services, address, None, bell)  # type: ignore[arg-type]


async def program(desk: Desk, put: Put) -> httpx2.AsyncClient:
    _, key = await create_key(desk.services, put.tenant.id, "CRM")
    headers = {"Authorization": f"Bearer {key}"}
    return httpx2.AsyncClient(base_url=desk.base_url, headers=headers)


async def test_it_lists_acknowledges_and_resolves(desk: Desk, acme: Put) -> None:
    one = await desk.need(acme, suggested="Yes.")
    async with await program(desk, acme) as web:
        (item,) = (await web.get(f"{API}?language=es")).json()["escalations"]
        answered = await web.post(f"{API}/{one}/acknowledge", json={"by": "Dana"})
        resolved = await web.post(f"{API}/{one}/resolve", json={"outcome": "booked"})
        left = (await web.get(API)).json()["escalations"]
    assert (item["id"], item["reason"], item["suggested"]) == (one, "wants_person", "Yes.")
    assert item["summary"].endswith("Respuesta propuesta, no enviada: Yes.")
    assert answered.json()["acknowledged_by"] == "Dana"
    assert (resolved.json()["state"], resolved.json()["outcome"]) == ("resolved", "booked")
    assert left == []


async def test_it_pages(desk: Desk, acme: Put) -> None:
    ids = [await desk.need(acme) for _ in range(3)]
    async with await program(desk, acme) as web:
        first = (await web.get(f"{API}?limit=2")).json()
        rest = (await web.get(f"{API}?limit=2&after={first['next']}")).json()
    listed = [*first["escalations"], *rest["escalations"]]
    assert ([item["id"] for item in listed], rest["next"]) == (sorted(ids), None)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("acknowledge", {}),
        ("acknowledge", {"by": "  "}),
        ("acknowledge", {"by": "x" * 81}),
        ("resolve", {"outcome": "won"}),
        ("resolve", {"outcome": "taken_over"}),
    ],
)
async def test_it_says_what_is_wrong(
    desk: Desk, acme: Put, path: str, body: dict[str, str]
) -> None:
    one = await desk.need(acme)
    async with await program(desk, acme) as web:
        response = await web.post(f"{API}/{one}/{path}", json=body)
        lists = [await web.get(f"{API}?{query}") for query in ("state=x", "limit=0", "limit=101")]
    assert response.status_code == 422
    assert [one.status_code for one in lists] == [422] * 3


async def test_an_outsider_finds_nothing(desk: Desk, acme: Put, outsider: Put) -> None:
    one = await desk.need(acme)
    async with await program(desk, outsider) as web:
        assert (await web.get(API)).json()["escalations"] == []
        for path, body in (("acknowledge", {"by": "Eve"}), ("resolve", {"outcome": "other"})):
            assert (await web.post(f"{API}/{one}/{path}", json=body)).status_code == 404
    assert (await desk.row(one))["acknowledged_at"] is None


async def test_without_a_key_there_is_nothing(desk: Desk, acme: Put) -> None:
    one = await desk.need(acme)
    async with httpx2.AsyncClient(base_url=desk.base_url) as web:
        assert (await web.get(API)).status_code == 401
        assert (await web.post(f"{API}/{one}/resolve", json={})).status_code == 401


async def test_what_it_answers_is_what_is_described(desk: Desk, acme: Put) -> None:
    await desk.need(acme)
    async with await program(desk, acme) as web:
        found = (await web.get(API)).json()
    spec = description()
    schema = spec["paths"][API]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    validator = OAS31Validator({**schema, "components": spec["components"]})
    assert [error.message for error in validator.iter_errors(found)] == []
    assert spec["paths"][API]["get"]["security"] == [{"key": ["read"]}]
