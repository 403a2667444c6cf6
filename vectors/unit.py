"""Unit vectors: what every store checks before it keeps one, its table, and 1-bit codes.

A code has one bit a dimension, 1 where the number is above zero, in whole 8-byte words (zeros
behind the last dimension). Codes of two vectors differ in about ``angle / pi`` of their bits.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vectors.base import Floats

# What float32 arithmetic of any embedder stays within.
_TOLERANCE = 1e-3
# Of sqlite-vec, whose limits are the narrower ones (sqlite-vec 0.1.9, sqlite-vec.c: maximum
# dimensions of a column, and k of a search; seen 2026-11).
MAX_DIMENSIONS = 8192
MAX_K = 4096


def checked_rows(keys: Sequence[str], vectors: Floats) -> Floats:
    """Return the rows as little-endian float32[n, dim], one for each key.

    Raises:
        ValueError: the shape is another, or a row is not finite or not of length 1; names the row.
    """
    rows = np.ascontiguousarray(vectors, dtype="<f4")
    if rows.ndim != 2 or len(rows) != len(keys):
        raise ValueError(f"Vectors of shape {rows.shape} do not fit {len(keys)} keys.")
    check_dimensions(rows.shape[1])
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows, dtype=np.float64))
    # Not "any is wrong": a comparison with NaN is false.
    fits = np.abs(lengths - 1.0) <= _TOLERANCE
    if not fits.all():
        row = int(np.argmin(fits))
        raise ValueError(
            f"The vector of {keys[row]!r} has length {lengths[row]:.4g}; "
            "it must be finite and of length 1."
        )
    return rows


def checked_query(vector: Floats, k: int) -> Floats:
    """Return the vector of a search as little-endian float32[dim].

    Raises:
        ValueError: as ``checked_rows``, or k is not between 1 and 4,096.
    """
    if not 1 <= k <= MAX_K:
        raise ValueError(f"k is {k}; it must be between 1 and {MAX_K}.")
    row = np.ascontiguousarray(vector, dtype="<f4")
    if row.ndim != 1:
        raise ValueError(f"A search takes one vector, not shape {row.shape}.")
    checked: Floats = checked_rows(["the query"], row[np.newaxis])[0]
    return checked


def check_dimensions(dimensions: int) -> None:
    """Refuse what no store can keep.

    Raises:
        ValueError: fewer than 1 or more than 8,192 dimensions.
    """
    if not 1 <= dimensions <= MAX_DIMENSIONS:
        raise ValueError(
            f"Vectors of {dimensions} dimensions cannot be kept; 1 to {MAX_DIMENSIONS} can."
        )


def sized(sql: str, dimensions: int) -> str:
    """Return an SQL text for the tables of one length: ``_DIM`` becomes ``_<dimensions>``.

    A table's name cannot be bound; a number is all that ever gets into it.

    Raises:
        ValueError: as ``check_dimensions``.
    """
    check_dimensions(dimensions)
    return sql.replace("_DIM", f"_{int(dimensions)}")


def code_bytes(dimensions: int) -> int:
    """Return the size of a code."""
    return -(-dimensions // 64) * 8


def codes_of(vectors: Floats) -> NDArray[np.uint8]:
    """Return the codes of float32[n, dim] as uint8[n, code_bytes(dim)]."""
    packed = np.packbits(vectors > 0, axis=1)
    codes = np.zeros((len(packed), code_bytes(vectors.shape[1])), np.uint8)
    codes[:, : packed.shape[1]] = packed
    return codes
