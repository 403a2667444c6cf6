"""Cuts a message into words and figures, each with its class, and matches rules on the classes.

English, Spanish and Arabic order the same few parts alike ("the 3rd of March", «el 3 de marzo»,
«٣ من مارس»). A message becomes a string with one letter a word, the word's class, and a rule is a
regular expression on that string: ``the? ordinal of? month``. One rule serves three languages,
is short enough to be checked by eye, and runs on some ten letters instead of some hundred.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from app.domain.reading.lexicon import (
    ARABIC_WORDS,
    ENGLISH_WORDS,
    LETTERS,
    MARKS,
    PREFIXES,
    SPANISH_WORDS,
    Value,
)
from app.domain.text import word_set

# A lead's message is short; what is longer is a mail with a history below.
MAX_CHARS = 2_000

_TOKEN = re.compile(
    r"(?P<iso>(?<![\d/.-])\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?![\d/]))"
    r"|(?P<slashed>(?<![\d/.-])\d{1,2}(?P<bar>[/.-])\d{1,2}(?P=bar)(?:\d{4}|\d{2})(?![\d/]))"
    r"|(?P<short>(?<![\d/.-])\d{1,2}/\d{1,2}(?![\d/]))"
    r"|(?P<clock>(?<![\d.:,])(?:[01]?\d|2[0-4])(?::[0-5]\d(?::\d\d)?|h[0-5]\d)(?!\d))"
    r"|(?P<ordinal>(?<!\d)\d{1,2}(?:st|nd|rd|th|er|[ºª°])(?![^\W\d_]))"
    r"|(?P<number>\d[\d.,]*\d|\d)"
    r"|(?P<half>(?<![^\W_\d])[ap]\.\s?m(?:\b\.?|\.))"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<sign>[^\w\s])"
)
_DOTTED = re.compile(r"(?:[01]?\d|2[0-3])[.,][0-5]\d$")
_KEPT = {"’": "'", "‘": "'", "–": "-", "—": "-", "ـ": "", "\u200f": "", "\u200e": "", "º": "º"}
_LETTER_FORMS = str.maketrans("ىة", "يه")
_NAME_OF_CLASS = re.compile(r"[a-z]+")
# One such word, or two of the small ones that names and places also have, make a text Spanish.
_SPANISH_WORDS = word_set(
    "hola quiero quisiera necesito busco reserva reservar personas somos seremos hoy ayer lunes "
    "martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio "
    "agosto septiembre octubre noviembre diciembre proximo proxima semana semanas gracias nombre "
    "desde hasta habitacion habitaciones tarde noche noches dias dia adultos ninos soy llamo finde "
    "mediodia medianoche dentro hace pasado manana mesa cuarto cuartos banos once doce trece siete "
    "yo mis padres esposa esposo mujer marido hijo hija hijos hijas bebe alguien ustedes usted "
    "cinco cuatro ocho nueve diez veinte para por media hora horas puede puedo podria nos"
)
_SPANISH_SMALL = word_set("el la los las de del a en con y e un una que mi al es")
_ENGLISH_SMALL = word_set(
    "the is are my for to i at and in on of please can we it you with me name"
)
_SPANISH_SIGNS = re.compile(r"[ñ¿¡áéíóú]", re.IGNORECASE)
_LATIN_WORD = re.compile(r"[a-z]+")
_ARABIC_LETTER = re.compile("[\u0620-\u064a]")
_flat_letters: dict[str, str] = {}


class Token(NamedTuple):
    """A word or figure in plain letters; ``start`` and ``end`` are places in the message."""

    text: str
    start: int
    end: int
    kind: str
    value: Value


class Tokens(NamedTuple):
    """A message cut up; ``classes`` has one letter for each of ``items``."""

    message: str
    items: list[Token]
    classes: str
    language: str


def rule(pattern: str) -> re.Pattern[str]:
    """Return a rule on classes: names of classes in lower case, groups' names in capitals."""
    return re.compile(_NAME_OF_CLASS.sub(lambda m: LETTERS[m[0]], pattern).replace(" ", ""))


def has(match: re.Match[str], group: str) -> bool:
    """Tell whether a rule has a group, and the match something in it."""
    return group in match.re.groupindex and bool(match[group])


def number_of(tokens: Tokens, match: re.Match[str], group: str) -> int:
    """Return the number that a group begins with, 0 where there is none."""
    value = tokens.items[match.start(group)].value if has(match, group) else 0
    return value if isinstance(value, int) else 0


def cut(message: str, language: str = "") -> Tokens:
    """Return the message's tokens; what stands after ``MAX_CHARS`` is not read.

    Args:
        language: ``en``, ``es`` or ``ar``; when empty it is seen from the message.
    """
    message = message[:MAX_CHARS]
    plain, places = _flatten(message)
    code = language or _language_of(message, plain)
    words = {"es": SPANISH_WORDS, "ar": ARABIC_WORDS}.get(code, ENGLISH_WORDS)
    found: list[Token] = []
    for match in _TOKEN.finditer(plain):
        if match.lastgroup == "word":
            known = words.get(match[0])
            if known is None and code == "ar":
                found += _without_prefix(match[0], match.start(), words)
                continue
            kind, value = known or ("other", 0)
            found.append(Token(match[0], match.start(), match.end(), kind, value))
        else:
            found.append(_figure_or_sign(match))
    items = _joined(found)
    if code == "es":
        items = _mornings(items)
    if places is not None:
        items = [t._replace(start=places[t.start], end=places[t.end - 1] + 1) for t in items]
    return Tokens(message, items, "".join([LETTERS[item.kind] for item in items]), code)


def _language_of(message: str, plain: str) -> str:
    is_ascii = message.isascii()
    if not is_ascii and _ARABIC_LETTER.search(plain):
        return "ar"
    said = _LATIN_WORD.findall(plain[:400])
    spanish = 2 * sum(word in _SPANISH_WORDS for word in said)
    spanish += sum(word in _SPANISH_SMALL for word in said)
    spanish += 2 * (not is_ascii and _SPANISH_SIGNS.search(message) is not None)
    english = 2 * sum(word in _ENGLISH_SMALL for word in said)
    is_short = spanish == 1 and len(said) == 1
    return "es" if (spanish > 1 and spanish > english) or is_short else "en"


def _flatten(message: str) -> tuple[str, list[int] | None]:
    """Return the message in plain letters, and for each of them its place in the message."""
    if message.isascii():
        return message.lower(), None
    letters, places = [], []
    for place, letter in enumerate(message):
        flat = _flat_letters.get(letter)
        for plain in _flat(letter) if flat is None else flat:
            letters.append(plain)
            places.append(place)
    return "".join(letters), places


def _flat(letter: str) -> str:
    if letter in _KEPT:
        flat = _KEPT[letter]
    elif letter.isdecimal():
        flat = str(unicodedata.digit(letter))
    else:
        parts = unicodedata.normalize("NFKD", letter.translate(_LETTER_FORMS)).casefold()
        flat = "".join(c for c in parts if not unicodedata.combining(c))
    # Bounded, for a message may hold letters of every script.
    if len(_flat_letters) < 4096:
        _flat_letters[letter] = flat
    return flat


def _figure_or_sign(match: re.Match[str]) -> Token:
    text, kind = match[0], match.lastgroup or "sign"
    value: Value = text
    if kind == "number":
        kind, value = _number(text)
    elif kind == "ordinal":
        value = int(text.rstrip("stndrdther" + "ºª°"))
    elif kind == "half":
        kind, value = "meridiem", text[0] + "m"
    elif kind == "sign":
        kind = MARKS.get(text, "sign")
    return Token(text, match.start(), match.end(), kind, value)


def _number(text: str) -> tuple[str, Value]:
    if text.isdigit() and len(text) <= 2:
        return "digit", int(text)
    if text.isdigit() and len(text) <= 4:
        is_year = len(text) == 4 and 1950 <= int(text) <= 2100
        return "year" if is_year else "digits", int(text)
    if _DOTTED.match(text):
        return "dotted", text.replace(",", ".")
    return "figure", text


def _without_prefix(
    word: str, start: int, words: dict[str, tuple[str, Value]], depth: int = 0
) -> list[Token]:
    """Return an Arabic word as its small words and the rest: «ولأربعة» is and, for, four."""
    for prefix, kind in PREFIXES:
        rest = word.removeprefix(prefix)
        if depth > 2 or rest == word or len(rest) < 2:
            continue
        cut_off = Token(prefix, start, start + len(prefix), kind, 0)
        begin = start + len(prefix)
        if known := words.get(rest) or words.get("ال" + rest):
            return [cut_off, Token(rest, begin, start + len(word), *known)]
        more = _without_prefix(rest, begin, words, depth + 1)
        if len(more) > 1:
            return [cut_off, *more]
    return [Token(word, start, start + len(word), "other", 0)]


def _mornings(items: list[Token]) -> list[Token]:
    """Return the tokens with «la mañana» as a part of the day; alone it is tomorrow."""
    return [
        token._replace(kind="part", value="am")
        if token.text == "manana" and i and items[i - 1].text in ("la", "esta")
        else token
        for i, token in enumerate(items)
    ]


_TENS_FIRST = rule("tens (?:dash|and)? (?:count|ordword)")
_TENS_LAST = rule("count and tens")
_COUPLE = rule("article? couple of? (?=unit|night|room|hour|kids|adults|people|person|bedroom)")
_JOINED = (_TENS_FIRST, _TENS_LAST, _COUPLE)


def _joined(found: list[Token]) -> list[Token]:
    """Return the tokens with "twenty five", «خمسة وعشرين» and "a couple of" as one each."""
    if not any(token.kind in ("tens", "couple") for token in found):
        return found
    joined: list[Token] = []
    classes = "".join([LETTERS[token.kind] for token in found])
    at = 0
    while at < len(found):
        match = next((m for r in _JOINED if (m := r.match(classes, at))), None)
        end = match.end() if match else at + 1
        part = found[at:end]
        at = end
        if part[0].kind != "tens" and match is None:
            joined.append(part[0])
            continue
        total = sum(
            token.value
            for token in part
            if isinstance(token.value, int) and token.kind in ("tens", "count", "ordword", "couple")
        )
        kind = "ordword" if part[-1].kind == "ordword" else "count"
        text = " ".join(token.text for token in part)
        joined.append(Token(text, part[0].start, part[-1].end, kind, total))
    return joined
