"""What a crawl is told and what it tells: a site, its pages, and what is remembered of each."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from app.documents.base import Parsed

# A parser for untrusted bytes: (bytes, address, media type with charset).
Read = Callable[[bytes, str, str], Awaitable[Parsed]]
# Called after each page: pages done, addresses waiting, the address just done.
Progress = Callable[[int, int, str], None]
_MAX_KNOWN_LINKS = 500


@dataclass(frozen=True, slots=True)
class Site:
    """What to crawl, and how far.

    ``url``: where to start; a folder (with a slash at its end) is not left. ``sitemap``: empty
    takes those the site announces. ``max_depth``: clicks from the start. ``delay_s``: between the
    starts of two requests, unless the site asks for more. ``max_vanished``: the share of the
    known pages that may vanish at once; 1 when somebody has looked and agrees. ``max_s``: for
    all of it; None is three seconds a page on top of the delay, and an hour at least.
    """

    url: str
    sitemap: str = ""
    max_depth: int = 3
    max_pages: int = 200
    delay_s: float = 0.5
    max_vanished: float = 0.5
    max_bytes: int = 25_000_000
    max_s: float | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of a page between crawls; to be kept word for word.

    ``links`` are those of the site, since an unchanged page is not sent again, but its links
    still lead on. Hashes are hex SHA-256, of the bytes and of the text.
    """

    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    content_hash: str = ""
    links: tuple[str, ...] = ()

    def to_json(self) -> str:
        """Return it as text for the database."""
        return json.dumps(asdict(self), separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Known:
        """Return what ``to_json`` wrote; what cannot be read is not remembered."""
        try:
            row = json.loads(text)
            return cls(
                str(row.get("etag", "")),
                str(row.get("last_modified", "")),
                str(row.get("body_hash", "")),
                str(row.get("content_hash", "")),
                tuple(str(link) for link in row.get("links", ())),
            )
        except (ValueError, AttributeError, TypeError):
            return cls()


class Change(StrEnum):
    """What a crawl says of a page.

    ``stale``: it could not be told whether the page still stands; what it said stays, marked.
    ``failed``: the page itself could not be had or read; if it was known, it is stale as well.
    """

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    VANISHED = "vanished"
    STALE = "stale"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the result.

    ``reason`` is for people, empty when all is well. ``parsed`` is there for added and changed
    pages, its sections with their address. ``known`` is to be kept from now on (None: nothing
    is), ``before`` what was known.
    """

    url: str
    change: Change
    reason: str = ""
    parsed: Parsed | None = None
    known: Known | None = None
    before: Known | None = None


@dataclass(slots=True)
class Outcome:
    """How a crawl went; final when its pages are exhausted.

    ``is_complete``: all of the site was seen, so what was not met is no longer part of it.
    ``problem`` is for people, empty when there is none. ``held`` are pages that look vanished,
    too many at once to be believed: reported stale. ``url`` is where the start really is.
    ``retry_after_s``: how long the site asks to be left alone, if it does.
    """

    url: str = ""
    is_complete: bool = False
    problem: str = ""
    held: tuple[str, ...] = ()
    requests: int = 0
    retry_after_s: float | None = None
    counts: Counter[Change] = field(default_factory=Counter)


def content_hash(parsed: Parsed) -> str:
    """Return the hash of what a visitor reads: title, headings and text."""
    digest = hashlib.sha256(parsed.title.encode())
    for section in parsed.sections:
        digest.update("\0".join(("", *section.heading, "", section.text)).encode())
    return digest.hexdigest()


def remembered(links: list[str]) -> tuple[str, ...]:
    """Return the links of a page that are worth remembering: each once, and not without end."""
    return tuple(dict.fromkeys(links))[:_MAX_KNOWN_LINKS]
