"""Confidence: from evidence, with its parts."""

from __future__ import annotations

import pytest

from app.domain.confidence import assess, is_question_like
from app.domain.tenant import Faq

HOURS = Faq("f1", "When are you open?", "We are open from 9:00 to 18:00.")
ASKED = "When are you open on weekdays?"
DRAFT = "We are open from 9:00 to 18:00."


def _value(draft: str, lead: str, cited: list[Faq], bucket: str = "high") -> float:
    return assess(draft, lead, cited, bucket, is_objected=False).value


def test_it_trusts_a_supported_answer_more_than_an_unsupported_one() -> None:
    supported = _value(DRAFT, ASKED, [HOURS])
    assert supported > 0.9
    assert _value("We never close.", ASKED, [HOURS]) < supported
    assert _value(DRAFT, ASKED, []) < 0.5


def test_it_is_zero_when_the_guard_objects() -> None:
    confidence = assess(DRAFT, ASKED, [HOURS], "high", is_objected=True)
    assert (confidence.value, confidence.parts[0].name) == (0.0, "guard")


def test_it_lets_the_models_word_move_little() -> None:
    high, low = _value(DRAFT, ASKED, [HOURS]), _value(DRAFT, ASKED, [HOURS], "low")
    assert 0 < high - low < 0.15


def test_it_shows_parts_that_explain_the_number() -> None:
    parts = {part.name: part for part in assess(DRAFT, ASKED, [HOURS], "high", False).parts}
    assert parts["draft_support"].value == 1.0
    assert parts["asked_without_grounding"].effect == 0.0


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("when are you open", True),
        ("do you have parking", True),
        ("cuánto cuesta la visita", True),
        ("كم السعر", True),
        ("my budget is 800k", False),
        ("thanks, bye", False),
    ],
)
def test_it_hears_questions_without_a_mark(text: str, asks: bool) -> None:
    assert is_question_like(text) is asks
