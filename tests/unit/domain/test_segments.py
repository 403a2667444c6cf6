"""Counting SMS segments, plain typography, and parting long texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.segments import measure, normalise, split


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("", 0),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        # The escape and its letter never part: 152 + 1 septets would leave half of it behind.
        ("a" * 152 + "€" + "a" * 152, 3),
        ("م" * 70, 1),
        ("م" * 71, 2),
        ("م" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        # 67 units hold 33 pairs: the 34th goes to the next segment whole.
        ("😀" * 66, 2),
        ("😀" * 67, 3),
        ("a" * 100 + "😀", 2),
    ],
)
def test_it_counts_segments(text: str, segments: int) -> None:
    assert measure(text).segments == segments


def test_it_makes_typography_plain_and_keeps_letters() -> None:
    text = normalise("“It’s” – here…\u00a0¿Señor Muñoz? é")
    assert text == '"It\'s" - here... ¿Señor Muñoz? é'
    assert not measure(text).is_unicode
    assert normalise("مرحبا 😀") == "مرحبا 😀"


def test_it_parts_after_a_sentence() -> None:
    text = "The flat is still free. " * 12
    messages = split(text, 1)
    assert all(message.endswith("free.") for message in messages)
    assert " ".join(messages) == text.strip()


def test_it_never_parts_a_link() -> None:
    link = "https://example.com/book/" + "x" * 60
    messages = split("word " * 25 + link + " end", 1)
    assert any(link in message for message in messages)


def test_it_never_parts_a_letter() -> None:
    family, flag = "👩‍👩‍👧‍👦", "🇪🇸"
    for text in (family * 30, "e\u0301" * 200, flag * 60):
        messages = split(text, 1)
        assert "".join(messages) == text
        assert all(message.encode("utf-16-le") for message in messages)
        assert not any(message[0] in "\u200d\u0301" for message in messages)


@given(st.text(max_size=700), st.integers(1, 3))
def test_it_loses_nothing_and_obeys_the_limit(text: str, max_segments: int) -> None:
    messages = split(text, max_segments)
    assert "".join("".join(messages).split()) == "".join(text.split())
    assert all(1 <= measure(message).segments <= max_segments for message in messages)
