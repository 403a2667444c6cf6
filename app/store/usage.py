"""Usage and budgets. A reservation is made before the call, settled after it, freed by a re-claim.

Check-then-call would overshoot under concurrency: the reservation is one statement that fails
when the rest of the month's budget is smaller than the worst case.
"""

from __future__ import annotations

from app.domain.usage import Usage
from app.ids import new_id
from app.store.db import Tx


def reserve(
    tx: Tx, tenant_id: str, turn_id: str, period: str, limit_microusd: int | None, amount: int
) -> bool:
    """Reserve the worst case of a call; False when the budget does not hold it."""
    if limit_microusd is None:
        return True
    tx.run(
        "INSERT INTO budgets (tenant_id, period) VALUES (:tenant_id, :period)"
        " ON CONFLICT (tenant_id, period) DO NOTHING",
        tenant_id=tenant_id,
        period=period,
    )
    free_reservation(tx, tenant_id, turn_id)
    reserved = tx.run(
        "UPDATE budgets SET reserved_microusd = reserved_microusd + :amount"
        " WHERE tenant_id = :tenant_id AND period = :period"
        " AND spent_microusd + reserved_microusd + :amount <= :limit",
        tenant_id=tenant_id,
        period=period,
        amount=amount,
        limit=limit_microusd,
    )
    if reserved:
        tx.run(
            "UPDATE turns SET reserved_microusd = :amount"
            " WHERE tenant_id = :tenant_id AND id = :turn_id",
            tenant_id=tenant_id,
            turn_id=turn_id,
            amount=amount,
        )
    return bool(reserved)


def free_reservation(tx: Tx, tenant_id: str, turn_id: str) -> None:
    """Give back what a turn reserved: the call is over, or its process is gone."""
    row = tx.one(
        "SELECT reserved_microusd FROM turns WHERE tenant_id = :tenant_id AND id = :turn_id",
        tenant_id=tenant_id,
        turn_id=turn_id,
    )
    amount = int(row["reserved_microusd"]) if row else 0
    if not amount:
        return
    # The month may have ended meanwhile: the oldest one that holds as much gives it back.
    tx.run(
        "UPDATE budgets SET reserved_microusd = reserved_microusd - :amount"
        " WHERE tenant_id = :tenant_id AND period = (SELECT min(period) FROM budgets"
        " WHERE tenant_id = :tenant_id AND reserved_microusd >= :amount)",
        tenant_id=tenant_id,
        amount=amount,
    )
    tx.run(
        "UPDATE turns SET reserved_microusd = 0 WHERE tenant_id = :tenant_id AND id = :turn_id",
        tenant_id=tenant_id,
        turn_id=turn_id,
    )


def forget_reservations(tx: Tx) -> None:
    """Give back everything: this process is the only one on the data and has just started."""
    tx.run("UPDATE budgets SET reserved_microusd = 0 WHERE reserved_microusd <> 0")
    tx.run("UPDATE turns SET reserved_microusd = 0 WHERE state = 'answering'")


def insert_usage(
    tx: Tx, tenant_id: str, turn_id: str | None, period: str, usage: Usage, now_ms: int
) -> None:
    """Record what a call used and add its cost to the month."""
    tx.run(
        "INSERT INTO usage (id, tenant_id, turn_id, provider, model, input_tokens,"
        " cache_write_tokens, cache_read_tokens, output_tokens, cost_microusd, latency_ms, at)"
        " VALUES (:id, :tenant_id, :turn_id, :provider, :model, :input, :cache_write,"
        " :cache_read, :output, :cost, :latency, :now)",
        id=new_id(),
        tenant_id=tenant_id,
        turn_id=turn_id,
        provider=usage.provider,
        model=usage.model,
        input=usage.input_tokens,
        cache_write=usage.cache_write_tokens,
        cache_read=usage.cache_read_tokens,
        output=usage.output_tokens,
        cost=usage.cost_microusd,
        latency=usage.latency_ms,
        now=now_ms,
    )
    tx.run(
        "INSERT INTO budgets (tenant_id, period, spent_microusd)"
        " VALUES (:tenant_id, :period, :cost) ON CONFLICT (tenant_id, period)"
        " DO UPDATE SET spent_microusd = budgets.spent_microusd + excluded.spent_microusd",
        tenant_id=tenant_id,
        period=period,
        cost=usage.cost_microusd,
    )


def spent_in(tx: Tx, tenant_id: str, period: str) -> int:
    """Return what a tenant spent in a month, reservations included, in micro-USD."""
    row = tx.one(
        "SELECT spent_microusd + reserved_microusd AS spent FROM budgets"
        " WHERE tenant_id = :tenant_id AND period = :period",
        tenant_id=tenant_id,
        period=period,
    )
    return int(row["spent"]) if row else 0
