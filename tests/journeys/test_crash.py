"""Killed at random points with hundreds of conversations in flight, nothing is lost or doubled."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from app.world.phones import fictional_number
from tests.running import Place, WorldProcess, free_port, running_server, running_world

ROUNDS = 24
LEADS = 200
SETTLE_EVERY = 6
SEED = 20261122
# Twilio's own overrides: a webhook that met the crash is delivered again.
RETRIES = "#rc=3&rp=ct,rt,5xx"
TEXTS = ("What are your opening hours?", "Do you allow pets?", "My budget is $300,000.")


def _write(world: WorldProcess, key: str, first: int) -> None:
    for index in range(first, first + LEADS):
        world.lead_says(key, fictional_number(index), TEXTS[index % len(TEXTS)], RETRIES)


def _leftovers(place: Place) -> dict[str, int]:
    """Return what the database still has to do, and what an integrity check says."""
    with closing(sqlite3.connect(place.data_dir / "leadline.db")) as db:
        counts = {
            "turns": "SELECT count(*) FROM turns WHERE state <> 'answered'",
            "deliveries": "SELECT count(*) FROM deliveries WHERE state IN ('queued', 'sending')",
            "damage": "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
        }
        return {name: db.execute(sql).fetchone()[0] for name, sql in counts.items()}


def _round(place: Place, world: WorldProcess, key: str, number: int, dice: random.Random) -> int:
    """Start, let everybody write, kill at a random moment; return how many were in flight."""
    # Soon: between the 2xx and the job. Later: while models answer and messages are sent.
    lives_s = dice.uniform(0.05, 0.8) if number % 3 == 0 else dice.uniform(0.8, 4.0)
    with running_server(place) as server:
        server.wait_ready()
        writing = threading.Thread(target=_write, args=(world, key, number * LEADS))
        writing.start()
        time.sleep(lives_s)
        server.kill()
        in_flight = world_in_flight(world)
        writing.join()
    return in_flight


def world_in_flight(world: WorldProcess) -> int:
    """Return how many acknowledged messages have no answer yet."""
    return int(type(world)(world.process, world.port).report()["lost"])


def _settle(place: Place, world: WorldProcess) -> float:
    """Let a server work off what the killed ones left; return the seconds until the last reply."""
    with running_server(place) as server:
        server.wait_ready()
        started = server.started_s
        report = world.settle(60)
        took_s = time.monotonic() - started
        assert report["lost"] == 0, (report["lost_sids"][:5], server.said())
        # What is unknown is looked up after three seconds: a doubled message would show now.
        time.sleep(4.5)
        report = world.report()
        assert report["duplicated"] == 0, report["duplicated_sids"][:5]
        assert server.stop() == 0
    return took_s


@pytest.mark.timeout(420)
def test_kill_nine_loses_and_doubles_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """T01, T02: 24 rounds of ``kill -9``, 200 new conversations in flight in each."""
    dice = random.Random(SEED)
    place = Place(tmp_path, free_port())
    key = place.seed().channels[0].key
    # Slow enough that a kill meets calls on their way, and answers nobody waits for any more.
    latencies = ("--latency", "anthropic=uniform:200:800", "--latency", "twilio=uniform:20:200")
    with running_world(place.port, *latencies, "--faults", "duplicate=0.05") as world:
        place.settings |= {
            "twilio_base_url": world.url,
            "anthropic_base_url": world.url,
            "anthropic_api_key": "key-of-tests",
        }
        in_flight, last_reply_s = [], []
        for number in range(ROUNDS):
            in_flight.append(_round(place, world, key, number, dice))
            if number % SETTLE_EVERY == SETTLE_EVERY - 1:
                last_reply_s.append(_settle(place, world))
        report = world.report()
    with capsys.disabled():
        print(  # noqa: T201
            f"\nkilled {ROUNDS} times with {in_flight} in flight: {report['answered']} answered,"
            f" {report['refused']} never acknowledged, {report['lost']} lost,"
            f" {report['duplicated']} doubled; restart to last reply"
            f" {', '.join(f'{s:.1f} s' for s in last_reply_s)}"
        )
    assert (report["lost"], report["duplicated"]) == (0, 0)
    assert report["answered"] > ROUNDS * LEADS / 2
    assert _leftovers(place) == {"turns": 0, "deliveries": 0, "damage": 0}
