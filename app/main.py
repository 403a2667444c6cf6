"""The process: one Sanic application and the jobs, started and stopped in a fixed order.

Start: signals, data folder lock, database, jobs, listener, ready. Stop (SIGTERM or SIGINT, at any
moment): no new connections, running requests finish, live streams end, jobs drain, database
closes; the exit code is 0. Sanic's own runner installs its signal handlers only after the socket
accepts, and a stop in between kills or hangs it; so the loop, the signals and the shutdown are
ours, and Sanic serves on them through its documented ``create_server``.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import uvloop
from sanic import Sanic
from sanic.http import Stage
from sanic.server.async_server import AsyncioServer
from sanic.server.protocols.http_protocol import HttpProtocol

from app.errors import CannotStart
from app.log import get_logger
from app.routes import setup_routes
from app.routes.openapi import describe
from app.services import Services
from app.settings import Settings
from app.version import __version__
from app.wiring import build
from jobs.runner import Runner

log = get_logger("main")

_BACKLOG = 1024
# Threads that wait for the interpreter get it after this long; the default (5 ms) would make a
# webhook wait that long at every hand-over while the jobs compute.
_SWITCH_INTERVAL_S = 0.001
ALREADY_RUNNING = 4


@cache
def openapi() -> dict[str, Any]:
    """Return the OpenAPI description of everything programs may call."""
    app: Sanic[Any, Any] = Sanic("leadline-openapi", configure_logging=False)
    # Adding routes reads settings and nothing else of the services.
    app.ctx.services = SimpleNamespace(settings=Settings(secret_key="only described"), demo=None)
    setup_routes(app)
    return describe(app)


class _Nothing:
    """Awaitable that is over at once."""

    def __await__(self) -> Iterator[None]:
        return iter(())


_NOTHING = _Nothing()


class _App(Sanic[Any, Any]):
    """Sanic without its per-request signals, which nobody here listens to.

    Routing eight of them costs a fifth of a webhook's time. Sanic's own remedy rewrites its source
    at start, which a frozen program does not have.
    """

    def dispatch(self, event: str, **more: Any) -> Any:
        """Dispatch the server's events; drop those of each request."""
        return _NOTHING if event.startswith("http.") else super().dispatch(event, **more)


def create_app(services: Services, name: str = "leadline") -> Sanic[Any, Any]:
    """Return the web application on these services."""
    app = _App(name, configure_logging=False)
    app.config.update(
        # Touch-up reads source code, which a frozen program does not have.
        TOUCHUP=False,
        ACCESS_LOG=False,
        MOTD=False,
        FALLBACK_ERROR_FORMAT="json",
        REQUEST_MAX_SIZE=services.settings.webhook_body_limit_bytes * 4,
        REQUEST_TIMEOUT=15,
        RESPONSE_TIMEOUT=30,
        KEEP_ALIVE_TIMEOUT=75,
        REQUEST_MAX_HEADER_SIZE=16_384,
    )
    app.ctx.services = services
    setup_routes(app)
    return app


# While a request comes in; a body no handler reads (a page's) is watched over by nothing else.
_TAKING = frozenset({Stage.REQUEST, Stage.HANDLER})


class _Protocol(HttpProtocol):
    """Sanic's protocol, with one deadline for headers and one for body, however they drip in."""

    def data_received(self, data: bytes) -> None:
        """Take bytes; further ones of an unfinished request do not set the clock back."""
        # Bytes may come before the connection's task has made its parser.
        began, http = self._time, getattr(self, "_http", None)
        super().data_received(data)
        if http is not None and http.stage in _TAKING:
            self._time = began


class Lock:
    """One process on one data folder; held until the process ends."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._file = (folder / "leadline.lock").open("a+", encoding="utf-8")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.seek(0)
            pid = self._file.read().strip() or "unknown"
            self._file.close()
            raise CannotStart(
                f"leadline is already running on {folder}, pid {pid}.", exit_code=ALREADY_RUNNING
            ) from None
        self._file.truncate(0)
        self._file.write(str(os.getpid()))
        self._file.flush()

    def release(self) -> None:
        """Let another process have the folder."""
        self._file.close()


class Server:
    """A running leadline."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.app = create_app(services, f"leadline-{id(services):x}")
        self.runner = Runner(services)
        self._listener: AsyncioServer | None = None
        self.port = 0

    async def start(self) -> None:
        """Start the jobs and listen.

        Raises:
            CannotStart: the address is in use or not ours.
        """
        settings = self.services.settings
        listening = _listen(settings.host, settings.port)
        self.port = listening.getsockname()[1]
        self.app.ctx.runner = self.runner
        self.app.ctx.is_draining = False
        await self.runner.start()
        listener = await self.app.create_server(
            sock=listening,
            backlog=_BACKLOG,
            protocol=_Protocol,
            return_asyncio_server=True,
        )
        if listener is None:
            raise CannotStart("The server cannot be made.")
        await listener.startup()
        await listener.before_start()
        await listener.after_start()
        await listener.start_serving()
        self._listener = listener

    async def stop(self) -> None:
        """Stop in order, within ``drain_s`` seconds and a little."""
        drain_s = self.services.settings.drain_s
        deadline = time.monotonic() + drain_s
        self.app.ctx.is_draining = True
        if self._listener is not None:
            await self._stop_listening(self._listener, deadline)
        if self.runner.is_started:
            await self.runner.stop(max(0.5, deadline - time.monotonic()))
        await self.services.db.close()

    async def _stop_listening(self, listener: AsyncioServer, deadline: float) -> None:
        # Sanic declares it None; it is set once the listener was made.
        server: Any = listener.server
        server.close()
        self.services.live.close()
        for connection in list(listener.connections):
            connection.signal.stopped = True
            connection.close_if_idle()
        while listener.connections and time.monotonic() < deadline:
            for connection in list(listener.connections):
                connection.close_if_idle()
            await asyncio.sleep(0.02)
        for connection in list(listener.connections):
            connection.abort()
        await listener.before_stop()
        await listener.after_stop()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise CannotStart(
            f"Cannot listen on {host} port {port}: {error.strerror}. Choose another with --port."
        ) from error
    # Connections that come before the server is ready wait in the backlog.
    listening.listen(_BACKLOG)
    listening.setblocking(False)
    return listening


async def run_until_stopped(
    settings: Settings, on_ready: Callable[[Server], object] | None = None
) -> int:
    """Run the server until a signal; return the exit code."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    lock = Lock(settings.data_dir)
    try:
        services = await build(settings)
        server = None
        try:
            server = Server(services)
            await server.start()
            log.info("ready", address=f"{settings.host}:{server.port}", version=__version__)
            if on_ready is not None:
                on_ready(server)
            await stop.wait()
            log.info("stopping")
        finally:
            if server is None:
                await services.db.close()
            else:
                await server.stop()
        log.info("stopped")
    finally:
        lock.release()
        _ignore_signals(loop)
    return 0


def _ignore_signals(loop: asyncio.AbstractEventLoop) -> None:
    """Let a late second signal not turn a clean end into a killed one: nothing is left to stop."""
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.remove_signal_handler(number)
        signal.signal(number, signal.SIG_IGN)


def serve(settings: Settings) -> int:
    """Run the server until SIGTERM or SIGINT; return the exit code."""
    sys.setswitchinterval(_SWITCH_INTERVAL_S)
    return uvloop.run(run_until_stopped(settings))
