"""The child: parses documents of strangers and may be killed at any time.

Started fresh, without environment, in a process group of its own, it first gives up what parsing
does not need: priority, memory, processor time, files to write, further processes, the network.
Then it answers requests on standard input until that ends. It imports neither server nor database.

Run as ``python -m app.documents.worker``, or by the hidden command ``leadline _parse``.
"""

from __future__ import annotations

import logging
import math
import os
import resource
import signal
import stat
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import replace
from typing import Any, BinaryIO

from app.documents import frames
from app.documents.base import Limits, Parsed, Source
from app.documents.kinds import Kind, recognise
from app.errors import DocumentRefused

_NICE = 10
_FILES = 64
_PROGRESS_S = 0.2
_SPARE_S = 5
_NEARLY_FULL = 0.5
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_NESTED = frames.Refused(
    "Its parts are nested too deeply, or in a circle. Open it in the program it was made with, "
    "save it again and add that.",
    True,
)
# Begin of audit events (Python's "Audit events table") that no parser has a reason for.
_DENIED = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "os.kill",
    "pty.",
    "shutil.",
    "tempfile.",
    "urllib.",
    "ftplib.",
    "ctypes.dlopen",
)


def main() -> int:
    """Answer requests until standard input ends; return the exit code."""
    give_up_rights()
    out = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not get between the frames.
    os.dup2(os.open(os.devnull, os.O_RDONLY), 1)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    sys.addaudithook(_watch)
    try:
        _say(out, frames.Ready())
        while head := sys.stdin.buffer.read(frames.LENGTH_BYTES):
            body = sys.stdin.buffer.read(int.from_bytes(head, "big"))
            _answer(frames.decode_request(body), out)
    except BrokenPipeError:
        # The parent is gone; nobody is left to tell.
        os._exit(1)
    return 0


def give_up_rights() -> None:
    """Lower what this process may ever use; limits of a document come on top."""
    os.nice(_NICE)
    sys.dont_write_bytecode = True
    for kind, most in (
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, _FILES),
    ):
        resource.setrlimit(kind, (most, most))


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        flags = arguments[2] if len(arguments) > 2 else 0
        if isinstance(flags, int) and flags & _WRITING:
            raise PermissionError("a parser writes no files")
    elif event.startswith(_DENIED):
        raise PermissionError(f"a parser has no use for {event}")


def _say(out: BinaryIO, frame: frames.Answer) -> None:
    out.write(frames.encode(frame))
    out.flush()


def _answer(request: frames.Request, out: BinaryIO) -> None:
    try:
        parsed = _parse(request, out)
    except DocumentRefused as error:
        _say(out, frames.Refused(error.message))
    except MemoryError:
        _say(out, _too_large(request.limits))
    except RecursionError:
        _say(out, _NESTED)
    except BrokenPipeError:
        raise
    except Exception as error:
        # Libraries written in C have errors of their own for memory they did not get.
        is_full = _peak_bytes() > request.limits.memory_bytes * _NEARLY_FULL
        _say(out, _too_large(request.limits) if is_full else frames.Broken(_where(error)))
    else:
        for sections in frames.batches(parsed.sections):
            _say(out, frames.Text(sections))
        _say(out, frames.Done(replace(parsed, sections=())))
    finally:
        signal.alarm(0)


def _peak_bytes() -> int:
    """Return the most memory this process had; ``ru_maxrss`` counts the parent's from before exec.

    Source: proc(5), VmHWM of ``/proc/self/status``; getrusage(2) on Linux.
    """
    with open("/proc/self/status", encoding="ascii") as status:
        lines = [line for line in status if line.startswith("VmHWM:")]
    return int(lines[0].split()[1]) * 1024 if lines else 0


def _too_large(limits: Limits) -> frames.Refused:
    megabytes = limits.memory_bytes // 2**20
    return frames.Refused(
        f"Reading it takes more than {megabytes} MB of memory. Split the document.", True
    )


def _where(error: Exception) -> str:
    """Return kind and place of an error, without its message: that may quote the document."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{kind} at {os.path.basename(last.filename)}:{last.lineno} {last.name}"


def _parse(request: frames.Request, out: BinaryIO) -> Parsed:
    limits = request.limits
    _limit(limits)
    told_at = time.monotonic()

    def progress(done: int, of: int) -> None:
        nonlocal told_at
        if time.monotonic() - told_at >= _PROGRESS_S:
            told_at = time.monotonic()
            _say(out, frames.Reading(done, of))

    data = _contents(request.path, limits)
    kind = recognise(data, request.name, request.media_type)
    source = Source(request.name, request.media_type, limits, progress)
    parsed = replace(_reader(kind)(data, source), media_type=kind.value)
    if not any(letter.isalnum() for section in parsed.sections for letter in section.text):
        raise DocumentRefused("The document holds no text.")
    return parsed


def _limit(limits: Limits) -> None:
    """Set the limits of one document; the parent's come first, these are for when it is gone."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, resource.RLIM_INFINITY))
    used = math.ceil(time.process_time())
    resource.setrlimit(resource.RLIMIT_CPU, (used + limits.cpu_s, resource.RLIM_INFINITY))
    signal.alarm(math.ceil(limits.wall_s) + _SPARE_S)


def _contents(path: str, limits: Limits) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise DocumentRefused("This is no file.")
        data = file.read(limits.size_bytes + 1)
    if len(data) > limits.size_bytes:
        raise DocumentRefused(f"The file is larger than {limits.size_bytes // 1_000_000} MB.")
    return data


def _reader(kind: Kind) -> Callable[[bytes, Source], Parsed]:
    """Return the parser of a kind; its library is imported for the first document only."""
    if kind is Kind.PDF:
        from app.documents.pdf import read_pdf

        return read_pdf
    if kind is Kind.DOCX:
        from app.documents.docx import read_docx

        return read_docx
    if kind is Kind.HTML:
        from app.documents.html import read_html

        return read_html
    if kind is Kind.CSV:
        from app.documents.table import read_csv

        return read_csv
    from app.documents.text import read_markdown, read_text

    return read_markdown if kind is Kind.MARKDOWN else read_text


if __name__ == "__main__":
    sys.exit(main())
