"""A person changes a lead: where it stands, whose it is, its tags, and how it is reached.

Each change is one unit of work: the row, the line of the audit log with what was before and after,
and the event that open pages hear of. What does not change anything is not told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.audit import Actor
from app.domain.lead_fields import MOST_TAGS, checked_fields, checked_tag
from app.domain.lead_status import LeadStatus
from app.errors import Conflict, NotFound, Unprocessable
from app.flows.announce import announce_for
from app.services import Services
from app.store import audit, lead_words, leads, tenants
from app.store.db import Tx
from app.store.leads import FIELDS, LeadFields


async def set_status(
    services: Services,
    actor: Actor,
    tenant_id: str,
    lead_id: str,
    status: LeadStatus,
    version: int | None = None,
) -> LeadFields:
    """Move a lead along the pipeline; code does not move it again. Returns the lead as it is.

    Args:
        version: the one the caller saw; None: whatever it is.

    Raises:
        NotFound: the tenant has no such lead.
        Conflict: somebody changed it since, or it became part of another.
    """
    return await services.db.write(move, services, actor, tenant_id, lead_id, status, version)


def move(
    tx: Tx,
    services: Services,
    actor: Actor,
    tenant_id: str,
    lead_id: str,
    status: LeadStatus,
    version: int | None = None,
) -> LeadFields:
    """Do what ``set_status`` does inside a unit of work."""
    lead, now = open_lead(tx, tenant_id, lead_id, version), services.clock.now_ms()
    leads.set_status(tx, tenant_id, lead_id, status, now, actor.id)
    if lead.status != status:
        told = {"status": lead.status}, {"status": status.value}
        note(tx, services, actor, lead, "lead_status_set", *told)
        tell(
            tx,
            services,
            actor,
            lead,
            "lead_status_set",
            former=lead.status,
            status=status.value,
        )
    return open_lead(tx, tenant_id, lead_id)


async def set_owner(
    services: Services, actor: Actor, tenant_id: str, lead_id: str, owner_id: str
) -> LeadFields:
    """Give a lead to an operator who sees its client, or to nobody (empty).

    Raises:
        NotFound: the tenant has no such lead.
        Conflict: it became part of another.
        Unprocessable: nobody of this id works for the client.
    """
    return await services.db.write(hand, services, actor, tenant_id, lead_id, owner_id)


def hand(
    tx: Tx, services: Services, actor: Actor, tenant_id: str, lead_id: str, owner_id: str
) -> LeadFields:
    """Do what ``set_owner`` does inside a unit of work."""
    lead, now = open_lead(tx, tenant_id, lead_id), services.clock.now_ms()
    if owner_id and owner_id not in dict(leads.owners_for(tx, tenant_id)):
        problem = "Choose somebody who works with this client."
        raise Unprocessable(problem, fields={"owner": problem})
    leads.set_owner(tx, tenant_id, lead_id, owner_id, now)
    if lead.owner_id != owner_id:
        told = {"owner_id": lead.owner_id}, {"owner_id": owner_id}
        note(tx, services, actor, lead, "lead_owner_set", *told)
        tell(tx, services, actor, lead, "lead_owner_set", former=lead.owner_id, owner=owner_id)
    return open_lead(tx, tenant_id, lead_id)


async def add_tag(
    services: Services, actor: Actor, tenant_id: str, lead_id: str, tag: str
) -> LeadFields:
    """Tag a lead.

    Raises:
        NotFound: the tenant has no such lead.
        Conflict: it became part of another.
        Unprocessable: the tag is empty or too long, or there are too many.
    """
    return await services.db.write(put_tag, services, actor, tenant_id, lead_id, checked_tag(tag))


def put_tag(
    tx: Tx, services: Services, actor: Actor, tenant_id: str, lead_id: str, tag: str
) -> LeadFields:
    """Do what ``add_tag`` does inside a unit of work; ``tag`` is a checked one."""
    lead, now = open_lead(tx, tenant_id, lead_id), services.clock.now_ms()
    if tag not in lead.tags and len(lead.tags) >= MOST_TAGS:
        problem = "A lead has at most 30 tags."
        raise Unprocessable(problem, fields={"tags": problem})
    if leads.add_tag(tx, tenant_id, lead_id, tag, now):
        note(tx, services, actor, lead, "lead_tag_added", None, {"tag": tag})
        tell(tx, services, actor, lead, "lead_tag_added", tag=tag)
    return open_lead(tx, tenant_id, lead_id)


async def remove_tag(
    services: Services, actor: Actor, tenant_id: str, lead_id: str, tag: str
) -> LeadFields:
    """Take a tag off a lead.

    Raises:
        NotFound: the tenant has no such lead.
        Conflict: it became part of another.
    """
    return await services.db.write(drop_tag, services, actor, tenant_id, lead_id, tag)


def drop_tag(
    tx: Tx, services: Services, actor: Actor, tenant_id: str, lead_id: str, tag: str
) -> LeadFields:
    """Do what ``remove_tag`` does inside a unit of work."""
    lead, now = open_lead(tx, tenant_id, lead_id), services.clock.now_ms()
    if leads.remove_tag(tx, tenant_id, lead_id, tag, now):
        note(tx, services, actor, lead, "lead_tag_removed", {"tag": tag}, None)
        tell(tx, services, actor, lead, "lead_tag_removed", tag=tag)
    return open_lead(tx, tenant_id, lead_id)


async def edit(
    services: Services,
    actor: Actor,
    tenant_id: str,
    lead_id: str,
    fields: Mapping[str, str],
    owner_id: str | None = None,
    tags: Sequence[str] | None = None,
    version: int | None = None,
) -> LeadFields:
    """Change several things of a lead at once; what is left out stays.

    Args:
        fields: any of name, phone, email, language, source.
        tags: all the lead shall have.
        version: the one the caller saw; None: whatever it is.

    Raises:
        NotFound: the tenant has no such lead.
        Conflict: somebody changed it since, or it became part of another.
        Unprocessable: a field is not what it must be; names it.
    """
    wanted = None if tags is None else sorted({checked_tag(tag) for tag in tags})
    return await services.db.write(
        _edit, services, actor, tenant_id, lead_id, fields, owner_id, wanted, version
    )


def _edit(
    tx: Tx,
    services: Services,
    actor: Actor,
    tenant_id: str,
    lead_id: str,
    fields: Mapping[str, str],
    owner_id: str | None,
    tags: Sequence[str] | None,
    version: int | None,
) -> LeadFields:
    lead = open_lead(tx, tenant_id, lead_id, version)
    tenant = tenants.tenant_by_id(tx, tenant_id)
    checked = checked_fields(fields, tenant.country if tenant else "")
    changed = {name: value for name, value in checked.items() if getattr(lead, name) != value}
    if changed:
        former = {name: getattr(lead, name) for name in changed}
        every = {name: checked.get(name, getattr(lead, name)) for name in FIELDS}
        leads.set_fields(tx, tenant_id, lead.id, every, services.clock.now_ms())
        told_by = [every[name] for name in ("name", "phone", "email")]
        lead_words.index_words(tx, tenant_id, lead.id, *told_by)
        note(tx, services, actor, lead, "lead_edited", former, changed)
        tell(tx, services, actor, lead, "lead_edited", fields=sorted(changed))
    if owner_id is not None:
        hand(tx, services, actor, tenant_id, lead_id, owner_id)
    for tag in () if tags is None else sorted(set(lead.tags) - set(tags)):
        drop_tag(tx, services, actor, tenant_id, lead_id, tag)
    for tag in () if tags is None else sorted(set(tags) - set(lead.tags)):
        put_tag(tx, services, actor, tenant_id, lead_id, tag)
    return open_lead(tx, tenant_id, lead_id)


def open_lead(tx: Tx, tenant_id: str, lead_id: str, version: int | None = None) -> LeadFields:
    """Return a lead that may be changed.

    Raises:
        NotFound: the tenant has no such lead.
        Conflict: it became part of another, or has another version than the caller saw.
    """
    if version is not None:
        # Else two that saw the same version could both find it here.
        leads.lock_lead(tx, tenant_id, lead_id)
    lead = leads.lead_row(tx, tenant_id, lead_id)
    if lead is None:
        raise NotFound("There is no such lead.")
    if lead.merged_into is not None:
        raise Conflict("This lead became part of another one.")
    if version is not None and version != lead.version:
        raise Conflict("Somebody else has just changed this lead.")
    return lead


def note(
    tx: Tx,
    services: Services,
    actor: Actor,
    lead: LeadFields,
    action: str,
    former: Mapping[str, Any] | None,
    latter: Mapping[str, Any] | None,
) -> None:
    """Write the line of the audit log of a change of a lead."""
    now, subject = services.clock.now_ms(), ("lead", lead.id)
    audit.note(tx, actor, now, lead.tenant_id, action, subject, former, latter)


def tell(
    tx: Tx, services: Services, actor: Actor, lead: LeadFields, kind: str, **data: Any
) -> None:
    """Record what a person did to a lead; its page and its timeline show it."""
    operator_id = actor.id if actor.kind == "operator" else None
    if actor.kind != "operator":
        data["by"] = actor.kind
    announce_for(tx, services, lead.tenant_id, kind, operator_id, lead_id=lead.id, **data)
