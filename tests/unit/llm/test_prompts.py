"""Prompt files and the request built from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.message import Author, Message
from app.domain.prompt import Shown, TurnState
from app.domain.tenant import Tenant
from app.errors import CannotStart
from app.llm.base import ModelRequest
from app.llm.prompts import build_request, load_prompts

STATE = TurnState("en", "sms", 1_795_339_800_000, 320)


def _request(text: str = "Hi", problem: str = "") -> ModelRequest:
    message = Message("m1", "c1", Author.LEAD, text, 1_795_339_800_000)
    return build_request(load_prompts(), Tenant("t", "Acme"), Shown(()), [message], STATE, problem)


def test_it_reads_the_shipped_prompts_with_their_versions() -> None:
    prompts = load_prompts()
    assert prompts.version == "assistant-3+repair-1"
    assert "version:" not in prompts.rules
    assert prompts.repair.format(problem="Too long.").startswith("Your last answer")


def test_it_shares_tools_and_system_between_leads() -> None:
    one, other = _request("I am Sara"), _request("Soy Juan")
    assert (one.tools, one.system) == (other.tools, other.system)
    assert one.tools is other.tools


def test_it_tells_the_model_once_what_was_wrong() -> None:
    block = _request(problem="The text was empty.").messages[-1].blocks[-1]
    assert "<repair>Your last answer could not be used: The text was empty." in block.text
    assert not block.is_cached


def test_it_refuses_to_start_without_a_prompt(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match=r"assistant\.txt"):
        load_prompts(tmp_path)


def test_it_refuses_to_start_without_a_version_line(tmp_path: Path) -> None:
    (tmp_path / "assistant.txt").write_text("You are nice.\n")
    with pytest.raises(CannotStart, match="version"):
        load_prompts(tmp_path)
