"""A lead asks the same again."""

from __future__ import annotations

import pytest

from app.domain.message import Author, Message
from app.domain.repeat import repeat_of


def _talk(*texts: str) -> list[Message]:
    """Return messages of the lead and us in turn, the lead first."""
    authors = (Author.LEAD, Author.ASSISTANT)
    return [Message(f"m{n}", "c", authors[n % 2], text, n) for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Is there parking?", "Is there any parking?"),
        ("How much is a cleaning?", "I asked how much the cleaning is?"),
        ("When do you open on Sundays?", "so when are you open on sunday?"),
        ("¿Cuánto cuesta la limpieza?", "¿pero cuánto cuesta una limpieza?"),
        ("كم سعر التنظيف؟", "سألت كم سعر تنظيف؟"),
    ],
)
def test_it_notices_a_question_asked_again(before: str, now: str) -> None:
    assert repeat_of(_talk(before, "We are a friendly business.", now)) == "m0"


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("How much is a cleaning?", "How much is an implant?"),
        ("Is there parking?", "Is there a garden?"),
        ("When do you open?", "And on Friday?"),
        ("Do you allow pets?", "Thanks, that is good."),
        ("Hello?", "Hello?"),
        ("Nice parking.", "Is there parking?"),
        ("x" * 5000 + "?", "x" * 5000 + "?"),
    ],
)
def test_it_takes_another_question_for_another(before: str, now: str) -> None:
    assert repeat_of(_talk(before, "We are a friendly business.", now)) == ""


def test_it_names_the_last_of_several() -> None:
    talk = _talk("Is there parking?", "Yes.", "Is there parking?", "Yes.", "Any parking there?")
    assert repeat_of(talk) == "m2"


def test_it_takes_two_messages_in_a_row_for_one_turn() -> None:
    talk = [Message(f"m{n}", "c", Author.LEAD, "Is there parking?", n) for n in range(2)]
    assert repeat_of(talk) == ""


def test_it_knows_no_repeat_in_nothing() -> None:
    assert repeat_of([]) == ""
