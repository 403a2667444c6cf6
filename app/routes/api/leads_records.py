"""Leads themselves, for programs: ``/api/v1/leads`` with ``Authorization: Bearer KEY``.

    GET    /client/<client_id>         a page of them, those last active first
    POST   /                           take one over, with what it allowed; nothing is sent
    GET    /<lead_id>
    PATCH  /<lead_id>                  name, phone, email, language, source, owner, tags

A lead carries its version as ``ETag``; a change with ``If-Match`` is refused when somebody was
faster. A lead that became part of another says so in ``merged_into`` and is changed no more.
"""

from __future__ import annotations

from typing import Any

from msgspec import UNSET, Struct
from sanic import HTTPResponse, Request, Sanic

from app.domain.access import Right
from app.domain.lead_status import LeadStatus
from app.domain.tenant import ChannelKind
from app.errors import NotFound
from app.flows.edit_lead import edit
from app.flows.make_lead import make_lead
from app.routes.access import needs
from app.routes.api.frame import answer, check_match, client_of, cursor_text
from app.routes.api.keys import enter
from app.routes.api.leads_shapes import RULES, LeadChange, LeadItem, Leads, NewLead, lead_item
from app.routes.api.queries import Asked, after, limit, moment, query_of, text, whole, words
from app.routes.api.shapes import read_json
from app.routes.audited import actor_of
from app.routes.body import read_body
from app.services import Services
from app.store import lead_list, leads
from app.store.db import Tx
from app.store.lead_filters import Wanted
from app.store.lead_list import Key, Page
from app.store.leads import FIELDS, LeadFields

PATH = "/api/v1/leads"
_LIMIT_BYTES = 64 * 1024

# For the description: status, what is sent, what comes back, by the handler's name.
BODIES: dict[str, tuple[int, type[Struct] | None, type[Struct] | None]] = {
    "list_leads": (200, None, Leads),
    "add_lead": (201, NewLead, LeadItem),
    "show_lead": (200, None, LeadItem),
    "change_lead": (200, LeadChange, LeadItem),
}
VERSIONED = frozenset({"add_lead", "show_lead", "change_lead"})
_HEATS = ("hot", "warm", "cold")
QUERIES = {
    "list_leads": (
        words("status", tuple(LeadStatus)),
        words("temperature", _HEATS),
        words("channel", tuple(ChannelKind), about="The kind it first wrote on."),
        text("source"),
        text("owner", "An operator's id, or `none`.", 40),
        text("tag", most=40),
        whole("min_score", 0, 100),
        moment("created_since"),
        moment("created_until"),
        moment("active_since"),
        moment("active_until"),
        text("q", "Name, number or address."),
        words("sort", ("last_active", "newest", "score"), "last_active"),
        limit(),
        after(int, str),
    )
}
_SORTS = {"last_active": "active", "newest": "newest", "score": "score"}


def setup(app: Sanic[Any, Any]) -> None:
    """Add the routes; the limit of a key is the one of all its requests."""
    for handler, method, path in (
        (list_leads, "GET", f"{PATH}/client/<client_id:str>"),
        (add_lead, "POST", PATH),
        (show_lead, "GET", f"{PATH}/<lead_id:str>"),
        (change_lead, "PATCH", f"{PATH}/<lead_id:str>"),
    ):
        name = f"api_{handler.__name__}"
        app.add_route(handler, path, methods=[method], stream=method != "GET", name=name)


@needs(Right.READ)
async def list_leads(request: Request, client_id: str) -> HTTPResponse:
    """List the client's leads, those last active first.

    A page may hold fewer than asked for and still have a ``next``: rare answers to several filters
    at once are looked for in steps.
    """
    services, key = await enter(request)
    tenant_id, asked = client_of(key, client_id), query_of(request, QUERIES)
    found, rows = await services.db.read(_page, tenant_id, asked)
    following = found.after or found.further
    place = cursor_text(following.value, following.id) if following else None
    return answer(Leads([lead_item(one) for one in rows], place))


def _page(tx: Tx, tenant_id: str, asked: Asked) -> tuple[Page, list[LeadFields]]:
    wanted = Wanted(
        sort=_SORTS[asked.text("sort")],
        words=asked.text("q"),
        score_from=asked.maybe("min_score"),
        created_from=asked.maybe("created_since"),
        created_to=asked.maybe("created_until"),
        active_from=asked.maybe("active_since"),
        active_to=asked.maybe("active_until"),
        status=asked.text("status"),
        temperature=asked.text("temperature"),
        channel=asked.text("channel"),
        source=asked.text("source"),
        owner=asked.text("owner"),
        tag=asked.text("tag").lower(),
    )
    place = asked.cursor
    behind = Key(int(place[0]), str(place[1])) if place else None
    found = lead_list.page(tx, (tenant_id,), wanted, asked.limit, behind)
    rows = (leads.lead_row(tx, tenant_id, one.key.id) for one in found.found)
    return found, [row for row in rows if row is not None]


@needs(Right.WORK)
async def add_lead(request: Request) -> HTTPResponse:
    """Take a lead over, with what it allowed; nothing is sent to it."""
    services, key = await enter(request)
    sent = read_json(await _body(request), NewLead, RULES)
    fields = {name: getattr(sent, name) for name in FIELDS}
    made = await make_lead(
        services,
        actor_of(request),
        key.tenant_id,
        fields,
        sent.consent.basis,
        sent.consent.reason,
        sent.owner_id or "",
        sent.tags,
    )
    return answer(lead_item(made), 201, made.version)


@needs(Right.READ)
async def show_lead(request: Request, lead_id: str) -> HTTPResponse:
    """Show a lead."""
    services, key = await enter(request)
    lead = await lead_of(services, key.tenant_id, lead_id)
    return answer(lead_item(lead), version=lead.version)


@needs(Right.WORK)
async def change_lead(request: Request, lead_id: str) -> HTTPResponse:
    """Change a lead; what is left out stays."""
    services, key = await enter(request)
    sent = read_json(await _body(request), LeadChange, RULES)
    version = await matched(request, services, key.tenant_id, lead_id)
    fields = {n: getattr(sent, n) for n in FIELDS if getattr(sent, n) is not UNSET}
    owner = None if sent.owner_id is UNSET else sent.owner_id or ""
    tags = None if sent.tags is UNSET else sent.tags
    who = services, actor_of(request), key.tenant_id, lead_id
    lead = await edit(*who, fields, owner, tags, version)
    return answer(lead_item(lead), version=lead.version)


async def lead_of(services: Services, tenant_id: str, lead_id: str) -> LeadFields:
    """Return a lead of the key's client.

    Raises:
        NotFound: there is none.
    """
    found = await services.db.read(leads.lead_row, tenant_id, lead_id)
    if found is None:
        raise NotFound("There is no such lead.")
    return found


async def matched(request: Request, services: Services, tenant_id: str, lead_id: str) -> int | None:
    """Return the version a change is meant for; None when the caller does not mind.

    Raises:
        NotFound: there is no such lead.
        PreconditionFailed: it is another one by now.
    """
    lead = await lead_of(services, tenant_id, lead_id)
    check_match(request, lead.version)
    wanted = request.headers.get("if-match", "*").strip()
    return None if wanted == "*" else lead.version


async def _body(request: Request) -> bytes:
    services: Services = request.app.ctx.services
    return await read_body(request, _LIMIT_BYTES, services.settings.body_deadline_s)
