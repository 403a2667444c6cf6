"""Confidence learnt from operators: shrunk where little is known, honest where much is."""

from __future__ import annotations

import random

import pytest

from app.domain.calibration import (
    ENOUGH,
    Calibration,
    Labelled,
    expected_error,
    fit,
    reliability,
)


def _labels(n: int, truth: float, seed: int = 1) -> list[Labelled]:
    """Raw values spread evenly, right ``truth`` times as often as they promise."""
    dice = random.Random(seed)
    raws = [dice.uniform(0.05, 0.98) for _ in range(n)]
    return [Labelled(raw, dice.random() < raw * truth) for raw in raws]


def test_before_enough_is_known_the_prior_stands() -> None:
    made = fit(_labels(ENOUGH - 1, 0.2))
    assert made.is_prior
    assert made.probability(0.8) == 0.8
    assert made.threshold(0.05) == 0.95


def test_what_the_guard_refused_stays_at_nothing() -> None:
    assert fit(_labels(500, 1.0)).probability(0.0) == 0.0


def test_it_learns_that_the_raw_value_promises_too_much() -> None:
    made = fit(_labels(2000, 0.6))
    assert made.probability(0.9) == pytest.approx(0.54, abs=0.06)
    fresh = _labels(2000, 0.6, seed=2)
    bins = reliability([(made.probability(one.raw), one.is_right) for one in fresh])
    raw_bins = reliability([(one.raw, one.is_right) for one in fresh])
    assert (expected_error(bins) or 1) < 0.04 < (expected_error(raw_bins) or 0)


def test_a_client_with_few_labels_is_judged_like_everybody() -> None:
    whole = fit(_labels(2000, 0.6))
    few = fit([Labelled(0.5, True)] * 3, whole, whole.n)
    assert few.probability(0.5) == pytest.approx(whole.probability(0.5), abs=0.05)


def test_a_client_with_many_labels_is_judged_by_its_own() -> None:
    whole = fit(_labels(2000, 0.6))
    own = fit(_labels(2000, 1.0, seed=3), whole, whole.n)
    assert own.probability(0.9) == pytest.approx(0.9, abs=0.05)


def test_surer_drafts_never_become_less_sure() -> None:
    upside_down = [Labelled(0.9, False)] * 60 + [Labelled(0.2, True)] * 60
    made = fit(upside_down)
    assert made.probability(0.9) >= made.probability(0.2)


@pytest.mark.parametrize("rate", [0.02, 0.05, 0.2])
def test_the_threshold_keeps_the_error_rate(rate: float) -> None:
    labels = _labels(3000, 0.9)
    made = fit(labels)
    recent = tuple(one.raw for one in _labels(1000, 0.9, seed=4))
    limit = Calibration(made.shift, made.slope, made.n, raws=recent).threshold(rate)
    fresh = _labels(4000, 0.9, seed=5)
    sent = [one for one in fresh if made.probability(one.raw) >= limit]
    wrong = sum(not one.is_right for one in sent) / max(1, len(sent))
    assert wrong <= rate + 0.03


def test_a_looser_rate_sends_more() -> None:
    made = fit(_labels(3000, 0.95))
    recent = tuple(one.raw for one in _labels(1000, 0.95, seed=4))
    one = Calibration(made.shift, made.slope, made.n, raws=recent)
    assert one.threshold(0.3) < one.threshold(0.1)


def test_a_curve_counts_every_label_once() -> None:
    bins = reliability([(0.05, False), (0.95, True), (1.0, True)])
    assert [one.n for one in bins] == [1, 2]
    assert expected_error([]) is None
