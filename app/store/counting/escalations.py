"""Escalations of a day: ``escalations_opened`` by reason, ``escalations_resolved`` by outcome."""

from __future__ import annotations

from app.domain.figures_of_day import Figure
from app.store.db import Tx


def count(tx: Tx, tenant_id: str, from_ms: int, to_ms: int) -> list[Figure]:
    """Count the escalations of a day."""
    opened = tx.all(
        "SELECT reason, COUNT(*) AS n FROM escalations WHERE tenant_id = :tenant_id"
        " AND state IN ('pending', 'resolved') AND created_at >= :from_ms AND created_at < :to_ms"
        " GROUP BY reason",
        tenant_id=tenant_id,
        from_ms=from_ms,
        to_ms=to_ms,
    )
    resolved = tx.all(
        "SELECT outcome, COUNT(*) AS n, SUM(resolved_at - created_at) AS total FROM escalations"
        " WHERE tenant_id = :tenant_id AND resolved_at IS NOT NULL"
        " AND resolved_at >= :from_ms AND resolved_at < :to_ms GROUP BY outcome",
        tenant_id=tenant_id,
        from_ms=from_ms,
        to_ms=to_ms,
    )
    return [
        *(Figure("escalations_opened", row["reason"], int(row["n"])) for row in opened),
        *(
            Figure("escalations_resolved", row["outcome"], int(row["n"]), int(row["total"]))
            for row in resolved
        ),
    ]
