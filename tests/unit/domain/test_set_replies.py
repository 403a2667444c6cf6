"""What code says by itself: true, short, in three languages, and fit to pass the guard."""

from __future__ import annotations

import pytest

from app.domain.guard import GuardContext, judge
from app.domain.segments import measure
from app.domain.set_replies import (
    ai_answer,
    over_cap,
    person_answer,
    unreadable_media,
)

NAME = "Acme Family Dental Clinic"
KINDS = ("voice", "image", "video", "file")
TEXTS = [
    (code, text)
    for code in ("en", "es", "ar")
    for text in (
        ai_answer(code, NAME),
        person_answer(code, NAME),
        person_answer(code, NAME, is_open=False),
        *(unreadable_media(code, NAME, kind) for kind in KINDS),
        over_cap(code, NAME),
    )
]


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_its_texts_pass_the_guard(code: str, text: str) -> None:
    context = GuardContext(code, (NAME,), max_chars=300, done=frozenset({"escalate"}), name=NAME)
    assert judge(text, context).reasons == ()


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_its_texts_fit_into_two_segments(code: str, text: str) -> None:
    assert measure(text).segments <= 2


@pytest.mark.parametrize("code", ["en", "es", "ar"])
def test_it_says_whose_ai_it_is(code: str) -> None:
    text = ai_answer(code, NAME)
    word = {"en": "AI", "es": "IA", "ar": "الاصطناعي"}[code]
    assert NAME in text
    assert word in text


@pytest.mark.parametrize("code", ["en", "es", "ar"])
def test_it_says_when_nobody_is_there(code: str) -> None:
    assert person_answer(code, NAME, is_open=False) != person_answer(code, NAME)


@pytest.mark.parametrize("code", ["en", "es", "ar"])
def test_it_names_what_it_cannot_read(code: str) -> None:
    assert len({unreadable_media(code, NAME, kind) for kind in KINDS}) == len(KINDS)
    assert unreadable_media(code, NAME, "sticker") == unreadable_media(code, NAME, "file")


def test_it_speaks_english_where_it_has_no_words() -> None:
    assert ai_answer("fr", NAME) == ai_answer("en", NAME)
