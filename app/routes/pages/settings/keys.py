"""A client's keys for programs: made, shown once, replaced with an overlap, revoked."""

from __future__ import annotations

from dataclasses import dataclass

from sanic import Blueprint, HTTPResponse, Request

from app.domain.access import SCOPES, Right, rights_of_scopes
from app.errors import Conflict, Forbidden, Invalid
from app.flows import api_keys as flow
from app.routes.access import needs
from app.routes.audited import actor_of
from app.routes.auth import form_of, operator_of, services_of
from app.routes.pages.settings.frame import (
    Side,
    client_of,
    done,
    draw,
    path_of,
    side_of,
    to_agency,
)
from app.routes.pages.settings.words import KEY_STATE_WORDS, OVERLAP_WORDS, SCOPE_WORDS
from app.services import Services
from app.store.api_keys import ApiKey, keys_of

_PATH = path_of("keys")
_WIDER = {
    "read": "read",
    "write": "read write",
    "manage": "read write manage",
    "agency": "read write manage agency",
}


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key as it is listed; ``scope`` is the widest it has."""

    key: ApiKey
    state: str
    state_word: str
    scope: str
    scope_word: str


@dataclass(frozen=True, slots=True)
class Fresh:
    """A key that was just made: the only time anybody sees it."""

    secret: str
    name: str
    old_works_until: int | None = None


def add(pages: Blueprint) -> None:
    """Add the page of keys."""
    base = "/settings/clients/<client_id:str>/keys"
    pages.add_route(show, _PATH, methods=["GET"])
    pages.add_route(create, base, methods=["POST"], stream=True)
    pages.add_route(rotate, f"{base}/<key_id:str>/rotate", methods=["POST"], stream=True)
    pages.add_route(revoke, f"{base}/<key_id:str>/revoke", methods=["POST"], stream=True)


@needs(Right.MANAGE)
async def show(request: Request) -> HTTPResponse:
    """Draw a client's keys."""
    side = await side_of(request, "keys")
    return to_agency() if side.tenant is None else await _draw(request, side)


async def _draw(
    request: Request, side: Side, status: int = 200, problem: str = "", fresh: Fresh | None = None
) -> HTTPResponse:
    rows = await rows_of(services_of(request), client_of(side).id)
    return draw(
        request,
        "keys.html",
        side,
        status,
        keys=rows,
        fresh=fresh,
        scopes=tuple((code, SCOPE_WORDS[code]) for code in _scopes_for(request)),
        overlaps=tuple(OVERLAP_WORDS.items()),
        problem_text=problem,
    )


def _scopes_for(request: Request) -> tuple[str, ...]:
    """Return the scopes somebody may give."""
    is_agency = operator_of(request).may(Right.AGENCY)
    return tuple(one for one in SCOPES if is_agency or Right.AGENCY not in rights_of_scopes(one))


async def rows_of(services: Services, client_id: str) -> tuple[KeyRow, ...]:
    """Return a client's keys, those in force first, the newest first."""
    now = services.clock.now_ms()
    found = [_row(one, now) for one in await services.db.read(keys_of, client_id)]
    found.sort(key=lambda row: (row.state in ("revoked", "expired"), -row.key.created_at))
    return tuple(found)


def _row(key: ApiKey, now_ms: int) -> KeyRow:
    state = key.state_at(now_ms)
    own = key.scopes.split()
    scope = next((one for one in reversed(SCOPES) if one in own), "read")
    return KeyRow(key, state, KEY_STATE_WORDS[state], scope, SCOPE_WORDS[scope])


@needs(Right.MANAGE)
async def create(request: Request, client_id: str) -> HTTPResponse:
    """Make a key and show it, this once."""
    side, fields = await side_of(request, "keys", client_id), form_of(request)
    services, tenant = services_of(request), client_of(side)
    scope = fields.get("scope", "")
    scopes = _WIDER[scope] if scope in _scopes_for(request) else ""
    try:
        _, secret = await flow.create_key(
            services, tenant.id, fields.get("name", ""), scopes, actor_of(request)
        )
    except (Invalid, Conflict) as error:
        return await _draw(request, side, error.status, error.message)
    fresh = Fresh(secret, " ".join(fields.get("name", "").split()))
    return await _draw(request, side, 201, fresh=fresh)


@needs(Right.MANAGE)
async def rotate(request: Request, client_id: str, key_id: str) -> HTTPResponse:
    """Make a key in the place of another, which works on for the time that was chosen."""
    side, fields = await side_of(request, "keys", client_id), form_of(request)
    services, tenant = services_of(request), client_of(side)
    wanted = fields.get("overlap", "")
    overlap_s = int(wanted) if wanted in OVERLAP_WORDS else 0
    try:
        new_id, secret = await flow.rotate_key(
            services, tenant.id, key_id, overlap_s, actor_of(request), _rights(request)
        )
    except (Invalid, Conflict, Forbidden) as error:
        return await _draw(request, side, error.status, error.message)
    rows = await rows_of(services, tenant.id)
    name = next((row.key.name for row in rows if row.key.id == new_id), "")
    until = services.clock.now_ms() + overlap_s * 1000 if overlap_s else None
    return await _draw(request, side, 201, fresh=Fresh(secret, name, until))


def _rights(request: Request) -> frozenset[Right]:
    return frozenset(one for one in Right if operator_of(request).may(one))


@needs(Right.MANAGE)
async def revoke(request: Request, client_id: str, key_id: str) -> HTTPResponse:
    """End a key at once."""
    side = await side_of(request, "keys", client_id)
    await flow.revoke_key(services_of(request), client_of(side).id, key_id, actor_of(request))
    return done(side, _PATH, "key_revoked")
