"""Why a message must not leave now: the rules of the one gate in front of every channel.

``flows/deliver`` asks at the moment of sending; what a person does by hand asks beforehand, so
that they are told instead of finding a held message later. Both ask the same question here.
"""

from __future__ import annotations

from app.domain.delivery import Kind
from app.domain.tenant import ChannelKind
from app.errors import Conflict
from app.store import conversations, tenants
from app.store.conversations import ConversationRow
from app.store.db import Tx

WHATSAPP_WINDOW_MS = 24 * 3600 * 1000
_ALWAYS = (Kind.OPT_OUT_CONFIRMATION, Kind.OPT_IN_CONFIRMATION, Kind.HELP)
# Why the gate would hold a person's message, in words of the interface.
REFUSALS = {
    "opted_out": "This lead opted out and may not be written to.",
    "window_closed": "WhatsApp's 24-hour window is closed: only an approved template may be sent.",
    "channel_gone": "The channel was removed.",
}


def refuse_held(tx: Tx, conversation: ConversationRow, now_ms: int, template_sid: str = "") -> None:
    """Refuse what a person wants to send when the gate would hold it.

    Raises:
        Conflict: names the reason: opted out, window closed, channel gone.
    """
    reason = why_held(tx, conversation, Kind.OPERATOR, conversation.epoch, now_ms, template_sid)
    if reason is not None:
        raise Conflict(REFUSALS[reason])


def why_held(
    tx: Tx,
    conversation: ConversationRow,
    kind: Kind,
    epoch: int,
    now_ms: int,
    template_sid: str = "",
) -> str | None:
    """Return why a message must not leave a conversation, or None when it may.

    Args:
        epoch: the conversation's when the message was written; a reply's must be the present one.
        template_sid: of an approved template, which may leave after WhatsApp's window.
    """
    if kind in _ALWAYS:
        return None
    lead = conversations.lead_by_id(tx, conversation.tenant_id, conversation.lead_id)
    if lead is None or lead.opted_out_at is not None:
        return "opted_out"
    if not conversation.is_verified and _has_owner_opted_out(tx, conversation):
        return "opted_out"
    # The good-bye that ended a conversation leaves after its end.
    if kind is Kind.REPLY and conversation.state == "held":
        return "takeover"
    if kind is Kind.REPLY and conversation.epoch != epoch:
        return "superseded"
    found = tenants.channel_by_id(tx, conversation.channel_id)
    if found is None:
        return "channel_gone"
    is_whatsapp = found[0].kind is ChannelKind.WHATSAPP
    is_closed = now_ms - conversation.last_inbound_at > WHATSAPP_WINDOW_MS
    if is_whatsapp and is_closed and not template_sid:
        return "window_closed"
    return None


def _has_owner_opted_out(tx: Tx, conversation: ConversationRow) -> bool:
    """Tell whether the person whose number was typed into a form has said stop elsewhere."""
    tenant_id = conversation.tenant_id
    owner_id = conversations.lead_by_identity(tx, tenant_id, "phone", conversation.address)
    owner = conversations.lead_by_id(tx, tenant_id, owner_id) if owner_id else None
    return owner is not None and owner.opted_out_at is not None
