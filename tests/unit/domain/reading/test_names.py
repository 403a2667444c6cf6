"""The names leads give, asked or not."""

from __future__ import annotations

import pytest

from app.domain.reading import read

BOTH = ("first_name", "last_name")


def name(text: str, asked: tuple[str, ...] = ()) -> tuple[object, object]:
    found = {span.kind: span.value for span in read(text, asked)}
    return found.get("first_name"), found.get("last_name")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("my name is Susan Whitlock", "Susan", "Whitlock"),
        ("My name is Will Save", "Will", "Save"),
        ("it's under devon marlow", "devon", "marlow"),
        ("Petra Vance is my name", "Petra", "Vance"),
        ("a table for Petra Vance at 8", "Petra", "Vance"),
        ("cancel Petra Vance's booking", "Petra", "Vance"),
        ("John Marsh, table for 2 tomorrow", "John", "Marsh"),
        ("first name Ann, last name Lee", "Ann", "Lee"),
        ("last name Lee, first name Ann", "Ann", "Lee"),
        ("put it under O'Brien", None, "O'Brien"),
        ("Mr. Lee wants a viewing", None, "Lee"),
        ("I'm Bob", "Bob", None),
        ("hi this is kaya, can I book", "kaya", None),
        ("me llamo Ana García López", "Ana", "García López"),
        ("a nombre de Lucía Pérez", "Lucía", "Pérez"),
        ("mi apellido es Ruiz", None, "Ruiz"),
        ("اسمي محمد العتيبي", "محمد", "العتيبي"),
        ("الحجز باسم سارة أحمد", "سارة", "أحمد"),
    ],
)
def test_it_reads_a_name_that_is_given(text: str, first: str | None, last: str | None) -> None:
    assert name(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("petra vance", "petra", "vance"),
        ("It's Petra Vance, thanks", "Petra", "Vance"),
        ("Petra", "Petra", None),
        ("you can call me Petra", "Petra", None),
        ("Oscar de la Cruz", "Oscar", "de la Cruz"),
    ],
)
def test_it_takes_an_answer_for_the_name_asked(
    text: str, first: str | None, last: str | None
) -> None:
    assert name(text, BOTH) == (first, last)


def test_it_takes_a_single_word_for_the_last_name_asked() -> None:
    assert name("Vance", ("last_name",)) == (None, "Vance")


@pytest.mark.parametrize(
    "text",
    [
        "this is urgent",
        "I am looking for a flat",
        "it's Friday",
        "call me tomorrow",
        "a table for Saturday",
        "I would like a restaurant named Silver Spoon",
        "Good Morning, I need a table",
        "I booked a table at Crown Anchor",
        "I'm Spanish",
        "soy nuevo cliente",
        "أنا مهتم بالشقة",
    ],
)
def test_it_invents_no_name(text: str) -> None:
    assert name(text) == (None, None)


@pytest.mark.parametrize("text", ["That's wrong", "no thanks", "why do you ask?", "ok sure"])
def test_it_takes_no_other_answer_for_a_name(text: str) -> None:
    assert name(text, BOTH) == (None, None)
