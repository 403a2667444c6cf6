"""Latency of a double, and how it tells time.

``Latency.parse``: ``"800"`` (milliseconds, fixed), ``"uniform:200:900"`` or
``"lognormal:800:2000"`` (median and 95th percentile).
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from app.errors import Invalid

# The 95th percentile of the standard normal distribution.
_P95 = 1.6448536


@dataclass(slots=True)
class Latency:
    """How long a provider takes, in milliseconds."""

    kind: str = "fixed"
    a_ms: float = 0.0
    b_ms: float = 0.0

    @classmethod
    def parse(cls, text: str | float) -> Latency:
        """Read the notation of the module's docstring.

        Raises:
            Invalid: it is none of them.
        """
        kind, *numbers = str(text).split(":")
        try:
            if not numbers:
                return cls("fixed", max(0.0, float(kind)))
            a_ms, b_ms = (float(number) for number in numbers)
        except ValueError:
            a_ms = b_ms = 0.0
        if kind not in ("uniform", "lognormal") or not 0 < a_ms <= b_ms:
            raise Invalid(f"latency {text!r}: write 800, uniform:a:b or lognormal:median:p95")
        return cls(kind, a_ms, b_ms)

    def draw_s(self, dice: random.Random) -> float:
        """Return one latency in seconds."""
        if self.kind == "uniform":
            return dice.uniform(self.a_ms, self.b_ms) / 1000
        if self.kind == "lognormal":
            sigma = math.log(self.b_ms / self.a_ms) / _P95
            return dice.lognormvariate(math.log(self.a_ms), sigma) / 1000
        return self.a_ms / 1000


def rfc2822(ms: int) -> str:
    """Return epoch milliseconds the way Twilio's 2010 API writes times."""
    return format_datetime(datetime.fromtimestamp(ms // 1000, UTC))


def rfc3339(ms: int) -> str:
    """Return epoch milliseconds the way newer interfaces write times."""
    return datetime.fromtimestamp(ms // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
