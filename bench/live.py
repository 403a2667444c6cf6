"""What open live pages cost: memory of the server, and how late a new message reaches each.

    PYTHONPATH=. .venv/bin/python bench/live.py --pages 1000 --operators 100 --messages 9

A server of its own (a child process, a fresh data folder, jobs running) gets that many connections
of server-sent events, spread over operators who each see other clients (one sees all of them), and
then signed webhooks of one lead. Late is from the moment the webhook is sent until the last byte of
the row is read by a page; both sides share the machine. ``--open`` opens a conversation on each.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import hashlib
import json
import socket
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from app.world.signature import encode_form, sign

ACCOUNT, TOKEN = "AC" + "0" * 31 + "1", "a-token-of-the-bench"
LEAD, NUMBER = "+12125550123", "+15550001111"
CLIENTS, ROWS = 20, 60


async def serve(folder: str, port: int, operators: int) -> None:
    """Fill a database, serve it, print what the other side needs, and stay until it is stopped."""
    from app.main import Server
    from app.settings import load
    from app.wiring import build

    given = {"data_dir": Path(folder), "port": port, "secret_key": "k" * 48, "log_level": "error"}
    services = await build(load({**given, "twilio_base_url": "http://127.0.0.1:1"}, {}))
    puts = [await _client(services, number) for number in range(CLIENTS)]
    tenant_ids = [put.tenant.id for put in puts]
    for number in range(ROWS):
        await _says(services, puts[number % CLIENTS], f"+1212555{number:04d}", "Good day")
    opened = await _says(services, puts[0], LEAD, "Good day")
    cookies = [await _operator(services, number, tenant_ids) for number in range(operators)]
    server = Server(services)
    await server.start()
    key = puts[0].channels[0].key
    print(json.dumps({"cookies": cookies, "key": key, "opened": opened}), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await server.stop()


async def _client(services: Any, number: int) -> Any:
    from app.flows.manage_tenant import put_tenant

    login = {"account_sid": ACCOUNT, "auth_token": TOKEN}
    address = NUMBER if number == 0 else f"+1555000{2000 + number}"
    channel = {"kind": "sms", "address": address, "credentials": login}
    client = {"name": f"Client {number}", "zone": "UTC", "mode": "off", "channels": [channel]}
    return await put_tenant(services, client)


async def _says(services: Any, put: Any, sender: str, text: str) -> str:
    from app.domain.message import InboundMessage
    from app.flows.receive import receive

    account = await services.accounts.account(put.channels[0].id)
    said = InboundMessage(f"SM{time.time_ns()}", sender, account.address, text)
    return str((await receive(services, account, said)).conversation_id)


async def _operator(services: Any, number: int, tenant_ids: list[str]) -> str:
    """Make a signed-in operator; all but the first see some clients, client 0 among them."""
    from app.store import operators

    now, secret = services.clock.now_ms(), f"secret-{number}"
    seen = [tenant_ids[0], *(one for n, one in enumerate(tenant_ids) if (n * 7 + number) % 5 == 0)]

    def write(tx: Any) -> None:
        made = operators.insert_operator(
            tx, f"o{number}@example.com", "Dana", "operator", None, now
        )
        if number:
            tx.run("UPDATE operators SET is_limited = 1 WHERE id = :id", id=made)
        for tenant_id in dict.fromkeys(seen) if number else ():
            tx.run("INSERT INTO operator_clients VALUES (:o, :t)", o=made, t=tenant_id)
        hashed, until = hashlib.sha256(secret.encode()).hexdigest(), now + 86_400_000
        operators.insert_session(tx, str(made), hashed, f"token-{number}", "", "", now, until)

    await services.db.write(write)
    return secret


class Page:
    """One open page: an arrival time for each text that was waited for."""

    def __init__(self) -> None:
        self.heard: dict[str, float] = {}
        self._rest = b""

    async def read(self, reader: asyncio.StreamReader) -> None:
        """Read for ever; note when a text of ours came whole."""
        while data := await reader.read(65536):
            self._rest = (self._rest + data)[-8192:]
            for mark in Page.waited:
                if mark not in self.heard and mark.encode() in self._rest:
                    self.heard[mark] = time.perf_counter()

    waited: tuple[str, ...] = ()


async def connect(port: int, path: str, cookie: str) -> tuple[Page, asyncio.Task[None]]:
    """Open one page's stream and read its head."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: leadline_session={cookie}\r\n\r\n"
    writer.write(head.encode())
    answer = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in answer.split(b"\r\n")[0]:
        raise SystemExit(answer.decode())
    page = Page()
    task = asyncio.create_task(page.read(reader))
    task.writer = writer  # type: ignore[attr-defined]
    return page, task


async def write(port: int, key: str, text: str) -> None:
    """Let the lead write, by a signed webhook."""
    pairs = [("AccountSid", ACCOUNT), ("MessageSid", f"SM{time.time_ns()}"), ("From", LEAD)]
    pairs += [("To", NUMBER), ("Body", text), ("NumMedia", "0")]
    body, path = encode_form(pairs), f"/webhooks/twilio/{key}"
    signature = sign(TOKEN, f"http://127.0.0.1:{port}{path}", pairs)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Twilio-Signature: {signature}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode()
        + body
    )
    answer = await reader.read()
    writer.close()
    if b" 200 " not in answer.split(b"\r\n")[0]:
        raise SystemExit(answer.decode())


def memory_mb(pid: int) -> float:
    """Return the resident memory of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


async def measure(given: argparse.Namespace, pid: int, port: int, told: dict[str, Any]) -> None:
    """Open the pages, write the messages, print what came of it."""
    cookies, opened = told["cookies"], told["opened"]
    path = "/live/conversations" + (f"?open={opened}" if given.open else "")
    _warm, task = await connect(port, path, cookies[0])
    await write(port, told["key"], "warm")
    await asyncio.sleep(1)
    task.cancel()
    before = memory_mb(pid)
    pages = []
    for first in range(0, given.pages, 20):
        many = range(first, min(first + 20, given.pages))
        pages += await asyncio.gather(
            *(connect(port, path, cookies[number % len(cookies)]) for number in many)
        )
    await asyncio.sleep(2)
    print(f"{len(pages)} pages of {len(cookies)} operators: {memory_mb(pid) - before:.1f} MB more")
    late: list[list[float]] = []
    for number in range(given.messages):
        mark = f"message number {number:04d}"
        Page.waited = (mark,)
        started = time.perf_counter()
        await write(port, told["key"], mark)
        while any(mark not in page.heard for page, _ in pages):
            await asyncio.sleep(0.05)
            if time.perf_counter() - started > 20:
                raise SystemExit("a page did not hear of it")
        late.append(sorted((page.heard[mark] - started) * 1000 for page, _ in pages))
        await asyncio.sleep(0.5)
    last = [one[-1] for one in late]
    middle = [one[len(one) // 2] for one in late]
    print(
        f"the last page hears after {statistics.median(last):.0f} ms (median of {len(late)}), "
        f"{max(last):.0f} ms at worst; the middle one after {statistics.median(middle):.0f} ms"
    )
    print(f"after the messages: {memory_mb(pid) - before:.1f} MB more, {memory_mb(pid):.0f} in all")
    for _, task in pages:
        task.cancel()


async def main() -> None:
    """Start the server and measure it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--operators", type=int, default=1)
    parser.add_argument("--messages", type=int, default=9)
    parser.add_argument("--open", action="store_true", help="open a conversation on each page")
    parser.add_argument("--serve", nargs=2, metavar=("FOLDER", "PORT"), help="the child's part")
    given = parser.parse_args()
    if given.serve:
        await serve(given.serve[0], int(given.serve[1]), given.operators)
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            __file__,
            "--operators",
            str(given.operators),
            "--serve",
            folder,
            str(port),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=1 << 20,
        )
        assert child.stdout is not None
        assert child.stdin is not None
        told = json.loads(await child.stdout.readline())
        # The collector would stop the reading side for tens of milliseconds.
        gc.freeze()
        gc.disable()
        try:
            await measure(given, child.pid, port, told)
        finally:
            child.stdin.close()
            await child.wait()


if __name__ == "__main__":
    asyncio.run(main())
