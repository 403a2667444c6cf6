"""What figures rest on, and whose they are."""

from __future__ import annotations

import pytest

from app.domain.evidence import gather
from app.domain.figures import (
    Ground,
    unfounded_dates,
    unfounded_figures,
    unfounded_streets,
)

EVIDENCE = gather(
    ("A visit costs 120 euros.", "Open Monday to Friday, 9:00 to 18:00, at 12 King Road.")
)
GROUND = Ground(
    EVIDENCE,
    ("My budget is 80 euros, can I come on Sunday at 7? I live in Elm Street.",),
    ("Wednesday 2026-11-25T12:35+03:00",),
)


@pytest.mark.parametrize(
    "text",
    [
        "It costs 120 euros.",
        "We are open until six.",
        "Your budget of 80 euros is noted.",
        "Is 80 euros your limit?",
        "Today is 25 November 2026.",
    ],
)
def test_it_knows_figures_that_were_said(text: str) -> None:
    assert unfounded_figures(text, GROUND) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("It costs 120 dollars.", ["120 dollar"]),
        ("It costs 80 euros.", ["80"]),
        ("Deal, 80 euros.", ["80"]),
        ("It costs a hundred and thirty euros.", ["130"]),
        ("It takes 35 minutes.", ["35"]),
        ("At half past six.", ["6:30"]),
    ],
)
def test_it_names_figures_that_stand_nowhere(text: str, wrong: list[str]) -> None:
    assert unfounded_figures(text, GROUND) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("We are open on Monday.", []),
        ("You asked about Sunday.", []),
        ("We are closed on Sunday.", []),
        ("We are open on Sunday.", ["sunday"]),
        ("Come on Saturday.", ["saturday"]),
        ("Tomorrow, Thursday, is fine.", []),
    ],
)
def test_it_opens_on_no_day_that_only_the_lead_named(text: str, wrong: list[str]) -> None:
    assert unfounded_dates(text, GROUND) == wrong


def test_it_knows_the_streets_that_were_said() -> None:
    assert unfounded_streets("From Elm Street to 12 King Road.", GROUND) == []
    assert unfounded_streets("We are in Queen Street.", GROUND) == ["queen street"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("You'd like to come at 7 am, noted.", []),
        ("See you at 7:00.", ["7:00"]),
        ("7:00 is available.", ["7:00"]),
        ("It is 12:35 now.", []),
        ("You can come at 12:35.", ["12:35"]),
        ("I can't offer 80 euros.", []),
        ("It costs 80 euros, as you said.", ["80"]),
        ("With up to 80 euros, what do you need?", []),
        ("It costs 25 euros.", ["25 euro"]),
        ("It costs 12 euros.", ["12 euro"]),
    ],
)
def test_it_tells_wishes_from_what_is_given(text: str, wrong: list[str]) -> None:
    # The 12 is a house number, the 25 a day of the month.
    ground = Ground(EVIDENCE, (*GROUND.lead_texts, "Can I come at 7:00?"), GROUND.fact_texts)
    assert unfounded_figures(text, ground) == wrong


def test_it_takes_no_price_for_a_reference() -> None:
    ground = Ground(EVIDENCE, ("Say 1usd or 100k, ref q1w2-e3",))
    assert unfounded_figures("It is 1usd.", ground) != []
    assert unfounded_figures("It costs 100k.", ground) == ["100000"]
    assert unfounded_figures("Noted, q1w2-e3.", ground) == []
