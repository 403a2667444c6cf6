"""The index images of this machine: one file a tenant, made from the rows, read by mapping.

``<data_dir>/knowledge/<tenant>/<number>.image``. The rows are the truth: an image that is missing
or broken is made again, and several machines on one Postgres each keep their own. A number is
never used for two contents that differ in what may be found, so an image is never changed in
place; the one before is deleted when nobody looks into it any more (a mapped file lives on).
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import sys
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app.domain.knowledge import Passage
from app.log import get_logger
from vectors.base import Entry

if TYPE_CHECKING:
    from vectors.image import Image

log = get_logger("library")

# Below this many entries an index is made faster than a process is started.
_IN_PROCESS = 200
_OPEN = 64
_READING, _CRAWLING = 2, 3
_BUILD_S = 600.0
_ENTRIES = ".entries-"


def entry_of(passage: Passage) -> Entry:
    """Return a passage as the index takes it."""
    return Entry(
        id=passage.id,
        text=passage.text,
        title=passage.title,
        ways=passage.ways,
        language=passage.language,
        group=passage.base_id,
        key=passage.key,
        kind="faq" if passage.kind == "faq" else "passage",
    )


class Library:
    """Makes, opens and deletes images; safe from any thread."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / "knowledge"
        self._open: OrderedDict[tuple[str, int], Image] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[tuple[str, int], asyncio.Lock] = {}
        # Documents read at a time; each is a process.
        self.reading = asyncio.Semaphore(_READING)
        self.crawling = asyncio.Semaphore(_CRAWLING)

    def path(self, tenant_id: str, number: int) -> Path:
        """Return where an image is kept; ``tenant_id`` is one of ours, never from outside."""
        return self._folder / tenant_id / f"{number}.image"

    @property
    def uploads(self) -> Path:
        """Return the folder of files that wait to be read."""
        return self._folder / "uploads"

    def making(self, tenant_id: str) -> asyncio.Lock:
        """Return what lets one coroutine of a loop at a time make a tenant's image."""
        key = (tenant_id, id(asyncio.get_running_loop()))
        with self._lock:
            return self._making.setdefault(key, asyncio.Lock())

    def old_uploads(self, age_s: float) -> list[Path]:
        """Return the uploaded files that nobody has touched for so many seconds."""
        before = time.time() - age_s
        if not self.uploads.is_dir():
            return []
        files = [one for one in self.uploads.iterdir() if one.is_file()]
        return [one for one in files if one.stat().st_mtime < before]

    def image(self, tenant_id: str, number: int) -> Image | None:
        """Return an open image; None when this machine has none that is whole."""
        key = (tenant_id, number)
        with self._lock:
            found = self._open.get(key)
            if found is not None:
                self._open.move_to_end(key)
                return found
        opened = self._read(self.path(tenant_id, number))
        if opened is None:
            return None
        with self._lock:
            self._open[key] = opened
            while len(self._open) > _OPEN:
                self._open.popitem(last=False)
        return opened

    @staticmethod
    def _read(path: Path) -> Image | None:
        from vectors.image import Image, ImageDamaged

        try:
            return Image.open(path)
        except FileNotFoundError:
            return None
        except ImageDamaged as error:
            log.warning("image_broken", file=path.name, reason=str(error))
            path.unlink(missing_ok=True)
            return None

    async def build(self, tenant_id: str, number: int, entries: Sequence[Entry]) -> None:
        """Make an image and put it in place; a large one in a process of its own.

        Raises:
            RuntimeError: the process failed; its words are in the log.
        """
        path = self.path(tenant_id, number)
        await asyncio.to_thread(self._make_folder, path.parent)
        if len(entries) <= _IN_PROCESS:
            from vectors.image import build

            await asyncio.to_thread(build, entries, path)
        else:
            await _build_apart(entries, path)
        with contextlib.suppress(FileNotFoundError):
            # A newer one was published meanwhile, and this one deleted.
            await asyncio.to_thread(path.chmod, 0o600)

    def _make_folder(self, folder: Path) -> None:
        # ``parents`` would not give the folders in between this mode.
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)

    def make_uploads(self) -> Path:
        """Return the folder of uploads, made if it was not there."""
        self._make_folder(self.uploads)
        return self.uploads

    def discard(self, tenant_id: str, number: int) -> None:
        """Delete an image that turned out to be damaged; it is made again when next needed."""
        with self._lock:
            self._open.pop((tenant_id, number), None)
        self.path(tenant_id, number).unlink(missing_ok=True)

    def forget(self, tenant_id: str, keep: int | None) -> None:
        """Delete the images of a tenant but one; with None all, and the folder."""
        with self._lock:
            for key in [key for key in self._open if key[0] == tenant_id and key[1] != keep]:
                del self._open[key]
        folder = self._folder / tenant_id
        if keep is None:
            shutil.rmtree(folder, ignore_errors=True)
            return
        for path in folder.glob("*.image*"):
            # Later numbers are somebody's work in progress.
            number = path.name.partition(".")[0]
            if number.isdecimal() and int(number) < keep:
                path.unlink(missing_ok=True)
        # Texts for a child that a crash left behind: no build takes so long.
        _delete_old(folder, f"{_ENTRIES}*", _BUILD_S * 2)


def _delete_old(folder: Path, names: str, age_s: float) -> None:
    for path in folder.glob(names):
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < time.time() - age_s:
                path.unlink()


def program(module: str, command: str) -> list[str]:
    """Return how a process of ours is started: by module, or by our own program when frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable, command]
    return [sys.executable, "-m", module]


async def _build_apart(entries: Sequence[Entry], path: Path) -> None:
    """Make an image in a child that gives way to everything else on the machine."""
    handle, name = tempfile.mkstemp(prefix=_ENTRIES, dir=path.parent)
    given = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            # A batch at a time, so that the loop is never held up for long.
            for start in range(0, len(entries), 500):
                batch = [msgspec.to_builtins(one) for one in entries[start : start + 500]]
                data = await asyncio.to_thread(_lines, batch)
                await asyncio.to_thread(file.write, data)
        child = await asyncio.create_subprocess_exec(
            *program("vectors.worker", "_index"),
            str(given),
            str(path),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
        try:
            _, told = await asyncio.wait_for(child.communicate(), _BUILD_S)
        except BaseException:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
            await child.wait()
            raise
        if child.returncode != 0:
            log.error("index_failed", exit_code=child.returncode, told=told[-400:].decode())
            raise RuntimeError("The index could not be made.")
    finally:
        await asyncio.to_thread(given.unlink, True)


def _lines(batch: list[object]) -> bytes:
    return b"".join(msgspec.json.encode(one) + b"\n" for one in batch)
