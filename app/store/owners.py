"""Whose a thing is, by its id alone: for the guard that stands before every route."""

from __future__ import annotations

from collections.abc import Mapping

from app.store.db import Tx

# The name a path gives an id, and the table whose ``tenant_id`` says whose it is.
_TABLES = {
    "appointment_id": "appointments",
    "base_id": "knowledge_bases",
    "change_id": "page_changes",
    "channel_id": "channels",
    "conversation_id": "conversations",
    "delivery_id": "deliveries",
    "document_id": "documents",
    "escalation_id": "escalations",
    "faq_id": "faqs",
    "finding_id": "findings",
    "gap_id": "gaps",
    "incident_id": "incidents",
    "key_id": "api_keys",
    "lead_id": "leads",
    "message_id": "messages",
    "member_id": "operators",
    "merge_id": "lead_merges",
    "note_id": "lead_notes",
    "person_id": "notify_people",
    "reply_id": "canned_replies",
    "saved_view_id": "saved_views",
    "template_id": "message_templates",
    "turn_id": "turns",
    "website_id": "websites",
}


def owners_of(tx: Tx, ids: Mapping[str, str]) -> list[str]:
    """Return the tenants of the things a path names; what is unknown here is left out.

    Args:
        ids: by the names of ``_TABLES``, and ``client_id``, which is a tenant itself.
    """
    found = []
    for name, value in ids.items():
        # A team of people is a client's, or the agency's.
        if name in ("client_id", "owner"):
            row = tx.one("SELECT id AS tenant_id FROM tenants WHERE id = :id", id=value)
        elif name in _TABLES:
            # The table's name is one of those above, never what somebody sent.
            row = tx.one(f"SELECT tenant_id FROM {_TABLES[name]} WHERE id = :id", id=value)  # noqa: S608
        else:
            continue
        # Some people, views and incidents are of the whole agency.
        if row is not None and row["tenant_id"] is not None:
            found.append(row["tenant_id"])
    return found
