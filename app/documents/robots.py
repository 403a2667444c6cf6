"""What a website asks of robots: ``robots.txt``, the meta tag, the header; and we obey.

A site whose ``robots.txt`` is missing allows all; one whose ``robots.txt`` cannot be had at the
moment is not crawled at the moment.

Source: RFC 9309 sections 2.3.1 and 2.5 (what a status means, at least 500 KiB are read); Google,
"Robots meta tag, data-nosnippet, and X-Robots-Tag specifications", seen 2026-11.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol as TypingProtocol

from protego import Protego

from app.documents.addresses import Address
from app.documents.fetch import Fetched

# The name that robots.txt knows us by; the first word of the user agent.
TOKEN = "leadline"
MAX_DELAY_S = 10.0
_READ_BYTES = 512 * 1024
_MAX_BYTES = 2_000_000
_MAX_SITEMAPS = 20
# Directives of the header that carry a value after a colon; any other colon follows a robot's name.
_VALUED = frozenset({"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"})


class Ask(TypingProtocol):
    """Fetches one address, as ``Fetcher.fetch`` does."""

    async def __call__(
        self,
        url: str,
        *,
        etag: str = "",
        last_modified: str = "",
        max_bytes: int = ...,
        media_types: frozenset[str] | None = ...,
    ) -> Fetched:
        """Fetch."""
        ...


class Rules:
    """What ``robots.txt`` says to us."""

    def __init__(self, text: str = "") -> None:
        self._said = Protego.parse(text)

    def allows(self, url: str) -> bool:
        """Tell whether we may fetch an address of the site."""
        return self._said.can_fetch(url, TOKEN)

    @property
    def delay_s(self) -> float:
        """Return how long to wait between two requests, at most ``MAX_DELAY_S``."""
        delay_s = self._said.crawl_delay(TOKEN) or 0.0
        rate = self._said.request_rate(TOKEN)
        if rate and rate.requests > 0:
            delay_s = max(delay_s, rate.seconds / rate.requests)
        return min(delay_s, MAX_DELAY_S)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Return the sitemaps it names, as written."""
        return tuple(self._said.sitemaps)[:_MAX_SITEMAPS]


async def rules_of(address: Address, ask: Ask) -> Rules:
    """Return what the site of an address asks of us.

    Raises:
        SourceUnavailable: it cannot be known now, so nothing may be fetched now.
        AddressRefused, DocumentRefused: the file cannot be had or is beyond any sense.
    """
    url = str(address.with_target("/robots.txt"))
    found = await ask(url, max_bytes=_MAX_BYTES, media_types=None)
    if not found.is_ok:
        return Rules()
    return Rules(found.body[:_READ_BYTES].decode("utf-8-sig", "replace"))


def may_index_and_follow(meta: Iterable[str], headers: Iterable[str]) -> tuple[bool, bool]:
    """Tell whether a page may be used, and whether its links may be followed.

    Args:
        meta: the words of ``<meta name="robots">``, in lower case.
        headers: each ``X-Robots-Tag`` as it was sent.
    """
    said = set(meta)
    for text in headers:
        said |= _said_to_us(text)
    return said.isdisjoint({"noindex", "none"}), said.isdisjoint({"nofollow", "none"})


def _said_to_us(text: str) -> set[str]:
    said, robot = set(), ""
    for part in text.lower().split(","):
        name, colon, rest = part.partition(":")
        if colon and name.strip() not in _VALUED:
            robot, part = name.strip(), rest
        if robot in ("", "*", TOKEN):
            said.add(part.strip())
    return said
