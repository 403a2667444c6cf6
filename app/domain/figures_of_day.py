"""What is counted of a day: names, slices, sums, and how long things took.

A figure has a name, a slice (what it is broken down by, '' for nothing), how many there were and
their total. Days are added up, so whatever is kept must survive addition: a median is made from a
histogram whose buckets are the same everywhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of something, and their total where it has one (milliseconds, micro-USD)."""

    name: str
    slice: str
    n: int
    total: int = 0


# Name to slice to (how many, total).
Figures = dict[str, dict[str, tuple[int, int]]]

# The E24 series with 6.0 for 6.2: neighbours differ by 10 %, and a minute is the edge of a bucket.
_EDGES = (
    10, 11, 12, 13, 15, 16, 18, 20, 22, 24, 27, 30,
    33, 36, 39, 43, 47, 51, 56, 60, 68, 75, 82, 91,
)  # fmt: skip


def figures_from(counted: Iterable[Figure]) -> Figures:
    """Return figures by name and slice; those of the same name and slice are added up."""
    found: Figures = {}
    for one in counted:
        slices = found.setdefault(one.name, {})
        n, total = slices.get(one.slice, (0, 0))
        slices[one.slice] = (n + one.n, total + one.total)
    return found


def add(into: Figures, more: Mapping[str, Mapping[str, Sequence[int]]]) -> Figures:
    """Add figures to others and return these."""
    for name, slices in more.items():
        kept = into.setdefault(name, {})
        for part, (n, total) in slices.items():
            before = kept.get(part)
            kept[part] = (n, total) if before is None else (before[0] + n, before[1] + total)
    return into


def count_of(figures: Figures, name: str, *slices: str) -> int:
    """Return how many there are of a name, of all its slices or of some."""
    found = figures.get(name, {})
    wanted = slices or tuple(found)
    return sum(found.get(one, (0, 0))[0] for one in wanted)


def total_of(figures: Figures, name: str, *slices: str) -> int:
    """Return the total of a name, of all its slices or of some."""
    found = figures.get(name, {})
    wanted = slices or tuple(found)
    return sum(found.get(one, (0, 0))[1] for one in wanted)


def counts_of(figures: Figures, name: str) -> dict[str, int]:
    """Return how many there are of each slice of a name."""
    return {part: n for part, (n, _) in figures.get(name, {}).items()}


def histogram(name: str, rows: Iterable[tuple[int, str, int, int]]) -> list[Figure]:
    """Return times grouped by their first two digits as figures, a slice for each bucket.

    SQL groups so without a list of edges, and no bucket's edge has more digits than two.

    Args:
        rows: how many digits the milliseconds have, the first two of them, how many, their total.

    Returns:
        The slice is the lower edge of the bucket in milliseconds; '0' holds all below 10.
    """
    kept: dict[int, tuple[int, int]] = {}
    for digits, head, n, total in rows:
        edge = _edge(int(head) * 10 ** (digits - 2)) if digits > 1 else 0
        before = kept.get(edge, (0, 0))
        kept[edge] = (before[0] + n, before[1] + total)
    return [Figure(name, str(edge), *kept[edge]) for edge in sorted(kept)]


def _edge(value: int) -> int:
    """Return the lower edge of the bucket a whole number of at least 10 is in."""
    scale: int = 10 ** (len(str(value)) - 2)
    return _EDGES[bisect_right(_EDGES, value // scale) - 1] * scale


def _next_edge(edge: int) -> int:
    if edge < 10:
        return 10
    scale: int = 10 ** (len(str(edge)) - 2)
    place = bisect_right(_EDGES, edge // scale)
    return _EDGES[place] * scale if place < len(_EDGES) else 100 * scale


def percentile(buckets: Mapping[str, int], share: float) -> int | None:
    """Return the time under which a share (0 to 1) of a histogram lies, in milliseconds.

    Within a bucket times are taken to lie evenly, so the answer is at most a tenth off. None when
    there is nothing.
    """
    ordered = sorted((int(edge), n) for edge, n in buckets.items() if n > 0)
    wanted = share * sum(n for _, n in ordered)
    passed = 0
    for edge, n in ordered:
        if passed + n >= wanted:
            return round(edge + (_next_edge(edge) - edge) * (wanted - passed) / n)
        passed += n
    return None


def share_below(buckets: Mapping[str, int], limit_ms: int) -> float | None:
    """Return the share (0 to 1) of a histogram below a time that is the edge of a bucket."""
    whole = sum(buckets.values())
    if not whole:
        return None
    return sum(n for edge, n in buckets.items() if int(edge) < limit_ms) / whole


def change(now: float, before: float) -> int | None:
    """Return by how many percent something changed; None when there was nothing before."""
    if not before:
        return None if now else 0
    return round(100 * (now - before) / before)
