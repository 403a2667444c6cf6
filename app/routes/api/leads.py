"""What a lead is worth, for programs: ``/api/v1/leads/…`` with ``Authorization: Bearer KEY``.

    GET    /<lead_id>/score            points with their receipts, and the open question

The client is the key's; what is not the client's is not found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sanic import HTTPResponse, Request, Sanic

from app.clock import at
from app.domain.access import Right
from app.domain.prompt import question_of
from app.domain.qualification import Finding, Reason, current, merge, points_of, score, worth_asking
from app.domain.tenant import Tenant
from app.domain.text import storable
from app.errors import NotFound
from app.routes.access import needs
from app.routes.api.frame import answer
from app.routes.api.keys import enter
from app.services import Services
from app.store import findings, lead_page, tenants
from app.store.db import Tx

_PATH = "/api/v1/leads/<lead_id:str>/score"


class ScoreReason(Struct):
    """Points of one criterion and what they rest on; times are ISO 8601, UTC.

    ``origin``: model, rule, or operator. An operator's decision names ``operator_id`` and
    ``reason``; all others name ``message_id`` and ``quote``, the lead's very words in it. Points
    a person added or took away stand under the criterion ``+``.
    """

    criterion_id: str
    points: int
    max_points: int
    value: str
    counts: bool
    origin: str
    at: str
    message_id: str | None
    quote: str | None
    operator_id: str | None
    reason: str | None


class OpenQuestion(Struct):
    """The open question whose answer would move the lead most; what a good answer brings."""

    criterion_id: str
    question: str
    points: int
    temperature: str


class LeadScore(Struct):
    """A lead's score: ``points`` 0 to 100, the sum of its reasons' points."""

    lead_id: str
    points: int
    temperature: str
    reasons: list[ScoreReason]
    open_question: OpenQuestion | None


# For the description: status, what is sent, what comes back, by the handler's name.
BODIES: dict[str, tuple[int, type[Struct] | None, type[Struct] | None]] = {
    "show_score": (200, None, LeadScore),
}


def setup_leads(app: Sanic[Any, Any]) -> None:
    """Add the route; the limit of a key is the one of all its requests."""
    app.add_route(show_score, _PATH, methods=["GET"], name="api_show_score")


@needs(Right.READ)
async def show_score(request: Request, lead_id: str) -> HTTPResponse:
    """Show a lead's score, each point with what it rests on."""
    services, key = await enter(request)
    return answer(await score_of(services, key.tenant_id, storable(lead_id)))


async def score_of(services: Services, tenant_id: str, lead_id: str) -> LeadScore:
    """Return a lead's score.

    Raises:
        NotFound: the client has no such lead.
    """
    found = await services.db.read(_score, tenant_id, lead_id)
    if found is None:
        raise NotFound("There is no such lead.")
    return found


def _score(tx: Tx, tenant_id: str, lead_id: str) -> LeadScore | None:
    facts = lead_page.lead_facts(tx, tenant_id, lead_id)
    tenant = tenants.tenant_by_id(tx, tenant_id)
    if facts is None or tenant is None:
        return None
    profile = tenant.profile
    merged = merge(findings.findings_of(tx, tenant_id, lead_id))
    made = score(profile.criteria, merged, profile.hot_at, profile.warm_at)
    most, in_force = points_of(profile.criteria), current(merged)
    return LeadScore(
        lead_id=facts.id,
        points=made.points,
        temperature=made.temperature.value,
        reasons=[
            _reason(one, in_force[one.criterion_id], most.get(one.criterion_id, 0))
            for one in made.reasons
        ],
        open_question=_open_question(tenant, merged, _spoken(tx, tenant_id, lead_id)),
    )


def _spoken(tx: Tx, tenant_id: str, lead_id: str) -> str:
    """Return the language of the newest conversation, or empty."""
    talks = lead_page.conversations_of(tx, tenant_id, lead_id, 1)
    return talks[0].language if talks else ""


def _reason(one: Reason, row: Finding, most: int) -> ScoreReason:
    return ScoreReason(
        criterion_id=one.criterion_id,
        points=one.points,
        max_points=most,
        value=one.value,
        counts=one.is_met,
        origin=row.origin,
        at=at(row.at_ms).isoformat(),
        message_id=one.message_id or None,
        quote=one.quote or None,
        operator_id=one.operator_id or None,
        reason=one.reason or None,
    )


def _open_question(tenant: Tenant, merged: Sequence[Finding], language: str) -> OpenQuestion | None:
    profile = tenant.profile
    ahead = worth_asking(profile.criteria, merged, profile.hot_at, profile.warm_at)
    if not ahead:
        return None
    first = ahead[0]
    criterion = next(one for one in profile.criteria if one.id == first.criterion_id)
    wording = question_of(criterion, language, tenant.languages)
    return OpenQuestion(criterion.id, wording, first.points, first.temperature.value)
