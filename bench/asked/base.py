"""A page to be asked for, and the world it is asked about."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

LIST_MS, PAGE_MS = 60, 150

Plain = list[tuple[str, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Case:
    """A page to be asked for; ``address`` may be another one each time it is called.

    ``key``: with which key to ask the API, empty for a page. ``plain``: statements of a plain
    dashboard for the same, empty where there is no telling comparison. ``is_long``: an export, of
    which only the first bytes are waited for.
    """

    name: str
    most_ms: int
    address: Callable[[], str]
    key: str = ""
    plain: Plain = field(default_factory=list)
    is_long: bool = False


class World:
    """What is in the file: clients, leads and conversations to ask for."""

    def __init__(self, path: Path, dice: random.Random) -> None:
        self.path, self.dice = path, dice
        self.db = db = sqlite3.connect(path)
        db.execute("PRAGMA cache_size = -64000")
        rows = db.execute(
            "SELECT t.id, (SELECT COUNT(*) FROM leads l WHERE l.tenant_id = t.id) AS n"
            " FROM tenants t ORDER BY n DESC"
        ).fetchall()
        assert rows[0][1] > 0, "there is no lead"
        self.big, self.small = rows[0][0], rows[len(rows) // 2][0]
        self.count = {self.big: rows[0][1], self.small: rows[len(rows) // 2][1]}
        self.total = sum(row[1] for row in rows)
        self.owner = self._some(
            "SELECT owner_id FROM leads WHERE tenant_id = :t AND owner_id <> ''"
        )
        self.leads = self._many(
            "SELECT id FROM leads WHERE tenant_id = :t AND id > :from ORDER BY id LIMIT 200"
        )
        self.talks = self._many(
            "SELECT id FROM conversations WHERE tenant_id = :t AND id > :from ORDER BY id LIMIT 200"
        )

    def _some(self, sql: str) -> str:
        row = self.db.execute(f"{sql} LIMIT 1", {"t": self.big}).fetchone()
        return str(row[0]) if row else ""

    def _many(self, sql: str) -> list[str]:
        first = self._some("SELECT id FROM leads WHERE tenant_id = :t ORDER BY id DESC")
        # A third of the way through all the time there is.
        oldest = self._some("SELECT id FROM leads WHERE tenant_id = :t ORDER BY id")
        found = self.db.execute(sql, {"t": self.big, "from": min(first, oldest)}).fetchall()
        found += self.db.execute(
            sql.replace("id > :from ORDER BY id", "id < :from ORDER BY id DESC"),
            {"t": self.big, "from": "7"},
        ).fetchall()
        return [str(row[0]) for row in found]

    def message_of(self, lead_id: str) -> str:
        """Return a message of the lead."""
        sql = (
            "SELECT m.id FROM conversations c JOIN messages m ON m.conversation_id = c.id"
            " WHERE c.tenant_id = :t AND c.lead_id = :lead LIMIT 1"
        )
        return str(self.db.execute(sql, {"t": self.big, "lead": lead_id}).fetchone()[0])

    def far(self, table: str, where: str, columns: str, order: str, at: int) -> tuple[Any, ...]:
        """Return the key of the row so far behind the first, or of the last."""
        sql = f"SELECT {columns} FROM {table} WHERE {where} ORDER BY {order}"  # noqa: S608
        params = {"t": self.big}
        row = self.db.execute(f"{sql} LIMIT 1 OFFSET {at}", params).fetchone()
        if row is None:
            back = order.replace(" DESC", "")
            sql = f"SELECT {columns} FROM {table} WHERE {where} ORDER BY {back} LIMIT 1 OFFSET 60"  # noqa: S608
            row = self.db.execute(sql, params).fetchone()
        return tuple(row)


def fixed(path: str, **query: str) -> Callable[[], str]:
    """Return an address that is always the same."""
    text = urlencode({name: value for name, value in query.items() if value})
    return lambda: f"{path}?{text}" if text else path


def any_of(world: World, path: str, name: str, values: tuple[str, ...], **query: str) -> Any:
    """Return addresses with one of some values each time."""
    return lambda: fixed(path, **{**query, name: world.dice.choice(values)})()
