"""Crawls one website politely and says what is new, changed, the same or gone.

    crawl = Crawl(Site("https://shop.example/"), known, ask=fetcher.fetch, read=read)
    async for page in crawl.pages():
        ...
    crawl.outcome

One request at a time, breadth first: the start, what it links to, what the sitemaps list, and so
on. It knows nothing of the database; what it must remember of each page is in ``Page.known``.

A page counts as vanished if the site says so (404, 410, moved, noindex, robots.txt), or if a
complete crawl met no link to it. It never does when the site was down, when the start is gone, or
when most of the pages would go at once: a bad day of a web server must not retire what a business
has told. Then the pages are stale, and what they said stays.
"""

from __future__ import annotations

import asyncio
import time
import uuid
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

from app.documents.addresses import parse_address
from app.documents.fetch import DOCUMENTS, Fetched
from app.documents.pages import Change, Known, Outcome, Page, Progress, Read, Site
from app.documents.robots import Ask, Rules, rules_of
from app.documents.scope import Scope
from app.documents.sitemap import listed_pages
from app.documents.visit import Visit, Visitor
from app.errors import AddressRefused, DocumentRefused, SourceUnavailable

# So many pages in a row without an answer, and the site is down.
_DOWN_AFTER = 4
_MAX_PATIENCE_S = 60.0
_ALWAYS_MAY_VANISH = 3
_REQUESTS_A_PAGE, _MORE_REQUESTS = 3, 50
_SITEMAP_PAGES = 5
_LEAST_S, _PAGE_S = 3600.0, 3.0


class Crawl:
    """One crawl of one site. ``known`` are the pages of the last crawl by address."""

    def __init__(
        self,
        site: Site,
        known: Mapping[str, Known],
        *,
        ask: Ask,
        read: Read,
        on_progress: Progress | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.outcome = Outcome(site.url)
        self._site = site
        self._known = known
        self._plain_ask = ask
        self._read = read
        self._tell = on_progress or (lambda done, waiting, url: None)
        self._sleep = sleep
        self._scope = Scope(parse_address(site.url), site.max_pages)
        self._rules = Rules()
        self._delay_s = site.delay_s
        self._next_at = 0.0
        self._ends_at = 0.0
        self._waiting: deque[tuple[str, int]] = deque()
        self._queued: set[str] = set()
        self._met: set[str] = set()
        self._again: set[str] = set()
        self._gone: dict[str, str] = {}
        self._done = 0
        self._silent = 0
        self._empty = 0

    async def pages(self) -> AsyncIterator[Page]:
        """Yield each page once; those that are gone come last."""
        try:
            first = await self._open()
        except (AddressRefused, DocumentRefused, SourceUnavailable) as error:
            self.outcome.problem = str(error)
            self.outcome.retry_after_s = getattr(error, "retry_after_s", None)
            for page in self._stale(self._known):
                yield page
            return
        visitor = Visitor(self._site, self._scope, self._rules, self._known, self._ask, self._read)
        impossible = self._impossible()
        if self._rules.allows(impossible):
            await visitor.learn_nothing(impossible)
        async for page in self._walk(visitor, first):
            yield page
        if not self._is_down and not self.outcome.is_complete:
            async for page in self._ask_for_unmet(visitor):
                yield page
        for page in self._settle():
            yield page

    async def _open(self) -> Fetched:
        """Ask robots.txt and the start page; raise one of ours when there is nothing to crawl."""
        start = self._scope.start
        self._rules = await rules_of(start, self._ask)
        self._delay_s = max(self._site.delay_s, self._rules.delay_s)
        self._ends_at = time.monotonic() + self._time_s()
        if not self._rules.allows(str(start)):
            raise AddressRefused(f"The robots.txt of {start.host} does not allow {start}.")
        first = await self._ask(str(start), max_bytes=self._site.max_bytes, media_types=DOCUMENTS)
        if not first.is_ok:
            raise SourceUnavailable(f"{start} answered {first.status}.")
        if not self._scope.settle(parse_address(first.url)) or not self._scope.own(first.url):
            raise AddressRefused(f"{start} leads to {first.url}; add that address instead.")
        self.outcome.url = first.url
        return first

    async def _walk(self, visitor: Visitor, first: Fetched) -> AsyncIterator[Page]:
        """Visit from the start on; yields what is found."""
        start = self._scope.own(first.url) or first.url
        self._queue(start, 0)
        is_limited, is_listed = False, True
        ready: Fetched | None = first
        while self._waiting and not self._is_down:
            if self._is_spent():
                is_limited = True
                break
            url, depth = self._waiting.popleft()
            visit = await visitor.visit(url, ready)
            if not await self._put_off(visit, depth):
                for page in self._take(visit, depth):
                    yield page
            if ready is not None:
                ready, is_listed = None, await self._queue_listed()
        has_failed = bool(self.outcome.counts[Change.FAILED])
        is_cut_short = is_limited or has_failed or self._is_down or not is_listed
        self.outcome.is_complete = self._done > 0 and not is_cut_short

    def _take(self, visit: Visit, depth: int) -> list[Page]:
        """Note what a visit found; return what is to be told of it."""
        self._met.add(visit.url)
        self._silent = self._silent + 1 if visit.is_down else 0
        if (visit.retry_after_s or 0.0) > _MAX_PATIENCE_S:
            # It wants to be left alone, not asked for the next page.
            self._silent = _DOWN_AFTER
        self._empty += visit.is_empty
        if self._is_down:
            self.outcome.retry_after_s = visit.retry_after_s
        if visit.gone and visit.url in self._known:
            self._gone[visit.url] = visit.gone
        if visit.moved_to:
            self._queue(visit.moved_to, depth, is_next=True)
        if depth < self._site.max_depth:
            for link in visit.links:
                self._queue(link, depth + 1)
        if visit.page is None:
            return []
        self._done += 1
        self.outcome.counts[visit.page.change] += 1
        self._tell(self._done, len(self._waiting), visit.url)
        return [visit.page]

    def _queue(
        self, url: str, depth: int, *, is_next: bool = False, is_listed: bool = False
    ) -> None:
        if url in self._queued or not self._scope.may_follow(url, is_listed):
            return
        self._queued.add(url)
        if is_next:
            self._waiting.appendleft((url, depth))
        else:
            self._waiting.append((url, depth))

    async def _put_off(self, visit: Visit, depth: int) -> bool:
        """Wait and try once more where the site asks for a little patience."""
        wait_s = visit.retry_after_s
        if not visit.is_down or wait_s is None or wait_s > _MAX_PATIENCE_S:
            return False
        if visit.url in self._again:
            return False
        self._again.add(visit.url)
        await self._sleep(wait_s)
        self._waiting.appendleft((visit.url, depth))
        return True

    async def _queue_listed(self) -> bool:
        """Queue what the sitemaps list; False when one that should be there could not be read."""
        announced = [self._site.sitemap] if self._site.sitemap else [*self._rules.sitemaps]
        guessed = str(self._scope.start.with_target("/sitemap.xml"))
        listed = await listed_pages(
            announced or [guessed],
            self._ask,
            lambda url: url if url == self._site.sitemap else self._scope.at_home(url),
            self._site.max_pages * _SITEMAP_PAGES,
        )
        if self._site.max_depth > 0:
            for text in listed.pages:
                if (url := self._scope.own(text)) is not None:
                    self._queue(url, 1, is_listed=True)
        if self._site.sitemap and listed.problems:
            self.outcome.problem = listed.problems[0]
        return not (listed.is_silent or (announced and listed.problems))

    async def _ask_for_unmet(self, visitor: Visitor) -> AsyncIterator[Page]:
        """Ask for known pages that an incomplete crawl did not meet, one by one."""
        for url in [url for url in self._known if url not in self._met][: self._site.max_pages]:
            if self._is_down or self._is_over():
                break
            if self._scope.own(url) == url:
                for page in self._take(await visitor.visit(url), self._site.max_depth):
                    yield page

    def _settle(self) -> list[Page]:
        """Return what is said of the known pages that were not met, or are gone."""
        unmet = [url for url in self._known if url not in self._met]
        if self._is_down:
            self.outcome.problem = f"{self._scope.start.host} stopped answering."
        elif self.outcome.is_complete:
            self._gone |= dict.fromkeys(unmet, "Nothing on the site links to the page any more.")
            unmet = []
        else:
            outside = [url for url in unmet if self._scope.own(url) != url]
            self._gone |= dict.fromkeys(outside, "The page is no longer part of what is crawled.")
            unmet = [url for url in unmet if url not in self._gone]
        if not self._done and not self.outcome.problem:
            why = "has text without running its scripts" if self._empty else "may be used"
            self.outcome.problem = f"No page of the site {why}."
        stale = self._stale(unmet)
        limit = max(_ALWAYS_MAY_VANISH, self._site.max_vanished * len(self._known))
        if self._is_down or len(self._gone) > limit:
            return [*stale, *self._hold()]
        self.outcome.counts[Change.VANISHED] += len(self._gone)
        vanished = [
            Page(url, Change.VANISHED, reason, before=self._known[url])
            for url, reason in self._gone.items()
        ]
        return [*stale, *vanished]

    def _hold(self) -> list[Page]:
        """Keep the pages that look gone: too many at once, or on a day the site was down."""
        self.outcome.held = tuple(self._gone)
        if not self.outcome.problem:
            self.outcome.problem = (
                f"{len(self._gone)} of {len(self._known)} pages seem to be gone at once; "
                "they are kept until somebody has looked."
            )
        return self._stale(self._gone)

    def _stale(self, urls: Mapping[str, object] | list[str]) -> list[Page]:
        self.outcome.counts[Change.STALE] += len(urls)
        reason = self.outcome.problem or "The crawl ended before it came to the page."
        return [
            Page(url, Change.STALE, reason, known=self._known[url], before=self._known[url])
            for url in urls
        ]

    @property
    def _is_down(self) -> bool:
        return self._silent >= _DOWN_AFTER

    def _time_s(self) -> float:
        if self._site.max_s is not None:
            return self._site.max_s
        return max(_LEAST_S, self._site.max_pages * (self._delay_s + _PAGE_S))

    def _is_over(self) -> bool:
        return time.monotonic() > self._ends_at

    def _is_spent(self) -> bool:
        site = self._site
        max_requests = site.max_pages * _REQUESTS_A_PAGE + _MORE_REQUESTS
        return (
            self._done >= site.max_pages or self.outcome.requests >= max_requests or self._is_over()
        )

    def _impossible(self) -> str:
        folder = self._scope.start.path.rpartition("/")[0]
        return str(self._scope.start.with_target(f"{folder}/no-such-page-{uuid.uuid4().hex[:12]}"))

    async def _ask(
        self,
        url: str,
        *,
        etag: str = "",
        last_modified: str = "",
        max_bytes: int = 25_000_000,
        media_types: frozenset[str] | None = DOCUMENTS,
    ) -> Fetched:
        """Ask for one address, not sooner than the site wants."""
        wait_s = self._next_at - time.monotonic()
        if wait_s > 0:
            await self._sleep(wait_s)
        self._next_at = time.monotonic() + self._delay_s
        self.outcome.requests += 1
        return await self._plain_ask(
            url,
            etag=etag,
            last_modified=last_modified,
            max_bytes=max_bytes,
            media_types=media_types,
        )
