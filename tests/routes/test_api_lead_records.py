"""Leads for programs: read, listed, changed, worked on; by key, and never another client's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest

from app.flows.api_keys import create_key
from app.flows.manage_tenant import Put
from app.flows.receive import receive
from app.services import Services
from tests.fixtures import said
from tests.journeys.served import served

PATH = "/api/v1/leads"


@dataclass(frozen=True, slots=True)
class Program:
    """A program with the key of a client."""

    web: httpx2.AsyncClient
    key: str
    client_id: str

    async def ask(self, method: str, path: str, **more: Any) -> httpx2.Response:
        """Ask for something below ``/api/v1/leads``."""
        headers = {"Authorization": f"Bearer {self.key}", **more.pop("headers", {})}
        return await self.web.request(method, PATH + path, headers=headers, **more)

    async def must(self, method: str, path: str, status: int = 200, **more: Any) -> Any:
        """Ask for something that must go well, and return what came back."""
        answer = await self.ask(method, path, **more)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None


async def _program(services: Services, web: httpx2.AsyncClient, put: Put) -> Program:
    _, key = await create_key(services, put.tenant.id, "CRM")
    return Program(web, key, put.tenant.id)


@pytest.fixture
async def web(services: Services) -> AsyncIterator[httpx2.AsyncClient]:
    async with served(services) as address, httpx2.AsyncClient(base_url=address) as client:
        yield client


@pytest.fixture
async def crm(services: Services, web: httpx2.AsyncClient, acme: Put) -> Program:
    return await _program(services, web, acme)


@pytest.fixture
async def lead_id(services: Services, acme: Put) -> str:
    sms = next(one for one in acme.channels if one.kind.value == "sms")
    await receive(services, sms, said("My budget is $450,000", profile_name="Ana"))
    row = await services.db.read(lambda tx: tx.one("SELECT id FROM leads"))
    assert row is not None
    return str(row["id"])


async def test_of_two_who_saw_the_same_version_one_changes_it(crm: Program, lead_id: str) -> None:
    tag = (await crm.ask("GET", f"/{lead_id}")).headers["etag"]
    changes = (
        crm.ask("PATCH", f"/{lead_id}", json={"name": f"N{n}"}, headers={"If-Match": tag})
        for n in range(8)
    )
    statuses = sorted([one.status_code for one in await asyncio.gather(*changes)])
    assert (statuses[0], {*statuses[1:]} <= {409, 412}) == (200, True), statuses


async def test_a_change_needs_the_version_it_saw(crm: Program, lead_id: str) -> None:
    first = await crm.ask("GET", f"/{lead_id}")
    tag = first.headers["etag"]
    wanted = {"name": "Ana Ruiz", "email": "ANA@example.com", "tags": ["VIP"]}
    changed = await crm.ask("PATCH", f"/{lead_id}", json=wanted, headers={"If-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag
    body = changed.json()
    assert (body["name"], body["email"], body["tags"]) == ("Ana Ruiz", "ana@example.com", ["vip"])
    late = await crm.ask("PATCH", f"/{lead_id}", json=wanted, headers={"If-Match": tag})
    assert late.status_code == 412
    won = {"status": "won"}
    late = await crm.ask("PATCH", f"/{lead_id}/status", json=won, headers={"If-Match": tag})
    assert late.status_code == 412
    wrong = await crm.ask("PATCH", f"/{lead_id}", json={"email": "none"})
    assert (wrong.status_code, list(wrong.json()["error"]["fields"])) == (422, ["email"])


async def test_a_list_is_filtered_and_paged(crm: Program, lead_id: str) -> None:
    consent = {"basis": "form", "reason": "Fair, May 2026"}
    for number in range(3):
        sent = {"name": f"Lead {number}", "source": "fair", "consent": consent, "tags": ["fair"]}
        await crm.must("POST", "", 201, json=sent)
    listed = f"/client/{crm.client_id}"
    found, after = [], ""
    while True:
        page = await crm.must("GET", listed, params={"limit": "2", "tag": "fair", "after": after})
        found += [one["name"] for one in page["leads"]]
        after = page["next"]
        if not after:
            break
    assert sorted(found) == ["Lead 0", "Lead 1", "Lead 2"]
    named = await crm.must("GET", listed, params={"q": "ana"})
    assert [one["id"] for one in named["leads"]] == [lead_id]
    refused = await crm.ask("GET", listed, params={"status": "sold"})
    assert refused.status_code == 422
    none = await crm.ask("POST", "", json={"name": "Nobody"})
    assert none.status_code == 422


async def test_a_lead_is_worked_on(crm: Program, lead_id: str) -> None:
    one = f"/{lead_id}"
    moved = await crm.must("PATCH", f"{one}/status", json={"status": "contacted"})
    assert moved["status"] == "contacted"
    score = await crm.must("PATCH", f"{one}/score", json={"score": 30, "reason": "Spoke with them"})
    assert (score["points"], score["reasons"][-1]["criterion_id"]) == (30, "+")
    decided = {"criterion_id": "bedrooms", "value": "3", "reason": "Said so"}
    score = await crm.must("PATCH", f"{one}/score", json=decided)
    assert score["points"] == 70
    both = await crm.ask("PATCH", f"{one}/score", json=decided | {"score": 5})
    assert both.status_code == 422
    handed = await crm.must("POST", f"{one}/handoff", 201, json={"note": "Signs this week"})
    assert handed["escalation_id"]
    booked = await crm.must(
        "POST", f"{one}/appointment", 201, json={"starts_at": "2026-12-01T14:30", "minutes": 45}
    )
    assert (booked["starts_at"], booked["zone"]) == (
        "2026-12-01T19:30:00+00:00", "America/New_York",
    )  # fmt: skip
    meeting = f"{one}/appointments/{booked['id']}"
    done = await crm.must("PATCH", meeting, json={"state": "done"})
    assert done["state"] == "done"
    assert (await crm.ask("PATCH", meeting, json={"state": "cancelled"})).status_code == 409
    listed = await crm.must("GET", f"{one}/appointments")
    assert [each["id"] for each in listed["appointments"]] == [booked["id"]]
    assert (await crm.must("GET", one))["status"] == "appointment"


async def test_notes_and_the_timeline_page(crm: Program, lead_id: str) -> None:
    one = f"/{lead_id}"
    written = [
        (await crm.must("POST", f"{one}/notes", 201, json={"text": f"Note {n}"}))["id"]
        for n in range(3)
    ]
    page = await crm.must("GET", f"{one}/notes", params={"limit": "2"})
    rest = await crm.must("GET", f"{one}/notes", params={"after": page["next"]})
    assert [each["id"] for each in page["notes"] + rest["notes"]] == written[::-1]
    await crm.must("PATCH", f"{one}/notes/{written[0]}", json={"text": "Better"})
    await crm.must("DELETE", f"{one}/notes/{written[1]}", 204)
    moments: list[str] = []
    after = ""
    while True:
        part = await crm.must("GET", f"{one}/timeline", params={"limit": "2", "after": after})
        moments += [each["kind"] for each in part["moments"]]
        after = part["next"]
        if not after:
            break
    assert moments.count("note") == 2
    assert moments.count("message") == 1


async def test_another_clients_key_finds_nothing(
    services: Services, web: httpx2.AsyncClient, outsider: Put, crm: Program, lead_id: str
) -> None:
    other = await _program(services, web, outsider)
    note = await crm.must("POST", f"/{lead_id}/notes", 201, json={"text": "Mine"})
    for method, path, body in (
        ("GET", f"/{lead_id}", None),
        ("GET", f"/client/{crm.client_id}", None),
        ("PATCH", f"/{lead_id}", {"name": "x"}),
        ("PATCH", f"/{lead_id}/status", {"status": "won"}),
        ("PATCH", f"/{lead_id}/score", {"score": 1, "reason": "x"}),
        ("POST", f"/{lead_id}/handoff", {}),
        ("POST", f"/{lead_id}/appointment", {"starts_at": "2026-12-01T14:30"}),
        ("GET", f"/{lead_id}/appointments", None),
        ("GET", f"/{lead_id}/notes", None),
        ("POST", f"/{lead_id}/notes", {"text": "x"}),
        ("PATCH", f"/{lead_id}/notes/{note['id']}", {"text": "x"}),
        ("DELETE", f"/{lead_id}/notes/{note['id']}", None),
        ("GET", f"/{lead_id}/timeline", None),
    ):
        answer = await other.ask(method, path, json=body)
        assert answer.status_code == 404, (method, path)
