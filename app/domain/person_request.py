"""Tells whether a lead asks for a person instead of the assistant.

Deterministic and before any model: who asks for a person gets one. A wish may be told (to speak
with somebody, to be put through, to be called) or be a complaint about being left to a machine.
Words that are often mistyped are brought to their form first, once something beside them says
that it may matter.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from app.domain.consent_text import bounded, fold, has_latin, said
from app.domain.consent_words import is_english_alone, words_of
from app.domain.person_phrases import (
    ARABIC,
    ARABIC_NOT,
    ENGLISH,
    ENGLISH_NOT,
    SPANISH,
    SPANISH_NOT,
)
from app.domain.person_phrases_more import OTHER_SCRIPTS, OTHERS_LATIN

# Most messages hold none of these and are done; written as ``fold`` leaves them, so as to be
# found in the middle of words too.
_HINTS = re.compile(
    fold(
        r"agen|human|person|people|pers|spek|pass |colleague|owner|boss|hand me|platic|"
        r"contacto|duen|نهدر|اتفاهم|some ?on|some ?bod|any ?on|any ?bod|operat|represent|"
        r"\brep\b|advis|"
        r"assista|manag|superv|staff|speak|talk|chat|reach|contact|connect|transfer|through|"
        r"thru|"
        r"call|ring me|phone|bot\b|bots\b|robot|machine|automat|canned|scripted|escalat|"
        r"reception|team please|"
        r"desk|service|habl|llam|marc|marqu|asesor|humano|alguien|maquina|ejecutiv|encargad|"
        r"gerente|pasa|pase|"
        r"comuni|atend|atien|شخص|موظف|انسان|بشر|احد|حد|مندوب|مسوول|مسءول|مدير|خدمه|ادم|وكيل|"
        r"حول|اتصل|كلم|"
        r"روبوت|بوت|اله|الي|رد|جاهز|تكلم|تحدث|احكي|falar|conversar|pessoa|liga|atendente|parl|"
        r"quelqu|"
        r"humain|conseiller|appel|mensch|mitarbeiter|jemand|ruf|berater|chiam|qualcuno|uman|"
        r"mens|medewerker|"
        r"bel |czlowiek|konsultant|osob|zadzwo|kims|insan|temsilci|yetkili|biri|arayin|"
        r"manniska|prata|tala|ring mig|"
        r"orang|manusia|admin|\bcs\b|telepon|hubungi|makausap|kausap|tawagan|nguoi|nhan vien|"
        r"goi|baat|mujhe|"
        r"[\u0370-\u05ff\u0900-\u0dff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
    )
)
_OFTEN_MISTYPED = (
    *("agent", "agents", "person", "human", "operator", "assistant", "representative", "someone"),
    *("somebody", "anyone", "advisor", "manager", "supervisor", "speak", "speaking", "talk"),
    *("talking", "chat", "chatting", "contact", "contacting", "transfer", "connect", "customer"),
    *("persona", "alguien", "agente", "asesor", "operador", "representante", "humano", "hablar"),
)


def _without_one(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


_EXACT = frozenset(_OFTEN_MISTYPED)
# Words that one slip turns into one of those, and that mean themselves.
_THEMSELVES = words_of(
    "that what walk tank chart cat hat take talks tall task humans humano humana humain humains "
    "personal personas agente agency urgent parent rent sent ant gent contract contacts content "
    "intact asesora operatore operatori parlare speaks spear speck peak weak managers manage "
    "transfers connects cheat chant coat chap flat char hablan hablas hablo agentes humanos "
    "asesores customers customs custom costume"
)
_SLIPS = {slip: word for word in _OFTEN_MISTYPED for slip in (*_without_one(word), word)}


# A wish with a slip of the finger in it is short; a letter has been looked over.
_SHORT_WORDS = 30


def _compiled(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(bounded(one) for one in phrases))


_Rule = tuple[re.Pattern[str], re.Pattern[str] | None]


@cache
def _latin_rules() -> tuple[_Rule, ...]:
    """Return each language's wishes and what voids them; compiled at the first need."""
    return (
        (_compiled(ENGLISH), re.compile(bounded(ENGLISH_NOT))),
        (_compiled(SPANISH), re.compile(bounded(SPANISH_NOT))),
        (_compiled(OTHERS_LATIN), None),
    )


@cache
def _other_rules() -> tuple[_Rule, ...]:
    return ((_compiled(ARABIC), re.compile(bounded(ARABIC_NOT))), (_compiled(OTHER_SCRIPTS), None))


def wants_person(text: str) -> bool:
    """Tell whether the message asks for a human being of the business.

    Args:
        text: any length; the beginning counts (``consent_text.MAX_CHARS``).
    """
    flat = said(text)
    if not _HINTS.search(flat):
        return False
    if not flat.isascii():
        latin = _latin_rules() if has_latin(flat) else ()
        return any(_wishes(flat, *rule) for rule in (*_other_rules(), *latin))
    words = flat.split(" ")
    rules = _latin_rules()[:1] if is_english_alone(flat, words) else _latin_rules()
    if any(_wishes(flat, *rule) for rule in rules):
        return True
    if len(words) > _SHORT_WORDS:
        return False
    corrected = " ".join(map(_corrected, words))
    return corrected != flat and any(_wishes(corrected, *rule) for rule in rules[:2])


def _wishes(flat: str, wishes: re.Pattern[str], voids: re.Pattern[str] | None) -> bool:
    for found in wishes.finditer(flat):
        before = flat[: found.start()].rpartition(" .")[2].strip()
        if not (voids and before and voids.search(before)):
            return True
    return False


@lru_cache(maxsize=4096)
def _corrected(word: str) -> str:
    """Return the word, or the one it was most likely meant to be (one letter off)."""
    if len(word) < 4 or word in _EXACT or word in _THEMSELVES:
        return word
    for shorter in (word, *_without_one(word)):
        meant = _SLIPS.get(shorter)
        if meant and _is_slip(word, meant):
            return meant
    return word


def _is_slip(word: str, meant: str) -> bool:
    """Tell whether one letter is too many, missing, or out of place; in long words, another."""
    if len(word) == len(meant):
        return len(word) > 4 or sorted(word) == sorted(meant)
    return abs(len(meant) - len(word)) == 1
