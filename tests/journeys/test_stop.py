"""A stop at any moment of the life cycle ends cleanly: exit code 0, no hang, nothing lost."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.world.phones import fictional_number
from tests.running import ROOT, Place, ServerProcess, free_port, running_server, running_world

# Milliseconds after the process was started; many of them fall into imports and into start-up.
MOMENTS_MS = (0, 1, 5, 20, 50, 100, 200, 350, 500, 700, 850, 1000, 1200, 1500, 2000)
RUNS = 2
LIMIT_S = 15.0
SIGNALS = (signal.SIGTERM, signal.SIGINT)


def _is_ours(exit_code: int, said: str) -> bool:
    """Tell whether a stop was clean; before our first line runs only the interpreter can answer."""
    return exit_code == 0 or (exit_code == -signal.SIGTERM and said == "")


@pytest.mark.slow
def test_a_stop_at_any_moment_ends_cleanly(tmp_path: Path) -> None:
    """T05: SIGTERM at 0 to 2,000 ms after the start, several runs each."""
    place = Place(tmp_path, free_port())
    place.seed()
    ends = {}
    for moment_ms in MOMENTS_MS * RUNS:
        place.log.write_text("")
        server = ServerProcess(place)
        time.sleep(moment_ms / 1000)
        began = time.monotonic()
        code = server.stop(LIMIT_S)
        ends[moment_ms] = (code, round(time.monotonic() - began, 1))
        assert _is_ours(code, server.said()), (moment_ms, code, server.said())
    # The interpreter needs some time before our first line, more on a busy machine; later than
    # that there is no excuse.
    late = {moment: end for moment, end in ends.items() if moment >= 850}
    assert all(code == 0 for code, _ in late.values()), ends


@pytest.mark.parametrize("number", SIGNALS)
def test_both_signals_stop_a_ready_server(tmp_path: Path, number: signal.Signals) -> None:
    place = Place(tmp_path, free_port())
    with running_server(place) as server:
        server.wait_ready()
        assert server.stop(LIMIT_S, number) == 0


def test_a_second_signal_changes_nothing(tmp_path: Path) -> None:
    place = Place(tmp_path, free_port())
    with running_server(place) as server:
        server.wait_ready()
        server.process.send_signal(signal.SIGTERM)
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.05)
        if server.process.poll() is None:
            server.process.send_signal(signal.SIGINT)
        assert server.wait(LIMIT_S) == 0


def test_silent_connections_do_not_hold_up_a_stop(tmp_path: Path) -> None:
    place = Place(tmp_path, free_port(), {"drain_s": "3"})
    with running_server(place) as server:
        server.wait_ready()
        lines = [socket.create_connection(("127.0.0.1", place.port)) for _ in range(20)]
        for line in lines[::2]:
            line.sendall(
                b"POST /webhooks/twilio/x HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n1"
            )
        time.sleep(0.2)
        began = time.monotonic()
        assert server.stop(LIMIT_S) == 0
        assert time.monotonic() - began < 8
        for line in lines:
            line.close()


@pytest.mark.parametrize("drain_s", ["0", "10"])
def test_a_stop_with_turns_in_flight_loses_nothing(tmp_path: Path, drain_s: str) -> None:
    """Long or no drain: what was not answered before the stop is answered after the next start."""
    place = Place(tmp_path, free_port(), {"drain_s": drain_s})
    key = place.seed().channels[0].key
    with running_world(place.port, "--latency", "twilio=uniform:50:800") as world:
        place.settings["twilio_base_url"] = world.url
        with running_server(place) as server:
            server.wait_ready()
            for index in range(100):
                world.lead_says(key, fictional_number(index), "Do you allow pets?", "#rc=0")
            time.sleep(0.3)
            assert server.stop(LIMIT_S + 5) == 0
        with running_server(place) as server:
            server.wait_ready()
            report = world.settle(30)
            time.sleep(4)
            report = world.report()
            assert server.stop(LIMIT_S) == 0
    assert (report["lost"], report["duplicated"]) == (0, 0)
    assert report["answered"] > 0


def test_a_second_server_on_the_same_data_is_refused(tmp_path: Path) -> None:
    """T09: exit code 4 with the other's process id; the first one is not disturbed."""
    place = Place(tmp_path, free_port())
    with running_server(place) as first:
        first.wait_ready()
        second = ServerProcess(Place(tmp_path, free_port()))
        assert second.wait(LIMIT_S) == 4
        assert f"already running on {place.data_dir}, pid {first.pid}" in second.said()
        assert first.is_ready()
        assert first.stop(LIMIT_S) == 0


def test_the_data_is_free_again_after_a_crash(tmp_path: Path) -> None:
    place = Place(tmp_path, free_port())
    with running_server(place) as server:
        server.wait_ready()
        server.kill()
    with running_server(place) as server:
        server.wait_ready()
        assert server.stop(LIMIT_S) == 0


def test_a_port_in_use_is_said_and_leaves_no_hanging_process(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        place = Place(tmp_path, other.getsockname()[1])
        server = ServerProcess(place)
        assert server.wait(LIMIT_S) == 1
    assert "Cannot listen on 127.0.0.1" in server.said()


def test_a_database_it_cannot_use_is_said_and_ends_it(tmp_path: Path) -> None:
    """T07: no crash loop without a word, no hanging threads."""
    place = Place(tmp_path, free_port())
    place.data_dir.mkdir(parents=True)
    (place.data_dir / "leadline.db").write_bytes(b"no database at all " * 500)
    server = ServerProcess(place)
    assert server.wait(LIMIT_S) == 3
    assert str(place.data_dir) in server.said()


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    place = Place(tmp_path, free_port())
    place.seed()
    with closing(sqlite3.connect(place.data_dir / "leadline.db")) as db:
        db.execute("INSERT INTO schema_migrations VALUES (9999, 'future', 'x', 0)")
        db.commit()
    server = ServerProcess(place)
    assert server.wait(LIMIT_S) == 3
    assert "newer" in server.said()


def test_an_interrupted_help_is_no_server(tmp_path: Path) -> None:
    """Signals are taken over for servers only; other commands keep the usual ones."""
    done = subprocess.run(
        [sys.executable, "-m", "app.cli", "version"],
        cwd=ROOT,
        env=Place(tmp_path, 0).environment(),
        capture_output=True,
        timeout=LIMIT_S,
        check=False,
    )
    assert done.returncode == 0
