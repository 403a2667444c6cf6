"""What programs reach with a key: one client's knowledge, within limits, and never another's."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import httpx2
import pytest
from openapi_schema_validator import OAS31Validator

from app.domain.tenant import Faq
from app.flows.api_keys import create_key, revoke_key
from app.flows.ingest import read_document
from app.flows.manage_knowledge import create_base, save_faq
from app.flows.manage_tenant import Put
from app.flows.publish import publish
from app.main import openapi
from app.services import Services
from tests.journeys.served import served

API = "/api/v1/knowledge"
# An application is described once in a process.
description = cache(openapi)
PARKING = Faq("", "Where can I park?", "Behind the house, free of charge.", language="en")


@dataclass(slots=True)
class Program:
    """A program of a client, with its key."""

    http: httpx2.AsyncClient
    put: Put
    base_id: str
    key: str
    key_id: str

    async def call(self, method: str, path: str, value: Any = None, **more: Any) -> httpx2.Response:
        headers = {"Authorization": f"Bearer {self.key}", **more.pop("headers", {})}
        if value is not None:
            more["content"] = json.dumps(value).encode()
        return await self.http.request(method, API + path, headers=headers, **more)

    async def search(self, query: Any, **more: Any) -> httpx2.Response:
        return await self.call("POST", "/search", {"query": query, **more})

    async def bases(self) -> set[str]:
        """Return the ids of the client's own bases."""
        return {one["id"] for one in (await self.call("GET", "/bases")).json()["bases"]}


async def program_of(services: Services, http: httpx2.AsyncClient, put: Put) -> Program:
    base = await create_base(services, put.tenant.id, "Visits")
    await save_faq(services, put.tenant.id, replace(PARKING, base_id=base.id))
    key_id, key = await create_key(services, put.tenant.id, "Website search")
    return Program(http, put, base.id, key, key_id)


@pytest.fixture
async def http(services: Services) -> AsyncIterator[httpx2.AsyncClient]:
    async with served(services) as address, httpx2.AsyncClient(base_url=address) as client:
        yield client


@pytest.fixture
async def program(services: Services, http: httpx2.AsyncClient, acme: Put) -> Program:
    return await program_of(services, http, acme)


async def test_it_answers_with_passages_and_says_why(program: Program) -> None:
    response = await program.search("where do I park?")
    found = response.json()
    best = found["passages"][0]
    assert response.status_code == 200
    assert (found["query"], found["language"], found["is_answered"]) == (
        "where do I park?", "en", True,
    )  # fmt: skip
    assert (best["kind"], best["title"], best["text"], best["base_id"]) == (
        "faq", PARKING.question, PARKING.answer, program.base_id,
    )  # fmt: skip
    first, behind = best["highlights"]["title"][0]
    assert PARKING.question[first:behind].lower() in ("where", "park")
    assert 0 < found["confidence"] <= 1
    assert best["parts"]
    assert "“park”" in best["why"]
    assert found["latency_ms"] > 0


async def test_its_answers_are_as_described(program: Program) -> None:
    described = description()
    for method, path, status, scope, call in (
        ("post", "/search", 200, "read", program.search("where do I park?")),
        ("get", "/bases", 200, "read", program.call("GET", "/bases")),
        (
            "get", "/bases/{base_id}/faqs", 200, "read",
            program.call("GET", f"/bases/{program.base_id}/faqs"),
        ),
        (
            "post", "/bases/{base_id}/faqs", 201, "write",
            program.call(
                "POST", f"/bases/{program.base_id}/faqs", {"question": "Q?", "answer": "A."}
            ),
        ),
        (
            "get", "/bases/{base_id}/documents", 200, "read",
            program.call("GET", f"/bases/{program.base_id}/documents"),
        ),
    ):  # fmt: skip
        response = await call
        operation = described["paths"][API + path][method]
        schema = operation["responses"][str(status)]["content"]["application/json"]["schema"]
        assert response.status_code == status, response.text
        OAS31Validator({**schema, "components": described["components"]}).validate(response.json())
        assert operation["security"] == [{"key": [scope]}]


async def test_nothing_here_answers_this_is_an_answer(program: Program) -> None:
    found = (await program.search("quantum chromodynamics lattice")).json()
    assert (found["is_answered"], found["passages"]) == (False, [])


async def test_a_follow_up_is_understood_by_what_was_said(program: Program) -> None:
    response = await program.search("and where?", context=["I want to park my car"])
    assert response.json()["passages"][0]["text"] == PARKING.answer


@pytest.mark.parametrize(
    "authorization",
    [None, "", "Bearer", "Bearer x y", "Basic abc", "Bearer ll_wrong", "Bearer " + "x" * 5000,
     "Bearer ll_" + "0" * 32, "Bearer ll_٣"],
)  # fmt: skip
async def test_it_rejects_a_request_without_a_good_key(
    program: Program, authorization: str | None
) -> None:
    headers = [(b"Authorization", authorization.encode())] if authorization is not None else []
    response = await program.http.post(
        f"{API}/search", headers=headers, content=b'{"query": "park"}'
    )
    assert response.status_code == 401
    assert response.json()["error"]["code"] == "unauthenticated"
    assert response.headers["WWW-Authenticate"] == "Bearer"


async def test_a_key_in_the_address_opens_nothing(program: Program) -> None:
    for name in ("key", "api_key", "access_token", "authorization"):
        response = await program.http.post(
            f"{API}/search?{name}={program.key}", content=b'{"query": "park"}'
        )
        assert response.status_code == 401


async def test_a_revoked_key_is_dead_at_once(program: Program, services: Services) -> None:
    assert (await program.search("park")).status_code == 200
    await revoke_key(services, program.put.tenant.id, program.key_id)
    assert (await program.search("park")).status_code == 401


async def test_only_the_hash_of_a_key_is_kept(program: Program, services: Services) -> None:
    rows = await services.db.read(
        lambda tx: [dict(row) for row in tx.all("SELECT * FROM api_keys")]
    )
    assert program.key not in str(rows)
    assert rows[0]["hint"] == program.key[-4:]


async def test_the_use_of_a_key_is_noted(program: Program, services: Services) -> None:
    await program.search("park")
    used = await services.db.read(lambda tx: tx.one("SELECT used_at FROM api_keys")["used_at"])
    assert used == services.clock.now_ms()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("query", 7), ("query", True), ("query", None), ("query", ["park"]), ("query", {"a": 1}),
        ("query", ""), ("query", "   "), ("query", "x" * 1001),
        ("base_id", 7), ("base_id", True), ("base_id", ["x"]), ("base_id", {}),
        ("channel", 1), ("channel", "fax"), ("channel", []),
        ("language", 1), ("language", "English"), ("language", False), ("language", "en\n"),
        ("context", "park"), ("context", [1]), ("context", ["x"] * 11), ("context", [None]),
        ("context", ["x" * 1001]), ("context", {"0": "x"}),
        ("limit", 0), ("limit", 21), ("limit", -1), ("limit", "8"), ("limit", True),
        ("limit", 2.5), ("limit", [8]), ("limit", 10**30),
    ],
)  # fmt: skip
async def test_it_names_a_field_that_is_wrong(program: Program, name: str, value: object) -> None:
    response = await program.call("POST", "/search", {"query": "park", name: value})
    error = response.json()["error"]
    assert (response.status_code, error["code"], list(error["fields"])) == (
        422, "unprocessable", [name],
    )  # fmt: skip
    assert error["message"].startswith(f"{name} must be ")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400), (b"{", 400), (b"[]", 400), (b"null", 400), (b'"park"', 400), (b"\xff\xfe", 400),
        (b'{"query": "\xff"}', 400), (b'{"query":' * 5_000, 400), (b'{"x":' + b"[" * 30_000, 400),
        (b'{"query": "\\ud800"}', 400), (b"{}", 422), (b'{"query": "x", "limit": NaN}', 400),
        (b'{"query": "' + b"x" * 70_000 + b'"}', 413),
    ],
)  # fmt: skip
async def test_it_rejects_what_is_no_question(program: Program, body: bytes, status: int) -> None:
    response = await program.call("POST", "/search", content=body)
    assert response.status_code == status
    assert set(response.json()["error"]) <= {"code", "message", "fields"}


async def test_unknown_fields_are_ignored(
    program: Program, services: Services, outsider: Put, http: httpx2.AsyncClient
) -> None:
    theirs = await program_of(services, http, outsider)
    stolen = {
        "tenant_id": program.put.tenant.id, "client_id": program.put.tenant.id,
        "tenant": {"id": program.put.tenant.id}, "groups": [program.base_id], "k": 10_000,
    }  # fmt: skip
    found = (await theirs.search("where do I park?", **stolen)).json()["passages"]
    assert {one["base_id"] for one in found} <= await theirs.bases()
    assert found


async def test_a_strangers_base_is_not_found(
    program: Program, services: Services, outsider: Put, http: httpx2.AsyncClient
) -> None:
    theirs, base = await program_of(services, http, outsider), f"/bases/{program.base_id}"
    question = {"question": "Q?", "answer": "A."}
    for call in (
        theirs.search("park", base_id=program.base_id),
        theirs.call("GET", f"{base}/faqs"),
        theirs.call("POST", f"{base}/faqs", question),
        theirs.call("GET", f"{base}/documents"),
        theirs.call("POST", f"{base}/documents", files={"file": ("a.txt", b"text")}),
    ):
        response = await call
        assert (response.status_code, response.json()["error"]["code"]) == (404, "not_found")
    assert program.base_id not in (await theirs.call("GET", "/bases")).text


async def test_a_strangers_rows_are_not_found(
    program: Program, services: Services, outsider: Put, http: httpx2.AsyncClient
) -> None:
    theirs = await program_of(services, http, outsider)
    faq = (await program.call("GET", f"/bases/{program.base_id}/faqs")).json()["faqs"][0]
    document = await _upload(program, ("ferry.txt", b"The ferry leaves at nine."))
    for method, path in (
        ("DELETE", f"/faqs/{faq['id']}"),
        ("GET", f"/documents/{document['id']}"),
        ("DELETE", f"/documents/{document['id']}"),
    ):
        assert (await theirs.call(method, path)).status_code == 404
    assert (await program.call("GET", f"/documents/{document['id']}")).status_code == 200


async def test_odd_ids_are_not_found(program: Program) -> None:
    for base_id in ("none", "%00", "%F0%9F%98%80", "x" * 500, "..%2F", "' OR 1=1 --"):
        response = await program.call("GET", f"/bases/{base_id}/faqs")
        assert (base_id, response.status_code) == (base_id, 404)
    assert (await program.search("park", base_id="\0")).status_code == 404


async def test_a_key_has_its_own_limit(services: Services, acme: Put, bravo: Put) -> None:
    few = replace(services, settings=services.settings.replaced(search_limit_per_min=3))
    async with served(few) as address, httpx2.AsyncClient(base_url=address) as client:
        ours, theirs = await program_of(few, client, acme), await program_of(few, client, bravo)
        statuses = [(await ours.search("park")).status_code for _ in range(5)]
        limited = await ours.search("park")
        assert statuses == [200, 200, 200, 429, 429]
        assert int(limited.headers["Retry-After"]) >= 1
        assert limited.json()["error"]["code"] == "too_many_requests"
        assert (await theirs.search("park")).status_code == 200


async def test_questions_are_added_listed_and_deleted(program: Program) -> None:
    base = f"/bases/{program.base_id}"
    wanted = {"question": "Is there a lift?", "answer": "Yes.", "variants": ["Any lift?"]}
    added = (await program.call("POST", f"{base}/faqs", wanted)).json()
    assert (added["state"], added["variants"]) == ("approved", ["Any lift?"])
    assert (await program.search("any lift?")).json()["passages"][0]["id"] == added["id"]
    listed = (await program.call("GET", f"{base}/faqs")).json()["faqs"]
    assert [one["id"] for one in listed][-1] == added["id"]
    assert (await program.call("DELETE", f"/faqs/{added['id']}")).status_code == 204
    assert (await program.call("DELETE", f"/faqs/{added['id']}")).status_code == 404
    assert "lift" not in (await program.search("any lift?")).text.replace("any lift?", "")


async def test_lists_go_on_where_they_ended(program: Program) -> None:
    base = f"/bases/{program.base_id}"
    for number in range(4):
        await program.call(
            "POST", f"{base}/faqs", {"question": f"Question {number}?", "answer": "Yes."}
        )
    seen, after = [], ""
    while after is not None:
        page = (await program.call("GET", f"{base}/faqs?limit=2&after={after}")).json()
        seen += [one["question"] for one in page["faqs"]]
        after = page["next"]
    assert len(seen) == len(set(seen)) == 5
    for limit in ("0", "101", "x", "-1", "1e1", "٣", "0100000000", "0001" + "0" * 5_000):
        response = await program.call("GET", f"{base}/faqs", params={"limit": limit})
        assert response.status_code == 422


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("question", ""), ("question", 7), ("question", "x" * 501), ("answer", True),
        ("answer", "x" * 4001), ("variants", "one"), ("variants", [1]), ("variants", ["x"] * 31),
        ("language", "English"), ("is_draft", "yes"), ("is_draft", 1),
    ],
)  # fmt: skip
async def test_it_names_a_field_of_a_question_that_is_wrong(
    program: Program, name: str, value: object
) -> None:
    wanted = {"question": "Q?", "answer": "A.", name: value}
    response = await program.call("POST", f"/bases/{program.base_id}/faqs", wanted)
    assert (response.status_code, list(response.json()["error"]["fields"])) == (422, [name])


async def test_a_question_cannot_be_given_to_another_client(
    program: Program, outsider: Put, services: Services
) -> None:
    stolen = {"tenant_id": outsider.tenant.id, "id": "mine", "state": "draft", "base_id": "x"}
    wanted = {"question": "Q?", "answer": "A.", **stolen}
    added = (await program.call("POST", f"/bases/{program.base_id}/faqs", wanted)).json()
    assert (added["base_id"], added["state"]) == (program.base_id, "approved")
    assert added["id"] != "mine"


async def _upload(program: Program, *files: tuple[str, bytes]) -> Any:
    response = await program.call(
        "POST",
        f"/bases/{program.base_id}/documents",
        files=[("file", (name, data, "text/plain")) for name, data in files],
    )
    assert response.status_code == 202, response.text
    return response.json()["documents"][0]


async def test_a_file_is_taken_read_found_and_deleted(program: Program, services: Services) -> None:
    document = await _upload(program, ("ferry.txt", b"The ferry leaves at nine."))
    assert (document["name"], document["state"]) == ("ferry.txt", "queued")
    await read_document(services, document["id"])
    services.clock.advance(5)
    await publish(services, program.put.tenant.id)
    shown = (await program.call("GET", f"/documents/{document['id']}")).json()
    assert (shown["state"], shown["passages"]) == ("ready", 1)
    best = (await program.search("when does the ferry leave?")).json()["passages"][0]
    assert (best["document_id"], best["source"]) == (document["id"], "ferry.txt")
    assert (await program.call("DELETE", f"/documents/{document['id']}")).status_code == 204
    assert "ferry.txt" not in (await program.search("when does the ferry leave?")).text


async def test_a_file_over_the_limit_leaves_nothing(services: Services, acme: Put) -> None:
    small = replace(services, settings=services.settings.replaced(document_limit_bytes=2000))
    async with served(small) as address, httpx2.AsyncClient(base_url=address) as client:
        program = await program_of(small, client, acme)
        response = await program.call(
            "POST",
            f"/bases/{program.base_id}/documents",
            files=[("file", ("a.txt", b"x" * 100)), ("file", ("b.txt", b"x" * 2001))],
        )
        listed = await program.call("GET", f"/bases/{program.base_id}/documents")
    assert response.status_code == 422
    assert listed.json()["documents"] == []
    assert list(services.library.uploads.iterdir()) == []


async def test_a_body_that_is_no_form_of_files_is_refused(program: Program) -> None:
    path = f"/bases/{program.base_id}/documents"
    for headers in ({}, {"Content-Type": "multipart/form-data"}, {"Content-Type": "text/plain"}):
        response = await program.call("POST", path, content=b"x", headers=headers)
        assert response.status_code == 400
    response = await program.call("POST", path, files=[("file", ("", b""))])
    assert response.status_code in (400, 422)


async def test_many_ask_at_once_and_each_gets_its_own(
    program: Program, services: Services, bravo: Put, http: httpx2.AsyncClient
) -> None:
    theirs = await program_of(services, http, bravo)
    owned = {one.key: await one.bases() for one in (program, theirs)}
    calls = [one.search("where do I park?") for one in (program, theirs) for _ in range(20)]
    for number, response in enumerate(await asyncio.gather(*calls)):
        owner = program if number < 20 else theirs
        found = {one["base_id"] for one in response.json()["passages"]}
        assert found
        assert found <= owned[owner.key]
