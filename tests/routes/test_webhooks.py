"""Twilio's webhooks through the real server: who is let in, what is stored, what costs nothing."""

from __future__ import annotations

import asyncio
import contextlib
import resource
import time
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx2
import pytest

from app.domain.tenant import ChannelAccount, ChannelKind
from app.flows.manage_tenant import Put
from app.services import Services
from app.world.signature import encode_form, sign
from tests.fixtures import TOKEN
from tests.routes.public import LEAD, PUBLIC_URL, call, channel, count, site, texted


@pytest.fixture
def services(services: Services) -> Services:
    settings = services.settings.replaced(public_url=PUBLIC_URL, body_deadline_s=1.0)
    return replace(services, settings=settings)


@pytest.fixture
async def web(services: Services, acme: Put) -> AsyncIterator[httpx2.AsyncClient]:
    async with site(services) as client:
        yield client


@pytest.fixture
def sms(acme: Put) -> ChannelAccount:
    return channel(acme, ChannelKind.SMS)


async def test_it_stores_a_message_and_answers_empty_twiml(
    web: httpx2.AsyncClient, sms: ChannelAccount, services: Services
) -> None:
    answer = await call(web, sms, texted(sms, "Is the flat still free?"))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/xml")
    assert answer.text.endswith("<Response></Response>")
    assert await count(services, "messages") == 1


async def test_it_stores_fifty_copies_once(
    web: httpx2.AsyncClient, sms: ChannelAccount, services: Services
) -> None:
    pairs = texted(sms, "Hello")
    answers = await asyncio.gather(*(call(web, sms, pairs) for _ in range(50)))
    assert {answer.status_code for answer in answers} == {200}
    assert (await count(services, "messages"), await count(services, "turns")) == (1, 1)


async def test_it_checks_the_signature_over_query_and_public_url(
    web: httpx2.AsyncClient, sms: ChannelAccount
) -> None:
    answer = await call(web, sms, texted(sms, "Hi"), query="?a=%20b&c=")
    assert answer.status_code == 200


@pytest.mark.parametrize("token", ["", "another-token"])
async def test_it_rejects_a_wrong_signature_without_a_trace(
    web: httpx2.AsyncClient, sms: ChannelAccount, services: Services, token: str
) -> None:
    answer = await call(web, sms, texted(sms, "Hi"), token=token)
    assert answer.status_code == 403
    assert TOKEN not in answer.text
    assert await count(services, "messages") == 0


async def test_it_rejects_a_webhook_without_signature(
    web: httpx2.AsyncClient, sms: ChannelAccount
) -> None:
    answer = await web.post(f"/webhooks/twilio/{sms.key}", data=dict(texted(sms, "Hi")))
    assert answer.status_code == 403


@pytest.mark.parametrize("change", [{"To": "+15550002222"}, {"AccountSid": "AC" + "9" * 32}])
async def test_it_rejects_what_is_signed_but_anothers(
    web: httpx2.AsyncClient, sms: ChannelAccount, change: dict[str, str]
) -> None:
    assert (await call(web, sms, texted(sms, "Hi", **change))).status_code == 403


async def test_it_keeps_the_outsider_out(
    web: httpx2.AsyncClient, sms: ChannelAccount, outsider: Put, services: Services
) -> None:
    theirs = channel(outsider, ChannelKind.SMS)
    assert (await call(web, theirs, texted(sms, "Hi"))).status_code == 403
    assert await count(services, "messages") == 0


@pytest.mark.parametrize("kind", [ChannelKind.WEB_CHAT, ChannelKind.WEB_FORM])
async def test_it_knows_no_webhooks_of_other_channels(
    web: httpx2.AsyncClient, acme: Put, sms: ChannelAccount, kind: ChannelKind
) -> None:
    other = replace(sms, key=channel(acme, kind).key)
    assert (await call(web, other, texted(sms, "Hi"))).status_code == 404
    assert (await call(web, replace(sms, key="nobody"), texted(sms, "Hi"))).status_code == 404


async def test_it_accepts_the_former_token_while_rotating(
    web: httpx2.AsyncClient, sms: ChannelAccount, services: Services
) -> None:
    rotated = replace(
        sms, credentials=sms.credentials | {"auth_token": "new", "auth_token_previous": TOKEN}
    )
    services.accounts._by_key.put(sms.key, rotated)
    for token in (TOKEN, "new"):
        answer = await call(web, sms, texted(sms, "Hi", sid=f"SM-{token}"), token=token)
        assert answer.status_code == 200


async def test_it_ignores_calls_and_parks_early_statuses(
    web: httpx2.AsyncClient, sms: ChannelAccount, services: Services
) -> None:
    voice = [
        ("CallSid", "CA1"),
        ("AccountSid", sms.credentials["account_sid"]),
        ("To", sms.address),
    ]
    status = [
        *(("MessageSid", "SM9"), ("MessageStatus", "delivered"), ("SmsStatus", "delivered")),
        *(("AccountSid", sms.credentials["account_sid"]), ("From", sms.address), ("To", LEAD)),
    ]
    assert (await call(web, sms, voice)).status_code == 200
    assert (await call(web, sms, status)).status_code == 200
    assert await count(services, "turns") == 0
    assert await count(services, "parked_statuses") == 1


async def test_it_takes_a_picture_without_a_word(
    web: httpx2.AsyncClient, sms: ChannelAccount, services: Services
) -> None:
    picture = {
        "NumMedia": "1",
        "MediaUrl0": "https://m.example/1",
        "MediaContentType0": "image/png",
    }
    assert (await call(web, sms, texted(sms, "", **picture))).status_code == 200
    assert await count(services, "turns") == 1


async def test_it_refuses_a_hundred_thousand_fields(
    web: httpx2.AsyncClient, sms: ChannelAccount
) -> None:
    many = [(f"f{index}", "") for index in range(50_000)]
    started = time.process_time()
    answer = await call(web, sms, many)
    assert answer.status_code in (400, 413)
    assert time.process_time() - started < 2


async def raw(web: httpx2.AsyncClient) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_connection(web.base_url.host, web.base_url.port)


async def status_of(reader: asyncio.StreamReader, timeout_s: float = 5.0) -> bytes:
    async with asyncio.timeout(timeout_s):
        try:
            return await reader.read(4096)
        except ConnectionResetError:
            # Closed while we were still sending: that is what unread bytes lead to.
            return b""


async def test_it_refuses_a_hundred_megabytes_before_reading_them(
    web: httpx2.AsyncClient, sms: ChannelAccount
) -> None:
    reader, writer = await raw(web)
    before_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    head = (
        f"POST /webhooks/twilio/{sms.key} HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n"
    )
    writer.write(head.encode() + b"a=1")
    answer = await status_of(reader)
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"connection: close" in answer.lower()
    # The rest of the body is not read: the connection ends.
    with contextlib.suppress(ConnectionError):
        writer.write(b"x" * 1_000_000)
        await writer.drain()
        assert await status_of(reader) == b""
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb < 20_000
    writer.close()


async def test_it_counts_chunks_and_stops_at_the_limit(
    web: httpx2.AsyncClient, sms: ChannelAccount
) -> None:
    reader, writer = await raw(web)
    head = (
        f"POST /webhooks/twilio/{sms.key} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    writer.write(head.encode())
    chunk = b"8000\r\n" + b"a" * 0x8000 + b"\r\n"
    with contextlib.suppress(ConnectionError):
        for _ in range(40):
            writer.write(chunk)
            await writer.drain()
    assert (await status_of(reader)).startswith(b"HTTP/1.1 413")
    writer.close()


@pytest.mark.parametrize("framing", ["Content-Length: 1000", "Transfer-Encoding: chunked"])
async def test_it_cuts_off_a_body_that_drips(
    web: httpx2.AsyncClient, sms: ChannelAccount, framing: str
) -> None:
    reader, writer = await raw(web)
    writer.write(
        f"POST /webhooks/twilio/{sms.key} HTTP/1.1\r\nHost: x\r\n{framing}\r\n\r\n".encode()
    )
    started = time.monotonic()
    drip = asyncio.create_task(_drip(writer))
    answer = await status_of(reader)
    assert answer.startswith(b"HTTP/1.1 400")
    assert time.monotonic() - started < 3
    assert await status_of(reader) == b""
    drip.cancel()
    with contextlib.suppress(asyncio.CancelledError, ConnectionError):
        await drip
    writer.close()


async def _drip(writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b"1")
        await writer.drain()
        await asyncio.sleep(0.2)


async def test_it_takes_a_chunked_body_like_any_other(
    web: httpx2.AsyncClient, sms: ChannelAccount
) -> None:
    pairs = texted(sms, "In pieces")
    path, body = f"/webhooks/twilio/{sms.key}", encode_form(pairs)

    async def pieces() -> AsyncIterator[bytes]:
        for index in range(0, len(body), 7):
            yield body[index : index + 7]

    headers = {"x-twilio-signature": sign(TOKEN, PUBLIC_URL + path, pairs)}
    answer = await web.post(path, content=pieces(), headers=headers)
    assert answer.status_code == 200


async def test_its_connection_serves_on_after_a_refusal(
    web: httpx2.AsyncClient, sms: ChannelAccount
) -> None:
    assert (await call(web, sms, texted(sms, "Hi"), token="wrong")).status_code == 403
    assert (await call(web, sms, texted(sms, "Hi"))).status_code == 200
