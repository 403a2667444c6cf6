"""Findings of a lead, and the score that was computed from them.

A finding is never deleted: it is void from some time on, for a reason. Only the words of a message
that was deleted go out of the findings that rested on it.
"""

from __future__ import annotations

from app.domain.qualification import Finding
from app.ids import new_id
from app.store.db import Row, Tx


def findings_of(tx: Tx, tenant_id: str, lead_id: str) -> list[Finding]:
    """Return the findings of a lead that count, oldest first; superseded ones are kept."""
    rows = tx.all(
        "SELECT * FROM findings WHERE tenant_id = :tenant_id AND lead_id = :lead_id"
        " AND voided_at IS NULL ORDER BY found_at, id",
        tenant_id=tenant_id,
        lead_id=lead_id,
    )
    return [_finding(row) for row in rows]


def every_finding_of(tx: Tx, tenant_id: str, lead_id: str) -> list[Finding]:
    """Return all findings of a lead there ever were, oldest first; void ones too."""
    rows = tx.all(
        "SELECT * FROM findings WHERE tenant_id = :tenant_id AND lead_id = :lead_id"
        " ORDER BY found_at, id",
        tenant_id=tenant_id,
        lead_id=lead_id,
    )
    return [_finding(row) for row in rows]


def findings_on(tx: Tx, tenant_id: str, message_id: str) -> list[Finding]:
    """Return the findings that count and rest on a message."""
    rows = tx.all(
        "SELECT * FROM findings WHERE tenant_id = :tenant_id AND message_id = :message_id"
        " AND voided_at IS NULL ORDER BY found_at, id",
        tenant_id=tenant_id,
        message_id=message_id,
    )
    return [_finding(row) for row in rows]


def values_on(tx: Tx, tenant_id: str, message_id: str) -> set[str]:
    """Return every value that was ever found in a message, void ones too."""
    rows = tx.all(
        "SELECT value FROM findings WHERE tenant_id = :tenant_id AND message_id = :message_id",
        tenant_id=tenant_id,
        message_id=message_id,
    )
    return {row["value"] for row in rows}


def insert_finding(tx: Tx, tenant_id: str, lead_id: str, finding: Finding, origin: str = "") -> str:
    """Keep a finding and return its id; its origin is its own (``model``) unless another is said.

    An operator's rests on no message.
    """
    finding_id = new_id()
    tx.run(
        "INSERT INTO findings (id, tenant_id, lead_id, criterion_id, value, message_id, quote,"
        " found_at, origin, operator_id, reason) VALUES (:id, :tenant_id, :lead_id, :criterion_id,"
        " :value, :message_id, :quote, :at, :origin, :operator_id, :reason)",
        id=finding_id,
        tenant_id=tenant_id,
        lead_id=lead_id,
        criterion_id=finding.criterion_id,
        value=finding.value,
        message_id=finding.message_id,
        quote=finding.quote,
        at=finding.at_ms,
        origin=origin or finding.origin,
        operator_id=finding.operator_id or None,
        reason=finding.reason,
    )
    return finding_id


def void_finding(tx: Tx, tenant_id: str, finding_id: str, why: str, now_ms: int) -> bool:
    """Let a finding count no more; False when it does not already."""
    return bool(
        tx.run(
            "UPDATE findings SET voided_at = :now, void_reason = :why"
            " WHERE tenant_id = :tenant_id AND id = :id AND voided_at IS NULL",
            tenant_id=tenant_id,
            id=finding_id,
            why=why,
            now=now_ms,
        )
    )


def forget_words(tx: Tx, tenant_id: str, message_id: str) -> None:
    """Take the words of a deleted message out of the findings that rested on it, void ones too."""
    tx.run(
        "UPDATE findings SET quote = '', value = ''"
        " WHERE tenant_id = :tenant_id AND message_id = :message_id AND message_id <> ''",
        tenant_id=tenant_id,
        message_id=message_id,
    )


def lock_lead(tx: Tx, tenant_id: str, lead_id: str) -> bool:
    """Let nobody else score a lead until this unit ends; False when there is no such lead."""
    return bool(
        tx.run(
            "UPDATE leads SET score = score WHERE tenant_id = :tenant_id AND id = :id",
            tenant_id=tenant_id,
            id=lead_id,
        )
    )


def set_score(
    tx: Tx, tenant_id: str, lead_id: str, points: int, temperature: str, reasons: str, now_ms: int
) -> None:
    """Write a lead's score with its reasons (JSON), as computed in code."""
    tx.run(
        "UPDATE leads SET score = :points, temperature = :temperature, score_reasons = :reasons,"
        " updated_at = :now WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=lead_id,
        points=points,
        temperature=temperature,
        reasons=reasons,
        now=now_ms,
    )


def renew_score(
    tx: Tx, tenant_id: str, lead_id: str, points: int, temperature: str, reasons: str, now_ms: int
) -> bool:
    """Write a lead's score as ``set_score`` does; False, and nothing is touched, when it has it."""
    return bool(
        tx.run(
            "UPDATE leads SET score = :points, temperature = :temperature,"
            " score_reasons = :reasons, updated_at = :now"
            " WHERE tenant_id = :tenant_id AND id = :id AND (score <> :points"
            " OR temperature <> :temperature OR score_reasons <> :reasons)",
            tenant_id=tenant_id,
            id=lead_id,
            points=points,
            temperature=temperature,
            reasons=reasons,
            now=now_ms,
        )
    )


def leads_with_findings(tx: Tx, tenant_id: str, after: str, limit: int) -> list[str]:
    """Return the next leads that told something, in the order of their ids.

    Args:
        after: the last one seen; empty for the first.
    """
    rows = tx.all(
        "SELECT DISTINCT lead_id FROM findings WHERE tenant_id = :tenant_id"
        " AND lead_id > :after ORDER BY lead_id LIMIT :limit",
        tenant_id=tenant_id,
        after=after,
        limit=limit,
    )
    return [row["lead_id"] for row in rows]


def _finding(row: Row) -> Finding:
    return Finding(
        criterion_id=row["criterion_id"],
        value=row["value"],
        message_id=row["message_id"],
        quote=row["quote"],
        at_ms=row["found_at"],
        id=row["id"],
        origin=row["origin"],
        operator_id=row["operator_id"] or "",
        reason=row["reason"],
        voided_at_ms=row["voided_at"],
        void_reason=row["void_reason"],
    )
