"""How documents are cut, on texts of the kind businesses have."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vectors.chunking import Chunk, Section, chunk, key, language_of, normalise

MOST = 900
ENGLISH = (
    "We open at nine in the morning and close at six. The car park behind the house is free for "
    "our guests. Please call Dr. Lee at No. 5 if you are late! "
)
SPANISH = (
    "Abrimos a las nueve de la mañana y cerramos a las seis. ¿Tiene una cita con la Dra. García? "
    "El aparcamiento detrás de la casa es gratuito para los clientes. "
)
ARABIC = (
    "نفتح من الساعة التاسعة صباحا حتى السادسة مساء. هل لديك موعد مع الطبيب؟ "
    "موقف السيارات خلف المبنى مجاني لجميع الزبائن. "
)


def cut(text: str, heading: tuple[str, ...] = (), title: str = "Guide") -> list[Chunk]:
    return chunk([Section(heading, text)], title)


def test_it_keeps_a_short_section_whole() -> None:
    made = cut("Check-in is from 3 pm.\n\nCheck-out is until 11 am.", ("Rooms",))
    assert [c.text for c in made] == ["Check-in is from 3 pm.\n\nCheck-out is until 11 am."]
    assert made[0].heading == ("Guide", "Rooms")


def test_it_never_reaches_over_a_heading() -> None:
    made = chunk([Section(("Prices",), "A cut is 20."), Section(("Hours",), "We open at 9.")], "")
    assert [(c.heading, c.text) for c in made] == [
        (("Prices",), "A cut is 20."),
        (("Hours",), "We open at 9."),
    ]


@pytest.mark.parametrize("text", [ENGLISH, SPANISH, ARABIC], ids=["en", "es", "ar"])
def test_it_keeps_sentences_whole(text: str) -> None:
    made = cut("".join(f"{index} {text}" for index in range(30)))
    assert len(made) > 5
    assert all(350 <= len(c.text) <= MOST for c in made)
    assert {c.text[-1] for c in made} <= set(".!?؟")
    assert not any(c.text.endswith(("Dr.", "No.", "Dra.")) for c in made)


@pytest.mark.parametrize(
    ("text", "language"), [(ENGLISH, "en"), (SPANISH, "es"), (ARABIC, "ar")], ids=["en", "es", "ar"]
)
def test_it_says_the_language_of_each_chunk(text: str, language: str) -> None:
    made = chunk([Section(("A",), text), Section(("B",), "Wi-Fi: 1234")], "")
    assert [c.language for c in made] == [language, language]


@pytest.mark.parametrize(
    "text",
    [
        "Nous sommes ouverts du lundi au vendredi et le parking est gratuit pour les clients.",
        "Wir haben montags bis freitags geöffnet und der Parkplatz ist für die Gäste frei.",
    ],
    ids=["fr", "de"],
)
def test_another_language_passes_for_none_of_ours(text: str) -> None:
    assert language_of(text) not in {"en", "es", "ar"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Abrimos de lunes a viernes de 9 a 18. Los sábados cerramos a las 14.", "es"),
        ("Abrimos de segunda a sexta das 9 às 18. Aos sábados fechamos às 14.", "pt"),
    ],
    ids=["es", "pt"],
)
def test_it_tells_opening_hours_of_two_relatives_apart(text: str, language: str) -> None:
    assert language_of(text) == language


def test_it_says_no_language_where_nothing_tells() -> None:
    assert language_of("iPhone 15 Pro 256 GB") == ""
    assert language_of("ہم پیر سے جمعہ تک کھلے ہیں اور پارکنگ مفت ہے") == ""


def test_it_keeps_table_rows_whole() -> None:
    rows = [
        f"Service: treatment number {i}; Price: {i * 10} EUR; Duration: 45 min" for i in range(60)
    ]
    made = cut("\n".join(rows))
    assert len(made) > 3
    assert [line for c in made for line in c.text.split("\n")] == rows


def test_it_leaves_no_scrap_at_the_end() -> None:
    paragraphs = [f"{index} {ENGLISH}".strip() for index in range(6)]
    made = cut("\n\n".join([*paragraphs, "Thank you."]))
    assert min(len(c.text) for c in made) >= 350


def test_it_joins_a_scrap_of_the_next_page() -> None:
    made = chunk(
        [Section((), "We open at nine.", page=1), Section((), "We close at six.", page=2)], ""
    )
    assert [(c.text, c.page) for c in made] == [("We open at nine.\n\nWe close at six.", 1)]


def test_it_bounds_a_word_without_end() -> None:
    made = cut("a" * 10_000)
    assert max(len(c.text) for c in made) <= MOST
    assert set("".join(c.text for c in made)) == {"a"}


def test_equal_content_has_equal_keys() -> None:
    assert key(("A", "B"), "x  y\n z") == key(("A", "B"), "x y z")
    assert key(("A", "B"), "x") != key(("A",), "B x")
    first, second = cut("We open\r\nat  nine."), cut("We open\nat nine.  ")
    assert [c.key for c in first] == [c.key for c in second]


def test_a_change_leaves_the_keys_of_other_sections() -> None:
    before = [Section((str(i),), f"{i} {ENGLISH}" * 8) for i in range(5)]
    after = [*before[:2], Section(("2",), "Something new."), *before[3:]]
    old, new = ({c.key: c.heading[-1] for c in chunk(s, "T")} for s in (before, after))
    assert {old[k] for k in old.keys() - new.keys()} == {"2"}


def test_it_names_equal_content_once() -> None:
    section = Section(("Contact",), "Call 555 0100.")
    assert len(chunk([section, Section(("Hours",), "9 to 6"), section], "Site")) == 2


def test_it_does_not_repeat_the_title() -> None:
    assert cut("Text.", ("guide", "Rooms"))[0].heading == ("guide", "Rooms")


TEXTS = st.text(
    st.sampled_from("aábZ1ñ؟م نً.!?;,\n\t\r \u200d😀") | st.characters(codec="utf-8"), max_size=4_000
)


@settings(deadline=None, max_examples=60)
@given(TEXTS, st.integers(1, 40))
def test_it_loses_nothing_and_cuts_no_word(text: str, times: int) -> None:
    whole = " ".join([text] * times)
    made = cut(whole)
    words = normalise(whole).split()
    assert all(len(c.text) <= MOST for c in made)
    if max(map(len, words), default=0) <= 700:
        assert {w for c in made for w in c.text.split()} == set(words)
    assert made == cut(whole)
