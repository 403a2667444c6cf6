"""Cache accounting: what is read, written and paid in full."""

from __future__ import annotations

from typing import Any

import pytest

from app.clock import ManualClock
from app.world.prompt_cache import BadPrompt, CacheUsage, PromptCache

KEY = "k"


def text(words: int, letter: str = "x", ttl: str | None = None) -> dict[str, Any]:
    control = {"type": "ephemeral", **({"ttl": ttl} if ttl != "5m" else {})} if ttl else None
    block: dict[str, Any] = {"type": "text", "text": letter * 4 * words}
    return {**block, "cache_control": control} if control else block


def prompt(*system: dict[str, Any], said: str = "hi") -> dict[str, Any]:
    messages = [{"role": "user", "content": said}]
    return {"model": "claude-sonnet-5", "system": list(system), "messages": messages}


@pytest.fixture
def cache(clock: ManualClock) -> PromptCache:
    return PromptCache(clock)


def test_it_writes_first_and_reads_then(cache: PromptCache) -> None:
    body = prompt(text(1200, ttl="5m"), text(10))
    first, second = cache.account(body, KEY), cache.account(body, KEY)

    assert first.write_5m_tokens >= 1200
    assert (second.read_tokens, second.write_5m_tokens) == (first.write_5m_tokens, 0)
    assert second.input_tokens == first.input_tokens


def test_a_short_prefix_is_not_cached(cache: PromptCache) -> None:
    body = prompt(text(900, ttl="5m"))
    cache.account(body, KEY)
    again = cache.account(body, KEY)

    assert again == CacheUsage(input_tokens=again.total)


def test_a_changed_byte_is_a_miss(cache: PromptCache) -> None:
    cache.account(prompt(text(1200, "x", "5m")), KEY)
    assert cache.account(prompt(text(1200, "y", "5m")), KEY).read_tokens == 0


def test_another_key_or_model_shares_nothing(cache: PromptCache) -> None:
    body = prompt(text(1200, ttl="5m"))
    cache.account(body, KEY)

    assert cache.account(body, "other").read_tokens == 0
    assert cache.account({**body, "model": "claude-opus-5"}, KEY).read_tokens == 0


@pytest.mark.parametrize(("ttl", "alive_s", "dead_s"), [("5m", 299, 301), ("1h", 3599, 3601)])
def test_it_obeys_the_lifetime(
    cache: PromptCache, clock: ManualClock, ttl: str, alive_s: int, dead_s: int
) -> None:
    body = prompt(text(1200, ttl=ttl))
    cache.account(body, KEY)
    clock.advance(alive_s)
    assert cache.account(body, KEY).read_tokens > 0
    clock.advance(dead_s)
    assert cache.account(body, KEY).read_tokens == 0


def test_reading_renews_the_lifetime(cache: PromptCache, clock: ManualClock) -> None:
    body = prompt(text(1200, ttl="5m"))
    cache.account(body, KEY)
    for _ in range(3):
        clock.advance(200)
        assert cache.account(body, KEY).read_tokens > 0


def test_a_moving_breakpoint_reads_the_earlier_turn(cache: PromptCache) -> None:
    def turn(*said: str) -> dict[str, Any]:
        blocks: list[dict[str, Any]] = [{"type": "text", "text": s * 400} for s in said]
        blocks[-1]["cache_control"] = {"type": "ephemeral"}
        body = prompt(text(1200, ttl="1h"))
        return {**body, "messages": [{"role": "user", "content": blocks}]}

    first = cache.account(turn("a"), KEY)
    second = cache.account(turn("a", "b"), KEY)

    assert second.read_tokens == first.write_1h_tokens + first.write_5m_tokens
    assert 0 < second.write_5m_tokens < 150
    assert second.write_1h_tokens == 0


@pytest.mark.parametrize(
    "system",
    [
        [text(10, ttl="5m")] * 5,
        [text(10, ttl="2h")],
        [text(10, ttl="5m"), text(10, ttl="1h")],
    ],
    ids=["five breakpoints", "unknown lifetime", "longer after shorter"],
)
def test_it_rejects_what_the_provider_rejects(
    cache: PromptCache, system: list[dict[str, Any]]
) -> None:
    with pytest.raises(BadPrompt):
        cache.account(prompt(*system), KEY)
