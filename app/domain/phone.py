"""Telephone numbers as people write them, brought into E.164.

A number that names its country (``+``, ``00``) is checked for its length alone. A national one
gets the tenant's country only where a row below says how long numbers are there, so that a typing
mistake does not become somebody else's number; any other stays as its digits were written. A
country that has no row only loses that.

Source: ITU-T E.164 (11/2010), 6.2.1: at most 15 digits with the country's.
"""

from __future__ import annotations

import re

from app.domain.text import ascii_digits

E164 = re.compile(r"\+[1-9]\d{6,14}\Z")
_CANDIDATE = re.compile(r"(?<![\w+])(\+|00)?[\d(][\d\s().\-/]{4,24}\d(?!\w)")
_NOT_DIGITS = re.compile(r"\D")
# Country: calling code, prefix dialled before a national number, lengths without it.
_COUNTRIES = {
    "US": ("1", "1", (10,)), "CA": ("1", "1", (10,)), "PR": ("1", "1", (10,)),
    "MX": ("52", "", (10,)), "ES": ("34", "", (9,)), "GB": ("44", "0", (9, 10)),
    "IE": ("353", "0", (8, 9)), "FR": ("33", "0", (9,)), "PT": ("351", "", (9,)),
    "CL": ("56", "", (9,)), "CO": ("57", "", (10,)),
    "PE": ("51", "0", (8, 9)), "EC": ("593", "0", (8, 9)), "AU": ("61", "0", (9,)),
    "SA": ("966", "0", (9,)), "AE": ("971", "0", (8, 9)), "QA": ("974", "", (8,)),
    "KW": ("965", "", (8,)), "BH": ("973", "", (8,)), "OM": ("968", "", (8,)),
    "JO": ("962", "0", (8, 9)), "LB": ("961", "0", (7, 8)), "EG": ("20", "0", (9, 10)),
    "MA": ("212", "0", (9,)),
}  # fmt: skip


def read_phone(text: str, country: str = "") -> str | None:
    """Return the one telephone number a text holds, or None when it holds none, or several.

    Args:
        country: ISO 3166 alpha-2 of the tenant, for a national number; "" leaves one as it is.

    Returns:
        E.164 where that is certain, else the digits as they were written.
    """
    found = {
        number
        for match in _CANDIDATE.finditer(ascii_digits(text))
        if (number := _in_full(match[0], country)) is not None
    }
    return found.pop() if len(found) == 1 else None


def _in_full(written: str, country: str) -> str | None:
    digits = _NOT_DIGITS.sub("", written)
    if written.startswith(("+", "00")):
        full = "+" + (digits[2:] if written.startswith("00") else digits)
        # "+44 (0)20 …": the prefix in brackets is for callers at home.
        if "(0)" in written:
            full = "+" + _NOT_DIGITS.sub("", written.replace("(0)", "").removeprefix("00"))
        return full if E164.match(full) else None
    if not 7 <= len(digits) <= 15:
        return None
    code, trunk, lengths = _COUNTRIES.get(country.upper(), ("", "", ()))
    national = digits.removeprefix(trunk) if trunk else digits
    if len(national) in lengths and not national.startswith("0"):
        return f"+{code}{national}"
    if code and digits.startswith(code) and len(digits) - len(code) in lengths:
        return f"+{digits}"
    return digits


def same_digits(number: str, quote: str) -> bool:
    """Tell whether a quote holds the subscriber's digits of a number, its last seven."""
    return _NOT_DIGITS.sub("", number)[-7:] in _NOT_DIGITS.sub("", ascii_digits(quote))
