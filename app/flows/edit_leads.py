"""Many leads are changed at once: status, owner, a tag more or less.

All of one client change in one unit of work, with one line in its audit log that says how many
and what they were before. A lead that became part of another meanwhile is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.audit import Actor
from app.domain.lead_fields import MOST_TAGS, checked_tag
from app.domain.lead_status import LeadStatus, status_of
from app.errors import Invalid, Unprocessable
from app.flows.announce import announce_for
from app.services import Services
from app.store import audit, events, leads, operators
from app.store.db import Tx
from app.store.leads import LeadFields

MOST_AT_ONCE = 500
# An event names so many leads; an audit line as many ids as it has room for.
_IN_EVENT, _IN_LINE = 100, 60
KINDS = ("status", "owner", "tag", "untag")
_NOBODY = "none"
# What ``edit_lead`` says of one lead, and the name of the value in it.
_EVENTS = {
    "status": ("lead_status_set", "status"),
    "owner": ("lead_owner_set", "owner"),
    "tag": ("lead_tag_added", "tag"),
    "untag": ("lead_tag_removed", "tag"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to each lead: ``what`` is one of ``KINDS``; an empty owner is nobody."""

    what: str
    value: str


def checked_change(what: str, value: str) -> Change:
    """Return a change somebody asks for.

    Raises:
        Invalid: there is no such change, or no such status.
        Unprocessable: the tag is empty or too long.
    """
    if what not in KINDS:
        raise Invalid("Choose what to change.")
    if what == "status" and status_of(value) is None:
        raise Invalid("There is no such status.")
    if what == "owner":
        return Change(what, "" if value == _NOBODY else value)
    return Change(what, checked_tag(value) if what in ("tag", "untag") else value)


def owner_name(tx: Tx, tenant_ids: set[str], owner_id: str) -> str:
    """Return the name of an operator who sees all these clients; empty for nobody.

    Raises:
        Unprocessable: nobody of this id works for all of them.
    """
    if not owner_id:
        return ""
    name = ""
    for tenant_id in tenant_ids:
        name = dict(operators.who_see(tx, tenant_id)).get(owner_id, "")
        if not name:
            raise Unprocessable("Choose somebody who works with this client.")
    return name


async def edit_leads(
    services: Services, actor: Actor, found: Sequence[tuple[str, str]], change: Change
) -> int:
    """Change leads and return how many are different now.

    Args:
        found: pairs of tenant and lead, which the caller may change.

    Raises:
        Invalid: more than ``MOST_AT_ONCE``.
        Unprocessable: the new owner does not work for one of the clients; nothing is changed.
    """
    if len(found) > MOST_AT_ONCE:
        raise Invalid(f"At most {MOST_AT_ONCE} leads are changed at once.")
    return await services.db.write(_edit, services, actor, found, change)


def _edit(
    tx: Tx, services: Services, actor: Actor, found: Sequence[tuple[str, str]], change: Change
) -> int:
    by_tenant: dict[str, list[str]] = {}
    for tenant_id, lead_id in found:
        by_tenant.setdefault(tenant_id, []).append(lead_id)
    if change.what == "owner":
        owner_name(tx, set(by_tenant), change.value)
    return sum(
        _edit_of(tx, services, actor, tenant_id, sorted(ids), change)
        # In one order for all: two that change the same leads must not wait for each other.
        for tenant_id, ids in sorted(by_tenant.items())
    )


def _edit_of(
    tx: Tx, services: Services, actor: Actor, tenant_id: str, ids: list[str], change: Change
) -> int:
    now, changed = services.clock.now_ms(), []
    former: Counter[str] = Counter()
    for lead_id in ids:
        lead = leads.lead_row(tx, tenant_id, lead_id)
        if lead is not None and lead.merged_into is None and _apply(tx, actor, lead, change, now):
            changed.append(lead_id)
            former[_former(lead, change)] += 1
            _record(tx, actor, lead, change, now)
    if changed:
        told: dict[str, Any] = {change.what: change.value, "count": len(changed)}
        line = {**told, "leads": changed[:_IN_LINE]}
        subject = ("leads", changed[0] if len(changed) == 1 else "")
        audit.note(tx, actor, now, tenant_id, "leads_edited", subject, {change.what: former}, line)
        _tell(tx, services, actor, tenant_id, changed, told)
    return len(changed)


def _apply(tx: Tx, actor: Actor, lead: LeadFields, change: Change, now: int) -> bool:
    """Change one lead; tell whether it is different now."""
    if change.what == "status":
        status = LeadStatus(change.value)
        leads.set_status(tx, lead.tenant_id, lead.id, status, now, actor.id)
        return lead.status != status
    if change.what == "owner":
        leads.set_owner(tx, lead.tenant_id, lead.id, change.value, now)
        return lead.owner_id != change.value
    if change.what == "untag":
        return bool(leads.remove_tag(tx, lead.tenant_id, lead.id, change.value, now))
    if len(lead.tags) >= MOST_TAGS:
        return False
    return bool(leads.add_tag(tx, lead.tenant_id, lead.id, change.value, now))


def _former(lead: LeadFields, change: Change) -> str:
    if change.what == "status":
        return lead.status
    return lead.owner_id if change.what == "owner" else ""


def _record(tx: Tx, actor: Actor, lead: LeadFields, change: Change, now: int) -> None:
    """Put it on the lead's timeline; open pages hear of all together."""
    kind, name = _EVENTS[change.what]
    data = {name: change.value}
    if change.what in ("status", "owner"):
        data["former"] = _former(lead, change)
    by = actor.id if actor.kind == "operator" else None
    events.record(tx, lead.tenant_id, kind, None, now, by, lead_id=lead.id, **data)


def _tell(
    tx: Tx,
    services: Services,
    actor: Actor,
    tenant_id: str,
    changed: list[str],
    told: dict[str, Any],
) -> None:
    by = actor.id if actor.kind == "operator" else None
    for start in range(0, len(changed), _IN_EVENT):
        ids = changed[start : start + _IN_EVENT]
        announce_for(tx, services, tenant_id, "leads_edited", by, lead_ids=ids, **told)
