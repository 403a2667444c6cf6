"""The second stage: reads the words of the candidates in their order and says how well each fits.

Each candidate gets the features of ``NAMES``, all 0-1 and all better when higher:

========================  ==========================================================
words                     soft BM25
cover, exact, content     share of the question found in the entry: by weight, counting
                          only words that are nearly the same, by role alone
unit, unit_content        the same in its best single unit (a way to ask, a sentence)
window                    in its best two neighbouring units
unit_like, second         likeness of question and unit in both directions: best, second best
plain                     the same, all words counting alike
votes                     its part of the likest ways to ask of all entries
title                     likeness to the title
share                     how many of its units have the words of the question
core                      share of what the entry is about that the question names
phrases                   neighbouring words that are neighbours there
letters, unit_letters     cosine of letter sequences, whole entry and best unit
context                   share of what was said before that is found in it
opinion                   it judges, and the question asks how good something is
========================  ==========================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from vectors.arrays import ranges
from vectors.inverting import TITLE, WAY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vectors.asking import Asked
    from vectors.rank import Postings

    Array = NDArray[Any]

NAMES = (
    "words",
    "cover",
    "exact",
    "content",
    "unit",
    "unit_content",
    "window",
    "unit_like",
    "second",
    "plain",
    "votes",
    "title",
    "share",
    "topic",
    "topic_unit",
    "topic_share",
    "core",
    "phrases",
    "letters",
    "unit_letters",
    "context",
    "opinion",
)
# From this likeness on two words are nearly the same.
_NEARLY = 0.85
_TINY = 1e-6
# How many of the likest units vote; how many units of an entry are compared with another's.
_VOTERS, _MOST_UNITS = 8, 12


@dataclass(slots=True)
class Read:
    """The words of some entries one after the other.

    ``token``: word numbers; ``token_begin``, ``unit_begin``, ``entry_begin``: where each unit's
    words, each entry's units and each entry's words begin; ``like`` float32[terms, tokens];
    ``once``: the place of each word of each entry, once, ``times`` how often it stands there,
    ``owner`` whose it is, ``once_begin`` where each entry's begin.
    """

    token: Array
    kind: Array
    token_begin: Array
    unit_begin: Array
    entry_begin: Array
    like: Array
    once: Array
    times: Array
    owner: Array
    once_begin: Array


def read(asked: Asked, posts: Postings, chosen: Array) -> Read:
    """Read the entries that were chosen; each has words."""
    import numpy as np

    unit, unit_begin = _spans(posts.entry_at, chosen, len(posts.unit_kind))
    place, token_begin = _spans(posts.unit_at, unit, len(posts.token))
    token, entry_begin = posts.token[place], token_begin[unit_begin]
    times = posts.token_times[place]
    once = np.flatnonzero(times)
    once_begin = np.searchsorted(once, entry_begin)
    return Read(
        token=token,
        kind=posts.unit_kind[unit],
        token_begin=token_begin,
        unit_begin=unit_begin,
        entry_begin=entry_begin,
        like=asked.likeness[:, asked.column[token]],
        once=once,
        times=times[once],
        owner=np.repeat(np.arange(len(chosen)), _counts(once_begin, len(once))),
        once_begin=once_begin,
    )


def features(
    asked: Asked, context: Asked | None, posts: Postings, chosen: Array, strength: Array
) -> Array:
    """Return float32[candidates, NAMES].

    Args:
        asked: the question.
        context: what was said before, or None.
        posts: the entries of the image.
        chosen: the numbers of the candidates.
        strength: float32[terms, candidates] of the first stage.
    """
    import numpy as np

    table = np.zeros((len(NAMES), len(chosen)), np.float32)
    if not len(chosen) or not len(asked.words):
        return table.T
    entries = read(asked, posts, chosen)
    found = _by_words(asked, posts, entries) | _by_letters(asked, posts, entries)
    found["words"] = _weighted(_shares(asked.weight), strength)
    found["phrases"] = _phrases(asked, entries)
    if context is not None and len(context.words):
        seen = context.likeness[:, context.column[entries.token]]
        seen = np.maximum.reduceat(seen, entries.entry_begin, axis=1)
        found["context"] = _weighted(_shares(context.weight), seen)
    if asked.is_opinion:
        found["opinion"] = posts.opinion[chosen] / np.float32(255)
    for row, name in enumerate(NAMES):
        if name in found:
            table[row] = found[name]
    return table.T


def _by_words(asked: Asked, posts: Postings, entries: Read) -> dict[str, Array]:
    import numpy as np

    weight, role = _shares(asked.weight), _shares(np.where(asked.role > 0.5, asked.role, 0))
    begins, like = entries.unit_begin, entries.like
    per_unit = np.maximum.reduceat(like, entries.token_begin, axis=1)
    per_entry = np.maximum.reduceat(per_unit, begins, axis=1)
    rarity = np.log(1 + (posts.size + 15) / (posts.spread[entries.token] + 1.0)).astype(np.float32)
    best = like.max(0)
    cover = _weighted(weight, per_unit)
    whole = np.add.reduceat(rarity, entries.token_begin)
    alike = np.sqrt(cover * np.add.reduceat(best * rarity, entries.token_begin) / whole)
    n_words = _counts(entries.token_begin, len(entries.token))
    plain = np.sqrt(per_unit.mean(0) * np.add.reduceat(best, entries.token_begin) / n_words)
    two = np.array(per_unit)
    two[:, :-1] = np.maximum(two[:, :-1], per_unit[:, 1:])
    two[:, begins[1:] - 1] = per_unit[:, begins[1:] - 1]
    n_units = _counts(begins, len(entries.kind))
    often = np.add.reduceat(per_unit, begins, axis=1) / n_units

    def top(values: Array) -> Array:
        highest: Array = np.maximum.reduceat(values, begins)
        return highest

    topic = _shares(asked.topic)
    return {
        "topic": _weighted(topic, per_entry),
        "topic_unit": top(_weighted(topic, per_unit)),
        "topic_share": _weighted(topic, np.sqrt(often)),
        "cover": _weighted(weight, per_entry),
        "exact": _weighted(weight, (per_entry >= _NEARLY).astype(np.float32)),
        "content": _weighted(role, per_entry),
        "unit": top(cover),
        "unit_content": top(_weighted(role, per_unit)),
        "window": top(_weighted(weight, two)),
        "unit_like": top(alike),
        "second": _second(alike, begins),
        "plain": top(plain),
        "votes": _votes(np.where(entries.kind == WAY, alike, 0), begins),
        "title": top(np.where(entries.kind == TITLE, alike, 0)),
        "share": _weighted(weight, np.sqrt(often)),
        "core": _core(entries, best, rarity, n_units),
    }


def _core(entries: Read, best: Array, rarity: Array, n_units: Array) -> Array:
    import numpy as np

    often = np.minimum(1, entries.times / n_units[entries.owner])
    core = rarity[entries.once] * often**2
    named: Array = np.add.reduceat(core * best[entries.once], entries.once_begin)
    return named / np.add.reduceat(core, entries.once_begin)


def _by_letters(asked: Asked, posts: Postings, entries: Read) -> dict[str, Array]:
    import numpy as np

    if not asked.letters_norm:
        return {}
    once, begins = entries.once, entries.once_begin
    letters = np.zeros(asked.shared.shape[1], np.float32)
    for role, row in zip(asked.role, asked.shared, strict=True):
        letters += role * row
    letters = letters[entries.token]
    mass = posts.norm[entries.token] ** 2
    units = _cosine(letters, mass, asked.letters_norm, entries.token_begin)
    return {
        "letters": _cosine(letters[once], mass[once], asked.letters_norm, begins),
        "unit_letters": np.maximum.reduceat(units, entries.unit_begin),
    }


def _votes(alike: Array, begins: Array) -> Array:
    """Return each entry's share of the likest of all units; what does not vote is 0."""
    import numpy as np

    if len(alike) > _VOTERS:
        alike = np.where(alike >= np.partition(alike, -_VOTERS)[-_VOTERS], alike, 0)
    votes: Array = np.add.reduceat(alike, begins)
    return votes / max(_TINY, float(votes.sum()))


def closeness(posts: Postings, first: int, second: int) -> tuple[float, float]:
    """Return how alike the units of an entry are to those of another, and among themselves, 0-1.

    Where two entries are about the same, a question fits one hardly better than the other.
    """
    import numpy as np

    unit, unit_begin = _spans(posts.entry_at, np.array([first, second]), len(posts.unit_kind))
    mine, other = np.arange(len(unit))[: unit_begin[1]][:_MOST_UNITS], unit_begin[1]
    kept = np.concatenate([mine, np.arange(other, len(unit))[:_MOST_UNITS]])
    place, begin = _spans(posts.unit_at, unit[kept], len(posts.token))
    words, column = np.unique(posts.token[place], return_inverse=True)
    row = np.repeat(np.arange(len(kept)), _counts(begin, len(place)))
    table = np.zeros((len(kept), len(words)))
    table[row, column] = np.log((posts.size + 1) / posts.spread[words][column])
    table /= np.maximum(_TINY, np.sqrt((table**2).sum(1, keepdims=True)))
    own = table[: len(mine)]
    rival = (own[:, None, :] * table[None, len(mine) :, :]).sum(2).max(1).mean()
    among = (own[:, None, :] * own[None, :, :]).sum(2)
    np.fill_diagonal(among, 0)
    return float(rival), float(among.max(1).mean())


def _phrases(asked: Asked, entries: Read) -> Array:
    """Return the share of neighbouring terms that stand together, at most one word between."""
    import numpy as np

    like, ends = entries.like, entries.token_begin[1:]
    pairs = [(a, b) for a, b in pairwise(asked.order) if a != b]
    if not pairs or like.shape[1] < 3:
        return np.zeros(len(entries.unit_begin), np.float32)
    left, right = np.array([a for a, _ in pairs]), np.array([b for _, b in pairs])
    after, beyond = np.zeros_like(like), np.zeros_like(like)
    after[:, :-1] = like[:, 1:]
    beyond[:, :-2] = 0.7 * like[:, 2:]
    # What lies in the next unit is no neighbour.
    after[:, ends - 1] = 0
    beyond[:, ends - 1] = 0
    beyond[:, np.maximum(ends - 2, 0)] = 0
    near = np.minimum(like[left], np.maximum(after, beyond)[right])
    best = np.maximum.reduceat(near, entries.entry_begin, axis=1)
    return _weighted(_shares(np.sqrt(asked.weight[left] * asked.weight[right])), best)


def _spans(starts: Array, rows: Array, size: int) -> tuple[Array, Array]:
    """Return the places that some rows of a flat table cover, and where each row begins."""
    import numpy as np

    places, counts = ranges(starts, rows, size)
    return places, np.cumsum(counts) - counts


def _counts(begins: Array, total: int) -> Array:
    import numpy as np

    counts: Array = np.diff(np.append(begins, total))
    return counts


def _shares(weight: Array) -> Array:
    shares: Array = weight / max(_TINY, float(weight.sum()))
    return shares


def _weighted(weight: Array, rows: Array) -> Array:
    total: Array = (weight[:, None] * rows).sum(0)
    return total


def _second(values: Array, begins: Array) -> Array:
    """Return the second highest value of each row, the highest where there is only one."""
    import numpy as np

    best = np.maximum.reduceat(values, begins)
    rest = np.where(values == np.repeat(best, _counts(begins, len(values))), -1, values)
    second = np.maximum.reduceat(rest, begins)
    return np.where(second < 0, best, second)


def _cosine(letters: Array, mass: Array, norm: float, begins: Array) -> Array:
    """Return the cosine of letter sequences; words are taken to share none with each other."""
    import numpy as np

    own = np.sqrt(np.maximum(np.add.reduceat(mass, begins), _TINY))
    cosine: Array = np.add.reduceat(letters, begins) / (own * norm)
    return np.minimum(1.0, cosine)
