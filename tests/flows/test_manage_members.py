"""Who may invite, change and end whom."""

from __future__ import annotations

import pytest

from app import admin
from app.domain.audit import Actor
from app.errors import Conflict, Forbidden, Invalid, NotFound
from app.flows import manage_members as flow
from app.flows.manage_members import Who, Wish
from app.flows.manage_tenant import Put
from app.flows.sign_in import Attempts, session_of, sign_in_by_link
from app.services import Services
from app.store import audit, members, operators
from app.store.operators import Operator


async def _somebody(services: Services, email: str, role: str, tenant_id: str | None = None) -> Who:
    await admin.create(services, email, email.partition("@")[0], role, tenant_id)
    found = await services.db.read(operators.operator_by_email, email)
    assert found is not None
    return Who(found, Actor("operator", found.id, found.name))


async def _again(services: Services, who: Who) -> Who:
    found = await services.db.read(operators.operator_by_email, who.operator.email)
    assert isinstance(found, Operator)
    return Who(found, who.actor)


async def test_nobody_raises_anybody_above_themselves(services: Services, acme: Put) -> None:
    owner = await _somebody(services, "owner@x.example", "owner")
    boss = await _somebody(services, "boss@x.example", "admin")
    with pytest.raises(Forbidden):
        await flow.invite(services, boss, None, Wish("new@x.example", "", "owner"))
    with pytest.raises(Forbidden):
        await flow.change_role(services, boss, None, boss.operator.id, "owner")
    with pytest.raises(Forbidden):
        await flow.disable(services, boss, None, owner.operator.id)
    made = await flow.invite(services, owner, None, Wish("new@x.example", "", "owner"))
    await flow.change_role(services, owner, None, made.member_id, "viewer")
    with pytest.raises(Invalid):
        await flow.change_role(services, owner, None, made.member_id, "king")


async def test_the_last_owner_cannot_be_removed(services: Services, acme: Put) -> None:
    first = await _somebody(services, "first@x.example", "owner")
    second = await _somebody(services, "second@x.example", "owner")
    await flow.disable(services, first, None, second.operator.id)
    # Whoever acts with an old session is stopped as well.
    with pytest.raises(Conflict, match="last owner"):
        await flow.disable(services, second, None, first.operator.id)
    with pytest.raises(Conflict, match="last owner"):
        await flow.change_role(services, second, None, first.operator.id, "admin")
    with pytest.raises(Invalid, match="all clients"):
        await flow.limit_clients(services, second, first.operator.id, frozenset({acme.tenant.id}))


async def test_disabling_ends_sessions_at_once(services: Services, acme: Put) -> None:
    boss = await _somebody(services, "boss@x.example", "admin")
    made = await flow.invite(services, boss, acme.tenant.id, Wish("m@x.example", "M", "operator"))
    attempts, token = Attempts(100), made.link.rsplit("/", 1)[1]
    secret = (await sign_in_by_link(services, attempts, token, "127.0.0.1", "")).secret
    assert await session_of(services, secret) is not None
    with pytest.raises(Conflict, match="account already"):
        await flow.invite_again(services, boss, acme.tenant.id, made.member_id)
    await flow.disable(services, boss, acme.tenant.id, made.member_id)
    assert await session_of(services, secret) is None
    assert await services.db.read(operators.operator_by_email, "m@x.example") is None
    await flow.enable(services, boss, acme.tenant.id, made.member_id)
    # Their sessions are gone; who makes a link now would come in as somebody else.
    with pytest.raises(Conflict, match="account already"):
        await flow.invite_again(services, boss, acme.tenant.id, made.member_id)
    (line, *_) = await services.db.read(audit.lines_of, acme.tenant.id)
    assert (line.action, line.actor_name) == ("member_enabled", "boss")


async def test_a_clients_admin_manages_their_own_people_only(
    services: Services, acme: Put, bravo: Put
) -> None:
    boss = await _somebody(services, "boss@x.example", "admin")
    mine = await _somebody(services, "mine@acme.example", "admin", acme.tenant.id)
    theirs = await _somebody(services, "theirs@bravo.example", "viewer", bravo.tenant.id)
    for tenant_id in (bravo.tenant.id, None):
        with pytest.raises(NotFound):
            await flow.invite(services, mine, tenant_id, Wish("n@x.example", "", "viewer"))
    for member, tenant_id in ((theirs, acme.tenant.id), (boss, acme.tenant.id), (boss, None)):
        with pytest.raises(NotFound):
            await flow.disable(services, mine, tenant_id, member.operator.id)


async def test_some_clients_are_all_that_somebody_sees(
    services: Services, acme: Put, bravo: Put
) -> None:
    owner = await _somebody(services, "owner@x.example", "owner")
    limit = frozenset({acme.tenant.id})
    wish = Wish("some@x.example", "Some", "admin", limit)
    made = await flow.invite(services, owner, None, wish)
    some = await services.db.read(operators.operator_by_email, "some@x.example")
    assert some is not None
    assert (some.sees(acme.tenant.id), some.sees(bravo.tenant.id)) == (True, False)
    (served,) = await services.db.read(members.served_by, acme.tenant.id)
    assert served.id == made.member_id
    with pytest.raises(Invalid, match="at least one"):
        await flow.limit_clients(services, owner, made.member_id, frozenset({"nobody"}))
    await flow.limit_clients(services, owner, made.member_id, None)
    assert (await _again(services, Who(some, owner.actor))).operator.sees(bravo.tenant.id)
