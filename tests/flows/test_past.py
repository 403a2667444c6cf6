"""The weeks before a demo: rows that hold together, figures to compare, nothing that is due."""

from __future__ import annotations

from app.past.weeks import put_past
from app.playing import put_clients
from app.services import Services
from app.store.db import Tx

_NOW_AND_BEFORE = (30, 60)


async def test_a_past_has_leads_in_both_periods_and_nothing_due(services: Services) -> None:
    clients = await put_clients(services)
    await put_past(services, clients)
    now = services.clock.now_ms()

    def look(tx: Tx) -> tuple[int, int, int, int, int]:
        def count(sql: str, **params: int) -> int:
            row = tx.one(sql, **params)
            return int(row["n"]) if row else 0

        newer, older = (now - days * 86_400_000 for days in _NOW_AND_BEFORE)
        since = "SELECT COUNT(*) AS n FROM leads WHERE created_at >= :since"
        return (
            count(since, since=newer),
            count(since, since=older),
            count(f"{since} AND created_at > :now", since=older, now=now),
            count("SELECT COUNT(*) AS n FROM turns WHERE state IN ('pending', 'answering')"),
            count("SELECT COUNT(*) AS n FROM deliveries WHERE state IN ('queued', 'sending')"),
        )

    recent, both, ahead, turns, deliveries = await services.db.read(look)
    assert both - recent > 60
    assert recent > both - recent
    assert (ahead, turns, deliveries) == (0, 0, 0)


async def test_a_past_is_told_once(services: Services) -> None:
    clients = await put_clients(services)
    await put_past(services, clients)

    def count(tx: Tx) -> int:
        row = tx.one("SELECT COUNT(*) AS n FROM leads")
        return int(row["n"]) if row else 0

    first = await services.db.read(count)
    await put_past(services, clients)
    assert await services.db.read(count) == first
