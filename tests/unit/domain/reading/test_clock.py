"""Times of day as people say them, in three languages."""

from __future__ import annotations

from datetime import date, time

import pytest

from app.domain.reading import read


def times(text: str, asked: tuple[str, ...] = ()) -> dict[str, object]:
    spans = read(text, asked, date(2022, 3, 15), time(9))
    return {span.kind: span.value for span in spans if span.kind.startswith("time")}


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("7:45 in the evening", "19:45"),
        ("at 8pm", "20:00"),
        ("10.30am", "10:30"),
        ("half past six", "06:30"),
        ("half 7", "07:30"),
        ("quarter to 8 in the evening", "19:45"),
        ("at ten past 9 at night", "21:10"),
        ("at 5 to 8", "07:55"),
        ("20 to 11 p.m.", "22:40"),
        ("2 05 p.m.", "14:05"),
        ("0 45 p.m.", "12:45"),
        ("12:25 at night", "00:25"),
        ("seven thirty", "07:30"),
        ("around 6ish", "06:00"),
        ("7 o'clock", "07:00"),
        ("at 1930", "19:30"),
        ("at noon", "12:00"),
        ("in half an hour", "09:30"),
        ("in an hour and a half", "10:30"),
        ("tomorrow night at 9", "21:00"),
        ("at 8 tonight", "20:00"),
        ("a las 6 y media", "06:30"),
        ("a las ocho menos cuarto de la tarde", "19:45"),
        ("a la una y cuarto", "01:15"),
        ("a las 20h", "20:00"),
        ("en media hora", "09:30"),
        ("الساعة ٥ ونص", "05:30"),
        ("الساعة ٨ إلا ربع", "07:45"),
        ("الساعة السادسة والنصف مساء", "18:30"),
        ("بعد ساعتين", "11:00"),
    ],
)
def test_it_reads_a_time_as_it_is_said(text: str, at: str) -> None:
    assert list(times(text).values()) == [at]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("from 2 to 4 pm", "14:00", "16:00"),
        ("11 to 1 pm", "11:00", "13:00"),
        ("between 9 in the morning and 10:30", "09:00", "10:30"),
        ("6pm-9pm", "18:00", "21:00"),
        ("entre las 5 y las 7 de la tarde", "17:00", "19:00"),
    ],
)
def test_it_reads_a_range_of_hours(text: str, first: str, last: str) -> None:
    assert times(text) == {"time_from": first, "time_to": last}


@pytest.mark.parametrize(
    "text",
    ["for 10 people", "two nights", "at 10 Downing Street", "more than 5", "it costs $7", "3 bed"],
)
def test_it_invents_no_time(text: str) -> None:
    assert times(text) == {}


@pytest.mark.parametrize(("text", "at"), [("13", "13:00"), ("2145", "21:45"), ("nine", "09:00")])
def test_it_takes_a_bare_number_for_a_time_when_asked(text: str, at: str) -> None:
    assert times(text, ("time",)) == {"time": at}
    assert times(text) == {}
