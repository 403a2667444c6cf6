"""What the assistant pages' templates are given: criteria and versions as they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.profile_diff import name_of
from app.domain.qualification import points_of
from app.domain.tenant import Criterion, CriterionKind
from app.routes.pages.assistant.words import COUNTS_WORDS, KIND_ICONS, KIND_WORDS


@dataclass(frozen=True, slots=True)
class CriterionCard:
    """A criterion in the list. ``counts`` is a sentence with its values: what gives the points."""

    id: str
    name: str
    wording: str
    wording_language: str
    kind: str
    points: int
    must_have: bool
    counts: str
    counts_values: Mapping[str, object]
    languages: tuple[str, ...]
    is_first: bool
    is_last: bool

    @property
    def kind_word(self) -> str:
        """Return its kind in the interface's words."""
        return KIND_WORDS.get(self.kind, self.kind)

    @property
    def icon(self) -> str:
        """Return the icon of its kind."""
        return KIND_ICONS.get(self.kind, "circle-question-mark")


def cards_of(criteria: Sequence[Criterion], language: str) -> tuple[CriterionCard, ...]:
    """Return criteria as they are listed; worded in the reader's language where they are."""
    points = points_of(criteria)
    return tuple(
        _card(one, points[one.id], language, number == 0, number == len(criteria) - 1)
        for number, one in enumerate(criteria)
    )


def _card(
    one: Criterion, points: int, language: str, is_first: bool, is_last: bool
) -> CriterionCard:
    wording, code = worded(one, language)
    counts, values = _counting(one)
    return CriterionCard(
        id=one.id,
        name=name_of(one),
        wording=wording,
        wording_language=code,
        kind=one.kind.value,
        points=points,
        must_have=one.must_have,
        counts=COUNTS_WORDS[counts],
        counts_values=values,
        languages=tuple(sorted(code for code, text in one.questions.items() if text)),
        is_first=is_first,
        is_last=is_last,
    )


def worded(one: Criterion, language: str) -> tuple[str, str]:
    """Return a criterion's wording in a language, else in the first it has, and the language."""
    for code in (language, *one.questions):
        if one.questions.get(code):
            return one.questions[code], code
    return name_of(one), ""


def _counting(one: Criterion) -> tuple[str, dict[str, object]]:
    """Return which sentence says what counts, and its values."""
    if one.kind is CriterionKind.DATE and one.within_days is not None:
        return "within", {"days": one.within_days}
    if one.kind in (CriterionKind.RANGE, CriterionKind.BUDGET):
        unit = f" {one.currency}" if one.currency else ""
        least, most = (
            None if bound is None else f"{bound:,.10g}{unit}"
            for bound in (one.minimum, one.maximum)
        )
        if least and most:
            return "between", {"least": least, "most": most}
        if least or most:
            return ("least", {"least": least}) if least else ("most", {"most": most})
    if one.accepts and one.kind is CriterionKind.YES_NO:
        return one.accepts[0], {}
    if one.accepts:
        return "values", {"values": ", ".join(one.accepts)}
    return "any", {}
