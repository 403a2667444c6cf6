"""The outsider: every route of the table, with every id it takes, tried by who must not.

Made from the route table, so a new route is tried the day it is added. A path with an id of a kind
nobody thought about fails here: name it in ``app/store/owners.py``, or below with the reason.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2
import pytest

from app.domain.access import Right
from app.flows.api_keys import create_key
from app.flows.manage_tenant import Put
from app.ids import new_id
from app.main import create_app
from app.routes.access import policy_of
from app.services import Services
from app.settings import Settings
from app.store.db import Tx
from tests.journeys.served import served
from tests.neighbours import SECRET, fill, print_of
from tests.routes.operators import signed_in

pytestmark = pytest.mark.parametrize("db", ["sqlite"], indirect=True)

_PARAMETER = re.compile(r"<(\w+)(?::\w+)?>")
# Names in paths that say nothing of whose it is: what they are a part of says it.
PARTS = {
    "version": "1",
    "criterion_id": "budget",
    # Of a preset that ships; of a telephone of the demo.
    "name": "real_estate",
    "phone_id": "12125550123",
    # Of what analytics exports.
    "what": "leads",
    # Of the reference of the API.
    "section": "knowledge",
}
CHANGING = ("POST", "PUT", "PATCH", "DELETE")
# One's own session and account are nobody else's.
_OWN = frozenset({Right.ACCOUNT})
_WAIT_S = 0.3


@dataclass(frozen=True)
class Route:
    """A route of the table."""

    method: str
    path: str
    right: Right | None
    names: tuple[str, ...]

    @property
    def is_api(self) -> bool:
        return self.path.startswith("/api/")

    def at(self, ids: dict[str, str]) -> str:
        """Return its address with these ids."""
        return _PARAMETER.sub(lambda found: ids[found[1]], self.path)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def table(services: Services) -> Iterator[Route]:
    """Return every route that is not for everybody."""
    app = create_app(services, f"table-{new_id()}")
    for route in app.router.routes:
        policy = policy_of(route.handler)
        if policy is None or policy.right is None:
            continue
        for method in sorted(set(route.methods) - {"HEAD", "OPTIONS"}):
            path = f"/{route.path}"
            yield Route(method, path, policy.right, tuple(_PARAMETER.findall(path)))


@dataclass
class Street:
    """Two clients on one server, the ids of one, and who tries to get at them."""

    services: Services
    ids: dict[str, str]
    victim: str
    strangers: dict[str, tuple[httpx2.AsyncClient, dict[str, str]]] = field(default_factory=dict)

    async def look(self) -> dict[str, str]:
        """Return what stands in the victim's rows."""
        return await self.services.db.read(print_of, self.victim)


@asynccontextmanager
async def street(services: Services, acme: Put, outsider: Put) -> AsyncIterator[Street]:
    """Fill acme's house, and let the strangers come."""
    victim = acme.tenant.id
    ids = {**PARTS, "owner": victim, **await services.db.write(fill, victim)}
    made = Street(services, ids, victim)
    async with AsyncExitStack() as stack:
        address = await stack.enter_async_context(served(services))

        async def person(name: str, tenant_id: str | None, role: str) -> None:
            email = f"{name.replace(' ', '.')}@example.com"
            one = await stack.enter_async_context(
                signed_in(services, address, email, tenant_id, role)
            )
            made.strangers[name] = (one.web, {"csrf": await one.token()})

        async def program(name: str, tenant_id: str, scopes: str) -> None:
            _, key = await create_key(services, tenant_id, name)
            await services.db.write(_scope, name, scopes)
            web = httpx2.AsyncClient(base_url=address, headers={"Authorization": f"Bearer {key}"})
            made.strangers[name] = (await stack.enter_async_context(web), {})

        for role in ("admin", "operator", "viewer"):
            await person(f"other {role}", outsider.tenant.id, role)
        await person("limited admin", None, "admin")
        await services.db.write(_limit, "limited.admin@example.com", outsider.tenant.id)
        await program("other key", outsider.tenant.id, "read write manage agency")
        await person("own viewer", victim, "viewer")
        await program("own reading key", victim, "read")
        nobody = httpx2.AsyncClient(base_url=address, headers={"accept": "text/html"})
        made.strangers["nobody"] = (await stack.enter_async_context(nobody), {"csrf": "x"})
        yield made


def _scope(tx: Tx, name: str, scopes: str) -> None:
    tx.run("UPDATE api_keys SET scopes = :scopes WHERE name = :name", scopes=scopes, name=name)


def _limit(tx: Tx, email: str, tenant_id: str) -> None:
    tx.run("UPDATE operators SET is_limited = 1 WHERE email = :email", email=email)
    tx.run(
        "INSERT INTO operator_clients (operator_id, tenant_id)"
        " SELECT id, :tenant_id FROM operators WHERE email = :email",
        email=email,
        tenant_id=tenant_id,
    )


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.replaced(search_limit_per_min=1_000_000)


async def knock(place: Street, who: str, route: Route, query: str = "") -> tuple[int, str]:
    """Try a route as somebody, every id of the victim's in path and body; status and text."""
    web, form = place.strangers[who]
    named = {**place.ids, "client": place.victim}
    more: dict[str, Any] = {}
    if route.method in CHANGING:
        more = {"json": named} if route.is_api else {"data": {**named, **form}}
    async with web.stream(route.method, route.at(place.ids) + query, **more) as answer:
        if answer.headers.get("content-type", "").startswith("text/event-stream"):
            return answer.status_code, await _some(answer)
        text = (await answer.aread()).decode("utf-8", "replace")
        # A page leads back to the address that was asked for, which the stranger knows.
        return answer.status_code, text.replace(route.at(place.ids), "")


async def _some(answer: httpx2.Response) -> str:
    """Return what a stream says at once."""
    import asyncio

    said = b""
    try:
        async with asyncio.timeout(_WAIT_S):
            async for part in answer.aiter_bytes():
                said += part
    except TimeoutError:
        pass
    return said.decode("utf-8", "replace")


def routes_for(place: Street, who: str) -> list[Route]:
    """Return the routes that are for people, or for programs."""
    is_program = place.strangers[who][0].headers.get("authorization") is not None
    everything = [one for one in table(place.services) if one.right not in _OWN]
    return [one for one in everything if one.is_api == is_program or who == "nobody"]


async def test_every_id_of_a_path_is_known(services: Services, acme: Put) -> None:
    known = {*PARTS, "owner", *await services.db.write(fill, acme.tenant.id)}
    named = [(name, str(one)) for one in table(services) for name in one.names]
    unknown = [f"{name} in {one}" for name, one in named if name not in known]
    assert unknown == [], "name it in app/store/owners.py, or in PARTS"


async def test_a_stranger_finds_and_changes_nothing(
    services: Services, acme: Put, outsider: Put
) -> None:
    wrong = []
    async with street(services, acme, outsider) as place:
        before = await place.look()
        for who in place.strangers:
            if not who.startswith(("other", "limited", "nobody")):
                continue
            # Reading comes last, and is looked at once.
            tried = sorted(routes_for(place, who), key=lambda one: one.method not in CHANGING)
            for route in tried:
                owned = [name for name in route.names if name not in PARTS]
                query = "" if owned else f"?client={place.victim}&client_id={place.victim}"
                status, text = await knock(place, who, route, query)
                if not _is_shut(who, route, owned, status) or SECRET in text:
                    wrong.append(f"{who}: {route} answered {status}")
                is_looked_at = route.method in CHANGING or route is tried[-1]
                if is_looked_at and (after := await place.look()) != before:
                    changed = [name for name in after if after[name] != before.get(name)]
                    wrong.append(f"{who}: {route} changed {', '.join(changed)}")
                    before = after
    assert wrong == []


def _is_shut(who: str, route: Route, owned: list[str], status: int) -> bool:
    if who == "nobody":
        # A page leads to the sign-in; whoever sends something is told no.
        is_page = not route.is_api and route.method == "GET"
        return status in ((401, 303) if is_page else (401,))
    if owned:
        return status == 404
    # Without an id it is the stranger's own, or not allowed, or asks for the victim by name.
    return status < 500


async def test_who_may_only_look_changes_nothing(
    services: Services, acme: Put, outsider: Put
) -> None:
    wrong = []
    async with street(services, acme, outsider) as place:
        before = await place.look()
        for who in ("own viewer", "own reading key"):
            for route in routes_for(place, who):
                if route.method not in CHANGING or route.right is Right.READ:
                    continue
                status, _ = await knock(place, who, route)
                if status not in ((403,) if route.is_api else (403, 404)):
                    wrong.append(f"{who}: {route} answered {status}")
        after = await place.look()
        changed = [name for name in after if after[name] != before[name]]
    # That the key was used is noted.
    assert (wrong, changed) in (([], []), ([], ["api_keys"]))
