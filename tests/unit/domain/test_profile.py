"""What a profile decides by itself: hours, modes, the disclosure line, hard rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from app.domain.profile import (
    disclosure_line,
    is_open,
    match_rules,
    minute_of,
    mode_at,
    overlapping,
    settings_of,
    with_settings,
)
from app.domain.tenant import (
    EscalationRule,
    Mode,
    Opening,
    Profile,
    RuleKind,
    SpecialDay,
    Tenant,
)

WEEK = tuple(Opening(day, "09:00", "18:00") for day in range(5))


def _tenant(mode: Mode = Mode.AUTOMATIC, zone: str = "Europe/Madrid", **profile: object) -> Tenant:
    return Tenant("t1", "Harbour Homes", zone, mode=mode, profile=Profile(**profile))  # type: ignore[arg-type]


def _at(clock: str, zone: str = "Europe/Madrid", day: str = "2026-07-06") -> int:
    local = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo(zone))
    return int(local.astimezone(UTC).timestamp() * 1000)


def _rules(kind: RuleKind, *values: str) -> tuple[EscalationRule, ...]:
    return tuple(EscalationRule(kind, value) for value in values)


def test_it_is_always_open_without_hours() -> None:
    """No hours are no closed hours."""
    assert is_open(_tenant(), _at("03:00"))


@pytest.mark.parametrize(
    ("clock", "expected"),
    [("08:59", False), ("09:00", True), ("17:59", True), ("18:00", False)],
)
def test_it_obeys_the_edges_of_the_hours(clock: str, expected: bool) -> None:
    """The first minute belongs to the hours, the last does not."""
    assert is_open(_tenant(openings=WEEK), _at(clock)) is expected


@pytest.mark.parametrize("day", ["2026-03-30", "2026-10-26"])
def test_it_keeps_local_hours_after_the_clock_change(day: str) -> None:
    """Nine o'clock is nine o'clock on the Monday after the change too."""
    tenant = _tenant(openings=WEEK)
    assert (is_open(tenant, _at("09:00", day=day)), is_open(tenant, _at("08:59", day=day))) == (
        True,
        False,
    )


def test_it_is_closed_on_a_day_without_hours() -> None:
    """Saturday has none."""
    assert not is_open(_tenant(openings=WEEK), _at("12:00", day="2026-07-04"))


def test_it_handles_hours_past_midnight_as_two() -> None:
    """Monday to 24:00 and Tuesday from 00:00 leave no gap."""
    tenant = _tenant(openings=(Opening(0, "20:00", "24:00"), Opening(1, "00:00", "02:00")))
    open_at = [
        is_open(tenant, _at("23:59")),
        is_open(tenant, _at("00:00", day="2026-07-07")),
        is_open(tenant, _at("02:00", day="2026-07-07")),
    ]
    assert open_at == [True, True, False]


@pytest.mark.parametrize("clock", ["9:00", "24:01", "10:60", "noon", "", "1000", "-1:00"])
def test_it_rejects_what_is_no_time(clock: str) -> None:
    """A clock is two digits, a colon, two digits."""
    with pytest.raises(ValueError, match="no time"):
        minute_of(clock)


def test_it_finds_hours_that_overlap() -> None:
    """Two openings of one day may touch, not overlap."""
    first, second = Opening(0, "09:00", "13:00"), Opening(0, "12:30", "18:00")
    assert overlapping((second, first)) == (first, second)
    assert overlapping((first, replace(second, opens="13:00"))) is None


def test_it_obeys_the_channels_own_mode() -> None:
    """A channel's mode comes before the tenant's, whichever is stricter."""
    tenant = _tenant(Mode.DRAFT_ONLY, modes={"web_chat": "automatic"})
    modes = [mode_at(tenant, channel, _at("12:00")) for channel in ("web_chat", "sms")]
    assert modes == [Mode.AUTOMATIC, Mode.DRAFT_ONLY]


@pytest.mark.parametrize(
    ("clock", "expected"), [("12:00", Mode.DRAFT_ONLY), ("22:00", Mode.AUTOMATIC)]
)
def test_it_obeys_the_mode_of_closed_hours(clock: str, expected: Mode) -> None:
    """People approve by day, the assistant answers alone by night."""
    tenant = _tenant(Mode.DRAFT_ONLY, openings=WEEK, closed_mode="automatic")
    assert mode_at(tenant, "sms", _at(clock)) is expected


def test_it_keeps_a_channel_off_when_closed() -> None:
    """Off is off at every hour, whatever closed hours say."""
    tenant = _tenant(openings=WEEK, closed_mode="automatic", modes={"sms": "off"})
    assert mode_at(tenant, "sms", _at("22:00")) is Mode.OFF


def test_it_ignores_the_closed_mode_without_hours() -> None:
    """Who has no hours is never closed."""
    assert mode_at(_tenant(closed_mode="off"), "sms", _at("22:00")) is Mode.AUTOMATIC


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "I'm Ada, an AI."),
        ("es-MX", "Soy el asistente de IA de Harbour Homes."),
        ("ar", "أنا مساعد Harbour Homes الآلي بالذكاء الاصطناعي."),
        ("fr", "I'm Ada, an AI."),
    ],
)
def test_it_says_it_is_an_ai(language: str, expected: str) -> None:
    """The own line first, then the built-in one, then English."""
    assert disclosure_line(_tenant(disclosure={"en": "I'm Ada, an AI."}), language) == expected


def test_it_says_it_in_english_at_last() -> None:
    """A language that nobody wrote a line for gets the built-in English one."""
    assert disclosure_line(_tenant(), "de") == "I'm the AI assistant of Harbour Homes."


def test_it_says_nothing_when_switched_off() -> None:
    """A business may switch the line off, also with a line of its own."""
    assert disclosure_line(_tenant(discloses=False, disclosure={"en": "An AI."}), "en") == ""


@pytest.mark.parametrize(
    ("value", "text", "holds"),
    [
        ("lawyer, lawsuit", "I will call my LAWYER!", True),
        ("lawyer", "lawyers cost money", False),
        ("gas leak", "There is a gas  leak here", True),
        ("gas leak", "Gas-leak!", True),
        ("gas leak", "a leak of gas", False),
        ("fuga de gas", "Hay una FUGA de gás", True),
        ("محامي، شكوى", "سأتصل بالمحامي", True),
        ("شكوى", "عندي شكوي", True),
        ("emergency", "x" * 100_000 + " emergency", False),
        (" , ", "anything", False),
    ],
)
def test_it_obeys_a_rule_of_words(value: str, text: str, holds: bool) -> None:
    """Whole words, in any case and accent, in what can be read at once."""
    assert bool(match_rules(_rules(RuleKind.WORDS, value), [text], 0, {}, 0)) is holds


def test_it_keeps_phrases_inside_one_message() -> None:
    """The end of one message and the start of the next make no phrase."""
    assert not match_rules(_rules(RuleKind.WORDS, "gas leak"), ["no gas", "leak?"], 0, {}, 0)


@pytest.mark.parametrize(("points", "holds"), [(79, False), (80, True), (100, True)])
def test_it_obeys_a_rule_of_points(points: int, holds: bool) -> None:
    """At least so many points."""
    assert bool(match_rules(_rules(RuleKind.SCORE, "80"), [], points, {}, 0)) is holds


@pytest.mark.parametrize(
    ("value", "holds"),
    [
        ("kind=villa", True),
        ("kind = Villa", True),
        ("kind=flat", False),
        ("kind=*", True),
        ("area=*", False),
        ("budget=500000", True),
        ("budget=USD 500000", True),
        ("budget=5000", False),
        ("kind", False),
    ],
)
def test_it_obeys_a_rule_of_findings(value: str, holds: bool) -> None:
    """A criterion has the value, or any value."""
    known = {"kind": "villa", "budget": "USD 500000"}
    assert bool(match_rules(_rules(RuleKind.FINDING, value), [], 0, known, 0)) is holds


def test_it_obeys_a_rule_of_unknown_answers() -> None:
    """So many replies in a row knew no answer; a rule that names no number never holds."""
    rules = _rules(RuleKind.UNANSWERED, "2", "3", "many")
    assert match_rules(rules, [], 0, {}, 2) == rules[:1]


def test_it_keeps_everything_else_of_a_tenant() -> None:
    """A version is the settings; the name and the budget stay."""
    tenant = replace(_tenant(about="Old."), budget_microusd=5)
    other = replace(settings_of(tenant), profile=Profile(about="New."), zone="UTC")
    changed = with_settings(tenant, other, 7)
    assert settings_of(changed) == other
    assert (changed.name, changed.budget_microusd, changed.profile_version) == (
        "Harbour Homes",
        5,
        7,
    )


HOLIDAYS = (
    SpecialDay("2026-07-06", "Staff day", ("10:00-12:00", "14:00-15:30")),
    SpecialDay("2020-12-25", "Christmas", yearly=True),
    SpecialDay("2028-12-25", "Open for once", ("09:00-10:00",)),
)


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        ("2026-07-06", "09:30", False),
        ("2026-07-06", "11:59", True),
        ("2026-07-06", "12:00", False),
        ("2026-07-06", "15:00", True),
        ("2026-07-13", "09:30", True),
        ("2026-12-25", "10:00", False),
        ("2028-12-25", "09:30", True),
    ],
)
def test_a_special_day_has_its_own_hours(day: str, clock: str, expected: bool) -> None:
    """A holiday of every year gives way to a date."""
    tenant = _tenant(openings=WEEK, special_days=HOLIDAYS, closed_mode="draft_only")
    now = _at(clock, day=day)
    assert is_open(tenant, now) is expected
    assert mode_at(tenant, "sms", now) is (Mode.AUTOMATIC if expected else Mode.DRAFT_ONLY)


def test_without_hours_only_holidays_close() -> None:
    """Somebody who is always there may still have Christmas off."""
    tenant = _tenant(special_days=HOLIDAYS)
    assert is_open(tenant, _at("03:00", day="2026-07-07"))
    assert not is_open(tenant, _at("12:00", day="2026-12-25"))
