"""Who asks if a machine answers, in many words, and who speaks of another one."""

from __future__ import annotations

import time

import pytest

from app.domain.ai_question import asks_if_ai
from app.domain.person_request import wants_person
from tests.unit.domain.wish_sentences import sentences


@pytest.mark.parametrize("text", sentences("ai", "+"))
def test_it_hears_who_asks_if_it_is_a_machine(text: str) -> None:
    assert asks_if_ai(text)


@pytest.mark.parametrize("text", sentences("ai", "-"))
def test_it_leaves_other_machines_and_people_alone(text: str) -> None:
    assert not asks_if_ai(text)


def test_it_tells_the_question_from_the_wish_for_a_person() -> None:
    assert asks_if_ai("Are you a robot?")
    assert not wants_person("Are you a robot?")
    assert not asks_if_ai("Get me a human, please")


@pytest.mark.parametrize("text", ["", "👍", "?", "ok", "are you open on Sunday?"])
def test_it_ignores_other_questions(text: str) -> None:
    assert not asks_if_ai(text)


def test_it_handles_very_long_messages_in_little_time() -> None:
    started = time.thread_time()
    asks_if_ai("are you the person who sold me a robot and a computer or a machine " * 1_500)
    assert time.thread_time() - started < 0.5
