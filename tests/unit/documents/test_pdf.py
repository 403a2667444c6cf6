"""Text out of PDFs, made by hand and by a browser's printer."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter

from app.documents.base import Limits, Parsed, Source
from app.documents.pdf import read_pdf
from app.documents.rtl import as_written, is_reversed
from app.errors import DocumentRefused
from tests.made_documents import Line, pdf

LONG = "Guests may check in from three in the afternoon until ten in the evening, and"
LONGER = "they call us when they come later than that. A deposit is not needed at all here."


def read(pages: list[list[Line]], name: str = "house-rules.pdf", **facts: str) -> Parsed:
    return read_pdf(pdf(pages, **facts), Source(name))


def locked(data: bytes, password: str) -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(data)))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_it_keeps_page_numbers() -> None:
    parsed = read([["We open at nine."], ["We close at six."]])
    assert [(s.page, s.text) for s in parsed.sections] == [
        (1, "We open at nine."),
        (2, "We close at six."),
    ]
    assert (parsed.pages, parsed.title) == (2, "House rules")


def test_it_takes_larger_letters_for_headings() -> None:
    parsed = read(
        [[(24, "House Rules"), LONG, LONGER, (16, "Breakfast"), "From seven."], ["On every day."]]
    )
    assert [s.heading for s in parsed.sections] == [
        ("House Rules",),
        ("House Rules", "Breakfast"),
        ("House Rules", "Breakfast"),
    ]


def test_it_joins_lines_broken_at_the_margin() -> None:
    parsed = read([[LONG, LONGER, "- Coffee", "- Tea"]])
    assert parsed.sections[0].text == f"{LONG} {LONGER}\n- Coffee\n- Tea"


def test_it_drops_what_stands_on_every_page() -> None:
    pages: list[list[Line]] = [
        ["Hotel Azul", f"Text number {n}.", f"Page {n} of 5"] for n in range(1, 6)
    ]
    texts = [s.text for s in read(pages).sections]
    assert texts == [f"Text number {n}." for n in range(1, 6)]


def test_it_uses_the_title_of_the_document() -> None:
    assert read([["Text."]], info="/Title (Price list 2024)").title == "Price list 2024"
    assert read([["Text."]], info="/Title (Microsoft Word - draft.docx)").title == "House rules"


def test_it_says_the_language_of_the_document() -> None:
    assert read([["Texto."]], catalog="/Lang (es-ES)").language == "es"


def test_it_ignores_scripts_and_actions() -> None:
    script = "/OpenAction << /S /JavaScript /JS (app.alert\\('owned'\\)) >>"
    assert [s.text for s in read([["Plain text."]], catalog=script).sections] == ["Plain text."]


def test_it_opens_what_is_locked_against_printing_only() -> None:
    assert read_pdf(locked(pdf([["Open text."]]), ""), Source("a.pdf")).sections[0].text == (
        "Open text."
    )


def test_it_refuses_a_password() -> None:
    with pytest.raises(DocumentRefused, match="protected with a password"):
        read_pdf(locked(pdf([["Secret text."]]), "secret"), Source("a.pdf"))


def test_it_refuses_a_scan() -> None:
    with pytest.raises(DocumentRefused, match="no text, only images"):
        read([[], [], []])


def test_it_refuses_too_many_pages() -> None:
    with pytest.raises(DocumentRefused, match="more than 3 pages"):
        read_pdf(pdf([["Text."]] * 4), Source("a.pdf", limits=Limits(pages=3)))


def test_it_refuses_too_much_text() -> None:
    with pytest.raises(DocumentRefused, match="more than 100 characters"):
        read_pdf(pdf([["Some text."] * 20]), Source("a.pdf", limits=Limits(characters=100)))


def test_it_tells_how_far_it_is() -> None:
    seen: list[tuple[int, int]] = []
    read_pdf(
        pdf([["Text."]] * 3), Source("a.pdf", progress=lambda done, of: seen.append((done, of)))
    )
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_it_turns_arabic_lines_round() -> None:
    # As pypdf gives a line that was drawn from left to right.
    assert as_written(["المنزل", "  ", "قواعد"]) == "قواعد  المنزل"
    assert as_written(["ل", "منز", "ا"]) == "امنزل"


def test_it_keeps_numbers_and_names_inside_arabic() -> None:
    runs = ["يورو", " ", "12", ".", "50", " ", "Wi-Fi", " ", "السعر"]
    assert as_written(runs) == "السعر 12.50 Wi-Fi يورو"


def test_it_knows_arabic_that_pypdf_turned_wrongly() -> None:
    wrong = ["باسحلا ةمئاق", "ةلودلا ماظن يف نيمأتلا"]
    assert is_reversed(wrong)
    assert not is_reversed([line[::-1] for line in wrong])
    assert as_written(["باسحلا", " ", "ةمئاق"], is_wrong_way=True) == "الحساب قائمة"


def test_it_leaves_latin_lines_alone() -> None:
    assert as_written(["Price", ": ", "20 EUR"]) == "Price: 20 EUR"
