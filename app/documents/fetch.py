"""Fetches from the web, and from nowhere else: every connection is made by ``guard``.

Redirects are followed here, five at most, each read and judged like a new address. Nothing is
taken from the environment, no cookie is kept, no credential exists to be passed on. What comes in
is counted while it comes, as it was sent and as it was before compression; time is limited as a
whole and by the byte. What is no page or document is not read at all.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Self

import httpcore2

from app.documents.addresses import Address, join
from app.documents.body import header, read_body
from app.documents.guard import Guard, GuardedBackend
from app.errors import AddressRefused, DocumentRefused, SourceUnavailable
from app.version import __version__

MAX_BYTES = 25_000_000
TIMEOUT_S = 30.0
MAX_REDIRECTS = 5
PAGES = frozenset({"text/html", "application/xhtml+xml"})
DOCUMENTS = PAGES | {
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text/csv",
    "text/markdown",
    "text/plain",
}
_BY_SUFFIX = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gz": "application/gzip",
    "htm": "text/html",
    "html": "text/html",
    "md": "text/markdown",
    "pdf": "application/pdf",
    "txt": "text/plain",
    "xml": "application/xml",
}
# What servers say of files they know nothing about.
_UNKNOWN = {"", "application/octet-stream", "binary/octet-stream", "application/force-download"}
_REDIRECTS = {301, 302, 303, 307, 308}
_LATER = {408, 425, 429}
_WAITS_S = {"connect": 10.0, "read": 10.0, "write": 10.0, "pool": TIMEOUT_S}
_MAX_CONNECTIONS, _KEPT_S = 4, 15.0
_MAX_HEADER = 500
_MAX_RETRY_AFTER_S = 86_400.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered.

    ``url`` is where it was at last, in normal form; ``body`` is empty unless ``is_ok``.
    ``is_unchanged``: the server says that what ``etag`` or ``last_modified`` stood for still holds.
    ``media_type`` and ``charset`` are lower case, ``charset`` empty when not told; ``robots`` is
    what each ``X-Robots-Tag`` said.
    """

    url: str
    status: int
    media_type: str = ""
    charset: str = ""
    body: bytes = b""
    etag: str = ""
    last_modified: str = ""
    robots: tuple[str, ...] = ()
    is_unchanged: bool = False

    @property
    def content_type(self) -> str:
        """Return type and charset in one, as parsers take them."""
        return f"{self.media_type}; charset={self.charset}" if self.charset else self.media_type

    @property
    def is_ok(self) -> bool:
        """Tell whether there is a body."""
        return self.status in (200, 203)

    @property
    def is_gone(self) -> bool:
        """Tell whether the server says that there is nothing at this address (any more)."""
        return self.status in (404, 410)


@dataclass(frozen=True, slots=True)
class _Wanted:
    etag: str
    last_modified: str
    max_bytes: int
    media_types: frozenset[str] | None


def user_agent(public_url: str = "") -> str:
    """Return the name under which pages are asked for; ``public_url`` says who asks."""
    return f"leadline/{__version__}" + (f" (+{public_url})" if public_url else "")


class Fetcher:
    """Fetches, and keeps connections for the next fetch; belongs to one event loop."""

    def __init__(self, guard: Guard | None = None, agent: str = "") -> None:
        self._guard = guard or Guard()
        self._agent = agent or user_agent()
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=_tls(),
            max_connections=_MAX_CONNECTIONS,
            keepalive_expiry=_KEPT_S,
            network_backend=GuardedBackend(self._guard),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close every connection."""
        await self._pool.aclose()

    async def fetch(
        self,
        url: str,
        *,
        etag: str = "",
        last_modified: str = "",
        max_bytes: int = MAX_BYTES,
        media_types: frozenset[str] | None = DOCUMENTS,
        timeout_s: float = TIMEOUT_S,
    ) -> Fetched:
        """Fetch one address.

        Args:
            etag: of the version that is known, so that it need not be sent again.
            last_modified: the same for servers without ``etag``.
            max_bytes: of the body, before and after decompression.
            media_types: those that are read, any other is refused; None reads all.
            timeout_s: for all of it, redirects included.

        Raises:
            AddressRefused: this address, or one it redirects to, may not be fetched.
            DocumentRefused: what is there is too large, of another type (then with the detail
                ``media_type``), or broken.
            SourceUnavailable: no answer, an incomplete one, or the server asks for patience.
        """
        address = self._guard.read(url)
        wanted = _Wanted(etag, last_modified, max_bytes, media_types)
        try:
            async with asyncio.timeout(timeout_s):
                return await self._follow(address, wanted)
        except TimeoutError as error:
            raise SourceUnavailable(
                f"{address.host} did not answer within {timeout_s:.0f} seconds."
            ) from error

    async def _follow(self, start: Address, wanted: _Wanted) -> Fetched:
        address, seen = start, {str(start)}
        for _ in range(MAX_REDIRECTS + 1):
            is_home = address.origin == start.origin
            async with self._ask(address, _headers(self._agent, address, wanted, is_home)) as reply:
                target = header(reply, b"location")
                if reply.status not in _REDIRECTS or not target:
                    return await _take(address, reply, wanted)
            address = self._redirected(address, target)
            if str(address) in seen:
                raise AddressRefused(f"{start} redirects in a circle.")
            seen.add(str(address))
        raise AddressRefused(f"{start} redirects more than {MAX_REDIRECTS} times.")

    def _redirected(self, address: Address, target: str) -> Address:
        try:
            return self._guard.read(join(address, target))
        except AddressRefused as error:
            raise AddressRefused(f"{address} redirects to an address that is refused.") from error

    @asynccontextmanager
    async def _ask(
        self, address: Address, headers: Mapping[str, str]
    ) -> AsyncIterator[httpcore2.Response]:
        request = httpcore2.Request(
            "GET",
            httpcore2.URL(
                scheme=address.scheme.encode(),
                host=address.host.encode(),
                port=address.port,
                target=address.target.encode(),
            ),
            headers=[(name.encode(), value.encode("latin-1")) for name, value in headers.items()],
            extensions={"timeout": _WAITS_S},
        )
        try:
            response = await self._pool.handle_async_request(request)
            try:
                yield response
            finally:
                await response.aclose()
        except (httpcore2.TimeoutException, httpcore2.NetworkError, httpcore2.ProtocolError) as e:
            raise SourceUnavailable(_complaint(address.host, e)) from e


async def fetch(
    url: str,
    *,
    etag: str = "",
    last_modified: str = "",
    max_bytes: int = MAX_BYTES,
    media_types: frozenset[str] | None = DOCUMENTS,
    timeout_s: float = TIMEOUT_S,
    guard: Guard | None = None,
    agent: str = "",
) -> Fetched:
    """Fetch one address with connections of its own; see ``Fetcher.fetch``."""
    async with Fetcher(guard, agent) as fetcher:
        return await fetcher.fetch(
            url,
            etag=etag,
            last_modified=last_modified,
            max_bytes=max_bytes,
            media_types=media_types,
            timeout_s=timeout_s,
        )


@cache
def _tls() -> ssl.SSLContext:
    # The machine's own list of authorities; variables of the environment do not change it.
    from httpx2 import create_ssl_context

    return create_ssl_context(trust_env=False)


def _headers(agent: str, address: Address, wanted: _Wanted, is_home: bool) -> dict[str, str]:
    headers = {
        "Host": address.place,
        "User-Agent": agent,
        "Accept": "text/html, application/xhtml+xml, application/pdf, text/*;q=0.8, */*;q=0.5",
        "Accept-Encoding": "gzip",
    }
    # Another host's mark means nothing here, and tells it what was seen there.
    if is_home and wanted.etag:
        headers["If-None-Match"] = wanted.etag
    if is_home and wanted.last_modified:
        headers["If-Modified-Since"] = wanted.last_modified
    return headers


async def _take(address: Address, reply: httpcore2.Response, wanted: _Wanted) -> Fetched:
    """Return what a reply says that is no redirect."""
    if reply.status >= 500 or reply.status in _LATER:
        raise SourceUnavailable(
            f"{address.host} answered {reply.status}.", _retry_after_s(reply), status=reply.status
        )
    url = str(address)
    if reply.status == 304 and (wanted.etag or wanted.last_modified):
        return Fetched(url, 304, is_unchanged=True, robots=_robots(reply))
    if reply.status not in (200, 203):
        return Fetched(url, reply.status)
    media_type, charset = _content_type(address, reply)
    if wanted.media_types is not None and media_type not in wanted.media_types:
        raise DocumentRefused(
            f"{url} is of type {media_type or 'unknown'}, which is not read.", media_type=media_type
        )
    body = await read_body(reply, str(address), wanted.max_bytes)
    return Fetched(
        url,
        reply.status,
        media_type,
        charset,
        body,
        _mark(reply, b"etag"),
        _mark(reply, b"last-modified"),
        _robots(reply),
    )


def _content_type(address: Address, reply: httpcore2.Response) -> tuple[str, str]:
    kind, *parameters = header(reply, b"content-type").lower().split(";")
    media_type, charset = kind.strip(), ""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset":
            charset = value.strip().strip("\"'")[:40]
    if media_type in _UNKNOWN:
        media_type = _BY_SUFFIX.get(address.path.rpartition(".")[2].lower(), media_type)
    return media_type[:100], charset


def _mark(reply: httpcore2.Response, name: bytes) -> str:
    """Return a validator to be sent back one day, or nothing when it is no sane one."""
    text = header(reply, name).strip()
    return text if len(text) <= _MAX_HEADER and text.isascii() and text.isprintable() else ""


def _robots(reply: httpcore2.Response) -> tuple[str, ...]:
    name = b"x-robots-tag"
    values = [value for key, value in reply.headers if key.lower() == name]
    return tuple(value[:_MAX_HEADER].decode("latin-1") for value in values[:10])


def _retry_after_s(reply: httpcore2.Response) -> float | None:
    text = header(reply, b"retry-after").strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return min(float(text), _MAX_RETRY_AFTER_S)
    try:
        wait_s = (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError):
        return None
    return min(max(wait_s, 0.0), _MAX_RETRY_AFTER_S)


def _complaint(host: str, error: Exception) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"The certificate of {host} could not be verified ({cause.verify_message})."
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpcore2.TimeoutException):
        return f"{host} does not answer in time."
    if isinstance(error, httpcore2.ConnectError):
        return f"{host} does not accept connections."
    return f"{host} broke off, or does not speak HTTP."
