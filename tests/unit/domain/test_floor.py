"""Answers without any model."""

from __future__ import annotations

import pytest

from app.domain.floor import FloorAnswer, floor_answer
from app.domain.guard import Decision, GuardContext, business_texts, judge
from app.domain.matching import best_match
from app.domain.message import Author, Message
from app.domain.qualification import validate
from app.domain.tenant import Criterion, CriterionKind, Faq, Profile, Tenant

BUDGET = Criterion(
    "budget",
    CriterionKind.BUDGET,
    {"en": "What is your budget?", "es": "¿Cuál es su presupuesto?", "ar": "ما هي ميزانيتك؟"},
    currency="SAR",
)
KIND = Criterion("kind", CriterionKind.CHOICE, {"en": "Villa or flat?"}, options=("villa", "flat"))
CAR = Criterion("car", CriterionKind.YES_NO, {"en": "Do you need parking?"})
ACME = Tenant(
    "acme",
    "Acme Homes",
    languages=("en", "es", "ar"),
    profile=Profile(booking_link="https://book.example.com/a", criteria=(BUDGET, KIND, CAR)),
)
FAQS = [
    Faq("hours", "What are your opening hours?", "We are open from 9:00 to 18:00."),
    Faq("pay", "Do you offer financing?", "Yes, through our partner bank."),
    Faq("where", "Where is your office?", "On King Road, opposite the museum."),
    Faq("horas", "¿Cuál es su horario?", "Abrimos de 9:00 a 18:00.", "es"),
    Faq("saat", "ما هي ساعات العمل؟", "نعمل من 9 إلى 6.", "ar"),
]
OPEN = ("budget", "kind", "car")


def _answer(*texts: str, asked: str | None = None, **more: object) -> FloorAnswer:
    messages = [Message(f"m{i}", "c", Author.LEAD, text, i) for i, text in enumerate(texts)]
    return floor_answer(ACME, FAQS, messages, OPEN, asked=asked, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "faq_id", "language"),
    [
        ("what are your opening hours?", "hours", "en"),
        ("Hi, what are your opening hours please", "hours", "en"),
        ("¿cuál es su horario?", "horas", "es"),
        ("السلام عليكم، ما هي ساعات العمل؟", "saat", "ar"),
    ],
)
def test_it_answers_a_clear_question_in_approved_words(
    text: str, faq_id: str, language: str
) -> None:
    answer = _answer(text)
    approved = next(faq.answer for faq in FAQS if faq.id == faq_id)
    assert answer.text.startswith(approved)
    assert (answer.faq_id, answer.language, answer.needs_person) == (faq_id, language, False)


@pytest.mark.parametrize(
    "text",
    ["do you sell boats?", "is the bank open on Sunday?", "¿aceptan mascotas?", "هل لديكم مسبح؟"],
)
def test_it_admits_what_it_does_not_know_and_calls_a_person(text: str) -> None:
    answer = _answer(text)
    assert (answer.faq_id, answer.needs_person) == (None, True)
    assert "https://book.example.com/a" in answer.text


def test_it_asks_the_next_open_question_in_the_leads_language() -> None:
    assert _answer("Hola, buenas tardes").text.endswith("¿Cuál es su presupuesto?")
    assert _answer("Hola, buenas tardes").asks == "budget"


@pytest.mark.parametrize(
    ("text", "asked", "criterion_id", "value"),
    [
        ("800k", "budget", "budget", "SAR 800000"),
        ("٧٠٠ ألف ريال", "budget", "budget", "SAR 700000"),
        ("a villa please", None, "kind", "villa"),
        ("yes", "car", "car", "yes"),
        ("no, gracias", "car", "car", "no"),
        ("I have 500,000 SAR", None, "budget", "SAR 500000"),
    ],
)
def test_it_qualifies_by_rule(text: str, asked: str | None, criterion_id: str, value: str) -> None:
    answer = _answer(text, asked=asked)
    assert [(c.criterion_id, c.value) for c in answer.claims] == [(criterion_id, value)]
    assert answer.asks != criterion_id


@pytest.mark.parametrize("text", ["yes", "3", "ok", "hello"])
def test_it_reads_nothing_into_an_answer_to_no_question(text: str) -> None:
    assert _answer(text).claims == ()


def test_it_makes_claims_that_hold_as_findings() -> None:
    answer = _answer("a villa for 900k SAR")
    findings, rejections = validate(
        answer.claims, ACME.profile.criteria, {"m0": "a villa for 900k SAR"}
    )
    assert {f.criterion_id: f.value for f in findings} == {"budget": "SAR 900000", "kind": "villa"}
    assert rejections == ()


def test_it_writes_nothing_the_guard_would_hold() -> None:
    for text in ("hi", "what are your opening hours?", "do you sell boats?", "هل لديكم مسبح؟"):
        answer = _answer(text)
        done = frozenset({"escalate"}) if answer.needs_person else frozenset[str]()
        context = GuardContext(
            answer.language,
            business_texts(ACME, FAQS),
            links=(ACME.profile.booking_link,),
            done=done,
        )
        assert judge(answer.text, context).decision is Decision.SEND


def test_it_leaves_the_question_out_when_there_is_no_room() -> None:
    answer = _answer("what are your opening hours?", max_chars=40)
    assert (answer.text, answer.asks) == ("We are open from 9:00 to 18:00.", None)


def test_it_speaks_the_tenants_language_when_it_knows_no_other() -> None:
    assert _answer("Сколько стоит?").language == "en"


def test_it_finds_nothing_where_nothing_is_known() -> None:
    assert best_match("anything?", []) is None
    assert best_match("zzz qqq", FAQS) is None
