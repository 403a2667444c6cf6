"""Multipart forms: streamed to disk, within limits, and never before the token was checked."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import pytest

from app.domain.knowledge import Base
from app.flows import manage_knowledge as manage
from app.flows.manage_tenant import Put
from app.main import _Protocol, create_app
from app.routes import upload as uploads
from app.services import Services
from app.store import documents
from tests.journeys.served import served
from tests.routes.operators import Browser, signed_in

BOUNDARY = "----line"
LIMIT = 200_000


@dataclass(frozen=True, slots=True)
class Place:
    """A server with a small limit, an admin's browser and a base."""

    services: Services
    base_url: str
    dana: Browser
    base: Base

    @property
    def path(self) -> str:
        return f"/knowledge/bases/{self.base.id}/documents"

    def kept(self) -> list[str]:
        folder = self.services.library.uploads
        return sorted(one.name for one in folder.iterdir()) if folder.exists() else []

    async def documents(self) -> list[str]:
        rows = await self.services.db.read(
            documents.documents_in, self.base.tenant_id, self.base.id
        )
        return [row.name for row in rows]


@pytest.fixture
async def place(services: Services, acme: Put) -> AsyncIterator[Place]:
    small = replace(services, settings=services.settings.replaced(document_limit_bytes=LIMIT))
    base = await manage.create_base(small, acme.tenant.id, "Rules")
    async with (
        served(small) as address,
        signed_in(small, address, "dana@example.com") as browser,
    ):
        yield Place(small, address, browser, base)


def part(name: str, data: bytes, more: str = "", kind: str = "") -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n'
    return head.encode() + (f"Content-Type: {kind}\r\n" if kind else "").encode() + b"\r\n" + data


def form(*parts: bytes, end: str = f"\r\n--{BOUNDARY}--\r\n") -> bytes:
    return b"\r\n".join(parts) + end.encode()


async def post(place: Place, body: bytes, **headers: str) -> tuple[int, str]:
    answer = await place.dana.web.post(
        place.path,
        content=body,
        headers={
            "content-type": f"multipart/form-data; boundary={BOUNDARY}",
            "accept": "*/*",
            "x-requested-with": "fetch",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        },
    )
    return answer.status_code, answer.text


async def test_it_keeps_the_bytes_and_not_the_path(place: Place) -> None:
    data = bytes(range(1, 256)) * 700
    token = (await place.dana.token()).encode()
    body = form(part("csrf", token), part("files", data, '; filename="C:\\..\\..\\etc\\rules.txt"'))
    status, _ = await post(place, body)
    (name,) = place.kept()
    assert status == 200
    assert (place.services.library.uploads / name).read_bytes() == data
    assert await place.documents() == ["rules.txt"]


async def test_it_takes_the_token_first_or_not_at_all(place: Place) -> None:
    token = (await place.dana.token()).encode()
    file = part("files", b"Parking is free.", '; filename="a.txt"')
    as_file = part("csrf", token, '; filename="csrf"')
    for body in (form(file, part("csrf", token)), form(file), form(as_file, file), form(b"")):
        status, _ = await post(place, body)
        assert status in (400, 403)
    assert place.kept() == []
    assert await place.documents() == []


async def test_it_takes_the_token_in_a_header(place: Place) -> None:
    file = part("files", b"Parking is free.", '; filename="a.txt"')
    wrong, _ = await post(place, form(file), x_csrf="wrong")
    empty, _ = await post(place, form(file), x_csrf="")
    right, _ = await post(place, form(file), x_csrf=await place.dana.token())
    assert (wrong, empty, right) == (403, 403, 200)


async def test_it_takes_no_file_where_none_is_meant(place: Place) -> None:
    token = await place.dana.token()
    answer = await place.dana.web.post(
        f"/knowledge/bases/{place.base.id}/settings",
        data={"csrf": token, "name": "Other"},
        files={"files": ("a.txt", b"x")},
    )
    assert answer.status_code == 403


async def test_it_refuses_what_only_imitates_a_file(place: Place) -> None:
    token = await place.dana.token()
    sent = await place.dana.web.post(
        place.path, data={"csrf": token, "files": "/etc/passwd"}, headers={"accept": "*/*"}
    )
    json = await place.dana.web.post(
        place.path, json={"csrf": token, "files": [{"path": "/etc/passwd"}]}
    )
    body = form(part("csrf", token.encode()), part("files", b"/etc/passwd"))
    status, text = await post(place, body)
    assert (sent.status_code, json.status_code, status) == (400, 403, 422)
    assert "Choose at least one file." in text
    assert place.kept() == []


@pytest.mark.parametrize(
    "body",
    [
        form(part("files", b"x", '; filename="a.txt"'), end=""),
        b"--other\r\n\r\nx\r\n--other--\r\n",
        form(part("files", b"x", '; filename="a.txt"').replace(b": form", b" form")),
        form(part("x", b"\xff\xfe")),
        form(part("x", b"a\0b")),
        b"",
    ],
    ids=["cut off", "another boundary", "no colon", "not UTF-8", "NUL", "empty"],
)
async def test_it_refuses_a_broken_form(place: Place, body: bytes) -> None:
    status, _ = await post(place, body, x_csrf=await place.dana.token())
    assert status == 400
    assert place.kept() == []


async def test_it_refuses_a_boundary_that_is_no_text(place: Place) -> None:
    token = await place.dana.token()
    answer = await place.dana.web.post(
        place.path,
        content=form(part("x", b"y")),
        headers=[
            (b"content-type", b"multipart/form-data; boundary=\xe9"),
            (b"x-csrf", token.encode()),
        ],
    )
    assert answer.status_code == 400


async def test_it_refuses_too_much_before_reading_it(place: Place) -> None:
    host, port = urlsplit(place.base_url).hostname, urlsplit(place.base_url).port
    reader, writer = await asyncio.open_connection(host, port)
    session = "; ".join(f"{one.name}={one.value}" for one in place.dana.web.cookies.jar)
    writer.write(
        f"POST {place.path} HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: {place.base_url}\r\n"
        f"Cookie: {session}\r\nX-CSRF: {await place.dana.token()}\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n"
        f"Content-Length: 300000000\r\n\r\n".encode()
    )
    began = time.monotonic()
    answer = await asyncio.wait_for(reader.read(200), 5)
    writer.close()
    assert answer.startswith(b"HTTP/1.1 413")
    assert time.monotonic() - began < 3


async def test_it_answers_a_foreign_base_without_its_body(
    place: Place, services: Services, outsider: Put
) -> None:
    host, port = urlsplit(place.base_url).hostname, urlsplit(place.base_url).port
    async with signed_in(
        place.services, place.base_url, "out@example.com", outsider.tenant.id
    ) as stranger:
        session = "; ".join(f"{one.name}={one.value}" for one in stranger.web.cookies.jar)
        token = await stranger.token()
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(
        f"POST {place.path} HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: {place.base_url}\r\n"
        f"Cookie: {session}\r\nX-CSRF: {token}\r\nAccept: */*\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n"
        f"Content-Length: 100000\r\n\r\n".encode()
    )
    answer = await asyncio.wait_for(reader.read(200), 5)
    writer.close()
    assert answer.startswith(b"HTTP/1.1 404")
    assert place.kept() == []


async def test_it_leaves_out_a_file_that_is_too_large(place: Place) -> None:
    body = form(
        part("files", b"x" * (LIMIT + 1), '; filename="big.txt"'),
        part("files", b"Parking is free.", '; filename="small.txt"'),
    )
    status, text = await post(place, body, x_csrf=await place.dana.token())
    assert status == 200
    assert "big.txt is larger than 0 MB." in text
    assert await place.documents() == ["small.txt"]
    assert len(place.kept()) == 1


async def test_it_limits_files_and_fields(place: Place) -> None:
    token = await place.dana.token()
    many = form(*(part("files", b"x", f'; filename="{n}.txt"') for n in range(21)))
    long = form(part("note", b"x" * 70_000))
    fields = form(*(part(f"f{n}", b"x") for n in range(80)))
    same = form(*(part("f", b"") for _ in range(80)))
    nameless = form(*(part("files", b"x", '; filename=""') for _ in range(80)))
    for body, wanted in ((many, 413), (long, 413), (fields, 400), (same, 400), (nameless, 400)):
        status, _ = await post(place, body, x_csrf=token)
        assert status == wanted
    assert place.kept() == []


async def test_it_gives_up_on_a_body_that_stands_still(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "_SILENT_S", 0.3)
    host, port = urlsplit(place.base_url).hostname, urlsplit(place.base_url).port
    session = "; ".join(f"{one.name}={one.value}" for one in place.dana.web.cookies.jar)
    token = await place.dana.token()
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(
        f"POST {place.path} HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: {place.base_url}\r\n"
        f"Cookie: {session}\r\nX-CSRF: {token}\r\nAccept: */*\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n"
        f"Content-Length: 100000\r\n\r\n".encode()
        + part("files", b"abc", '; filename="a.txt"')
    )
    answer = await asyncio.wait_for(reader.read(300), 5)
    writer.close()
    assert answer.startswith(b"HTTP/1.1 400")
    assert place.kept() == []


async def test_it_clears_away_what_a_crash_left(services: Services) -> None:
    folder = services.library.uploads
    folder.mkdir(parents=True)
    (folder / ".upload-half").write_bytes(b"x")
    (folder / "01waits").write_bytes(b"x")
    async with served(services):
        assert [one.name for one in folder.iterdir()] == ["01waits"]


async def test_it_bears_a_slow_line_longer_than_a_page_may_take(
    services: Services, acme: Put
) -> None:
    base = await manage.create_base(services, acme.tenant.id, "Rules")
    app = create_app(services, f"slow-upload-{id(services):x}")
    app.config.RESPONSE_TIMEOUT = app.config.REQUEST_TIMEOUT = 1
    listening = socket.create_server(("127.0.0.1", 0))
    listening.setblocking(False)
    server = await app.create_server(sock=listening, protocol=_Protocol, return_asyncio_server=True)
    assert server is not None
    await server.startup()
    await server.start_serving()
    port = listening.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    async with signed_in(services, address, "dana@example.com") as dana:
        session = "; ".join(f"{one.name}={one.value}" for one in dana.web.cookies.jar)
        token = await dana.token()
    body = form(part("files", b"Parking is free. " * 40, '; filename="a.txt"'))
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"POST /knowledge/bases/{base.id}/documents HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Origin: {address}\r\nCookie: {session}\r\nX-CSRF: {token}\r\n"
        f"X-Requested-With: fetch\r\nContent-Length: {len(body)}\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n".encode()
    )
    for start in range(0, len(body), 100):
        writer.write(body[start : start + 100])
        await asyncio.sleep(0.4)
    answer = await asyncio.wait_for(reader.read(200), 5)
    writer.close()
    server.close()
    assert answer.startswith(b"HTTP/1.1 200")
