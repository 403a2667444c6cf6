"""What is edited of a client, read from a document: languages, zone, mode, and the profile.

[profile]
tone = "brief"
[[criteria]]
id = "budget"; kind = "budget"; weight = 30; questions = { en = "What is your budget?" }
[[rules]]
kind = "words"; value = "lawyer, complaint"; priority = "high"
[[openings]]
days = ["monday", "tuesday"]; opens = "09:00"; closes = "18:00"
[[special_days]]
date = "2026-12-25"; name = "Christmas"; yearly = true; hours = []

Values are looked at twice: here for their kind, in ``profile_check`` for what they say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from difflib import get_close_matches
from typing import Any

from app.domain.hours import DAYS
from app.domain.mistakes import Mistake, mistake
from app.domain.profile import Settings
from app.domain.profile_check import check_profile, zones
from app.domain.tenant import (
    Criterion,
    CriterionKind,
    EscalationRule,
    Mode,
    Opening,
    Priority,
    Profile,
    RuleKind,
    SpecialDay,
)

SETTINGS_KEYS = {
    "languages",
    "zone",
    "mode",
    "profile",
    "criteria",
    "rules",
    "openings",
    "special_days",
}
_APART = {"criteria", "rules", "openings", "special_days"}
_TEXTS = {one.name for one in fields(Profile) if one.type == "str"}
_FLAGS = {"discloses", "reads_images"}
_WHOLE = {"hot_at", "warm_at", "max_segments", "max_replies", "must_pass"}
_SHARES = {"error_rate"}
_LISTS = {"never_say", "allowed_links"}
_MAPS = {"disclosure", "help_text", "modes"}
_PLAIN = ((int, "a whole number"), (bool, "true or false"))
_KNOWN = _TEXTS | _FLAGS | _WHOLE | _SHARES | _LISTS | _MAPS
_CRITERION = {row.name for row in fields(Criterion)}
_RULE = {row.name for row in fields(EscalationRule)}
_OPENING = {"days", "opens", "closes"}
_SPECIAL_DAY = {row.name for row in fields(SpecialDay)}


class Mistakes:
    """Collects what is wrong, with the place it is at."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, place: str, problem: str) -> None:
        """Note a mistake."""
        self.found.append(f"{place}: {problem}")

    def unknown_keys(self, place: str, given: Mapping[str, Any], known: set[str]) -> None:
        """Note every key nobody reads."""
        for key in given:
            if key not in known:
                near = get_close_matches(key, known, 1)
                hint = f"; did you mean {near[0]}?" if near else ""
                self.add(f"{place}{key}", f"unknown{hint}")

    def one_of(self, place: str, value: object, allowed: Sequence[str]) -> bool:
        """Tell whether a value is allowed; note it when it is not."""
        if isinstance(value, str) and value in allowed:
            return True
        self.add(place, f"{value!r} is none of {', '.join(allowed)}")
        return False

    def kind(self, place: str, value: object, kind: type, words: str) -> bool:
        """Tell whether a value is of a kind; note it when it is not."""
        # True is a whole number to the interpreter, and to nobody else.
        if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
            return True
        self.add(place, f"write {words}")
        return False


def read_settings(document: Mapping[str, Any], mistakes: Mistakes) -> Settings | None:
    """Return what a document says of the settings; None when ``mistakes`` has some now."""
    before = len(mistakes.found)
    languages = _languages(document.get("languages", ["en"]), mistakes)
    zone = document.get("zone") or "UTC"
    if not isinstance(zone, str) or zone not in zones():
        mistakes.add("zone", mistake("zone", "zone", value=zone).text)
    mode = document.get("mode", Mode.AUTOMATIC.value)
    mistakes.one_of("mode", mode, [one.value for one in Mode])
    profile = _profile(document.get("profile", {}), mistakes)
    criteria = [
        _criterion(row, place, mistakes) for row, place in _rows(document, "criteria", mistakes)
    ]
    rules = [_rule(row, place, mistakes) for row, place in _rows(document, "rules", mistakes)]
    openings = [
        one
        for row, place in _rows(document, "openings", mistakes)
        for one in _openings(row, place, mistakes)
    ]
    special = [
        _special_day(row, place, mistakes)
        for row, place in _rows(document, "special_days", mistakes)
    ]
    if len(mistakes.found) > before:
        return None
    made = Profile(
        **profile,
        criteria=tuple(one for one in criteria if one is not None),
        rules=tuple(one for one in rules if one is not None),
        openings=tuple(openings),
        special_days=tuple(one for one in special if one is not None),
    )
    settings = Settings(made, languages, zone, Mode(mode))
    for found in check_profile(settings):
        mistakes.add(_place(found), found.text)
    return settings if len(mistakes.found) == before else None


def _place(found: Mistake) -> str:
    """Return where a mistake is in the document: ``criteria[0].weight``, ``profile.hot_at``."""
    name, _, rest = found.field.partition(".")
    if name in _APART:
        number, _, key = rest.partition(".")
        return f"{name}[{number}]" + (f".{key}" if key else "") if rest else name
    is_top = name in SETTINGS_KEYS
    return found.field if is_top else f"profile.{found.field}"


def _rows(
    document: Mapping[str, Any], name: str, mistakes: Mistakes
) -> list[tuple[Mapping[str, Any], str]]:
    given = document.get(name, ())
    if not isinstance(given, list | tuple) or not all(isinstance(row, Mapping) for row in given):
        mistakes.add(name, f"write a list, each as [[{name}]]")
        return []
    return [(row, f"{name}[{number}].") for number, row in enumerate(given)]


def _languages(given: object, mistakes: Mistakes) -> tuple[str, ...]:
    is_list = isinstance(given, list | tuple) and all(isinstance(code, str) for code in given)
    if not is_list:
        mistakes.add("languages", 'write a list of language codes such as ["en", "es"]')
        return ()
    return tuple(given)  # type: ignore[arg-type]


def _profile(given: object, mistakes: Mistakes) -> dict[str, Any]:
    if not isinstance(given, Mapping):
        mistakes.add("profile", "write a table: [profile]")
        return {}
    mistakes.unknown_keys("profile.", given, _KNOWN)
    values: dict[str, Any] = {}
    for key, value in given.items():
        place = f"profile.{key}"
        if key in _TEXTS and mistakes.kind(place, value, str, "a text"):
            values[key] = value.strip()
        elif key in _FLAGS | _WHOLE and mistakes.kind(place, value, *_PLAIN[key in _FLAGS]):
            values[key] = value
        elif key in _SHARES and mistakes.kind(place, value, int | float, "a share from 0 to 1"):  # type: ignore[arg-type]
            values[key] = float(value)
        elif key in _LISTS:
            values[key] = _texts(value, place, mistakes)
        elif key in _MAPS:
            values[key] = _map(value, place, mistakes)
    return values


def _texts(given: object, place: str, mistakes: Mistakes) -> tuple[str, ...]:
    if not isinstance(given, list | tuple) or not all(isinstance(one, str) for one in given):
        mistakes.add(place, "write a list of texts")
        return ()
    return tuple(one.strip() for one in given if one.strip())


def _map(given: object, place: str, mistakes: Mistakes) -> dict[str, str]:
    if not isinstance(given, Mapping) or not all(isinstance(one, str) for one in given.values()):
        mistakes.add(place, 'write a table of texts such as { en = "…" }')
        return {}
    return {str(key): value.strip() for key, value in given.items()}


def _criterion(row: Mapping[str, Any], place: str, mistakes: Mistakes) -> Criterion | None:
    before = len(mistakes.found)
    mistakes.unknown_keys(place, row, _CRITERION)
    if not isinstance(row.get("id"), str) or not row["id"]:
        mistakes.add(place + "id", "missing")
    mistakes.one_of(place + "kind", row.get("kind"), [kind.value for kind in CriterionKind])
    if not row.get("questions"):
        mistakes.add(place + "questions", "missing; give the wording by language")
        return None
    values = dict(row) | {
        "questions": _map(row["questions"], place + "questions", mistakes),
        "options": _texts(row.get("options", ()), place + "options", mistakes),
        "accepts": _texts(row.get("accepts", ()), place + "accepts", mistakes),
    }
    for name, kind, words in (
        ("weight", int, "a whole number"),
        ("must_have", bool, "true or false"),
        ("minimum", int | float, "a number"),
        ("maximum", int | float, "a number"),
        ("currency", str, "three letters such as USD"),
        ("within_days", int, "a whole number of days"),
        ("label", str, "a text"),
    ):
        if row.get(name) is not None:
            mistakes.kind(place + name, row[name], kind, words)  # type: ignore[arg-type]
    if len(mistakes.found) > before:
        return None
    return Criterion(**{**values, "kind": CriterionKind(values["kind"])})


def _rule(row: Mapping[str, Any], place: str, mistakes: Mistakes) -> EscalationRule | None:
    before = len(mistakes.found)
    mistakes.unknown_keys(place, row, _RULE)
    mistakes.one_of(place + "kind", row.get("kind"), [kind.value for kind in RuleKind])
    priority = row.get("priority", Priority.NORMAL.value)
    mistakes.one_of(place + "priority", priority, [one.value for one in Priority])
    value, note = row.get("value"), row.get("note", "")
    # Who writes value = 80 means what value = "80" says.
    value = str(value) if type(value) is int else value
    if not isinstance(value, str) or not value.strip():
        mistakes.add(place + "value", "missing; write what the rule looks for")
    mistakes.kind(place + "note", note, str, "a text")
    if len(mistakes.found) > before or not isinstance(value, str):
        return None
    return EscalationRule(RuleKind(row["kind"]), value.strip(), Priority(priority), note.strip())


def _openings(row: Mapping[str, Any], place: str, mistakes: Mistakes) -> list[Opening]:
    before = len(mistakes.found)
    mistakes.unknown_keys(place, row, _OPENING)
    days = row.get("days")
    if not isinstance(days, list | tuple) or not days:
        mistakes.add(place + "days", 'write a list of days such as ["monday", "friday"]')
        return []
    for day in days:
        mistakes.one_of(place + "days", day, DAYS)
    for name in ("opens", "closes"):
        mistakes.kind(place + name, row.get(name), str, "a time such as 09:00")
    if len(mistakes.found) > before:
        return []
    return [Opening(DAYS.index(day), row["opens"], row["closes"]) for day in days]


def _special_day(row: Mapping[str, Any], place: str, mistakes: Mistakes) -> SpecialDay | None:
    before = len(mistakes.found)
    mistakes.unknown_keys(place, row, _SPECIAL_DAY)
    # TOML has dates of its own, which are as good as their text.
    date, hours = (
        str(row.get("date") or ""),
        _texts(row.get("hours", ()), place + "hours", mistakes),
    )
    mistakes.kind(place + "name", row.get("name", ""), str, "a text")
    mistakes.kind(place + "yearly", row.get("yearly", False), bool, "true or false")
    if not date:
        mistakes.add(place + "date", "missing; write a date such as 2026-12-25")
    if len(mistakes.found) > before:
        return None
    return SpecialDay(date, row.get("name", "").strip(), hours, row.get("yearly", False))
