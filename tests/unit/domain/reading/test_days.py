"""Dates as people say them, in three languages."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.reading import read

TUESDAY = date(2022, 3, 15)


def days(text: str, asked: tuple[str, ...] = ()) -> dict[str, object]:
    spans = read(text, asked, TUESDAY)
    return {span.kind: span.value for span in spans if span.kind.startswith("date")}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on the 30th of August 2023", "2023-08-30"),
        ("Aug. 4th, please", "2022-08-04"),
        ("May the fourth", "2022-05-04"),
        ("twenty-third of June", "2022-06-23"),
        ("2022-04-10 works", "2022-04-10"),
        ("08/20/2022", "2022-08-20"),
        ("in two weeks", "2022-03-29"),
        ("about ten days from now", "2022-03-25"),
        ("a week from tomorrow", "2022-03-23"),
        ("the day after tomorrow", "2022-03-17"),
        ("3 days ago", "2022-03-12"),
        ("this Sunday", "2022-03-20"),
        ("next Friday", "2022-03-25"),
        ("Tuesday", "2022-03-22"),
        ("last Thursday", "2022-03-10"),
        ("Thursday in a week", "2022-03-24"),
        ("the first Monday of June", "2022-06-06"),
        ("New Year's Eve 2031", "2031-12-31"),
        ("the 18th", "2022-03-18"),
        ("Saturday the 21st", "2022-05-21"),
        ("the 7th of next month", "2022-04-07"),
        ("the 10th", "2022-04-10"),
        ("this evening", "2022-03-15"),
        ("el 3 de mayo", "2022-05-03"),
        ("pasado mañana por la mañana", "2022-03-17"),
        ("dentro de dos semanas", "2022-03-29"),
        ("hace tres días", "2022-03-12"),
        ("el viernes que viene", "2022-03-18"),
        ("el sábado 19", "2022-03-19"),
        ("el 25/12", "2022-12-25"),
        ("يوم الخميس", "2022-03-17"),
        ("بعد بكرة", "2022-03-17"),
        ("٣ مايو", "2022-05-03"),
        ("بعد أسبوعين", "2022-03-29"),
        ("خمسة وعشرين مارس", "2022-03-25"),
    ],
)
def test_it_reads_a_day_as_it_is_said(text: str, day: str) -> None:
    assert list(days(text).values()) == [day]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("from Monday to Thursday", "2022-03-21", "2022-03-17"),
        ("3-5 August", "2022-08-03", "2022-08-05"),
        ("Aug 28 - 3", "2022-08-28", "2022-09-03"),
        ("arriving tomorrow, leaving on Sunday", "2022-03-16", "2022-03-20"),
        ("checking in tomorrow, checking out on Friday", "2022-03-16", "2022-03-18"),
        ("check in on the 20th and check out on the 22nd", "2022-03-20", "2022-03-22"),
        ("del 3 al 5 de mayo", "2022-05-03", "2022-05-05"),
        ("من الأحد إلى الثلاثاء", "2022-03-20", "2022-03-22"),
    ],
)
def test_it_tells_the_begin_of_a_stay_from_its_end(text: str, first: str, last: str) -> None:
    assert days(text) == {"date_from": first, "date_to": last}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("this weekend", "2022-03-19/2022-03-20"),
        ("next month", "2022-04-01/2022-04-30"),
        ("el fin de semana que viene", "2022-03-26/2022-03-27"),
        ("الأسبوع القادم", "2022-03-21/2022-03-27"),
    ],
)
def test_it_reads_weeks_and_months_as_periods(text: str, period: str) -> None:
    assert days(text) == {"date_period": period}


@pytest.mark.parametrize(
    "text",
    [
        "24/7 support",
        "on the 5th of each month",
        "every Friday",
        "we sat down",
        "room 12",
        "the 1st floor",
        "may I ask",
        "it is 5 minutes away",
        "bored in days",
    ],
)
def test_it_invents_no_day(text: str) -> None:
    assert days(text) == {}


def test_it_keeps_two_days_apart() -> None:
    spans = read("either Friday or Saturday, and Sunday too", (), TUESDAY)
    assert [span.kind for span in spans] == ["date", "date", "date"]


def test_it_gives_no_value_to_a_day_that_is_not_known() -> None:
    spans = read("from tomorrow until the 3rd of May 2023")
    assert [(span.kind, span.value) for span in spans] == [
        ("date_from", None),
        ("date_to", "2023-05-03"),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a room for Friday", "date_from"),
        ("a table for Friday", "date"),
        ("what time can I check in on Friday?", "date"),
        ("I stayed there last Friday", "date"),
    ],
)
def test_it_tells_when_a_stay_begins(text: str, kind: str) -> None:
    assert list(days(text)) == [kind]


def test_it_keeps_a_date_of_two_meanings_open() -> None:
    assert days("on 3/4 please") == {"date": None}


def test_it_takes_a_bare_number_for_a_day_when_asked() -> None:
    assert days("the 20", ("date",)) == {"date": "2022-03-20"}
    assert days("20") == {}
