"""What a rule found: a kind and a value over tokens, before it becomes a span."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from app.domain.reading.tokens import Tokens

When = TypeVar("When")


class Found(NamedTuple):
    """A reading of ``tokens[first:last]``."""

    kind: str
    first: int
    last: int
    value: object


Rules = Iterable[tuple[re.Pattern[str], Callable[[Tokens, "re.Match[str]", When], list[Found]]]]


def scan(rules: Rules[When], tokens: Tokens, when: When, taken: set[int]) -> list[Found]:
    """Return what the rules read, the first ones first; ``taken`` grows by the words read."""
    found: list[Found] = []
    for pattern, maker in rules:
        for match in pattern.finditer(tokens.classes):
            where = range(*match.span())
            if taken and not taken.isdisjoint(where):
                continue
            if made := maker(tokens, match, when):
                found += made
                taken.update(where)
    return sorted(found, key=lambda one: one.first)
