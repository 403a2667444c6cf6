"""Which web addresses may be fetched: how they are written, and where they may lead.

An address is read once, here, strictly; what is dialled and sent is made from the parts, never
from the text again, so that two readers cannot disagree about it. What browsers mend silently
(backslashes, tabs, ``0x7f.1``, full-width digits) is refused with the reason.

``is_public`` judges numeric addresses and is asked again for every name at the moment of dialling
(``app.documents.guard``): a name can lead anywhere. IPv6 is an allow-list, because what is not
handed out yet leads nowhere good.

Source: IANA IPv4 and IPv6 Special-Purpose Address Registries, seen 2026-11; RFC 3986 section 5.2.4
and 6.2.2 (normal form), WHATWG URL section 3.5 (numbers that are IPv4 in disguise).
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, replace
from urllib.parse import quote, urljoin

from app.errors import AddressRefused

MAX_LENGTH = 2000
PORTS = frozenset({80, 443, 8080, 8443})
_DEFAULT_PORTS = {"http": 80, "https": 443}

_NOT_PUBLIC_4 = tuple(
    ipaddress.IPv4Network(text)
    for text in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        # Looks public, but answers a virtual machine with its host's secrets (Azure's WireServer).
        "168.63.129.16/32",
    )
)  # fmt: skip
_HANDED_OUT_6 = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(
    ipaddress.IPv6Network(text)
    for text in (
        "2001::/23",  # Teredo, ORCHID, benchmarking and other protocols' own
        "2001:db8::/32",
        "2002::/16",  # 6to4: any IPv4 address inside
        "2620:4f:8000::/48",
        "3fff::/20",
    )
)
# An IPv6-only network reaches IPv4 through this prefix; what is inside decides.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

_PARTS = re.compile(r"(?P<scheme>[^:/?#]*):(?P<slashes>/*)(?P<place>[^/?#]*)(?P<rest>.*)")
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0[xX][0-9a-fA-F]*")
_PORT = re.compile(r"[0-9]{1,5}")
# Names that lead into one's own house by definition.
_INSIDE = ("localhost", "local", "internal", "home.arpa", "lan", "intranet", "onion")
_ENCODED = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_SAFE = "/%!$&'()*+,;=:@-._~"
_QUERY_SAFE = _PATH_SAFE + "?"


@dataclass(frozen=True, slots=True)
class Address:
    """A web address in parts, in normal form.

    ``host`` is lower-case ASCII without a trailing dot, IPv6 without brackets; ``path`` starts
    with a slash and has no dot segments; ``query`` has no question mark; there is no fragment.
    """

    scheme: str
    host: str
    port: int
    path: str = "/"
    query: str = ""

    @property
    def place(self) -> str:
        """Return host and port as they are written; the scheme's own port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def target(self) -> str:
        """Return path and query."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def origin(self) -> str:
        """Return scheme and place: ``https://shop.example``."""
        return f"{self.scheme}://{self.place}"

    def __str__(self) -> str:
        return self.origin + self.target

    def with_target(self, path: str, query: str = "") -> Address:
        """Return another address at the same place, in normal form."""
        return replace(self, path=_path(path), query=_normal(query, _QUERY_SAFE))


def check_address(url: str) -> str:
    """Return the normal form of what somebody typed, without asking the network.

    Raises:
        AddressRefused: it may not be fetched; the message says why and how to mend it.
    """
    return str(read_address(url.strip(" \r\n\t")))


def read_address(
    url: str, ports: frozenset[int] = PORTS, loopback_ports: frozenset[int] = frozenset()
) -> Address:
    """Read an address.

    Args:
        url: absolute; with nothing around it.
        ports: those that may be used.
        loopback_ports: ports on which loopback may be used: for tests and the demo.

    Raises:
        AddressRefused: it is not written as it should be, or leads where nothing may be fetched.
    """
    address = parse_address(url)
    if not (address.port in loopback_ports and _is_loopback(address.host)):
        if address.port not in ports:
            allowed = ", ".join(str(port) for port in sorted(ports))
            raise AddressRefused(f"Port {address.port} may not be used; allowed are {allowed}.")
        _refuse_inside(address.host)
    return address


def parse_address(url: str) -> Address:
    """Read an address without judging where it leads.

    Raises:
        AddressRefused: it is not written as it should be.
    """
    scheme, place, rest = _split(url)
    host_text, port = _host_and_port(place, scheme)
    path, _, query = rest.partition("#")[0].partition("?")
    return Address(scheme, _host(host_text), port, _path(path), _normal(query, _QUERY_SAFE))


def join(base: Address, reference: str) -> str:
    """Return where a link or redirect on a page leads, not yet read or judged.

    Around and inside of it is mended what browsers mend; all else is for ``read_address``.
    """
    text = re.sub(r"[\t\r\n]", "", reference.strip())
    text = "".join(char if char.isprintable() and char != " " else quote(char) for char in text)
    try:
        return urljoin(str(base), text)
    except ValueError as error:
        raise AddressRefused("The link is not a web address.") from error


def is_public(ip: str) -> bool:
    """Tell whether a numeric address is on the public internet; False for what is no address.

    Judged is what the address reaches, so an IPv6 address with an IPv4 address inside counts as
    the latter (NAT64) or is refused (mapped, compatible, 6to4, Teredo), and so is one with a zone.
    """
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    if address.scope_id is not None:
        return False
    if address in _NAT64:
        return is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
    return address in _HANDED_OUT_6 and not any(address in network for network in _NOT_PUBLIC_6)


def is_loopback(ip: str) -> bool:
    """Tell whether a numeric address is this machine's own loopback, plainly written."""
    try:
        return ipaddress.ip_address(ip).is_loopback
    except ValueError:
        return False


def _split(url: str) -> tuple[str, str, str]:
    if len(url) > MAX_LENGTH:
        raise AddressRefused(f"The address is longer than {MAX_LENGTH} characters.")
    # Refused and not removed: other readers remove some of them, and read something else.
    if any(char.isspace() or not char.isprintable() for char in url.partition("#")[0]):
        raise AddressRefused("The address has spaces, line breaks or invisible characters in it.")
    if "\\" in url.partition("#")[0]:
        raise AddressRefused("The address has a backslash in it; use / instead.")
    match = _PARTS.fullmatch(url)
    scheme = match["scheme"].lower() if match else ""
    if not match or scheme not in _DEFAULT_PORTS or match["slashes"] != "//" or not match["place"]:
        raise AddressRefused("The address must start with http:// or https:// and a host name.")
    if "@" in match["place"]:
        raise AddressRefused(
            "The address must not hold a user name or password (the part up to @)."
        )
    return scheme, match["place"], match["rest"]


def _host_and_port(place: str, scheme: str) -> tuple[str, int]:
    if place.startswith("["):
        host, bracket, port = place.partition("]")
        host += bracket
        if not bracket or (port and not port.startswith(":")):
            raise AddressRefused("The host in brackets is not a plain IPv6 address.")
        port = port[1:]
    else:
        host, _, port = place.partition(":")
    if port and not _PORT.fullmatch(port):
        raise AddressRefused("The port is not a number.")
    return host, int(port) if port else _DEFAULT_PORTS[scheme]


def _host(text: str) -> str:
    if text.startswith("["):
        try:
            address = ipaddress.IPv6Address(text[1:-1])
        except ValueError as error:
            raise AddressRefused("The host in brackets is not a plain IPv6 address.") from error
        if address.scope_id is not None:
            raise AddressRefused("The host in brackets must not name a zone (the part after %).")
        return address.compressed
    host = (text if text.isascii() else _ascii(text)).lower().removesuffix(".")
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise AddressRefused("The host name is not valid; write it like www.example.com.")
    if _NUMBER.fullmatch(labels[-1]):
        try:
            return ipaddress.IPv4Address(host).compressed
        except ValueError as error:
            raise AddressRefused(
                "A numeric host must be written as four plain numbers, like 93.184.215.14."
            ) from error
    return host


def _ascii(host: str) -> str:
    """Return the host in the letters of the network, by IDNA 2008."""
    # At its first use only: most names need none of it, and the package is not small.
    from httpx2 import URL, InvalidURL

    try:
        return URL(scheme="https", host=host).raw_host.decode("ascii")
    except (InvalidURL, UnicodeError, ValueError) as error:
        raise AddressRefused("The host name has characters that no name may have.") from error


def _refuse_inside(host: str) -> None:
    if ":" in host or _NUMBER.fullmatch(host.rpartition(".")[2]):
        if not is_public(host):
            raise AddressRefused(f"{host} is not an address on the public internet.")
        return
    if "." not in host or any(host == name or host.endswith(f".{name}") for name in _INSIDE):
        raise AddressRefused(
            f"{host} is not a name on the public internet; use the site's full public name."
        )


def _is_loopback(host: str) -> bool:
    return host == "localhost" or is_loopback(host)


def _normal(text: str, safe: str) -> str:
    """Return one spelling for all that mean the same: percent signs only where needed."""

    def spell(match: re.Match[str]) -> str:
        byte = int(match[1], 16)
        return chr(byte) if byte in _UNRESERVED else f"%{byte:02X}"

    text = re.sub(r"%(?![0-9a-fA-F]{2})", "%25", text)
    return quote(_ENCODED.sub(spell, text), safe=safe)


def _path(text: str) -> str:
    """Return a path in normal form, without dot segments (RFC 3986 section 5.2.4)."""
    kept: list[str] = []
    segments = _normal(text, _PATH_SAFE).split("/")
    for segment in segments[1:] if segments[0] == "" else segments:
        if segment == "..":
            kept[-1:] = []
        elif segment != ".":
            kept.append(segment)
    ends_open = segments[-1] in (".", "..")
    return "/" + "/".join(kept) + ("/" if ends_open and kept else "")
