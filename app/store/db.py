"""The database as flows see it: units of work on SQLite or Postgres, one SQL text for both.

A store function is plain and synchronous, ``fn(tx, ...)``, and runs on a connection's own thread:
``await db.read(fn, ...)`` for reading, ``await db.write(fn, ...)`` inside a transaction. When
``write`` returns, the unit is on disk. A unit that raises leaves nothing behind.
``tx.after_commit(callback)`` runs on the writer's thread right after the commit, so a bell rings
even when the handler that wrote was cancelled meanwhile; callbacks are quick and thread-safe.

SQL has ``:name`` parameters and uses only what both databases understand; rows are read by column
name. Full text and vectors, which differ, live in ``vectors/``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from app.log import get_logger

log = get_logger("store")

P = ParamSpec("P")
T = TypeVar("T")


class Row(Protocol):
    """One row, read by column name."""

    def __getitem__(self, name: str, /) -> Any:
        """Return the value of a column."""
        ...


class Tx(Protocol):
    """A connection inside one unit of work."""

    def one(self, sql: str, **params: Any) -> Row | None:
        """Return the first row, or None."""
        ...

    def all(self, sql: str, **params: Any) -> list[Row]:
        """Return all rows."""
        ...

    def run(self, sql: str, **params: Any) -> int:
        """Execute and return the number of rows touched."""
        ...

    def lock(self, sql: str, **params: Any) -> None:
        """Let nobody refer to the rows of a query until this unit ends; waits for who does."""
        ...

    def after_commit(self, callback: Callable[[], None]) -> None:
        """Call back once the unit is durable; never when it failed."""
        ...


class Database(Protocol):
    """A place for the rows; SQLite on one machine, Postgres on several."""

    dialect: str
    # Why vectors cannot be kept here, fit to be shown; empty when they can.
    vectors_problem: str

    async def read(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kw: P.kwargs) -> T:
        """Run a store function that only reads.

        Raises:
            StoreUnavailable: the database does not answer.
        """
        ...

    async def write(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kw: P.kwargs) -> T:
        """Run a store function in a transaction; durable when it returns.

        Raises:
            StoreUnavailable: disk full, database locked or gone; nothing was written.
        """
        ...

    async def close(self) -> None:
        """Finish what is queued and close every connection."""
        ...


def call_back(callbacks: Sequence[Callable[[], None]]) -> None:
    """Run the callbacks of a durable unit; one that fails takes nobody along, least the writer."""
    for callback in callbacks:
        try:
            callback()
        except Exception:
            # What it would have told stands in the rows, and the sweep looks there.
            log.exception("callback_failed")


_PARAMETER = re.compile(r"(?<![:\w]):([a-z_][a-z0-9_]*)")


@lru_cache(maxsize=1024)
def for_postgres(sql: str) -> str:
    """Rewrite ``:name`` parameters to psycopg's ``%(name)s``; cached by text."""
    return _PARAMETER.sub(r"%(\1)s", sql.replace("%", "%%"))
