"""The rolling summary of a conversation, and the messages it does not cover.

Ids sort by the time we stored a message, so "after the last covered one" misses none that arrives
late with an earlier time of its provider. ``summary_upto`` is the greatest id covered.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.message import Message
from app.store.db import Tx
from app.store.messages import message_of


@dataclass(frozen=True, slots=True)
class Summarised:
    """What a conversation's summary says and how far it goes; both empty without one."""

    tenant_id: str
    lead_id: str
    text: str
    upto: str


def summary_of(tx: Tx, conversation_id: str) -> Summarised | None:
    """Return whose a conversation is and its summary; for the job, which has only the id."""
    row = tx.one(
        "SELECT tenant_id, lead_id, summary, summary_upto FROM conversations WHERE id = :id",
        id=conversation_id,
    )
    if row is None:
        return None
    return Summarised(row["tenant_id"], row["lead_id"], row["summary"], row["summary_upto"])


def uncovered(
    tx: Tx, tenant_id: str, conversation_id: str, upto: str, limit: int = 200
) -> list[Message]:
    """Return the newest messages no summary covers, oldest first, without what never left."""
    rows = tx.all(
        "SELECT id, conversation_id, author, body, media, turn_id, at FROM messages"
        " WHERE tenant_id = :tenant_id AND conversation_id = :conversation_id AND id > :upto"
        " AND deleted_at IS NULL AND (author = 'lead' OR NOT EXISTS (SELECT 1 FROM deliveries"
        " WHERE message_id = messages.id AND state = 'cancelled'))"
        " ORDER BY at DESC, id DESC LIMIT :limit",
        tenant_id=tenant_id,
        conversation_id=conversation_id,
        upto=upto,
        limit=limit,
    )
    return [message_of(row) for row in reversed(rows)]


def oldest_uncovered(
    tx: Tx, tenant_id: str, conversation_id: str, upto: str, limit: int = 200
) -> list[Message]:
    """Return the oldest messages no summary covers, in the order they were stored."""
    rows = tx.all(
        "SELECT id, conversation_id, author, body, media, turn_id, at FROM messages"
        " WHERE tenant_id = :tenant_id AND conversation_id = :conversation_id AND id > :upto"
        " AND deleted_at IS NULL AND (author = 'lead' OR NOT EXISTS (SELECT 1 FROM deliveries"
        " WHERE message_id = messages.id AND state = 'cancelled'))"
        " ORDER BY id LIMIT :limit",
        tenant_id=tenant_id,
        conversation_id=conversation_id,
        upto=upto,
        limit=limit,
    )
    return [message_of(row) for row in rows]


def keep_summary(
    tx: Tx, tenant_id: str, conversation_id: str, former_upto: str, text: str, upto: str
) -> bool:
    """Keep the next summary; False when another one was kept, or all forgotten, meanwhile."""
    return bool(
        tx.run(
            "UPDATE conversations SET summary = :text, summary_upto = :upto"
            " WHERE tenant_id = :tenant_id AND id = :id AND summary_upto = :former",
            tenant_id=tenant_id,
            id=conversation_id,
            former=former_upto,
            text=text,
            upto=upto,
        )
    )


def forget_summary(tx: Tx, tenant_id: str, conversation_id: str, message_id: str) -> bool:
    """Forget the summary if it covers this message, which was deleted or corrected."""
    return bool(
        tx.run(
            "UPDATE conversations SET summary = '', summary_upto = ''"
            " WHERE tenant_id = :tenant_id AND id = :id AND summary_upto >= :message_id",
            tenant_id=tenant_id,
            id=conversation_id,
            message_id=message_id,
        )
    )


def titles_of(tx: Tx, tenant_id: str, turn_ids: list[str]) -> list[str]:
    """Return the titles of what the replies of some turns rested on, as far as it still stands."""
    found: dict[str, None] = {}
    for turn_id in turn_ids:
        rows = tx.all(
            "SELECT faqs.question AS title FROM groundings JOIN faqs ON faqs.id ="
            " groundings.passage_id AND faqs.tenant_id = groundings.tenant_id"
            " WHERE groundings.tenant_id = :tenant_id AND groundings.turn_id = :turn_id"
            " AND groundings.is_cited = 1 ORDER BY groundings.ordinal",
            tenant_id=tenant_id,
            turn_id=turn_id,
        )
        found |= dict.fromkeys(row["title"] for row in rows)
    return list(found)
