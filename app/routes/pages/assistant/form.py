"""Forms of the assistant pages as flat texts by name, and the settings they stand for.

A form is drawn from the texts alone, so that what was typed is never lost: the same texts come
from settings, from a request with mistakes, and from two editors' work put together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from app.domain.hours import hours_text, read_hours
from app.domain.mistakes import Mistake, mistake
from app.domain.profile import Settings
from app.domain.profile_check import RANGES
from app.domain.tenant import ChannelKind, Mode, Opening, Profile
from app.domain.text import ascii_digits

Values = dict[str, str]
_TEXTS = ("about", "address", "phone", "email", "booking_link", "tone", "scope")
_LISTS = ("allowed_links", "never_say")
_WHOLE = ("max_replies", "max_segments")
_DAYS = range(7)


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it is drawn: its texts, and what is wrong, by the field it is at.

    ``problem`` concerns it as a whole; ``others`` are mistakes of fields that are not on it.
    """

    values: Mapping[str, str]
    mistakes: Mapping[str, Mistake] = field(default_factory=dict)
    problem: str = ""

    def get(self, name: str) -> str:
        """Return the text of a field."""
        return self.values.get(name, "")

    def mistake(self, name: str) -> Mistake | None:
        """Return what is wrong with a field."""
        return self.mistakes.get(name)

    @property
    def others(self) -> tuple[Mistake, ...]:
        """Return mistakes that no field of the form shows."""
        return tuple(one for name, one in self.mistakes.items() if name not in self.values)


def merged(typed: Mapping[str, str], base: Mapping[str, str], newer: Mapping[str, str]) -> Values:
    """Return what was typed on top of what somebody else saved meanwhile.

    A field that was left as it was when the form was drawn takes the newer text.
    """
    names = dict.fromkeys((*base, *newer, *typed))
    return {
        name: newer.get(name, "") if typed.get(name, "") == base.get(name, "") else typed[name]
        for name in names
        if name in typed or name in newer
    }


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def profile_values(settings: Settings) -> Values:
    """Return settings as the texts of the profile's form."""
    profile = settings.profile
    values = {name: getattr(profile, name) for name in _TEXTS}
    values |= {name: "\n".join(getattr(profile, name)) for name in _LISTS}
    values |= {name: str(getattr(profile, name)) for name in _WHOLE}
    for code in spoken(settings):
        values[f"disclosure.{code}"] = profile.disclosure.get(code, "")
        values[f"help_text.{code}"] = profile.help_text.get(code, "")
    rate, least = profile.error_rate, profile.must_pass
    values |= {
        "languages": ", ".join(settings.languages),
        "zone": settings.zone,
        "mode": settings.mode.value,
        "closed_mode": profile.closed_mode,
        "discloses": "1" if profile.discloses else "0",
        "reads_images": "1" if profile.reads_images else "0",
        "error_rate": ""
        if rate is None
        else f"{Decimal(str(rate)) * 100:f}".rstrip("0").rstrip("."),
        "must_pass": "" if least is None else str(least),
    }
    values |= {f"modes.{kind.value}": profile.modes.get(kind.value, "") for kind in ChannelKind}
    return values | {f"hours.{day}": hours_text(profile.openings, day) for day in _DAYS}


def spoken(settings: Settings) -> tuple[str, ...]:
    """Return the languages something is written in, the tenant's own first."""
    profile = settings.profile
    return tuple(dict.fromkeys((*settings.languages, *profile.disclosure, *profile.help_text)))


def profile_from(values: Mapping[str, str], base: Settings) -> tuple[Settings, list[Mistake]]:
    """Return the settings a profile's form stands for, and the mistakes of reading it.

    What the form does not hold (criteria, rules) is that of ``base``.
    """
    found: list[Mistake] = []
    given: dict[str, Any] = {name: _clean(values.get(name, "")) for name in _TEXTS}
    given |= {name: lines(values.get(name, "")) for name in _LISTS}
    least = _number(values, "must_pass", found)
    for name in _WHOLE:
        number = _number(values, name, found)
        given[name] = getattr(base.profile, name) if number is None else number
    modes = {
        kind.value: mode
        for kind in ChannelKind
        if (mode := values.get(f"modes.{kind.value}", "")) in tuple(Mode)
    }
    profile = replace(
        base.profile,
        **given,
        must_pass=least,
        error_rate=_share(values, found),
        disclosure=_by_language(values, "disclosure."),
        help_text=_by_language(values, "help_text."),
        discloses=values.get("discloses", "1") == "1",
        reads_images=values.get("reads_images", "1") == "1",
        modes=modes,
        closed_mode=values.get("closed_mode", ""),
        openings=_openings(values, found),
    )
    mode = values.get("mode", "")
    codes = tuple(code for code in values.get("languages", "").replace(",", " ").split() if code)
    settings = Settings(
        profile,
        codes,
        values.get("zone", "").strip(),
        Mode(mode) if mode in tuple(Mode) else base.mode,
    )
    return settings, found


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _number(values: Mapping[str, str], name: str, found: list[Mistake]) -> int | None:
    text = ascii_digits(values.get(name, "")).strip()
    if text.isdecimal() and len(text) < 10:
        return int(text)
    if text or name in _WHOLE:
        least, most = RANGES[name]
        found.append(mistake(name, "between", least=least, most=most))
    return None


def _share(values: Mapping[str, str], found: list[Mistake]) -> float | None:
    text = ascii_digits(values.get("error_rate", "")).strip().rstrip("%").replace(",", ".")
    if not text:
        return None
    try:
        percent = Decimal(text)
    except InvalidOperation:
        percent = Decimal(-1)
    # Also false for what is no number at all.
    if not (percent.is_finite() and 0 <= percent <= 100):
        found.append(mistake("error_rate", "between", least=0, most=100))
        return None
    return float(percent / 100)


def _by_language(values: Mapping[str, str], start: str) -> dict[str, str]:
    return {
        name.removeprefix(start): _clean(text)
        for name, text in values.items()
        if name.startswith(start) and text.strip()
    }


def _openings(values: Mapping[str, str], found: list[Mistake]) -> tuple[Opening, ...]:
    openings: list[Opening] = []
    for day in _DAYS:
        text = values.get(f"hours.{day}", "")
        try:
            openings += read_hours(day, text)
        except ValueError:
            found.append(mistake(f"hours.{day}", "clock", value=text.strip()[:60]))
    return tuple(openings)


def at_fields(found: list[Mistake], profile: Profile) -> dict[str, Mistake]:
    """Return mistakes by the form's field they are at; the first of a field counts.

    An opening's mistake stands at its day. Hours that could not be read are hours all the same:
    nobody is told to write some.
    """
    placed: dict[str, Mistake] = {}
    has_hours = any(one.field.startswith("hours.") for one in found)
    for one in found:
        if has_hours and one.code == "never_closed":
            continue
        name, _, rest = one.field.partition(".")
        field_name = one.field
        if name == "openings" and rest.isdecimal() and int(rest) < len(profile.openings):
            field_name = f"hours.{profile.openings[int(rest)].day}"
        placed.setdefault(field_name, one)
    return placed
