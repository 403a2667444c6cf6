"""Public forms: by script and without, with traps, limits and mistakes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx2
import pytest

from app.domain.tenant import ChannelAccount, ChannelKind
from app.flows.manage_tenant import Put
from app.services import Services
from tests.routes.public import channel, count, site

PHONE, EMAIL = "(212) 555-0123", "noor@example.com"


@pytest.fixture
async def web(services: Services, acme: Put) -> AsyncIterator[httpx2.AsyncClient]:
    async with site(services) as client:
        yield client


@pytest.fixture
def form(acme: Put) -> ChannelAccount:
    return channel(acme, ChannelKind.WEB_FORM)


def fields(**more: object) -> dict[str, Any]:
    return {"name": "Noor", "phone": PHONE, "message": "Two bedrooms?", "consent": True} | more


async def test_it_stores_what_a_script_posts(
    web: httpx2.AsyncClient, form: ChannelAccount, services: Services
) -> None:
    answer = await web.post(f"/forms/{form.key}", json=fields(utm_campaign="spring"))
    assert (answer.status_code, answer.json()) == (202, {"status": "received"})
    lead = await services.db.read(lambda tx: tx.one("SELECT phone, source, name FROM leads"))
    assert lead is not None
    assert (lead["phone"], lead["source"], lead["name"]) == ("+12125550123", "spring", "Noor")


async def test_it_stores_what_a_plain_form_posts_and_says_thanks(
    web: httpx2.AsyncClient, form: ChannelAccount, services: Services
) -> None:
    answer = await web.post(f"/forms/{form.key}", data=fields(consent="on"))
    assert (answer.status_code, answer.headers["location"]) == (303, f"/forms/{form.key}/thanks")
    assert (await web.get(answer.headers["location"])).status_code == 200
    assert await count(services, "messages") == 1


async def test_it_goes_on_to_the_tenants_own_page_of_thanks(
    web: httpx2.AsyncClient, form: ChannelAccount, services: Services
) -> None:
    page = "https://acme.example/thanks"
    services.accounts._by_key.put(form.key, replace(form, settings={"thanks_url": page}))
    answer = await web.post(f"/forms/{form.key}", data=fields())
    assert answer.headers["location"] == page


async def test_it_takes_a_repeated_submission_once(
    web: httpx2.AsyncClient, form: ChannelAccount, services: Services
) -> None:
    for body in (
        fields(),
        fields(),
        fields(submission_id="abcdefgh"),
        fields(submission_id="abcdefgh", message="changed"),
    ):
        assert (await web.post(f"/forms/{form.key}", json=body)).status_code in (202, 429)
    assert await count(services, "messages") == 2


async def test_it_answers_a_trapped_program_like_anybody(
    web: httpx2.AsyncClient, form: ChannelAccount, services: Services
) -> None:
    trapped = await web.post(f"/forms/{form.key}", json=fields(website="https://spam.example"))
    honest = await web.post(f"/forms/{form.key}", json=fields())
    assert (trapped.status_code, trapped.content) == (honest.status_code, honest.content)
    assert await count(services, "messages") == 1


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"phone": "12"}, {"phone"}),
        ({"phone": "+44 20 7946 0018"}, {"phone"}),
        ({"phone": "+1 900 555 0123"}, {"phone"}),
        ({"email": "nobody@"}, {"email"}),
        ({"phone": ""}, {"phone", "email"}),
        ({"message": "x" * 5_000}, {"message"}),
    ],
)
async def test_it_names_every_field_to_mend(
    web: httpx2.AsyncClient,
    form: ChannelAccount,
    services: Services,
    change: dict[str, str],
    named: set[str],
) -> None:
    answer = await web.post(f"/forms/{form.key}", json=fields(**change))
    assert answer.status_code == 422
    assert set(answer.json()["error"]["fields"]) == named
    assert await count(services, "messages") == 0


async def test_its_page_of_mistakes_shows_text_as_text(
    web: httpx2.AsyncClient, form: ChannelAccount
) -> None:
    body = fields(phone="12") | {"<script>alert(1)</script>": "x" * 5_000}
    answer = await web.post(f"/forms/{form.key}", data=body)
    assert answer.status_code == 422
    assert "<script>" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b'{"name": {"a": 1}}', 400),
        (b"[" * 30_000, 400),
        (b'{"a": "' + b"x" * 40_000 + b'"}', 413),
        (b"{" + b",".join(b'"f%d": 1' % n for n in range(60)) + b"}", 400),
    ],
)
async def test_it_refuses_bodies_that_are_no_form(
    web: httpx2.AsyncClient, form: ChannelAccount, body: bytes, status: int
) -> None:
    headers = {"content-type": "application/json"}
    answer = await web.post(f"/forms/{form.key}", content=body, headers=headers)
    assert answer.status_code == status


async def test_only_listed_pages_may_post_by_script(
    web: httpx2.AsyncClient, form: ChannelAccount, services: Services
) -> None:
    path = f"/forms/{form.key}"
    foreign = await web.post(path, json=fields(), headers={"origin": "https://evil.example"})
    listed = await web.post(path, json=fields(), headers={"origin": "https://acme.example"})
    assert (foreign.status_code, listed.status_code) == (403, 202)
    assert listed.headers["access-control-allow-origin"] == "https://acme.example"
    asked = await web.options(path, headers={"origin": "https://acme.example"})
    assert "POST" in asked.headers["access-control-allow-methods"]
    assert await count(services, "messages") == 1


async def test_it_slows_down_one_person_and_one_address(
    web: httpx2.AsyncClient, form: ChannelAccount
) -> None:
    path = f"/forms/{form.key}"
    same = [(await web.post(path, json=fields(message=f"again {n}"))).status_code for n in range(5)]
    assert same == [202, 202, 202, 429, 429]
    others = [
        await web.post(path, json={"email": f"lead{n}@example.com", "message": "hi"})
        for n in range(20)
    ]
    assert others[-1].status_code == 429
    assert int(others[-1].headers["retry-after"]) >= 1


async def test_it_knows_forms_only_by_their_key(web: httpx2.AsyncClient, acme: Put) -> None:
    chat = channel(acme, ChannelKind.WEB_CHAT)
    assert (await web.post(f"/forms/{chat.key}", json=fields())).status_code == 404
    assert (await web.post("/forms/nobody", json=fields())).status_code == 404


async def test_it_keeps_other_answers_in_the_message(
    web: httpx2.AsyncClient, form: ChannelAccount, services: Services
) -> None:
    await web.post(f"/forms/{form.key}", json=fields(move_in="May", rooms=3, website=""))
    row = await services.db.read(lambda tx: tx.one("SELECT body FROM messages"))
    assert row is not None
    assert row["body"] == "Two bedrooms?\nMove in: May\nRooms: 3"
