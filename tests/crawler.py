"""Crawls one website again and again, as the product does, and remembers what it must."""

from __future__ import annotations

from typing import Any

from app.documents.base import Parsed, Source
from app.documents.crawl import Crawl
from app.documents.fetch import Fetcher
from app.documents.guard import Guard
from app.documents.html import read_html
from app.documents.pages import Change, Known, Outcome, Page, Site
from app.errors import DocumentRefused
from app.world.website import Website

ALL = ["/", "/prices", "/about", "/prices/windows", "/team"]


def every(change: Change) -> dict[str, str]:
    return dict.fromkeys(ALL, change.value)


def tag(site: Website, path: str, markup: str) -> None:
    """Put markup into the head of a page."""
    page = site.pages[path]
    body = page.body.replace(b"</head>", markup.encode() + b"</head>")
    site.put_file(path, body, page.content_type)


class Crawler:
    """Crawls one site again and again, and remembers what it must."""

    def __init__(self, site: Website) -> None:
        self.site = site
        port = int(site.base_url.rpartition(":")[2])
        self.fetcher = Fetcher(Guard(loopback_ports=frozenset({port})))
        self.known: dict[str, Known] = {}
        self.outcome = Outcome()
        self.waits: list[float] = []
        self.read: list[str] = []

    async def crawl(self, start: str = "/", **options: Any) -> dict[str, Page]:
        self.site.visits.clear()
        self.read.clear()
        site = Site(self.site.base_url + start, **{"delay_s": 0.0, **options})
        crawl = Crawl(site, dict(self.known), ask=self.fetcher.fetch, read=self._read,
                      sleep=self._sleep)  # fmt: skip
        pages = {page.url.removeprefix(self.site.base_url): page async for page in crawl.pages()}
        self.outcome = crawl.outcome
        for page in pages.values():
            if page.known is None:
                self.known.pop(page.url, None)
            else:
                self.known[page.url] = Known.from_json(page.known.to_json())
        return pages

    async def changes(self, start: str = "/", **options: Any) -> dict[str, str]:
        pages = await self.crawl(start, **options)
        return {path: page.change.value for path, page in pages.items()}

    async def _read(self, data: bytes, url: str, media_type: str) -> Parsed:
        self.read.append(url.removeprefix(self.site.base_url))
        if b"unreadable" in data:
            raise DocumentRefused("The page is damaged.")
        return read_html(data, Source(url, media_type))

    async def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
