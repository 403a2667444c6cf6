"""A client with a row in every table that has clients, and a look at whether any of it changed.

Rows are made from the database's own description of its tables, so a new table is filled too.
SQLite only: what a route lets through does not depend on the database.
"""

from __future__ import annotations

import hashlib
from typing import Any

from app.store.db import Tx
from app.store.owners import _TABLES as TABLES

SECRET = "victim-secret"
# Values that a check of the table wants, or that keep the program from choking on its own rows.
_VALUES: dict[str, Any] = {
    "chain": None,
    "credentials": "",
    "settings": "{}",
    "moved": "{}",
    "former": "{}",
    "latter": "{}",
    "page": "leads",
    "state": "pending",
    "zone": "UTC",
}


def tables_of_clients(tx: Tx) -> list[str]:
    """Return the tables whose rows belong to a client."""
    rows = tx.all("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name")
    plain = [row["name"] for row in rows if "VIRTUAL" not in (row["sql"] or "")]
    return [name for name in plain if "tenant_id" in _columns(tx, name)]


def _columns(tx: Tx, table: str) -> dict[str, Any]:
    return {row["name"]: row for row in tx.all(f"PRAGMA table_info({table})")}


def fill(tx: Tx, tenant_id: str) -> dict[str, str]:
    """Give a tenant a row in every table; return an id for every name a path may have."""
    for table in tables_of_clients(tx):
        _row_of(tx, table, tenant_id)
    ids = {name: _row_of(tx, table, tenant_id) for name, table in TABLES.items()}
    return {**ids, "client_id": tenant_id}


def _row_of(tx: Tx, table: str, tenant_id: str) -> str:
    """Return the id of a row of the tenant's; makes one where there is none."""
    columns = _columns(tx, table)
    key = "id" if "id" in columns else next(iter(columns))
    mine = "tenant_id" if "tenant_id" in columns else "id"
    found = tx.one(f"SELECT {key} AS id FROM {table} WHERE {mine} = :t LIMIT 1", t=tenant_id)
    if found is not None:
        return str(found["id"])
    refers = {row["from"]: row["table"] for row in tx.all(f"PRAGMA foreign_key_list({table})")}
    values: dict[str, Any] = {}
    for name, column in columns.items():
        if name == "tenant_id":
            values[name] = tenant_id
        elif name in refers and refers[name] != table:
            values[name] = _row_of(tx, refers[name], tenant_id)
        elif (column["notnull"] or column["pk"]) and column["dflt_value"] is None:
            values[name] = _value(table, name, column["type"], tenant_id)
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    tx.run(f"INSERT INTO {table} ({names}) VALUES ({marks})", **values)
    return str(values[key])


def _value(table: str, name: str, kind: str, tenant_id: str) -> Any:
    if kind.upper() in ("BIGINT", "INTEGER", "REAL", "DOUBLE PRECISION"):
        return 1
    if kind.upper() in ("BLOB", "BYTEA"):
        return b"x"
    known = _VALUES.get(name)
    return known if known is not None else f"{SECRET}-{table}-{name}-{tenant_id[-6:]}"


def print_of(tx: Tx, tenant_id: str) -> dict[str, str]:
    """Return what stands in the rows of a tenant, as one short text a table."""
    found = {}
    for table in [*tables_of_clients(tx), "tenants"]:
        mine = "id" if table == "tenants" else "tenant_id"
        rows = tx.all(f"SELECT * FROM {table} WHERE {mine} = :t", t=tenant_id)
        text = "\n".join(sorted(repr(tuple(row)) for row in rows))
        found[table] = f"{len(rows)} {hashlib.sha256(text.encode()).hexdigest()[:12]}"
    rows = tx.all("SELECT COUNT(*) AS n FROM audit WHERE chain = :t", t=tenant_id)
    found["audit"] = str(rows[0]["n"])
    return found
