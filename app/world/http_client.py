"""Posts webhooks: one request, one status, connections kept and used again.

Written on the bare protocol because the doubles share a process with the product in the demo,
where a general client would cost more than the webhook it carries. A kept connection that turns
out dead is replaced once before anything was answered, as every client does; a provider's own
retries are made by the caller.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from urllib.parse import urlsplit

import httptools

MAX_KEPT = 32


class ConnectFailed(Exception):
    """Nobody listens there."""


class NoAnswer(Exception):
    """The connection was made, but no answer came in time."""


class _Reply:
    def __init__(self) -> None:
        self.status = 0
        self.is_complete = False
        self.body: list[bytes] = []
        self.parser = httptools.HttpResponseParser(self)

    def on_body(self, body: bytes) -> None:
        self.body.append(body)

    def on_message_complete(self) -> None:
        self.status = self.parser.get_status_code()
        # An interim answer (1xx) is not the answer.
        self.is_complete = self.status >= 200


class _Line:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer
        self.is_fresh = True

    async def ask(self, request: bytes) -> tuple[int, bytes, bool]:
        self.writer.write(request)
        reply = _Reply()
        while not reply.is_complete:
            data = await self.reader.read(65_536)
            if not data:
                raise ConnectionResetError
            reply.parser.feed_data(data)
        return reply.status, b"".join(reply.body), bool(reply.parser.should_keep_alive())


class WebhookClient:
    """A pool of connections to the product's webhooks."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int], list[_Line]] = defaultdict(list)
        self._is_closed = False

    async def post(
        self, url: str, body: bytes, headers: dict[str, str], timeout_s: float = 15.0
    ) -> tuple[int, bytes]:
        """Post ``body`` and return status and answer body.

        Raises:
            ConnectFailed: nothing listens at ``url``; nothing was sent.
            NoAnswer: something listened, but the answer is late, cut or no HTTP.
        """
        target = urlsplit(url)
        place = (target.hostname or "127.0.0.1", target.port or 80)
        path = target.path + (f"?{target.query}" if target.query else "")
        lines = [f"POST {path or '/'} HTTP/1.1", f"Content-Length: {len(body)}"]
        if "Host" not in headers:
            lines.append(f"Host: {target.netloc}")
        lines += [f"{name}: {value}" for name, value in headers.items()]
        request = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + body
        try:
            async with asyncio.timeout(timeout_s):
                return await self._post(place, request)
        except TimeoutError as error:
            raise NoAnswer("timeout") from error

    async def _post(self, place: tuple[str, int], request: bytes) -> tuple[int, bytes]:
        while True:
            line = await self._line(place)
            was_fresh, line.is_fresh = line.is_fresh, False
            try:
                status, body, keep = await line.ask(request)
            except (OSError, httptools.HttpParserError) as error:
                line.writer.close()
                if was_fresh:
                    raise NoAnswer(type(error).__name__) from error
                continue
            except BaseException:
                line.writer.close()
                raise
            if keep and not self._is_closed and len(self._kept[place]) < MAX_KEPT:
                self._kept[place].append(line)
            else:
                line.writer.close()
            return status, body

    async def _line(self, place: tuple[str, int]) -> _Line:
        kept = self._kept[place]
        while kept:
            line = kept.pop()
            if not line.reader.at_eof() and not line.writer.is_closing():
                return line
            line.writer.close()
        try:
            return _Line(*await asyncio.open_connection(*place))
        except OSError as error:
            raise ConnectFailed(str(error)) from error

    async def close(self) -> None:
        """Close every kept connection."""
        self._is_closed = True
        for lines in self._kept.values():
            for line in lines:
                line.writer.close()
            await asyncio.gather(
                *(line.writer.wait_closed() for line in lines), return_exceptions=True
            )
        self._kept.clear()
