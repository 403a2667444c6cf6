"""What no reader can read is never sent, whatever it hides."""

from __future__ import annotations

import base64
import codecs

import pytest

from app.domain.gibberish import is_gibberish
from app.domain.text import word_set

SECRET = "The price list of our partners lies in the second drawer on the left side of the desk."
ARABIC = "قائمة الأسعار الخاصة بشركائنا موجودة في الدرج الثاني على الجانب الأيسر من المكتب"
KNOWN = word_set("veneers implants whitening bridges crowns orthodontics cleaning")


@pytest.mark.parametrize(
    "text",
    [
        base64.b64encode(SECRET.encode()).decode(),
        " ".join(base64.b64encode(SECRET.encode()).decode()[i : i + 8] for i in range(0, 112, 8)),
        codecs.encode(SECRET, "rot13"),
        SECRET[::-1],
        ARABIC[::-1],
        " ".join(SECRET),
        SECRET.encode().hex(),
        " ".join(str(ord(c)) for c in SECRET),
        " ".join(f"{ord(c):08b}" for c in SECRET[:10]),
        ".... . .-.. .-.. --- / - .... . .-. . / -- -.-- / ..-. .-. .. . -. -.. / .-",
    ],
)
def test_it_finds_what_is_no_language(text: str) -> None:
    assert is_gibberish(text, frozenset())
    assert is_gibberish(f"Of course, here you are: {text}", KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        SECRET,
        ARABIC,
        "La lista de precios está en el segundo cajón, a la izquierda de la mesa del despacho.",
        "Veneers, implants, whitening, bridges, crowns, orthodontics, cleaning, veneers, crowns.",
        "Bienvenido a Construcciones Gutiérrez Hermanos. ¿Busca comprar o alquilar?",
        "Call +966 11 234 5678, 12 Palm Road, Riyadh 11564, Kingdom of Saudi Arabia.",
        "ok",
    ],
)
def test_it_reads_three_languages_as_such(text: str) -> None:
    assert not is_gibberish(text, KNOWN)
