"""Web chat: visitors, messages, the stream, and who is kept out."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

from app.domain.tenant import ChannelAccount, ChannelKind
from app.flows.answer import answer
from app.flows.deliver import deliver
from app.flows.manage_tenant import Put
from app.queue import Queue
from app.services import Services
from tests.fixtures import HeardBell
from tests.routes.public import channel, count, site

PAGE = {"origin": "https://acme.example"}


@pytest.fixture
async def web(services: Services, acme: Put) -> AsyncIterator[httpx2.AsyncClient]:
    async with site(services) as client:
        client.headers.update(PAGE)
        yield client


@pytest.fixture
def chat(acme: Put) -> ChannelAccount:
    return channel(acme, ChannelKind.WEB_CHAT)


async def begin(web: httpx2.AsyncClient, chat: ChannelAccount) -> dict[str, str]:
    answered = await web.post(f"/chat/{chat.key}/sessions", json={})
    assert answered.status_code == 201
    return {"authorization": f"Bearer {answered.json()['token']}"}


async def say(
    web: httpx2.AsyncClient,
    chat: ChannelAccount,
    visitor: dict[str, str],
    text: str,
    client_id: str = "aaaaaaaa",
) -> httpx2.Response:
    body = {"client_id": client_id, "text": text}
    return await web.post(f"/chat/{chat.key}/messages", json=body, headers=visitor)


async def heard(
    web: httpx2.AsyncClient,
    chat: ChannelAccount,
    visitor: dict[str, str],
    wanted: int,
    **headers: str,
) -> list[dict[str, Any]]:
    """Return the first so many messages of a stream; fewer when it stays silent."""
    messages: list[dict[str, Any]] = []
    path = f"/chat/{chat.key}/events"
    try:
        async with (
            asyncio.timeout(1.5),
            web.stream("GET", path, headers=visitor | headers) as stream,
        ):
            assert stream.status_code == 200
            async for line in stream.aiter_lines():
                if line.startswith("data:"):
                    messages.append(json.loads(line[5:]))
                    if len(messages) == wanted:
                        break
    except TimeoutError:
        pass
    return messages


async def reply(services: Services, bell: HeardBell) -> None:
    """Let the assistant answer and the answer pass the gate."""
    for turn_id in bell.take(Queue.AI):
        await answer(services, turn_id)
    for delivery_id in bell.take(Queue.DELIVERY):
        await deliver(services, delivery_id)


async def test_a_visitor_writes_and_reads_the_reply(
    web: httpx2.AsyncClient, chat: ChannelAccount, services: Services, bell: HeardBell
) -> None:
    visitor = await begin(web, chat)
    listening = asyncio.create_task(heard(web, chat, visitor, 2))
    await asyncio.sleep(0.1)
    assert (await say(web, chat, visitor, "What are your opening hours?")).status_code == 202
    await reply(services, bell)
    messages = await listening
    assert [one["author"] for one in messages] == ["visitor", "assistant"]
    assert "9 to 18" in messages[1]["text"]


async def test_it_takes_a_message_once_however_often_it_is_sent(
    web: httpx2.AsyncClient, chat: ChannelAccount, services: Services
) -> None:
    visitor = await begin(web, chat)
    answers = await asyncio.gather(*(say(web, chat, visitor, "Hello") for _ in range(10)))
    assert {one.status_code for one in answers} == {202}
    assert await count(services, "messages") == 1


async def test_it_resumes_where_the_page_left_off(
    web: httpx2.AsyncClient, chat: ChannelAccount, services: Services, clock: Any
) -> None:
    visitor = await begin(web, chat)
    for number in range(3):
        await say(web, chat, visitor, f"Message {number}", f"client-{number}")
        clock.advance(3600)
    everything = await heard(web, chat, visitor, 3)
    after = await heard(web, chat, visitor, 3, **{"last-event-id": everything[1]["id"]})
    assert [one["client_id"] for one in everything] == ["client-0", "client-1", "client-2"]
    assert [one["client_id"] for one in after] == ["client-1", "client-2"]


async def test_it_shows_nothing_of_another_visitor(
    web: httpx2.AsyncClient, chat: ChannelAccount, services: Services, bell: HeardBell
) -> None:
    visitor, stranger = await begin(web, chat), await begin(web, chat)
    await say(web, chat, visitor, "What are your opening hours?")
    await reply(services, bell)
    assert await heard(web, chat, stranger, 1) == []


async def test_it_shows_a_reply_only_once_it_passed_the_gate(
    web: httpx2.AsyncClient, chat: ChannelAccount, services: Services, bell: HeardBell
) -> None:
    visitor = await begin(web, chat)
    await say(web, chat, visitor, "Do you allow pets?")
    for turn_id in bell.take(Queue.AI):
        await answer(services, turn_id)
    assert [one["author"] for one in await heard(web, chat, visitor, 2)] == ["visitor"]


async def test_it_notes_what_was_on_the_screen(
    web: httpx2.AsyncClient, chat: ChannelAccount, services: Services, bell: HeardBell
) -> None:
    visitor = await begin(web, chat)
    await say(web, chat, visitor, "Do you allow pets?")
    await reply(services, bell)
    shown = (await heard(web, chat, visitor, 2))[1]
    noted = await web.post(f"/chat/{chat.key}/ack", json={"ids": [shown["ack"]]}, headers=visitor)
    assert noted.status_code == 204
    row = await services.db.read(lambda tx: tx.one("SELECT state FROM deliveries"))
    assert row is not None
    assert row["state"] == "delivered"
    assert "ack" not in (await heard(web, chat, visitor, 2))[1]


@pytest.mark.parametrize(
    "body",
    [
        {"text": "no id"},
        {"client_id": "short", "text": "x"},
        {"client_id": "aaaaaaaa", "text": "  "},
        {"client_id": "aaaaaaaa", "text": "x" * 2_001},
        {"client_id": "aaaaaaaa", "text": 7},
        [],
    ],
)
async def test_it_refuses_what_is_no_message(
    web: httpx2.AsyncClient, chat: ChannelAccount, services: Services, body: object
) -> None:
    visitor = await begin(web, chat)
    answered = await web.post(f"/chat/{chat.key}/messages", json=body, headers=visitor)
    assert answered.status_code == 400
    assert await count(services, "messages") == 0


async def test_it_refuses_forged_and_foreign_tokens(
    web: httpx2.AsyncClient, chat: ChannelAccount, outsider: Put
) -> None:
    theirs = channel(outsider, ChannelKind.WEB_CHAT)
    foreign = await begin(web, theirs)
    forged = {"authorization": foreign["authorization"][:-2] + "xx"}
    for visitor in (foreign, forged, {"authorization": "Bearer"}, {}):
        assert (await say(web, chat, visitor, "Hi")).status_code == 403


async def test_only_listed_pages_may_use_the_chat(
    web: httpx2.AsyncClient, chat: ChannelAccount
) -> None:
    path, evil = f"/chat/{chat.key}/sessions", {"origin": "https://evil.example"}
    assert (await web.post(path, json={}, headers=evil)).status_code == 403
    assert (await web.options(path, headers=evil)).status_code == 403
    allowed = await web.options(path)
    assert allowed.headers["access-control-allow-origin"] == PAGE["origin"]
    assert "authorization" in allowed.headers["access-control-allow-headers"]


async def test_it_limits_visitors_and_streams(
    web: httpx2.AsyncClient, chat: ChannelAccount
) -> None:
    visitor = await begin(web, chat)
    said = [
        (await say(web, chat, visitor, "spam", f"client-{n:03}")).status_code for n in range(35)
    ]
    assert 429 in said
    listening = [asyncio.create_task(heard(web, chat, visitor, 99)) for _ in range(5)]
    await asyncio.sleep(0.3)
    sixth = await web.get(f"/chat/{chat.key}/events", headers=visitor)
    assert sixth.status_code == 429
    await asyncio.gather(*listening)


async def test_it_knows_chats_only_by_their_key(web: httpx2.AsyncClient, acme: Put) -> None:
    form = channel(acme, ChannelKind.WEB_FORM)
    assert (await web.post(f"/chat/{form.key}/sessions", json={})).status_code == 404


@pytest.mark.parametrize("name", ["widget.js", "widget.css"])
async def test_it_hands_out_the_widget_to_any_page(web: httpx2.AsyncClient, name: str) -> None:
    first = await web.get(f"/{name}")
    again = await web.get(f"/{name}", headers={"if-none-match": first.headers["etag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    assert first.headers["access-control-allow-origin"] == "*"
    assert "innerHTML" not in first.text


async def test_it_limits_an_address_that_collects_tokens(
    web: httpx2.AsyncClient, chat: ChannelAccount
) -> None:
    visitors = [await begin(web, chat) for _ in range(6)]
    said = [
        (await say(web, chat, visitor, "spam", f"client-{n:03}")).status_code
        for visitor in visitors
        for n in range(25)
    ]
    assert said[:100].count(429) == 0
    assert 429 in said[120:]
