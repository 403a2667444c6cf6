"""A lead's score, computed anew from the findings in force inside the unit that changed them.

The lead's row is locked first: two conversations of one lead may settle at the same time, and the
later one must see what the earlier one found.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from app.domain import qualification
from app.domain.qualification import Score
from app.domain.tenant import Profile
from app.store import findings
from app.store.db import Tx


def rescore(tx: Tx, profile: Profile, tenant_id: str, lead_id: str, now_ms: int) -> Score:
    """Write a lead's score with its receipts, and return it."""
    findings.lock_lead(tx, tenant_id, lead_id)
    made = scored(tx, profile, tenant_id, lead_id)
    reasons = json.dumps([asdict(reason) for reason in made.reasons], ensure_ascii=False)
    findings.set_score(tx, tenant_id, lead_id, made.points, made.temperature.value, reasons, now_ms)
    return made


def scored(tx: Tx, profile: Profile, tenant_id: str, lead_id: str) -> Score:
    """Return the score of a lead as it follows from what is kept, without writing it."""
    merged = qualification.merge(findings.findings_of(tx, tenant_id, lead_id))
    return qualification.score(profile.criteria, merged, profile.hot_at, profile.warm_at)
