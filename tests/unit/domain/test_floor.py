"""Answers without any model."""

from __future__ import annotations

import pytest

from app.domain.floor import FloorAnswer, floor_answer
from app.domain.guard import Decision, GuardContext, business_texts, judge
from app.domain.knowledge import Passage, Retrieved, Scored
from app.domain.message import Author, Message
from app.domain.qualification import validate
from app.domain.tenant import Criterion, CriterionKind, Profile, Tenant

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
FAQS = {
    one.id: one
    for one in (
        Passage(
            "hours", "faq", "What are your opening hours?", "We are open from 9:00 to 18:00.", ""
        ),
        Passage("horas", "faq", "¿Cuál es su horario?", "Abrimos de 9:00 a 18:00.", ""),
        Passage("saat", "faq", "ما هي ساعات العمل؟", "نعمل من 9 إلى 6.", ""),
        Passage("page", "chunk", "Opening hours", "We are open from 9:00 to 18:00.", ""),
    )
}
NOTHING = Retrieved()
OPEN = ("budget", "kind", "car")


def _found(passage_id: str, confidence: float = 0.97, is_clear: bool = True) -> Retrieved:
    hits = (Scored(FAQS[passage_id], confidence),)
    return Retrieved(hits, confidence, is_answered=True, is_clear=is_clear)


def _answer(
    *texts: str, found: Retrieved = NOTHING, asked: str | None = None, max_chars: int = 0
) -> FloorAnswer:
    messages = [Message(f"m{i}", "c", Author.LEAD, text, i) for i, text in enumerate(texts)]
    return floor_answer(ACME, found, messages, OPEN, asked=asked, max_chars=max_chars)


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
    answer = _answer(text, found=_found(faq_id))
    assert answer.text.startswith(FAQS[faq_id].text)
    assert answer.score == 0.97
    assert (answer.faq_id, answer.language, answer.needs_person) == (faq_id, language, False)


@pytest.mark.parametrize(
    "text",
    ["do you sell boats?", "is the bank open on Sunday?", "¿aceptan mascotas?", "هل لديكم مسبح؟"],
)
def test_it_admits_what_it_does_not_know_and_calls_a_person(text: str) -> None:
    answer = _answer(text)
    assert (answer.faq_id, answer.needs_person) == (None, True)
    assert "https://book.example.com/a" in answer.text


@pytest.mark.parametrize(
    "found", [_found("hours", 0.9, is_clear=False), _found("page"), _found("horas"), NOTHING]
)
def test_it_says_nothing_word_for_word_that_is_not_clear_approved_and_in_the_language(
    found: Retrieved,
) -> None:
    answer = _answer("what are your opening hours?", found=found)
    assert (answer.faq_id, answer.score, answer.needs_person) == (None, 0.0, True)
    assert "9:00" not in answer.text


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
        found = _found("hours") if "hours" in text else NOTHING
        answer = _answer(text, found=found)
        done = frozenset({"escalate"}) if answer.needs_person else frozenset[str]()
        context = GuardContext(
            answer.language,
            business_texts(ACME, FAQS.values()),
            links=(ACME.profile.booking_link,),
            done=done,
        )
        assert judge(answer.text, context).decision is Decision.SEND


def test_it_hears_an_answer_to_what_it_may_not_ask_again() -> None:
    said = Message("m1", "c1", Author.LEAD, "300000 riyals", 0)
    made = floor_answer(ACME, NOTHING, [said], OPEN, asked="budget", may_ask=("kind",))
    assert [(one.criterion_id, one.value) for one in made.claims] == [("budget", "SAR 300000")]
    assert made.asks == "kind"
    assert floor_answer(ACME, NOTHING, [said], OPEN, asked="budget", may_ask=()).asks is None


def test_it_leaves_the_question_out_when_there_is_no_room() -> None:
    answer = _answer("what are your opening hours?", found=_found("hours"), max_chars=40)
    assert (answer.text, answer.asks) == ("We are open from 9:00 to 18:00.", None)


def test_it_speaks_the_tenants_language_when_it_knows_no_other() -> None:
    assert _answer("Сколько стоит?").language == "en"
