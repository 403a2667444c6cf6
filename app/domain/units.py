"""What a figure counts: money of which currency, a share, a time, a length; read beside it.

"20 %" is not "20 minutes", and what costs 50 euros does not cost 50 dollars. Currencies of one
name are one class ("riyal", "dinar"), because people rarely say whose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.domain.numbers import find_numbers, read_figure

_UNITS = {
    "dollar": r"(?:us|american|canadian|australian) dollars?|us\$|\$|usd|dollars?|bucks?"
    "|dolar(?:es)?|دولار(?:ا|ات)?",
    "euro": r"€|eur|euros?|يورو",
    "pound": r"£|gbp|egp|pounds?|quid|libras?|جنيه(?:ا|ات)?",
    "riyal": r"sar|sr|qar|omr|riyals?|ريالا?|ريالات|ر\.س",
    "dirham": r"aed|dhs?|mad|dirhams?|درهما?|دراهم",
    "dinar": r"kwd|bhd|jod|dinars?|dinares|دينارا?|دنانير",
    "peso": r"mxn|pesos?",
    "rupee": r"inr|₹|rupees?",
    "cent": r"cents?|¢|centavos?|centimos?|سنتا?|سنتات",
    "%": r"%|٪|percent|per cent|por ciento|(?:ب|في )ال(?:ميه|مايه)",
    "minute": r"minutes?|mins?|minutos?|دقيقه|دقايق",
    "hour": r"hours?|hrs?|horas?|ساع(?:ه|ات)",
    "day": r"(?:business |working )?days?|dias?|يوما?|ايام",
    "week": r"weeks?|semanas?|اسبوعا?|اسابيع",
    "month": r"months?|mes(?:es)?|شهرا?|اشهر|شهور",
    "year": r"years?|yrs?|anos?|سن(?:ه|وات)|عاما?|اعوام",
    "night": r"nights?|noches?|ليل(?:ه|ات)|ليالي",
}
MONEY = frozenset({"dollar", "euro", "pound", "riyal", "dirham", "dinar", "peso", "rupee", "cent"})
STRICT = MONEY | {"%"}
# Below it a bare figure is more often a number of things than a price.
_LEAST_PRICE = 13
_AFTER = re.compile(
    r"\)?[\s-]?(?:"
    + "|".join(f"(?P<u{i}>{pattern})" for i, pattern in enumerate(_UNITS.values()))
    + r")(?![^\W\d_])"
)
_BEFORE = re.compile(
    r"(?<![^\W\d_])(?:"
    + "|".join(
        f"(?P<u{i}>{pattern})" for i, (name, pattern) in enumerate(_UNITS.items()) if name in MONEY
    )
    + r")\s?$"
)
_NAMES = tuple(_UNITS)
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_RANGE = re.compile(r"\s?(?:-|to|and|or|a|y|o|الي|و|او)\s?")


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with what it counts; ``unit`` is empty when that is not said beside it."""

    value: Decimal
    unit: str
    start: int = 0
    end: int = 0


def amounts_in(plain: str) -> list[Amount]:
    """Return the figures of a text in order; both ends of a range count the same.

    Args:
        plain: stripped of marks, written figures as digits (``spelled.in_digits``).
    """
    scaled = {number.start: number.value for number in find_numbers(plain, with_words=False)}
    matches = list(_FIGURE.finditer(plain))
    found: list[Amount] = []
    for match in reversed(matches):
        unit = _unit(plain, match)
        if not unit and found and _RANGE.fullmatch(plain, match.end(), found[-1].start):
            unit = found[-1].unit
        value = scaled.get(match.start(), read_figure(match[0]))
        found.append(Amount(value, unit, match.start(), match.end()))
    return found[::-1]


def _unit(plain: str, match: re.Match[str]) -> str:
    before = _BEFORE.search(plain, max(0, match.start() - 8), match.start())
    if before:
        return _name(before)
    # "1.1M $" and "900k euros": the scale stands between.
    end = match.end() + len(_scale(plain, match.end()))
    after = _AFTER.match(plain, end)
    return _name(after) if after else ""


_SCALE = re.compile(
    r"(?:k|mm|mn|m)(?![^\W\d_])|\s?(?:thousand|mil|million(?:es|s)?|الف|الاف|مليون)\b"
)


def _scale(plain: str, at: int) -> str:
    match = _SCALE.match(plain, at)
    return match[0] if match else ""


def _name(match: re.Match[str]) -> str:
    group = match.lastgroup or "u0"
    return _NAMES[int(group[1:])]


_EACH = {
    "hour": "hour hora ساعه الساعه",
    "day": "day dia يوم اليوم",
    "night": "night noche ليله الليله",
    "week": "week semana اسبوع الاسبوع",
    "month": "month mes شهر الشهر monthly شهريا",
    "year": "year ano سنه السنه annum",
    "person": "person head guest persona شخص للشخص",
    "visit": "visit session visita sesion زياره جلسه",
}
_EACH_OF = {word: name for name, words in _EACH.items() for word in words.split()}
_RATE = re.compile(
    r"(?<![\d.,])(\d[\d.,]{0,20}\d|\d)(?![\d.,]*\d)(?:\s?(?:[^\W\d_]{1,8}|[$€£])\.?)?\s?"
    r"(?:/|(?:per|an?|each|every|por|al|a la|cada|في|لكل)\s)\s?"
    rf"({'|'.join(sorted(_EACH_OF, key=len, reverse=True))})(?!\w)"
)


def rates_in(plain: str) -> set[tuple[Decimal, str]]:
    """Return the prices by the hour, the night, the head …, as figure and what it is paid for."""
    return {(read_figure(m[1]), _EACH_OF[m[2]]) for m in _RATE.finditer(plain)}


def priced_in(counted: Sequence[Amount]) -> set[tuple[Decimal, str]]:
    """Return the bare figures of a text that may be money or shares, with what they count.

    "Cleaning 80, whitening 1,250, all in dollars": a currency in the text says so of figures that
    are too large to be a number of things, and of none of the small ones all around.
    """
    units = {one.unit for one in counted if one.unit in STRICT}
    return {
        (one.value, unit)
        for one in counted
        if not one.unit and one.value >= _LEAST_PRICE
        for unit in units
    }


def is_borne(
    amount: Amount,
    known: Iterable[tuple[Decimal, str]],
    priced: frozenset[tuple[Decimal, str]] = frozenset(),
) -> bool:
    """Tell whether a figure counts what it counts in the evidence; its value is known already.

    Args:
        known: the readings of figures in the evidence.
        priced: the bare figures that may be prices (``priced_in``).
    """
    if not amount.unit:
        return True
    theirs = {unit for value, unit in known if value == amount.value}
    if any(_same(amount.unit, unit) for unit in theirs):
        return True
    if amount.unit in STRICT:
        return any(value == amount.value and _same(amount.unit, unit) for value, unit in priced)
    return not theirs or "" in theirs


def _same(one: str, other: str) -> bool:
    # The peso is written with the dollar's sign.
    return one == other or {one, other} == {"dollar", "peso"}
