"""What people write differently becomes equal; what differs stays different."""

from __future__ import annotations

import pytest

from vectors.analysis import MAX_WORD, fold, guess, language, terms, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café", "cafe"),
        ("MAÑANA", "manana"),
        ("ﬁne", "fine"),
        ("أَهْلاً", "اهلا"),
        ("مدرسة", "مدرسه"),
        ("على", "علي"),
        ("١٢٣", "123"),
        ("ســـعر", "سعر"),
        ("straße", "strasse"),
    ],
)
def test_folding_makes_equal_what_reads_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What's the price?", ["what", "the", "price"]),
        ("I can’t pay", ["i", "cant", "pay"]),
        ("1:30pm, 2nd floor", ["1", "30", "pm", "2", "nd", "floor"]),
        ("駐車場", ["駐", "車", "場"]),
        ("snake_case\x00nul", ["snake", "case", "nul"]),
        ("😀", []),
    ],
)
def test_text_is_cut_into_words(text: str, words: list[str]) -> None:
    assert tokens(text) == words


def test_words_are_cut_at_a_length() -> None:
    assert tokens("x" * 10_000) == ["x" * MAX_WORD]


@pytest.mark.parametrize("text", ["top up", "top-up", "topped up", "Topup"])
def test_what_is_written_as_two_words_is_one(text: str) -> None:
    assert terms(text, "en") == ["topup"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("how much is it", "en"),
        ("¿cuánto cuesta el corte?", "es"),
        ("كم السعر", "ar"),
        ("hello كم سعر الغرفة عندكم", "ar"),
        ("12345", ""),
        ("😀", ""),
        ("", ""),
    ],
)
def test_it_guesses_the_language(text: str, code: str) -> None:
    assert guess(text) == code


@pytest.mark.parametrize("code", ["en", "es", "ar", "en-GB", "", "xx"])
def test_every_language_has_what_is_needed(code: str) -> None:
    known = language(code)
    assert known.STOP
    assert known.GROUPS
    assert known.stems("parking")


@pytest.mark.parametrize("code", ["en", "es", "ar"])
def test_listed_words_are_folded(code: str) -> None:
    known = language(code)
    for name in ("STOP", "COMMON", "OPINION", "QUESTION"):
        listed = getattr(known, name, frozenset())
        assert [word for word in listed if fold(word) != word] == []
