"""What happens at a client as it happens, for programs: ``GET /api/v1/events``.

Server-sent events (HTML Standard, section 9.2): ids, kinds and words of state, never what was
said; what is wanted beyond that is read by its id. A program that comes back with the id it saw
last (``Last-Event-ID``, or ``after``) misses nothing: what became visible a little late is sent
too, so an event may come a second time after coming back, by the same id. A program that cannot
keep a connection open asks with ``seconds=0`` what there is by now.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from typing import Annotated, Any

from msgspec import Meta, Struct
from sanic import HTTPResponse, Request, Sanic

from app.clock import at
from app.domain.access import Right
from app.domain.text import storable
from app.errors import TooManyRequests, Unauthenticated
from app.flows.api_keys import authenticate
from app.ids import first_id_at, ms_of
from app.routes.access import needs
from app.routes.api.keys import enter
from app.routes.api.queries import query_of, text, whole
from app.services import Services
from app.store import events
from app.store.api_keys import ApiKey
from app.store.db import Tx
from app.store.events import Event

_BEAT_S = 15.0
_RETRY_MS = 2_000
# An id is made before its unit commits, so one may become visible after a greater one.
_OVERLAP_MS = 10_000
_PAGE, _MOST_AT_ONCE = 200, 1_000
_MOST_OF_KEY = 20
_JSON = "application/json"


class StreamedEvent(Struct):
    """One event of the stream.

    ``data`` is JSON: the event's ``id``, ``kind`` and ``at``, its ``conversation_id`` or null, and
    in ``data`` the words of state its kind has.
    """

    id: str
    event: str
    data: Annotated[str, Meta(extra_json_schema={"contentMediaType": _JSON})]


BODIES: dict[str, tuple[int, type[Struct] | None, type[Struct] | None]] = {
    "stream_events": (200, None, StreamedEvent),
}
MEDIA = {"stream_events": "text/event-stream"}
QUERIES = {
    "stream_events": (
        text("after", "The id seen last; so is `Last-Event-ID`."),
        whole(
            "seconds",
            0,
            3_600,
            about="Ends after so long, 0 with what there is by now; without it, never.",
        ),
    )
}


def setup_events(app: Sanic[Any, Any]) -> None:
    """Add the stream."""
    app.ctx.event_streams = Counter()
    app.add_route(stream_events, "/api/v1/events", methods=["GET"], name="api_stream_events")


@needs(Right.READ)
async def stream_events(request: Request) -> HTTPResponse | None:
    """Stream the client's events: ids and states, by id, from where the caller was."""
    services, key = await enter(request)
    asked = query_of(request, QUERIES)
    seen = storable(request.headers.get("last-event-id") or asked.text("after"))
    streams: Counter[str] = request.app.ctx.event_streams
    if streams[key.id] >= _MOST_OF_KEY:
        raise TooManyRequests("This key has too many open streams.", retry_after_s=30)
    streams[key.id] += 1
    try:
        return await _stream(request, services, key, seen, asked.maybe("seconds"))
    finally:
        streams[key.id] -= 1
        if not streams[key.id]:
            del streams[key.id]


async def _stream(
    request: Request, services: Services, key: ApiKey, seen: str, seconds: int | None
) -> HTTPResponse | None:
    ends_s = _now_s() + seconds if seconds is not None else float("inf")
    secret = request.headers.get("authorization", "").partition(" ")[2].strip()
    async with services.live.subscribe(frozenset({key.tenant_id})) as subscription:
        feed = _Feed(services, key.tenant_id, seen)
        first = await feed.open()
        headers = {"X-Accel-Buffering": "no", "Cache-Control": "no-store"}
        response = await request.respond(content_type="text/event-stream", headers=headers)
        if response is None:
            return None
        await response.send(f"retry: {_RETRY_MS}\n: hello\n\n{first}")
        while feed.is_behind():
            await response.send(await feed.fresh())
        look_s = _now_s() + _BEAT_S
        while not subscription.is_over and (left_s := ends_s - _now_s()) > 0:
            heard = await subscription.batch(min(_BEAT_S, left_s))
            # A client at which much happens leaves no pause to look in.
            is_due = _now_s() >= look_s
            if is_due and not await _is_in_force(services, secret):
                break
            look_s = _now_s() + _BEAT_S if is_due else look_s
            text_now = await feed.fresh() if any(event.id for event in heard) else ""
            while feed.is_behind():
                text_now += await feed.fresh()
            if text_now or not heard:
                await response.send(text_now or ": still here\n\n")
        await response.eof()
    return None


def _now_s() -> float:
    return asyncio.get_running_loop().time()


async def _is_in_force(services: Services, secret: str) -> bool:
    try:
        await authenticate(services, secret)
    except Unauthenticated:
        return False
    return True


class _Feed:
    """What one stream has sent, as far back as something may still come late."""

    def __init__(self, services: Services, tenant_id: str, last_id: str) -> None:
        self._services = services
        self._tenant_id = tenant_id
        self._last_id = last_id
        self._sent: set[str] = set()
        self._has_more = False

    async def open(self) -> str:
        """Return what happened since the id that was seen; without one, nothing is old enough."""
        if self._last_id:
            return await self.fresh()
        read = self._services.db.read
        self._last_id = await read(events.newest_id, self._tenant_id)
        late = await read(_since, self._tenant_id, self._floor(), self._last_id)
        self._sent = {one.id for one in late}
        return ""

    async def fresh(self) -> str:
        """Return what was not sent yet, so much at a time; ask again while ``is_behind``."""
        found = await self._services.db.read(_since, self._tenant_id, self._floor(), self._last_id)
        self._has_more = sum(one.id > self._last_id for one in found) >= _MOST_AT_ONCE
        new = [one for one in found if one.id not in self._sent]
        if found:
            self._last_id = max(self._last_id, found[-1].id)
        floor = self._floor()
        self._sent = {one.id for one in found if one.id > floor}
        return "".join(map(_text, new))

    def is_behind(self) -> bool:
        """Tell whether there is more than was read at once."""
        return self._has_more

    def _floor(self) -> str:
        return first_id_at(max(0, ms_of(self._last_id) - _OVERLAP_MS))


def _since(tx: Tx, tenant_id: str, floor: str, last_id: str) -> list[Event]:
    """Return what lies between, in case it came late, and so much of what is newer."""
    found: list[Event] = []
    while sum(one.id > last_id for one in found) < _MOST_AT_ONCE:
        page = events.since(tx, tenant_id, found[-1].id if found else floor, _PAGE)
        found += page
        if len(page) < _PAGE:
            break
    return found


def _text(event: Event) -> str:
    told = {
        "id": event.id,
        "kind": event.kind,
        "conversation_id": event.conversation_id,
        "at": at(event.at_ms).isoformat(),
        "data": event.data,
    }
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return f"id: {event.id}\nevent: {event.kind}\ndata: {data}\n\n"
