"""Bodies are counted while they come, and must come whole."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator, Iterable

import httpcore2
import pytest

from app.documents.body import Gunzip, gunzip, read_body
from app.errors import DocumentRefused, SourceUnavailable

TEXT = b"We repair roofs. " * 50_000
URL = "https://shop.example/"


def reply(
    parts: Iterable[bytes], headers: dict[str, str] | None = None, wait_s: float = 0.0
) -> httpcore2.Response:
    async def content() -> AsyncIterator[bytes]:
        for part in parts:
            await asyncio.sleep(wait_s)
            yield part

    named = [(name.encode(), value.encode()) for name, value in (headers or {}).items()]
    return httpcore2.Response(200, headers=named, content=content())


def cut(data: bytes, size: int) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


GZIP = {"Content-Encoding": "gzip"}


@pytest.mark.parametrize("size", [1, 7, 1000, 10_000_000])
async def test_it_unfolds_gzip_however_it_is_cut(size: int) -> None:
    packed = gzip.compress(TEXT[:50_000]) + gzip.compress(TEXT[50_000:100_000]) + bytes(8)
    assert await read_body(reply(cut(packed, size), GZIP), URL, 10**6) == TEXT[:100_000]


async def test_it_unfolds_what_ends_at_a_full_piece() -> None:
    for length in (256 * 1024 - 1, 256 * 1024, 256 * 1024 + 1, 512 * 1024):
        data = bytes(length)
        assert await read_body(reply([gzip.compress(data)], GZIP), URL, 10**6) == data


async def test_it_takes_up_to_the_limit() -> None:
    assert await read_body(reply([b"x" * 1000]), URL, 1000) == b"x" * 1000
    for parts, headers in (
        ([b"x" * 1001], {}),
        ([gzip.compress(b"x" * 1001)], GZIP),
        ([b"x"], {"Content-Length": "1001"}),
    ):
        with pytest.raises(DocumentRefused, match="larger"):
            await read_body(reply(parts, headers), URL, 1000)


async def test_it_refuses_packed_nothing_without_end() -> None:
    with pytest.raises(DocumentRefused, match="larger"):
        await read_body(reply([gzip.compress(b"")] * 10_000, GZIP), URL, 1000)


async def test_it_requires_the_whole() -> None:
    packed = gzip.compress(TEXT)
    with pytest.raises(SourceUnavailable, match="broke off"):
        await read_body(reply([packed[:-9]], GZIP), URL, 10**6)
    assert await read_body(reply([], GZIP), URL, 10**6) == b""


async def test_it_ends_what_trickles() -> None:
    with pytest.raises(SourceUnavailable, match="too slowly"):
        await read_body(reply([b"x"] * 1000, wait_s=0.01), URL, 1000, grace_s=0.05)


async def test_it_refuses_crumbs_without_end() -> None:
    with pytest.raises(DocumentRefused, match="too many pieces"):
        await read_body(reply([b"x"] * 30_000), URL, 10**6)
    assert len(await read_body(reply([b"x" * 20] * 12_000), URL, 10**6)) == 240_000


async def test_it_keeps_what_is_slow_only_at_first() -> None:
    parts = [b"x" * 400] * 10
    assert len(await read_body(reply(parts, wait_s=0.01), URL, 10**6, grace_s=0.05)) == 4000


async def test_it_refuses_damaged_gzip() -> None:
    for data in (b"not gzip", gzip.compress(TEXT)[:-8] + bytes(8)):
        with pytest.raises(DocumentRefused, match="damaged"):
            await read_body(reply([data], GZIP), URL, 10**6)


def test_it_unfolds_files() -> None:
    assert gunzip(gzip.compress(TEXT), 10**6) == TEXT
    with pytest.raises(DocumentRefused, match="larger"):
        gunzip(gzip.compress(bytes(10**7)), 10**6)


def test_it_gives_pieces_of_bounded_size() -> None:
    pieces = [*Gunzip().feed(gzip.compress(bytes(10**7)))]
    assert max(map(len, pieces)) <= 256 * 1024
    assert sum(map(len, pieces)) == 10**7
