"""What the command line does with operators; also the only way to the first one.

Every function returns what is to be printed. Links are printed once and stored as a hash.
"""

from __future__ import annotations

from app.domain.access import Role
from app.domain.audit import Actor
from app.errors import Conflict, Invalid, NotFound
from app.flows.sign_in import LINK_MS, hashed, note
from app.ids import new_key
from app.passwords import MAX_CHARS, MIN_CHARS, Passwords
from app.services import Services
from app.store import factors, members, operators, tenants
from app.store.db import Tx
from app.store.operators import Operator

# Whoever runs the command has the server itself; who that is, nobody here knows.
_CLI = Actor("cli", "", "leadline admin")
ROLES = tuple(role.value for role in Role)


async def create(
    services: Services,
    email: str,
    name: str = "",
    role: str = "admin",
    tenant_id: str | None = None,
) -> str:
    """Make an operator without a password and return a sign-in link.

    Raises:
        Invalid: no e-mail address, unknown role, or unknown client.
        Conflict: the address has an operator already.
    """
    if "@" not in email or role not in ROLES:
        raise Invalid(f"Give an e-mail address, and one of {', '.join(ROLES)} as the role.")
    if role == Role.OWNER and tenant_id is not None:
        raise Invalid("An owner is the agency's and not bound to one client.")
    if tenant_id is not None and await services.db.read(tenants.tenant_by_id, tenant_id) is None:
        raise Invalid("There is no such client.")
    now = services.clock.now_ms()
    name = name or email.split("@")[0]
    made = await services.db.write(operators.insert_operator, email, name, role, tenant_id, now)
    if made is None:
        raise Conflict(f"{email} is there already; for a new link: leadline admin link {email}")
    return await link(services, email)


async def begin(
    services: Services, email: str, name: str, role: str | None, tenant_id: str | None
) -> str:
    """Make an operator as ``create`` does; without a role, the agency's first is its owner."""
    if role is None:
        has_owner = await services.db.read(members.other_owners, "")
        role = Role.ADMIN if tenant_id is not None or has_owner else Role.OWNER
    return await create(services, email, name, role, tenant_id)


async def reset_password(services: Services, email: str, password: str) -> None:
    """Set a password; every session and link of the operator ends.

    Raises:
        NotFound: no operator has this address.
        Invalid: the password is too short or too long.
    """
    if not MIN_CHARS <= len(password) <= MAX_CHARS:
        raise Invalid(f"A password has {MIN_CHARS} to {MAX_CHARS} characters.")
    operator = await services.db.read(operators.operator_by_email, email)
    if operator is None:
        raise NotFound(f"{email} is no operator.")
    password_hash = await Passwords().hash(password)
    await services.db.write(_set_password, operator, password_hash, services.clock.now_ms())


async def reset_second_factor(services: Services, email: str) -> None:
    """Forget somebody's app, passkeys and recovery codes; every session and link ends.

    Raises:
        NotFound: no operator has this address.
    """
    if not await services.db.write(_reset_second_factor, email, services.clock.now_ms()):
        raise NotFound(f"{email} is no operator.")


async def link(services: Services, email: str) -> str:
    """Return an address that signs the operator in once within 30 minutes.

    Raises:
        NotFound: no operator has this address.
    """
    token = new_key(32)
    if not await services.db.write(_insert_link, email, hashed(token), services.clock.now_ms()):
        raise NotFound(f"{email} is no operator.")
    return f"{services.settings.public_url}/login/link/{token}"


def _set_password(tx: Tx, operator: Operator, password_hash: str, now_ms: int) -> None:
    operators.set_password(tx, operator.id, password_hash)
    note(tx, _CLI, operator, now_ms, "password_reset")


def _insert_link(tx: Tx, email: str, token_hash: str, now_ms: int) -> bool:
    operator = operators.operator_by_email(tx, email)
    if operator is None:
        return False
    operators.insert_link(tx, operator.id, token_hash, now_ms, now_ms + LINK_MS)
    note(tx, _CLI, operator, now_ms, "sign_in_link_made")
    return True


def _reset_second_factor(tx: Tx, email: str, now_ms: int) -> bool:
    operator = operators.operator_by_email(tx, email)
    if operator is None:
        return False
    factors.forget(tx, operator.id)
    operators.end_all(tx, operator.id)
    note(tx, _CLI, operator, now_ms, "second_factor_reset")
    return True
