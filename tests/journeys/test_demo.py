"""``leadline demo`` as a person starts and stops it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from app.demo import OPERATOR, PASSWORD, run
from app.errors import CannotStart
from app.settings import load


@contextmanager
def demo(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "app.cli", "demo", "--port", "0", *arguments]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=Path.cwd()
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def printed(process: subprocess.Popen[str]) -> str:
    """What the demo says until it is ready."""
    assert process.stdout is not None
    text = ""
    for line in process.stdout:
        text += line
        if "Ctrl-C" in line:
            return text
    return text


def text_and_wait(client: httpx2.Client, business: str, text: str) -> str:
    """Text a business and return its reply, or nothing when none comes."""
    deadline = time.monotonic() + 30
    body = {"business": business, "text": text}
    sent = client.post("/demo/phone/send", json=body, headers={"X-Requested-With": "fetch"})
    phone_id = sent.raise_for_status().json()["phone_id"]
    with client.stream("GET", f"/demo/phone/{phone_id}/events") as stream:
        for line in stream.iter_lines():
            if line.startswith("data:") and '"business"' in line:
                return str(line)
            if time.monotonic() > deadline:
                break
    return ""


def assert_its_password_lets_in(base_url: str) -> None:
    headers = {"origin": base_url, "accept": "text/html"}
    with httpx2.Client(base_url=base_url, headers=headers, timeout=20) as client:
        assert PASSWORD in client.get("/login").text
        client.post("/login", data={"email": OPERATOR, "password": PASSWORD})
        # Somebody of the weeks before owns leads.
        assert "Maya Brooks" in client.get("/leads").text


def test_it_answers_a_text_in_time_and_cleans_up() -> None:
    with demo() as process:
        text = printed(process)
        link = re.search(r"(http://127\.0\.0\.1:\d+)/login/link/\w+", text)
        folder = re.search(r"(\S+) \(removed at the end\)", text)
        assert link is not None
        assert folder is not None
        with httpx2.Client(base_url=link[1], headers={"Origin": link[1]}, timeout=20) as client:
            assert client.get(link[0]).status_code == 200
            business = re.search(r'data-business="(\w+)"', client.get("/demo/phone").text)
            assert business is not None
            reply = text_and_wait(
                client, business[1], "Hi, is the 3 bedroom villa still available?"
            )
        assert "still available" in reply
        assert_its_password_lets_in(link[1])
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert not Path(folder[1]).exists()


def test_it_shows_the_mail_that_calls_a_person() -> None:
    with demo() as process:
        text = printed(process)
        link = re.search(r"Dashboard +(http\S+)", text)
        assert link
        base_url = link[1].partition("/login")[0]
        headers = {"origin": base_url, "accept": "text/html"}
        with httpx2.Client(base_url=base_url, headers=headers, timeout=30) as client:
            client.post(link[1].removeprefix(base_url))
            business = re.search(r'data-business="(\w+)"', client.get("/demo/phone").text)
            assert business
            text_and_wait(client, business[1], "I want to talk to a person please")
            deadline = time.monotonic() + 20
            while "asks for a person" not in client.get("/demo/mail").text:
                assert time.monotonic() < deadline
                time.sleep(0.2)
            answer = re.search(r'href="(/a/[^"]+)"', client.get("/demo/mail").text)
            assert answer
            assert "takes care of it" in client.post(answer[1]).text


@pytest.mark.parametrize("after_s", [0.4, 1.2, 2.5])
def test_it_ends_cleanly_while_it_starts(after_s: float) -> None:
    with demo() as process:
        time.sleep(after_s)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


def test_it_refuses_the_data_of_a_leadline_that_is_no_demo(tmp_path: Path) -> None:
    (tmp_path / "leadline.db").touch()
    with pytest.raises(CannotStart, match="no demo"):
        run(load({"data_dir": tmp_path}, {}), 0)
