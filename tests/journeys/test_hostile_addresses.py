"""Addresses and servers that mean harm: refused with a reason, and nobody inside is visited."""

from __future__ import annotations

import datetime
import itertools
import ssl
import time
import tracemalloc
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from app.documents.addresses import PORTS
from app.documents.fetch import Fetched, Fetcher, fetch, user_agent
from app.documents.guard import Guard
from app.errors import AddressRefused, DocumentRefused, SourceUnavailable
from app.world.website import Website
from tests.unit.documents.test_addresses import NOT_PUBLIC
from tests.web import OTHER, PUBLIC, Canary, Dialler, Names, answering, canary, raw_server

MEGABYTE = 1_000_000


@pytest.fixture
async def site() -> AsyncIterator[Website]:
    site = Website()
    site.put("/", "Casa Verde", ["We repair roofs."])
    await site.start()
    yield site
    await site.stop()


@pytest.fixture
async def inside() -> AsyncIterator[Canary]:
    """Something on loopback that must not be visited."""
    async with canary() as bird:
        yield bird


class Web:
    """What a fetch sees: the names, and who was dialled."""

    def __init__(self, names: Names, inside: Canary, **served: int) -> None:
        self.names, self.dialler = names, Dialler(**served)
        # The port is allowed, so that only the address can refuse.
        self.guard = Guard(PORTS | {inside.port}, resolver=names, backend=self.dialler)

    async def fetch(self, url: str, **options: int | float) -> Fetched:
        return await fetch(url, guard=self.guard, **options)  # type: ignore[arg-type]


def port_of(site: Website) -> int:
    return int(site.base_url.rpartition(":")[2])


@pytest.fixture
def web(site: Website, inside: Canary) -> Web:
    """``shop`` and ``other`` are the site; ``inside`` leads to the canary."""
    names = Names(shop=[[PUBLIC]], other=[[OTHER]], inside=[["127.0.0.1"]])
    return Web(names, inside, public=port_of(site), other=port_of(site))


async def test_it_fetches_what_is_public(web: Web, site: Website) -> None:
    page = await web.fetch("http://shop.example/")
    assert (page.status, page.media_type, page.charset) == (200, "text/html", "utf-8")
    assert b"We repair roofs." in page.body
    assert site.visits[0].headers["host"] == "shop.example"
    assert site.visits[0].headers["user-agent"] == user_agent()


@pytest.mark.parametrize("ip", [ip for ip in NOT_PUBLIC if ip.strip()])
async def test_it_refuses_names_that_lead_inside(ip: str, inside: Canary) -> None:
    web = Web(Names(shop=[[PUBLIC, ip]]), inside, public=inside.port)
    with pytest.raises(AddressRefused, match=r"^shop\.example does not lead"):
        await web.fetch(f"http://shop.example:{inside.port}/")
    assert web.dialler.dialled == []
    assert inside.visitors == 0


async def test_it_obeys_the_look_up_it_judged(site: Website, inside: Canary) -> None:
    names = Names(shop=[[PUBLIC], ["127.0.0.1"]])
    web = Web(names, inside, public=port_of(site))
    url = f"http://shop.example:{inside.port}/"
    assert (await web.fetch(url)).is_ok
    assert names.asked == ["shop.example"]
    with pytest.raises(AddressRefused):
        await web.fetch(url)
    assert web.dialler.dialled == [PUBLIC]
    assert inside.visitors == 0


async def test_it_judges_a_name_again_after_a_redirect(site: Website, inside: Canary) -> None:
    web = Web(Names(shop=[[PUBLIC], ["127.0.0.1"]]), inside, public=port_of(site))
    site.fail("/", f"to:http://shop.example:{inside.port}/")
    with pytest.raises(AddressRefused):
        await web.fetch("http://shop.example/")
    assert inside.visitors == 0


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:{port}/",
        "http://[::1]:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://inside.example:{port}/",
        "http://2130706433:{port}/",
        "http://0x7f.1:{port}/",
        "http://localhost:{port}/",
        "//127.1:{port}/",
        "http://shop.example@127.0.0.1:{port}/",
        "http://user:word@shop.example/",
        "http:\\\\127.0.0.1:{port}/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:{port}/_x",
        "http://shop.example:22/",
    ],
)
async def test_it_refuses_redirects_to_inside(
    web: Web, site: Website, inside: Canary, target: str
) -> None:
    site.fail("/", "to:" + target.format(port=inside.port))
    with pytest.raises(AddressRefused):
        await web.fetch("http://shop.example/")
    assert inside.visitors == 0
    assert set(web.dialler.dialled) == {PUBLIC}


async def test_it_says_the_same_whether_or_not_something_listens(
    web: Web, inside: Canary, unused_tcp_port: int
) -> None:
    guard = Guard(PORTS | {inside.port, unused_tcp_port}, resolver=web.names)
    said, took_s = [], []
    for port in (inside.port, unused_tcp_port):
        started = time.monotonic()
        with pytest.raises(AddressRefused) as refused:
            await fetch(f"http://inside.example:{port}/", guard=guard)
        said.append(str(refused.value))
        took_s.append(time.monotonic() - started)
    assert said[0] == said[1]
    assert "127" not in said[0]
    assert max(took_s) < 0.5


async def test_it_ends_redirects_that_go_in_a_circle(web: Web, site: Website) -> None:
    site.fail("/", "circle")
    with pytest.raises(AddressRefused, match="circle"):
        await web.fetch("http://shop.example/")
    assert len(site.visits) == 2


async def test_it_ends_redirects_that_go_on(web: Web, site: Website) -> None:
    for step in range(10):
        site.fail(f"/{step}", f"to:/{step + 1}")
    with pytest.raises(AddressRefused, match="more than 5"):
        await web.fetch("http://shop.example/0")
    assert len(site.visits) == 6


async def test_it_keeps_marks_from_other_hosts(web: Web, site: Website) -> None:
    site.fail("/", "to:http://other.example/about")
    site.put("/about", "About", ["Since 1998."])
    async with Fetcher(web.guard) as fetcher:
        page = await fetcher.fetch("http://shop.example/", etag='"mark"')
    assert page.url == "http://other.example/about"
    assert ["if-none-match" in visit.headers for visit in site.visits] == [True, False]


async def test_it_ignores_proxies_of_the_environment(
    web: Web, inside: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{inside.port}")
    assert (await web.fetch("http://shop.example/")).is_ok
    assert inside.visitors == 0


@pytest.mark.parametrize(
    ("fault", "error", "reason"),
    [
        ("bomb", DocumentRefused, "larger than 1 MB"),
        ("huge", DocumentRefused, "larger than 1 MB"),
        ("endless", DocumentRefused, "larger than 1 MB"),
        ("image", DocumentRefused, "image/png"),
        ("slow", SourceUnavailable, "within 1 seconds"),
        ("hang", SourceUnavailable, "within 1 seconds"),
        ("drop", SourceUnavailable, "broke off"),
        ("cut", SourceUnavailable, "broke off"),
        ("503", SourceUnavailable, "503"),
    ],
)
async def test_it_ends_what_harms(
    web: Web, site: Website, fault: str, error: type[Exception], reason: str
) -> None:
    site.fail("/", fault)
    started = time.monotonic()
    with pytest.raises(error, match=reason):
        await web.fetch("http://shop.example/", max_bytes=MEGABYTE, timeout_s=1.0)
    assert time.monotonic() - started < 3


RAW = {
    "300 MB declared": (
        "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 300000000",
        itertools.repeat(b" " * 65_536),
        "larger than",
    ),
    "chunks without end": (
        "HTTP/1.1 200 OK\nContent-Type: text/html\nTransfer-Encoding: chunked",
        itertools.repeat(b"8000\r\n" + b"x" * 0x8000 + b"\r\n"),
        "larger than",
    ),
    "one byte a chunk": (
        "HTTP/1.1 200 OK\nContent-Type: text/html\nTransfer-Encoding: chunked",
        itertools.repeat(b"1\r\nx\r\n" * 4000),
        "too many pieces|within",
    ),
    "no length": (
        "HTTP/1.1 200 OK\nContent-Type: text/html",
        itertools.repeat(b" " * 65_536),
        "larger than",
    ),
    "headers without end": (
        "",
        itertools.chain([b"HTTP/1.1 200 OK\r\n"], itertools.repeat(b"X-More: yyyyyyyyyy\r\n" * 50)),
        "broke off",
    ),
    "interim answers without end": (
        "",
        itertools.repeat(b"HTTP/1.1 103 Early\r\n\r\n"),
        "broke off|within",
    ),
    "no HTTP": ("SSH-2.0-OpenSSH_9.6", itertools.repeat(b"\r\n"), "broke off"),
    "unasked compression": (
        "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Encoding: br\nContent-Length: 5",
        [b"xxxxx"],
        "not asked for",
    ),
    "broken compression": (
        "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Encoding: gzip\nContent-Length: 5",
        [b"xxxxx"],
        "damaged",
    ),
    "too short": (
        "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 500",
        [b"xxxxx"],
        "broke off",
    ),
}


@pytest.mark.parametrize("name", RAW)
async def test_it_bounds_memory_and_time(name: str, inside: Canary) -> None:
    head, parts, reason = RAW[name]
    async with raw_server(answering(head, parts)) as port:
        web = Web(Names(shop=[[PUBLIC]]), inside, public=port)
        tracemalloc.start()
        started = time.monotonic()
        try:
            with pytest.raises((DocumentRefused, SourceUnavailable), match=reason):
                await web.fetch("http://shop.example/", max_bytes=MEGABYTE, timeout_s=2.0)
            peak_bytes = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert time.monotonic() - started < 5
    assert peak_bytes < 8 * MEGABYTE


async def test_it_unfolds_a_bomb_no_further_than_the_limit(web: Web, site: Website) -> None:
    site.fail("/", "bomb")
    with pytest.raises(DocumentRefused):
        await web.fetch("http://shop.example/", max_bytes=MEGABYTE)
    tracemalloc.start()
    try:
        with pytest.raises(DocumentRefused):
            await web.fetch("http://shop.example/", max_bytes=MEGABYTE)
        peak_bytes = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak_bytes < 5 * MEGABYTE


async def test_it_requires_a_certificate_it_can_verify(inside: Canary, tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed("shop.example", tmp_path))
    talk = answering("HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 1", [b"x"])
    async with raw_server(talk, ssl=context) as port:
        web = Web(Names(shop=[[PUBLIC]]), inside, public=port)
        with pytest.raises(SourceUnavailable, match="certificate"):
            await web.fetch("https://shop.example/")


def self_signed(host: str, folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "pair.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path


async def test_it_tells_a_name_that_leads_nowhere_from_one_that_is_refused(web: Web) -> None:
    with pytest.raises(SourceUnavailable, match="not found"):
        await web.fetch("http://missing.example/")


async def test_it_tries_the_next_address_of_a_name(site: Website, inside: Canary) -> None:
    async with raw_server(answering("")) as closed:
        pass
    web = Web(Names(shop=[[OTHER, PUBLIC]]), inside, public=port_of(site), other=closed)
    assert (await web.fetch("http://shop.example/")).is_ok
    assert web.dialler.dialled == [OTHER, PUBLIC]


async def test_it_asks_for_patience_when_told_to(inside: Canary) -> None:
    head = "HTTP/1.1 429 Slow down\nRetry-After: 120\nContent-Length: 0"
    async with raw_server(answering(head)) as port:
        web = Web(Names(shop=[[PUBLIC]]), inside, public=port)
        with pytest.raises(SourceUnavailable) as told:
            await web.fetch("http://shop.example/")
    assert told.value.retry_after_s == 120


NONSENSE = [
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: " + b"9" * 5000,
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\nContent-Length: 6",
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade",
    b"HTTP/1.1 429 x\r\nRetry-After: " + b"9" * 4000,
    b"HTTP/1.1 429 x\r\nRetry-After: Mon, 99 Foo 99999 99:99:99 +9999999",
    b"HTTP/1.1 302 Found\r\nLocation: http://[::1",
    b"HTTP/1.1 302 Found\r\nLocation: http://xn--a\xc3\xa9.example:99999999/",
    b"HTTP/1.1 302 Found\r\nLocation: http://shop.example/\xff%zz\x01",
    b"HTTP/9.9 999",
    b"\x16\x03\x01\x02\x00\x01\x00",
]


@pytest.mark.parametrize("answer", NONSENSE)
async def test_it_turns_nonsense_into_an_error_or_a_status(answer: bytes, inside: Canary) -> None:
    async with raw_server(answering("", [answer + b"\r\n\r\n"])) as port:
        web = Web(Names(shop=[[PUBLIC]]), inside, public=port)
        try:
            found = await web.fetch("http://shop.example/", timeout_s=1.0)
        except (AddressRefused, DocumentRefused, SourceUnavailable):
            return
        assert not found.is_ok


async def test_it_keeps_a_connection_for_the_next_page(web: Web, site: Website) -> None:
    site.put("/prices", "Prices", ["A roof costs 900 euros."])
    async with Fetcher(web.guard) as fetcher:
        await fetcher.fetch("http://shop.example/")
        page = await fetcher.fetch("http://shop.example/prices")
    assert page.is_ok
    assert web.dialler.dialled == [PUBLIC]
