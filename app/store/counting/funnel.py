"""How far the leads of a day have come, and how good those of each source are.

``funnel`` by step: ``created``, ``answered`` (a provider took a reply of ours), ``talking`` (they
wrote twice), ``qualified`` (hot, or a person said so), ``booked``, ``won``. Who has come to a step
has come to those before it, so the steps only get smaller. ``source_leads``, ``source_qualified``,
``source_booked``, ``source_won`` are by source; the total of ``source_leads`` is their scores'.
"""

from __future__ import annotations

from app.domain.figures_of_day import Figure
from app.domain.figures_summary import OTHER, STEPS
from app.store.db import Row, Tx

_MOST_SOURCES = 40
# Steps are counted from the last: 5 won, 4 booked, … 0 created.
ROWS = (
    "SELECT l.id, l.source, l.channel, l.temperature, l.status, l.score, l.created_at, CASE"
    " WHEN l.status = 'won' THEN 5"
    " WHEN l.status = 'appointment' OR EXISTS (SELECT 1 FROM appointments a WHERE"
    "  a.tenant_id = l.tenant_id AND a.lead_id = l.id AND a.state <> 'cancelled') THEN 4"
    " WHEN l.status = 'qualified' OR l.temperature = 'hot' THEN 3"
    " WHEN (SELECT SUM(c.inbound_count) FROM conversations c WHERE c.tenant_id = l.tenant_id"
    "  AND c.lead_id = l.id) >= 2 THEN 2"
    " WHEN EXISTS (SELECT 1 FROM conversations c JOIN deliveries d ON d.conversation_id = c.id"
    "  WHERE c.tenant_id = l.tenant_id AND c.lead_id = l.id AND d.accepted_at IS NOT NULL) THEN 1"
    " ELSE 0 END AS step FROM leads l WHERE l.tenant_id = :tenant_id"
    " AND l.created_at >= :from_ms AND l.created_at < :to_ms AND l.merged_into IS NULL"
)
_GROUPED = (
    "SELECT source, step, COUNT(*) AS n, SUM(score) AS score FROM (" + ROWS + ") AS leads"  # noqa: S608
    " GROUP BY source, step"
)
_OF_SOURCES = (
    ("source_leads", 0),
    ("source_qualified", 3),
    ("source_booked", 4),
    ("source_won", 5),
)


def count(tx: Tx, tenant_id: str, from_ms: int, to_ms: int) -> list[Figure]:
    """Count how far the leads of a day have come."""
    rows = tx.all(_GROUPED, tenant_id=tenant_id, from_ms=from_ms, to_ms=to_ms)
    steps = [
        Figure("funnel", name, sum(int(row["n"]) for row in rows if row["step"] >= number))
        for number, name in enumerate(STEPS)
    ]
    return [one for one in steps if one.n] + _sources(rows)


def _sources(rows: list[Row]) -> list[Figure]:
    sizes: dict[str, int] = {}
    for row in rows:
        sizes[row["source"]] = sizes.get(row["source"], 0) + int(row["n"])
    kept = set(sorted(sizes, key=lambda one: (-sizes[one], one))[:_MOST_SOURCES])
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for row in rows:
        part = row["source"] if row["source"] in kept else OTHER
        for name, step in _OF_SOURCES:
            if row["step"] < step:
                continue
            n, total = found.get((name, part), (0, 0))
            score = int(row["score"]) if step == 0 else 0
            found[name, part] = (n + int(row["n"]), total + score)
    return [Figure(name, part, n, total) for (name, part), (n, total) in found.items()]
