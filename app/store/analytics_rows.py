"""The rows behind the figures of a page, a day of a tenant at a time, for export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from app.domain.tenant import Tenant
from app.store.counting import clocks, funnel
from app.store.db import Tx

Cells = tuple[Any, ...]

HEADERS: dict[str, tuple[str, ...]] = {
    "leads": ("lead_id", "created_at", "source", "score", "step"),
    "waits": (
        "conversation_id", "lead_id", "began_at", "handled", "assistant_reply_ms",
        "assistant_reply_open_ms", "person_reply_ms", "person_reply_open_ms", "resolution_ms",
        "resolution_open_ms",
    ),
    "escalations": (
        "escalation_id", "conversation_id", "reason", "priority", "created_at", "acknowledged_at",
        "resolved_at", "outcome",
    ),
    "outcomes": ("turn_id", "outcome", "confidence", "at"),
    "usage": (
        "turn_id", "provider", "model", "input_tokens", "cache_read_tokens", "cache_write_tokens",
        "output_tokens", "cost_microusd", "at",
    ),
}  # fmt: skip
_PLAIN = {
    "escalations": (
        "SELECT id AS escalation_id, conversation_id, reason, priority, created_at,"
        " acknowledged_at, resolved_at, outcome FROM escalations WHERE tenant_id = :tenant_id"
        " AND state IN ('pending', 'resolved') AND created_at >= :from_ms AND created_at < :to_ms"
    ),
    "outcomes": (
        "SELECT turn_id, outcome, raw AS confidence, at FROM outcomes"
        " WHERE tenant_id = :tenant_id AND at >= :from_ms AND at < :to_ms"
    ),
    "usage": (
        "SELECT turn_id, provider, model, input_tokens, cache_read_tokens, cache_write_tokens,"
        " output_tokens, cost_microusd, at FROM usage"
        " WHERE tenant_id = :tenant_id AND at >= :from_ms AND at < :to_ms"
    ),
}


def rows_of(tx: Tx, tenant: Tenant, what: str, from_ms: int, to_ms: int) -> list[Cells]:
    """Return the rows of a kind that a day's figures were counted from.

    Args:
        what: a name of ``HEADERS``; times are epoch milliseconds.
    """
    asked = {"tenant_id": tenant.id, "from_ms": from_ms, "to_ms": to_ms}
    if what == "leads":
        return [
            (row["id"], row["created_at"], row["source"], row["score"], funnel.STEPS[row["step"]])
            for row in tx.all(funnel.ROWS, **asked)
        ]
    if what == "waits":
        return list(_waits(clocks.clocks_of(row, tenant) for row in tx.all(clocks.ROWS, **asked)))
    names = HEADERS[what]
    return [tuple(row[name] for name in names) for row in tx.all(_PLAIN[what], **asked)]


def _waits(found: Iterable[clocks.Clocks]) -> Iterator[Cells]:
    for one in found:
        pairs = (pair or (None, None) for pair in (one.assistant, one.person, one.resolution))
        waits = [value for pair in pairs for value in pair]
        yield (one.conversation_id, one.lead_id, one.began_at, one.handled, *waits)
