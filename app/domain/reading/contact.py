"""Money, phone numbers and e-mail addresses: what has a shape of its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal

from app.domain.numbers import find_numbers, plain
from app.domain.reading.span import Span
from app.domain.text import ascii_digits
from app.domain.values import currency_of

_FIGURE = r"\d[\d.,]*(?:\s?(?:k|mm?|mn|thousand|million|mil|millones|millon|millón|ألف|الف|مليون))?"
_SIGN = r"(?:us\$|\$|€|£)"
_WORD = (
    r"(?:usd|dollars?|dólares|dolares|eur|euros?|gbp|pounds?|libras?|sar|riyals?|aed|dirhams?|mxn"
    r"|pesos?|quid|bucks|دولار|ريال|درهم|يورو|جنيه)"
)
_RANGE = rf"{_FIGURE}(?:\s?(?:-|–|to|a|y|and|إلى|الى)\s?{_SIGN}?\s?{_FIGURE})?"
_MONEY = re.compile(
    rf"(?:(?:{_SIGN}|\b{_WORD})\s?{_RANGE}(?:\s?{_WORD}\b)?|(?<![\w.,]){_RANGE}\s?(?:{_WORD}\b|€|£))"
    r"(?![\w])",
    re.IGNORECASE,
)
# Without a currency only what is called a budget, or a limit with "k" or "million", is money.
_CUED = re.compile(
    r"\b(?:budget|under|below|up\s+to|max(?:imum)?|between|around|about|presupuesto|hasta|menos\s+de)\b"
    rf"\W{{1,3}}(?:(?:is|of|de|es|about|around)\W{{1,3}}){{0,2}}(?P<sum>{_RANGE})(?![\w:/%])"
    rf"|(?:ميزانيتي|ميزانية|الميزانية)\W{{1,3}}(?P<ar>{_RANGE})(?![\w:/%])",
    re.IGNORECASE,
)
_BUDGET = re.compile(r"budget|presupuesto|\w*ميزاني", re.IGNORECASE)
_LEAST = Decimal(1000)
_BARE = re.compile(rf"(?<![\w.,:/-]){_RANGE}(?![\w:/%])", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}")
_PHONE = re.compile(r"(?<![\w.,/$€£-])\+?\(?\d[\d\s().-]{6,20}\d(?!\w|[:/]\d)")
_DATE_LIKE = re.compile(r"\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}(?!\d)")


def find_contacts(message: str, asked: Collection[str]) -> Iterator[Span]:
    """Yield the amounts of money, phone numbers and addresses of a message."""
    text = ascii_digits(message) if len(ascii_digits(message)) == len(message) else message
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield _span("email", message, match.span(), match[0].lower())
    if not any(c.isdigit() for c in text):
        return
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        groups = len(re.findall(r"\d+", match[0]))
        if 7 <= len(digits) <= 15 and 2 * groups <= len(digits) and not _DATE_LIKE.match(match[0]):
            sign = "+" if match[0].startswith("+") else ""
            yield _span("phone", message, match.span(), sign + digits)
    for start, end in _sums(text, asked):
        said = text[start:end].rstrip(" .,")
        if value := _amount(said):
            yield _span("money", message, (start, start + len(said)), value)


def _sums(text: str, asked: Collection[str]) -> list[tuple[int, int]]:
    """Return where amounts of money stand, the surest kind of them only."""
    if sure := [match.span() for match in _MONEY.finditer(text)]:
        return sure
    if "money" in asked:
        return [match.span() for match in _BARE.finditer(text)]
    return [
        match.span("sum" if match["sum"] else "ar")
        for match in _CUED.finditer(text)
        if _is_sum(match[0], match["sum"] or match["ar"])
    ]


def _is_sum(cue: str, figures: str) -> bool:
    """Tell "budget 1500" and "under 500k" from "around 2022" and "about 1500 sqft"."""
    if not _BUDGET.match(cue) and not any(letter.isalpha() for letter in figures):
        return False
    return any(number.value >= _LEAST for number in find_numbers(figures, with_words=False))


def _amount(text: str) -> str | None:
    values = [number.value for number in find_numbers(text, with_words=False)]
    if not values:
        return None
    code = currency_of(text)
    low, high = values[0], values[-1]
    if len(values) == 2 and low < 1000 <= high:
        # "400-500k": the multiplier belongs to both.
        scale = Decimal(1_000_000) if high >= 1_000_000 else Decimal(1000)
        low = low * scale if low * scale <= high else low
    amount = f"{plain(low)}..{plain(high)}" if low < high else plain(high)
    return f"{code} {amount}" if code else amount


def _span(kind: str, message: str, where: tuple[int, int], value: object) -> Span:
    start, end = where
    return Span(kind, start, end, message[start:end], value)
