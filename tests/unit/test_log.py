from __future__ import annotations

import asyncio
import io
import json
import logging
import threading
from collections.abc import Callable
from typing import Any

import pytest

from app.errors import ProviderRefused
from app.log import (
    bind_request_id,
    current_request_id,
    get_logger,
    request_scope,
    set_up,
)

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines() -> Lines:
    """What was logged as JSON so far."""
    out = io.StringIO()
    set_up(format="json", stream=out)
    return lambda: [json.loads(line) for line in out.getvalue().splitlines()]


def test_it_writes_one_line_of_json_a_fact(lines: Lines) -> None:
    get_logger("flows").info("message_received", lead_id="l1", took_ms=3.5)
    (line,) = lines()
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "message_received",
        "level": "info",
        "area": "flows",
        "lead_id": "l1",
        "took_ms": 3.5,
    }


def test_it_ignores_lines_below_the_level(lines: Lines) -> None:
    get_logger("flows").debug("noise")
    logging.getLogger("some.library").debug("noise")
    assert lines() == []


@pytest.mark.parametrize(
    "value",
    [
        "call me on +1 (555) 123-4567 please", "whatsapp:+5215512345678", "(555) 123-4567",
        "ana.lopez+news@example.com", "Authorization: Bearer abc.def-123",
        "key sk-ant-api03-abcdefgh", "SG.abcdefgh.ijklmnop", "pat-na1-1234abcd-5678",
        "cal_live_abcdef123456", "token 0123456789abcdef0123456789abcdef",
        "https://AC1:t0k3n@api.example.com/x", "GET /webhooks/twilio/4k2m9x/status",
        "/sign-in?token=abc&next=/", "/login/link/abc0123xyz",
        {"deep": [{"deeper": "+15551234567"}]},
    ],
)  # fmt: skip
def test_it_hides_private_values_by_their_look(lines: Lines, value: object) -> None:
    get_logger("flows").warning("seen", note=value)
    (line,) = lines()
    text = json.dumps(line["note"])
    assert "[" in text
    for part in ("5551234567", "123-4567", "5512345678", "ana.lopez", "abc", "0123", "t0k3n"):
        assert part not in text
    assert "4k2m9x" not in text


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("twilio_auth_token", "x1", "[secret]"), ("api_key", "x1", "[secret]"),
        ("Authorization", "x1", "[secret]"), ("channel_key", "x1", "[secret]"),
        ("phone", "5551234", "[private]"), ("from_", 15551234567, "[private]"),
        ("sender", "ana", "[private]"), ("body", "hello", "[5 characters]"),
        ("message_text", "hello", "[5 characters]"), ("draft", {"a": "hi"}, "[text]"),
        ("raw_payload", b"hello", "[text]"), ("photo", b"hello", "[5 bytes]"),
    ],
)  # fmt: skip
def test_it_hides_private_values_by_their_name(
    lines: Lines, name: str, value: object, shown: str
) -> None:
    get_logger("flows").warning("seen", **{name: value})
    assert lines()[0][name] == shown


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("input_tokens", 1200), ("conversation_id", "01m81r4j5sj4b988c9qya0crrn"),
        ("provider_message_id", "SM0123456789abcdef0123456789abcdef"), ("at_ms", 1750000000000),
        ("state", "delivered"), ("attempts", 3), ("url", "https://api.example.com/v1/messages"),
        ("version", "25.12.1"), ("day", "2026-11-22"), ("nothing", None), ("is_held", True),
    ],
)  # fmt: skip
def test_it_keeps_what_is_not_private(lines: Lines, name: str, value: object) -> None:
    get_logger("flows").warning("seen", **{name: value})
    assert lines()[0][name] == value


def test_it_cleans_lines_of_libraries_too(lines: Lines) -> None:
    logging.getLogger("some.library").warning("retry to %s with %s", "+15551234567", "sk-abcdefgh1")
    (line,) = lines()
    assert line["event"] == "retry to [phone] with [secret]"
    assert (line["logger"], line["level"]) == ("some.library", "warning")


@pytest.mark.parametrize(
    "name",
    ["twilio.http_client", "httpx2", "openai", "sanic.access", "python_http_client.client"],
)
def test_it_silences_libraries_that_log_bodies(lines: Lines, name: str) -> None:
    logging.getLogger(name).info("Body: I would like a table for two")
    assert lines() == []


def test_it_hides_what_an_exception_quotes(lines: Lines) -> None:
    quoted = "1 validation error\ninput was 'I would like a table'"
    try:
        try:
            raise ValueError(quoted)
        except ValueError as error:
            raise ProviderRefused("Refused.", action="give_up") from error
    except ProviderRefused:
        get_logger("flows").exception("send_failed")
    text = lines()[0]["exception"]
    assert "ValueError: 1 validation error\n" in text
    assert "table" not in text
    assert text.endswith("app.errors.ProviderRefused: Refused.")


def test_it_carries_the_request_id(lines: Lines) -> None:
    with request_scope("r1"):
        get_logger("flows").info("received")
        logging.getLogger("some.library").warning("slow")
    get_logger("flows").info("outside")
    assert [line.get("request_id") for line in lines()] == ["r1", "r1", None]


async def test_it_keeps_request_ids_of_tasks_apart(lines: Lines) -> None:
    async def work(request_id: str) -> str | None:
        bind_request_id(request_id)
        await asyncio.sleep(0)
        return current_request_id()

    with request_scope("outer"):
        assert await asyncio.gather(work("a"), work("b")) == ["a", "b"]
        assert current_request_id() == "outer"


def test_it_keeps_request_ids_of_threads_apart() -> None:
    seen: list[str | None] = []
    with request_scope():
        thread = threading.Thread(target=lambda: seen.append(current_request_id()))
        thread.start()
        thread.join()
    assert seen == [None]


def test_it_makes_a_request_id_when_none_came() -> None:
    with request_scope() as made:
        assert current_request_id() == made
        assert len(made) == 26


def test_it_writes_for_people_on_a_console() -> None:
    out = io.StringIO()
    set_up(format="console", stream=out)
    get_logger("flows").info("message_received", phone="+15551234567")
    assert "message_received" in out.getvalue()
    assert "phone=[private]" in out.getvalue()
