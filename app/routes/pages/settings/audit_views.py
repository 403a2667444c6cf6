"""Lines of the audit log as people read them.

What a flow noted has a sentence of its own; what was noted from the route alone says the area and
the name of what was done there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from app.domain.audit import AuditLine
from app.routes.pages.settings.audit_words import (
    ACTION_WORDS,
    PLACE_WORDS,
    ROUTE_WORDS,
    VALUE_WORDS,
    WHAT_WORDS,
)

_SENTENCES = ROUTE_WORDS | ACTION_WORDS
_KIND_ICONS = {
    "operator": "user",
    "key": "key-round",
    "cli": "square-terminal",
    "system": "cog",
}
_CODED = ("role", "scopes", "clients", "method", "status", "state")
# Found again by what stands beside it; whoever needs the id has the export.
_IDS = frozenset({"appointment_id", "note_id", "escalation_id", "delivery_id", "message_id"})
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the log is looked at; empty: everything."""

    person: str = ""
    action: str = ""
    thing: str = ""

    @property
    def kept(self) -> dict[str, str]:
        """Return it by the columns of the log."""
        return {"actor_id": self.person, "action": self.action, "subject_id": self.thing}

    @property
    def asked(self) -> dict[str, str]:
        """Return it as a query string's fields."""
        given = {"person": self.person, "action": self.action, "thing": self.thing}
        return {name: value for name, value in given.items() if value}

    @property
    def is_on(self) -> bool:
        """Tell whether anything is left out."""
        return bool(self.asked)


@dataclass(frozen=True, slots=True)
class Change:
    """A thing that was different; ``word`` is translated, a name that has none stands as it is.

    ``is_code``: what it was and is are words of ours, to be translated too.
    """

    word: str
    before: str
    after: str
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A line. ``sentence`` is a word of ours, or empty: then ``place`` and ``action`` say it."""

    number: int
    at: int
    actor: str
    icon: str
    ip: str
    sentence: str
    place: str
    action: str
    subject_kind: str
    subject_id: str
    changes: tuple[Change, ...]
    hash: str


def owners_in(lines: Iterable[AuditLine]) -> set[str]:
    """Return the ids of the people leads were given to or taken from."""
    values = (
        _values(text).get("owner_id", "") for one in lines for text in (one.former, one.latter)
    )
    return {one for one in values if one}


def told(line: AuditLine, names: Mapping[str, str]) -> Told:
    """Return a line as it is shown; ``names`` are people's, by id."""
    area, _, rest = line.action.partition(".")
    return Told(
        line.number,
        line.at,
        line.actor_name or line.actor_kind,
        _KIND_ICONS.get(line.actor_kind, "cog"),
        line.ip,
        _SENTENCES.get(line.action, ""),
        PLACE_WORDS.get(area.partition("_")[0], ""),
        (rest or area).replace("_", " "),
        line.subject_kind,
        line.subject_id,
        _changes(line, names),
        line.hash,
    )


def _changes(line: AuditLine, names: Mapping[str, str]) -> tuple[Change, ...]:
    former, latter = _values(line.former), _values(line.latter)
    for values in (former, latter):
        if owner_id := values.get("owner_id"):
            values["owner_id"] = names.get(owner_id, owner_id)
    if line.action not in ACTION_WORDS:
        # The ids of a route are no change: the thing itself is named beside it.
        latter = {name: value for name, value in latter.items() if not name.endswith("_id")}
    return tuple(
        _change(name, former.get(name, ""), latter.get(name, ""))
        for name in sorted({*former, *latter} - _IDS)
        if former.get(name, "") != latter.get(name, "")
    )


def _change(name: str, before: str, after: str) -> Change:
    # Only where codes stand: somebody may call a key "viewer".
    is_code = name in _CODED or "closed" in (before, after)
    if is_code:
        before, after = VALUE_WORDS.get(before, before), VALUE_WORDS.get(after, after)
    return Change(WHAT_WORDS.get(name, name), before, after, is_code)


def _values(text: str) -> dict[str, str]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): _text(name, value)[:_LONGEST] for name, value in found.items()}


def _text(name: str, value: object) -> str:
    if isinstance(value, int) and name.endswith(("_at", "_until")):
        return f"{datetime.fromtimestamp(value / 1000, UTC):%Y-%m-%d %H:%M} UTC"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def actions_of(actions: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return what can be filtered by: the code, and its sentence or its name."""
    return tuple(
        (one, _SENTENCES.get(one, one.replace("_", " ").replace(".", ": "))) for one in actions
    )
