"""A client's own keys, for programs that manage: ``/api/v1/keys``.

    GET    /                    all keys, without the keys themselves
    POST   /                    {"name": "…", "scopes": ["read"]}
    POST   /<key_id>/rotate     {"overlap_s": 86400}
    DELETE /<key_id>            ends it at once

A key is shown in the answer that makes it, and never again. None may more than the one it was
made with.
"""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct
from sanic import HTTPResponse, Request, Sanic
from sanic.response import empty

from app.clock import at
from app.domain.access import Right, rights_of_scopes
from app.domain.text import storable
from app.flows import api_keys as flow
from app.routes.access import needs
from app.routes.api.frame import answer
from app.routes.api.keys import enter
from app.routes.api.shapes import read_json
from app.routes.audited import actor_of
from app.routes.body import read_body
from app.services import Services
from app.store.api_keys import ApiKey, key_by_id, keys_of

_PATH = "/api/v1/keys"
_LIMIT_BYTES = 8 * 1024
_RULES = {
    "name": "a text of 1 to 80 characters",
    "scopes": "a list of read, write, manage and agency",
    "overlap_s": f"a whole number from 0 to {flow.LONGEST_OVERLAP_S}",
}


class KeyRequest(Struct):
    """A key to be. ``scopes``: read, write, manage; agency, which also sets the budget."""

    name: Annotated[str, Meta(min_length=1, max_length=flow.LONGEST_NAME)]
    scopes: Annotated[list[str], Meta(min_length=1, max_length=4)]


class RotateRequest(Struct):
    """For how many seconds the old key works on beside the new one."""

    overlap_s: Annotated[int, Meta(ge=0, le=flow.LONGEST_OVERLAP_S)] = 86_400


class KeyItem(Struct):
    """A key; ``hint`` are its last characters. Times are ISO 8601, UTC.

    ``state``: active, retiring (replaced, works until ``expires_at``), expired or revoked.
    """

    id: str
    name: str
    hint: str
    scopes: list[str]
    state: str
    created_at: str
    used_at: str | None
    expires_at: str | None
    revoked_at: str | None
    replaces: str | None


class NewKey(Struct):
    """A key that was just made. ``key`` is shown here and never again."""

    key: str
    item: KeyItem


class Keys(Struct):
    """A client's keys, oldest first."""

    keys: list[KeyItem]


# For the description: status, what is sent, what comes back, by the handler's name.
BODIES: dict[str, tuple[int, type[Struct] | None, type[Struct] | None]] = {
    "list_keys": (200, None, Keys),
    "create_key": (201, KeyRequest, NewKey),
    "rotate_key": (201, RotateRequest, NewKey),
    "revoke_key": (204, None, None),
}


def setup_keys(app: Sanic[Any, Any]) -> None:
    """Add the routes; the limit of a key is the one of all its requests."""
    for handler, method, path in (
        (list_keys, "GET", _PATH),
        (create_key, "POST", _PATH),
        (rotate_key, "POST", f"{_PATH}/<key_id:str>/rotate"),
        (revoke_key, "DELETE", f"{_PATH}/<key_id:str>"),
    ):
        name = f"api_{handler.__name__}"
        app.add_route(handler, path, methods=[method], stream=method == "POST", name=name)


@needs(Right.MANAGE)
async def list_keys(request: Request) -> HTTPResponse:
    """List the client's keys, ended ones too."""
    services, key = await enter(request)
    now = services.clock.now_ms()
    found = await services.db.read(keys_of, key.tenant_id)
    return answer(Keys([_item(one, now) for one in found]))


@needs(Right.MANAGE)
async def create_key(request: Request) -> HTTPResponse:
    """Make a key; the answer is the only place it is ever seen."""
    services, key = await enter(request)
    sent = read_json(await _body(request), KeyRequest, _RULES)
    scopes = " ".join(storable(one) for one in sent.scopes)
    flow.refuse_more(scopes, key.scopes)
    made, secret = await flow.create_key(
        services, key.tenant_id, storable(sent.name), scopes, actor_of(request)
    )
    return await _made(services, key.tenant_id, made, secret)


@needs(Right.MANAGE)
async def rotate_key(request: Request, key_id: str) -> HTTPResponse:
    """Make a key in the place of another, which works on for a while."""
    services, key = await enter(request)
    sent = read_json(await _body(request) or b"{}", RotateRequest, _RULES)
    made, secret = await flow.rotate_key(
        services,
        key.tenant_id,
        storable(key_id),
        sent.overlap_s,
        actor_of(request),
        rights_of_scopes(key.scopes),
    )
    return await _made(services, key.tenant_id, made, secret)


@needs(Right.MANAGE)
async def revoke_key(request: Request, key_id: str) -> HTTPResponse:
    """End a key at once; a program may end its own."""
    services, key = await enter(request)
    await flow.revoke_key(services, key.tenant_id, storable(key_id), actor_of(request))
    return empty(204)


async def _made(services: Services, tenant_id: str, key_id: str, secret: str) -> HTTPResponse:
    found = await services.db.read(key_by_id, tenant_id, key_id)
    assert found is not None
    return answer(NewKey(secret, _item(found, services.clock.now_ms())), status=201)


async def _body(request: Request) -> bytes:
    services: Services = request.app.ctx.services
    return await read_body(request, _LIMIT_BYTES, services.settings.body_deadline_s)


def _item(key: ApiKey, now_ms: int) -> KeyItem:
    return KeyItem(
        key.id,
        key.name,
        key.hint,
        key.scopes.split(),
        key.state_at(now_ms),
        at(key.created_at).isoformat(),
        _since(key.used_at),
        _since(key.expires_at),
        _since(key.revoked_at),
        key.replaces_id,
    )


def _since(ms: int | None) -> str | None:
    return at(ms).isoformat() if ms else None
