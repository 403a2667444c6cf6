"""The web side alone, on a free port of loopback: routes and pages, no jobs."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.main import create_app
from app.services import Services


@asynccontextmanager
async def served(services: Services) -> AsyncIterator[str]:
    """Serve the application on these services and yield its address."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    listening.setblocking(False)
    app = create_app(services, f"test-{id(services):x}")
    server = await app.create_server(sock=listening, return_asyncio_server=True)
    assert server is not None
    await server.startup()
    await server.before_start()
    await server.after_start()
    await server.start_serving()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        services.live.close()
        server.server.close()
        for connection in list(server.connections):
            connection.abort()
        await server.before_stop()
        await server.after_stop()
