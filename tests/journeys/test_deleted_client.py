"""A deleted client leaves no byte, in the database or beside it; nobody else loses one."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from app import admin
from app.domain.audit import Actor
from app.domain.tenant import ChannelKind
from app.errors import Conflict, Unprocessable
from app.flows import api_keys
from app.flows.delete_client import delete_client, go_on_deleting
from app.flows.ingest import add_file
from app.flows.manage_tenant import Put
from app.flows.receive import receive
from app.services import Services
from app.store import audit, erasing, people
from app.store.db import Tx
from app.store.people import PersonRow
from tests.fixtures import said
from tests.journeys.canaries import WordEmbedder, fill
from tests.routes.public import channel
from vectors.finder import Finder

DOOMED, KEPT = "obsidianlark", "quartzmoth"
ACTOR = Actor("operator", "o1", "Dana")


@pytest.fixture
def searched(services: Services) -> Services:
    """Services that search by words and by meaning."""
    return replace(services, vectors=Finder(services.db.dialect), embedders=(WordEmbedder(),))


async def _live(services: Services, put: Put, word: str, folder: Path) -> None:
    """Give a client some of everything, each with its word."""
    tenant_id = put.tenant.id
    base_id = await fill(services, put, word, folder)
    waiting = folder / f"waiting-{word}.txt"
    waiting.write_text(f"The {word} is for sale.")
    await add_file(services, tenant_id, base_id, f"{word}.txt", "", waiting)
    inbound = said(f"Is the {word} free?", "+13035550199")
    await receive(services, channel(put, ChannelKind.SMS), inbound)
    await admin.create(services, f"{word}@example.com", word, "admin", tenant_id)
    await api_keys.create_key(services, tenant_id, word)
    person = PersonRow("", tenant_id, word, f"{word}@example.org", "", channels=("email",))
    await services.db.write(people.put_person, tenant_id, person, 1)
    await services.db.write(_more, tenant_id, word)


def _more(tx: Tx, tenant_id: str, word: str) -> None:
    lead = tx.one("SELECT id FROM leads WHERE tenant_id = :t", t=tenant_id)
    assert lead is not None
    tx.run(
        "INSERT INTO lead_notes (id, tenant_id, lead_id, author, body, at)"
        " VALUES (:id, :t, :lead, :w, :w, 1)",
        id=f"note-{word}", t=tenant_id, lead=lead["id"], w=word,
    )  # fmt: skip
    tx.run(
        "INSERT INTO saved_views (id, tenant_id, operator_id, page, name, query, created_at)"
        " SELECT :id, NULL, id, 'leads', :w, :w, 1 FROM operators WHERE tenant_id = :t",
        id=f"view-{word}", t=tenant_id, w=word,
    )  # fmt: skip
    tx.run(
        "INSERT INTO incidents (id, first_tenant_id, kind, subject, state, priority, opened_at,"
        " last_at) VALUES (:id, :t, 'model_unavailable', :id, 'closed', 'high', 1, 1)",
        id=f"outage-{len(word)}", t=tenant_id,
    )  # fmt: skip


async def _found(services: Services, database: Path, needle: str) -> bool:
    """Tell whether a word stands anywhere in the database, however deep."""
    if services.db.dialect == "postgres":
        return await services.db.read(_in_tables, needle)
    return _in_file(database, needle)


def _in_file(database: Path, needle: str) -> bool:
    # Free pages go with VACUUM and the log with its checkpoint; what is left then is left.
    raw = sqlite3.connect(database, isolation_level=None)
    raw.execute("VACUUM")
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    return needle.encode() in database.read_bytes()


def _in_tables(tx: Tx, needle: str) -> bool:
    tables = tx.all("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'")
    return any(
        needle in row["words"]
        for table in tables
        for row in tx.all(f'SELECT t::text AS words FROM "{table["name"]}" AS t')
    )


def _beside(services: Services) -> bytes:
    folder = services.settings.data_dir
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.timeout(120)
async def test_a_deleted_client_leaves_no_row_no_file_and_no_byte(
    searched: Services, acme: Put, bravo: Put, tmp_path: Path
) -> None:
    database, tenant_id = tmp_path / "test.db", acme.tenant.id
    await _live(searched, acme, DOOMED, tmp_path)
    await _live(searched, bravo, KEPT, tmp_path)
    others = await searched.db.read(_counts, bravo.tenant.id)
    for needle in (DOOMED, tenant_id, "13035550199"):
        assert await _found(searched, database, needle)
    assert DOOMED.encode() in _beside(searched)
    with pytest.raises(Unprocessable):
        await delete_client(searched, ACTOR, tenant_id, "acme")

    await delete_client(searched, ACTOR, tenant_id, "Acme")
    with pytest.raises(Conflict):
        await delete_client(searched, ACTOR, tenant_id, "Acme")
    for _ in range(200):
        if not await searched.db.read(erasing.marked):
            break
        await go_on_deleting(searched)

    assert not await _found(searched, database, DOOMED)
    assert DOOMED.encode() not in _beside(searched)
    left = await searched.db.read(_named, searched.db.dialect, tenant_id)
    # The one line that says so, in the agency's own log.
    assert left == {"audit"}
    (line,) = await searched.db.read(audit.lines_of, "")
    assert (line.action, line.subject_id) == ("client_deleted", tenant_id)
    assert await _found(searched, database, KEPT)
    assert await searched.db.read(_counts, bravo.tenant.id) == others


def _named(tx: Tx, dialect: str, tenant_id: str) -> set[str]:
    """Return the tables in which an id still stands, in whatever column."""
    found = set()
    for table, names in erasing.columns_of(tx, dialect).items():
        words = " || '|' || ".join(f"COALESCE(CAST({name} AS TEXT), '')" for name in sorted(names))
        if tx.one(f"SELECT 1 AS n FROM {table} WHERE {words} LIKE :id", id=f"%{tenant_id}%"):
            found.add(table)
    return found


def _counts(tx: Tx, tenant_id: str) -> dict[str, int]:
    """Return how many rows of each table are a tenant's."""
    found = {}
    for table in ("leads", "messages", "chunks", "faqs", "channels", "audit", "operators"):
        column = "chain" if table == "audit" else "tenant_id"
        row = tx.one(f"SELECT COUNT(*) AS n FROM {table} WHERE {column} = :t", t=tenant_id)
        found[table] = row["n"] if row else 0
    return found
