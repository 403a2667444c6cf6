"""The people who are told when a person is needed: a client's, or the agency's own.

In the address the agency's people stand under ``agency``; only its admins see them.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from sanic import Blueprint, HTTPResponse, Request

from app.domain.access import Right
from app.domain.tenant import Priority
from app.errors import Invalid, NotFound
from app.flows import manage_team as flow
from app.flows.manage_team import send_test
from app.routes.access import needs
from app.routes.auth import form_of, operator_of, services_of
from app.routes.pages.escalations.views import Side
from app.routes.pages.views import Client, initials
from app.routes.pages.words import PRIORITY_WORDS, TEAM_WORDS
from app.routes.render import redirect, render
from app.store import escalation_lists as lists
from app.store import inbox, people, tenants
from app.store.db import Tx
from app.store.operators import Operator
from app.store.people import CHANNELS, PersonRow

AGENCY = "agency"
_PATH = "/escalations/team"
_NOTES = ("saved", "removed", "tested", "untested")


@dataclass(frozen=True, slots=True)
class Team:
    """The page: whose people, who they are, and what cannot work at present."""

    side: Side
    owner: str
    owner_name: str
    people: tuple[PersonRow, ...]
    remind_after_min: int
    zone: str
    has_mail: bool
    has_sms: bool


def add(pages: Blueprint) -> None:
    """Add the pages of the team."""
    owner = f"{_PATH}/<owner:str>"
    person = f"{owner}/people/<person_id:str>"
    pages.add_route(show, _PATH, methods=["GET"])
    pages.add_route(create, f"{owner}/people", methods=["POST"], stream=True)
    pages.add_route(set_wait, f"{owner}/wait", methods=["POST"], stream=True)
    pages.add_route(save, person, methods=["POST"], stream=True)
    pages.add_route(move_up, f"{person}/up", methods=["POST"], stream=True)
    pages.add_route(test, f"{person}/test", methods=["POST"], stream=True)
    pages.add_route(remove, f"{person}/remove", methods=["POST"], stream=True)


@needs(Right.READ)
async def show(request: Request) -> HTTPResponse:
    """Draw who is told."""
    return await _draw(request, request.args.get("client", ""))


async def _draw(
    request: Request,
    owner: str,
    status: int = 200,
    problem: str = "",
    typed: dict[str, str] | None = None,
    person_id: str = "",
) -> HTTPResponse:
    services, operator = services_of(request), operator_of(request)
    has_mail = services.mailer is not None
    team = await services.db.read(_load, operator, owner, has_mail)
    note = request.args.get("note", "")
    return render(
        request,
        "pages/escalations/team.html",
        status=status,
        team=team,
        side=team.side,
        problem_text=problem,
        typed=typed or {},
        typed_id=person_id,
        note=TEAM_WORDS[note] if note in _NOTES else "",
        is_warning=note == "untested",
        priorities=tuple(PRIORITY_WORDS.items()),
        operator_initials=initials(operator.name or operator.email),
    )


def _load(tx: Tx, operator: Operator, owner: str, has_mail: bool) -> Team:
    clients = tuple(Client(*one) for one in inbox.clients(tx, operator.tenant_ids))
    sees_agency = operator.may(Right.AGENCY)
    first = clients[0].id if clients else AGENCY
    owner = _allowed(owner or first, {client.id for client in clients}, sees_agency)
    tenant_id = None if owner == AGENCY else owner
    tenant = tenants.tenant_by_id(tx, tenant_id) if tenant_id else None
    channels = tenants.channels_of(tx, tenant_id) if tenant_id else []
    client_ids = [client.id for client in clients]
    pending = lists.count_pending(tx, [tenant_id] if tenant_id else client_ids)
    return Team(
        Side(clients, tenant_id or "", "team", pending, sees_agency),
        owner,
        tenant.name if tenant else "",
        tuple(people.people_of(tx, tenant_id)),
        people.remind_after_min(tx, tenant_id) if tenant_id else 0,
        tenant.zone if tenant else "UTC",
        has_mail,
        any(one.kind.value == "sms" and not one.is_paused for one, _ in channels),
    )


def _allowed(owner: str, client_ids: set[str], sees_agency: bool) -> str:
    if owner in client_ids or (owner == AGENCY and sees_agency):
        return owner
    raise NotFound("There is no such client.")


@needs(Right.MANAGE)
async def create(request: Request, owner: str) -> HTTPResponse:
    """Add a person."""
    return await _save(request, owner, "")


@needs(Right.MANAGE)
async def save(request: Request, owner: str, person_id: str) -> HTTPResponse:
    """Change a person."""
    return await _save(request, owner, person_id)


async def _save(request: Request, owner: str, person_id: str) -> HTTPResponse:
    tenant_id, fields = await _open(request, owner), form_of(request)
    try:
        await flow.save_person(services_of(request), tenant_id, _person(fields, person_id))
    except Invalid as error:
        return await _draw(request, owner, error.status, error.message, fields, person_id)
    return _done(owner, "saved")


async def _open(request: Request, owner: str) -> str | None:
    """Return whose people a request changes: a client's id, or None for the agency.

    Raises:
        NotFound: they are not the operator's to change.
    """
    operator = operator_of(request)
    known = await services_of(request).db.read(inbox.clients, operator.tenant_ids)
    sees_agency = operator.may(Right.AGENCY)
    _allowed(owner, {client_id for client_id, _ in known}, sees_agency)
    return None if owner == AGENCY else owner


def _person(fields: dict[str, str], person_id: str) -> PersonRow:
    least = fields.get("min_priority", "")
    return PersonRow(
        person_id,
        None,
        fields.get("name", ""),
        fields.get("email", ""),
        fields.get("phone", ""),
        channels=tuple(one for one in CHANNELS if fields.get(f"channel-{one}")),
        min_priority=Priority(least) if least in PRIORITY_WORDS else Priority.NORMAL,
        quiet_from=fields.get("quiet_from", "").strip(),
        quiet_to=fields.get("quiet_to", "").strip(),
        zone=fields.get("zone", "").strip() or "UTC",
        language=fields.get("language", "en"),
    )


def _done(owner: str, note: str) -> HTTPResponse:
    return redirect(f"{_PATH}?{urlencode({'client': owner, 'note': note})}")


@needs(Right.MANAGE)
async def set_wait(request: Request, owner: str) -> HTTPResponse:
    """Set after how many minutes people are told again."""
    tenant_id, text = await _open(request, owner), form_of(request).get("minutes", "").strip()
    if tenant_id is None:
        raise NotFound("There is no such client.")
    try:
        minutes = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
        await flow.set_remind_after(services_of(request), tenant_id, minutes)
    except Invalid as error:
        return await _draw(request, owner, error.status, error.message)
    return _done(owner, "saved")


@needs(Right.MANAGE)
async def move_up(request: Request, owner: str, person_id: str) -> HTTPResponse:
    """Let a person be told earlier."""
    await flow.move_up(services_of(request), await _open(request, owner), person_id)
    return _done(owner, "saved")


@needs(Right.MANAGE)
async def test(request: Request, owner: str, person_id: str) -> HTTPResponse:
    """Send a person a test by every way they are told."""
    tenant_id = await _open(request, owner)
    count = await send_test(services_of(request), tenant_id, person_id)
    return _done(owner, "tested" if count else "untested")


@needs(Right.MANAGE)
async def remove(request: Request, owner: str, person_id: str) -> HTTPResponse:
    """Take a person off the list."""
    await flow.remove_person(services_of(request), await _open(request, owner), person_id)
    return _done(owner, "removed")
