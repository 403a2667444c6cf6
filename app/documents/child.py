"""The parent's side: gives documents to a child process and takes sections back.

A child is a fresh interpreter in its own process group, without environment or descriptors of
ours. It is killed with its group when a document takes too long, says too much or is no longer
wanted (cancellation); what it had of memory goes with it. The event loop only ever sees small
frames, and nothing of a document is in this process before it is text.

A ``Reader`` keeps its child for the next document of the same caller and replaces it after a
failure, so a bad document costs only itself. Do not share one between tenants.
"""

from __future__ import annotations

import asyncio
import os
import signal
import stat
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

import msgspec

from app.documents import frames
from app.documents.base import Limits, Parsed, Progress, too_much_text, unwatched
from app.errors import DocumentRefused
from app.log import get_logger
from vectors.chunking import Section

log = get_logger(__name__)

HIDDEN_COMMAND = "_parse"
_START_S = 30.0
# A child is replaced after so many documents or characters: libraries forget to give back.
_DOCUMENTS_PER_CHILD = 200
_CHARACTERS_PER_CHILD = 20_000_000
_LONGEST_NAME = 255
_DAMAGED = (
    "The file is damaged or made in a way that cannot be read. "
    "Open it in the program it was made with, save it again and add that."
)


@dataclass(frozen=True, slots=True)
class File:
    """A document to be read: ``path`` is where we keep it; name and type are the sender's."""

    path: Path
    name: str
    media_type: str = ""


async def parse(
    path: Path,
    name: str,
    media_type: str = "",
    limits: Limits | None = None,
    progress: Progress = unwatched,
) -> Parsed:
    """Read one document in a child of its own.

    Raises:
        DocumentRefused: it is no document we read, breaks a limit or is damaged; the reason is
            fit for people.
    """
    async with Reader(limits) as reader:
        return await reader.read(path, name, media_type, progress)


async def parse_many(
    files: Sequence[File], limits: Limits | None = None
) -> AsyncIterator[tuple[File, Parsed | DocumentRefused]]:
    """Read documents one after the other in one child; yield each with its outcome, in order."""
    async with Reader(limits) as reader:
        for file in files:
            try:
                yield file, await reader.read(file.path, file.name, file.media_type)
            except DocumentRefused as error:
                yield file, error


def worker_command() -> list[str]:
    """Return how a child is started: by this interpreter, or by our own frozen program."""
    if _is_frozen():
        return [sys.executable, HIDDEN_COMMAND]
    return [sys.executable, "-B", "-s", "-P", "-X", "utf8", "-m", "app.documents.worker"]


def worker_environment() -> dict[str, str]:
    """Return all that a child knows of its surroundings: where the code is.

    Source: PyInstaller 6, "Run-time information": a one-file program that finds these three
    does not unpack itself once more.
    """
    if _is_frozen():
        return {
            "LC_ALL": "C.UTF-8",
            "_PYI_ARCHIVE_FILE": sys.executable,
            "_PYI_APPLICATION_HOME_DIR": str(getattr(sys, "_MEIPASS", "")),
            "_PYI_PARENT_PROCESS_LEVEL": "1",
        }
    return {"LC_ALL": "C.UTF-8", "PYTHONPATH": str(Path(__file__).parents[2])}


def _is_frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


class Reader:
    """Reads documents of one caller, one at a time. Use as an async context manager."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._child: _Child | None = None

    async def __aenter__(self) -> Reader:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._end()

    async def read(
        self, path: Path, name: str, media_type: str = "", progress: Progress = unwatched
    ) -> Parsed:
        """Read one document; see ``parse``."""
        limits = self._limits
        request = frames.Request(_checked(path, name, limits), name, media_type, limits)
        if self._child is None or self._child.is_spent:
            await self._end()
            self._child = await _Child.start()
        child = self._child
        try:
            async with asyncio.timeout(limits.wall_s):
                return await child.read(request, progress)
        except TimeoutError:
            child.is_spent = True
            raise DocumentRefused(
                f"Reading it takes longer than {limits.wall_s:.0f} seconds. Split the document."
            ) from None
        except BaseException as error:
            child.is_spent = child.is_spent or not isinstance(error, DocumentRefused)
            raise
        finally:
            if child.is_spent:
                await self._end()

    async def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            await child.end()


def _checked(path: Path, name: str, limits: Limits) -> str:
    """Refuse what needs no look inside; return the absolute path."""
    if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
        raise DocumentRefused(
            f"The file needs a name of 1 to {_LONGEST_NAME} characters without control characters."
        )
    if "/" in name or "\\" in name:
        raise DocumentRefused("The name of the file holds a path. Give only the name itself.")
    facts = path.lstat()
    if not stat.S_ISREG(facts.st_mode):
        raise DocumentRefused("This is no file.")
    if facts.st_size > limits.size_bytes:
        raise DocumentRefused(
            f"The file has {facts.st_size / 1_000_000:,.0f} MB, more than the "
            f"{limits.size_bytes / 1_000_000:,.0f} MB that are taken. Split it or make it smaller."
        )
    if facts.st_size == 0:
        raise DocumentRefused("The file is empty.")
    return os.path.abspath(path)


class _Child:
    """A running child process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._documents = self._characters = 0
        self.is_spent = False

    @classmethod
    async def start(cls) -> _Child:
        process = await asyncio.create_subprocess_exec(
            *worker_command(),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            cwd="/",
            env=worker_environment(),
            start_new_session=True,
        )
        child = cls(process)
        try:
            async with asyncio.timeout(_START_S):
                if isinstance(await child._hear(), frames.Ready):
                    return child
        except (asyncio.IncompleteReadError, TimeoutError, msgspec.MsgspecError) as error:
            await child.end()
            raise RuntimeError("the document parser does not start") from error
        except BaseException:
            await child.end()
            raise
        await child.end()
        raise RuntimeError("the document parser does not say that it is ready")

    async def read(self, request: frames.Request, progress: Callable[[int, int], None]) -> Parsed:
        """Hand over a request and gather the answer."""
        sections: list[Section] = []
        try:
            await self._tell(request)
            while not isinstance(answer := await self._hear(), frames.Done):
                self._take(answer, sections, request.limits, progress)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            self.is_spent = True
            raise await self._post_mortem(request.limits) from error
        except msgspec.MsgspecError as error:
            self.is_spent = True
            log.warning("document_parser_garbled", error=type(error).__name__)
            raise DocumentRefused(_DAMAGED) from error
        self._documents += 1
        if self._documents >= _DOCUMENTS_PER_CHILD or self._characters >= _CHARACTERS_PER_CHILD:
            self.is_spent = True
        return replace(answer.parsed, sections=tuple(sections))

    async def end(self) -> None:
        """Kill the group and reap it; safe to call again."""
        process = self._process
        self.is_spent = True
        if process.returncode is None:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        if process.stdin is not None:
            process.stdin.close()
        await asyncio.shield(process.wait())

    async def _tell(self, request: frames.Request) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(frames.encode(request))
        await self._process.stdin.drain()

    async def _hear(self) -> frames.Answer:
        assert self._process.stdout is not None
        head = await self._process.stdout.readexactly(frames.LENGTH_BYTES)
        size = int.from_bytes(head, "big")
        if size > frames.MAX_FRAME:
            raise msgspec.DecodeError("a frame is too long")
        return frames.decode_answer(await self._process.stdout.readexactly(size))

    def _take(
        self,
        answer: frames.Answer,
        sections: list[Section],
        limits: Limits,
        progress: Callable[[int, int], None],
    ) -> None:
        if isinstance(answer, frames.Text):
            sections.extend(answer.sections)
            self._characters += sum(len(section.text) for section in answer.sections)
            # The child counts what is taken from one document; this is for one that disobeys.
            if self._characters > _CHARACTERS_PER_CHILD + limits.characters:
                self.is_spent = True
                raise too_much_text(limits)
        elif isinstance(answer, frames.Reading):
            progress(answer.done, answer.of)
        elif isinstance(answer, frames.Refused):
            self.is_spent = self.is_spent or answer.is_spent
            raise DocumentRefused(answer.reason[:1_000])
        elif isinstance(answer, frames.Broken):
            self.is_spent = True
            log.warning("document_unreadable", where=answer.where[:300])
            raise DocumentRefused(_DAMAGED)

    async def _post_mortem(self, limits: Limits) -> DocumentRefused:
        """Return what a child died of."""
        code = await self._process.wait()
        if code in (-signal.SIGXCPU, -signal.SIGALRM):
            return DocumentRefused(
                f"Reading it takes more than {limits.cpu_s} seconds of work. Split the document."
            )
        if code == -signal.SIGKILL:
            return DocumentRefused("Reading it takes more memory than there is.")
        log.warning("document_parser_died", code=code)
        return DocumentRefused(_DAMAGED)
