"""A canonical value as people write it, for every page that shows what a lead told."""

from __future__ import annotations

import re

_NUMBERS = re.compile(r"(?:[A-Z]{3} )?\d+(?:\.\.\d+)?")
_FIGURE = re.compile(r"\d{4,}")


def legible(value: str) -> str:
    """Return a canonical value (``SAR 1100000``, ``2..3``) as people write it."""
    if _NUMBERS.fullmatch(value) is None:
        return value
    return _FIGURE.sub(lambda figure: f"{int(figure[0]):,}", value.replace("..", "–"))
