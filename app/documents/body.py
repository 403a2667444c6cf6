"""Reads the body of an answer: counted as it was sent, and again as it unfolds.

Only gzip is asked for and only gzip is unfolded, in pieces, so that a few bytes that unfold to
gigabytes are noticed at the limit and not after it.
"""

from __future__ import annotations

import asyncio
import time
import zlib
from collections.abc import Iterator
from contextlib import aclosing

import httpcore2

from app.errors import DocumentRefused, SourceUnavailable

_GRACE_S, _MIN_BYTES_PER_S = 5.0, 500
# Each part costs work, however small: so many may be tiny, and others have a turn in between.
_MAX_CRUMBS, _CRUMB_BYTES, _TURN = 10_000, 16, 64
_PIECE_BYTES = 256 * 1024
_GZIP_START = b"\x1f"


def header(reply: httpcore2.Response, name: bytes) -> str:
    """Return a header by its lower-case name; several are joined, a missing one is empty."""
    text = b", ".join(value for key, value in reply.headers if key.lower() == name)
    try:
        return text.decode()
    except UnicodeDecodeError:
        return text.decode("latin-1")


async def read_body(
    reply: httpcore2.Response, url: str, max_bytes: int, grace_s: float = _GRACE_S
) -> bytes:
    """Return the whole body, decompressed.

    Args:
        max_bytes: as sent, and as decompressed.
        grace_s: how long it may be slower than a very slow line.

    Raises:
        DocumentRefused: it is too large or damaged.
        SourceUnavailable: it trickles, or ends too early.
    """
    encoding = header(reply, b"content-encoding").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise DocumentRefused(f"{url} is compressed in a way that was not asked for.")
    declared = header(reply, b"content-length")
    _refuse_more(int(declared) if declared.isdigit() else 0, max_bytes, url)
    unzip = Gunzip() if "gzip" in encoding else None
    meter, body = _Meter(url, grace_s), bytearray()
    async with aclosing(reply.aiter_stream()) as parts:
        async for part in parts:
            await meter.count(len(part))
            for piece in unzip.feed(part) if unzip else (part,):
                body += piece
                _refuse_more(max(meter.sent, len(body)), max_bytes, url)
    if unzip and not unzip.is_complete:
        raise SourceUnavailable(f"{url} broke off in the middle.")
    return bytes(body)


class _Meter:
    """Counts what comes in, and ends what comes in crumbs or too slowly."""

    def __init__(self, url: str, grace_s: float) -> None:
        self.sent = 0
        self._url = url
        self._grace_s = grace_s
        self._parts = 0
        self._started = time.monotonic()

    async def count(self, size: int) -> None:
        self.sent += size
        self._parts += 1
        if self._parts % _TURN == 0:
            await asyncio.sleep(0)
        if self._parts > _MAX_CRUMBS and self.sent < self._parts * _CRUMB_BYTES:
            raise DocumentRefused(f"{self._url} comes in too many pieces.")
        elapsed_s = time.monotonic() - self._started
        if elapsed_s > self._grace_s and self.sent < elapsed_s * _MIN_BYTES_PER_S:
            raise SourceUnavailable(f"{self._url} comes too slowly.")


def gunzip(data: bytes, max_bytes: int) -> bytes:
    """Return what a gzip file holds.

    Raises:
        DocumentRefused: it holds more than ``max_bytes``, or is damaged.
    """
    unzip, body = Gunzip(), bytearray()
    for piece in unzip.feed(data):
        body += piece
        _refuse_more(len(body), max_bytes, "The compressed file")
    return bytes(body)


class Gunzip:
    """Decompresses gzip in pieces of bounded size, whatever a few bytes unfold to."""

    def __init__(self) -> None:
        self._inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._is_empty = True

    @property
    def is_complete(self) -> bool:
        """Tell whether the end was seen, or nothing at all."""
        return self._is_empty or self._inflater.eof

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield what ``data`` unfolds to; the last pieces may be empty.

        Raises:
            DocumentRefused: it is not gzip.
        """
        self._is_empty = self._is_empty and not data
        is_full = False
        while data or is_full:
            if self._inflater.eof:
                # Another member may follow; what is none is padding.
                if not data.startswith(_GZIP_START):
                    return
                self._inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
            try:
                piece = self._inflater.decompress(data, _PIECE_BYTES)
            except zlib.error as error:
                raise DocumentRefused("The compressed content is damaged.") from error
            # A full piece may have more behind it, even with nothing left to read.
            is_full = len(piece) == _PIECE_BYTES
            data = self._inflater.unused_data or self._inflater.unconsumed_tail
            yield piece


def _refuse_more(size: int, max_bytes: int, what: str) -> None:
    if size > max_bytes:
        raise DocumentRefused(f"{what} is larger than {max_bytes / 1e6:.3g} MB.")
