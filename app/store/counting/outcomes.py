"""What people did with the assistant's replies and drafts on a day.

``outcomes`` by outcome, and ``sure`` by how sure the assistant had said it was, in tenths (slice
``70`` is 70 to 79 %, ``90`` up to 100): how many were judged, and as their total those found right.
"""

from __future__ import annotations

from app.domain.calibration import RIGHT
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
    return [
        *(Figure("outcomes", row["outcome"], int(row["n"])) for row in rows),
        *_sure(tx, tenant_id, from_ms, to_ms),
    ]


def _sure(tx: Tx, tenant_id: str, from_ms: int, to_ms: int) -> list[Figure]:
    rows = tx.all(
        "SELECT CASE WHEN t.confidence > 99 THEN 90 ELSE t.confidence / 10 * 10 END AS tens,"
        " o.outcome, COUNT(*) AS n FROM outcomes o JOIN turns t ON t.id = o.turn_id"
        " WHERE o.tenant_id = :tenant_id AND o.at >= :from_ms AND o.at < :to_ms"
        " AND t.tenant_id = o.tenant_id AND t.confidence IS NOT NULL GROUP BY tens, o.outcome",
        tenant_id=tenant_id,
        from_ms=from_ms,
        to_ms=to_ms,
    )
    return [
        Figure("sure", str(row["tens"]), int(row["n"]), int(row["n"]) * (row["outcome"] in RIGHT))
        for row in rows
    ]
