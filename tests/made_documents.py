"""Documents made by the tests: PDF, Word and archives, put together byte by byte.

They are small and say what they hold; nothing binary is kept in the repository.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f"""<?xml version="1.0"?><w:styles {W}>
<w:style w:styleId="Ttulo1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Ttulo2"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="Own"><w:name w:val="My Chapter"/><w:basedOn w:val="Ttulo1"/></w:style>
<w:style w:styleId="T"><w:name w:val="Title"/></w:style></w:styles>"""

Line = str | tuple[int, str]


def pdf(
    pages: Sequence[Sequence[Line]], *, info: str = "", catalog: str = "", more: Sequence[str] = ()
) -> bytes:
    """Return a PDF; a line is a text, or (size in points, text), the body has 11 points."""
    kids = " ".join(f"{5 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>",
    ]
    for index, lines in enumerate(pages):
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792]"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {6 + 2 * index} 0 R >>",
            stream(_drawn(lines).encode("cp1252")),
        ]
    return assembled([*objects, *more])


def _drawn(lines: Sequence[Line]) -> str:
    shown = ["BT 1 0 0 1 50 760 Tm"]
    for line in lines:
        size, text = line if isinstance(line, tuple) else (11, line)
        safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        shown.append(f"/F1 {size} Tf 0 -{size + 4} Td ({safe}) Tj")
    return "\n".join([*shown, "ET"])


def stream(data: bytes, filters: str = "", packed: bytes | None = None) -> str:
    """Return a stream object; with ``packed`` its bytes and filters are taken as they are."""
    body = zlib.compress(data) if packed is None else packed
    told = filters or "/FlateDecode"
    return f"<< /Filter {told} /Length {len(body)} >>\nstream\n{body.decode('latin-1')}\nendstream"


def assembled(objects: Sequence[str]) -> bytes:
    """Return a PDF file of these objects, the first of them the catalogue, the fourth the facts."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body.encode("latin-1") + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    """Return an archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, *, core: str = "", prologue: str = "", **more: bytes | str) -> bytes:
    """Return a Word document with this body."""
    told = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{core}</dc:title></cp:coreProperties>"
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<?xml version="1.0"?>{prologue}'
            f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": STYLES,
            "docProps/core.xml": told,
            **{name.replace("__", "/"): content for name, content in more.items()},
        }
    )


def paragraph(text: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph of a Word document."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return a table of a Word document."""
    return (
        "<w:tbl>"
        + "".join(
            "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
            for row in rows
        )
        + "</w:tbl>"
    )


def kept(folder: Path, name: str, data: bytes) -> Path:
    """Write a document and return where it is."""
    path = folder / name
    path.write_bytes(data)
    return path
