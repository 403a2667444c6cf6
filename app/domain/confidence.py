"""How likely a draft is right, as a number from what can be seen.

A logistic over the evidence: whether the draft cites knowledge, how much of the draft and of the
lead's question the cited entries share, whether the turn asks something at all, what the guard
found, and, as one coarse feature, the model's own word, which alone is known to be overconfident.
A draft the guard objects to has confidence 0.

The constants below are set by hand so that the order of cases is sensible; they are not fitted.
Calibration on what operators approve and edit comes with the next issue; until then the number
orders turns and opens the gate of ``Profile.confidence_floor``, and is no probability to quote.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.evidence import telling_words
from app.domain.tenant import Faq
from app.domain.text import word_set, words

_BIAS = 0.6
_WEIGHTS = {
    "asks_nothing": 1.2,
    "has_grounding": 0.6,
    "draft_support": 2.2,
    "question_match": 1.4,
    "asked_without_grounding": -1.6,
    "model_word": 0.5,
}
_BUCKETS = {"high": 1.0, "medium": 0.0, "low": -1.5}
# Words that ask wherever they stand near the front, and words that ask only as the very first.
_ASKING = word_set(
    "what when where which who whose why how",
    "que cual cuales cuanto cuanta cuantos cuantas cuando donde quien",
    "ماذا متى اين كيف كم هل لماذا شو وش ايش وين فين بكم",
)
_ASKING_FIRST = word_set(
    "can could do does is are will would have has any",
    "como puedo puede pueden tienen tiene hay es son",
    "ما في عندكم ممكن",
)


@dataclass(frozen=True, slots=True)
class ConfidencePart:
    """One feature: its value and what it added to the sum before the logistic."""

    name: str
    value: float
    effect: float


@dataclass(frozen=True, slots=True)
class Confidence:
    """``value`` is 0 to 1; ``parts`` explain it, the strongest first.

    A part named ``guard`` means that the guard's objection alone made the value 0.
    """

    value: float
    parts: tuple[ConfidencePart, ...]


def is_question_like(text: str) -> bool:
    """Tell whether a turn asks for something: a question mark or an asking word in front."""
    said = words(text)
    if "?" in text or "؟" in text or any(word in _ASKING for word in said[:3]):
        return True
    return bool(said) and said[0] in _ASKING_FIRST


def assess(
    draft: str, lead_text: str, cited: Sequence[Faq], bucket: str, is_objected: bool
) -> Confidence:
    """Return the confidence of a draft.

    Args:
        lead_text: the unanswered messages joined.
        cited: the entries the reply names as its grounding, already checked.
        bucket: the model's own word: high, medium or low.
        is_objected: the guard's decision was not to send.
    """
    asks = is_question_like(lead_text)
    knowledge = telling_words(" ".join(f"{faq.question} {faq.answer}" for faq in cited))
    values = {
        "asks_nothing": float(not asks),
        "has_grounding": float(bool(cited)),
        "draft_support": _share(telling_words(draft), knowledge),
        "question_match": _share(telling_words(lead_text), knowledge) if asks else 0.0,
        "asked_without_grounding": float(asks and not cited),
        "model_word": _BUCKETS.get(bucket, _BUCKETS["low"]),
    }
    parts = [
        ConfidencePart(key, round(v, 3), round(v * _WEIGHTS[key], 3)) for key, v in values.items()
    ]
    parts.sort(key=lambda part: -abs(part.effect))
    if is_objected:
        return Confidence(0.0, (ConfidencePart("guard", 1.0, 0.0), *parts))
    total = _BIAS + sum(part.effect for part in parts)
    return Confidence(round(1 / (1 + math.exp(-total)), 3), tuple(parts))


def _share(part: frozenset[str], whole: frozenset[str]) -> float:
    return len(part & whole) / len(part) if part else 0.0
