"""Reads sitemaps: lists of pages, lists of lists, plain text, and any of them as gzip.

They are written by strangers: no entities, no DTD, and every list is read only as far as a crawl
could use it. What they name is nothing but a proposal; the crawl decides what it visits.

Source: sitemaps.org, "Sitemaps XML format", seen 2026-11 (50,000 addresses, 50 MB a file; of that
we read less).
"""

from __future__ import annotations

import asyncio
import io
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import iterparse

from app.documents.body import gunzip
from app.documents.robots import Ask
from app.errors import AddressRefused, DocumentRefused, SourceUnavailable

MAX_BYTES = 10_000_000
MAX_FILES = 30
_MAX_S = 180.0
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Sitemap:
    """``pages`` and further ``sitemaps`` it names, in order, as written."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """The pages of all sitemaps together.

    ``problems`` says which could not be read, and why; ``is_silent``: one of them did not answer,
    and may list more another day.
    """

    pages: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    is_silent: bool = False


async def listed_pages(
    urls: Iterable[str], ask: Ask, allows: Callable[[str], str | None], max_pages: int
) -> Listed:
    """Return the pages that some sitemaps list, also through further sitemaps.

    Args:
        urls: of the sitemaps.
        allows: returns the normal form of a sitemap's address, or None to leave it out.
        max_pages: to return at most.
    """
    waiting, seen = deque(urls), set[str]()
    pages: dict[str, None] = {}
    problems: list[str] = []
    is_silent = False
    ends_at = time.monotonic() + _MAX_S
    while waiting and len(seen) < MAX_FILES and len(pages) < max_pages:
        if time.monotonic() > ends_at:
            return Listed(tuple(pages), (*problems, "The sitemaps take too long."), True)
        url = allows(waiting.popleft())
        if url is None or url in seen:
            continue
        seen.add(url)
        try:
            found = await _fetched(url, ask, max_pages)
        except (AddressRefused, DocumentRefused, SourceUnavailable) as error:
            problems.append(str(error))
            is_silent |= isinstance(error, SourceUnavailable)
            continue
        pages |= dict.fromkeys(found.pages)
        waiting.extend(found.sitemaps)
    return Listed(tuple(pages)[:max_pages], tuple(problems), is_silent)


async def _fetched(url: str, ask: Ask, max_pages: int) -> Sitemap:
    answer = await ask(url, max_bytes=MAX_BYTES, media_types=None)
    if not answer.is_ok:
        raise DocumentRefused(f"The sitemap {url} answered {answer.status}.")
    # Megabytes of XML take a while, and conversations go on meanwhile.
    return await asyncio.to_thread(read_sitemap, answer.body, max_pages)


def read_sitemap(data: bytes, max_pages: int = 50_000) -> Sitemap:
    """Read one sitemap.

    Args:
        data: XML or plain text, perhaps as gzip.
        max_pages: after which reading stops.

    Raises:
        DocumentRefused: it is no sitemap, or one that means harm.
    """
    if data.startswith(_GZIP):
        data = gunzip(data, MAX_BYTES)
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start != b"<":
        return _read_lines(data, max_pages)
    try:
        return _read_xml(data, max_pages)
    # What is hostile is a ValueError here.
    except (ParseError, ValueError, LookupError) as error:
        raise DocumentRefused(
            "The sitemap is not well-formed XML, or declares entities."
        ) from error


def _read_lines(data: bytes, max_pages: int) -> Sitemap:
    text = data[:MAX_BYTES].decode("utf-8-sig", "replace")
    lines = (line.strip() for line in text.splitlines())
    pages = [line for line in lines if line.startswith(("http://", "https://"))]
    if not pages:
        raise DocumentRefused("The sitemap lists nothing.")
    return Sitemap(tuple(pages[:max_pages]))


def _read_xml(data: bytes, max_pages: int) -> Sitemap:
    pages: list[str] = []
    sitemaps: list[str] = []
    location, path = "", list[str]()
    root: Any = None
    for event, element in iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True):
        name = str(element.tag).rpartition("}")[2].lower()
        if event == "start":
            root = element if root is None else root
            path.append(name)
            continue
        path.pop()
        # Images and videos have a <loc> of their own, one level down.
        if name == "loc" and path[-1:] in (["url"], ["sitemap"]):
            location = (element.text or "").strip()
        elif name in ("url", "sitemap") and len(path) == 1:
            (pages if name == "url" else sitemaps).append(location)
            location = ""
            root.clear()
            if max(len(pages), len(sitemaps)) >= max_pages:
                break
    if root is None or str(root.tag).rpartition("}")[2].lower() not in ("urlset", "sitemapindex"):
        raise DocumentRefused("This is not a sitemap.")
    return Sitemap(tuple(filter(None, pages)), tuple(filter(None, sitemaps)))
