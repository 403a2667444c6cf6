"""How long leads waited for the first reply, of the conversations that began on a day.

From when the first message came in here to when a provider took the first message of ours, whoever
wrote it. ``first_reply`` is a histogram (see ``domain/figures_of_day``), ``conversations`` how many
began, ``unreplied`` how many of them have no reply yet.
"""

from __future__ import annotations

from app.domain.figures_of_day import Figure, histogram
from app.store.db import Tx

# Both subqueries stop at the first row they find, along an index.
_PAIR = (
    " (SELECT m.received_at FROM messages m WHERE m.conversation_id = c.id AND m.author = 'lead'"
    " ORDER BY m.at, m.id LIMIT 1) AS written,"
    " (SELECT d.accepted_at FROM deliveries d WHERE d.conversation_id = c.id"
    " AND d.accepted_at IS NOT NULL ORDER BY d.queued_at LIMIT 1) AS replied"
    " FROM conversations c WHERE c.tenant_id = :tenant_id AND c.created_at >= :from_ms"
    " AND c.created_at < :to_ms"
)
# The same conversations as rows: those a lead has written in.
ROWS = (
    "SELECT c.id, c.lead_id,"  # noqa: S608
    + _PAIR
    + " AND EXISTS (SELECT 1 FROM messages w"
    " WHERE w.conversation_id = c.id AND w.author = 'lead')"
)
_FIRST = (
    "SELECT LENGTH(CAST(ms AS TEXT)) AS digits, SUBSTR(CAST(ms AS TEXT), 1, 2) AS head,"  # noqa: S608
    " COUNT(*) AS n, SUM(ms) AS total FROM (SELECT CASE WHEN replied >= written"
    " THEN replied - written WHEN replied IS NOT NULL THEN 0 END AS ms FROM (SELECT"
    + _PAIR
    + ") AS pairs WHERE written IS NOT NULL) AS waits"
    " GROUP BY LENGTH(CAST(ms AS TEXT)), SUBSTR(CAST(ms AS TEXT), 1, 2)"
)


def count(tx: Tx, tenant_id: str, from_ms: int, to_ms: int) -> list[Figure]:
    """Count first replies of a day."""
    rows = tx.all(_FIRST, tenant_id=tenant_id, from_ms=from_ms, to_ms=to_ms)
    whole = sum(int(row["n"]) for row in rows)
    replied = [row for row in rows if row["digits"] is not None]
    unreplied = whole - sum(int(row["n"]) for row in replied)
    figures = histogram(
        "first_reply",
        ((int(row["digits"]), row["head"], int(row["n"]), int(row["total"])) for row in replied),
    )
    for name, n in (("conversations", whole), ("unreplied", unreplied)):
        if n:
            figures.append(Figure(name, "", n))
    return figures
