"""What every list and every thing of the API has in common.

Lists are paged by key, never by number: ``next`` of an answer is the ``after`` of the next request,
so page 10,000 costs what page 1 does. It is opaque to programs. Things that two people may change
carry an ``ETag``; a change that names another in ``If-Match`` is refused (412). The handlers of
these stand in their module's ``VERSIONED``, so that the description says so. Filters, limits and
cursors are read by ``queries.py``, from tables that the description reads too.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping

import msgspec
from msgspec import Struct
from sanic import HTTPResponse, Request
from sanic.response import raw

from app.errors import NotFound, PreconditionFailed, Unprocessable
from app.services import Services
from app.store.api_keys import ApiKey


def client_of(key: ApiKey, client_id: str) -> str:
    """Return the tenant of a path that names a client, which must be the key's own.

    Raises:
        NotFound: it is not.
    """
    if client_id != key.tenant_id:
        raise NotFound("There is no such client.")
    return key.tenant_id


def cursor_text(*values: str | int) -> str:
    """Return the opaque text of a key, for ``next``."""
    text = json.dumps(values, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


def refused(name: str, problem: str) -> Unprocessable:
    """Return the error for a parameter or field that is not what it must be."""
    return Unprocessable(f"{name} {problem}", fields={name: problem})


def answer(
    shape: Struct,
    status: int = 200,
    version: int | None = None,
    headers: Mapping[str, str] | None = None,
) -> HTTPResponse:
    """Return a shape as JSON; ``version`` becomes its ``ETag``."""
    more = dict(headers or {})
    if version is not None:
        more["ETag"] = f'"{version}"'
    body = msgspec.json.encode(shape)
    return raw(body, status=status, content_type="application/json", headers=more)


def check_match(request: Request, version: int) -> None:
    """Refuse a change of something that is no longer as the caller saw it.

    Raises:
        PreconditionFailed: ``If-Match`` names another version.
    """
    wanted = request.headers.get("if-match")
    if wanted is None or wanted.strip() == "*":
        return
    # A proxy that compresses makes our tags weak ones.
    tags = [one.strip().removeprefix("W/") for one in wanted.split(",")]
    if f'"{version}"' not in tags:
        raise PreconditionFailed


def services_of(request: Request) -> Services:
    """Return the running services."""
    services: Services = request.app.ctx.services
    return services
