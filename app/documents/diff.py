"""What is different between two versions of a page, as somebody can review it.

Paragraphs are compared first, by ``difflib``; a paragraph that became another keeps its place and
shows its changed words. Paragraphs that stay are left out, but for one on each side of a change.
The result is bounded in work and size, and ``is_cut`` says so where something was left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from vectors.chunking import Section

MAX_CHANGES = 200
MAX_CHARACTERS = 1_500
# Comparing takes time of the square of these; more is shown as removed and added as a whole.
_MAX_PARAGRAPHS = 2_000
_MAX_WORDS = 600
_SAME_FROM = 0.5
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
    for tag, i, i_end, j, j_end in _opcodes(before, after):
        if tag == "equal":
            changes += [_whole(Kind.SAME, text) for text in before[i:i_end]]
        else:
            changes += _replaced(before[i:i_end], after[j:j_end])
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
    found = [part for line in text.split("\n\n") if (part := " ".join(line.split()))]
    return found[:_MAX_PARAGRAPHS], len(found) > _MAX_PARAGRAPHS


def _opcodes(
    before: Sequence[str], after: Sequence[str]
) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()


def _replaced(removed: Sequence[str], added: Sequence[str]) -> Iterator[Change]:
    """Pair paragraphs that became another, in order; the others went or came."""
    waiting = list(added)
    for text in removed:
        partner = next(
            (place for place, other in enumerate(waiting[:20]) if _is_akin(text, other)), None
        )
        if partner is None:
            yield _whole(Kind.REMOVED, text)
            continue
        yield from (_whole(Kind.ADDED, other) for other in waiting[:partner])
        yield Change(Kind.CHANGED, _marked(text, waiting[partner]))
        del waiting[: partner + 1]
    yield from (_whole(Kind.ADDED, other) for other in waiting)


def _is_akin(text: str, other: str) -> bool:
    ours, theirs = text.split()[:_MAX_WORDS], other.split()[:_MAX_WORDS]
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return matcher.quick_ratio() >= _SAME_FROM and matcher.ratio() >= _SAME_FROM


def _marked(text: str, other: str) -> tuple[Words, ...]:
    """Return the words of a changed paragraph, each run marked."""
    ours, theirs = _WORDS.findall(text), _WORDS.findall(other)
    if max(len(ours), len(theirs)) > 2 * _MAX_WORDS:
        return (Words(Kind.REMOVED, _short(text)), Words(Kind.ADDED, _short(other)))
    runs: list[Words] = []
    matcher = SequenceMatcher(str.isspace, ours, theirs, autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            runs.append(Words(Kind.SAME, "".join(ours[i:i_end])))
            continue
        runs += [Words(Kind.REMOVED, "".join(ours[i:i_end]))] if i_end > i else []
        runs += [Words(Kind.ADDED, "".join(theirs[j:j_end]))] if j_end > j else []
    return tuple(runs)


def _whole(kind: Kind, text: str) -> Change:
    return Change(kind, (Words(kind, _short(text)),))


def _short(text: str) -> str:
    return text if len(text) <= MAX_CHARACTERS else text[: MAX_CHARACTERS - 1] + "…"


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
