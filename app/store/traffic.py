"""How much a tenant's leads write that a model answers."""

from __future__ import annotations

from app.store.db import Tx

_HOUR_MS = 3_600_000


def turns_by_hour(tx: Tx, tenant_id: str, now_ms: int, hours: int = 6) -> list[int]:
    """Return how many turns a model answered in each of the last hours, the newest first."""
    rows = tx.all(
        "SELECT (:now - at) / :hour AS ago, COUNT(DISTINCT turn_id) AS turns FROM usage"
        " WHERE tenant_id = :tenant_id AND at > :since AND at <= :now AND turn_id IS NOT NULL"
        " GROUP BY 1",
        tenant_id=tenant_id,
        now=now_ms,
        hour=_HOUR_MS,
        since=now_ms - hours * _HOUR_MS,
    )
    found = {int(row["ago"]): int(row["turns"]) for row in rows}
    return [found.get(ago, 0) for ago in range(hours)]
