"""What the page of a lead reads: who they are, where they wrote, and the messages receipts name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.store.db import Row, Tx

# The page of a conversation shows so many; an older message is shown by asking for earlier ones.
_SHOWN_AT_ONCE = 60


@dataclass(frozen=True, slots=True)
class LeadFacts:
    """A lead with everything its page says of them; times are epoch milliseconds or None."""

    id: str
    name: str
    phone: str
    email: str
    language: str
    source: str
    score: int
    temperature: str
    opted_out_at: int | None
    opt_out_basis: str
    created_at: int


@dataclass(frozen=True, slots=True)
class Identity:
    """An address a channel verified: its kind (phone, whatsapp, …) and the address."""

    kind: str
    address: str
    created_at: int


@dataclass(frozen=True, slots=True)
class Consent:
    """A line of the consent ledger; ``kind`` is granted or revoked.

    One that a person wrote by hand has them and their ``reason`` instead of a ``wording``.
    """

    channel_kind: str
    kind: str
    basis: str
    wording: str
    at: int
    operator_id: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation of the lead; messages before ``recent_at`` are not on its page at once."""

    id: str
    channel: str
    address: str
    state: str
    language: str
    last_message_at: int
    recent_at: int


@dataclass(frozen=True, slots=True)
class Told:
    """A message of a lead's conversation, as the engagement is read from it."""

    id: str
    conversation_id: str
    author: str
    body: str
    at: int
    edited_at: int | None
    deleted_at: int | None


def tenant_of_lead(tx: Tx, lead_id: str) -> str | None:
    """Return whose lead this is; the caller compares it with what the reader may see."""
    row = tx.one("SELECT tenant_id FROM leads WHERE id = :id", id=lead_id)
    return row["tenant_id"] if row else None


def lead_facts(tx: Tx, tenant_id: str, lead_id: str) -> LeadFacts | None:
    """Return a lead of this tenant."""
    row = tx.one(
        "SELECT id, name, phone, email, language, source, score, temperature, opted_out_at,"
        " opt_out_basis, created_at FROM leads WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=lead_id,
    )
    return LeadFacts(**{name: row[name] for name in LeadFacts.__slots__}) if row else None


def identities_of(tx: Tx, tenant_id: str, lead_id: str) -> list[Identity]:
    """Return the addresses that are the lead's for certain, oldest first."""
    rows = tx.all(
        "SELECT kind, address, created_at FROM identities"
        " WHERE tenant_id = :tenant_id AND lead_id = :lead_id ORDER BY created_at, kind, address",
        tenant_id=tenant_id,
        lead_id=lead_id,
    )
    return [Identity(row["kind"], row["address"], row["created_at"]) for row in rows]


def consents_of(tx: Tx, tenant_id: str, lead_id: str, limit: int = 20) -> list[Consent]:
    """Return what the lead allowed and forbade, newest first."""
    rows = tx.all(
        "SELECT channel_kind, kind, basis, wording, at, operator_id, reason FROM consents"
        " WHERE tenant_id = :tenant_id AND lead_id = :lead_id ORDER BY at DESC, id DESC"
        " LIMIT :limit",
        tenant_id=tenant_id,
        lead_id=lead_id,
        limit=limit,
    )
    return [Consent(**{name: row[name] for name in Consent.__slots__}) for row in rows]


def conversations_of(tx: Tx, tenant_id: str, lead_id: str, limit: int = 30) -> list[Talk]:
    """Return the conversations of a lead, newest first."""
    rows = tx.all(
        "SELECT c.id, h.kind AS channel, c.address, c.state, c.language, c.last_message_at"
        " FROM conversations c JOIN channels h ON h.id = c.channel_id"
        " WHERE c.tenant_id = :tenant_id AND c.lead_id = :lead_id"
        " ORDER BY c.last_message_at DESC, c.id DESC LIMIT :limit",
        tenant_id=tenant_id,
        lead_id=lead_id,
        limit=limit,
    )
    return [_talk(tx, tenant_id, row) for row in rows]


def _talk(tx: Tx, tenant_id: str, row: Row) -> Talk:
    oldest = tx.one(
        "SELECT at FROM messages WHERE tenant_id = :tenant_id AND conversation_id = :id"
        " ORDER BY at DESC, id DESC LIMIT 1 OFFSET :skipped",
        tenant_id=tenant_id,
        id=row["id"],
        skipped=_SHOWN_AT_ONCE - 1,
    )
    return Talk(
        row["id"],
        row["channel"],
        row["address"],
        row["state"],
        row["language"],
        row["last_message_at"],
        oldest["at"] if oldest else 0,
    )


def told_in(tx: Tx, tenant_id: str, conversation_ids: Iterable[str], limit: int) -> list[Told]:
    """Return the newest messages of some conversations, at most ``limit`` each, oldest first."""
    found: list[Told] = []
    for conversation_id in conversation_ids:
        rows = tx.all(
            "SELECT id, conversation_id, author, body, at, edited_at, deleted_at FROM messages"
            " WHERE tenant_id = :tenant_id AND conversation_id = :conversation_id"
            " ORDER BY at DESC, id DESC LIMIT :limit",
            tenant_id=tenant_id,
            conversation_id=conversation_id,
            limit=limit,
        )
        found += [_told(row) for row in rows]
    return sorted(found, key=lambda one: (one.at, one.id))


def told_by_id(tx: Tx, tenant_id: str, message_ids: Iterable[str]) -> dict[str, Told]:
    """Return messages by id; one that is not the tenant's is left out."""
    found: dict[str, Told] = {}
    for message_id in message_ids:
        row = tx.one(
            "SELECT id, conversation_id, author, body, at, edited_at, deleted_at FROM messages"
            " WHERE tenant_id = :tenant_id AND id = :id",
            tenant_id=tenant_id,
            id=message_id,
        )
        if row is not None:
            found[row["id"]] = _told(row)
    return found


def _told(row: Row) -> Told:
    return Told(**{name: row[name] for name in Told.__slots__})


def operator_names(tx: Tx, operator_ids: Iterable[str]) -> dict[str, str]:
    """Return the names of operators by id; their address where they have none."""
    found: dict[str, str] = {}
    for operator_id in operator_ids:
        row = tx.one("SELECT name, email FROM operators WHERE id = :id", id=operator_id)
        if row is not None:
            found[operator_id] = row["name"] or row["email"]
    return found
