"""A very long conversation: nothing is lost, the prompt stays small and mostly read from cache."""

from __future__ import annotations

import json

from app.clock import ManualClock
from app.domain import summary
from app.domain.message import Author, Message
from app.domain.prompt import TurnState, window
from app.llm.anthropic import AnthropicModel
from app.llm.prompts import build_request, load_prompts
from app.world.prompt_cache import CacheUsage, PromptCache
from tests.unit.llm.test_prefix import ACME, NOON_MS, WHOLE

_TURNS = 150


def _talk() -> list[Message]:
    return [
        Message(
            f"01hvmessage000000000000{n:03}",
            "c1",
            Author.ASSISTANT if n % 2 else Author.LEAD,
            f"This is what somebody says in message {n}.",
            NOON_MS + n * 1000,
        )
        for n in range(2 * _TURNS)
    ]


def _play() -> tuple[list[CacheUsage], int]:
    """Return what each turn used, and how often the summary went on."""
    talk, cache, model = _talk(), PromptCache(ManualClock()), AnthropicModel("k", "claude-sonnet-4")
    used, text, covered, steps = [], "", 0, 0
    for size in range(1, len(talk), 2):
        shown = talk[covered:size]
        assert list(window(shown)) == shown
        state = TurnState("en", "sms", NOON_MS + size, 459)
        request = build_request(load_prompts(), ACME, WHOLE, shown, state, summary=text)
        used.append(cache.account(json.loads(model._encode(request)), "key"))
        leaving = summary.leaving(talk[covered : size + 1])
        if leaving:
            text = summary.by_code(text, leaving, {"kind": "villa"})
            covered, steps = covered + len(leaving), steps + 1
    return used, steps


def test_it_stays_small_and_is_mostly_read_from_the_cache() -> None:
    used, steps = _play()
    assert steps == (2 * _TURNS - summary.KEEP) // summary.STEP
    assert max(one.total for one in used) < 3_500
    share = sum(one.read_tokens for one in used[1:]) / sum(one.total for one in used[1:])
    assert share > 0.92


def test_only_a_step_of_the_summary_is_written_anew() -> None:
    used, steps = _play()
    written = [one.write_5m_tokens for one in used[1:]]
    assert sum(tokens > 200 for tokens in written) <= steps
