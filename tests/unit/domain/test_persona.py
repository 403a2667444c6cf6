"""The assistant says what it is."""

from __future__ import annotations

import pytest

from app.domain.persona import denies_ai, takes_name


@pytest.mark.parametrize(
    "text",
    [
        "I'm not a robot.",
        "I am a real person.",
        "You're chatting with a human here.",
        "I'm the receptionist.",
        "No soy un robot.",
        "Soy una persona de verdad.",
        "Está hablando con una persona.",
        "أنا إنسان.",
        "لست روبوتا.",
    ],
)
def test_it_sees_who_denies_being_an_ai(text: str) -> None:
    assert denies_ai(text)


@pytest.mark.parametrize(
    "text",
    [
        "I am an AI, not a human.",
        "I'm not a person but an assistant.",
        "Would you like to talk to a person?",
        "Soy una IA, no soy una persona.",
        "Soy la asistente virtual.",
        "أنا مساعد آلي ولست إنسانا.",
    ],
)
def test_it_lets_the_truth_be_told(text: str) -> None:
    assert not denies_ai(text)


@pytest.mark.parametrize(
    ("sentence", "is_name"),
    [
        ("My name is Sarah.", True),
        ("This is Emma from Acme.", True),
        ("Soy Marta, de Acme.", True),
        ("اسمي سارة من العيادة.", True),
        ("This is Acme speaking.", False),
        ("I'm Lina, the AI assistant of Acme.", False),
        ("I'm Sorry, how annoying.", False),
    ],
)
def test_it_takes_no_name_of_a_person(sentence: str, is_name: bool) -> None:
    assert takes_name(sentence, "Acme") is is_name
