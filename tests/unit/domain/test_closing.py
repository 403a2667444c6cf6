"""What closes a conversation and what asks for an answer."""

from __future__ import annotations

import pytest

from app.domain.closing import is_closing


@pytest.mark.parametrize(
    "text",
    [
        "thanks!",
        "Thank you so much 🙏",
        "ok",
        "OK, thanks.",
        "👍",
        "👍🏽👍🏽",
        "❤️",
        "Great, bye! :)",
        "gracias",
        "¡Muchas gracias!",
        "Vale, gracias 😊",
        "No, gracias",
        "Adiós",
        "Está bien",
        "شكرا",
        "شكراً جزيلاً",
        "تمام، شكرا لك 🌹",
        "مع السلامة",
        "No thanks",
        "shukran",
    ],
)
def test_it_knows_a_mere_closing(text: str) -> None:
    assert is_closing(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "...",
        "?",
        "ok?",
        "yes",
        "no",
        "yes thanks",
        "❓",
        "👎",
        "😡",
        "thanks 😡",
        "1",
        "Thanks, do you allow pets?",
        "ok call me",
        "thanks but is it still free",
        "hello",
        "gracias, ¿cuánto cuesta?",
        "sí",
        "Hola",
        "شكرا كم السعر",
        "نعم",
        "مرحبا",
        "STOP",
        "thanks " * 8,
        "thank",
        "okra",
        "good bye price",
    ],
)
def test_it_takes_nothing_else_for_a_closing(text: str) -> None:
    assert not is_closing(text)
