"""Arabic, standard and spoken: Gulf, Levantine, Egyptian, Moroccan, Tunisian.

A word is cut into layers, outermost first: conjunction, negation, article or preposition, mark of
tense, person; at its end the negating sh, to whom, whom, whose, number. Of all ways to cut, the
one that leaves the longest word known to ``arabic_words`` wins, and its family is the stem: so
"matkhdemsh", "tekhdem" and "khaddama" meet, and a card is a card in every dialect. A word nobody
listed is cut lightly by rule.
"""

from __future__ import annotations

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
GROUPS: tuple[tuple[str, ...], ...] = tuple(_GROUPS)
_ALONE = fold(words.STOP).split()
STOP = frozenset(_ALONE) | {
    f"{joined}{word}"
    for joined in ("و", "ف")
    for word in _ALONE
    if len(word) > 1 and spoken(f"{joined}{word}") not in _KNOWN
}

_CONJ = ("و", "ف")
_ARTICLE = ("وال", "فال", "بال", "كال", "هال", "عال", "مال", "دال", "ال", "لل")
_ASPECT = ("غا", "كا", "تا", "رح", "س", "ب", "ح", "ه", "ك", "غ")
_PERSON = ("ا", "ن", "ي", "ت")
_PASSIVE = ("ن", "ت")
_TO = ("ليا", "لها", "لكم", "لهم", "لنا", "لي", "له", "لك", "لو")
_WHOM = ("ني", "ها", "هم", "هن", "كم", "كن", "كو", "نا", "ي", "ه", "ك", "و")
_SUBJECT = (
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
)


def _heads(word: str) -> list[str]:
    """Return what remains when prefixes are cut, the longest first."""
    out = [word]
    starts = [word]
    if word[0] in _CONJ and len(word) > 3:
        starts.append(word[1:])
    for start in tuple(starts):
        for article in _ARTICLE:
            if start.startswith(article) and len(start) - len(article) > 1:
                out.append(start[len(article) :])
        if start[0] in "بلفد" and len(start) > 3:
            out.append(start[1:])
        if start[0] == "م" and len(start) > 4:
            starts.append(start[2:] if start[1] == "ا" else start[1:])
    for start in starts:
        if start is not word:
            out.append(start)
        verbs = [start]
        for aspect in _ASPECT:
            rest = start[len(aspect) :]
            if start.startswith(aspect) and len(rest) > 2 and rest[0] in _PERSON:
                verbs.append(rest)
        for index, verb in enumerate(verbs):
            if index:
                out.append(verb)
            if verb[0] in _PERSON and len(verb) > 3:
                out.append(verb[1:])
                if verb[1] in _PASSIVE and len(verb) > 4:
                    out.append(verb[2:])
    return out


def _tails(word: str) -> list[str]:
    """Return what remains when suffixes are cut as well."""
    out = [word]
    if word[-1] == "ش" and len(word) > 3:
        out.append(word[:-1])
    for layer in (_TO, _WHOM, _SUBJECT):
        for core in tuple(out):
            for suffix in layer:
                if core.endswith(suffix) and len(core) - len(suffix) > 2:
                    out.append(core[: -len(suffix)])
    return out


def _find(word: str) -> str | None:
    best: str | None = None
    size = 0
    for head in _heads(word):
        if len(head) <= size:
            continue
        for core in _tails(head):
            if len(core) <= size:
                continue
            found = _KNOWN.get(core)
            if found is None and core[-1] == "ت":
                found = _KNOWN.get(core[:-1] + "ه")
            if found is None and core != head:
                found = _KNOWN.get(core + "ه")
            if found is None and core[-1] == "ا":
                found = _KNOWN.get(core[:-1] + "ه")
            if found is not None:
                best, size = found, len(core)
    return best


# Loanwords are spelt by ear: what stays are their consonants.
_BY_EAR = str.maketrans({**dict.fromkeys("اويه"), "ط": "ت", "ص": "س", "ض": "د", "ق": "ك", "غ": "ك"})
_SHORTEST_BY_EAR = 5


def _consonants(word: str) -> str:
    return word.translate(_BY_EAR)


def _spelt_by_ear() -> dict[str, str]:
    heard: dict[str, set[str]] = {}
    for word, head in _KNOWN.items():
        heard.setdefault(_consonants(word), set()).add(head)
    return {
        sound: heads.pop()
        for sound, heads in heard.items()
        if len(heads) == 1 and len(sound) >= _SHORTEST_BY_EAR
    }


_HEARD = _spelt_by_ear()


def _hear(word: str) -> str | None:
    for head in _heads(word):
        if found := _HEARD.get(_consonants(head)):
            return found
    return None


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
    found = _KNOWN.get(key) or _find(key) or _hear(key)
    # The stemmer keeps a state of its own and serves one thread at a time.
    with _lock:
        if _stemmer is None:
            import Stemmer

            _stemmer = Stemmer.Stemmer("arabic", 0)
        snowball = str(_stemmer.stemWord(plain))
    return tuple(dict.fromkeys(stem for stem in (found, _light(plain), snowball) if stem))
