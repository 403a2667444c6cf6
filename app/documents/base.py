"""What a parser gets and gives, and how text is made clean, whatever it came from.

A parser is a function ``read(data, source) -> Parsed``, running in the child process. It raises
``DocumentRefused`` for what people can mend; anything else it raises is a damaged file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.errors import DocumentRefused
from vectors.chunking import Section

Progress = Callable[[int, int], None]
"""Called with (pages done, pages of the document)."""

# Letters as fonts draw them (Arabic forms, Latin ligatures), which nobody types.
_DRAWN = re.compile("[\ufb00-\ufb06\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufeff]+")
# No text at all: controls, marks of direction and order, soft hyphens, halves of pairs.
_NOTHING = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]+"
)
_ENDS = re.compile("\r\n|[\r\x0c\x85\u2028\u2029]")
_EXTENSION = re.compile(r"\.\w{1,8}$")
_JOINTS = re.compile(r"[_\s]+|(?<=\w)-(?=\w)")
_LONGEST_TITLE = 200
_LONGEST_HEADING = 300
# What a section weighs besides its text.
_SECTION_COSTS = 50


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost. Sizes are bytes; ``characters`` is the text taken out of it."""

    size_bytes: int = 25_000_000
    characters: int = 10_000_000
    pages: int = 2_000
    wall_s: float = 120.0
    cpu_s: int = 90
    memory_bytes: int = 768 * 1024 * 1024


def unwatched(_done: int, _of: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a document besides its bytes: both are claims of whoever sent it."""

    name: str
    media_type: str = ""
    limits: Limits = field(default_factory=Limits)
    progress: Progress = unwatched


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document as text.

    ``language`` is what the document says of itself, empty where it says nothing; ``pages`` is 1
    for kinds without pages; ``notes`` tell people what was left out. The rest is of web pages:
    ``links`` as written (joined with ``<base>`` only), ``robots`` the lower-case words of the meta
    tag, ``footer`` the text below the page, which is no part of the sections.
    """

    title: str
    sections: tuple[Section, ...]
    language: str = ""
    pages: int = 1
    media_type: str = ""
    notes: tuple[str, ...] = ()
    canonical: str = ""
    links: tuple[str, ...] = ()
    robots: tuple[str, ...] = ()
    footer: str = ""


def clean(text: str) -> str:
    """Return text as people type it: one kind of line end, no controls, letters undrawn."""
    if text.isascii() and text.isprintable():
        return text
    text = _NOTHING.sub("", _ENDS.sub("\n", text))
    return _DRAWN.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def title_from(name: str) -> str:
    """Return a title for people from a file name: ``price-list_2024.pdf`` -> Price list 2024."""
    words = _JOINTS.sub(" ", _EXTENSION.sub("", clean(name))).strip()
    return (words[:1].upper() + words[1:])[:_LONGEST_TITLE]


def too_much_text(limits: Limits) -> DocumentRefused:
    """Return the error for more text than anybody could look after."""
    return DocumentRefused(
        f"The document holds more than {limits.characters:,} characters of text. "
        "Split it, or leave out what leads do not ask about."
    )


def too_many_pages(limits: Limits) -> DocumentRefused:
    """Return the error for more pages than are taken."""
    return DocumentRefused(
        f"The document has more than {limits.pages:,} pages. Split it into smaller files."
    )


class Builder:
    """Collects headings and text in reading order and makes sections of them."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._left = limits.characters
        self._path: list[tuple[int, str]] = []
        self._text: list[str] = []
        self._sections: list[Section] = []
        self._is_bare = self._is_line = False
        self.page: int | None = None

    def heading(self, level: int, text: str) -> None:
        """Open a section; levels count from 1, outermost first."""
        text = " ".join(clean(text).split())
        if not text:
            return
        if len(text) > _LONGEST_HEADING:
            self.paragraph(text)
            return
        self._close(level)
        self._path = [(known, above) for known, above in self._path if known < level]
        self._path.append((level, text))
        self._is_bare = True
        self._take(len(text))

    def leave(self, level: int) -> None:
        """Close the headings of this level and below."""
        self._close(level)
        self._path = [(known, above) for known, above in self._path if known < level]
        self._is_bare = False

    def paragraph(self, text: str) -> None:
        """Add a paragraph."""
        self._add(text, "\n\n")

    def line(self, text: str) -> None:
        """Add a list item or table row: it stays with the lines, or the colon, before it."""
        is_joined = self._is_line or (self._text and self._text[-1].endswith(":"))
        self._add(text, "\n" if is_joined else "\n\n")
        self._is_line = True

    def rest(self) -> None:
        """Let the next line begin a new list or table."""
        self._is_line = False

    def turn(self, page: int) -> None:
        """Begin a page; the headings stay."""
        self._finish()
        self.page = page

    def sections(self) -> tuple[Section, ...]:
        """Return all sections that have text."""
        self._close(1)
        return tuple(self._sections)

    def _add(self, text: str, gap: str) -> None:
        text = clean(text).strip()
        if not text:
            return
        self._take(len(text))
        if self._text:
            self._text.append(gap)
        self._text.append(text)
        self._is_bare = self._is_line = False

    def _take(self, characters: int) -> None:
        self._left -= characters
        if self._left < 0:
            raise too_much_text(self._limits)

    def _close(self, level: int) -> None:
        """End a section. A heading that nothing follows, not even one below it, was a text."""
        if self._is_bare and self._path and level <= self._path[-1][0]:
            _, text = self._path.pop()
            self._text = [text]
            self._is_bare = False
        self._finish()

    def _finish(self) -> None:
        if self._text:
            heading = tuple(text for _, text in self._path)
            self._take(_SECTION_COSTS + sum(map(len, heading)))
            self._sections.append(Section(heading, "".join(self._text), self.page))
        self._text = []
        self._is_line = False


def rows_as_lines(rows: Sequence[Sequence[str]], has_header: bool) -> list[str]:
    """Return each row of a table as a line that can be read alone.

    With a header ``Service: Cut; Price: 20``, without ``Cut | 20``.
    """
    header = [" ".join(cell.split()) for cell in rows[0]] if has_header and rows else []
    lines = []
    for row in rows[1:] if has_header else rows:
        cells = [" ".join(cell.split()) for cell in row]
        if header:
            names = [*header, *[""] * len(cells)]
            parts = [
                f"{name.rstrip(':')}: {cell}" if name else cell
                for name, cell in zip(names, cells, strict=False)
                if cell
            ]
            lines.append("; ".join(parts))
        else:
            lines.append(" | ".join(cell for cell in cells if cell))
    return [line for line in lines if line]


def looks_like_header(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row names the columns: short, all different, no figures in it."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    first = [cell.strip() for cell in rows[0]]
    is_named = all(first) and len(set(first)) == len(first)
    return is_named and not any(len(c) > 60 or any(map(str.isdigit, c)) for c in first)
