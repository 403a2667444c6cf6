"""The forms of a criterion and of the hard rules; see ``assistant_form``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from app.domain.criteria_check import MOST_RULES
from app.domain.mistakes import Mistake, mistake
from app.domain.numbers import read_figure
from app.domain.tenant import (
    Criterion,
    CriterionKind,
    EscalationRule,
    Priority,
    Profile,
    RuleKind,
)
from app.domain.text import ascii_digits, strip_marks
from app.routes.pages.assistant.form import Values, lines

_LIMITED = (CriterionKind.RANGE, CriterionKind.BUDGET)
_ACCEPTS = (CriterionKind.CHOICE, CriterionKind.PLACE)
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")
_FIGURE = re.compile(r"\d(?:[\d.,]{0,18}\d)?\Z")
_EMPTY_ROWS = 3


def criterion_values(criterion: Criterion, languages: Iterable[str]) -> Values:
    """Return a criterion as the texts of its form."""
    kind, accepts = criterion.kind, "\n".join(criterion.accepts)
    far = criterion.within_days
    return {
        "label": criterion.label,
        "kind": kind.value,
        "weight": str(criterion.weight),
        "must_have": "1" if criterion.must_have else "",
        "options": "\n".join(criterion.options),
        "accepts.choice": accepts if kind is CriterionKind.CHOICE else "",
        "accepts.place": accepts if kind is CriterionKind.PLACE else "",
        "accepts.yes_no": accepts if kind is CriterionKind.YES_NO else "",
        "minimum": _shown(criterion.minimum),
        "maximum": _shown(criterion.maximum),
        "currency": criterion.currency or "",
        "within_days": "" if far is None else str(far),
        **{
            f"questions.{code}": criterion.questions.get(code, "")
            for code in dict.fromkeys((*languages, *criterion.questions))
        },
    }


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}" if value < 1e10 else f"{value:.0f}"


def criterion_from(
    values: Mapping[str, str], criterion_id: str, taken: Iterable[str]
) -> tuple[Criterion, list[Mistake]]:
    """Return the criterion a form stands for, and the mistakes of reading it.

    Args:
        criterion_id: its id, or "" for a new one, which gets one from its name.
        taken: the ids of the others.
    """
    found: list[Mistake] = []
    kind_text = values.get("kind", "")
    kinds = [kind.value for kind in CriterionKind]
    kind = CriterionKind(kind_text) if kind_text in kinds else CriterionKind.TEXT
    questions = {
        name.removeprefix("questions."): " ".join(text.split())
        for name, text in values.items()
        if name.startswith("questions.") and text.strip()
    }
    label = " ".join(values.get("label", "").split())
    criterion = Criterion(
        id=criterion_id or _new_id(label, questions, taken),
        kind=kind,
        questions=questions,
        weight=int(_number(values, "weight", found, 0, 100) or 0),
        must_have=values.get("must_have") == "1",
        label=label,
    )
    return replace(criterion, **_of_kind(values, kind, found)), found


def _of_kind(
    values: Mapping[str, str], kind: CriterionKind, found: list[Mistake]
) -> dict[str, Any]:
    """Return the fields that a kind has; those of another kind are left out."""
    more: dict[str, Any] = {}
    if kind is CriterionKind.CHOICE:
        more["options"] = lines(values.get("options", ""))
    if kind in _ACCEPTS:
        more["accepts"] = lines(values.get(f"accepts.{kind.value}", ""))
    if kind is CriterionKind.YES_NO and values.get("accepts.yes_no"):
        more["accepts"] = (values["accepts.yes_no"],)
    if kind in _LIMITED:
        more["minimum"] = _number(values, "minimum", found)
        more["maximum"] = _number(values, "maximum", found)
    if kind is CriterionKind.BUDGET:
        more["currency"] = values.get("currency", "").strip().upper() or None
    if kind is CriterionKind.DATE:
        days = _number(values, "within_days", found, 0, 3_650)
        more["within_days"] = None if days is None else int(days)
    return more


def _number(
    values: Mapping[str, str], name: str, found: list[Mistake], least: int = 0, most: int = 10**12
) -> float | None:
    """Return a number as people write it (``500.000`` too); notes a mistake when it is none."""
    text = ascii_digits(values.get(name, "")).replace(" ", "")
    if not text and name != "weight":
        return None
    is_whole = most < 10**12
    value = read_figure(text) if _FIGURE.match(text) else None
    if value is None or value > most or (is_whole and value % 1):
        found.append(mistake(name, "between", least=least, most=f"{most:,}"))
        return None
    return float(value)


def _new_id(label: str, questions: Mapping[str, str], taken: Iterable[str]) -> str:
    """Return an id nobody has, from the name where that has Latin letters."""
    named = label or questions.get("en", "") or next(iter(questions.values()), "")
    known = set(taken)
    start = _NOT_IN_ID.sub("_", strip_marks(named)).strip("_")[:30].rstrip("_")
    if not start or not start[0].isalpha():
        start = "question"
    number, chosen = 1, start
    while chosen in known:
        number += 1
        chosen = f"{start}_{number}"
    return chosen


def rules_values(profile: Profile) -> Values:
    """Return the rules as the texts of their form, with some empty rows to fill in."""
    values = {"escalate_when": profile.escalate_when}
    rows = min(len(profile.rules) + _EMPTY_ROWS, MOST_RULES)
    for number in range(rows):
        rule = profile.rules[number] if number < len(profile.rules) else None
        values |= {
            f"rules.{number}.kind": rule.kind.value if rule else RuleKind.WORDS.value,
            f"rules.{number}.value": rule.value if rule else "",
            f"rules.{number}.priority": rule.priority.value if rule else Priority.NORMAL.value,
            f"rules.{number}.note": rule.note if rule else "",
        }
    return values


def rows_of(values: Mapping[str, str]) -> tuple[int, ...]:
    """Return the numbers of the rows of a form of rules."""
    return tuple(number for number in range(MOST_RULES) if f"rules.{number}.value" in values)


def rules_from(values: Mapping[str, str], profile: Profile) -> tuple[Profile, tuple[int, ...]]:
    """Return the profile with a form's rules, and the row each rule stands in; empty rows go."""
    rules, rows = [], []
    kinds, priorities = tuple(RuleKind), tuple(Priority)
    for number in rows_of(values):
        value = " ".join(values[f"rules.{number}.value"].split())
        kind = values.get(f"rules.{number}.kind", "")
        priority = values.get(f"rules.{number}.priority", "")
        if not value or kind not in kinds:
            continue
        note = " ".join(values.get(f"rules.{number}.note", "").split())
        given = Priority(priority) if priority in priorities else Priority.NORMAL
        rules.append(EscalationRule(RuleKind(kind), value, given, note))
        rows.append(number)
    said = values.get("escalate_when", "").replace("\r\n", "\n").strip()
    return replace(profile, escalate_when=said, rules=tuple(rules)), tuple(rows)
