"""What goes compressed over the wire, and what must not."""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator

import httpx2
import pytest

from app.services import Services
from tests.routes.operators import signed_in
from tests.routes.public import site

PAGE, FILE = "/escalations", "/static/js/shell.js"
SAME = {"sec-fetch-site": "same-origin"}


@pytest.fixture
async def web(services: Services) -> AsyncIterator[httpx2.AsyncClient]:
    async with site(services) as client:
        client.headers["accept"] = "text/html"
        base_url = str(client.base_url).rstrip("/")
        async with signed_in(services, base_url, "robin@example.com") as browser:
            client.cookies.update(browser.web.cookies)
            yield client


async def raw(web: httpx2.AsyncClient, path: str, **headers: str) -> tuple[bytes, str]:
    """Return the bytes on the wire and what they say they are."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with web.stream("GET", path, headers=named) as answer:
        assert answer.status_code == 200, path
        body = b"".join([part async for part in answer.aiter_raw()])
        assert int(answer.headers["content-length"]) == len(body)
        return body, answer.headers.get("content-encoding", "")


async def test_a_page_goes_compressed(web: httpx2.AsyncClient) -> None:
    plain, none = await raw(web, PAGE, accept_encoding="identity", **SAME)
    small, said = await raw(web, PAGE, accept_encoding="gzip, br", **SAME)
    assert (none, said) == ("", "gzip")
    assert len(gzip.decompress(small)) == len(plain)
    assert len(small) < len(plain) / 2


@pytest.mark.parametrize("site_of", ["cross-site", "same-site", ""])
async def test_what_a_stranger_asks_for_has_its_full_length(
    web: httpx2.AsyncClient, site_of: str
) -> None:
    more = {"sec-fetch-site": site_of} if site_of else {}
    assert (await raw(web, PAGE, accept_encoding="gzip", **more))[1] == ""


async def test_it_obeys_who_refuses_an_encoding(web: httpx2.AsyncClient) -> None:
    assert (await raw(web, FILE, accept_encoding="gzip;q=0, br;q=0"))[1] == ""


async def test_files_go_compressed_to_anybody(services: Services) -> None:
    async with site(services) as web:
        small, said = await raw(web, FILE, accept_encoding="gzip", sec_fetch_site="cross-site")
        plain, _ = await raw(web, FILE, accept_encoding="identity")
        again, _ = await raw(web, FILE, accept_encoding="gzip")
    assert said == "gzip"
    assert gzip.decompress(small) == plain
    assert again == small


async def test_a_stream_is_not_held_up(web: httpx2.AsyncClient) -> None:
    async with web.stream("GET", "/live/escalations", headers={"accept-encoding": "gzip"}) as got:
        assert "content-encoding" not in got.headers
