"""The databases bring what vectors need, or say what is missing and do all else."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
import pytest

from app.store.db import Database, Tx
from app.store.postgres import PostgresDatabase
from app.store.sqlite import SqliteDatabase, vector_extension
from tests.vectors.places import opened


def _one(tx: Tx) -> int:
    row = tx.one("SELECT 1 AS n")
    assert row is not None
    return int(row["n"])


def _version(tx: Tx) -> str:
    row = tx.one("SELECT vec_version() AS v")
    assert row is not None
    return str(row["v"])


async def test_a_database_can_keep_vectors(db: Database) -> None:
    assert db.vectors_problem == ""


async def test_every_connection_of_sqlite_has_the_extension(tmp_path: Path) -> None:
    async with opened(SqliteDatabase.open(tmp_path / "vectors.db", readers=2)) as db:
        found = [await db.write(_version), await db.read(_version), await db.read(_version)]
    assert found == ["v0.1.9"] * 3


async def test_no_sql_loads_another_extension(tmp_path: Path) -> None:
    async with opened(SqliteDatabase.open(tmp_path / "vectors.db", readers=1)) as db:
        with pytest.raises(sqlite3.OperationalError, match="not authorized"):
            await db.read(lambda tx: tx.one("SELECT load_extension(:p)", p=vector_extension()))


def test_the_extension_is_where_its_package_says() -> None:
    import sqlite_vec

    assert vector_extension() == sqlite_vec.loadable_path()


async def test_sqlite_without_the_extension_says_so_and_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.store.sqlite.vector_extension", lambda: str(tmp_path / "none"))
    async with opened(SqliteDatabase.open(tmp_path / "plain.db", readers=1)) as db:
        found = await db.read(_one)
    assert f"does not load sqlite-vec from {tmp_path}/none" in db.vectors_problem
    assert found == 1


async def test_postgres_without_the_extension_says_so_and_works(postgres_url: str) -> None:
    """In a database where nobody has made it, as a user who may not."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS plain")
        connection.execute("CREATE DATABASE plain")
        connection.execute("DROP ROLE IF EXISTS guest")
        connection.execute("CREATE ROLE guest LOGIN")
    url = psycopg.conninfo.make_conninfo(postgres_url, dbname="plain", user="guest")
    async with opened(PostgresDatabase.open(url, connections=1)) as db:
        found = await db.read(_one)
    assert "CREATE EXTENSION vector" in db.vectors_problem
    assert found == 1
