"""What a lead has told over a whole conversation."""

from __future__ import annotations

import time
from datetime import date

import pytest

from app.domain.tracking import Line, track
from app.domain.tracking.fields import (
    CALENDAR,
    CARS,
    DOCTORS,
    HOMES,
    HOMES_TO_RENT,
    SALONS,
    STAYS,
)

TODAY = date(2027, 6, 9)  # a Wednesday


def _told(kind: str, *said: str) -> dict[str, str]:
    """Return the values told in a talk that we begin; an empty message of ours is left out."""
    speakers = ("us", "lead")
    lines = [Line(speakers[n % 2], text, f"m{n}") for n, text in enumerate(said) if text]
    services = kind.split("+")
    return {key: one.value for key, one in track(lines, TODAY, services).items()}


@pytest.mark.parametrize(
    ("ours", "answer", "told"),
    [
        ("How many bedrooms?", "Three, please.", {"bedrooms": "3"}),
        ("How many bedrooms?", "just one", {"bedrooms": "1"}),
        ("How many rooms should it have?", "4 rooms would do", {"bedrooms": "4"}),
        ("", "I need a two-bedroom flat with 1 bath", {"bedrooms": "2", "bathrooms": "1"}),
        ("", "anything with 3br/2ba?", {"bedrooms": "3", "bathrooms": "2"}),
        ("Which city?", "Little Haven please", {"location": "Little Haven"}),
        ("Where should I look?", "i would like ashbourne", {"location": "ashbourne"}),
        ("", "Find me something in Port Wells.", {"location": "Port Wells"}),
        ("", "We are moving from Ashby to New Milton", {"location": "New Milton"}),
        ("What day suits you?", "Friday next week", {"date": "2027-06-18"}),
        ("When?", "the 12th works for me", {"date": "2027-06-12"}),
        ("When?", "the 3rd", {"date": "2027-07-03"}),
    ],
)
def test_it_reads_an_answer_in_the_light_of_the_question(
    ours: str, answer: str, told: dict[str, str]
) -> None:
    assert _told(HOMES_TO_RENT, ours, answer) == told


def test_it_lets_the_last_word_win() -> None:
    told = _told(
        HOMES_TO_RENT,
        "",
        "I want 3 bedrooms in Ashby.",
        "Here is one at 4 Mill Lane. Shall I book a visit?",
        "No, make that two bedrooms in Port Wells.",
    )
    assert told == {"bedrooms": "2", "location": "Port Wells"}


def test_it_keeps_what_was_told_when_we_read_it_back() -> None:
    told = _told(
        SALONS,
        "What day and time?",
        "June 15th at half past 3 in the afternoon",
        "So that is Tuesday at 3:30 pm, correct?",
        "Yes, thanks for your help today.",
    )
    assert told == {"date": "2027-06-15", "time": "15:30"}


def test_it_ignores_what_we_proposed() -> None:
    assert _told(HOMES_TO_RENT, "There is a 5 bedroom house in Ashby.", "Sounds good") == {}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("from the 10th to the 14th", {"date": "2027-06-10", "end_date": "2027-06-14"}),
        ("check out on June 20th", {"end_date": "2027-06-20"}),
        (
            "arriving tomorrow, leaving on Sunday",
            {"date": "2027-06-10", "end_date": "2027-06-13"},
        ),
        ("two rooms for three nights", {"rooms": "2", "nights": "3"}),
        ("there will be 4 of us", {"people": "4"}),
        ("just me, for a week", {"people": "1", "nights": "7"}),
    ],
)
def test_it_tells_the_parts_of_a_stay_apart(said: str, told: dict[str, str]) -> None:
    assert _told(STAYS, "", said) == told


def test_it_takes_a_lone_day_for_the_end_when_the_end_was_asked_for() -> None:
    assert _told(CARS, "What day will you return it?", "June 21st") == {"end_date": "2027-06-21"}


@pytest.mark.parametrize(
    ("kind", "said", "told"),
    [
        (DOCTORS, "my skin doctor retired", {"category": "Dermatologist"}),
        (DOCTORS, "I'd like to see an eye doctor", {"category": "Ophthalmologist"}),
        (CARS, "a mid-sized one is fine", {"category": "Standard"}),
        (CARS, "not an SUV, a sedan", {"category": "Sedan"}),
        (HOMES, "we want to buy", {"transaction": "buy"}),
        (HOMES, "is it for rent or for sale?", {}),
        (DOCTORS, "I want to see Dr. Ana Ruiz", {"provider": "Dr. Ana Ruiz"}),
    ],
)
def test_it_knows_kinds_and_providers(kind: str, said: str, told: dict[str, str]) -> None:
    assert _told(kind, "", said) == told


@pytest.mark.parametrize(
    "said",
    [
        "I am from Ashby.",
        "I live in Ashby now.",
        "Not in Ashby.",
        "How much is it in total?",
        "Is there anything at 12 Ashby Road?",
        "That will be all for today.",
        "Give me a call in case it goes.",
    ],
)
def test_it_invents_nothing(said: str) -> None:
    assert _told(HOMES_TO_RENT, "", said) == {}


@pytest.mark.parametrize("said", ["it doesn't matter", "no idea", "anywhere", "yes please", "?"])
def test_it_takes_no_evasion_for_a_place(said: str) -> None:
    assert _told(HOMES_TO_RENT, "Which city?", said) == {}


def test_it_leaves_the_leads_own_calendar_out() -> None:
    told = _told(
        f"{SALONS}+{CALENDAR}",
        "",
        "Am I free on the 14th?",
        "You are free from 1 pm to 5 pm on June 14th.",
        "Nice, book an appointment at the salon at 2 pm.",
        "Booked. Anything else?",
        "Add it to my calendar.",
        "What time is the event?",
        "At 11 am",
    )
    assert told == {"time": "14:00"}


def test_it_requires_no_knowledge_of_the_business() -> None:
    lines = [Line("lead", "3 bedrooms in Ashby, I can come tomorrow at 5 pm", "m1")]
    told = track(lines, TODAY)
    assert {key: one.value for key, one in told.items()} == {
        "bedrooms": "3",
        "location": "Ashby",
        "date": "2027-06-10",
        "time": "17:00",
    }


def test_it_quotes_words_that_stand_in_the_message() -> None:
    texts = {
        "m1": "Hello! I need 2 bedrooms in Port Wells. Can I come on the 12th?",
        "m3": "No, make it Monday at quarter past 4",
    }
    lines = [
        Line("lead", texts["m1"], "m1"),
        Line("us", "Confirming the 12th.", "m2"),
        Line("lead", texts["m3"], "m3"),
    ]
    told = track(lines, TODAY)
    assert told["date"].message_id == "m3"
    assert all(one.quote and one.quote in texts[one.message_id] for one in told.values())


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "in " * 40_000, "I " * 50_000, "the 1st " * 12_000, "Aa Bb " * 15_000]
)
def test_it_reads_a_hostile_message_quickly(text: str) -> None:
    begun = time.perf_counter()
    track([Line("us", "Where and when, for how many?"), Line("lead", text, "m")], TODAY)
    assert time.perf_counter() - begun < 1
