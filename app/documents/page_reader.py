"""Reads what a crawl fetched, in the killable child like every other document."""

from __future__ import annotations

import asyncio
from pathlib import Path
from urllib.parse import unquote, urlsplit

from app.documents.base import Parsed
from app.documents.child import Reader
from app.ids import new_id


class PageReader:
    """The ``read`` of a crawl. ``folder`` holds each page while it is read."""

    def __init__(self, reader: Reader, folder: Path) -> None:
        self._reader = reader
        self._folder = folder

    async def __call__(self, data: bytes, url: str, media_type: str) -> Parsed:
        """Read one page or file.

        Raises:
            DocumentRefused: it cannot be read; the reason is fit for people.
        """
        path = self._folder / f"page-{new_id()}"
        await asyncio.to_thread(path.write_bytes, data)
        try:
            return await self._reader.read(path, _name(url), media_type)
        finally:
            await asyncio.to_thread(path.unlink, missing_ok=True)


def _name(url: str) -> str:
    """Return a title for what has none: the last part of the path.

    Without its suffix, which says little on the web: the type that was sent decides.
    """
    path = unquote(urlsplit(url).path)
    return path.rstrip("/").rpartition("/")[2].partition(".")[0] or urlsplit(url).netloc
