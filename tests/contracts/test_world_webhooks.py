"""The webhooks of the Twilio double: signed and shaped as recorded, retried and doubled."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx2
import pytest
from twilio.request_validator import RequestValidator

from app.world.http_server import Answer, HttpServer, Request
from app.world.signature import encode_form, sign
from app.world.twilio_records import Record
from app.world.webhooks import Retries
from app.world.world import World
from tests.contract_files import contract_json

pytestmark = pytest.mark.contracts

ACCOUNT_SID = "AC" + "a" * 32
OURS, LEAD = "+15105550100", "+12125550199"
PUBLIC = "https://leads.example.com"


@dataclass
class Product:
    """Stands for the product: keeps what came, and answers with ``statuses`` in turn."""

    got: list[Request] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)

    def handle(self, request: Request) -> Answer:
        self.got.append(request)
        return Answer(self.statuses.pop(0) if self.statuses else 204)

    def values(self, name: str) -> list[str]:
        return [dict(request.form()).get(name, "") for request in self.got]


@pytest.fixture
async def product(world: World) -> AsyncIterator[Product]:
    standing = Product()
    server = HttpServer(standing.handle)
    port = await server.start("127.0.0.1", 0)
    world.webhooks.rewrite[PUBLIC] = f"http://127.0.0.1:{port}"
    yield standing
    await server.stop()


async def write(world: World, body: str, **more: Any) -> Record:
    given = {"from_": LEAD, "to": OURS, "account_sid": ACCOUNT_SID, "public_url": f"{PUBLIC}/in"}
    return await world.twilio.inbound(body=body, **{**given, **more})


async def send(world: World, body: str = "Hi", **more: str) -> httpx2.Response:
    form = {"To": LEAD, "From": OURS, "Body": body, "StatusCallback": f"{PUBLIC}/status", **more}
    async with httpx2.AsyncClient(base_url=world.base_url, auth=(ACCOUNT_SID, "tok")) as client:
        return await client.post(f"/2010-04-01/Accounts/{ACCOUNT_SID}/Messages.json", data=form)


@pytest.mark.parametrize(
    "vector",
    [
        pytest.param(vector, id=vector["id"])
        for vector in (contract_json("twilio/signature_vectors.json") or {"vectors": []})["vectors"]
    ],
)
def test_its_signature_equals_the_vector(vector: dict[str, Any]) -> None:
    # A JSON body has no pairs: its hash stands in the URL.
    pairs = [(name, value) for name, value in vector["params"] or []]
    urls = [vector["url"], *variants(vector["url"])]
    made = {sign(vector["auth_token"], url, pairs) for url in urls}

    assert (vector["signature"] in made) is vector["valid"]


def variants(url: str) -> list[str]:
    """Return the URL with and without its port: a validator has to try both."""
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    bare, colon, _ = host.partition(":")
    port = {"https": "443", "http": "80"}[scheme]
    other = bare if colon else f"{bare}:{port}"
    return [f"{scheme}://{other}{slash}{path}"]


async def test_an_inbound_message_has_the_recorded_fields(
    world: World, product: Product, contracts: Path
) -> None:
    await write(world, "Hi, is it free?", service="MG" + "b" * 32)
    sample = (contracts / "twilio/webhooks/inbound_sms.form").read_text()

    wanted = [name for name, _ in parse_qsl(sample, keep_blank_values=True)]
    assert [name for name, _ in product.got[0].form()] == wanted


async def test_a_whatsapp_message_has_the_recorded_fields(
    world: World, product: Product, contracts: Path
) -> None:
    await write(world, "السلام عليكم", channel="whatsapp")
    sample = (contracts / "twilio/webhooks/inbound_whatsapp_text.form").read_text()

    wanted = {name for name, _ in parse_qsl(sample, keep_blank_values=True)}
    got = dict(product.got[0].form())
    assert set(got) == wanted - {"ReferralNumMedia"}
    assert got["From"] == f"whatsapp:{LEAD}"


@pytest.mark.parametrize("body", ["", " two\r\nlines ", "a+b & c=d % 50", "مرحبا 👋"])
async def test_the_official_validator_accepts_it(world: World, product: Product, body: str) -> None:
    record = await write(world, body)
    request = product.got[0]
    fields = dict(request.form())
    signature = request.headers["x-twilio-signature"]

    assert record.acked_s is not None
    assert fields["Body"] == body
    assert RequestValidator("tok").validate(f"{PUBLIC}/in", fields, signature)
    assert request.headers["host"] == "leads.example.com"


async def test_a_recorded_form_is_encoded_the_same(contracts: Path) -> None:
    for path in sorted((contracts / "twilio/webhooks").glob("inbound_*.form")):
        raw = path.read_bytes()
        pairs = parse_qsl(raw.decode(), keep_blank_values=True)
        assert parse_qsl(encode_form(pairs).decode(), keep_blank_values=True) == pairs


async def test_status_callbacks_come_in_order(world: World, product: Product) -> None:
    answer = await send(world)
    await world.settle()

    assert product.values("MessageStatus") == ["queued", "sending", "sent", "delivered"]
    assert set(product.values("MessageSid")) == {answer.json()["sid"]}


async def test_a_status_callback_has_the_recorded_fields(
    world: World, product: Product, contracts: Path
) -> None:
    await send(world)
    await world.settle()
    sample = (contracts / "twilio/webhooks/status_delivered.form").read_text()

    wanted = {name for name, _ in parse_qsl(sample)} - {"MessagingServiceSid"}
    assert {name for name, _ in product.got[-1].form()} == wanted


async def test_a_whatsapp_text_outside_the_window_fails(world: World, product: Product) -> None:
    answer = await send(world, To=f"whatsapp:{LEAD}", From=f"whatsapp:{OURS}")
    await world.settle()

    assert answer.status_code == 201
    assert product.values("MessageStatus") == ["queued", "failed"]
    assert product.values("ErrorCode")[-1] == "63016"


async def test_a_whatsapp_reply_inside_the_window_is_read(world: World, product: Product) -> None:
    await write(world, "hola", channel="whatsapp")
    await send(world, To=f"whatsapp:{LEAD}", From=f"whatsapp:{OURS}")
    await world.settle()

    assert product.values("MessageStatus")[-1] == "read"
    assert product.values("EventType")[-1] == "READ"


async def test_stop_is_answered_by_twilio_and_blocks(world: World, product: Product) -> None:
    record = await write(world, " Stop ")
    refused = await send(world)
    await write(world, "START")
    taken = await send(world)

    assert not record.expects_reply
    assert refused.json()["code"] == 21610
    assert taken.status_code == 201
    assert [r.direction for r in world.twilio.records if r.by_provider] == ["outbound-reply"] * 2


async def test_stop_on_whatsapp_is_left_to_the_product(world: World, product: Product) -> None:
    record = await write(world, "STOP", channel="whatsapp")

    assert record.expects_reply
    assert [r for r in world.twilio.records if r.by_provider] == []


@pytest.mark.parametrize(
    ("retries", "statuses", "attempts"),
    [
        (Retries(1), [500, 204], ["500"]),
        (Retries(3, frozenset({"5xx"}), 0.01), [500, 503, 204], ["500", "503", "204"]),
        (Retries(2, frozenset({"5xx"}), 0.01), [403], ["403"]),
        (Retries(2, frozenset({"all"}), 0.01), [403, 500, 500], ["403", "500", "500"]),
    ],
)
async def test_it_retries_as_it_is_told(
    world: World,
    product: Product,
    retries: Retries,
    statuses: list[int],
    attempts: list[str],
) -> None:
    world.webhooks.retries = retries
    product.statuses = statuses
    record = await write(world, "hi")

    assert record.attempts == attempts
    assert len(set(product.values("MessageSid"))) == 1


async def test_the_url_may_override_the_retries(world: World, product: Product) -> None:
    product.statuses = [500, 500, 204]
    world.webhooks.retries = Retries(0, frozenset(), 0.01)
    record = await write(world, "hi", public_url=f"{PUBLIC}/in#rc=2&rp=5xx")

    assert record.attempts == ["500", "500", "204"]
    assert product.got[0].path == "/in"


async def test_nobody_listening_is_no_acknowledgement(world: World) -> None:
    world.webhooks.retries = Retries(1, frozenset({"ct"}), 0.01)
    record = await write(world, "hi", url="http://127.0.0.1:9/in")

    assert record.attempts == ["connect", "connect"]
    assert record.acked_s is None


async def test_a_duplicate_is_the_same_message_again(world: World, product: Product) -> None:
    world.faults.force("webhooks", "duplicate")
    await write(world, "hi")
    await world.settle()

    assert len(product.got) in (2, 3)
    assert len({request.body for request in product.got}) == 1
    assert len({r.headers["i-twilio-idempotency-token"] for r in product.got}) == 1


async def test_a_held_back_callback_is_overtaken(world: World, product: Product) -> None:
    world.faults.force("webhooks", "reorder")
    await send(world)
    await world.settle()

    statuses = product.values("MessageStatus")
    assert statuses[0] != "queued"
    assert sorted(statuses) == ["delivered", "queued", "sending", "sent"]


async def test_media_needs_credentials_and_redirects(world: World, product: Product) -> None:
    await write(world, "", media=[("image/png", b"\x89PNG")])
    url = dict(product.got[0].form())["MediaUrl0"]

    async with httpx2.AsyncClient() as client:
        bare = await client.get(url)
        found = await client.get(url, auth=(ACCOUNT_SID, "tok"), follow_redirects=True)

    assert bare.status_code == 401
    assert (found.content, found.headers["content-type"]) == (b"\x89PNG", "image/png")


async def test_control_lets_another_process_write(world: World, product: Product) -> None:
    wish = {
        "public_url": f"{PUBLIC}/in", "account_sid": ACCOUNT_SID, "from": LEAD, "to": OURS,
        "body": "hi",
    }  # fmt: skip
    async with httpx2.AsyncClient(base_url=world.base_url) as client:
        await client.post("/control/inbound", json=wish)
        await world.settle()
        report = (await client.get("/control/report")).json()
        unknown = {**wish, "account_sid": "AC" + "9" * 32}
        refused = await client.post("/control/inbound", json=unknown)
        bad = await client.post("/control/config", json={"faults": "twilio:tea=1"})

    assert (report["inbound"], report["lost"]) == (1, 1)
    assert (bad.status_code, refused.status_code) == (400, 400)
    assert "tea" in json.dumps(bad.json())
