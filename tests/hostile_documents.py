"""Documents that mean harm, made when a test asks for them; each is a few kilobytes or made of air.

Every maker takes a folder, writes one file there and returns its path.
"""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from tests.made_documents import assembled, docx, kept, paragraph, pdf, stream, zipped

Maker = Callable[[Path], Path]

_MULTIPLIED = "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise("abcdefghij")
)
_LAUGHS = f'<!DOCTYPE x [<!ENTITY a "{"lol" * 10}">{_MULTIPLIED}]>'
_OUTSIDE = '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>'
_PAGE = (
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 6 0 R"
    " /Resources << /XObject << /X 7 0 R >> /Font << /F1 3 0 R >> >> >>"
)
_FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def docx_of_air(folder: Path) -> Path:
    """A text that unpacks to a thousand times its size."""
    return kept(folder, "air.docx", docx(paragraph(" " * 80_000_000)))


def docx_that_lies(folder: Path) -> Path:
    """Sizes in the directory say that a part is small; it is not."""
    data = bytearray(docx(paragraph("x" * 30_000_000)))
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = -1
        while (start := data.find(mark, start + 1)) >= 0:
            if int.from_bytes(data[start + place : start + place + 4], "little") > 1_000_000:
                data[start + place : start + place + 4] = (1_000).to_bytes(4, "little")
    return kept(folder, "lies.docx", bytes(data))


def docx_of_thousands(folder: Path) -> Path:
    """More files than any document has."""
    more: dict[str, bytes | str] = {f"media__{number}": "" for number in range(6_000)}
    return kept(folder, "thousands.docx", docx(paragraph("Text."), **more))


def docx_of_archives(folder: Path) -> Path:
    """Archives in archives in archives, as 42.zip."""
    data = b"\0" * 1_000_000
    for _ in range(5):
        data = zipped({f"{number}.zip": data for number in range(16)})
    return kept(folder, "nested.docx", data)


def docx_of_laughs(folder: Path) -> Path:
    """A billion laughs: entities that multiply."""
    return kept(folder, "laughs.docx", docx(paragraph("&j;"), prologue=_LAUGHS))


def docx_from_outside(folder: Path) -> Path:
    """An entity that is a file of this machine."""
    return kept(folder, "outside.docx", docx(paragraph("&j;"), prologue=_OUTSIDE))


def docx_of_depth(folder: Path) -> Path:
    """Tables in tables without end."""
    deep = "<w:tbl><w:tr><w:tc>" * 5_000 + "</w:tc></w:tr></w:tbl>" * 5_000
    return kept(folder, "deep.docx", docx(paragraph("Text.") + deep))


def docx_with_a_password(folder: Path) -> Path:
    """An archive whose parts are marked as encrypted."""
    data = bytearray(docx(paragraph("Text.")))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = -1
        while (start := data.find(mark, start + 1)) >= 0:
            data[start + place] |= 1
    return kept(folder, "locked.docx", bytes(data))


def pdf_of_air(folder: Path) -> Path:
    """A page that unpacks to 200 MB of zeros."""
    return _pdf_with(folder, stream(b"", packed=zlib.compress(b"\0" * 200_000_000)))


def pdf_of_air_in_air(folder: Path) -> Path:
    """The same, packed twice: 200 MB in some hundred bytes."""
    packed = zlib.compress(zlib.compress(b"\0" * 200_000_000))
    return _pdf_with(folder, stream(b"", "[/FlateDecode /FlateDecode]", packed))


def _pdf_with(folder: Path, contents: str) -> Path:
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [5 0 R] /Count 1 >>"]
    return kept(folder, "air.pdf", assembled([*objects, _FONT, "<< >>", _PAGE, contents]))


def pdf_of_a_hundred_thousand_pages(folder: Path) -> Path:
    """One page, told a hundred thousand times."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{'5 0 R ' * 100_000}] /Count 100000 >>",
        _FONT,
        "<< >>",
        _PAGE,
        stream(b"BT ET"),
    ]
    return kept(folder, "many.pdf", assembled(objects))


def pdf_in_circles(folder: Path) -> Path:
    """Pages that hold themselves, contents and forms that are themselves."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /Outlines 7 0 R >>",
        "<< /Type /Pages /Kids [2 0 R 8 0 R 2 0 R] /Count 3 /Parent 8 0 R >>",
        _FONT,
        "4 0 R",
        _PAGE,
        "6 0 R",
        "<< /First 7 0 R /Last 7 0 R /Next 7 0 R >>",
        "<< /Type /Pages /Kids [2 0 R 8 0 R] /Count 2 /Parent 2 0 R >>",
    ]
    return kept(folder, "circles.pdf", assembled(objects))


def pdf_of_forms_in_forms(folder: Path) -> Path:
    """Ten forms, each drawing the next ten times: ten thousand million."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
        _FONT,
        "<< >>",
        _PAGE,
        stream(b"/X Do " * 10),
    ]
    for number in range(8, 18):
        body = stream(b"/X Do " * 10 + b"BT /F1 9 Tf (lol) Tj ET")
        objects.append(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject <<"
            f" /X {number} 0 R >> /Font << /F1 3 0 R >> >>" + body.removeprefix("<<")
        )
    return kept(folder, "forms.pdf", assembled([*objects, stream(b"BT /F1 9 Tf (lol) Tj ET")]))


def pdf_that_claims_two_gigabytes(folder: Path) -> Path:
    """A stream that says it is 2 GB long."""
    data = pdf([["Some text."]]).replace(b"/Length 8", b"/Length 2147483647 %")
    return kept(folder, "claims.pdf", data.replace(b"/Length 7", b"/Length 2147483647 %"))


def pdf_of_nothing(folder: Path) -> Path:
    """The beginning of a PDF and noise."""
    return kept(folder, "noise.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 400)


def html_that_hangs(folder: Path) -> Path:
    """Nesting that costs the parser the square of its depth: minutes."""
    return kept(folder, "deep.html", b"<!doctype html>" + b"<div>" * 400_000 + b"x")


def html_that_hogs(folder: Path) -> Path:
    """Five million elements: more memory than a child may have."""
    return kept(folder, "hog.html", b"<!doctype html><p>a" + b"<br>" * 6_000_000)


def svg_of_laughs(folder: Path) -> Path:
    """A billion laughs in an image."""
    text = f'<?xml version="1.0"?>{_LAUGHS}<svg xmlns="http://www.w3.org/2000/svg">&j;</svg>'
    return kept(folder, "laughs.svg", text.encode())


def three_hundred_megabytes(folder: Path) -> Path:
    """A file of 300 MB that takes no room on the disk."""
    path = folder / "large.txt"
    path.touch()
    os.truncate(path, 300_000_000)
    return path


def a_link_to_secrets(folder: Path) -> Path:
    """A link where a file should be."""
    path = folder / "notes.txt"
    path.symlink_to("/etc/passwd")
    return path


def a_pipe(folder: Path) -> Path:
    """A pipe: whoever reads it waits for ever."""
    path = folder / "pipe.txt"
    os.mkfifo(path)
    return path


def program_as_pdf(folder: Path) -> Path:
    """A program with the name of a document."""
    return kept(folder, "invoice.pdf", b"MZ\x90\0" + b"\0" * 500)


def image_as_text(folder: Path) -> Path:
    """An image with the name of a text."""
    return kept(folder, "photo.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 200)


def spreadsheet_as_docx(folder: Path) -> Path:
    """A spreadsheet with the name of a Word document."""
    return kept(folder, "prices.docx", zipped({"xl/workbook.xml": "<x/>"}))


def old_word(folder: Path) -> Path:
    """A Word document of before 2007."""
    return kept(folder, "letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


def page_as_pdf(folder: Path) -> Path:
    """A web page with the name of a PDF, as a login wall sends it."""
    return kept(folder, "menu.pdf", b"<!doctype html><title>Sign in</title><p>Sign in")


def archive(folder: Path) -> Path:
    """An archive by its own name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("../../evil.txt", "x")
    return kept(folder, "all.zip", out.getvalue())


def nothing(folder: Path) -> Path:
    """An empty file."""
    return kept(folder, "empty.txt", b"")
