"""CSV: delimiter, encoding and header are found, each row becomes a text of its own.

``read_rows`` is the same reader for those who want the cells (an import of questions and answers):
a row that makes no sense is reported with its line and does not spoil the others.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from app.documents.base import (
    Builder,
    Parsed,
    Source,
    clean,
    looks_like_header,
    rows_as_lines,
    title_from,
)
from app.documents.text import decode, is_binary
from app.errors import DocumentRefused

_DELIMITERS = ",;\t|"
_SAMPLE = 65_536
_ROWS_SNIFFED = 50
_ROWS_PER_SECTION = 100
_MOST_COLUMNS = 500
_LONGEST_CELL = 100_000
_MOST_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that was left out; ``line`` counts from 1 in the file."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The cells of a table by column; ``lines`` are the lines the rows end on, in the same order.

    ``columns`` are the header's names in lower case, single-spaced, in the order of the file.
    """

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    lines: tuple[int, ...]
    problems: tuple[Problem, ...]
    delimiter: str


def read_rows(data: bytes, max_rows: int = 10_000) -> Rows:
    """Read a CSV with a header row into dictionaries by column name.

    Raises:
        DocumentRefused: it is no text, has no header, or more than ``max_rows`` rows.
    """
    if not data.strip():
        raise DocumentRefused("The file is empty.")
    if is_binary(data):
        raise DocumentRefused("This is no CSV file. Save the spreadsheet as CSV and add that.")
    text = clean(decode(data))
    delimiter = _delimiter(text)
    columns: tuple[str, ...] = ()
    rows: list[dict[str, str]] = []
    lines: list[int] = []
    problems: list[Problem] = []
    for line, cells, reason in _rows(text, delimiter):
        if not columns and not reason:
            columns = _columns(cells)
        elif reason := reason or _mistake(cells, columns):
            problems.append(Problem(line, reason))
        else:
            rows.append(dict(zip(columns, [*cells, *[""] * len(columns)], strict=False)))
            lines.append(line)
        if len(rows) + len(problems) > max_rows:
            raise DocumentRefused(f"The file has more than {max_rows:,} rows. Split it.")
    if not columns:
        raise DocumentRefused("The file has no header row.")
    return Rows(columns, tuple(rows), tuple(lines), tuple(problems), delimiter)


def read_csv(data: bytes, source: Source) -> Parsed:
    """Read a CSV as a document: a line of text for each row, with the names of its columns."""
    text = clean(decode(data))
    builder = Builder(source.limits)
    waiting: list[list[str]] = []
    notes: list[str] = []
    header: list[str] | None = None
    count = 0
    for line, cells, reason in _rows(text, _delimiter(text)):
        if reason:
            notes.append(f"Line {line} was left out: {reason}")
            continue
        count += 1
        if count > _MOST_ROWS:
            raise DocumentRefused(f"The table has more than {_MOST_ROWS:,} rows. Split it.")
        waiting.append(cells)
        if len(waiting) >= _ROWS_PER_SECTION:
            header = _write(builder, waiting, header)
            waiting = []
    _write(builder, waiting, header)
    return Parsed(title_from(source.name), builder.sections(), notes=tuple(notes[:20]))


def _write(builder: Builder, rows: list[list[str]], header: list[str] | None) -> list[str]:
    """Write some rows; return the header, found in the first of them (empty: there is none)."""
    if header is None:
        header = rows[0] if rows and looks_like_header(rows[:2]) else []
        rows = rows[1:] if header else rows
    for line in rows_as_lines([header, *rows] if header else rows, bool(header)):
        builder.line(line)
    builder.leave(1)
    return header


def _delimiter(text: str) -> str:
    """Return the sign that cuts most of the first rows into the same number of cells, over one."""
    lines = text[:_SAMPLE]
    best, best_share = ",", 0.0
    for delimiter in _DELIMITERS:
        counted = Counter(
            len(cells)
            for index, (_, cells, _) in enumerate(_rows(lines, delimiter))
            if index < _ROWS_SNIFFED
        )
        if not counted:
            continue
        width, times = counted.most_common(1)[0]
        share = times / counted.total() if width > 1 else 0.0
        if share > best_share:
            best, best_share = delimiter, share
    return best


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str], str]]:
    """Yield (line, cells, what is wrong with it) of each row that is not blank."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True)
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            is_long = "field larger" in str(error)
            reason = (
                f"a cell is longer than {_LONGEST_CELL:,} characters" if is_long else str(error)
            )
            yield reader.line_num, [], reason + "; is a quotation mark left open?"
            continue
        if cells is None:
            return
        cells = [cell.strip() for cell in cells]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > _MOST_COLUMNS:
            yield reader.line_num, [], f"it has more than {_MOST_COLUMNS} cells"
        elif cells:
            yield reader.line_num, cells, ""


def _columns(cells: list[str]) -> tuple[str, ...]:
    names = tuple(" ".join(cell.split()).casefold() for cell in cells)
    if doubled := [name for name, count in Counter(names).items() if count > 1 or not name]:
        what = f"the column “{doubled[0][:80]}” twice" if doubled[0] else "a column without a name"
        raise DocumentRefused(f"The header row has {what}.")
    return names


def _mistake(cells: list[str], columns: tuple[str, ...]) -> str:
    if len(cells) <= len(columns):
        return ""
    return (
        f"it has {len(cells)} cells, the header {len(columns)}; "
        "put a text that holds the delimiter into quotation marks"
    )
