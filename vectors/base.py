"""What goes into the index, what is asked, what comes out; protocols of what can be swapped.

An ``Entry`` is one retrievable piece: a chunk of a document or a FAQ with its ways to ask. It is
identified by an opaque ``id``; ``key`` is the hash of its content, by which vectors are kept, so
that equal content is embedded once and a document can be exchanged without moving its vectors.

A score is a calibrated probability and means the same whatever holds the rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

# Below this probability of the best entry, nothing in the index answers the question.
ANSWERS_FROM = 0.25
# From here on an approved answer may be sent word for word with nobody looking.
CLEAR_FROM = 0.95


@dataclass(frozen=True, slots=True)
class Entry:
    """One retrievable piece.

    ``title`` is the heading path of a chunk or the question of a FAQ, ``ways`` further ways to ask
    the same, ``text`` the body or answer. ``language`` is a code or empty, ``group`` the part of
    the index it belongs to (a knowledge base), ``kind`` is ``passage`` or ``faq``.
    """

    id: str
    text: str
    title: str = ""
    ways: tuple[str, ...] = ()
    language: str = ""
    group: str = ""
    key: str = ""
    kind: str = "passage"


@dataclass(frozen=True, slots=True)
class Query:
    """A question. ``context`` are earlier words of the conversation, oldest first: what a
    follow-up such as "and the price?" leaves out. ``language`` is a code or empty (then guessed).
    """

    text: str
    language: str = ""
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found.

    ``score`` is the probability (0-1) that it answers the question; ``parts`` are the figures the
    score was made of, by name, each 0-1; ``words`` the words of the entry, folded, that matched.
    """

    id: str
    score: float
    parts: Mapping[str, float] = field(default_factory=dict)
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The outcome of a search.

    ``hits``: best first, at most k, empty when nothing is shared with the question at all.
    ``confidence`` is the calibrated probability (0-1) that the first hit is right, ``features``
    what it was computed from, ``language`` the language the query was read in.
    """

    hits: tuple[Hit, ...] = ()
    confidence: float = 0.0
    features: Mapping[str, float] = field(default_factory=dict)
    language: str = ""

    @property
    def is_answered(self) -> bool:
        """Tell whether anything here answers the question; the caller must respect a no."""
        return bool(self.hits) and self.confidence >= ANSWERS_FROM


class Tx(Protocol):
    """A connection inside one unit of work; SQL has ``:name`` parameters on every database."""

    def one(self, sql: str, **params: Any) -> Any:
        """Return the first row, readable by column name, or None."""
        ...

    def all(self, sql: str, **params: Any) -> list[Any]:
        """Return all rows."""
        ...

    def run(self, sql: str, **params: Any) -> int:
        """Execute and return the number of rows touched."""
        ...


@dataclass(frozen=True, slots=True)
class Near:
    """A vector that is near: its key and the cosine (-1 to 1)."""

    key: str
    cosine: float


class VectorStore(Protocol):
    """Keeps unit vectors of one database, partitioned before the search.

    ``part`` is an opaque name (a tenant and an embedder); a search reads nothing outside of it.
    """

    def put(self, tx: Tx, part: str, keys: Sequence[str], vectors: Floats) -> None:
        """Insert or replace rows; ``vectors`` is float32[n, dim], rows of length 1."""
        ...

    def keys(self, tx: Tx, part: str, dimensions: int) -> set[str]:
        """Return the keys a part holds."""
        ...

    def search(self, tx: Tx, part: str, vector: Floats, k: int) -> list[Near]:
        """Return the nearest to float32[dim], best first, at most k."""
        ...

    def delete(self, tx: Tx, part: str, dimensions: int, keys: Sequence[str] | None = None) -> int:
        """Delete some keys of a part, or with None the whole part; return how many went."""
        ...


@dataclass(frozen=True, slots=True)
class Embedded:
    """``vectors`` float32[n, dim] in the order of the texts, rows of length 1; ``tokens`` used."""

    vectors: Floats
    tokens: int


class Embedder(Protocol):
    """Turns texts into vectors.

    ``name`` and ``dimensions`` belong to the index; ``languages`` are those it is known to serve:
    for any other its vectors are not asked.
    """

    @property
    def name(self) -> str:
        """Return the model's name."""
        ...

    @property
    def dimensions(self) -> int:
        """Return the length of a vector."""
        ...

    @property
    def languages(self) -> frozenset[str]:
        """Return the language codes it is known to serve."""
        ...

    @property
    def microusd_per_1000_tokens(self) -> float:
        """Return the price."""
        ...

    async def embed(self, texts: Sequence[str]) -> Embedded:
        """Return the vectors of some texts.

        Raises:
            EmbedderUnavailable: it does not answer; keyword search goes on alone.
            EmbedderRefused: key, model or input is refused; an admin must look.
        """
        ...


class EmbedderUnavailable(Exception):
    """The embedder does not answer now. ``retry_after_s`` says when to ask again."""

    def __init__(self, message: str, retry_after_s: float = 30.0) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class EmbedderRefused(Exception):
    """The embedder refuses: the key, the model or the input is wrong."""
