"""What the quality page shows of a client, computed from its calibration: plain values.

The curve is drawn on the server in its own coordinates: the page may hold no inline style, and a
drawing needs no script.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from app.domain.calibration import ENOUGH, OUTCOMES, Calibration
from app.domain.tenant import Tenant
from app.routes.pages.conversations.decision_words import OUTCOME_WORDS
from app.store.quality import Quality

# What is offered to compare with; the client's own rate stands among them.
_RATES = (0.01, 0.02, 0.05, 0.1, 0.2)
# The plot's corner and side within the drawing of 300 by 264.
LEFT, TOP, SIDE = 44.0, 12.0, 212.0
_SMALLEST, _LARGEST = 3.0, 9.0
# So many replies tell in a row what share would be held.
ROW = 300


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the reliability curve, in the drawing's coordinates, with its figures (0 to 1)."""

    x: float
    y: float
    radius: float
    low: float
    promised: float
    came_true: float
    n: int

    @property
    def high(self) -> float:
        """Return where its tenth ends."""
        return self.low + 0.1


@dataclass(frozen=True, slots=True)
class Curve:
    """The reliability curve: its points and the line through them."""

    points: tuple[Point, ...]

    @property
    def line(self) -> str:
        """Return the line as the ``points`` of an SVG polyline."""
        return " ".join(f"{one.x:.1f},{one.y:.1f}" for one in self.points)


@dataclass(frozen=True, slots=True)
class Follows:
    """What follows from an error rate: the threshold, and the share of recent replies below it."""

    rate: float
    threshold: float
    held: float | None
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """One client's quality. ``missing``: decisions until the calibration says more than the prior.

    ``follows`` is None while the client sets no error rate.
    """

    client_id: str
    name: str
    questions: int
    alone: int
    coverage: float | None
    ece: float | None
    labels: int
    decided: int
    is_prior: bool
    missing: int
    recent: int
    fitted_at_ms: int
    outcomes: tuple[tuple[str, int], ...]
    curve: Curve
    follows: Follows | None
    others: tuple[Follows, ...]

    @property
    def most(self) -> int:
        """Return the largest count of an outcome, for the bars."""
        return max((count for _, count in self.outcomes), default=0) or 1


def panel_of(tenant: Tenant, found: Quality, is_row: bool = False) -> Panel:
    """Return one client's quality as its page shows it, or as a row among those of others."""
    made, rate = found.calibration, tenant.profile.error_rate
    own = found.own or Calibration()
    rates = [] if is_row else sorted({*_RATES, *((rate,) if rate is not None else ())})
    raws = found.raws[: ROW if rate is not None else 0] if is_row else found.raws
    chances = {raw: made.probability(raw) for raw in set(raws)}
    probabilities = [chances[raw] for raw in raws]
    known = max(found.decided, found.decided_all)
    return Panel(
        tenant.id,
        tenant.name,
        found.coverage.questions,
        found.coverage.alone,
        found.coverage.share,
        own.ece,
        own.n,
        found.decided,
        made.is_prior,
        max(0, ENOUGH - known),
        len(found.raws),
        own.fitted_at_ms,
        tuple((OUTCOME_WORDS[one], found.counts.get(one, 0)) for one in OUTCOMES),
        curve_of(own),
        follows_of(made, probabilities, rate, True) if rate is not None else None,
        tuple(follows_of(made, probabilities, one, one == rate) for one in rates),
    )


def follows_of(
    made: Calibration, probabilities: Sequence[float], rate: float, is_own: bool = False
) -> Follows:
    """Return what follows from an error rate; the share held is None without recent replies."""
    threshold = made.threshold(rate)
    held = None
    if probabilities:
        held = sum(one < threshold for one in probabilities) / len(probabilities)
    return Follows(rate, threshold, held, is_own)


def curve_of(made: Calibration) -> Curve:
    """Return the reliability curve of a fit; a dot's area follows how many it stands for."""
    most = max((one.n for one in made.bins), default=1)
    return Curve(
        tuple(
            Point(
                LEFT + SIDE * one.promised,
                TOP + SIDE * (1 - one.came_true),
                _SMALLEST + (_LARGEST - _SMALLEST) * sqrt(one.n / most),
                one.low,
                one.promised,
                one.came_true,
                one.n,
            )
            for one in made.bins
        )
    )
