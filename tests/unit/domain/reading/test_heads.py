"""How many people, children, rooms and nights."""

from __future__ import annotations

import pytest

from app.domain.reading import read


def counts(text: str, asked: tuple[str, ...] = ()) -> dict[str, object]:
    return {span.kind: span.value for span in read(text, asked) if isinstance(span.value, int)}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("a table for two by the window", 2),
        ("party of 9", 9),
        ("there will be eight of us", 8),
        ("just the two of us", 2),
        ("we are 5", 5),
        ("3 couples", 6),
        ("a 6 top", 6),
        ("half of all 12 people", 12),
        ("change the number of guests from 7 to 9", 9),
        ("mesa para dos", 2),
        ("somos cinco", 5),
        ("لأربعة أشخاص", 4),
        ("طاولة لستة", 6),
        ("لشخصين", 2),
    ],
)
def test_it_counts_the_people(text: str, people: int) -> None:
    assert counts(text)["people"] == people


@pytest.mark.parametrize(
    ("text", "adults", "kids"),
    [
        ("2 adults and three kids", 2, 3),
        ("me, my sister and her 2 boys", 2, 2),
        ("my husband and I will come with our two boys", 2, 2),
        ("two parents with a baby", 2, 1),
        ("just me and my daughter", 1, 1),
        ("kids: 2, adults: 3", 3, 2),
        ("أنا وزوجتي و٣ أطفال", 2, 3),
        ("2 adultos y 1 niño", 2, 1),
        ("شخصين بالغين وطفلين", 2, 2),
    ],
)
def test_it_tells_adults_from_children(text: str, adults: int, kids: int) -> None:
    found = counts(text)
    assert (found["adults"], found["kids"]) == (adults, kids)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("my brother, me and our four cousins", 6),
        ("me plus 2", 3),
        ("7 people, 5 adults and 2 toddlers", 7),
        ("2 colleagues, me and 4 friends", 7),
    ],
)
def test_it_adds_a_party_up(text: str, people: int) -> None:
    assert counts(text)["people"] == people


def test_it_adds_men_and_women_up() -> None:
    assert counts("6 women and 4 men") == {"adults": 10, "people": 10}


@pytest.mark.parametrize(
    "text",
    ["no children, only the 3 adults", "two adults without children", "we don't have any kids"],
)
def test_it_reads_that_there_are_no_children(text: str) -> None:
    assert counts(text)["kids"] == 0


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("a nice quiet room for two nights", "rooms", 1),
        ("4 single rooms", "rooms", 4),
        ("for a week", "nights", 7),
        ("dos noches", "nights", 2),
        ("una habitación doble para dos noches", "rooms", 1),
        ("a 3 bedroom flat", "bedrooms", 3),
        ("busco piso de 3 habitaciones", "bedrooms", 3),
        ("شقة ٣ غرف", "bedrooms", 3),
        ("2br 1 bath", "bathrooms", 1),
        ("غرفتين وحمامين", "bathrooms", 2),
    ],
)
def test_it_counts_rooms_and_nights(text: str, kind: str, number: int) -> None:
    assert counts(text)[kind] == number


@pytest.mark.parametrize(
    "text",
    ["for 10 minutes", "room service", "one of us smokes", "for 7:30", "I am in room 12", "13"],
)
def test_it_invents_no_count(text: str) -> None:
    assert counts(text) == {}


@pytest.mark.parametrize("kind", ["people", "rooms", "nights", "bedrooms"])
def test_it_takes_a_bare_number_for_what_was_asked(kind: str) -> None:
    assert counts("13 please", (kind,)) == {kind: 13}
