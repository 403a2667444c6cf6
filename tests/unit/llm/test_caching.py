"""How long and from which size a prompt's beginning is kept."""

from __future__ import annotations

import pytest

from app.llm.caching import minimum_tokens, prefix_lifetime


@pytest.mark.parametrize(
    ("messages", "lifetime"),
    [
        ([], "5m"),
        ([0, 0, 0, 0, 0, 0], "5m"),
        ([1, 1, 1, 1, 1, 1], "5m"),
        ([2, 1, 1, 1, 1, 1], "1h"),
        ([3, 0, 2, 0, 4, 0], "1h"),
        ([12, 0, 0, 0, 0, 0], "5m"),
        ([0, 0, 0, 9, 9, 0], "5m"),
        ([40, 40, 40, 40, 40, 40], "1h"),
        ([2], "1h"),
    ],
)
def test_it_keeps_the_prefix_for_an_hour_where_leads_write_all_day(
    messages: list[int], lifetime: str
) -> None:
    assert prefix_lifetime(messages) == lifetime


@pytest.mark.parametrize(
    ("model", "tokens"),
    [
        ("claude-sonnet-4-5", 1024),
        ("claude-sonnet-4-5-20250929", 1024),
        ("claude-sonnet-4-6", 2048),
        ("claude-haiku-4-5", 4096),
        ("claude-opus-4-1", 1024),
        ("claude-opus-4-6", 4096),
        ("gpt-4.1-mini", 1024),
        ("claude-next-9", 4096),
    ],
)
def test_it_knows_from_which_size_a_model_caches(model: str, tokens: int) -> None:
    assert minimum_tokens(model) == tokens
