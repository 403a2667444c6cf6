"""What models cost on a day, by model.

``usage`` counts calls, their total is micro-USD; ``tokens`` has the same slices, and the total is
tokens of every kind together; ``tokens_cached`` those read from a model's cache, ``tokens_out``
those it wrote.
"""

from __future__ import annotations

from app.domain.figures_of_day import Figure
from app.store.db import Tx


def count(tx: Tx, tenant_id: str, from_ms: int, to_ms: int) -> list[Figure]:
    """Count what a day's calls cost."""
    rows = tx.all(
        "SELECT model, COUNT(*) AS n, SUM(cost_microusd) AS cost, SUM(input_tokens"
        " + cache_write_tokens + cache_read_tokens + output_tokens) AS tokens,"
        " SUM(cache_read_tokens) AS cached, SUM(output_tokens) AS output FROM usage"
        " WHERE tenant_id = :tenant_id AND at >= :from_ms AND at < :to_ms GROUP BY model",
        tenant_id=tenant_id,
        from_ms=from_ms,
        to_ms=to_ms,
    )
    figures = []
    for row in rows:
        n, model = int(row["n"]), row["model"]
        figures.append(Figure("usage", model, n, int(row["cost"])))
        figures.append(Figure("tokens", model, n, int(row["tokens"])))
        figures.append(Figure("tokens_cached", model, n, int(row["cached"])))
        figures.append(Figure("tokens_out", model, n, int(row["output"])))
    return figures
