"""Rates with their count and their 95 % interval (Wilson), as every figure is reported."""

from __future__ import annotations

import math
from typing import Any

_Z = 1.959964


def rate(hits: int, n: int) -> dict[str, Any]:
    """Return a share in percent with ``n`` and the interval's ends; None without anything."""
    if not n:
        return {"value": None, "n": 0, "low": None, "high": None}
    share = hits / n
    middle = (share + _Z * _Z / (2 * n)) / (1 + _Z * _Z / n)
    half = _Z * math.sqrt(share * (1 - share) / n + _Z * _Z / (4 * n * n)) / (1 + _Z * _Z / n)
    return {
        "value": round(100 * share, 1),
        "n": n,
        "low": round(100 * max(0.0, middle - half), 1),
        "high": round(100 * min(1.0, middle + half), 1),
    }
