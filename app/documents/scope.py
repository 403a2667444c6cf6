"""Which addresses belong to a website, and the one spelling under which each is known.

A site is its host, with or without ``www.``, on http or https; below the start when that is a
folder. Parameters that only follow visitors are taken off, and links that do something (put into a
basket) are not followed. What grows without end is cut short: calendars, filters, paths that
repeat themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from app.documents.addresses import Address, join, parse_address
from app.errors import AddressRefused

_MAX_URL, _MAX_SEGMENTS, _MAX_REPEATS = 500, 15, 2
_MAX_VARIANTS = 20
_LEAST_ALIKE = 20
# Parameters that tell where a visitor came from, or who he is.
_FOLLOWS = re.compile(
    r"utm_\w+|[gmwy]?clid|fbclid|msclkid|dclid|twclid|ttclid|[gw]braid|gad_\w+|_g[al]|mc_[ce]id"
    r"|igsh(id)?|_hs(enc|mi)|hsctatracking|mkt_tok|vero_id|srsltid|ref_src"
    r"|phpsessid|jsessionid|aspsessionid\w*|cfid|cftoken",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"add[-_]to[-_](cart|wishlist|compare)|remove_item|replytocom|logout|_wpnonce|doing_wp_cron",
    re.IGNORECASE,
)
_SESSION = re.compile(r";jsessionid=[^/;?]*", re.IGNORECASE)
_FILES = re.compile(
    r"\.(png|jpe?g|gif|webp|avif|svg|ico|bmp|tiff?|heic|css|m?js|json|rss|atom|xml|woff2?|ttf|eot"
    r"|mp[34]|m4[av]|mov|avi|webm|og[gv]|wav|flac|zip|rar|7z|gz|tar|exe|dmg|apk|iso|ics|vcf"
    r"|docm?|xlsx?|pptx?|odt|ods|epub)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")


class Scope:
    """Decides for one crawl; it counts what it lets through, so that nothing grows without end."""

    def __init__(self, start: Address, max_pages: int) -> None:
        self.start = start
        self._site = _site(start.host)
        self._folder = start.path if start.path.endswith("/") else ""
        self._max_alike = max(_LEAST_ALIKE, max_pages * 3 // 4)
        self._variants: Counter[str] = Counter()
        self._alike: Counter[str] = Counter()
        self._known: set[str] = set()

    def settle(self, address: Address) -> bool:
        """Take the spelling of the host from where the start really led; False if elsewhere.

        A start without a slash that led to the same with one is a folder as well.
        """
        if _site(address.host) != self._site:
            return False
        if address.path == f"{self.start.path}/":
            self._folder = address.path
        self.start = replace(
            self.start, scheme=address.scheme, host=address.host, port=address.port
        )
        return True

    def own(self, reference: str, page: str = "") -> str | None:
        """Return the spelling of a link on a page if it belongs to the site, else None."""
        address = self._at_home(reference, page)
        if address is None or not address.path.startswith(self._folder):
            return None
        return str(address) if len(str(address)) <= _MAX_URL else None

    def at_home(self, reference: str) -> str | None:
        """Return the spelling of an address of the same host, in whatever folder, else None."""
        address = self._at_home(reference, "")
        return str(address) if address else None

    def _at_home(self, reference: str, page: str) -> Address | None:
        try:
            base = parse_address(page) if page else self.start
            address = parse_address(join(base, reference))
        except AddressRefused:
            return None
        if _site(address.host) != self._site or not self._is_same_door(address):
            return None
        path, query = _SESSION.sub("", address.path), _without_followers(address.query)
        return replace(self.start, path=path, query=query)

    def may_follow(self, url: str, is_listed: bool = False) -> bool:
        """Tell whether a link of the site should be visited; counts those that are new.

        What the site lists itself (``is_listed``) may be alike without end.
        """
        if url in self._known:
            return True
        path, _, query = url.partition("?")
        names = [pair.partition("=")[0] for pair in query.split("&")]
        if any(_ACTS.fullmatch(name) for name in names) or _is_file(path) or _is_winding(path):
            return False
        pattern = _NUMBER.sub("#", path)
        is_alike = pattern != path and not is_listed
        if query and self._variants[path] >= _MAX_VARIANTS:
            return False
        if is_alike and self._alike[pattern] >= self._max_alike:
            return False
        self._variants[path] += bool(query)
        self._alike[pattern] += is_alike
        self._known.add(url)
        return True

    def _is_same_door(self, address: Address) -> bool:
        """Tell whether a port is the site's own; those of http and https are one."""
        usual = {80, 443}
        return address.port == self.start.port or {address.port, self.start.port} <= usual


def _site(host: str) -> str:
    return host.removeprefix("www.")


def _without_followers(query: str) -> str:
    pairs = [pair for pair in query.split("&") if pair]
    return "&".join(pair for pair in pairs if not _FOLLOWS.fullmatch(pair.partition("=")[0]))


def _is_file(path: str) -> bool:
    """Tell whether the name says that there is nothing to be read."""
    name = path.rpartition("/")[2]
    dot = name.rfind(".")
    return dot >= 0 and _FILES.fullmatch(name[dot:]) is not None


def _is_winding(path: str) -> bool:
    """Tell whether a path is one of those that relative links make longer and longer."""
    segments = [segment for segment in path.split("/")[3:] if segment]
    repeats = Counter(segments).most_common(1)
    return len(segments) > _MAX_SEGMENTS or (bool(repeats) and repeats[0][1] > _MAX_REPEATS)
