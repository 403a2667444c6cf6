"""Why a passage was found, for whoever tries a search: on the page, the API and the terminal."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.knowledge import Scored

# From here on a figure of a score is worth a word.
_NOTABLE = 0.5
_SHOWN_WORDS = 6
_REASONS = (
    ("title", "its title is much like the question"),
    ("phrases", "the same words stand together"),
    ("context", "it goes with what was said before"),
    ("near", "it is near in meaning"),
)


@dataclass(frozen=True, slots=True)
class Explained:
    """A passage with its marks: character ranges, first and behind the last, in order."""

    title_marks: tuple[tuple[int, int], ...]
    text_marks: tuple[tuple[int, int], ...]
    why: str


def explain(hit: Scored, language: str) -> Explained:
    """Return what of a passage met the question; ``language`` is the question's."""
    from vectors.highlight import spans

    code = hit.passage.language or language
    return Explained(
        tuple(spans(hit.passage.title, hit.words, code)),
        tuple(spans(hit.passage.text, hit.words, code)),
        why(hit),
    )


def why(hit: Scored) -> str:
    """Return one sentence that says why a passage ranks where it does."""
    parts = dict(hit.parts)
    reasons = [words for name, words in _REASONS if parts.get(name, 0.0) >= _NOTABLE]
    if hit.words:
        named = ", ".join(f"“{word}”" for word in hit.words[:_SHOWN_WORDS])
        reasons.insert(0, f"it shares {named} with the question")
    if not reasons:
        reasons = ["pieces of its words are like the question's"]
    sentence = "; ".join(reasons)
    return f"{sentence[0].upper()}{sentence[1:]}."
