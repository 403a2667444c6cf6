"""What sites ask of robots is obeyed, and silence is told from absence."""

from __future__ import annotations

import pytest

from app.documents.addresses import read_address
from app.documents.fetch import Fetched
from app.documents.robots import MAX_DELAY_S, Rules, may_index_and_follow, rules_of
from app.errors import SourceUnavailable

SHOP = read_address("https://shop.example/en/")


class Site:
    """Answers with one status, or not at all."""

    def __init__(self, status: int, body: bytes = b"") -> None:
        self.status, self.body = status, body
        self.asked: list[str] = []

    async def __call__(self, url: str, **_: object) -> Fetched:
        self.asked.append(url)
        if self.status >= 500:
            raise SourceUnavailable(f"answered {self.status}")
        return Fetched(url, self.status, body=self.body)


@pytest.mark.parametrize(
    ("text", "path", "is_allowed"),
    [
        ("", "/", True),
        ("User-agent: *\nDisallow: /", "/", False),
        ("User-agent: *\nDisallow:", "/", True),
        ("User-agent: *\nDisallow: /private", "/private/x", False),
        ("User-agent: *\nDisallow: /\nAllow: /shop", "/shop/1", True),
        ("User-agent: other\nDisallow: /", "/", True),
        ("User-agent: Leadline\nDisallow: /", "/", False),
        ("User-agent: *\nDisallow: /\nUser-agent: leadline\nDisallow: /b", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/prices.pdf", False),
        ("User-agent: *\nDisallow: /*?sort=", "/shop?sort=price", False),
        ("User-agent: *\nDisallow: /café", "/caf%C3%A9", False),
        ("<html><body>Not found</body></html>", "/", True),
    ],
)
def test_it_obeys_the_file(text: str, path: str, is_allowed: bool) -> None:
    assert Rules(text).allows(f"https://shop.example{path}") is is_allowed


@pytest.mark.parametrize(
    ("text", "delay_s"),
    [
        ("", 0.0),
        ("User-agent: *\nCrawl-delay: 2.5", 2.5),
        ("User-agent: *\nCrawl-delay: 86400", MAX_DELAY_S),
        ("User-agent: *\nCrawl-delay: soon", 0.0),
        ("User-agent: *\nCrawl-delay: -3", 0.0),
        ("User-agent: *\nRequest-rate: 1/5", 5.0),
    ],
)
def test_it_keeps_the_pace_it_is_asked_for(text: str, delay_s: float) -> None:
    assert Rules(text).delay_s == delay_s


def test_it_shows_the_sitemaps() -> None:
    rules = Rules("Sitemap: https://shop.example/a.xml\nUser-agent: *\nSitemap: /b.xml")
    assert rules.sitemaps == ("https://shop.example/a.xml", "/b.xml")


async def test_it_reads_the_file_at_the_root_of_the_site() -> None:
    site = Site(200, b"\xef\xbb\xbfUser-agent: *\nDisallow: /private")
    rules = await rules_of(SHOP, site)
    assert site.asked == ["https://shop.example/robots.txt"]
    assert not rules.allows("https://shop.example/private")


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_it_allows_all_where_there_is_no_file(status: int) -> None:
    assert (await rules_of(SHOP, Site(status, b""))).allows("https://shop.example/private")


@pytest.mark.parametrize("status", [500, 503])
async def test_it_allows_nothing_while_the_file_cannot_be_had(status: int) -> None:
    with pytest.raises(SourceUnavailable):
        await rules_of(SHOP, Site(status))


async def test_it_reads_a_huge_file_only_in_part() -> None:
    body = b"User-agent: *\nDisallow: /early\n" + b"#" * 600_000 + b"\nDisallow: /late\n"
    rules = await rules_of(SHOP, Site(200, body))
    assert not rules.allows("https://shop.example/early")
    assert rules.allows("https://shop.example/late")


@pytest.mark.parametrize(
    ("meta", "headers", "expected"),
    [
        ((), (), (True, True)),
        (("noindex",), (), (False, True)),
        (("nofollow", "index"), (), (True, False)),
        (("none",), (), (False, False)),
        (("max-snippet:50",), (), (True, True)),
        ((), ("noindex",), (False, True)),
        ((), ("NoIndex, NoFollow",), (False, False)),
        ((), ("googlebot: noindex",), (True, True)),
        ((), ("googlebot: nofollow, noindex", "nofollow"), (True, False)),
        ((), ("leadline: noindex",), (False, True)),
        ((), ("unavailable_after: 25 Jun 2010 15:00:00 PST, noindex",), (False, True)),
        ((), ("max-snippet: 20, nofollow",), (True, False)),
    ],
)
def test_it_obeys_pages(
    meta: tuple[str, ...], headers: tuple[str, ...], expected: tuple[bool, bool]
) -> None:
    assert may_index_and_follow(meta, headers) == expected
