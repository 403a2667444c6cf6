"""What happened with a lead, newest first, from the rows themselves.

Messages, findings, notes, escalations and the consent ledger are read where they are kept; of all
else the events tell that name the lead. Each is along an index and stops after a page, so a long
history costs what a short one does. The key of a page is time and id.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.store.db import Row, Tx

Before = tuple[int, str]
NEWEST: Before = (1 << 61, "~")


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened. ``kind``: message, finding, note, escalation, resolved, consent,
    or an event's own name; ``data`` is what its row or event says."""

    at: int
    id: str
    kind: str
    conversation_id: str
    operator_id: str
    data: Mapping[str, Any] = field(default_factory=dict)


def moments_of(
    tx: Tx,
    tenant_id: str,
    lead_ids: Sequence[str],
    conversation_ids: Iterable[str],
    before: Before = NEWEST,
    limit: int = 40,
) -> list[Moment]:
    """Return what happened, newest first, at most ``limit``.

    Args:
        lead_ids: the lead, then those that became part of it.
        conversation_ids: all of the lead.
        before: time and id of the oldest one seen.
    """
    found: list[Moment] = []
    for conversation_id in conversation_ids:
        found += _messages(tx, tenant_id, conversation_id, before, limit)
        found += _escalations(tx, tenant_id, conversation_id, before, limit)
    lead_id = lead_ids[0]
    for read in (_findings, _notes, _consents):
        found += read(tx, tenant_id, lead_id, before, limit)
    for one in lead_ids:
        found += _events(tx, tenant_id, one, before, limit)
    found.sort(key=lambda one: (one.at, one.id), reverse=True)
    return found[:limit]


def _messages(
    tx: Tx, tenant_id: str, conversation_id: str, before: Before, limit: int
) -> list[Moment]:
    rows = tx.all(
        "SELECT m.id, m.author, m.operator_id, m.body, m.at, m.deleted_at, m.media,"
        " h.kind AS channel FROM messages m JOIN channels h ON h.id = m.channel_id"
        " WHERE m.conversation_id = :conversation_id AND m.tenant_id = :tenant_id"
        " AND (m.at < :at OR (m.at = :at AND m.id < :id))"
        " ORDER BY m.at DESC, m.id DESC LIMIT :limit",
        tenant_id=tenant_id,
        conversation_id=conversation_id,
        at=before[0],
        id=before[1],
        limit=limit,
    )
    return [
        Moment(
            row["at"],
            row["id"],
            "message",
            conversation_id,
            row["operator_id"] or "",
            {
                "author": row["author"],
                "text": "" if row["deleted_at"] is not None else row["body"],
                "channel": row["channel"],
                "has_media": row["media"] != "[]",
                "is_deleted": row["deleted_at"] is not None,
            },
        )
        for row in rows
    ]


def _escalations(
    tx: Tx, tenant_id: str, conversation_id: str, before: Before, limit: int
) -> list[Moment]:
    """Return when people were called, and when one took care of it: two moments of one row."""
    rows = tx.all(
        "SELECT * FROM escalations WHERE tenant_id = :tenant_id"
        " AND conversation_id = :conversation_id AND created_at <= :at"
        " ORDER BY id DESC LIMIT :limit",
        tenant_id=tenant_id,
        conversation_id=conversation_id,
        at=before[0],
        # A row opened before the page may be resolved in it.
        limit=limit * 2,
    )
    found = []
    for row in rows:
        told = {"reason": row["reason"], "priority": row["priority"], "outcome": row["outcome"]}
        found.append(Moment(row["created_at"], row["id"], "escalation", conversation_id, "", told))
        if row["resolved_at"] is not None:
            by = row["resolved_by"] or ""
            closed = Moment(
                row["resolved_at"], row["id"] + "r", "resolved", conversation_id, by, told
            )
            found.append(closed)
    return _older(found, before)


def _older(found: Iterable[Moment], before: Before) -> list[Moment]:
    return [one for one in found if (one.at, one.id) < before]


def _rows(tx: Tx, sql: str, tenant_id: str, lead_id: str, before: Before, limit: int) -> list[Row]:
    return tx.all(
        sql, tenant_id=tenant_id, lead_id=lead_id, at=before[0], id=before[1], limit=limit
    )


def _findings(tx: Tx, tenant_id: str, lead_id: str, before: Before, limit: int) -> list[Moment]:
    """Return what messages told; what people decided is told by its events."""
    rows = _rows(
        tx,
        "SELECT * FROM findings WHERE tenant_id = :tenant_id AND lead_id = :lead_id"
        " AND origin <> 'operator' AND (found_at < :at OR (found_at = :at AND id < :id))"
        " ORDER BY found_at DESC, id DESC LIMIT :limit",
        tenant_id,
        lead_id,
        before,
        limit,
    )
    names = ("criterion_id", "value", "quote", "message_id", "origin", "void_reason")
    return [
        Moment(row["found_at"], row["id"], "finding", "", "", {name: row[name] for name in names})
        for row in rows
    ]


def _notes(tx: Tx, tenant_id: str, lead_id: str, before: Before, limit: int) -> list[Moment]:
    rows = _rows(
        tx,
        "SELECT * FROM lead_notes WHERE tenant_id = :tenant_id AND lead_id = :lead_id"
        " AND (at < :at OR (at = :at AND id < :id)) ORDER BY at DESC, id DESC LIMIT :limit",
        tenant_id,
        lead_id,
        before,
        limit,
    )
    return [
        Moment(
            row["at"],
            row["id"],
            "note",
            "",
            row["operator_id"] or "",
            {"text": row["body"], "author": row["author"], "edited_at": row["edited_at"]},
        )
        for row in rows
    ]


def _consents(tx: Tx, tenant_id: str, lead_id: str, before: Before, limit: int) -> list[Moment]:
    """Return what the lead allowed and forbade in messages; what people wrote has its events."""
    rows = _rows(
        tx,
        "SELECT * FROM consents WHERE tenant_id = :tenant_id AND lead_id = :lead_id"
        " AND operator_id IS NULL AND (at < :at OR (at = :at AND id < :id))"
        " ORDER BY at DESC, id DESC LIMIT :limit",
        tenant_id,
        lead_id,
        before,
        limit,
    )
    names = ("kind", "basis", "wording", "channel_kind")
    return [
        Moment(row["at"], row["id"], "consent", "", "", {n: row[n] for n in names}) for row in rows
    ]


def _events(tx: Tx, tenant_id: str, lead_id: str, before: Before, limit: int) -> list[Moment]:
    rows = _rows(
        tx,
        "SELECT * FROM events WHERE tenant_id = :tenant_id AND lead_id = :lead_id"
        # Of notes their rows say more.
        " AND lead_id IS NOT NULL AND kind NOT IN ('lead_note_written', 'lead_note_edited',"
        " 'lead_note_deleted') AND (at < :at OR (at = :at AND id < :id))"
        " ORDER BY at DESC, id DESC LIMIT :limit",
        tenant_id,
        lead_id,
        before,
        limit,
    )
    return [
        Moment(
            row["at"],
            row["id"],
            row["kind"],
            row["conversation_id"] or "",
            row["operator_id"] or "",
            json.loads(row["data"]),
        )
        for row in rows
    ]
