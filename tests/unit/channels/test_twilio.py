"""The Twilio adapter: what it makes of odd webhooks, and of a network that fails."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from email.utils import formatdate
from typing import Any

import pytest

from app.channels.twilio import TwilioChannel
from app.domain.delivery import DeliveryState, DeliveryUpdate, Outbound
from app.domain.message import InboundMessage
from app.domain.tenant import ChannelAccount, ChannelKind
from app.errors import OutcomeUnknown, ProviderAuthFailed, ProviderUnavailable
from app.world.http_server import Answer, HttpServer, Request, json_answer

SID = "AC" + "5" * 32
NOW_MS = 1_780_000_000_000
SMS = ChannelAccount(
    "c1", "t1", ChannelKind.SMS, "key", "+15550001111", {"account_sid": SID, "auth_token": "tok"}
)
WHATSAPP = replace(SMS, kind=ChannelKind.WHATSAPP, address="whatsapp:+15550001111")
MESSAGE = Outbound("d1", "+12125550123", "", "Hello", "https://leads.example.com/webhooks/twilio/k")
Handle = Callable[[Request], Answer]


def parse(account: ChannelAccount = SMS, **fields: str) -> Any:
    return TwilioChannel().parse(account, list(fields.items()))


@pytest.fixture
async def provider() -> AsyncIterator[Any]:
    """Start a server that answers with a function; return a channel that speaks to it."""
    servers: list[HttpServer] = []
    channels: list[TwilioChannel] = []

    async def start(handle: Handle, timeout_s: float = 5.0) -> TwilioChannel:
        server = HttpServer(handle)
        port = await server.start("127.0.0.1", 0)
        channel = TwilioChannel(f"http://127.0.0.1:{port}", timeout_s)
        servers.append(server)
        channels.append(channel)
        return channel

    yield start
    for channel in channels:
        await channel.close()
    for server in servers:
        await server.stop()


def row(index: int, created_ms: int, **more: Any) -> dict[str, Any]:
    date = formatdate(created_ms / 1000)
    message = {"sid": f"SM{index:032d}", "to": MESSAGE.to, "from": SMS.address, "body": "Hello"}
    return message | {"status": "queued", "date_created": date, "date_sent": None} | more


def test_it_tells_messages_from_statuses_by_their_word() -> None:
    assert isinstance(parse(MessageSid="SM1", From="+1", SmsStatus="received"), InboundMessage)
    assert parse(MessageSid="SM1", MessageStatus="Delivered") == DeliveryUpdate(
        "SM1", "delivered", DeliveryState.DELIVERED
    )
    assert parse(MessageSid="SM1", MessageStatus="teleported").state is None


@pytest.mark.parametrize("fields", [{}, {"From": "+1"}, {"MessageSid": "SM1"}, {"Foo": "bar"}])
def test_it_ignores_kinds_it_does_not_know(fields: dict[str, str]) -> None:
    assert parse(**fields) is None


def test_it_takes_a_sender_without_a_phone_number() -> None:
    message = parse(WHATSAPP, MessageSid="SM1", From="whatsapp:US.1349120865", Body="Hi")
    assert (message.sender, message.phone) == ("US.1349120865", "")


@pytest.mark.parametrize(
    "place",
    [("nan", "1"), ("91", "1"), ("1", "181"), ("x", "y"), ("1", "")],
)
def test_it_ignores_places_that_are_none(place: tuple[str, str]) -> None:
    latitude, longitude = place
    found = parse(MessageSid="SM1", From="+1", Latitude=latitude, Longitude=longitude)
    assert found.location is None


def test_it_looks_at_ten_media_at_most() -> None:
    urls = {f"MediaUrl{n}": f"https://m.example/{n}" for n in range(20)}
    found = parse(MessageSid="SM1", From="+1", NumMedia="999999999", **urls)
    assert len(found.media) == 10


async def test_it_adds_the_prefix_of_whatsapp_on_the_wire(provider: Any) -> None:
    seen: list[dict[str, str]] = []

    def handle(request: Request) -> Answer:
        seen.append(dict(request.form()))
        return json_answer(201, row(1, NOW_MS))

    channel = await provider(handle)
    await channel.send(WHATSAPP, MESSAGE)
    assert (seen[0]["To"], seen[0]["From"]) == ("whatsapp:+12125550123", "whatsapp:+15550001111")


async def test_it_sends_through_the_service_when_it_has_no_number(provider: Any) -> None:
    seen: list[dict[str, str]] = []

    def handle(request: Request) -> Answer:
        seen.append(dict(request.form()))
        return json_answer(201, row(1, NOW_MS))

    channel = await provider(handle)
    await channel.send(replace(SMS, address="", settings={"messaging_service_sid": "MG1"}), MESSAGE)
    assert seen[0]["MessagingServiceSid"] == "MG1"
    assert "From" not in seen[0]


async def test_it_says_when_nothing_was_done() -> None:
    channel = TwilioChannel("http://127.0.0.1:9", 1.0)
    with pytest.raises(ProviderUnavailable) as caught:
        await channel.send(SMS, MESSAGE)
    assert type(caught.value) is ProviderUnavailable
    await channel.close()


async def test_it_needs_credentials() -> None:
    with pytest.raises(ProviderAuthFailed):
        await TwilioChannel().send(replace(SMS, credentials={}), MESSAGE)


async def test_it_tells_how_long_to_wait(provider: Any) -> None:
    answer = json_answer(429, {"code": 20429, "message": "x"}, {"Retry-After": "7"})
    channel = await provider(lambda _: answer)
    with pytest.raises(ProviderUnavailable) as caught:
        await channel.send(SMS, MESSAGE)
    assert caught.value.retry_after_s == 7


@pytest.mark.parametrize(
    "answer",
    [
        Answer(201, b"", delay_s=5),
        Answer(201, b'{"sid": "SM1"', cut_after=5),
        Answer(201, b"<html>"),
        Answer(201, b"[]"),
        Answer(201, b"{}"),
        Answer(200, b""),
        Answer(201, b"", parts=[(0.2, b"x")] * 60),
    ],
    ids=["silent", "cut", "html", "list", "empty", "blank", "dripping"],
)
async def test_it_says_when_the_outcome_is_unknown(provider: Any, answer: Answer) -> None:
    from app.channels import twilio_api

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(twilio_api, "_CONNECT_TIMEOUT_S", 0.5)
        channel = await provider(lambda _: answer, timeout_s=0.5)
        started = asyncio.get_running_loop().time()
        with pytest.raises(OutcomeUnknown):
            await channel.send(SMS, MESSAGE)
        assert asyncio.get_running_loop().time() - started < 3


async def test_it_lists_what_was_sent_lately_newest_first(provider: Any) -> None:
    rows = [row(1, NOW_MS + 2000), row(2, NOW_MS - 5000), row(3, NOW_MS + 9000, to="+19995550000")]
    rows.append(row(4, NOW_MS + 5000, status="sent"))
    channel = await provider(lambda _: json_answer(200, {"messages": rows, "next_page_uri": None}))
    found = await channel.recent(SMS, MESSAGE.to, NOW_MS + 900)
    assert [one.provider_message_id[-1] for one in found] == ["4", "1"]
    assert (found[1].text, found[1].sender, found[1].status) == ("Hello", SMS.address, "queued")


async def test_it_turns_pages_until_it_has_seen_enough(provider: Any) -> None:
    pages: list[str] = []

    def handle(request: Request) -> Answer:
        pages.append(request.query)
        number = len(pages)
        rows = [row(number * 10 + n, NOW_MS - number * 1000) for n in range(2)]
        uri = f"/2010-04-01/Accounts/{SID}/Messages.json?Page={number}"
        return json_answer(200, {"messages": rows, "next_page_uri": uri})

    channel = await provider(handle)
    assert len(await channel.recent(SMS, MESSAGE.to, NOW_MS - 2000)) == 4
    assert len(pages) == 3
    with pytest.raises(ProviderUnavailable):
        await channel.recent(SMS, MESSAGE.to, 0)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(500, b"{}"),
        Answer(401, json.dumps({"code": 20003, "message": "x"}).encode()),
        Answer(200, b"<html>"),
        Answer(200, b'{"messages": [{"sid": "SM1"}]}'),
        Answer(200, b"", cut_after=0),
    ],
)
async def test_it_never_takes_a_broken_list_for_an_empty_one(provider: Any, answer: Answer) -> None:
    channel = await provider(lambda _: answer)
    with pytest.raises(ProviderUnavailable) as caught:
        await channel.recent(SMS, MESSAGE.to, NOW_MS)
    assert type(caught.value) is ProviderUnavailable


def test_it_works_on_one_event_loop_after_another() -> None:
    async def send() -> str:
        server = HttpServer(lambda _: json_answer(201, row(1, NOW_MS)))
        port = await server.start("127.0.0.1", 0)
        channel._api._base_url = f"http://127.0.0.1:{port}"
        channel._api._accounts.clear()
        try:
            return (await channel.send(SMS, MESSAGE)).provider_message_id
        finally:
            await channel.close()
            await server.stop()

    channel = TwilioChannel("http://127.0.0.1:9")
    assert asyncio.run(send()) == asyncio.run(send())
