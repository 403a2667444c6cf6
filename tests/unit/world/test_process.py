"""The world as a process of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator

import httpx2
import pytest

COMMAND = [sys.executable, "-m", "app.world", "--port", "0"]


@pytest.fixture
def process() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [*COMMAND, "--seed", "7", "--latency", "anthropic=5", "--rewrite", "https://a=http://b"],
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        yield running
        running.kill()


def test_it_serves_and_stops_when_told(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    base_url = process.stdout.readline().split()[-1]
    health = httpx2.get(f"{base_url}/control/health", trust_env=False)
    process.send_signal(signal.SIGTERM)

    assert health.json() == {"status": "ok"}
    assert process.wait(10) == 0


def test_it_rejects_unknown_faults_in_one_line() -> None:
    done = subprocess.run(
        [*COMMAND, "--faults", "twilio:tea=1"], capture_output=True, text=True, timeout=30
    )

    assert done.returncode == 1
    assert done.stderr.startswith("fault 'twilio:tea=1'")
    assert done.stderr.count("\n") == 1
