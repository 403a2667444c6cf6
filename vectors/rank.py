"""The first stage: soft BM25 over the postings of an image gives the candidates.

A term stands for several words of the image, each with a likeness; in an entry the best of them
counts. There is no Python loop over entries and no product of matrices in BLAS's hands, whose
threads would fight with the server's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vectors.arrays import ranges

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vectors.arrays import Arrays
    from vectors.asking import Asked

    Array = NDArray[Any]

CANDIDATES = 48
# Up to this many entries, words such as "what" and "your" may bring in a candidate.
SMALL = 1_000
_SAYS_LITTLE = 0.2


class Postings:
    """The entries of an image: inverted by word, and their words in order."""

    def __init__(self, arrays: Arrays) -> None:
        self.size = len(arrays["entry_at"]) - 1
        self.at, self.entry = arrays["post_at"], arrays["post_entry"]
        self.weight = arrays["post_weight"]
        self.token_times = arrays["token_times"]
        self.token, self.unit_at = arrays["token"], arrays["unit_at"]
        self.unit_kind, self.entry_at = arrays["unit_kind"], arrays["entry_at"]
        self.opinion = arrays["entry_opinion"]
        self.spread, self.norm = arrays["word_entries"], arrays["word_norm"]


def found(asked: Asked, posts: Postings) -> Array:
    """Return float32[terms, entries]: how strongly each term stands in each entry, 0-1."""
    import numpy as np

    strength = np.zeros((len(asked.words), posts.size), np.float32)
    if not len(asked.meant):
        return strength
    likeness = asked.likeness[:, 1:]
    # Words that say little would touch every entry for nothing, unless there are no others.
    if asked.role.max() > _SAYS_LITTLE and posts.size > SMALL:
        likeness = np.where(asked.role[:, None] < _SAYS_LITTLE, 0, likeness)
    term, column = np.nonzero(likeness)
    place, count = ranges(posts.at, asked.meant[column], len(posts.entry))
    worth = posts.weight[place] * np.repeat(likeness[term, column] / np.float32(255), count)
    cell = np.repeat(term * posts.size, count) + posts.entry[place]
    np.maximum.at(strength.reshape(-1), cell, worth)
    return strength


def candidates(score: Array, allowed: Array | None, most: int = CANDIDATES) -> Array:
    """Return the entries with the highest scores above 0, best first, ties in their order."""
    import numpy as np

    if allowed is not None:
        score = np.where(allowed, score, 0)
    if len(score) > most:
        # Everything that ties with the last one is taken in before the cut, so that the order
        # of entries decides and not the partition.
        edge = np.partition(score, len(score) - most)[len(score) - most]
        pool = np.flatnonzero((score >= edge) & (score > 0))
    else:
        pool = np.flatnonzero(score > 0)
    return pool[np.argsort(-score[pool], kind="stable")][:most]
