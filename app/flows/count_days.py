"""Count the days again that something happened to.

What changed is found by looking through events, calls and changed rows since the last look; each
marks days of its client as stale, in the client's zone. A stale day is counted from its rows by a
reader, a kind of figure at a time, and only what came out is written. Nothing is ever added up, so
a figure cannot drift: a crash between any two steps leaves a mark, and the day is counted again.

The days of the agency (all clients together) are made of its clients' days in the same way.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.figures_of_day import figures_from
from app.domain.figures_period import day_at, day_named, days_between
from app.log import get_logger
from app.services import Services
from app.store import day_figures
from app.store.counting import COUNTERS, changes
from app.store.counting.changes import Touched
from app.store.day_figures import AGENCY, StaleDay
from app.store.db import Tx

log = get_logger("figures")

COUNTED = "figures_counted"
# A pass every other second; while days of long ago wait, it is half the time at work.
_EVERY_S, _BUDGET_S = 1.9, 0.5
# So much is written at once: a write keeps everybody else's waiting.
_BATCH, _BATCH_S = 40, 0.15
# A day that takes long to count is counted again after so many times that long.
_REST = 6


@dataclass(slots=True)
class Counting:
    """The counting of this process; ``run`` is called every second or so, by one at a time."""

    services: Services
    upto: dict[str, str] = field(default_factory=dict)
    seen: frozenset[Touched] = frozenset()
    zones: dict[str, str] = field(default_factory=dict)
    began_at: float = 0.0
    is_running: bool = False
    has_more: bool = False
    rests: dict[tuple[str, str], float] = field(default_factory=dict)

    async def run(self) -> int:
        """Look for changes and count, unless that was done a moment ago; return how many days."""
        now = time.monotonic()
        is_early = now - self.began_at < _EVERY_S and not self.has_more
        if self.is_running or is_early:
            return 0
        self.is_running, self.began_at = True, now
        try:
            await self.look()
            return await self.count(now + _BUDGET_S)
        finally:
            self.is_running = False

    async def look(self) -> None:
        """Mark every day that something happened to since the last look."""
        db = self.services.db
        if not self.upto:
            self.upto = await db.read(changes.places)
        await self._look_at_tenants()
        touched, upto = await db.read(changes.touched_since, self.upto)
        fresh = [one for one in touched if one not in self.seen]
        if fresh:
            await db.write(_note, self._days_of(fresh), upto)
        self.seen, self.upto = frozenset(touched), upto

    async def _look_at_tenants(self) -> None:
        """Mark all days of tenants that are new here or live in another zone than before."""
        db = self.services.db
        zones = await db.read(changes.zones)
        if zones == self.zones:
            return
        counted = await db.read(changes.counted_zones)
        for tenant_id, zone in zones.items():
            if counted.get(tenant_id) != zone:
                days = await _all_days(self.services, tenant_id, zone)
                await db.write(_begin, tenant_id, zone, days)
                log.info("days_marked", client=tenant_id, days=len(days))
        for tenant_id in counted.keys() - zones.keys():
            await db.write(_forget, tenant_id)
        self.zones = zones

    def _days_of(self, touched: Sequence[Touched]) -> dict[str, set[str]]:
        days: dict[str, set[str]] = {}
        for one in touched:
            zone = self.zones.get(one.tenant_id)
            if zone is not None:
                day = day_at(zone, one.at_ms).isoformat()
                days.setdefault(one.tenant_id, set()).add(day)
        return days

    async def count(self, until: float) -> int:
        """Count stale days, the newest first, until none is left or a moment has come."""
        done = 0
        while True:
            stale = await self.services.db.read(day_figures.stale_days, "", _BATCH)
            ready = [one for one in stale if self._may_count(one)]
            if not ready:
                self.has_more = False
                return done
            done += await self._count_some(ready)
            if time.monotonic() >= until:
                self.has_more = True
                return done

    def _may_count(self, stale: StaleDay) -> bool:
        return self.rests.get((stale.tenant_id, stale.day), 0.0) <= time.monotonic()

    async def _count_some(self, ready: Sequence[StaleDay]) -> int:
        """Count the first of some days, as many as a moment allows, and write them together."""
        counted: list[tuple[StaleDay, dict[str, str]]] = []
        give_up_at = time.monotonic() + _BATCH_S
        for stale in ready:
            began = time.monotonic()
            counted.append((stale, await self._counted(stale)))
            ended = time.monotonic()
            self.rests[stale.tenant_id, stale.day] = ended + (ended - began) * _REST
            if ended >= give_up_at:
                break
        if len(self.rests) > 10_000:
            self.rests.clear()
        moved = await self.services.db.write(_put, counted)
        for tenant_id in moved:
            self.services.live.publish(tenant_id, "", COUNTED, None)
        return len(counted)

    async def _counted(self, stale: StaleDay) -> dict[str, str]:
        """Return the figures of a day by kind, as text; a kind without any is left out."""
        if stale.tenant_id == AGENCY:
            return await self.services.db.read(day_figures.of_all, stale.day)
        zone = self.zones.get(stale.tenant_id)
        if zone is None:
            return {}
        day = day_named(zone, stale.day)
        found = {}
        for kind, count in COUNTERS.items():
            # One read each: pages wait their turn behind the one, not behind all.
            figures = await self.services.db.read(
                count, stale.tenant_id, day.starts_ms, day.ends_ms
            )
            if figures:
                found[kind] = day_figures.as_text(figures_from(figures))
        return found


async def _all_days(services: Services, tenant_id: str, zone: str) -> list[str]:
    began = await services.db.read(changes.began_at, tenant_id)
    return [] if began is None else days_between(zone, began, services.clock.now_ms())


def _note(tx: Tx, days: Mapping[str, set[str]], upto: dict[str, str]) -> None:
    for tenant_id, names in days.items():
        day_figures.mark_stale(tx, tenant_id, sorted(names))
    changes.put_places(tx, upto)


def _begin(tx: Tx, tenant_id: str, zone: str, days: Sequence[str]) -> None:
    # In another zone days begin at other moments, and there may be one less.
    kept = day_figures.forget_tenant(tx, tenant_id)
    day_figures.mark_stale(tx, AGENCY, kept)
    day_figures.mark_stale(tx, tenant_id, days)
    changes.put_zone(tx, tenant_id, zone)


def _forget(tx: Tx, tenant_id: str) -> None:
    day_figures.mark_stale(tx, AGENCY, day_figures.forget_tenant(tx, tenant_id))


def _put(tx: Tx, counted: Sequence[tuple[StaleDay, dict[str, str]]]) -> list[str]:
    """Write counted days; return the tenants whose figures are others now."""
    moved = []
    for stale, figures in counted:
        if not day_figures.put_counted(tx, stale, figures):
            continue
        if stale.tenant_id != AGENCY:
            day_figures.mark_stale(tx, AGENCY, [stale.day])
            moved.append(stale.tenant_id)
    return moved
