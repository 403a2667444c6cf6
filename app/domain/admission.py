"""Whether a reply to a question that nothing answers is honest, or states something all the same.

Where the knowledge holds no answer and the reply cites nothing, only this may be said: that we do
not know, that a colleague looks, an offer to help, a courtesy, a question, what we are, and what
stands in the business's own words. Anything else is a statement nobody vouches for. Decided clause
by clause from short patterns in English, Spanish and Arabic; what is not recognised counts as a
statement, so a clumsy admission costs one repair and never a made-up fact. (Measured: of 300
replies people wrote from a business's texts, judged without those texts, none passes.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.domain.evidence import LINK, Evidence, Statement, sentences, statements_of, telling_words
from app.domain.followup_words import COURTESY
from app.domain.text import strip_marks, word_set, words

# Of a clause's telling words so many must stand in one statement of the business.
_SAME = 0.75
_FEW_WORDS = 2
_BEFORE_A_LINK = 4
_CLAUSES = re.compile(
    r"[,;:،؛—–]\s+|\s-\s|\b(?:but|however|although|though|so|pero|aunque|asi que)\b"
    r"|\b(?:لكن|غير ان)\b"
    r"|\band (?=(?:we|you|it|they|there|our|i|a|\w+ (?:is|are|has|have|costs?))\b)"
    r"|\by (?=(?:\w+ )?(?:es|son|esta|estan|cuesta|tenemos|ofrecemos|hay|puede|un|una|he|lo)\b)"
    r"|\sو(?=(?:لدينا|عندنا|يوجد|نقدم|يمكن|قد|سوف|س))"
)
_VERBS = word_set(
    "is are was has have had costs cost can open opens close closes offer offers include includes",
    "free yes allowed accept accepts es son esta estan hay tenemos ofrecemos cuesta incluye gratis",
    "si puede لدينا عندنا يوجد نقدم نعم مجاني يمكن يمكنك",
)
# In a sentence that asks: how its clauses begin that ask too, and that state.
_ASKS = re.compile(
    r"^\W*(?:and |or |y |o )?(?:is|are|do|does|did|can|could|would|will|shall|should|may|have|has"
    r"|what|which|when|where|how|who|es|son|tiene|puede|quiere|cual|cuando|donde|como|هل)\b"
)
_SUBJECT = re.compile(
    r"^\W*(?:and |y )?(?:we|our|it|its|they|there|the|this|that|yes|no"
    r"|el|la|los|las|nuestr\w+|si)\b"
)
_AGREES = word_set(
    "yes yeah yep absolutely definitely certainly course sure",
    "si claro supuesto efectivamente",
    "نعم ايوه اكيد بالتاكيد بالطبع طبعا اجل",
)
_DENIES = word_set("no nope لا كلا")
_POLITE = (
    COURTESY
    | _AGREES
    | word_set(
        "question message asking writing write reaching out contacting interest dear afraid",
        "unfortunately apologies apologise apologize understand welcome pleasure moment noted",
        "reached received understood down ref reference touch get getting",
        "i m s d ll re ve t im id me my us our about for to that so with at",
        "pregunta mensaje escribir escribirnos contactar contactarnos interes lamento siento",
        "disculpe entiendo buena lo me mi nos a ha por con anotado llegado recibido nota tomo",
        "سؤالك رسالتك تواصلك لتواصلك اهتمامك لاهتمامك اسف اسفه عذرا نعتذر للاسف سوالك مع تم",
        "تسجيل ذلك وصلت الي",
    )
)
_NOT_KNOWING = (
    # What we ourselves cannot do is ours to say, whatever it is.
    r"\bi(?:'m| am)? (?:cannot|can'?t|can not|not able to|unable to|won'?t be able to)\b"
    r"|\bno (?:puedo|podria)\b|\bلا (?:استطيع|يمكنني|اقدر)\b",
    r"\b(?:i|we)(?:'m| am|'re| are)? (?:do not|don'?t|cannot|can'?t|can not|could ?n'?t|not"
    r"|aren'?t)(?: \w+)?(?: able to)? (?:know|sure|certain|say|answer|tell|confirm|find|give|help"
    r"|speak|aware|see|advise|comment)\b",
    r"\bnot (?:sure|certain|aware)\b|\bunsure\b|\bunable to\b",
    r"\b(?:i|we) (?:do not|don'?t)(?: \w+){0,2} have(?: \w+){0,4}? (?:information|info|details?"
    r"|answer|data|hand|facts?)\b",
    r"\b(?:no|not any|without) (?:information|info|details|data|answer)\b",
    r"\bno (?:lo )?(?:se|sabria)\b|\bdesconozco\b|\bno (?:estoy|estamos) segur[oa]s?\b",
    r"\bno (?:puedo|podemos|podria|sabria) (?:responder|contestar|confirmar|decir|asegurar|ayudar"
    r"|indicar|dar)\w*",
    r"\bno (?:tengo|tenemos|dispongo|disponemos|cuento|encuentro)(?: \w+){0,4}?"
    r" (?:informacion|datos?|detalles?|respuesta|mano)\b",
    r"\bلا (?:اعرف|اعلم|ادري|نعلم|نعرف)\b|\bلست متاكد|\bما (?:اعرف|ادري|عندي فكره)\b",
    r"\bلا (?:استطيع|يمكنني|نستطيع|يمكننا|اقدر)\b.{0,20}(?:اجاب|اجيب|رد|جزم|تاكيد|اؤكد|اوكد|مساعد"
    r"|افاد)",
    r"(?:لا|ليس\w*|ما)\b.{0,24}(?:معلوم|تفاصيل|اجابه)",
)
_PEOPLE_AR = r"(?:زميل|زملا|فريق|شخص|موظف|مختص|احد)"
_DOING_AR = (
    r"(?:حول|احال|نقل|ابلغ|سال|عرض|طلع|رد|تواصل|متابع|تابع|كتب|نظر|ساعد|جيب|راجع|سؤال|سوال|رسال"
    r"|استفسار)"
)
_HANDING_OVER = (
    r"\b(?:colleagues?|team|someone|somebody|person|human|staff|specialist|advis[oe]r|agent|expert"
    r"|manager)\b.*\b(?:pass\w*|hand\w*|ask\w*|forward\w*|check\w*|look\w*|take over|take it"
    r"|get back|contact\w*|reach\w*|write|answer\w*|reply|help\w*|follow|confirm\w*|review\w*"
    r"|your (?:question|message|request)|know)\b",
    r"\b(?:pass\w*|hand\w*|ask\w*|forward\w*|check\w*|connect\w*|bring\w*|shar\w*|sent|send)\b.*"
    r"\b(?:colleagues?|team|someone|somebody|person|human|staff|specialist|advis[oe]r|manager)\b",
    r"\b(?:companer\w+|colegas?|equipo|alguien|persona|asesora?|especialista|responsable)\b.*"
    r"\b(?:pas\w+|ver\w+|revis\w+|consult\w+|respond\w+|contact\w+|atend\w+|confirm\w+|escrib\w+"
    r"|ayud\w+|mir\w+|remit\w+|traslad\w+|avis\w+|pregunta|mensaje)\b",
    r"\b(?:pas\w+|remit\w+|traslad\w+|derivad?\w*|consult\w+|avis\w+|pregunt\w+)\b.*"
    r"\b(?:companer\w+|colegas?|equipo|alguien|persona|asesora?|especialista|responsable)\b",
    rf"{_PEOPLE_AR}.*{_DOING_AR}|{_DOING_AR}.*{_PEOPLE_AR}",
    # The rest of "a colleague has it, and will write to you".
    r"\b(?:will|shall)(?: \w+)? (?:write|reply|answer|get back|be in touch)\b.*\byou\b"
    r"|\b(?:le|te|les) (?:escribira|respondera|contactara|contestara)\b|^س(?:يكتب|يرد|يتواصل)",
)
_OFFERING = re.compile(
    r"\b(?:help|assist|glad|gladly|happy|pleasure|delighted)\b"
    r"|\b(?:ayudar\w*|encantad[oa]|gusto)\b|(?:مساعد|يسعد|اساعد|خدمت)"
)
_OURSELVES = re.compile(
    r"\b(?:ai|assistant|virtual|automated|bot|robot|machine)\b|\b(?:ia|asistente|virtual)\b"
    r"|\bnot a (?:person|human)\b|\bno (?:soy )?una persona\b"
    r"|(?:مساعد|افتراضي|الي\b|ذكاء|لست شخص)"
)
_ADMITS = re.compile("|".join(_NOT_KNOWING))
_HANDS_OVER = re.compile("|".join(_HANDING_OVER))


def admits(plain: str) -> bool:
    """Tell whether a text, stripped of marks, says that we do not know or cannot do something."""
    return _ADMITS.search(plain) is not None


def unfounded(
    text: str, evidence: Evidence, name: str = "", references: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the clauses of a reply that state what nobody vouches for; none in an honest one.

    Args:
        evidence: of the business's own words.
        name: the business's name, which states nothing.
        references: order numbers and the like that the lead wrote; they are only repeated.
    """
    found: list[str] = []
    harmless = _POLITE | word_set(name, *references)
    for sentence in sentences(text):
        found += _of_sentence(sentence, evidence, harmless)
    return tuple(found)


def _of_sentence(sentence: str, evidence: Evidence, harmless: frozenset[str]) -> list[str]:
    if _is_repeated(sentence, evidence):
        return []
    plain = LINK.sub(" ", strip_marks(sentence))
    found: list[str] = []
    kinds: set[str] = set()
    clauses = _CLAUSES.split(plain)
    if sentence.rstrip().endswith(("?", "؟")):
        # "The rooms are big, would you like to book one?" asks in its last clause only; what
        # leads to a question ("to find the right one: …") has no subject of its own.
        clauses = [one for one in clauses[:-1] if _may_state(one)]
    for clause in clauses:
        bare = clause.strip(" .!¡\"'")
        telling = telling_words(bare) - harmless
        kind = _kind(bare, telling)
        if kind == "states" and len(telling) <= _BEFORE_A_LINK and LINK.search(sentence):
            # "You can choose a time here": the link says the rest, and is looked at by itself.
            kind = "keeps"
        # "I cannot confirm the price, the dates": the rest of a list belongs to its verb.
        is_rest = len(telling) <= _FEW_WORDS and not _VERBS & set(bare.split())
        if kind == "states" and not ("admits" in kinds and is_rest):
            found += [] if _is_repeated(bare, evidence) else [bare]
        kinds.add(kind)
    if found:
        return found
    # "Yes" with nothing behind it is an answer; so is "no", unless it opens "no, I do not know".
    is_kept = "keeps" in kinds or ("denies" in kinds and "admits" in kinds)
    return [plain.strip()] if {"agrees", "denies"} & kinds and not is_kept else []


def _may_state(clause: str) -> bool:
    """Tell whether a clause of a sentence that asks may state something."""
    if _ASKS.search(clause):
        return False
    return bool(_SUBJECT.search(clause) or _VERBS & set(words(clause)))


def _kind(bare: str, telling: frozenset[str]) -> str:
    """Return what a clause does: admits, keeps (hands over, offers), agrees, denies, states."""
    if _ADMITS.search(bare):
        return "admits"
    if _HANDS_OVER.search(bare) or _OURSELVES.search(bare):
        return "keeps"
    offered = {word for word in telling if _OFFERING.search(word)}
    if offered and len(telling - offered) <= 1:
        return "keeps"
    if telling:
        return "states"
    said = set(words(bare))
    if said & _AGREES:
        return "agrees"
    return "denies" if said & _DENIES else "polite"


def _is_repeated(text: str, evidence: Evidence) -> bool:
    """Tell whether the business itself says this, in about these words."""
    mine = statements_of(text)
    return bool(mine) and all(
        any(_holds(theirs, one) for theirs in evidence.statements) for one in mine
    )


def _holds(theirs: Statement, mine: Statement) -> bool:
    if theirs.is_negative != mine.is_negative:
        return False
    own = {_root(word) for word in theirs.words}
    return sum(_root(word) in own for word in mine.words) >= _SAME * len(mine.words)


def _root(word: str) -> str:
    return word.rstrip("s")[:4]
