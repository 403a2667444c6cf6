"""Messages of a day: ``messages`` by their author (lead, assistant, operator, system)."""

from __future__ import annotations

from app.domain.figures_of_day import Figure
from app.store.db import Tx


def count(tx: Tx, tenant_id: str, from_ms: int, to_ms: int) -> list[Figure]:
    """Count the messages of a day, along an index that holds all that is asked."""
    rows = tx.all(
        "SELECT author, COUNT(*) AS n FROM messages WHERE tenant_id = :tenant_id"
        " AND at >= :from_ms AND at < :to_ms GROUP BY author",
        tenant_id=tenant_id,
        from_ms=from_ms,
        to_ms=to_ms,
    )
    return [Figure("messages", row["author"], int(row["n"])) for row in rows]
