"""An operator decides what holds for a criterion, whatever the lead says, until they take it back.

An override is a finding that rests on a person and their reason instead of a message. What the
lead said and says stays beside it, and is in force again when the override is taken back.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from app.clock import at
from app.domain.correction import LONGEST_REASON
from app.domain.qualification import ADJUSTMENT, Finding, Score
from app.domain.tenant import Criterion, CriterionKind, Tenant
from app.domain.text import storable
from app.domain.values import MAX_TEXT_CHARS, normalise
from app.errors import Conflict, Invalid, NotFound
from app.flows.announce import announce, announce_for
from app.flows.edit_lead import open_lead
from app.flows.rescore import rescore, scored
from app.services import Services
from app.store import conversations, findings, lead_page, tenants
from app.store.db import Tx

_WRONG_WORDS = {
    CriterionKind.CHOICE: "Choose one of the options.",
    CriterionKind.YES_NO: "Answer yes or no.",
    CriterionKind.RANGE: "Write a number, or two with a dash between them.",
    CriterionKind.BUDGET: "Write an amount of money.",
    CriterionKind.PHONE: "Write the phone number with its country: +1 212 555 0123.",
    CriterionKind.EMAIL: "This is no e-mail address.",
}


async def override(
    services: Services,
    tenant_id: str,
    lead_id: str,
    criterion_id: str,
    value: str,
    operator_id: str,
    reason: str,
) -> Score:
    """Set what holds for a criterion, and return the score that follows.

    Raises:
        NotFound: no such lead of this tenant, or no such criterion in its profile.
        Invalid: no reason, or the value is no answer to the criterion; says what one is.
    """
    value, reason = storable(value).strip(), _checked_reason(reason)
    if not value or len(value) > MAX_TEXT_CHARS:
        raise Invalid("Write a value of at most 200 characters.")
    wanted = Finding(
        criterion_id, value, "", "", origin="operator", operator_id=operator_id, reason=reason
    )
    return await services.db.write(_override, services, tenant_id, lead_id, wanted)


async def adjust(
    services: Services, tenant_id: str, lead_id: str, points: int, operator_id: str, reason: str
) -> Score:
    """Bring a lead to so many points: what is missing is a receipt of this person's own.

    It stays the same number of points whatever the lead says later, until it is taken back or
    adjusted again; the whole stays between 0 and 100. Must-haves rule as before.

    Raises:
        NotFound: no such lead of this tenant.
        Invalid: no reason, or no number from 0 to 100.
    """
    reason = _checked_reason(reason)
    if not 0 <= points <= 100:
        raise Invalid("Write points from 0 to 100.")
    return await services.db.write(
        _adjust, services, tenant_id, lead_id, points, operator_id, reason
    )


def _checked_reason(text: str) -> str:
    reason = " ".join(storable(text).split())
    if not reason:
        raise Invalid("Say why you decide this.")
    if len(reason) > LONGEST_REASON:
        raise Invalid("The reason is too long.")
    return reason


async def take_back(
    services: Services, tenant_id: str, lead_id: str, finding_id: str, operator_id: str
) -> Score:
    """Take an override back: what the lead said is in force again. Returns the score.

    Raises:
        NotFound: no such override of this lead.
        Conflict: it is not in force any more.
    """
    return await services.db.write(
        _take_back, services, tenant_id, lead_id, finding_id, operator_id
    )


def _override(tx: Tx, services: Services, tenant_id: str, lead_id: str, wanted: Finding) -> Score:
    tenant = _open(tx, tenant_id, lead_id)
    now = services.clock.now_ms()
    value = _canonical(tenant, wanted.criterion_id, wanted.value, now)
    _void_former(tx, tenant_id, lead_id, wanted.criterion_id, now)
    made = Finding(
        wanted.criterion_id,
        value,
        "",
        "",
        now,
        origin="operator",
        operator_id=wanted.operator_id,
        reason=wanted.reason,
    )
    finding_id = findings.insert_finding(tx, tenant_id, lead_id, made)
    score = rescore(tx, services, tenant.profile, tenant_id, lead_id)
    _tell(
        tx,
        services,
        tenant_id,
        lead_id,
        "finding_overridden",
        wanted.operator_id,
        finding_id=finding_id,
        criterion_id=wanted.criterion_id,
        reason=wanted.reason,
        points_after=score.points,
    )
    return score


def _void_former(tx: Tx, tenant_id: str, lead_id: str, criterion_id: str, now: int) -> None:
    for row in findings.findings_of(tx, tenant_id, lead_id):
        if row.is_override and row.criterion_id == criterion_id:
            findings.void_finding(tx, tenant_id, row.id, "overridden_again", now)


def _adjust(
    tx: Tx,
    services: Services,
    tenant_id: str,
    lead_id: str,
    points: int,
    operator_id: str,
    reason: str,
) -> Score:
    tenant, now = _open(tx, tenant_id, lead_id), services.clock.now_ms()
    _void_former(tx, tenant_id, lead_id, ADJUSTMENT, now)
    added = points - scored(tx, tenant.profile, tenant_id, lead_id).points
    if added:
        made = Finding(
            ADJUSTMENT,
            f"{added:+d}",
            "",
            "",
            now,
            origin="operator",
            operator_id=operator_id,
            reason=reason,
        )
        findings.insert_finding(tx, tenant_id, lead_id, made)
    score = rescore(tx, services, tenant.profile, tenant_id, lead_id)
    _tell(
        tx,
        services,
        tenant_id,
        lead_id,
        "score_adjusted",
        operator_id,
        added=added,
        reason=reason,
        points_after=score.points,
    )
    return score


def _open(tx: Tx, tenant_id: str, lead_id: str) -> Tenant:
    """Return the tenant, with the lead held for this unit."""
    tenant = tenants.tenant_by_id(tx, tenant_id)
    if tenant is None or not findings.lock_lead(tx, tenant_id, lead_id):
        raise NotFound("There is no such lead.")
    open_lead(tx, tenant_id, lead_id)
    return tenant


def _canonical(tenant: Tenant, criterion_id: str, value: str, now_ms: int) -> str:
    found = (one for one in tenant.profile.criteria if one.id == criterion_id)
    criterion: Criterion | None = next(found, None)
    if criterion is None:
        raise NotFound("There is no such question.")
    today = at(now_ms).astimezone(ZoneInfo(tenant.zone)).date()
    canonical = normalise(criterion, value, today, tenant.country)
    if canonical is None:
        raise Invalid(_WRONG_WORDS.get(criterion.kind, "This is no answer to the question."))
    return canonical


def _take_back(
    tx: Tx,
    services: Services,
    tenant_id: str,
    lead_id: str,
    finding_id: str,
    operator_id: str,
) -> Score:
    tenant = _open(tx, tenant_id, lead_id)
    every = findings.every_finding_of(tx, tenant_id, lead_id)
    row = next((one for one in every if one.id == finding_id and one.is_override), None)
    if row is None:
        raise NotFound("There is no such decision.")
    now = services.clock.now_ms()
    if not findings.void_finding(tx, tenant_id, row.id, "taken_back", now):
        raise Conflict("This decision does not hold any more.")
    score = rescore(tx, services, tenant.profile, tenant_id, lead_id)
    _tell(
        tx,
        services,
        tenant_id,
        lead_id,
        "override_taken_back",
        operator_id,
        finding_id=row.id,
        criterion_id=row.criterion_id,
        points_after=score.points,
    )
    return score


def _tell(
    tx: Tx,
    services: Services,
    tenant_id: str,
    lead_id: str,
    kind: str,
    operator_id: str,
    **data: object,
) -> None:
    """Record it once, at the lead's newest conversation, whose page shows the score."""
    talks = lead_page.conversations_of(tx, tenant_id, lead_id, 1)
    newest = conversations.conversation_by_id(tx, tenant_id, talks[0].id) if talks else None
    if newest is None:
        announce_for(tx, services, tenant_id, kind, operator_id, lead_id=lead_id, **data)
    else:
        announce(tx, services, newest, kind, operator_id, lead_id=lead_id, **data)
