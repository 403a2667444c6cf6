"""Pages of a crawl are read in the child, and nothing of them stays behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.documents.child import Reader
from app.documents.crawl import Crawl
from app.documents.fetch import Fetcher
from app.documents.guard import Guard
from app.documents.page_reader import PageReader
from app.documents.pages import Change, Site
from app.errors import DocumentRefused
from app.world.website import Website


async def test_it_reads_what_a_crawl_finds(site: Website, tmp_path: Path) -> None:
    latin = "<title>Niños</title><main><p>Corte para niños: 9 €</p></main>".encode("cp1252")
    site.put_file("/kids.php", latin, "text/html; charset=windows-1252")
    site.put_file("/notes.md", b"# Notes\n\nClosed in August.\n", "application/octet-stream")
    site.put_file("/logo", b"\x89PNG\r\n\x1a\n" + bytes(500), "text/html")
    site.put("/", "Casa Verde", ["We repair roofs."], ["/kids.php", "/notes.md", "/logo"])
    port = int(site.base_url.rpartition(":")[2])
    async with Reader() as reader, Fetcher(Guard(loopback_ports=frozenset({port}))) as fetcher:
        crawl = Crawl(
            Site(f"{site.base_url}/", delay_s=0.0), {}, ask=fetcher.fetch,
            read=PageReader(reader, tmp_path),
        )  # fmt: skip
        pages = {page.url.removeprefix(site.base_url): page async for page in crawl.pages()}
    read = {path: page.parsed for path, page in pages.items() if page.parsed}
    assert set(read) == {"/", "/kids.php", "/notes.md"}
    assert read["/kids.php"].sections[0].text == "Corte para niños: 9 €"
    assert read["/notes.md"].sections[0].url == f"{site.base_url}/notes.md"
    assert pages["/logo"].change is Change.FAILED
    assert "image" in pages["/logo"].reason
    assert os.listdir(tmp_path) == []


async def test_it_leaves_nothing_of_what_is_refused(tmp_path: Path) -> None:
    async with Reader() as reader:
        with pytest.raises(DocumentRefused):
            await PageReader(reader, tmp_path)(b"", "https://shop.example/", "text/html")
    assert os.listdir(tmp_path) == []
