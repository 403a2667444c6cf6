"""Which kind a document is: its bytes decide, its name and declared type must agree with them.

Name and type are claims. Where they and the content tell different stories, somebody is mistaken
or tries something, so the document is refused and the reason names both.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from enum import StrEnum

from app.documents.text import is_binary
from app.errors import DocumentRefused


class Kind(StrEnum):
    """What can be read; the value is the media type."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    HTML = "text/html"
    MARKDOWN = "text/markdown"
    TEXT = "text/plain"
    CSV = "text/csv"


TAKEN = "PDF, Word (.docx), HTML, Markdown, plain text and CSV files are taken."

_WORDS = {
    Kind.PDF: "a PDF",
    Kind.DOCX: "a Word document",
    Kind.HTML: "a web page (HTML)",
    Kind.MARKDOWN: "Markdown",
    Kind.TEXT: "text",
    Kind.CSV: "CSV",
}
_BY_EXTENSION = {
    "pdf": Kind.PDF,
    "docx": Kind.DOCX,
    "docm": Kind.DOCX,
    "dotx": Kind.DOCX,
    "html": Kind.HTML,
    "htm": Kind.HTML,
    "xhtml": Kind.HTML,
    "md": Kind.MARKDOWN,
    "markdown": Kind.MARKDOWN,
    "txt": Kind.TEXT,
    "text": Kind.TEXT,
    "csv": Kind.CSV,
    "tsv": Kind.CSV,
}
_BY_MEDIA_TYPE = {kind.value: kind for kind in Kind} | {
    "application/x-pdf": Kind.PDF,
    "application/xhtml+xml": Kind.HTML,
    "text/x-markdown": Kind.MARKDOWN,
    "application/csv": Kind.CSV,
    "text/tab-separated-values": Kind.CSV,
}
# Said of a file that nobody knows, or of every file with that ending by some browsers.
_SAYS_NOTHING = {
    "",
    "application/octet-stream",
    "binary/octet-stream",
    "application/vnd.ms-excel",
    "application/x-download",
    "application/force-download",
}
_OF_TEXT = {Kind.MARKDOWN, Kind.TEXT, Kind.CSV}

_SPREADSHEET = "a spreadsheet; save it as CSV"
_SLIDES = "a presentation; save it as PDF"
_OLD_WORD = "an old Word document (.doc) or one with a password; save it as .docx without one"
_ARCHIVE = "an archive; unpack it and add the files in it"
_IMAGE = "an image; images hold no text that can be read"
_SOUND = "sound or film"
_PROGRAM = "a program"
_CODE = "code or data"
_OTHER_EXTENSIONS = {
    **dict.fromkeys(("xlsx", "xls", "xlsm", "ods", "numbers"), _SPREADSHEET),
    **dict.fromkeys(("pptx", "ppt", "odp", "key"), _SLIDES),
    **dict.fromkeys(("doc", "dot"), _OLD_WORD),
    **dict.fromkeys(("odt", "rtf", "pages", "epub"), "a document of another kind; save it as PDF"),
    **dict.fromkeys(("zip", "gz", "tgz", "tar", "7z", "rar", "bz2", "xz"), _ARCHIVE),
    **dict.fromkeys(
        ("png", "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff", "ico", "heic", "svg"), _IMAGE
    ),
    **dict.fromkeys(("mp3", "mp4", "mov", "avi", "wav", "ogg", "webm", "m4a"), _SOUND),
    **dict.fromkeys(
        ("exe", "dll", "msi", "apk", "dmg", "jar", "bat", "cmd", "ps1", "sh"), _PROGRAM
    ),
    **dict.fromkeys(("js", "css", "json", "xml", "yaml", "yml", "sql", "py", "db"), _CODE),
}
_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLD_WORD),
    (b"{\\rtf", "an RTF document; save it as .docx or PDF"),
    (b"\x89PNG", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF8", _IMAGE),
    (b"BM", _IMAGE),
    (b"II*\0", _IMAGE),
    (b"MM\0*", _IMAGE),
    (b"\0\0\1\0", _IMAGE),
    (b"8BPS", _IMAGE),
    (b"%!PS", "PostScript; save it as PDF"),
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"\xca\xfe\xba\xbe", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"\x1f\x8b", _ARCHIVE),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"Rar!", _ARCHIVE),
    (b"BZh", _ARCHIVE),
    (b"\xfd7zXZ", _ARCHIVE),
    (b"SQLite format 3", "a database"),
    (b"ID3", _SOUND),
    (b"OggS", _SOUND),
    (b"fLaC", _SOUND),
    (b"\x1aE\xdf\xa3", _SOUND),
)
# Short marks that a text may begin with as well ("BMW …"): they count only for binary content.
_AMBIGUOUS = {b"BM", b"MZ", b"ID3", b"BZh", b"GIF8", b"Rar!", b"8BPS"}

_PROLOGUE = re.compile(rb"(?:\s+|<\?xml.{0,200}?\?>|<!--.{0,2000}?-->)*", re.DOTALL)
_HTML_START = re.compile(rb"<!doctype\s+html|<(?:html|head|body|title|meta)[\s>]", re.IGNORECASE)
_HTML_TAG = re.compile(rb"<(?:p|div|h[1-6]|span|a|ul|ol|table|section|article|main|br|b|i)[\s/>]")
_SVG_START = re.compile(rb"(?:<!doctype\s+svg|<(?:\w+:)?svg[\s>])", re.IGNORECASE)
_XML_START = re.compile(rb"<\?xml|<!doctype|<!entity|<rss|<feed|<urlset", re.IGNORECASE)


def recognise(data: bytes, name: str, media_type: str) -> Kind:
    """Return the kind of a document.

    Raises:
        DocumentRefused: nothing in it, a kind that is not read, or name, declared type and
            content disagree; says what would be taken.
    """
    if not data.strip(b"\0 \r\n\t\xef\xbb\xbf"):
        raise DocumentRefused("The file is empty.")
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    content = _content(data)
    if not isinstance(content, Kind):
        raise _refused(content)
    other = _OTHER_EXTENSIONS.get(extension)
    if other and content in _OF_TEXT | {Kind.HTML} and other in (_CODE, _PROGRAM):
        raise _refused(other)
    if other:
        raise _mismatch(f"The name ends in “.{extension}”", content)
    named = _BY_EXTENSION.get(extension)
    declared_type = media_type.partition(";")[0].strip().lower()
    declared = _BY_MEDIA_TYPE.get(declared_type)
    if named and not _agrees(named, content, data):
        raise _mismatch(f"The name ends in “.{extension}”", content)
    is_known = declared or declared_type in _SAYS_NOTHING or declared_type.startswith("text/")
    if not is_known or (declared and not _agrees(declared, content, data)):
        raise _mismatch(f"It was sent as {declared_type[:80]}", content)
    if content is not Kind.TEXT:
        return content
    return named or declared or content


def _refused(what: str) -> DocumentRefused:
    return DocumentRefused(f"This is {what}. {TAKEN}")


def _mismatch(claim: str, content: Kind) -> DocumentRefused:
    return DocumentRefused(
        f"{claim}, but the content is {_WORDS[content]}. Save it again as what it is. {TAKEN}"
    )


def _agrees(claimed: Kind, content: Kind, data: bytes) -> bool:
    if claimed is content:
        return True
    if claimed is Kind.HTML:
        # A piece of a page, without the frame around it.
        return content is Kind.TEXT and _HTML_TAG.search(data[:65_536].lower()) is not None
    return claimed in _OF_TEXT and content is Kind.TEXT


def _content(data: bytes) -> Kind | str:
    """Return what the bytes are, in words for what is not read; TEXT for every kind of text."""
    head = data[:1024]
    if b"%PDF-" in head:
        return Kind.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    is_not_text = is_binary(data)
    for magic, what in _MAGIC:
        if head.startswith(magic) and (is_not_text or magic not in _AMBIGUOUS):
            return what
    if head[4:8] == b"ftyp" or head[:4] == b"RIFF":
        return _IMAGE if head[8:12] in (b"WEBP", b"heic", b"mif1", b"avif") else _SOUND
    if is_not_text:
        return "no text"
    return _marked_up(data)


def _marked_up(data: bytes) -> Kind | str:
    body = data.removeprefix(b"\xef\xbb\xbf")[:16_384]
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        body = data[:16_384].decode("utf-16", "ignore").encode()
    start = _PROLOGUE.match(body)
    body = body[start.end() :] if start else body
    if _HTML_START.match(body):
        return Kind.HTML
    if _SVG_START.search(body[:4096]) and body.startswith(b"<"):
        return "an SVG image; images hold no text that can be read"
    if _XML_START.match(body) or data.lstrip()[:5].lower() == b"<?xml":
        return "XML"
    return Kind.TEXT


def _zipped(data: bytes) -> Kind | str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            told = archive.open("mimetype").read(80) if "mimetype" in names else b""
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError) as error:
        raise DocumentRefused(
            "The file is damaged: it begins like a Word document or an archive, but cannot be "
            "opened. Save it again."
        ) from error
    if "word/document.xml" in names:
        return Kind.DOCX
    if any(name.startswith("xl/") for name in names) or b"spreadsheet" in told:
        return _SPREADSHEET
    if any(name.startswith("ppt/") for name in names) or b"presentation" in told:
        return _SLIDES
    if b"opendocument.text" in told or b"epub" in told:
        return "a document of another kind; save it as PDF"
    return _ARCHIVE
