"""How long to wait for the rest of a thought."""

from __future__ import annotations

import pytest

from app.domain.burst import is_fragment, wait_ms

SHORT, LONG, CAP = 200, 4000, 9000


@pytest.mark.parametrize(
    "text",
    [
        "hi",
        "Hola",
        "السلام عليكم",
        "I want to buy a flat and",
        "well,",
        "so...",
        "villa",
        "",
        "quiero",
    ],
)
def test_it_takes_what_breaks_off_for_a_fragment(text: str) -> None:
    assert is_fragment(text)


@pytest.mark.parametrize(
    "text",
    [
        "How much is it?",
        "كم السعر؟",
        "I need a dentist.",
        "we are looking for a house near the sea",
        "¿Tienen parking?",
    ],
)
def test_it_takes_a_whole_sentence_for_whole(text: str) -> None:
    assert not is_fragment(text)


def test_it_waits_long_after_a_fragment_and_briefly_after_a_question() -> None:
    assert wait_ms(["hi"], 0, 0, SHORT, LONG, CAP) == LONG
    assert wait_ms(["hi", "How much is it?"], 0, 0, SHORT, LONG, CAP) == SHORT


@pytest.mark.parametrize(("now_ms", "left"), [(6000, 3000), (8900, 100), (9000, 0), (99_000, 0)])
def test_it_never_waits_beyond_the_cap(now_ms: int, left: int) -> None:
    assert wait_ms(["hi"], 0, now_ms, SHORT, LONG, CAP) == left


def test_it_does_not_wait_when_switched_off() -> None:
    assert wait_ms(["hi"], 0, 0, 0, 0, 0) == 0
