"""An example lead, scored with a client's criteria: weights can be felt before they count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sanic import Request

from app.clock import at
from app.domain.profile_diff import name_of
from app.domain.qualification import Finding, Temperature, points_of, score, worth_asking
from app.domain.tenant import Criterion, CriterionKind, Tenant
from app.domain.values import normalise
from app.routes.pages.assistant.views import worded
from app.routes.pages.views import SCORE_RING

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the example. ``is_read``: it says something about the criterion."""

    id: str
    name: str
    text: str
    value: str
    points: int
    most: int
    is_read: bool


@dataclass(frozen=True, slots=True)
class Next:
    """The open question whose answer moves the lead most, and what it may bring."""

    wording: str
    language: str
    points: int
    temperature: str


@dataclass(frozen=True, slots=True)
class Example:
    """An example's score with its answers; ``next`` is what to ask."""

    answers: tuple[Answer, ...]
    points: int
    temperature: str
    next: Next | None

    @property
    def dash(self) -> str:
        """Return the dash of the score's ring."""
        return f"{SCORE_RING * self.points / 100:.1f} {SCORE_RING}"


def answers_of(request: Request, criteria: Sequence[Criterion]) -> dict[str, str]:
    """Return the answers a request tries; without any, good ones to the first half."""
    tried = {
        one.id: request.args.get(f"answer.{one.id}", "").strip()[:_LONGEST] for one in criteria
    }
    if any(name.startswith("answer.") for name in request.args):
        return tried
    half = (len(criteria) + 1) // 2
    return {one.id: _good(one) if n < half else "" for n, one in enumerate(criteria)}


def _good(one: Criterion) -> str:
    """Return an answer that counts."""
    if one.kind is CriterionKind.CHOICE:
        return next(iter((*one.accepts, *one.options)), "")
    if one.kind is CriterionKind.YES_NO:
        return next(iter(one.accepts), "yes")
    if one.kind in (CriterionKind.RANGE, CriterionKind.BUDGET):
        usual = 3 if one.kind is CriterionKind.RANGE else 300_000
        bound = next((b for b in (one.minimum, one.maximum) if b is not None), usual)
        return f"{bound:.10g}" + (f" {one.currency}" if one.currency else "")
    if one.kind is CriterionKind.DATE:
        return "tomorrow"
    if one.kind is CriterionKind.PLACE:
        return next(iter(one.accepts), "Main Street 1")
    return {CriterionKind.PHONE: "+12125550123", CriterionKind.EMAIL: "lead@example.com"}.get(
        one.kind, "…"
    )


def example_of(tenant: Tenant, answers: Mapping[str, str], now_ms: int, language: str) -> Example:
    """Return what a lead who answers so today would score."""
    profile = tenant.profile
    today = at(now_ms).astimezone(ZoneInfo(tenant.zone)).date()
    criteria = profile.criteria
    read = {
        one.id: normalise(one, text, today, tenant.country)
        for one in criteria
        if (text := answers.get(one.id, ""))
    }
    findings = [Finding(key, value, key, value, now_ms) for key, value in read.items() if value]
    found = score(criteria, findings, profile.hot_at, profile.warm_at)
    given = {reason.criterion_id: reason.points for reason in found.reasons}
    most = points_of(criteria)
    rows = tuple(
        Answer(
            one.id,
            name_of(one),
            answers.get(one.id, ""),
            read.get(one.id) or "",
            given.get(one.id, 0),
            most[one.id],
            one.id not in read or bool(read[one.id]),
        )
        for one in criteria
    )
    ahead = worth_asking(criteria, findings, profile.hot_at, profile.warm_at)
    wanted = None
    if ahead:
        first = ahead[0]
        criterion = next(one for one in criteria if one.id == first.criterion_id)
        wanted = Next(*worded(criterion, language), first.points, first.temperature.value)
    temperature: Temperature = found.temperature
    return Example(rows, found.points, temperature.value, wanted)
