"""How rows get into the file: by named columns, in big batches, indexes made again at the end.

A column this table names and the schema does not have is left out, and one the schema has beyond
it takes its default: so the same script fills what older and newer migrations made.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from operator import itemgetter
from pathlib import Path
from typing import Any

from app.past.rows import COLUMNS

_BATCH = 20_000
_PRAGMAS = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA temp_store = FILE",
    "PRAGMA threads = 2",
)

SORTED = ("identities", "lead_words", "lead_tags", "outcomes")


class File:
    """The database while it is filled: fast, and worthless if the machine stops meanwhile."""

    def __init__(self, path: Path, cache_mb: int) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        for pragma in (*_PRAGMAS, f"PRAGMA cache_size = -{cache_mb * 1000}"):
            self._db.execute(pragma)
        scratch = path.with_suffix(".sorting")
        self._scratch = scratch
        self._db.execute("ATTACH :path AS sorting", {"path": str(scratch)})
        self._db.execute("PRAGMA sorting.journal_mode = OFF")
        self._db.execute("PRAGMA sorting.synchronous = OFF")
        self._indexes = self._db.execute(
            "SELECT name, tbl_name, sql FROM main.sqlite_master WHERE type = 'index'"
            " AND sql IS NOT NULL"
        ).fetchall()
        self._statements: dict[str, str] = {}
        self._pick: dict[str, Callable[[Any], Any] | None] = {}
        self.waiting: dict[str, list[tuple[Any, ...]]] = {name: [] for name in COLUMNS}
        self.counts = dict.fromkeys(COLUMNS, 0)
        for table in COLUMNS:
            self._prepare(table)

    def _prepare(self, table: str) -> None:
        wanted = COLUMNS[table].split()
        present = {row[1] for row in self._db.execute(f"PRAGMA main.table_info({table})")}
        kept = [name for name in wanted if name in present]
        if not kept:
            # An older schema without this table.
            self._statements[table] = ""
            return
        into = f"main.{table}"
        if table in SORTED:
            into = f"sorting.{table}"
            self._db.execute(f"CREATE TABLE {into} ({', '.join(kept)})")
        marks = ", ".join("?" * len(kept))
        # Names of ours and of the schema's, never from outside.
        self._statements[table] = f"INSERT INTO {into} ({', '.join(kept)}) VALUES ({marks})"  # noqa: S608
        places = [wanted.index(name) for name in kept]
        self._pick[table] = None if len(kept) == len(wanted) else itemgetter(*places)

    def begin(self) -> None:
        """Take the indexes away and open the transaction everything is written in."""
        for name, table, _ in self._indexes:
            if table in COLUMNS:
                self._db.execute(f"DROP INDEX main.{name}")
        self._db.execute("BEGIN")

    def flush(self, at_least: int = _BATCH) -> None:
        """Write what waits, table by table, where there is enough of it."""
        for table, rows in self.waiting.items():
            if len(rows) < at_least or not rows:
                continue
            statement, pick = self._statements[table], self._pick.get(table)
            if statement:
                self._db.executemany(statement, rows if pick is None else map(pick, rows))
                self.counts[table] += len(rows)
            rows.clear()

    def finish(self, say: Callable[[str], None]) -> None:
        """Write the rest, sort what has to be sorted, and make the indexes again."""
        self.flush(1)
        for table in SORTED:
            if not self._statements[table]:
                continue
            names = self._statements[table].partition("(")[2].partition(")")[0]
            key = ", ".join(names.split(", ")[: 2 if table == "outcomes" else 3])
            self._db.execute(
                f"INSERT OR IGNORE INTO main.{table} ({names})"  # noqa: S608
                f" SELECT {names} FROM sorting.{table} ORDER BY {key}"
            )
        self._db.execute("COMMIT")
        self._db.execute("DETACH sorting")
        self._scratch.unlink()
        for name, table, sql in self._indexes:
            if table in COLUMNS:
                began = time.perf_counter()
                self._db.execute(sql)
                say(f"index {name} {time.perf_counter() - began:.1f} s")

    def broken(self) -> list[tuple[Any, ...]]:
        """Return rows that refer to nothing; reads everything."""
        return self._db.execute("PRAGMA main.foreign_key_check").fetchall()

    def close(self) -> None:
        """Close the file."""
        self._db.close()
