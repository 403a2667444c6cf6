"""How long and from which size a provider keeps the beginning of a prompt.

Writing for an hour costs twice the input, for five minutes 1.25 times, reading a tenth of it. A
client whose leads write now and then all day pays for one write an hour instead of one for each
lead; a client with one conversation a day would pay more. What is shorter than the model's minimum
is not cached, without an error: a small client on a model with a large minimum pays in full.

Source: platform.claude.com "Prompt caching", seen 2026-11: 1,024 tokens for Sonnet 4 and 4.5, Opus
4 and 4.1 and 4.8; 4,096 for Opus 4.5 to 4.7 and Haiku 4.5; 2,048 for Haiku 3.5 and, as others
measured (anthropic-sdk-python issue 1194), Sonnet 4.6. OpenAI's guide of the same name: 1,024.
"""

from __future__ import annotations

from collections.abc import Sequence

SHORT, LONG = "5m", "1h"
# Of a model that is not in the list, the largest minimum known.
_LARGEST = 4_096
_MINIMUM_TOKENS = {
    "claude-sonnet-4-6": 2_048,
    "claude-sonnet-4": 1_024,
    "claude-opus-4-8": 1_024,
    "claude-opus-4-7": 4_096,
    "claude-opus-4-6": 4_096,
    "claude-opus-4-5": 4_096,
    "claude-opus-4": 1_024,
    "claude-haiku-4-5": 4_096,
    "claude-3-5-haiku": 2_048,
    "gpt-": 1_024,
}


def prefix_lifetime(messages_last_hours: Sequence[int]) -> str:
    """Return for how long a client's static prefix is worth keeping: ``5m`` or ``1h``.

    Args:
        messages_last_hours: how many messages its leads sent in each of the last hours. An hour
            pays from more than one message an hour on, in at least every second hour; all of
            them at once are read within five minutes as well.
    """
    hours = len(messages_last_hours)
    busy = sum(count > 0 for count in messages_last_hours)
    return LONG if hours and sum(messages_last_hours) > hours and 2 * busy >= hours else SHORT


def minimum_tokens(model: str) -> int:
    """Return the shortest prefix a model caches; of an unknown model the largest known."""
    for name, tokens in _MINIMUM_TOKENS.items():
        if model.startswith(name):
            return tokens
    return _LARGEST
