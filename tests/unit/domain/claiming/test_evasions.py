"""What is said instead of an answer settles nothing; what is an answer is still taken."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.claims import claims_by_rule
from app.domain.message import Author, Message
from app.domain.tenant import Criterion, CriterionKind

TODAY = date(2027, 6, 9)  # a Wednesday
BUDGET = Criterion("budget", CriterionKind.BUDGET, {"en": "What is your budget?"}, currency="USD")
AREA = Criterion("area", CriterionKind.PLACE, {"en": "Which area do you prefer?"})
WISH = Criterion("wish", CriterionKind.TEXT, {"en": "What matters most to you?"})
SPEND = Criterion("spend", CriterionKind.TEXT, {"en": "How much do you pay today?"})
PARKING = Criterion("parking", CriterionKind.YES_NO, {"en": "Do you need parking?"})
MOVE = Criterion("move", CriterionKind.DATE, {"en": "When would you like to move in?"})
CALL = Criterion("call", CriterionKind.DATE, {"en": "When may we call you?"})
WORDED = (AREA, WISH, PARKING, MOVE)


def values(text: str, asked: str, criteria: tuple[Criterion, ...] = WORDED) -> dict[str, str]:
    message = Message("m1", "c1", Author.LEAD, text, 0)
    found = claims_by_rule(criteria, [message], asked, today=TODAY)
    return {one.criterion_id: one.value for one in found}


@pytest.mark.parametrize("asked", [one.id for one in WORDED])
@pytest.mark.parametrize(
    "text",
    [
        "Thanks, that's all!",
        "I'll think about it",
        "We haven't decided yet",
        "I honestly don't know",
        "still thinking",
        "Let me ask my wife first",
        "I'll let you know on Friday",
        "that's none of your business",
        "I'd rather not say",
        "That's a bit personal",
        "Later please",
        "Not right now, sorry",
        "I'm driving",
        "Not interested",
        "no, not interested",
        "I changed my mind",
        "stop asking",
        "Too many questions",
        "wrong number",
        "Call me",
        "Who is this?",
        "who are you",
        "Why do you need to know that",
        "You decide",
        "I want a human",
        "leave me alone",
        "help",
        "skip",
        "nothing",
        "Good question",
        "we're torn",
        "I already told you",
        "we're in the process of figuring that out",
        "we went with someone else",
        "it's too early to say",
        "I need to speak with my partner",
        "haven't a clue",
        "eso es todo",
        "No lo sé todavía",
        "no, no lo sé",
        "Aún no lo tengo claro",
        "No estoy segura",
        "Tengo que consultarlo con mi marido",
        "Me lo pienso y te digo",
        "prefiero no contestar",
        "Eso es privado",
        "luego",
        "más tarde, por favor",
        "Ahora no puedo",
        "No me interesa",
        "ya no estoy interesada",
        "Deja de preguntar",
        "¿Quién eres?",
        "quién eres",
        "para qué lo quiere saber",
        "lo que usted diga",
        "no entiendo",
        "Llámame",
        "nos vendría genial",
        "todavía estoy mirando",
        "después le aviso",
        "no tenemos nada decidido",
        "ahora no es buen momento",
        "هذا كل شيء",
        "لا أعلم بعد",
        "لست متأكدا",
        "لست متأكدة",
        "مش عارف",
        "مش عارفة لسه",
        "ما بعرف",
        "مو متأكدة",
        "والله مدري",
        "ما قررت",
        "لسه بفكر",
        "خليني أفكر",
        "لازم أسأل زوجي",
        "ما أبي أقول",
        "هذا أمر خاص",
        "لاحقا",
        "بعدين",
        "مش دلوقتي",
        "مو الحين",
        "غير مهتمة",
        "مش مهتم",
        "لا تسألني",
        "خلاص",
        "ليش تسأل",
        "مين معي",
        "مش فاهمة",
        "اتصل بي",
        "بسأل وأخبركم",
        "مو وقته",
        "أحتاج وقت للتفكير",
        "Je ne sais pas",
        "pas maintenant",
        "Keine Ahnung",
        "weiß ich noch nicht",
        "non lo so",
        "più tardi",
        "não sei ainda",
        "agora não",
    ],
)
def test_it_takes_what_evades_for_no_answer(asked: str, text: str) -> None:
    assert values(text, asked) == {}


@pytest.mark.parametrize(
    ("asked", "text", "value"),
    [
        ("area", "¡Buena pregunta! Triana, nos vendría genial", "Triana"),
        ("area", "Good question! Port Wells would be great", "Port Wells"),
        ("area", "Port Wells. That would be perfect, thanks!", "Port Wells"),
        ("area", "Port Wells or nothing", "Port Wells"),
        ("area", "port wells", "port wells"),
        ("area", "I'd like Navalmar", "Navalmar"),
        ("area", "chelsea i guess", "chelsea"),
        ("area", "we love chelsea", "chelsea"),
        ("area", "Nervión, por favor", "Nervión"),
        ("area", "El Cabañal", "Cabañal"),
        ("area", "en Triana", "Triana"),
        ("area", "Lavapiés estaría bien", "Lavapiés"),
        ("area", "المعادي", "المعادي"),
        ("area", "حي الملقا", "الملقا"),
        ("area", "Le Marais", "Le Marais"),
        ("wish", "A big kitchen and no stairs", "A big kitchen and no stairs"),
        ("wish", "Later check-out", "Later check-out"),
        ("wish", "Somewhere my kids can play", "Somewhere my kids can play"),
        ("wish", "That nobody smokes there", "That nobody smokes there"),
        ("wish", "Good schools. Thanks, that's all!", "Good schools"),
        ("wish", "Poco ruido y mucha luz", "Poco ruido y mucha luz"),
        ("wish", "Que sea tranquilo, gracias", "Que sea tranquilo"),
        ("wish", "الهدوء والقرب من المدرسة", "الهدوء والقرب من المدرسة"),
        ("wish", "مطبخ كبير", "مطبخ كبير"),
        ("parking", "Yes please, for two cars", "yes"),
        ("parking", "yes please call me about it", "yes"),
        ("parking", "No, and that's all, thank you", "no"),
        ("parking", "I don't need it", "no"),
        ("parking", "not at the moment", "no"),
        ("parking", "Sí, por favor", "yes"),
        ("parking", "no, no hace falta", "no"),
        ("parking", "لا، ما نحتاج", "no"),
        ("parking", "أيوه طبعا", "yes"),
        ("parking", "لا، ما نبي", "no"),
        ("move", "June 21st, but call me first", "2027-06-21"),
        ("move", "el viernes, gracias", "2027-06-11"),
        ("move", "الخميس إن شاء الله", "2027-06-10"),
        ("move", "as soon as possible please", "as soon as possible"),
    ],
)
def test_it_still_takes_what_answers(asked: str, text: str, value: str) -> None:
    assert values(text, asked).get(asked) == value


def test_it_gives_a_clause_to_one_criterion_only() -> None:
    criteria = (WISH, BUDGET)
    assert values("Actually, up to 1,500 dollars", "wish", criteria) == {"budget": "USD 1500"}
    both = values("Up to 1,500 dollars; a quiet street", "wish", criteria)
    assert both == {"budget": "USD 1500", "wish": "a quiet street"}


def test_it_requires_a_question_for_a_sum_in_words() -> None:
    assert values("Actually, up to 1,500 dollars", "wish", (WISH,)) == {}
    assert values("about 1,500 dollars", "spend", (SPEND,)) == {"spend": "about 1,500 dollars"}


def test_it_takes_the_day_of_a_call_when_that_was_asked() -> None:
    assert values("call me on Friday", "call", (CALL,)) == {"call": "2027-06-11"}
    assert values("call me on Friday", "move", (MOVE,)) == {}
