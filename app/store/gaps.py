"""Gaps: questions of leads that found nothing. Those that mean the same share a cluster."""

from __future__ import annotations

from dataclasses import dataclass

from app.ids import new_id
from app.store.db import Row, Tx


@dataclass(frozen=True, slots=True)
class GapRow:
    """A question that found nothing. States: open, answered, dismissed."""

    id: str
    tenant_id: str
    cluster_id: str
    question: str
    language: str
    conversation_id: str | None
    message_id: str | None
    confidence: int
    state: str
    faq_id: str | None
    at: int


def _gap(row: Row) -> GapRow:
    return GapRow(**{name: row[name] for name in GapRow.__slots__})


def insert_gap(
    tx: Tx,
    tenant_id: str,
    question: str,
    now_ms: int,
    *,
    cluster_id: str = "",
    language: str = "",
    conversation_id: str | None = None,
    message_id: str | None = None,
    confidence: float = 0.0,
) -> str | None:
    """Keep a question; None when this very message is kept already."""
    gap_id = new_id()
    inserted = tx.run(
        "INSERT INTO gaps (id, tenant_id, cluster_id, question, language, conversation_id,"
        " message_id, confidence, state, at) VALUES (:id, :tenant_id, :cluster_id, :question,"
        " :language, :conversation_id, :message_id, :confidence, 'open', :now)"
        " ON CONFLICT (tenant_id, message_id) WHERE message_id IS NOT NULL DO NOTHING",
        id=gap_id,
        tenant_id=tenant_id,
        cluster_id=cluster_id or gap_id,
        question=question,
        language=language,
        conversation_id=conversation_id,
        message_id=message_id,
        confidence=round(confidence * 100),
        now=now_ms,
    )
    return gap_id if inserted else None


def open_gaps(tx: Tx, tenant_id: str, limit: int = 500) -> list[GapRow]:
    """Return the open questions, newest first."""
    rows = tx.all(
        "SELECT * FROM gaps WHERE tenant_id = :tenant_id AND state = 'open'"
        " ORDER BY at DESC, id DESC LIMIT :limit",
        tenant_id=tenant_id,
        limit=limit,
    )
    return [_gap(row) for row in rows]


def gaps_of_conversation(tx: Tx, tenant_id: str, conversation_id: str) -> list[GapRow]:
    """Return the open questions of a conversation, newest first."""
    rows = tx.all(
        "SELECT * FROM gaps WHERE tenant_id = :tenant_id AND conversation_id = :conversation_id"
        " AND state = 'open' ORDER BY at DESC, id DESC LIMIT 20",
        tenant_id=tenant_id,
        conversation_id=conversation_id,
    )
    return [_gap(row) for row in rows]


def propose(tx: Tx, tenant_id: str, cluster_id: str, faq_id: str) -> int:
    """Note which draft would answer the open questions of a cluster; they stay open."""
    return tx.run(
        "UPDATE gaps SET faq_id = :faq_id WHERE tenant_id = :tenant_id"
        " AND cluster_id = :cluster_id AND state = 'open'",
        tenant_id=tenant_id,
        cluster_id=cluster_id,
        faq_id=faq_id,
    )


def close_answered(tx: Tx, tenant_id: str, faq_id: str) -> int:
    """End the open questions that this FAQ was drafted for: it answers now."""
    return tx.run(
        "UPDATE gaps SET state = 'answered' WHERE tenant_id = :tenant_id"
        " AND faq_id = :faq_id AND state = 'open'",
        tenant_id=tenant_id,
        faq_id=faq_id,
    )


def close_cluster(tx: Tx, tenant_id: str, cluster_id: str, state: str, faq_id: str | None) -> int:
    """End the open questions of a cluster: answered by a FAQ, or dismissed."""
    return tx.run(
        "UPDATE gaps SET state = :state, faq_id = :faq_id WHERE tenant_id = :tenant_id"
        " AND cluster_id = :cluster_id AND state = 'open'",
        tenant_id=tenant_id,
        cluster_id=cluster_id,
        state=state,
        faq_id=faq_id,
    )
