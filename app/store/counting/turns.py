"""Turns opened on a day that are closed: ``turns`` by the path that answered them."""

from __future__ import annotations

from app.domain.figures_of_day import Figure
from app.store.db import Tx


def count(tx: Tx, tenant_id: str, from_ms: int, to_ms: int) -> list[Figure]:
    """Count the turns of a day."""
    rows = tx.all(
        "SELECT path, COUNT(*) AS n FROM turns WHERE tenant_id = :tenant_id"
        " AND opened_at >= :from_ms AND opened_at < :to_ms AND path <> '' GROUP BY path",
        tenant_id=tenant_id,
        from_ms=from_ms,
        to_ms=to_ms,
    )
    return [Figure("turns", row["path"], int(row["n"])) for row in rows]
