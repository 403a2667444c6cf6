"""What a conversation remembers of how the assistant goes about it: asked, said, not known."""

from __future__ import annotations

import json
from collections.abc import Mapping

from app.store.db import Tx


def note_reply(
    tx: Tx,
    tenant_id: str,
    conversation_id: str,
    language: str,
    asked: str,
    discloses: bool,
    asked_times: Mapping[str, int] | None = None,
    said: int = 0,
    unknown_count: int = 0,
) -> None:
    """Remember the language, what our reply asks about, and that it disclosed the AI.

    Args:
        said: 1 when the assistant said something, 0 when the turn ended in silence.
        unknown_count: replies in a row that knew no answer, this one included.
    """
    tx.run(
        "UPDATE conversations SET language = :language, asked = :asked,"
        " is_disclosed = CASE WHEN :discloses = 1 THEN 1 ELSE is_disclosed END,"
        " asked_times = :asked_times, assistant_count = assistant_count + :said,"
        " unknown_count = :unknown_count"
        " WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=conversation_id,
        language=language,
        asked=asked,
        discloses=int(discloses),
        asked_times=json.dumps(dict(asked_times or {})),
        said=said,
        unknown_count=unknown_count,
    )


def put_aside(tx: Tx, tenant_id: str, conversation_id: str, now_ms: int) -> bool:
    """Put a conversation aside as spam; False when it is already, or a person said it is none."""
    return bool(
        tx.run(
            "UPDATE conversations SET spam_at = :now"
            " WHERE tenant_id = :tenant_id AND id = :id AND spam_at IS NULL",
            tenant_id=tenant_id,
            id=conversation_id,
            now=now_ms,
        )
    )


def trust(tx: Tx, tenant_id: str, conversation_id: str) -> bool:
    """Note that a person says it is no spam (``spam_at`` 0); False when it was not put aside."""
    return bool(
        tx.run(
            "UPDATE conversations SET spam_at = 0"
            " WHERE tenant_id = :tenant_id AND id = :id AND spam_at > 0",
            tenant_id=tenant_id,
            id=conversation_id,
        )
    )


def note_disclosure(tx: Tx, tenant_id: str, conversation_id: str) -> None:
    """Remember that the AI was disclosed."""
    tx.run(
        "UPDATE conversations SET is_disclosed = 1 WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=conversation_id,
    )


def clear_person(tx: Tx, tenant_id: str, conversation_id: str) -> None:
    """Note that no person is needed any more: one has dealt with it."""
    tx.run(
        "UPDATE conversations SET needs_person = 0 WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=conversation_id,
    )


def set_signs(tx: Tx, tenant_id: str, message_id: str, signs: str) -> None:
    """Keep what was read in a message without a model, as JSON."""
    tx.run(
        "UPDATE messages SET signs = :signs WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=message_id,
        signs=signs,
    )


def pending_reason(tx: Tx, tenant_id: str, conversation_id: str) -> str:
    """Return why a person was called who has not come yet, or an empty string."""
    row = tx.one(
        "SELECT reason FROM escalations WHERE tenant_id = :tenant_id"
        " AND conversation_id = :conversation_id AND state = 'pending'",
        tenant_id=tenant_id,
        conversation_id=conversation_id,
    )
    return row["reason"] if row else ""
