"""The stream of one visitor: server-sent events (HTML Standard, section 9.2).

An event says only that something happened in a conversation; what the visitor may see is read
from the database each time, and sent once. When a stream opens, what was said lately is sent
again: a reply may become visible after a newer message (its delivery was held), so "after the
last id" alone would miss it. The widget shows each id once.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from sanic import HTTPResponse, Request

from app.domain.tenant import ChannelAccount
from app.errors import TooManyRequests
from app.live import LiveEvent
from app.services import Services
from app.store import conversations, endings, visitors
from app.store.db import Tx
from app.store.visitors import Seen

_HEARTBEAT_S = 15.0
_RETRY_MS = 2_000
# A held reply may appear among messages that are already on the screen, but not older than this.
_OVERLAP_MS = 10 * 60 * 1000
_MAX_PER_VISITOR = 5
_MAX_PER_CALLER = 50
_MAX_STREAMS = 2_000


class Streams:
    """Counts open streams, so that nobody takes them all, and knows what they wait for."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()
        self._total = 0
        self._conversations: dict[str, str] = {}

    @contextmanager
    def place(self, visitor: str, caller: str) -> Iterator[None]:
        """Take a place for as long as the stream is open.

        Raises:
            TooManyRequests: this visitor, this network or all together have too many.
        """
        limits = {f"visitor {visitor}": _MAX_PER_VISITOR, f"caller {caller}": _MAX_PER_CALLER}
        is_full = any(self._open[name] >= limit for name, limit in limits.items())
        if is_full or self._total >= _MAX_STREAMS:
            raise TooManyRequests("Too many open streams.", retry_after_s=30)
        self._open.update(limits.keys())
        self._total += 1
        try:
            yield
        finally:
            self._total -= 1
            self._open.subtract(limits.keys())
            for name in [name for name in limits if self._open[name] <= 0]:
                del self._open[name]
            if f"visitor {visitor}" not in self._open:
                self._conversations.pop(visitor, None)

    def note(self, visitor: str, conversation_id: str | None) -> None:
        """Remember where a visitor writes, while a stream of theirs is open."""
        if conversation_id and f"visitor {visitor}" in self._open:
            self._conversations[visitor] = conversation_id

    def conversation_of(self, visitor: str) -> str | None:
        """Return where the visitor wrote last, if that is known."""
        return self._conversations.get(visitor)


async def stream(
    request: Request, account: ChannelAccount, visitor: str, headers: dict[str, str]
) -> HTTPResponse | None:
    """Send what the visitor may see, now and as it happens."""
    services: Services = request.app.ctx.services
    streams: Streams = request.app.ctx.chat_streams
    last_id = request.headers.get("last-event-id") or request.args.get("after", "")
    async with services.live.subscribe(frozenset({account.tenant_id})) as subscription:
        screen = _Screen(services, streams, account, visitor)
        first = await screen.open(last_id)
        headers = {**headers, "x-accel-buffering": "no"}
        response = await request.respond(content_type="text/event-stream", headers=headers)
        if response is None:
            return None
        await response.send(f"retry: {_RETRY_MS}\n: hello\n\n{first}")
        while not subscription.is_over:
            events = await subscription.batch(_HEARTBEAT_S)
            text = await screen.catch_up(events)
            if text or not events:
                await response.send(text or ": still here\n\n")
        await response.eof()
    return None


class _Screen:
    """What one stream has sent."""

    def __init__(
        self, services: Services, streams: Streams, account: ChannelAccount, visitor: str
    ) -> None:
        self._services = services
        self._streams = streams
        self._account = account
        self._visitor = visitor
        self._conversation_id: str | None = None
        self._sent: set[str] = set()

    async def open(self, last_id: str) -> str:
        messages = await self._read()
        last = next((one for one in messages if one.id == last_id), None)
        since_ms = last.at_ms - _OVERLAP_MS if last else 0
        return self._fresh([one for one in messages if one.at_ms >= since_ms])

    async def catch_up(self, events: list[LiveEvent]) -> str:
        """Return what is new; without events only a visitor who has not begun is looked up."""
        ours = self._conversation_id or self._streams.conversation_of(self._visitor)
        is_ours = any(event.conversation_id == ours for event in events) if ours else not events
        return self._fresh(await self._read()) if is_ours else ""

    async def _read(self) -> list[Seen]:
        conversation_id, messages = await self._services.db.read(
            _seen, self._account, self._visitor
        )
        self._conversation_id = conversation_id
        return messages

    def _fresh(self, messages: list[Seen]) -> str:
        fresh = [one for one in messages if one.id not in self._sent]
        self._sent.update(one.id for one in fresh)
        return "".join(_event(one) for one in fresh)


def _seen(tx: Tx, account: ChannelAccount, visitor: str) -> tuple[str | None, list[Seen]]:
    conversation = conversations.open_conversation(tx, account.id, visitor)
    conversation = conversation or endings.last_ended(tx, account.tenant_id, account.id, visitor, 0)
    if conversation is None:
        return None, []
    return conversation.id, visitors.seen_by(tx, account.tenant_id, account.id, visitor)


def _event(message: Seen) -> str:
    data = {
        "id": message.id,
        "author": "visitor" if message.author == "lead" else message.author,
        "text": message.text,
        "at_ms": message.at_ms,
    }
    if message.author == "lead":
        data["client_id"] = message.client_id
    elif not message.is_acked:
        data["ack"] = message.delivery_id
    return f"id: {message.id}\nevent: message\ndata: {json.dumps(data)}\n\n"
