"""A lead's messages corrected or deleted by an operator, and what else held their words.

A corrected message keeps its first words in ``original_body``. A deleted one keeps its place and
who deleted it, and nothing it said: not here, nor in what was derived from it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass

from app.domain.escalation import plain
from app.store.db import Row, Tx

SNIPPET_CHARS = 140
# What a list shows where nothing was said that may be shown.
_NOTHING = "…"
# An error's name or a provider's, which no lead wrote.
_CODE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")


@dataclass(frozen=True, slots=True)
class LeadMessage:
    """A message with whose conversation it is in; times are epoch milliseconds or None."""

    id: str
    conversation_id: str
    lead_id: str
    author: str
    body: str
    at: int
    original_body: str | None
    edited_at: int | None
    deleted_at: int | None
    edited_by: str | None


def lead_message(tx: Tx, tenant_id: str, message_id: str) -> LeadMessage | None:
    """Return a message of a tenant with its lead; anybody's, a deleted one too."""
    row = tx.one(
        "SELECT m.id, m.conversation_id, c.lead_id, m.author, m.body, m.at, m.original_body,"
        " m.edited_at, m.deleted_at, m.edited_by FROM messages m"
        " JOIN conversations c ON c.tenant_id = m.tenant_id AND c.id = m.conversation_id"
        " WHERE m.tenant_id = :tenant_id AND m.id = :id",
        tenant_id=tenant_id,
        id=message_id,
    )
    return _message(row) if row else None


def _message(row: Row) -> LeadMessage:
    return LeadMessage(**{name: row[name] for name in LeadMessage.__slots__})


def body_of(tx: Tx, tenant_id: str, message_id: str) -> str:
    """Return what a message says now; empty when it says nothing or is not there."""
    row = tx.one(
        "SELECT body FROM messages WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=message_id,
    )
    return str(row["body"]) if row else ""


def correct(
    tx: Tx, tenant_id: str, message_id: str, former: str, text: str, operator_id: str, now_ms: int
) -> bool:
    """Give a lead's message other words; False when it no longer says ``former``."""
    return bool(
        tx.run(
            "UPDATE messages SET original_body = COALESCE(original_body, body), body = :text,"
            " edited_at = :now, edited_by = :operator_id, signs = ''"
            " WHERE tenant_id = :tenant_id AND id = :id AND author = 'lead'"
            " AND deleted_at IS NULL AND body = :former",
            tenant_id=tenant_id,
            id=message_id,
            former=former,
            text=text,
            operator_id=operator_id,
            now=now_ms,
        )
    )


def erase(tx: Tx, tenant_id: str, message_id: str, operator_id: str, now_ms: int) -> bool:
    """Delete what a lead's message says and holds; False when that was done before."""
    return bool(
        tx.run(
            "UPDATE messages SET body = '', original_body = NULL, media = '[]', raw = NULL,"
            " signs = '', deleted_at = :now, edited_by = :operator_id"
            " WHERE tenant_id = :tenant_id AND id = :id AND author = 'lead'"
            " AND deleted_at IS NULL",
            tenant_id=tenant_id,
            id=message_id,
            operator_id=operator_id,
            now=now_ms,
        )
    )


def lock_conversation(tx: Tx, tenant_id: str, conversation_id: str) -> None:
    """Hold a conversation until this unit ends.

    Before its lead, as a turn that settles does: in another order two units could wait for each
    other.
    """
    tx.run(
        "UPDATE conversations SET epoch = epoch WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=conversation_id,
    )


def raise_epoch(tx: Tx, tenant_id: str, conversation_id: str) -> None:
    """Void what is being drafted or waits to leave: it rests on words that changed."""
    tx.run(
        "UPDATE conversations SET epoch = epoch + 1 WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=conversation_id,
    )


def renew_snippet(tx: Tx, tenant_id: str, conversation_id: str, message_id: str) -> None:
    """Let the list show the words the newest message has now, if it is this one."""
    rows = tx.all(
        "SELECT id, author, body, deleted_at FROM messages WHERE tenant_id = :tenant_id"
        " AND conversation_id = :conversation_id ORDER BY received_at DESC, id DESC LIMIT 20",
        tenant_id=tenant_id,
        conversation_id=conversation_id,
    )
    if not rows or rows[0]["id"] != message_id:
        return
    shown = next((row for row in rows if row["deleted_at"] is None), None)
    tx.run(
        "UPDATE conversations SET last_snippet = :snippet, last_author = :author"
        " WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=conversation_id,
        snippet=" ".join(shown["body"].split())[:SNIPPET_CHARS] if shown else _NOTHING,
        author=shown["author"] if shown else "lead",
    )


def forget_question(tx: Tx, tenant_id: str, message_id: str) -> None:
    """Forget the open question to the knowledge base that a message asked."""
    tx.run(
        "DELETE FROM gaps WHERE tenant_id = :tenant_id AND message_id = :message_id",
        tenant_id=tenant_id,
        message_id=message_id,
    )


def forget_in_escalations(
    tx: Tx, tenant_id: str, message: LeadMessage, values: Collection[str]
) -> None:
    """Take a deleted message out of all that people are told about a conversation.

    What a model wrote of it (its summary, a reply it suggested) may hold the words in any other
    form, so that goes whole, all but a code of ours. So do quotes of the lead where the message
    was corrected: of several corrections only the first and the last words are known.

    Args:
        message: as it was before it was deleted.
        values: what was found in it.
    """
    texts = {message.body, message.original_body or ""}
    rows = tx.all(
        "SELECT id, summary, facts FROM escalations WHERE tenant_id = :tenant_id"
        " AND conversation_id = :conversation_id",
        tenant_id=tenant_id,
        conversation_id=message.conversation_id,
    )
    for row in rows:
        facts = json.loads(row["facts"])
        kept = {
            **facts,
            "said": [
                one
                for one in facts.get("said", ())
                if message.edited_at is None and not _is_of(one, texts)
            ],
            "known": [pair for pair in facts.get("known", ()) if not _is_of(pair[1], values)],
            "suggested": "",
            "note": "",
        }
        tx.run(
            "UPDATE escalations SET summary = :summary, facts = :facts"
            " WHERE tenant_id = :tenant_id AND id = :id",
            tenant_id=tenant_id,
            id=row["id"],
            summary=row["summary"] if _is_code(row["summary"], texts) else "",
            facts=json.dumps(kept, ensure_ascii=False),
        )


def _is_code(summary: str, texts: Collection[str]) -> bool:
    return bool(_CODE.fullmatch(summary)) and not any(summary in text for text in texts)


def _is_of(line: str, texts: Collection[str]) -> bool:
    """Tell whether a line is one of some texts, shortened as facts are."""
    return any(text and line == plain(text, len(line)) for text in texts)
