"""Simulated leads: their numbers, their words, the same for a seed."""

from __future__ import annotations

import phonenumbers
import pytest

from app.world.phones import fictional_number, make_leads
from app.world.scripts import LANGUAGES, TRADES
from app.world.understanding import language_of


def test_numbers_are_fictional_possible_and_unique() -> None:
    numbers = [fictional_number(index) for index in range(5000)]

    assert len(set(numbers)) == 5000
    assert {number[5:8] for number in numbers} == {"555"}
    assert all(
        phonenumbers.is_possible_number(phonenumbers.parse(number)) for number in numbers[::50]
    )


def test_the_first_numbers_are_of_the_reserved_hundred() -> None:
    assert all(0 <= int(fictional_number(i)[-4:]) - 100 < 100 for i in range(6000))


def test_leads_are_mixed_over_trades_and_languages() -> None:
    leads = make_leads(90, 7)
    pairs = {(lead.trade, lead.language) for lead in leads}

    assert pairs == {(trade, language) for trade in TRADES for language in LANGUAGES}


def test_a_seed_gives_the_same_conversation() -> None:
    def said(seed: int) -> list[str | None]:
        words: list[str | None] = []
        for lead in make_leads(30, seed):
            words += [lead.opening(), lead.next("Thanks! What is your budget?")]
        return words

    assert said(7) == said(7)
    assert said(7) != said(8)


@pytest.mark.parametrize(
    ("language", "reply", "said"),
    [
        ("en", "We do. What is your budget?", ("budget", "dollars")),
        ("es", "Sí. ¿Cuál es su presupuesto?", ("presupuesto", "dólares")),
        ("ar", "نعم. ما هي ميزانيتك؟", ("ميزانيتي", "دولار")),
    ],
)
def test_a_lead_answers_what_is_asked(language: str, reply: str, said: tuple[str, ...]) -> None:
    lead = make_leads(1, 7, languages=[language])[0]
    answer = lead.next(reply)

    assert answer is not None
    assert any(word in answer for word in said)


def test_a_lead_stays_in_its_language() -> None:
    for lead in make_leads(27, 3):
        assert language_of(lead.opening()) == lead.language


def test_a_lead_is_silent_when_nothing_is_asked() -> None:
    lead = make_leads(1, 7)[0]
    assert lead.next("A colleague has your question.") is None


def test_a_lead_loses_patience() -> None:
    lead = make_leads(1, 7)[0]
    answers = [lead.next("What is your budget?") for _ in range(10)]

    assert answers[lead.max_answers :] == [None] * (10 - lead.max_answers)
    assert None not in answers[: lead.max_answers]


def test_a_bursty_lead_types_in_pieces() -> None:
    leads = make_leads(200, 7, trades=["dental"], languages=["en"])
    bursty = [lead for lead in leads if lead.is_bursty]

    assert 20 < len(bursty) < 60
    assert bursty[0].typed("Hi, how much is it?") == ["Hi", "how much is it?"]
