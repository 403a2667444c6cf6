"""Words are marked where they stand, whole, whatever is folded away."""

from __future__ import annotations

from itertools import pairwise

import pytest

from vectors.highlight import spans


def marked(text: str, *words: str, language: str = "en") -> list[str]:
    return [text[begin:end] for begin, end in spans(text, words, language)]


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Parking is free. PARKING!", ["parking"], ["Parking", "PARKING"]),
        ("La fianza: 2 meses, o más", ["mas", "2"], ["2", "más"]),
        ("Cafe\u0301 at nine", ["cafe"], ["Cafe\u0301"]),
        ("the guest's car", ["guest"], ["guest's"]),
        ("مَوْقِف السيارات مجاني", ["موقف"], ["مَوْقِف"]),
        ("الإيجار والتأمين", ["الايجار"], ["الإيجار"]),
        ("open at 9pm", ["9"], ["9pm"]),
        ("駐車場は無料", ["無"], ["無"]),
        ("nothing of it", ["parking"], []),
        ("", ["parking"], []),
    ],
)
def test_it_marks_whole_words(text: str, words: list[str], shown: list[str]) -> None:
    assert marked(text, *words) == shown


def test_it_marks_nothing_without_words() -> None:
    assert spans("Parking is free.", [], "en") == []


def test_it_keeps_ranges_in_order_and_apart() -> None:
    text = "a park, a parking, the park " * 20
    found = spans(text, ["park", "parking"], "en")
    assert len(found) == 60
    assert all(before[1] <= after[0] for before, after in pairwise(found))
