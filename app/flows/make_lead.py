"""A lead that did not write to us: from a list, with what it allowed. Nothing is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.audit import Actor
from app.domain.lead_fields import checked_fields, checked_tag
from app.errors import NotFound, Unprocessable
from app.flows.edit_lead import hand, note, open_lead, put_tag, tell
from app.flows.note_consent import checked_consent
from app.services import Services
from app.store import conversations, tenants
from app.store.db import Tx
from app.store.leads import FIELDS, LeadFields


async def make_lead(
    services: Services,
    actor: Actor,
    tenant_id: str,
    fields: Mapping[str, str],
    basis: str,
    reason: str,
    owner_id: str = "",
    tags: Sequence[str] = (),
) -> LeadFields:
    """Make a lead with a line in its consent ledger, and return it.

    Args:
        fields: any of name, phone, email, language, source; one of the first three at least.
        basis: how it was allowed to write to them, one of ``note_consent.BASES``.
        reason: when and how they said it.

    Raises:
        NotFound: there is no such tenant.
        Unprocessable: a field is not what it must be; names it.
    """
    checked = checked_consent(basis, reason, "")
    labels = sorted({checked_tag(tag) for tag in tags})
    return await services.db.write(
        make, services, actor, tenant_id, fields, checked[:2], owner_id, labels
    )


def make(
    tx: Tx,
    services: Services,
    actor: Actor,
    tenant_id: str,
    fields: Mapping[str, str],
    consent: tuple[str, str],
    owner_id: str,
    tags: Sequence[str],
) -> LeadFields:
    """Do what ``make_lead`` does inside a unit of work; ``consent`` and ``tags`` are checked."""
    tenant, now = tenants.tenant_by_id(tx, tenant_id), services.clock.now_ms()
    if tenant is None:
        raise NotFound("There is no such client.")
    known = dict.fromkeys(FIELDS, "") | checked_fields(fields, tenant.country)
    if not (known["name"] or known["phone"] or known["email"]):
        problem = "Write a name, a number or an address."
        raise Unprocessable(problem, fields={"name": problem})
    lead_id = conversations.insert_lead(tx, tenant_id, now, **known)
    conversations.insert_consent(
        tx, tenant_id, lead_id, "", "granted", consent[0], "", now, actor.id, consent[1]
    )
    lead = open_lead(tx, tenant_id, lead_id)
    note(tx, services, actor, lead, "lead_made", None, {"lead_id": lead_id})
    tell(tx, services, actor, lead, "lead_made", basis=consent[0])
    if owner_id:
        hand(tx, services, actor, tenant_id, lead_id, owner_id)
    for tag in tags:
        put_tag(tx, services, actor, tenant_id, lead_id, tag)
    return open_lead(tx, tenant_id, lead_id)
