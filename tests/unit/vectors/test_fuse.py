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


def test_prose_is_doubted_and_lists_of_questions_are_not() -> None:
    assert fuse.doubted(0.5, ways=0.6, size=1_000) == 0.5
    assert fuse.doubted(0.5, ways=0.0, size=1_000) < 0.3


def test_doubt_grows_with_the_index_and_never_adds() -> None:
    sizes = [fuse.doubted(0.6, ways=0.0, size=size) for size in (20, 100, 1_000, 1_000_000)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[2] == sizes[3]
    assert all(fuse.doubted(c / 100, 0.0, 20) <= c / 100 for c in range(1, 100))


def test_what_is_clear_stays_clear() -> None:
    assert fuse.doubted(0.97, ways=0.0, size=1_000_000) >= 0.95
