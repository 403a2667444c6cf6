"""Code moves a lead on: first answered, qualified. Never over what a person chose."""

from __future__ import annotations

from app.domain.lead_status import LeadStatus
from app.flows.announce import announce_for
from app.services import Services
from app.store import leads
from app.store.db import Tx


def advance(tx: Tx, services: Services, tenant_id: str, lead_id: str, status: LeadStatus) -> bool:
    """Move a lead to a later step, inside the unit of work that is the reason.

    Returns:
        False when it stays: it is as far already, or somebody chose where it stands.
    """
    now = services.clock.now_ms()
    former = leads.advance(tx, tenant_id, lead_id, status, now)
    if former is None:
        return False
    announce_for(
        tx,
        services,
        tenant_id,
        "lead_status_set",
        lead_id=lead_id,
        former=former,
        status=status.value,
        by="code",
    )
    return True
