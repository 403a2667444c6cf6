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
_BARE = re.compile(rf"(?<![\w.,:/-]){_RANGE}(?![\w:/%])", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}")
_PHONE = re.compile(r"(?<![\w.,/$€£-])\+?\(?\d[\d\s().-]{6,20}\d(?!\w|[:/]\d)")
_DATE_LIKE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")


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
        if 7 <= len(digits) <= 15 and not _DATE_LIKE.match(match[0]):
            sign = "+" if match[0].startswith("+") else ""
            yield _span("phone", message, match.span(), sign + digits)
    pattern = _BARE if "money" in asked and not _MONEY.search(text) else _MONEY
    for match in pattern.finditer(text):
        value = _amount(match[0])
        if value is not None:
            yield _span("money", message, _trimmed(match), value)


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    return match.start(), match.start() + len(match[0].rstrip(" .,"))


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
