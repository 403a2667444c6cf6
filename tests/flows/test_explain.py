"""Why something was found: in one sentence, with marks at the right letters."""

from __future__ import annotations

import pytest

from app.domain.knowledge import Passage, Scored
from app.flows.explain import explain, why


def _hit(text: str, *words: str, language: str = "en", **parts: float) -> Scored:
    passage = Passage("p", "chunk", "Rules › Pets", text, "k", language=language)
    return Scored(passage, 0.8, tuple(parts.items()), words)


@pytest.mark.parametrize(
    ("hit", "said"),
    [
        (_hit("x"), "Pieces of its words are like the question's."),
        (_hit("x", "pets"), "It shares “pets” with the question."),
        (
            _hit("x", "pets", "dogs", title=0.9, phrases=0.49),
            "It shares “pets”, “dogs” with the question; its title is much like the question.",
        ),
        (_hit("x", near=0.7), "It is near in meaning."),
        (_hit("x", context=0.6), "It goes with what was said before."),
    ],
)
def test_it_says_why_in_one_sentence(hit: Scored, said: str) -> None:
    assert why(hit) == said


def test_a_long_list_of_words_is_cut() -> None:
    assert why(_hit("x", *"abcdefghij")).count("“") == 6


def test_marks_stand_at_the_words_that_were_met() -> None:
    hit = _hit("Small pets are welcome, and PETS pay nothing.", "pets")
    marks = explain(hit, "en").text_marks
    assert [hit.passage.text[first:behind] for first, behind in marks] == ["pets", "PETS"]
    title = explain(hit, "en").title_marks
    assert [hit.passage.title[first:behind] for first, behind in title] == ["Pets"]


def test_marks_count_letters_not_bytes() -> None:
    hit = _hit("مرحبا 👋🏽، الأسعار هنا", "الاسعار", "اسعار", "سعر", language="ar")
    marks = explain(hit, "ar").text_marks
    assert [hit.passage.text[first:behind] for first, behind in marks] == ["الأسعار"]
