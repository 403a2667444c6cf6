"""The world takes every recorded request of the official clients, and answers by the specs."""

from __future__ import annotations

import base64
import json
from array import array
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest

from app.world.twilio_records import Record
from app.world.world import World
from tests.contract_files import contract_json

pytestmark = pytest.mark.contracts

ACCOUNT_SID = "AC" + "a" * 32
RECORDED = (
    "anthropic/sdk_requests.json",
    "anthropic/sdk_requests_0.125.0.json",
    "openai/sdk_requests.json",
    "twilio/sdk_requests.json",
)


def recorded() -> list[Any]:
    found = []
    for name in RECORDED:
        provider = name.partition("/")[0]
        for request in (contract_json(name) or {"requests": []})["requests"]:
            found.append(pytest.param(provider, request, id=f"{provider}: {request['name']}"))
    return found


def known_message(world: World) -> None:
    """Keep the message that the recorded requests name."""
    sid = "SM" + "1" * 32
    record = Record(
        sid=sid,
        account_sid=ACCOUNT_SID,
        to="+12125550199",
        sender="+15105550100",
        body="Hi",
        direction="outbound-api",
        status="queued",
        created_ms=1_795_000_000_000,
        sent_ms=1_795_000_000_000,
    )
    world.twilio.keep(record)
    template: dict[str, object] = {"types": {"twilio/text": {"body": "Hello {{1}}"}}}
    world.twilio.resources.add_template(ACCOUNT_SID, template, 0, "HX" + "c" * 32)
    world.twilio.resources.add_number("PN" + "1" * 32, "+15105550100")


async def replay(world: World, request: dict[str, Any]) -> httpx2.Response:
    known_message(world)
    async with httpx2.AsyncClient(base_url=world.base_url) as client:
        return await client.request(
            request["method"],
            request["path"],
            headers=request["headers"],
            content=(request["body"] or "").encode(),
        )


@pytest.mark.parametrize(("provider", "request_"), recorded())
async def test_it_takes_recorded_requests(
    world: World, check: Any, provider: str, request_: dict[str, Any]
) -> None:
    answer = await replay(world, request_)

    assert answer.status_code in (200, 201)
    if answer.headers["content-type"].startswith("text/event-stream"):
        assert b"event: message_stop" in answer.content
        return
    path = urlsplit(request_["path"]).path
    path = path.removeprefix("/v1") if provider == "openai" else path
    spec = f"{provider}/{request_['spec']}"
    body = with_numbers(answer.json())
    assert check(spec, request_["method"], path, answer.status_code, body) == []


def with_numbers(body: dict[str, Any]) -> dict[str, Any]:
    """Decode base64 embeddings: the spec describes only the other form."""
    for row in body.get("data", []) if body.get("object") == "list" else []:
        if isinstance(row.get("embedding"), str):
            row["embedding"] = array("f", base64.b64decode(row["embedding"])).tolist()
    return body


def test_a_broken_answer_fails_the_check(contracts: Any, check: Any) -> None:
    answer = json.loads((contracts / "anthropic/responses/message_text.json").read_text())
    spec = "anthropic/messages.openapi.json"
    whole = check(spec, "POST", "/v1/messages", 200, answer)
    del answer["usage"]

    assert whole == []
    assert check(spec, "POST", "/v1/messages", 200, answer) != []


@pytest.mark.parametrize("provider", ["anthropic", "openai"])
@pytest.mark.parametrize("kind", ["401", "402", "429", "500", "503", "529"])
async def test_its_errors_have_the_recorded_shape(
    world: World, contracts: Any, provider: str, kind: str
) -> None:
    rows = json.loads((contracts / provider / "errors.json").read_text())["errors"]
    shapes = {
        row["status"]: {
            "body": set(row["body"]),
            "error": set(row["body"]["error"]),
            "types": {r["body"]["error"]["type"] for r in rows if r["status"] == row["status"]},
        }
        for row in rows
        if "request-id" in row["headers"] or provider == "openai"
    }
    path = "/v1/messages" if provider == "anthropic" else "/v1/embeddings"
    world.faults.force(provider, kind)

    async with httpx2.AsyncClient(base_url=world.base_url) as client:
        answer = await client.post(path, json={}, headers={"authorization": "Bearer k"})

    shape = shapes[answer.status_code]
    assert set(answer.json()) == shape["body"]
    assert set(answer.json()["error"]) == shape["error"]
    assert answer.json()["error"]["type"] in shape["types"]


@pytest.mark.parametrize("kind", ["401", "429", "500", "503"])
async def test_twilio_errors_have_the_recorded_codes(
    world: World, contracts: Any, kind: str
) -> None:
    rows = json.loads((contracts / "twilio/errors.json").read_text())["errors"]
    known = {row["status"]: row["body"] for row in rows if isinstance(row.get("body"), dict)}
    world.faults.force("twilio", kind)

    async with httpx2.AsyncClient(base_url=world.base_url) as client:
        answer = await client.post(f"/2010-04-01/Accounts/{ACCOUNT_SID}/Messages.json")

    wanted = known[int(kind)]
    assert answer.status_code == int(kind)
    assert set(answer.json()) == set(wanted)
    assert answer.json()["code"] == wanted["code"]


async def test_it_refuses_a_message_without_recipient(world: World) -> None:
    async with httpx2.AsyncClient(base_url=world.base_url, auth=(ACCOUNT_SID, "tok")) as client:
        path = f"/2010-04-01/Accounts/{ACCOUNT_SID}/Messages.json"
        answer = await client.post(path, data={"From": "+15105550100", "Body": "Hi"})

    assert (answer.status_code, answer.json()["code"]) == (400, 21604)
    assert world.twilio.records == []


async def test_it_refuses_a_prompt_without_max_tokens(world: World, check: Any) -> None:
    async with httpx2.AsyncClient(base_url=world.base_url) as client:
        answer = await client.post(
            "/v1/messages",
            json={"model": "claude-sonnet-4-5", "messages": [{"role": "user", "content": "hi"}]},
            headers={"x-api-key": "k", "anthropic-version": "2023-06-01"},
        )

    spec = "anthropic/messages.openapi.json"
    assert answer.status_code == 400
    assert check(spec, "POST", "/v1/messages", 400, answer.json()) == []


@pytest.mark.parametrize("encoding", ["float", "base64"])
async def test_its_embeddings_follow_the_spec(world: World, check: Any, encoding: str) -> None:
    body = {"model": "text-embedding-3-small", "input": ["a", "b"], "dimensions": 8}
    async with httpx2.AsyncClient(base_url=world.base_url) as client:
        answer = await client.post(
            "/v1/embeddings",
            json={**body, "encoding_format": encoding},
            headers={"authorization": "Bearer k"},
        )

    body = with_numbers(answer.json())
    assert [row["index"] for row in body["data"]] == [0, 1]
    assert [len(row["embedding"]) for row in body["data"]] == [8, 8]
    assert check("openai/embeddings_chat.openapi.json", "POST", "/embeddings", 200, body) == []
