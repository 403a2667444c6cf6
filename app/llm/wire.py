"""What both vendors' adapters share: reading JSON leniently, waiting times, size of a request.

Both SDKs are used for what they are good at, signing, connecting, pooling, timing out, and given
bytes and a raw answer: building their request and answer models costs several times the CPU of
the whole call and gives nothing we use.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit
from urllib.request import getproxies

import msgspec

from app.domain.media import IMAGE_TOKENS
from app.errors import ProviderUnavailable
from app.llm.base import ModelRequest

if TYPE_CHECKING:
    import httpx2

encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode
# A provider that asks for more is unavailable, however long it says.
_LONGEST_WAIT_S = 3600.0
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Answer(NamedTuple):
    """What came back, good or bad."""

    status: int
    headers: Mapping[str, str]
    content: bytes


def http_client(base_url: str, timeout_s: float, max_connections: int) -> httpx2.AsyncClient:
    """Return a connection pool of our own, with a timeout on everything."""
    import httpx2

    from app.llm.pool import ShardedTransport

    timeout = httpx2.Timeout(timeout_s, connect=min(5.0, timeout_s))
    is_local = urlsplit(base_url).hostname in _LOOPBACK
    if not is_local and getproxies():
        # A proxy of the environment is httpx's own business, and so is its pool.
        limits = httpx2.Limits(
            max_connections=max_connections,
            max_keepalive_connections=max_connections,
            keepalive_expiry=60.0,
        )
        return httpx2.AsyncClient(limits=limits, timeout=timeout)
    transport = ShardedTransport(max_connections, is_encrypted=base_url.startswith("https:"))
    return httpx2.AsyncClient(transport=transport, timeout=timeout, trust_env=False)


async def post(
    sdk: Any, client: Any, path: str, body: bytes, timeout_s: float, vendor: str
) -> Answer:
    """Post bytes through a vendor's client and return the answer, also one that is an error.

    Args:
        sdk: the vendor's imported package; both name their errors alike.
        timeout_s: for the whole call; the client's own timeout is only between two bytes.

    Raises:
        ProviderUnavailable: no whole answer came.
    """
    import httpx2

    try:
        async with asyncio.timeout(timeout_s):
            response = await client.post(path, content=body, cast_to=httpx2.Response)
    except sdk.APIStatusError as error:
        response = error.response
    except (TimeoutError, sdk.APITimeoutError) as error:
        raise ProviderUnavailable(f"{vendor} did not answer in time.") from error
    except sdk.APIError as error:
        raise ProviderUnavailable(f"{vendor} cannot be reached.") from error
    return Answer(response.status_code, response.headers, response.content)


def read_json(body: bytes) -> dict[str, Any]:
    """Return the object of a body, or an empty one when it is none."""
    try:
        value = _decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def field(value: object, *path: str) -> Any:
    """Return a nested field, or None where the shape is another."""
    for key in path:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def is_simulated(answer: Mapping[str, Any]) -> bool:
    """Tell whether a double answered: it marks every id it makes."""
    return "_sim_" in str(answer.get("id", ""))


def count(value: object) -> int:
    """Return a token count, 0 for anything that is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def wait_s(headers: Mapping[str, str]) -> float | None:
    """Return the seconds a provider asks us to wait, None when it says nothing usable."""
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        try:
            seconds = float(headers.get(name, "")) / unit
        except ValueError:
            continue
        if math.isfinite(seconds) and seconds >= 0:
            return min(seconds, _LONGEST_WAIT_S)
    return None


def most_tokens(request: ModelRequest, tools_bytes: int) -> int:
    """Return an upper estimate of a request's tokens.

    No tokenizer is asked: Latin text is taken at two characters a token, any other at one, which
    is above what both vendors' tokenizers make of English, Spanish and Arabic. A picture counts as
    the largest that is not scaled down.
    """
    total = tools_bytes // 2
    blocks = [*request.system, *(block for said in request.messages for block in said.blocks)]
    for block in blocks:
        if block.image:
            total += IMAGE_TOKENS
            continue
        size = len(block.text)
        total += size // 2 + 8 if block.text.isascii() else size + 8
    return total
