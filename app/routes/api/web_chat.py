"""Web chat: what the widget calls, and the stream it listens to.

    POST /chat/<key>/sessions           → 201 {"token", "title", "greeting", "color"}
    POST /chat/<key>/messages           {client_id, text, language?, page?} → 202 {"id"}
    GET  /chat/<key>/events             server-sent events, resumed by ``Last-Event-ID``
    POST /chat/<key>/ack                {"ids": [delivery ids on the screen]} → 204

All but the first carry ``Authorization: Bearer <token>``. A message is taken once for each
``client_id``, however often the widget sends it. The stream repeats what was said lately when it
is opened; messages have ids, and the widget shows each once.
"""

from __future__ import annotations

import json
from typing import Any

from sanic import HTTPResponse, Request, Sanic
from sanic.response import empty
from sanic.response import json as as_json

from app.channels.web_chat import Visitors, read_message
from app.domain.delivery import DeliveryState, DeliveryUpdate
from app.domain.tenant import ChannelAccount, ChannelKind
from app.errors import Forbidden, Invalid, NotFound
from app.flows.receive import receive
from app.flows.record_status import record_status
from app.routes.access import public
from app.routes.api.web_chat_stream import Streams, stream
from app.routes.body import read_body
from app.routes.limits import Buckets, caller
from app.routes.origins import cors, preflight
from app.services import Services

LIMIT_BYTES = 16 * 1024
# A person who types; more than this is a program.
_PER_VISITOR_PER_MIN = 30.0
_MAX_ACKS = 50
_SHOWN = ("title", "greeting", "color")


def setup_web_chat(app: Sanic[Any, Any]) -> None:
    """Add the routes of web chat and their limits."""
    settings = app.ctx.services.settings
    app.ctx.visitors = Visitors(settings.secret_key)
    app.ctx.chat_callers = Buckets(settings.form_limit_per_min)
    app.ctx.chat_visitors = Buckets(_PER_VISITOR_PER_MIN)
    # Tokens can be collected; several visitors may share an address, but not a hundred.
    app.ctx.chat_addresses = Buckets(_PER_VISITOR_PER_MIN * 4)
    app.ctx.chat_streams = Streams()
    path = "/chat/<key:str>"
    taken = {"sessions": begin, "messages": say, "ack": acknowledge}
    for name, handler in taken.items():
        app.add_route(handler, f"{path}/{name}", methods=["POST"], stream=True, name=f"chat_{name}")
    app.add_route(listen, f"{path}/events", methods=["GET"], name="chat_events")
    for name in (*taken, "events"):
        app.add_route(allow, f"{path}/{name}", methods=["OPTIONS"], name=f"chat_allow_{name}")


@public("visitors of a client's website talk here; the path holds the chat's key")
async def allow(request: Request, key: str) -> HTTPResponse:
    """Tell a browser whether this page may use the chat."""
    services = _services(request)
    account = await _chat(services, key)
    return empty(headers=preflight(request, account, services.settings.public_url))


@public("visitors of a client's website talk here; the path holds the chat's key")
async def begin(request: Request, key: str) -> HTTPResponse:
    """Welcome a new visitor."""
    account, headers = await _enter(request, key)
    request.app.ctx.chat_callers.take(_caller(request))
    await _fields(request)
    shown = {name: str(account.settings.get(name) or "") for name in _SHOWN}
    token = request.app.ctx.visitors.welcome(key)
    return as_json({"token": token, **shown}, 201, headers)


@public("visitors of a client's website talk here; the path holds the chat's key")
async def say(request: Request, key: str) -> HTTPResponse:
    """Take one message."""
    account, headers = await _enter(request, key)
    visitor = _visitor(request, key)
    request.app.ctx.chat_visitors.take(f"{account.id}:{visitor}")
    request.app.ctx.chat_addresses.take(_caller(request))
    inbound = read_message(account, visitor, await _fields(request))
    receipt = await receive(_services(request), account, inbound)
    request.app.ctx.chat_streams.note(visitor, receipt.conversation_id)
    answer = {"id": receipt.message_id, "duplicate": receipt.is_duplicate}
    return as_json(answer, 202, headers)


@public("visitors of a client's website talk here; the path holds the chat's key")
async def acknowledge(request: Request, key: str) -> HTTPResponse:
    """Note that messages are on the visitor's screen."""
    account, headers = await _enter(request, key)
    visitor = _visitor(request, key)
    ids = (await _fields(request)).get("ids")
    if not isinstance(ids, list) or not all(isinstance(i, str) and i.isalnum() for i in ids):
        raise Invalid("ids must be a list of ids.")
    request.app.ctx.chat_visitors.take(f"{account.id}:{visitor}:ack")
    for delivery_id in ids[:_MAX_ACKS]:
        update = DeliveryUpdate(delivery_id, "delivered", DeliveryState.DELIVERED)
        await record_status(_services(request), account, update)
    return empty(headers=headers)


@public("visitors of a client's website talk here; the path holds the chat's key")
async def listen(request: Request, key: str) -> HTTPResponse | None:
    """Stream what is said to this visitor until the page closes."""
    account, headers = await _enter(request, key)
    visitor = _visitor(request, key)
    with request.app.ctx.chat_streams.place(visitor, _caller(request)):
        return await stream(request, account, visitor, headers)


def _services(request: Request) -> Services:
    services: Services = request.app.ctx.services
    return services


def _caller(request: Request) -> str:
    return caller(request, _services(request).settings.trusted_proxies)


async def _enter(request: Request, key: str) -> tuple[ChannelAccount, dict[str, str]]:
    """Return the account and the headers for this page's origin."""
    services = _services(request)
    account = await _chat(services, key)
    headers = cors(request, account, services.settings.public_url)
    return account, {**headers, "cache-control": "no-store"}


async def _chat(services: Services, key: str) -> ChannelAccount:
    account = await services.accounts.by_key(key)
    if account.kind is not ChannelKind.WEB_CHAT or account.is_paused:
        raise NotFound
    return account


def _visitor(request: Request, key: str) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise Forbidden("The visitor's token is missing.")
    visitors: Visitors = request.app.ctx.visitors
    return visitors.visitor_of(key, token.strip())


async def _fields(request: Request) -> dict[str, object]:
    """Return the JSON object of the body; an empty body is an empty object."""
    deadline_s = _services(request).settings.body_deadline_s
    body = await read_body(request, LIMIT_BYTES, deadline_s)
    try:
        value = json.loads(body or b"{}")
    except (ValueError, RecursionError) as error:
        raise Invalid("The body is not valid JSON.") from error
    if not isinstance(value, dict):
        raise Invalid("The body must be a JSON object.")
    return value
