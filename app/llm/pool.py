"""A connection pool in shards: what a request costs does not grow with the connections open.

httpx's pool looks at every one of its connections at the start and at the end of each request
(whether it is idle, expired, closed by the other side). With a hundred turns in flight that is
more work than the request itself. Here a request goes to the shard with the fewest in flight.
Imported at the first use only: httpx2 is not small.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from types import TracebackType

import httpx2

_CONNECTIONS_PER_SHARD = 8


class ShardedTransport(httpx2.AsyncBaseTransport):
    """Several small pools that act as one."""

    def __init__(self, max_connections: int, is_encrypted: bool) -> None:
        count = max(1, -(-max_connections // _CONNECTIONS_PER_SHARD))
        limits = httpx2.Limits(
            max_connections=_CONNECTIONS_PER_SHARD,
            max_keepalive_connections=_CONNECTIONS_PER_SHARD,
            keepalive_expiry=60.0,
        )
        # The authorities' certificates are read once, not once a shard, and only where needed.
        context = httpx2.create_ssl_context(verify=is_encrypted)
        self._shards = [
            httpx2.AsyncHTTPTransport(verify=context, limits=limits) for _ in range(count)
        ]
        self._in_flight = [0] * count

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request through the least busy shard (the first one while all are idle)."""
        number = min(range(len(self._shards)), key=self._in_flight.__getitem__)
        self._in_flight[number] += 1
        try:
            response = await self._shards[number].handle_async_request(request)
        except BaseException:
            self._in_flight[number] -= 1
            raise
        stream = response.stream
        if not isinstance(stream, httpx2.AsyncByteStream):
            raise TypeError("an asynchronous transport answers with an asynchronous stream")
        response.stream = _Counted(stream, self, number)
        return response

    def done(self, number: int) -> None:
        """A response of this shard was read or dropped."""
        self._in_flight[number] -= 1

    async def aclose(self) -> None:
        """Close every connection."""
        for shard in self._shards:
            await shard.aclose()

    async def __aenter__(self) -> ShardedTransport:
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        await self.aclose()


class _Counted(httpx2.AsyncByteStream):
    """A response's body that tells its shard when it is over, once."""

    def __init__(self, body: httpx2.AsyncByteStream, owner: ShardedTransport, number: int) -> None:
        self._body = body
        self._owner = owner
        self._number = number
        self._is_open = True

    def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield the body."""
        return self._body.__aiter__()

    async def aclose(self) -> None:
        """Close the body."""
        try:
            await self._body.aclose()
        finally:
            if self._is_open:
                self._is_open = False
                self._owner.done(self._number)
