"""Reads request bodies with a limit and a deadline.

Routes that take a body are declared with ``stream=True``, so that the server hands over the
headers and nothing is kept in memory unasked. A body over the limit is refused before it is read,
a body that drips in is cut at the deadline, and in both cases the connection is closed after the
answer: what was not read is never taken for the next request, and costs nothing.
"""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qsl

from sanic import Request
from sanic.exceptions import BadRequest, PayloadTooLarge
from sanic.http import Http

from app.errors import Invalid, TooLarge

FORM_LIMIT_BYTES = 64 * 1024
FORM_DEADLINE_S = 10.0
_MAX_FORM_FIELDS = 500


async def read_body(request: Request, limit_bytes: int, deadline_s: float) -> bytes:
    """Return the whole body of a ``stream=True`` route, at most ``limit_bytes`` long.

    Raises:
        TooLarge: the body is longer than the limit, said or counted.
        Invalid: it did not arrive within ``deadline_s`` seconds, or is badly framed.
    """
    stream = request.stream
    if not isinstance(stream, Http):
        raise TypeError("read_body needs a route with stream=True over HTTP/1.1")
    if not stream.request_body:
        # There is none, or it was read before: for the fingerprint of an ``Idempotency-Key``.
        if len(request.body) > limit_bytes:
            raise TooLarge(f"The body is larger than {limit_bytes} bytes.")
        return request.body
    # Sanic's annotation says bytes; it holds True for a body of known length, or "chunked".
    is_chunked = str(stream.request_body) == "chunked"
    if (stream.request_bytes or 0) > limit_bytes:
        hang_up(stream)
        raise TooLarge(f"The body is larger than {limit_bytes} bytes.")
    # Usual case: the body came in the same segments as the headers and nothing has to wait.
    if not is_chunked and len(stream.recv_buffer) >= (stream.request_bytes_left or 0):
        return await _collect(stream, limit_bytes)
    try:
        async with asyncio.timeout(deadline_s):
            return await _collect(stream, limit_bytes)
    except TimeoutError as error:
        hang_up(stream)
        raise Invalid("The body did not arrive in time.") from error


async def form(
    request: Request,
    limit_bytes: int = FORM_LIMIT_BYTES,
    deadline_s: float = FORM_DEADLINE_S,
) -> dict[str, str]:
    """Return the fields of a form-encoded body; of a repeated field the last value counts.

    Raises:
        TooLarge, Invalid: as ``read_body``; also more than 500 fields, or no form at all.
    """
    body = await read_body(request, limit_bytes, deadline_s)
    try:
        pairs = parse_qsl(
            body.decode("utf-8"), keep_blank_values=True, max_num_fields=_MAX_FORM_FIELDS
        )
    except ValueError as error:
        raise Invalid("The body is no form.") from error
    if any("\0" in text for pair in pairs for text in pair):
        raise Invalid("The form holds a character that is none.")
    return dict(pairs)


async def _collect(stream: Http, limit_bytes: int) -> bytes:
    chunks: list[bytes] = []
    size_bytes = 0
    try:
        async for chunk in stream:
            size_bytes += len(chunk)
            # A chunked body says its length only chunk by chunk; a chunk's head counts at once.
            if max(size_bytes, stream.request_bytes or 0) > limit_bytes:
                hang_up(stream)
                raise TooLarge(f"The body is larger than {limit_bytes} bytes.")
            chunks.append(chunk)
    except PayloadTooLarge as error:
        hang_up(stream)
        raise TooLarge("The body is too large.") from error
    except BadRequest as error:
        hang_up(stream)
        raise Invalid("The body is badly framed.") from error
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def hang_up(stream: Http) -> None:
    """Give up on the rest of the body: answer, then close the connection without reading on."""
    stream.keep_alive = False
    stream.request_body = None
