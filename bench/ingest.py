"""How fast documents become chunks: pages of 3,000 characters a minute, for each kind.

    python -m bench.ingest [--pages 200] [--children 1] [--json]

Text and web pages are one file a page, as a crawl or a bulk upload brings them; PDF and Word are
one file of all pages. ``parse`` is the child process with everything around it, start included;
``cut`` is chunking, in this process.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from app.documents.base import Parsed
from app.documents.child import File, parse_many
from tests.made_documents import docx, paragraph, pdf
from vectors.chunking import chunk

CHARACTERS = 3_000
VOCABULARY = (
    "the house room price guest breakfast roof repair window door from until open closed euros day"
    " service book appointment clean family garden parking free street old new water heating warm"
    " and of to in for with our your is are we you at on by"
)
WORDS = VOCABULARY.split()


@dataclass(frozen=True)
class Figure:
    """What one kind cost: pages a minute, and milliseconds a page in the child and for cutting."""

    kind: str
    pages: int
    pages_a_minute: int
    parse_ms: float
    cut_ms: float
    chunks: int


def page(dice: random.Random) -> list[str]:
    """Return a page of text: paragraphs of some sentences."""
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < CHARACTERS:
        sentences = (
            " ".join(dice.choices(WORDS, k=dice.randint(6, 18))).capitalize() + "."
            for _ in range(4)
        )
        paragraphs.append(" ".join(sentences))
    return paragraphs


def lines(paragraphs: Sequence[str]) -> list[str]:
    """Return paragraphs broken at a margin, as a PDF has them."""
    broken = []
    for text in paragraphs:
        line = ""
        for word in text.split():
            if len(line) + len(word) > 90:
                broken.append(line)
                line = ""
            line = f"{line} {word}".strip()
        broken.append(line)
    return broken


def made(kind: str, pages: Sequence[Sequence[str]]) -> list[bytes]:
    """Return the files of a kind."""
    if kind == "text":
        return ["\n\n".join(texts).encode() for texts in pages]
    if kind == "html":
        head = "<!doctype html><html><head><title>Page</title></head><body>"
        menu = "<nav>" + "<a href='/a'>Menu</a>" * 40 + "</nav><script>var a = 1</script>" * 10
        return [
            (
                f"{head}{menu}<main><h1>House</h1>"
                + "".join(f"<h2>Part</h2><div><p class='x'>{text}</p></div>" for text in texts)
                + "</main></body></html>"
            ).encode()
            for texts in pages
        ]
    if kind == "pdf":
        return [pdf([[(18, "House"), *lines(texts)] for texts in pages])]
    heads = [paragraph("Part", "Ttulo1") + "".join(map(paragraph, texts)) for texts in pages]
    return [docx("".join(heads))]


async def measure(kind: str, pages: Sequence[Sequence[str]], children: int) -> Figure:
    """Parse and cut all files of a kind."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, data in enumerate(made(kind, pages)):
            path = Path(folder, str(number))
            path.write_bytes(data)  # noqa: ASYNC240 - nothing else runs here
            files.append(File(path, f"page {number}.{'txt' if kind == 'text' else kind}"))
        start = time.perf_counter()
        parts = await asyncio.gather(
            *(read(files[index::children]) for index in range(min(children, len(files))))
        )
        parsed_s = time.perf_counter() - start
    start = time.perf_counter()
    chunks = sum(len(chunk(p.sections, p.title)) for part in parts for p in part)
    cut_s = time.perf_counter() - start
    return Figure(
        kind,
        len(pages),
        round(len(pages) * 60 / (parsed_s + cut_s)),
        round(parsed_s * 1000 / len(pages), 2),
        round(cut_s * 1000 / len(pages), 2),
        chunks,
    )


async def read(files: Sequence[File]) -> list[Parsed]:
    """Read some files in one child; all of them must be read."""
    parsed = []
    async for file, outcome in parse_many(files):
        if not isinstance(outcome, Parsed):
            raise SystemExit(f"{file.name}: {outcome}")
        parsed.append(outcome)
    return parsed


def main() -> None:
    """Print a line for each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--children", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    wish = parser.parse_args()
    dice = random.Random(1)
    pages = [page(dice) for _ in range(wish.pages)]
    for kind in ("text", "html", "pdf", "docx"):
        figure = asyncio.run(measure(kind, pages, wish.children))
        if wish.json:
            print(json.dumps(asdict(figure)))
        else:
            print(
                f"{figure.kind:5} {figure.pages_a_minute:>8,} pages a minute; a page: parse "
                f"{figure.parse_ms} ms, cut {figure.cut_ms} ms; {figure.chunks:,} chunks"
            )


if __name__ == "__main__":
    main()
