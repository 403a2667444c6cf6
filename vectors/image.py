"""The index of one tenant: a file that is built from the rows and can be built again at any time.

``build`` writes it beside and renames it; ``Image`` maps it and answers questions. An image is
read-only, its answers depend on nothing but its bytes, and any number of threads may ask at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vectors import asking, describe, fuse, rank
from vectors.arrays import Arrays, ImageDamaged, write
from vectors.base import Entry, Found, Query
from vectors.building import VERSION, arrays_of, hash_of
from vectors.words import Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

__all__ = ["Image", "ImageDamaged", "build"]

_CONTEXT_LETTERS = 600
# A word is shown as met from this likeness on, unless it says little.
_MEETS, _SAYS = 0.3, 0.2


def build(entries: Iterable[Entry], path: Path) -> None:
    """Write the image of some entries; the file appears whole or not at all.

    Their order decides between equal scores. The same entries give the same bytes.
    """
    arrays, notes = arrays_of(entries)
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, arrays, notes)


class Image:
    """An index that was opened; safe to search from several threads."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self.size = int(arrays.notes["size"])
        self._ways = float(arrays.notes["ways"])
        self._languages: list[str] = arrays.notes["languages"]
        self._groups: list[str] = arrays.notes["groups"]
        self._ids, self._id_at = arrays["id_text"], arrays["id_text_at"]
        self._words = Words(arrays)
        self._posts = rank.Postings(arrays)

    @classmethod
    def open(cls, path: Path) -> Image:
        """Map an image; nothing but its header is read.

        Raises:
            ImageDamaged: it was cut or changed, or is of another version: build it again.
            FileNotFoundError: it is not there.
        """
        try:
            arrays = Arrays(path)
            if arrays.notes["version"] != VERSION:
                raise ImageDamaged(f"{path.name} is of version {arrays.notes['version']}")
            return cls(arrays)
        except (KeyError, TypeError, ValueError) as error:
            raise ImageDamaged(f"{path.name} cannot be read: {error!r}") from error

    def verify(self) -> None:
        """Read the whole file and compare its checksum.

        Raises:
            ImageDamaged: it was changed.
        """
        self._arrays.verify()

    def keys(self) -> frozenset[str]:
        """Return the content keys of the entries."""
        texts, at = self._arrays["key_text"], self._arrays["key_text_at"]
        return frozenset(self._text(texts, at, number) for number in range(self.size))

    def search(
        self,
        query: Query,
        k: int = 10,
        groups: frozenset[str] | None = None,
        dense: Mapping[str, float] | None = None,
    ) -> Found:
        """Return what answers a question.

        Args:
            query: what was asked, and what was said before.
            k: how many hits at most.
            groups: only entries of these groups; None for all.
            dense: content key to cosine, of what a vector search found; only for entries whose
                language the embedder serves.

        Raises:
            ImageDamaged: the file was changed: build it again.
        """
        import numpy as np

        try:
            # A figure that is none comes from a file that was changed, never from a question.
            with np.errstate(all="raise", under="ignore"):
                measured = self.measure(query, groups, dense)
                return fuse.found(measured, self.name, self.met, self.closeness, k)
        except (IndexError, ValueError, ArithmeticError) as error:
            raise ImageDamaged(f"the image cannot be read: {error!r}") from error

    def measure(
        self,
        query: Query,
        groups: frozenset[str] | None = None,
        dense: Mapping[str, float] | None = None,
    ) -> fuse.Measured:
        """Return the candidates with their features: what a score is made of, and fitted on."""
        import numpy as np

        asked = asking.read(query.text, query.language, self._words, self.size, self._languages)
        context = None
        if query.context:
            before = " ".join(query.context)[-_CONTEXT_LETTERS:]
            context = asking.read(before, asked.language, self._words, self.size, self._languages)
        strength = rank.found(asked, self._posts)
        score = (asked.weight[:, None] * strength).sum(0)
        allowed = self._allowed(groups)
        chosen = rank.candidates(score, allowed)
        near = self._near(dense or {}, allowed)
        more = [entry for entry in near if entry not in set(chosen.tolist())]
        chosen = np.append(chosen, np.array(more, chosen.dtype))
        return fuse.Measured(
            asked=asked,
            size=self.size,
            ways=self._ways,
            entries=chosen,
            features=describe.features(asked, context, self._posts, chosen, strength[:, chosen]),
            near=np.array([near.get(int(entry), 0.0) for entry in chosen], np.float32),
        )

    def _near(self, dense: Mapping[str, float], allowed: Array | None) -> dict[int, float]:
        """Return the entries a vector search found and how they stand out of it, 0-1."""
        import numpy as np

        if not dense:
            return {}
        table, entries = self._arrays["key_hash"], self._arrays["key_entry"]
        near = {}
        for key, worth in fuse.standing_out(dense).items():
            wanted = np.uint64(hash_of(key))
            begin, end = np.searchsorted(table, wanted), np.searchsorted(table, wanted, "right")
            for entry in entries[begin:end]:
                if self._has_words(int(entry)) and (allowed is None or allowed[entry]):
                    near[int(entry)] = worth
        return near

    def _has_words(self, number: int) -> bool:
        return bool(self._posts.entry_at[number + 1] > self._posts.entry_at[number])

    def closeness(self, first: int, second: int) -> tuple[float, float]:
        """Return how alike an entry is to another and in itself; see ``describe.closeness``."""
        return describe.closeness(self._posts, first, second)

    def name(self, number: int) -> str:
        """Return the id of an entry by its number."""
        return self._text(self._ids, self._id_at, number)

    def met(self, asked: asking.Asked, numbers: Sequence[int]) -> list[tuple[str, ...]]:
        """Return for some entries the words that the question met."""
        import numpy as np

        says = np.where(asked.role[:, None] > _SAYS, asked.likeness, 0).max(0) > _MEETS
        out = []
        for number in numbers:
            first = self._posts.unit_at[self._posts.entry_at[number]]
            last = self._posts.unit_at[self._posts.entry_at[number + 1]]
            column = asked.column[self._posts.token[first:last]]
            columns = sorted(set(column[says[column]].tolist()))
            out.append(tuple(self._words.spelt(int(asked.meant[c - 1])) for c in columns))
        return out

    def _allowed(self, groups: frozenset[str] | None) -> Array | None:
        import numpy as np

        if groups is None:
            return None
        wanted = [number for number, name in enumerate(self._groups) if name in groups]
        allowed: Array = np.isin(self._arrays["entry_group"], wanted)
        return allowed

    @staticmethod
    def _text(texts: Array, at: Array, number: int) -> str:
        return bytes(texts[at[number] : at[number + 1]]).decode("utf-8", "surrogatepass")
