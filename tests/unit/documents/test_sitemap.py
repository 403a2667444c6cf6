"""Sitemaps as sites write them, and as those who mean harm do."""

from __future__ import annotations

import gzip
import time
import tracemalloc

import pytest

from app.documents.fetch import Fetched
from app.documents.sitemap import MAX_FILES, Listed, Sitemap, listed_pages, read_sitemap
from app.errors import DocumentRefused, SourceUnavailable

SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
A, B = "https://shop.example/a", "https://shop.example/b"


def urlset(*urls: str) -> bytes:
    rows = "".join(f"<url><loc>{url}</loc><lastmod>2026-01-01</lastmod></url>" for url in urls)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {SPACE}>{rows}</urlset>'.encode()


def index(*urls: str) -> bytes:
    rows = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f"<sitemapindex {SPACE}>{rows}</sitemapindex>".encode()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (urlset(A, B), Sitemap((A, B))),
        (index(A, B), Sitemap((), (A, B))),
        (gzip.compress(urlset(A)), Sitemap((A,))),
        (b"\xef\xbb\xbf" + urlset(A), Sitemap((A,))),
        (f"<urlset><url><loc> {A}\n</loc></url></urlset>".encode(), Sitemap((A,))),
        (f"<urlset><url><loc><![CDATA[{A}?x=1&y=2]]></loc></url></urlset>".encode(),
         Sitemap((f"{A}?x=1&y=2",))),
        (f"<urlset><url><loc>{A}?x=1&amp;y=2</loc></url></urlset>".encode(),
         Sitemap((f"{A}?x=1&y=2",))),
        (b'<urlset xmlns:i="http://g/i"><url><loc>https://shop.example/a</loc><i:image>'
         b"<i:loc>https://shop.example/a.png</i:loc></i:image></url></urlset>", Sitemap((A,))),
        (b"<urlset></urlset>", Sitemap()),
        (f"{A}\r\n{B}\n\n".encode(), Sitemap((A, B))),
    ],
)  # fmt: skip
def test_it_reads(data: bytes, expected: Sitemap) -> None:
    assert read_sitemap(data) == expected


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    "<urlset><url><loc>&b;</loc></url></urlset>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<urlset><url><loc>&x;</loc></url></urlset>"
)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nothing here",
        b"<urlset><url><loc>x</url>",
        b"<html><body><p>Not found</p></body></html>",
        b'<?xml version="1.0" encoding="no-such"?><urlset/>',
        b"\x1f\x8b\x08broken gzip",
        LAUGHS.encode(),
        OUTSIDE.encode(),
        b'<!DOCTYPE u SYSTEM "http://evil.example/u.dtd"><urlset><url><loc>x</loc></url></urlset>',
    ],
)
def test_it_refuses_with_a_reason(data: bytes) -> None:
    with pytest.raises(DocumentRefused) as refused:
        read_sitemap(data)
    assert str(refused.value)


def test_it_refuses_what_unfolds_without_end() -> None:
    with pytest.raises(DocumentRefused, match="larger"):
        read_sitemap(gzip.compress(b"<urlset>" + b" " * 30_000_000))


def test_it_reads_only_as_far_as_it_is_asked() -> None:
    data = urlset(*(f"https://shop.example/{number}" for number in range(60_000)))
    tracemalloc.start()
    started = time.monotonic()
    found = read_sitemap(data, 100)
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found.pages) == 100
    assert time.monotonic() - started < 1
    assert peak_bytes < 12_000_000


def test_it_reads_a_long_list_in_little_memory() -> None:
    data = urlset(*(f"https://shop.example/{number}" for number in range(50_000)))
    tracemalloc.start()
    found = read_sitemap(data)
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found.pages) == 50_000
    assert peak_bytes < 12_000_000


class Files:
    """Serves sitemaps by address; anything else answers 404, a None is down."""

    def __init__(self, **files: bytes | None) -> None:
        self.files, self.asked = files, list[str]()

    async def __call__(self, url: str, **_: object) -> Fetched:
        self.asked.append(url)
        name = url.rpartition("/")[2]
        if name not in self.files:
            return Fetched(url, 404)
        body = self.files[name]
        if body is None:
            raise SourceUnavailable("down")
        return Fetched(url, 200, body=body)


def own(url: str) -> str | None:
    return url if url.startswith("https://shop.example/") else None


def at(name: str) -> str:
    return f"https://shop.example/{name}"


async def test_it_follows_lists_of_lists() -> None:
    files = Files(all=index(at("one"), at("two"), "https://evil.example/x"), one=urlset(A, B),
                  two=gzip.compress(urlset(B, at("c"))))  # fmt: skip
    assert await listed_pages([at("all")], files, own, 10) == Listed((A, B, at("c")))
    assert files.asked == [at("all"), at("one"), at("two")]


async def test_it_reads_each_list_once() -> None:
    files = Files(all=index(at("all"), at("all")))
    assert await listed_pages([at("all")], files, own, 10) == Listed()
    assert files.asked == [at("all")]


async def test_it_reads_only_so_many_lists() -> None:
    class Endless(Files):
        async def __call__(self, url: str, **_: object) -> Fetched:
            self.asked.append(url)
            return Fetched(url, 200, body=index(f"{url}1", f"{url}2"))

    files = Endless()
    await listed_pages([at("x")], files, own, 10)
    assert len(files.asked) == MAX_FILES


async def test_it_says_which_lists_it_could_not_read() -> None:
    files = Files(all=index(at("one"), at("two"), at("three")), one=urlset(A), two=None)
    found = await listed_pages([at("all")], files, own, 10)
    assert found.pages == (A,)
    assert len(found.problems) == 2
    assert found.is_silent


async def test_it_tells_a_missing_list_from_a_silent_one() -> None:
    found = await listed_pages([at("gone")], Files(), own, 10)
    assert "404" in found.problems[0]
    assert not found.is_silent
