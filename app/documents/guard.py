"""The one door to the web: a name is looked up, every answer judged, and the judged one dialled.

httpcore2 asks this network backend for each connection, also for each hop of a redirect, so what
was judged is what is dialled: a name that changes its answer in between changes nothing. One
answer that is not public refuses the name as a whole, because which of them a client takes is
anybody's guess. What is said about a refusal is the same whether or not something listens there.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field

import httpcore2
from httpcore2 import SOCKET_OPTION, AnyIOBackend, AsyncNetworkBackend, AsyncNetworkStream

from app.documents.addresses import PORTS, Address, is_loopback, is_public, read_address
from app.errors import AddressRefused, SourceUnavailable

# What `getaddrinfo` answers, as text, best first.
Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
_MAX_DIALLED = 4
# So that one address that swallows everything leaves time for the next.
_DIAL_S = 4.0
_MAX_ANSWERS = 64


async def resolve(host: str, port: int) -> Sequence[str]:
    """Look a name up with the machine's own resolver."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


@dataclass(frozen=True, slots=True)
class Guard:
    """What may be fetched.

    ``loopback_ports`` are ports on which this machine's loopback may be used: for tests and the
    demo, never from a setting. ``backend`` dials numeric addresses.
    """

    ports: frozenset[int] = PORTS
    loopback_ports: frozenset[int] = frozenset()
    resolver: Resolver = resolve
    backend: AsyncNetworkBackend = field(default_factory=AnyIOBackend)

    def read(self, url: str) -> Address:
        """Read an address.

        Raises:
            AddressRefused: nothing may be fetched there, whatever its name leads to.
        """
        return read_address(url, self.ports, self.loopback_ports)

    async def numbers(self, host: str, port: int) -> list[str]:
        """Return where a host leads: numeric addresses, best first, every one of them judged.

        Raises:
            AddressRefused: at least one of them may not be dialled.
            SourceUnavailable: the name leads nowhere.
        """
        try:
            found = [ipaddress.ip_address(host).compressed]
        except ValueError:
            found = await self._look_up(host, port)
        if not all(self._may_dial(ip, port) for ip in found):
            raise AddressRefused(f"{host} does not lead to the public internet.")
        return found

    async def _look_up(self, host: str, port: int) -> list[str]:
        try:
            found = list(await self.resolver(host, port))[:_MAX_ANSWERS]
        except (OSError, UnicodeError) as error:
            raise SourceUnavailable(f"The name {host} was not found.") from error
        if not found:
            raise SourceUnavailable(f"The name {host} was not found.")
        return found

    def _may_dial(self, ip: str, port: int) -> bool:
        if is_loopback(ip):
            return port in self.loopback_ports
        return port in self.ports and is_public(ip)


class GuardedBackend(AsyncNetworkBackend):
    """Makes the connections of a client, to judged addresses only."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's signature
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> AsyncNetworkStream:
        """Connect to the first judged address that answers within ``timeout`` seconds."""
        try:
            async with asyncio.timeout(timeout):
                found = await self._guard.numbers(host, port)
                return await self._dial(found, port, local_address, socket_options)
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout("timeout") from error

    async def _dial(
        self,
        found: Sequence[str],
        port: int,
        local_address: str | None,
        socket_options: Iterable[SOCKET_OPTION] | None,
    ) -> AsyncNetworkStream:
        failure: Exception = httpcore2.ConnectError("no address")
        for ip in found[:_MAX_DIALLED]:
            try:
                return await self._guard.backend.connect_tcp(
                    ip, port, _DIAL_S, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's signature
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> AsyncNetworkStream:
        """Refuse: the web is not reached through a file."""
        raise AddressRefused("Only addresses of the web may be fetched.")

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)
