"""What a lead's newest messages settle by rule, and what they must not."""

from __future__ import annotations

import time
from datetime import date

import pytest

from app.domain.claims import claims_by_rule
from app.domain.message import Author, Message
from app.domain.qualification import validate
from app.domain.tenant import Criterion, CriterionKind
from app.domain.tools import Claim

TODAY = date(2027, 6, 9)  # a Wednesday

BEDS = Criterion(
    "beds",
    CriterionKind.RANGE,
    {
        "en": "How many bedrooms do you need?",
        "es": "¿Cuántas habitaciones necesita?",
        "ar": "كم غرفة نوم تحتاج؟",
    },
)
BUDGET = Criterion(
    "budget",
    CriterionKind.BUDGET,
    {"en": "What is your budget?", "es": "¿Cuál es su presupuesto?", "ar": "ما هي ميزانيتك؟"},
    currency="SAR",
)
KIND = Criterion("kind", CriterionKind.CHOICE, {"en": "Villa or flat?"}, options=("villa", "flat"))
KIND_AR = Criterion(
    "kind_ar", CriterionKind.CHOICE, {"ar": "فيلا أم شقة؟"}, options=("فيلا", "شقة")
)
PARKING = Criterion(
    "parking",
    CriterionKind.YES_NO,
    {
        "en": "Do you need parking?",
        "es": "¿Necesita aparcamiento?",
        "ar": "هل تحتاج إلى موقف سيارة؟",
    },
)
AREA = Criterion("area", CriterionKind.PLACE, {"en": "Which area do you prefer?"})
MOVE = Criterion(
    "move",
    CriterionKind.DATE,
    {
        "en": "When would you like to move in?",
        "es": "¿Cuándo quiere mudarse?",
        "ar": "متى تريد الانتقال؟",
    },
)
WISH = Criterion("wish", CriterionKind.TEXT, {"en": "What matters most to you?"})
ALL = (BEDS, BUDGET, KIND, KIND_AR, PARKING, AREA, MOVE, WISH)


def _claims(
    *texts: str,
    asked: str | None = None,
    criteria: tuple[Criterion, ...] = ALL,
    last_reply: str = "",
) -> tuple[Claim, ...]:
    messages = [Message(f"m{n}", "c", Author.LEAD, text, n) for n, text in enumerate(texts)]
    return claims_by_rule(criteria, messages, asked, last_reply, TODAY)


def _values(*texts: str, asked: str | None = None) -> dict[str, str]:
    return {one.criterion_id: one.value for one in _claims(*texts, asked=asked)}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("I want a villa for 900k SAR", {"kind": "villa", "budget": "SAR 900000"}),
        ("do you have 3 bedroom flats?", {"beds": "3", "kind": "flat"}),
        ("2br flat please", {"beds": "2", "kind": "flat"}),
        ("we need two or three bedrooms", {"beds": "2-3"}),
        ("my budget is 450,000", {"budget": "SAR 450000"}),
        ("no more than 600k SAR", {"budget": "SAR 600000"}),
        ("between 400k and 500k riyals", {"budget": "SAR 400000-500000"}),
        ("looking for something near Port Wells", {"area": "Port Wells"}),
        ("I'd like to move in on June 21st", {"move": "2027-06-21"}),
        ("not a villa, a flat", {"kind": "flat"}),
        ("No I want a flat", {"kind": "flat"}),
        ("I want to live in Port Wells", {"area": "Port Wells"}),
        ("can you schedule the moving in for June 21st?", {"move": "2027-06-21"}),
        ("Busco piso de 3 habitaciones en Navalmar", {"beds": "3", "area": "Navalmar"}),
        ("¿tienen algo con 2 dormitorios?", {"beds": "2"}),
        ("mi presupuesto es de 250.000 €", {"budget": "EUR 250000"}),
        ("queremos mudarnos el 15 de julio", {"move": "2027-07-15"}),
        ("أبغى شقة ٣ غرف", {"kind_ar": "شقة", "beds": "3"}),
        ("هل عندكم شقق بغرفتين؟", {"beds": "2"}),
        ("ميزانيتي ٥٠٠ ألف ريال", {"budget": "SAR 500000"}),
        ("ابحث عن فيلا في الرياض", {"kind_ar": "فيلا", "area": "الرياض"}),
    ],
)
def test_it_takes_what_is_unmistakable_without_having_asked(
    text: str, values: dict[str, str]
) -> None:
    assert _values(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "is your budget tool free?",
        "is the 500 SAR deposit refundable?",
        "I paid 900k SAR for it last year",
        "my salary is 20k SAR",
        "not in Madrid",
        "no villa",
        "villa or flat",
        "what is the difference between a villa and a flat?",
        "my brother has a villa with 5 bedrooms",
        "our current place has 2 bedrooms",
        "I live in Port Wells",
        "is your office in Port Wells?",
        "can I come and see you on Friday?",
        "we were in London on June 21st",
        "call me at 3",
        "yes",
        "3",
        "in a hurry",
        "I'd pay 500 dinars",
        "¿cuánto cuesta una villa?",
        "no busco villa",
        "vivo en Navalmar",
        "no me escriban más",
        "ما أبي فيلا",
        "كم سعر الشقة؟",
        "صديقي عنده ٣ غرف",
        "في أقرب وقت",
        "السلام عليكم",
        "👍",
        "",
    ],
)
def test_it_settles_nothing_that_could_mean_something_else(text: str) -> None:
    assert _values(text) == {}


@pytest.mark.parametrize(
    ("asked", "text", "value"),
    [
        ("beds", "two", "2"),
        ("beds", "just one", "1"),
        ("beds", "at least 4", "4"),
        ("beds", "2-3", "2-3"),
        ("beds", "maybe 3?", "3"),
        ("beds", "tres", "3"),
        ("beds", "٣", "3"),
        ("budget", "800k", "SAR 800000"),
        ("budget", "around 750,000", "SAR 750000"),
        ("budget", "entre 400 y 500 mil", "SAR 400000-500000"),
        ("budget", "حوالي ٧٠٠ ألف", "SAR 700000"),
        ("kind", "the villa", "villa"),
        ("kind", "Flats!", "flat"),
        ("kind_ar", "الشقة", "شقة"),
        ("parking", "yes", "yes"),
        ("parking", "Yes, and do you have a pool?", "yes"),
        ("parking", "we do", "yes"),
        ("parking", "not really", "no"),
        ("parking", "I don't need parking", "no"),
        ("parking", "sí, claro", "yes"),
        ("parking", "no, gracias", "no"),
        ("parking", "todavía no", "no"),
        ("parking", "أكيد", "yes"),
        ("parking", "لا، شكرا", "no"),
        ("area", "Port Wells", "Port Wells"),
        ("area", "somewhere near the old harbour please", "the old harbour"),
        ("area", "en Navalmar", "Navalmar"),
        ("area", "حي النرجس", "النرجس"),
        ("move", "June 21st", "2027-06-21"),
        ("move", "Friday works", "2027-06-11"),
        ("move", "el viernes por la mañana", "2027-06-11"),
        ("move", "15 de julio", "2027-07-15"),
        ("move", "الخميس", "2027-06-10"),
        ("move", "as soon as possible", "as soon as possible"),
        ("move", "el mes que viene", "el mes que viene"),
        ("move", "الشهر القادم", "الشهر القادم"),
        ("wish", "A quiet street, and light", "A quiet street, and light"),
    ],
)
def test_it_takes_a_short_valid_answer_to_what_was_asked(asked: str, text: str, value: str) -> None:
    assert _values(text, asked=asked) == {asked: value}


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("beds", "not sure"),
        ("beds", "3 kids"),
        ("beds", "call me at 5 pm"),
        ("beds", "my number is 555 0199 2231"),
        ("beds", "how much for the big one?"),
        ("budget", "on June 3rd"),
        ("budget", "it depends"),
        ("budget", "+1 555 010 2233"),
        ("kind", "either"),
        ("kind", "what do you recommend?"),
        ("parking", "not sure yet"),
        ("parking", "maybe"),
        ("parking", "No problem"),
        ("parking", "what kind of parking?"),
        ("parking", "ok"),
        ("parking", "no sé"),
        ("parking", "ما أدري"),
        ("area", "anywhere"),
        ("area", "I don't know"),
        ("area", "da igual"),
        ("area", "لا يهم"),
        ("area", "thanks"),
        ("move", "hello"),
        ("move", "not before June"),
        ("move", "is Friday a holiday?"),
        ("move", "3/4"),
        ("move", "between the 15th and the 20th of June"),
        ("move", "not this Friday, the Friday after"),
        ("move", "since yesterday"),
        ("wish", "thanks!"),
        ("wish", "what do you mean?"),
        ("wish", "ok"),
        ("wish", "I don't want to say that."),
        ("wish", "I'd rather keep that to myself"),
        ("wish", "Eso prefiero no decirlo."),
        ("wish", "أفضل ألا أقول ذلك"),
        ("parking", "I don't want to say that."),
        ("parking", "we do not wish to share that"),
    ],
)
def test_it_takes_no_evasion_for_an_answer(asked: str, text: str) -> None:
    assert _values(text, asked=asked) == {}


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (("3 bedrooms please", "no, make it two"), {"beds": "2"}),
        (("3 bedrooms", "sorry, I mean 4 bedrooms"), {"beds": "4"}),
        (("a villa please", "actually a flat"), {"kind": "flat"}),
        (("busco 3 habitaciones", "mejor 2"), {"beds": "2"}),
        (("أبغى ٣ غرف", "لا خليها ٤"), {"beds": "4"}),
        (("I want a villa. No, a flat.",), {"kind": "flat"}),
    ],
)
def test_it_lets_a_correction_override(texts: tuple[str, ...], values: dict[str, str]) -> None:
    assert _values(*texts) == values


PHONE = Criterion("phone", CriterionKind.PHONE, {"en": "Which number may we call?"})
MAIL = Criterion("mail", CriterionKind.EMAIL, {"en": "Which address may we write to?"})


@pytest.mark.parametrize(
    ("text", "asked", "values"),
    [
        ("+12025550171", "phone", {"phone": "+12025550171"}),
        ("+12025550171. Anything else?", "phone", {"phone": "+12025550171"}),
        ("it's (202) 555-0171, thanks", "phone", {"phone": "(202) 555-0171"}),
        ("call me on +34 612 34 56 78", None, {"phone": "+34 612 34 56 78"}),
        ("mi número es 612 345 678", None, {"phone": "612 345 678"}),
        ("رقمي ٠٥٠١٢٣٤٥٦٧", None, {"phone": "٠٥٠١٢٣٤٥٦٧"}),
        ("Ana@Example.com", "mail", {"mail": "Ana@Example.com"}),
        ("my e-mail is ana@example.com", None, {"mail": "ana@example.com"}),
        ("is +12025550171 your number?", None, {}),
        ("your number +12025550171 is dead, right?", "phone", {}),
        ("+12025550171 or +12025550172", "phone", {}),
        ("my wife's number is +12025550172", None, {}),
        ("I saw info@example.com on your page", None, {}),
        ("1500", "phone", {}),
        ("2026-05-01", None, {}),
    ],
)
def test_it_reads_how_to_reach_the_lead(
    text: str, asked: str | None, values: dict[str, str]
) -> None:
    message = Message("m1", "c1", Author.LEAD, text, 0)
    found = claims_by_rule((PHONE, MAIL), [message], asked, today=TODAY)
    assert {one.criterion_id: one.value for one in found} == values
    held, _ = validate(found, (PHONE, MAIL), {"m1": text}, today=TODAY)
    assert len(held) == len(values)


def test_it_quotes_the_few_words_that_say_it() -> None:
    text = "Hello there! We are looking for a villa with ٣ bedrooms, up to SAR 1,100,000 please."
    claims = {one.criterion_id: one for one in _claims(text)}
    assert {key: one.quote for key, one in claims.items()} == {
        "kind": "villa",
        "beds": "٣ bedrooms",
        "budget": "SAR 1,100,000",
    }
    assert {one.message_id for one in claims.values()} == {"m0"}


@pytest.mark.parametrize(
    "texts",
    [
        ("a villa, 2 or 3 bedrooms, 400k to 500k SAR, in Port Wells, moving in on June 21st",),
        ("Busco piso de dos habitaciones en Navalmar, hasta 250.000 €",),
        ("أريد فيلا بغرفتين في الرِّياض بحدود ٩٠٠ ألف ريال",),
        ("3 bedrooms", "no, make it two"),
    ],
)
def test_it_makes_claims_that_hold_as_findings(texts: tuple[str, ...]) -> None:
    claims = _claims(*texts)
    said = {f"m{n}": text for n, text in enumerate(texts)}
    findings, rejections = validate(claims, ALL, said, today=TODAY)
    assert rejections == ()
    assert len(claims) > 0
    assert len(findings) == len(claims)


def test_it_requires_asking_where_two_criteria_take_the_same() -> None:
    other = Criterion("max_beds", CriterionKind.RANGE, {"en": "How many bedrooms at most?"})
    work = Criterion("work", CriterionKind.PLACE, {"en": "Where do you work?"})
    criteria = (BEDS, other, AREA, work)
    assert _claims("3 bedrooms near Port Wells, I need", criteria=criteria) == ()
    asked = _claims("3 bedrooms", asked="max_beds", criteria=criteria)
    assert [one.criterion_id for one in asked] == ["max_beds"]


def test_it_counts_the_noun_of_the_question() -> None:
    windows = Criterion("windows", CriterionKind.RANGE, {"en": "How many windows do you have?"})
    assert [one.value for one in _claims("I need 6 windows cleaned", criteria=(windows,))] == ["6"]
    assert _claims("I need 6 doors", criteria=(windows,)) == ()


def test_it_takes_an_option_that_means_much_only_when_asked() -> None:
    place = Criterion("at", CriterionKind.CHOICE, {"en": "Where?"}, options=("home", "clinic"))
    assert _claims("I want you to call me at home", criteria=(place,)) == ()
    assert [one.value for one in _claims("home", asked="at", criteria=(place,))] == ["home"]


def test_it_sees_from_our_last_message_what_was_asked() -> None:
    claims = _claims("two", last_reply="Thanks! How many bedrooms do you need?")
    assert [(one.criterion_id, one.value) for one in claims] == [("beds", "2")]


def test_it_leaves_long_messages_unanswered() -> None:
    assert _values("yes " + "and so on and on " * 40, asked="parking") == {}


@pytest.mark.parametrize("unit", ["a", "1 ", "1-", "in ", "not ", "$1 ", "م", "غرف ", "no, ", "? "])
def test_it_reads_a_hostile_message_quickly(unit: str) -> None:
    begun = time.process_time()
    _claims(unit * (100_000 // len(unit)), asked="area")
    assert time.process_time() - begun < 0.5
