"""A real server and a real world, each a process of its own, for tests that kill and stop them.

The world outlives the server: what Twilio has taken and heard is judged there, so a killed server
cannot hide what it lost or said twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from app.flows.manage_tenant import Put, put_tenant
from app.settings import load
from app.wiring import build
from tests.fixtures import ACCOUNT, TOKEN, document

ROOT = Path(__file__).parents[1]
PUBLIC_URL = "https://leads.example.com"
NUMBER = "+15550001111"
KEY = "k" * 48
START_S = 30.0


def free_port() -> int:
    """Return a port nobody listens on at the moment."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **more}


class Http:
    """One kept connection for JSON, for any thread; opened again when it was lost."""

    def __init__(self, port: int, timeout_s: float = 10.0) -> None:
        self._port = port
        self._timeout_s = timeout_s
        self._line: HTTPConnection | None = None
        self._lock = threading.Lock()

    def ask(self, method: str, path: str, value: object = None) -> tuple[int, Any]:
        """Return status and parsed answer; raises ``OSError`` when nobody answers."""
        with self._lock:
            return self._ask(method, path, value)

    def _ask(self, method: str, path: str, value: object) -> tuple[int, Any]:
        body = None if value is None else json.dumps(value)
        for is_again in (False, True):
            line = self._line or HTTPConnection("127.0.0.1", self._port, timeout=self._timeout_s)
            self._line = line
            try:
                line.request(method, path, body, {"Content-Type": "application/json"})
                answer = line.getresponse()
                return answer.status, json.loads(answer.read() or b"null")
            except (OSError, HTTPException) as error:
                self.close()
                if is_again or isinstance(error, ConnectionRefusedError):
                    raise OSError(str(error)) from error
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Close the connection."""
        if self._line is not None:
            self._line.close()
            self._line = None


@dataclass(slots=True)
class WorldProcess:
    """The simulated providers; ``port`` is where they are served."""

    process: subprocess.Popen[str]
    port: int
    http: Http = field(init=False)

    def __post_init__(self) -> None:
        self.http = Http(self.port)

    @property
    def url(self) -> str:
        """Return its base URL."""
        return f"http://127.0.0.1:{self.port}"

    def report(self, *, is_strict: bool = True) -> dict[str, Any]:
        """Return the verdict so far."""
        status, report = self.http.ask("GET", f"/control/report?strict={int(is_strict)}")
        assert status == 200
        return dict(report)

    def configure(self, **wishes: object) -> None:
        """Change faults and latencies."""
        status, answer = self.http.ask("POST", "/control/config", wishes)
        assert status == 200, answer

    def lead_says(self, key: str, number: str, text: str, retries: str = "") -> None:
        """Let a lead write; the webhook is on its way when this returns."""
        wish = {
            "public_url": f"{PUBLIC_URL}/webhooks/twilio/{key}{retries}",
            "account_sid": ACCOUNT,
            "from": number,
            "to": NUMBER,
            "body": text,
        }
        status, answer = self.http.ask("POST", "/control/inbound", wish)
        assert status == 202, answer

    def settle(self, timeout_s: float) -> dict[str, Any]:
        """Wait until every acknowledged message is answered; return the last report."""
        until = time.monotonic() + timeout_s
        report = self.report()
        while report["lost"] and time.monotonic() < until:
            time.sleep(0.1)
            report = self.report()
        return report


@contextlib.contextmanager
def running_world(server_port: int, *options: str) -> Iterator[WorldProcess]:
    """Run the simulated providers; webhooks for the public URL go to ``server_port``."""
    command = [sys.executable, "-m", "app.world", "--port", "0", "--account", f"{ACCOUNT}={TOKEN}"]
    command += ["--rewrite", f"{PUBLIC_URL}=http://127.0.0.1:{server_port}", *options]
    process = subprocess.Popen(
        command, cwd=ROOT, env=_environment({}), stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        world = WorldProcess(process, int(line.rpartition(":")[2]))
        yield world
        world.http.close()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@dataclass(slots=True)
class Place:
    """Where a server lives: its data, its port, its settings and its log."""

    folder: Path
    port: int
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def data_dir(self) -> Path:
        """Return the data folder."""
        return Path(self.settings.get("data_dir", self.folder / "data"))

    @property
    def log(self) -> Path:
        """Return the file that everything the server says is appended to."""
        return self.folder / "server.log"

    def environment(self) -> dict[str, str]:
        """Return the environment of the server's process."""
        names = {
            "data_dir": str(self.data_dir),
            "port": str(self.port),
            "public_url": PUBLIC_URL,
            "secret_key": KEY,
            "burst_short_ms": "0",
            "burst_long_ms": "0",
            "burst_cap_ms": "0",
            "log_level": "warning",
            **self.settings,
        }
        return _environment({f"LEADLINE_{name.upper()}": text for name, text in names.items()})

    def seed(self, name: str = "Acme", number: str = NUMBER) -> Put:
        """Write a client into the data before any server runs on it."""
        settings = load({"data_dir": self.data_dir, "secret_key": KEY}, {})

        async def write() -> Put:
            services = await build(settings)
            try:
                return await put_tenant(services, document(name, number))
            finally:
                await services.db.close()

        return asyncio.run(write())


class ServerProcess:
    """A server's process."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.http = Http(place.port)
        self.started_s = time.monotonic()
        with place.log.open("a", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "app.cli", "serve"],
                cwd=ROOT,
                env=place.environment(),
                stdout=log,
                stderr=log,
            )

    @property
    def pid(self) -> int:
        """Return its process id."""
        return self.process.pid

    def is_ready(self) -> bool:
        """Tell whether it takes messages."""
        try:
            return self.http.ask("GET", "/readyz")[0] == 200
        except OSError:
            return False

    def wait_ready(self) -> float:
        """Wait until it takes messages; return the seconds since it was started."""
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() - self.started_s > START_S:
                raise AssertionError(f"not ready, exit {self.process.poll()}: {self.said()}")
            time.sleep(0.01)
        return time.monotonic() - self.started_s

    def kill(self) -> None:
        """End it without a word (SIGKILL)."""
        self.process.kill()
        self.process.wait()
        self.http.close()

    def stop(self, timeout_s: float = 20.0, number: int = signal.SIGTERM) -> int:
        """Ask it to stop; return the exit code. Raises ``TimeoutExpired`` when it hangs."""
        self.process.send_signal(number)
        return self.wait(timeout_s)

    def wait(self, timeout_s: float = 20.0) -> int:
        """Wait for its end and return the exit code; a hanging one is killed first."""
        try:
            return self.process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        finally:
            self.http.close()

    def said(self) -> str:
        """Return the end of its log."""
        return self.place.log.read_text("utf-8")[-3000:]


@contextlib.contextmanager
def running_server(place: Place) -> Iterator[ServerProcess]:
    """Run a server until the end of the block; it is killed if it still runs then."""
    server = ServerProcess(place)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.kill()
        server.http.close()
