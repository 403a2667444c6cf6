"""Folding of text in English, Spanish and Arabic, so that equal words compare equal.

Two strengths: ``fold`` keeps every letter and is for asking whether words were really said;
``words`` and ``grams`` also drop accents, Arabic vowel signs and letter variants, and are for
asking how much two texts have in common. Digits of all scripts become ASCII in both.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_QUOTES = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-"}
    | {"—": "-", "…": "...", "\u200f": "", "\u200e": "", "\u200b": "", "\ufeff": "", "ـ": ""}
)
_ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"}
)
_SPACE = re.compile(r"\s+")
_LONGEST_WORD = 40
_SURROGATES = re.compile("[\ud800-\udfff]")
_WORD = re.compile(r"[^\W_]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# Unicode's default ignorables, what turns the direction of reading, and letters drawn as a blank.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
    "|(?<!\\w)[\u200c\u200d]|[\u200c\u200d](?!\\w)"
)


def ascii_digits(text: str) -> str:
    """Return the text with digits of every script, and Arabic separators, as ASCII."""
    if text.isascii():
        return text
    text = text.replace("٫", ".").replace("٬", ",")
    return "".join(
        str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text
    )


def storable(text: str) -> str:
    """Return the text without what no database takes: NUL, and halves of surrogate pairs."""
    return _SURROGATES.sub("\ufffd", text.replace("\0", ""))


def visible(text: str) -> str:
    """Return the text without control characters and what shows nothing, on one line.

    What joins or parts the letters of a word (in Persian, in Hindi) is kept inside one.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(_UNSEEN.sub("", _CONTROL.sub(" ", text)).split())


def fold(text: str) -> str:
    """Return the text with case, spaces, digits and typographic quotes made equal."""
    if text.isascii():
        return _SPACE.sub(" ", text).strip().casefold()
    folded = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return _SPACE.sub(" ", ascii_digits(folded)).strip().casefold()


# One draft is looked at from many sides; it is folded once.
@lru_cache(maxsize=256)
def strip_marks(text: str) -> str:
    """Return folded text without accents and Arabic vowel signs, Arabic letters in one form."""
    folded = fold(text)
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFD", folded.translate(_ARABIC))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_ARABIC)


def words(text: str) -> list[str]:
    """Return the words of a text in order, stripped of marks."""
    return _WORD.findall(strip_marks(text))


def word_set(*lines: str) -> frozenset[str]:
    """Return the words of a list kept as lines, stripped of marks as ``words`` does."""
    return frozenset(words(" ".join(lines)))


@lru_cache(maxsize=4096)
def grams(word: str) -> frozenset[str]:
    """Return the character 3- to 5-grams of one word with its edges marked."""
    # What is longer than any word is noise, and would fill the cache.
    padded = f"^{word[:_LONGEST_WORD]}$"
    return frozenset(
        padded[i : i + n] for n in (3, 4, 5) for i in range(max(1, len(padded) - n + 1))
    )


def contains(text: str, quote: str) -> bool:
    """Tell whether a quote stands in a text, letter by letter after folding."""
    folded = fold(quote)
    return bool(folded) and folded in fold(text)


def initials(name: str) -> str:
    """Return the first letters of the first and last word, ``#`` for a number."""
    words = [word for word in name.split() if word[0].isalpha()]
    if not words:
        return "#"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
