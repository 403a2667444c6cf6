"""Characters that are none (NUL, halves of surrogate pairs, stray bytes) at every entrance.

They are mended or refused, never a crash: a crash is a line in the log, and for a provider a
reason to send the same again.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest

from app import admin
from app.domain.tenant import ChannelKind
from app.flows.manage_tenant import Put
from app.services import Services
from tests.journeys.demo_world import house
from tests.routes.public import PUBLIC_URL, call, channel, site, texted

EMAIL, PASSWORD = "dana@example.com", "tidal-anchor-47"


@pytest.fixture
async def web(services: Services, acme: Put) -> AsyncIterator[httpx2.AsyncClient]:
    await admin.create(services, EMAIL, "Dana")
    await admin.reset_password(services, EMAIL, PASSWORD)
    async with site(services) as client:
        client.headers["origin"] = str(client.base_url).rstrip("/")
        client.headers["accept"] = "text/html"
        yield client


@pytest.mark.parametrize(
    "body",
    [
        rb'{"phone": "+12125550123", "message": "two\ud800 rooms\u0000"}',
        rb'{"email": "noor\u0000@example.com", "name": "No\udfffor", "\ud800room": "2"}',
    ],
)
async def test_it_takes_a_form_with_broken_characters(
    web: httpx2.AsyncClient, acme: Put, services: Services, body: bytes
) -> None:
    key = channel(acme, ChannelKind.WEB_FORM).key
    del web.headers["origin"]
    assert (await web.post(f"/forms/{key}", content=body)).status_code == 202
    lead = await services.db.read(lambda tx: tx.one("SELECT name, email FROM leads"))
    assert lead is not None
    assert (lead["name"], lead["email"]) in (("", ""), ("No\ufffdor", "noor@example.com"))


async def test_it_takes_a_plain_form_with_broken_characters(
    web: httpx2.AsyncClient, acme: Put
) -> None:
    key = channel(acme, ChannelKind.WEB_FORM).key
    del web.headers["origin"]
    headers = {"content-type": "application/x-www-form-urlencoded"}
    body = "email=noor%00@example.com&message=%ED%A0%80%00"
    assert (await web.post(f"/forms/{key}", content=body, headers=headers)).status_code == 303


@pytest.mark.parametrize("token", [b"Bearer \xff\xfe", b"Bearer a.b.\xc3\xa9"])
async def test_it_refuses_a_visitors_token_of_stray_bytes(
    web: httpx2.AsyncClient, acme: Put, token: bytes
) -> None:
    key = channel(acme, ChannelKind.WEB_CHAT).key
    del web.headers["origin"]
    answer = await web.post(f"/chat/{key}/messages", json={}, headers={"authorization": token})
    assert answer.status_code == 403


@pytest.mark.parametrize("named", [rb"\ud800", rb"\u0000"])
async def test_it_refuses_to_note_impossible_deliveries(
    web: httpx2.AsyncClient, acme: Put, named: bytes
) -> None:
    key = channel(acme, ChannelKind.WEB_CHAT).key
    del web.headers["origin"]
    begun = await web.post(f"/chat/{key}/sessions", json={})
    headers = {"authorization": f"Bearer {begun.json()['token']}"}
    body = b'{"ids": ["%s"]}' % named
    answer = await web.post(f"/chat/{key}/ack", content=body, headers=headers)
    assert answer.status_code == 400


@pytest.mark.parametrize("kind", ["From", "MessageSid"])
async def test_it_never_crashes_on_a_signed_message_with_nul(
    services: Services, acme: Put, kind: str
) -> None:
    account = channel(acme, ChannelKind.SMS)
    public = replace(services, settings=services.settings.replaced(public_url=PUBLIC_URL))
    async with site(public) as web:
        answer = await call(web, account, texted(account, "hello", **{kind: "+1212\x005550123"}))
    assert answer.status_code in (200, 400)


async def test_it_treats_a_cookie_of_stray_bytes_as_none(web: httpx2.AsyncClient) -> None:
    answer = await web.get("/conversations", headers={"cookie": b"leadline_session=\xff\xfe"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=/conversations")


@pytest.mark.parametrize("email", ["dana%00@example.com", "%ED%A0%80", "dana%40example.com%00"])
async def test_it_refuses_to_sign_in_broken_characters(web: httpx2.AsyncClient, email: str) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded"}
    answer = await web.post("/login", content=f"email={email}&password=x", headers=headers)
    assert answer.status_code in (400, 401)


async def test_it_finds_no_conversation_with_nul_in_its_id(web: httpx2.AsyncClient) -> None:
    await web.post("/login", data={"email": EMAIL, "password": PASSWORD})
    answer = await web.get("/live/conversations?open=%00")
    assert answer.status_code in (400, 404)


@pytest.mark.parametrize("path", ["/static/%00", "/static/js/%00.js", "/static/", "/static/js"])
async def test_it_finds_nothing_where_no_asset_is(web: httpx2.AsyncClient, path: str) -> None:
    assert (await web.get(path)).status_code == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"[" * 10_000, 400), (b'{"business": "%s", "text": "a\\ud800\\u0000b"}', 200)],
)
async def test_it_keeps_the_phone_simulator_running(
    tmp_path: Path, body: bytes, status: int
) -> None:
    async with house(tmp_path) as home, httpx2.AsyncClient(base_url=home.base_url) as web:
        page = await web.get("/demo/phone")
        business = re.findall(r'data-business="(\w+)"', page.text)[0]
        sent = body.replace(b"%s", business.encode())
        answer = await web.post("/demo/phone/send", content=sent, headers={"origin": home.base_url})
    assert answer.status_code == status
