"""A person writes into the consent ledger what a lead told them: that we may write, or not.

An opt-out by hand does what the lead's own word does: for every channel of the client, at once,
and it voids whatever is drafted or waits to be sent. Nothing is sent to confirm it.
"""

from __future__ import annotations

from app.domain.audit import Actor
from app.domain.correction import LONGEST_REASON
from app.domain.tenant import ChannelKind
from app.domain.text import storable, visible
from app.errors import Conflict, Unprocessable
from app.flows.edit_lead import note, open_lead, tell
from app.flows.receive import silence
from app.services import Services
from app.store import conversations, leads
from app.store.db import Tx

# How somebody may have said it, other than in a message to us.
BASES = ("spoken", "written", "form", "imported")
CHANNELS = ("", *(kind.value for kind in ChannelKind))


async def allow(
    services: Services,
    actor: Actor,
    tenant_id: str,
    lead_id: str,
    basis: str,
    reason: str,
    channel: str = "",
) -> None:
    """Note that a lead may be written to; an opt-out is lifted by it.

    Args:
        basis: one of ``BASES``.
        reason: the words or the occasion; without one nobody could prove it.
        channel: the kind it is for; empty for all.

    Raises:
        NotFound: the tenant has no such lead.
        Conflict: it became part of another.
        Unprocessable: basis, channel or reason is not what it must be.
    """
    checked = checked_consent(basis, reason, channel)
    await services.db.write(_allow, services, actor, tenant_id, lead_id, *checked)


async def forbid(
    services: Services, actor: Actor, tenant_id: str, lead_id: str, reason: str
) -> None:
    """Opt a lead out, on all channels of the client.

    Raises:
        NotFound: the tenant has no such lead.
        Conflict: it became part of another, or opted out before.
        Unprocessable: there is no reason.
    """
    _, checked, _ = checked_consent("spoken", reason, "")
    await services.db.write(_forbid, services, actor, tenant_id, lead_id, checked)


def checked_consent(basis: str, reason: str, channel: str) -> tuple[str, str, str]:
    """Return basis, reason and channel as they are stored.

    Raises:
        Unprocessable: one is not what it must be; names it.
    """
    if basis not in BASES:
        raise _refused("basis", "Choose how they said it.")
    if channel not in CHANNELS:
        raise _refused("channel", "Choose one of the channels.")
    text = visible(storable(reason))
    if not text or len(text) > LONGEST_REASON:
        raise _refused("reason", "Say when and how they said it, in at most 300 characters.")
    return basis, text, channel


def _refused(field: str, problem: str) -> Unprocessable:
    return Unprocessable(problem, fields={field: problem})


def _allow(
    tx: Tx,
    services: Services,
    actor: Actor,
    tenant_id: str,
    lead_id: str,
    basis: str,
    reason: str,
    channel: str,
) -> None:
    lead, now = open_lead(tx, tenant_id, lead_id), services.clock.now_ms()
    if lead.opted_out_at is not None:
        conversations.set_opt_out(tx, tenant_id, lead_id, "", None, now)
    conversations.insert_consent(
        tx, tenant_id, lead_id, channel, "granted", basis, "", now, actor.id, reason
    )
    leads.touch(tx, tenant_id, lead_id, now)
    before = {"opted_out_at": lead.opted_out_at}
    after = {"opted_out_at": None, "basis": basis, "channel": channel}
    note(tx, services, actor, lead, "lead_opted_in", before, after)
    tell(tx, services, actor, lead, "lead_opted_in", basis=basis)


def _forbid(
    tx: Tx, services: Services, actor: Actor, tenant_id: str, lead_id: str, reason: str
) -> None:
    lead, now = open_lead(tx, tenant_id, lead_id), services.clock.now_ms()
    if lead.opted_out_at is not None:
        raise Conflict("This lead opted out already.")
    conversations.set_opt_out(tx, tenant_id, lead_id, "by_hand", now, now)
    silence(tx, tenant_id, lead_id, now)
    conversations.insert_consent(
        tx, tenant_id, lead_id, "", "revoked", "by_hand", "", now, actor.id, reason
    )
    leads.touch(tx, tenant_id, lead_id, now)
    note(tx, services, actor, lead, "lead_opted_out", None, {"opted_out_at": now})
    tell(tx, services, actor, lead, "lead_opted_out", basis="by_hand")
