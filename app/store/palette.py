"""What the command palette finds: leads by the beginnings of their words, clients by name.

Each statement runs along an index and reads a handful of rows, however many leads there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.store.db import Tx

# Of so many leads that have the first word, those that have the others too are looked for.
_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class FoundLead:
    """A lead, with the conversation it last spoke in (empty for none)."""

    id: str
    tenant_id: str
    name: str
    phone: str
    email: str
    client_name: str
    conversation_id: str


def find_leads(
    tx: Tx, tenant_ids: Sequence[str], words: Sequence[str], limit: int
) -> list[FoundLead]:
    """Return leads each of whose words begins one of theirs, of one tenant after the other."""
    found: list[FoundLead] = []
    if not words:
        return found
    for tenant_id in tenant_ids:
        for lead_id in _ids(tx, tenant_id, words, limit - len(found)):
            row = tx.one(
                "SELECT l.id, l.tenant_id, l.name, l.phone, l.email, t.name AS client_name,"
                " COALESCE((SELECT c.id FROM conversations c WHERE c.tenant_id = l.tenant_id"
                "  AND c.lead_id = l.id ORDER BY c.last_message_at DESC LIMIT 1), '')"
                "  AS conversation_id"
                " FROM leads l JOIN tenants t ON t.id = l.tenant_id"
                " WHERE l.tenant_id = :tenant_id AND l.id = :id AND l.merged_into IS NULL",
                tenant_id=tenant_id,
                id=lead_id,
            )
            if row is not None:
                found.append(FoundLead(**{name: row[name] for name in FoundLead.__slots__}))
        if len(found) >= limit:
            break
    return found


def _ids(tx: Tx, tenant_id: str, words: Sequence[str], limit: int) -> list[str]:
    # The longest word is likely the rarest.
    first, *others = sorted(words, key=len, reverse=True)
    rows = tx.all(
        "SELECT lead_id FROM lead_words WHERE tenant_id = :tenant_id"
        " AND word >= :word AND word < :beyond LIMIT :limit",
        tenant_id=tenant_id,
        word=first,
        beyond=first + "\U0010ffff",
        limit=_LOOKED_AT,
    )
    ids = list(dict.fromkeys(row["lead_id"] for row in rows))
    return [one for one in ids if all(_has(tx, tenant_id, one, w) for w in others)][:limit]


def _has(tx: Tx, tenant_id: str, lead_id: str, word: str) -> bool:
    row = tx.one(
        "SELECT 1 AS has FROM lead_words WHERE tenant_id = :tenant_id AND lead_id = :id"
        " AND word >= :word AND word < :beyond LIMIT 1",
        tenant_id=tenant_id,
        id=lead_id,
        word=word,
        beyond=word + "\U0010ffff",
    )
    return row is not None
