"""Plain text and Markdown, in the encodings they come in."""

from __future__ import annotations

import pytest

from app.documents.base import Parsed, Source, clean, title_from
from app.documents.text import decode, is_binary, read_markdown, read_text
from app.errors import DocumentRefused

ARABIC = "نفتح من الساعة التاسعة صباحا حتى السادسة مساء. موقف السيارات مجاني للجميع."
SPANISH = "Abrimos a las nueve de la mañana. ¿Tiene una cita con la señora Núñez? Sí: 20 €."


def read(text: str) -> Parsed:
    return read_text(text.encode(), Source("opening_hours.txt"))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ARABIC, "utf-8"),
        (ARABIC, "utf-8-sig"),
        (ARABIC, "utf-16"),
        (ARABIC, "utf-16-le"),
        (ARABIC, "cp1256"),
        (ARABIC, "iso8859_6"),
        (SPANISH, "cp1252"),
        (SPANISH.replace("€", "EUR"), "latin-1"),
        (SPANISH, "utf-16-be"),
    ],
)
def test_it_finds_the_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_it_believes_a_declared_encoding_that_fits() -> None:
    assert decode("цена".encode("koi8-r"), "KOI8-R") == "цена"
    assert decode("é".encode(), "koi8-r") == "é"
    assert decode(b"price", "unicode_escape") == "price"


@pytest.mark.parametrize(
    "data", [b"\x89PNG\0\0", bytes(range(256)), b"text\0text", b"\x01\x02" * 50]
)
def test_it_knows_what_is_no_text(data: bytes) -> None:
    assert is_binary(data)


def test_it_refuses_bytes_in_no_encoding() -> None:
    with pytest.raises(DocumentRefused, match="UTF-8"):
        decode(bytes([0x81, 0x9D, 0x8F, 0xA1, 0xFF, 0xAE, 0xD2] * 40))


def test_it_makes_text_clean() -> None:
    assert clean("a\r\nb\u200b\u202ec\x00\ufb01d ﻣﺴﺎء\ud800") == "a\nbcfid مساء"
    assert clean("می\u200cروم") == "می\u200cروم"


def test_it_reads_paragraphs() -> None:
    assert read("One.\nTwo.\n\n\nThree.").sections[0].text == "One.\nTwo.\n\nThree."


def test_it_joins_lines_broken_at_the_margin() -> None:
    text = (
        "We open at nine in the morning, and on Sundays we do not open at all be-\n"
        "cause then we rest; on holidays we open at ten, and close at six in the\n"
        "evening.\n"
    )
    assert read(text).sections[0].text.count("\n") == 0
    assert "because then" in read(text).sections[0].text


def test_it_keeps_lists_and_addresses_in_lines() -> None:
    text = "Acme Ltd\n1 Main Street\nSpringfield\n\n- Cuts\n- Colour"
    assert read(text).sections[0].text == text


def test_it_takes_underlined_lines_for_headings() -> None:
    parsed = read("Hours\n=====\nNine to six.\n\nSundays\n-------\nClosed.\n")
    assert [(s.heading, s.text) for s in parsed.sections] == [
        (("Hours",), "Nine to six."),
        (("Hours", "Sundays"), "Closed."),
    ]


def test_it_reads_markdown_as_it_is_shown() -> None:
    text = (
        "---\ntitle: Our *prices*\nx: 1\n---\n# Cuts\nA **cut** is [20 €](https://x.example).\n\n"
        "| Who | Price |\n|-|-|\n| Men | 20 |\n\n<script>alert(1)</script>\n## Colour\n1. Red\n"
    )
    parsed = read_markdown(text.encode(), Source("a.md"))
    assert parsed.title == "Our *prices*"
    assert [(s.heading, s.text) for s in parsed.sections] == [
        (("Cuts",), "A cut is 20 €.\n\nWho: Men; Price: 20"),
        (("Cuts", "Colour"), "- Red"),
    ]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("price-list_2024.pdf", "Price list 2024"),
        ("FAQ.md", "FAQ"),
        ("الأسعار.docx", "الأسعار"),
        ("v1.2 - terms.txt", "V1.2 - terms"),
    ],
)
def test_a_name_becomes_a_title(name: str, title: str) -> None:
    assert title_from(name) == title
