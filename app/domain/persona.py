"""Drafts in which the assistant denies being an AI, or takes on a person's name or post.

Asked or not, it says what it is. English, Spanish and Arabic.
"""

from __future__ import annotations

import re

from app.domain.text import strip_marks, word_set, words

_POSTS = (
    r"receptionist|manager|owner|founder|doctor|dentist|nurse|lawyer|attorney|plumber|technician"
    r"|employee|secretary|realtor|salesman|saleswoman|therapist|engineer"
    r"|solicitor|barrister|broker|surgeon|physician|hygienist|electrician|builder|architect"
    r"|accountant"
)
_BEING = r"human(?: being)?|person|man|woman|girl|guy|lady|flesh and blood"
_MACHINE = (
    r"ai|a\.i\.|bot|chat ?bot|robot|machine|computer|program|software|algorithm|automated|automatic"
    r"|artificial|virtual|language model|assistant program"
)
_DENIES = re.compile(
    rf"\bi(?:'m| am| was)(?: definitely| certainly| really| actually)? (?:not|no"
    rf"|never) (?:an? |some )?"
    rf"(?:{_MACHINE})\b|\bi ?(?:ai|a)n'?t (?:an? )?(?:{_MACHINE})\b"
    rf"|\bi(?:'m| am)(?: definitely| certainly| really| actually| just| indeed"
    rf"| as)* (?:an? |one |the )?"
    rf"(?:(?:real|actual|living|live|normal|fellow|very much|100%|fully)[ -,]*)*(?:{_BEING})\b"
    rf"|\bi(?:'m| am) (?:an? |the |your )(?:\w+ )?(?:{_POSTS})\b"
    r"|\bas an? (?:human|real person|woman|man|mother|father)\b"
    r"|\b(?:you(?:'re| are)|this is|it'?s) (?:now )?(?:talking|chatting|speaking"
    r"|texting|messaging)?"
    r" ?(?:to|with)? ?an? (?:real |actual |live )+(?:human|person|woman|man)\b"
    r"|\b(?:talking|chatting|speaking|texting) (?:to|with) an? (?:real |actual "
    r"|live )?(?:human|person)"
    r"(?: here| now| at)?\b|\b(?:no|not any) (?:bots?|robots?|ai|machines?) here\b"
    rf"|\bthis is(?: definitely)? not an? (?:{_MACHINE})\b|\bthere(?:'s| is) no (?:ai|bot|robot)\b"
    rf"|\bno,? i(?:'m| am) (?:not|human|real)\b(?! sure| able| certain| aware)"
    r"|\b(?:yo )?no soy (?:un |una |ningun |ninguna )?(?:bot|robot|ia|maquina|programa"
    r"|chatbot|ordenador"
    r"|inteligencia|asistente (?:virtual|automatic)|sistema|computadora)"
    r"|(?<!no )\bsoy (?:un |una |la |el )?(?:verdader[oa] |autentic[oa] )?(?:human[oa]"
    r"|persona(?! no)"
    r"|ser humano|de carne y hueso|chic[oa]|mujer|hombre|recepcionista|encargad[oa]"
    r"|gerente|duen[oa]"
    r"|doctora?|dentista|abogad[oa]|fontaner[oa]|secretari[oa]|emplead[oa])\b"
    r"|(?<!no )\b(?:habla|hablas|hablando|chateando|chatea) con una? (?:persona"
    r"|human[oa]|ser humano)"
    r"|\bno (?:hay|es|somos) (?:ningun |ninguna |un |una )?(?:bots?|robots?|maquinas?)\b"
    r"|(?<!\w)و?(?:انا|اني|نعم انا|بل) (?:هو |هي )?(?:انسان|شخص حقيقي|بشر|بشري|موظف|موظفه"
    r"|(?:ال)?مديره?"
    r"|طبيب|طبيبه|سكرتيره|رجل|امراه)(?! افتراضي| الي)"
    r"|(?<!\w)(?:لست|ماني|مو|مش|ما انا|انا مو|انا مش) (?:ب)?(?:روبوت|بوت|اليا|اله"
    r"|برنامج|ذكاء|الذكاء)"
    r"|(?<!\w)(?:تتحدث|تتكلم|تحكي|تتواصل) مع (?:انسان|شخص حقيقي|موظف|بشر)"
)
_TOLD = word_set(
    "i human person ai bot bots robot robots machine machines woman man mother father soy somos",
    "persona humano humana hay es",
)
_WORD = re.compile(r"[a-z]+")
_NAMES_ITSELF = re.compile(
    r"\b(?:[Mm]y name(?: is|['’]s)|[Cc]all me|[Mm]e llamo|[Mm]i nombre es|[Ll]e (?:habla|atiende)"
    r"|[Tt]e (?:habla|atiende))\s+(?P<told>[^\W\d_]+)"
    r"|\b(?:I['’]m|I am|[Tt]his is|[Ii]t['’]s|[Ss]oy)\s+(?:Dr\.?\s+|Mr\.?\s+|Mrs\.?\s+"
    r"|Ms\.?\s+|la\s+)?"
    r"(?P<from>[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+)(?:\s+[A-Z][\w-]+)?"
    r"(?=\s*(?:from|with|at|speaking|here|and I|de la|de|del|y le|y te)\b"
    r"|\s*[,!.]?\s*(?:your|su|tu)\b"
    r"|\s*[,.!]\s*(?:from|how|what|the|la|de|del)\b)"
    r"|(?<!\w)(?:اسمي|معك|معكم|معاك)\s+(?P<ar>[\u0621-\u064a]+)(?=\s+(?:من|في|ب)|\s*[،.!]|\s*$)"
)
_NO_NAMES = word_set(
    "sorry afraid glad happy delighted here not me us anytime on at any back later when if once"
    " today tomorrow كل فريق خدمه مساعد المساعد حق الان دائما your the an"
)
_HONEST = re.compile(
    r"\b(?:ai|a\.i\.|virtual|digital|automated|assistant|asistente|ia"
    r"|inteligencia artificial|bot)\b"
    r"|(?:المساعد|مساعد|افتراضي|ذكاء|الالي)"
)


def denies_ai(text: str) -> bool:
    """Tell whether a text denies that an AI writes, or claims a person's being or post."""
    plain = strip_marks(text)
    # One of these stands in whatever is looked for.
    if plain.isascii() and _TOLD.isdisjoint(_WORD.findall(plain)):
        return False
    return _DENIES.search(plain) is not None


def takes_name(sentence: str, business: str = "") -> bool:
    """Tell whether a sentence gives the writer a person's name without saying that it is an AI.

    Args:
        business: the business's name, which is no person's.
    """
    match = _NAMES_ITSELF.search(sentence)
    if match is None or _HONEST.search(strip_marks(sentence)):
        return False
    name = strip_marks(match["told"] or match["from"] or match["ar"] or "")
    return name not in _NO_NAMES and name not in words(business)
