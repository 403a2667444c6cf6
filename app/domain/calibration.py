"""From a raw confidence to a probability, learnt from what operators did with drafts.

A draft that was sent as it was, or called right, counts as right; one that was edited, rejected,
called wrong or taken over from counts as wrong. Two numbers are fitted, a shift and a slope on the
log-odds of the raw value: for all clients together, drawn towards "it is a probability already",
and for each client, drawn towards all together. So a client with three labels is judged like
everybody, and one with three hundred by its own.

The threshold follows from the share of wrong replies the client accepts: the lowest at which the
replies above it are expected to be wrong no more often than that. Before enough is known the prior
stands in, its threshold is the plain one, and ``is_prior`` says so.

Source of the form: Platt 1999 (a sigmoid on the score); shrinkage is a ridge on the two numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

# Labels that are needed before a fit says more than the prior does.
ENOUGH = 40
# How many labels' weight the prior has: of all clients, and of one.
_PRIOR_ALL, _PRIOR_ONE = 12.0, 30.0
_BINS = 10
_FLOOR, _CEILING = 0.01, 0.995
_STEPS, _SETTLED = 50, 1e-8
RIGHT = frozenset({"sent_as_is", "right"})
OUTCOMES = ("sent_as_is", "edited", "rejected", "took_over", "right", "wrong")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A draft's raw confidence, 0 to 1, and whether it was right."""

    raw: float
    is_right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """A tenth of the probabilities: what was promised, what came true, of how many."""

    low: float
    promised: float
    came_true: float
    n: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """A fit. ``n`` labels of its own, ``n_all`` of all clients; ``ece`` is what is left of error.

    ``raws`` are recent raw confidences of replies to questions, which the threshold counts on.
    """

    shift: float = 0.0
    slope: float = 1.0
    n: int = 0
    n_all: int = 0
    ece: float | None = None
    bins: tuple[Bin, ...] = ()
    raws: tuple[float, ...] = field(default=(), repr=False)
    fitted_at_ms: int = 0

    @property
    def is_prior(self) -> bool:
        """Tell whether too little is known: the raw value stands for the probability."""
        return max(self.n, self.n_all) < ENOUGH

    def probability(self, raw: float) -> float:
        """Return the probability that a draft of this raw confidence is right."""
        if raw <= 0.0:
            return 0.0
        if self.is_prior:
            return raw
        return _sigmoid(self.shift + self.slope * _logit(raw))

    def threshold(self, error_rate: float) -> float:
        """Return the least probability at which a reply may go out by itself.

        Args:
            error_rate: the share of wrong replies that is accepted, 0 to 1.
        """
        plain = 1.0 - error_rate
        if self.is_prior or len(self.raws) < ENOUGH:
            return plain
        best, wrong = 1.0, 0.0
        for count, one in enumerate(sorted(map(self.probability, self.raws), reverse=True), 1):
            wrong += 1.0 - one
            if wrong / count > error_rate:
                break
            best = one
        # Nothing recent was sure enough: then nothing goes out that is not.
        return min(best, plain) if best < 1.0 else plain


def fit(own: Sequence[Labelled], prior: Calibration | None = None, n_all: int = 0) -> Calibration:
    """Return a calibration of labels.

    Args:
        prior: that of all clients, for one client; None: these are all clients' labels.
        n_all: labels of all clients, where ``own`` are one's.
    """
    shift, slope = (prior.shift, prior.slope) if prior else (0.0, 1.0)
    weight = _PRIOR_ONE if prior else _PRIOR_ALL
    known = [one for one in own if one.raw > 0.0]
    shift, slope = _newton(known, shift, slope, weight)
    made = Calibration(shift, slope, len(known), n_all)
    bins = reliability([(made.probability(one.raw), one.is_right) for one in known])
    return Calibration(shift, slope, len(known), n_all, expected_error(bins), bins)


def _newton(
    known: Sequence[Labelled], shift: float, slope: float, weight: float
) -> tuple[float, float]:
    """Return the two numbers that fit best, by Newton's method with a ridge to where they start."""
    at_shift, at_slope = shift, slope
    points = [(_logit(one.raw), float(one.is_right)) for one in known]
    for _ in range(_STEPS):
        g0, g1 = weight * (shift - at_shift), weight * (slope - at_slope)
        h00, h01, h11 = weight, 0.0, weight
        for x, y in points:
            p = _sigmoid(shift + slope * x)
            g0 += p - y
            g1 += (p - y) * x
            w = max(p * (1.0 - p), 1e-9)
            h00 += w
            h01 += w * x
            h11 += w * x * x
        determinant = h00 * h11 - h01 * h01
        d0 = (h11 * g0 - h01 * g1) / determinant
        d1 = (h00 * g1 - h01 * g0) / determinant
        shift, slope = shift - d0, slope - d1
        if abs(d0) + abs(d1) < _SETTLED:
            break
    # A slope below zero would call the surest drafts the worst; that is noise of few labels.
    return shift, max(slope, 0.05)


def reliability(scored: Iterable[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Return the reliability curve: tenths of the probabilities that hold anything."""
    kept: dict[int, list[tuple[float, bool]]] = {}
    for probability, is_right in scored:
        kept.setdefault(min(int(probability * _BINS), _BINS - 1), []).append(
            (probability, is_right)
        )
    return tuple(
        Bin(
            number / _BINS,
            sum(p for p, _ in rows) / len(rows),
            sum(right for _, right in rows) / len(rows),
            len(rows),
        )
        for number, rows in sorted(kept.items())
    )


def expected_error(bins: Sequence[Bin]) -> float | None:
    """Return the expected calibration error of a curve, 0 to 1; None without a label."""
    total = sum(one.n for one in bins)
    if not total:
        return None
    return sum(one.n / total * abs(one.promised - one.came_true) for one in bins)


def _logit(raw: float) -> float:
    kept = min(max(raw, _FLOOR), _CEILING)
    return math.log(kept / (1.0 - kept))


def _sigmoid(value: float) -> float:
    if value >= 0:
        return 1.0 / (1.0 + math.exp(-value))
    grown = math.exp(value)
    return grown / (1.0 + grown)
