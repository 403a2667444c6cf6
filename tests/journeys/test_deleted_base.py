"""A deleted base leaves no byte: not in the database, not beside it, not in an index."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from app.flows import manage_knowledge as manage
from app.flows.ingest import add_file
from app.flows.manage_tenant import Put
from app.flows.search import search
from app.services import Services
from app.store import passages
from app.store.db import Tx
from tests.journeys.canaries import WordEmbedder, fill, proof_of, vector_of
from vectors.base import Query
from vectors.finder import Finder

DOOMED, KEPT = "obsidianlark", "quartzmoth"
# Each is found when any of its pieces is.
Needles = Mapping[str, tuple[bytes, ...]]


@pytest.fixture
def searched(services: Services) -> Services:
    """Services that search by words and by meaning."""
    return replace(services, vectors=Finder(services.db.dialect), embedders=(WordEmbedder(),))


async def _needles(services: Services, tenant_id: str, base_id: str, word: str) -> Needles:
    """Return what a base is known by: its words, the names of its content, its vectors."""
    live = await services.db.read(passages.live_passages, tenant_id)
    mine = [one for one in live if one.base_id == base_id]
    assert len(mine) > 20
    if services.db.dialect == "postgres":
        shown = await services.db.read(_vectors, tenant_id, [one.key for one in mine])
        vectors = [(text.encode(),) for text in shown]
    else:
        vectors = [_halves(vector_of(one.words).tobytes()) for one in mine]
    assert len(vectors) == len(mine)
    needles = {"word": (word.encode(),), "proof": (proof_of(word).encode(),)}
    needles |= {f"key {number}": (one.key.encode(),) for number, one in enumerate(mine)}
    return needles | {f"vector {number}": vector for number, vector in enumerate(vectors)}


def _halves(data: bytes) -> tuple[bytes, bytes]:
    """Return both halves: a page of the file may end in the middle of one, but not of both."""
    return data[: len(data) // 2], data[len(data) // 2 :]


def _vectors(tx: Tx, tenant_id: str, keys: list[str]) -> list[str]:
    """Return a client's vectors as Postgres writes them."""
    sql = (
        f"SELECT v.embedding::text AS words FROM knowledge_vectors_{WordEmbedder.dimensions} AS v"
        f" JOIN knowledge_vector_keys_{WordEmbedder.dimensions} AS k ON k.id = v.id"
        " WHERE k.key = ANY (:keys) AND k.part LIKE :part"
    )
    return [row["words"] for row in tx.all(sql, keys=keys, part=f"{tenant_id}/%")]


async def _found(services: Services, database: Path, needles: Needles) -> set[str]:
    """Return which needles stand in the database, however deep."""
    if services.db.dialect == "postgres":
        return await services.db.read(_in_tables, needles)
    # Free pages go with VACUUM and the log with its checkpoint; what is left then is left.
    raw = sqlite3.connect(database, isolation_level=None)
    raw.execute("VACUUM")
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    assert database.with_name(f"{database.name}-wal").stat().st_size == 0
    return _in_files([database], needles)


def _in_tables(tx: Tx, needles: Needles) -> set[str]:
    tables = tx.all("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'")
    found: set[str] = set()
    for table in tables:
        for row in tx.all(f'SELECT t::text AS words FROM "{table["name"]}" AS t'):
            found |= _among(needles, [row["words"].encode()])
    return found


def _in_files(paths: list[Path], needles: Needles) -> set[str]:
    return _among(needles, [path.read_bytes() for path in paths])


def _among(needles: Needles, contents: list[bytes]) -> set[str]:
    return {
        name
        for name, pieces in needles.items()
        if any(piece in content for piece in pieces for content in contents)
    }


def _beside(services: Services) -> list[Path]:
    return [path for path in services.settings.data_dir.rglob("*") if path.is_file()]


@pytest.mark.timeout(180)
async def test_a_deleted_base_leaves_no_vector_no_row_and_no_file(
    searched: Services, acme: Put, bravo: Put, tmp_path: Path
) -> None:
    tenant_id, database = acme.tenant.id, tmp_path / "test.db"
    kept_id = await fill(searched, acme, KEPT, tmp_path, "Kept")
    doomed_id = await fill(searched, acme, DOOMED, tmp_path, "Doomed")
    # A file that nobody has read yet, and one of another client with the same words.
    await fill(searched, bravo, KEPT, tmp_path)
    waiting = tmp_path / "waiting.txt"
    waiting.write_text(f"The {DOOMED} is for sale ({proof_of(DOOMED)}).")
    await add_file(searched, tenant_id, doomed_id, waiting.name, "", waiting)
    kept = await _needles(searched, tenant_id, kept_id, KEPT)
    doomed = await _needles(searched, tenant_id, doomed_id, DOOMED)
    # All of it can be found now: the search below would see it.
    assert await _found(searched, database, {**doomed, **_renamed(kept)}) == {
        *doomed, *_renamed(kept),
    }  # fmt: skip
    assert _in_files(_beside(searched), doomed) >= {"word", "proof"}

    await manage.delete_base(searched, tenant_id, doomed_id)

    assert await _found(searched, database, doomed) == set()
    assert _in_files(_beside(searched), doomed) == set()
    result = await search(searched, tenant_id, Query(f"What does the {DOOMED} boat cost?"), k=20)
    assert DOOMED not in str(result)
    # And nothing else went with it.
    assert await _found(searched, database, _renamed(kept)) == set(_renamed(kept))
    assert result.uses_vectors


def _renamed(needles: Needles) -> Needles:
    return {f"kept {name}": needle for name, needle in needles.items()}
