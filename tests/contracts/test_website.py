"""The website's double answers as web servers do (RFC 9110), and misbehaves as they do."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from app.clock import ManualClock
from app.documents.fetch import Fetched, Fetcher
from app.documents.guard import Guard
from app.errors import AddressRefused, DocumentRefused, Invalid, SourceUnavailable
from app.world.website import Website

LONG = ["A roof costs 900 euros." + " It lasts for forty years." * 100]


class Visitor:
    """Asks the site as the product does."""

    def __init__(self, site: Website) -> None:
        self._site = site
        port = int(site.base_url.rpartition(":")[2])
        self.fetcher = Fetcher(Guard(loopback_ports=frozenset({port})))

    async def get(self, path: str, etag: str = "", last_modified: str = "") -> Fetched:
        return await self.fetcher.fetch(
            self._site.base_url + path, etag=etag, last_modified=last_modified, timeout_s=1.5,
            max_bytes=1_000_000, media_types=None,
        )  # fmt: skip


@pytest.fixture
async def site(clock: ManualClock) -> AsyncIterator[Website]:
    site = Website(clock)
    site.put("/", "Casa Verde", ["We repair roofs."], ["/prices"])
    site.put("/prices", "Prices", LONG)
    await site.start()
    yield site
    await site.stop()


@pytest.fixture
async def visitor(site: Website) -> AsyncIterator[Visitor]:
    visitor = Visitor(site)
    yield visitor
    await visitor.fetcher.close()


async def test_it_serves_pages_with_their_marks(visitor: Visitor) -> None:
    page = await visitor.get("/")
    assert (page.status, page.content_type) == (200, "text/html; charset=utf-8")
    assert page.etag.startswith('"')
    assert page.last_modified.endswith(" GMT")
    assert b'<a href="/prices">' in page.body


async def test_it_answers_both_conditions(visitor: Visitor, site: Website) -> None:
    page = await visitor.get("/")
    assert (await visitor.get("/", etag=page.etag)).is_unchanged
    assert (await visitor.get("/", etag=f"W/{page.etag}")).is_unchanged
    assert (await visitor.get("/", last_modified=page.last_modified)).is_unchanged
    # RFC 9110 section 13.2.2: with a tag, the date is not looked at.
    other = await visitor.get("/", etag='"other"', last_modified=page.last_modified)
    assert other.is_ok
    assert [visit.status for visit in site.visits] == [200, 304, 304, 304, 200]


async def test_it_shows_changes(visitor: Visitor, site: Website, clock: ManualClock) -> None:
    old = await visitor.get("/")
    clock.advance(60)
    site.put("/", "Casa Verde", ["We repair roofs and windows."])
    new = await visitor.get("/", etag=old.etag)
    assert b"windows" in new.body
    assert new.etag != old.etag
    assert not (await visitor.get("/", last_modified=old.last_modified)).is_unchanged
    site.remove("/")
    assert (await visitor.get("/")).is_gone


async def test_it_marks_no_versions_when_told_to(visitor: Visitor, site: Website) -> None:
    site.pages["/"].has_validators = False
    page = await visitor.get("/")
    assert (page.etag, page.last_modified) == ("", "")


async def test_it_compresses_long_pages(visitor: Visitor, site: Website) -> None:
    page = await visitor.get("/prices")
    assert page.body == site.pages["/prices"].body


async def test_it_has_robots_and_a_sitemap(visitor: Visitor, site: Website) -> None:
    robots = await visitor.get("/robots.txt")
    assert f"Sitemap: {site.base_url}/sitemap.xml".encode() in robots.body
    sitemap = await visitor.get("/sitemap.xml")
    assert sitemap.media_type == "application/xml"
    assert f"<loc>{site.base_url}/prices</loc>".encode() in sitemap.body
    site.robots = site.sitemap = ""
    assert (await visitor.get("/robots.txt")).is_gone
    assert (await visitor.get("/sitemap.xml")).is_gone


@pytest.mark.parametrize(
    ("kind", "status"), [("403", 403), ("404", 404), ("410", 410), ("to:/prices", 200)]
)
async def test_it_answers_badly(visitor: Visitor, site: Website, kind: str, status: int) -> None:
    site.fail("/", kind)
    assert (await visitor.get("/")).status == status
    site.heal("/")
    assert (await visitor.get("/")).is_ok


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("429", SourceUnavailable),
        ("500", SourceUnavailable),
        ("503", SourceUnavailable),
        ("hang", SourceUnavailable),
        ("drop", SourceUnavailable),
        ("cut", SourceUnavailable),
        ("slow", SourceUnavailable),
        ("endless", DocumentRefused),
        ("huge", DocumentRefused),
        ("bomb", DocumentRefused),
        ("circle", AddressRefused),
    ],
)
async def test_it_does_harm(
    visitor: Visitor, site: Website, kind: str, error: type[Exception]
) -> None:
    site.fail("*", kind)
    with pytest.raises(error):
        await visitor.get("/")


async def test_it_misbehaves_as_often_as_told(visitor: Visitor, site: Website) -> None:
    site.fail("/", "503", times=1, retry_after_s=7)
    with pytest.raises(SourceUnavailable) as told:
        await visitor.get("/")
    assert told.value.retry_after_s == 7
    assert (await visitor.get("/")).is_ok


async def test_it_has_something_in_place_of_what_is_missing(
    visitor: Visitor, site: Website
) -> None:
    site.not_found = site.put("/sorry", "Sorry", ["There is nothing here."])
    assert (await visitor.get("/nowhere")).is_ok


def test_it_rejects_faults_it_does_not_know() -> None:
    with pytest.raises(Invalid):
        Website().fail("/", "earthquake")
