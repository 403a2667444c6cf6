"""Everything a tenant has in the database, found by the schema itself and taken away in steps.

No list of tables is kept here: a table that a later migration adds is found like the others. A
table belongs to a tenant by its ``tenant_id``; what hangs on the tenant's own operators (sessions,
keys of theirs) by its reference to them. Children go before their parents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.store.db import Tx

_MINE = "SELECT id FROM operators WHERE tenant_id = :tenant_id"
_CHANNELS = "SELECT id FROM channels WHERE tenant_id = :tenant_id"
_NAME = re.compile(r"[a-z_][a-z0-9_]*\Z")
# By hand: these name the tenant, or what is the tenant's, without a reference.
_BY_HAND = {
    "audit": "chain = :tenant_id",
    "audit_heads": "chain = :tenant_id",
    "parked_statuses": f"channel_id IN ({_CHANNELS})",
    "saved_views": f"tenant_id = :tenant_id OR operator_id IN ({_MINE})",
}
_LAST = "tenants"


@dataclass(frozen=True, slots=True)
class Part:
    """A table, and which of its rows are a tenant's."""

    table: str
    which: str


def parts(tx: Tx, dialect: str) -> list[Part]:
    """Return all tables that may hold rows of a tenant, children before their parents."""
    columns, references = _schema(tx, dialect)
    which: dict[str, str] = {}
    for table, names in columns.items():
        refers = [column for column, other in references.get(table, ()) if other == "operators"]
        if table in _BY_HAND:
            which[table] = _BY_HAND[table]
        elif "tenant_id" in names:
            which[table] = "tenant_id = :tenant_id"
        elif refers:
            which[table] = " OR ".join(f"{column} IN ({_MINE})" for column in refers)
        elif "operator_id" in names:
            which[table] = f"operator_id IN ({_MINE})"
    ordered = _children_first(list(which), references)
    # What is found through operators or channels goes before them, reference or not.
    ordered.sort(key=lambda table: table in ("operators", "channels"))
    return [Part(table, which[table]) for table in ordered if table != _LAST]


def erase(tx: Tx, dialect: str, tenant_id: str, found: Sequence[Part], most: int) -> int:
    """Delete at most so many rows of a tenant, in the order of the parts; return how many went."""
    left = most
    row_id = "rowid" if dialect == "sqlite" else "ctid"
    for part in found:
        # Names come from the schema and are checked; nothing of a request is in here.
        left -= tx.run(
            f"DELETE FROM {part.table} WHERE {row_id} IN (SELECT {row_id} FROM {part.table}"  # noqa: S608
            f" WHERE {part.which} LIMIT :most)",
            tenant_id=tenant_id,
            most=left,
        )
        if left <= 0:
            break
    return most - left


def hand_on_incidents(tx: Tx, tenant_id: str) -> None:
    """Let outages of everybody, first noticed here, be another tenant's; else forget them."""
    tx.run(
        "UPDATE incidents SET first_tenant_id = (SELECT id FROM tenants WHERE id <> :tenant_id"
        " ORDER BY id LIMIT 1) WHERE first_tenant_id = :tenant_id"
        " AND (tenant_id IS NULL OR tenant_id <> :tenant_id)"
        " AND EXISTS (SELECT 1 FROM tenants WHERE id <> :tenant_id)",
        tenant_id=tenant_id,
    )
    tx.run("DELETE FROM incidents WHERE first_tenant_id = :tenant_id", tenant_id=tenant_id)


def vector_parts(tx: Tx, dialect: str, tenant_id: str) -> list[tuple[str, int]]:
    """Return the names of a tenant's sets of vectors with their dimensions."""
    found = []
    for table in _tables(tx, dialect):
        start, _, dimensions = table.rpartition("_")
        if start == "knowledge_vector_keys" and dimensions.isdecimal():
            rows = tx.all(
                f"SELECT DISTINCT part FROM {table} WHERE part >= :first AND part < :last",  # noqa: S608
                first=f"{tenant_id}/",
                last=f"{tenant_id}0",
            )
            found += [(row["part"], int(dimensions)) for row in rows]
    return found


def mark(tx: Tx, tenant_id: str, now_ms: int) -> bool:
    """Note that a tenant is being deleted, and stop everything of it; False when it was so."""
    marked = tx.run(
        "UPDATE tenants SET deleting_at = :now, archived_at = COALESCE(archived_at, :now),"
        " is_paused = 1 WHERE id = :tenant_id AND deleting_at IS NULL",
        tenant_id=tenant_id,
        now=now_ms,
    )
    tx.run(
        "UPDATE api_keys SET revoked_at = :now WHERE tenant_id = :tenant_id AND revoked_at IS NULL",
        tenant_id=tenant_id,
        now=now_ms,
    )
    tx.run(
        "UPDATE operators SET disabled_at = :now WHERE tenant_id = :tenant_id"
        " AND disabled_at IS NULL",
        tenant_id=tenant_id,
        now=now_ms,
    )
    return bool(marked)


def marked(tx: Tx) -> list[str]:
    """Return the tenants that are being deleted, the longest waiting first."""
    rows = tx.all("SELECT id FROM tenants WHERE deleting_at IS NOT NULL ORDER BY deleting_at")
    return [row["id"] for row in rows]


def waiting_files(tx: Tx, tenant_id: str) -> list[str]:
    """Return the ids of documents whose files may still wait to be read."""
    rows = tx.all("SELECT id FROM documents WHERE tenant_id = :tenant_id", tenant_id=tenant_id)
    return [row["id"] for row in rows]


def drop_tenant(tx: Tx, tenant_id: str) -> bool:
    """Delete the tenant's own row, when nothing refers to it any more."""
    return bool(tx.run("DELETE FROM tenants WHERE id = :tenant_id", tenant_id=tenant_id))


def columns_of(tx: Tx, dialect: str) -> dict[str, set[str]]:
    """Return every table with its columns."""
    return _schema(tx, dialect)[0]


def _tables(tx: Tx, dialect: str) -> list[str]:
    if dialect == "sqlite":
        rows = tx.all(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        )
    else:
        rows = tx.all("SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()")
    return sorted(row["name"] for row in rows if _NAME.match(row["name"]))


def _schema(tx: Tx, dialect: str) -> tuple[dict[str, set[str]], dict[str, list[tuple[str, str]]]]:
    """Return the columns of every table, and what refers to which table by which column."""
    columns: dict[str, set[str]] = {}
    references: dict[str, list[tuple[str, str]]] = {}
    if dialect == "sqlite":
        for table in _tables(tx, dialect):
            rows = tx.all("SELECT name FROM pragma_table_info(:table)", table=table)
            columns[table] = {row["name"] for row in rows}
            keys = tx.all(
                'SELECT "from" AS name, "table" AS other FROM pragma_foreign_key_list(:table)',
                table=table,
            )
            references[table] = [(row["name"], row["other"]) for row in keys]
        return columns, references
    for row in tx.all(
        "SELECT table_name AS t, column_name AS c FROM information_schema.columns"
        " WHERE table_schema = current_schema()"
    ):
        columns.setdefault(row["t"], set()).add(row["c"])
    for row in tx.all(
        "SELECT k.conrelid::regclass::text AS t, a.attname AS c, k.confrelid::regclass::text AS o"
        " FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid"
        " AND a.attnum = ANY (k.conkey) WHERE k.contype = 'f'"
    ):
        references.setdefault(row["t"], []).append((row["c"], row["o"]))
    known = set(_tables(tx, dialect))
    return {table: names for table, names in columns.items() if table in known}, references


def _children_first(tables: list[str], references: dict[str, list[tuple[str, str]]]) -> list[str]:
    ordered: list[str] = []
    left = sorted(tables)
    while left:
        parents = {
            other for table in left for _, other in references.get(table, ()) if other != table
        }
        free = [table for table in left if table not in parents] or left[:1]
        ordered += free
        left = [table for table in left if table not in free]
    return ordered
