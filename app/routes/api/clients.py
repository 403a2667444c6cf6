"""The client of a key, for programs: ``/api/v1/client…`` with ``Authorization: Bearer KEY``.

    GET   /client            what it is called and where it is reached; with an ETag
    PATCH /client            changes what is sent of it (If-Match)
    GET   /settings/hours    the week, holidays and other hours; with an ETag
    PUT   /settings/hours    all of them anew (If-Match)
    POST  /client/pause      its assistant rests: leads are taken in, people answer them
    POST  /client/activate   its assistant works
    GET   /budget            what it may spend and has spent; with an ETag
    PUT   /budget            what it may spend (If-Match), by a key of the agency

A key belongs to one client: no path names another, and no body can.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType
from sanic import HTTPResponse, Request, Sanic

from app.domain.access import Right
from app.domain.budget import limits_of, period_of
from app.domain.profile import is_open, settings_of
from app.domain.tenant import Mode, Opening, SpecialDay, Tenant
from app.domain.text import storable
from app.errors import NotFound
from app.flows import edit_profile
from app.flows.manage_client import Basics, basics_of, save_basics, set_paused
from app.flows.set_budget import LARGEST, set_budget
from app.routes.access import needs
from app.routes.api.frame import answer, check_match
from app.routes.api.keys import enter
from app.routes.api.shapes import read_json
from app.routes.audited import actor_of
from app.routes.body import read_body
from app.services import Services
from app.store import clients, tenants, usage
from app.store.clients import Contact
from app.store.db import Tx

_LIMIT_BYTES = 64 * 1024
_Text = Annotated[str, Meta(max_length=2_000)]
_NAMES = (
    "name", "country", "zone", "phone", "email", "address", "person", "website", "notes",
)  # fmt: skip
_RULES = dict.fromkeys(_NAMES, "a text of at most 2,000 characters")
_HOUR_RULES = {
    "openings": "a list of {day: 0 (Monday) to 6, opens, closes}",
    "special_days": 'a list of {date, name, hours: ["10:00-14:00"], yearly}',
    "closed_mode": "a mode or an empty text",
}

_BUDGET_RULES = {
    "kind": "day, week or month",
    "limit_microusd": "a whole number above 0, or null",
    "limit_tokens": "a whole number above 0, or null",
}


class ClientItem(Struct):
    """A client. ``state``: active, paused, archived or deleting."""

    id: str
    name: str
    state: str
    country: str
    zone: str
    languages: tuple[str, ...]
    phone: str
    email: str
    address: str
    person: str
    website: str
    notes: str


class ClientRequest(Struct, kw_only=True):
    """What is to be changed of a client; what is left out stays."""

    name: _Text | UnsetType = UNSET
    country: _Text | UnsetType = UNSET
    zone: _Text | UnsetType = UNSET
    phone: _Text | UnsetType = UNSET
    email: _Text | UnsetType = UNSET
    address: _Text | UnsetType = UNSET
    person: _Text | UnsetType = UNSET
    website: _Text | UnsetType = UNSET
    notes: _Text | UnsetType = UNSET


class HoursRequest(Struct, kw_only=True):
    """When it is open. ``closed_mode`` is the assistant's mode outside; empty: as inside."""

    openings: Annotated[tuple[Opening, ...], Meta(max_length=100)]
    special_days: Annotated[tuple[SpecialDay, ...], Meta(max_length=200)] = ()
    closed_mode: Annotated[str, Meta(max_length=20)] = ""


class HoursItem(Struct):
    """When it is open, and whether it is now, by the clock of ``zone``."""

    zone: str
    is_open_now: bool
    openings: tuple[Opening, ...]
    special_days: tuple[SpecialDay, ...]
    closed_mode: str


class BudgetRequest(Struct, kw_only=True):
    """What may be spent in a period of the client's clock; null is no limit."""

    kind: Literal["day", "week", "month"]
    limit_microusd: Annotated[int, Meta(ge=1, le=LARGEST)] | None
    limit_tokens: Annotated[int, Meta(ge=1, le=LARGEST)] | None


class BudgetItem(Struct):
    """What may be spent in a ``kind`` of period and was; micro-USD, null is no limit."""

    period: str
    kind: str
    limit_microusd: int | None
    limit_tokens: int | None
    spent_microusd: int
    spent_tokens: int


# For the description: status, what is sent, what comes back, by the handler's name.
BODIES: dict[str, tuple[int, type[Struct] | None, type[Struct] | None]] = {
    "show_client": (200, None, ClientItem),
    "change_client": (200, ClientRequest, ClientItem),
    "show_hours": (200, None, HoursItem),
    "put_hours": (200, HoursRequest, HoursItem),
    "pause_client": (200, None, ClientItem),
    "activate_client": (200, None, ClientItem),
    "show_budget": (200, None, BudgetItem),
    "put_budget": (200, BudgetRequest, BudgetItem),
}
VERSIONED = frozenset(
    {"show_client", "change_client", "show_hours", "put_hours", "show_budget", "put_budget"}
)


def setup_clients(app: Sanic[Any, Any]) -> None:
    """Add the routes; the limit of a key is the one of all its requests."""
    for handler, method, path in (
        (show_client, "GET", "/api/v1/client"),
        (change_client, "PATCH", "/api/v1/client"),
        (show_hours, "GET", "/api/v1/settings/hours"),
        (put_hours, "PUT", "/api/v1/settings/hours"),
        (pause_client, "POST", "/api/v1/client/pause"),
        (activate_client, "POST", "/api/v1/client/activate"),
        (show_budget, "GET", "/api/v1/budget"),
        (put_budget, "PUT", "/api/v1/budget"),
    ):
        name = f"api_{handler.__name__}"
        app.add_route(handler, path, methods=[method], stream=method != "GET", name=name)


@needs(Right.READ)
async def show_client(request: Request) -> HTTPResponse:
    """Show the key's client, with its version as ETag."""
    services, key = await enter(request)
    return await _shown(services, key.tenant_id)


@needs(Right.MANAGE)
async def change_client(request: Request) -> HTTPResponse:
    """Change what is sent of the key's client, when it is still as it was read."""
    services, key = await enter(request)
    sent = read_json(await _body(request), ClientRequest, _RULES)
    item, known, version = await services.db.read(_as_read, key.tenant_id)
    check_match(request, _version(item))
    who = services, actor_of(request), key.tenant_id
    await save_basics(*who, _changed(known, sent), version, known)
    return await _shown(services, key.tenant_id)


@needs(Right.MANAGE)
async def pause_client(request: Request) -> HTTPResponse:
    """Let the assistant of the key's client rest; people may go on writing."""
    services, key = await enter(request)
    await set_paused(services, actor_of(request), key.tenant_id, paused=True)
    return await _shown(services, key.tenant_id)


@needs(Right.MANAGE)
async def activate_client(request: Request) -> HTTPResponse:
    """Let the assistant of the key's client work again."""
    services, key = await enter(request)
    await set_paused(services, actor_of(request), key.tenant_id, paused=False)
    return await _shown(services, key.tenant_id)


async def _shown(services: Services, tenant_id: str) -> HTTPResponse:
    item = await services.db.read(_client, tenant_id)
    return answer(item, version=_version(item))


def _changed(known: Basics, sent: ClientRequest) -> Basics:
    given = {
        name: storable(value).strip()
        for name in ClientRequest.__struct_fields__
        if (value := getattr(sent, name)) is not UNSET
    }
    contact = {name: given.pop(name) for name in Contact.__slots__ if name in given}
    return replace(known, **given, contact=replace(known.contact, **contact))


@needs(Right.READ)
async def show_hours(request: Request) -> HTTPResponse:
    """Show when the key's client is open, with the version of its profile as ETag."""
    services, key = await enter(request)
    return await _hours(services, key.tenant_id)


@needs(Right.MANAGE)
async def put_hours(request: Request) -> HTTPResponse:
    """Set when the key's client is open, as a new version of its profile."""
    services, key = await enter(request)
    sent = read_json(await _body(request), HoursRequest, _HOUR_RULES)
    tenant = await services.db.read(_tenant, key.tenant_id)
    check_match(request, tenant.profile_version)
    known = settings_of(tenant)
    closed = sent.closed_mode if sent.closed_mode in tuple(Mode) else ""
    profile = replace(
        known.profile,
        openings=sent.openings,
        special_days=sent.special_days,
        closed_mode=closed,
    )
    await edit_profile.save(
        services,
        tenant.id,
        replace(known, profile=profile),
        operator_id=None,
        expected_version=tenant.profile_version,
    )
    return await _hours(services, tenant.id)


@needs(Right.READ)
async def show_budget(request: Request) -> HTTPResponse:
    """Show what the key's client may spend and has spent, with the version of its limits."""
    services, key = await enter(request)
    return await _budgeted(services, key.tenant_id)


@needs(Right.AGENCY)
async def put_budget(request: Request) -> HTTPResponse:
    """Set what the key's client may spend; what is spent stays spent."""
    services, key = await enter(request)
    sent = read_json(await _body(request), BudgetRequest, _BUDGET_RULES)
    known = await services.db.read(_budget, key.tenant_id, services.clock.now_ms())
    seen = _limits_of(known)
    check_match(request, _version(seen))
    await set_budget(
        services,
        key.tenant_id,
        None,
        microusd=sent.limit_microusd,
        tokens=sent.limit_tokens,
        period=sent.kind,
        seen=(seen.limit_microusd, seen.limit_tokens, seen.kind),
        actor=actor_of(request),
    )
    return await _budgeted(services, key.tenant_id)


async def _budgeted(services: Services, tenant_id: str) -> HTTPResponse:
    item = await services.db.read(_budget, tenant_id, services.clock.now_ms())
    return answer(item, version=_version(_limits_of(item)))


def _limits_of(item: BudgetItem) -> BudgetRequest:
    """Return what is set of a budget, without what was spent of it."""
    return msgspec.convert(item, BudgetRequest, from_attributes=True)


async def _hours(services: Services, tenant_id: str) -> HTTPResponse:
    tenant = await services.db.read(_tenant, tenant_id)
    profile = tenant.profile
    item = HoursItem(
        tenant.zone,
        is_open(tenant, services.clock.now_ms()),
        profile.openings,
        profile.special_days,
        profile.closed_mode,
    )
    return answer(item, version=tenant.profile_version)


async def _body(request: Request) -> bytes:
    services: Services = request.app.ctx.services
    return await read_body(request, _LIMIT_BYTES, services.settings.body_deadline_s)


def _tenant(tx: Tx, tenant_id: str) -> Tenant:
    tenant = tenants.tenant_by_id(tx, tenant_id)
    if tenant is None:
        raise NotFound("There is no such client.")
    return tenant


def _as_read(tx: Tx, tenant_id: str) -> tuple[ClientItem, Basics, int]:
    """Return a client as programs see it, as it is edited, and the version of its profile."""
    tenant, contact = _tenant(tx, tenant_id), clients.contact_of(tx, tenant_id)
    return _client(tx, tenant_id), basics_of(tenant, contact), tenant.profile_version


def _client(tx: Tx, tenant_id: str) -> ClientItem:
    tenant, row = _tenant(tx, tenant_id), clients.client_row(tx, tenant_id)
    contact, profile = clients.contact_of(tx, tenant_id), tenant.profile
    return ClientItem(
        tenant.id,
        tenant.name,
        row.state if row else "active",
        tenant.country,
        tenant.zone,
        tenant.languages,
        profile.phone,
        profile.email,
        profile.address,
        contact.person,
        contact.website,
        contact.notes,
    )


def _version(item: Struct) -> int:
    """Return a number that is another one whenever anything of it is."""
    return int.from_bytes(hashlib.sha256(msgspec.json.encode(item)).digest()[:6])


def _budget(tx: Tx, tenant_id: str, now_ms: int) -> BudgetItem:
    tenant = _tenant(tx, tenant_id)
    period, limits = period_of(tenant, now_ms), limits_of(tenant)
    spent = usage.spent_in(tx, tenant_id, period)
    return BudgetItem(
        period, tenant.budget_period, limits.microusd, limits.tokens, spent.microusd, spent.tokens
    )
