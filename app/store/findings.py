"""Findings of a lead, and the score that was computed from them."""

from __future__ import annotations

from app.domain.qualification import Finding
from app.ids import new_id
from app.store.db import Tx


def findings_of(tx: Tx, tenant_id: str, lead_id: str) -> list[Finding]:
    """Return all findings of a lead, oldest first; superseded ones are kept."""
    rows = tx.all(
        "SELECT criterion_id, value, message_id, quote, found_at FROM findings"
        " WHERE tenant_id = :tenant_id AND lead_id = :lead_id ORDER BY found_at, id",
        tenant_id=tenant_id,
        lead_id=lead_id,
    )
    return [
        Finding(
            criterion_id=row["criterion_id"],
            value=row["value"],
            message_id=row["message_id"],
            quote=row["quote"],
            at_ms=row["found_at"],
        )
        for row in rows
    ]


def insert_finding(tx: Tx, tenant_id: str, lead_id: str, finding: Finding) -> None:
    """Keep a finding."""
    tx.run(
        "INSERT INTO findings (id, tenant_id, lead_id, criterion_id, value, message_id, quote,"
        " found_at) VALUES (:id, :tenant_id, :lead_id, :criterion_id, :value, :message_id,"
        " :quote, :at)",
        id=new_id(),
        tenant_id=tenant_id,
        lead_id=lead_id,
        criterion_id=finding.criterion_id,
        value=finding.value,
        message_id=finding.message_id,
        quote=finding.quote,
        at=finding.at_ms,
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
