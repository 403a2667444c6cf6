"""The options of a criterion that a clause names.

Singular and plural, and Arabic with its article and prepositions, are the same word. Without
having been asked, an option counts only in a wish, or where it begins what is said ("a villa
please"), and words that mean something everywhere ("home", "other", "now") never do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.domain.claiming.clauses import Clause, Said
from app.domain.text import strip_marks, word_set

_EVERYWHERE = word_set(
    "yes no other others any none both either all new old now later today tomorrow soon maybe "
    "unsure unknown private public business personal home work open small medium large big hot "
    "cold one two three four five first second online phone email call text self me us family "
    "single couple group good bad high low morning afternoon evening weekend weekday whatever",
    "si otro otra otros ninguno ambos ahora luego hoy manana pronto nuevo nueva casa trabajo "
    "pequeno grande mediano familia solo sola uno dos tres manana tarde noche",
    "نعم لا اخري اخر غير كلاهما الان لاحقا اليوم غدا قريبا جديد قديم صغير كبير متوسط عائلي واحد",
)
_WORD = re.compile(r"[^\W_]+")
_ARABIC_FRONT = re.compile(r"^(?:وال|بال|فال|كال|لل|ال)(?=\w{3})")
_OPENING = re.compile(
    r"\W*(?:(?:hi|hello|hey|yes|yeah|no|ok|okay|well|just|maybe|probably|definitely|actually|sorry|"
    r"rather|i mean|make it|make that|the|a|an|some|furnished|new|nice|good|small|large|big|"
    r"(?:\d{1,2}|one|two|three|four|five|six)[ -]?(?:br|bed|bedrooms?|beds|bed rooms?)|"
    r"hola|si|bueno|pues|un|una|unos|unas|el|la|los|las|mejor|perdon|نعم|لا|مرحبا|طيب)\W+){0,5}$"
)


@dataclass(frozen=True, slots=True)
class Named:
    """An option, spelled as the tenant spells it, and where it stands in ``Said.flat``.

    ``is_plain`` says that it is unmistakable without having been asked for.
    """

    option: str
    start: int
    end: int
    is_plain: bool


def find_options(options: Sequence[str], said: Said, clause: Clause) -> list[Named]:
    """Return the options a clause names in order, the longer instead of one inside it."""
    if not any(_begins(option) in said.flat for option in options):
        return []
    words = list(_WORD.finditer(said.flat, clause.start, clause.end))
    stems = [_stem(word[0]) for word in words]
    found: list[Named] = []
    for option in sorted(options, key=len, reverse=True):
        wanted = _stems_of(option)
        size = len(wanted)
        for at in range(len(stems) - size + 1 if size else 0):
            if tuple(stems[at : at + size]) != wanted:
                continue
            start, end = words[at].start(), words[at + size - 1].end()
            if not any(other.start <= start and end <= other.end for other in found):
                found.append(Named(option, start, end, _is_plain(option, said, clause, start)))
    return sorted(found, key=lambda one: one.start)


def _is_plain(option: str, said: Said, clause: Clause, start: int) -> bool:
    """Tell whether an option is unmistakable without having been asked for."""
    words = [word for word in _WORD.findall(strip_marks(option)) if word not in _EVERYWHERE]
    if not words or all(word.isdigit() for word in words):
        return False
    return clause.wishes or _OPENING.match(said.flat[clause.start : start]) is not None


@lru_cache(maxsize=2048)
def _stems_of(option: str) -> tuple[str, ...]:
    return tuple(_stem(word) for word in _WORD.findall(strip_marks(option)))


@lru_cache(maxsize=2048)
def _begins(option: str) -> str:
    """Return letters without which a text does not name an option, for a cheap first look."""
    stems = _stems_of(option)
    return stems[0][:3] if stems else "\0"


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    """Return a word without its plural and its Arabic article."""
    if word.isascii():
        if len(word) > 4 and word.endswith("ies"):
            return word[:-3] + "y"
        if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
            return word[:-2] if word.endswith(("ches", "shes", "xes", "nes", "les")) else word[:-1]
        return word[:-1] if len(word) > 4 and word.endswith("e") else word
    bare = _ARABIC_FRONT.sub("", word)
    return bare.removesuffix("ات").removesuffix("ه") if len(bare) > 3 else bare
