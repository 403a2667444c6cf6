"""Makes one calibrated score of the features of a candidate, and a confidence of the best."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vectors import fitted, rank
from vectors.base import Found, Hit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vectors.asking import Asked

    Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Measured:
    """The candidates of a question.

    ``entries``: their numbers; ``features`` float32[candidates, rank.NAMES]; ``first`` float32
    [candidates]: the score of the first stage, best first.
    """

    asked: Asked
    entries: Array
    features: Array
    first: Array


def order(measured: Measured) -> tuple[Array, Array]:
    """Return the candidates' places, best first, and their raw scores in that order."""
    import numpy as np

    weights = np.array([fitted.RANK.get(name, 0.0) for name in rank.NAMES], np.float32)
    raw = (measured.features * weights).sum(1)
    places = np.argsort(-raw, kind="stable")
    return places, raw[places]


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def found(
    measured: Measured,
    name: Callable[[int], str],
    spelt: Callable[[Asked, int], tuple[str, ...]],
    k: int,
) -> Found:
    """Return the k best candidates with their scores."""
    places, raw = order(measured)
    hits = []
    for place, value in zip(places[: max(0, k)], raw, strict=False):
        entry = int(measured.entries[place])
        parts = dict(zip(rank.NAMES, map(float, measured.features[place]), strict=True))
        score = _logistic(float(value) - fitted.MIDDLE)
        hits.append(Hit(name(entry), score, parts, spelt(measured.asked, entry)))
    confidence = hits[0].score if hits else 0.0
    return Found(tuple(hits), confidence, {}, measured.asked.language)
