"""What every list and every thing of the API has in common.

Lists are paged by key, never by number: ``next`` of an answer is the ``after`` of the next request,
so page 10,000 costs what page 1 does. It is opaque to programs. Things that two people may change
carry an ``ETag``; a change that names another in ``If-Match`` is refused (412). The handlers of
these stand in their module's ``VERSIONED``, so that the description says so. Filters, limits and
cursors are read by ``queries.py``, from tables that the description reads too.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping

import msgspec
from msgspec import Struct
from sanic import HTTPResponse, Request
from sanic.response import raw

from app.domain.text import storable
from app.errors import NotFound, PreconditionFailed, Unprocessable
from app.services import Services
from app.store.api_keys import ApiKey

MOST, USUAL = 100, 50
_LONGEST_CURSOR = 400

Cursor = tuple[str | int, ...]


def client_of(key: ApiKey, client_id: str) -> str:
    """Return the tenant of a path that names a client, which must be the key's own.

    Raises:
        NotFound: it is not.
    """
    if client_id != key.tenant_id:
        raise NotFound("There is no such client.")
    return key.tenant_id


def limit_of(request: Request, most: int = MOST, usual: int = USUAL) -> int:
    """Return how many things a page holds.

    Raises:
        Unprocessable: it is no whole number from 1 to ``most``.
    """
    text = request.args.get("limit", str(usual))
    if text.isascii() and text.isdecimal() and len(text) <= 4 and 1 <= int(text) <= most:
        return int(text)
    raise refused("limit", f"must be a whole number from 1 to {most}.")


def choice_of(request: Request, name: str, choices: tuple[str, ...], usual: str = "") -> str:
    """Return a filter that is one of some words, ``usual`` when it is left out.

    Raises:
        Unprocessable: it is another word.
    """
    text = str(request.args.get(name, usual))
    if text == usual or text in choices:
        return text
    raise refused(name, f"must be one of {', '.join(choices)}.")


def text_of(request: Request, name: str, most: int = 200) -> str:
    """Return a filter that is free text, empty when it is left out.

    Raises:
        Unprocessable: it is longer than ``most`` characters.
    """
    text = storable(str(request.args.get(name, ""))).strip()
    if len(text) > most:
        raise refused(name, f"must be at most {most} characters.")
    return text


def cursor_of(request: Request, kinds: tuple[type, ...]) -> Cursor | None:
    """Return where a page begins, None for the first.

    Args:
        kinds: of the values of the key, ``str`` or ``int``.

    Raises:
        Unprocessable: it is not one that we gave.
    """
    text = str(request.args.get("after", ""))
    if not text:
        return None
    try:
        padded = text[:_LONGEST_CURSOR] + "=" * (-len(text) % 4)
        found = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
    except (ValueError, binascii.Error, UnicodeError, RecursionError):
        found = None
    is_ours = isinstance(found, list) and len(found) == len(kinds)
    if not is_ours or not all(type(v) is k for v, k in zip(found, kinds, strict=True)):
        raise refused("after", "must be the next of an answer.")
    values = tuple(storable(v) if isinstance(v, str) else v for v in found)
    if any(isinstance(v, int) and abs(v) >= 1 << 62 for v in values):
        raise refused("after", "must be the next of an answer.")
    return values


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
