"""SQLite in WAL mode with ``synchronous=FULL``: one group-committing writer, a pool of readers.

Why the writer is ours: no library groups the commits of many callers. All waiting units enter one
transaction, one commit makes them durable, then all are answered; a batch in which one fails is
run again with a savepoint for each. With 64
concurrent webhooks that is one fsync for dozens of messages, at the durability of one each. A unit
whose caller has gone is still run: it was accepted. The writer's thread is its aiosqlite
connection's; the readers have one each.

A unit of work is one function, never a transaction held open over an ``await``: Sanic cancels a
handler when its client disconnects, and a half-open transaction would fail every later write.

Every connection has sqlite-vec, for ``vectors/``; where it does not load, all else works.
"""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import aiosqlite

from app.errors import CannotStart, LeadlineError, StoreUnavailable
from app.log import get_logger
from app.store.db import Row, call_back

log = get_logger("store")

P = ParamSpec("P")
T = TypeVar("T")

# The WAL-reset corruption bug is in 3.7.0 to 3.51.2 (sqlite.org/wal.html#walresetbug).
FIRST_SAFE_SQLITE = (3, 51, 3)
# More units in one transaction bring no more speed and make the first one wait.
_MAX_BATCH = 256
_PRAGMAS = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -8000",
)
_WRITER_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA journal_size_limit = 67108864",
    "PRAGMA wal_autocheckpoint = 2000",
)


def refuse_vulnerable_sqlite(version: tuple[int, int, int]) -> None:
    """Refuse an SQLite with the WAL-reset bug.

    Raises:
        CannotStart: the loaded library is older than 3.51.3; the text says how to mend it.
    """
    if version < FIRST_SAFE_SQLITE:
        found = ".".join(map(str, version))
        raise CannotStart(
            f"SQLite {found} can corrupt this database (WAL-reset bug, fixed in 3.51.3). "
            "Install a current pysqlite3 (0.6.1 or newer) and start again.",
            exit_code=3,
        )


class SqliteTx:
    """A unit of work on one connection."""

    __slots__ = ("_connection", "callbacks")

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.callbacks: list[Callable[[], None]] = []

    def one(self, sql: str, **params: Any) -> Row | None:
        """Return the first row, or None."""
        row: Row | None = self._connection.execute(sql, params).fetchone()
        return row

    def all(self, sql: str, **params: Any) -> list[Row]:
        """Return all rows."""
        return self._connection.execute(sql, params).fetchall()

    def run(self, sql: str, **params: Any) -> int:
        """Execute and return the number of rows touched."""
        return self._connection.execute(sql, params).rowcount

    def lock(self, sql: str, **params: Any) -> None:
        """Let nobody refer to some rows: there is one writer at a time anyway."""

    def after_commit(self, callback: Callable[[], None]) -> None:
        """Call back once the unit is durable."""
        self.callbacks.append(callback)


class _Unit:
    """A store function on its way through the writer."""

    __slots__ = ("args", "callbacks", "error", "fn", "future", "kwargs", "result")

    def __init__(
        self,
        fn: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        future: asyncio.Future[Any],
    ) -> None:
        self.fn = fn
        self.args = args
        self.kwargs = kwargs
        self.future = future
        self.result: Any = None
        self.error: BaseException | None = None
        self.callbacks: list[Callable[[], None]] = []

    def reset(self) -> None:
        """Forget a run that was rolled back."""
        self.result, self.error, self.callbacks = None, None, []

    def run(self, connection: sqlite3.Connection) -> None:
        """Run the function; keep its result or its error."""
        tx = SqliteTx(connection)
        try:
            self.result = self.fn(tx, *self.args, **self.kwargs)
            self.callbacks = tx.callbacks
        except sqlite3.OperationalError as error:
            self.error = _unavailable(error)
        except Exception as error:
            self.error = error


def _unavailable(error: sqlite3.Error) -> LeadlineError | sqlite3.Error:
    """Map what time or an admin can mend to ours; leave defects as they are."""
    text = str(error)
    if any(word in text for word in ("full", "locked", "disk I/O", "readonly", "unable to open")):
        mapped = StoreUnavailable(f"The database cannot be written: {text}.", retry_after_s=5)
        mapped.__cause__ = error
        return mapped
    return error


def _settle(units: list[_Unit]) -> None:
    """Answer the callers, on their own loop; a caller that has gone is skipped."""
    for unit in units:
        if unit.future.done():
            continue
        if unit.error is not None:
            unit.future.set_exception(unit.error)
        else:
            unit.future.set_result(unit.result)


class SqliteDatabase:
    """One file, one writer, some readers."""

    dialect = "sqlite"

    def __init__(
        self,
        writer: aiosqlite.Connection,
        readers: list[aiosqlite.Connection],
        vectors_problem: str = "",
    ) -> None:
        self.vectors_problem = vectors_problem
        self._writer = writer
        self._readers = readers
        self._turn = itertools.cycle(range(len(readers)))
        self._lock = threading.Lock()
        self._waiting: list[_Unit] = []
        self._is_draining = False
        self._is_closed = False

    @classmethod
    async def open(cls, path: Path, readers: int = 3, mmap_bytes: int = 0) -> SqliteDatabase:
        """Open (or create) the database file with mode 0600.

        Readers map at most ``mmap_bytes`` of it: faster where much is read, counted as memory.

        Raises:
            CannotStart: SQLite is vulnerable, or the file cannot be opened.
        """
        refuse_vulnerable_sqlite(sqlite3.sqlite_version_info[:3])
        try:
            await asyncio.to_thread(path.touch, 0o600)
            writer = await _connect(path, _PRAGMAS + _WRITER_PRAGMAS)
        except (OSError, sqlite3.Error) as error:
            raise CannotStart(f"Cannot open the database {path}: {error}.", exit_code=3) from error
        mapped = (*_PRAGMAS, f"PRAGMA mmap_size = {int(mmap_bytes)}")
        pool = [await _connect(path, mapped) for _ in range(readers)]
        problem = await _load_vectors([writer, *pool])
        if problem:
            log.warning("vectors_off", reason=problem)
        return cls(writer, pool, problem)

    async def read(
        self, fn: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a store function that only reads, on the next reader."""
        connection = self._readers[next(self._turn)]

        def run() -> T:
            return fn(SqliteTx(connection._conn), *args, **kwargs)

        try:
            # aiosqlite has no public way to run a function on its thread; this is its own
            # primitive, used at these two places only.
            result: T = await connection._execute(run)
        except sqlite3.OperationalError as error:
            raise _unavailable(error) from error
        return result

    async def write(
        self, fn: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a store function in the writer's next transaction; durable when it returns."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        unit = _Unit(fn, args, kwargs, future)
        with self._lock:
            if self._is_closed:
                raise StoreUnavailable("The database is closed.")
            self._waiting.append(unit)
            must_start = not self._is_draining
            self._is_draining = True
        if must_start:
            # What else this loop has ready to write comes into the same transaction, and the
            # writer does not have to fight the loop for the interpreter meanwhile.
            future.get_loop().call_soon(self._start_draining)
        return await future

    def _start_draining(self) -> None:
        self._writer._tx.put_nowait((None, self._drain))

    def _drain(self) -> None:
        """Commit batch after batch until nothing waits; runs on the writer's thread."""
        while True:
            with self._lock:
                batch, self._waiting = self._waiting[:_MAX_BATCH], self._waiting[_MAX_BATCH:]
                if not batch:
                    self._is_draining = False
                    return
            self._commit(batch)
            self._answer(batch)

    def _commit(self, batch: list[_Unit]) -> None:
        """Commit a batch: plainly, and unit by unit under savepoints when one of them fails.

        A unit is a function of the database alone, so running it again is running it once; nearly
        no batch has a failing unit, and savepoints would cost every unit two statements.
        """
        connection = self._writer._conn
        try:
            connection.execute("BEGIN IMMEDIATE")
            if not self._run_plainly(connection, batch):
                connection.execute("ROLLBACK")
                connection.execute("BEGIN IMMEDIATE")
                for unit in batch:
                    self._run_under_savepoint(connection, unit)
            connection.execute("COMMIT")
        except BaseException as error:
            if connection.in_transaction:
                # A disk that fails may refuse this too; the next BEGIN then says so.
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
            failure = _unavailable(error) if isinstance(error, sqlite3.Error) else error
            for unit in batch:
                unit.error = unit.error or failure

    @staticmethod
    def _run_plainly(connection: sqlite3.Connection, batch: list[_Unit]) -> bool:
        """Run every unit in the open transaction; False, and no unit done, when one failed."""
        for unit in batch:
            unit.run(connection)
            if unit.error is None:
                continue
            if not connection.in_transaction:
                # SQLite rolled the whole transaction back by itself (disk full).
                raise sqlite3.OperationalError("database or disk is full")
            for done in batch:
                done.reset()
            return False
        return True

    @staticmethod
    def _run_under_savepoint(connection: sqlite3.Connection, unit: _Unit) -> None:
        connection.execute("SAVEPOINT unit")
        unit.run(connection)
        if unit.error is None:
            connection.execute("RELEASE unit")
            return
        if not connection.in_transaction:
            # SQLite rolled the whole transaction back by itself (disk full): nobody was served.
            raise sqlite3.OperationalError("database or disk is full")
        connection.execute("ROLLBACK TO unit")
        connection.execute("RELEASE unit")

    @staticmethod
    def _answer(batch: list[_Unit]) -> None:
        loops: dict[asyncio.AbstractEventLoop, list[_Unit]] = {}
        for unit in batch:
            if unit.error is None:
                call_back(unit.callbacks)
            loops.setdefault(unit.future.get_loop(), []).append(unit)
        for loop, units in loops.items():
            try:
                loop.call_soon_threadsafe(_settle, units)
            except RuntimeError:
                # The caller's loop is closed: the process is stopping and nobody waits.
                continue

    async def close(self) -> None:
        """Finish what is queued, checkpoint, and close every connection (each has a thread)."""
        with self._lock:
            if self._is_closed:
                return
            self._is_closed = True
        # Whatever waits for a loop that is gone is written all the same.
        self._start_draining()
        for connection in self._readers:
            await connection.close()
        try:
            await self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.OperationalError:
            # Disk full or busy: the WAL stays and is read at the next start.
            pass
        await self._writer.close()


async def _connect(path: Path, pragmas: tuple[str, ...]) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(path, isolation_level=None, cached_statements=256)
    connection.row_factory = sqlite3.Row
    for pragma in pragmas:
        await connection.execute(pragma)
    return connection


def vector_extension() -> str:
    """Return the path of sqlite-vec as SQLite wants it, without the ending; empty without it.

    What ``sqlite_vec.loadable_path()`` returns, also in a frozen program; importing the package
    for it would import numpy, which costs the start 80 ms.
    """
    spec = find_spec("sqlite_vec")
    if spec is None or not spec.submodule_search_locations:
        return ""
    return str(Path(spec.submodule_search_locations[0]) / "vec0")


async def _load_vectors(connections: list[aiosqlite.Connection]) -> str:
    """Load sqlite-vec into every connection; return what is wrong, empty when nothing is."""
    extension = vector_extension()
    if not extension:
        return "The package sqlite-vec is not installed; install it and start again."
    try:
        for connection in connections:
            await connection.enable_load_extension(True)
            await connection.load_extension(extension)
            # SQL is not to load any more.
            await connection.enable_load_extension(False)
    except (AttributeError, sqlite3.Error) as error:
        return f"SQLite does not load sqlite-vec from {extension}: {error}."
    return ""
