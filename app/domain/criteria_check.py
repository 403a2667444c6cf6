"""What is wrong with criteria and hard rules; see ``profile_check``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.domain.mistakes import Mistake, mistake
from app.domain.profile import finding_of, number_of, phrases_of
from app.domain.tenant import Criterion, CriterionKind, EscalationRule, RuleKind
from app.domain.text import strip_marks
from app.domain.values import normalise

MOST_CRITERIA, MOST_RULES, MOST_OPTIONS = 30, 30, 30
LONGEST_QUESTION, LONGEST_LABEL, LONGEST_OPTION = 300, 60, 120
LONGEST_RULE, LONGEST_NOTE, FARTHEST_DAYS = 500, 200, 3_650
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?\Z")
_ID = re.compile(r"[a-z][a-z0-9_-]{0,39}\Z")
_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_LIMITED = (CriterionKind.RANGE, CriterionKind.BUDGET)


def check_criteria(criteria: Sequence[Criterion]) -> Iterator[Mistake]:
    """Yield every mistake of a tenant's criteria, in their order."""
    if len(criteria) > MOST_CRITERIA:
        yield mistake("criteria", "too_many", most=MOST_CRITERIA, count=len(criteria))
    if criteria and not any(criterion.weight > 0 for criterion in criteria):
        yield mistake("criteria", "no_weight")
    seen: set[str] = set()
    for number, criterion in enumerate(criteria):
        place = f"criteria.{number}."
        if criterion.id in seen:
            yield mistake(place + "id", "twice", value=criterion.id)
        seen.add(criterion.id)
        for found in check_criterion(criterion):
            yield Mistake(place + found.field, found.code, found.values)


def check_criterion(criterion: Criterion) -> Iterator[Mistake]:
    """Yield every mistake of one criterion, its fields named without a place."""
    if not _ID.match(criterion.id):
        yield mistake("id", "id")
    if len(criterion.label) > LONGEST_LABEL:
        yield mistake("label", "too_long", most=LONGEST_LABEL, count=len(criterion.label))
    if not 0 <= criterion.weight <= 100:
        yield mistake("weight", "between", least=0, most=100)
    yield from _questions(criterion.questions)
    if criterion.kind is CriterionKind.CHOICE:
        yield from _options(criterion)
    yield from _accepts(criterion)
    if criterion.kind in _LIMITED:
        yield from _limits(criterion)
    far = criterion.within_days
    if far is not None and not 0 <= far <= FARTHEST_DAYS:
        yield mistake("within_days", "between", least=0, most=FARTHEST_DAYS)


def _questions(questions: dict[str, str]) -> Iterator[Mistake]:
    if not any(text.strip() for text in questions.values()):
        yield mistake("questions", "missing")
    for code, text in questions.items():
        if not LANGUAGE.match(code):
            yield mistake("questions", "language", value=code)
        elif len(text) > LONGEST_QUESTION:
            yield mistake(f"questions.{code}", "too_long", most=LONGEST_QUESTION, count=len(text))


def _options(criterion: Criterion) -> Iterator[Mistake]:
    options = [strip_marks(option) for option in criterion.options]
    if len(options) < 2 or len(set(options)) < len(options) or "" in options:
        yield mistake("options", "options")
    yield from _sizes("options", criterion.options)


def _accepts(criterion: Criterion) -> Iterator[Mistake]:
    if criterion.kind is CriterionKind.CHOICE:
        known = {strip_marks(option) for option in criterion.options}
        for value in criterion.accepts:
            if strip_marks(value) not in known:
                yield mistake("accepts", "accepts", value=value)
    elif criterion.kind is CriterionKind.YES_NO:
        if set(criterion.accepts) - {"yes", "no"}:
            yield mistake("accepts", "yes_no")
    else:
        yield from _sizes("accepts", criterion.accepts)


def _sizes(field: str, values: tuple[str, ...]) -> Iterator[Mistake]:
    if len(values) > MOST_OPTIONS:
        yield mistake(field, "too_many", most=MOST_OPTIONS, count=len(values))
    longest = max(map(len, values), default=0)
    if longest > LONGEST_OPTION:
        yield mistake(field, "too_long", most=LONGEST_OPTION, count=longest)


def _limits(criterion: Criterion) -> Iterator[Mistake]:
    least, most = criterion.minimum, criterion.maximum
    if least is not None and most is not None and least > most:
        yield mistake("maximum", "limits")
    if criterion.kind is not CriterionKind.BUDGET:
        return
    # Without a currency a limit of 500 would be met by 500 of anything.
    is_needed = least is not None or most is not None
    if (criterion.currency or is_needed) and not _CURRENCY.match(criterion.currency or ""):
        yield mistake("currency", "currency")


def check_rules(
    rules: Sequence[EscalationRule], criteria: Sequence[Criterion]
) -> Iterator[Mistake]:
    """Yield every mistake of a tenant's hard rules, in their order."""
    if len(rules) > MOST_RULES:
        yield mistake("rules", "too_many", most=MOST_RULES, count=len(rules))
    seen: set[tuple[RuleKind, str]] = set()
    for number, rule in enumerate(rules):
        field = f"rules.{number}.value"
        if len(rule.value) > LONGEST_RULE:
            yield mistake(field, "too_long", most=LONGEST_RULE, count=len(rule.value))
        if len(rule.note) > LONGEST_NOTE:
            yield mistake(
                f"rules.{number}.note", "too_long", most=LONGEST_NOTE, count=len(rule.note)
            )
        known = (rule.kind, strip_marks(rule.value))
        if known in seen:
            yield mistake(field, "twice", value=rule.value)
        seen.add(known)
        yield from _rule(rule, field, criteria)


def _rule(rule: EscalationRule, field: str, criteria: Sequence[Criterion]) -> Iterator[Mistake]:
    match rule.kind:
        case RuleKind.WORDS:
            if not phrases_of(rule.value):
                yield mistake(field, "phrases")
        case RuleKind.SCORE:
            if not 1 <= (number_of(rule.value) or 0) <= 100:
                yield mistake(field, "between", least=1, most=100)
        case RuleKind.UNANSWERED:
            if not 1 <= (number_of(rule.value) or 0) <= 20:
                yield mistake(field, "between", least=1, most=20)
        case RuleKind.FINDING:
            yield from _finding(rule.value, field, criteria)


def _finding(value: str, field: str, criteria: Sequence[Criterion]) -> Iterator[Mistake]:
    criterion_id, wanted = finding_of(value)
    if not criterion_id or not wanted:
        yield mistake(field, "finding")
        return
    criterion = next((one for one in criteria if one.id == criterion_id), None)
    if criterion is None:
        yield mistake(field, "unknown_criterion", value=criterion_id)
    elif wanted != "*" and normalise(criterion, wanted) is None:
        yield mistake(field, "never_value", value=wanted)
