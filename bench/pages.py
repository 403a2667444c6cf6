"""How fast pages are at size: every list, filter and search, first page and far behind.

    python -m bench.pages --data DIR [--rounds 40] [--only WORD] [--out FILE]

Runs the real server on a folder that ``bench/fill.py`` made, signs in as its owner and asks for
each page in turn, ``--rounds`` times, over one kept connection on loopback: what is timed is from
the first byte sent to the last received, compression included. ``cpu`` is what the server's
threads ran meanwhile (its jobs included), which says more where others use the machine. The same
file is asked by plain SQL (``COUNT(*)``, ``OFFSET``, ``LIKE '%…%'``, ``GROUP BY`` over the rows),
which is what many a dashboard does; the ratio is of the medians of CPU time. ``first`` is the very
first answer, of a cold cache.

The server keeps what it is asked to keep in that folder (a session, a key): it is not a copy.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import http.client
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import app  # noqa: F401 - takes the place of the interpreter's own sqlite3
from app import admin
from app.flows.api_keys import create_key
from app.settings import load
from app.wiring import DATABASE_NAME, build
from bench.asked import Case, World, every_case
from bench.filling.clients import OWNER

_HOST, _PORT = "127.0.0.1", 8077
_CSRF = re.compile(rb'name="csrf" value="([^"]+)"')
_PLAIN_ROUNDS = 5
_NOTEWORTHY_MS = 1000
_PLAIN_ENOUGH_S = 4.0


@dataclass(slots=True)
class Measured:
    """A line of the table; times in milliseconds."""

    name: str
    address: str
    most_ms: int
    status: int = 0
    n: int = 0
    first: float = 0.0
    p50: float = 0.0
    p95: float = 0.0
    p99: float = 0.0
    cpu: float = 0.0
    cpu95: float = 0.0
    kb: float = 0.0
    plain: float = 0.0

    @property
    def is_slow(self) -> bool:
        return self.status == 200 and self.p95 > self.most_ms

    @property
    def ratio(self) -> float:
        return self.plain / self.cpu if self.plain and self.cpu else 0.0


async def prepare(folder: Path, client_id: str) -> tuple[str, str]:
    """Make a way in: the path of a link, and a key of the client."""
    services = await build(load({"data_dir": folder}, {}))
    try:
        link = await admin.link(services, OWNER)
        made = await create_key(services, client_id, "Measuring")
        return link.partition("/login")[2], made[1] if isinstance(made, tuple) else str(made)
    finally:
        await services.db.close()


@contextmanager
def server(folder: Path) -> Iterator[int]:
    """Run leadline on the folder; yields its process id."""
    address = f"http://{_HOST}:{_PORT}"
    environment = {
        **os.environ,
        "LEADLINE_DATA_DIR": str(folder),
        "LEADLINE_HOST": _HOST,
        "LEADLINE_PORT": str(_PORT),
        "LEADLINE_PUBLIC_URL": address,
        "LEADLINE_LOG_LEVEL": "warning",
    }
    log = (folder / "server.log").open("w")
    command = [sys.executable, "-m", "app.cli", "serve"]
    process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        for _ in range(3000):
            if process.poll() is not None:
                raise SystemExit((folder / "server.log").read_text()[-2000:])
            try:
                if Reader().get("/readyz")[0] == 200:
                    break
            except OSError:
                time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait(60)


class Reader:
    """A browser's connection."""

    def __init__(self) -> None:
        self._line = http.client.HTTPConnection(_HOST, _PORT, timeout=120)
        self.cookies: dict[str, str] = {}

    def get(self, path: str, key: str = "", is_long: bool = False) -> tuple[int, bytes, float]:
        """Ask for a path; return status, bytes as received and milliseconds.

        Args:
            is_long: read its first kilobyte and hang up, as whoever cancels a download does.
        """
        return self._ask("GET", path, None, key, is_long)

    def post(self, path: str, form: str) -> tuple[int, bytes, float]:
        """Post a form."""
        return self._ask("POST", path, form, "")

    def _ask(
        self, method: str, path: str, body: str | None, key: str, is_long: bool = False
    ) -> tuple[int, bytes, float]:
        headers = {"accept": "text/html", "accept-encoding": "gzip"}
        if key:
            headers |= {"accept": "application/json", "authorization": f"Bearer {key}"}
        else:
            headers |= {"sec-fetch-site": "same-origin", "origin": f"http://{_HOST}:{_PORT}"}
            headers["cookie"] = "; ".join(f"{name}={text}" for name, text in self.cookies.items())
        if body is not None:
            headers["content-type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self._line.request(method, path, body, headers)
        answer = self._line.getresponse()
        data = answer.read(1000) if is_long else answer.read()
        took = (time.perf_counter() - began) * 1000
        for line in answer.headers.get_all("set-cookie") or ():
            name, _, text = line.partition(";")[0].partition("=")
            self.cookies[name] = text
        if is_long:
            self._line.close()
        return answer.status, data, took

    def sign_in(self, link: str) -> None:
        """Use a one-time link, as a person presses its button."""
        _, page, _ = self.get(link)
        found = _CSRF.search(gzip.decompress(page) if page[:2] == b"\x1f\x8b" else page)
        status, _, _ = self.post(link, f"csrf={found[1].decode()}" if found else "")
        assert status == 303, f"not signed in: {status}"


def cpu_ms(pid: int) -> float:
    """Return for how long the threads of a process have run."""
    total = 0
    for one in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):
            total += int((one / "schedstat").read_text().split()[0])
    return total / 1e6


def measure(reader: Reader, pid: int, cases: list[Case], rounds: int) -> list[Measured]:
    """Ask for every case in turn, so that none has the cache to itself."""
    ran: dict[str, list[float]] = {case.name: [] for case in cases}
    lines = {case.name: Measured(case.name, case.address(), case.most_ms) for case in cases}
    times: dict[str, list[float]] = {case.name: [] for case in cases}
    for number in range(rounds + 1):
        if number < 2:
            print(f"round {number} of {rounds}", file=sys.stderr, flush=True)
        for case in cases:
            line = lines[case.name]
            if number and line.status != 200:
                continue
            before = cpu_ms(pid)
            status, data, took = reader.get(case.address(), case.key, case.is_long)
            line.status = status
            if number == 0:
                line.first = took
                if took > _NOTEWORTHY_MS:
                    print(f"{took:9.0f} ms, cold: {case.name}", file=sys.stderr, flush=True)
            else:
                times[case.name].append(took)
                ran[case.name].append(cpu_ms(pid) - before)
                line.kb = len(data) / 1000
    for name, line in lines.items():
        found = sorted(times[name])
        if line.status == 200 and found:
            line.n = len(found)
            line.p50, line.p95, line.p99 = (_at(found, share) for share in (0.5, 0.95, 0.99))
            line.cpu, line.cpu95 = (_at(sorted(ran[name]), share) for share in (0.5, 0.95))
    return list(lines.values())


def _at(found: list[float], share: float) -> float:
    return round(found[min(len(found) - 1, int(len(found) * share))], 2)


def compare(db: sqlite3.Connection, cases: list[Case], lines: list[Measured]) -> None:
    """Time what a plain dashboard would ask for the same."""
    for case, line in zip(cases, lines, strict=True):
        if not case.plain or line.status != 200:
            continue
        times: list[float] = []
        while len(times) < _PLAIN_ROUNDS and sum(times) < _PLAIN_ENOUGH_S * 1000:
            began = time.thread_time()
            for sql, params in case.plain:
                db.execute(sql, params).fetchall()
            times.append((time.thread_time() - began) * 1000)
        line.plain = round(sorted(times)[len(times) // 2], 1)


def show(lines: list[Measured]) -> None:
    """Print the table."""
    heads = "".join(f" {name:>7}" for name in ("first", "p50", "p95", "p99"))
    heads += "".join(f" {name:>6}" for name in ("cpu", "cpu95", "kB"))
    print(f"{'':34}{heads} {'plain':>8} {'x':>6}")
    for line in lines:
        if line.status != 200:
            print(f"{line.name:34} answered {line.status}: {line.address[:60]}")
            continue
        plain = f"{line.plain:8.1f} {line.ratio:6.1f}" if line.plain else ""
        mark = " !" if line.is_slow else ""
        print(
            f"{line.name:34} {line.first:7.1f} {line.p50:7.1f} {line.p95:7.1f} {line.p99:7.1f}"
            f" {line.cpu:6.1f} {line.cpu95:6.1f} {line.kb:6.1f} {plain}{mark}"
        )


def _memory_mb(pid: int) -> int:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return next(int(one.split()[1]) for one in text.splitlines() if one.startswith("Pss:")) // 1024


def main(wanted: argparse.Namespace) -> int:
    """Measure, print, and fail when something is slower than it may be."""
    path = wanted.data / DATABASE_NAME
    if wanted.first:
        os.nice(-15)
    world = World(path, random.Random(7))
    link, key = asyncio.run(prepare(wanted.data, world.big))
    cases = [one for one in every_case(world, key) if wanted.only in one.name]
    before = os.getloadavg()
    with server(wanted.data) as pid:
        reader = Reader()
        reader.sign_in(f"/login{link}")
        lines = measure(reader, pid, cases, wanted.rounds)
        memory = _memory_mb(pid)
    if not wanted.no_plain:
        compare(world.db, cases, lines)
    load_text = f"load {before[0]:.1f} before, {os.getloadavg()[0]:.1f} after"
    print(f"{world.total:,} leads, {path.stat().st_size / 1e9:.1f} GB, {load_text}, {memory} MB")
    show(lines)
    slow = [line.name for line in lines if line.is_slow]
    print(
        f"{len(slow)} of {len(lines)} slower than they may be" + "".join(f"\n  {n}" for n in slow)
    )
    if wanted.out:
        found: list[dict[str, Any]] = [asdict(line) for line in lines]
        wanted.out.write_text(json.dumps({"load": before, "lines": found}, indent=1))
    return int(bool(slow))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that bench/fill.py made")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--first", action="store_true", help="before other programs here")
    parser.add_argument("--only", default="", help="cases whose name holds this")
    parser.add_argument("--no-plain", action="store_true", help="do not compare with plain SQL")
    parser.add_argument("--out", type=Path, help="write everything as JSON here")
    sys.exit(main(parser.parse_args()))
