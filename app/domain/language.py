"""Which of English, Spanish and Arabic a lead writes, from script and the commonest words.

Arabic written in Latin letters and digits (``kam el se3r``) is Arabic and is reported as such. A
text that tells nothing ("ok", "👍", a number) yields no language: the conversation's stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.domain.text import strip_marks

_WORD = re.compile(r"[^\W_]+")
_ENGLISH = (
    "the is are was you your i im we it of to and for in on at with what when where how much many "
    "can could do does have has need want would like please thanks thank hi hello there this that "
    "my me not dont be will any looking about price cost book appointment today tomorrow yes hey "
    "just get got if or but from am an been im ill id who why which information interested stop"
)
_SPANISH = (
    "el la los las un una unos es son esta estoy esta estan que de del en y para por con como "
    "cuanto cuanta cuando donde cual quiero quisiera necesito tengo tiene tienen puedo puede "
    "hola gracias buenas buenos dias tardes si mi mis me su sus muy mas hay precio cuesta cita "
    "hoy manana favor busco al lo le se pero porque ustedes usted nada algo hacer ser ya eso "
    "este estos quien soy tambien sin sobre desde hasta dejen mensajes"
)
_ARABIZI = (
    "salam salamo alaikum marhaba mar7aba ahlan shukran chokran keef kif kifak kifik shu shou "
    "wesh wain wen wayn feen fein bkam bikam kam 3andi 3andkom 3ndkom mumkin momken 7abibi "
    "inshallah "
    "yalla law samaht abgha abi bedi badi 3ayez 3ayza lazem tamam mish mesh ana enta inti hada "
    "el3arabi ya3ni bas aywa la2 la2a fi se3r el hal meta emta bukra bokra sho ayesh esh"
)
_TELLING = {"en": frozenset(_ENGLISH.split()), "es": frozenset(_SPANISH.split())}
_ARABIZI_WORDS = frozenset(_ARABIZI.split())
# A digit inside a word stands for an Arabic letter; one in front may also be "3bed" or "2nd".
_DIGIT_INSIDE = re.compile(r"^(?=.{4})[a-z]+[235679][a-z]+$")
_DIGIT_IN_FRONT = re.compile(r"^[37][a-z]{3,}$")
_SPANISH_SIGNS = re.compile(r"[ñ¿¡]|[áéíóú]", re.IGNORECASE)
_COMMON_ENDINGS = re.compile(r"(?:cion|ciones|mente|amos|emos|imos|ando|iendo|ados?|adas?)$")
_ENGLISH_ENDINGS = re.compile(r"(?:ing|tion|ed|ly|ness|ment|'s|wh\w+|th\w*)$")


@dataclass(frozen=True, slots=True)
class Guess:
    """A detected language, or an empty ``code``. ``margin`` is 0 (a coin) to 1 (certain)."""

    code: str
    margin: float
    is_arabizi: bool = False


def arabic_share(text: str) -> float:
    """Return the share of letters that are Arabic, 0 when there are none."""
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return 0.0
    return sum("\u0600" <= c <= "\u06ff" or "\u0750" <= c <= "\u077f" for c in letters) / len(
        letters
    )


def latin_share(text: str) -> float:
    """Return the share of letters that are Latin, 0 when there are none."""
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return 0.0
    latin = sum(c.isascii() or unicodedata.name(c, "").startswith("LATIN") for c in letters)
    return latin / len(letters)


def _arabizi(word: str) -> float:
    if word in _ARABIZI_WORDS or _DIGIT_INSIDE.match(word):
        return 1.0
    return 0.5 if _DIGIT_IN_FRONT.match(word) else 0.0


@lru_cache(maxsize=2048)
def detect(text: str) -> Guess:
    """Return the language of a text among ``en``, ``es`` and ``ar``."""
    if arabic_share(text) > 0.4:
        return Guess("ar", 1.0)
    if latin_share(text) < 0.6:
        return Guess("", 0.0)
    said = _WORD.findall(strip_marks(text))
    arabizi = sum(_arabizi(word) for word in said)
    english = sum(word in _TELLING["en"] for word in said)
    spanish = sum(word in _TELLING["es"] for word in said)
    english_score = english + 0.5 * sum(bool(_ENGLISH_ENDINGS.search(w)) for w in said)
    spanish_score = spanish + 0.5 * sum(bool(_COMMON_ENDINGS.search(w)) for w in said)
    spanish_score += 1.5 if _SPANISH_SIGNS.search(text) else 0.0
    if arabizi >= 1 and arabizi > max(english_score, spanish_score):
        return Guess("ar", arabizi / len(said), is_arabizi=True)
    total = english_score + spanish_score
    if total == 0 or english_score == spanish_score:
        return Guess("", 0.0)
    code = "en" if english_score > spanish_score else "es"
    return Guess(code, abs(english_score - spanish_score) / total)


def choose(
    texts: Sequence[str], conversation_language: str = "", languages: Sequence[str] = ("en",)
) -> str:
    """Return the language to answer in.

    Args:
        texts: the unanswered messages, oldest first; the newest that tells decides.
        conversation_language: what was used before, or empty.
        languages: the tenant's, the first being the last resort.
    """
    for text in reversed(texts):
        guess = detect(text)
        if guess.code:
            return guess.code
    return conversation_language or (languages[0] if languages else "en")
