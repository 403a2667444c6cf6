"""Content decides; name and declared type must agree with it."""

from __future__ import annotations

import pytest

from app.documents.kinds import Kind, recognise
from app.errors import DocumentRefused
from tests.made_documents import docx, paragraph, pdf, zipped

PDF = pdf([["Text."]])
DOCX = docx(paragraph("Text."))
HTML = b"\xef\xbb\xbf<!-- a --><!DOCTYPE html><html><p>Text."
TEXT = "Wir öffnen um 9.".encode("cp1252")
OCTETS = "application/octet-stream"


@pytest.mark.parametrize(
    ("data", "name", "media_type", "kind"),
    [
        (PDF, "a.pdf", "application/pdf", Kind.PDF),
        (PDF, "download", "", Kind.PDF),
        (b"junk\n" + PDF, "A.PDF", OCTETS, Kind.PDF),
        (DOCX, "a.docx", Kind.DOCX.value, Kind.DOCX),
        (DOCX, "a", OCTETS, Kind.DOCX),
        (HTML, "index.php", "text/html; charset=utf-8", Kind.HTML),
        (HTML.decode("utf-8-sig").encode("utf-16"), "a.html", "", Kind.HTML),
        (b"<div>A piece</div>", "a.htm", "text/html", Kind.HTML),
        (b"<?xml version='1.0'?><!DOCTYPE html><html>", "a.xhtml", "", Kind.HTML),
        (b"# Title", "a.md", "", Kind.MARKDOWN),
        (b"# Title", "a.md", "text/plain", Kind.MARKDOWN),
        (b"a;b", "a.csv", "application/vnd.ms-excel", Kind.CSV),
        (b"a,b", "export", "text/csv", Kind.CSV),
        (TEXT, "a.txt", "text/plain", Kind.TEXT),
        (TEXT, "notes.v2", "", Kind.TEXT),
        (b"BMW service: 200", "a.txt", "", Kind.TEXT),
    ],
)
def test_it_recognises(data: bytes, name: str, media_type: str, kind: Kind) -> None:
    assert recognise(data, name, media_type) is kind


@pytest.mark.parametrize(
    ("data", "name", "media_type", "reason"),
    [
        (b" \n\0", "a.txt", "", "empty"),
        (PDF, "a.docx", "", "“.docx”, but the content is a PDF"),
        (PDF, "a.exe", "", "“.exe”, but the content is a PDF"),
        (DOCX, "a.pdf", "", "“.pdf”, but the content is a Word document"),
        (HTML, "a.pdf", "", "“.pdf”, but the content is a web page"),
        (HTML, "a.txt", "", "“.txt”, but the content is a web page"),
        (HTML, "menu", "application/pdf", "sent as application/pdf, but the content is a web page"),
        (TEXT, "a.html", "", "“.html”, but the content is text"),
        (TEXT, "menu", "text/html", "sent as text/html, but the content is text"),
        (TEXT, "a", "image/png", "sent as image/png, but the content is text"),
        (b"\x89PNG\0", "a.png", "image/png", "an image"),
        (b"BM\0\0\0\0", "a", "", "an image"),
        (b"RIFF\0\0\0\0WEBP", "a", "", "an image"),
        (b"\0\0\0\x18ftypmp42", "a.mp4", "", "sound or film"),
        (b"<svg xmlns='x'><script/></svg>", "a.svg", "", "an SVG image"),
        (b"<?xml version='1.0'?><svg:svg>", "a.html", "text/html", "an SVG image"),
        (b"<?xml version='1.0'?><rss>", "a.xml", "", "XML"),
        (b"MZ\x90\0", "a.docx", "", "a program"),
        (b"\x7fELF\2\1", "a", "", "a program"),
        (b"#!/bin/sh", "a.sh", "", "a program"),
        (b"{}", "a.json", "", "code or data"),
        (b"{\\rtf1", "a.rtf", "", "an RTF document; save it as .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "a.doc", "", "an old Word document"),
        (b"\x1f\x8b\x08\0", "a.gz", "", "an archive; unpack it"),
        (zipped({"a.txt": "x"}), "a.zip", "", "an archive; unpack it"),
        (zipped({"xl/workbook.xml": "x"}), "a.xlsx", "", "a spreadsheet; save it as CSV"),
        (zipped({"ppt/slides.xml": "x"}), "a.pptx", "", "a presentation; save it as PDF"),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
            "a.odt",
            "",
            "save it as PDF",
        ),
        (b"PK\x03\x04broken", "a.docx", "", "damaged"),
        (b"SQLite format 3\0", "a.db", "", "a database"),
        (bytes(range(256)), "a.txt", "", "no text"),
    ],
)
def test_it_refuses_with_a_reason(data: bytes, name: str, media_type: str, reason: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        recognise(data, name, media_type)
    assert reason in refused.value.message


def test_it_says_what_would_be_taken() -> None:
    with pytest.raises(DocumentRefused, match=r"PDF, Word .* and CSV files are taken"):
        recognise(b"\x89PNG\0", "a.png", "")
