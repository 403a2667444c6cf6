"""Somebody's sessions as a list, and the half-sessions of those whose second proof is missing.

A half-session stands in a table of its own, so that nothing that looks for a session finds it.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.store.db import Tx
from app.store.operators import Operator, operator_by_id


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session as it is listed."""

    id_hash: str
    ip: str
    user_agent: str
    method: str
    created_at: int
    seen_at: int


@dataclass(frozen=True, slots=True)
class Half:
    """A browser whose first proof was right."""

    id_hash: str
    operator: Operator
    method: str


def sessions_of(tx: Tx, operator_id: str, now_ms: int, idle_ms: int) -> list[OpenSession]:
    """Return somebody's sessions in force, last seen first."""
    rows = tx.all(
        "SELECT * FROM sessions WHERE operator_id = :id AND expires_at > :now"
        " AND seen_at > :idle_since ORDER BY seen_at DESC, id_hash LIMIT 100",
        id=operator_id,
        now=now_ms,
        idle_since=now_ms - idle_ms,
    )
    return [OpenSession(**{name: row[name] for name in OpenSession.__slots__}) for row in rows]


def end_session_of(tx: Tx, operator_id: str, id_hash: str) -> bool:
    """End one session of somebody; False when they have none of this id."""
    return bool(
        tx.run(
            "DELETE FROM sessions WHERE operator_id = :id AND id_hash = :id_hash",
            id=operator_id,
            id_hash=id_hash,
        )
    )


def end_sessions_but(tx: Tx, operator_id: str, id_hash: str) -> int:
    """End somebody's sessions and links but the one session; return how many sessions ended."""
    tx.run("DELETE FROM half_sessions WHERE operator_id = :id", id=operator_id)
    tx.run("DELETE FROM login_links WHERE operator_id = :id", id=operator_id)
    return tx.run(
        "DELETE FROM sessions WHERE operator_id = :id AND id_hash <> :id_hash",
        id=operator_id,
        id_hash=id_hash,
    )


def insert_half(
    tx: Tx, operator_id: str, id_hash: str, method: str, now_ms: int, expires_at: int
) -> None:
    """Keep a half-session; expired ones of anybody are swept on the way."""
    tx.run("DELETE FROM half_sessions WHERE expires_at < :now", now=now_ms)
    tx.run(
        "INSERT INTO half_sessions (id_hash, operator_id, method, created_at, expires_at)"
        " VALUES (:id_hash, :operator_id, :method, :now, :expires_at)",
        id_hash=id_hash,
        operator_id=operator_id,
        method=method,
        now=now_ms,
        expires_at=expires_at,
    )


def half_by_hash(tx: Tx, id_hash: str, now_ms: int, max_tries: int) -> Half | None:
    """Return a half-session in force, of an operator in force, with tries left."""
    row = tx.one(
        "SELECT operator_id, method FROM half_sessions WHERE id_hash = :id_hash"
        " AND expires_at > :now AND tries < :max_tries",
        id_hash=id_hash,
        now=now_ms,
        max_tries=max_tries,
    )
    operator = operator_by_id(tx, row["operator_id"]) if row else None
    return Half(id_hash, operator, row["method"]) if row and operator else None


def count_try(tx: Tx, id_hash: str, now_ms: int, max_tries: int) -> bool:
    """Count a try before it is looked at; False when none is left or it is too old."""
    return bool(
        tx.run(
            "UPDATE half_sessions SET tries = tries + 1 WHERE id_hash = :id_hash"
            " AND expires_at > :now AND tries < :max_tries",
            id_hash=id_hash,
            now=now_ms,
            max_tries=max_tries,
        )
    )


def delete_half(tx: Tx, id_hash: str) -> None:
    """End a half-session."""
    tx.run("DELETE FROM half_sessions WHERE id_hash = :id_hash", id_hash=id_hash)
