"""The live stream: what it sends, where it goes on, and when it ends."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2
import pytest

from app import admin
from app.clock import ManualClock
from app.flows.manage_tenant import Put
from app.flows.receive import receive
from app.flows.rescore import rescore_all
from app.flows.take_over import take_over
from app.routes import live, live_hub
from app.services import Services
from app.store import operators
from tests.fixtures import said
from tests.journeys.served import served

EMAIL = "dana@example.com"


class Stream:
    """The events of one open stream, read as they come."""

    def __init__(self, response: httpx2.Response) -> None:
        self._lines = response.aiter_lines()

    async def event(self) -> tuple[str, str]:
        """Return id and data of the next event."""
        event_id, data = "", []
        async with asyncio.timeout(30):
            async for line in self._lines:
                if line.startswith("id: "):
                    event_id = line[4:]
                elif line.startswith("data: "):
                    data.append(line[6:])
                elif line == "" and data:
                    return event_id, "\n".join(data)
        raise AssertionError("the stream ended")

    async def is_over(self) -> bool:
        """Tell whether nothing but beats comes until the end."""
        async with asyncio.timeout(30):
            return [line async for line in self._lines if line.startswith("data:")] == []


@pytest.fixture
async def web(services: Services, acme: Put) -> AsyncIterator[httpx2.AsyncClient]:
    link = await admin.create(services, EMAIL, "Dana")
    async with (
        served(services) as base_url,
        httpx2.AsyncClient(base_url=base_url, headers={"origin": base_url}) as client,
    ):
        await client.post("/login/link/" + link.rsplit("/", 1)[1])
        yield client


@asynccontextmanager
async def listen(
    web: httpx2.AsyncClient, path: str = "/live/conversations", **headers: str
) -> AsyncIterator[Stream]:
    async with web.stream("GET", path, headers=headers) as response:
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")
        yield Stream(response)


async def _write(services: Services, client: Put, text: str, sender: str = "+12125550123") -> str:
    account = await services.accounts.account(client.channels[0].id)
    receipt = await receive(services, account, said(text, sender))
    return receipt.conversation_id or ""


async def test_it_pushes_the_row_of_a_new_conversation(
    services: Services, web: httpx2.AsyncClient, acme: Put
) -> None:
    async with listen(web) as stream:
        one = await _write(services, acme, "Do you allow pets?")
        event_id, data = await stream.event()
    assert f'id="row-{one}"' in data
    assert "Do you allow pets?" in data
    assert event_id != ""


async def test_it_pushes_only_what_changed(
    services: Services, web: httpx2.AsyncClient, acme: Put, clock: ManualClock
) -> None:
    one = await _write(services, acme, "Hello")
    clock.advance(60)
    newest = await web.get(f"/conversations/{one}")
    after = re.search(r"after=(\w+)", newest.text)
    assert after is not None
    async with listen(web, f"/live/conversations?open={one}&after={after[1]}") as stream:
        await take_over(services, acme.tenant.id, one, await _dana(services))
        _, data = await stream.event()
    ids = set(re.findall(r'<(?:li|header|div|nav)[^>]* ?id="([\w-]+)"', data))
    assert {"thread-head", "composer", f"row-{one}", "tabs"} <= ids
    assert "message-" not in "".join(ids)


async def test_it_goes_on_where_the_page_was(
    services: Services, web: httpx2.AsyncClient, acme: Put
) -> None:
    async with listen(web) as stream:
        await _write(services, acme, "first")
        last, _ = await stream.event()
    missed = await _write(services, acme, "second", "+13125550123")
    async with listen(web, **{"last-event-id": last}) as stream:
        _, data = await stream.event()
    assert f'id="row-{missed}"' in data


async def test_it_sends_nothing_when_nothing_was_missed(
    services: Services, web: httpx2.AsyncClient, acme: Put, clock: ManualClock
) -> None:
    async with listen(web) as stream:
        await _write(services, acme, "first")
        last, _ = await stream.event()
    clock.advance(60)
    async with listen(web, **{"last-event-id": last}) as stream:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await stream.event()


async def test_it_takes_a_row_from_a_tab_it_left(
    services: Services, web: httpx2.AsyncClient, acme: Put
) -> None:
    one = await _write(services, acme, "Hello")
    async with listen(web, "/live/conversations?tab=held") as stream:
        await stream.event()
        await take_over(services, acme.tenant.id, one, await _dana(services))
        _, came = await stream.event()
        from app.flows.take_over import release

        await release(services, acme.tenant.id, one, await _dana(services))
        _, left = await stream.event()
    assert f'id="row-{one}" data-into="rows"' in came
    assert f'<li id="row-{one}" data-gone>' in left


async def test_it_pushes_the_rows_of_leads_scored_anew(
    services: Services, web: httpx2.AsyncClient, acme: Put
) -> None:
    conversation_id = await _write(services, acme, "Hello")
    scored = "UPDATE leads SET temperature = 'warm', score_reasons = '[{}]'"
    async with listen(web) as stream:
        _, before = await stream.event()
        await services.db.write(lambda tx: tx.run(scored))
        await rescore_all(services, acme.tenant.id)
        _, after = await stream.event()
    assert conversation_id in after
    assert ("warm" in before.lower(), "warm" in after.lower()) == (False, True)


async def test_it_keeps_other_clients_events_to_themselves(
    services: Services, web: httpx2.AsyncClient, acme: Put, outsider: Put
) -> None:
    link = await admin.create(services, "out@example.com", "Out", "operator", outsider.tenant.id)
    own = {"origin": str(web.base_url).rstrip("/")}
    async with httpx2.AsyncClient(base_url=web.base_url, headers=own) as stranger:
        await stranger.post("/login/link/" + link.rsplit("/", 1)[1])
        async with listen(stranger) as stream:
            await _write(services, acme, "a secret of acme")
            await _write(services, outsider, "a text of theirs")
            _, data = await stream.event()
    assert "a text of theirs" in data
    assert "acme" not in data.lower()


async def test_it_ends_with_the_session(
    services: Services, web: httpx2.AsyncClient, acme: Put
) -> None:
    async with listen(web) as stream:
        await services.db.write(lambda tx: tx.run("DELETE FROM sessions"))
        assert await stream.is_over()


@pytest.mark.parametrize(
    "path", ["/live/conversations", "/live/leads", "/live/dashboard", "/live/escalations"]
)
async def test_it_ends_when_its_reader_may_see_other_clients(
    services: Services,
    web: httpx2.AsyncClient,
    acme: Put,
    bravo: Put,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
) -> None:
    for place in (live, live_hub):
        monkeypatch.setattr(place, "LOOK_S", 0.2)
    async with web.stream("GET", path) as response:
        stream = Stream(response)
        only = frozenset({bravo.tenant.id})
        await services.db.write(operators.limit_to, await _dana(services), only)
        await asyncio.sleep(1)
        await _write(services, acme, "a text of theirs")
        async with asyncio.timeout(5):
            said_then = [line async for line in stream._lines]
    assert "a text of theirs" not in "".join(said_then)


async def test_it_leaves_no_listener_behind(
    services: Services, web: httpx2.AsyncClient, acme: Put
) -> None:
    async with listen(web) as stream:
        await _write(services, acme, "Hello")
        await stream.event()
        assert services.live.listener_count == 1
    for _ in range(50):
        if services.live.listener_count == 0:
            break
        await asyncio.sleep(0.05)
    assert services.live.listener_count == 0


async def _dana(services: Services) -> str:
    row = await services.db.read(
        lambda tx: tx.one("SELECT id FROM operators WHERE email = :email", email=EMAIL)
    )
    assert row is not None
    operator_id: str = row["id"]
    return operator_id


async def test_it_counts_what_its_tab_does_not_show(
    services: Services, web: httpx2.AsyncClient, acme: Put
) -> None:
    one = await _write(services, acme, "Hello")
    async with listen(web, "/live/conversations?tab=hot") as stream:
        await stream.event()
        await take_over(services, acme.tenant.id, one, await _dana(services))
        _, data = await stream.event()
    assert re.search(r'chip-held">1<', data)
