"""A full disk: nothing is acknowledged that is not stored, reads go on, and space mends it."""

from __future__ import annotations

import contextlib
import resource
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from app.world.phones import fictional_number
from app.world.signature import encode_form, sign
from tests.fixtures import ACCOUNT, TOKEN
from tests.running import (
    NUMBER,
    PUBLIC_URL,
    Place,
    ServerProcess,
    free_port,
    running_server,
    running_world,
)

DISK_MB = 12


@dataclass(slots=True)
class Disk:
    """A small disk: where it is, and how to fill it and make room on it again."""

    folder: Path
    fill: Callable[[ServerProcess], None]
    free: Callable[[ServerProcess], None]


@contextlib.contextmanager
def _tmpfs(folder: Path) -> Iterator[Disk]:
    """A real small file system; needs the right to mount."""
    options = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "leadline-test", str(folder)]
    if subprocess.run(options, capture_output=True, check=False).returncode:
        pytest.skip("DISK FULL NOT TRIED on a real file system: mounting is not permitted here")
    ballast = folder / "ballast"

    def fill(_: ServerProcess) -> None:
        with contextlib.suppress(OSError), ballast.open("ab", buffering=0) as file:
            for size in (1 << 16, 1 << 12, 1):
                with contextlib.suppress(OSError):
                    while file.write(b"x" * size) == size:
                        pass

    def free(_: ServerProcess) -> None:
        ballast.unlink()

    try:
        yield Disk(folder, fill, free)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@contextlib.contextmanager
def _file_limit(folder: Path) -> Iterator[Disk]:
    """No file of the server may grow: as good as a full disk, and needs no rights."""

    def fill(server: ServerProcess) -> None:
        data = server.place.data_dir
        # Pages of the write-ahead log that were checkpointed are used again: leave none.
        size = min((data / name).stat().st_size for name in ("leadline.db", "leadline.db-wal"))
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    def free(server: ServerProcess) -> None:
        both = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, both)

    yield Disk(folder, fill, free)


def _post(server: ServerProcess, key: str, index: int) -> tuple[int, str | None]:
    """Let a lead write; return status and ``Retry-After`` of the answer."""
    path = f"/webhooks/twilio/{key}"
    pairs = [
        ("MessageSid", f"SM{index:032d}"),
        ("AccountSid", ACCOUNT),
        ("From", fictional_number(index)),
        ("To", NUMBER),
        ("Body", "Do you allow pets? " + "I have a small dog. " * 40),
        ("NumMedia", "0"),
    ]
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Twilio-Signature": sign(TOKEN, PUBLIC_URL + path, pairs),
    }
    with closing(HTTPConnection("127.0.0.1", server.place.port, timeout=20)) as line:
        line.request("POST", path, encode_form(pairs), headers)
        answer: HTTPResponse = line.getresponse()
        answer.read()
        return answer.status, answer.headers["Retry-After"]


def _stored(place: Place) -> int:
    with closing(sqlite3.connect(place.data_dir / "leadline.db")) as db:
        count: int = db.execute("SELECT count(*) FROM messages WHERE author = 'lead'").fetchone()[0]
        return count


@pytest.mark.parametrize("kind", [_tmpfs, _file_limit], ids=["tmpfs", "file_limit"])
def test_a_full_disk_acknowledges_nothing_and_recovers(
    tmp_path: Path, kind: Callable[[Path], contextlib.AbstractContextManager[Disk]]
) -> None:
    """T03: 5xx with Retry-After, reads work, and writes resume without a restart."""
    folder = tmp_path / "disk"
    folder.mkdir()
    place = Place(tmp_path, free_port())
    with kind(folder) as disk, running_world(place.port) as world:
        place.settings |= {"twilio_base_url": world.url, "data_dir": str(folder / "data")}
        key = place.seed().channels[0].key
        with running_server(place) as server:
            server.wait_ready()
            acknowledged = [n for n in range(20) if _post(server, key, n)[0] == 200]
            assert len(acknowledged) == 20
            _wait_until_answered(world.report, len(acknowledged))
            disk.fill(server)
            while_full = {n: _post(server, key, n) for n in range(100, 160)}
            refused = {n: answer for n, answer in while_full.items() if answer[0] != 200}
            acknowledged += sorted(while_full.keys() - refused.keys())
            # There may be room for a few; then there is none.
            assert len(refused) > 30
            assert {status for status, _ in refused.values()} == {503}, server.said()
            assert all(int(wait or 0) > 0 for _, wait in refused.values())
            assert server.http.ask("GET", "/livez")[0] == 200
            assert _stored(place) == len(acknowledged)
            disk.free(server)
            _wait_until_ready(server)
            again = [n for n in refused if _post(server, key, n)[0] == 200]
            assert len(again) == len(refused)
            # The same ids as before are known or not, but none is stored twice.
            assert {_post(server, key, n)[0] for n in acknowledged} == {200}
            assert _stored(place) == len(acknowledged) + len(again)
            _wait_until_answered(world.report, len(acknowledged) + len(again))
            time.sleep(4)
            assert world.report(is_strict=False)["outbound"] == len(acknowledged) + len(again)
            assert server.stop() == 0


def test_a_log_that_cannot_be_written_costs_no_message(tmp_path: Path) -> None:
    """The disk under the log is full too: what is said about a request never decides it."""
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    place = Place(tmp_path, free_port(), {"log_level": "info"})
    key = place.seed().channels[0].key
    place.log.symlink_to("/dev/full")
    with running_server(place) as server:
        _wait_until_ready(server)
        assert _post(server, key, 1)[0] == 200
        assert _post(server, "unknown" * 4, 2)[0] == 404
        assert _forged(server, key) == 403
        assert server.stop() == 0


def _forged(server: ServerProcess, key: str) -> int:
    """Post without a signature: a refusal that is logged."""
    with closing(HTTPConnection("127.0.0.1", server.place.port, timeout=20)) as line:
        line.request("POST", f"/webhooks/twilio/{key}", "a=b")
        return line.getresponse().status


def _wait_until_ready(server: ServerProcess) -> None:
    until = time.monotonic() + 10
    while not server.is_ready():
        assert time.monotonic() < until
        time.sleep(0.1)


def _wait_until_answered(report: Callable[[], dict[str, int]], count: int) -> None:
    # A turn that was being answered when the disk filled up waits for its lease.
    until = time.monotonic() + 80
    while report()["outbound"] < count:
        assert time.monotonic() < until, report()
        time.sleep(0.2)
