"""The vectors of one database as the product uses them: loaded when first needed.

numpy takes a tenth of a second and 25 MB that an installation without an embedder never needs.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from vectors.base import Tx

if TYPE_CHECKING:
    from vectors.base import Floats
    from vectors.coarse import CoarseSearch, CodedStore


class Finder:
    """Keeps and finds the vectors of an SQLite or a Postgres database."""

    def __init__(self, dialect: str) -> None:
        """Take ``sqlite`` or ``postgres``; its extension must be there when it is used."""
        self._dialect = dialect
        # Until then (monotonic seconds) the embedder of questions is left alone: it was silent.
        self.silent_until = 0.0

    @cached_property
    def _store(self) -> CodedStore:
        if self._dialect == "postgres":
            from vectors.pgvector import PgVectorStore

            return PgVectorStore()
        from vectors.sqlite_vec import SqliteVecStore

        return SqliteVecStore()

    @cached_property
    def _coarse(self) -> CoarseSearch:
        from vectors.coarse import CoarseSearch

        return CoarseSearch(self._store)

    def put(self, tx: Tx, part: str, keys: Sequence[str], vectors: Floats) -> None:
        """Insert or replace rows; see ``base.VectorStore``."""
        self._store.put(tx, part, keys, vectors)

    def keys(self, tx: Tx, part: str, dimensions: int) -> set[str]:
        """Return the keys a part holds."""
        return self._store.keys(tx, part, dimensions)

    def delete(self, tx: Tx, part: str, dimensions: int, keys: Sequence[str] | None = None) -> int:
        """Delete some keys of a part, or with None the whole part; return how many went."""
        return self._store.delete(tx, part, dimensions, keys)

    def nearest(
        self, tx: Tx, part: str, version: Hashable, vector: Floats, k: int
    ) -> dict[str, float]:
        """Return the cosines of the nearest by key; ``version`` changes whenever the part does."""
        return {one.key: one.cosine for one in self._coarse.search(tx, part, version, vector, k)}
