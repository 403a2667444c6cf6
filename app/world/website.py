"""A small business's website, served on loopback: pages that change and vanish, and bad days.

    site = Website(clock)
    site.put("/", "Casa Verde", ["We repair roofs."], links=["/prices"])
    base_url = await site.start()

It answers as common servers do: strong ``ETag`` and ``Last-Modified``, 304 for both kinds of
conditional request, ``robots.txt`` and ``sitemap.xml`` (built from its pages unless replaced), gzip
when asked for. ``fail(path, kind)`` makes one path, or with ``*`` every path, misbehave:

    404 410 403 429 500 503   that status
    hang                      no answer
    drop                      the line is cut before an answer
    cut                       the line is cut in the middle of the page
    slow                      a byte every tenth of a second
    endless                   a page without end
    huge                      a page of 30 MB
    bomb                      100 kB of gzip that unfold to 100 MB
    image                     an image instead of a page
    circle                    redirects to itself by way of another address
    to:URL                    redirects there
"""

from __future__ import annotations

import gzip
import hashlib
import html
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from email.utils import format_datetime, parsedate_to_datetime
from functools import cache

from app.clock import Clock, SystemClock, at
from app.errors import Invalid
from app.world.http_server import Answer, HttpServer, Request

EVERYWHERE = "*"
_HTML = "text/html; charset=utf-8"
_KINDS = frozenset(
    {"hang", "drop", "cut", "slow", "endless", "huge", "bomb", "image", "circle"}
)  # fmt: skip
_STATUSES = frozenset({"403", "404", "410", "429", "500", "503"})
_HANG_S = 3600.0


@dataclass(slots=True)
class WebPage:
    """What lies at one path. ``has_validators`` is False for a server that marks no versions."""

    body: bytes
    content_type: str = _HTML
    changed_ms: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    has_validators: bool = True
    is_listed: bool = True

    @property
    def etag(self) -> str:
        """Return a strong validator of the body."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'

    @property
    def last_modified(self) -> str:
        """Return the time of the last change as HTTP writes it."""
        return format_datetime(at(self.changed_ms), usegmt=True)


@dataclass(frozen=True, slots=True)
class Visit:
    """One request as it was answered; ``path`` with its query, ``headers`` in lower case."""

    path: str
    status: int
    headers: dict[str, str]


@dataclass(slots=True)
class _Fault:
    kind: str
    times: int
    retry_after_s: int


class Website:
    """The site.

    ``robots`` and ``sitemap`` are bodies: None builds one, "" answers 404. ``not_found`` is what
    stands, with status 200, in place of pages that do not exist; None answers 404.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self.pages: dict[str, WebPage] = {}
        self.robots: str | None = None
        self.sitemap: str | None = None
        self.not_found: WebPage | None = None
        self.visits: list[Visit] = []
        self.base_url = ""
        self._faults: dict[str, _Fault] = {}
        self._clock = clock or SystemClock()
        self.server = HttpServer(self._answer)

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Serve, and return the base URL without a slash at its end."""
        bound = await self.server.start(host, port)
        self.base_url = f"http://{host}:{bound}"
        return self.base_url

    async def stop(self) -> None:
        """Serve no longer."""
        await self.server.stop()

    def put(
        self, path: str, title: str, paragraphs: Iterable[str], links: Iterable[str] = ()
    ) -> WebPage:
        """Publish a page of text with links, in place of what was there."""
        body = document(title, paragraphs, links)
        return self.put_file(path, body.encode(), _HTML)

    def put_file(self, path: str, body: bytes, content_type: str) -> WebPage:
        """Publish any file, in place of what was there."""
        page = WebPage(body, content_type, self._clock.now_ms())
        self.pages[path] = page
        return page

    def remove(self, path: str) -> None:
        """Take a page off the site."""
        del self.pages[path]

    def fail(self, path: str, kind: str, times: int = -1, retry_after_s: int = 0) -> None:
        """Let a path misbehave, so many times or until ``heal``; see the module's docstring.

        ``retry_after_s``: what the answer says of when to come again, if anything.
        """
        if kind not in _KINDS | _STATUSES and not kind.startswith("to:"):
            raise Invalid(f"No such fault of a website: {kind}.")
        if kind == "bomb":
            # Packed now, so that it is not the packing that makes the answer late.
            _bomb()
        self._faults[path] = _Fault(kind, times, retry_after_s)

    def heal(self, path: str = EVERYWHERE) -> None:
        """End the misbehaviour of a path, or of all."""
        if path == EVERYWHERE:
            self._faults.clear()
        self._faults.pop(path, None)

    def asked(self) -> list[str]:
        """Return the paths that were asked for, in order."""
        return [visit.path for visit in self.visits]

    def _answer(self, request: Request) -> Answer:
        path = request.path + (f"?{request.query}" if request.query else "")
        faults = self._faults
        fault = faults.get(path) or faults.get(request.path) or faults.get(EVERYWHERE)
        page = self._page(path) or self.not_found
        answer = _plain(request, page)
        if fault and fault.times:
            fault.times -= 1
            answer = _failing(fault.kind, path, page)
            if fault.retry_after_s:
                answer.headers["Retry-After"] = str(fault.retry_after_s)
        self.visits.append(Visit(path, answer.status, request.headers))
        return answer

    def _page(self, path: str) -> WebPage | None:
        if path == "/robots.txt" and path not in self.pages:
            text = self._robots() if self.robots is None else self.robots
            return WebPage(text.encode(), "text/plain; charset=utf-8") if text else None
        if path == "/sitemap.xml" and path not in self.pages:
            text = self._sitemap() if self.sitemap is None else self.sitemap
            return WebPage(text.encode(), "application/xml") if text else None
        return self.pages.get(path)

    def _robots(self) -> str:
        return f"User-agent: *\nDisallow:\nSitemap: {self.base_url}/sitemap.xml\n"

    def _sitemap(self) -> str:
        rows = "".join(
            f"<url><loc>{html.escape(self.base_url + path)}</loc></url>"
            for path, page in self.pages.items()
            if page.is_listed
        )
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        return f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="{space}">{rows}</urlset>'


def document(title: str, paragraphs: Iterable[str], links: Iterable[str] = ()) -> str:
    """Return a plain page: a navigation with links, a heading, paragraphs."""
    navigation = "".join(
        f'<a href="{html.escape(link)}">{html.escape(link)}</a> ' for link in links
    )
    text = "".join(f"<p>{html.escape(paragraph)}</p>\n" for paragraph in paragraphs)
    name = html.escape(title)
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{name}</title></head><body>\n'
        f"<nav>{navigation}</nav>\n<main><h1>{name}</h1>\n{text}</main></body></html>\n"
    )


def _plain(request: Request, page: WebPage | None) -> Answer:
    if page is None:
        return _text(404, "Not found.")
    headers = dict(page.headers)
    if page.has_validators:
        headers |= {"ETag": page.etag, "Last-Modified": page.last_modified}
        if _is_known(request, page):
            return Answer(304, headers=headers, content_type=page.content_type)
    body = page.body
    if "gzip" in request.headers.get("accept-encoding", "") and len(body) > 1000:
        body = gzip.compress(body, 6, mtime=0)
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Answer(200, body, page.content_type, headers)


def _is_known(request: Request, page: WebPage) -> bool:
    """Tell whether the asker has this version (RFC 9110 section 13.2.2: the tag goes first)."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        known = [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        return page.etag in known or "*" in known
    since = request.headers.get("if-modified-since")
    if since is None:
        return False
    try:
        return page.changed_ms // 1000 <= parsedate_to_datetime(since).timestamp()
    except (ValueError, TypeError):
        return False


def _failing(kind: str, path: str, page: WebPage | None) -> Answer:
    body = page.body if page else b"<p>nothing</p>"
    if kind in _STATUSES:
        return _text(int(kind), f"Error {kind}")
    if kind == "circle":
        here, there = path.partition("?")[0], f"{path}?again"
        return Answer(302, headers={"Location": here if path.endswith("?again") else there})
    if kind.startswith("to:"):
        return Answer(302, headers={"Location": kind[3:]})
    if kind == "bomb":
        return Answer(200, _bomb(), _HTML, {"Content-Encoding": "gzip"})
    answers = {
        "hang": Answer(200, body, _HTML, delay_s=_HANG_S),
        "drop": Answer(200, body, _HTML, cut_after=0),
        "cut": Answer(200, body, _HTML, cut_after=max(1, len(body) // 2)),
        "slow": Answer(200, content_type=_HTML, parts=_Endless(0.1, b"<")),
        "endless": Answer(200, content_type=_HTML, parts=_Endless(0.001, b"<p>more</p>" * 5000)),
        "huge": Answer(200, b" " * 30_000_000, _HTML),
        "image": Answer(200, b"\x89PNG\r\n\x1a\n", "image/png"),
    }
    return answers[kind]


def _text(status: int, text: str) -> Answer:
    return Answer(status, document(text, [text]).encode(), _HTML)


@cache
def _bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    block = bytes(1_000_000)
    return b"".join(packer.compress(block) for _ in range(100)) + packer.flush()


class _Endless(Sequence[tuple[float, bytes]]):
    """The same part again and again."""

    def __init__(self, wait_s: float, data: bytes) -> None:
        self._part = (wait_s, data)

    def __iter__(self) -> Iterator[tuple[float, bytes]]:
        while True:
            yield self._part

    def __getitem__(self, index: object) -> tuple[float, bytes]:  # type: ignore[override]
        return self._part

    def __len__(self) -> int:
        return 1 << 30
