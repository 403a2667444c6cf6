"""What people did with the assistant's replies and drafts on a day: ``outcomes`` by outcome."""

from __future__ import annotations

from app.domain.figures_of_day import Figure
from app.store.db import Tx


def count(tx: Tx, tenant_id: str, from_ms: int, to_ms: int) -> list[Figure]:
    """Count the outcomes of a day."""
    rows = tx.all(
        "SELECT outcome, COUNT(*) AS n FROM outcomes WHERE tenant_id = :tenant_id"
        " AND at >= :from_ms AND at < :to_ms GROUP BY outcome",
        tenant_id=tenant_id,
        from_ms=from_ms,
        to_ms=to_ms,
    )
    return [Figure("outcomes", row["outcome"], int(row["n"])) for row in rows]
