"""Sums over everything in the database, for ``leadline simulate`` and the person at the machine.

They cross tenants on purpose and therefore never stand behind a page or an interface.
"""

from __future__ import annotations

from app.store.db import Tx


def open_work(tx: Tx) -> int:
    """Return how many turns are unanswered and how many messages are not out yet."""
    turns = tx.one("SELECT count(*) AS n FROM turns WHERE state IN ('pending', 'answering')")
    waiting = tx.one("SELECT count(*) AS n FROM deliveries WHERE state IN ('queued', 'sending')")
    return int(turns["n"] if turns else 0) + int(waiting["n"] if waiting else 0)


def temperatures(tx: Tx) -> dict[str, int]:
    """Return how many leads are hot, warm and cold; a temperature nobody has is left out."""
    rows = tx.all("SELECT temperature, count(*) AS n FROM leads GROUP BY temperature")
    return {row["temperature"]: int(row["n"]) for row in rows}


def paths(tx: Tx) -> dict[str, int]:
    """Return how many turns were closed on each path: model, repaired, floor, …"""
    rows = tx.all("SELECT path, count(*) AS n FROM turns WHERE path <> '' GROUP BY path")
    return {row["path"]: int(row["n"]) for row in rows}


def usage_totals(tx: Tx) -> dict[str, dict[str, int]]:
    """Return calls, tokens and cost in micro-USD by provider."""
    rows = tx.all(
        "SELECT provider, count(*) AS calls, sum(input_tokens) AS input,"
        " sum(cache_write_tokens) AS cache_write, sum(cache_read_tokens) AS cache_read,"
        " sum(output_tokens) AS output, sum(cost_microusd) AS cost_microusd"
        " FROM usage GROUP BY provider"
    )
    names = ("calls", "input", "cache_write", "cache_read", "output", "cost_microusd")
    return {row["provider"]: {name: int(row[name]) for name in names} for row in rows}
