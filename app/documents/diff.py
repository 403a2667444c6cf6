"""What is different between two versions of a page, as somebody can review it.

Paragraphs are compared first, by ``difflib``; a paragraph that became another keeps its place and
shows its changed words. Paragraphs that stay are left out, but for one on each side of a change.
The result is bounded in work and size, and ``is_cut`` says so where something was left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from vectors.chunking import Section

MAX_CHANGES = 200
MAX_CHARACTERS = 1_500
# What keeps the work small, whatever the texts are: difflib's grows with the square of what is
# equal on both sides, so a paragraph counts three times at most, and words of a paragraph are
# compared only while few pairs of them are equal.
_MAX_PARAGRAPHS, _MAX_REPEATS = 1_000, 3
_MAX_PAIRS, _ALL_PAIRS = 10_000, 200_000
_SAME_FROM, _LOOKED_AT = 0.5, 8
_CONTEXT = 300
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


class Kind(StrEnum):
    """What happened to a paragraph; ``same`` is shown around changes."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    SAME = "same"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words: ``same``, ``added`` or ``removed``."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph. ``words`` are its runs in reading order; a ``gap`` has none."""

    kind: Kind
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Diff:
    """The changes in reading order; counts are of paragraphs, of the whole text.

    ``is_cut``: there is more than is shown.
    """

    changes: tuple[Change, ...] = ()
    added: int = 0
    removed: int = 0
    changed: int = 0
    is_cut: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is different."""
        return not (self.added or self.removed or self.changed)


def text_of(sections: Iterable[Section]) -> str:
    """Return sections as text to be compared: headings and paragraphs, an empty line between.

    A heading is told once, where it changes.
    """
    parts: list[str] = []
    above: tuple[str, ...] = ()
    for section in sections:
        shared = 0
        while shared < min(len(above), len(section.heading)) and (
            above[shared] == section.heading[shared]
        ):
            shared += 1
        parts += [*section.heading[shared:], section.text]
        above = section.heading
    return "\n\n".join(part for part in parts if part)


def compare(old: str, new: str) -> Diff:
    """Return what is different between two texts; paragraphs are parted by empty lines."""
    before, is_cut_before = _paragraphs(old)
    after, is_cut_after = _paragraphs(new)
    changes: list[Change] = []
    comparison = _Comparison()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            changes += [_whole(Kind.SAME, text) for text in before[i:i_end]]
        else:
            changes += comparison.replaced(before[i:i_end], after[j:j_end])
    counts = {kind: sum(change.kind is kind for change in changes) for kind in Kind}
    shown = _around(changes)
    return Diff(
        tuple(shown[:MAX_CHANGES]),
        counts[Kind.ADDED],
        counts[Kind.REMOVED],
        counts[Kind.CHANGED],
        is_cut_before or is_cut_after or len(shown) > MAX_CHANGES,
    )


def _paragraphs(text: str) -> tuple[list[str], bool]:
    found: list[str] = []
    seen: Counter[str] = Counter()
    for part in text.split("\n\n"):
        paragraph = " ".join(part.split())
        seen[paragraph] += 1
        if paragraph and seen[paragraph] <= _MAX_REPEATS:
            found.append(paragraph)
    return found[:_MAX_PARAGRAPHS], len(found) > _MAX_PARAGRAPHS


class _Comparison:
    """The paragraphs that are not the same; the word pairs still to be compared are counted."""

    def __init__(self) -> None:
        self._pairs_left = _ALL_PAIRS

    def replaced(self, removed: Sequence[str], added: Sequence[str]) -> Iterator[Change]:
        """Pair paragraphs that became another, in order; the others went or came."""
        waiting = [(text, Counter(text.split())) for text in added]
        for text in removed:
            words = Counter(text.split())
            likes = [_likeness(words, other) for _, other in waiting[:_LOOKED_AT]]
            best = max(likes, default=0.0)
            if best < _SAME_FROM:
                yield _whole(Kind.REMOVED, text)
                continue
            partner = likes.index(best)
            yield from (_whole(Kind.ADDED, other) for other, _ in waiting[:partner])
            yield Change(Kind.CHANGED, self._marked(text, waiting[partner][0]))
            del waiting[: partner + 1]
        yield from (_whole(Kind.ADDED, other) for other, _ in waiting)

    def _marked(self, text: str, other: str) -> tuple[Words, ...]:
        """Return the words of a changed paragraph, each run marked."""
        ours, theirs = _WORDS.findall(text), _WORDS.findall(other)
        counted = Counter(word for word in ours if not word.isspace())
        pairs = sum(counted[word] for word in theirs)
        if pairs > min(_MAX_PAIRS, self._pairs_left):
            start = _first_difference(text, other)
            return (
                Words(Kind.REMOVED, _short(text, start)),
                Words(Kind.ADDED, _short(other, start)),
            )
        self._pairs_left -= pairs
        runs: list[Words] = []
        matcher = SequenceMatcher(str.isspace, ours, theirs, autojunk=False)
        for tag, i, i_end, j, j_end in matcher.get_opcodes():
            if tag == "equal":
                runs.append(Words(Kind.SAME, _without_middle("".join(ours[i:i_end]))))
                continue
            runs += [Words(Kind.REMOVED, _short("".join(ours[i:i_end])))] if i_end > i else []
            runs += [Words(Kind.ADDED, _short("".join(theirs[j:j_end])))] if j_end > j else []
        return tuple(runs)


def _likeness(words: Counter[str], others: Counter[str]) -> float:
    """Return the share of words two paragraphs have in common, 0-1, in whatever order."""
    total = words.total() + others.total()
    return 2 * (words & others).total() / total if total else 0.0


def _whole(kind: Kind, text: str) -> Change:
    return Change(kind, (Words(kind, _short(text)),))


def _short(text: str, start: int = 0) -> str:
    cut = ("…" if start else "") + text[start:]
    return cut if len(cut) <= MAX_CHARACTERS else cut[: MAX_CHARACTERS - 1] + "…"


def _first_difference(text: str, other: str) -> int:
    """Return where to begin so that the first difference is seen with some words before it."""
    pairs = enumerate(zip(text, other, strict=False))
    shared = next((place for place, (ours, theirs) in pairs if ours != theirs), 0)
    return text.rfind(" ", 0, max(shared - _CONTEXT, 0)) + 1


def _without_middle(text: str) -> str:
    if len(text) <= MAX_CHARACTERS:
        return text
    return f"{text[:_CONTEXT]} … {text[-_CONTEXT:]}"


def _around(changes: Sequence[Change]) -> list[Change]:
    """Return the changes with a neighbour on each side, and a gap for what stays between."""
    keep = {
        near
        for place, change in enumerate(changes)
        if change.kind is not Kind.SAME
        for near in (place - 1, place, place + 1)
    }
    shown: list[Change] = []
    for place, change in enumerate(changes):
        if place in keep:
            shown.append(change)
        elif not shown or shown[-1].kind is not Kind.GAP:
            shown.append(Change(Kind.GAP))
    return shown if any(change.kind is not Kind.GAP for change in shown) else []
