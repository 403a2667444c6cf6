"""Makes one calibrated score of the features of each candidate, and a confidence of the best.

1. The features of a candidate, weighted, are its raw score; what a vector search found adds to it.
   The weights are those for lists of questions, those for prose, or in between.
2. "Nothing here answers" competes as a candidate of its own, whose raw score comes from the
   question alone: how much of it the index knows at all. A softmax over all gives shares.
3. The confidence is a logistic function of the best one's share and of further signs; the score of
   a later hit is one of its share and of the confidence.

All constants are in ``vectors.fitted``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vectors import fitted, fitted_prose
from vectors.base import Found, Hit
from vectors.describe import NAMES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vectors.asking import Asked

    Array = NDArray[Any]

_TINY = 1e-6
# A spread of cosines below this says nothing about which is best.
_LEAST_SPREAD = 0.05
# From about this many entries on a vector search has half its say.
_LARGE = 300
# From this share of ways to ask on, an index is a list of questions and not prose; titles are none.
_LIST_FROM = 0.4
# An index of so many entries is small: strangers meet nothing by mere chance.
FEW = 30


@dataclass(frozen=True, slots=True)
class Measured:
    """The candidates of a question.

    ``size``: entries in the index; ``ways``: share of its units that are ways to ask; ``entries``:
    the candidates' numbers; ``features`` float32[candidates, NAMES]; ``near`` float32[candidates]:
    what a vector search adds, 0-1.
    """

    asked: Asked
    size: int
    ways: float
    entries: Array
    features: Array
    near: Array


@dataclass(frozen=True, slots=True)
class Ordered:
    """Candidates in order: ``places`` in ``Measured``, raw scores, shares, share of nothing."""

    places: Array
    raw: Array
    share: Array
    nothing: float


def standing_out(dense: Mapping[str, float]) -> dict[str, float]:
    """Return how far each cosine stands above the lowest of its list, 0-1.

    Cosines of different models lie in different ranges; what tells is the place inside the list.
    """
    lowest, highest = min(dense.values()), max(dense.values())
    spread = max(_LEAST_SPREAD, highest - lowest)
    return {key: (cosine - lowest) / spread for key, cosine in dense.items()}


def of_question(measured: Measured) -> dict[str, float]:
    """Return what a question says by itself about whether this index can answer it."""
    import numpy as np

    asked = measured.asked
    if not len(asked.words):
        return {"one": 1.0, "unknown": 1.0}
    weight, known = asked.weight, asked.known
    total = float(weight.sum()) + _TINY
    telling = asked.role > 0.6
    n_telling = max(1, int(telling.sum()))
    about = {
        "one": 1.0,
        "known": float((weight * known).sum()) / total,
        "known_exactly": float((weight * (known >= 0.85)).sum()) / total,
        "mass": math.log1p(total),
        "terms": math.log1p(float(telling.sum())),
        "unknown": float(np.max(weight * (1 - known))),
        "unknown_terms": min(6.0, float((telling & (known < 0.5)).sum())),
        "known_terms": float((telling & (known >= 0.85)).sum()) / n_telling,
    }
    twice = _with_ways(about, measured.ways)
    return twice | {"size": math.log(max(1, measured.size)) / 5}


def _with_ways(signs: Mapping[str, float], ways: float) -> dict[str, float]:
    """Return the signs, and once more by how much of the index is ways to ask.

    Where entries are lists of questions, likeness to one of them says more than likeness to prose.
    """
    return {**signs, **{f"{name}_of_ways": value * ways for name, value in signs.items()}}


def prose(ways: float) -> float:
    """Return how far an index is prose, 0-1, from the share of its units that are ways to ask."""
    return max(0.0, 1 - ways / _LIST_FROM)


def between(
    of_list: Mapping[str, float], of_prose: Mapping[str, float], ways: float
) -> dict[str, float]:
    """Return the weights for an index: the nearer to those for prose, the more of it is prose.

    What finds the passage that answers is not what tells one list of questions from another.
    """
    part = prose(ways)
    return {
        name: (1 - part) * of_list.get(name, 0.0) + part * of_prose.get(name, 0.0)
        for name in {**of_list, **of_prose}
    }


def order(measured: Measured, rank: Mapping[str, float], nothing: Mapping[str, float]) -> Ordered:
    """Return the candidates by raw score, ties in the order of the first stage."""
    import numpy as np

    weights = np.array([rank.get(name, 0.0) for name in NAMES], np.float32)
    raw = (measured.features * weights).sum(1) + _near_weight(measured) * measured.near
    about = of_question(measured)
    none = sum(nothing.get(name, 0.0) * value for name, value in about.items())
    places = np.argsort(-raw, kind="stable")
    raw = raw[places].astype(np.float64)
    highest = max(none, float(raw[0])) if len(raw) else none
    share, rest = np.exp(raw - highest), math.exp(none - highest)
    total = float(share.sum()) + rest
    return Ordered(places, raw, share / total, rest / total)


def _near_weight(measured: Measured) -> float:
    """Return what a vector search counts.

    It tells most in a large index, where the wording of a question is met by chance and its meaning
    is not; in one of thirty entries the list of the nearest is nearly all of them.
    """
    return fitted.NEAR * measured.size / (measured.size + _LARGE)


def signs(
    measured: Measured, ordered: Ordered, closeness: Callable[[int, int], tuple[float, float]]
) -> dict[str, float]:
    """Return what the confidence is computed from; the candidates are not empty.

    ``closeness`` tells how alike an entry is to another and in itself: where the second says nearly
    the same as the first, a lead means little.
    """
    raw, place = ordered.raw, ordered.places[0]
    best = dict(zip(NAMES, map(float, measured.features[place]), strict=True))
    about = of_question(measured)
    second = float(raw[1]) if len(raw) > 1 else float(raw[0]) / 2
    first_two = [int(measured.entries[number]) for number in ordered.places[:2]]
    rival, own = closeness(*first_two) if len(first_two) == 2 else (0.0, 1.0)
    others = float(raw[1:10].mean()) if len(raw) > 1 else float(raw[0]) / 2
    found = {
        "one": 1.0,
        "share": _log_odds(float(ordered.share[0])),
        "nothing": _log_odds(ordered.nothing),
        "lead": float(raw[0]) - second,
        "lead_of_ten": float(raw[0]) - others,
        "rival": rival,
        "own": own,
        **{f"best_{name}": best[name] for name in _BEST},
        **{name: about[name] for name in ("known", "known_exactly", "mass", "terms")},
    }
    return {**_with_ways(found, measured.ways), "size": about["size"]}


_BEST = ("cover", "unit_like", "plain", "core", "letters", "unit_letters")


def _log_odds(share: float) -> float:
    bounded = min(1 - _TINY, max(_TINY, share))
    return math.log(bounded / (1 - bounded))


def logistic(value: float) -> float:
    """Return the probability of log odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def confidence_of(found: Mapping[str, float]) -> float:
    """Return the probability that the best candidate is right, from its signs."""
    return logistic(sum(fitted.SURE.get(name, 0.0) * value for name, value in found.items()))


def doubted(confidence: float, ways: float, size: int) -> float:
    """Return a confidence as an index of prose deserves it: never more, and less for strangers.

    The signs were fitted where every entry is a question. A question that nothing answers comes
    closer to some passage the more passages there are, as the best of many chances does.
    """
    many = min(math.log(10), max(0.0, math.log(max(1, size) / FEW)))
    hedge = fitted_prose.DOUBT
    log_odds = hedge["one"] + hedge["slope"] * _log_odds(confidence) + hedge["many"] * many
    part = prose(ways)
    return min(confidence, (1 - part) * confidence + part * logistic(log_odds))


def of_hit(ordered: Ordered, number: int, confidence: float) -> dict[str, float]:
    """Return what the score of a later hit is computed from; ``number`` is its place."""
    return {
        "one": 1.0,
        "share": _log_odds(float(ordered.share[number])),
        "behind": float(ordered.raw[number] - ordered.raw[0]),
        "best": _log_odds(confidence),
    }


def score_of(about: Mapping[str, float], limit: float) -> float:
    """Return the probability that a later hit answers; never above the one before it."""
    return min(limit, logistic(sum(fitted.LATER.get(name, 0.0) * v for name, v in about.items())))


def found(
    measured: Measured,
    name: Callable[[int], str],
    met: Callable[[Asked, Sequence[int]], list[tuple[str, ...]]],
    closeness: Callable[[int, int], tuple[float, float]],
    k: int,
) -> Found:
    """Return the k best candidates with their scores.

    Args:
        measured: the candidates.
        name: gives the id of an entry by its number.
        met: gives for some entries the words that the question met.
        closeness: gives for two entries how alike the first is to the second and in itself.
        k: how many at most.
    """
    if not len(measured.entries) or k < 1:
        return Found(language=measured.asked.language)
    rank = between(fitted.RANK, fitted.RANK_OF_PROSE, measured.ways)
    nothing = between(fitted.NOTHING, fitted.NOTHING_OF_PROSE, measured.ways)
    ordered = order(measured, rank, nothing)
    about = signs(measured, ordered, closeness)
    confidence = score = doubted(confidence_of(about), measured.ways, measured.size)
    hits = []
    entries = [int(measured.entries[place]) for place in ordered.places[:k]]
    words = met(measured.asked, entries)
    for number, place in enumerate(ordered.places[:k]):
        if number:
            score = score_of(of_hit(ordered, number, confidence), score)
        parts = dict(zip(NAMES, map(float, measured.features[place]), strict=True))
        if measured.near.any():
            parts["near"] = float(measured.near[place])
        hits.append(Hit(name(entries[number]), score, parts, words[number]))
    return Found(tuple(hits), confidence, about, measured.asked.language)
