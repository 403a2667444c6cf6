"""What people did with replies and drafts, and the calibration learnt from it."""

from __future__ import annotations

import msgspec

from app.domain.calibration import RIGHT, Calibration, Labelled
from app.store.db import Tx

ALL = "all"
_decode = msgspec.json.Decoder(Calibration).decode
_encode = msgspec.json.Encoder().encode


def note_outcome(
    tx: Tx,
    tenant_id: str,
    turn_id: str,
    outcome: str,
    now_ms: int,
    operator_id: str | None = None,
    changed: int = 0,
) -> bool:
    """Keep what was done with a turn's draft; the newest word counts.

    Args:
        changed: how much of the draft was changed before it was sent, in percent.

    Returns:
        False for a turn of somebody else's, or one that made no draft with a confidence.
    """
    return bool(
        tx.run(
            "INSERT INTO outcomes (tenant_id, turn_id, outcome, raw, changed, operator_id, at)"
            " SELECT tenant_id, id, :outcome, raw_confidence, :changed, :operator_id, :now"
            " FROM turns WHERE tenant_id = :tenant_id AND id = :turn_id"
            " AND raw_confidence IS NOT NULL AND asks_something = 1"
            " ON CONFLICT (tenant_id, turn_id) DO UPDATE SET outcome = excluded.outcome,"
            " changed = excluded.changed, operator_id = excluded.operator_id, at = excluded.at",
            tenant_id=tenant_id,
            turn_id=turn_id,
            outcome=outcome,
            changed=changed,
            operator_id=operator_id,
            now=now_ms,
        )
    )


def outcome_of(tx: Tx, tenant_id: str, turn_id: str) -> str:
    """Return what was done with a turn's draft, or an empty string."""
    row = tx.one(
        "SELECT outcome FROM outcomes WHERE tenant_id = :tenant_id AND turn_id = :turn_id",
        tenant_id=tenant_id,
        turn_id=turn_id,
    )
    return row["outcome"] if row else ""


def counts_of(tx: Tx, tenant_id: str) -> dict[str, int]:
    """Return how often each outcome was noted."""
    rows = tx.all(
        "SELECT outcome, COUNT(*) AS n FROM outcomes WHERE tenant_id = :tenant_id"
        " GROUP BY outcome ORDER BY outcome",
        tenant_id=tenant_id,
    )
    return {row["outcome"]: row["n"] for row in rows}


def labels_of(tx: Tx, tenant_id: str, limit: int = 5000) -> list[Labelled]:
    """Return the newest labels of a tenant."""
    rows = tx.all(
        "SELECT raw, outcome FROM outcomes WHERE tenant_id = :tenant_id"
        " ORDER BY at DESC LIMIT :limit",
        tenant_id=tenant_id,
        limit=limit,
    )
    return [Labelled(row["raw"] / 1000, row["outcome"] in RIGHT) for row in rows]


def recent_raws(tx: Tx, tenant_id: str, limit: int = 1000) -> list[float]:
    """Return raw confidences of a tenant's newest replies to questions."""
    rows = tx.all(
        "SELECT raw_confidence FROM turns WHERE tenant_id = :tenant_id AND asks_something = 1"
        " AND answered_at > 0 AND raw_confidence > 0"
        " ORDER BY answered_at DESC, id DESC LIMIT :limit",
        tenant_id=tenant_id,
        limit=limit,
    )
    return [row["raw_confidence"] / 1000 for row in rows]


def tenants_with_news(tx: Tx) -> list[str]:
    """Return tenants with an outcome that is newer than their calibration."""
    rows = tx.all(
        "SELECT o.tenant_id AS id FROM outcomes o"
        " LEFT JOIN calibrations c ON c.tenant_id = o.tenant_id"
        " GROUP BY o.tenant_id, c.fitted_at"
        " HAVING MAX(o.at) > COALESCE(c.fitted_at, 0) ORDER BY o.tenant_id"
    )
    return [row["id"] for row in rows]


def is_worth_learning(tx: Tx, now_ms: int, every_ms: int) -> bool:
    """Tell whether the last fit is long ago and somebody has decided on something since."""
    row = tx.one("SELECT fitted_at FROM calibrations WHERE tenant_id = 'all'")
    fitted_at = int(row["fitted_at"]) if row else 0
    if now_ms - fitted_at < every_ms:
        return False
    return tx.one("SELECT 1 AS n FROM outcomes WHERE at > :at LIMIT 1", at=fitted_at) is not None


def labelled_tenants(tx: Tx) -> list[str]:
    """Return every tenant with an outcome."""
    rows = tx.all("SELECT DISTINCT tenant_id AS id FROM outcomes ORDER BY tenant_id")
    return [row["id"] for row in rows]


def put_calibration(tx: Tx, tenant_id: str, made: Calibration, now_ms: int) -> None:
    """Keep a calibration, of a tenant or of ``ALL``."""
    tx.run(
        "INSERT INTO calibrations (tenant_id, content, fitted_at)"
        " VALUES (:tenant_id, :content, :now) ON CONFLICT (tenant_id)"
        " DO UPDATE SET content = excluded.content, fitted_at = excluded.fitted_at",
        tenant_id=tenant_id,
        content=_encode(made).decode(),
        now=now_ms,
    )


def calibration_of(tx: Tx, tenant_id: str) -> Calibration | None:
    """Return a tenant's calibration, or None before the first."""
    row = tx.one(
        "SELECT content FROM calibrations WHERE tenant_id = :tenant_id", tenant_id=tenant_id
    )
    return _decode(row["content"]) if row else None
