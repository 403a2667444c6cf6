"""What is answered when no model can be asked: honest, useful and entirely from approved words.

The best approved FAQ when the search is sure of it, word for word; otherwise a plain
acknowledgement that a person will look, with the booking link; and then the next open question.
What the lead said to the question asked before is recorded by rule, so that a machine without any
key still qualifies. Nothing here can be wrong in a way that a person of the business did not
write.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.claims import claims_by_rule
from app.domain.confidence import is_question_like
from app.domain.knowledge import Retrieved, Scored
from app.domain.language import choose, detect
from app.domain.message import Message
from app.domain.prompt import question_of
from app.domain.tenant import Criterion, Tenant
from app.domain.text import word_set, words
from app.domain.tools import Claim

_GREETING = word_set(
    "hi hello hey yo good morning evening afternoon there",
    "hola buenas buenos dias tardes noches saludos",
    "مرحبا اهلا هلا السلام عليكم صباح مساء الخير النور",
)
_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "greeting": "Hello, thanks for writing to {name}!",
        "noted": "Thanks, noted.",
        "unknown": "Thanks for your message. I cannot answer that myself, so a colleague at "
        "{name} will look at it.",
        "received": "Thanks for your message, it has reached {name}.",
        "book": "You can choose a time here: {link}",
    },
    "es": {
        "greeting": "¡Hola, gracias por escribir a {name}!",
        "noted": "Gracias, anotado.",
        "unknown": "Gracias por su mensaje. No puedo responder a eso yo mismo, así que una "
        "persona de {name} lo verá.",
        "received": "Gracias por su mensaje, ha llegado a {name}.",
        "book": "Puede elegir una hora aquí: {link}",
    },
    "ar": {
        "greeting": "مرحبًا، شكرًا لتواصلك مع {name}!",
        "noted": "شكرًا، تم تسجيل ذلك.",
        "unknown": "شكرًا على رسالتك. لا أستطيع الإجابة عن ذلك بنفسي، وسيطّلع عليها أحد الزملاء "
        "في {name}.",
        "received": "شكرًا على رسالتك، لقد وصلت إلى {name}.",
        "book": "يمكنك اختيار الوقت المناسب من هنا: {link}",
    },
}


@dataclass(frozen=True, slots=True)
class FloorAnswer:
    """An answer without a model.

    ``faq_id`` and ``score`` (how surely it is right, 0 to 1) tell what it rests on, ``asks`` the
    criterion it asks about, ``claims`` what the lead's words settled; ``needs_person`` says that
    the lead's question stays open.
    """

    text: str
    language: str
    faq_id: str | None
    score: float
    asks: str | None
    claims: tuple[Claim, ...]
    needs_person: bool


def floor_answer(
    tenant: Tenant,
    found: Retrieved,
    unanswered: Sequence[Message],
    open_questions: Sequence[str],
    known: Mapping[str, str] | None = None,
    asked: str | None = None,
    conversation_language: str = "",
    today: date | None = None,
    max_chars: int = 0,
    may_ask: Sequence[str] | None = None,
) -> FloorAnswer:
    """Return the answer to the unanswered messages.

    Args:
        found: what the knowledge holds for them.
        unanswered: the lead's messages of this turn, oldest first.
        open_questions: criterion ids in the order of the score, before this turn.
        known: values in force; a criterion in it is not claimed again by rule.
        asked: the criterion our last message asked about.
        today: the lead's local date, for relative dates.
        max_chars: what does not fit is left out, the question first; 0 means no limit.
        may_ask: those of the open ones that may be asked about; None: all. What was asked often
            enough is not asked again, and its answer is heard all the same.
    """
    criteria = {criterion.id: criterion for criterion in tenant.profile.criteria}
    texts = [message.text for message in unanswered]
    language = choose(texts, conversation_language, tenant.languages)
    voice = language if language in _WORDS else _first_voice(tenant)
    still_open = [key for key in open_questions if key in criteria and key not in (known or {})]
    claims = claim_by_rule([criteria[key] for key in still_open], unanswered, asked, today)
    settled = {claim.criterion_id for claim in claims}
    clear = found.clear if _is_in(found.clear, voice) else None
    opening, needs_person = _opening(tenant, texts, voice, clear, bool(settled))
    lines = [opening]
    if needs_person and tenant.profile.booking_link:
        lines.append(_WORDS[voice]["book"].format(link=tenant.profile.booking_link))
    askable = still_open if may_ask is None else [key for key in still_open if key in may_ask]
    asks = next((key for key in askable if key not in settled), None)
    question = question_of(criteria[asks], voice, tenant.languages) if asks else ""
    text, is_asked = _fit(lines, question, max_chars)
    return FloorAnswer(
        text,
        voice,
        clear.passage.id if clear else None,
        round(found.confidence, 3) if clear else 0.0,
        asks if is_asked else None,
        claims,
        needs_person,
    )


def acknowledgement(tenant: Tenant, language: str) -> str:
    """Return the least that can be said: the message has arrived and a colleague will look.

    Our own words and the business's name, nothing else: there is nothing in it to be wrong.
    """
    voice = language if language in _WORDS else _first_voice(tenant)
    return _WORDS[voice]["unknown"].format(name=tenant.name)


def _fit(lines: Sequence[str], question: str, max_chars: int) -> tuple[str, bool]:
    """Return as much as fits, the first line always, and whether the question is in it."""
    for size, tail in ((len(lines), question), (len(lines), ""), (1, "")):
        text = " ".join((*lines[:size], tail)).strip()
        if not max_chars or len(text) <= max_chars:
            return text, bool(tail)
    return lines[0], False


def _is_in(clear: Scored | None, language: str) -> bool:
    """Tell whether a lead reads the answer in their own language; another is not for the floor."""
    return clear is not None and detect(clear.passage.text).code in ("", language)


def claim_by_rule(
    still_open: Sequence[Criterion],
    unanswered: Sequence[Message],
    asked: str | None,
    today: date | None = None,
) -> tuple[Claim, ...]:
    """Return what the lead's words plainly settle; see ``claims``."""
    return claims_by_rule(still_open, unanswered, asked, today=today)


def _opening(
    tenant: Tenant, texts: Sequence[str], voice: str, clear: Scored | None, has_settled: bool
) -> tuple[str, bool]:
    """Return the first sentence and whether a person must look."""
    say = _WORDS[voice]
    if clear is not None:
        return clear.passage.text.strip(), False
    if any(is_question_like(text) and not set(words(text)) <= _GREETING for text in texts):
        return say["unknown"].format(name=tenant.name), True
    if has_settled:
        return say["noted"], False
    if all(set(words(text)) <= _GREETING for text in texts):
        return say["greeting"].format(name=tenant.name), False
    return say["received"].format(name=tenant.name), True


def _first_voice(tenant: Tenant) -> str:
    return next((code for code in tenant.languages if code in _WORDS), "en")
