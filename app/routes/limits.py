"""Who is calling, and how often: token buckets in memory for the public routes.

A bucket holds a burst and refills evenly. Buckets are kept for at most ``MAX_KEYS`` callers, the
least recently seen go first: a flood of addresses costs bounded memory, and whoever is thrown out
starts with a full bucket, which a flood of that size could have had anyway.
"""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sanic import Request, Sanic
from sanic.response import BaseHTTPResponse

from app.errors import TooManyRequests

MAX_KEYS = 20_000


@dataclass(frozen=True, slots=True)
class Left:
    """What a caller may still do: ``limit`` and ``remaining`` requests, full in ``reset_s``."""

    limit: int
    remaining: int
    reset_s: int


class Buckets:
    """One limit, a bucket for each key. ``per_min`` is also the largest burst by default."""

    def __init__(
        self,
        per_min: float,
        burst: float | None = None,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._per_s = per_min / 60
        self._burst = burst if burst is not None else per_min
        self._now_s = now_s
        self._kept: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> None:
        """Use one token of a caller.

        Raises:
            TooManyRequests: none is left; ``retry_after_s`` says when there will be.
        """
        now = self._now_s()
        tokens, seen = self._kept.pop(key, (self._burst, now))
        tokens = min(self._burst, tokens + (now - seen) * self._per_s)
        is_enough = tokens >= 1
        self._kept[key] = (tokens - 1 if is_enough else tokens, now)
        if len(self._kept) > MAX_KEYS:
            self._kept.popitem(last=False)
        if not is_enough:
            raise TooManyRequests(retry_after_s=(1 - tokens) / self._per_s)

    def left(self, key: str) -> Left:
        """Return what a caller may still do; takes nothing."""
        now = self._now_s()
        tokens, seen = self._kept.get(key, (self._burst, now))
        tokens = min(self._burst, tokens + (now - seen) * self._per_s)
        reset_s = math.ceil((self._burst - tokens) / self._per_s)
        return Left(math.floor(self._burst), math.floor(tokens), reset_s)


def mount(app: Sanic[Any, Any]) -> None:
    """Tell every program with a key how often it may ask."""
    app.register_middleware(_tell, "response")


async def _tell(request: Request, response: BaseHTTPResponse) -> None:
    """Add the two fields of draft-ietf-httpapi-ratelimit-headers-10 (2025-09), the newest."""
    key_id = getattr(request.ctx, "limited_as", None)
    if key_id is None:
        return
    left: Left = request.app.ctx.key_requests.left(key_id)
    response.headers["RateLimit-Policy"] = f'"key";q={left.limit};w=60'
    response.headers["RateLimit"] = f'"key";r={left.remaining};t={left.reset_s}'


def caller(request: Request, trusted_proxies: tuple[str, ...] = ()) -> str:
    """Return the network a request comes from: an IPv4 address, or the /64 of an IPv6 one.

    ``X-Forwarded-For`` is believed only from a trusted proxy, and read from the right: what
    stands left of the first address that is no proxy of ours was written by the caller.
    """
    address = request.client_ip or ""
    if trusted_proxies and _is_in(address, trusted_proxies):
        hops = request.headers.get("x-forwarded-for", "").split(",")
        for hop in (one.strip() for one in reversed(hops)):
            if hop:
                address = hop
            if not _is_in(hop, trusted_proxies):
                break
    return _network(address)


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def _is_in(address: str, networks: tuple[str, ...]) -> bool:
    try:
        parsed = ipaddress.ip_address(address)
        return any(parsed in ipaddress.ip_network(one, strict=False) for one in networks)
    except ValueError:
        return False
