"""A small website on loopback, and a crawler that visits it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from app.clock import ManualClock
from app.world.website import Website
from tests.crawler import Crawler


@pytest.fixture
async def site(clock: ManualClock) -> AsyncIterator[Website]:
    """A business with five pages, no sitemap."""
    site = Website(clock)
    site.robots, site.sitemap = "", ""
    site.put("/", "Casa Verde", ["We repair roofs."], ["/prices", "/about", "https://x.example/"])
    site.put("/prices", "Prices", ["A roof costs 900 euros."], ["/", "/prices/windows"])
    site.put("/prices/windows", "Windows", ["A window costs 300 euros."], ["/"])
    site.put("/about", "About", ["A family business since 1998."], ["/", "/team"])
    site.put("/team", "Team", ["Ana, Luis and Omar."], ["/"])
    await site.start()
    yield site
    await site.stop()


@pytest.fixture
async def crawler(site: Website) -> AsyncIterator[Crawler]:
    crawler = Crawler(site)
    yield crawler
    await crawler.fetcher.close()
