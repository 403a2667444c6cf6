"""Files that mean harm: each is refused with a reason, and nobody else notices."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from app.documents.base import Limits
from app.documents.child import Reader
from app.errors import DocumentRefused
from tests import hostile_documents as hostile
from tests.made_documents import kept, pdf

LIMITS = Limits(wall_s=15)
# Wide, because tests share their processors; a blocked loop would stand still for seconds.
MAX_LAG_S = 0.25
MAX_GROWTH = 40_000_000


@dataclass
class Watch:
    """The longest time the event loop did not come round."""

    lag_s: float = 0.0


@asynccontextmanager
async def watched() -> AsyncIterator[Watch]:
    watch = Watch()

    async def look() -> None:
        while True:
            start = time.monotonic()
            await asyncio.sleep(0.005)
            watch.lag_s = max(watch.lag_s, time.monotonic() - start - 0.005)

    looking = asyncio.create_task(look())
    yield watch
    looking.cancel()


HARMFUL = [
    (hostile.docx_of_air, "unpacks to 1,0.. times its size"),
    (hostile.docx_that_lies, "damaged"),
    (hostile.docx_of_thousands, "holds 6,004 files"),
    (hostile.docx_of_archives, "an archive"),
    (hostile.docx_of_laughs, "declares entities"),
    (hostile.docx_from_outside, "declares entities"),
    (hostile.docx_of_depth, "nested too deeply"),
    (hostile.docx_with_a_password, "protected with a password"),
    (hostile.pdf_of_air, "unpacks to far more"),
    (hostile.pdf_of_air_in_air, "unpacks to far more"),
    (hostile.pdf_of_a_hundred_thousand_pages, "more than 2,000 pages"),
    (hostile.pdf_in_circles, "damaged"),
    (hostile.pdf_of_nothing, "damaged"),
    (hostile.html_that_hogs, "more than 768 MB of memory"),
    (hostile.svg_of_laughs, "an SVG image"),
    (hostile.three_hundred_megabytes, "has 300 MB, more than the 25 MB"),
    (hostile.a_link_to_secrets, "no file"),
    (hostile.a_pipe, "no file"),
    (hostile.program_as_pdf, "a program"),
    (hostile.image_as_text, "an image"),
    (hostile.spreadsheet_as_docx, "a spreadsheet; save it as CSV"),
    (hostile.old_word, "an old Word document"),
    (hostile.page_as_pdf, "but the content is a web page"),
    (hostile.archive, "an archive"),
    (hostile.nothing, "empty"),
]


@pytest.mark.parametrize(("make", "reason"), HARMFUL, ids=[make.__name__ for make, _ in HARMFUL])
async def test_it_refuses_with_a_reason_and_no_harm(
    tmp_path: Path, make: hostile.Maker, reason: str
) -> None:
    path = make(tmp_path)
    good = kept(tmp_path, "good", b"We open at nine.")
    me = psutil.Process()
    before = me.memory_info().rss
    async with Reader(LIMITS) as reader, watched() as watch:
        with pytest.raises(DocumentRefused, match=reason):
            await reader.read(path, path.name)
        assert (await reader.read(good, "good.txt")).sections[0].text == "We open at nine."
    assert watch.lag_s < MAX_LAG_S
    assert me.memory_info().rss - before < MAX_GROWTH
    assert me.children(recursive=True) == []
    assert set(os.listdir(tmp_path)) == {path.name, "good"}


@pytest.mark.parametrize(
    "make",
    [hostile.pdf_that_claims_two_gigabytes, hostile.pdf_of_forms_in_forms],
    ids=["claims", "forms"],
)
async def test_it_reads_what_only_looks_harmful(tmp_path: Path, make: hostile.Maker) -> None:
    path = make(tmp_path)
    async with Reader(LIMITS) as reader:
        parsed = await reader.read(path, path.name)
    assert sum(len(section.text) for section in parsed.sections) < 100_000


async def test_it_never_runs_what_is_inside(tmp_path: Path) -> None:
    script = "/OpenAction << /S /JavaScript /JS (this.submitForm\\('http://127.0.0.1:9'\\)) >>"
    path = kept(tmp_path, "a", pdf([["Plain text."]], catalog=script))
    async with Reader(LIMITS) as reader:
        parsed = await reader.read(path, "a.pdf")
    assert [section.text for section in parsed.sections] == ["Plain text."]


async def test_a_page_takes_nothing_from_outside(tmp_path: Path) -> None:
    page = (
        b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><p>Seen &x;'
        b'<img src="file:///etc/passwd"><iframe src="file:///etc/passwd"></iframe>'
        b'<object data="file:///etc/passwd"></object><link rel=import href="file:///etc/passwd">'
    )
    async with Reader(LIMITS) as reader:
        parsed = await reader.read(kept(tmp_path, "a", page), "a.html")
    text = " ".join(section.text for section in parsed.sections)
    assert "Seen &x;" in text
    assert "root:" not in text


async def test_many_bad_files_at_once_leave_the_loop_free(tmp_path: Path) -> None:
    path = hostile.html_that_hangs(tmp_path)
    limits = Limits(wall_s=3)

    async def refused() -> str:
        async with Reader(limits) as reader:
            with pytest.raises(DocumentRefused) as told:
                await reader.read(path, path.name)
        return told.value.message

    async with watched() as watch:
        reasons = await asyncio.gather(*(refused() for _ in range(4)))
    assert all("longer than 3 seconds" in reason for reason in reasons)
    assert watch.lag_s < MAX_LAG_S
    assert psutil.Process().children(recursive=True) == []


async def test_a_large_parent_is_not_taken_for_a_large_document(tmp_path: Path) -> None:
    held = bytearray(900_000_000)
    held[::4096] = b"x" * len(held[::4096])
    path = hostile.pdf_of_nothing(tmp_path)
    async with Reader(LIMITS) as reader:
        with pytest.raises(DocumentRefused, match="damaged"):
            await reader.read(path, path.name)
    assert len(held) > LIMITS.memory_bytes
