"""Word documents: paragraphs, headings, lists and tables of the main text.

A .docx is a ZIP of XML files. It is read with the standard library and defusedxml, not with a Word
library: three files of the archive are looked at, each only as far as it may be large, and XML
that declares entities is refused before anything is expanded. Macros, links and embedded objects
are never opened.

Source: ECMA-376 part 1, 17.3 (paragraphs and runs), 17.4 (tables), 17.7 (styles).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from app.documents.base import (
    Builder,
    Parsed,
    Source,
    clean,
    looks_like_header,
    rows_as_lines,
    title_from,
)
from app.errors import DocumentRefused

_MOST_ENTRIES = 5_000
_MOST_UNPACKED = 1_000_000_000
_MOST_XML = 100_000_000
# Text of a book packs 10 to 20 times; a bomb a thousand times.
_HIGHEST_RATIO, _RATIO_FROM = 200, 1_000_000
_DEEPEST = 200

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SPACES = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_NOT_TEXT = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr")}
_HEADING_NAME = re.compile(r"^heading (\d)$", re.IGNORECASE)


def read_docx(data: bytes, source: Source) -> Parsed:
    """Read a Word document.

    Raises:
        DocumentRefused: a bomb, declared entities, or an archive that is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _inspect(archive)
            levels = _styles(archive)
            builder = Builder(source.limits)
            body = _Body(builder, levels, source)
            body.read(_part(archive, "word/document.xml"))
            title = _core_title(archive)
    except DefusedXmlException as error:
        raise DocumentRefused(
            "The document declares entities, which Word never does. Open it in Word, save it again "
            "and add that."
        ) from error
    except (zipfile.BadZipFile, zlib.error, ParseError, EOFError, KeyError) as error:
        raise DocumentRefused(
            "The Word document is damaged. Open it in Word, save it again and add that."
        ) from error
    except RecursionError:
        raise
    except (RuntimeError, NotImplementedError) as error:
        raise DocumentRefused(
            "The Word document is protected with a password or packed in an unusual way. "
            "Save it again without a password and add that."
        ) from error
    return Parsed(title or body.title or title_from(source.name), builder.sections())


def _inspect(archive: zipfile.ZipFile) -> None:
    """Refuse a bomb by what the archive says of itself, before anything is unpacked."""
    entries = archive.infolist()
    if len(entries) > _MOST_ENTRIES:
        raise _bomb(f"it holds {len(entries):,} files")
    total = sum(entry.file_size for entry in entries)
    if total > _MOST_UNPACKED:
        raise _bomb(f"it unpacks to {total // 1_000_000:,} MB")
    for entry in entries:
        packed = max(1, entry.compress_size)
        if entry.file_size > _RATIO_FROM and entry.file_size > packed * _HIGHEST_RATIO:
            raise _bomb(f"a part of it unpacks to {entry.file_size // packed:,} times its size")


def _bomb(what: str) -> DocumentRefused:
    return DocumentRefused(
        f"The Word document is made to overload whoever opens it: {what}. "
        "If that is a mistake, save it again in Word and add that."
    )


def _part(archive: zipfile.ZipFile, name: str) -> io.BytesIO:
    """Return a file of the archive; what it says of its size is not believed."""
    with archive.open(name) as part:
        data = part.read(_MOST_XML + 1)
    if len(data) > _MOST_XML:
        raise _bomb(f"its text unpacks to more than {_MOST_XML // 1_000_000} MB")
    # The stricter dialect of the standard differs in the name of its words only.
    return io.BytesIO(data.replace(_STRICT[1:-1].encode(), _W[1:-1].encode()))


def _events(part: io.BytesIO) -> Iterator[tuple[str, Element]]:
    depth = 0
    parser: Any = iterparse(part, events=("start", "end"), forbid_dtd=True)
    for event, element in parser:
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise RecursionError
        yield event, element


def _styles(archive: zipfile.ZipFile) -> dict[str, int]:
    """Return the levels of the styles that are headings, by style id; 0 is the title's.

    Word names its own styles in English in every language; others say which level they have, or
    on which style they are based.
    """
    if "word/styles.xml" not in archive.namelist():
        return {}
    levels: dict[str, int] = {}
    bases: dict[str, str] = {}
    for event, style in _events(_part(archive, "word/styles.xml")):
        if event != "end" or style.tag != f"{_W}style":
            continue
        style_id = style.get(f"{_W}styleId", "")
        name = _value(style, f"{_W}name")
        if found := _HEADING_NAME.match(name):
            levels[style_id] = int(found[1])
        elif name.lower() == "title":
            levels[style_id] = 0
        elif (level := _value(style, f"{_W}pPr/{_W}outlineLvl")).isdecimal() and int(level) < 9:
            levels[style_id] = int(level) + 1
        elif base := _value(style, f"{_W}basedOn"):
            bases[style_id] = base
        style.clear()
    for style_id in bases:
        base, steps = style_id, 0
        while base in bases and steps < 20:
            base, steps = bases[base], steps + 1
        if base in levels:
            levels[style_id] = levels[base]
    return levels


def _value(element: Element, path: str) -> str:
    found = element.find(path)
    return found.get(f"{_W}val", "") if found is not None else ""


def _core_title(archive: zipfile.ZipFile) -> str:
    if "docProps/core.xml" not in archive.namelist():
        return ""
    for event, element in _events(_part(archive, "docProps/core.xml")):
        if event == "end" and element.tag == f"{_DC}title":
            return " ".join(clean(element.text or "").split())[:200]
    return ""


class _Body:
    """Reads the main text block by block; a block is forgotten once it is written."""

    def __init__(self, builder: Builder, levels: dict[str, int], source: Source) -> None:
        self._builder = builder
        self._levels = levels
        self._source = source
        self.title = ""

    def read(self, part: io.BytesIO) -> None:
        """Write all paragraphs and tables, outermost tables as a whole."""
        tables = paragraphs = 0
        size = max(1, part.getbuffer().nbytes)
        for event, element in _events(part):
            step = 1 if event == "start" else -1
            if element.tag == f"{_W}tbl":
                tables += step
                if step < 0 and not tables:
                    self._table(element)
                    element.clear()
            elif element.tag == f"{_W}p":
                paragraphs += step
                if step < 0 and not paragraphs and not tables:
                    self._paragraph(element)
                    element.clear()
                    self._source.progress(min(99, part.tell() * 100 // size), 100)

    def _paragraph(self, element: Element) -> None:
        text = clean(_text(element)).strip()
        if not text:
            return
        style = _value(element, f"{_W}pPr/{_W}pStyle")
        level = self._levels.get(style)
        told = _value(element, f"{_W}pPr/{_W}outlineLvl")
        if level is None and told.isdecimal() and int(told) < 9:
            level = int(told) + 1
        if level == 0:
            self.title = self.title or " ".join(text.split())[:200]
        elif level is not None:
            self._builder.heading(level, text)
        elif element.find(f"{_W}pPr/{_W}numPr") is not None:
            self._builder.line(f"- {text}")
        else:
            self._builder.paragraph(text)

    def _table(self, table: Element) -> None:
        rows = []
        for row in table.iter(f"{_W}tr"):
            cells = ["\n".join(_text(p) for p in cell.iter(f"{_W}p")) for cell in _cells(row)]
            if any(cell.strip() for cell in cells):
                rows.append([clean(cell) for cell in cells])
        if not rows:
            return
        self._builder.rest()
        if max(map(len, rows)) == 1:
            # A frame around some text.
            for (text,) in rows:
                self._builder.paragraph(text)
            return
        told = table.find(f"{_W}tr/{_W}trPr/{_W}tblHeader") is not None
        for line in rows_as_lines(rows, len(rows) > 1 and (told or looks_like_header(rows))):
            self._builder.line(line)


def _cells(row: Element) -> Iterator[Element]:
    """Yield the cells of a row, also those inside content controls."""
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag == f"{_W}sdt":
            yield from child.iter(f"{_W}tc")


def _text(element: Element) -> str:
    """Return what a reader sees of a paragraph: insertions, no deletions, no field codes."""
    parts: list[str] = []
    waiting = [element]
    while waiting:
        node = waiting.pop()
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag in _SPACES:
            parts.append(_SPACES[node.tag])
        elif node.tag not in _NOT_TEXT and node.tag != _CHOICES:
            if node.tag == f"{_W}p" and node is not element and parts:
                parts.append("\n")
            waiting.extend(reversed(node))
    return "".join(parts)
