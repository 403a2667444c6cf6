"""Inverts the words of entries: for each word its entries, and what it tells about them.

Works through the entries in blocks, so that memory grows with the size of the result and not with
the number of words read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

# The kinds of units.
TITLE, WAY, SENTENCE = 0, 1, 2
# BM25: how soon repetition stops counting, and how much length counts.
K1, B = 1.2, 0.6
_TITLE_WEIGHT = 2.0
_TOPIC_PRIOR = 4.0
_BLOCK_TOKENS = 500_000


@dataclass(slots=True)
class Block:
    """Some entries: of each token its word, entry and unit (all counted from 0 in the index)."""

    first: int
    word: Array
    entry: Array
    unit: Array
    weight: Array


def _blocks(parts: Mapping[str, Array]) -> Iterator[Block]:
    import numpy as np

    entry_at, unit_at = parts["entry_at"].astype(np.int64), parts["unit_at"].astype(np.int64)
    token_at = unit_at[entry_at]
    begin = 0
    while begin < len(entry_at) - 1:
        wanted = np.searchsorted(token_at, token_at[begin] + _BLOCK_TOKENS)
        end = min(len(entry_at) - 1, max(begin + 1, int(wanted)))
        units = np.arange(entry_at[begin], entry_at[end])
        lengths: Array = unit_at[units + 1] - unit_at[units]
        unit = np.repeat(units, lengths)
        first, last = int(token_at[begin]), int(token_at[end])
        begin = end
        if not len(units):
            continue
        yield Block(
            first=first,
            word=parts["token"][first:last].astype(np.int64),
            entry=np.searchsorted(entry_at, unit, "right") - 1,
            unit=unit,
            weight=np.where(parts["unit_kind"][unit] == TITLE, _TITLE_WEIGHT, 1.0),
        )


def inverted(parts: Mapping[str, Array], n_words: int) -> dict[str, Array]:
    """Return the postings and what is counted along with them.

    ``post_entry`` and ``post_weight`` (0-255 for 0-1), word by word from ``post_at`` on;
    ``word_entries``: in how many entries a word is; ``word_topic``: how surely two units that share
    it are of one entry, 0-255 for 0-1; ``token_times``: how often a word stands in its entry, at
    the first time it does there, and 0 at the others.
    """
    import numpy as np

    n_entries = max(1, len(parts["entry_at"]) - 1)
    length = np.zeros(n_entries)
    same, units = np.zeros(n_words), np.zeros(n_words)
    repeated = np.zeros(len(parts["token"]), np.uint8)
    none = np.zeros(0, np.uint32)
    words, owners, often = [none], [none], [np.zeros(0, np.float32)]
    for block in _blocks(parts):
        pair, first, place, count = np.unique(
            block.word * n_entries + block.entry,
            return_index=True,
            return_inverse=True,
            return_counts=True,
        )
        repeated[block.first + first] = np.minimum(255, count)
        length += np.bincount(block.entry, block.weight, n_entries)
        words.append((pair // n_entries).astype(np.uint32))
        owners.append((pair % n_entries).astype(np.uint32))
        often.append(np.bincount(place, block.weight).astype(np.float32))
        more_same, more_units = _shared(block, n_words, n_entries)
        same, units = same + more_same, units + more_units
    word, owner = np.concatenate(words), np.concatenate(owners)
    times = np.concatenate(often)
    # Blocks follow each other, so entries of one word stay in their order.
    order = np.argsort(word, kind="stable")
    owner, times = owner[order], times[order]
    usual_length = max(1.0, float(length.mean()))
    share = times / (times + K1 * (1 - B + B * length[owner] / usual_length))
    spread = np.bincount(word, minlength=n_words)
    return {
        "post_at": np.concatenate([[0], np.cumsum(spread)]).astype(np.uint32),
        "post_entry": owner,
        "post_weight": np.maximum(1, np.round(share * 255)).astype(np.uint8),
        "word_entries": spread.astype(np.uint32),
        "word_topic": _topics(same, units),
        "token_times": repeated,
    }


def _shared(block: Block, n_words: int, n_entries: int) -> tuple[Array, Array]:
    """Return for each word in how many pairs of units of one entry it is, and in how many units."""
    import numpy as np

    first, n_units = int(block.unit[0]), int(block.unit[-1] - block.unit[0]) + 1
    pair = np.unique(block.word * n_units + (block.unit - first))
    entry_of = np.zeros(n_units, np.int64)
    entry_of[block.unit - first] = block.entry
    word = pair // n_units
    of_entry, count = np.unique(word * n_entries + entry_of[pair % n_units], return_counts=True)
    same = np.bincount(of_entry // n_entries, count * (count - 1.0), n_words)
    return same, np.bincount(word, minlength=n_words)


def _topics(same: Array, units: Array) -> Array:
    """Return how surely units that share a word are of one entry.

    A rare word may be rare by chance; one that comes again and again in the same entries is what
    these are about.
    """
    import numpy as np

    pairs = units * (units - 1.0)
    known = pairs > 0
    usual = float((same[known] / pairs[known]).mean()) if known.any() else 0.0
    sure = (same + _TOPIC_PRIOR * usual) / (pairs + _TOPIC_PRIOR)
    return np.round(sure * 255).astype(np.uint8)
