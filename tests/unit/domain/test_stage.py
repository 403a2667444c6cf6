"""The stage of a conversation, and what may be asked in it."""

from __future__ import annotations

from app.domain.stage import Stage, due


def test_it_asks_the_most_telling_first() -> None:
    assert due(("budget", "area"), {}, False, False).questions == ("budget", "area")


def test_it_asks_nobody_a_third_time() -> None:
    assert due(("budget", "area"), {"budget": 2, "area": 1}, True, False).questions == ("area",)


def test_it_asks_nothing_while_the_lead_waits_for_a_person() -> None:
    found = due(("budget",), {}, True, True)
    assert (found.stage, found.questions) == (Stage.WAITING, ())


def test_it_knows_when_everything_is_asked() -> None:
    assert due(("budget",), {"budget": 2}, True, False).stage is Stage.QUALIFIED
    assert due((), {}, True, False).stage is Stage.QUALIFIED


def test_it_greets_before_it_qualifies() -> None:
    assert due(("budget",), {}, False, False).stage is Stage.GREETING
    assert due(("budget",), {}, True, False).stage is Stage.QUALIFYING
