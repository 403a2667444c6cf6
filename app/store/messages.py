"""Messages of a conversation."""

from __future__ import annotations

import json
from dataclasses import asdict

import msgspec

from app.domain.message import Author, InboundMessage, Media, Message
from app.ids import new_id
from app.store.conversations import ConversationRow
from app.store.db import Row, Tx

# The standard library takes several times as long, and every message passes here.
_encode = msgspec.json.Encoder().encode


def insert_inbound(
    tx: Tx,
    conversation: ConversationRow,
    channel_id: str,
    message_id: str,
    inbound: InboundMessage,
    now_ms: int,
) -> bool:
    """Store a lead's message under an id; False when the provider's message is stored already."""
    media = json.dumps([asdict(item) for item in inbound.media]) if inbound.media else "[]"
    stored = tx.run(
        "INSERT INTO messages (id, tenant_id, conversation_id, channel_id, author, body, media,"
        " provider_message_id, at, received_at, raw) VALUES (:id, :tenant_id, :conversation_id,"
        " :channel_id, 'lead', :body, :media, :provider_message_id, :at, :now, :raw)"
        " ON CONFLICT (channel_id, provider_message_id) DO NOTHING",
        id=message_id,
        tenant_id=conversation.tenant_id,
        conversation_id=conversation.id,
        channel_id=channel_id,
        body=inbound.text,
        media=media,
        provider_message_id=inbound.provider_message_id,
        at=inbound.sent_at_ms or now_ms,
        now=now_ms,
        raw=_encode(inbound.raw).decode(),
    )
    return bool(stored)


def insert_outbound(
    tx: Tx,
    conversation: ConversationRow,
    author: Author,
    text: str,
    now_ms: int,
    turn_id: str | None = None,
    operator_id: str | None = None,
    said_by: str = "",
) -> str:
    """Store a message of ours and return its id; its delivery is a row of its own.

    ``said_by`` names who wrote it where that is no operator of ours.
    """
    message_id = new_id()
    tx.run(
        "INSERT INTO messages (id, tenant_id, conversation_id, channel_id, author, operator_id,"
        " body, turn_id, at, received_at, said_by) VALUES (:id, :tenant_id, :conversation_id,"
        " :channel_id, :author, :operator_id, :body, :turn_id, :now, :now, :said_by)",
        id=message_id,
        tenant_id=conversation.tenant_id,
        conversation_id=conversation.id,
        channel_id=conversation.channel_id,
        author=author.value,
        operator_id=operator_id,
        body=text,
        turn_id=turn_id,
        now=now_ms,
        said_by=said_by,
    )
    return message_id


def are_claims(tx: Tx, conversation: ConversationRow, count: int) -> bool:
    """Tell whether the lead's last so many messages all came by another channel than ours goes."""
    rows = tx.all(
        "SELECT channel_id FROM messages WHERE tenant_id = :tenant_id"
        " AND conversation_id = :conversation_id AND author = 'lead'"
        " ORDER BY at DESC, id DESC LIMIT :count",
        tenant_id=conversation.tenant_id,
        conversation_id=conversation.id,
        count=count,
    )
    return len(rows) == count and all(row["channel_id"] != conversation.channel_id for row in rows)


def latest(tx: Tx, tenant_id: str, conversation_id: str, limit: int = 40) -> list[Message]:
    """Return the newest messages of a conversation, oldest first.

    What never left is left out, and what was deleted.
    """
    rows = tx.all(
        "SELECT id, conversation_id, author, body, media, turn_id, at FROM messages"
        " WHERE tenant_id = :tenant_id AND conversation_id = :conversation_id"
        " AND deleted_at IS NULL AND (author = 'lead' OR NOT EXISTS (SELECT 1 FROM deliveries"
        " WHERE message_id = messages.id AND state = 'cancelled'))"
        " ORDER BY at DESC, id DESC LIMIT :limit",
        tenant_id=tenant_id,
        conversation_id=conversation_id,
        limit=limit,
    )
    return [message_of(row) for row in reversed(rows)]


def message_by_id(tx: Tx, tenant_id: str, message_id: str) -> Message | None:
    """Return a message of a tenant."""
    row = tx.one(
        "SELECT id, conversation_id, author, body, media, turn_id, at FROM messages"
        " WHERE tenant_id = :tenant_id AND id = :message_id",
        tenant_id=tenant_id,
        message_id=message_id,
    )
    return message_of(row) if row else None


def before(
    tx: Tx, tenant_id: str, conversation_id: str, at_ms: int, message_id: str, limit: int
) -> list[Message]:
    """Return the messages of a conversation before one of them, oldest first."""
    rows = tx.all(
        "SELECT id, conversation_id, author, body, media, turn_id, at FROM messages"
        " WHERE tenant_id = :tenant_id AND conversation_id = :conversation_id"
        " AND (at < :at OR (at = :at AND id < :message_id))"
        " ORDER BY at DESC, id DESC LIMIT :limit",
        tenant_id=tenant_id,
        conversation_id=conversation_id,
        at=at_ms,
        message_id=message_id,
        limit=limit,
    )
    return [message_of(row) for row in reversed(rows)]


def message_of(row: Row) -> Message:
    """Return the message of a row."""
    return Message(
        id=row["id"],
        conversation_id=row["conversation_id"],
        author=Author(row["author"]),
        text=row["body"],
        at_ms=row["at"],
        media=_media(row["media"]),
        turn_id=row["turn_id"],
    )


def _media(text: str) -> tuple[Media, ...]:
    return () if text == "[]" else tuple(Media(**item) for item in json.loads(text))
