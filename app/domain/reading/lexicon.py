"""The words that carry dates, times, counts and money, each with its class and its value.

Words are in plain form: lower case, no accents, Arabic letters in one form. A line of a table is
``class value: words``; ``month 1..:`` numbers its words from 1, ``unit week*2`` is two weeks. All
languages know the English words; where two of them share one ("once" is eleven in Spanish), the
language of the message decides.
"""

from __future__ import annotations

from app.domain.dates import MONTHS, WEEKDAYS
from app.domain.reading.words_ar import ARABIC
from app.domain.reading.words_en import ENGLISH
from app.domain.reading.words_es import SPANISH

Value = int | str | tuple[str, int]
Words = dict[str, tuple[str, Value]]


def _table(text: str) -> Words:
    words: Words = {}
    for line in text.replace("\n  ", " ").strip().splitlines():
        head, _, row = line.partition(":  " if ":  " in line else ": ")
        kind, _, value = head.partition(" ")
        for number, word in enumerate(row.split()):
            words[word] = (kind, _value(value, number))
    return words


def _value(text: str, number: int) -> Value:
    if text.endswith(".."):
        return int(text[:-2]) + number
    if "*" in text:
        unit, _, amount = text.partition("*")
        return unit, int(amount)
    return int(text or 0) if text.lstrip("-").isdigit() or not text else text


_CALENDAR: Words = {name: ("month", number) for name, number in MONTHS.items()}
_CALENDAR |= {name: ("weekday", number) for name, number in WEEKDAYS.items()}
ENGLISH_WORDS = _CALENDAR | _table(ENGLISH)
SPANISH_WORDS = ENGLISH_WORDS | _table(SPANISH)
ARABIC_WORDS = ENGLISH_WORDS | _table(ARABIC)

# Arabic writes its smallest words onto the next one.
PREFIXES = (("لل", "for"), ("ال", "the"), ("و", "and"), ("ل", "for"), ("ب", "on"), ("ف", "and"))
_MARKS = "stop: .  comma: , ،  dash: -  and: & +  at: @  symbol: $ € £  end: ? ! ؟  sign: /"
MARKS = {
    mark: kind
    for kind, _, marks in (part.partition(": ") for part in _MARKS.split("  "))
    for mark in marks.split()
}
_MADE_BY_SHAPE = "digit digits year dotted figure ordinal clock iso slashed short other sign"
_ALPHABET = [letter for letter in map(chr, range(ord("A"), 0x250)) if letter.isalnum()]
_CLASSES = sorted(
    {kind for words in (SPANISH_WORDS, ARABIC_WORDS) for kind, _ in words.values()}
    | {*MARKS.values(), *_MADE_BY_SHAPE.split()}
)
# One letter for each class, for the rules of ``tokens``.
LETTERS = dict(zip(_CLASSES, _ALPHABET[: len(_CLASSES)], strict=True))
