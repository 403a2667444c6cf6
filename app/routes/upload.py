"""Reads multipart forms: fields in memory, files straight to disk, both within limits.

A file is only what the multipart parser says is one; its name is a label and never a path of ours.
A route that takes files says so with ``takes_upload``; the guard of ``auth.protect`` then checks
the session's token, in the header ``X-CSRF`` or in the form's first field, before anything else of
the body is read, and leaves the rest for ``Upload.receive``. A body that comes in too slowly, is
too large or badly framed is given up, and what was written of it is deleted.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from sanic import Request
from sanic.exceptions import BadRequest, PayloadTooLarge
from sanic.http import Http

from app.errors import Invalid, TooLarge
from app.ids import new_id
from app.routes.body import hang_up

Handler = TypeVar("Handler", bound=Callable[..., Any])

TOKEN_FIELD, TOKEN_HEADER = "csrf", "x-csrf"
_LONGEST_TOKEN_BYTES = 1_024
_MOST_FIELDS = 50
_FRAME_BYTES = 64 * 1024
# A slow line may be slow, but not stand still: a mobile line sends 50 kB a second.
_SILENT_S, _LEAST_BYTES_PER_S = 15.0, 50_000
_PREFIX = ".upload-"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a route takes: bytes of one file, files, and bytes of all fields together."""

    file_bytes: int
    files: int = 1
    field_bytes: int = 64 * 1024

    @property
    def body_bytes(self) -> int:
        """Return the longest body these can make."""
        return self.file_bytes * self.files + self.field_bytes + _FRAME_BYTES


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file that was received; it lies at ``path`` and is whose moves or deletes it."""

    name: str
    media_type: str
    path: Path
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Received:
    """A form: fields by name (of a repeated one the last), files in their order.

    ``refused`` are the names of files that were larger than the limit.
    """

    fields: dict[str, str] = field(default_factory=dict)
    files: tuple[Uploaded, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(slots=True)
class _Part:
    name: str = ""
    file_name: str | None = None
    media_type: str = ""


def takes_upload(handler: Handler) -> Handler:
    """Mark a handler of a ``stream=True`` route as one that reads multipart bodies."""
    handler.takes_upload = True  # type: ignore[attr-defined]
    return handler


def is_upload(request: Request) -> bool:
    """Tell whether a request is a multipart form to a route that takes them."""
    handler = getattr(request.route, "handler", None)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind == "multipart/form-data" and getattr(handler, "takes_upload", False)


def upload_of(request: Request) -> Upload:
    """Return the checked multipart form; on routes marked with ``takes_upload``.

    Raises:
        Invalid: the request holds another kind of body.
    """
    upload = getattr(request.ctx, "upload", None)
    if upload is None:
        raise Invalid("Send files as multipart/form-data.")
    return cast("Upload", upload)


def sweep(folder: Path) -> None:
    """Delete what uploads left that a crash cut off."""
    for path in folder.glob(f"{_PREFIX}*"):
        path.unlink(missing_ok=True)


class Upload:
    """A multipart body that is being read, from its beginning to its end, once."""

    def __init__(self, request: Request) -> None:
        """Begin.

        Raises:
            Invalid: the form has no boundary, or one that cannot be.
        """
        stream = request.stream
        if not isinstance(stream, Http):
            raise TypeError("an upload needs a route with stream=True over HTTP/1.1")
        options = _options(request.headers.get("content-type", ""))
        self._stream = stream
        self._waiting: deque[tuple[str, bytes]] = deque()
        self._is_over = False
        self._began = time.monotonic()
        self._deadline = self._began + _SILENT_S
        self._most_bytes = 0
        try:
            self._parser = MultipartParser(options.get(b"boundary", b""), self._callbacks())
        except FormParserError as error:
            raise Invalid("The form has no proper boundary.") from error
        if not options.get(b"boundary"):
            raise Invalid("The form has no boundary.")

    def _callbacks(self) -> Any:
        def note(kind: str) -> Callable[..., None]:
            def take(data: bytes = b"", start: int = 0, end: int = 0) -> None:
                self._waiting.append((kind, data[start:end]))

            return take

        kinds = (
            *("part_begin", "part_data", "part_end", "header_begin", "header_field"),
            *("header_value", "header_end", "headers_finished", "end"),
        )
        return {f"on_{kind}": note(kind) for kind in kinds}

    async def token(self) -> str:
        """Return the session's token: the first field must be it; empty when it is not."""
        part = await self._next_part()
        if part is None or part.name != TOKEN_FIELD or part.file_name is not None:
            return ""
        return await self._text(_LONGEST_TOKEN_BYTES)

    async def receive(self, folder: Path, limits: Limits) -> Received:
        """Read the rest; files go to ``folder``, where the caller finds and must not leave them.

        A file over its limit is read on without being kept, while the body stays within its own
        limit, so that the others of the same form arrive.

        Raises:
            TooLarge: the body or a field is too large.
            Invalid: it is badly framed, cut off, or too slow.
        """
        self._most_bytes = limits.body_bytes
        self._refuse_more()
        self._deadline = self._began + _SILENT_S + limits.body_bytes / _LEAST_BYTES_PER_S
        await asyncio.to_thread(folder.mkdir, 0o700, True, True)
        files: list[Uploaded] = []
        try:
            return await self._receive(folder, limits, files)
        except BaseException:
            hang_up(self._stream)
            for one in files:
                one.path.unlink(missing_ok=True)
            raise

    async def _receive(self, folder: Path, limits: Limits, files: list[Uploaded]) -> Received:
        fields: dict[str, str] = {}
        refused: list[str] = []
        left, parts = limits.field_bytes, 0
        while (part := await self._next_part()) is not None:
            parts += 1
            # Of one name or of many, of files with no name: each part costs, a file the most.
            if parts > _MOST_FIELDS + limits.files:
                raise Invalid("The form has too many fields.")
            if part.file_name is None:
                fields[part.name] = text = await self._text(left)
                left -= len(text.encode())
                continue
            if len(files) + len(refused) >= limits.files and part.file_name:
                raise TooLarge(f"Send at most {limits.files} files at once.")
            file = await self._file(part, folder, limits.file_bytes)
            if file is not None:
                files.append(file)
            elif part.file_name:
                refused.append(part.file_name)
        # What follows the form's end belongs to no part.
        async for _ in self._chunks():
            pass
        return Received(fields, tuple(files), tuple(refused))

    async def _next_part(self) -> _Part | None:
        """Return the next part with its head read, or None at the end of the form."""
        head: dict[str, bytes] = {}
        name = value = b""
        while True:
            kind, data = await self._next()
            if kind == "end":
                return None
            if kind == "header_field":
                name += data
            elif kind == "header_value":
                value += data
            elif kind == "header_end":
                head[name.decode("latin-1").lower()] = value
                name = value = b""
            elif kind == "headers_finished":
                return _part(head)

    async def _text(self, limit_bytes: int) -> str:
        data = bytearray()
        async for piece in self._data():
            data += piece
            if len(data) > limit_bytes:
                raise TooLarge("A field of the form is too long.")
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Invalid("The form is not in UTF-8.") from error
        if "\0" in text:
            raise Invalid("The form holds a character that is none.")
        return text

    async def _file(self, part: _Part, folder: Path, limit_bytes: int) -> Uploaded | None:
        """Write a part to disk; None when no file was chosen, or it is too large."""
        path, size = folder / f"{_PREFIX}{new_id()}", 0
        file = await asyncio.to_thread(_create, path)
        try:
            async for piece in self._data():
                size += len(piece)
                if size <= limit_bytes:
                    await asyncio.to_thread(file.write, piece)
        except BaseException:
            file.close()
            path.unlink(missing_ok=True)
            raise
        await asyncio.to_thread(file.close)
        if not part.file_name or size > limit_bytes:
            await asyncio.to_thread(path.unlink, True)
            return None
        return Uploaded(part.file_name, part.media_type, path, size)

    async def _data(self) -> AsyncIterator[bytes]:
        while True:
            kind, data = await self._next()
            if kind == "part_end":
                return
            yield data

    async def _next(self) -> tuple[str, bytes]:
        while not self._waiting:
            chunk = await self._read()
            if chunk is None:
                hang_up(self._stream)
                raise Invalid("The form was cut off.")
            try:
                self._parser.write(chunk)
            except FormParserError as error:
                hang_up(self._stream)
                raise Invalid("The form is badly framed.") from error
        return self._waiting.popleft()

    async def _chunks(self) -> AsyncIterator[bytes]:
        while (chunk := await self._read()) is not None:
            yield chunk

    async def _read(self) -> bytes | None:
        if not self._stream.request_body:
            return None
        wait_s = min(_SILENT_S, self._deadline - time.monotonic())
        try:
            async with asyncio.timeout(max(0.0, wait_s)):
                chunk = await self._stream.read()
        except TimeoutError as error:
            hang_up(self._stream)
            raise Invalid("The upload did not arrive in time.") from error
        except (BadRequest, PayloadTooLarge) as error:
            hang_up(self._stream)
            raise Invalid("The body is badly framed.") from error
        self._refuse_more()
        # The server ends a request it hears nothing of; this one is being heard.
        self._stream.protocol._time = time.monotonic()
        return chunk

    def _refuse_more(self) -> None:
        """Refuse a body that says, or has shown by now, that it is longer than the limit."""
        if self._most_bytes and (self._stream.request_bytes or 0) > self._most_bytes:
            hang_up(self._stream)
            raise TooLarge("This is too much at once: send fewer or smaller files.")


def _options(content_type: str) -> dict[bytes, bytes]:
    try:
        return parse_options_header(content_type)[1]
    except UnicodeEncodeError as error:
        raise Invalid("The form has no proper boundary.") from error


def _part(head: dict[str, bytes]) -> _Part:
    """Return what the head of a part says.

    Source: HTML Standard, multipart/form-data: names are UTF-8, a quote in one is ``%22``.
    """
    _, options = parse_options_header(head.get("content-disposition", b""))

    def said(name: bytes) -> str:
        text = options[name].decode("utf-8", "replace")
        return text.replace("%22", '"').replace("%0D", "").replace("%0A", " ")

    file_name = said(b"filename") if b"filename" in options else None
    media_type = head.get("content-type", b"").partition(b";")[0].strip().lower()
    name = said(b"name") if b"name" in options else ""
    return _Part(name, file_name, media_type.decode("latin-1")[:100])


def _create(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
