"""Figures in letters become digits, and plain speech stays as it is."""

from __future__ import annotations

import pytest

from app.domain.spelled import in_digits


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("twenty five dollars", "25 dollars"),
        ("one thousand two hundred and fifty riyals", "1250 riyals"),
        ("five to ten days", "5 to 10 days"),
        ("two and a half hours", "2.5 hours"),
        ("half an hour", "30 minutes"),
        ("open until eight", "open until 8"),
        ("at half past seven", "at 7:30"),
        ("a quarter to six", "a 5:45"),
        ("eight thirty pm", "8:30 pm"),
        ("on the second floor", "on the 2 floor"),
        ("call five five five oh one double nine", "call 5550199"),
        ("treinta y cinco euros", "35 euros"),
        ("doscientos cincuenta euros", "250 euros"),
        ("hasta las ocho y media", "hasta las 8:30"),
        ("خمسة وعشرون ريالا", "25 ريالا"),
        ("ثلاثمئة وخمسون ريال", "350 ريال"),
        ("خلال ساعتين", "خلال 2 ساعه"),
        ("الساعة الثامنة والنصف", "الساعه 8:30"),
    ],
)
def test_it_turns_figures_in_letters_into_digits(text: str, digits: str) -> None:
    assert in_digits(text) == digits


@pytest.mark.parametrize(
    "text",
    ["two of our guests", "one moment please", "which one do you like", "uno de los pisos"],
)
def test_it_leaves_small_numbers_of_plain_speech(text: str) -> None:
    assert in_digits(text) == text


def test_it_turns_all_of_them_in_what_is_compared_with() -> None:
    assert in_digits("two of our guests", is_claim=False) == "2 of our guests"
