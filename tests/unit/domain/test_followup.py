"""What a turn looks up: full questions by themselves, follow-ups with what they lean on."""

from __future__ import annotations

import pytest

from app.domain.followup import Sought, is_follow_up, merged, seek, tells, unanswered
from app.domain.knowledge import Passage, Retrieved, Scored
from app.domain.message import Author, Message
from app.domain.usage import Usage

LEAD, US, OPERATOR, SYSTEM = Author.LEAD, Author.ASSISTANT, Author.OPERATOR, Author.SYSTEM
FOLLOW_UPS = [
    "and the price?",
    "what about Sunday?",
    "how much?",
    "ok, and how long does it take?",
    "do you have it in blue?",
    "is it open on Sundays?",
    "where is it?",
    "thanks! and the parking?",
    "and for children?",
    "what about the three-bedroom ones?",
    "does that include tax?",
    "y el precio?",
    "¿y los domingos?",
    "¿cuánto cuesta?",
    "¿dónde está?",
    "¿y para niños?",
    "¿y eso incluye el desayuno?",
    "¿lo tienen en azul?",
    "وكم سعره؟",
    "والسعر؟",
    "طيب والمدة؟",
    "وبالنسبة للأطفال؟",
    "ويوم الجمعة؟",
    "كم سعرها؟",
    "وهل عليه ضمان؟",
]
FULL = [
    "Do you allow pets?",
    "And do you have parking for trucks?",
    "What are your opening hours?",
    "How long does the implant take?",
    "What time do you open on Sunday?",
    "is it possible to pay by card?",
    "are you open this weekend?",
    "is there parking?",
    "price for 2 bedrooms near the park?",
    "¿Cuánto cuesta una limpieza dental?",
    "¿Y tienen estacionamiento?",
    "¿Aceptan mascotas?",
    "كم سعر تنظيف الأسنان؟",
    "وهل عندكم موقف سيارات؟",
    "هل لديكم مسبح؟",
    "وين مكتبكم؟",
]


def _talk(*said: tuple[Author, str]) -> list[Message]:
    return [Message(f"m{n}", "c", author, text, n) for n, (author, text) in enumerate(said)]


def _seek(*said: tuple[Author, str], language: str = "en", books: bool = False) -> Sought:
    sought = seek(_talk(*said), language, books)
    assert sought is not None
    return sought


@pytest.mark.parametrize("text", FOLLOW_UPS)
def test_it_knows_a_follow_up(text: str) -> None:
    assert is_follow_up(text)


@pytest.mark.parametrize("text", FULL)
def test_it_leaves_a_full_question_alone(text: str) -> None:
    assert not is_follow_up(text)


@pytest.mark.parametrize(
    ("question", "reply", "follow_up"),
    [
        ("Do you do dental implants?", "Yes, we do implants.", "and the price?"),
        ("¿Hacen implantes?", "Sí, hacemos implantes.", "¿y el precio?"),
        ("هل تزرعون الأسنان؟", "نعم، نزرع الأسنان.", "وكم سعره؟"),
    ],
)
def test_it_looks_a_follow_up_up_with_what_was_said_before(
    question: str, reply: str, follow_up: str
) -> None:
    sought = _seek((LEAD, question), (US, reply), (LEAD, follow_up))
    assert (sought.texts, sought.context) == ((follow_up,), (question, reply))
    assert sought.question == sought.resolved == f"{question} {follow_up}"
    assert sought.is_question


@pytest.mark.parametrize("text", FULL)
def test_it_looks_a_full_question_up_without_the_old_topic(text: str) -> None:
    before = ((LEAD, "Do you do dental implants?"), (US, "Yes, from 900 dollars."))
    sought = _seek(*before, (LEAD, text))
    assert (sought.context, sought.question, sought.resolved) == ((), text, "")


def test_it_goes_back_to_the_full_question_and_no_further() -> None:
    sought = _seek(
        (LEAD, "Do you allow pets?"), (US, "Yes."), (LEAD, "How much is an implant?"),
        (US, "From 900."), (LEAD, "and how long?"), (US, "Two hours."), (LEAD, "and the warranty?"),
    )  # fmt: skip
    assert sought.context == ("How much is an implant?", "and how long?", "Two hours.")


def test_it_leans_on_no_question_of_ours() -> None:
    said = "We do implants. What is your budget? Which day suits you?"
    sought = _seek((LEAD, "Do you do implants?"), (US, said), (LEAD, "and the price?"))
    assert sought.context == ("Do you do implants?", "We do implants.")


def test_it_leans_on_what_a_colleague_said() -> None:
    sought = _seek((LEAD, "implants?"), (OPERATOR, "We place them here."), (LEAD, "how long?"))
    assert sought.context[-1] == "We place them here."


def test_it_leans_on_nothing_at_the_beginning() -> None:
    sought = _seek((LEAD, "how much?"))
    assert (sought.context, sought.question) == ((), "how much?")


def test_it_bounds_what_it_leans_on() -> None:
    sought = _seek((LEAD, "implants " * 400), (US, "Yes, indeed. " * 400), (LEAD, "how much?"))
    assert all(len(text) <= 200 for text in sought.context)


def test_it_looks_several_messages_up_together_and_the_newest_questions_alone() -> None:
    sought = _seek(
        (LEAD, "Hello"), (LEAD, "Do you allow pets?"), (LEAD, "What are your hours?"),
        (LEAD, "we are a family of four"), (LEAD, "Is there parking?"),
    )  # fmt: skip
    assert sought.texts == (
        "Do you allow pets? What are your hours? we are a family of four Is there parking?",
        "Is there parking?",
        "What are your hours?",
    )
    assert (sought.message_id, sought.question) == ("m4", "Is there parking?")


def test_it_looks_one_message_up_once() -> None:
    assert _seek((LEAD, "hi"), (LEAD, "Is there parking?")).texts == ("Is there parking?",)


@pytest.mark.parametrize("text", ["hi", "ok", "thanks 👍", "hola, buenas tardes", "شكرا", "", "👍"])
def test_it_looks_nothing_up_for_a_nod(text: str) -> None:
    assert not tells(text)
    assert seek(_talk((LEAD, text)), "en") is None


@pytest.mark.parametrize("text", ["800k", "two bedrooms", "we are moving in May"])
def test_it_looks_up_what_is_told_without_calling_it_a_question(text: str) -> None:
    assert not _seek((LEAD, text)).is_question


@pytest.mark.parametrize(
    "text",
    [
        "are you a bot?",
        "can I talk to a real person?",
        "how are you?",
        "can I ask a question?",
        "hay alguien?",
        "هل أنت روبوت؟",
        "¿puedo hablar con alguien?",
    ],
)
def test_it_needs_no_knowledge_to_speak_of_ourselves(text: str) -> None:
    assert not _seek((LEAD, text)).is_question


def test_it_needs_no_knowledge_for_an_appointment_where_there_is_a_link() -> None:
    text = "can I book an appointment for Saturday?"
    assert not _seek((LEAD, text), books=True).is_question
    assert _seek((LEAD, text), books=False).is_question


@pytest.mark.parametrize("text", ["y el precio", "and the price", "وكم سعره"])
def test_it_hears_a_follow_up_ask_without_a_mark(text: str) -> None:
    assert _seek((LEAD, "implantes"), (US, "Sí."), (LEAD, text)).is_question


def test_it_looks_up_no_links() -> None:
    assert _seek((LEAD, "see https://example.com/x is this open?")).texts == ("see is this open?",)


def test_it_looks_up_no_reference_in_brackets() -> None:
    assert _seek((LEAD, "Is there parking? [q1a2b3-17-2]")).texts == ("Is there parking?",)


def test_it_counts_from_the_last_answer_of_anybody() -> None:
    history = _talk((LEAD, "a"), (US, "b"), (LEAD, "c"), (SYSTEM, "help text"), (LEAD, "d"))
    assert [message.text for message in unanswered(history)] == ["c", "d"]


def _found(
    *scores: tuple[str, float], is_clear: bool = False, cost: int | None = None
) -> Retrieved:
    hits = tuple(Scored(Passage(one, "faq", one, one, ""), score) for one, score in scores)
    usage = Usage("openai", "e", input_tokens=cost, cost_microusd=cost) if cost else None
    top = scores[0][1] if scores else 0.0
    return Retrieved(hits, top, top >= 0.25, is_clear, latency_us=10, usage=usage)


def test_it_merges_searches_by_score_and_once_each() -> None:
    both = merged([_found(("a", 0.4), ("b", 0.3)), _found(("b", 0.8), ("c", 0.1))])
    assert [(hit.passage.id, hit.score) for hit in both.hits] == [
        ("b", 0.8),
        ("a", 0.4),
        ("c", 0.1),
    ]
    assert (both.confidence, both.is_answered) == (0.8, True)


def test_it_lets_the_clear_answer_to_the_newest_question_lead() -> None:
    whole, newest, older = (
        _found(("w", 0.99)),
        _found(("n", 0.96), is_clear=True),
        _found(("o", 0.98), is_clear=True),
    )
    both = merged([whole, newest, older])
    assert both.clear is not None
    assert (both.clear.passage.id, both.confidence) == ("n", 0.96)


def test_it_adds_what_searches_cost() -> None:
    both = merged([_found(("a", 0.4), cost=3), _found(("b", 0.3), cost=4), _found()])
    assert both.usage is not None
    assert (both.usage.input_tokens, both.usage.cost_microusd, both.latency_us) == (7, 7, 30)


def test_it_merges_nothing_into_nothing() -> None:
    assert merged([]) == Retrieved()
    assert not merged([_found(), _found()]).is_answered
