"""A scripted lead answers what it is asked, in its manner, and goes when it has what it wants."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.scripted_lead import Correction, Lead, OwnQuestion, Script, is_same

QUESTIONS = {"budget": ("What is your budget?",), "area": ("Which area do you prefer?",)}
SCRIPT = Script(
    "buyer",
    "buy a flat",
    "Hi!",
    facts={"budget": "300k", "area": "Soho"},
    expects={"budget": "USD 300000", "area": "Soho"},
)


def _play(script: Script, *replies: tuple[str, str]) -> list[str]:
    lead = Lead(script)
    return [lead.next_line(text, asks, QUESTIONS) for text, asks in replies]


def test_it_answers_what_it_is_asked() -> None:
    assert _play(SCRIPT, ("And your budget?", "budget")) == ["300k"]


def test_it_recognises_a_question_nobody_named() -> None:
    assert _play(SCRIPT, ("Nice. Which area do you prefer?", "")) == ["Soho"]


def test_it_tells_a_fact_once_and_then_goes() -> None:
    said = _play(SCRIPT, ("?", "budget"), ("?", "area"), ("?", "area"), ("ok", ""))
    assert said == ["300k", "Soho", "Thanks, that's all!", ""]


def test_a_hesitant_lead_answers_at_the_second_time() -> None:
    hesitant = replace(SCRIPT, temperament="hesitant")
    said = _play(hesitant, ("?", "budget"), ("?", "budget"))
    assert "300k" not in said[0]
    assert "300k" in said[1]


def test_it_corrects_itself_once() -> None:
    script = replace(
        SCRIPT, corrections=(Correction("budget", "Make that 400k", {"budget": "USD 400000"}),)
    )
    said = _play(script, ("?", "budget"), ("Noted.", ""), ("Noted.", ""))
    assert said[1] == "Make that 400k"
    assert said[2] != "Make that 400k"
    assert script.wanted["budget"] == "USD 400000"


def test_it_asks_its_own_questions_when_nothing_is_asked() -> None:
    script = replace(SCRIPT, facts={}, questions=(OwnQuestion("Is it quiet?", "unknown"),))
    assert _play(script, ("Hello.", ""))[0] == "Is it quiet?"


def test_it_declines_what_it_will_not_tell() -> None:
    refusing = replace(SCRIPT, refuses=("budget",))
    assert "300k" not in _play(refusing, ("?", "budget"))[0]


@pytest.mark.parametrize("ends", ["opt_out", "wants_person", "thanks"])
@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_it_ends_as_the_script_says(ends: str, language: str) -> None:
    script = replace(SCRIPT, facts={}, ends=ends, language=language)
    said = _play(script, ("Hello.", ""), ("Bye.", ""))
    assert said[0]
    assert said[1] == ""


@pytest.mark.parametrize(
    ("found", "wanted", "is_words", "same"),
    [
        ("2026-11-26", "today+1", False, True),
        ("2026-11-27", "today+1", False, False),
        ("the old town", "Old Town", True, True),
        ("the old town", "Old Town", False, False),
        ("USD 100", "usd 100", False, True),
        ("", "x", True, False),
    ],
)
def test_values_are_compared_by_meaning(
    found: str, wanted: str, is_words: bool, same: bool
) -> None:
    assert is_same(found, wanted, is_words, date(2026, 11, 25)) is same
