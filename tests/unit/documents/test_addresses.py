"""What may not be fetched, by how it is written and by where it leads."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.addresses import (
    MAX_LENGTH,
    Address,
    check_address,
    is_public,
    join,
    read_address,
)
from app.errors import AddressRefused

NOT_PUBLIC = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.254",
    "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255",
    "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1",
    "198.19.255.255", "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.255.255.250", "240.0.0.1",
    "255.255.255.255", "100.100.100.200", "168.63.129.16",
    "::", "::1", "::127.0.0.1", "::8.8.8.8", "::ffff:10.0.0.1", "::ffff:127.0.0.1",
    "::ffff:8.8.8.8", "::ffff:0:8.8.8.8", "100::1", "64:ff9b::10.0.0.1", "64:ff9b::127.0.0.1",
    "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:2::1", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::1",
    "2002:808:808::1", "3fff::1", "4000::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1",
    "fe80::1%eth0", "2606:4700::1%1", "fec0::1", "ff02::1", "ff0e::1",
    "", "localhost", "127.1", "0x7f000001", "2130706433", "010.0.0.1", "8.8.8.8 ", "8.8.8",
]  # fmt: skip
PUBLIC = [
    "1.1.1.1", "8.8.8.8", "93.184.215.14", "100.63.255.255", "100.128.0.1", "172.15.255.255",
    "172.32.0.1", "192.0.1.1", "198.17.255.255", "198.20.0.1", "223.255.255.255",
    "2606:4700:4700::1111", "2a00:1450:4001::1", "2001:4860:4860::8888", "64:ff9b::8.8.8.8",
]  # fmt: skip


@pytest.mark.parametrize("ip", NOT_PUBLIC)
def test_it_refuses_what_is_not_public(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize("ip", PUBLIC)
def test_it_allows_what_is_public(ip: str) -> None:
    assert is_public(ip)


@given(st.ip_addresses())
def test_it_allows_nothing_python_calls_private(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if not address.is_global or address.is_multicast:
        assert not is_public(str(address)) or address in ipaddress.ip_network("64:ff9b::/96")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "http"),
        ("gopher://example.com/", "http"),
        ("javascript:alert(1)", "http"),
        ("//example.com/", "http"),
        ("example.com", "http"),
        ("http:/example.com", "http"),
        ("http:///example.com", "http"),
        ("http://", "http"),
        ("", "http"),
        ("http://a@example.com/", "user name"),
        ("http://example.com@127.0.0.1/", "user name"),
        ("http://a:b@example.com/", "user name"),
        ("http://example.com%40127.0.0.1/", "host name"),
        ("http://example.com\\@127.0.0.1/", "backslash"),
        ("http:\\\\example.com/", "backslash"),
        ("http://exam\tple.com/", "invisible"),
        ("http://example.com/\r\nHost: x", "invisible"),
        ("http://example.com/a b", "spaces"),
        ("http://exam\u200bple.com/", "invisible"),
        ("http://example.com\u2028/", "spaces"),
        ("http://exa\u0000mple.com/", "invisible"),
        ("http://127.1/", "four plain numbers"),
        ("http://127.0.1/", "four plain numbers"),
        ("http://2130706433/", "four plain numbers"),
        ("http://0x7f000001/", "four plain numbers"),
        ("http://0x7f.0.0.1/", "four plain numbers"),
        ("http://0177.0.0.1/", "four plain numbers"),
        ("http://017700000001/", "four plain numbers"),
        ("http://127.0.0.0x1/", "four plain numbers"),
        ("http://0/", "four plain numbers"),
        ("http://1.2.3.4.5/", "four plain numbers"),
        ("http://256.1.1.1/", "four plain numbers"),
        ("http://127.0.0.1/", "public internet"),
        ("http://127.0.0.1./", "public internet"),
        ("http://169.254.169.254/latest/meta-data/", "public internet"),
        ("http://[::1]/", "public internet"),
        ("http://[::ffff:10.0.0.1]/", "public internet"),
        ("http://[::ffff:a9fe:a9fe]/", "public internet"),
        ("http://[fd00:ec2::254]/", "public internet"),
        ("http://[fe80::1%25eth0]/", "zone"),
        ("http://[fe80::1%eth0]/", "zone"),
        ("http://[::1/", "brackets"),
        ("http://[::1]x/", "brackets"),
        ("http://[example.com]/", "brackets"),
        ("http://[v1.x]/", "brackets"),
        ("http://localhost/", "public"),
        ("http://localhost./", "public"),
        ("http://foo.localhost/", "public"),
        ("http://printer.local/", "public"),
        ("http://metadata.google.internal/", "public"),
        ("http://router/", "public"),
        ("http://nas.home.arpa/", "public"),
        ("http://１２７.０.０.１/", "characters"),
        ("http://127。0。0。1/", "public internet"),
        ("http://①②⑦.⓪.⓪.①/", "characters"),
        ("http://١٢٧.٠.٠.١/", "characters"),
        ("http://ⓔxample.com/", "characters"),
        ("http://ex%61mple.com/", "host name"),
        ("http://example..com/", "host name"),
        ("http://-example.com/", "host name"),
        ("http://example.com../", "host name"),
        ("http://" + "a" * 64 + ".com/", "host name"),
        ("http://ex$ample.com/", "host name"),
        ("http://example.com:22/", "Port 22"),
        ("http://example.com:6379/", "Port 6379"),
        ("http://example.com:0/", "Port 0"),
        ("http://example.com:99999/", "Port 99999"),
        ("http://example.com:80:443/", "not a number"),
        ("http://example.com:٨٠/", "not a number"),
        ("http://example.com:+80/", "not a number"),
        ("http://example.com/" + "a" * MAX_LENGTH, "longer"),
    ],
)
def test_it_refuses_with_the_reason(url: str, reason: str) -> None:
    with pytest.raises(AddressRefused, match=reason):
        check_address(url)


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        (" https://Example.COM \n", "https://example.com/"),
        ("https://example.com:443/", "https://example.com/"),
        ("http://example.com:8080", "http://example.com:8080/"),
        ("http://example.com.:80/a", "http://example.com/a"),
        ("http://example.com/a/./b/../c/..", "http://example.com/a/"),
        ("http://example.com/../../etc/passwd", "http://example.com/etc/passwd"),
        ("http://example.com/%2e%2E/a", "http://example.com/a"),
        ("http://example.com/%7euser/%c3%a9", "http://example.com/~user/%C3%A9"),
        ("http://example.com/100%", "http://example.com/100%25"),
        ("http://example.com/é?ü=ñ#x", "http://example.com/%C3%A9?%C3%BC=%C3%B1"),
        ("http://example.com?a=1", "http://example.com/?a=1"),
        ("http://example.com/?", "http://example.com/"),
        ("http://example.com/a//b/", "http://example.com/a//b/"),
        ("https://münchen.example.de/", "https://xn--mnchen-3ya.example.de/"),
        ("https://faß.de/", "https://xn--fa-hia.de/"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
        ("http://[2606:4700:4700:0::1111]:8443/", "http://[2606:4700:4700::1111]:8443/"),
    ],
)
def test_it_keeps_one_spelling(url: str, normal: str) -> None:
    assert check_address(url) == normal
    assert check_address(normal) == normal


@given(st.text(max_size=60))
def test_it_answers_any_text_with_an_address_or_a_reason(text: str) -> None:
    for url in (text, f"http://{text}", f"http://example.com/{text}"):
        try:
            normal = check_address(url)
        except AddressRefused:
            continue
        assert normal.isascii()
        assert check_address(normal) == normal


def test_it_allows_loopback_only_on_the_ports_it_is_told() -> None:
    told = frozenset({5000})
    assert read_address("http://127.0.0.1:5000/", loopback_ports=told).port == 5000
    assert read_address("http://localhost:5000/", loopback_ports=told).host == "localhost"
    for url in ("http://127.0.0.1/", "http://127.0.0.1:8080/", "http://10.0.0.1:5000/"):
        with pytest.raises(AddressRefused):
            read_address(url, loopback_ports=told)


@pytest.mark.parametrize(
    ("reference", "url"),
    [
        ("../b", "https://shop.example/b"),
        ("?page=2", "https://shop.example/a/x?page=2"),
        ("//other.example/", "https://other.example/"),
        (" my file.pdf\n", "https://shop.example/a/my%20file.pdf"),
        ("pri\nces", "https://shop.example/a/prices"),
    ],
)
def test_it_follows_links_as_browsers_do(reference: str, url: str) -> None:
    assert join(Address("https", "shop.example", 443, "/a/x"), reference) == url


def test_it_refuses_links_that_are_none() -> None:
    with pytest.raises(AddressRefused):
        join(Address("https", "shop.example", 443), "http://[")
