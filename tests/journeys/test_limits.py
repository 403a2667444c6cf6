"""Whoever sends too much, too slowly or nonsense gets a clear no, and delays nobody else."""

from __future__ import annotations

import contextlib
import socket
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.running import Place, ServerProcess, free_port, running_server

MB = 1024 * 1024
# The settings of this server; the defaults are longer, and tests are impatient.
BODY_DEADLINE_S = 2.0


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ServerProcess, str]]:
    """One server for all, so that each test also shows that it survived the others."""
    folder: Path = tmp_path_factory.mktemp("limits")
    place = Place(folder, free_port(), {"body_deadline_s": str(BODY_DEADLINE_S)})
    key = place.seed().channels[0].key
    with running_server(place) as server:
        server.wait_ready()
        yield server, f"/webhooks/twilio/{key}"
        assert server.stop() == 0


def _head(path: str, *headers: str) -> bytes:
    lines = [f"POST {path} HTTP/1.1", "Host: leads.example.com",
             "Content-Type: application/x-www-form-urlencoded", *headers]  # fmt: skip
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _open(server: ServerProcess, timeout_s: float = 20.0) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.place.port), timeout=timeout_s)


def _status(line: socket.socket) -> int:
    """Return the status of the answer, or 0 when the line was closed without one."""
    data = b""
    with contextlib.suppress(OSError):
        while b"\r\n" not in data and (part := line.recv(4096)):
            data += part
    return int(data.split()[1]) if data.startswith(b"HTTP/1.1 ") else 0


def _ask(server: ServerProcess, data: bytes) -> int:
    """Send bytes as fast as they are taken and return the status."""
    with _open(server) as line:
        with contextlib.suppress(OSError):
            line.sendall(data)
        return _status(line)


def _memory(server: ServerProcess) -> int:
    return int(psutil.Process(server.pid).memory_info().rss)


def _cpu_s(server: ServerProcess) -> float:
    times = psutil.Process(server.pid).cpu_times()
    return float(times.user + times.system)


def _send_much(server: ServerProcess, head: bytes, size: int) -> int:
    """Send a body of ``size`` bytes without caring for the answer; return the status."""
    block = b"a" * MB
    with _open(server) as line:
        with contextlib.suppress(OSError):
            line.sendall(head)
            for _ in range(size // MB):
                line.sendall(block)
        return _status(line)


def test_a_huge_body_is_refused_unread(served: tuple[ServerProcess, str]) -> None:
    """T04, T33: 413 from the head alone."""
    server, path = served
    head = _head(path, f"Content-Length: {100 * MB}")
    assert _ask(server, head) == 413


def test_huge_bodies_cost_no_memory(served: tuple[ServerProcess, str]) -> None:
    """T04: 20 posts of 100 MB: less than 64 MB more, here less than 16."""
    server, path = served
    before = _memory(server)
    head = _head(path, f"Content-Length: {100 * MB}")
    statuses = {_send_much(server, head, 100 * MB) for _ in range(20)}
    # Who goes on sending into a closed line may lose the answer to the reset.
    assert statuses <= {413, 0}
    assert _memory(server) - before < 16 * MB


def test_an_endless_chunked_body_is_cut(served: tuple[ServerProcess, str]) -> None:
    """T33: chunked with no end."""
    server, path = served
    before, chunk = _memory(server), b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
    with _open(server) as line:
        with contextlib.suppress(OSError):
            line.sendall(_head(path, "Transfer-Encoding: chunked"))
            for _ in range(1600):
                line.sendall(chunk)
        assert _status(line) in (413, 0)
    assert _memory(server) - before < 16 * MB


@pytest.mark.parametrize(
    ("path", "body"),
    [("/webhooks/twilio/unknown", b"a=b"), ("/nowhere", b"a=b")],
)
def test_a_huge_body_for_nobody_is_not_read_either(
    served: tuple[ServerProcess, str], path: str, body: bytes
) -> None:
    server, _ = served
    before = _memory(server)
    assert _send_much(server, _head(path, f"Content-Length: {50 * MB}"), 50 * MB) in (404, 413, 0)
    assert _memory(server) - before < 16 * MB


def test_a_dripping_body_is_cut_at_the_deadline(served: tuple[ServerProcess, str]) -> None:
    """T32: a byte now and then keeps nothing open."""
    server, path = served
    with _open(server) as line:
        line.sendall(_head(path, "Content-Length: 1000"))
        began = time.monotonic()
        line.settimeout(0.25)
        answer = b""
        while not answer and time.monotonic() - began < 20:
            with contextlib.suppress(TimeoutError):
                line.sendall(b"a")
                answer = line.recv(4096)
    assert answer.startswith(b"HTTP/1.1 400")
    assert time.monotonic() - began < BODY_DEADLINE_S + 10


def test_dripping_headers_are_cut(served: tuple[ServerProcess, str]) -> None:
    """T32: headers are cut within 15 seconds, however they drip in."""
    server, path = served
    with _open(server) as line:
        line.sendall(f"POST {path} HTTP/1.1\r\nHost: a\r\nX-Slow: ".encode())
        began = time.monotonic()
        line.settimeout(0.5)
        is_open = True
        while is_open and time.monotonic() - began < 25:
            try:
                line.sendall(b"a")
                is_open = bool(line.recv(4096))
            except TimeoutError:
                continue
            except OSError:
                is_open = False
    assert time.monotonic() - began < 20


def test_a_hundred_thousand_fields_are_refused_cheaply(served: tuple[ServerProcess, str]) -> None:
    """T33: 400 in bounded CPU."""
    server, path = served
    body = b"&".join([b"a"] * 100_000)
    before = _cpu_s(server)
    status = _ask(server, _head(path, f"Content-Length: {len(body)}") + body)
    assert status == 400
    assert _cpu_s(server) - before < 0.15


def test_a_huge_header_is_refused(served: tuple[ServerProcess, str]) -> None:
    """T33."""
    server, path = served
    before = _memory(server)
    statuses = {_ask(server, _head(path, "X-Big: " + "a" * MB)) for _ in range(20)}
    assert statuses <= {400, 413, 431, 0}
    assert _memory(server) - before < 16 * MB


def test_two_framings_at_once_are_refused(served: tuple[ServerProcess, str]) -> None:
    """T33: Content-Length and Transfer-Encoding together are how requests are smuggled."""
    server, path = served
    body = b"0\r\n\r\nGET /livez HTTP/1.1\r\nHost: a\r\n\r\n"
    head = _head(path, "Content-Length: 5", "Transfer-Encoding: chunked")
    with _open(server) as line:
        line.sendall(head + body)
        line.settimeout(3)
        answer = b""
        with contextlib.suppress(OSError):
            while part := line.recv(4096):
                answer += part
    assert answer.count(b"HTTP/1.1 ") == 1
    assert answer.startswith(b"HTTP/1.1 400")


@pytest.mark.parametrize(
    "headers",
    [
        ("Content-Length: 5", "Content-Length: 6"),
        ("Content-Length: -5",),
        ("Content-Length: 5x",),
        ("Content-Length: +5",),
        ("Transfer-Encoding: chunked", "Transfer-Encoding: identity"),
    ],
)
def test_a_doubtful_framing_is_refused(
    served: tuple[ServerProcess, str], headers: tuple[str, ...]
) -> None:
    """T33."""
    server, path = served
    assert _ask(server, _head(path, *headers) + b"a=b&c") in (400, 0)


@pytest.mark.parametrize(
    "data",
    [b"\0" * 4096, b"GET\r\n\r\n", b"\x16\x03\x01\x02\x00\x01", b"POST / HTTP/9.9\r\n\r\n"],
    ids=["zeros", "no_path", "tls", "version"],
)
def test_nonsense_is_no_crash(served: tuple[ServerProcess, str], data: bytes) -> None:
    server, _ = served
    with _open(server, 3) as line:
        line.sendall(data)
        assert _status(line) in (0, 400, 404, 405, 503, 505)
    assert server.is_ready()


def test_slow_clients_do_not_slow_the_others(served: tuple[ServerProcess, str]) -> None:
    """T32: 300 half requests; health stays quick."""
    server, path = served
    half = f"POST {path} HTTP/1.1\r\nHost: a\r\nX-".encode()
    lines = [_open(server) for _ in range(300)]
    try:
        for line in lines:
            line.sendall(half)
        took_ms = []
        for _ in range(60):
            began = time.perf_counter()
            assert server.http.ask("GET", "/livez")[0] == 200
            took_ms.append((time.perf_counter() - began) * 1000)
        assert statistics.quantiles(took_ms, n=20)[18] < 50
    finally:
        for line in lines:
            line.close()


def test_it_still_works_after_all_that(served: tuple[ServerProcess, str]) -> None:
    server, path = served
    assert server.is_ready()
    assert _ask(server, _head(path, "Content-Length: 3") + b"a=b") == 403
