"""The client, its keys, hours, budget and audit log for programs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx2
import pytest

from app.flows.api_keys import create_key
from app.flows.manage_tenant import Put
from app.services import Services
from tests.journeys.served import served


@pytest.fixture
async def program(services: Services, acme: Put) -> AsyncIterator[httpx2.AsyncClient]:
    _, key = await create_key(services, acme.tenant.id, "Test")
    headers = {"authorization": f"Bearer {key}"}
    async with (
        served(services) as address,
        httpx2.AsyncClient(base_url=address, headers=headers) as web,
    ):
        yield web


async def test_a_client_is_changed_as_it_was_read(program: httpx2.AsyncClient) -> None:
    shown = await program.get("/api/v1/client")
    tag = shown.headers["etag"]
    assert shown.json()["name"] == "Acme"
    change = {"name": "Acme II", "website": "https://acme.example", "phone": "+15550009999"}
    saved = await program.patch("/api/v1/client", json=change, headers={"if-match": tag})
    assert (saved.status_code, saved.json()["phone"]) == (200, "+15550009999")
    late = await program.patch("/api/v1/client", json=change, headers={"if-match": tag})
    assert late.status_code == 412
    wrong = await program.patch("/api/v1/client", json={"country": "Spain", "phone": 5})
    assert wrong.status_code == 422
    wrong = await program.patch("/api/v1/client", json={"country": "Spain"})
    assert (wrong.status_code, list(wrong.json()["error"]["fields"])) == (422, ["country"])


async def test_hours_are_put_as_they_were_read(program: httpx2.AsyncClient) -> None:
    tag = (await program.get("/api/v1/settings/hours")).headers["etag"]
    body = {
        "openings": [{"day": 0, "opens": "09:00", "closes": "13:00"}],
        "special_days": [{"date": "2027-12-25", "name": "Christmas", "yearly": True}],
        "closed_mode": "draft_only",
    }
    put = await program.put("/api/v1/settings/hours", json=body, headers={"if-match": tag})
    assert (put.status_code, put.json()["special_days"][0]["name"]) == (200, "Christmas")
    late = await program.put("/api/v1/settings/hours", json=body, headers={"if-match": tag})
    assert late.status_code == 412
    for wrong in ([{"date": "2027-13-45"}], [{"name": "Christmas"}], [5]):
        body["special_days"] = wrong
        answer = await program.put("/api/v1/settings/hours", json=body)
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "unprocessable")


async def test_of_two_changes_at_once_one_is_refused(
    program: httpx2.AsyncClient, services: Services, acme: Put
) -> None:
    tag = (await program.get("/api/v1/client")).headers["etag"]
    changes = [{"person": "Ann"}, {"website": "https://b.example"}, {"notes": "C"}]
    both = (program.patch("/api/v1/client", json=c, headers={"if-match": tag}) for c in changes)
    statuses = sorted([one.status_code for one in await asyncio.gather(*both)])
    assert (statuses[0], {*statuses[1:]} <= {409, 412}) == (200, True), statuses
    _, key = await create_key(services, acme.tenant.id, "Agency", "manage agency")
    headers = {"authorization": f"Bearer {key}"}
    headers["if-match"] = (await program.get("/api/v1/budget", headers=headers)).headers["etag"]
    puts = (
        program.put(
            "/api/v1/budget",
            json={"kind": "month", "limit_microusd": 1_000_000 * n, "limit_tokens": None},
            headers=headers,
        )
        for n in (71, 72, 73)
    )
    statuses = sorted([one.status_code for one in await asyncio.gather(*puts)])
    assert (statuses[0], {*statuses[1:]} <= {409, 412}) == (200, True), statuses


async def test_its_assistant_rests_and_works(program: httpx2.AsyncClient) -> None:
    paused = await program.post("/api/v1/client/pause")
    assert (paused.status_code, paused.json()["state"]) == (200, "paused")
    active = await program.post("/api/v1/client/activate")
    assert active.json()["state"] == "active"
    assert active.headers["etag"] == (await program.get("/api/v1/client")).headers["etag"]


async def test_the_agencys_key_sets_the_budget(
    program: httpx2.AsyncClient, services: Services, acme: Put
) -> None:
    body = {"kind": "week", "limit_microusd": 5_000_000, "limit_tokens": None}
    assert (await program.put("/api/v1/budget", json=body)).status_code == 403
    wanted = {"name": "Mine", "scopes": ["agency"]}
    assert (await program.post("/api/v1/keys", json=wanted)).status_code == 403
    agency_id, key = await create_key(services, acme.tenant.id, "Agency", "agency")
    assert (await program.post(f"/api/v1/keys/{agency_id}/rotate", json={})).status_code == 403
    headers = {"authorization": f"Bearer {key}"}
    tag = (await program.get("/api/v1/budget")).headers["etag"]
    put = await program.put("/api/v1/budget", json=body, headers={**headers, "if-match": tag})
    assert put.status_code == 200
    assert body.items() <= put.json().items()
    late = await program.put("/api/v1/budget", json=body, headers={**headers, "if-match": tag})
    assert late.status_code == 412
    assert (await program.get("/api/v1/budget")).headers["etag"] == put.headers["etag"]
    for wrong in ({"kind": "year"}, {"limit_microusd": 0}, {"limit_tokens": 1.5}):
        answer = await program.put("/api/v1/budget", json=body | wrong, headers=headers)
        assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, list(wrong))


async def test_a_key_makes_none_that_may_more(
    program: httpx2.AsyncClient, services: Services, acme: Put
) -> None:
    made = await program.post("/api/v1/keys", json={"name": "Reader", "scopes": ["read"]})
    reader = {"authorization": f"Bearer {made.json()['key']}"}
    assert made.status_code == 201
    for path in ("/api/v1/keys", "/api/v1/audit"):
        assert (await program.get(path, headers=reader)).status_code == 403
    assert (await program.get("/api/v1/budget", headers=reader)).status_code == 200
    key_id = made.json()["item"]["id"]
    new = await program.post(f"/api/v1/keys/{key_id}/rotate", json={"overlap_s": 60})
    assert new.json()["item"]["replaces"] == key_id
    states = {one["id"]: one["state"] for one in (await program.get("/api/v1/keys")).json()["keys"]}
    assert states[key_id] == "retiring"
    assert (await program.delete(f"/api/v1/keys/{key_id}")).status_code == 204
    assert (await program.get("/api/v1/client", headers=reader)).status_code == 401
    bad = await program.post("/api/v1/keys", json={"name": "x", "scopes": ["root"]})
    assert bad.status_code == 400


async def test_the_log_is_read_page_by_page(program: httpx2.AsyncClient) -> None:
    for number in range(3):
        await program.post("/api/v1/keys", json={"name": f"Key {number}", "scopes": ["read"]})
    first = (await program.get("/api/v1/audit?limit=2")).json()
    rest = (await program.get(f"/api/v1/audit?limit=2&after={first['next']}")).json()
    numbers = [one["number"] for one in (*first["lines"], *rest["lines"])]
    assert numbers == sorted(numbers, reverse=True)
    assert first["lines"][0]["action"] == "key_created"
    assert (await program.get("/api/v1/audit?action=key_revoked")).json()["lines"] == []


async def test_an_outsiders_key_finds_nothing(
    program: httpx2.AsyncClient, services: Services, acme: Put, outsider: Put
) -> None:
    mine, _ = await create_key(services, acme.tenant.id, "Mine")
    _, other = await create_key(services, outsider.tenant.id, "Theirs")
    headers = {"authorization": f"Bearer {other}"}
    rotated = await program.post(f"/api/v1/keys/{mine}/rotate", json={}, headers=headers)
    assert rotated.status_code == 404
    assert (await program.delete(f"/api/v1/keys/{mine}", headers=headers)).status_code == 404
    assert (await program.get("/api/v1/client", headers=headers)).json()["name"] == "Outsider"
    assert (await program.get("/api/v1/client", headers={"authorization": ""})).status_code == 401
