"""The world as a whole: its setup, its connections, and a play from opening to verdict."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator
from urllib.parse import urlencode

import httpx2
import pytest
import uvloop

from app.errors import Invalid
from app.world.clockwork import Latency
from app.world.http_client import NoAnswer, WebhookClient
from app.world.http_server import Answer, HttpServer, Request
from app.world.phones import Lead, make_leads
from app.world.twilio import TwilioSetup
from app.world.twilio_records import segments
from app.world.world import World, WorldSetup

ACCOUNT_SID, OURS = "AC" + "0" * 32, "+15550001111"


def auth() -> str:
    return "Basic " + base64.b64encode(f"{ACCOUNT_SID}:tok".encode()).decode()


@pytest.fixture
async def world() -> AsyncIterator[World]:
    twilio = TwilioSetup(accounts={ACCOUNT_SID: "tok"}, step_s=0.01)
    simulated = World(WorldSetup(seed=7, twilio=twilio))
    await simulated.start()
    yield simulated
    await simulated.stop()


async def send(world: World, to: str, body: str) -> None:
    client = WebhookClient()
    path = f"{world.base_url}/2010-04-01/Accounts/{ACCOUNT_SID}/Messages.json"
    form = urlencode({"To": to, "From": OURS, "Body": body}).encode()
    await client.post(path, form, {"Authorization": auth()})
    await client.close()


class Echo:
    """A product in miniature: answers every webhook with the same text."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.server = HttpServer(self.handle)

    def handle(self, request: Request) -> Answer:
        lead = dict(request.form())["From"]
        self.server.spawn(send(self.world, lead, "Hello! What is your budget?"))
        return Answer(204)


async def test_leads_play_with_a_product(world: World) -> None:
    echo = Echo(world)
    port = await echo.server.start("127.0.0.1", 0)

    async def play(lead: Lead) -> None:
        text: str | None = lead.opening()
        while text is not None:
            record = await world.twilio.inbound(
                public_url=f"http://127.0.0.1:{port}/in",
                account_sid=ACCOUNT_SID,
                from_=lead.number,
                to=OURS,
                body=text,
            )
            reply = await world.twilio.reply_to(record, 2)
            assert reply is not None
            text = lead.next(reply.body)

    await asyncio.gather(*(play(lead) for lead in make_leads(20, 7)))
    await echo.server.stop()
    verdict = world.verdict()

    assert (verdict.leads_answered, verdict.lost, verdict.duplicated) == (20, 0, 0)
    assert verdict.inbound == verdict.outbound
    assert world.report()["defects"] == []


async def test_waiting_for_a_reply_ends_in_time(world: World) -> None:
    record = await world.twilio.inbound(
        public_url=f"{world.base_url}/control/health",
        account_sid=ACCOUNT_SID,
        from_="+12125550101",
        to=OURS,
        body="hi",
    )
    assert await world.twilio.reply_to(record, 0.05) is None


async def test_reset_forgets_what_was_said(world: World) -> None:
    await send(world, "+12125550101", "hi")
    world.reset()

    assert world.twilio.records == []
    assert world.report()["calls"] == {}


async def test_latency_is_waited_for(world: World) -> None:
    world.set_latency({"twilio": 150})
    started = asyncio.get_running_loop().time()
    await send(world, "+12125550101", "hi")

    assert asyncio.get_running_loop().time() - started >= 0.15


@pytest.mark.parametrize("text", ["soon", "uniform:5", "lognormal:90:10", "normal:1:2"])
def test_it_rejects_a_latency_it_cannot_read(text: str) -> None:
    with pytest.raises(Invalid, match="lognormal:median:p95"):
        Latency.parse(text)


def test_it_rejects_faults_before_it_starts() -> None:
    with pytest.raises(Invalid, match="tea"):
        World(WorldSetup(faults="twilio:tea=1"))


async def test_an_unknown_path_is_said_to_be_unknown(world: World) -> None:
    async with httpx2.AsyncClient(base_url=world.base_url) as client:
        answer = await client.get("/v9/tea")

    assert answer.status_code == 404
    assert "/v9/tea" in answer.json()["error"]


async def test_a_defect_of_a_double_is_not_hidden() -> None:
    def broken(request: Request) -> Answer:
        raise ZeroDivisionError

    server = HttpServer(broken)
    port = await server.start("127.0.0.1", 0)
    client = WebhookClient()
    status, _ = await client.post(f"http://127.0.0.1:{port}/", b"", {})
    await client.close()
    await server.stop()

    assert status == 500
    assert [type(error) for error in server.defects] == [ZeroDivisionError]


async def test_requests_on_one_line_are_answered_in_order() -> None:
    def slow_first(request: Request) -> Answer:
        return Answer(200, request.body, delay_s=0.1 if request.body == b"1" else 0)

    server = HttpServer(slow_first)
    port = await server.start("127.0.0.1", 0)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for body in (b"1", b"2"):
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n" + body)
    got = b""
    while got.count(b"HTTP/1.1") < 2 or not got.endswith(b"2"):
        got += await asyncio.wait_for(reader.read(1000), 2)
    writer.close()
    await writer.wait_closed()
    await server.stop()

    assert got.index(b"\r\n\r\n1") < got.index(b"\r\n\r\n2")


def test_it_serves_on_the_products_own_loop() -> None:
    async def asked() -> int:
        simulated = World()
        base_url = await simulated.start()
        client = WebhookClient()
        status, _ = await client.post(f"{base_url}/control/reset", b"", {})
        await client.close()
        await simulated.stop()
        return status

    assert uvloop.run(asked()) == 200


async def test_a_kept_line_that_died_is_replaced() -> None:
    server = HttpServer(lambda request: Answer(204))
    port = await server.start("127.0.0.1", 0)
    client = WebhookClient()
    url = f"http://127.0.0.1:{port}/"
    await client.post(url, b"", {})
    for connection in list(server.connections):
        connection.close()
    status, _ = await client.post(url, b"", {})
    await client.close()
    await server.stop()

    assert status == 204


async def test_a_silent_product_is_no_answer() -> None:
    server = HttpServer(lambda request: Answer(204, delay_s=5))
    port = await server.start("127.0.0.1", 0)
    client = WebhookClient()
    with pytest.raises(NoAnswer):
        await client.post(f"http://127.0.0.1:{port}/", b"", {}, timeout_s=0.1)
    await client.close()
    await server.stop()


@pytest.mark.parametrize(
    ("text", "count"),
    [("a" * 160, 1), ("a" * 161, 2), ("€" * 80, 1), ("€" * 81, 2), ("ش" * 70, 1), ("ش" * 71, 2)],
)
def test_segments_are_counted_as_carriers_do(text: str, count: int) -> None:
    assert segments(text) == count
