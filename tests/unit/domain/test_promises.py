"""Promises, what keeps them, and what only looks like one."""

from __future__ import annotations

import pytest

from app.domain.promises import promises
from app.domain.text import strip_marks, word_set


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("I'll check and get back to you.", "check"),
        ("We will call you tomorrow.", "call_back"),
        ("I'll remind you.", "notify"),
        ("I've told the team.", "handover"),
        ("I'll hold it for you.", "booking"),
        ("You're confirmed for Monday.", "booking"),
        ("I'll e-mail you the form.", "send"),
        ("We can give you a discount.", "discount"),
        ("We will refund you.", "refund"),
        ("I guarantee that.", "guarantee"),
        ("We'll match any price.", "price_match"),
        ("The manager has approved it; our manager has approved it.", "approval"),
        ("Te reservo la mesa.", "booking"),
        ("Le enviaremos un correo.", "send"),
        ("Lo consultaré.", "check"),
        ("سأتصل بك.", "call_back"),
        ("سنرسل لك العقد.", "send"),
        ("تم تأكيد موعدك.", "booking"),
        ("I'll call you back, okay?", "call_back"),
        ("Te llamo luego, ¿vale?", "call_back"),
    ],
)
def test_it_names_the_kind_of_promise(sentence: str, kind: str) -> None:
    assert kind in promises(strip_marks(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Shall I call you back?",
        "Would you like me to reserve that room?",
        "¿Quiere que le llamemos?",
        "هل تريد أن نتصل بك؟",
        "I can't book for you.",
        "We are open on Monday.",
        "Please call us.",
        "No puedo reservar por usted.",
    ],
)
def test_it_takes_offers_and_refusals_for_no_promise(sentence: str) -> None:
    assert promises(strip_marks(sentence)) == ()


@pytest.mark.parametrize(
    ("sentence", "done"),
    [
        ("I've told the team.", "escalate"),
        ("A colleague will call you.", "escalate"),
        ("You're confirmed for Monday.", "book"),
    ],
)
def test_it_lets_what_was_done_be_told(sentence: str, done: str) -> None:
    said = strip_marks(sentence)
    other = {"escalate": "book", "book": "escalate"}[done]
    assert promises(said, frozenset({done})) == ()
    assert promises(said, frozenset({other})) != ()


def test_it_lets_a_discount_be_spoken_of_that_the_business_gives() -> None:
    sentence = "students have a discount"
    assert promises(sentence) == ("discount",)
    assert promises(sentence, vocabulary=word_set("a discount for students")) == ()
