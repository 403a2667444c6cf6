"""What a profile decides by itself: how the assistant may act now, what it says it is, which hard
rules hold.

Hours are local to the tenant's zone, so summer time needs no thought: a wall clock is compared
with a wall clock. Hours past midnight are two openings, one up to ``24:00``, one from ``00:00``.

Hard rules are looked at by code after the lead wrote. A rule of words holds for whole words in any
spelling that ``text.words`` makes equal, an Arabic word also with the particles written onto it.
A regular expression is compiled once for each rule, as it is tried on every message.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from app.domain.tenant import (
    EscalationRule,
    Mode,
    Opening,
    Profile,
    RuleKind,
    SpecialDay,
    Tenant,
)
from app.domain.text import strip_marks, words

# A rule's words stand in what a person typed; what is longer was pasted, of which the start counts.
_READ_CHARS = 4_000
_PARTED = re.compile(r"[,،;؛\n]+")
_ARABIC_WORD = re.compile(r"[\u0600-\u06ff]")
# And, so; by, for, like; the: written onto the next word ("والمحامي", "للمحامي").
_PARTICLES = "(?:[وف])?(?:[بكل]?ال|لل|[بلك])?"
_CURRENCY = re.compile(r"\A[A-Z]{3} (?=[\d.-])")
_DISCLOSURES = {
    "en": "I'm the AI assistant of {name}.",
    "es": "Soy el asistente de IA de {name}.",
    "ar": "أنا مساعد {name} الآلي بالذكاء الاصطناعي.",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything of a tenant that is edited as one and kept as one version."""

    profile: Profile
    languages: tuple[str, ...] = ("en",)
    zone: str = "UTC"
    mode: Mode = Mode.AUTOMATIC


def settings_of(tenant: Tenant) -> Settings:
    """Return what is edited of a tenant, as it is in force."""
    return Settings(tenant.profile, tenant.languages, tenant.zone, tenant.mode)


def with_settings(tenant: Tenant, settings: Settings, version: int) -> Tenant:
    """Return the tenant as it would be, or was, under a version of its settings."""
    return replace(
        tenant,
        profile=settings.profile,
        languages=settings.languages,
        zone=settings.zone,
        mode=settings.mode,
        profile_version=version,
    )


def is_open(tenant: Tenant, now_ms: int) -> bool:
    """Tell whether the business is open; one without opening hours always is.

    On a special day its hours hold and no others: what began the evening before ends at midnight.
    """
    local = datetime.fromtimestamp(now_ms / 1000, UTC).astimezone(ZoneInfo(tenant.zone))
    minute = local.hour * 60 + local.minute
    return any(first <= minute < beyond for first, beyond in spans_on(tenant, local.date()))


def spans_on(tenant: Tenant, day: date) -> list[tuple[int, int]]:
    """Return the spans a business is open on a date, in minutes of the day, the end excluded.

    Everything that asks whether it is open asks here: a special day's hours come before those of
    the week, and one without hours of the week is open all day on any other.
    """
    profile = tenant.profile
    special = special_day(profile.special_days, day.isoformat())
    if special is not None:
        return [minutes_of(span) for span in special.hours]
    if not profile.openings:
        return [(0, 24 * 60)]
    return [
        (minute_of(one.opens), minute_of(one.closes))
        for one in profile.openings
        if one.day == day.weekday()
    ]


def special_day(days: Sequence[SpecialDay], day: str) -> SpecialDay | None:
    """Return the special day of a date (``YYYY-MM-DD``), or None for a day as any other.

    A day of exactly this date comes before one of every year.
    """
    yearly = None
    for one in days:
        if one.date == day:
            return one
        if one.yearly and one.date[5:] == day[5:]:
            yearly = one
    return yearly


def minutes_of(span: str) -> tuple[int, int]:
    """Return the first minute of ``HH:MM-HH:MM`` and the one behind the last.

    Raises:
        ValueError: it is no such span.
    """
    opens, dash, closes = span.partition("-")
    if not dash:
        raise ValueError(f"{span!r} is no span of time")
    return minute_of(opens), minute_of(closes)


def minute_of(clock: str) -> int:
    """Return the minute of the day of ``HH:MM``; ``24:00`` is 1440.

    Raises:
        ValueError: it is no such time.
    """
    hour, colon, minute = clock.partition(":")
    if not colon or len(hour) != 2 or len(minute) != 2 or not (hour + minute).isdecimal():
        raise ValueError(f"{clock!r} is no time of the form HH:MM")
    total = int(hour) * 60 + int(minute)
    if int(minute) > 59 or total > 24 * 60:
        raise ValueError(f"{clock!r} is no time of a day")
    return total


def mode_at(tenant: Tenant, channel: str, now_ms: int) -> Mode:
    """Return what the assistant may do on a channel kind now; pauses are looked at elsewhere.

    The channel's own mode comes before the tenant's, the mode for closed hours before both; a
    channel that is off stays off.
    """
    profile = tenant.profile
    usual = Mode(profile.modes.get(channel) or tenant.mode)
    if usual is Mode.OFF or not profile.closed_mode or is_open(tenant, now_ms):
        return usual
    return Mode(profile.closed_mode)


def disclosure_line(tenant: Tenant, language: str) -> str:
    """Return the line that says it is an AI, in the lead's language; "" when the tenant has none.

    Without a line of the tenant's own in the language the built-in one is used, and English for a
    language that has neither.
    """
    profile = tenant.profile
    if not profile.discloses:
        return ""
    base = language.partition("-")[0].lower()
    for code in (language, base):
        own = profile.disclosure.get(code, "").strip()
        if own:
            return own
    if base not in _DISCLOSURES:
        return profile.disclosure.get("en", "").strip() or built_in_line(tenant.name, "en")
    return built_in_line(tenant.name, base)


def built_in_line(name: str, language: str) -> str:
    """Return the line used for a business that wrote none: English, Spanish, Arabic."""
    return _DISCLOSURES.get(language, _DISCLOSURES["en"]).format(name=name)


def match_rules(
    rules: Sequence[EscalationRule],
    lead_texts: Iterable[str],
    points: int,
    findings: Mapping[str, str],
    unknown_count: int,
) -> tuple[EscalationRule, ...]:
    """Return the hard rules that hold now, in the profile's order.

    Args:
        lead_texts: what the lead wrote and nobody answered yet.
        points: the score, 0-100.
        findings: the canonical values in force by criterion id (``qualification.known_values``).
        unknown_count: replies in a row that knew no answer.
    """
    if not rules:
        return ()
    said = [" ".join(words(text[:_READ_CHARS])) for text in lead_texts]
    return tuple(rule for rule in rules if _holds(rule, said, points, findings, unknown_count))


def _holds(
    rule: EscalationRule,
    said: Sequence[str],
    points: int,
    findings: Mapping[str, str],
    unknown_count: int,
) -> bool:
    match rule.kind:
        case RuleKind.WORDS:
            pattern = _phrases(rule.value)
            return pattern is not None and any(pattern.search(text) for text in said)
        case RuleKind.SCORE:
            least = number_of(rule.value)
            return least is not None and points >= least
        case RuleKind.UNANSWERED:
            most = number_of(rule.value)
            return most is not None and unknown_count >= most
        case RuleKind.FINDING:
            criterion_id, value = finding_of(rule.value)
            return criterion_id in findings and _is_value(value, findings[criterion_id])


def number_of(value: str) -> int | None:
    """Return the whole number a rule of points or replies names, or None when it names none."""
    bare = strip_marks(value)
    return int(bare) if bare.isdecimal() and len(bare) < 10 else None


def finding_of(value: str) -> tuple[str, str]:
    """Return the criterion and the value of ``criterion=value``; ``*`` stands for any value."""
    criterion_id, _, wanted = value.partition("=")
    return criterion_id.strip(), wanted.strip()


def _is_value(wanted: str, value: str) -> bool:
    if wanted == "*":
        return True
    # "500000" is meant by who writes a rule for a budget that is kept as "USD 500000".
    return strip_marks(wanted) in (strip_marks(value), strip_marks(_CURRENCY.sub("", value)))


def phrases_of(value: str) -> tuple[str, ...]:
    """Return the phrases of a rule of words, as they are compared: folded, in single spaces."""
    return tuple(phrase for part in _PARTED.split(value) if (phrase := " ".join(words(part))))


@lru_cache(maxsize=1024)
def _phrases(value: str) -> re.Pattern[str] | None:
    phrases = phrases_of(value)
    if not phrases:
        return None
    return re.compile("(?<![^ ])(?:" + "|".join(map(_phrase, phrases)) + ")(?![^ ])")


def _phrase(phrase: str) -> str:
    start = _PARTICLES if _ARABIC_WORD.match(phrase) else ""
    return start + re.escape(phrase)


def overlapping(openings: Sequence[Opening]) -> tuple[Opening, Opening] | None:
    """Return two openings of one day that share time, or None; their clocks must be readable."""
    placed = sorted(openings, key=lambda one: (one.day, minute_of(one.opens)))
    for first, second in pairwise(placed):
        if first.day == second.day and minute_of(second.opens) < minute_of(first.closes):
            return first, second
    return None
