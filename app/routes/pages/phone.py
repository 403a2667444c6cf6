"""The phone simulator of the demo: a newcomer texts as a lead and sees the replies arrive.

Only mounted in the demo, whose ``services.demo`` speaks through the simulated world:

- ``businesses() -> list[dict]`` with ``id, name, trade, language, sample_texts``;
- ``async send(phone, business, text)``: the lead with this number texts the business;
- ``async messages(phone) -> list[dict]`` with ``author`` (``lead`` or ``business``), ``text`` and
  ``at`` (epoch milliseconds), oldest first, only ever growing.

``POST /demo/phone/send`` takes JSON ``{phone_id?, business, text}`` and answers ``{phone_id}``; a
phone is made by the first text, one for each business. ``GET /demo/phone/<id>/events`` streams its
messages, one event each, numbered from 1, so that ``Last-Event-ID`` says how many are known.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any

from sanic import HTTPResponse, Request, Sanic
from sanic.response import json as json_response

from app.domain.text import storable
from app.errors import Invalid, NotFound
from app.routes.access import public
from app.routes.auth import refuse_foreign, services_of
from app.routes.body import read_body
from app.routes.pages.views import initials
from app.routes.render import HEADERS, render
from app.services import Services

_BODY_LIMIT_BYTES = 16 * 1024
_BODY_DEADLINE_S = 5.0
_MAX_CHARS = 1600
_LOOK_S = 0.25
_BEATS_S = 15.0
# Area codes of the United States; 555-0100 to 555-0199 belong to nobody in any of them.
_AREAS = ("202", "206", "212", "303", "305", "312", "404", "415", "503", "512", "602", "617")


@dataclass(frozen=True, slots=True)
class Business:
    """An example client one can text."""

    id: str
    name: str
    trade: str
    language: str
    sample_texts: tuple[str, ...]

    @property
    def initials(self) -> str:
        """Return one or two letters for the avatar."""
        return initials(self.name)


def mount(app: Sanic[Any, Any]) -> None:
    """Add the simulator, when there is a simulated world to speak to."""
    services: Services = app.ctx.services
    if services.demo is None:
        return
    app.add_route(show, "/demo/phone", methods=["GET"], name="phone")
    app.add_route(send, "/demo/phone/send", methods=["POST"], name="phone_send", stream=True)
    app.add_route(events, "/demo/phone/<phone_id:str>/events", methods=["GET"], name="phone_events")


@public("only the demo has it: a lead's phone, on this machine")
async def show(request: Request) -> HTTPResponse:
    """Draw the phone."""
    return render(request, "pages/phone.html", businesses=_businesses(services_of(request)))


@public("only the demo has it: a lead's phone, on this machine")
async def send(request: Request) -> HTTPResponse:
    """Text a business as a lead."""
    refuse_foreign(request)
    services = services_of(request)
    asked = _asked(await read_body(request, _BODY_LIMIT_BYTES, _BODY_DEADLINE_S))
    business, text = str(asked.get("business", "")), storable(str(asked.get("text", ""))).strip()
    if business not in {one.id for one in _businesses(services)}:
        raise NotFound("There is no such business.")
    if not text or len(text) > _MAX_CHARS:
        raise Invalid(f"A text has 1 to {_MAX_CHARS} characters.")
    phone_id = str(asked.get("phone_id") or _new_phone_id())
    await services.demo.send(_phone(phone_id), business, text)
    return json_response({"phone_id": phone_id}, headers=HEADERS)


@public("only the demo has it: a lead's phone, on this machine")
async def events(request: Request, phone_id: str) -> HTTPResponse | None:
    """Stream the messages of a phone until the page is closed."""
    services, phone = services_of(request), _phone(phone_id)
    known = _count(request.headers.get("last-event-id", "0"))
    async with services.live.subscribe(None) as subscription:
        response = await request.respond(content_type="text/event-stream", headers=HEADERS)
        if response is None:
            return None
        await response.send("retry: 1000\n\n")
        quiet_s = 0.0
        while not subscription.is_over:
            messages = await services.demo.messages(phone)
            text = "".join(_event(number, one) for number, one in _after(messages, known))
            known = max(known, len(messages))
            quiet_s = 0.0 if text else quiet_s + _LOOK_S
            if quiet_s >= _BEATS_S:
                text, quiet_s = ": still here\n\n", 0.0
            if text:
                await response.send(text)
            await subscription.batch(_LOOK_S)
        await response.eof()
    return None


def _businesses(services: Services) -> list[Business]:
    return [
        Business(one["id"], one["name"], one["trade"], one["language"], tuple(one["sample_texts"]))
        for one in services.demo.businesses()
    ]


def _after(messages: list[dict[str, Any]], known: int) -> list[tuple[int, dict[str, Any]]]:
    return [(number, one) for number, one in enumerate(messages, 1) if number > known]


def _event(number: int, one: dict[str, Any]) -> str:
    shown = {"author": one["author"], "text": one["text"], "at": one["at"]}
    return f"event: message\nid: {number}\ndata: {json.dumps(shown)}\n\n"


def _asked(body: bytes) -> dict[str, Any]:
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Invalid("The body is not JSON.") from error
    if not isinstance(asked, dict):
        raise Invalid("The body is not a JSON object.")
    return asked


def _new_phone_id() -> str:
    return f"1{secrets.choice(_AREAS)}55501{secrets.randbelow(100):02d}"


def _phone(phone_id: str) -> str:
    if not (phone_id.isascii() and phone_id.isdecimal() and 8 <= len(phone_id) <= 15):
        raise Invalid("This is no phone.")
    return f"+{phone_id}"


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
