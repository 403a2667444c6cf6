"""The people who may sign in: a client's own members, or the agency's."""

from __future__ import annotations

from dataclasses import dataclass

from sanic import Blueprint, HTTPResponse, Request

from app.domain.access import Right, Role
from app.domain.membership import may_change, roles_to_give
from app.errors import Conflict, Forbidden, Invalid
from app.flows import manage_members as flow
from app.flows.manage_members import Invitation, Who, Wish
from app.routes.access import needs
from app.routes.audited import actor_of
from app.routes.auth import form_of, operator_of, services_of
from app.routes.pages.settings.frame import Side, done, draw, path_of, side_of
from app.routes.pages.settings.words import ROLE_HELP_WORDS, ROLE_WORDS
from app.routes.pages.views import hue, initials
from app.store import members
from app.store.db import Tx
from app.store.members import Member
from app.store.operators import Operator

_PATH = path_of("team")


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A person as they are listed. ``may_edit``: the reader may change them."""

    member: Member
    initials: str
    hue: int
    role_word: str
    is_self: bool
    may_edit: bool


@dataclass(frozen=True, slots=True)
class People:
    """A client's own members, or the agency's, and those of the agency who are limited to it."""

    rows: tuple[MemberRow, ...] = ()
    serving: tuple[MemberRow, ...] = ()


def add(pages: Blueprint) -> None:
    """Add the page of the team."""
    base = "/settings/clients/<client_id:str>/members"
    one = f"{base}/<member_id:str>"
    pages.add_route(show, _PATH, methods=["GET"])
    pages.add_route(invite, base, methods=["POST"], stream=True)
    pages.add_route(invite_again, f"{one}/invite", methods=["POST"], stream=True)
    pages.add_route(set_role, f"{one}/role", methods=["POST"], stream=True)
    pages.add_route(set_clients, f"{one}/clients", methods=["POST"], stream=True)
    pages.add_route(disable, f"{one}/disable", methods=["POST"], stream=True)
    pages.add_route(enable, f"{one}/enable", methods=["POST"], stream=True)


@needs(Right.MANAGE)
async def show(request: Request) -> HTTPResponse:
    """Draw who may sign in."""
    return await _draw(request, await side_of(request, "team"))


async def _draw(
    request: Request,
    side: Side,
    status: int = 200,
    problem: str = "",
    fresh: Invitation | None = None,
    typed: dict[str, str] | None = None,
) -> HTTPResponse:
    services, operator = services_of(request), operator_of(request)
    people = await services.db.read(read_people, operator, side.tenant.id if side.tenant else None)
    roles = roles_to_give(operator.role, is_agency=side.tenant is None)
    return draw(
        request,
        "team.html",
        side,
        status,
        people=people,
        fresh=fresh,
        roles=tuple((role, ROLE_WORDS[role], ROLE_HELP_WORDS[role]) for role in roles),
        has_mail=services.mailer is not None,
        problem_text=problem,
        typed=typed or {},
    )


def read_people(tx: Tx, operator: Operator, tenant_id: str | None) -> People:
    """Return the people of a client, or of the agency with None."""
    if tenant_id is None:
        return People(tuple(_row(operator, one) for one in members.agency_people(tx)))
    own = tuple(_row(operator, one) for one in members.members_of(tx, tenant_id))
    if not operator.may(Right.AGENCY):
        return People(own)
    return People(own, tuple(_row(operator, one) for one in members.served_by(tx, tenant_id)))


def _row(operator: Operator, member: Member) -> MemberRow:
    is_self = member.id == operator.id
    return MemberRow(
        member,
        initials(member.name or member.email),
        hue(member.id),
        ROLE_WORDS.get(member.role, ROLE_WORDS[Role.VIEWER]),
        is_self,
        not is_self and may_change(operator.role, member.role),
    )


def _who(request: Request) -> Who:
    return Who(operator_of(request), actor_of(request))


@needs(Right.MANAGE)
async def invite(request: Request, client_id: str) -> HTTPResponse:
    """Invite somebody and show the link, this once."""
    side, fields = await side_of(request, "team", client_id), form_of(request)
    limit = None if side.tenant or fields.get("reach") != "some" else _chosen(fields)
    wish = Wish(fields.get("email", ""), fields.get("name", ""), fields.get("role", ""), limit)
    tenant_id = side.tenant.id if side.tenant else None
    try:
        fresh = await flow.invite(
            services_of(request),
            _who(request),
            tenant_id,
            wish,
            by_mail=fields.get("by_mail") == "1",
        )
    except (Invalid, Conflict, Forbidden) as error:
        return await _draw(request, side, error.status, error.message, typed=fields)
    return await _draw(request, side, 201, fresh=fresh)


def _chosen(fields: dict[str, str]) -> frozenset[str]:
    return frozenset(name.removeprefix("client.") for name in fields if name.startswith("client."))


@needs(Right.MANAGE)
async def invite_again(request: Request, client_id: str, member_id: str) -> HTTPResponse:
    """Show a new link for somebody who has not come in yet."""
    side = await side_of(request, "team", client_id)
    tenant_id = side.tenant.id if side.tenant else None
    by_mail = form_of(request).get("by_mail") == "1"
    try:
        fresh = await flow.invite_again(
            services_of(request), _who(request), tenant_id, member_id, by_mail=by_mail
        )
    except (Conflict, Forbidden) as error:
        return await _draw(request, side, error.status, error.message)
    return await _draw(request, side, 201, fresh=fresh)


@needs(Right.MANAGE)
async def set_role(request: Request, client_id: str, member_id: str) -> HTTPResponse:
    """Give somebody another role."""
    side = await side_of(request, "team", client_id)
    tenant_id = side.tenant.id if side.tenant else None
    role = form_of(request).get("role", "")
    try:
        await flow.change_role(services_of(request), _who(request), tenant_id, member_id, role)
    except (Invalid, Conflict, Forbidden) as error:
        return await _draw(request, side, error.status, error.message)
    return done(side, _PATH, "member_saved")


@needs(Right.AGENCY)
async def set_clients(request: Request, client_id: str, member_id: str) -> HTTPResponse:
    """Let one of the agency's people have all clients, or some."""
    side, fields = await side_of(request, "team", client_id), form_of(request)
    limit = _chosen(fields) if fields.get("reach") == "some" else None
    try:
        await flow.limit_clients(services_of(request), _who(request), member_id, limit)
    except (Invalid, Conflict, Forbidden) as error:
        return await _draw(request, side, error.status, error.message)
    return done(side, _PATH, "member_saved")


@needs(Right.MANAGE)
async def disable(request: Request, client_id: str, member_id: str) -> HTTPResponse:
    """Let somebody in no more, at once."""
    side = await side_of(request, "team", client_id)
    tenant_id = side.tenant.id if side.tenant else None
    try:
        await flow.disable(services_of(request), _who(request), tenant_id, member_id)
    except (Conflict, Forbidden) as error:
        return await _draw(request, side, error.status, error.message)
    return done(side, _PATH, "member_disabled")


@needs(Right.MANAGE)
async def enable(request: Request, client_id: str, member_id: str) -> HTTPResponse:
    """Let somebody in again."""
    side = await side_of(request, "team", client_id)
    tenant_id = side.tenant.id if side.tenant else None
    try:
        await flow.enable(services_of(request), _who(request), tenant_id, member_id)
    except (Conflict, Forbidden) as error:
        return await _draw(request, side, error.status, error.message)
    return done(side, _PATH, "member_enabled")
