"""Leads that came on a day, by what is known of them now. A merged lead is part of another.

``leads_by_channel``, ``leads_by_source``, ``leads_by_temperature``, ``leads_by_status``, and
``leads_by_score`` in tens (slice ``70`` is 70 to 79, and ``90`` goes up to 100).
"""

from __future__ import annotations

from app.domain.figures_of_day import Figure
from app.domain.figures_summary import OTHER
from app.store.db import Tx

# Campaigns of strangers (a form's hidden field) must not make a day's row endless.
_MOST_SOURCES = 40


def count(tx: Tx, tenant_id: str, from_ms: int, to_ms: int) -> list[Figure]:
    """Count the leads of a day."""
    rows = tx.all(
        "SELECT channel, source, temperature, status, score / 10 AS tens, COUNT(*) AS n FROM leads"
        " WHERE tenant_id = :tenant_id AND created_at >= :from_ms AND created_at < :to_ms"
        " AND merged_into IS NULL GROUP BY channel, source, temperature, status, score / 10",
        tenant_id=tenant_id,
        from_ms=from_ms,
        to_ms=to_ms,
    )
    found: dict[tuple[str, str], int] = {}
    for row in rows:
        for name, part in (
            ("leads_by_channel", row["channel"]),
            ("leads_by_source", row["source"]),
            ("leads_by_temperature", row["temperature"]),
            ("leads_by_status", row["status"]),
            ("leads_by_score", str(max(0, min(int(row["tens"]), 9)) * 10)),
        ):
            found[name, part] = found.get((name, part), 0) + int(row["n"])
    figures = [Figure(name, part, n) for (name, part), n in found.items()]
    kept = [one for one in figures if one.name != "leads_by_source"]
    sources = [one for one in figures if one.name == "leads_by_source"]
    return kept + _most(sources)


def _most(sources: list[Figure]) -> list[Figure]:
    ordered = sorted(sources, key=lambda one: (-one.n, one.slice))
    rest = ordered[_MOST_SOURCES:]
    more = [Figure("leads_by_source", OTHER, sum(one.n for one in rest))] if rest else []
    return ordered[:_MOST_SOURCES] + more
