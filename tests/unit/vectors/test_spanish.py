from __future__ import annotations

import pytest

from vectors.analysis import fold
from vectors.languages.spanish import COMMON, GROUPS, QUESTION, STOP, stems


def stem(word: str) -> str:
    """Return the main stem of a word as it is written."""
    return stems(fold(word))[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("puedo", "podría"),
        ("quiero", "quisiera"),
        ("devolvérmelo", "devolución"),
        ("cerráis", "cerrar"),
        ("cierran", "cerrado"),
        ("enviándolas", "envíos"),
        ("pagarle", "pagué"),
        ("cuesta", "costaba"),
        ("escrito", "escribió"),
        ("tarjetas", "tarjeta"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("spain", "america"),
    [
        ("coche", "carro"),
        ("piso", "departamento"),
        ("alquiler", "renta"),
        ("móvil", "celular"),
        ("dinero", "plata"),
        ("cita", "turno"),
        ("aparcar", "estacionar"),
        ("ordenador", "computadora"),
    ],
)
def test_words_of_spain_and_america_mean_the_same(spain: str, america: str) -> None:
    groups = [{stem(word) for word in group} for group in GROUPS]

    assert any({stem(spain), stem(america)} <= group for group in groups)


@pytest.mark.parametrize(("one", "other"), [("pagar", "pájaro"), ("hogar", "hogaza")])
def test_it_keeps_words_apart_that_only_look_alike(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_lists_are_folded() -> None:
    listed = [*STOP, *COMMON, *QUESTION, *(word for group in GROUPS for word in group)]

    assert [word for word in listed if word != fold(word)] == []
    assert STOP.isdisjoint(COMMON)


@pytest.mark.parametrize("word", ["", "a", "lo", "selo", "ar", "1519", "ñandu"])
def test_it_handles_any_word(word: str) -> None:
    assert len(stems(word)) >= 1
