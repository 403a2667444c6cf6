"""A body nobody asked for keeps no connection open."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time

from app.main import _Protocol, create_app
from app.services import Services

DEADLINE_S = 1.0


async def test_it_cuts_a_body_that_drips_to_a_page(services: Services) -> None:
    """T32: pages take no body, so no deadline of their own watches over one."""
    app = create_app(services, f"slow-{id(services):x}")
    app.config.RESPONSE_TIMEOUT = app.config.REQUEST_TIMEOUT = DEADLINE_S
    listening = socket.create_server(("127.0.0.1", 0))
    listening.setblocking(False)
    server = await app.create_server(sock=listening, protocol=_Protocol, return_asyncio_server=True)
    assert server is not None
    await server.startup()
    await server.start_serving()
    took_s = await _drip(listening.getsockname()[1])
    server.close()
    assert took_s < DEADLINE_S + 2


async def _drip(port: int) -> float:
    """Send a byte now and then until cut off; return how long that took, at most 6 seconds."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /login HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n")
    began = time.monotonic()
    with contextlib.suppress(OSError):
        while time.monotonic() - began < 6:
            writer.write(b"a")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(reader.read(4096), 0.2)
                break
    writer.close()
    return time.monotonic() - began
