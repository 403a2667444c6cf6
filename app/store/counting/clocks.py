"""How long leads waited and things took, of the conversations that began on a day.

Two clocks each: the wall's and that of the opening hours (``…_open``), as histograms, see
``domain/figures_of_day``: ``assistant_reply`` from the first message to the first reply of it,
``person_reply`` from when a person was needed (else the first message) to the first reply of one,
``resolution`` from the beginning to the end. ``handled`` says who dealt with it: ``alone`` (the
assistant, nobody was asked for), ``escalated``, ``person`` (somebody wrote unasked), ``nobody``.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.figures_of_day import Figure, histogram
from app.domain.open_time import open_ms
from app.domain.tenant import Tenant
from app.store import tenants
from app.store.db import Row, Tx

# Every subquery stops at the first row it finds, along an index of the one conversation.
ROWS = (
    "SELECT c.id, c.created_at, c.ended_at, c.lead_id,"
    " (SELECT m.received_at FROM messages m WHERE m.conversation_id = c.id AND m.author = 'lead'"
    "  ORDER BY m.at, m.id LIMIT 1) AS written,"
    " (SELECT d.accepted_at FROM messages m JOIN deliveries d ON d.message_id = m.id"
    "  WHERE m.conversation_id = c.id AND m.author = 'assistant' AND d.accepted_at IS NOT NULL"
    "  ORDER BY m.at, m.id LIMIT 1) AS assistant_at,"
    " (SELECT d.accepted_at FROM messages m JOIN deliveries d ON d.message_id = m.id"
    "  WHERE m.conversation_id = c.id AND m.author = 'operator' AND d.accepted_at IS NOT NULL"
    "  ORDER BY m.at, m.id LIMIT 1) AS person_at,"
    " (SELECT MIN(e.created_at) FROM escalations e WHERE e.tenant_id = c.tenant_id"
    "  AND e.conversation_id = c.id) AS needed_at"
    " FROM conversations c WHERE c.tenant_id = :tenant_id AND c.created_at >= :from_ms"
    " AND c.created_at < :to_ms"
)


@dataclass(frozen=True, slots=True)
class Clocks:
    """The waits of one conversation in milliseconds, wall and open; None where nothing came."""

    conversation_id: str
    lead_id: str
    began_at: int
    assistant: tuple[int, int] | None
    person: tuple[int, int] | None
    resolution: tuple[int, int] | None
    handled: str


def clocks_of(row: Row, tenant: Tenant) -> Clocks:
    """Return the waits of a row of ``ROWS``."""
    began = row["written"] or row["created_at"]
    person_from = max(began, row["needed_at"] or 0)

    def waited(since: int, until: int | None) -> tuple[int, int] | None:
        if until is None:
            return None
        return max(0, until - since), open_ms(tenant, since, until)

    handled = "nobody"
    if row["needed_at"] is not None:
        handled = "escalated"
    elif row["person_at"] is not None:
        handled = "person"
    elif row["assistant_at"] is not None:
        handled = "alone"
    return Clocks(
        row["id"],
        row["lead_id"],
        began,
        waited(began, row["assistant_at"]),
        waited(person_from, row["person_at"]),
        waited(began, row["ended_at"]),
        handled,
    )


def count(tx: Tx, tenant_id: str, from_ms: int, to_ms: int) -> list[Figure]:
    """Count the waits of a day."""
    tenant = tenants.tenant_by_id(tx, tenant_id)
    if tenant is None:
        return []
    rows = tx.all(ROWS, tenant_id=tenant_id, from_ms=from_ms, to_ms=to_ms)
    waits: dict[str, list[int]] = {}
    handled: dict[str, int] = {}
    for one in (clocks_of(row, tenant) for row in rows):
        handled[one.handled] = handled.get(one.handled, 0) + 1
        for name, pair in (
            ("assistant_reply", one.assistant),
            ("person_reply", one.person),
            ("resolution", one.resolution),
        ):
            if pair is not None:
                waits.setdefault(name, []).append(pair[0])
                waits.setdefault(f"{name}_open", []).append(pair[1])
    figures = [Figure("handled", part, n) for part, n in handled.items()]
    for name, all_ms in waits.items():
        figures += histogram(name, ((len(str(ms)), str(ms)[:2], 1, ms) for ms in all_ms))
    return figures
