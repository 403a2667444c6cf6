"""How a program comes in: by the key of one client, in the header, so many times a minute."""

from __future__ import annotations

from sanic import Request

from app.errors import Unauthenticated
from app.flows.api_keys import authenticate
from app.services import Services
from app.store.api_keys import ApiKey


async def enter(request: Request) -> tuple[Services, ApiKey]:
    """Return the services and the key of a request; counts against the key's limit.

    Raises:
        Unauthenticated: there is no key, or it is not in force.
        TooManyRequests: the key asked too often.
    """
    services: Services = request.app.ctx.services
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise Unauthenticated("Send the API key as Authorization: Bearer KEY.")
    key = await authenticate(services, secret.strip())
    request.app.ctx.key_requests.take(key.id)
    return services, key
