"""Postgres through psycopg 3: a unit of work is a transaction on a pooled connection.

The same store functions as on SQLite, so they stay synchronous and run in worker threads. A unit
that lost a race the database resolved (deadlock, serialisation) is run again: it left nothing.

The extension pgvector, for ``vectors/``, is made when it can be; without it all else works.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from app.errors import CannotStart, Invalid, StoreUnavailable
from app.log import get_logger
from app.store.db import Row, call_back, for_postgres

if TYPE_CHECKING:
    import psycopg
    from psycopg_pool import ConnectionPool

log = get_logger("store")

P = ParamSpec("P")
T = TypeVar("T")

_TRIES = 5


class PostgresTx:
    """A unit of work on one connection."""

    __slots__ = ("_connection", "callbacks")

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection
        self.callbacks: list[Callable[[], None]] = []

    def one(self, sql: str, **params: Any) -> Row | None:
        """Return the first row, or None."""
        row: Row | None = self._connection.execute(for_postgres(sql), params).fetchone()
        return row

    def all(self, sql: str, **params: Any) -> list[Row]:
        """Return all rows."""
        return self._connection.execute(for_postgres(sql), params).fetchall()

    def run(self, sql: str, **params: Any) -> int:
        """Execute and return the number of rows touched."""
        return self._connection.execute(for_postgres(sql), params).rowcount

    def lock(self, sql: str, **params: Any) -> None:
        """Let nobody refer to the rows of a query until this unit ends."""
        self.all(sql + " FOR UPDATE", **params)

    def after_commit(self, callback: Callable[[], None]) -> None:
        """Call back once the unit is durable."""
        self.callbacks.append(callback)


class PostgresDatabase:
    """A Postgres server behind a pool."""

    dialect = "postgres"

    def __init__(self, pool: ConnectionPool[Any], threads: int, vectors_problem: str = "") -> None:
        self.vectors_problem = vectors_problem
        self._pool = pool
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="postgres")

    @classmethod
    async def open(cls, url: str, connections: int = 8) -> PostgresDatabase:
        """Connect.

        Raises:
            CannotStart: the server does not answer or refuses us.
        """
        # Parameters are bound by the client: one SQL text serves both databases, and the server
        # cannot infer the type of a parameter that is only compared with NULL.
        from psycopg import ClientCursor
        from psycopg.rows import dict_row
        from psycopg_pool import ConnectionPool, PoolTimeout

        pool: ConnectionPool[Any] = ConnectionPool(
            url,
            min_size=1,
            max_size=connections,
            kwargs={"row_factory": dict_row, "cursor_factory": ClientCursor},
            open=False,
        )
        try:
            await asyncio.to_thread(pool.open, True, 10.0)
        except PoolTimeout as error:
            await asyncio.to_thread(pool.close)
            raise CannotStart(
                "Postgres does not answer; check database_url.", exit_code=3
            ) from error
        problem = await asyncio.to_thread(_make_vectors, pool)
        if problem:
            log.warning("vectors_off", reason=problem)
        return cls(pool, connections, problem)

    async def read(
        self, fn: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a store function that only reads."""
        return await self.write(fn, *args, **kwargs)

    async def write(
        self, fn: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a store function in a transaction; durable when it returns."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._threads, lambda: self._run(lambda tx: fn(tx, *args, **kwargs))
        )

    def _run(self, fn: Callable[[PostgresTx], T]) -> T:
        import psycopg
        from psycopg_pool import PoolTimeout

        for attempt in range(_TRIES):
            try:
                with self._pool.connection() as connection:
                    tx = PostgresTx(connection)
                    result = fn(tx)
            except (psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure):
                if attempt == _TRIES - 1:
                    raise
                continue
            except psycopg.DataError as error:
                if "NUL" not in str(error):
                    raise
                raise Invalid("The request holds a character that is none.") from error
            except (psycopg.OperationalError, PoolTimeout) as error:
                raise StoreUnavailable("Postgres does not answer.", retry_after_s=5) from error
            call_back(tx.callbacks)
            return result
        raise AssertionError("unreachable")

    async def close(self) -> None:
        """Close the pool and its threads."""
        await asyncio.to_thread(self._pool.close)
        self._threads.shutdown(wait=True)


def _make_vectors(pool: ConnectionPool[Any]) -> str:
    """Make the extension pgvector unless it is there; return what is wrong, empty when nothing is.

    Asked for first, because making needs a right that using it does not.
    """
    import psycopg

    with pool.connection() as connection:
        if connection.execute("SELECT 1 FROM pg_extension WHERE extname = 'vector'").fetchone():
            return ""
    try:
        with pool.connection() as connection:
            connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
    except psycopg.errors.UniqueViolation:
        # Another process made it in the same moment.
        return ""
    except psycopg.errors.InsufficientPrivilege:
        return (
            "The database user may not make the extension pgvector; let an administrator run "
            "CREATE EXTENSION vector in this database and start again."
        )
    except psycopg.Error as error:
        reason = str(error).partition("\n")[0]
        return (
            f"Postgres has no extension pgvector ({reason}); install it on the database server "
            "and start again."
        )
    return ""
