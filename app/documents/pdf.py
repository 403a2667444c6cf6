"""PDF: the text of each page under the headings that larger or bold letters tell.

A PDF has no paragraphs, only letters at places. Lines that were broken at the margin are joined
again, and lines that stand at the head or foot of most pages (the name of the business, the number
of the page) are dropped. Nothing in it is ever run: scripts, forms and attachments are not read.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject, PdfReader, apply_configuration
from pypdf.errors import DependencyError, LimitReachedError, PdfReadError, WrongPasswordError

from app.documents.base import (
    Builder,
    Limits,
    Parsed,
    Source,
    clean,
    title_from,
    too_many_pages,
    too_much_text,
)
from app.documents.rtl import as_written, is_reversed
from app.documents.text import unwrapped
from app.errors import DocumentRefused

# A page of text has some thousand bytes; these leave room for everything but a bomb.
_STREAM_BYTES = 40_000_000
_WORK_BYTES = 120_000_000
_OPERATIONS = 1_000_000

_LARGER = 1.15
_LONGEST_HEADING = 120
_HEADING_LEVELS = 3
_EDGE_LINES = 2
_NUMBER = re.compile(r"\d+")
_WIDEST_LINE = 400
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff]|/g\\d+|\\(cid:\\d+\\)")
_LEADERS = re.compile(r"(?:[ .·]*\.[ .·]*){4,}|…{2,}|_{4,}")
_BOLD = re.compile("bold|black|heavy|semibold", re.IGNORECASE)
_DULL_TITLE = re.compile(
    r"^(?:about:blank|untitled|sin título|بدون عنوان|microsoft word.*|document\d*"
    r"|.*\.(?:docx?|indd|pdf|html?))?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it is seen; ``size`` is that of its largest letters in points, 0 if unknown."""

    text: str
    size: float = 0.0
    is_bold: bool = False


def read_pdf(data: bytes, source: Source) -> Parsed:
    """Read a PDF.

    Raises:
        DocumentRefused: a password, too many pages, a bomb, or no text in it (a scan).
    """
    with apply_configuration(**_bounds(source.limits)):
        return _read(data, source)


def _read(data: bytes, source: Source) -> Parsed:
    try:
        reader = _opened(data)
        pages, notes = _pages(reader, source)
    except LimitReachedError as error:
        raise DocumentRefused(
            "The PDF unpacks to far more than a document holds. Print it to a new PDF and add that."
        ) from error
    _require_text(pages)
    builder = Builder(source.limits)
    _write(builder, pages)
    return Parsed(
        _title(reader) or title_from(source.name),
        builder.sections(),
        language=_language(reader),
        pages=len(pages),
        notes=notes,
    )


def _bounds(limits: Limits) -> dict[str, Any]:
    """Return pypdf's own limits. Nothing outside is called either: no program for images."""
    return {
        "maximum_declared_stream_length": limits.size_bytes,
        "array_based_stream_maximum_output_length": _STREAM_BYTES,
        "zlib_maximum_output_length": _STREAM_BYTES,
        "lzw_maximum_output_length": _STREAM_BYTES,
        "run_length_maximum_output_length": _STREAM_BYTES,
        "brotli_maximum_output_length": _STREAM_BYTES,
        "jbig2_maximum_output_length": _STREAM_BYTES,
        "image_maximum_buffer_size": _STREAM_BYTES,
        "stream_decoding_work_maximum_length": _WORK_BYTES,
        "stream_parsing_work_maximum_count": _OPERATIONS,
        "page_tree_maximum_entries": limits.pages * 2 + 1_000,
        "jbig2dec_binary": None,
        "disable_legacy_handling": True,
    }


def _opened(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data))
        # Many are locked against printing only, and open with the empty password.
        if reader.is_encrypted and not reader.decrypt(""):
            raise WrongPasswordError
    except (WrongPasswordError, DependencyError, NotImplementedError) as error:
        raise DocumentRefused(
            "The PDF is protected with a password. Save it without one and add that."
        ) from error
    return reader


def _pages(reader: PdfReader, source: Source) -> tuple[list[list[_Line]], tuple[str, ...]]:
    """Return the lines of each page, and what had to be left out."""
    try:
        count = len(reader.pages)
    except LimitReachedError as error:
        raise too_many_pages(source.limits) from error
    if count > source.limits.pages:
        raise too_many_pages(source.limits)
    pages: list[list[_Line]] = []
    notes: list[str] = []
    left = source.limits.characters
    for number in range(count):
        try:
            lines = _lines(reader.pages[number])
        except (LimitReachedError, MemoryError, RecursionError):
            raise
        except Exception as error:
            # One page in a hundred with a broken font is no reason to lose the others.
            notes.append(f"Page {number + 1} was left out: it cannot be read.")
            if len(notes) * 2 > max(count, 4):
                raise PdfReadError("most pages cannot be read") from error
            lines = []
        left -= sum(len(line.text) for line in lines)
        if left < 0:
            raise too_much_text(source.limits)
        pages.append(lines)
        source.progress(number + 1, count)
    return pages, tuple(notes[:20])


def _lines(page: PageObject) -> list[_Line]:
    """Return the lines of a page with the size of their letters."""
    runs: list[tuple[str, float, bool]] = []

    def see(text: str, outer: Any, matrix: Any, font: Any, size: float) -> None:
        if not text:
            return
        scale = abs(matrix[3] or matrix[1]) * abs(outer[3] or outer[1] or 1)
        name = str(font.get("/BaseFont", "")) if font else ""
        runs.append((text, abs(size) * scale, bool(_BOLD.search(name))))

    page.extract_text(visitor_text=see)
    lines: list[list[tuple[str, float, bool]]] = [[]]
    for text, size, is_bold in runs:
        first, *others = text.split("\n")
        lines[-1].append((first, size, is_bold))
        lines.extend([(other, size, is_bold)] for other in others)
    is_wrong_way = is_reversed(["".join(text for text, _, _ in line) for line in lines])
    return [_line(line, is_wrong_way) for line in lines]


def _line(runs: Sequence[tuple[str, float, bool]], is_wrong_way: bool) -> _Line:
    text = clean(as_written([text for text, _, _ in runs], is_wrong_way))
    text = _LEADERS.sub(" … ", text)
    seen = [(len(text.strip()), size, is_bold) for text, size, is_bold in runs if text.strip()]
    bold = sum(weight for weight, _, is_bold in seen if is_bold)
    return _Line(
        " ".join(text.split()),
        round(max((size for _, size, _ in seen), default=0.0), 1),
        0 < sum(weight for weight, _, _ in seen) <= bold,
    )


def _require_text(pages: Sequence[Sequence[_Line]]) -> None:
    text = "".join(line.text for lines in pages for line in lines)
    letters = sum(map(str.isalnum, text))
    if letters < (3 * len(pages) if len(pages) > 2 else 1):
        raise DocumentRefused(
            "The PDF holds no text, only images (a scan?). Run text recognition (OCR) over it, "
            "or add the text in another form."
        )
    if len(_UNREADABLE.findall(text)) * 10 > letters:
        raise DocumentRefused(
            "The letters in the PDF have no meaning to a program: its fonts tell only their shape. "
            "Add the document it was made from, or run text recognition (OCR) over it."
        )


def _write(builder: Builder, pages: Sequence[Sequence[_Line]]) -> None:
    repeated = _repeated(pages)
    levels = _levels(pages, repeated)
    for number, lines in enumerate(pages, 1):
        builder.turn(number)
        for paragraph in _paragraphs(lines, repeated, levels):
            if isinstance(paragraph, tuple):
                builder.heading(*paragraph)
            else:
                builder.paragraph(paragraph)


def _repeated(pages: Sequence[Sequence[_Line]]) -> frozenset[str]:
    """Return what stands at the edge of many pages (left ones, say), figures aside."""
    if len(pages) < 3:
        return frozenset()
    seen: Counter[str] = Counter()
    for lines in pages:
        seen.update({_shape(lines[index].text) for index in _edge(lines)})
    return frozenset(
        text for text, times in seen.items() if times * 10 >= len(pages) * 4 and times > 2
    )


def _edge(lines: Sequence[_Line]) -> set[int]:
    """Return the places of the first and last lines; of a page of few lines one of each."""
    written = [index for index, line in enumerate(lines) if line.text]
    count = min(_EDGE_LINES, 1 + len(written) // 8)
    return {*written[:count], *written[-count:]}


def _shape(text: str) -> str:
    return _NUMBER.sub("0", text.casefold())


def _levels(pages: Sequence[Sequence[_Line]], repeated: frozenset[str]) -> dict[float, int]:
    """Return the sizes of headings with their levels; the commonest size is the body's."""
    weights: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            weights[line.size] += len(line.text)
    if not weights:
        return {}
    body, _ = weights.most_common(1)[0]
    sizes = Counter(
        line.size
        for lines in pages
        for line in lines
        if line.text and line.size > body * _LARGER and _shape(line.text) not in repeated
    )
    total = sum(1 for lines in pages for line in lines if line.text)
    if not body or sum(sizes.values()) * 3 > total:
        return {}
    ordered = sorted(sizes, reverse=True)
    return {size: min(level, _HEADING_LEVELS) for level, size in enumerate(ordered, 1)} | {
        body: _HEADING_LEVELS + 1
    }


def _paragraphs(
    lines: Sequence[_Line], repeated: frozenset[str], levels: dict[float, int]
) -> Iterator[str | tuple[int, str]]:
    """Yield paragraphs as text and headings as (level, text), in reading order."""
    body = next((size for size, level in levels.items() if level == _HEADING_LEVELS + 1), 0.0)
    waiting: list[str] = []
    heading: tuple[int, str] | None = None
    edge = _edge(lines)
    for index, line in enumerate([*lines, _Line("")]):
        if index in edge and _shape(line.text) in repeated:
            continue
        level = _level(line, body, levels)
        if heading and level == heading[0] < _HEADING_LEVELS + 1:
            # A heading of two lines.
            heading = (level, f"{heading[1]} {line.text}")
            continue
        if heading and line.text:
            yield heading
            heading = None
        if not line.text or level:
            if waiting:
                yield "\n".join(unwrapped(waiting, _WIDEST_LINE))
            waiting = []
        if level:
            heading = (level, line.text)
        elif line.text:
            waiting.append(line.text)
    if heading:
        yield heading


def _level(line: _Line, body: float, levels: dict[float, int]) -> int:
    """Return the level of a heading, 0 for what is none."""
    if not line.text or len(line.text) > _LONGEST_HEADING or not body:
        return 0
    is_sentence = line.text.endswith((".", ",", ";"))
    if "…" in line.text:
        # An entry of a table of contents.
        return 0
    if line.size > body * _LARGER:
        return 0 if is_sentence and len(line.text) > 60 else levels.get(line.size, 0)
    is_title = line.is_bold and line.size == body and not is_sentence and ":" not in line.text
    return _HEADING_LEVELS + 1 if is_title and any(map(str.isalpha, line.text)) else 0


def _title(reader: PdfReader) -> str:
    try:
        facts = reader.metadata
        title = clean(str(facts.get("/Title") or "")) if facts else ""
    except (PdfReadError, ValueError, TypeError, AttributeError):
        return ""
    title = " ".join(title.split())[:200]
    return "" if _DULL_TITLE.match(title) else title


def _language(reader: PdfReader) -> str:
    try:
        told = str(reader.root_object.get("/Lang") or "")
    except (PdfReadError, ValueError, TypeError, AttributeError):
        return ""
    code = told.partition("-")[0].lower()
    return code if len(code) in (2, 3) and code.isalpha() else ""
