"""Turns text into words that can be compared: folding, tokens, language.

Folding makes equal what people write differently: case, accents, compatibility forms, the Arabic
variants of alef, yeh and teh marbuta, vowel signs, the digits of other scripts. It never needs the
language. A token is a run of letters, a run of digits, or one ideograph.
"""

from __future__ import annotations

import importlib
import re
import unicodedata
from functools import cache
from types import ModuleType

# Longer "words" are no words; a cap keeps n-grams and storage bounded.
MAX_WORD = 40

_MODULES = {"en": "english", "es": "spanish", "ar": "arabic"}

# Letters that mean the same to readers and that Unicode does not fold.
_LETTERS = str.maketrans(
    {
        "ى": "ي",
        "ة": "ه",
        "ک": "ك",
        "ی": "ي",
        "گ": "ك",
        "ڤ": "ف",
        "پ": "ب",
        "چ": "ج",
        "ٱ": "ا",
        "ـ": "",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ı": "i",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        # Joiners inside Arabic and other words.
        "\u200c": "",
        "\u200d": "",
        "\u00ad": "",
    }
)
_DIGITS = re.compile(r"[^\D0-9]")
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_IDEOGRAPHS}]|\d+|(?:(?![{_IDEOGRAPHS}])[^\W\d_])+")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?:s\b|(?=[^\W\d_]))")
_ARABIC = re.compile("[\u0621-\u064a\u0671-\u06d3]")
_LATIN = re.compile("[a-z\u00e0-\u024f]", re.IGNORECASE)
_SPANISH = re.compile("[ñ¿¡]|[áéíóú]", re.IGNORECASE)


def fold(text: str) -> str:
    """Return the text with case, accents, letter variants and digits made equal."""
    if text.isascii():
        return text.lower()
    flat = unicodedata.normalize("NFKD", text).lower()
    flat = "".join(c for c in flat if not unicodedata.combining(c)).translate(_LETTERS)
    return _DIGITS.sub(lambda found: str(unicodedata.digit(found[0], 0)), flat)


def tokens(text: str) -> list[str]:
    """Return the folded words in their order; a word is at most ``MAX_WORD`` long."""
    flat = fold(text)
    if "'" in flat:
        flat = _APOSTROPHE.sub("", flat)
    return [word[:MAX_WORD] for word in _TOKEN.findall(flat)]


def terms(text: str, code: str) -> list[str]:
    """Return the tokens, with what a language writes as one word or as several made one."""
    words = tokens(text)
    joined, longest = _joined(code)
    if not joined:
        return words
    out, place = [], 0
    while place < len(words):
        size = longest.get(words[place], 1)
        while size > 1 and tuple(words[place : place + size]) not in joined:
            size -= 1
        run = tuple(words[place : place + size])
        out.append(joined[run] if size > 1 else run[0])
        place += size
    return out


@cache
def _joined(code: str) -> tuple[dict[tuple[str, ...], str], dict[str, int]]:
    """Return the joined words of a language, and for each first word the longest run."""
    joined: dict[tuple[str, ...], str] = getattr(language(code), "JOINED", {})
    longest: dict[str, int] = {}
    for run in joined:
        longest[run[0]] = max(len(run), longest.get(run[0], 1))
    return joined, longest


def is_arabic(word: str) -> bool:
    """Tell whether a word is written in Arabic letters."""
    return bool(_ARABIC.match(word))


def guess(text: str) -> str:
    """Return the code of the language a text is probably in, or ``""`` when nothing tells."""
    head = text[:2000]
    arabic, latin = len(_ARABIC.findall(head)), len(_LATIN.findall(head))
    if arabic > latin * 0.5:
        return "ar" if arabic else ""
    words = tokens(head)
    if not words:
        return ""
    counts = {code: sum(word in language(code).STOP for word in words) for code in ("en", "es")}
    counts["es"] += min(3, len(_SPANISH.findall(head)))
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] and counts["en"] != counts["es"] else ""


@cache
def language(code: str) -> ModuleType:
    """Return the module of a language; English serves for those without one of their own."""
    name = _MODULES.get(code.lower().partition("-")[0], "english")
    return importlib.import_module(f"vectors.languages.{name}")
