"""Honest replies pass and hostile drafts do not, for four businesses and in three languages."""

from __future__ import annotations

import pytest

from app.domain.guard import Decision, judge
from tests.unit.domain.guard_cases import DENTAL, HONEST, HOSTILE, Business


@pytest.mark.parametrize(("business", "language", "heard", "reply", "done"), HONEST)
def test_it_sends_what_an_honest_assistant_says(
    business: Business, language: str, heard: str, reply: str, done: frozenset[str]
) -> None:
    verdict = judge(reply, business.context(language, heard, done))
    assert verdict.reasons == ()
    assert verdict.decision is Decision.SEND


@pytest.mark.parametrize(("business", "language", "heard", "draft", "code"), HOSTILE)
def test_it_holds_what_an_obedient_attacker_says(
    business: Business, language: str, heard: str, draft: str, code: str
) -> None:
    verdict = judge(draft, business.context(language, heard))
    assert code in [reason.code for reason in verdict.reasons]
    assert verdict.decision is not Decision.SEND


def test_it_tries_enough_of_both() -> None:
    assert len(HONEST) >= 60
    assert len(HOSTILE) >= 60
    assert {case[1] for case in HONEST} == {case[1] for case in HOSTILE} == {"en", "es", "ar"}


def test_it_lets_a_booking_be_told_once_it_was_made() -> None:
    draft = "You're booked for Monday at 9:00."
    assert [reason.code for reason in judge(draft, DENTAL.context("en")).reasons] == ["promise"]
    assert judge(draft, DENTAL.context("en", done=frozenset({"book"}))).reasons == ()
