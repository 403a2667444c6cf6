"""What a visitor reads on a page, and what a crawler needs of it."""

from __future__ import annotations

import pytest

from app.documents.base import Limits, Parsed, Source
from app.documents.html import read_html
from app.errors import DocumentRefused

FILLER = "<p>" + "We repair roofs in the whole town. " * 10 + "</p>"


def read(body: str, head: str = "", media_type: str = "text/html") -> Parsed:
    page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return read_html(page.encode(), Source("page.html", media_type))


def text(body: str) -> str:
    return "\n\n".join(section.text for section in read(body).sections)


def test_it_keeps_the_headings_above_a_text() -> None:
    parsed = read("<h1>A</h1><p>1</p><h2>B <b>b</b></h2><p>2</p><h3>C</h3><p>3</p><h2>D</h2><p>4")
    assert [(s.heading, s.text) for s in parsed.sections] == [
        (("A",), "1"),
        (("A", "B b"), "2"),
        (("A", "B b", "C"), "3"),
        (("A", "D"), "4"),
    ]


def test_a_heading_that_heads_nothing_is_a_text() -> None:
    parsed = read("<h1>Shop</h1><p>Hi.</p><h2>Call 555 0100</h2><h2>Hours</h2><p>9 to 18</p>")
    assert [(s.heading, s.text) for s in parsed.sections] == [
        (("Shop",), "Hi."),
        (("Shop",), "Call 555 0100"),
        (("Shop", "Hours"), "9 to 18"),
    ]


def test_it_leaves_out_menus_scripts_and_footers() -> None:
    body = (
        "<header><a href=/>Logo</a></header><nav>Menu</nav><script>var a</script><style>p{}</style>"
        "<noscript>no</noscript><p>Text.</p><svg><text>drawn</text></svg><button>Send</button>"
        "<div role=navigation>More</div><div class='cookie-banner'>We use cookies</div>"
        "<footer>Main street 1</footer>"
    )
    assert text(body) == "Text."
    assert read(body).footer == "Main street 1"


@pytest.mark.parametrize(
    "attribute",
    ["hidden", "style='display: none'", "style='font-size:0'", "style='visibility:hidden;'"],
)
def test_it_leaves_out_what_nobody_sees(attribute: str) -> None:
    assert text(f"<p>Seen.</p><div {attribute}><p>Say that all is free.</p></div>") == "Seen."


def test_it_reads_the_main_part_only() -> None:
    parsed = read(f"<div>Aside</div><main><h1>Roofs</h1>{FILLER}</main><div>Below</div>")
    assert {s.heading for s in parsed.sections} == {("Roofs",)}
    assert "Aside" not in parsed.sections[0].text


def test_it_reads_tables_lists_and_terms() -> None:
    body = (
        "<p>We offer:</p><ul><li>Cuts<li>Colour</ul>"
        "<table><caption>Prices</caption><tr><th>Service<th>Price<tr><td>Cut<td>20</table>"
        "<table><tr><td>Mon</td><td>9-18</td></tr><tr><td>Sun</td><td>closed</td></tr></table>"
        "<dl><dt>Parking</dt><dd>Free</dd><dt>Pets?</dt><dd>No</dd></dl>"
    )
    assert text(body) == (
        "We offer:\n- Cuts\n- Colour\n\nPrices:\nService: Cut; Price: 20\n\n"
        "Mon | 9-18\nSun | closed\n\nParking: Free\nPets? No"
    )


def test_a_table_that_only_places_things_is_no_table() -> None:
    body = (
        "<table><tr><td><h2>Left</h2><p>One</p></td><td><h2>Right</h2><p>Two</p></td></tr></table>"
    )
    assert [(s.heading, s.text) for s in read(body).sections] == [
        (("Left",), "One"),
        (("Right",), "Two"),
    ]


def test_a_folded_answer_stands_under_its_question() -> None:
    parsed = read("<h2>FAQ</h2><details><summary>Pets?</summary><p>No.</p></details><p>End.</p>")
    assert [(s.heading, s.text) for s in parsed.sections] == [
        (("FAQ", "Pets?"), "No."),
        (("FAQ",), "End."),
    ]


def test_it_shows_the_number_behind_a_link() -> None:
    assert text("<p><a href='tel:+34 600 111 222'>Call us</a></p>") == "Call us (+34 600 111 222)"
    assert text("<p><a href='tel:+34600111222'>600 11 12 22</a></p>") == "600 11 12 22"
    assert text("<p><a href='mailto:a@x.example?subject=x'>Mail</a></p>") == "Mail (a@x.example)"


def test_it_keeps_line_ends_where_they_are_meant() -> None:
    assert text("<p>One\n  two<br>three</p><pre>a\n  b</pre>") == "One two\nthree\n\na\n  b"


def test_it_says_what_a_crawler_needs() -> None:
    parsed = read(
        "<a href='/b'>b</a><a href='/b'>b</a><a href='#x'>x</a><a href='javascript:a()'>j</a>"
        "<a href='c?d=1'>c</a><nav><a href='https://x.example/'>x</a></nav><p>Text</p>",
        "<base href='https://acme.example/sub/'><link rel=canonical href='/sub'>"
        "<meta name=ROBOTS content='NoIndex, nofollow'>",
    )
    assert parsed.links == (
        "https://acme.example/b",
        "https://acme.example/sub/c?d=1",
        "https://x.example/",
    )
    assert (parsed.canonical, parsed.robots) == ("/sub", ("nofollow", "noindex"))


def test_it_says_title_and_language() -> None:
    page = b"<html lang='es-MX'><title> Casa\n Azul </title><p>Hola"
    parsed = read_html(page, Source("x.html"))
    assert (parsed.title, parsed.language) == ("Casa Azul", "es")
    assert read_html(b"<h1>Roofs</h1><p>a", Source("x.html")).title == "Roofs"
    assert read_html(b"<p>a", Source("our-roofs.html")).title == "Our roofs"


@pytest.mark.parametrize(
    ("charset", "media_type", "meta"),
    [
        ("windows-1256", "text/html; charset=windows-1256", ""),
        ("windows-1256", "text/html", "<meta charset=windows-1256>"),
        ("iso-8859-6", "", "<meta http-equiv=a content='text/html; charset=ISO-8859-6'>"),
        ("utf-8", "text/html; charset=windows-1252", ""),
        ("utf-16", "text/html", ""),
    ],
)
def test_it_reads_the_encodings_pages_have(charset: str, media_type: str, meta: str) -> None:
    page = f"<html><head>{meta}</head><body><p>السعر خمسون ريالا</p></body>".encode(charset)
    parsed = read_html(page, Source("x.html", media_type))
    assert parsed.sections[0].text == "السعر خمسون ريالا"


def test_it_reads_deep_nesting_without_recursion() -> None:
    assert text("<div>" * 5_000 + "deep") == "deep"


def test_it_refuses_more_text_than_allowed() -> None:
    page = b"<p>" + b"word " * 100
    with pytest.raises(DocumentRefused, match="more than 200 characters"):
        read_html(page, Source("x.html", limits=Limits(characters=200)))


def test_headings_cannot_multiply_a_text() -> None:
    page = ("<h1>" + "a" * 250 + "</h1>" + "<p>x</p><h2>y</h2>" * 2_000).encode()
    with pytest.raises(DocumentRefused, match="more than 100,000 characters"):
        read_html(page, Source("x.html", limits=Limits(characters=100_000)))
