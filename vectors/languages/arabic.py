"""Arabic, standard and spoken: Gulf, Levantine, Egyptian, Moroccan, Tunisian.

A word is cut into layers, outermost first: conjunction, negation, article or preposition, mark of
tense, person; at its end the negating sh, to whom, whom, whose, number. Of all ways to cut, the
one that leaves the longest word known to ``arabic_words`` wins, and its family is the stem: so
"matkhdemsh", "tekhdem" and "khaddama" meet, and a card is a card in every dialect. A word nobody
listed is cut lightly by rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from threading import Lock
from typing import Any

from vectors.analysis import fold
from vectors.languages import arabic_things as things
from vectors.languages import arabic_words as words
from vectors.languages import arabic_world as world

_lock = Lock()
_stemmer: Any = None

# Letters that are written for one another. Hamza on its own is left out in casual writing.
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱٲٳ", "ا"),
        **dict.fromkeys("ىیۍېےئ", "ي"),
        **dict.fromkeys("ةہھۀە", "ه"),
        **dict.fromkeys("کگڪ", "ك"),
        **dict.fromkeys("ؤ", "و"),
        "پ": "ب",
        "چ": "ج",
        "ڤ": "ف",
        **dict.fromkeys("ءـ"),
        **dict.fromkeys("ًٌٍَُِّْٰٓٔ"),
    }
)


# Letters that most dialects do not tell apart, nor do many who write the standard.
_SPOKEN = str.maketrans("ثذظ", "تدض")


def normal(word: str) -> str:
    """Return a word with one spelling for letters that are mixed up: hamza, alef, ya, ta."""
    return word.translate(_LETTERS)


def spoken(word: str) -> str:
    """Return the key of a word in the lists: ``normal`` and without the interdental letters."""
    return normal(word).translate(_SPOKEN)


def _lines() -> list[str]:
    return (words.LINES + things.LINES + world.LINES).strip().replace("\n ", " ").splitlines()


def _families() -> tuple[dict[str, str], list[tuple[str, ...]]]:
    known: dict[str, str] = {}
    groups = []
    for line in filter(None, _lines()):
        heads = []
        for family in line.split("/"):
            first, *others = (spoken(word.lower()) for word in family.replace("=", " ").split())
            head = known.setdefault(first, first)
            for word in others:
                known.setdefault(word, head)
            heads.append(head)
        if len(heads) > 1:
            groups.append(tuple(dict.fromkeys(heads)))
    return known, groups


_KNOWN, _GROUPS = _families()
# Question words and negations are so short that other words seem to hold them.
_WHOLE = frozenset(spoken(word) for word in words.QUESTIONS.split())
_KNOWN |= {
    f"{joined}{word}": _KNOWN[word]
    for word in sorted(_WHOLE & _KNOWN.keys())
    for joined in ("و", "ف", "ب", "ل")
    if f"{joined}{word}" not in _KNOWN
}
GROUPS: tuple[tuple[str, ...], ...] = tuple(_GROUPS)
_ALONE = fold(words.STOP).split()
STOP = frozenset(_ALONE) | {
    f"{joined}{word}"
    for joined in ("و", "ف")
    for word in _ALONE
    if len(word) > 1 and spoken(f"{joined}{word}") not in _KNOWN
}

# Words that are written as one or as several.
JOINED: dict[tuple[str, ...], str] = {
    tuple(way.split()): word
    for word, _, ways in (line.partition(":") for line in fold(words.JOINED).strip().splitlines())
    for way in ways.split(",")
}

# What stands before a word, outermost first: "and", the article with its prepositions (also the
# French one of loanwords), prepositions alone, negation, the mark of tense, the person, and what
# makes a verb passive. The number is how many letters must remain.
_JOINED = frozenset({"و", "ف"})
_ARTICLES = frozenset({"وال", "فال", "بال", "كال", "هال", "عال", "مال", "دال", "ال", "لل"})
_FRENCH = frozenset({"لا", "فلا", "بلا"})
_PREPOSITIONS = frozenset({"ب", "ل", "ف", "د"})
_NOT = frozenset({"ما"})
_NOT_SHORT = frozenset({"م"})
_TENSES = frozenset({"غا", "كا", "تا", "رح", "س", "ب", "ح", "ه", "ك", "غ"})
_PERSONS = frozenset({"ا", "ن", "ي", "ت"})
_PASSIVE = frozenset({"ن", "ت"})
# And what stands after it: negation, to whom, whom or whose, who or how many.
_SH = frozenset({"ش"})
_TO = frozenset({"ليا", "لها", "لكم", "لهم", "لنا", "لي", "له", "لك", "لو"})
_WHOM = frozenset({"ني", "ها", "هم", "هن", "كم", "كن", "كو", "نا", "ي", "ه", "ك", "و"})
_WHO = frozenset(
    {
        "توا",
        "تو",
        "تم",
        "تي",
        "نا",
        "وا",
        "ون",
        "ين",
        "ات",
        "ان",
        "يه",
        "ت",
        "و",
        "ن",
        "ا",
        "ه",
        "ي",
    }
)
_SIZES = (3, 2, 1)


def _behead(words: Sequence[str], prefixes: frozenset[str], left: int) -> list[str]:
    """Return what is left of the words that begin so, if it has so many letters."""
    return [
        word[size:]
        for word in words
        for size in _SIZES
        if word[:size] in prefixes and len(word) - size >= left
    ]


def _curtail(words: Sequence[str], suffixes: frozenset[str], left: int = 3) -> list[str]:
    """Return what is left of the words that end so, if it has so many letters."""
    return [
        word[:-size]
        for word in words
        for size in _SIZES
        if word[-size:] in suffixes and len(word) - size >= left
    ]


def _heads(word: str) -> list[str]:
    """Return the word and what remains when prefixes are cut, the longest first."""
    starts = [word, *_behead([word], _JOINED, 3)]
    nouns = _behead(starts, _ARTICLES, 2) + _behead(starts, _FRENCH, 4)
    nouns += _behead(starts, _PREPOSITIONS, 3)
    verbs = starts + _behead(starts, _NOT, 3)
    verbs += _behead([start for start in starts if start[1] != "ا"], _NOT_SHORT, 4)
    verbs += [rest for rest in _behead(verbs, _TENSES, 3) if rest[0] in _PERSONS]
    bare = _behead(verbs, _PERSONS, 3)
    found = dict.fromkeys([*verbs, *nouns, *bare, *_behead(bare, _PASSIVE, 3)])
    return sorted(found, key=len, reverse=True)


def _tails(word: str) -> list[str]:
    """Return the word and what remains when suffixes are cut."""
    out = [word, *_curtail([word], _SH)]
    for suffixes in (_TO, _WHOM, _WHO):
        out += _curtail(out, suffixes)
    return out


def _known(core: str, is_cut: bool) -> str | None:
    """Return the family of a core; a feminine ending shows as t before a suffix, or not at all."""
    if core in _WHOLE:
        return None
    found = _KNOWN.get(core)
    if found is None and core[-1] in "تا":
        found = _KNOWN.get(f"{core[:-1]}ه")
    if found is None and is_cut:
        found = _KNOWN.get(f"{core}ه")
    return found


def _find(heads: Sequence[str]) -> str | None:
    """Return the family of the longest known word inside of a word, of its heads."""
    best: str | None = None
    size = 0
    for head in heads:
        if len(head) <= size:
            break
        for core in _tails(head):
            if len(core) > size and (found := _known(core, core is not head)) is not None:
                best, size = found, len(core)
    return best


# Loanwords are spelt by ear: what stays are their consonants.
_BY_EAR = str.maketrans({**dict.fromkeys("اويه"), "ط": "ت", "ص": "س", "ض": "د", "ق": "ك", "غ": "ك"})
_SHORTEST_BY_EAR = 5


def _spelt_by_ear() -> dict[str, str]:
    heard: dict[str, set[str]] = {}
    for word, head in _KNOWN.items():
        heard.setdefault(word.translate(_BY_EAR), set()).add(head)
    return {
        sound: heads.pop()
        for sound, heads in heard.items()
        if len(heads) == 1 and len(sound) >= _SHORTEST_BY_EAR
    }


_HEARD = _spelt_by_ear()


def _hear(heads: Sequence[str]) -> str | None:
    """Return the family of a word that is known by other vowels."""
    sounds = (head.translate(_BY_EAR) for head in heads if len(head) >= _SHORTEST_BY_EAR)
    return next((_HEARD[sound] for sound in sounds if sound in _HEARD), None)


_LIGHT_HEADS = ("وال", "فال", "بال", "كال", "هال", "عال", "لل", "ال")
_LIGHT_TAILS = (
    "هما",
    "تها",
    "يها",
    "ها",
    "ات",
    "ون",
    "ين",
    "ان",
    "هم",
    "نا",
    "كم",
    "يه",
    "ه",
    "ي",
    "ا",
)


def _light(word: str) -> str:
    for prefix in _LIGHT_HEADS:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            word = word[len(prefix) :]
            break
    else:
        if word[0] in "و" and len(word) > 4:
            word = word[1:]
    for _ in range(2):
        for suffix in _LIGHT_TAILS:
            if word.endswith(suffix) and len(word) - len(suffix) >= 3:
                word = word[: -len(suffix)]
                break
    return word


@lru_cache(maxsize=65_536)
def stems(word: str) -> tuple[str, ...]:
    """Return the stem of a folded word, first, then other stems it may be found by."""
    global _stemmer
    if word in STOP:
        return (normal(word) or word,)
    plain, key = normal(word) or word, spoken(word) or word
    if len(plain) < 3:
        return (_KNOWN.get(key, plain),)
    found = _KNOWN.get(key)
    if found is None:
        heads = _heads(key)
        found = _find(heads) or _hear(heads)
    # The stemmer keeps a state of its own and serves one thread at a time.
    with _lock:
        if _stemmer is None:
            import Stemmer

            _stemmer = Stemmer.Stemmer("arabic", 0)
        snowball = str(_stemmer.stemWord(plain))
    return tuple(dict.fromkeys(stem for stem in (found, _light(plain), snowball) if stem))
