"""Leads, who they are on a channel, and their conversations."""

from __future__ import annotations

import json
from dataclasses import dataclass

from app.ids import new_id
from app.store.db import Row, Tx
from app.store.lead_words import forget_words, index_words

_REPLY_MS = 60_000  # a reply within a minute moves no lead: six indexes written for nothing
_FLAGS = ("is_verified", "is_disclosed", "needs_person")


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """A conversation as the flows see it. ``state`` is active, held or ended.

    ``asked_times`` (criterion id to how often it was asked), ``assistant_count`` and
    ``unknown_count`` are counted since a person last had it.
    """

    id: str
    tenant_id: str
    lead_id: str
    channel_id: str
    address: str
    state: str
    epoch: int
    operator_id: str | None
    language: str
    last_inbound_id: str
    last_inbound_at: int
    is_verified: bool
    is_disclosed: bool
    needs_person: bool
    asked: str
    asked_times: dict[str, int]
    assistant_count: int
    unknown_count: int
    summary: str
    summary_upto: str
    spam_at: int | None


@dataclass(frozen=True, slots=True)
class LeadRow:
    """A lead as the flows see it."""

    id: str
    name: str
    phone: str
    email: str
    score: int
    temperature: str
    opted_out_at: int | None


def _conversation(row: Row) -> ConversationRow:
    plain = {name: row[name] for name in ConversationRow.__slots__}
    for name in _FLAGS:
        plain[name] = bool(plain[name])
    plain["asked_times"] = json.loads(row["asked_times"])
    return ConversationRow(**plain)


def open_conversation(tx: Tx, channel_id: str, address: str) -> ConversationRow | None:
    """Return the conversation with this address on this channel that has not ended."""
    row = tx.one(
        "SELECT * FROM conversations"
        " WHERE channel_id = :channel_id AND address = :address AND state <> 'ended'",
        channel_id=channel_id,
        address=address,
    )
    return _conversation(row) if row else None


def conversation_by_id(tx: Tx, tenant_id: str, conversation_id: str) -> ConversationRow | None:
    """Return a conversation of this tenant."""
    row = tx.one(
        "SELECT * FROM conversations WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=conversation_id,
    )
    return _conversation(row) if row else None


def insert_conversation(
    tx: Tx,
    tenant_id: str,
    lead_id: str,
    channel_id: str,
    address: str,
    now_ms: int,
    is_verified: bool = True,
    message_id: str = "",
    snippet: str = "",
) -> ConversationRow:
    """Open a conversation with its first inbound message noted.

    When another unit opened it first, that one is returned, and its ``last_inbound_id`` is not
    ``message_id``.
    """
    row = tx.one(
        "INSERT INTO conversations (id, tenant_id, lead_id, channel_id, address, state,"
        " is_verified, last_inbound_id, last_inbound_at, last_snippet, last_author,"
        " inbound_count, unread, created_at, last_message_at) VALUES (:id, :tenant_id, :lead_id,"
        " :channel_id, :address, 'active', :is_verified, :message_id, :now, :snippet, 'lead', 1,"
        " 1, :now, :now)"
        " ON CONFLICT (channel_id, address) WHERE state <> 'ended' DO NOTHING RETURNING *",
        id=new_id(),
        tenant_id=tenant_id,
        lead_id=lead_id,
        channel_id=channel_id,
        address=address,
        is_verified=int(is_verified),
        message_id=message_id,
        snippet=snippet,
        now=now_ms,
    )
    found = _conversation(row) if row else open_conversation(tx, channel_id, address)
    if found is not None:
        return found
    raise LookupError("the conversation was ended while it was opened")


def lead_by_identity(tx: Tx, tenant_id: str, kind: str, address: str) -> str | None:
    """Return the id of the lead a channel verified under this address."""
    row = tx.one(
        "SELECT lead_id FROM identities WHERE tenant_id = :tenant_id"
        " AND kind = :kind AND address = :address",
        tenant_id=tenant_id,
        kind=kind,
        address=address,
    )
    return row["lead_id"] if row else None


def insert_lead(
    tx: Tx,
    tenant_id: str,
    now_ms: int,
    name: str = "",
    phone: str = "",
    email: str = "",
    source: str = "",
    channel: str = "",
    language: str = "",
) -> str:
    """Make a lead, found by its words from now on, and return its id.

    Args:
        channel: the kind it first wrote on; empty for one that has not written.
    """
    lead_id = new_id()
    tx.run(
        "INSERT INTO leads (id, tenant_id, name, phone, email, source, channel, language, status,"
        " status_at, last_at, created_at, updated_at) VALUES (:id, :tenant_id, :name, :phone,"
        " :email, :source, :channel, :language, 'new', :now, :now, :now, :now)",
        id=lead_id,
        tenant_id=tenant_id,
        name=name,
        phone=phone,
        email=email,
        source=source,
        channel=channel,
        language=language,
        now=now_ms,
    )
    index_words(tx, tenant_id, lead_id, name, phone, email, is_new=True)
    return lead_id


def touch_lead(tx: Tx, tenant_id: str, lead_id: str, at_ms: int, after_ms: int = 0) -> None:
    """Note when anything was last said, unless that is not ``after_ms`` later than noted."""
    tx.run(
        "UPDATE leads SET last_at = :at WHERE tenant_id = :tenant_id AND id = :id"
        " AND last_at < :before",
        tenant_id=tenant_id,
        id=lead_id,
        at=at_ms,
        before=at_ms - after_ms,
    )


def insert_identity(
    tx: Tx, tenant_id: str, kind: str, address: str, lead_id: str, now_ms: int
) -> str:
    """Attach an address to a lead; return the lead that owns it (another unit may be first)."""
    is_first = tx.run(
        "INSERT INTO identities (tenant_id, kind, address, lead_id, created_at)"
        " VALUES (:tenant_id, :kind, :address, :lead_id, :now)"
        " ON CONFLICT (tenant_id, kind, address) DO NOTHING",
        tenant_id=tenant_id,
        kind=kind,
        address=address,
        lead_id=lead_id,
        now=now_ms,
    )
    return lead_id if is_first else lead_by_identity(tx, tenant_id, kind, address) or lead_id


def lead_by_id(tx: Tx, tenant_id: str, lead_id: str) -> LeadRow | None:
    """Return a lead of this tenant."""
    row = tx.one(
        "SELECT id, name, phone, email, score, temperature, opted_out_at FROM leads"
        " WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=lead_id,
    )
    return LeadRow(**{name: row[name] for name in LeadRow.__slots__}) if row else None


def forget_lead(tx: Tx, tenant_id: str, lead_id: str) -> None:
    """Remove a lead made a moment ago that nothing refers to yet."""
    forget_words(tx, tenant_id, lead_id)
    tx.run(
        "DELETE FROM leads WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=lead_id,
    )


def verify(tx: Tx, tenant_id: str, conversation_id: str, lead_id: str) -> None:
    """Record that the address of a conversation has written itself, and whose address it is."""
    tx.run(
        "UPDATE conversations SET is_verified = 1, lead_id = :lead_id"
        " WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=conversation_id,
        lead_id=lead_id,
    )


def note_inbound(
    tx: Tx, conversation: ConversationRow, message_id: str, snippet: str, at_ms: int
) -> ConversationRow:
    """Record the newest inbound message; locks the row, so units on it serialise."""
    row = tx.one(
        "UPDATE conversations SET last_inbound_id = :message_id, last_inbound_at = :at,"
        " last_message_at = :at, last_snippet = :snippet, last_author = 'lead',"
        " inbound_count = inbound_count + 1, unread = unread + 1"
        " WHERE tenant_id = :tenant_id AND id = :id RETURNING *",
        tenant_id=conversation.tenant_id,
        id=conversation.id,
        message_id=message_id,
        at=at_ms,
        snippet=snippet,
    )
    if row is None:
        raise LookupError("the conversation is gone")
    touch_lead(tx, conversation.tenant_id, row["lead_id"], at_ms)
    return _conversation(row)


def note_outbound(
    tx: Tx, conversation: ConversationRow, author: str, snippet: str, at_ms: int
) -> None:
    """Record the newest outbound message."""
    tx.run(
        "UPDATE conversations SET last_message_at = :at, last_snippet = :snippet,"
        " last_author = :author WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=conversation.tenant_id,
        id=conversation.id,
        at=at_ms,
        snippet=snippet,
        author=author,
    )
    touch_lead(tx, conversation.tenant_id, conversation.lead_id, at_ms, _REPLY_MS)


def still_ours(tx: Tx, conversation: ConversationRow) -> bool:
    """Tell whether nothing moved since the conversation was read; locks the row when so.

    The assistant's reply commits only against the epoch, inbound message and lead it read.
    """
    return bool(
        tx.run(
            "UPDATE conversations SET epoch = epoch WHERE tenant_id = :tenant_id AND id = :id"
            " AND epoch = :epoch AND last_inbound_id = :last_inbound_id AND state = 'active'"
            " AND lead_id = :lead_id",
            tenant_id=conversation.tenant_id,
            id=conversation.id,
            epoch=conversation.epoch,
            last_inbound_id=conversation.last_inbound_id,
            lead_id=conversation.lead_id,
        )
    )


def hold(tx: Tx, tenant_id: str, conversation_id: str, operator_id: str) -> ConversationRow | None:
    """Give a conversation to an operator: the epoch rises, so drafts in the making are void.

    None when it does not exist, or has ended and a newer one with this address is open.
    """
    row = tx.one(
        "UPDATE conversations SET state = 'held', epoch = epoch + 1, operator_id = :operator_id,"
        " needs_person = 0, unread = 0, ended_at = NULL, assistant_count = 0, unknown_count = 0,"
        " spam_at = NULL, asked_times = '{}'"
        " WHERE tenant_id = :tenant_id AND id = :id AND (state <> 'ended' OR NOT EXISTS"
        " (SELECT 1 FROM conversations AS newer WHERE newer.channel_id = conversations.channel_id"
        " AND newer.address = conversations.address AND newer.state <> 'ended')) RETURNING *",
        tenant_id=tenant_id,
        id=conversation_id,
        operator_id=operator_id,
    )
    return _conversation(row) if row else None


def release(tx: Tx, tenant_id: str, conversation_id: str) -> ConversationRow | None:
    """Give a held conversation back to the assistant."""
    row = tx.one(
        "UPDATE conversations SET state = 'active', epoch = epoch + 1, operator_id = NULL"
        " WHERE tenant_id = :tenant_id AND id = :id AND state = 'held' RETURNING *",
        tenant_id=tenant_id,
        id=conversation_id,
    )
    return _conversation(row) if row else None


def raise_epochs(tx: Tx, tenant_id: str, lead_id: str) -> list[str]:
    """Void whatever is drafted or queued for a lead, ended or not; return its conversations."""
    rows = tx.all(
        "UPDATE conversations SET epoch = epoch + 1"
        " WHERE tenant_id = :tenant_id AND lead_id = :lead_id RETURNING id",
        tenant_id=tenant_id,
        lead_id=lead_id,
    )
    return [row["id"] for row in rows]


def ask_for_person(tx: Tx, tenant_id: str, conversation_id: str) -> None:
    """Mark that a person is needed."""
    tx.run(
        "UPDATE conversations SET needs_person = 1 WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=conversation_id,
    )


def recall_disclosure(tx: Tx, tenant_id: str, conversation_id: str) -> None:
    """Forget that the AI was disclosed when no reply reached the lead: the next one says it."""
    tx.run(
        "UPDATE conversations SET is_disclosed = 0 WHERE tenant_id = :tenant_id AND id = :id"
        " AND is_disclosed = 1 AND NOT EXISTS (SELECT 1 FROM deliveries WHERE"
        " deliveries.conversation_id = conversations.id AND deliveries.kind = 'reply'"
        " AND deliveries.state NOT IN ('queued', 'cancelled', 'failed', 'undelivered'))",
        tenant_id=tenant_id,
        id=conversation_id,
    )


def set_opt_out(
    tx: Tx, tenant_id: str, lead_id: str, basis: str, at_ms: int | None, now_ms: int
) -> None:
    """Set (or lift, with ``at_ms`` None) a lead's opt-out, for all channels of the tenant."""
    tx.run(
        "UPDATE leads SET opted_out_at = :at, opt_out_basis = :basis, updated_at = :now"
        " WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=lead_id,
        at=at_ms,
        basis=basis,
        now=now_ms,
    )


def insert_consent(
    tx: Tx,
    tenant_id: str,
    lead_id: str,
    channel_kind: str,
    kind: str,
    basis: str,
    wording: str,
    now_ms: int,
    operator_id: str | None = None,
    reason: str = "",
) -> None:
    """Write a line of the consent ledger: granted or revoked, by hand with who and why."""
    tx.run(
        "INSERT INTO consents (id, tenant_id, lead_id, channel_kind, kind, basis, wording, at,"
        " operator_id, reason) VALUES (:id, :tenant_id, :lead_id, :channel_kind, :kind, :basis,"
        " :wording, :now, :operator_id, :reason)",
        id=new_id(),
        tenant_id=tenant_id,
        lead_id=lead_id,
        channel_kind=channel_kind,
        kind=kind,
        basis=basis,
        wording=wording,
        now=now_ms,
        operator_id=operator_id,
        reason=reason,
    )
