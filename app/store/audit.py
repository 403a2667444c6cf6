"""The lines of the audit log: added, read, never changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.domain.audit import Actor, AuditLine, hash_of
from app.store.db import Row, Tx

_LONGEST = 4_000
_FILTERS = ("actor_id", "action", "subject_id")


def note(
    tx: Tx,
    actor: Actor,
    now_ms: int,
    chain: str,
    action: str,
    subject: tuple[str, str],
    former: Mapping[str, Any] | None = None,
    latter: Mapping[str, Any] | None = None,
) -> AuditLine:
    """Add a line, in the transaction of the change itself.

    Args:
        chain: the client's id, or ``app.domain.audit.AGENCY``.
        action: past tense, like an event: ``lead_status_set``.
        subject: its kind and id.
        former: what it was, of what is different; secrets and message text never stand here.
        latter: what it is now.
    """
    # Takes the chain's head first: whoever else adds a line waits for this transaction.
    tx.run(
        "INSERT INTO audit_heads (chain, number, hash) VALUES (:chain, 0, '')"
        " ON CONFLICT (chain) DO NOTHING",
        chain=chain,
    )
    tx.run("UPDATE audit_heads SET number = number + 1 WHERE chain = :chain", chain=chain)
    head = tx.one("SELECT number, hash FROM audit_heads WHERE chain = :chain", chain=chain)
    number, before = (head["number"], head["hash"]) if head else (1, "")
    kind, subject_id = subject
    line = AuditLine(
        chain,
        number,
        now_ms,
        actor.kind,
        actor.id,
        actor.name,
        actor.ip,
        action,
        kind,
        subject_id,
        _text(former),
        _text(latter),
    )
    line = replace(line, hash=hash_of(line, before))
    _insert(tx, line)
    tx.run("UPDATE audit_heads SET hash = :hash WHERE chain = :chain", hash=line.hash, chain=chain)
    actor.is_noted = True
    return line


def lines_of(
    tx: Tx,
    chain: str,
    before: int | None = None,
    limit: int = 50,
    only: Mapping[str, str] | None = None,
) -> list[AuditLine]:
    """Return lines of a chain, newest first.

    Args:
        before: only lines with a smaller number.
        only: ``actor_id``, ``action`` or ``subject_id`` to keep to.
    """
    kept = {name: value for name, value in (only or {}).items() if value and name in _FILTERS}
    # Only what is asked for stands in the statement, so that each filter has its index.
    more = "".join(f" AND {name} = :{name}" for name in sorted(kept))
    rows = tx.all(
        f"SELECT * FROM audit WHERE chain = :chain AND number < :before{more}"  # noqa: S608
        " ORDER BY number DESC LIMIT :limit",
        chain=chain,
        before=before if before is not None else 1 << 60,
        limit=limit,
        **kept,
    )
    return [_line(row) for row in rows]


def lately(tx: Tx, chain: str, within: int = 500) -> tuple[dict[str, str], list[str]]:
    """Return who acted (name by id) and what was done among the latest lines, for the filters."""
    rows = tx.all(
        "SELECT actor_id, actor_name, action FROM audit WHERE chain = :chain"
        " ORDER BY number DESC LIMIT :within",
        chain=chain,
        within=within,
    )
    people = {row["actor_id"]: row["actor_name"] for row in reversed(rows) if row["actor_id"]}
    return people, sorted({row["action"] for row in rows})


def lines_after(tx: Tx, chain: str, number: int, limit: int) -> list[AuditLine]:
    """Return lines of a chain after a number, oldest first; for exports and for checking."""
    rows = tx.all(
        "SELECT * FROM audit WHERE chain = :chain AND number > :number"
        " ORDER BY number LIMIT :limit",
        chain=chain,
        number=number,
        limit=limit,
    )
    return [_line(row) for row in rows]


def head_of(tx: Tx, chain: str) -> tuple[int, str]:
    """Return number and hash of a chain's last line, ``(0, "")`` for an empty one."""
    row = tx.one("SELECT number, hash FROM audit_heads WHERE chain = :chain", chain=chain)
    return (row["number"], row["hash"]) if row else (0, "")


def _text(values: Mapping[str, Any] | None) -> str:
    text = json.dumps(dict(values or {}), ensure_ascii=False, sort_keys=True, default=str)
    return text if len(text) <= _LONGEST else json.dumps({"is_too_long": len(text)})


def _insert(tx: Tx, line: AuditLine) -> None:
    tx.run(
        "INSERT INTO audit (chain, number, at, actor_kind, actor_id, actor_name, ip, action,"
        " subject_kind, subject_id, former, latter, hash) VALUES (:chain, :number, :at,"
        " :actor_kind, :actor_id, :actor_name, :ip, :action, :subject_kind, :subject_id,"
        " :former, :latter, :hash)",
        **{name: getattr(line, name) for name in AuditLine.__slots__},
    )


def _line(row: Row) -> AuditLine:
    return AuditLine(**{name: row[name] for name in AuditLine.__slots__})
