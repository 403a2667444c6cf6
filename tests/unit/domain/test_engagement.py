"""How close a lead is to acting, from what they do."""

from __future__ import annotations

import time

import pytest

from app.domain.engagement import POINTS, Engagement, read_engagement
from app.domain.tracking import Line


def _read(*said: str) -> Engagement:
    """Read a talk that we begin; an empty message of ours is left out."""
    lines = [Line(("us", "lead")[n % 2], text, f"m{n}") for n, text in enumerate(said) if text]
    return read_engagement(lines)


def _kinds(*said: str) -> set[str]:
    return {sign.kind for sign in _read(*said).signs}


@pytest.mark.parametrize(
    ("ours", "text", "kind"),
    [
        ("", "Can I book a viewing?", "asks_to_meet"),
        ("", "I'd like to visit the flat", "asks_to_meet"),
        ("Would you like to visit the flat on Monday?", "yes please", "asks_to_meet"),
        ("", "quiero reservar una cita", "asks_to_meet"),
        ("¿Le gustaría reservar?", "claro", "asks_to_meet"),
        ("", "ممكن أحجز موعد؟", "asks_to_meet"),
        ("", "Tuesday at 5 pm", "names_time"),
        ("", "el viernes", "names_time"),
        ("", "يوم الخميس", "names_time"),
        ("There is one at 4 Mill Lane.", "That sounds good", "chooses"),
        ("", "me interesa", "chooses"),
        ("", "مناسب لي", "chooses"),
        ("", "what is the rent there?", "asks_about"),
        ("", "I need 3 bedrooms", "tells"),
        ("", "I'm just looking", "puts_off"),
        ("Would you like to book it?", "No, thanks", "puts_off"),
        ("", "ahora no", "puts_off"),
        ("", "مو الحين", "puts_off"),
        ("", "That's all, bye", "leaves"),
    ],
)
def test_it_sees_a_sign(ours: str, text: str, kind: str) -> None:
    assert kind in _kinds(ours, text)


@pytest.mark.parametrize(
    ("ours", "text", "kind"),
    [
        ("", "I don't want an appointment", "asks_to_meet"),
        ("Would you like to book it?", "not right now", "asks_to_meet"),
        ("What is your budget?", "yes", "asks_to_meet"),
        ("What else?", "no", "puts_off"),
        ("Would you like to book it?", "no problem, yes", "puts_off"),
        ("", "no me gusta", "chooses"),
    ],
)
def test_it_sees_no_sign_where_there_is_none(ours: str, text: str, kind: str) -> None:
    assert kind not in _kinds(ours, text)


def test_it_ranks_who_books_above_who_looks() -> None:
    books = _read(
        "", "I need a flat in Ashby", "There is one.", "Sounds good, can I visit it on Friday?"
    )
    looks = _read("", "I need a flat in Ashby", "There is one.", "Thanks, I'm just looking. Bye")
    assert books.points > 60 > 20 > looks.points


def test_it_lets_a_later_request_stand_over_a_refusal() -> None:
    said = ("Would you like to book?", "Not now", "Anything else?", "Actually, book me an visit")
    assert _kinds(*said) >= {"asks_to_meet"}
    assert "puts_off" not in _kinds(*said)


def test_it_counts_a_sign_only_once() -> None:
    once = _read("", "Can I book a visit?")
    often = _read("", "Can I book a visit?", "", "Can I book a visit?", "", "Can I book a visit?")
    asked = [sign for sign in often.signs if sign.kind == "asks_to_meet"]
    assert len(asked) == 1
    assert often.points - once.points <= 2 * POINTS["asks_about"]


def test_it_names_the_message_of_each_sign() -> None:
    lines = [Line("lead", "Hello", "a"), Line("lead", "Could I see it on Monday?", "b")]
    signs = read_engagement(lines).signs
    assert {sign.message_id for sign in signs} == {"b"}
    assert all(sign.quote in lines[1].text for sign in signs)


def test_it_keeps_points_between_nothing_and_a_hundred() -> None:
    assert _read("", "just looking, bye").points == 0
    eager = ["I want to visit it on Friday at 5 pm, sounds good", "I need 3 beds", "What is it?"]
    assert _read(*[text for one in eager * 4 for text in ("", one)]).points <= 100


@pytest.mark.parametrize("unit", ["a", "i would ", "book ", "? ", "م", "1 "])
def test_it_reads_a_hostile_message_quickly(unit: str) -> None:
    begun = time.process_time()
    _read("", unit * (100_000 // len(unit)))
    assert time.process_time() - begun < 0.5
