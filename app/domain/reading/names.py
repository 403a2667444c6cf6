"""The name a lead gives: theirs, or the one a booking stands under.

A name is what stands where names stand ("my name is …", "under …", «a nombre de …», «باسم …») and
is no common word. Where a cue is weak ("for …", "it's …") capitals must speak for it, or a known
given name. Asked for a name, what is left of a short message is the name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from app.domain.reading.common_words import GIVEN_NAMES, NOT_NAMES
from app.domain.text import strip_marks, word_set

MAX_CHARS = 600
MAX_WORDS = 4

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_AFTER = r"[\s:\"“«]+"
# What follows these is a name, in any spelling.
_STRONG = re.compile(
    r"\b(?:(?:my|the|his|her|our|its)\s+(?:full\s+|first\s+|last\s+|sur)?name(?:'?s|\s+is|\s+would"
    r"\s+be)?|last\s+name(?:\s+is)?|first\s+name(?:\s+is)?|surname(?:\s+is)?|name\s*(?:is|:|=)"
    r"|(?:under|in|on|by|for)\s+(?:the\s+)?(?:name\s+)?names?(?:\s+of)?|under|on\s+behalf\s+of"
    r"|(?:you\s+)?(?:can|may|could)\s+(?:just\s+)?call\s+(?:me|be)|call\s+me|they\s+call\s+me"
    r"|(?:i|people)\s+(?:go|goes)\s+by|i'?m\s+called|name'?s"
    r"|me\s+llamo|mi\s+nombre\s+es|(?:a|en|al)\s+nombre\s+de|de\s+parte\s+de|nombre\s*:"
    r"|mi\s+apellido\s+es|apellido|les?\s+habla|le\s+escribe"
    r"|اسمي|إسمي|باسم|بإسم|بأسم|الاسم|معك|معاك)(?=[\s:])",
    re.IGNORECASE,
)
# What follows these is a name only when it looks like one.
_WEAK = re.compile(
    r"\b(?:this\s+is|i\s+am|i'?m|i’m|it'?s|it’s|it\s+is|for|to|from|with|is|that'?s|of|soy|para|pay"
    r"|paid|أنا|انا|ل)(?=\s)",
    re.IGNORECASE,
)
# What stands before these is a name.
_BEFORE = re.compile(
    r"(?:^|[.!?,]\s*)(?P<name>[^\W\d_][^\d,.!?]{1,60}?)\s*,?\s+(?:is\s+(?:my|the|his|her)\s+"
    r"(?:full\s+)?name|is\s+what\s+(?:you\s+can|they|you\s+may|people)\s+call\s+me|(?:has|have|had)"
    r"\s+(?:a\s+|an\s+)?(?:booking|reserv|appointment|table)|here\b|speaking\b|es\s+mi\s+nombre)",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"name|under|call|behalf|this\s+is|\bi'?m|\bi\s+am|\bit'?s|\bfor\b|\bgo\s+by|here|speaking"
    r"|has\s+a|apellido|nombre|llamo|soy|parte|habla|escribe|para|اسم|إسم|أسم|معك|معاك|نا\s",
    re.IGNORECASE,
)
_PLACES = re.compile(
    r"\b(?:restaurant|cuisine|neighbou?rhood|called|named|looking|search\w*|hotel|near|caf[eé]|food)"
    r"\b",
    re.IGNORECASE,
)
_BOOKING = re.compile(
    r"\b(?:book|reserv|table|appointment|meeting|cancel|transfer|order|cita)", re.IGNORECASE
)
_FILLERS = word_set(
    "it its is be yes sure ok okay hi hello hey sir um uh well so please thanks "
    "first last name thank you no and es"
)


class Name(NamedTuple):
    """A name in a message: where its first and last names stand; one of them may be absent."""

    first: tuple[int, int] | None
    last: tuple[int, int] | None
    whole: tuple[int, int]


def find_name(message: str, asked: Collection[str] = ()) -> Name | None:
    """Return the name a message gives, or None.

    Args:
        asked: what our last message asked for, in its order: a single word answers the first.
    """
    text = message[:MAX_CHARS]
    wants = [kind for kind in asked if kind in ("first_name", "last_name", "person_name")]
    if not wants and not _CUE.search(text):
        return None
    for words, hint in _candidates(text, bool(wants)):
        if words:
            return _split(text, words, wants, hint)
    return None


Words = list[re.Match[str]]


def _candidates(text: str, is_asked: bool) -> Iterator[tuple[Words, str]]:
    is_place = _PLACES.search(text) is not None
    for match in _STRONG.finditer(text):
        hint = re.sub(r"\W", "", match[0].lower())
        yield _name_after(text, match.end(), is_strong=True), hint
    for match in _BEFORE.finditer(text):
        words = list(_WORD.finditer(text, match.start("name"), match.end("name")))
        words = _without_fillers(words)
        if 0 < len(words) <= MAX_WORDS and all(_may_be_name(w[0]) for w in words):
            yield words, ""
    if is_asked:
        yield _answer(text), ""
    if is_place and not is_asked:
        return
    for match in _WEAK.finditer(text):
        words = _name_after(text, match.end(), is_strong=False)
        if words and _looks_like_name(words, match[0].lower(), text):
            yield words, ""


def _without_fillers(words: Words) -> Words:
    while words and strip_marks(words[0][0]) in _FILLERS:
        words = words[1:]
    while words and strip_marks(words[-1][0]) in _FILLERS:
        words = words[:-1]
    return words


def _may_be_name(word: str) -> bool:
    plain = strip_marks(word)
    bare = plain.replace("'", "")
    return bare.removesuffix("s") not in NOT_NAMES and bare not in NOT_NAMES


def _name_after(text: str, at: int, is_strong: bool) -> Words:
    """Return the words of a name that begins here."""
    words: Words = []
    end = at
    for word in _WORD.finditer(text, at, min(len(text), at + 80)):
        gap = text[end : word.start()]
        is_joined = gap.strip(' ."“«:') == "" if not words else _is_joined(gap, words)
        if not is_joined or len(words) == MAX_WORDS:
            break
        if not words and strip_marks(word[0]) in (
            "is",
            "of",
            "es",
            "de",
            "the",
            "mr",
            "mrs",
            "ms",
            "miss",
            "dr",
            "be",
            "senor",
            "senora",
            "el",
        ):
            end = word.end()
            continue
        if not _may_be_name(word[0]) and not _is_capital_among(word[0], words, text, word.end()):
            break
        if words and words[0][0][0].isupper() and word[0][0].islower() and not is_particle(word[0]):
            break
        words.append(word)
        end = word.end()
    return words


def is_particle(word: str) -> bool:
    """Tell the small words inside names: van, de, bin, al."""
    return word.lower() in ("de", "la", "del", "van", "von", "der", "bin", "al", "el", "da", "dos")


def _is_joined(gap: str, words: Words) -> bool:
    if gap.strip() == ".":
        return len(words[-1][0]) == 1
    return gap != "" and gap.strip() == ""


def _is_capital_among(word: str, words: Words, text: str, end: int) -> bool:
    """Tell the surname "Human" or "Save" after a given name, by its capital."""
    if not words or not word[0].isupper() or word.isupper():
        return False
    return words[-1][0][0].isupper()


def _looks_like_name(words: Words, cue: str, text: str) -> bool:
    capitals = sum(word[0][0].isupper() for word in words)
    known = strip_marks(words[0][0]) in GIVEN_NAMES
    is_whole_shout = text.isupper()
    if cue in ("this is", "soy", "أنا", "انا") and not is_whole_shout:
        return capitals == len(words) or known or (len(words) <= 2 and _ends(text, words[-1].end()))
    if cue in ("of", "is", "that's", "thats", "to", "from", "with", "pay", "paid"):
        return known and len(words) >= 2
    if cue in ("for", "para", "ل"):
        has_capitals = len(words) >= 2 and capitals == len(words) and not is_whole_shout
        return _BOOKING.search(text) is not None and (has_capitals or known)
    return (len(words) >= 2 and capitals == len(words) and not is_whole_shout) or (
        known and capitals == len(words)
    )


def _ends(text: str, at: int) -> bool:
    rest = text[at:].lstrip()
    return rest == "" or rest[0] in ",.!?" or rest.lower().startswith(("and ", "from "))


def _answer(text: str) -> Words:
    """Return the words of a short message that answers the question for a name."""
    if len(text) > 80 or "?" in text or re.search(r"\d", text):
        return []
    words = _without_fillers(list(_WORD.finditer(text)))
    if not 0 < len(words) <= MAX_WORDS:
        return []
    odd = [word for word in words if not _may_be_name(word[0]) and not is_particle(word[0])]
    if not odd:
        return words
    # "Will Save" is made of common words, but nobody else writes both with capitals.
    all_capital = all(word[0][0].isupper() for word in words) and len(words) == 2
    return words if all_capital and len(odd) == 1 else []


def _split(text: str, words: Words, wants: list[str], hint: str) -> Name:
    whole = (words[0].start(), words[-1].end())
    if len(words) == 1:
        is_last = bool(wants) and (
            wants.count("last_name") > wants.count("first_name")
            or (wants[0] == "last_name" and wants.count("last_name") == wants.count("first_name"))
        )
        if hint.startswith(
            (
                "lastname",
                "surname",
                "thelastname",
                "mylastname",
                "apellido",
                "miapellido",
                "thesurname",
                "mysurname",
            )
        ):
            is_last = True
        elif hint.startswith(("myfirst", "first", "thefirst")):
            is_last = False
        elif not wants and hint.startswith(("under", "in", "on", "by", "for")):
            is_last = strip_marks(words[0][0]) not in GIVEN_NAMES
        return Name(None, whole, whole) if is_last else Name(whole, None, whole)
    rest = [word for word in words[1:] if len(word[0]) > 1] or words[1:]
    return Name(words[0].span(), (rest[0].start(), rest[-1].end()), whole)
