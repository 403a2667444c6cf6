"""Which language a lead writes."""

from __future__ import annotations

import pytest

from app.domain.language import choose, detect


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hi, how much is the villa?", "en"),
        ("3pm tomorrow works for me", "en"),
        ("March 2nd", ""),
        ("Hola, ¿cuánto cuesta?", "es"),
        ("necesito una cita para el lunes", "es"),
        ("no gracias", "es"),
        ("كم سعر الفيلا؟", "ar"),
        ("ok thanks, شكرا جزيلا على المساعدة", "ar"),
        ("Сколько стоит вилла?", ""),
        ("ok", ""),
        ("👍", ""),
        ("500k", ""),
        ("", ""),
    ],
)
def test_it_tells_three_languages_and_admits_the_rest(text: str, code: str) -> None:
    assert detect(text).code == code


@pytest.mark.parametrize("text", ["kam el se3r?", "mar7aba, shu el as3ar", "3andi so2al"])
def test_it_hears_arabic_in_latin_letters(text: str) -> None:
    assert (detect(text).code, detect(text).is_arabizi) == ("ar", True)


@pytest.mark.parametrize("text", ["3bedroom villa", "2nd floor", "b2b leads", "mp3"])
def test_it_takes_digits_in_words_for_no_arabic(text: str) -> None:
    assert not detect(text).is_arabizi


def test_it_follows_the_newest_message_that_tells() -> None:
    assert choose(["Hello, how are you?", "hola, gracias", "ok"]) == "es"


def test_it_stays_with_the_conversation_then_with_the_tenant() -> None:
    assert choose(["ok"], "es", ("ar", "en")) == "es"
    assert choose(["ok"], "", ("ar", "en")) == "ar"
