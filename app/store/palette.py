"""What the command palette finds: leads by the beginnings of their words, clients by name.

Each statement runs along an index and reads a handful of rows, however many leads there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.store import lead_list
from app.store.db import Tx
from app.store.lead_filters import Wanted


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


def find_leads(tx: Tx, tenant_ids: Sequence[str], asked: str, limit: int) -> list[FoundLead]:
    """Return leads each of whose words begins one of theirs, the last active ones first."""
    wanted = Wanted(words=asked)
    if not wanted.terms:
        return []
    page = lead_list.page(tx, tenant_ids, wanted, limit)
    rows = (_lead(tx, one.tenant_id, one.key.id) for one in page.found)
    return [row for row in rows if row is not None]


def _lead(tx: Tx, tenant_id: str, lead_id: str) -> FoundLead | None:
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
    return FoundLead(**{name: row[name] for name in FoundLead.__slots__}) if row else None
