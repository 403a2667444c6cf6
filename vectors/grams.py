"""Words as bags of letter sequences, so that forms, misspellings and dialects come near.

A word is put between edge marks and cut into all sequences of 3 to 5 letters; each is a 32-bit
hash. Two sequences with one hash are taken for the same: rare, and similarity is a hint anyway.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHORTEST, LONGEST = 3, 5


def hashes(words: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Return the hashes of all letter sequences and for each the place of its word in ``words``.

    Numbers have none: 1519 is not nearly 1518.
    """
    import numpy as np

    padded = "".join(f"<{word}>" if not word.isdigit() else "<>" for word in words)
    letters = np.frombuffer(padded.encode("utf-32-le", "replace"), "<u4").astype(np.uint32)
    lengths = np.fromiter(
        (len(word) + 2 if not word.isdigit() else 2 for word in words), np.int64, len(words)
    )
    owner = np.repeat(np.arange(len(words)), lengths)
    found: list[Any] = []
    owners: list[Any] = []
    rolled = letters
    for size in range(2, LONGEST + 1):
        if len(letters) < size:
            break
        # A polynomial hash that grows by one letter a step; overflow is meant.
        rolled = rolled[: len(letters) - size + 1] * np.uint32(0x01000193) ^ letters[size - 1 :]
        if size < SHORTEST:
            continue
        whole = owner[: len(rolled)] == owner[size - 1 :]
        found.append(_mixed(rolled[whole]))
        owners.append(owner[: len(rolled)][whole])
    if not found:
        return np.zeros(0, np.uint32), np.zeros(0, np.int64)
    return np.concatenate(found), np.concatenate(owners)


def _mixed(values: NDArray[np.uint32]) -> NDArray[np.uint32]:
    import numpy as np

    mixed = (values ^ (values >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    return mixed ^ (mixed >> np.uint32(13))
