"""How a program comes in: by the key of one client, in the header, so many times a minute."""

from __future__ import annotations

from sanic import Request

from app.domain.access import rights_of_scopes
from app.domain.audit import Actor
from app.domain.text import storable
from app.errors import Forbidden, NotFound, Unauthenticated
from app.flows.api_keys import authenticate
from app.routes.access import right_of
from app.routes.audited import enter_as
from app.routes.limits import caller
from app.services import Services
from app.store.api_keys import ApiKey
from app.store.owners import owners_of


async def enter(request: Request) -> tuple[Services, ApiKey]:
    """Return the services and the key of a request; counts against the key's limit, once.

    Raises:
        Unauthenticated: there is no key, or it is not in force.
        TooManyRequests: the key asked too often.
        NotFound: the path names something of another client.
        Forbidden: the key's scopes do not allow it.
    """
    services: Services = request.app.ctx.services
    known: ApiKey | None = getattr(request.ctx, "key", None)
    if known is not None:
        return services, known
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise Unauthenticated("Send the API key as Authorization: Bearer KEY.")
    key = await authenticate(services, secret.strip())
    # The answer says how much is left, also when nothing is.
    request.ctx.limited_as = key.id
    request.app.ctx.key_requests.take(key.id)
    await _check_access(request, services, key)
    request.ctx.key = key
    return services, key


async def _check_access(request: Request, services: Services, key: ApiKey) -> None:
    ids = {name: str(value) for name, value in request.match_info.items()}
    if any(value != storable(value) for value in ids.values()):
        # No id of ours has such a character, and no database takes it.
        raise NotFound("There is nothing here.")
    owners = await services.db.read(owners_of, ids) if ids else []
    if any(one != key.tenant_id for one in owners):
        raise NotFound("There is nothing here.")
    right = right_of(request)
    if right is not None and right not in rights_of_scopes(key.scopes):
        raise Forbidden("The scopes of this key do not allow this.")
    address = caller(request, services.settings.trusted_proxies)
    enter_as(request, Actor("key", key.id, key.name, address), [key.tenant_id])
