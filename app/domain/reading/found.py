"""What a rule found: a kind and a value over tokens, before it becomes a span."""

from __future__ import annotations

from typing import NamedTuple


class Found(NamedTuple):
    """A reading of ``tokens[first:last]``."""

    kind: str
    first: int
    last: int
    value: object
