"""A claim is a finding only if the words it quotes tell its value."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.standing import standing_value
from app.domain.tenant import Criterion, CriterionKind
from app.domain.text import visible

TODAY = date(2025, 11, 25)
BUDGET = Criterion("budget", CriterionKind.BUDGET, {}, minimum=200_000, currency="USD")
ROOMS = Criterion("rooms", CriterionKind.RANGE, {"en": "How many rooms?"}, minimum=1)
WHEN = Criterion("when", CriterionKind.DATE, {})
BUY = Criterion("buy", CriterionKind.CHOICE, {}, options=("buy", "rent"))
COMPRAR = Criterion("comprar", CriterionKind.CHOICE, {}, options=("comprar", "alquilar"))
SHIRAA = Criterion("shiraa", CriterionKind.CHOICE, {}, options=("شراء", "ايجار"))
OWN = Criterion("own", CriterionKind.YES_NO, {"en": "Do you have pets?"})
PHONE = Criterion("tel", CriterionKind.PHONE, {})
EMAIL = Criterion("mail", CriterionKind.EMAIL, {})
PLACE = Criterion("place", CriterionKind.PLACE, {})
WISH = Criterion("wish", CriterionKind.TEXT, {})


def _value(criterion: Criterion, claimed: str, quote: str, text: str = "") -> str | None:
    return standing_value(criterion, claimed, quote, text or quote, TODAY, "US")


@pytest.mark.parametrize(
    ("criterion", "claimed", "quote", "value"),
    [
        (BUDGET, "USD 800000", "about 800k", "USD 800000"),
        (BUDGET, "2-3 million", "2-3 million dollars", "USD 2000000..3000000"),
        (BUDGET, "200000..300000", "200 to 300k", "USD 200000..300000"),
        (BUDGET, "500", "500 EGP", "EGP 500"),
        (BUDGET, "500000", "half a million", "USD 500000"),
        (BUDGET, "200000", "two hundred thousand dollars", "USD 200000"),
        (BUDGET, "1000000", "un millón", "USD 1000000"),
        (BUDGET, "EUR 25000", "veinticinco mil euros", "EUR 25000"),
        (BUDGET, "200000..300000", "de 200 a 300 mil", "USD 200000..300000"),
        (BUDGET, "SAR 700000", "٧٠٠ ألف ريال", "SAR 700000"),
        (BUDGET, "SAR 1000000", "مليون ريال", "SAR 1000000"),
        (BUDGET, "1500000", "مليون ونصف", "USD 1500000"),
        (BUDGET, "EUR 300000", "300 000 €", "EUR 300000"),
        (BUDGET, "2500000", "2 and a half million", "USD 2500000"),
        (BUDGET, "2500000", "dos millones y medio", "USD 2500000"),
        (BUDGET, "3500000", "٣ ملايين ونصف", "USD 3500000"),
        (BUDGET, "500000", "5 lakh", "USD 500000"),
        (BUDGET, "1200000", "1.2 mln", "USD 1200000"),
        (ROOMS, "2", "a couple of bedrooms", "2"),
        (ROOMS, "3", "three bedrooms", "3"),
        (ROOMS, "15", "fifteen rooms", "15"),
        (ROOMS, "2..3", "2 or 3 rooms", "2..3"),
        (ROOMS, "2", "غرفتين", "2"),
        (ROOMS, "3", "tres habitaciones", "3"),
    ],
)
def test_it_keeps_an_amount_that_was_named(
    criterion: Criterion, claimed: str, quote: str, value: str
) -> None:
    assert _value(criterion, claimed, quote) == value


@pytest.mark.parametrize(
    ("criterion", "claimed", "quote"),
    [
        (BUDGET, "USD 5,000,000", "Hi, thanks"),
        (BUDGET, "USD 5,000,000", "hola, gracias"),
        (BUDGET, "USD 5,000,000", "مرحبا شكرا"),
        (BUDGET, "9 million", "I am not sure about the budget"),
        (BUDGET, "9 million", "no sé el presupuesto"),
        (BUDGET, "9 million", "لا اعرف الميزانية"),
        (BUDGET, "USD 500", "500 EGP"),
        (BUDGET, "USD 500", "500 pesos"),
        (BUDGET, "USD 500", "٥٠٠ جنيه"),
        (BUDGET, "USD 500,000", "500 EGP"),
        (BUDGET, "2 million", "2 rooms"),
        (BUDGET, "2 million", "2 habitaciones"),
        (BUDGET, "2 million", "غرفتين"),
        (BUDGET, "2 million", "2 rooms for 3 million"),
        (BUDGET, "1e9", "1"),
        (BUDGET, "NaN", "Hi"),
        (BUDGET, "Infinity", "Hi"),
        (BUDGET, "9" * 300, "9" * 300),
        (BUDGET, "-500000", "500000"),
        (ROOMS, "-5", "5 rooms"),
        (ROOMS, "0..999999999999999999999", "0"),
        (ROOMS, "2..9", "2 rooms"),
    ],
)
def test_it_rejects_an_amount_that_was_not_named(
    criterion: Criterion, claimed: str, quote: str
) -> None:
    assert _value(criterion, claimed, quote) is None


@pytest.mark.parametrize(
    ("criterion", "claimed", "quote", "text"),
    [
        (BUDGET, "500", "500 EGP", "my budget is 1,500 EGP"),
        (BUDGET, "500", "500", "my budget is 500k"),
        (BUDGET, "USD 500", "500", "my budget is 500 EGP"),
        (BUDGET, "15", "15", "1500"),
        (BUY, "buy", "to buy", "I do not want to buy"),
        (COMPRAR, "comprar", "comprar", "no quiero comprar"),
        (SHIRAA, "شراء", "شراء", "لا اريد شراء"),
        (BUY, "buy", "i", "Hi"),
        (OWN, "yes", "want pets", "I do not want pets"),
        (EMAIL, "na@example.org", "na@example.org", "ana@example.org"),
        (EMAIL, "b@example.org", "b@example.org", "ana.b@example.org"),
    ],
)
def test_it_rejects_a_quote_cut_from_other_words(
    criterion: Criterion, claimed: str, quote: str, text: str
) -> None:
    assert _value(criterion, claimed, quote, text) is None


@pytest.mark.parametrize(
    ("claimed", "quote", "value"),
    [
        ("2025-12-10", "on 10 December", "2025-12-10"),
        ("2025-12-10", "el 10 de diciembre", "2025-12-10"),
        ("2025-12-10", "١٠ ديسمبر", "2025-12-10"),
        ("tomorrow", "tomorrow", "2025-11-26"),
        ("2025-11-26", "mañana", "2025-11-26"),
        ("2025-11-26", "بكرة", "2025-11-26"),
        ("2026-03-01", "some time in spring", "some time in spring"),
        ("2026-03-01", "en primavera", "en primavera"),
        ("2026-03-01", "في الربيع", "في الربيع"),
        ("asap", "when my lease ends", "when my lease ends"),
        ("2025-12-11", "on 10 December", None),
        ("2025-12-11", "el 10 de diciembre", None),
        ("2025-12-11", "١٠ ديسمبر", None),
        ("9999-12-31", "when I retire", None),
        ("0000-00-00", "when I retire", None),
        ("2025-02-31", "when I retire", None),
        ("1900-01-01", "when I retire", None),
        ("2036-11-26", "when I retire", None),
        ("2035-11-25", "when I retire", "when I retire"),
        ("yesterday", "Hi", None),
    ],
)
def test_it_takes_no_day_that_was_not_said(claimed: str, quote: str, value: str | None) -> None:
    assert _value(WHEN, claimed, quote) == value


@pytest.mark.parametrize(
    ("criterion", "claimed", "quote", "is_kept"),
    [
        (BUY, "buy", "I want to buy", True),
        (BUY, "rent", "I do not want to buy, I want to rent", True),
        (BUY, "rent", "I do not want to buy", True),
        (BUY, "buy", "looking for a home of our own", True),
        (BUY, "buy", "I do not want to buy", False),
        (BUY, "buy", "I want to rent", False),
        (BUY, "buy", "Hi", False),
        (BUY, "buy", ".", False),
        (BUY, "buy", "…", False),
        (BUY, "buy", "\u200b\u200b", False),
        (COMPRAR, "comprar", "quiero comprar", True),
        (COMPRAR, "comprar", "no quiero comprar", False),
        (COMPRAR, "comprar", "hola", False),
        (SHIRAA, "شراء", "اريد شراء شقة", True),
        (SHIRAA, "شراء", "لا اريد شراء", False),
        (SHIRAA, "شراء", "مرحبا", False),
        (OWN, "yes", "yes", True),
        (OWN, "no", "No pets", True),
        (OWN, "yes", "we have two cats", True),
        (OWN, "yes", "No pets", False),
        (OWN, "no", "Yes, a dog", False),
        (OWN, "yes", "Hi", False),
        (OWN, "yes", "sí, claro", True),
        (OWN, "yes", "no tengo", False),
        (OWN, "yes", "hola", False),
        (OWN, "yes", "نعم", True),
        (OWN, "yes", "ما عندي حيوانات", False),
        (OWN, "yes", "السلام عليكم", False),
    ],
)
def test_it_chooses_only_what_the_words_choose(
    criterion: Criterion, claimed: str, quote: str, is_kept: bool
) -> None:
    assert (_value(criterion, claimed, quote) is not None) is is_kept


@pytest.mark.parametrize(
    ("criterion", "claimed", "quote", "value"),
    [
        (PLACE, "Marina", "near the Marina", "Marina"),
        (PLACE, "the \u202eMarina\u200b", "near the Marina", "the Marina"),
        (PLACE, "<script>alert(1)</script>\u202e", "near the Marina", "near the Marina"),
        (PLACE, "downtown", "en el centro", "en el centro"),
        (PLACE, "the Marina", "قرب المرسى", "قرب المرسى"),
        (PLACE, "Marina", "Hi", None),
        (PLACE, "Marina", "hola", None),
        (PLACE, "Marina", "مرحبا", None),
        (PLACE, "\u200b", "near the Marina", None),
        (PLACE, "\u202e\u202e", "near the Marina", None),
        (WISH, "!!!", "a garden", None),
        (WISH, "24 December at 16:30", "a viewing in December", "a viewing in December"),
        (WISH, "x" * 500, "a garden " * 60, ("a garden " * 60)[:200].strip()),
    ],
)
def test_it_keeps_the_leads_own_words(
    criterion: Criterion, claimed: str, quote: str, value: str | None
) -> None:
    """What was not said is no fact that a later reply may rest on."""
    assert _value(criterion, claimed, quote, quote) == value


@pytest.mark.parametrize(
    ("claimed", "quote", "value"),
    [
        ("+12125550123", "2125550123", "+12125550123"),
        ("+12125550199", "2125550123", None),
        ("+992125550123", "2125550123", None),
        ("+12125550123", "call me", None),
    ],
)
def test_it_takes_only_a_number_that_was_given(claimed: str, quote: str, value: str | None) -> None:
    assert _value(PHONE, claimed, quote) == value


def test_it_shows_no_text_that_hides() -> None:
    """The joiners of Persian and Hindi stand inside words, and stay."""
    hidden = "\u202eab\u200b\x00c\u3164\u2066 d\u2028e"
    assert visible(hidden) == "ab c d e"
    assert visible("می\u200cخواهم") == "می\u200cخواهم"
    assert visible("\u200cab\u200d") == "ab"
