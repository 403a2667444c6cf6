"""One question at a time, and none that the lead has answered."""

from __future__ import annotations

from app.domain.asking import hint_of, objections


def _codes(text: str, asks: str | None = None) -> list[str]:
    found = objections(text, asks, ("budget",), {"area": "Soho"})
    return [one.code for one in found]


def test_it_lets_one_open_question_through() -> None:
    assert _codes("We are open until six. What is your budget?", "budget") == []


def test_it_objects_to_two_questions() -> None:
    assert _codes("What is your budget? And where do you live?") == ["many_questions"]
    assert _codes("ما ميزانيتك؟ وأين تسكن؟") == ["many_questions"]


def test_it_takes_a_doubled_sign_for_one_question() -> None:
    assert _codes("Really??", None) == []


def test_it_objects_to_asking_what_is_known() -> None:
    assert _codes("Which area?", "area") == ["asks_known"]


def test_it_objects_to_a_question_that_is_not_open() -> None:
    assert _codes("Cash or card?", "payment") == ["asks_closed"]


def test_it_tells_the_model_what_to_mend() -> None:
    found = objections("Which area? Now?", "area", (), {"area": "Soho"})
    assert "area" in hint_of(found)
    assert "at most one" in hint_of(found)
