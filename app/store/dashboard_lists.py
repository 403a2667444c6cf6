"""The short lists of the dashboard: newest hot leads, spent budgets, clients that lack something.

Every function is given the tenants the reader may see and asks for one at a time, so that each
statement carries ``tenant_id`` and runs along an index.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.budget import Cost, Limits, period_of
from app.domain.tenant import Tenant
from app.store.db import Tx


@dataclass(frozen=True, slots=True)
class HotLead:
    """A hot lead as a list shows it; ``address`` is where it writes from."""

    id: str
    tenant_id: str
    name: str
    address: str
    client_name: str
    channel: str
    score: int
    at_ms: int


@dataclass(frozen=True, slots=True)
class Spending:
    """What a client spent in the running period of its budget, and what it may."""

    tenant_id: str
    name: str
    period: str
    spent: Cost
    limits: Limits


def newest_hot(tx: Tx, tenant_ids: Iterable[str], limit: int) -> list[HotLead]:
    """Return the hot leads that were last active, without those won or lost."""
    found: list[tuple[int, str, str]] = []
    for tenant_id in tenant_ids:
        rows = tx.all(
            "SELECT id, last_at FROM leads WHERE tenant_id = :tenant_id AND temperature = 'hot'"
            " AND merged_into IS NULL AND status NOT IN ('won', 'lost')"
            " ORDER BY last_at DESC, id DESC LIMIT :limit",
            tenant_id=tenant_id,
            limit=limit,
        )
        found += [(row["last_at"], row["id"], tenant_id) for row in rows]
    found.sort(reverse=True)
    leads = (_hot(tx, tenant_id, lead_id) for _, lead_id, tenant_id in found[:limit])
    return [one for one in leads if one is not None]


def _hot(tx: Tx, tenant_id: str, lead_id: str) -> HotLead | None:
    row = tx.one(
        "SELECT l.id, l.tenant_id, l.name, l.phone, l.email, l.channel, l.score, l.last_at,"
        " l.created_at, t.name AS client_name, (SELECT c.address FROM conversations c"
        " WHERE c.tenant_id = l.tenant_id AND c.lead_id = l.id LIMIT 1) AS address"
        " FROM leads l JOIN tenants t ON t.id = l.tenant_id"
        " WHERE l.tenant_id = :tenant_id AND l.id = :id",
        tenant_id=tenant_id,
        id=lead_id,
    )
    if row is None:
        return None
    return HotLead(
        row["id"],
        row["tenant_id"],
        row["name"],
        row["phone"] or row["email"] or row["address"] or "",
        row["client_name"],
        row["channel"],
        int(row["score"]),
        int(row["last_at"] or row["created_at"]),
    )


def spending(tx: Tx, tenant_ids: Iterable[str], now_ms: int) -> list[Spending]:
    """Return what clients with a budget have spent of it."""
    found = []
    for tenant_id in tenant_ids:
        row = tx.one(
            "SELECT name, zone, budget_microusd, budget_tokens, budget_period FROM tenants"
            " WHERE id = :tenant_id",
            tenant_id=tenant_id,
        )
        if row is None or (row["budget_microusd"] is None and row["budget_tokens"] is None):
            continue
        tenant = Tenant(
            tenant_id, row["name"], zone=row["zone"], budget_period=row["budget_period"]
        )
        period = period_of(tenant, now_ms)
        spent = tx.one(
            "SELECT spent_microusd, spent_tokens FROM budgets"
            " WHERE tenant_id = :tenant_id AND period = :period",
            tenant_id=tenant_id,
            period=period,
        )
        cost = Cost(int(spent["spent_microusd"]), int(spent["spent_tokens"])) if spent else Cost()
        limits = Limits(row["budget_microusd"], row["budget_tokens"])
        found.append(Spending(tenant_id, row["name"], period, cost, limits))
    return found


def lacking(tx: Tx, tenant_ids: Iterable[str]) -> list[tuple[str, str]]:
    """Return the clients no lead can reach, and those whose assistant knows nothing.

    Returns:
        Pairs of tenant id and what it lacks, ``channel`` before ``knowledge``.
    """
    found = []
    for tenant_id in tenant_ids:
        row = tx.one(
            "SELECT EXISTS (SELECT 1 FROM channels WHERE tenant_id = :tenant_id) AS reached,"
            " EXISTS (SELECT 1 FROM knowledge_indexes WHERE tenant_id = :tenant_id"
            " AND entries > 0) OR EXISTS (SELECT 1 FROM faqs WHERE tenant_id = :tenant_id)"
            " OR EXISTS (SELECT 1 FROM documents WHERE tenant_id = :tenant_id) AS knows",
            tenant_id=tenant_id,
        )
        if row is None or not row["reached"]:
            found.append((tenant_id, "channel"))
        if row is None or not row["knows"]:
            found.append((tenant_id, "knowledge"))
    return found


def zone_of_each(tx: Tx, tenant_ids: Iterable[str]) -> list[str]:
    """Return the zones of some clients; one that is gone has none."""
    rows = (
        tx.one("SELECT zone FROM tenants WHERE id = :tenant_id", tenant_id=one)
        for one in tenant_ids
    )
    return [row["zone"] for row in rows if row is not None]
