"""The child process: what it may do, and that it can be done without at any moment."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from app.documents.base import Limits, Parsed
from app.documents.child import File, Reader, parse, parse_many, worker_command, worker_environment
from app.errors import DocumentRefused
from tests import hostile_documents
from tests.made_documents import docx, kept, paragraph, pdf


def children() -> list[psutil.Process]:
    return psutil.Process().children(recursive=True)


async def at_work() -> psutil.Process:
    """Return the child once it has used a tenth of a second."""
    while True:
        for child in children():
            if child.cpu_times().user > 0.1:
                return child
        await asyncio.sleep(0.01)


def in_child(code: str) -> str:
    """Run some code in a process started as a child is, and return what it prints."""
    command = [*worker_command()[:-2], "-c", code]
    return subprocess.run(
        command, env=worker_environment(), cwd="/", check=True, capture_output=True, text=True
    ).stdout


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.txt", b"We open at nine.", "text/plain"),
        ("a.md", b"# Hours\nWe open at nine.", "text/markdown"),
        ("a.csv", b"Day,Hours\nMonday,We open at nine.", "text/csv"),
        ("a.html", b"<!doctype html><h1>Hours</h1><p>We open at nine.", "text/html"),
        ("a.pdf", pdf([["We open at nine."]]), "application/pdf"),
        (
            "a.docx",
            docx(paragraph("We open at nine.")),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
)
async def test_it_reads_each_kind(tmp_path: Path, name: str, data: bytes, media_type: str) -> None:
    parsed = await parse(kept(tmp_path, "stored", data), name)
    assert parsed.media_type == media_type
    assert "We open at nine." in parsed.sections[-1].text


async def test_it_brings_large_documents_whole(tmp_path: Path) -> None:
    text = "\n\n".join(f"Paragraph {n} ends here." for n in range(60_000))
    parsed = await parse(kept(tmp_path, "a", text.encode()), "a.txt")
    assert "\n\n".join(section.text for section in parsed.sections).split() == text.split()


async def test_it_shows_progress(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    path = kept(tmp_path, "a.pdf", pdf([[f"Line {n} of the page." for n in range(50)]] * 120))
    await parse(path, "a.pdf", progress=lambda done, of: seen.append((done, of)))
    assert seen == sorted(seen)
    assert {of for _, of in seen} == {120}


async def test_a_bad_document_costs_only_itself(tmp_path: Path) -> None:
    good = kept(tmp_path, "good", b"We open at nine.")
    bad = hostile_documents.pdf_of_nothing(tmp_path)
    files = [File(good, "1.txt"), File(bad, "2.pdf"), File(good, "3.pdf"), File(good, "4.txt")]
    outcomes = [outcome async for _, outcome in parse_many(files)]
    assert [isinstance(outcome, Parsed) for outcome in outcomes] == [True, False, False, True]


async def test_it_keeps_its_child_for_the_next_document(tmp_path: Path) -> None:
    path = kept(tmp_path, "a", b"Text.")
    async with Reader() as reader:
        await reader.read(path, "a.txt")
        first = [child.pid for child in children()]
        with pytest.raises(DocumentRefused):
            await reader.read(path, "a.pdf")
        await reader.read(path, "a.txt")
        assert [child.pid for child in children()] == first
    assert children() == []


async def test_its_child_holds_nothing_of_ours(tmp_path: Path) -> None:
    async with Reader() as reader:
        await reader.read(kept(tmp_path, "a", b"Text."), "a.txt")
        (child,) = children()
        assert set(child.environ()) <= {"LC_ALL", "PYTHONPATH"}
        assert child.nice() == 10
        assert child.open_files() == []
        assert child.net_connections() == []
        assert child.num_fds() <= 6
        assert child.rlimit(psutil.RLIMIT_FSIZE) == (0, 0)
        assert child.rlimit(psutil.RLIMIT_AS)[0] == Limits().memory_bytes


def test_its_child_reaches_nothing() -> None:
    code = """
import os, socket, subprocess, sys
from app.documents import worker
worker.give_up_rights()
sys.addaudithook(worker._watch)
for attempt in (
    lambda: socket.create_connection(("127.0.0.1", 9)),
    lambda: subprocess.run(["true"]),
    lambda: os.fork(),
    lambda: open("/tmp/written", "w"),
    lambda: os.remove("/tmp/anything"),
):
    try:
        attempt()
    except PermissionError as error:
        print("refused")
"""
    assert in_child(code).split() == ["refused"] * 5


def test_its_child_stays_light() -> None:
    code = "import sys, app.documents.worker; print(*sys.modules)"
    loaded = set(in_child(code).split())
    assert not loaded & {"sanic", "structlog", "aiosqlite", "click", "pypdf", "numpy", "asyncio"}


async def test_a_document_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    path = hostile_documents.html_that_hangs(tmp_path)
    with pytest.raises(DocumentRefused, match="longer than 1 seconds"):
        await parse(path, "deep.html", limits=Limits(wall_s=1))
    assert children() == []


async def test_a_document_that_takes_too_much_work_is_given_up(tmp_path: Path) -> None:
    path = hostile_documents.html_that_hangs(tmp_path)
    with pytest.raises(DocumentRefused, match="more than 1 seconds of work"):
        await parse(path, "deep.html", limits=Limits(cpu_s=1))
    assert children() == []


async def test_a_document_that_is_no_longer_wanted_is_given_up(tmp_path: Path) -> None:
    path = hostile_documents.html_that_hangs(tmp_path)
    reading = asyncio.create_task(parse(path, "deep.html"))
    await at_work()
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert children() == []


async def test_a_killed_child_is_noticed(tmp_path: Path) -> None:
    path = hostile_documents.html_that_hangs(tmp_path)
    reading = asyncio.create_task(parse(path, "deep.html"))
    (await at_work()).kill()
    with pytest.raises(DocumentRefused, match="more memory than there is"):
        await reading


async def test_a_parser_that_does_not_start_is_a_defect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(RuntimeError, match="does not start"):
        await parse(kept(tmp_path, "a", b"Text."), "a.txt")


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "a\0.txt", "C:\\a.txt", "a\n.txt", "", " ", "a" * 300],
)
async def test_it_refuses_names_that_are_none(tmp_path: Path, name: str) -> None:
    with pytest.raises(DocumentRefused, match="name"):
        await parse(kept(tmp_path, "a", b"Text."), name)
