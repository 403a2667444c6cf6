"""Conversations for programs: lists, messages, what is done in them, and the stream of events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx2
import pytest

from app.flows.api_keys import create_key, revoke_key
from app.flows.manage_tenant import Put
from app.flows.receive import receive
from app.routes.api import events
from app.services import Services
from app.store.api_keys import keys_of
from tests.fixtures import said
from tests.journeys.served import served

PATH = "/api/v1/conversations"


@dataclass(frozen=True)
class Program:
    """A program with the key of one client."""

    web: httpx2.AsyncClient
    client_id: str

    async def get(self, path: str) -> httpx2.Response:
        return await self.web.get(path)

    async def post(self, path: str, **body: str) -> httpx2.Response:
        return await self.web.post(path, json=body)


@pytest.fixture
async def base_url(services: Services) -> AsyncIterator[str]:
    async with served(services) as address:
        yield address


async def _program(services: Services, base_url: str, put: Put) -> Program:
    _, key = await create_key(services, put.tenant.id, "CRM")
    web = httpx2.AsyncClient(base_url=base_url, headers={"Authorization": f"Bearer {key}"})
    return Program(web, put.tenant.id)


@pytest.fixture
async def crm(services: Services, base_url: str, acme: Put) -> AsyncIterator[Program]:
    program = await _program(services, base_url, acme)
    yield program
    await program.web.aclose()


@pytest.fixture
async def theirs(services: Services, base_url: str, outsider: Put) -> AsyncIterator[Program]:
    program = await _program(services, base_url, outsider)
    yield program
    await program.web.aclose()


async def _write(services: Services, put: Put, text: str, sender: str = "+12125550123") -> str:
    account = await services.accounts.account(put.channels[0].id)
    return str((await receive(services, account, said(text, sender))).conversation_id)


async def test_it_pages_through_filtered_conversations(
    services: Services, crm: Program, acme: Put
) -> None:
    ids = [await _write(services, acme, "Hello", f"+1212555010{n}") for n in range(5)]
    await crm.post(f"{PATH}/{ids[0]}/end")
    seen: list[str] = []
    path = f"{PATH}/client/{crm.client_id}?state=active&channel=sms&limit=3"
    page = (await crm.get(path)).json()
    seen += [one["id"] for one in page["conversations"]]
    page = (await crm.get(f"{path}&after={page['next']}")).json()
    seen += [one["id"] for one in page["conversations"]]
    assert sorted(seen) == sorted(ids[1:])
    assert page["next"] is None
    wrong = await crm.get(f"{PATH}/client/{crm.client_id}?state=open")
    assert (wrong.status_code, list(wrong.json()["error"]["fields"])) == (422, ["state"])


async def test_it_writes_as_the_team(services: Services, crm: Program, acme: Put) -> None:
    one = await _write(services, acme, "Hello")
    sent = await crm.web.post(f"{PATH}/{one}/messages", json={"text": "Omar here.", "as": "Omar"})
    told = sent.json()
    assert (sent.status_code, told["name"], told["delivery"]["state"]) == (201, "Omar", "queued")
    assert (await crm.get(f"{PATH}/{one}")).json()["state"] == "held"
    messages = (await crm.get(f"{PATH}/{one}/messages?limit=1")).json()
    assert messages["messages"] == [told]
    older = (await crm.get(f"{PATH}/{one}/messages?after={messages['next']}")).json()
    assert [m["text"] for m in older["messages"]] == ["Hello"]


async def test_it_obeys_the_gate(services: Services, crm: Program, acme: Put) -> None:
    one = await _write(services, acme, "STOP")
    refused = await crm.post(f"{PATH}/{one}/messages", text="One more thing")
    assert refused.status_code == 409
    assert "opted out" in refused.json()["error"]["message"]


async def test_it_tries_a_failed_message_again(services: Services, crm: Program, acme: Put) -> None:
    one = await _write(services, acme, "Hello")
    sent = (await crm.post(f"{PATH}/{one}/messages", text="Hi")).json()
    path = f"{PATH}/{one}/messages/{sent['id']}/retry"
    assert (await crm.post(path)).status_code == 409
    await services.db.write(lambda tx: tx.run("UPDATE deliveries SET state = 'failed'"))
    again = await crm.post(path)
    assert (again.status_code, again.json()["delivery"]["state"]) == (200, "queued")
    assert (await crm.post(path)).status_code == 409


async def test_it_calls_a_person_and_gives_back(
    services: Services, crm: Program, acme: Put
) -> None:
    one = await _write(services, acme, "Hello")
    called = await crm.post(f"{PATH}/{one}/escalate", reason="wants_person", note="Call them.")
    assert called.json()["needs_person"] is True
    assert (await crm.post(f"{PATH}/{one}/take-over")).json()["state"] == "held"
    assert (await crm.post(f"{PATH}/{one}/release")).json()["state"] == "active"
    assert (await crm.post(f"{PATH}/{one}/end")).json()["state"] == "ended"
    assert (await crm.post(f"{PATH}/{one}/end")).status_code == 409
    assert (await crm.post(f"{PATH}/{one}/escalate", reason="boredom")).status_code == 422


async def test_the_outsider_finds_nothing(services: Services, theirs: Program, acme: Put) -> None:
    one = await _write(services, acme, "Hello")
    found = {(await theirs.get(f"{PATH}/client/{acme.tenant.id}")).status_code}
    for path in ("", "/messages"):
        found.add((await theirs.get(f"{PATH}/{one}{path}")).status_code)
    for path in ("messages", "escalate", "end", "take-over", "release", "messages/m/retry"):
        found.add((await theirs.post(f"{PATH}/{one}/{path}", text="x")).status_code)
    assert found == {404}


async def test_it_streams_ids_and_goes_on_where_it_was(
    services: Services, crm: Program, acme: Put, outsider: Put
) -> None:
    async with asyncio.timeout(30), crm.web.stream("GET", "/api/v1/events") as response:
        lines = response.aiter_lines()
        await _write(services, outsider, "not theirs")
        one = await _write(services, acme, "a secret text")
        first = await _event(lines)
    await _write(services, acme, "and another")
    headers = {"Last-Event-ID": first["id"]}
    async with (
        asyncio.timeout(30),
        crm.web.stream("GET", "/api/v1/events", headers=headers) as response,
    ):
        lines = response.aiter_lines()
        # What is near the one seen last in time may have been late, and comes again.
        seen = [await _event(lines)]
        while seen[-1]["id"] <= first["id"]:
            seen.append(await _event(lines))
    assert (first["kind"], first["conversation_id"]) == ("message_received", one)
    assert "secret" not in json.dumps([first, *seen])
    assert (seen[-1]["kind"], seen[-1]["conversation_id"]) == ("message_received", one)


async def test_a_revoked_key_hears_no_more_however_much_happens(
    services: Services, acme: Put, crm: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "_BEAT_S", 0.3)
    stop = asyncio.Event()

    async def chatter() -> None:
        while not stop.is_set():
            await _write(services, acme, "Hello again")
            await asyncio.sleep(0.05)

    async with crm.web.stream("GET", "/api/v1/events") as response:
        (key, *_) = await services.db.read(keys_of, acme.tenant.id)
        await revoke_key(services, acme.tenant.id, key.id)
        talking = asyncio.create_task(chatter())
        try:
            async with asyncio.timeout(4):
                assert [line async for line in response.aiter_lines()]
        finally:
            stop.set()
            await talking


async def _event(lines: AsyncIterator[str]) -> dict[str, str]:
    async for line in lines:
        if line.startswith("data: "):
            found: dict[str, str] = json.loads(line[6:])
            return found
    raise AssertionError("the stream ended")
