"""Stands around every route of the API that changes something: none can be forgotten.

``mount`` puts it there from the route table, after all routes are added. It looks at the type of
the body, and obeys ``Idempotency-Key`` (``app/flows/idempotency.py``). A request with a key is
finished even when the program hangs up meanwhile, so that its answer is there when it asks again.

Of JSON the fingerprint covers method, address, the scopes of the API key and what the body says,
however it is spaced. Of files it covers length instead of the body: their bytes are not kept until
they are compared. So a key that may less never hears what one that may more was answered.
"""

from __future__ import annotations

import asyncio
import hashlib
import sys
from collections.abc import Callable, Coroutine
from functools import partial, wraps
from typing import Any

import msgspec
from sanic import HTTPResponse, Request, Sanic
from sanic.http import Http
from sanic.response import empty, raw

from app.errors import LeadlineError, OutcomeUnknown, Unavailable, UnsupportedMediaType
from app.flows import idempotency as flow
from app.flows.idempotency import Answer
from app.routes.api.keys import enter
from app.routes.audited import note_answer
from app.routes.body import hang_up, read_body
from app.routes.failures import answer_failure
from app.services import Services

PREFIX = "api/v1/"
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
HEADER, REPLAYED = "idempotency-key", "Idempotent-Replayed"
# Routes have lower limits of their own.
_LONGEST_BODY = 1024 * 1024
_KEPT_HEADERS = ("content-type", "etag", "location")

Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]
Work = Callable[[], Coroutine[Any, Any, HTTPResponse]]
_finishing: set[asyncio.Task[HTTPResponse]] = set()


def mount(app: Sanic[Any, Any]) -> None:
    """Put it around every route there is by now."""
    for route in app.router.routes:
        if str(route.path).startswith(PREFIX) and CHANGING & set(route.methods):
            route.handler = _once(route.handler)


def takes_files(handler: Any) -> bool:
    """Tell whether a handler takes files, by the table of its module."""
    return handler.__name__ in getattr(sys.modules[handler.__module__], "FILES", ())


def takes_json(handler: Any) -> bool:
    """Tell whether a handler takes JSON, by the table of its module."""
    bodies = getattr(sys.modules[handler.__module__], "BODIES", {})
    return bodies.get(handler.__name__, (0, None, None))[1] is not None


def _once(handler: Handler) -> Handler:
    is_json = takes_json(handler)
    is_bare = not is_json and not takes_files(handler)

    @wraps(handler)
    async def guarded(request: Request, **ids: Any) -> HTTPResponse:
        text = request.headers.get(HEADER)
        if is_json or text is not None:
            # Who may not do it at all hears that first.
            await enter(request)
        if is_json:
            _check_type(request)
        elif is_bare:
            # What nobody asked for is taken off the line all the same.
            await read_body(request, _LONGEST_BODY, _services(request).settings.body_deadline_s)
        if text is None:
            return await handler(request, **ids)
        return await _keyed(request, flow.checked_key(text), partial(handler, request, **ids))

    return guarded


def _services(request: Request) -> Services:
    services: Services = request.app.ctx.services
    return services


def _check_type(request: Request) -> None:
    said = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if said and said != "application/json" and not said.endswith("+json"):
        raise UnsupportedMediaType("Send JSON, with Content-Type: application/json.")


async def _keyed(request: Request, key: str, work: Work) -> HTTPResponse:
    services, owner = await enter(request)
    fingerprint = await _fingerprint(request, owner.scopes)
    known = await flow.begin(services, owner.tenant_id, key, fingerprint)
    if known is not None:
        return _replay(request, known)
    task = asyncio.create_task(_work(request, services, owner.tenant_id, key, work))
    _finishing.add(task)
    task.add_done_callback(_finishing.discard)
    if takes_files(request.route.handler if request.route else None):
        # The bytes still come from the program: without it there is nothing to finish.
        return await task
    return await asyncio.shield(task)


async def _work(
    request: Request, services: Services, tenant_id: str, key: str, work: Work
) -> HTTPResponse:
    did_nothing = False
    try:
        response = await work()
    except asyncio.CancelledError:
        # Nothing is written before the whole body has come.
        if isinstance(request.stream, Http) and request.stream.request_body:
            await flow.give_up(services, tenant_id, key)
        raise
    except Exception as error:
        did_nothing = _did_nothing(error)
        response = await answer_failure(request, error)
    await note_answer(request, response)
    if did_nothing:
        await flow.give_up(services, tenant_id, key)
        return response
    headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    if response.content_type:
        headers["content-type"] = response.content_type
    answer = Answer(response.status, response.body or b"", headers)
    await flow.finish(services, tenant_id, key, answer)
    return response


def _did_nothing(error: Exception) -> bool:
    """Tell whether an error says that nothing was changed, so that trying again is right."""
    if isinstance(error, OutcomeUnknown):
        return False
    if isinstance(error, Unavailable):
        return True
    return isinstance(error, LeadlineError) and error.status < 500


async def _fingerprint(request: Request, scopes: str) -> str:
    # An answer may hold what only such a key may know: one that makes a key shows it.
    told = [request.method, request.path, request.query_string, scopes]
    if takes_files(request.route.handler if request.route else None):
        told.append(request.headers.get("content-length", ""))
        body = b""
    else:
        deadline_s = _services(request).settings.body_deadline_s
        # The handler reads it from here again.
        body = request.body = await read_body(request, _LONGEST_BODY, deadline_s)
    found = hashlib.sha256(repr(told).encode())
    found.update(_same(body))
    return found.hexdigest()


def _same(body: bytes) -> bytes:
    """Return JSON as it is written in one way; anything else as it is."""
    try:
        return msgspec.json.encode(msgspec.json.decode(body), order="deterministic")
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return body


def _replay(request: Request, known: Answer) -> HTTPResponse:
    # What was done is in the log already, once.
    request.ctx.actor.is_noted = True
    if isinstance(request.stream, Http) and request.stream.request_body:
        hang_up(request.stream)
    headers = {**known.headers, REPLAYED: "true"}
    if "content-type" not in headers:
        return empty(known.status, headers)
    media_type = headers.pop("content-type")
    return raw(known.body, known.status, headers, content_type=media_type)
