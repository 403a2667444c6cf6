"""What a search found, as it is shown: marked words, the parts of each score, a reason each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.knowledge import Passage, Retrieved, Scored
from app.flows.explain import explain
from app.routes.pages.knowledge.words import SCORE_WORDS, WHY_WORDS
from app.routes.pages.words import spaced

# From here on a part of a score is a reason of its own.
_NOTABLE = 0.5
# Shown even when it is nothing: what it lacks is a reason too.
_ALWAYS = frozenset({"words", "unit", "title", "letters"})
_SHOWN_REASONS, _SHOWN_WORDS = 2, 6


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of text; ``is_met``: the question has it too."""

    text: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a score, 0-100."""

    label: str
    percent: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found. ``percent`` is how likely it answers; ``path`` where it is kept."""

    passage: Passage
    percent: int
    title: tuple[Marked, ...]
    text: tuple[Marked, ...]
    bars: tuple[Bar, ...]
    other_bars: tuple[Bar, ...]
    words: tuple[str, ...]
    reasons: tuple[str, ...]
    base_name: str
    path: str

    @property
    def is_faq(self) -> bool:
        """Tell whether it is a question somebody wrote the answer to."""
        return self.passage.kind == "faq"

    @property
    def tone(self) -> str:
        """Return how likely it is, as a colour's name."""
        return "good" if self.percent >= 75 else "fair" if self.percent >= 40 else "cold"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a search; ``retrieved`` holds its figures."""

    retrieved: Retrieved
    hits: tuple[Hit, ...] = ()

    @property
    def latency_ms(self) -> str:
        """Return how long the search took, without the embedding of the question."""
        return f"{self.retrieved.latency_us / 1000:.1f}"

    @property
    def embed_ms(self) -> str:
        """Return how long the embedding of the question took, empty when there was none."""
        return f"{self.retrieved.embed_us / 1000:.0f}" if self.retrieved.embed_us else ""


def outcome_of(retrieved: Retrieved, base_names: Mapping[str, str]) -> Outcome:
    """Return what was found as it is shown."""
    hits = tuple(_hit(hit, retrieved.language, base_names) for hit in retrieved.hits)
    return Outcome(retrieved, hits)


def _hit(hit: Scored, language: str, base_names: Mapping[str, str]) -> Hit:
    passage, parts = hit.passage, dict(hit.parts)
    marks = explain(hit, language)
    base_path = f"/knowledge/bases/{passage.base_id}"
    return Hit(
        passage=passage,
        percent=round(hit.score * 100),
        title=marked(passage.title, marks.title_marks),
        text=marked(passage.text, marks.text_marks),
        bars=tuple(
            Bar(label, _percent(parts[name]))
            for name, label in SCORE_WORDS.items()
            if parts.get(name, 0.0) > 0 or (name in _ALWAYS and name in parts)
        ),
        other_bars=tuple(
            Bar(spaced(name), _percent(value))
            for name, value in parts.items()
            if name not in SCORE_WORDS
        ),
        words=hit.words[:_SHOWN_WORDS],
        reasons=_reasons(parts),
        base_name=base_names.get(passage.base_id, ""),
        path=(
            f"{base_path}/faqs/{passage.id}"
            if passage.kind == "faq"
            else f"{base_path}/documents/{passage.document_id}"
        ),
    )


def _percent(value: float) -> int:
    return round(100 * min(1.0, max(0.0, value)))


def _reasons(parts: Mapping[str, float]) -> tuple[str, ...]:
    """Return the strongest reasons as sentences of the interface."""
    notable = [name for name in WHY_WORDS if parts.get(name, 0.0) >= _NOTABLE]
    notable.sort(key=lambda name: -parts[name])
    return tuple(WHY_WORDS[name] for name in notable[:_SHOWN_REASONS])


def marked(text: str, marks: Sequence[tuple[int, int]]) -> tuple[Marked, ...]:
    """Return a text in stretches; ``marks`` are character ranges in order, not overlapping."""
    stretches, at = [], 0
    for begin, end in marks:
        stretches += [Marked(text[at:begin], False), Marked(text[begin:end], True)]
        at = end
    stretches.append(Marked(text[at:], False))
    return tuple(one for one in stretches if one.text)
