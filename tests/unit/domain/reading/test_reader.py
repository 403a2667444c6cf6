"""What every reading keeps: places in the text, nothing invented, no long thinking."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.reading import in_order, read
from app.domain.reading.tokens import MAX_CHARS

TODAY = date(2022, 3, 15)
KINDS = ("date", "time", "people", "first_name", "place", "money", "nights")
PIECES = [
    *("next Friday", "at 8pm", "for 5", "my name is", "Ana Ruiz", "$500k", "3 bed", "in two weeks"),
    *("mañana", "٥ ونص", "لأربعة", "and", "to", "-", ",", ".", "12/3", "the 5th", "of May", "kids"),
    *("me", "my wife", "a@b.co", "+44 7911 123456", "İ", "ﷺ", "ﬁve", "twenty", "one", "half past"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join), st.booleans())
def test_it_keeps_each_span_at_its_words(text: str, is_asked: bool) -> None:
    for span in read(text, KINDS if is_asked else (), TODAY):
        assert text[span.start : span.end] == span.text != ""


@given(st.text(max_size=200))
def test_it_stands_any_text(text: str) -> None:
    for span in read(text, KINDS, TODAY):
        assert text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    "text",
    ["", "ok", "What is the dress code?", "Gracias por todo", "شكرا جزيلا", "I like vegan food"],
)
def test_it_reads_nothing_where_nothing_is_said(text: str) -> None:
    assert read(text, (), TODAY) == ()


@pytest.mark.parametrize(
    "piece",
    ["1 ", "$1 ", "me and my wife and ", "next ", "for A ", "my name is ", "1-", "+1 (2", "و"],
)
def test_it_reads_a_hostile_length_in_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    begun = time.perf_counter()
    spans = read(text, KINDS, TODAY)
    assert time.perf_counter() - begun < 1
    assert all(span.end <= MAX_CHARS for span in spans)


def test_it_gives_the_same_words_different_readings() -> None:
    found = {span.kind: span.text for span in read("in half an hour", (), TODAY)}
    assert found == {"date": "in half an hour", "time": "in half an hour"}


def test_it_follows_the_language_it_is_told() -> None:
    eleven = {span.kind: span.value for span in read("once", ("people",), TODAY, language="es")}
    assert eleven == {"people": 11}
    assert read("once", ("people",), TODAY, language="en") == ()


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("for 7:30, no I mean 8:30", "time", "08:30"),
        ("10 am, not 10 pm", "time", "10:00"),
        ("eight of us, sorry, we will be nine", "people", 9),
        ("on Friday, sorry, on Saturday", "date", "2022-03-19"),
    ],
)
def test_it_drops_what_is_taken_back(text: str, kind: str, value: object) -> None:
    assert [span.value for span in read(text, (), TODAY) if span.kind == kind] == [value]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("from Saturday until Tuesday", "2022-03-19", "2022-03-22"),
        ("from the 17th until 19 July", "2022-07-17", "2022-07-19"),
        ("5th of January till the 13th", "2023-01-05", "2023-01-13"),
        ("from the 28th until the 3rd of June", "2022-05-28", "2022-06-03"),
        ("from today to Sunday", "2022-03-15", "2022-03-20"),
    ],
)
def test_it_puts_a_stay_in_order(text: str, first: str, last: str) -> None:
    spans = in_order(read(text, (), TODAY))
    found = {span.kind: span.value for span in spans}
    assert found == {"date_from": first, "date_to": last}


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("budget of $500k", "money", "500000"),
        ("400-500k USD", "money", "USD 400000..500000"),
        ("hasta 300.000 €", "money", "EUR 300000"),
        ("between 300k and 350k", "money", "300000..350000"),
        ("ميزانيتي ٥٠٠ ألف ريال", "money", "SAR 500000"),
        ("call +44 7911 123456", "phone", "+447911123456"),
        ("write to Jo@Example.com", "email", "jo@example.com"),
        ("something near Union City", "place", "Union City"),
        ("un piso en Barcelona", "place", "Barcelona"),
        ("شقة في حي النرجس", "place", "النرجس"),
    ],
)
def test_it_reads_money_contacts_and_places(text: str, kind: str, value: str) -> None:
    assert [span.value for span in read(text, (), TODAY) if span.kind == kind] == [value]


@pytest.mark.parametrize("text", ["around 2022", "about 1500 sqft", "I have 5 k", "LOOK AT ME"])
def test_it_invents_no_money_and_no_place(text: str) -> None:
    assert read(text, (), TODAY) == ()


def test_it_takes_an_answer_for_the_place_asked() -> None:
    found = [span.text for span in read("I'd prefer fairview", ("place",), TODAY)]
    assert found == ["fairview"]
