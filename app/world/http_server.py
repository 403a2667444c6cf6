"""A small HTTP/1.1 server for the doubles: it can also be slow, silent, or cut the line.

Why not the product's own web framework: two of its applications in one process disturb each
other, and a provider's double must be able to break off in the middle of an answer. One handler
maps a ``Request`` to an ``Answer`` without awaiting; waiting is written into the answer, so that
the common case costs no task. Requests on one connection are answered in order.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import parse_qsl, unquote, urlsplit

import httptools

MAX_BODY_BYTES = 40_000_000
_PHRASES = {status.value: status.phrase for status in HTTPStatus}


class BadRequest(Exception):
    """The body is not what its content type says."""


@dataclass(slots=True)
class Request:
    """One request; header names are lower case, ``path`` is decoded, ``query`` is not."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes

    def params(self) -> list[tuple[str, str]]:
        """Return the decoded query, blank values kept."""
        return parse_qsl(self.query, keep_blank_values=True)

    def form(self) -> list[tuple[str, str]]:
        """Return the decoded form body, blank values kept."""
        try:
            return parse_qsl(self.body.decode(), keep_blank_values=True)
        except ValueError as error:
            raise BadRequest("not a form") from error

    def json(self) -> dict[str, Any]:
        """Return the JSON object of the body."""
        try:
            value = json.loads(self.body)
        except ValueError as error:
            raise BadRequest("not JSON") from error
        if not isinstance(value, dict):
            raise BadRequest("not a JSON object")
        return value


@dataclass(slots=True)
class Answer:
    """What goes back, and how badly.

    ``delay_s`` waits first. ``parts`` (seconds to wait, bytes) are sent as chunks instead of
    ``body``. ``cut_after`` ends the connection after so many body bytes or parts: 0 sends nothing
    at all. ``on_sent`` is called once the answer is out (or would have been).
    """

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    delay_s: float = 0.0
    parts: Sequence[tuple[float, bytes]] | None = None
    cut_after: int | None = None
    on_sent: Callable[[], None] | None = None


def json_answer(status: int, value: object, headers: dict[str, str] | None = None) -> Answer:
    """Return ``value`` as a JSON answer."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Answer(status, body, headers=headers or {})


Handler = Callable[[Request], Answer]


def _head(answer: Answer, length: int | None, keep_alive: bool) -> bytes:
    lines = [f"HTTP/1.1 {answer.status} {_PHRASES.get(answer.status, 'Unknown')}"]
    if answer.status != HTTPStatus.NO_CONTENT:
        lines.append(f"Content-Type: {answer.content_type}")
        chunked = "Transfer-Encoding: chunked"
        lines.append(chunked if length is None else f"Content-Length: {length}")
    lines += [f"{name}: {value}" for name, value in answer.headers.items()]
    lines.append(f"Connection: {'keep-alive' if keep_alive else 'close'}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


class _Connection(asyncio.Protocol):
    def __init__(self, server: HttpServer) -> None:
        self._server = server
        self._parser = httptools.HttpRequestParser(self)
        self._transport: asyncio.Transport | None = None
        self._url = b""
        self._headers: dict[str, str] = {}
        self._body: list[bytes] = []
        self._size = 0
        self._waiting: deque[tuple[Request, bool]] = deque()
        self._busy = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # Not asked for by isinstance: uvloop's transports are no subclass.
        self._transport = cast(asyncio.Transport, transport)
        self._server.connections.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        self._server.connections.discard(self)

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self.close()

    def on_message_begin(self) -> None:
        self._url, self._headers, self._body, self._size = b"", {}, [], 0

    def on_url(self, url: bytes) -> None:
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers[name.decode("latin-1").lower()] = value.decode("latin-1")

    def on_headers_complete(self) -> None:
        if self._transport and self._headers.get("expect", "").lower() == "100-continue":
            self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def on_body(self, body: bytes) -> None:
        self._size += len(body)
        if self._size > MAX_BODY_BYTES:
            # The parser passes it on, and the connection is closed.
            raise BadRequest("too large")
        self._body.append(body)

    def on_message_complete(self) -> None:
        url = urlsplit(self._url.decode("latin-1"))
        request = Request(
            self._parser.get_method().decode(),
            unquote(url.path),
            url.query,
            self._headers,
            b"".join(self._body),
        )
        self._waiting.append((request, self._parser.should_keep_alive()))
        if not self._busy:
            self._next()

    def _next(self) -> None:
        while self._waiting and self._transport:
            request, keep_alive = self._waiting.popleft()
            answer = self._server.answer(request)
            if answer.delay_s > 0 or answer.parts is not None:
                self._busy = True
                self._server.spawn(self._answer_later(answer, keep_alive))
                return
            self._send(answer, keep_alive)

    async def _answer_later(self, answer: Answer, keep_alive: bool) -> None:
        if answer.delay_s > 0:
            await asyncio.sleep(answer.delay_s)
        if answer.parts is None:
            self._send(answer, keep_alive)
        else:
            await self._send_parts(answer, answer.parts, keep_alive)
        self._busy = False
        self._next()

    def _send(self, answer: Answer, keep_alive: bool) -> None:
        if self._transport and not self._transport.is_closing():
            data = _head(answer, len(answer.body), keep_alive) + answer.body
            if answer.cut_after is not None:
                data = data[: len(data) - len(answer.body) + answer.cut_after]
                data = data if answer.cut_after else b""
            self._transport.write(data)
            if answer.cut_after is not None or not keep_alive:
                self._transport.close()
        if answer.on_sent:
            answer.on_sent()

    async def _send_parts(
        self, answer: Answer, parts: Sequence[tuple[float, bytes]], keep_alive: bool
    ) -> None:
        if answer.cut_after is not None:
            parts = parts[: answer.cut_after]
        self._write(_head(answer, None, keep_alive))
        for wait_s, data in parts:
            if wait_s > 0:
                await asyncio.sleep(wait_s)
            self._write(b"%x\r\n%s\r\n" % (len(data), data))
        if answer.cut_after is None:
            self._write(b"0\r\n\r\n")
        if answer.cut_after is not None or not keep_alive:
            self.close()
        if answer.on_sent:
            answer.on_sent()

    def _write(self, data: bytes) -> None:
        if self._transport and not self._transport.is_closing():
            self._transport.write(data)

    def close(self) -> None:
        """Drop the connection."""
        if self._transport:
            self._transport.close()


class HttpServer:
    """Serves one handler on loopback; all state is touched by its event loop only."""

    def __init__(self, handler: Handler) -> None:
        self.defects: list[Exception] = []
        self._handle = handler
        self.connections: set[_Connection] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def start(self, host: str, port: int) -> int:
        """Listen, and return the port (the one chosen by the system when ``port`` is 0)."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(self), host, port, backlog=1024)
        bound: int = self._server.sockets[0].getsockname()[1]
        return bound

    def answer(self, request: Request) -> Answer:
        """Ask the handler; its own defects are kept, and answered by 500."""
        try:
            return self._handle(request)
        except Exception as error:
            self.defects.append(error)
            return json_answer(500, {"error": repr(error)})

    def spawn(self, work: Any) -> None:
        """Run a coroutine until it ends or the server stops."""
        task: asyncio.Task[None] = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Stop listening, drop every connection and cancel what still runs."""
        if self._server is not None:
            self._server.close()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for connection in list(self.connections):
            connection.close()
        if self._server is not None:
            await self._server.wait_closed()
            self._server = None
