"""Plain text and Markdown, and what every text needs first: its encoding.

UTF-8 where it is valid; UTF-16 with a mark or a zero in every other byte; else one of the old
code pages of our languages, told apart by charset-normalizer.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from itertools import pairwise

from app.documents.base import Builder, Parsed, Source, clean, title_from
from app.errors import DocumentRefused

_SAMPLE = 65_536
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Arabic and western pages of Windows, then the standard's own, which differ in few places.
_CODE_PAGES = ["cp1256", "cp1252", "iso8859_6", "iso8859_15"]
_SAFE_NAMES = {"utf-8", "utf-16", "utf-16-le", "utf-16-be", "ascii", "windows-1252", "cp1252"} | {
    *(f"iso-8859-{number}" for number in range(1, 17) if number != 12),
    *(f"windows-125{number}" for number in range(9)),
    *("koi8-r", "koi8-u", "gb18030", "gbk", "gb2312", "big5", "shift_jis", "euc-jp", "euc-kr"),
}
_CONTROLS = bytes([*range(1, 8), *range(14, 27), *range(28, 32), 127])

_UNDERLINE = re.compile(r"\s*(={3,}|-{3,}|\*{3,}|~{3,})\s*$")
_ITEM = re.compile(r"\s*(?:[-*•·▪◦–]|\d{1,3}[.)]|[a-zA-Z][.)])\s+\S")
_FRONT = re.compile(r"\A---\s*\n(.{0,20000}?)\n(?:---|\.\.\.)\s*\n", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE | re.IGNORECASE)


def is_binary(data: bytes) -> bool:
    """Tell whether bytes are no text in any encoding we know."""
    if any(data.startswith(mark) for mark, _ in _MARKS) or _wide(data):
        return False
    sample = data[:_SAMPLE]
    strange = sample.count(0) + len(sample) - len(sample.translate(None, _CONTROLS))
    return b"\0" in data[: _SAMPLE * 16] or strange * 50 > len(sample)


def decode(data: bytes, declared: str = "") -> str:
    """Return the text of some bytes.

    Args:
        declared: the encoding the sender names; used only when it is one of texts and fits.

    Raises:
        DocumentRefused: no encoding fits.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    for name in (_wide(data), "utf-8", declared.strip().lower()):
        if name == "utf-8" or name in _SAFE_NAMES:
            try:
                return data.decode(name)
            except UnicodeDecodeError:
                continue
    return _detected(data)


def _wide(data: bytes) -> str:
    """Return the name of UTF-16 without a mark: every other byte tells Latin or Arabic letters."""
    even, odd = data[:_SAMPLE:2], data[1:_SAMPLE:2]
    for high, low, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        known = high.count(0) + high.count(6)
        if len(data) >= 4 and high.count(0) and known * 10 > len(high) * 9 and not low.count(0):
            return name
    return ""


def _detected(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[: _SAMPLE * 4], cp_isolation=_CODE_PAGES).best()
    if best is None:
        raise DocumentRefused(
            "The encoding of the text is not known. Save the file as UTF-8 and add it again."
        )
    return data.decode(best.encoding, "replace")


def read_text(data: bytes, source: Source) -> Parsed:
    """Read plain text: paragraphs, and headings where they are underlined."""
    builder = Builder(source.limits)
    lines: list[str] = []
    for line in [*clean(decode(data)).split("\n"), ""]:
        rule = _UNDERLINE.match(line)
        if rule and len(lines) == 1 and len(lines[0]) <= 100:
            builder.heading(1 if rule[1][0] == "=" else 2, lines.pop())
        elif line.strip() and not rule:
            lines.append(line)
        else:
            builder.paragraph("\n".join(unwrapped(lines)))
            lines = []
    return Parsed(title_from(source.name), builder.sections())


def unwrapped(lines: Sequence[str], widest: int = 140) -> list[str]:
    """Return the lines of a paragraph with those joined that were broken at the margin.

    A line goes on where it is nearly as long as the longest one and the next begins no item.
    Lines longer than ``widest`` were not broken by anybody.
    """
    if len(lines) < 2:
        return [line.strip() for line in lines]
    stripped = [line.strip() for line in lines]
    margin = max(map(len, stripped))
    if not 50 <= margin <= widest:
        return stripped
    joined = [stripped[0]]
    for before, line in pairwise(stripped):
        first_word = line.partition(" ")[0]
        would_not_fit = len(before) + 1 + len(first_word) > margin * 0.85
        if would_not_fit and not _ITEM.match(line):
            joined[-1] = _spliced(joined[-1], line)
        else:
            joined.append(line)
    return joined


def _spliced(text: str, line: str) -> str:
    """Join two lines of a sentence; a hyphen at the margin goes when the word goes on."""
    if len(text) > 2 and text[-1] in "-‐" and text[-2].isalpha() and line[:1].islower():
        return text[:-1] + line
    return f"{text} {line}"


def read_markdown(data: bytes, source: Source) -> Parsed:
    """Read Markdown (CommonMark with tables): what a browser would show of it."""
    from markdown_it import MarkdownIt

    from app.documents.html import read_markup

    text = clean(decode(data))
    title = ""
    if front := _FRONT.match(text):
        named = _FRONT_TITLE.search(front[1])
        title = named[1] if named else ""
        text = text[front.end() :]
    shown = MarkdownIt("commonmark").enable("table").render(text)
    parsed = read_markup(shown, source)
    return Parsed(
        title or parsed.title or title_from(source.name), parsed.sections, links=parsed.links
    )
