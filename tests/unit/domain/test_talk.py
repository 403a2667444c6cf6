"""The newest messages read with the whole talk, for criteria that plainly are one fact."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.message import Author, Message
from app.domain.talk import claims_from_talk
from app.domain.tenant import Criterion, CriterionKind

TODAY = date(2026, 11, 25)
AREA = Criterion("area", CriterionKind.PLACE, {"en": "Which area do you prefer?"})
BEDS = Criterion("beds", CriterionKind.RANGE, {"en": "How many bedrooms do you need?"})
DAY = Criterion("visit", CriterionKind.DATE, {"en": "When would you like to come?"})
DEAL = Criterion("deal", CriterionKind.CHOICE, {"en": "Buy or rent?"}, options=("buy", "rent"))


def _talk(*lines: tuple[str, str]) -> list[Message]:
    authors = {"lead": Author.LEAD, "us": Author.ASSISTANT}
    return [Message(f"m{n}", "c", authors[who], text, n) for n, (who, text) in enumerate(lines)]


def _claims(
    history: list[Message], known: dict[str, str] | None = None, *criteria: Criterion
) -> dict[str, str]:
    newest = {history[-1].id}
    wanted = criteria or (AREA, BEDS, DAY)
    found = claims_from_talk(wanted, history, newest, known or {}, TODAY)
    return {claim.criterion_id: claim.value for claim in found}


def test_a_bare_number_answers_the_question_before_it() -> None:
    said = _talk(("lead", "Hi"), ("us", "How many bedrooms do you need?"), ("lead", "two"))
    assert _claims(said) == {"beds": "2"}


def test_a_correction_of_something_known_is_claimed() -> None:
    said = _talk(
        ("lead", "A flat with two bedrooms"),
        ("us", "Noted."),
        ("lead", "Sorry, make that three bedrooms"),
    )
    assert _claims(said, {"beds": "2"}) == {"beds": "3"}


def test_what_is_known_is_not_claimed_again() -> None:
    said = _talk(("us", "How many bedrooms do you need?"), ("lead", "two bedrooms"))
    assert _claims(said, {"beds": "2"}) == {}


def test_only_the_newest_messages_are_claimed_from() -> None:
    said = _talk(("lead", "two bedrooms please"), ("us", "Noted."), ("lead", "thanks"))
    assert _claims(said) == {}


def test_our_own_words_are_nobodys_telling() -> None:
    said = _talk(("us", "We have flats with 3 bedrooms in Oakland."), ("lead", "I see"))
    assert _claims(said) == {}


def test_a_fact_two_criteria_could_be_is_nobodys() -> None:
    other = Criterion("work", CriterionKind.PLACE, {"en": "Where do you work?"})
    said = _talk(("lead", "I look for a flat in Oakland"))
    assert "area" not in _claims(said, {}, AREA, other)


@pytest.mark.parametrize("text", ["I want to rent a flat", "looking for something to rent"])
def test_a_deal_is_told_by_its_verb(text: str) -> None:
    assert _claims(_talk(("lead", text)), {}, AREA, DEAL) == {"deal": "rent"}


def test_quotes_stand_in_their_message() -> None:
    said = _talk(("lead", "I look for 2 bedrooms in San Jose, next Friday works"))
    found = claims_from_talk((AREA, BEDS, DAY), said, {"m0"}, {}, TODAY)
    assert found
    assert all(claim.quote in said[0].text for claim in found)
