"""How many SMS segments a text takes, and how to make it fit.

A text of GSM 7-bit letters takes 160 septets in one segment, 153 in each of several (a header
joins them); letters of the extension table take two, which never part. One letter outside the
alphabet turns all of it into UCS-2: 70 code units, or 67 each, and a surrogate pair never parts.
Typographic quotes, dashes and spaces are such letters, and cost half the message for nothing.

Source: 3GPP TS 23.038 sections 6.2.1 and 6.2.3, TS 23.040 section 9.2.3.24.1.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€\f")
_GSM_ONE, _GSM_EACH = 160, 153
_UCS_ONE, _UCS_EACH = 70, 67

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′´`", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000\t", " "),
        **dict.fromkeys("•‣▪●", "-"),
        **dict.fromkeys("\u200b\u2060\ufeff\u00ad", ""),
        "…": "...",
        "×": "x",
        "\u2028": "\n",
        "\u2029": "\n",
    }
)
_PIECES = re.compile(r"(?:https?://|www\.)\S+|\S+|\s+")
_SENTENCE_END = re.compile(r"[.!?؟。！？]['\")]*$")


@dataclass(frozen=True, slots=True)
class Size:
    """``units`` are septets, or 16-bit code units when ``is_unicode``."""

    segments: int
    units: int
    is_unicode: bool


def normalise(text: str) -> str:
    """Return the text with typography that SMS cannot carry cheaply made plain; letters stay."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).translate(_PLAIN)


def measure(text: str) -> Size:
    """Return how many segments the text takes; an empty text takes none."""
    is_unicode = not all(c in _BASIC or c in _EXTENDED for c in text)
    widths = [_width(c, is_unicode) for c in text]
    one, each = (_UCS_ONE, _UCS_EACH) if is_unicode else (_GSM_ONE, _GSM_EACH)
    units = sum(widths)
    if units <= one:
        return Size(1 if text else 0, units, is_unicode)
    segments, used = 1, 0
    for width in widths:
        if used + width > each:
            segments, used = segments + 1, 0
        used += width
    return Size(segments, units, is_unicode)


def split(text: str, max_segments: int) -> list[str]:
    """Return the text in messages of at most ``max_segments`` each, in order.

    It parts after a sentence where one ends in the second half of what fits, else between words,
    never within a link or a letter. Only a single word longer than a message is cut, and only
    between whole letters.
    """
    if max_segments < 1:
        raise ValueError("at least one segment")
    messages: list[str] = []
    rest = text.strip()
    while rest:
        if measure(rest).segments <= max_segments:
            messages.append(rest)
            break
        head = _head(rest, max_segments)
        messages.append(head.rstrip())
        rest = rest[len(head) :].lstrip()
    return messages


def _width(letter: str, is_unicode: bool) -> int:
    if is_unicode:
        return 2 if ord(letter) > 0xFFFF else 1
    return 2 if letter in _EXTENDED else 1


def _head(text: str, max_segments: int) -> str:
    """Return the longest good beginning that fits."""
    limit = _fitting(text, max_segments)
    ends: list[int] = []
    sentences: list[int] = []
    for piece in _PIECES.finditer(text):
        if piece.end() > limit:
            break
        if not piece[0].isspace():
            ends.append(piece.end())
            if _SENTENCE_END.search(piece[0]):
                sentences.append(piece.end())
    if sentences and sentences[-1] >= limit // 2:
        return text[: sentences[-1]]
    if ends:
        return text[: ends[-1]]
    return text[: _between_letters(text, limit)]


def _fitting(text: str, max_segments: int) -> int:
    """Return the length of the longest beginning that fits, found by halving.

    A longer beginning never takes fewer segments: letters only add units, and at most turn all of
    it into UCS-2.
    """
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle]).segments <= max_segments:
            low = middle
        else:
            high = middle - 1
    return low


def _between_letters(text: str, limit: int) -> int:
    """Move a cut back to where a letter begins: no lone accent, joiner or half of a flag."""
    cut = limit
    while cut > 1 and _continues(text[cut - 1], text[cut]):
        cut -= 1
    return cut if cut > 1 else limit


def _continues(before: str, letter: str) -> bool:
    is_flag = all(0x1F1E6 <= ord(c) <= 0x1F1FF for c in (before, letter))
    is_joined = "\u200d" in (before, letter) or 0x1F3FB <= ord(letter) <= 0x1F3FF
    return is_flag or is_joined or unicodedata.category(letter) in ("Mn", "Me", "Mc")
