"""Websites: crawled, changed, gone, down; what is applied at once and what waits for a word."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace

import pytest

from app.clock import ManualClock
from app.documents.guard import Guard
from app.errors import AddressRefused, Conflict, NotFound, StoreUnavailable
from app.flows.crawl_site import (
    add_website,
    change_website,
    crawl_now,
    crawl_site,
    decide,
    remove_website,
)
from app.flows.manage_knowledge import create_base
from app.flows.manage_tenant import Put
from app.flows.search import search
from app.queue import Queue
from app.services import Services
from app.store import chunks, documents, websites
from app.store.db import Row, Tx
from app.store.websites import ChangeRow
from app.world.website import Website
from tests.fixtures import HeardBell
from vectors.base import Query

DAY_MS = 24 * 3_600_000


@dataclass
class Place:
    """A client with a site of its own."""

    services: Services
    clock: ManualClock
    tenant_id: str
    base_id: str
    site: Website

    async def add(self, review: str = "apply") -> str:
        return await add_website(
            self.services, self.tenant_id, self.base_id, self.site.base_url + "/", review=review
        )

    async def crawl(self, website_id: str) -> None:
        self.clock.advance(2 * DAY_MS / 1000)
        await crawl_site(self.services, website_id)

    async def top(self, question: str) -> str:
        found = await search(self.services, self.tenant_id, Query(question))
        return found.hits[0].passage.text if found.hits else ""

    async def changes(self, website_id: str) -> list[ChangeRow]:
        return await self.services.db.read(websites.changes_of, self.tenant_id, website_id)

    async def states(self, website_id: str) -> dict[str, str]:
        rows = await self.services.db.read(documents.pages_of, self.tenant_id, website_id)
        return {row.url.removeprefix(self.site.base_url): row.state for row in rows}


@pytest.fixture
async def place(services: Services, acme: Put, clock: ManualClock) -> AsyncIterator[Place]:
    site = Website(clock)
    site.put("/", "Casa Verde", ["We repair roofs and gutters."], ["/prices", "/team", "/hours"])
    site.put("/prices", "Prices", ["A new roof costs 9,000 euros."])
    site.put("/team", "Team", ["Our roofers have forty years of experience."])
    site.put("/hours", "Hours", ["The workshop opens at seven in the morning."])
    address = await site.start()
    port = int(address.rpartition(":")[2])
    open_to = replace(
        services,
        guard=Guard(loopback_ports=frozenset({port})),
        settings=services.settings.replaced(crawl_delay_s=0.0),
    )
    base = await create_base(open_to, acme.tenant.id, "Website")
    yield Place(open_to, clock, acme.tenant.id, base.id, site)
    await site.stop()


async def test_it_answers_from_a_crawled_page(place: Place) -> None:
    website_id = await place.add()
    await place.crawl(website_id)
    assert "9,000" in await place.top("What does a new roof cost?")
    assert await place.changes(website_id) == []


async def test_a_change_is_applied_and_shown(place: Place) -> None:
    website_id = await place.add()
    await place.crawl(website_id)
    place.site.put("/prices", "Prices", ["A new roof costs 9,500 euros."])
    await place.crawl(website_id)
    assert "9,500" in await place.top("What does a new roof cost?")
    (change,) = await place.changes(website_id)
    assert (change.kind, change.state) == ("changed", "applied")
    assert "9" in change.diff
    assert "500" in change.diff


async def test_a_change_waits_for_a_word(place: Place) -> None:
    website_id = await place.add(review="approve")
    await place.crawl(website_id)
    place.site.put("/prices", "Prices", ["A new roof costs 9,500 euros."])
    await place.crawl(website_id)
    assert "9,000" in await place.top("What does a new roof cost?")
    (change,) = await place.changes(website_id)
    assert change.state == "waiting"
    await decide(place.services, place.tenant_id, change.id, True, "op")
    assert "9,500" in await place.top("What does a new roof cost?")
    with pytest.raises(Conflict, match="already"):
        await decide(place.services, place.tenant_id, change.id, True, "op")


@pytest.mark.parametrize("goes", [False, True])
async def test_a_change_waits_on_when_it_could_not_be_applied(
    place: Place, monkeypatch: pytest.MonkeyPatch, goes: bool
) -> None:
    website_id = await place.add(review="approve")
    await place.crawl(website_id)
    place.site.put("/prices", "Prices", ["A new roof costs 9,500 euros."])
    if goes:
        place.site.remove("/prices")
    await place.crawl(website_id)
    (change,) = await place.changes(website_id)

    def broken(*_: object, **__: object) -> bool:
        raise StoreUnavailable("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(documents if goes else chunks, "retire" if goes else "insert_chunks", broken)
        with pytest.raises(StoreUnavailable):
            await decide(place.services, place.tenant_id, change.id, True, "op")
    await decide(place.services, place.tenant_id, change.id, True, "op")
    assert ("9,500" in await place.top("What does a new roof cost?")) is not goes
    assert [one.state for one in await place.changes(website_id)] == ["accepted"]


async def test_a_rejected_change_is_not_proposed_again(place: Place) -> None:
    website_id = await place.add(review="approve")
    await place.crawl(website_id)
    place.site.put("/prices", "Prices", ["Everything is free."])
    await place.crawl(website_id)
    (change,) = await place.changes(website_id)
    await decide(place.services, place.tenant_id, change.id, False, "op")
    await place.crawl(website_id)
    assert "9,000" in await place.top("What does a new roof cost?")
    assert [one.state for one in await place.changes(website_id)] == ["rejected"]


async def test_a_vanished_page_answers_no_longer(place: Place) -> None:
    website_id = await place.add()
    await place.crawl(website_id)
    place.site.remove("/prices")
    await place.crawl(website_id)
    assert "9,000" not in await place.top("What does a new roof cost?")
    assert (await place.states(website_id))["/prices"] == "retired"
    place.site.put("/prices", "Prices", ["A new roof costs 8,000 euros."])
    await place.crawl(website_id)
    assert "8,000" in await place.top("What does a new roof cost?")


async def test_a_page_that_shall_stay_stays(place: Place) -> None:
    website_id = await place.add(review="approve")
    await place.crawl(website_id)
    place.site.remove("/prices")
    await place.crawl(website_id)
    (change,) = await place.changes(website_id)
    assert (change.kind, change.state) == ("vanished", "waiting")
    await decide(place.services, place.tenant_id, change.id, False, "op")
    await place.crawl(website_id)
    assert "9,000" in await place.top("What does a new roof cost?")


async def test_a_site_that_is_down_keeps_answering(place: Place) -> None:
    website_id = await place.add()
    await place.crawl(website_id)
    place.site.fail("*", "503")
    await place.crawl(website_id)
    found = await search(place.services, place.tenant_id, Query("What does a new roof cost?"))
    assert "9,000" in found.hits[0].passage.text
    assert found.hits[0].passage.stale_at is not None
    row = await place.services.db.read(websites.website_by_id, place.tenant_id, website_id)
    assert row is not None
    assert row.error


async def test_many_pages_gone_at_once_wait_for_a_word(place: Place) -> None:
    for number in range(6):
        place.site.put(f"/n{number}", f"Note {number}", [f"Note {number} is about tiles."])
    place.site.put("/", "Casa Verde", ["Roofs."], [f"/n{number}" for number in range(6)])
    website_id = await place.add()
    await place.crawl(website_id)
    for number in range(6):
        place.site.remove(f"/n{number}")
    place.site.put("/", "Casa Verde", ["Roofs and more."])
    await place.crawl(website_id)
    waiting = [one for one in await place.changes(website_id) if one.state == "waiting"]
    assert len(waiting) == 6
    assert "tiles" in await place.top("What is note 3 about?")
    await decide(place.services, place.tenant_id, waiting[0].id, True, "op")
    assert "retired" in (await place.states(website_id)).values()


async def test_it_crawls_again_when_due(place: Place, bell: HeardBell) -> None:
    website_id = await place.add()
    assert bell.take(Queue.CRAWL) == [website_id]
    await crawl_site(place.services, website_id)
    asked = len(place.site.visits)
    await crawl_site(place.services, website_id)
    assert len(place.site.visits) == asked
    await crawl_now(place.services, place.tenant_id, website_id)
    await crawl_site(place.services, website_id)
    assert len(place.site.visits) > asked


async def test_a_paused_site_is_left_alone(place: Place) -> None:
    website_id = await place.add()
    await change_website(
        place.services, place.tenant_id, website_id,
        max_depth=1, max_pages=5, every_hours=24, review="apply", is_paused=True,
    )  # fmt: skip
    await place.crawl(website_id)
    assert place.site.visits == []


async def test_a_removed_site_leaves_nothing(place: Place) -> None:
    website_id = await place.add()
    await place.crawl(website_id)
    await remove_website(place.services, place.tenant_id, website_id)
    assert "9,000" not in await place.top("What does a new roof cost?")
    assert await place.states(website_id) == {}


async def test_it_refuses_addresses_inside(services: Services, acme: Put) -> None:
    base = await create_base(services, acme.tenant.id, "Website")
    for url in ("http://127.0.0.1/", "http://10.0.0.7/", "file:///etc/passwd", "http://a@b.com/"):
        with pytest.raises(AddressRefused):
            await add_website(services, acme.tenant.id, base.id, url)


async def test_nothing_is_found_for_an_outsider(place: Place, outsider: Put) -> None:
    website_id = await place.add(review="approve")
    await place.crawl(website_id)
    place.site.put("/prices", "Prices", ["A new roof costs 1 euro."])
    await place.crawl(website_id)
    (change,) = await place.changes(website_id)
    stranger = outsider.tenant.id
    with pytest.raises(NotFound):
        await add_website(place.services, stranger, place.base_id, place.site.base_url)
    with pytest.raises(NotFound):
        await crawl_now(place.services, stranger, website_id)
    with pytest.raises(NotFound):
        await decide(place.services, stranger, change.id, True, "op")
    with pytest.raises(NotFound):
        await remove_website(place.services, stranger, website_id)


async def test_a_site_waits_its_turn_without_a_place(place: Place) -> None:
    website_id = await place.add()
    async with AsyncExitStack() as busy:
        while not place.services.library.crawling.locked():
            await busy.enter_async_context(place.services.library.crawling)
        # It returns, and the sweep rings for it again.
        await place.crawl(website_id)
        due = await place.services.db.read(websites.due_websites, place.clock.now_ms())
    assert due == [website_id]
    await place.crawl(website_id)
    assert await place.states(website_id) != {}


async def test_a_site_removed_while_it_is_read_leaves_no_page(place: Place) -> None:
    website_id = await place.add()
    crawl, calls = asyncio.create_task(place.crawl(website_id)), 0
    while not await place.states(website_id):
        await asyncio.sleep(0.01)
        calls += 1
        assert calls < 1_000
    await remove_website(place.services, place.tenant_id, website_id)
    await crawl
    (row,) = await place.services.db.read(_left_of, place.tenant_id)
    assert (row["documents"], row["chunks"]) == (0, 0)


def _left_of(tx: Tx, tenant_id: str) -> list[Row]:
    return tx.all(
        "SELECT (SELECT COUNT(*) FROM documents WHERE tenant_id = :t) AS documents,"
        " (SELECT COUNT(*) FROM chunks WHERE tenant_id = :t) AS chunks",
        t=tenant_id,
    )


async def test_a_crawl_that_is_broken_off_begins_again_at_once(place: Place) -> None:
    website_id = await place.add()
    crawl, calls = asyncio.create_task(place.crawl(website_id)), 0
    while not await place.states(website_id):
        await asyncio.sleep(0.01)
        calls += 1
        assert calls < 1_000
    crawl.cancel()
    await asyncio.gather(crawl, return_exceptions=True)
    due = await place.services.db.read(websites.due_websites, place.clock.now_ms())
    assert due == [website_id]


async def test_a_shorter_pause_counts_from_the_last_crawl(place: Place) -> None:
    website_id = await place.add()
    await place.crawl(website_id)
    await change_website(
        place.services, place.tenant_id, website_id,
        max_depth=3, max_pages=200, every_hours=1, review="apply", is_paused=False,
    )  # fmt: skip
    place.clock.advance(3_601)
    due = await place.services.db.read(websites.due_websites, place.clock.now_ms())
    assert due == [website_id]
