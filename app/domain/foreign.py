"""Names in a draft that are not this business's to say: other clients, people, places, brands.

Other clients' names are looked for in every dress: possessive, without their article, with signs
inside, in Arabic letters (compared by their consonants). Beside that, in languages with capitals,
a name that stands nowhere in the knowledge or the conversation is invented, or somebody else's.
What differs by a slip of the pen ("Ashely" for "Ashley") is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from app.domain.text import strip_marks, word_set, words

_ARTICLE = re.compile(r"^(?:the|el|la|los|las|al)\s+")
# Arabic letters, and what Latin letters they are written with; vowels tell nothing.
_SOUNDS = str.maketrans(
    {"ب": "b", "ت": "t", "ث": "t", "ج": "g", "ح": "h", "خ": "k", "د": "d", "ذ": "d", "ر": "r"}
    | {"ز": "z", "س": "s", "ش": "s", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "غ": "g", "ف": "f"}
    | {"ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "پ": "b", "ڤ": "f", "چ": "g"}
    | {"p": "b", "v": "f", "c": "k", "q": "k", "j": "g", "x": "k"}
)
_VOWELS = re.compile(r"[aeiouywاويعءh\W_\d]")
_DOUBLED = re.compile(r"(.)\1+")
_LEAST_SOUNDS = 5
_ARABIC_WORD = re.compile(r"[\u0621-\u064a\u067e\u06a4\u0686]+")
# A word of the name of a kind of business tells nothing by itself.
_KINDS = word_set(
    "hotel hostel inn lodge house guest restaurant bar cafe bistro grill clinic"
    " dental dentist centre",
    "center group company services service agency estate estates real properties realty plumbing",
    "plumbers law legal partners and the of by co ltd llc inc shop store studio salon spa hospital",
    "clinica hotel restaurante grupo centro inmobiliaria abogados taller servicios de del la el y",
)
# Capitals that are no names: beginnings, courtesy, calendar, languages, what everybody knows.
_COMMON = word_set(
    "i im ive id ill ok okay hi hello dear mr mrs ms miss dr sir madam hey thanks"
    " thank you yes no we",
    "our your the a an it if in on at for to is are and or but not please sorry ai"
    " faq sms tv id pdf",
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun",
    "january february march april may june july august september october november december",
    "english spanish arabic french german italian whatsapp google maps wifi internet gmt utc am pm",
    "christmas easter ramadan eid new year happy merry good morning afternoon"
    " evening night welcome",
    "hola buenos buenas dias tardes noches gracias senor senora don dona usted ud uds sr sra",
    "lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril"
    " mayo junio julio",
    "agosto septiembre octubre noviembre diciembre ingles espanol arabe navidad",
    "byob gps cv vip diy usd eur gbp sar aed usa uk us uae eu god lord",
)
# A capital of a script that has them.
_NAME_RUN = re.compile(
    r"[A-ZÀ-ÖØ-ÞΑ-ΩА-Я][\w'’&-]*(?:\s+(?:(?:of|and|the|de|del|la|y|by"
    r"|&)\s+)?[A-ZÀ-ÖØ-ÞΑ-ΩА-Я][\w'’&-]*)*"
)
_TITLE = re.compile(r"\b(?:Dr|Dra|Mr|Mrs|Ms|Prof|Sr|Sra)\.\s*$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:¡¿\n\"“«(]|-\s)\s*$")
_AT = re.compile(
    r"\b(?:at|with|by|from|called|named|see|visit|choose|try|ask for|en|con)\s+(?:the\s+)?$"
)
_DOES = re.compile(
    r"['’]s\b|(?:\s+(?:hotel|clinic|restaurant|bar|cafe|agency|group|team|staff|office))?"
    r"\s+(?:is|are|has|have|had|offers?|does|do|provides?|serves?|features?|charges?|costs?"
    r"|gets?|will|can|was|were|es|tiene|ofrece|cobra|hace)\b"
)
_LEAST_LETTERS = 4
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONGEST_WORD = 20
# Letters of a name in a row, whatever stands between them.
_LEAST_CLOSE = 10
# In one word with others: so many letters of the name, and so many more behind or before it.
_LEAST_IN_ONE, _GLUED_ON = 6, 6
_LEAST_GLUED = _LEAST_IN_ONE + _GLUED_ON


def other_names(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return those of some businesses' names that a text says, in whatever dress."""
    told = words(text)
    joined, letters = f" {' '.join(told)} ", "".join(told)
    glued = [word for word in told if len(word) >= _LEAST_GLUED]
    sounds = "" if text.isascii() else _sound_line(strip_marks(text))
    found = []
    for name, plain, close, sound in _all_dressed(tuple(names)):
        # "BravoDental", "b.r.a.v.o dental": the letters in a row.
        is_said = plain in joined and (f" {plain} " in joined or f" {plain}s " in joined)
        is_close = len(close) >= _LEAST_CLOSE and close in letters
        # "Bravosellshouses": a word that is longer by a word.
        is_glued = bool(close) and any(
            close in word for word in glued if len(word) >= len(close) + _GLUED_ON
        )
        if (plain and is_said) or is_close or is_glued or (sound and sound in sounds):
            found.append(name)
    return tuple(found)


@lru_cache(maxsize=64)
def _all_dressed(names: tuple[str, ...]) -> tuple[tuple[str, str, str, str], ...]:
    return tuple((name, *_dressed(name)) for name in names)


def _dressed(name: str) -> tuple[str, str, str]:
    """Return a name as plain words, as letters in a row, and by its sound; empty when too short."""
    full = " ".join(words(name))
    bare = _ARTICLE.sub("", full)
    # "The Oak" without its article is any oak.
    plain = bare if " " in bare else full
    close = plain.replace(" ", "")
    sound = "".join(_sound(word) for word in plain.split())
    is_told = len(sound) >= _LEAST_SOUNDS and " " in plain
    return (
        plain if len(plain) >= _LEAST_LETTERS else "",
        close if len(close) >= _LEAST_IN_ONE else "",
        sound if is_told else "",
    )


def _sound_line(folded: str) -> str:
    """Return how the Arabic words of a text sound, joined; empty when there are none."""
    said = _ARABIC_WORD.findall(folded)
    return "".join(_sound(word) for word in said)


def _sound(word: str) -> str:
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word.translate(_SOUNDS)))


def strange_names(text: str, known: frozenset[str], heard: frozenset[str]) -> tuple[str, ...]:
    """Return the names in a text that stand nowhere.

    Only where capitals mean a name: a run of two words, or one word used as a name is ("at X",
    "X offers"); never a text in capitals throughout.

    Args:
        known: the words of the business's texts and of its name, stripped of marks.
        heard: the words of the lead and of the facts.
    """
    if sum(map(str.isupper, text)) > sum(map(str.islower, text)):
        return ()
    found: dict[str, None] = {}
    for match in _NAME_RUN.finditer(text):
        said = [word for word in words(match[0]) if word not in ("s", "t", "re", "ll", "ve")]
        is_titled = bool(_TITLE.search(text, max(0, match.start() - 8), match.start()))
        is_start = not is_titled and bool(_SENTENCE_START.search(text, 0, match.start()))
        if is_start and said:
            # The first word of a sentence has a capital whatever it is.
            said = said[1:]
        strange = [w for w in said if not _is_known(w, known, heard)]
        is_name = bool(strange) and (len(said) > 1 or is_titled or _is_used_as_name(text, match))
        if is_name or (is_start and not said and _is_lone_name(text, match, known, heard)):
            found[match[0]] = None
    return tuple(found)


def _is_lone_name(
    text: str, match: re.Match[str], known: frozenset[str], heard: frozenset[str]
) -> bool:
    """Tell whether a sentence's first word is a name nobody knows: "Kaplan offers …"."""
    word = words(match[0])[0] if words(match[0]) else ""
    if not word or word in _ORDINARY or _is_known(word, known, heard):
        return False
    return bool(
        re.match(
            r"['’]s\b|\s+(?:offers|has|does|charges|provides|serves|costs)\b", text[match.end() :]
        )
    )


_ORDINARY = word_set(
    "it this that he she everyone everybody nobody somebody someone each which what who there here",
    "one another parking delivery breakfast wifi treatment service everything nothing something",
)


def _is_used_as_name(text: str, match: re.Match[str]) -> bool:
    if len(match[0]) < _LEAST_LETTERS:
        return False
    return bool(_AT.search(text, 0, match.start()) or _DOES.match(text, match.end()))


def _is_known(word: str, known: frozenset[str], heard: frozenset[str]) -> bool:
    if word in known or word in heard or word in _COMMON or len(word) < 3 or word in _KINDS:
        return True
    for tail in ("s", "es"):
        if word.removesuffix(tail) in known or word + tail in known:
            return True
    return 5 <= len(word) <= _LONGEST_WORD and _is_slip(word, known)


def _is_slip(word: str, known: frozenset[str]) -> bool:
    """Tell whether a known word differs by two neighbours swapped, or by one letter."""
    cuts = [(word[:at], word[at:]) for at in range(len(word))]
    if not known.isdisjoint([head + tail[1:] for head, tail in cuts]):
        return True
    if not known.isdisjoint([head + tail[1] + tail[0] + tail[2:] for head, tail in cuts[:-1]]):
        return True
    # A set is asked about many at once far faster than about one after the other.
    return not known.isdisjoint(
        [
            form
            for head, tail in cuts
            for letter in _LETTERS
            for form in (head + letter + tail[1:], head + letter + tail)
        ]
    )
