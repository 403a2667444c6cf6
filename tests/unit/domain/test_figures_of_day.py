"""Figures add up, and times of any period are found again in the sums of its days."""

from __future__ import annotations

import random

import pytest

from app.domain.figures_of_day import (
    Figure,
    add,
    change,
    count_of,
    counts_of,
    figures_from,
    histogram,
    percentile,
    share_below,
    total_of,
)


def _grouped(times: list[int]) -> dict[str, int]:
    """Return a histogram made as SQL makes it, from digits and the first two of them."""
    rows = [(len(str(ms)), str(ms)[:2], 1, ms) for ms in times]
    return counts_of(figures_from(histogram("wait", rows)), "wait")


def test_days_are_added_up_by_name_and_slice() -> None:
    first = figures_from([Figure("leads", "sms", 2, 5), Figure("leads", "email", 1)])
    whole = add(first, {"leads": {"sms": (3, 7)}, "turns": {"model": (1, 0)}})
    assert (count_of(whole, "leads"), total_of(whole, "leads", "sms")) == (6, 12)
    assert count_of(whole, "turns", "model", "floor") == 1


def test_percentiles_of_summed_days_are_those_of_the_times() -> None:
    dice = random.Random(7)
    times = [int(dice.lognormvariate(9, 1.5)) + 1 for _ in range(4000)]
    whole: dict[str, int] = {}
    for start in range(0, 4000, 500):
        for edge, n in _grouped(times[start : start + 500]).items():
            whole[edge] = whole.get(edge, 0) + n
    for share in (0.5, 0.9):
        exact = sorted(times)[int(share * 4000)]
        assert percentile(whole, share) == pytest.approx(exact, rel=0.06)


def test_the_share_under_a_minute_is_exact() -> None:
    buckets = _grouped([59_999, 60_000, 4, 9_999, 61_000, 7_000_000])
    assert share_below(buckets, 60_000) == 0.5
    assert percentile({}, 0.5) is None
    assert share_below({}, 60_000) is None


def test_a_change_from_nothing_has_no_percentage() -> None:
    assert [change(6, 4), change(3, 4), change(5, 0), change(0, 0)] == [50, -25, None, 0]
