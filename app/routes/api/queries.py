"""What may stand behind the ``?`` of an address, as tables that are read and described.

Each module of the API has a table ``QUERIES`` beside its ``BODIES``, by the handler's name, and a
handler reads its query through it, so that a filter that is not described cannot be read:

    QUERIES = {"list_leads": (limit(), after(str, int), choice("state", ("new", "won")))}

    asked = query_of(request, QUERIES)
    asked.number("limit"), asked.text("state"), asked.cursor

What is not in the table is ignored, like an unknown field of a body.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sanic import Request

from app.domain.text import storable
from app.errors import Unprocessable

MOST, USUAL = 100, 50
LONGEST_CURSOR, LONGEST_TEXT = 400, 200
_NUMBER = re.compile(r"-?\d{1,15}\Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
_TRUE, _FALSE = "true", "false"

Cursor = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """One parameter; made by the functions below.

    ``usual`` is what leaving it out means, None when it then says nothing. ``least`` and ``most``
    are of a number, or the length of a text. ``words`` are all it may say, ``keys`` the types of
    a cursor's values. ``is_many``: several, parted by commas.
    """

    name: str
    kind: str
    about: str = ""
    usual: str | int | bool | None = None
    least: int = 0
    most: int = LONGEST_TEXT
    words: tuple[str, ...] = ()
    keys: tuple[type, ...] = ()
    is_many: bool = False


def limit(most: int = MOST, usual: int = USUAL) -> Query:
    """How many things a page holds."""
    return whole("limit", 1, most, usual, "How many at most.")


def after(*keys: type) -> Query:
    """Where a page begins: ``next`` of the page before; ``keys`` are the types of its values."""
    return Query("after", "cursor", "`next` of the page before.", keys=keys, most=LONGEST_CURSOR)


def whole(
    name: str, least: int = 0, most: int = 1 << 53, usual: int | None = None, about: str = ""
) -> Query:
    """A whole number."""
    return Query(name, "whole", about, usual, least, most)


def words(
    name: str,
    allowed: tuple[str, ...],
    usual: str | None = None,
    about: str = "",
    is_many: bool = False,
) -> Query:
    """One of some words, or several of them parted by commas."""
    return Query(name, "words", about, usual, words=allowed, is_many=is_many)


def text(name: str, about: str = "", most: int = LONGEST_TEXT, usual: str | None = None) -> Query:
    """Free text, an id, a tag."""
    return Query(name, "text", about, usual, most=most)


def texts(name: str, about: str = "", most: int = LONGEST_TEXT) -> Query:
    """Several texts, parted by commas: tags, ids."""
    return Query(name, "text", about, most=most, is_many=True)


def flag(name: str, about: str = "", usual: bool | None = None) -> Query:
    """``true`` or ``false``."""
    return Query(name, "flag", about, usual)


def day(name: str, about: str = "") -> Query:
    """A day of the client's clock: 2026-11-25."""
    return Query(name, "day", about)


def moment(name: str, about: str = "") -> Query:
    """A moment with its zone: 2026-11-25T09:30:00Z; epoch milliseconds when read."""
    return Query(name, "moment", about)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asked for; a name that its table does not have is a defect (``KeyError``)."""

    values: Mapping[str, Any]

    def has(self, name: str) -> bool:
        """Tell whether it says something, or leaving it out does."""
        return self.values[name] is not None

    def text(self, name: str) -> str:
        """Return a text or word, empty when it is left out."""
        found = self.values[name]
        return "" if found is None else str(found)

    def number(self, name: str) -> int:
        """Return a number or a moment; only where ``has`` is true or it has a usual value."""
        return int(self.values[name])

    def maybe(self, name: str) -> int | None:
        """Return a number or a moment, None when it is left out."""
        found = self.values[name]
        return None if found is None else int(found)

    def flag(self, name: str) -> bool:
        """Return a flag, False when it is left out."""
        return bool(self.values[name])

    def many(self, name: str) -> tuple[str, ...]:
        """Return the words of a list in their order, each once."""
        found: tuple[str, ...] | None = self.values[name]
        return found or ()

    def day(self, name: str) -> date | None:
        """Return a day."""
        found: date | None = self.values[name]
        return found

    @property
    def limit(self) -> int:
        """Return how many things a page holds."""
        return self.number("limit")

    @property
    def cursor(self) -> Cursor | None:
        """Return where a page begins, None for the first."""
        found: Cursor | None = self.values["after"]
        return found


def query_of(request: Request, table: Mapping[str, tuple[Query, ...]]) -> Asked:
    """Return what a request asks for, by the table of its handler's module.

    Raises:
        Unprocessable: a parameter is not what it must be; all that are wrong are named.
    """
    handler = request.route.handler if request.route else None
    given = request.get_args(keep_blank_values=True)
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for one in table.get(getattr(handler, "__name__", ""), ()):
        said = given.get(one.name)
        try:
            values[one.name] = one.usual if said is None else _read(one, said)
        except ValueError as error:
            wrong[one.name] = str(error)
    if wrong:
        told = " ".join(f"{name} {problem}" for name, problem in wrong.items())
        raise Unprocessable(told, fields=wrong)
    return Asked(values)


def _read(one: Query, said: str) -> Any:
    return _READERS[one.kind](one, storable(said).strip())


def _whole(one: Query, said: str) -> int:
    if _NUMBER.match(said) and one.least <= int(said) <= one.most:
        return int(said)
    raise ValueError(f"must be a whole number from {one.least} to {one.most}.")


def _words(one: Query, said: str) -> str | tuple[str, ...]:
    chosen = dict.fromkeys(said.split(",") if one.is_many else [said])
    if any(word not in one.words for word in chosen):
        many = "some of" if one.is_many else "one of"
        raise ValueError(f"must be {many} {', '.join(one.words)}.")
    return tuple(chosen) if one.is_many else said


def _text(one: Query, said: str) -> str | tuple[str, ...]:
    if len(said) > one.most:
        raise ValueError(f"must be at most {one.most} characters.")
    if not one.is_many:
        return said
    parts = (part.strip() for part in said.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def _flag(_: Query, said: str) -> bool:
    if said not in (_TRUE, _FALSE):
        raise ValueError("must be true or false.")
    return said == _TRUE


def _day(_: Query, said: str) -> date:
    try:
        found = date.fromisoformat(said) if _DAY.match(said) else date.min
        # What is before it, and its zone, must be days as well.
        if 1971 <= found.year <= 9000:
            return found
    except ValueError:
        pass
    raise ValueError("must be a day like 2026-11-25.")


def _moment(_: Query, said: str) -> int:
    try:
        # A "+" of an address that was not escaped comes as a space.
        found = datetime.fromisoformat(said.replace(" ", "+"))
        if found.tzinfo is not None:
            return int(found.timestamp() * 1000)
    except (ValueError, OverflowError):
        pass
    raise ValueError("must be a moment with its zone, like 2026-11-25T09:30:00Z.")


def _cursor(one: Query, said: str) -> Cursor | None:
    if not said:
        return None
    try:
        padded = said[:LONGEST_CURSOR] + "=" * (-len(said) % 4)
        found = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
    except (ValueError, binascii.Error, UnicodeError, RecursionError):
        found = None
    is_ours = isinstance(found, list) and len(found) == len(one.keys)
    if not is_ours or not all(type(v) is k for v, k in zip(found, one.keys, strict=True)):
        raise ValueError("must be the next of an answer.")
    values = tuple(storable(v) if isinstance(v, str) else v for v in found)
    if any(isinstance(v, int) and abs(v) >= 1 << 62 for v in values):
        raise ValueError("must be the next of an answer.")
    return values


_READERS = {
    "whole": _whole,
    "words": _words,
    "text": _text,
    "flag": _flag,
    "day": _day,
    "moment": _moment,
    "cursor": _cursor,
}


def described(one: Query) -> dict[str, Any]:
    """Return the parameter as OpenAPI 3.1 describes it."""
    told: dict[str, Any] = {"name": one.name, "in": "query", "schema": _schema(one)}
    if one.is_many:
        told |= {"style": "form", "explode": False}
    if one.about:
        told["description"] = one.about
    return told


def _schema(one: Query) -> dict[str, Any]:
    match one.kind:
        case "whole":
            schema: dict[str, Any] = {
                "type": "integer",
                "minimum": one.least,
                "maximum": one.most,
            }
        case "words":
            schema = {"type": "string", "enum": list(one.words)}
        case "flag":
            schema = {"type": "boolean"}
        case "day":
            schema = {"type": "string", "format": "date", "examples": ["2026-11-25"]}
        case "moment":
            schema = {
                "type": "string",
                "format": "date-time",
                "examples": ["2026-11-25T09:30:00Z"],
            }
        case _:
            schema = {"type": "string", "maxLength": one.most}
    if one.is_many:
        schema = {"type": "array", "items": schema}
    if one.usual is not None:
        schema["default"] = one.usual
    return schema
