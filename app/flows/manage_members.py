"""The people who may sign in: invited, given a role, limited to clients, let in no more.

Whose people are managed is said by ``tenant_id``: a client's own members, or the agency's with
None. Every rule is looked at inside the transaction that writes, so that two who act at once
cannot leave the agency without an owner. A link signs in once and is shown once; it is made again
only for who has never signed in, for else whoever makes it could enter as somebody else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.channels.mail import Mail
from app.domain.access import Right, Role
from app.domain.audit import AGENCY, Actor
from app.domain.membership import invitation_words, may_change, may_give
from app.errors import Conflict, Forbidden, Invalid, LeadlineError, NotFound
from app.flows.sign_in import hashed
from app.flows.write_notice import Notice, mail_bodies
from app.ids import new_id, new_key
from app.services import Services
from app.store import audit, members, operators, tenants
from app.store.db import Tx
from app.store.members import Member
from app.store.operators import Operator

INVITATION_MS = 3 * 86_400_000
MOST_MEMBERS = 200
LONGEST_NAME = 80
_EMAIL = re.compile(r"[^\s@<>\"',;]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Who:
    """Who manages: the person, and how the audit log names them."""

    operator: Operator
    actor: Actor


@dataclass(frozen=True, slots=True)
class Wish:
    """A person to be. ``client_ids``: the agency's person has these clients only; None: all."""

    email: str
    name: str
    role: str
    client_ids: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link that signs in once, to be shown once. ``mail``: sent, failed, or empty: not tried."""

    member_id: str
    email: str
    link: str
    mail: str = ""


async def invite(
    services: Services, who: Who, tenant_id: str | None, wish: Wish, *, by_mail: bool = False
) -> Invitation:
    """Make a member and return the link by which they come in.

    Raises:
        Invalid: no e-mail address, no such role, or a client they cannot have.
        Forbidden: the role is above one's own.
        Conflict: the address has an account already, or there are too many members.
        NotFound: the client is none of one's own.
    """
    email, name = wish.email.strip().lower(), " ".join(wish.name.split())
    if len(email) > 254 or not _EMAIL.fullmatch(email):
        raise Invalid("Write an e-mail address such as name@example.com.")
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise Invalid(f"Write a name of at most {LONGEST_NAME} characters.")
    clean = Wish(email, name or email.partition("@")[0], wish.role, wish.client_ids)
    token = new_key(32)
    member_id = await services.db.write(_invite, services, who, tenant_id, clean, token)
    return await _invitation(services, who, tenant_id, member_id, email, token, by_mail=by_mail)


def _invite(
    tx: Tx, services: Services, who: Who, tenant_id: str | None, wish: Wish, token: str
) -> str:
    _open(tx, who, tenant_id)
    _refuse_role(who, wish.role, tenant_id)
    known = members.members_of(tx, tenant_id) if tenant_id else members.agency_people(tx)
    if len(known) >= MOST_MEMBERS:
        raise Conflict(f"There are {MOST_MEMBERS} people already.")
    now = services.clock.now_ms()
    made = operators.insert_operator(tx, wish.email, wish.name, wish.role, tenant_id, now)
    if made is None:
        raise Conflict("This address has an account already.")
    if tenant_id is None and wish.client_ids is not None:
        _limit(tx, made, wish.role, wish.client_ids)
    operators.insert_link(tx, made, hashed(token), now, now + INVITATION_MS)
    latter: dict[str, object] = {"email": wish.email, "role": wish.role}
    if tenant_id is None:
        latter["clients"] = _clients(wish.client_ids)
    _note(tx, services, who, tenant_id, "member_invited", made, None, latter)
    return made


async def invite_again(
    services: Services, who: Who, tenant_id: str | None, member_id: str, *, by_mail: bool = False
) -> Invitation:
    """Return a new link for somebody who has never signed in; the old one ends.

    Raises:
        Conflict: they have signed in, or are disabled.
        NotFound, Forbidden: as ``change_role``.
    """
    token = new_key(32)
    email = await services.db.write(_invite_again, services, who, tenant_id, member_id, token)
    return await _invitation(services, who, tenant_id, member_id, email, token, by_mail=by_mail)


def _invite_again(
    tx: Tx, services: Services, who: Who, tenant_id: str | None, member_id: str, token: str
) -> str:
    member = _member(tx, who, tenant_id, member_id)
    if member.has_joined or member.disabled_at is not None:
        raise Conflict("They have an account already; a lost password is reset on the server.")
    now = services.clock.now_ms()
    members.forget_links(tx, member_id)
    operators.insert_link(tx, member_id, hashed(token), now, now + INVITATION_MS)
    _note(tx, services, who, tenant_id, "member_invited_again", member_id, None, None)
    return member.email


async def change_role(
    services: Services, who: Who, tenant_id: str | None, member_id: str, role: str
) -> None:
    """Give somebody another role.

    Raises:
        Invalid: there is no such role.
        Forbidden: it, or theirs, is above one's own; or it is oneself.
        Conflict: they are the last owner.
        NotFound: there is no such person among those one manages.
    """
    await services.db.write(_change_role, services, who, tenant_id, member_id, role)


def _change_role(
    tx: Tx, services: Services, who: Who, tenant_id: str | None, member_id: str, role: str
) -> None:
    member = _member(tx, who, tenant_id, member_id)
    _refuse_self(who, member)
    _refuse_role(who, role, tenant_id)
    if role == member.role:
        return
    _refuse_last_owner(tx, member)
    if role == Role.OWNER and member.client_ids is not None:
        operators.limit_to(tx, member_id, None)
    members.set_role(tx, member_id, role)
    former: dict[str, object] = {"role": member.role}
    latter: dict[str, object] = {"role": role}
    _note(tx, services, who, tenant_id, "member_role_changed", member_id, former, latter)


async def limit_clients(
    services: Services, who: Who, member_id: str, client_ids: frozenset[str] | None
) -> None:
    """Let one of the agency's people have these clients only, or all with None.

    Raises:
        Invalid: no client, or one that there is not; or they are an owner.
        NotFound, Forbidden: as ``change_role``.
    """
    await services.db.write(_limit_clients, services, who, member_id, client_ids)


def _limit_clients(
    tx: Tx, services: Services, who: Who, member_id: str, client_ids: frozenset[str] | None
) -> None:
    member = _member(tx, who, None, member_id)
    _refuse_self(who, member)
    if client_ids is None:
        operators.limit_to(tx, member_id, None)
    else:
        _limit(tx, member_id, member.role, client_ids)
    former = {"clients": _clients(member.client_ids)}
    latter = {"clients": _clients(client_ids)}
    _note(tx, services, who, None, "member_clients_changed", member_id, former, latter)


async def disable(services: Services, who: Who, tenant_id: str | None, member_id: str) -> None:
    """Let somebody in no more; their sessions and links end at once.

    Raises:
        Conflict: they are the last owner.
        NotFound, Forbidden: as ``change_role``.
    """
    await services.db.write(_disable, services, who, tenant_id, member_id, is_off=True)


async def enable(services: Services, who: Who, tenant_id: str | None, member_id: str) -> None:
    """Let somebody in again, with the password they had.

    Raises:
        NotFound, Forbidden: as ``change_role``.
    """
    await services.db.write(_disable, services, who, tenant_id, member_id, is_off=False)


def _disable(
    tx: Tx, services: Services, who: Who, tenant_id: str | None, member_id: str, *, is_off: bool
) -> None:
    member = _member(tx, who, tenant_id, member_id)
    _refuse_self(who, member)
    if is_off == (member.disabled_at is not None):
        return
    if is_off:
        _refuse_last_owner(tx, member)
    members.set_disabled(tx, member_id, services.clock.now_ms() if is_off else None)
    action = "member_disabled" if is_off else "member_enabled"
    _note(tx, services, who, tenant_id, action, member_id, None, None)


def _open(tx: Tx, who: Who, tenant_id: str | None) -> None:
    """Refuse who manages other people than these."""
    if tenant_id is None:
        if not who.operator.may(Right.AGENCY):
            raise NotFound("There is no such client.")
        return
    is_theirs = who.operator.may(Right.MANAGE) and who.operator.sees(tenant_id)
    if not is_theirs or tenants.tenant_by_id(tx, tenant_id) is None:
        raise NotFound("There is no such client.")


def _member(tx: Tx, who: Who, tenant_id: str | None, member_id: str) -> Member:
    _open(tx, who, tenant_id)
    member = members.member_by_id(tx, member_id)
    if member is None or member.tenant_id != tenant_id:
        raise NotFound("There is no such person.")
    if not may_change(who.operator.role, member.role):
        raise Forbidden("They stand above you: only an owner may do this.")
    return member


def _refuse_role(who: Who, role: str, tenant_id: str | None) -> None:
    if role not in tuple(Role):
        raise Invalid("There is no such role.")
    if not may_give(who.operator.role, role, tenant_id is None):
        raise Forbidden("Nobody gives a role above their own; only an owner makes owners.")


def _refuse_self(who: Who, member: Member) -> None:
    if member.id == who.operator.id:
        raise Forbidden("Nobody changes their own role or access; ask somebody else.")


def _refuse_last_owner(tx: Tx, member: Member) -> None:
    is_owner = member.role == Role.OWNER and member.tenant_id is None
    if is_owner and member.disabled_at is None and not members.other_owners(tx, member.id):
        raise Conflict("They are the last owner; make somebody else an owner first.")


def _limit(tx: Tx, member_id: str, role: str, client_ids: frozenset[str]) -> None:
    if role == Role.OWNER:
        raise Invalid("An owner has all clients.")
    if not client_ids or any(tenants.tenant_by_id(tx, one) is None for one in client_ids):
        raise Invalid("Choose at least one client.")
    operators.limit_to(tx, member_id, client_ids)


def _clients(client_ids: frozenset[str] | tuple[str, ...] | None) -> object:
    return "all" if client_ids is None else sorted(client_ids)


def _note(
    tx: Tx,
    services: Services,
    who: Who,
    tenant_id: str | None,
    action: str,
    member_id: str,
    former: dict[str, object] | None,
    latter: dict[str, object] | None,
) -> None:
    now, chain = services.clock.now_ms(), tenant_id or AGENCY
    audit.note(tx, who.actor, now, chain, action, ("member", member_id), former, latter)


async def _invitation(
    services: Services,
    who: Who,
    tenant_id: str | None,
    member_id: str,
    email: str,
    token: str,
    *,
    by_mail: bool,
) -> Invitation:
    link = f"{services.settings.public_url}/login/link/{token}"
    if not by_mail or services.mailer is None:
        return Invitation(member_id, email, link)
    tenant = await services.db.read(tenants.tenant_by_id, tenant_id) if tenant_id else None
    by, language = who.operator.name or who.operator.email, who.operator.language or "en"
    title, text, button = invitation_words(language, by, tenant.name if tenant else "leadline")
    text_body, html = mail_bodies(Notice(language, title, (text,), link=link, link_label=button))
    try:
        await services.mailer.send(Mail(new_id(), email, "", title, text_body, html))
    except LeadlineError:
        # The link is shown in any case: it can be handed over another way.
        return Invitation(member_id, email, link, "failed")
    return Invitation(member_id, email, link, "sent")
