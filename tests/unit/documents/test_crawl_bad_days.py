"""Sites that are down, in a muddle or endless: nothing is lost, and nothing goes on for ever."""

from __future__ import annotations

import pytest

from app.documents.pages import Change
from app.world.website import Website
from tests.crawler import ALL, Crawler, every, tag


async def test_it_retires_nothing_while_the_site_is_down(crawler: Crawler, site: Website) -> None:
    await crawler.crawl()
    site.fail("*", "503")
    assert await crawler.changes() == every(Change.STALE)
    assert not crawler.outcome.is_complete
    assert "503" in crawler.outcome.problem
    site.heal()
    assert await crawler.changes() == every(Change.UNCHANGED)


@pytest.mark.parametrize("kind", ["404", "403", "drop", "to:http://elsewhere.example/"])
async def test_it_retires_nothing_while_the_start_is_gone(
    crawler: Crawler, site: Website, kind: str
) -> None:
    await crawler.crawl()
    site.fail("/", kind)
    assert await crawler.changes() == every(Change.STALE)
    assert crawler.outcome.problem


async def test_it_retires_nothing_when_the_site_goes_down_in_between(
    crawler: Crawler, site: Website
) -> None:
    await crawler.crawl()
    for path in ALL[1:]:
        site.fail(path, "500")
    changes = await crawler.changes()
    assert changes["/"] == "unchanged"
    assert {changes[path] for path in ALL[1:]} == {"failed"}
    assert len(crawler.known) == 5
    assert not crawler.outcome.is_complete
    assert "stopped answering" in crawler.outcome.problem


async def test_it_asks_for_pages_behind_one_that_fails(crawler: Crawler, site: Website) -> None:
    await crawler.crawl()
    site.fail("/about", "500")
    assert await crawler.changes() == every(Change.UNCHANGED) | {"/about": "failed"}


async def test_it_retires_nothing_because_another_page_failed(
    crawler: Crawler, site: Website
) -> None:
    await crawler.crawl()
    # The only page that now links to the team is new, and does not answer.
    site.put("/about", "About", ["Since 1998."], ["/", "/people"])
    site.fail("/people", "500")
    changes = await crawler.changes()
    assert changes["/team"] == "unchanged"
    assert changes["/people"] == "failed"


async def test_it_keeps_pages_when_too_many_would_go(crawler: Crawler, site: Website) -> None:
    await crawler.crawl()
    for path in ALL[1:]:
        site.fail(path, "404")
    changes = await crawler.changes()
    assert changes == every(Change.STALE) | {"/": "unchanged"}
    assert len(crawler.outcome.held) == 4
    assert "4 of 5 pages" in crawler.outcome.problem
    agreed = await crawler.changes(max_vanished=1.0)
    assert agreed == every(Change.VANISHED) | {"/": "unchanged"}


async def test_it_asks_nothing_while_robots_cannot_be_had(crawler: Crawler, site: Website) -> None:
    await crawler.crawl()
    site.fail("/robots.txt", "500")
    assert await crawler.changes() == every(Change.STALE)
    assert site.asked() == ["/robots.txt"]


async def test_it_asks_nothing_where_robots_forbid_all(crawler: Crawler, site: Website) -> None:
    site.robots = "User-agent: leadline\nDisallow: /\n"
    assert await crawler.changes() == {}
    assert site.asked() == ["/robots.txt"]
    assert "robots.txt" in crawler.outcome.problem


async def test_it_retires_nothing_while_a_sitemap_is_silent(
    crawler: Crawler, site: Website
) -> None:
    site.put("/hidden", "Hidden", ["Nothing links to it."])
    site.sitemap = None
    await crawler.crawl()
    site.fail("/sitemap.xml", "503")
    assert (await crawler.changes())["/hidden"] == "unchanged"
    assert not crawler.outcome.is_complete


async def test_it_ignores_pages_that_all_call_themselves_the_start(
    crawler: Crawler, site: Website
) -> None:
    for path in ALL:
        tag(site, path, '<link rel="canonical" href="/">')
    assert set(await crawler.crawl()) == set(ALL)


async def test_it_ignores_pages_that_say_not_found_with_200(
    crawler: Crawler, site: Website
) -> None:
    class Kind(Website):
        """Answers every address with a page."""

    missing = site.put("/missing", "Not found", ["There is no such page here."])
    real = site._page
    site._page = lambda path: (
        real(path)
        or (  # type: ignore[method-assign]
            missing if "no-such-page" in path or path == "/old" else None
        )
    )
    site.put("/", "Casa Verde", ["We repair roofs."], ["/prices", "/about", "/old", "/missing"])
    assert set(await crawler.crawl()) == set(ALL)


async def test_it_escapes_calendars_and_filters(crawler: Crawler, site: Website) -> None:
    for month in range(200):
        site.put(f"/calendar/{month}", f"Month {month}", [f"Nothing in month {month}."],
                 [f"/calendar/{month + 1}"])  # fmt: skip
    filters = [f"/shop?color={color}&size={size}" for color in range(20) for size in range(20)]
    site.put("/shop", "Shop", ["Everything."], ["/calendar/0", *filters])
    for path in filters:
        site.put(path, "Shop", [f"Everything, {path}."])
    site.put("/", "Casa Verde", ["We repair roofs."], ["/shop", *ALL[1:]])
    pages = await crawler.crawl(max_depth=500, max_pages=120)
    assert set(ALL) <= set(pages)
    assert len([path for path in pages if path.startswith("/calendar")]) == 90
    assert len([path for path in pages if path.startswith("/shop?")]) == 20
    assert crawler.outcome.is_complete


async def test_it_touches_nothing_that_acts(crawler: Crawler, site: Website) -> None:
    site.put("/", "Casa Verde", ["We repair roofs."], ["/prices?add-to-cart=7", "/a.jpg", "/about"])
    await crawler.crawl()
    assert not {"/prices?add-to-cart=7", "/a.jpg"} & set(site.asked())


async def test_it_tells_which_page_cannot_be_read(crawler: Crawler, site: Website) -> None:
    site.put("/about", "About", ["unreadable"], ["/"])
    pages = await crawler.crawl()
    assert pages["/about"].change is Change.FAILED
    assert pages["/about"].reason == "The page is damaged."
    assert pages["/about"].known is None


async def test_it_keeps_what_a_page_said_before_it_became_unreadable(
    crawler: Crawler, site: Website
) -> None:
    first = await crawler.crawl()
    site.put("/about", "About", ["unreadable"], ["/"])
    pages = await crawler.crawl()
    assert pages["/about"].change is Change.FAILED
    assert pages["/about"].known == first["/about"].known


async def test_it_says_when_pages_need_scripts(crawler: Crawler, site: Website) -> None:
    site.pages.clear()
    site.put_file("/", b"<!doctype html><title>App</title><div id=app></div>", "text/html")
    assert await crawler.changes() == {}
    assert "scripts" in crawler.outcome.problem


async def test_it_is_patient_when_asked_to(crawler: Crawler, site: Website) -> None:
    await crawler.crawl()
    site.fail("/about", "503", times=1, retry_after_s=7)
    assert await crawler.changes() == every(Change.UNCHANGED)
    assert 7.0 in crawler.waits


async def test_it_goes_away_when_asked_to(crawler: Crawler, site: Website) -> None:
    await crawler.crawl()
    site.fail("/prices", "429", retry_after_s=3600)
    changes = await crawler.changes()
    assert changes == every(Change.STALE) | {"/": "unchanged", "/prices": "failed"}
    assert crawler.outcome.retry_after_s == 3600
    assert "/about" not in site.asked()


async def test_it_fails_pages_that_lead_inside(crawler: Crawler, site: Website) -> None:
    site.fail("/team", "to:http://169.254.169.254/latest/meta-data/")
    pages = await crawler.crawl()
    assert pages["/team"].change is Change.FAILED
    assert "refused" in pages["/team"].reason


async def test_it_believes_no_404_of_a_site_that_goes_down(crawler: Crawler, site: Website) -> None:
    await crawler.crawl()
    site.fail("/prices", "404")
    for path in ("/about", "/team", "/prices/windows", "/sitemap.xml"):
        site.fail(path, "500")
    site.put("/", "Casa Verde", ["We repair roofs."], ALL[1:])
    for path in ("/more", "/most"):
        site.fail(path, "500")
    site.put("/", "Casa Verde", ["We repair roofs."], [*ALL[1:], "/more", "/most"])
    changes = await crawler.changes()
    assert changes["/prices"] == "stale"
    assert crawler.outcome.held == (f"{site.base_url}/prices",)


async def test_it_retires_nothing_when_the_start_wants_no_use(
    crawler: Crawler, site: Website
) -> None:
    for path in ("/about", "/team"):
        site.remove(path)
    site.put("/", "Casa Verde", ["We repair roofs."], ["/prices"])
    await crawler.crawl()
    tag(site, "/", '<meta name="robots" content="none">')
    changes = await crawler.changes()
    assert changes == {"/": "vanished", "/prices": "unchanged", "/prices/windows": "unchanged"}
