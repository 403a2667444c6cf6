"""A lead's score, computed anew from the findings in force inside the unit that changed them.

The lead's row is locked first: two conversations of one lead may settle at the same time, and the
later one must see what the earlier one found.

Where the client's questions, weights or thresholds changed, all of its leads are scored anew, so
that lists show what the pages show. That is done in small units of work: a reply waits for none
of them long. Each reads the profile in force, so of two edits at once the later one counts.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

from app.domain import qualification
from app.domain.lead_status import LeadStatus
from app.domain.qualification import Score
from app.domain.tenant import Profile
from app.flows.advance_lead import advance
from app.flows.announce import announce_for
from app.services import Services
from app.store import conversations, findings, tenants
from app.store.db import Tx

BATCH = 200


def rescore(tx: Tx, services: Services, profile: Profile, tenant_id: str, lead_id: str) -> Score:
    """Write a lead's score with its receipts, and return it.

    How the score moved is told on the lead's timeline, and a lead that is qualified by it moves on.
    """
    findings.lock_lead(tx, tenant_id, lead_id)
    former = conversations.lead_by_id(tx, tenant_id, lead_id)
    made, now = scored(tx, profile, tenant_id, lead_id), services.clock.now_ms()
    heat = made.temperature.value
    findings.set_score(tx, tenant_id, lead_id, made.points, heat, _receipts(made), now)
    if former is not None and (former.score, former.temperature) != (made.points, heat):
        announce_for(
            tx,
            services,
            tenant_id,
            "score_moved",
            lead_id=lead_id,
            former=former.score,
            points=made.points,
            temperature=heat,
        )
    if qualification.is_qualified(profile.criteria, made):
        advance(tx, services, tenant_id, lead_id, LeadStatus.QUALIFIED)
    return made


def scored(tx: Tx, profile: Profile, tenant_id: str, lead_id: str) -> Score:
    """Return the score of a lead as it follows from what is kept, without writing it."""
    merged = qualification.merge(findings.findings_of(tx, tenant_id, lead_id))
    return qualification.score(profile.criteria, merged, profile.hot_at, profile.warm_at)


def scores_alike(one: Profile, other: Profile) -> bool:
    """Tell whether two profiles give every lead the same score: all but their words is equal."""
    return _rules(one) == _rules(other)


async def rescore_all(services: Services, tenant_id: str) -> int:
    """Score all leads of a tenant that told something by the profile in force.

    Returns:
        How many leads have another score, temperature or receipt than before. Live pages hear of
        it once, at the end.
    """
    changed, after = 0, ""
    while True:
        moved, last = await services.db.write(_rescore_some, services, tenant_id, after)
        changed += moved
        if not last:
            break
        after = last
    await services.db.write(_tell, services, tenant_id, changed)
    return changed


def _rescore_some(tx: Tx, services: Services, tenant_id: str, after: str) -> tuple[int, str]:
    """Score the next leads; return how many changed, and the last one, "" when none is left."""
    tenant = tenants.tenant_by_id(tx, tenant_id)
    leads = findings.leads_with_findings(tx, tenant_id, after, BATCH) if tenant else []
    changed, now = 0, services.clock.now_ms()
    for lead_id in leads:
        assert tenant is not None
        findings.lock_lead(tx, tenant_id, lead_id)
        made = scored(tx, tenant.profile, tenant_id, lead_id)
        changed += findings.renew_score(
            tx, tenant_id, lead_id, made.points, made.temperature.value, _receipts(made), now
        )
    return changed, leads[-1] if len(leads) == BATCH else ""


def _tell(tx: Tx, services: Services, tenant_id: str, changed: int) -> None:
    announce_for(tx, services, tenant_id, "scores_recomputed", leads=changed)


def _receipts(made: Score) -> str:
    return json.dumps([asdict(reason) for reason in made.reasons], ensure_ascii=False)


def _rules(profile: Profile) -> tuple[Any, ...]:
    criteria = tuple(replace(one, questions={}, label="") for one in profile.criteria)
    return criteria, profile.hot_at, profile.warm_at
