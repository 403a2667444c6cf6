"""What belongs to a site, and under which spelling."""

from __future__ import annotations

import pytest

from app.documents.addresses import parse_address
from app.documents.scope import Scope


def scope(start: str = "https://www.shop.example/", max_pages: int = 100) -> Scope:
    return Scope(parse_address(start), max_pages)


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/a", "https://www.shop.example/a"),
        ("a?b=1#c", "https://www.shop.example/a?b=1"),
        ("http://shop.example/a", "https://www.shop.example/a"),
        ("https://www.shop.example:443/a", "https://www.shop.example/a"),
        ("//SHOP.example/a/", "https://www.shop.example/a/"),
        ("/a?utm_source=x&b=1&gclid=2", "https://www.shop.example/a?b=1"),
        ("/a;jsessionid=AB12?PHPSESSID=3", "https://www.shop.example/a"),
        ("/a?page=2&sort=up", "https://www.shop.example/a?page=2&sort=up"),
        ("/precios/niños", "https://www.shop.example/precios/ni%C3%B1os"),
    ],
)
def test_it_knows_one_spelling(link: str, url: str) -> None:
    assert scope().own(link) == url


@pytest.mark.parametrize(
    "link",
    [
        "https://other.example/",
        "https://blog.shop.example/",
        "https://shop.example.evil.example/",
        "https://www.shop.example:8443/",
        "https://user@www.shop.example/",
        "ftp://www.shop.example/",
        "mailto:ana@shop.example",
        "javascript:void(0)",
        "http://[",
        "/" + "a" * 600,
    ],
)
def test_it_leaves_out_what_is_not_the_site(link: str) -> None:
    assert scope().own(link) is None


def test_it_stays_in_a_folder() -> None:
    folder = scope("https://shop.example/en/")
    assert folder.own("/en/prices") == "https://shop.example/en/prices"
    assert folder.own("/es/prices") is None
    assert folder.own("/en/../es/prices") is None
    assert folder.at_home("/sitemap.xml") == "https://shop.example/sitemap.xml"


def test_it_takes_the_spelling_of_where_the_start_leads() -> None:
    site = scope("http://shop.example/en")
    assert site.settle(parse_address("https://www.shop.example/en/"))
    assert site.own("/en/prices") == "https://www.shop.example/en/prices"
    assert site.own("/es/") is None
    assert not site.settle(parse_address("https://other.example/"))


@pytest.mark.parametrize(
    "path",
    [
        "/shop?add-to-cart=7",
        "/blog/post?replytocom=12",
        "/logo.PNG",
        "/feed.xml",
        "/a/b/a/b/a/b",
        "/" + "/".join(map(str, range(20))),
    ],
)
def test_it_follows_no_link_that_acts_or_winds(path: str) -> None:
    assert not scope().may_follow(f"https://www.shop.example{path}")


@pytest.mark.parametrize(
    "path", ["/", "/prices.pdf", "/menu.docx", "/v1.2/notes", "/a/b/a", "/shop?color=red"]
)
def test_it_follows_links_to_what_can_be_read(path: str) -> None:
    assert scope().may_follow(f"https://www.shop.example{path}")


def test_it_counts_each_address_once() -> None:
    site, url = scope(), "https://www.shop.example/shop?color={}"
    allowed = [number for number in range(100) if site.may_follow(url.format(number))]
    assert len(allowed) == 20
    assert all(site.may_follow(url.format(number)) for number in allowed)


def test_it_takes_whatever_the_site_lists() -> None:
    site, url = scope(max_pages=40), "https://www.shop.example/product/{}"
    linked = [number for number in range(100) if site.may_follow(url.format(number))]
    assert len(linked) == 30
    assert all(site.may_follow(url.format(number), is_listed=True) for number in range(100))
