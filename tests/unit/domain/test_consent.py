"""Opt-out, opt-in and help: by keyword and in people's own words."""

from __future__ import annotations

import time

import pytest

from app.domain.consent import ConsentWord, classify, confirmation, is_keyword, language_of
from app.domain.delivery import Kind
from app.domain.tenant import Profile, Tenant
from tests.unit.domain.wish_sentences import names, sentences

STOP, START, HELP = ConsentWord.STOP, ConsentWord.START, ConsentWord.HELP


@pytest.mark.parametrize(
    "text",
    [
        *("stop", "Stop", "STOP.", "  sToP!! ", "stop\u200b", "🙏 STOP", "S T O P", "Stooop"),
        *("STOPALL", "stop all", "Unsubscribe", "cancel", "End", "QUIT", "revoke", "opt-out"),
        *("OptOut", "Please stop, thanks", "stop please", "remove", "BAJA", "Alto", "arrêt"),
        *("إيقاف", "الغاء", "توقف", "стоп", "退订", "수신거부"),
    ],
)
def test_it_obeys_keywords_in_any_dress(text: str) -> None:
    assert classify(text) is STOP


@pytest.mark.parametrize(
    "text",
    [
        "I don't want to hear from you people anymore",
        "Lose my number.",
        "pls quit messaging this number",
        "Wrong number. Take me off your contact list",
        "you need to stop texting this phone",
        "stop writing to me",
        "How do I stop getting these texts?",
        "Not interested. Stop.",
        "could you kindly take my name off the list",
        "I do not wish to be contacted again",
        "I withdraw my consent to receive texts",
        "enough with the messages already",
        "Ya no me manden nada, por favor",
        "Dejen de llamarme y de escribirme",
        "quisiera darme de baja de esta lista",
        "quiten mi número de su base de datos",
        "¿Cómo dejo de recibir estos mensajes?",
        "no vuelvan a contactarme",
        "توقفوا عن مراسلتي",
        "احذفوا رقمي من القائمة لو سمحتم",
        "مش عايز رسايل تاني",
        "بطلوا تبعتولي رسائل",
        "الرجاء عدم التواصل معي",
        "Je ne veux plus recevoir vos SMS",
        "Bitte schreiben Sie mir nicht mehr",
        "Não me mande mais mensagens",
        "Smettetela di scrivermi",
        "Не пишите мне больше",
        "请不要再给我发短信了",
        "もう連絡しないでください",
        "더 이상 연락하지 마세요",
        "मुझे मैसेज मत भेजो",
        "תסירו אותי מהרשימה",
        "لطفا پیام نفرستید",
        "Bana mesaj atmayın",
    ],
)
def test_it_obeys_requests_in_own_words(text: str) -> None:
    assert classify(text) is STOP


@pytest.mark.parametrize(
    "text",
    [
        "cancel my 3pm",
        "Can you stop at the office tomorrow?",
        "is there a bus stop nearby",
        "I need to end my lease in June",
        "I'd like to quit smoking before the surgery",
        "Don't text me the address, mail it",
        "don't stop texting me :)",
        "my ex won't stop texting me",
        "Take me off the waiting list",
        "can I opt out of the insurance?",
        "please don't call me at work, a text is fine",
        "Do not contact me before Monday, I'm travelling",
        "I don't want the delivery on Monday",
        "My brother said: stop texting me",
        "Quiero cancelar mi cita",
        "dar de baja mi seguro",
        "no me llames, mejor escríbeme",
        "No me mandaron la información",
        "¿Cuánto baja con pago al contado?",
        "أريد إلغاء موعدي",
        "لم ترسلوا لي الأسعار",
        "لا تتصل بي الآن لأني في العمل",
        "Je veux annuler mon rendez-vous",
        "Ich habe keine Nachricht bekommen",
        "Никто мне не пишет",
        "我想取消预约",
        "予約をキャンセルしたいです",
        *("", "👍", "?", "YES", "no", "ok thanks", "help me find a flat", "start date?"),
    ],
)
def test_it_ignores_near_misses(text: str) -> None:
    assert classify(text) is None


@pytest.mark.parametrize("name", names("opt_out_"))
def test_it_obeys_requests_in_many_languages(name: str) -> None:
    assert [text for text in sentences(name, "+") if classify(text) is not STOP] == []


@pytest.mark.parametrize("name", names("opt_out_"))
def test_it_ignores_near_misses_in_many_languages(name: str) -> None:
    assert [text for text in sentences(name, "-") if classify(text) is STOP] == []


def test_it_ignores_what_others_wrote() -> None:
    assert classify("> Reply STOP to opt out\nYes, I am interested in the flat") is None
    assert classify('You wrote "text STOP to leave this list", fine. What does it cost?') is None
    assert classify("Is Friday fine?\n\nOn Mon, Jan 5, Acme wrote:\nstop texting me") is None


def test_it_obeys_signs_and_capitals() -> None:
    assert classify("🛑🛑") is STOP
    assert classify("STOP! I have asked you twice") is STOP
    assert classify("no pets 🚫 right?") is None


@pytest.mark.parametrize("text", ["START", "unstop", "Resume please", "opt in", "Alta"])
def test_it_obeys_a_return(text: str) -> None:
    assert classify(text) is START


@pytest.mark.parametrize("text", ["HELP", "info", "Ayuda", "مساعدة"])
def test_it_answers_calls_for_help(text: str) -> None:
    assert classify(text) is HELP


def test_it_tells_carrier_keywords_from_own_words() -> None:
    assert is_keyword(" stop \r\n")
    assert not is_keyword("STOP PLEASE")
    assert not is_keyword("baja")


def test_it_handles_very_long_messages_in_little_time() -> None:
    assert classify("the messages you sent me " * 40_000) is None


@pytest.mark.parametrize(
    "words",
    ["i'd like to ", "please ", "no me sus sus ", "stop the the ", "لا ما ", "no more of all "],
)
def test_it_handles_words_said_over_and_over(words: str) -> None:
    started = time.thread_time()
    classify(words * 300)
    assert time.thread_time() - started < 0.5


@pytest.mark.parametrize(
    ("text", "code"),
    [("baja", "es"), ("stop texting me", "en"), ("لا تراسلوني", "ar"), ("arrêtez les sms", "fr")],
)
def test_it_knows_the_language_of_a_request(text: str, code: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize("kind", [Kind.OPT_OUT_CONFIRMATION, Kind.OPT_IN_CONFIRMATION, Kind.HELP])
@pytest.mark.parametrize("code", ["en", "es", "ar"])
def test_its_confirmations_name_the_business_in_one_text(kind: Kind, code: str) -> None:
    text = confirmation(kind, code, Tenant("acme", "Acme Dental"))
    words = set(text.upper().replace(".", " ").replace(",", " ").split())
    assert "Acme Dental" in text
    assert not words & {"CANCEL", "END", "QUIT", "YES"}


def test_its_help_text_is_the_tenants_own() -> None:
    tenant = Tenant("acme", "Acme", profile=Profile(help_text={"es": "Llame al 112"}))
    assert confirmation(Kind.HELP, "es", tenant) == "Llame al 112"
