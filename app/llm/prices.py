"""What a call of a language model costs, in micro-USD, from the tokens it used.

Prices are micro-USD for a million tokens, so one dollar per million is 1,000,000 and one token of
it costs one micro-USD. A model that is not in the table is charged at the dearest row, because a
budget that is too careful can be corrected and money that is spent cannot; ``is_known`` tells.

Source: platform.claude.com/docs/en/about-claude/pricing (standard rates; a cache write costs 1.25
times the input for five minutes, twice for an hour) and developers.openai.com/api/docs/pricing, as
quoted publicly until 2026-11; seen 2026-11-22. Claude Haiku 5.5 costs five times as much above
100,000 tokens of prompt, which the limits of our prompt never reach. OpenAI does not charge for
writing its cache with the models below; from GPT-5.6 on it does, 1.25 times the input.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """Micro-USD for a million tokens of each kind."""

    input: int
    cache_write: int
    cache_read: int
    output: int
    cache_write_1h: int = 0


def _claude(input_usd: float, output_usd: float, read_share: float = 0.1) -> Price:
    base = int(input_usd * _MILLION)
    said = int(output_usd * _MILLION)
    return Price(base, base * 5 // 4, int(base * read_share), said, base * 2)


def _gpt(input_usd: float, cached_usd: float, output_usd: float) -> Price:
    base = int(input_usd * _MILLION)
    return Price(base, base, int(cached_usd * _MILLION), int(output_usd * _MILLION), base)


DEAREST = _claude(15, 75)

PRICES: dict[str, Price] = {
    "claude-fable-5-1": _claude(10, 50, 0.025),
    "claude-mythos-5-1": _claude(10, 50, 0.025),
    "claude-fable-5": _claude(10, 50),
    "claude-mythos-5": _claude(10, 50),
    "claude-opus-5-5": _claude(4, 20, 0.05),
    "claude-opus-5": _claude(5, 25),
    "claude-opus-4-8": _claude(5, 25),
    "claude-opus-4-7": _claude(5, 25),
    "claude-opus-4-6": _claude(5, 25),
    "claude-opus-4-5": _claude(5, 25),
    "claude-opus-4-1": _claude(15, 75),
    "claude-opus-4": _claude(15, 75),
    "claude-sonnet-5-5": _claude(2, 10, 0.05),
    "claude-sonnet-5": _claude(2, 10),
    "claude-sonnet-4-6": _claude(3, 15),
    "claude-sonnet-4-5": _claude(3, 15),
    "claude-sonnet-4": _claude(3, 15),
    "claude-haiku-5-5": _claude(0.10, 0.50),
    "claude-haiku-4-5": _claude(1, 5),
    "claude-3-5-haiku": _claude(0.80, 4),
    "gpt-5.4": _gpt(2.50, 0.25, 15),
    "gpt-5.4-mini": _gpt(0.75, 0.075, 4.50),
    "gpt-5.2": _gpt(1.75, 0.175, 14),
    "gpt-5.1": _gpt(1.25, 0.125, 10),
    "gpt-5": _gpt(1.25, 0.125, 10),
    "gpt-5-mini": _gpt(0.25, 0.025, 2),
    "gpt-5-nano": _gpt(0.05, 0.005, 0.40),
    "gpt-4.1": _gpt(2, 0.50, 8),
    "gpt-4.1-mini": _gpt(0.40, 0.10, 1.60),
    "gpt-4.1-nano": _gpt(0.10, 0.025, 0.40),
    "gpt-4o": _gpt(2.50, 1.25, 10),
    "gpt-4o-mini": _gpt(0.15, 0.075, 0.60),
}
_SNAPSHOT = re.compile(r"-(?:\d{8}|\d{4}-\d{2}-\d{2}|latest)$")


def price_of(model: str) -> Price:
    """Return the price of a model, its dated snapshots included; the dearest when unknown."""
    return PRICES.get(_SNAPSHOT.sub("", model), DEAREST)


def is_known(model: str) -> bool:
    """Tell whether the model's price is known; otherwise costs are an upper guess."""
    return _SNAPSHOT.sub("", model) in PRICES


def cost_microusd(
    model: str,
    input_tokens: int,
    cache_write: int,
    cache_read: int,
    output_tokens: int,
    cache_write_1h: int = 0,
) -> int:
    """Return the cost of a call, rounded up to a whole micro-USD.

    ``cache_write`` is what was written for five minutes, ``cache_write_1h`` for an hour.
    """
    price = price_of(model)
    total = (
        input_tokens * price.input
        + cache_write * price.cache_write
        + cache_write_1h * price.cache_write_1h
        + cache_read * price.cache_read
        + output_tokens * price.output
    )
    return -(-total // _MILLION)
