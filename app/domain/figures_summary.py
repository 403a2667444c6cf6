"""What the figures of analytics say together: the funnel, waits, shares, sources, and costs.

Everything is made of figures that were added up (``figures_of_day``), so the page and the API say
the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.calibration import OUTCOMES
from app.domain.figures_of_day import (
    Figures,
    change,
    count_of,
    counts_of,
    percentile,
    share_below,
    total_of,
)

# How far a lead can come, each step behind those before it; and what stands for all small slices.
STEPS = ("created", "answered", "talking", "qualified", "booked", "won")
OTHER = "…"
# The kinds of figures that are needed.
KINDS = ("funnel", "clocks", "outcomes", "usage")
_SOURCES_SHOWN = 12
_QUICK_MS = 60_000
HANDLED = ("alone", "escalated", "person", "nobody")
WAITS = ("assistant_reply", "person_reply", "resolution")


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the funnel: ``of_first`` and ``of_former`` are percents of the first and the one
    before, ``before`` how many there were in the period before."""

    key: str
    n: int
    of_first: float
    of_former: float
    before: int


@dataclass(frozen=True, slots=True)
class Clock:
    """A waiting time on one clock, in milliseconds; None when there was none."""

    median_ms: int | None
    p90_ms: int | None


@dataclass(frozen=True, slots=True)
class Wait:
    """A waiting time on both clocks; ``quick`` is the share (percent) within a minute."""

    key: str
    n: int
    wall: Clock
    opened: Clock
    before_ms: int | None
    quick: float | None


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, in percent."""

    key: str
    n: int
    percent: float


@dataclass(frozen=True, slots=True)
class Source:
    """How good the leads of a source are; ``score`` is their mean."""

    name: str
    leads: int
    score: float
    qualified: int
    booked: int
    won: int

    @property
    def rate(self) -> float:
        """Return the percent that qualified."""
        return 100 * self.qualified / self.leads if self.leads else 0.0


@dataclass(frozen=True, slots=True)
class Sure:
    """Of replies of which the assistant was about so sure (percent): how many were judged, and
    how many of them found right."""

    low: int
    n: int
    right: int

    @property
    def rate(self) -> float:
        """Return the percent that was right."""
        return 100 * self.right / self.n if self.n else 0.0

    @property
    def high(self) -> int:
        """Return where the tenth ends."""
        return self.low + 10


@dataclass(frozen=True, slots=True)
class Costs:
    """What it cost, in micro-USD; each of them None where there is nothing to divide by."""

    whole: int
    per_lead: int | None
    per_qualified: int | None
    per_booked: int | None
    qualified_before: int | None
    change: int | None


def steps_of(now: Figures, before: Figures) -> tuple[Step, ...]:
    """Return the funnel."""
    found, former = counts_of(now, "funnel"), counts_of(before, "funnel")
    first = found.get(STEPS[0], 0)
    made, last = [], first
    for key in STEPS:
        n = found.get(key, 0)
        made.append(Step(key, n, _percent(n, first), _percent(n, last), former.get(key, 0)))
        last = n
    return tuple(made)


def waits_of(now: Figures, before: Figures) -> tuple[Wait, ...]:
    """Return every waiting time on both clocks."""
    made = []
    for key in WAITS:
        wall, opened = counts_of(now, key), counts_of(now, f"{key}_open")
        quick = share_below(wall, _QUICK_MS)
        made.append(
            Wait(
                key,
                sum(wall.values()),
                Clock(percentile(wall, 0.5), percentile(wall, 0.9)),
                Clock(percentile(opened, 0.5), percentile(opened, 0.9)),
                percentile(counts_of(before, key), 0.5),
                None if quick is None else 100 * quick,
            )
        )
    return tuple(made)


def handled_of(now: Figures) -> tuple[Share, ...]:
    """Return who dealt with conversations."""
    return _shares(counts_of(now, "handled"), HANDLED)


def outcomes_of(now: Figures) -> tuple[Share, ...]:
    """Return what people did with drafts and replies."""
    return _shares(counts_of(now, "outcomes"), OUTCOMES)


def sure_of(now: Figures) -> tuple[Sure, ...]:
    """Return how often the assistant was right, by how sure it had been; the surest first."""
    found = {int(tens): both for tens, both in now.get("sure", {}).items() if both[0]}
    return tuple(Sure(tens, *found[tens]) for tens in sorted(found, reverse=True))


def sources_of(now: Figures) -> tuple[Source, ...]:
    """Return the sources with the most leads; the rest is one line."""
    leads = now.get("source_leads", {})
    reached = {name: counts_of(now, f"source_{name}") for name in ("qualified", "booked", "won")}
    rows = [
        Source(
            name,
            n,
            total / n if n else 0.0,
            *(reached[step].get(name, 0) for step in ("qualified", "booked", "won")),
        )
        for name, (n, total) in leads.items()
    ]
    rows.sort(key=lambda one: (one.name == OTHER, -one.leads, one.name))
    shown, rest = rows[:_SOURCES_SHOWN], rows[_SOURCES_SHOWN:]
    return (*shown, _together(rest)) if rest else tuple(shown)


def _together(rows: list[Source]) -> Source:
    leads = sum(one.leads for one in rows)
    score = sum(one.score * one.leads for one in rows) / leads if leads else 0.0
    return Source(
        OTHER,
        leads,
        score,
        sum(one.qualified for one in rows),
        sum(one.booked for one in rows),
        sum(one.won for one in rows),
    )


def costs_of(now: Figures, before: Figures) -> Costs:
    """Return what a lead of each kind cost."""
    whole, whole_before = total_of(now, "usage"), total_of(before, "usage")
    leads, qualified, booked = (
        count_of(now, "funnel", step) for step in ("created", "qualified", "booked")
    )
    each, each_before = (
        _each(whole, qualified),
        _each(whole_before, count_of(before, "funnel", "qualified")),
    )
    moved = change(each, each_before) if each is not None and each_before else None
    return Costs(whole, _each(whole, leads), each, _each(whole, booked), each_before, moved)


def _each(whole: int, n: int) -> int | None:
    return round(whole / n) if n else None


def _shares(counts: Mapping[str, int], keys: tuple[str, ...]) -> tuple[Share, ...]:
    whole = sum(counts.values())
    return tuple(
        Share(key, counts[key], _percent(counts[key], whole)) for key in keys if counts.get(key)
    )


def _percent(n: int, whole: int) -> float:
    return 100 * n / whole if whole else 0.0
