"""Confidence: from evidence, with its parts."""

from __future__ import annotations

import pytest

from app.domain.confidence import assess, is_question_like, is_supported, support
from app.domain.knowledge import Passage, Retrieved, Scored

HOURS = Passage("f1", "faq", "When are you open?", "We are open from 9:00 to 18:00.", "")
PETS = Passage("f2", "faq", "Do you allow pets?", "Small pets are welcome in most homes.", "")
ANSWERED = Retrieved((Scored(HOURS, 0.9), Scored(PETS, 0.2)), 0.97, is_answered=True)
DRAFT = "We are open from 9:00 to 18:00."


def _assess(  # type: ignore[no-untyped-def]
    draft: str = DRAFT, found=ANSWERED, cited=(HOURS,), bucket: str = "high", **more: bool
):
    given = {"asks": True, "is_whole": True, "is_objected": False} | more
    return assess(draft, found, cited, bucket, **given)


def test_it_is_the_evidence_where_the_passage_says_all_the_reply_says() -> None:
    assert _assess().value == 0.97
    assert {part.name: part.value for part in _assess().parts} == {
        "evidence": 0.97,
        "support": 1.0,
        "model_word": 1.0,
    }


def test_it_takes_a_passage_that_is_not_the_first_at_its_own_score() -> None:
    draft = "Small pets are welcome in most homes."
    assert _assess(draft, cited=(PETS,), is_whole=False).value == 0.2


def test_it_trusts_what_only_the_model_found_half() -> None:
    assert _assess(found=Retrieved()).value == 0.5
    assert _assess(found=Retrieved(), is_whole=False).value == 0.0


@pytest.mark.parametrize("draft", ["We never close at all.", "Our clinic has a heated pool."])
def test_it_falls_with_what_no_passage_supports(draft: str) -> None:
    assert _assess(draft).value < _assess().value / 2


def test_it_falls_where_a_question_is_answered_without_a_source() -> None:
    assert _assess(cited=()).value == pytest.approx(0.97 / 2, abs=0.001)
    assert _assess(found=Retrieved(), cited=()).value == 0.0


def test_it_is_zero_when_the_guard_objects() -> None:
    confidence = _assess(is_objected=True)
    assert (confidence.value, confidence.parts[0].name) == (0.0, "guard")


def test_it_lets_the_models_word_move_little() -> None:
    assert 0 < _assess().value - _assess(bucket="medium").value < 0.15
    assert _assess(bucket="nonsense").value == _assess(bucket="low").value


def test_it_needs_no_evidence_where_nothing_is_asked() -> None:
    parts = {part.name for part in _assess("Thanks, noted.", cited=(), asks=False).parts}
    assert parts == {"asks_nothing", "model_word"}


def test_it_is_the_product_of_its_parts() -> None:
    confidence = _assess("We are open, and the pool is heated.", bucket="low")
    product = 1.0
    for part in confidence.parts:
        product *= part.effect
    assert confidence.value == pytest.approx(product, abs=0.001)


@pytest.mark.parametrize(
    ("reply", "share"),
    [
        ("We are open from 9:00 to 18:00, thank you!", 1.0),
        ("Thank you! What is your budget?", 0.0),
        ("Abrimos de 9:00 a 18:00 todos los días.", None),
        ("نعمل من الساعة 9 إلى 6.", None),
    ],
)
def test_it_counts_only_what_a_reply_states(reply: str, share: float | None) -> None:
    found = support(reply, [HOURS])
    assert found == share if share is None else found is not None and found >= share


def test_it_lets_nothing_rest_on_an_entry_that_says_something_else() -> None:
    assert is_supported(DRAFT, [HOURS])
    assert not is_supported("Our clinic has a heated pool.", [HOURS])
    assert not is_supported(DRAFT, [])


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
