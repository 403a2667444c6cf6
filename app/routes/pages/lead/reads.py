"""Reads what the page of a lead shows; what is not the operator's is not there."""

from __future__ import annotations

from app.domain.text import storable
from app.errors import NotFound
from app.routes.pages.lead.present import LeadRows
from app.services import Services
from app.store import corrections, findings, lead_page, tenants
from app.store.corrections import LeadMessage
from app.store.db import Tx
from app.store.operators import Operator

# The engagement is read from the newest messages: what was said long ago is no sign of moving.
_LINES = 200


async def tenant_of_lead(services: Services, operator: Operator, lead_id: str) -> str:
    """Return the tenant of a lead the operator may see.

    Raises:
        NotFound: it does not exist, or belongs to a tenant that is not theirs.
    """
    # What no database takes is the id of nobody; stripped, it might become somebody's.
    is_id = storable(lead_id) == lead_id
    tenant_id = await services.db.read(lead_page.tenant_of_lead, lead_id) if is_id else None
    if tenant_id is None or not operator.sees(tenant_id):
        raise NotFound("There is no such lead.")
    return tenant_id


async def read_lead(services: Services, tenant_id: str, lead_id: str) -> LeadRows:
    """Return everything the page of a tenant's lead shows.

    Raises:
        NotFound: the tenant has no such lead.
    """
    rows = await services.db.read(_read, tenant_id, lead_id)
    if rows is None:
        raise NotFound("There is no such lead.")
    return rows


def _read(tx: Tx, tenant_id: str, lead_id: str) -> LeadRows | None:
    facts = lead_page.lead_facts(tx, tenant_id, lead_id)
    tenant = tenants.tenant_by_id(tx, tenant_id)
    if facts is None or tenant is None:
        return None
    found = findings.every_finding_of(tx, tenant_id, lead_id)
    talks = lead_page.conversations_of(tx, tenant_id, lead_id)
    lines = lead_page.told_in(tx, tenant_id, [talk.id for talk in talks], _LINES)[-_LINES:]
    named = {one.message_id for one in found} - {one.id for one in lines}
    told = {one.id: one for one in lines} | lead_page.told_by_id(tx, tenant_id, sorted(named))
    return LeadRows(
        tenant=tenant,
        facts=facts,
        findings=found,
        told=told,
        lines=lines,
        talks=talks,
        identities=lead_page.identities_of(tx, tenant_id, lead_id),
        consents=lead_page.consents_of(tx, tenant_id, lead_id),
        names=lead_page.operator_names(tx, {one.operator_id for one in found} - {""}),
    )


async def read_message(
    services: Services, tenant_id: str, lead_id: str, message_id: str
) -> LeadMessage:
    """Return a message a lead wrote and that was not deleted.

    Raises:
        NotFound: there is none of this lead.
    """
    found = await services.db.read(corrections.lead_message, tenant_id, storable(message_id))
    if found is None or (found.lead_id, found.author) != (lead_id, "lead"):
        raise NotFound("There is no such message.")
    return found
