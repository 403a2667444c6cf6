"""Numbers as people write them: ``1.1M``, ``SAR 1,100,000``, ``1.100.000 €``, ``٣ غرف``, ``two``.

A figure is read as thousands when a single separator has exactly three digits behind it and
one to three before it (``1.100`` is eleven hundred), which is how all three languages use it in
prices; otherwise the last separator is the decimal one. Values are ``Decimal``: money is never a
float.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from app.domain.text import strip_marks

_THOUSAND = ("k", "thousand", "mil", "الف", "الاف", "alf")
_MILLION = ("m", "mn", "mm", "million", "millions", "millon", "millones", "مليون", "ملايين")
_SCALE = dict.fromkeys(_THOUSAND, Decimal(1_000)) | dict.fromkeys(_MILLION, Decimal(1_000_000))
_FIGURE = re.compile(
    r"(?<![\w.,])(?P<figure>\d[\d.,]*\d|\d)"
    r"(?:(?P<short>k|mm|mn|m)(?![^\W\d_])|\s?(?P<word>thousand|mil|millones|millon|millions?"
    r"|الف|الاف|مليون|ملايين)(?!\w))?"
)
_LOOSE_FIGURE = re.compile(r"\d[\d.,]*\d|\d")

_WORDS: dict[str, int] = {}
for _row in (
    "zero one two three four five six seven eight nine ten eleven twelve",
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "صفر واحد اثنين ثلاثه اربعه خمسه سته سبعه ثمانيه تسعه عشره",
    "صفر واحده اثنان ثلاث اربع خمس ست سبع ثمان تسع عشر",
):
    _WORDS |= {word: value for value, word in enumerate(_row.split())}
_WORDS |= {"un": 1, "una": 1, "ثمانى": 8, "غرفتين": 2, "غرفتان": 2}
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Number:
    """A number found in a text; ``is_word`` when it was written in letters."""

    value: Decimal
    start: int
    is_word: bool = False


def read_figure(figure: str) -> Decimal:
    """Return the value of digits with separators, by the rule in the module's docstring."""
    separators = [c for c in figure if c in ".,"]
    if not separators:
        return Decimal(figure)
    head, last, tail = figure.rpartition(separators[-1])
    is_mixed = len(set(separators)) > 1
    is_grouped = len(tail) == 3 and head.strip("0") != "" and not is_mixed
    if is_grouped and (len(separators) > 1 or len(head) <= 3):
        return Decimal(head.replace(last, "") + tail)
    whole = head.replace(",", "").replace(".", "")
    if len(separators) > 1 and not is_mixed:
        return Decimal(whole + tail)
    return Decimal(f"{whole}.{tail}")


def find_numbers(text: str, with_words: bool = True) -> list[Number]:
    """Return the numbers of a text in order, multipliers applied; written ones on request."""
    plain = strip_marks(text)
    found = []
    for match in _FIGURE.finditer(plain):
        scale = _SCALE.get(match["short"] or match["word"] or "", Decimal(1))
        found.append(Number(read_figure(match["figure"]) * scale, match.start()))
    if with_words:
        found += [
            Number(Decimal(_WORDS[match[0]]), match.start(), is_word=True)
            for match in _WORD.finditer(plain)
            if match[0] in _WORDS
        ]
    return sorted(found, key=lambda number: number.start)


def loose_values(text: str) -> set[Decimal]:
    """Return every figure of a text, also inside words, times and identifiers, unscaled."""
    return {read_figure(match[0]) for match in _LOOSE_FIGURE.finditer(strip_marks(text))}


def plain(value: Decimal) -> str:
    """Return a value as digits without exponent or trailing zeros: ``1100000``, ``2.5``."""
    text = format(value.normalize(), "f")
    return text if text != "-0" else "0"
