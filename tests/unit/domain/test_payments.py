"""Nothing secret is asked for, and no strange way to pay is named."""

from __future__ import annotations

import pytest

from app.domain.payments import accounts_in, asks_for_secret, strange_payments
from app.domain.text import strip_marks


@pytest.mark.parametrize(
    "sentence",
    [
        "Please send me your card number.",
        "Could you share your credit card details?",
        "What is your password?",
        "Reply with the six-digit code you received.",
        "We need a photo of your passport.",
        "Mándeme el número de su tarjeta, por favor.",
        "¿Cuál es su contraseña?",
        "Envíe una copia de su pasaporte.",
        "أرسل رقم بطاقتك من فضلك.",
        "ما هو رمز التحقق؟",
    ],
)
def test_it_finds_what_nobody_may_ask(sentence: str) -> None:
    assert asks_for_secret(strip_marks(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Please never send your card number here.",
        "We accept credit cards and cash.",
        "What is your postal code?",
        "Do you have an account with us?",
        "No envíe su contraseña.",
        "Aceptamos tarjeta y efectivo.",
        "¿Cuál es su código postal?",
        "لا ترسل رقم بطاقتك.",
        "نقبل البطاقات والنقد.",
    ],
)
def test_it_lets_cards_and_codes_be_spoken_of(sentence: str) -> None:
    assert not asks_for_secret(strip_marks(sentence))


def test_it_knows_the_ways_to_pay_of_the_business() -> None:
    assert strange_payments("you can pay by paypal", frozenset({"paypal"})) == []
    assert strange_payments("you can pay by paypal or bitcoin", frozenset({"paypal"})) == [
        "bitcoin"
    ]
    assert strange_payments("we do not take bitcoin", frozenset()) == []
    assert strange_payments("pay with gift cards", frozenset({"gift", "cards"})) == []


def test_it_reads_account_numbers_with_blanks() -> None:
    assert accounts_in("To DE89 3704 0044 0532 0130 00 please") == {"DE89370400440532013000"}
    assert accounts_in("Call +966 11 234 5678, ref AB12") == set()
