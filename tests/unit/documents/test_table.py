"""CSV in the dialects spreadsheets write."""

from __future__ import annotations

import pytest

from app.documents.base import Parsed, Source
from app.documents.table import read_csv, read_rows
from app.errors import DocumentRefused


def read(text: str, encoding: str = "utf-8") -> Parsed:
    return read_csv(text.encode(encoding), Source("prices.csv", "text/csv"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_each_row_is_a_line_with_its_columns(delimiter: str, encoding: str) -> None:
    rows = [["Service", "Price"], ["Peinado, señora", "20,50"], ["Colour; wash", "50"]]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    assert read(text, encoding).sections[0].text == (
        "Service: Peinado, señora; Price: 20,50\nService: Colour; wash; Price: 50"
    )


def test_it_finds_that_there_is_no_header() -> None:
    assert read("Cut,20\nColour,50\n").sections[0].text == "Cut | 20\nColour | 50"


def test_it_keeps_the_header_for_all_rows() -> None:
    text = "Name,Price\n" + "".join(f"Item {n},{n}\n" for n in range(450))
    lines = "\n".join(s.text for s in read(text).sections).split("\n")
    assert lines == [f"Name: Item {n}; Price: {n}" for n in range(450)]


def test_it_tells_which_row_was_left_out() -> None:
    parsed = read("Name,Text\nA," + "x" * 200_000 + "\nB,fine\n")
    assert "B" in parsed.sections[-1].text
    assert parsed.notes[0].startswith("Line 2 was left out: a cell is longer than 100,000")


def test_rows_are_given_by_column() -> None:
    rows = read_rows(b" Question ;Answer;Language\nPets?;No.;en\n\nWi-Fi?;Free\n")
    assert rows.columns == ("question", "answer", "language")
    assert rows.rows == (
        {"question": "Pets?", "answer": "No.", "language": "en"},
        {"question": "Wi-Fi?", "answer": "Free", "language": ""},
    )
    assert (rows.lines, rows.problems, rows.delimiter) == ((2, 4), (), ";")


def test_answers_may_have_several_lines() -> None:
    rows = read_rows(b'question,answer\nA?,"One\nTwo, three"\nB?,x\n')
    assert [row["answer"] for row in rows.rows] == ["One\nTwo, three", "x"]
    assert rows.lines == (3, 4)


def test_it_reports_a_row_with_too_many_cells() -> None:
    rows = read_rows(b"question,answer\nA?,Yes, please\nB?,No\n")
    assert [row["question"] for row in rows.rows] == ["B?"]
    assert [(p.line, p.reason[:34]) for p in rows.problems] == [
        (2, "it has 3 cells, the header 2; put ")
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"  \n", "empty"),
        (b"PK\x03\x04\0\0\0\0", "no CSV file"),
        (b"question,question\na,b\n", "“question” twice"),
        (b"question,,answer\na,b,c\n", "a column without a name"),
        (b"a,b\n" + b"1,2\n" * 30, "more than 20 rows"),
    ],
)
def test_it_refuses_what_is_no_table(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentRefused, match=reason):
        read_rows(data, max_rows=20)


def test_it_reads_arabic_as_excel_saves_it() -> None:
    data = "السؤال,الجواب\nما هي ساعات العمل؟,من التاسعة حتى السادسة\n".encode("cp1256")
    assert read_rows(data).rows[0]["الجواب"] == "من التاسعة حتى السادسة"
