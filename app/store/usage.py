"""Usage and budgets. A reservation is made before a call, settled after it, and expires.

Check-then-call would overshoot under concurrency: a reservation is one statement that fails when
the rest of the period does not hold the worst case. Each reservation is a row, so that one whose
process died is given back when its time is over and no other is touched.
"""

from __future__ import annotations

from app.domain.budget import Cost, Limits, cost_of
from app.domain.usage import Usage
from app.ids import new_id
from app.store.db import Row, Tx

_LARGEST = 2**62


def reserve(
    tx: Tx,
    tenant_id: str,
    turn_id: str | None,
    period: str,
    limits: Limits,
    worst: Cost,
    now_ms: int,
    expires_at: int,
    replaces: str | None = None,
) -> str | None:
    """Reserve the worst case of a call; None when the budget does not hold it.

    What the same turn had reserved before, or the reservation ``replaces``, is replaced. It stays
    when the new one is refused: it holds what was called already and is not booked yet. What
    expired is given back first.
    """
    _expire(tx, tenant_id, now_ms)
    former = _take(tx, tenant_id, turn_id, replaces)
    if not _hold(tx, tenant_id, period, limits, worst):
        for row in former:
            kept = Cost(row["microusd"], row["tokens"])
            _hold(tx, tenant_id, row["period"], Limits(), kept)
            _insert(tx, row["id"], tenant_id, turn_id, row["period"], kept, row["expires_at"])
        return None
    reservation_id = new_id()
    _insert(tx, reservation_id, tenant_id, turn_id, period, worst, expires_at)
    return reservation_id


def _take(tx: Tx, tenant_id: str, turn_id: str | None, reservation_id: str | None) -> list[Row]:
    """Give back and return what a turn, or a call outside of one, had reserved."""
    if turn_id is None and reservation_id is None:
        return []
    rows = tx.all(
        "DELETE FROM reservations WHERE tenant_id = :tenant_id"
        " AND (turn_id = :turn_id OR id = :id) RETURNING *",
        tenant_id=tenant_id,
        turn_id=turn_id or "",
        id=reservation_id or "",
    )
    _give_back(tx, rows)
    return rows


def _insert(
    tx: Tx,
    reservation_id: str,
    tenant_id: str,
    turn_id: str | None,
    period: str,
    worst: Cost,
    expires_at: int,
) -> None:
    tx.run(
        "INSERT INTO reservations (id, tenant_id, turn_id, period, microusd, tokens, expires_at)"
        " VALUES (:id, :tenant_id, :turn_id, :period, :microusd, :tokens, :expires_at)",
        id=reservation_id,
        tenant_id=tenant_id,
        turn_id=turn_id,
        period=period,
        microusd=worst.microusd,
        tokens=worst.tokens,
        expires_at=expires_at,
    )


def _hold(tx: Tx, tenant_id: str, period: str, limits: Limits, worst: Cost) -> bool:
    """Add to what is reserved in one statement, which fails when the period holds no more."""
    tx.run(
        "INSERT INTO budgets (tenant_id, period) VALUES (:tenant_id, :period)"
        " ON CONFLICT (tenant_id, period) DO NOTHING",
        tenant_id=tenant_id,
        period=period,
    )
    changed = tx.run(
        "UPDATE budgets SET reserved_microusd = reserved_microusd + :microusd,"
        " reserved_tokens = reserved_tokens + :tokens"
        " WHERE tenant_id = :tenant_id AND period = :period"
        " AND spent_microusd + reserved_microusd + :microusd <= :most_microusd"
        " AND spent_tokens + reserved_tokens + :tokens <= :most_tokens",
        tenant_id=tenant_id,
        period=period,
        microusd=worst.microusd,
        tokens=worst.tokens,
        most_microusd=_LARGEST if limits.microusd is None else limits.microusd,
        most_tokens=_LARGEST if limits.tokens is None else limits.tokens,
    )
    return bool(changed)


def free(tx: Tx, tenant_id: str, reservation_id: str) -> str | None:
    """Give back one reservation and return its period; None when it is gone already."""
    rows = tx.all(
        "DELETE FROM reservations WHERE tenant_id = :tenant_id AND id = :id"
        " RETURNING tenant_id, period, microusd, tokens",
        tenant_id=tenant_id,
        id=reservation_id,
    )
    _give_back(tx, rows)
    return rows[0]["period"] if rows else None


def free_turn(tx: Tx, tenant_id: str, turn_id: str) -> str | None:
    """Give back what a turn reserved and return its period; None when there was nothing.

    Its call is over, or its process is gone.
    """
    rows = tx.all(
        "DELETE FROM reservations WHERE tenant_id = :tenant_id AND turn_id = :turn_id"
        " RETURNING tenant_id, period, microusd, tokens",
        tenant_id=tenant_id,
        turn_id=turn_id,
    )
    _give_back(tx, rows)
    return rows[0]["period"] if rows else None


def has_expired(tx: Tx, now_ms: int) -> bool:
    """Tell whether a reservation of anybody's outlived its call."""
    return tx.one("SELECT 1 AS n FROM reservations WHERE expires_at < :now", now=now_ms) is not None


def expire_reservations(tx: Tx, now_ms: int) -> int:
    """Give back every reservation whose time is over; return how many."""
    rows = tx.all(
        "DELETE FROM reservations WHERE expires_at < :now"
        " RETURNING tenant_id, period, microusd, tokens",
        now=now_ms,
    )
    return _give_back(tx, rows)


def _expire(tx: Tx, tenant_id: str, now_ms: int) -> None:
    rows = tx.all(
        "DELETE FROM reservations WHERE tenant_id = :tenant_id AND expires_at < :now"
        " RETURNING tenant_id, period, microusd, tokens",
        tenant_id=tenant_id,
        now=now_ms,
    )
    _give_back(tx, rows)


def _give_back(tx: Tx, rows: list[Row]) -> int:
    for row in rows:
        tx.run(
            "UPDATE budgets SET reserved_microusd = reserved_microusd - :microusd,"
            " reserved_tokens = reserved_tokens - :tokens"
            " WHERE tenant_id = :tenant_id AND period = :period",
            tenant_id=row["tenant_id"],
            period=row["period"],
            microusd=row["microusd"],
            tokens=row["tokens"],
        )
    return len(rows)


def forget_reservations(tx: Tx) -> None:
    """Give back everything: this process is the only one on the data and has just started."""
    tx.run("DELETE FROM reservations")
    tx.run(
        "UPDATE budgets SET reserved_microusd = 0, reserved_tokens = 0"
        " WHERE reserved_microusd <> 0 OR reserved_tokens <> 0"
    )


def insert_usage(
    tx: Tx, tenant_id: str, turn_id: str | None, period: str, usage: Usage, now_ms: int
) -> None:
    """Record what a call used and add it to what the period has spent."""
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
        "INSERT INTO budgets (tenant_id, period, spent_microusd, spent_tokens)"
        " VALUES (:tenant_id, :period, :cost, :tokens) ON CONFLICT (tenant_id, period)"
        " DO UPDATE SET spent_microusd = budgets.spent_microusd + excluded.spent_microusd,"
        " spent_tokens = budgets.spent_tokens + excluded.spent_tokens",
        tenant_id=tenant_id,
        period=period,
        cost=usage.cost_microusd,
        tokens=cost_of(usage).tokens,
    )


def spent_in(tx: Tx, tenant_id: str, period: str) -> Cost:
    """Return what a tenant spent in a period, without what is only reserved."""
    row = tx.one(
        "SELECT spent_microusd, spent_tokens FROM budgets"
        " WHERE tenant_id = :tenant_id AND period = :period",
        tenant_id=tenant_id,
        period=period,
    )
    return Cost(int(row["spent_microusd"]), int(row["spent_tokens"])) if row else Cost()


def reserved_in(tx: Tx, tenant_id: str, period: str) -> Cost:
    """Return what calls that run now hold of a period."""
    row = tx.one(
        "SELECT reserved_microusd, reserved_tokens FROM budgets"
        " WHERE tenant_id = :tenant_id AND period = :period",
        tenant_id=tenant_id,
        period=period,
    )
    return Cost(int(row["reserved_microusd"]), int(row["reserved_tokens"])) if row else Cost()


def note_alert(tx: Tx, tenant_id: str, period: str, percent: int, now_ms: int) -> bool:
    """Note that a threshold was reached; True the first time in a period."""
    return bool(
        tx.run(
            "INSERT INTO budget_alerts (tenant_id, period, percent, at)"
            " VALUES (:tenant_id, :period, :percent, :now)"
            " ON CONFLICT (tenant_id, period, percent) DO NOTHING",
            tenant_id=tenant_id,
            period=period,
            percent=percent,
            now=now_ms,
        )
    )
