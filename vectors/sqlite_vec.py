"""Vectors in SQLite, by the extension sqlite-vec (the connection must have it).

Two tables for each length of vector, made when the first one comes: ``knowledge_vectors_<dim>``
(vec0, partition key ``part``) and ``knowledge_vector_keys_<dim>`` with the key and 1-bit code of
each row. The search is by L2, whose order is that of the cosine: ``cosine = 1 - L2² / 2``.

Why a side table: vec0 has no index on other columns, so replacing and deleting by key would read
everything; and codes are read alone (``coarse``), a thirtieth of the bytes.
Why ``chunk_size=8``: a part wastes half a chunk on average, and a row in the middle of a chunk is
reached through a chain of pages. Measured at 1,536 dimensions and 100,000 rows: reading 320 rows
takes 4.4 ms, with 64 a chunk 16.4 ms; a scan takes the same, and the file grows by 0.9 %. The
default of 1,024 wastes ten times the data where parts are small.
A deleted row is overwritten with zeros and an emptied chunk is dropped (seen in sqlite-vec 0.1.9):
after VACUUM nothing of it is left.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from vectors.base import Near, Tx
from vectors.unit import checked_query, checked_rows, code_bytes, codes_of, sized

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vectors.base import Floats

_MAKE_VECTORS = """
CREATE VIRTUAL TABLE knowledge_vectors_DIM USING vec0(
  part TEXT partition key, embedding float[:dimensions], chunk_size=8)
"""
# An id is never used twice: codes in RAM must not come to mean another row.
_MAKE_KEYS = """
CREATE TABLE knowledge_vector_keys_DIM (
  id INTEGER PRIMARY KEY AUTOINCREMENT, part TEXT NOT NULL, key TEXT NOT NULL, code BLOB NOT NULL,
  UNIQUE (part, key))
"""
_SEARCH = """
SELECT k.key, v.distance
  FROM (SELECT rowid, distance FROM knowledge_vectors_DIM
         WHERE part = :part AND embedding MATCH :vector AND k = :k) AS v
  JOIN knowledge_vector_keys_DIM AS k ON k.id = v.rowid
"""
# CROSS JOIN keeps this order: with IN, SQLite would walk all rows of vec0, 24 ms for 100,000.
# Keys are looked up last, for k rows alone: a fifth less time.
_NEAR = """
SELECT k.key, v.distance
  FROM (SELECT v.rowid, vec_distance_L2(v.embedding, :vector) AS distance
          FROM json_each(:ids) AS wanted CROSS JOIN knowledge_vectors_DIM AS v
         WHERE v.rowid = wanted.value ORDER BY distance LIMIT :k) AS v
  JOIN knowledge_vector_keys_DIM AS k ON k.id = v.rowid AND k.part = :part
"""


class SqliteVecStore:
    """Keeps unit vectors in SQLite; see ``base.VectorStore`` and ``coarse.CodedStore``."""

    def put(self, tx: Tx, part: str, keys: Sequence[str], vectors: Floats) -> None:
        """Insert or replace rows; ``vectors`` is float32[n, dim], rows of length 1.

        Holds the one writer of SQLite for 50 µs a row: put some hundred at a time.

        Raises:
            ValueError: the shape does not fit, or a row is not finite or not of length 1.
        """
        rows = checked_rows(keys, vectors)
        if not len(rows):
            return
        dimensions = rows.shape[1]
        if not _exists(tx, dimensions):
            make = _MAKE_VECTORS.replace(":dimensions", str(dimensions))
            tx.run(sized(make, dimensions))
            tx.run(sized(_MAKE_KEYS, dimensions))
        known = _ids(tx, part, dimensions, keys)
        for key, row, code in zip(keys, rows, codes_of(rows), strict=True):
            if key in known:
                _replace(tx, dimensions, known[key], row.tobytes(), code.tobytes())
            else:
                known[key] = _insert(tx, dimensions, part, key, row.tobytes(), code.tobytes())

    def keys(self, tx: Tx, part: str, dimensions: int) -> set[str]:
        """Return the keys a part holds."""
        if not _exists(tx, dimensions):
            return set()
        sql = "SELECT key FROM knowledge_vector_keys_DIM WHERE part = :part"
        return {row["key"] for row in tx.all(sized(sql, dimensions), part=part)}

    def count(self, tx: Tx, part: str, dimensions: int) -> int:
        """Return how many rows a part holds."""
        if not _exists(tx, dimensions):
            return 0
        sql = "SELECT count(*) AS n FROM knowledge_vector_keys_DIM WHERE part = :part"
        return int(tx.one(sized(sql, dimensions), part=part)["n"])

    def codes(
        self, tx: Tx, part: str, dimensions: int
    ) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """Return the row ids and codes of a part: int64[n], uint8[n, code_bytes]."""
        rows: list[Any] = []
        if _exists(tx, dimensions):
            sql = "SELECT id, code FROM knowledge_vector_keys_DIM WHERE part = :part"
            rows = tx.all(sized(sql, dimensions), part=part)
        ids = np.fromiter((row["id"] for row in rows), np.int64, len(rows))
        joined = b"".join([row["code"] for row in rows])
        return ids, np.frombuffer(joined, np.uint8).reshape(len(rows), code_bytes(dimensions))

    def search(self, tx: Tx, part: str, vector: Floats, k: int) -> list[Near]:
        """Return the nearest to float32[dim], best first, at most k; reads the whole part.

        Raises:
            ValueError: the vector is not finite or not of length 1, or k not in 1 to 4,096.
        """
        query = checked_query(vector, k)
        if not _exists(tx, len(query)):
            return []
        sql = sized(_SEARCH, len(query))
        return _nearest(tx.all(sql, part=part, vector=query.tobytes(), k=k))

    def near(self, tx: Tx, part: str, vector: Floats, ids: Sequence[int], k: int) -> list[Near]:
        """Return the nearest among some rows, by their ids; never one of another part.

        Raises:
            ValueError: as ``search``.
        """
        query = checked_query(vector, k)
        if not _exists(tx, len(query)):
            return []
        # In order, for neighbours on disk.
        wanted = json.dumps(sorted(ids))
        sql = sized(_NEAR, len(query))
        return _nearest(tx.all(sql, part=part, vector=query.tobytes(), ids=wanted, k=k))

    def delete(self, tx: Tx, part: str, dimensions: int, keys: Sequence[str] | None = None) -> int:
        """Delete some keys of a part, or with None the whole part; return how many went.

        Holds the writer like ``put``: a large part is better deleted some hundred keys at a time.
        """
        if not _exists(tx, dimensions):
            return 0
        ids = _ids(tx, part, dimensions, keys)
        for row_id in ids.values():
            for sql in (
                "DELETE FROM knowledge_vectors_DIM WHERE rowid = :id",
                "DELETE FROM knowledge_vector_keys_DIM WHERE id = :id",
            ):
                tx.run(sized(sql, dimensions), id=row_id)
        return len(ids)


def _exists(tx: Tx, dimensions: int) -> bool:
    sql = "SELECT 1 AS yes FROM sqlite_master WHERE name = 'knowledge_vectors_DIM'"
    return tx.one(sized(sql, dimensions)) is not None


def _ids(tx: Tx, part: str, dimensions: int, keys: Sequence[str] | None) -> dict[str, int]:
    """Return the row ids of some keys, or of all, by key."""
    sql = sized("SELECT key, id FROM knowledge_vector_keys_DIM WHERE part = :part", dimensions)
    if keys is None:
        rows = tx.all(sql, part=part)
    else:
        sql += " AND key IN (SELECT value FROM json_each(:keys))"
        rows = tx.all(sql, part=part, keys=json.dumps(list(keys)))
    return {row["key"]: row["id"] for row in rows}


def _insert(tx: Tx, dimensions: int, part: str, key: str, vector: bytes, code: bytes) -> int:
    """Insert a row and return its id."""
    sql = """
    INSERT INTO knowledge_vector_keys_DIM (part, key, code) VALUES (:part, :key, :code)
    RETURNING id
    """
    row_id = int(tx.one(sized(sql, dimensions), part=part, key=key, code=code)["id"])
    sql = """
    INSERT INTO knowledge_vectors_DIM (rowid, part, embedding) VALUES (:id, :part, :vector)
    """
    tx.run(sized(sql, dimensions), id=row_id, part=part, vector=vector)
    return row_id


def _replace(tx: Tx, dimensions: int, row_id: int, vector: bytes, code: bytes) -> None:
    sql = "UPDATE knowledge_vectors_DIM SET embedding = :vector WHERE rowid = :id"
    tx.run(sized(sql, dimensions), id=row_id, vector=vector)
    sql = "UPDATE knowledge_vector_keys_DIM SET code = :code WHERE id = :id"
    tx.run(sized(sql, dimensions), id=row_id, code=code)


def _nearest(rows: Sequence[Any]) -> list[Near]:
    found = [Near(row["key"], 1.0 - row["distance"] ** 2 / 2.0) for row in rows]
    return sorted(found, key=lambda near: (-near.cosine, near.key))
