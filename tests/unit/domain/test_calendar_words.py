"""Days and dates that a text names."""

from __future__ import annotations

import pytest

from app.domain.calendar_words import Calendar, calendar_of, unfounded_days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Sunday to Thursday", {6, 0, 1, 2, 3}),
        ("Mon-Fri 9-5", {0, 1, 2, 3, 4}),
        ("de lunes a viernes", {0, 1, 2, 3, 4}),
        ("من الأحد إلى الخميس", {6, 0, 1, 2, 3}),
        ("يوم الثلاثاء", {1}),
        ("on weekdays", {0, 1, 2, 3, 4}),
        ("She sat in the sun.", set()),
    ],
)
def test_it_reads_weekdays_and_their_ranges(text: str, days: set[int]) -> None:
    assert calendar_of(text).days == days


@pytest.mark.parametrize(
    "text", ["the 3rd of March", "March the third", "3 de marzo", "٣ مارس", "2026-03-03"]
)
def test_it_reads_a_date_in_any_writing(text: str) -> None:
    assert calendar_of(text).dates == {(3, 3)}


def test_it_takes_may_and_march_for_verbs() -> None:
    assert calendar_of("You may march in.") == Calendar()


def test_it_names_what_is_not_known() -> None:
    known = calendar_of("Sunday to Thursday")
    assert unfounded_days(calendar_of("Friday, 3 March"), known) == ["friday", "3 march"]


def test_it_claims_seven_days_only_beside_an_opening() -> None:
    assert calendar_of("We help people every day.", is_claim=True).days == set()
    assert calendar_of("We are open every day.", is_claim=True).days == set(range(7))
