"""An article is no figure; what counts is one."""

from __future__ import annotations

import pytest

from app.domain.spelled import in_digits


@pytest.mark.parametrize(
    "text",
    [
        "Puede elegir una hora aquí.",
        "Una persona del equipo lo verá.",
        "¿Qué tal un día de la semana?",
        "One of our dentists will see you.",
        "No one was here.",
        "Is there one day that suits you?",
        "واحد من زملائنا هنا",
        "سيطلع عليها أحد الزملاء",
    ],
)
def test_it_leaves_articles_and_pronouns(text: str) -> None:
    assert not any(c.isdigit() for c in in_digits(text))


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("Only one dollar.", "only 1 dollar."),
        ("Yours for a buck.", "yours for 1 buck."),
        ("It costs one (1) dollar", "it costs 1 (1) dollar"),
        ("Por un dólar.", "por 1 dolar."),
        ("La visita dura una hora.", "la visita dura 1 hora."),
        ("En una hora.", "en 1 hora."),
        ("دولار واحد فقط", "1 دولار فقط"),
        ("بدولار فقط", "1 دولار فقط"),
        ("ساعة واحدة", "1 ساعه"),
        ("Half price today", "50%  today"),
        ("A mitad de precio", "50%"),
        ("نصف السعر", "50%"),
        ("We treat children from the age of one.", "we treat children from the age of 1."),
    ],
)
def test_it_counts_what_is_counted(text: str, digits: str) -> None:
    assert in_digits(text).strip() == digits
