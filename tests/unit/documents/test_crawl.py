"""A crawl tells what is new, changed, the same or gone, politely."""

from __future__ import annotations

import pytest

from app.documents.crawl import Crawl
from app.documents.pages import Change, Known, Site
from app.world.website import Website
from tests.crawler import ALL, Crawler, every, tag


async def test_it_finds_every_page_breadth_first(crawler: Crawler) -> None:
    pages = await crawler.crawl()
    assert list(pages) == ALL
    assert {page.change for page in pages.values()} == {Change.ADDED}
    parsed = pages["/prices"].parsed
    assert parsed is not None
    assert parsed.title == "Prices"
    assert crawler.outcome.is_complete
    assert crawler.outcome.problem == ""
    assert crawler.outcome.counts[Change.ADDED] == 5


async def test_it_reads_unchanged_pages_not_again(crawler: Crawler, site: Website) -> None:
    await crawler.crawl()
    assert await crawler.changes() == every(Change.UNCHANGED)
    assert crawler.read == []
    statuses = {visit.path: visit.status for visit in site.visits}
    assert [statuses[path] for path in ALL[1:]] == [304] * 4
    assert crawler.outcome.is_complete


async def test_it_reads_unchanged_pages_not_again_where_versions_have_no_marks(
    crawler: Crawler, site: Website
) -> None:
    for page in site.pages.values():
        page.has_validators = False
    await crawler.crawl()
    assert await crawler.changes() == every(Change.UNCHANGED)
    assert crawler.read == []


async def test_it_tells_which_text_changed(crawler: Crawler, site: Website) -> None:
    before = await crawler.crawl()
    site.put("/prices", "Prices", ["A roof costs 950 euros."], ["/", "/prices/windows"])
    pages = await crawler.crawl()
    changed = [path for path, page in pages.items() if page.change is not Change.UNCHANGED]
    assert changed == ["/prices"]
    assert pages["/prices"].change is Change.CHANGED
    assert pages["/prices"].before == before["/prices"].known
    assert crawler.read == ["/prices"]


async def test_it_ignores_changes_that_are_no_text(crawler: Crawler, site: Website) -> None:
    await crawler.crawl()
    body = site.pages["/about"].body
    site.put_file("/about", body.replace(b"<main>", b'<main data-token="17">'), "text/html")
    assert await crawler.changes() == every(Change.UNCHANGED)
    assert crawler.read == ["/about"]


async def test_it_finds_new_pages_behind_unchanged_ones(crawler: Crawler, site: Website) -> None:
    await crawler.crawl()
    site.put("/team", "Team", ["Ana, Luis and Omar."], ["/", "/jobs"])
    site.put("/jobs", "Jobs", ["We look for a roofer."])
    changes = await crawler.changes()
    assert changes["/jobs"] == "added"
    assert changes["/prices"] == "unchanged"


@pytest.mark.parametrize("status", ["404", "410"])
async def test_it_retires_pages_that_are_gone(crawler: Crawler, site: Website, status: str) -> None:
    await crawler.crawl()
    site.fail("/team", status)
    pages = await crawler.crawl()
    assert pages["/team"].change is Change.VANISHED
    assert status in pages["/team"].reason
    assert list(pages)[-1] == "/team"
    assert f"{site.base_url}/team" not in crawler.known


async def test_it_retires_pages_nothing_links_to(crawler: Crawler, site: Website) -> None:
    await crawler.crawl()
    site.put("/about", "About", ["A family business since 1998."], ["/"])
    pages = await crawler.crawl()
    assert pages["/team"].change is Change.VANISHED
    assert "/team" not in site.asked()


async def test_it_obeys_robots(crawler: Crawler, site: Website) -> None:
    site.robots = "User-agent: *\nDisallow: /prices\nCrawl-delay: 2\n"
    pages = await crawler.crawl()
    assert set(pages) == {"/", "/about", "/team"}
    assert not any(path.startswith("/prices") for path in site.asked())
    assert crawler.waits
    assert all(1.5 < wait <= 2 for wait in crawler.waits)


async def test_it_retires_what_robots_no_longer_allow(crawler: Crawler, site: Website) -> None:
    await crawler.crawl()
    site.robots = "User-agent: *\nDisallow: /team\n"
    pages = await crawler.crawl()
    assert pages["/team"].change is Change.VANISHED
    assert "robots.txt" in pages["/team"].reason
    assert "/team" not in site.asked()


async def test_it_obeys_pages_that_want_no_use(crawler: Crawler, site: Website) -> None:
    tag(site, "/prices", '<meta name="robots" content="noindex">')
    tag(site, "/about", '<meta name="Robots" content="NoFollow">')
    assert set(await crawler.crawl()) == {"/", "/about", "/prices/windows"}


async def test_it_obeys_the_header_of_unchanged_pages(crawler: Crawler, site: Website) -> None:
    await crawler.crawl()
    site.pages["/team"].headers["X-Robots-Tag"] = "noindex"
    assert (await crawler.changes())["/team"] == "vanished"


async def test_it_keeps_to_its_limits(crawler: Crawler) -> None:
    assert list(await crawler.crawl(max_depth=0)) == ["/"]
    crawler.known.clear()
    assert list(await crawler.crawl(max_depth=1)) == ["/", "/prices", "/about"]
    assert crawler.outcome.is_complete
    crawler.known.clear()
    assert list(await crawler.crawl(max_pages=2)) == ["/", "/prices"]
    assert not crawler.outcome.is_complete


async def test_it_asks_for_known_pages_beyond_its_limit(crawler: Crawler, site: Website) -> None:
    await crawler.crawl()
    site.fail("/team", "404")
    changes = await crawler.changes(max_pages=3)
    assert changes == every(Change.UNCHANGED) | {"/team": "vanished"}


async def test_it_ends_in_time(crawler: Crawler) -> None:
    await crawler.crawl()
    assert set((await crawler.changes(max_s=0.0)).values()) == {"stale"}


async def test_it_stays_in_the_folder_it_is_given(crawler: Crawler, site: Website) -> None:
    site.put("/prices/", "Price list", ["All prices."], ["/", "windows", "../about", "/prices"])
    assert list(await crawler.crawl("/prices/")) == ["/prices/", "/prices/windows"]


async def test_it_takes_pages_from_sitemaps(crawler: Crawler, site: Website) -> None:
    site.put("/hidden", "Hidden", ["Nothing links to it."])
    site.sitemap = None
    assert "/hidden" in await crawler.crawl()
    site.robots = f"Sitemap: {site.base_url}/maps/all.xml"
    site.sitemap = ""
    site.put_file("/maps/all.xml", f"{site.base_url}/hidden\n".encode(), "text/plain")
    assert (await crawler.changes())["/hidden"] == "unchanged"


async def test_it_says_when_a_given_sitemap_is_none(crawler: Crawler, site: Website) -> None:
    pages = await crawler.crawl(sitemap=f"{site.base_url}/about")
    assert list(pages) == ALL
    assert "sitemap" in crawler.outcome.problem


async def test_it_knows_each_page_under_one_address(crawler: Crawler, site: Website) -> None:
    host = site.base_url
    site.put("/", "Casa Verde", ["We repair roofs."],
             ["/prices?utm_source=x", "/prices#top", "/prices?gclid=1&fbclid=2", "/./prices",
              f"{host}/about?", "/about/", "/%61bout"])  # fmt: skip
    site.fail("/about/", "to:/about")
    assert set(await crawler.crawl()) == set(ALL)
    assert len([path for path in site.asked() if path.startswith("/prices")]) == 2


async def test_it_follows_pages_that_moved(crawler: Crawler, site: Website) -> None:
    await crawler.crawl()
    site.put("/crew", "Team", ["Ana, Luis and Omar."])
    site.fail("/team", "to:/crew")
    pages = await crawler.crawl()
    assert pages["/crew"].change is Change.ADDED
    assert pages["/team"].change is Change.VANISHED
    assert "/crew" in pages["/team"].reason


async def test_it_takes_the_address_a_page_calls_its_own(crawler: Crawler, site: Website) -> None:
    site.put("/prices?sort=up", "Prices", ["A roof costs 900 euros."])
    tag(site, "/prices?sort=up", '<link rel="canonical" href="/prices">')
    site.put("/", "Casa Verde", ["We repair roofs."], ["/prices?sort=up", "/about"])
    assert set(await crawler.crawl()) == set(ALL)


async def test_it_takes_the_same_text_once(crawler: Crawler, site: Website) -> None:
    site.pages["/copy"] = site.pages["/team"]
    site.put("/", "Casa Verde", ["We repair roofs."], ["/prices", "/about", "/copy"])
    pages = await crawler.crawl()
    assert len([path for path in pages if path in ("/copy", "/team")]) == 1


async def test_it_tells_how_far_it_is(crawler: Crawler, site: Website) -> None:
    told: list[tuple[int, int, str]] = []
    crawl = Crawl(
        Site(site.base_url + "/", delay_s=0.0), {}, ask=crawler.fetcher.fetch, read=crawler._read,
        on_progress=lambda done, waiting, url: told.append((done, waiting, url)),
    )  # fmt: skip
    assert len([page async for page in crawl.pages()]) == 5
    assert [done for done, _, _ in told] == [1, 2, 3, 4, 5]
    assert told[-1][1:] == (0, f"{site.base_url}/team")


def test_it_remembers_nothing_of_what_it_cannot_read() -> None:
    known = Known('"e"', "Mon", "b", "c", ("/x",))
    assert Known.from_json(known.to_json()) == known
    assert Known.from_json("{}") == Known()
    assert Known.from_json("[]") == Known()
    assert Known.from_json("x") == Known()
