"""What every answer of the API has in common: one shape of errors, limits, names, a description."""

from __future__ import annotations

import ast
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from app.domain.access import Right
from app.flows.api_keys import create_key
from app.flows.manage_tenant import Put
from app.ids import new_id
from app.main import create_app, openapi
from app.routes import api
from app.routes.access import policy_of
from app.routes.api.idempotency import CHANGING, PREFIX, takes_json
from app.routes.openapi import table_of
from app.services import Services
from app.settings import Settings
from app.store import bases
from tests.journeys.served import served
from tests.neighbours import fill

API = "/api/v1"
# What was asked for, and what the pages need beyond it.
NAMED = """
GET /dashboard/{client_id}/stats
GET /dashboard/{client_id}/leads-by-day
GET /dashboard/{client_id}/leads-by-channel
GET /analytics/{client_id}
GET /leads/client/{client_id}
GET PATCH /leads/{lead_id}
PATCH /leads/{lead_id}/score
PATCH /leads/{lead_id}/status
POST /leads/{lead_id}/handoff
POST /leads/{lead_id}/appointment
GET /conversations/client/{client_id}
GET /conversations/{conversation_id}
GET POST /conversations/{conversation_id}/messages
POST /conversations/{conversation_id}/escalate
POST /conversations/{conversation_id}/end
GET /escalations/client/{client_id}
POST /escalations/{escalation_id}/resolve
GET /knowledge/client/{client_id}/bases
POST /knowledge/bases
DELETE /knowledge/bases/{base_id}
POST /knowledge/bases/{base_id}/documents
POST /knowledge/bases/{base_id}/faqs
POST /knowledge/search
GET PATCH /client
POST /client/pause
POST /client/activate
GET POST /keys
DELETE /keys/{key_id}
POST /keys/{key_id}/rotate
GET PUT /budget
GET PUT /settings/hours
GET PUT /assistant/profile
GET DELETE /knowledge/documents/{document_id}
POST /conversations/{conversation_id}/take-over
POST /conversations/{conversation_id}/release
GET /conversations/{conversation_id}/drafts
POST /conversations/{conversation_id}/drafts/{turn_id}/send
POST /conversations/{conversation_id}/drafts/{turn_id}/reject
GET /events
GET /audit
GET /usage
"""
# They are of the chat, the form and the widget of a website, not of ``/api/v1``.
OTHERS = {"web_chat.py", "web_chat_stream.py", "web_form.py", "widget.py"}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.replaced(search_limit_per_min=60)


@pytest.fixture
async def web(services: Services, acme: Put) -> AsyncIterator[httpx2.AsyncClient]:
    _, key = await create_key(services, acme.tenant.id, "CRM")
    headers = {"Authorization": f"Bearer {key}"}
    async with served(services) as address:
        async with httpx2.AsyncClient(base_url=address, headers=headers) as client:
            yield client


def said(answer: httpx2.Response) -> tuple[int, str]:
    """Return status and code of an error, which must have the one shape and a name."""
    body = answer.json()
    assert set(body) == {"error"}
    assert {"code", "message"} <= set(body["error"]) <= {"code", "message", "fields"}
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-request-id"]
    return answer.status_code, body["error"]["code"]


async def test_an_unknown_address_is_not_found(web: httpx2.AsyncClient) -> None:
    for path in (f"{API}/nothing", f"{API}/leads/x/y/z", "/api/v2/leads", f"{API}/%00", "/api"):
        answer = await web.get(path, headers={"accept": "text/html" if path != "/api" else "*/*"})
        assert said(answer) == (404, "not_found")


async def test_a_wrong_method_names_the_right_ones(web: httpx2.AsyncClient) -> None:
    answer = await web.patch(f"{API}/knowledge/bases")
    assert said(answer) == (405, "method_not_allowed")
    assert answer.headers["allow"] == "GET, POST"


@pytest.mark.parametrize(
    ("body", "media_type", "wanted"),
    [
        (b"{", "application/json", (400, "invalid")),
        (b"", "application/json", (400, "invalid")),
        (b"[1]", "application/json", (400, "invalid")),
        (b'{"name": "\xff"}', "application/json", (400, "invalid")),
        (b'{"name": "\\ud800"}', "application/json", (400, "invalid")),
        (b"[" * 60_000, "application/json; charset=utf-8", (400, "invalid")),
        (b"name=x", "application/x-www-form-urlencoded", (415, "unsupported_media_type")),
        (b"<name/>", "text/xml", (415, "unsupported_media_type")),
        (b'{"name": "' + b"x" * 100_000 + b'"}', "application/json", (413, "too_large")),
        (b'{"name": 5}', "application/json", (422, "unprocessable")),
        (b'{"name": "\\u0000"}', "application/json", (422, "unprocessable")),
    ],
)
@pytest.mark.parametrize("keyed", [{}, {"Idempotency-Key": "k1"}], ids=["", "keyed"])
async def test_it_says_what_is_wrong_with_a_body(
    web: httpx2.AsyncClient,
    body: bytes,
    media_type: str,
    wanted: tuple[int, str],
    keyed: dict[str, str],
) -> None:
    headers = {"content-type": media_type, **keyed}
    answer = await web.post(f"{API}/knowledge/bases", content=body, headers=headers)
    assert said(answer) == wanted


async def test_a_null_character_is_left_out(web: httpx2.AsyncClient) -> None:
    made = await web.post(f"{API}/knowledge/bases", json={"name": "Pri\0ces"})
    assert (made.status_code, made.json()["name"]) == (201, "Prices")
    gone = await web.delete(f"{API}/knowledge/bases/{made.json()['id']}")
    assert gone.status_code == 204


async def test_every_wrong_parameter_is_named(web: httpx2.AsyncClient) -> None:
    answer = await web.get(f"{API}/escalations?state=x&limit=&language=de")
    assert said(answer) == (422, "unprocessable")
    assert set(answer.json()["error"]["fields"]) == {"state", "limit", "language"}


async def test_every_answer_says_what_is_left(web: httpx2.AsyncClient) -> None:
    first = await web.get(f"{API}/knowledge/bases")
    assert first.headers["ratelimit-policy"] == '"key";q=60;w=60'
    assert first.headers["ratelimit"].startswith('"key";r=59;t=')
    refused = await web.get(f"{API}/escalations?limit=0")
    assert refused.headers["ratelimit"].startswith('"key";r=58;t=')
    answers = [await web.get(f"{API}/knowledge/bases") for _ in range(60)]
    late = next(one for one in answers if one.status_code == 429)
    assert said(late) == (429, "too_many_requests")
    assert late.headers["ratelimit"].startswith('"key";r=0;t=')
    assert int(late.headers["retry-after"]) >= 1


async def test_without_a_key_it_says_so(web: httpx2.AsyncClient) -> None:
    answer = await web.get(f"{API}/knowledge/bases", headers={"Authorization": "Bearer nonsense"})
    assert said(answer) == (401, "unauthenticated")
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_its_description_needs_no_key(web: httpx2.AsyncClient) -> None:
    answer = await web.get(f"{API}/openapi.json", headers={"Authorization": ""})
    assert answer.json() == openapi()


def routes(services: Services) -> Iterator[tuple[str, str, Any]]:
    """Return method, path and handler of every route of ``/api/v1``."""
    app = create_app(services, f"table-{new_id()}")
    for route in app.router.routes:
        if str(route.path).startswith(PREFIX):
            for method in sorted(set(route.methods) - {"HEAD", "OPTIONS"}):
                yield method, f"/{route.path}", route.handler


@pytest.mark.parametrize("db", ["sqlite"], indirect=True)
async def test_every_change_obeys_an_idempotency_key(services: Services, acme: Put) -> None:
    open_key = services.settings.replaced(search_limit_per_min=100_000)
    object.__setattr__(services, "settings", open_key)
    ids = await services.db.write(fill, acme.tenant.id)
    _, key = await create_key(services, acme.tenant.id, "CRM", "agency")
    deaf = []
    async with served(services) as address:
        async with httpx2.AsyncClient(base_url=address) as web:
            for method, path, _ in routes(services):
                if method not in CHANGING:
                    continue
                for name, one in {**ids, "version": "1"}.items():
                    path = path.replace(f"<{name}:str>", one).replace(f"<{name}:int>", one)
                headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": "no key"}
                answer = await web.request(method, path, headers=headers)
                if answer.status_code != 400 or "Idempotency-Key" not in answer.text:
                    deaf.append(f"{method} {path}: {answer.status_code}")
    assert deaf == []


@pytest.mark.parametrize("db", ["sqlite"], indirect=True)
async def test_every_route_is_described_whole(services: Services) -> None:
    bare = []
    for method, path, handler in routes(services):
        policy = policy_of(handler)
        is_known = table_of(handler, "BODIES", None) or table_of(handler, "MEDIA", "")
        if not is_known and policy is not None and policy.right is not None:
            bare.append(f"{method} {path} has no BODIES")
        if method in ("POST", "PUT", "PATCH") and policy and policy.right is not Right.READ:
            assert handler.__wrapped__, path
        if takes_json(handler) and method in ("GET", "DELETE"):
            bare.append(f"{method} {path} takes a body")
    assert bare == []


_READERS = ("args", "query_args", "get_args")


def test_queries_are_read_through_their_tables_only() -> None:
    loose = []
    for path in sorted(Path(api.__path__[0]).glob("*.py")):
        if path.name in OTHERS | {"queries.py"}:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            is_reading = isinstance(node, ast.Attribute) and node.attr in _READERS
            if is_reading and ast.unparse(node).startswith("request."):
                loose.append(f"{path.name}:{node.lineno}")
    assert loose == [], "read it with query_of, from QUERIES"


def test_every_tag_says_what_it_is() -> None:
    assert [one["name"] for one in openapi()["tags"] if not one["description"]] == []


async def test_paths_that_name_the_client_take_its_own_only(
    web: httpx2.AsyncClient, services: Services, acme: Put, bravo: Put
) -> None:
    (base, *_) = await services.db.read(bases.bases_of, acme.tenant.id)
    for path in ("/knowledge/client/{}/bases", "/escalations/client/{}"):
        own = await web.get(API + path.format(acme.tenant.id))
        other = await web.get(API + path.format(bravo.tenant.id))
        assert (own.status_code, said(other)) == (200, (404, "not_found"))
    found = await web.get(f"{API}/knowledge/client/{acme.tenant.id}/bases")
    assert [one["id"] for one in found.json()["bases"]] == [base.id]


def test_everything_named_is_there() -> None:
    paths = openapi()["paths"]
    missing = []
    for line in NAMED.split("\n"):
        *methods, path = line.split() or [""]
        missing += [one for one in methods if one.lower() not in paths.get(API + path, {})]
    assert missing == []
