"""Finds candidates for a question and measures how well each fits.

First stage: soft BM25 over the postings gives the candidates. Second stage: the words of the
candidates are read in their order and each is described by the features of ``NAMES``, all in 0-1.
There is no Python loop over entries and no product of matrices in BLAS's hands.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from vectors.building import TITLE, WAY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vectors.arrays import Arrays
    from vectors.asking import Asked

    Array = NDArray[Any]

CANDIDATES = 48
NAMES = (
    "words",
    "cover",
    "exact",
    "unit",
    "unit_like",
    "title",
    "ways",
    "pairs",
    "letters",
    "unit_letters",
    "context",
    "faq",
    "opinion",
    "short",
)
# A term counts as found in an entry from this likeness.
STRONG = 0.5


class Postings:
    """The entries of an image: inverted by word, and their words in order."""

    def __init__(self, arrays: Arrays) -> None:
        self.size = len(arrays["entry_at"]) - 1
        self.at, self.entry = arrays["post_at"], arrays["post_entry"]
        self.weight = arrays["post_weight"]
        self.token, self.unit_at = arrays["token"], arrays["unit_at"]
        self.unit_kind, self.entry_at = arrays["unit_kind"], arrays["entry_at"]
        self.entry_kind, self.length = arrays["entry_kind"], arrays["entry_length"]
        self.spread, self.norm = arrays["word_entries"], arrays["word_norm"]


def found(asked: Asked, posts: Postings) -> Array:
    """Return float32[terms, entries]: how strongly each term stands in each entry, 0-1."""
    import numpy as np

    strength = np.zeros((len(asked.words), posts.size), np.float32)
    if not len(asked.meant):
        return strength
    # Words without weight would touch every entry for nothing, unless there are no others.
    from_role = 0.2 if asked.role.max() > 0.2 else 0.0
    for term in range(len(asked.words)):
        if asked.role[term] < from_role:
            continue
        row = strength[term]
        for column in np.flatnonzero(asked.likeness[term, 1:]):
            word = asked.meant[column]
            begin, end = int(posts.at[word]), int(posts.at[word + 1])
            where = posts.entry[begin:end]
            worth = posts.weight[begin:end] * (asked.likeness[term, column + 1] / 255)
            row[where] = np.maximum(row[where], worth)
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


def _spans(starts: Array, rows: Array) -> tuple[Array, Array]:
    """Return the places that some rows of a flat table cover, and where each row begins."""
    import numpy as np

    first = starts[rows].astype(np.int64)
    count = starts[rows + 1].astype(np.int64) - first
    ends = np.cumsum(count)
    begins = ends - count
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(first - begins, count), begins


def measure(asked: Asked, context: Asked | None, posts: Postings, chosen: Array) -> Array:
    """Return float32[candidates, NAMES]; ``chosen`` are entries that have words."""
    import numpy as np

    features = np.zeros((len(chosen), len(NAMES)), np.float32)
    if not len(chosen) or not len(asked.words):
        return features
    unit, unit_begin = _spans(posts.entry_at, chosen)
    place, token_begin = _spans(posts.unit_at, unit)
    token, kind = posts.token[place], posts.unit_kind[unit]
    weight = asked.weight / max(1e-6, float(asked.weight.sum()))
    rarity = _rarity(posts, token)

    column = asked.column[token]
    like = asked.likeness[:, column]
    per_unit = np.maximum.reduceat(like, token_begin, axis=1)
    per_entry = np.maximum.reduceat(per_unit, unit_begin, axis=1)
    cover = _weighted(weight, per_unit)
    told = np.add.reduceat(like.max(0) * rarity, token_begin)
    whole = np.add.reduceat(rarity, token_begin)
    like_back = told / np.maximum(whole, 1e-6)
    alike = np.sqrt(cover * like_back)
    letters, mass = asked.letters[token], posts.norm[token] ** 2
    unit_letters = _cosine(letters, mass, asked.letters_norm, token_begin)

    at = NAMES.index
    is_way = (kind == WAY) | (kind == TITLE)
    features[:, at("cover")] = _weighted(weight, per_entry)
    features[:, at("exact")] = _weighted(weight, (per_entry >= 0.85).astype(np.float32))
    features[:, at("unit")] = np.maximum.reduceat(cover, unit_begin)
    features[:, at("unit_like")] = np.maximum.reduceat(alike, unit_begin)
    features[:, at("title")] = np.maximum.reduceat(np.where(kind == TITLE, alike, 0), unit_begin)
    features[:, at("ways")] = _mean_of(np.where(is_way, alike, 0), is_way, unit_begin)
    features[:, at("pairs")] = _pairs(asked, like, token_begin, unit_begin)
    entry_begin = token_begin[unit_begin]
    features[:, at("letters")] = _cosine(letters, mass, asked.letters_norm, entry_begin)
    features[:, at("unit_letters")] = np.maximum.reduceat(unit_letters, unit_begin)
    if context is not None and len(context.words):
        seen = context.likeness[:, context.column[token]]
        seen = np.maximum.reduceat(seen, entry_begin, axis=1)
        share = context.weight / max(1e-6, float(context.weight.sum()))
        features[:, at("context")] = _weighted(share, seen)
    features[:, at("faq")] = posts.entry_kind[chosen]
    features[:, at("short")] = 1 / (1 + posts.length[chosen] / 20)
    return features


def _rarity(posts: Postings, token: Array) -> Array:
    import numpy as np

    rare: Array = np.log(1 + (posts.size + 15) / (posts.spread[token] + 1.0))
    return rare.astype(np.float32)


def _weighted(weight: Array, rows: Array) -> Array:
    total: Array = (weight[:, None] * rows).sum(0)
    return total


def _mean_of(values: Array, counted: Array, begins: Array) -> Array:
    import numpy as np

    total = np.add.reduceat(values, begins)
    return total / np.maximum(1, np.add.reduceat(counted.astype(np.float32), begins))


def _cosine(letters: Array, mass: Array, norm: float, begins: Array) -> Array:
    """Return the cosine of letter sequences; words are taken to share none with each other."""
    import numpy as np

    if not norm:
        return np.zeros(len(begins), np.float32)
    own = np.sqrt(np.maximum(np.add.reduceat(mass, begins), 1e-6))
    cosine: Array = np.add.reduceat(letters, begins) / (own * norm)
    return np.minimum(1.0, cosine)


def _pairs(asked: Asked, like: Array, token_begin: Array, unit_begin: Array) -> Array:
    """Return the share of neighbouring terms that stand together, at most one word between."""
    import numpy as np

    order = [term for term in asked.order if asked.role[term] > 0.2]
    pairs = [(a, b) for a, b in pairwise(order) if a != b]
    if not pairs or like.shape[1] < 3:
        return np.zeros(len(unit_begin), np.float32)
    left, right = np.array([a for a, _ in pairs]), np.array([b for _, b in pairs])
    weight = np.sqrt(asked.weight[left] * asked.weight[right])
    ahead, beyond = np.zeros_like(like), np.zeros_like(like)
    ahead[:, :-1] = like[:, 1:]
    beyond[:, :-2] = 0.7 * like[:, 2:]
    # What lies in the next unit is no neighbour.
    ahead[:, token_begin[1:] - 1] = 0
    beyond[:, token_begin[1:] - 1] = 0
    beyond[:, np.maximum(token_begin[1:] - 2, 0)] = 0
    near = np.minimum(like[left], np.maximum(ahead, beyond)[right])
    best = np.maximum.reduceat(near, token_begin[unit_begin], axis=1)
    return _weighted((weight / max(1e-6, float(weight.sum()))).astype(np.float32), best)
