"""Two leads turn out to be one person: one lives on with everything of both, until it is undone.

Conversations, verified addresses, findings, notes, tags, appointments and the consent ledger move
in one unit of work, and the merge remembers what moved. Undoing puts exactly that back; what came
after stays with the lead that lived on. Both are scored anew each time. Whoever opted out is opted
out as part of another, too: of two answers about consent the stricter one holds.

A reply in the making was thought of for the former lead, so it is thought of again.
"""

from __future__ import annotations

from app.domain.audit import Actor
from app.errors import Conflict, Invalid, NotFound
from app.flows.edit_lead import note, open_lead, tell
from app.flows.receive import silence
from app.flows.rescore import rescore
from app.services import Services
from app.store import conversations, lead_words, leads, merges, tenants
from app.store.db import Tx
from app.store.leads import LeadFields


async def merge(
    services: Services, actor: Actor, tenant_id: str, lead_id: str, other_id: str
) -> str:
    """Make another lead part of this one, and return the merge's id.

    Raises:
        NotFound: the tenant lacks one of them.
        Conflict: one became part of another already.
        Invalid: they are the same lead.
    """
    return await services.db.write(_merge, services, actor, tenant_id, lead_id, other_id)


async def undo(
    services: Services, actor: Actor, tenant_id: str, lead_id: str, merge_id: str
) -> str:
    """Take a merge back, and return the id of the lead that stands for itself again.

    Raises:
        NotFound: this lead has no such merge.
        Conflict: it was taken back, or this lead became part of another meanwhile.
    """
    return await services.db.write(_undo, services, actor, tenant_id, lead_id, merge_id)


def _merge(
    tx: Tx, services: Services, actor: Actor, tenant_id: str, lead_id: str, other_id: str
) -> str:
    if lead_id == other_id:
        raise Invalid("Choose another lead.")
    if merges.lock_two(tx, tenant_id, lead_id, other_id) < 2:
        raise NotFound("There is no such lead.")
    lead, other = open_lead(tx, tenant_id, lead_id), open_lead(tx, tenant_id, other_id)
    now = services.clock.now_ms()
    moved = merges.move_all(tx, tenant_id, other_id, lead_id)
    moved["opted_out_at"] = _opt_out_with(tx, lead, other, now)
    merge_id = merges.insert_merge(tx, tenant_id, lead_id, other_id, moved, actor.id, now)
    merges.set_merged(tx, tenant_id, other_id, lead_id, now)
    _count_anew(tx, services, tenant_id, (lead_id, other_id))
    told = {"merge_id": merge_id, "other_id": other_id}
    note(tx, services, actor, lead, "leads_merged", None, told)
    tell(tx, services, actor, lead, "leads_merged", **told)
    return merge_id


def _opt_out_with(tx: Tx, lead: LeadFields, other: LeadFields, now: int) -> int | None:
    """Opt a lead out when the other one did, and return when that was; None: nothing changed."""
    if other.opted_out_at is None or lead.opted_out_at is not None:
        if lead.opted_out_at is not None:
            # What was queued for the other one must not leave either.
            silence(tx, lead.tenant_id, lead.id, now)
        return None
    at = other.opted_out_at
    conversations.set_opt_out(tx, lead.tenant_id, lead.id, other.opt_out_basis, at, now)
    silence(tx, lead.tenant_id, lead.id, now)
    return at


def _count_anew(tx: Tx, services: Services, tenant_id: str, lead_ids: tuple[str, ...]) -> None:
    tenant = tenants.tenant_by_id(tx, tenant_id)
    if tenant is None:
        raise NotFound("There is no such client.")
    for lead_id in lead_ids:
        rescore(tx, services, tenant.profile, tenant_id, lead_id)
        merges.note_activity(tx, tenant_id, lead_id, services.clock.now_ms())
        lead = leads.lead_row(tx, tenant_id, lead_id)
        if lead is not None:
            lead_words.index_words(tx, tenant_id, lead_id, lead.name, lead.phone, lead.email)


def _undo(
    tx: Tx, services: Services, actor: Actor, tenant_id: str, lead_id: str, merge_id: str
) -> str:
    lead, row = open_lead(tx, tenant_id, lead_id), merges.merge_by_id(tx, tenant_id, merge_id)
    if row is None or row.lead_id != lead_id:
        raise NotFound("There is no such merge.")
    now = services.clock.now_ms()
    merges.lock_two(tx, tenant_id, lead_id, row.merged_id)
    if not merges.end_merge(tx, tenant_id, merge_id, now):
        raise Conflict("This merge was taken back already.")
    merges.move_back(tx, tenant_id, row)
    at, fresh = row.moved.get("opted_out_at"), leads.lead_row(tx, tenant_id, lead_id)
    if at is not None and fresh is not None and fresh.opted_out_at == at:
        conversations.set_opt_out(tx, tenant_id, lead_id, "", None, now)
    merges.set_merged(tx, tenant_id, row.merged_id, None, now)
    _count_anew(tx, services, tenant_id, (lead_id, row.merged_id))
    told = {"merge_id": merge_id, "other_id": row.merged_id}
    note(tx, services, actor, lead, "merge_undone", told, None)
    tell(tx, services, actor, lead, "merge_undone", **told)
    return row.merged_id
