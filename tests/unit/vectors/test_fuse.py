"""The weights of an index go from those for prose to those for lists of questions."""

from __future__ import annotations

from itertools import pairwise

import pytest

from vectors import fitted, fuse
from vectors.describe import NAMES

LIST, PROSE = {"cover": 1.0, "votes": 4.0}, {"cover": 3.0}


def test_prose_and_lists_have_their_own_weights() -> None:
    assert fuse.between(LIST, PROSE, 0.0) == {"cover": 3.0, "votes": 0.0}
    assert fuse.between(LIST, PROSE, 0.86) == LIST


def test_what_is_both_lies_between_and_never_jumps() -> None:
    cover = [fuse.between(LIST, PROSE, ways / 100)["cover"] for ways in range(101)]
    assert cover == sorted(cover, reverse=True)
    assert max(a - b for a, b in pairwise(cover)) < 0.06


@pytest.mark.parametrize("weights", [fitted.RANK, fitted.RANK_OF_PROSE])
def test_every_feature_counts_and_none_against(weights: dict[str, float]) -> None:
    assert set(weights) == set(NAMES)
    assert min(weights.values()) >= 0
