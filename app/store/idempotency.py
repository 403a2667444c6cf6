"""What was answered to a request with an ``Idempotency-Key``, for a day.

A row is claimed before anything is done and holds the answer afterwards. Claiming is one insert
that does nothing when there is a row already, so of two equal requests at once one works.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.store.db import Tx

_RUNNING, _DONE = "running", "done"


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """A row; ``body`` is sealed, ``headers`` a JSON object. ``is_done`` false: it runs since
    ``at``, or was cut off."""

    fingerprint: str
    is_done: bool
    status: int
    body: str
    headers: str
    at: int


def claim(
    tx: Tx, tenant_id: str, key: str, fingerprint: str, now_ms: int, forgotten_before: int
) -> KeptAnswer | None:
    """Take a key for a request that begins now; None: it is ours, else what stands there."""
    tx.run(
        "DELETE FROM idempotency_keys WHERE tenant_id = :tenant_id AND key = :key AND at < :before",
        tenant_id=tenant_id,
        key=key,
        before=forgotten_before,
    )
    is_ours = tx.run(
        "INSERT INTO idempotency_keys (tenant_id, key, fingerprint, state, at)"
        " VALUES (:tenant_id, :key, :fingerprint, :state, :now)"
        " ON CONFLICT (tenant_id, key) DO NOTHING",
        tenant_id=tenant_id,
        key=key,
        fingerprint=fingerprint,
        state=_RUNNING,
        now=now_ms,
    )
    row = tx.one(
        "SELECT * FROM idempotency_keys WHERE tenant_id = :tenant_id AND key = :key",
        tenant_id=tenant_id,
        key=key,
    )
    if is_ours or row is None:
        return None
    return KeptAnswer(
        row["fingerprint"],
        row["state"] == _DONE,
        row["status"],
        row["body"],
        row["headers"],
        row["at"],
    )


def keep(tx: Tx, tenant_id: str, key: str, status: int, body: str, headers: str) -> None:
    """Write down the answer to a claimed key."""
    tx.run(
        "UPDATE idempotency_keys SET state = :done, status = :status, body = :body,"
        " headers = :headers WHERE tenant_id = :tenant_id AND key = :key AND state = :running",
        tenant_id=tenant_id,
        key=key,
        status=status,
        body=body,
        headers=headers,
        done=_DONE,
        running=_RUNNING,
    )


def give_up(tx: Tx, tenant_id: str, key: str) -> None:
    """Free a claimed key: nothing was done, and the same request may come again."""
    tx.run(
        "DELETE FROM idempotency_keys WHERE tenant_id = :tenant_id AND key = :key"
        " AND state = :running",
        tenant_id=tenant_id,
        key=key,
        running=_RUNNING,
    )


def has_old(tx: Tx, before: int) -> bool:
    """Tell whether there are keys older than a moment."""
    return (
        tx.one("SELECT 1 AS n FROM idempotency_keys WHERE at < :before LIMIT 1", before=before)
        is not None
    )


def forget_old(tx: Tx, before: int) -> int:
    """Forget the keys older than a moment; return how many."""
    return tx.run("DELETE FROM idempotency_keys WHERE at < :before", before=before)
