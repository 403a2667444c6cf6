"""What the analytics page adds up is what happened, on both clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from app.domain.figures_of_day import Figures, counts_of, figures_from
from app.domain.open_time import open_ms
from app.domain.tenant import Opening, Tenant
from app.flows.manage_tenant import Put
from app.flows.reply import reply
from app.store.counting import clocks, funnel
from tests.flows.stage import QUESTION, Stage

_ALL = (0, 1 << 50)


async def _counted(stage: Stage, put: Put) -> Figures:
    found = []
    for counter in (funnel.count, clocks.count):
        found += await stage.services.db.read(counter, put.tenant.id, *_ALL)
    return figures_from(found)


async def test_it_counts_how_far_leads_came(stage: Stage, acme: Put) -> None:
    await stage.lead_says(acme, QUESTION)
    assert counts_of(await _counted(stage, acme), "funnel") == {"created": 1}
    await stage.work()
    assert counts_of(await _counted(stage, acme), "funnel") == {"created": 1, "answered": 1}
    await stage.change("UPDATE leads SET status = 'appointment', source = 'spring', score = 40")
    found = await _counted(stage, acme)
    steps = ("created", "answered", "talking", "qualified", "booked")
    assert counts_of(found, "funnel") == dict.fromkeys(steps, 1)
    assert found["source_leads"] == {"spring": (1, 40)}
    assert counts_of(found, "source_booked") == {"spring": 1}


async def test_it_tells_the_assistant_from_a_person(stage: Stage, acme: Put) -> None:
    await stage.lead_says(acme, QUESTION)
    stage.clock.advance(7)
    await stage.work()
    assert counts_of(await _counted(stage, acme), "handled") == {"alone": 1}
    stage.clock.advance(60)
    (row,) = await stage.rows("SELECT id FROM conversations")
    await reply(stage.services, acme.tenant.id, row["id"], "op", "Hello from a person.")
    await stage.work()
    found = await _counted(stage, acme)
    assert counts_of(found, "handled") == {"person": 1}
    assert counts_of(found, "assistant_reply") == {"6800": 1}
    assert counts_of(found, "person_reply") == {"60000": 1}


def _with(tenant: Tenant, openings: tuple[Opening, ...], zone: str) -> Tenant:
    return replace(tenant, zone=zone, profile=replace(tenant.profile, openings=openings))


def test_the_second_clock_runs_while_the_business_is_open(acme: Put) -> None:
    def at(day: int, hour: int, minute: int = 0) -> int:
        return int(datetime(2026, 3, day, hour, minute, tzinfo=UTC).timestamp() * 1000)

    hours = tuple(Opening(day, "09:00", "17:00") for day in range(5))
    tenant = _with(acme.tenant, hours, "Europe/Madrid")
    # Friday 16:30 to Monday 9:10 in Madrid: half an hour, and ten minutes.
    assert open_ms(tenant, at(6, 15, 30), at(9, 8, 10)) == 40 * 60_000
    # The clock goes forward on Sunday 29th; it is closed then, and opens at 7:00 UTC on Monday.
    assert open_ms(tenant, at(28, 12), at(30, 7, 30)) == 30 * 60_000
    assert open_ms(_with(acme.tenant, (), "UTC"), at(6, 0), at(7, 0)) == 86_400_000
    assert open_ms(tenant, at(7, 0), at(6, 0)) == 0
