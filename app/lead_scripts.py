"""Scripted leads read from YAML: those that are shipped for each trade, and a client's own.

A file holds a list of leads (see ``app/templates/leads``); every mistake is named with the file,
the lead and the field it is at. A file comes from anywhere: its size is bounded, and it has no
aliases, by which a short one becomes an endless one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from app.domain.scripted_lead import (
    ENDINGS,
    KNOWN,
    TEMPERAMENTS,
    UNKNOWN,
    Correction,
    OwnQuestion,
    Script,
)
from app.errors import Invalid

SHIPPED = Path(__file__).parent / "templates" / "leads"
_FIELDS = {one.name for one in fields(Script)}
_TEXTS = ("name", "goal", "opening")
_MAPPINGS = ("facts", "expects")
_LARGEST_BYTES = 256 * 1024
_LANGUAGES = ("en", "es", "ar")
_WHOLE = {"max_turns": (1, 60), "faqs": (0, 20)}
_DAY = re.compile(r"today\+(\d{1,4})")
_LATEST_DAY = 3650


class _TooLarge(ValueError):
    """More than a file of scripts may hold."""


class _NoAliases(yaml.SafeLoader):  # type: ignore[misc]  # it comes without types
    """Reads plain YAML; ``*name`` is a mistake."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Return the next node, unless it is an alias."""
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.MarkedYAMLError(
                problem="write it out, *names are not read", problem_mark=mark
            )
        return super().compose_node(parent, index)


def shipped_scripts(trade: str) -> list[Script]:
    """Return the leads shipped for a trade.

    Raises:
        Invalid: there are none for it; names those there are.
    """
    path = SHIPPED / f"{trade}.yaml"
    known = sorted(one.stem for one in SHIPPED.glob("*.yaml"))
    if trade not in known:
        raise Invalid(f"There are no leads for {trade or 'no trade'}; choose {', '.join(known)}.")
    return read_scripts(path)


def read_scripts(path: Path) -> list[Script]:
    """Return the leads of a YAML file, or of every ``.yaml`` file of a folder.

    Raises:
        Invalid: names every mistake.
    """
    files = sorted(path.glob("*.y*ml")) if path.is_dir() else [path]
    mistakes: list[str] = []
    found: list[Script] = []
    for file in files:
        try:
            rows = _loaded(file)
        except (yaml.YAMLError, ValueError, OverflowError, RecursionError, OSError) as error:
            mistakes.append(f"{file.name}: {_told(error)}")
            continue
        if not isinstance(rows, list):
            mistakes.append(f"{file.name}: must be a list of leads, each beginning with - name:")
            continue
        for number, row in enumerate(rows, 1):
            found += _script(row, f"{file.name}, lead {number}", mistakes)
    if mistakes:
        raise Invalid("The scripted leads have mistakes:\n" + "\n".join(mistakes))
    if not found:
        raise Invalid(f"There is no scripted lead in {path}.")
    return found


def _loaded(file: Path) -> Any:
    with file.open("rb") as opened:
        content = opened.read(_LARGEST_BYTES + 1)
    if len(content) > _LARGEST_BYTES:
        raise _TooLarge
    return yaml.load(content.decode("utf-8"), _NoAliases)  # noqa: S506 (a safe loader)


def _told(error: Exception) -> str:
    """Return what is wrong and in which line, on one line."""
    if isinstance(error, RecursionError):
        return "is nested too deeply"
    if isinstance(error, _TooLarge):
        return "is larger than 256 kB; cut it in several files"
    mark = getattr(error, "problem_mark", None)
    where = f" in line {mark.line + 1}" if mark is not None else ""
    problem = getattr(error, "problem", None)
    if problem is None and isinstance(error, ValueError) and not isinstance(error, UnicodeError):
        # "Month must be in 1..12": a date or a number that there is not.
        problem = str(error)[:100]
    return f"is no YAML: {problem or 'it cannot be read'}{where}"


def _script(row: Any, place: str, mistakes: list[str]) -> list[Script]:
    if not isinstance(row, dict):
        mistakes.append(f"{place}: must be a mapping with name, goal and opening")
        return []
    before = len(mistakes)
    for key in row:
        if key not in _FIELDS:
            near = get_close_matches(str(key), _FIELDS, 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            mistakes.append(f"{place}: {key}: unknown{hint}")
    for key in _TEXTS:
        if not isinstance(row.get(key), str) or not row[key].strip():
            mistakes.append(f"{place}: {key}: missing; write it as text")
    _one_of(row, "temperament", TEMPERAMENTS, place, mistakes)
    _one_of(row, "ends", ENDINGS, place, mistakes)
    _one_of(row, "language", _LANGUAGES, place, mistakes)
    for key, (least, most) in _WHOLE.items():
        _whole(row, key, least, most, place, mistakes)
    if not isinstance(row.get("escalates", ""), str):
        mistakes.append(f"{place}: escalates: write the reason as text")
    maps = {key: _mapping(row.get(key), key, place, mistakes) for key in _MAPPINGS}
    questions = [_question(one, place, mistakes) for one in _list(row, "questions")]
    corrections = [_correction(one, place, mistakes) for one in _list(row, "corrections")]
    if len(mistakes) > before:
        return []
    simple = {
        key: row[key]
        for key in ("language", "temperament", "faqs", "ends", "escalates", "max_turns")
        if key in row
    }
    return [
        Script(
            name=row["name"],
            goal=row["goal"],
            opening=row["opening"],
            facts=maps["facts"],
            expects=maps["expects"],
            questions=tuple(one for one in questions if one),
            corrections=tuple(one for one in corrections if one),
            refuses=tuple(map(str, _list(row, "refuses"))),
            **simple,
        )
    ]


def _one_of(
    row: Mapping[str, Any], key: str, allowed: Sequence[str], place: str, mistakes: list[str]
) -> None:
    if key in row and row[key] not in allowed:
        mistakes.append(f"{place}: {key}: {row[key]!r} is none of {', '.join(allowed)}")


def _whole(
    row: Mapping[str, Any], key: str, least: int, most: int, place: str, mistakes: list[str]
) -> None:
    value = row.get(key, least)
    if type(value) is not int or not least <= value <= most:
        mistakes.append(f"{place}: {key}: must be a whole number from {least} to {most}")


def _list(row: Mapping[str, Any], key: str) -> list[Any]:
    value = row.get(key, [])
    return value if isinstance(value, list) else [value]


def _mapping(value: Any, key: str, place: str, mistakes: list[str]) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        mistakes.append(f"{place}: {key}: must be criterion: value")
        return {}
    # YAML reads a bare yes as true and 3 as a number; a criterion's value is text.
    found = {str(name): _text(one) for name, one in value.items()}
    for name, text in found.items():
        if isinstance(value.get(name), list | dict):
            mistakes.append(f"{place}: {key}: {name}: write it as text")
        elif key.endswith("expects") and text.startswith("today+") and not _is_day(text):
            mistakes.append(
                f"{place}: {key}: {name}: today+ needs a number from 0 to {_LATEST_DAY}"
            )
    return found


def _is_day(text: str) -> bool:
    match = _DAY.fullmatch(text)
    return match is not None and int(match[1]) <= _LATEST_DAY


def _text(value: Any) -> str:
    if isinstance(value, list | dict):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _is_said(row: Mapping[str, Any], key: str) -> bool:
    return isinstance(row.get(key), str) and bool(row[key].strip())


def _question(row: Any, place: str, mistakes: list[str]) -> OwnQuestion | None:
    if not isinstance(row, dict) or not _is_said(row, "say"):
        mistakes.append(f"{place}: questions: each needs say, and answer: known or unknown")
        return None
    answer = row.get("answer", KNOWN)
    contains = tuple(map(str, _list(row, "contains")))
    if answer not in (KNOWN, UNKNOWN):
        mistakes.append(f"{place}: questions: answer is known or unknown, not {answer!r}")
    elif answer == KNOWN and not contains:
        mistakes.append(f"{place}: questions: a known one needs contains: words of the answer")
    return OwnQuestion(str(row["say"]), str(answer), contains)


def _correction(row: Any, place: str, mistakes: list[str]) -> Correction | None:
    if not isinstance(row, dict) or not (_is_said(row, "after") and _is_said(row, "say")):
        mistakes.append(f"{place}: corrections: each needs after, say and expects")
        return None
    expects = _mapping(row.get("expects"), "corrections.expects", place, mistakes)
    return Correction(str(row["after"]), str(row["say"]), expects)
