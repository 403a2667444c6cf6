"""Appointments made on a day: ``appointments`` by how they stand now."""

from __future__ import annotations

from app.domain.figures_of_day import Figure
from app.store.db import Tx


def count(tx: Tx, tenant_id: str, from_ms: int, to_ms: int) -> list[Figure]:
    """Count the appointments made on a day."""
    rows = tx.all(
        "SELECT state, COUNT(*) AS n FROM appointments WHERE tenant_id = :tenant_id"
        " AND created_at >= :from_ms AND created_at < :to_ms GROUP BY state",
        tenant_id=tenant_id,
        from_ms=from_ms,
        to_ms=to_ms,
    )
    return [Figure("appointments", row["state"], int(row["n"])) for row in rows]
