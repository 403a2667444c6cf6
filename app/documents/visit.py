"""Visits one page of a site and says what became of it.

The page is asked for only if it has changed, read only if its bytes have, and reported as changed
only if its text has.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.documents.base import Parsed
from app.documents.fetch import Fetched
from app.documents.pages import Change, Known, Page, Read, Site, content_hash, remembered
from app.documents.robots import Ask, Rules, may_index_and_follow
from app.documents.scope import Scope
from app.errors import AddressRefused, DocumentRefused, SourceUnavailable

_ROBOTS = "The site's robots.txt does not allow this page."
_NOINDEX = "The page asks not to be used (noindex)."
_ELSEWHERE = "The address leads to another site, or out of the folder."
_NO_TEXT = "The page has no text without running its scripts."
_NOTHING_HERE = "The page says what the site says of pages that do not exist."


@dataclass(frozen=True, slots=True)
class Visit:
    """What a visit found.

    ``page`` is what to report, if anything. ``gone``: why there is no such page (any more).
    ``moved_to``: the address of the site that stands for this one. ``links``: where it leads on.
    ``is_down``: the site did not answer, ``retry_after_s`` if it asked for patience.
    """

    url: str
    page: Page | None = None
    gone: str = ""
    moved_to: str = ""
    links: tuple[str, ...] = ()
    is_down: bool = False
    is_empty: bool = False
    retry_after_s: float | None = None


class Visitor:
    """Visits pages of one site in one crawl."""

    def __init__(
        self,
        site: Site,
        scope: Scope,
        rules: Rules,
        known: Mapping[str, Known],
        ask: Ask,
        read: Read,
    ) -> None:
        self._site = site
        self._scope = scope
        self._rules = rules
        self._known = known
        self._ask = ask
        self._read = read
        # What the site answers, with status 200, for a page that cannot exist.
        self._nothing = ""
        self._told: dict[str, str] = {}

    async def learn_nothing(self, url: str) -> None:
        """Look how the site answers an address that cannot exist."""
        try:
            found = await self._ask(url, max_bytes=self._site.max_bytes)
            if found.is_ok and self._scope.own(found.url) == url:
                parsed = await self._read(found.body, url, found.content_type)
                self._nothing = content_hash(parsed)
        except (AddressRefused, DocumentRefused, SourceUnavailable):
            # Nothing learned: such pages count as pages.
            return

    async def visit(self, url: str, found: Fetched | None = None) -> Visit:
        """Visit a page; ``found`` is its answer if it was asked for already."""
        before = self._known.get(url)
        if not self._rules.allows(url):
            return Visit(url, gone=_ROBOTS)
        try:
            if found is None:
                found = await self._ask(
                    url,
                    etag=before.etag if before else "",
                    last_modified=before.last_modified if before else "",
                    max_bytes=self._site.max_bytes,
                )
            return await self._judge(url, found, before)
        except SourceUnavailable as error:
            failed = self._failed(url, str(error), before)
            return replace(failed, is_down=True, retry_after_s=error.retry_after_s)
        except DocumentRefused as error:
            if before is None and "media_type" in error.details:
                # A picture or the like behind a link: no page, and no failure.
                return Visit(url)
            return self._failed(url, str(error), before)
        except AddressRefused as error:
            return self._failed(url, str(error), before)

    def _failed(self, url: str, reason: str, before: Known | None) -> Visit:
        return Visit(url, Page(url, Change.FAILED, reason, known=before, before=before))

    async def _judge(self, url: str, found: Fetched, before: Known | None) -> Visit:
        at = self._scope.own(found.url)
        if at is None:
            return Visit(url, gone=_ELSEWHERE)
        if at != url:
            return Visit(url, gone=f"The page moved to {at}.", moved_to=at)
        if found.is_gone:
            return Visit(url, gone=f"The site answers {found.status} for this page.")
        if found.is_unchanged and before is not None:
            if not may_index_and_follow((), found.robots)[0]:
                return Visit(url, gone=_NOINDEX, links=before.links)
            return self._unchanged(url, before, before)
        if not found.is_ok:
            return self._failed(url, f"The site answers {found.status} for this page.", before)
        return await self._read_page(url, found, before)

    async def _read_page(self, url: str, found: Fetched, before: Known | None) -> Visit:
        body_hash = hashlib.sha256(found.body).hexdigest()
        may_index, _ = may_index_and_follow((), found.robots)
        if before and before.body_hash == body_hash and may_index:
            now = Known(
                found.etag, found.last_modified, body_hash, before.content_hash, before.links
            )
            return self._unchanged(url, now, before)
        parsed = await self._read(found.body, url, found.content_type)
        may_index, may_follow = may_index_and_follow(parsed.robots, found.robots)
        links = self._links(url, parsed) if may_follow else ()
        if not may_index:
            return Visit(url, gone=_NOINDEX, links=links)
        if (other := self._canonical(url, parsed)) is not None:
            return Visit(url, gone=f"The page is the same as {other}.", moved_to=other, links=links)
        text_hash = content_hash(parsed)
        now = Known(found.etag, found.last_modified, body_hash, text_hash, links)
        return self._told_apart(url, parsed, now, before)

    def _told_apart(self, url: str, parsed: Parsed, now: Known, before: Known | None) -> Visit:
        if not parsed.sections:
            if before is None:
                return Visit(url, links=now.links, is_empty=True)
            return self._failed(url, _NO_TEXT, before)
        if now.content_hash == self._nothing:
            return Visit(url, gone=_NOTHING_HERE)
        if before is None and self._told.setdefault(now.content_hash, url) != url:
            # The same text under another address answers nothing more.
            return Visit(url, links=now.links)
        if before and before.content_hash == now.content_hash:
            return self._unchanged(url, now, before)
        change = Change.CHANGED if before else Change.ADDED
        self._told[now.content_hash] = url
        sections = tuple(replace(section, url=url) for section in parsed.sections)
        parsed = replace(parsed, sections=sections)
        return Visit(url, Page(url, change, "", parsed, now, before), links=now.links)

    def _unchanged(self, url: str, now: Known, before: Known) -> Visit:
        self._told.setdefault(now.content_hash, url)
        page = Page(url, Change.UNCHANGED, known=now, before=before)
        return Visit(url, page, links=now.links)

    def _links(self, url: str, parsed: Parsed) -> tuple[str, ...]:
        own = (self._scope.own(link, url) for link in parsed.links)
        return remembered([link for link in own if link is not None])

    def _canonical(self, url: str, parsed: Parsed) -> str | None:
        """Return the address a page gives as its own, if that is another spelling of this one.

        Believed only if the path is the same but for case and slash: many sites name their front
        page on every page, and all of them would be lost.
        """
        other = self._scope.own(parsed.canonical, url) if parsed.canonical else None
        if other is None or other == url:
            return None
        ours, theirs = (text.partition("?")[0].rstrip("/").lower() for text in (url, other))
        return other if ours == theirs else None
