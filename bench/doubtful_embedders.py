"""Embedders that must not make the search worse: one that knows only English, one that fails."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Sequence

import numpy as np

from vectors.analysis import guess, language, tokens
from vectors.base import Embedded, EmbedderUnavailable, Entry, Query

_DIMENSIONS = 384


class HashedEnglish:
    """Adds up a fixed random direction for each stem and letter sequence; declared for English.

    A stand-in for a small model: it needs no weights, and on other languages it is as useless.
    """

    name = "hashed-english"
    dimensions = _DIMENSIONS
    languages = frozenset({"en"})

    def __init__(self) -> None:
        self._directions: dict[str, np.ndarray] = {}

    async def embed(self, texts: Sequence[str]) -> Embedded:
        """Return the vectors of some texts."""
        vectors = np.zeros((len(texts), _DIMENSIONS), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in tokens(text):
                row += self._direction(language("en").stems(word)[0])
                padded = f"<{word}>"
                for begin in range(len(padded) - 3):
                    row += 0.3 * self._direction("~" + padded[begin : begin + 4])
        lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return Embedded(vectors / lengths, 0)

    def _direction(self, part: str) -> np.ndarray:
        if part not in self._directions:
            rng = np.random.default_rng(zlib.crc32(part.encode("utf-8", "replace")))
            self._directions[part] = rng.standard_normal(_DIMENSIONS, dtype=np.float32)
        return self._directions[part]


class Failing(HashedEnglish):
    """Was there when the index was made and does not answer now."""

    name = "failing"
    languages = frozenset({"en", "es", "ar"})

    async def embed(self, texts: Sequence[str]) -> Embedded:
        """Fail.

        Raises:
            EmbedderUnavailable: always.
        """
        raise EmbedderUnavailable("no answer")


class Meanings:
    """The vectors of one tenant's entries, searched exactly."""

    def __init__(self, embedder: HashedEnglish, entries: Sequence[Entry]) -> None:
        self._embedder = embedder
        served = [entry for entry in entries if entry.language in embedder.languages]
        self._keys = [entry.key for entry in served]
        texts = [" ".join((e.title, *e.ways, e.text)) for e in served]
        # What fails when asked did not fail when the index was made.
        self._vectors = asyncio.run(HashedEnglish.embed(embedder, texts)).vectors

    def near(self, query: Query, k: int = 50) -> dict[str, float] | None:
        """Return the nearest keys with their cosines, None where the embedder has no say."""
        code = query.language or guess(query.text)
        if code not in self._embedder.languages or not self._keys:
            return None
        try:
            vector = asyncio.run(self._embedder.embed([query.text])).vectors[0]
        except EmbedderUnavailable:
            return None
        cosines = self._vectors @ vector
        best = np.argsort(-cosines, kind="stable")[:k]
        return {self._keys[place]: float(cosines[place]) for place in best}
