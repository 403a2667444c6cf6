"""What is different between two versions of a profile, field by field, as people read it.

Criteria are matched by their id and compared field by field, hard rules by what they look for,
opening hours by day. Texts and lists are compared by lines; a line that became another keeps its
place and shows which words changed. Texts are short (``profile_check``), so the square of their
length that ``difflib`` takes is little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from typing import Any

from app.domain.hours import DAYS, hours_text
from app.domain.profile import Settings
from app.domain.tenant import Criterion, EscalationRule, Profile, SpecialDay

FIELD_WORDS = {
    "languages": "Languages",
    "zone": "Time zone",
    "mode": "Mode",
    "about": "About the business",
    "tone": "Tone",
    "scope": "What it may talk about",
    "never_say": "Never say",
    "disclosure": "Line that says it is an AI",
    "help_text": "Answer to HELP",
    "booking_link": "Booking link",
    "allowed_links": "Links it may send",
    "hot_at": "Hot from",
    "warm_at": "Warm from",
    "max_segments": "Longest text message, in segments",
    "address": "Address",
    "phone": "Phone",
    "email": "E-mail",
    "discloses": "Says that it is an AI",
    "escalate_when": "Call a person when",
    "modes": "Mode on a channel",
    "closed_mode": "Mode outside opening hours",
    "max_replies": "Messages before a person",
    "error_rate": "Accepted share of wrong replies",
    "must_pass": "Evaluation to pass before publishing",
    "reads_images": "Reads images",
    "openings": "Opening hours",
    "special_days": "Holidays and other hours",
    "criteria": "Question",
    "order": "Order of the questions",
    "rules": "Hard rule",
    "kind": "Kind",
    "questions": "Wording",
    "weight": "Weight",
    "must_have": "Must-have",
    "options": "Options",
    "accepts": "What counts",
    "minimum": "At least",
    "maximum": "At most",
    "currency": "Currency",
    "within_days": "Within so many days",
    "label": "Name",
    "priority": "Priority",
    "note": "Note",
}
_LONG = frozenset({"about", "scope", "escalate_when", "never_say", "allowed_links", "tone"})
_APART = frozenset({"criteria", "rules", "openings", "special_days"})
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_PROFILE = tuple(one.name for one in fields(Profile) if one.name not in _APART)
_CRITERION = tuple(one.name for one in fields(Criterion) if one.name != "id")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a line that were ``added``, ``removed`` or stayed the ``same``."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was ``added``, ``removed``, ``changed`` or stayed the ``same``, in runs."""

    kind: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One field that is different.

    ``field`` is named as in ``profile_check``, criteria by their id (``criteria.budget.weight``);
    ``label`` is a word of ``FIELD_WORDS``; ``subject`` names the criterion, rule, day, language or
    channel it is about; ``kind`` is added, removed or changed. ``before`` and ``after`` hold codes
    as they are stored (``draft_only``, ``yes``); ``lines`` are there for texts and lists.
    """

    field: str
    label: str
    kind: str
    before: str = ""
    after: str = ""
    subject: str = ""
    lines: tuple[Line, ...] = ()


def diff(old: Settings, new: Settings) -> tuple[Change, ...]:
    """Return every difference, in the order of the fields; none for the same settings."""
    found: list[Change] = []
    for name in ("languages", "zone", "mode"):
        found += _field(name, name, getattr(old, name), getattr(new, name))
    for name in _PROFILE:
        found += _field(name, name, getattr(old.profile, name), getattr(new.profile, name))
    found += _openings(old.profile, new.profile)
    found += _special_days(old.profile, new.profile)
    found += _criteria(old.profile.criteria, new.profile.criteria)
    found += _rules(old.profile.rules, new.profile.rules)
    return tuple(found)


def _field(field: str, name: str, old: Any, new: Any, subject: str = "") -> Iterator[Change]:
    if old == new:
        return
    label = FIELD_WORDS[name]
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in sorted({*old, *new}):
            before, after = str(old.get(key, "")), str(new.get(key, ""))
            about = f"{subject}, {key}" if subject else str(key)
            if before != after:
                yield _change(f"{field}.{key}", label, before, after, about)
        return
    before, after = _text(old), _text(new)
    lines = _lines(before, after) if name in _LONG else ()
    yield _change(field, label, before, after, subject, lines)


def _change(
    field: str, label: str, before: str, after: str, subject: str, lines: tuple[Line, ...] = ()
) -> Change:
    kind = "added" if not before else "removed" if not after else "changed"
    return Change(field, label, kind, before, after, subject, lines)


def _text(value: Any) -> str:
    """Return a value as it is read: yes and no, lists by lines, nothing for what is not set."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "\n".join(map(str, value))
    if isinstance(value, int | float):
        return f"{value:,.10g}"
    return str(value)


def _openings(old: Profile, new: Profile) -> Iterator[Change]:
    for day, name in enumerate(DAYS):
        before, after = hours_text(old.openings, day), hours_text(new.openings, day)
        if before != after:
            yield _change(f"openings.{name}", FIELD_WORDS["openings"], before, after, name)


def _special_days(old: Profile, new: Profile) -> Iterator[Change]:
    were, are = ({_day(one): one for one in p.special_days} for p in (old, new))
    for key in sorted({*were, *are}):
        before, after = (_hours(rows[key]) if key in rows else "" for rows in (were, are))
        if before != after:
            yield _change(f"special_days.{key}", FIELD_WORDS["special_days"], before, after, key)


def _day(one: SpecialDay) -> str:
    return f"*{one.date[4:]}" if one.yearly else one.date


def _hours(one: SpecialDay) -> str:
    hours = ", ".join(one.hours) or "closed"
    return f"{one.name}: {hours}" if one.name else hours


def _criteria(old: Sequence[Criterion], new: Sequence[Criterion]) -> Iterator[Change]:
    were, are = {one.id: one for one in old}, {one.id: one for one in new}
    label = FIELD_WORDS["criteria"]
    for key, one in were.items():
        if key not in are:
            yield Change(f"criteria.{key}", label, "removed", summary(one), "", name_of(one))
    for key, one in are.items():
        known = were.get(key)
        if known is None:
            yield Change(f"criteria.{key}", label, "added", "", summary(one), name_of(one))
            continue
        for name in _CRITERION:
            before, after = getattr(known, name), getattr(one, name)
            yield from _field(f"criteria.{key}.{name}", name, before, after, name_of(one))
    kept = [key for key in were if key in are]
    now = [key for key in are if key in were]
    if kept != now:
        before, after = (", ".join(name_of(are[key]) for key in row) for row in (kept, now))
        yield Change("criteria", FIELD_WORDS["order"], "changed", before, after)


def name_of(criterion: Criterion) -> str:
    """Return the short name of a criterion: its label, else one made from its id."""
    return criterion.label or criterion.id.replace("_", " ").replace("-", " ").capitalize()


def summary(criterion: Criterion) -> str:
    """Return a criterion in a line: its wording and its weight."""
    wording = next((text for text in criterion.questions.values() if text), criterion.id)
    return f"{wording} ({criterion.weight})"


def _rules(old: Sequence[EscalationRule], new: Sequence[EscalationRule]) -> Iterator[Change]:
    were, are = ({(one.kind, one.value): one for one in rows} for rows in (old, new))
    label = FIELD_WORDS["rules"]
    for key, one in were.items():
        if key not in are:
            yield Change(f"rules.{one.kind.value}", label, "removed", one.value, "", one.kind.value)
    for key, one in are.items():
        known = were.get(key)
        if known is None:
            yield Change(f"rules.{one.kind.value}", label, "added", "", one.value, one.kind.value)
            continue
        for name in ("priority", "note"):
            before, after = getattr(known, name), getattr(one, name)
            yield from _field(f"rules.{one.kind.value}.{name}", name, before, after, one.value)


def _lines(before: str, after: str) -> tuple[Line, ...]:
    old, new = before.splitlines(), after.splitlines()
    found: list[Line] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Line("same", (Run("same", text),)) for text in old[i:j]]
            continue
        paired = min(j - i, m - k)
        found += [_both(old[i + n], new[k + n]) for n in range(paired)]
        found += [Line("removed", (Run("removed", text),)) for text in old[i + paired : j]]
        found += [Line("added", (Run("added", text),)) for text in new[k + paired : m]]
    return tuple(found)


def _both(before: str, after: str) -> Line:
    """Return a line that became another, word by word."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    runs: list[Run] = []
    matcher = SequenceMatcher(str.isspace, old, new, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            runs.append(Run("same", "".join(old[i:j])))
            continue
        runs += [Run("removed", "".join(old[i:j]))] if i < j else []
        runs += [Run("added", "".join(new[k:m]))] if k < m else []
    return Line("changed", tuple(runs))
