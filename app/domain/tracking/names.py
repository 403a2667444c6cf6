"""Runs of capitalised words, and the ordinary words that only look like names.

A lead writes "Find me something in Palo Alto" and "Palo Alto please"; what is a name there is told
by its capital letter, unless the word is one that begins sentences, a day, or a thing asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.text import word_set

COMMON = word_set(
    "i im id ill ive me my mine we us our you your he she it its they their them this that these "
    "those there here the a an and or but so if then as at by for from in into near of off on onto "
    "out over to until till up with within without about around after before during",
    "yes yeah yep yup yea no nope nah not ok okay sure fine great good nice perfect awesome cool "
    "excellent wonderful lovely alright right correct absolutely definitely exactly thanks thank "
    "please hi hello hey dear sorry actually well hmm oh also just only maybe perhaps possibly "
    "preferably ideally really very more most some any all both each another other else instead "
    "again still now later soon then too",
    "is are was were be been being am do does did done have has had having can could would will "
    "shall should may might must need needs want wants like likes love prefer prefers wish hope "
    "look looking looks find found search searching get getting give show tell see seeing check "
    "book booking make made making take taking try trying go going come coming move moving stay "
    "staying live living work working works think thinking know let lets help pick rent renting "
    "reserve reserving schedule change switch put set add call called name travel traveling "
    "travelling head heading visit visiting plan planning buy buying start starting leave leaving "
    "ask asking say search use keep consider suggest provide confirm appear seem sounds sound",
    "what which who whom whose when where why how anything something someone somewhere anywhere "
    "everything nothing anyone everyone one ones two three four five six seven eight nine ten",
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december today tomorrow tonight morning "
    "afternoon evening night noon day days week weeks weekend month months year years time date "
    "doesnt dont didnt isnt arent wasnt cant wont couldnt wouldnt matter matters mind whatever "
    "wherever whenever flexible unsure idea know care depends easy cheap nearby close far away "
    "total least case general fact advance touch order hurry stock particular question addition "
    "charge luck once mean means detail full part short long person spot range budget mood "
    "rush couple bulk cash writing private trouble debt line effect use progress common return "
    "exchange response public lot bit few many much english spanish arabic american",
    "pm am next first second third last",
    "apartment apartments flat flats house houses home homes place places property properties "
    "room rooms bedroom bedrooms bed beds bath baths bathroom bathrooms hotel hotels car cars "
    "vehicle rental rentals doctor doctors dr dentist dentists salon salons stylist stylists "
    "hairdresser barber therapist therapists appointment appointments visit visits reservation "
    "option options area areas city cities town location locations neighborhood people person "
    "persons adults guests nights star stars price rating number phone address furnished pets pet "
    "unisex parking wifi budget calendar event haircut hair dental medical general practitioner "
    "gynecologist dermatologist ophthalmologist ent specialist psychologist psychiatrist counselor "
    "compact standard sedan suv hatchback economy",
)
# Ordinary when small, parts of names when capital: "New York", "Long Beach".
_QUALITIES = word_set(
    "new old big small large long high higher low lower best better cheap cheaper quiet safe clean "
    "short easy close full great grand green red white black blue king east west north south"
)
# Ordinary wherever it stands in a sentence; other words with a capital there are names.
_ALWAYS = word_set(
    "i im id ill ive monday tuesday wednesday thursday friday saturday sunday january february "
    "march april may june july august september october november december dr ok pm am gp ent suv"
)
# Ordinary words that end names all the same: "Redwood City", "Style Bar", "Ace Hair Salon".
_ENDS_NAMES = word_set(
    "city bay beach area hair dental medical salon salons bar spa barber apartments apartment "
    "homes home house hotel place center one family work time us"
)
_TOKEN = r"(?:[A-Z][\w'’&-]*|[A-Z]\.|St\.|Ft\.|Mt\.|Dr\.)"
_INSIDE = r"(?:of|de|la|las|los|del|da|do|du|the|upon|y|and|&|-)"
_RUN = re.compile(rf"{_TOKEN}(?: (?:{_INSIDE} ){{0,2}}{_TOKEN}){{0,6}}")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words at ``start`` to ``end`` of a text."""

    text: str
    start: int
    end: int


def is_common(word: str) -> bool:
    """Tell whether a word is an ordinary one, whatever its capital letter says."""
    bare = _bare(word)
    return bare in COMMON or not bare or bare.isdigit() or (word.islower() and bare in _QUALITIES)


def _bare(word: str) -> str:
    return word.lower().replace("'", "").replace("’", "").strip(".,;:!?&-")


def _ends_name(words: list[re.Match[str]]) -> bool:
    return len(words) > 1 and words[-1][0].lower() in _ENDS_NAMES


def find_names(text: str) -> Iterator[Name]:
    """Yield the names of a text in order, ordinary words at their ends cut off."""
    for match in _RUN.finditer(text):
        words = list(re.finditer(r"\S+", match[0]))
        is_first = not text[: match.start()].strip(" ,.!-")
        if all(is_common(word[0]) for word in words):
            continue
        while words and (is_common(words[0][0]) if is_first else _bare(words[0][0]) in _ALWAYS):
            words.pop(0)
            is_first = is_first or (bool(words) and words[0][0].islower())
        while words and is_common(words[-1][0]) and not _ends_name(words):
            words.pop()
        if words:
            start, end = match.start() + words[0].start(), match.start() + words[-1].end()
            yield Name(text[start:end].rstrip("-&'’"), start, end)
