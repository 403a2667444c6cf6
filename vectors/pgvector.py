"""Vectors in Postgres, by the extension pgvector (the database must have it).

Two tables for each length of vector, made when the first one comes: ``knowledge_vectors_<dim>``
with part and vector, ``knowledge_vector_keys_<dim>`` with the key and 1-bit code of each row. A
search reads its part by a btree and sorts: exact. No HNSW: it finds neighbours of everybody and
filters by part afterwards, and of a small part it finds next to nothing.

Why two tables: codes are read alone (``coarse``), a thirtieth of the bytes. Vectors lie in their
row as long as one fits into a page of 8 kB: out of line, the usual place for what is over 2 kB, a
scan of 20,000 rows of 1,536 dimensions takes 155 ms instead of 58 (same run).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from vectors.base import Near, Tx
from vectors.unit import checked_query, checked_rows, code_bytes, codes_of, sized

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vectors.base import Floats

# 4 bytes a dimension; the rest of the page is for the part's name and what Postgres needs.
_MAX_IN_ROW = 1900
# Any number will do, as long as nothing else in the database locks it.
_MAKING_LOCK = 7_316_548_221

_MAKE = (
    """
CREATE TABLE knowledge_vector_keys_DIM (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, part TEXT NOT NULL, key TEXT NOT NULL,
  code BYTEA NOT NULL, UNIQUE (part, key))
""",
    """
CREATE TABLE knowledge_vectors_DIM (
  id BIGINT PRIMARY KEY REFERENCES knowledge_vector_keys_DIM ON DELETE CASCADE,
  part TEXT NOT NULL, embedding vector(:dimensions) NOT NULL)
""",
    # Not to be moved out of the row because the vector in it is large.
    "ALTER TABLE knowledge_vectors_DIM ALTER part SET STORAGE MAIN",
    "CREATE INDEX ON knowledge_vectors_DIM (part)",
)
_IN_ROW = "ALTER TABLE knowledge_vectors_DIM ALTER embedding SET STORAGE PLAIN"
_PUT = """
WITH row AS (
  INSERT INTO knowledge_vector_keys_DIM (part, key, code) VALUES (:part, :key, :code)
  ON CONFLICT (part, key) DO UPDATE SET code = excluded.code RETURNING id)
INSERT INTO knowledge_vectors_DIM (id, part, embedding) SELECT id, :part, :vector FROM row
ON CONFLICT (id) DO UPDATE SET embedding = excluded.embedding
"""
# <#> is the negative inner product, which for vectors of length 1 is the negative cosine.
_SEARCH = """
SELECT k.key, v.distance
  FROM (SELECT id, embedding <#> :vector AS distance FROM knowledge_vectors_DIM
         WHERE part = :part ORDER BY distance, id LIMIT :k) AS v
  JOIN knowledge_vector_keys_DIM AS k ON k.id = v.id
"""
_NEAR = """
SELECT k.key, v.distance
  FROM (SELECT id, embedding <#> :vector AS distance FROM knowledge_vectors_DIM
         WHERE id = ANY (:ids) AND part = :part ORDER BY distance, id LIMIT :k) AS v
  JOIN knowledge_vector_keys_DIM AS k ON k.id = v.id
"""


class PgVectorStore:
    """Keeps unit vectors in Postgres; see ``base.VectorStore`` and ``coarse.CodedStore``."""

    def put(self, tx: Tx, part: str, keys: Sequence[str], vectors: Floats) -> None:
        """Insert or replace rows; ``vectors`` is float32[n, dim], rows of length 1.

        Raises:
            ValueError: the shape does not fit, or a row is not finite or not of length 1.
        """
        rows = checked_rows(keys, vectors)
        if not len(rows):
            return
        dimensions = rows.shape[1]
        _make(tx, dimensions)
        put = sized(_PUT, dimensions)
        for key, row, code in zip(keys, rows, codes_of(rows), strict=True):
            tx.run(put, part=part, key=key, code=code.tobytes(), vector=_text(row))

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
        return _nearest(tx.all(sql, part=part, vector=_text(query), k=k))

    def near(self, tx: Tx, part: str, vector: Floats, ids: Sequence[int], k: int) -> list[Near]:
        """Return the nearest among some rows, by their ids; never one of another part.

        Raises:
            ValueError: as ``search``.
        """
        query = checked_query(vector, k)
        if not _exists(tx, len(query)):
            return []
        sql = sized(_NEAR, len(query))
        return _nearest(tx.all(sql, part=part, vector=_text(query), ids=list(ids), k=k))

    def delete(self, tx: Tx, part: str, dimensions: int, keys: Sequence[str] | None = None) -> int:
        """Delete some keys of a part, or with None the whole part; return how many went."""
        if not _exists(tx, dimensions):
            return 0
        sql = sized("DELETE FROM knowledge_vector_keys_DIM WHERE part = :part", dimensions)
        if keys is None:
            return tx.run(sql, part=part)
        return tx.run(sql + " AND key = ANY (:keys)", part=part, keys=list(keys))


def _exists(tx: Tx, dimensions: int) -> bool:
    # Not to_regclass: it answers from a cache that may not know yet what another has just made.
    sql = """
    SELECT 1 AS yes FROM pg_catalog.pg_tables
     WHERE tablename = 'knowledge_vectors_DIM' AND schemaname = ANY (current_schemas(false))
    """
    return tx.one(sized(sql, dimensions)) is not None


def _make(tx: Tx, dimensions: int) -> None:
    """Make the tables unless they are there; others who want them at the same time wait."""
    if _exists(tx, dimensions):
        return
    tx.one("SELECT pg_advisory_xact_lock(:lock)", lock=_MAKING_LOCK)
    if _exists(tx, dimensions):
        return
    in_row = (_IN_ROW,) if dimensions <= _MAX_IN_ROW else ()
    for sql in (*_MAKE, *in_row):
        tx.run(sized(sql.replace(":dimensions", str(dimensions)), dimensions))


def _text(row: Floats) -> str:
    """Return a vector as pgvector reads it; nine digits give the same float32 again."""
    numbers = ("%.9g," * len(row))[:-1] % tuple(row.tolist())
    return f"[{numbers}]"


def _nearest(rows: Sequence[Any]) -> list[Near]:
    found = [Near(row["key"], -float(row["distance"])) for row in rows]
    return sorted(found, key=lambda near: (-near.cosine, near.key))
