"""How much a tenant's leads write."""

from __future__ import annotations

from app.clock import ManualClock
from app.domain.usage import Usage
from app.flows.manage_tenant import Put
from app.services import Services
from app.store import traffic, usage
from app.store.db import Tx

HOUR_MS = 3_600_000


async def test_it_counts_turns_by_the_hour_and_none_of_anothers(
    services: Services, acme: Put, outsider: Put, clock: ManualClock
) -> None:
    now = clock.now_ms()

    def fill(tx: Tx) -> None:
        calls = [("t1", 0), ("t1", 60_000), ("t2", 60_000), (None, 1), ("t3", 2 * HOUR_MS + 1),
                 ("t4", 6 * HOUR_MS), ("t5", 9 * HOUR_MS)]  # fmt: skip
        for turn_id, ago in calls:
            usage.insert_usage(tx, acme.tenant.id, turn_id, "2026-11", Usage("p", "m"), now - ago)

    await services.db.write(fill)
    read = services.db.read
    assert await read(traffic.turns_by_hour, acme.tenant.id, now) == [2, 0, 1, 0, 0, 0]
    assert await read(traffic.turns_by_hour, outsider.tenant.id, now) == [0] * 6
