"""Where nothing answers: what is an honest reply, and what states something all the same."""

from __future__ import annotations

import pytest

from app.domain import floor
from app.domain.admission import unfounded
from app.domain.evidence import gather
from app.world.words import PHRASES

OWN_WORDS = gather(("Acme", "Acme sells and lets homes by the harbour.", "I am an AI assistant."))
HONEST = [
    "I don't know that, I'm afraid. A colleague will look at your question.",
    "I'm not sure about the pool, but a colleague will check and get back to you.",
    "Thanks for asking! I can't confirm the price, the dates or availability.",
    "Good question. I do not have any information about visas.",
    "I don't currently have details on that; I've asked a colleague to look into it.",
    "I do not know whether the villa has a pool.",
    "No, I don't know whether that is possible, sorry.",
    "Of course, I'm handing you to a colleague who will write to you shortly.",
    "Sure, I'd be glad to help. What is your budget?",
    "We sell and let homes by the harbour. I don't know about boats.",
    "I can't call you, but you can choose a time here: https://example.com/book",
    "No puedo llamarle, lo siento.",
    "In the meantime, what is your budget?",
    "You can choose a time: https://example.com/book",
    "Lo siento, no tengo esa información. Un compañero lo revisará.",
    "No lo sé con seguridad, pero he pasado su pregunta al equipo.",
    "No puedo confirmar eso; un asesor le responderá.",
    "لا أعرف ذلك، وسيرد عليك أحد الزملاء.",
    "للأسف لا تتوفر لدي معلومات عن ذلك، وقد حولت سؤالك إلى فريقنا.",
]
STATED = [
    "Yes.",
    "No.",
    "Absolutely!",
    "Yes, we have a pool.",
    "No, we don't have a pool.",
    "We offer free parking and a colleague will confirm.",
    "Yes, we have a heated pool, and a colleague will confirm.",
    "I don't know the price, but parking is free.",
    "I can't confirm the price, but the pool is open all year.",
    "Pets are welcome everywhere.",
    "The rooms are big, would you like to book one?",
    "We do not sell homes by the harbour.",
    "Claro, tenemos piscina climatizada.",
    "Sí, aceptamos mascotas.",
    "No lo sé, pero el aparcamiento es gratis.",
    "نعم، لدينا مسبح كبير.",
    "لدينا مواقف مجانية للسيارات.",
]
OURS = [
    phrase.format(name="Acme")
    for said in floor._WORDS.values()
    for key, phrase in said.items()
    if key != "book"
]
OURS += [
    phrase
    for said in PHRASES.values()
    for key in ("unknown", "person", "machine")
    for phrase in said[key]
]


@pytest.mark.parametrize("text", HONEST)
def test_it_lets_an_honest_reply_pass(text: str) -> None:
    assert unfounded(text, OWN_WORDS, "Acme") == ()


@pytest.mark.parametrize("text", STATED)
def test_it_hears_a_statement_that_nothing_backs(text: str) -> None:
    assert unfounded(text, OWN_WORDS, "Acme") != ()


@pytest.mark.parametrize("text", OURS)
def test_it_understands_how_we_admit_it_ourselves(text: str) -> None:
    assert unfounded(text, OWN_WORDS, "Acme") == ()


def test_it_names_the_clause_that_states() -> None:
    text = "I don't know the price, but parking is free."
    assert unfounded(text, OWN_WORDS) == ("parking is free",)
