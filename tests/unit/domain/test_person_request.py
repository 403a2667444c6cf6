"""Who asks for a person, in many words, and who only speaks of people."""

from __future__ import annotations

import time

import pytest

from app.domain.person_request import wants_person
from tests.unit.domain.wish_sentences import sentences


@pytest.mark.parametrize("text", sentences("person", "+"))
def test_it_hears_who_asks_for_a_person(text: str) -> None:
    assert wants_person(text)


@pytest.mark.parametrize("text", sentences("person", "-"))
def test_it_leaves_talk_about_people_alone(text: str) -> None:
    assert not wants_person(text)


def test_it_obeys_a_wish_with_a_slip_in_it() -> None:
    assert wants_person("pls conect me to a human agetn")


@pytest.mark.parametrize("text", ["", "👍", "?", "ok", "yes please", "Thursday at 3"])
def test_it_ignores_messages_without_a_wish(text: str) -> None:
    assert not wants_person(text)


def test_it_handles_very_long_messages_in_little_time() -> None:
    started = time.thread_time()
    wants_person("can someone call the person who spoke to an agent " * 2_000)
    assert time.thread_time() - started < 0.5
