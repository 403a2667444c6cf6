"""The figures of a day are what its rows say, however and in whatever order they came about."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from app.domain.escalation import Outcome
from app.domain.figures_of_day import Figures, count_of, counts_of
from app.domain.figures_period import day_at
from app.flows.acknowledge import resolve
from app.flows.count_days import Counting
from app.flows.manage_tenant import Put
from app.store import day_figures
from app.store.counting import COUNTERS
from app.store.day_figures import AGENCY
from tests.flows.stage import QUESTION, Stage


async def _counted(stage: Stage, counting: Counting | None = None) -> Counting:
    counting = counting or Counting(stage.services)
    counting.began_at, counting.rests = -10.0, {}
    await counting.run()
    return counting


def _today(stage: Stage, put: Put) -> date:
    return day_at(put.tenant.zone, stage.clock.now_ms())


async def _of(stage: Stage, day: date, tenant_id: str | None) -> Figures:
    ids = None if tenant_id is None else {tenant_id}
    name = day.isoformat()
    return await stage.services.db.read(day_figures.sums, ids, name, name, tuple(COUNTERS))


async def _kept(stage: Stage) -> dict[tuple[str, str, str], Any]:
    rows = await stage.rows("SELECT * FROM day_figures")
    return {(row["tenant_id"], row["day"], row["kind"]): json.loads(row["figures"]) for row in rows}


async def test_it_counts_what_happened_today(stage: Stage, acme: Put, bravo: Put) -> None:
    counting = await _counted(stage)
    await stage.lead_says(acme, QUESTION)
    stage.clock.advance(7)
    await stage.work()
    await stage.lead_says(bravo, QUESTION)
    await stage.change("UPDATE leads SET channel = 'sms'")
    await _counted(stage, counting)
    found = await _of(stage, _today(stage, acme), acme.tenant.id)
    assert counts_of(found, "leads_by_channel") == {"sms": 1}
    assert counts_of(found, "messages") == {"lead": 1, "assistant": 1}
    assert counts_of(found, "first_reply") == {"6800": 1}
    assert sum(counts_of(found, "turns").values()) == 1
    agency = await _of(stage, _today(stage, acme), None)
    assert count_of(agency, "leads_by_channel") == 2
    assert count_of(agency, "unreplied") == 1


async def test_a_change_reaches_the_day_a_thing_began(stage: Stage, acme: Put) -> None:
    await stage.lead_says(acme, "I want to talk to a person")
    counting = await _counted(stage)
    began = _today(stage, acme)
    stage.clock.advance(3 * 86_400)
    await stage.work()
    await stage.change(
        "UPDATE leads SET temperature = 'hot', updated_at = :now", now=stage.clock.now_ms()
    )
    (escalation,) = await stage.rows("SELECT * FROM escalations")
    await resolve(stage.services, acme.tenant.id, escalation["id"], Outcome.ANSWERED, "op")
    await _counted(stage, counting)
    then = await _of(stage, began, acme.tenant.id)
    assert counts_of(then, "leads_by_temperature") == {"hot": 1}
    assert sum(counts_of(then, "first_reply").values()) == 1
    now = await _of(stage, _today(stage, acme), acme.tenant.id)
    assert counts_of(now, "escalations_resolved") == {"answered": 1}


async def test_figures_are_the_same_counted_bit_by_bit_or_at_once(
    stage: Stage, acme: Put, bravo: Put
) -> None:
    counting = await _counted(stage)
    for number in range(12):
        put = acme if number % 3 else bravo
        await stage.lead_says(put, QUESTION, f"+1212555{number:04d}")
        stage.clock.advance(4 * 3600)
        if number % 2:
            await stage.work()
        if number % 4 == 0:
            # As after a crash: a fresh one takes up where the other was.
            counting = await _counted(stage, counting if number % 8 else None)
    await _counted(stage, counting)
    bit_by_bit = await _kept(stage)
    await stage.change("DELETE FROM day_figures")
    # Of a client whose days were never counted all are.
    await stage.change("DELETE FROM counted_zones")
    await _counted(stage)
    assert await _kept(stage) == bit_by_bit
    assert {key[0] for key in bit_by_bit} == {acme.tenant.id, bravo.tenant.id, AGENCY}


async def test_a_day_marked_while_it_was_counted_is_counted_again(stage: Stage, acme: Put) -> None:
    counting = await _counted(stage)
    await stage.lead_says(acme, QUESTION)
    await counting.look()
    (stale,) = await stage.services.db.read(day_figures.stale_days, "", 10)
    await stage.services.db.write(day_figures.mark_stale, stale.tenant_id, [stale.day])
    assert await stage.services.db.write(day_figures.put_counted, stale, {"leads": "{}"})
    left = await stage.services.db.read(day_figures.stale_days, "", 10)
    assert [one.day for one in left] == [stale.day]


async def test_it_writes_nothing_while_nothing_happens(stage: Stage, acme: Put) -> None:
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    counting = await _counted(stage)
    await counting.look()
    stage.clock.advance(60)
    for _ in range(3):
        counting.began_at, counting.rests = -10.0, {}
        assert await counting.run() == 0


async def test_days_are_counted_again_in_a_new_zone(stage: Stage, acme: Put) -> None:
    await stage.lead_says(acme, QUESTION)
    counting = await _counted(stage)
    before = {key[1] for key in await _kept(stage)}
    # 15:06 UTC is the next day there.
    await stage.change("UPDATE tenants SET zone = 'Pacific/Kiritimati'")
    await _counted(stage, counting)
    after = {key[1] for key in await _kept(stage)}
    (day,) = before
    assert after == {(date.fromisoformat(day) + timedelta(days=1)).isoformat()}


async def test_figures_of_a_deleted_client_leave_the_agencys(stage: Stage, acme: Put) -> None:
    await stage.lead_says(acme, QUESTION)
    counting = await _counted(stage)
    counting.zones = {}
    await stage.services.db.write(
        lambda tx: tx.run("INSERT INTO counted_zones (tenant_id, zone) VALUES ('gone', 'UTC')")
    )
    await stage.change(
        "INSERT INTO day_figures (tenant_id, kind, day, figures)"
        " VALUES ('gone', 'leads', '2025-06-15', '{\"leads_by_channel\":{\"sms\":[9,0]}}')"
    )
    await _counted(stage, counting)
    agency = await stage.services.db.read(
        day_figures.sums, None, "2025-01-01", "2026-01-01", ("leads",)
    )
    assert count_of(agency, "leads_by_channel") == 1


async def test_an_outsider_has_no_figures(stage: Stage, acme: Put, outsider: Put) -> None:
    await stage.lead_says(acme, QUESTION)
    await _counted(stage)
    assert await _of(stage, _today(stage, acme), outsider.tenant.id) == {}
