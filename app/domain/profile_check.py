"""What is wrong with a profile: every mistake, the field it is at, and how to mend it.

Fields are named as the page and the API name them: ``hot_at``, ``disclosure.es``, ``openings.2``
(the third opening), ``criteria.0.weight``, ``rules.1.value``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from zoneinfo import available_timezones

from app.domain.criteria_check import LANGUAGE, check_criteria, check_rules
from app.domain.mistakes import Mistake, mistake
from app.domain.phone import E164
from app.domain.profile import Settings, minute_of, overlapping
from app.domain.special_days import check_special_days
from app.domain.tenant import ChannelKind, Mode, Opening, Profile
from app.domain.values import read_email

MOST_LANGUAGES, MOST_PHRASES, LONGEST_PHRASE, MOST_LINKS = 10, 100, 120, 50
# Characters. The whole form of the page, in a script of two bytes a letter, fits into a body.
LONGEST = {
    "about": 4_000,
    "tone": 300,
    "scope": 2_000,
    "escalate_when": 2_000,
    "address": 300,
    "booking_link": 500,
}
LONGEST_LINE = {"disclosure": 200, "help_text": 400}
RANGES = {
    "hot_at": (1, 100),
    "warm_at": (0, 99),
    "max_segments": (1, 10),
    "max_replies": (0, 500),
    "must_pass": (0, 100),
}
_LINK = re.compile(r"(?:https?://)?[^\W_](?:[\w-]*\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]\S*)?\Z")


def check_profile(settings: Settings) -> list[Mistake]:
    """Return every mistake of a tenant's settings; none when they may come into force."""
    profile = settings.profile
    return [
        *_tenant(settings),
        *_texts(profile),
        *_reach(profile),
        *_lists(profile),
        *_numbers(profile),
        *_modes(profile),
        *check_openings(profile.openings),
        *check_special_days(profile.special_days),
        *check_criteria(profile.criteria),
        *check_rules(profile.rules, profile.criteria),
    ]


@cache
def zones() -> frozenset[str]:
    """Return the names of the time zones this machine knows."""
    return frozenset(available_timezones())


def _tenant(settings: Settings) -> Iterator[Mistake]:
    if settings.zone not in zones():
        yield mistake("zone", "zone", value=settings.zone)
    languages = settings.languages
    if not languages:
        yield mistake("languages", "languages")
    if len(languages) > MOST_LANGUAGES:
        yield mistake("languages", "too_many", most=MOST_LANGUAGES, count=len(languages))
    for number, code in enumerate(languages):
        if not LANGUAGE.match(code):
            yield mistake("languages", "language", value=code)
        elif code in languages[:number]:
            yield mistake("languages", "twice", value=code)


def _texts(profile: Profile) -> Iterator[Mistake]:
    for name, most in LONGEST.items():
        count = len(getattr(profile, name))
        if count > most:
            yield mistake(name, "too_long", most=most, count=count)
    for name, most in LONGEST_LINE.items():
        lines: dict[str, str] = getattr(profile, name)
        for code, line in lines.items():
            if not LANGUAGE.match(code):
                yield mistake(name, "language", value=code)
            elif len(line) > most:
                yield mistake(f"{name}.{code}", "too_long", most=most, count=len(line))


def _reach(profile: Profile) -> Iterator[Mistake]:
    if profile.phone and not E164.match(profile.phone):
        yield mistake("phone", "phone")
    if profile.email and read_email(profile.email) != profile.email.lower():
        yield mistake("email", "email", value=profile.email)
    if profile.booking_link and not _LINK.match(profile.booking_link):
        yield mistake("booking_link", "link", value=profile.booking_link)


def _lists(profile: Profile) -> Iterator[Mistake]:
    if len(profile.allowed_links) > MOST_LINKS:
        count = len(profile.allowed_links)
        yield mistake("allowed_links", "too_many", most=MOST_LINKS, count=count)
    for link in profile.allowed_links:
        if not _LINK.match(link):
            yield mistake("allowed_links", "link", value=link)
            break
    if len(profile.never_say) > MOST_PHRASES:
        count = len(profile.never_say)
        yield mistake("never_say", "too_many", most=MOST_PHRASES, count=count)
    longest = max(map(len, profile.never_say), default=0)
    if longest > LONGEST_PHRASE:
        yield mistake("never_say", "too_long", most=LONGEST_PHRASE, count=longest)


def _numbers(profile: Profile) -> Iterator[Mistake]:
    for name, (least, most) in RANGES.items():
        value: int | None = getattr(profile, name)
        if value is not None and not least <= value <= most:
            yield mistake(name, "between", least=least, most=most)
    if profile.error_rate is not None and not 0 <= profile.error_rate <= 1:
        yield mistake("error_rate", "between", least=0, most=1)
    if profile.warm_at >= profile.hot_at:
        yield mistake("warm_at", "warm_below_hot", hot=profile.hot_at)


def _modes(profile: Profile) -> Iterator[Mistake]:
    kinds, modes = [kind.value for kind in ChannelKind], [mode.value for mode in Mode]
    for channel, mode in profile.modes.items():
        if channel not in kinds:
            yield mistake("modes", "one_of", value=channel, allowed=", ".join(kinds))
        elif mode not in modes:
            yield mistake(f"modes.{channel}", "one_of", value=mode, allowed=", ".join(modes))
    if not profile.closed_mode:
        return
    if profile.closed_mode not in modes:
        allowed = ", ".join(modes)
        yield mistake("closed_mode", "one_of", value=profile.closed_mode, allowed=allowed)
    if not profile.openings and not profile.special_days:
        yield mistake("closed_mode", "never_closed")


def check_openings(openings: tuple[Opening, ...]) -> list[Mistake]:
    """Return every mistake of opening hours; ``openings.N`` names the one it is at."""
    found = []
    for number, one in enumerate(openings):
        field, span = f"openings.{number}", f"{one.opens}-{one.closes}"
        if not 0 <= one.day <= 6:
            found.append(mistake(field, "day"))
            continue
        try:
            ends_first = minute_of(one.closes) <= minute_of(one.opens)
        except ValueError:
            found.append(mistake(field, "clock", value=span))
            continue
        if ends_first:
            found.append(mistake(field, "closes_first", value=span))
    overlap = None if found else overlapping(openings)
    if overlap is not None:
        first, second = overlap
        spans = {
            "first": f"{first.opens}-{first.closes}",
            "second": f"{second.opens}-{second.closes}",
        }
        found.append(Mistake(f"openings.{openings.index(second)}", "overlap", spans))
    return found
