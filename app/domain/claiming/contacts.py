"""Telephone numbers and e-mail addresses by which a lead wants to be reached.

Asked for, the only one of a message is the answer. Unasked it must be called their own ("my number
is", "llámeme al", «رقمي»): other people's numbers stand in messages too. Of several none is
plainly meant. What a number becomes (country, E.164) is decided where findings are checked.
"""

from __future__ import annotations

import re

from app.domain.addresses import emails_in
from app.domain.phone import read_phone
from app.domain.tenant import CriterionKind
from app.domain.text import ascii_digits, strip_marks

KINDS = frozenset({CriterionKind.PHONE, CriterionKind.EMAIL})
_NUMBER = re.compile(r"(?<![\w+])(?:\+|00)?[\d(][\d ().\-/]{4,24}\d(?!\w)")
# What a shorter number is: a price, a year, a day.
_FEWEST_DIGITS = 7
_BEFORE_CHARS = 40
_OWN = re.compile(
    r"\b(?:my|mine|(?:call|text|ring|phone|reach|e-?mail|mail|contact|message|whatsapp)(?: to)? "
    r"(?:me|us)|mi|llam\w+me|escrib\w+me|contact\w+me)\b"
    r"|(?<!\w)(?:رقمي|هاتفي|جوالي|موبايلي|ايميلي|بريدي|اتصل\w* (?:بي|علي)|كلم\w*ني|راسل\w*ني)"
)
_OTHERS = re.compile(
    r"\b(?:your|yours|his|her|their|not|old|wrong|vuestro|tu|su|no|viejo)\b"
    r"|\bmy \w+'s\b|(?<!\w)(?:رقمكم|رقمك|ليس|مو|مش)(?!\w)"
)


def read_contact(text: str, kind: CriterionKind, is_asked: bool) -> str | None:
    """Return the number or address as the lead wrote it; None when none is plainly theirs."""
    if kind is CriterionKind.EMAIL:
        found = list(dict.fromkeys(emails_in(text)))
    else:
        plain = ascii_digits(text)
        pieces = (text[match.start() : match.end()] for match in _NUMBER.finditer(plain))
        found = list(dict.fromkeys(filter(_is_phone, pieces)))
    if len(found) != 1:
        return None
    at = text.index(found[0])
    before = strip_marks(text[max(0, at - _BEFORE_CHARS) : at]).lower()
    if _OTHERS.search(before):
        return None
    return found[0] if is_asked or _OWN.search(before) else None


def _is_phone(piece: str) -> bool:
    digits = sum(letter.isdigit() for letter in piece)
    return digits >= _FEWEST_DIGITS and read_phone(piece) is not None
