"""What programs do with a client's assistant: read, save with tags, bring back."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx2
import pytest
from openapi_schema_validator import OAS31Validator

from app.flows.api_keys import create_key
from app.flows.manage_tenant import Put
from app.main import openapi
from app.services import Services
from app.store import tenants
from tests.journeys.served import served

API = "/api/v1/assistant"
description = cache(openapi)


@dataclass(slots=True)
class Program:
    """A program of a client, with its key."""

    http: httpx2.AsyncClient
    key: str

    async def call(self, method: str, path: str, value: Any = None, tag: str = "") -> Any:
        headers = {"Authorization": f"Bearer {self.key}"}
        if tag:
            headers["If-Match"] = tag
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        more = {} if value is None else {"content": body}
        return await self.http.request(method, API + path, headers=headers, **more)

    async def profile(self) -> tuple[dict[str, Any], str]:
        """Return what can be edited and its tag."""
        answer = await self.call("GET", "/profile")
        value = answer.json()
        names = ("profile", "languages", "zone", "mode")
        return {name: value[name] for name in names}, answer.headers["etag"]


@pytest.fixture
async def http(services: Services) -> AsyncIterator[httpx2.AsyncClient]:
    async with served(services) as address, httpx2.AsyncClient(base_url=address) as client:
        yield client


@pytest.fixture
async def program(services: Services, http: httpx2.AsyncClient, acme: Put) -> Program:
    _, key = await create_key(services, acme.tenant.id, "Editor")
    return Program(http, key)


@pytest.fixture
async def stranger(services: Services, http: httpx2.AsyncClient, outsider: Put) -> Program:
    _, key = await create_key(services, outsider.tenant.id, "Editor")
    return Program(http, key)


async def test_what_is_read_can_be_saved_unchanged(program: Program) -> None:
    value, tag = await program.profile()
    saved = await program.call("PUT", "/profile", value, tag)
    assert (tag, saved.status_code, saved.json()["version"]) == ('"1"', 200, 1)


async def test_it_saves_a_new_version(services: Services, program: Program, acme: Put) -> None:
    value, tag = await program.profile()
    value["profile"]["tone"] = "dry\u0000"
    saved = await program.call("PUT", "/profile", {**value, "note": "From the CRM"}, tag)
    tenant = await services.db.read(tenants.tenant_by_id, acme.tenant.id)
    versions = (await program.call("GET", "/versions")).json()["versions"]
    assert saved.headers["etag"] == '"2"'
    assert tenant is not None
    assert tenant.profile.tone == "dry"
    assert [(one["version"], one["note"], one["is_in_force"]) for one in versions] == [
        (2, "From the CRM", True),
        (1, "client file", False),
    ]


async def test_it_refuses_what_was_read_before_somebody_else_saved(program: Program) -> None:
    value, tag = await program.profile()
    value["profile"]["tone"] = "one"
    await program.call("PUT", "/profile", value, tag)
    value["profile"]["tone"] = "two"
    late = await program.call("PUT", "/profile", value, tag)
    assert (late.status_code, late.json()["error"]["code"]) == (412, "precondition_failed")
    assert (await program.call("PUT", "/profile", value, "*")).status_code == 200


@pytest.mark.parametrize("tag", ["", "1", '"one"', '"1", "2"'])
async def test_it_asks_for_the_tag(program: Program, tag: str) -> None:
    value, _ = await program.profile()
    answer = await program.call("PUT", "/profile", value, tag)
    assert answer.status_code == 400
    assert "If-Match" in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"phone": "555"}, "phone"),
        ({"hot_at": "high"}, "profile.hot_at"),
        ({"openings": [{"day": 0}]}, "profile.openings[0]"),
        ({"criteria": [{"id": "a", "kind": "song", "questions": {}}]}, "profile.criteria[0].kind"),
        ({"rules": [{"kind": "score", "value": "900"}]}, "rules.0.value"),
    ],
)
async def test_it_names_the_field_of_a_mistake(
    program: Program, change: dict[str, Any], field: str
) -> None:
    value, tag = await program.profile()
    value["profile"] |= change
    answer = await program.call("PUT", "/profile", value, tag)
    assert answer.status_code == 422
    assert field in answer.json()["error"]["fields"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b'{"profile": {}}', b"[" * 5000])
async def test_it_refuses_a_body_that_is_no_profile(program: Program, body: bytes) -> None:
    answer = await program.call("PUT", "/profile", body, '"1"')
    assert answer.status_code in (400, 422)


async def test_it_keeps_a_draft_and_brings_versions_back(program: Program) -> None:
    value, tag = await program.profile()
    value["profile"]["tone"] = "dry"
    draft = (await program.call("PUT", "/profile", {**value, "publish": False}, tag)).json()
    assert (draft["version"], draft["state"], draft["in_force"]) == (2, "draft", 1)
    assert (await program.call("POST", "/versions/2/restore")).status_code == 404
    published = (await program.call("PUT", "/profile", value, tag)).json()
    back = (await program.call("POST", "/versions/1/restore")).json()
    assert (published["version"], back["version"]) == (3, 4)
    assert back["profile"]["tone"] != "dry"
    assert (await program.call("GET", "/versions/3")).json()["profile"]["tone"] == "dry"


async def test_it_lists_versions_in_pages(program: Program) -> None:
    for tone in ("one", "two"):
        value, tag = await program.profile()
        value["profile"]["tone"] = tone
        await program.call("PUT", "/profile", value, tag)
    first = (await program.call("GET", "/versions?limit=2")).json()
    rest = (await program.call("GET", f"/versions?limit=2&before={first['next']}")).json()
    assert [one["version"] for one in (*first["versions"], *rest["versions"])] == [3, 2, 1]
    assert rest["next"] is None
    for query in ("limit=0", "limit=101", "limit=x", "before=-1"):
        assert (await program.call("GET", f"/versions?{query}")).status_code == 422


async def test_an_outsider_finds_nothing(program: Program, stranger: Program) -> None:
    value, tag = await program.profile()
    value["profile"]["tone"] = "dry"
    await program.call("PUT", "/profile", value, tag)
    for method, path in (("GET", "/versions/2"), ("POST", "/versions/2/restore")):
        assert (await stranger.call(method, path)).status_code == 404
    assert [v["version"] for v in (await stranger.call("GET", "/versions")).json()["versions"]] == [
        1
    ]
    theirs, _ = await stranger.profile()
    assert "Outsider" in theirs["profile"]["about"]
    assert (await program.call("GET", "/versions/99999999999999")).status_code == 404


@pytest.mark.parametrize("key", ["key", "ll_" + "x" * 32])
async def test_it_asks_for_a_key(http: httpx2.AsyncClient, acme: Put, key: str) -> None:
    program = Program(http, key)
    for method, path in (
        ("GET", "/profile"),
        ("GET", "/versions"),
        ("POST", "/versions/1/restore"),
    ):
        assert (await program.call(method, path)).status_code == 401
    assert (await program.call("PUT", "/profile", {}, "*")).status_code == 401


async def test_its_answers_are_as_described(program: Program) -> None:
    schemas = description()["components"]["schemas"]
    for path, name in (("/profile", "ProfileAnswer"), ("/versions", "Versions")):
        schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
        answer = (await program.call("GET", path)).json()
        assert list(OAS31Validator(schema).iter_errors(answer)) == []
