"""Text out of Word documents."""

from __future__ import annotations

import pytest

from app.documents.base import Parsed, Source
from app.documents.docx import read_docx
from app.errors import DocumentRefused
from tests.made_documents import docx, paragraph, table, zipped


def read(body: str, **more: str) -> Parsed:
    return read_docx(docx(body, **more), Source("price_list-2024.docx"))


def test_it_reads_headings_of_any_language_and_own_styles() -> None:
    parsed = read(
        paragraph("Precios", "Ttulo1")
        + paragraph("Corte", "Ttulo2")
        + paragraph("Cuesta 20 euros.")
        + paragraph("Horario", "Own")
        + paragraph("De 9 a 18.")
    )
    assert [(s.heading, s.text) for s in parsed.sections] == [
        (("Precios", "Corte"), "Cuesta 20 euros."),
        (("Horario",), "De 9 a 18."),
    ]


def test_it_reads_tables_row_by_row() -> None:
    parsed = read(table([["Service", "Price"], ["Cut", "20"], ["Colour", "50"]]))
    assert parsed.sections[0].text == "Service: Cut; Price: 20\nService: Colour; Price: 50"


def test_it_reads_lists_with_their_sentence() -> None:
    numbered = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
    parsed = read(
        paragraph("We offer:")
        + paragraph("Cuts", properties=numbered)
        + paragraph("Colour", properties=numbered)
        + paragraph("Come in.")
    )
    assert parsed.sections[0].text == "We offer:\n- Cuts\n- Colour\n\nCome in."


def test_it_reads_what_is_shown_and_no_deletions() -> None:
    body = (
        "<w:p><w:r><w:t>A cut is </w:t></w:r><w:del><w:r><w:delText>15</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>20</w:t></w:r></w:ins><w:hyperlink><w:r><w:t> euros</w:t></w:r>"
        "</w:hyperlink><w:r><w:instrText>PAGE</w:instrText><w:br/><w:t>a head</w:t></w:r></w:p>"
    )
    assert read(body).sections[0].text == "A cut is 20 euros\na head"


def test_it_reads_the_text_of_content_controls() -> None:
    body = f"<w:sdt><w:sdtContent>{paragraph('Inside.')}</w:sdtContent></w:sdt>"
    assert read(body).sections[0].text == "Inside."


@pytest.mark.parametrize(
    ("body", "core", "title"),
    [
        (paragraph("Text."), "Our prices", "Our prices"),
        (paragraph("Welcome", "T") + paragraph("Text."), "", "Welcome"),
        (paragraph("Text."), "", "Price list 2024"),
    ],
    ids=["properties", "style", "name"],
)
def test_it_finds_the_title(body: str, core: str, title: str) -> None:
    assert read(body, core=core).title == title


def test_it_reads_the_strict_dialect() -> None:
    body = (
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>'
        f"{paragraph('Strict text.')}</w:body></w:document>"
    )
    data = zipped({"word/document.xml": body})
    assert read_docx(data, Source("a.docx")).sections[0].text == "Strict text."


def test_it_refuses_a_damaged_document() -> None:
    with pytest.raises(DocumentRefused, match="damaged"):
        read_docx(zipped({"word/document.xml": "<w:document"}), Source("a.docx"))
    with pytest.raises(DocumentRefused, match="damaged"):
        read_docx(docx(paragraph("Text."))[:-30], Source("a.docx"))
