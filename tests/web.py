"""A small web for tests: names that lead where the test says, and a door that must stay shut."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager

from httpcore2 import SOCKET_OPTION, AnyIOBackend, AsyncNetworkBackend, AsyncNetworkStream

# Public addresses, which the dialler of the tests finds on loopback.
PUBLIC, OTHER = "93.184.215.14", "2606:4700:4700::1111"


class Names:
    """A resolver whose answers the test writes: each look-up takes the next, the last stays."""

    def __init__(self, **answers: Sequence[Sequence[str]]) -> None:
        self._answers = {name: list(rows) for name, rows in answers.items()}
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        rows = self._answers.get(host.partition(".")[0])
        if not rows:
            raise OSError("no such name")
        return rows.pop(0) if len(rows) > 1 else rows[0]


class Dialler(AsyncNetworkBackend):
    """Finds public addresses on loopback ports, and dials every other address as it is."""

    def __init__(self, **served: int) -> None:
        self.served = served
        self.dialled: list[str] = []
        self._real = AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's signature
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> AsyncNetworkStream:
        self.dialled.append(host)
        place = {PUBLIC: "public", OTHER: "other"}.get(host)
        if place is not None:
            host, port = "127.0.0.1", self.served[place]
        return await self._real.connect_tcp(host, port, timeout, local_address, socket_options)


class Canary:
    """Counts who comes to a door where nobody should."""

    def __init__(self) -> None:
        self.visitors = 0
        self.port = 0

    async def greet(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.visitors += 1
        writer.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\nsecret"
        )
        writer.close()


@asynccontextmanager
async def canary() -> AsyncIterator[Canary]:
    """Listen on loopback and count."""
    bird = Canary()
    async with raw_server(bird.greet) as port:
        bird.port = port
        yield bird


Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def raw_server(talk: Talk, **options: object) -> AsyncIterator[int]:
    """Serve connections on loopback byte by byte; yields the port."""
    open_tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        open_tasks.add(task)
        try:
            await talk(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            # Gone, or the test is over: nothing is left to be said.
            pass
        finally:
            open_tasks.discard(task)
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, **options)  # type: ignore[arg-type]
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in [*open_tasks]:
            task.cancel()
        await asyncio.gather(*[*open_tasks], return_exceptions=True)
        await server.wait_closed()


def answering(head: str, parts: Iterable[bytes] = (), wait_s: float = 0.0) -> Talk:
    """Return a server's talk: read the request, send a head (if any) and parts, then hang up."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        if head:
            writer.write(head.replace("\n", "\r\n").encode() + b"\r\n\r\n")
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(wait_s)

    return talk
