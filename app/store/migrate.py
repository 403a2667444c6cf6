"""Numbered SQL migrations: applied once, in order, under a lock, never edited after release.

``schema_migrations`` keeps number, name and SHA-256 of each. The process refuses a database that
is newer than itself and one whose history differs from its own.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from app.errors import CannotStart
from app.store.db import Database, Tx

FOLDER = Path(__file__).parent / "migrations"
_NAME = re.compile(r"^(\d{4})_([a-z0-9_]+)\.sql$")
_TABLE = """
CREATE TABLE IF NOT EXISTS schema_migrations (
  number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL
)
"""
# Any number will do, as long as nothing else in the database locks it.
_ADVISORY_LOCK = 7_316_548_220


@dataclass(frozen=True, slots=True)
class Migration:
    """One file of SQL statements."""

    number: int
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        """SHA-256 of the text, as hex."""
        return hashlib.sha256(self.sql.encode()).hexdigest()

    def statements(self) -> list[str]:
        """Return its statements without comments; each ends with ``;`` at the end of a line."""
        text = re.sub(r"--[^\n]*", "", self.sql)
        return [part.strip() for part in re.split(r";\s*\n", text + "\n") if part.strip()]


def all_migrations(folder: Path = FOLDER) -> list[Migration]:
    """Return the migrations of a folder, in order of their number."""
    found = []
    for path in sorted(folder.glob("*.sql")):
        match = _NAME.match(path.name)
        if match is None:
            raise CannotStart(f"A migration is misnamed: {path.name}.", exit_code=3)
        found.append(Migration(int(match[1]), match[2], path.read_text("utf-8")))
    return found


async def migrate(db: Database, now_ms: int, migrations: list[Migration] | None = None) -> int:
    """Bring the database up to date; return how many migrations were applied.

    Raises:
        CannotStart: the database is newer than this program, or its history is another one.
    """
    wanted = all_migrations() if migrations is None else migrations
    return await db.write(_apply, wanted, now_ms, db.dialect)


def _apply(tx: Tx, wanted: list[Migration], now_ms: int, dialect: str) -> int:
    if dialect == "postgres":
        tx.one("SELECT pg_advisory_xact_lock(:lock)", lock=_ADVISORY_LOCK)
    tx.run(_TABLE)
    rows = tx.all("SELECT number, name, checksum FROM schema_migrations ORDER BY number")
    applied = {row["number"]: row for row in rows}
    _refuse_other_history(wanted, {n: row["checksum"] for n, row in applied.items()})
    count = 0
    for migration in wanted:
        if migration.number in applied:
            continue
        for statement in migration.statements():
            tx.run(statement)
        tx.run(
            "INSERT INTO schema_migrations (number, name, checksum, applied_at) "
            "VALUES (:number, :name, :checksum, :now)",
            number=migration.number,
            name=migration.name,
            checksum=migration.checksum,
            now=now_ms,
        )
        count += 1
    return count


def _refuse_other_history(wanted: list[Migration], applied: dict[int, str]) -> None:
    newest = max((m.number for m in wanted), default=0)
    beyond = [number for number in applied if number > newest]
    if beyond:
        raise CannotStart(
            f"The database is at schema {max(beyond)}, this program knows {newest}: a newer "
            "leadline wrote it. Install that version, or restore a backup of this one.",
            exit_code=3,
        )
    for migration in wanted:
        checksum = applied.get(migration.number)
        if checksum is not None and checksum != migration.checksum:
            raise CannotStart(
                f"Migration {migration.number:04d} differs from the one applied to this database. "
                "Restore the released file; a change needs a migration of its own.",
                exit_code=3,
            )
