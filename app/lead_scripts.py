"""Scripted leads read from YAML: those that are shipped for each trade, and a client's own.

A file holds a list of leads (see ``app/templates/leads``); every mistake is named with the file,
the lead and the field it is at.
"""

from __future__ import annotations

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
            rows = yaml.safe_load(file.read_text("utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            mistakes.append(f"{file.name}: is no YAML: {_told(error)}")
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


def _told(error: Exception) -> str:
    """Return what is wrong and in which line, on one line."""
    mark = getattr(error, "problem_mark", None)
    where = f" in line {mark.line + 1}" if mark is not None else ""
    return (getattr(error, "problem", None) or "it cannot be read") + where


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
    return {str(name): _text(one) for name, one in value.items()}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _question(row: Any, place: str, mistakes: list[str]) -> OwnQuestion | None:
    if not isinstance(row, dict) or not row.get("say"):
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
    if not isinstance(row, dict) or not row.get("after") or not row.get("say"):
        mistakes.append(f"{place}: corrections: each needs after, say and expects")
        return None
    expects = _mapping(row.get("expects"), "corrections.expects", place, mistakes)
    return Correction(str(row["after"]), str(row["say"]), expects)
