"""Brings a message into the form that consent phrases are written in.

Lower case, without accents, apostrophes, invisible characters and emoji; Arabic letters in one
form; clauses parted by `` . ``. Letters are kept in every script (Hangul and Devanagari would
lose their vowels if all marks went). ``fold`` is applied to the phrases too, so both sides agree.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# An opt-out stands in a short message; what is longer is a letter, of which the start counts.
MAX_CHARS = 1_000
_SPACES = dict.fromkeys([0x200B, 0xFEFF, 0x00A0, 0x202F, 0x2060, 0x2028, 0x2029], " ")
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʼ"), None)
_ARABIC: dict[int, str | None] = {
    ord(one): other for one, other in zip("أإآٱىةؤئکیہھےۀ", "اااايهويكيهههه", strict=True)
}
_ARABIC |= dict.fromkeys([0x0640, 0x0670, *range(0x064B, 0x0660)], None)
_HEBREW = dict.fromkeys(range(0x0591, 0x05C8), None)
_OTHER = {
    ord("ı"): "i",
    ord("ł"): "l",
    ord("đ"): "d",
    ord("ø"): "o",
    ord("ß"): "ss",
    ord("æ"): "ae",
    ord("œ"): "oe",
}
_LETTERS = _SPACES | _APOSTROPHES | _ARABIC | _HEBREW | _OTHER
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_BREAK = re.compile(r"[.!?…;:,،؛؟。！？、，।¡¿\n\r\"“”„«»()\[\]|/*]+|\s[-–—]+\s")
# Vowel signs of Indic scripts and Thai are no letters to the regular expressions.
_NOISE = re.compile(r"[^\w.\u0900-\u0dff\u0e00-\u0e7f]+|_+")
_LATIN_WORD = re.compile("[a-z]{3}")
_LOOP = re.compile(r"\)[*+]")
_LONG = re.compile("([a-z\u0621-\u064a])\\1{2,}")
_NUMBER_SIGN = re.compile(r"#(?!\w)")
# Signs that say it without a word, where the message is nothing else or only names messages.
_ONLY_SIGNS = re.compile(
    r"[\s!.\ufe0f]*(?:[\U0001f6d1\u26d4\U0001f6ab\U0001f515][\s!.\ufe0f]*)+"
    r"(?:(?:te?xts?|messages?|msgs?|sms|spam|calls?|mensajes?|رسائل|رسايل)\b[\s!.\w]*)?",
    re.IGNORECASE,
)
# What others wrote: quoted lines, all below the head of a quoted mail, and what stands in quotes.
_QUOTED_LINE = re.compile(r"(?m)^[ \t]*>.*$")
_QUOTED_MAIL = re.compile(
    r"(?im)^(?:-{2,} ?\w+.*-{2,}|_{6,}|on .{5,80} wrote:|el .{5,80} escribi[oó]:|le .{5,80} a "
    r"[eé]crit ?:|am .{5,80} schrieb.{0,40}:|em .{5,80} escreveu:|.{5,80}كتب.{0,40}:)\s*$"
)
_QUOTE = re.compile('["“”„«»「『]([^"“”„«»「」『』]{3,300})["“”»」』]')
_SPELT = re.compile(r"^(?:[a-z] ){2,}[a-z]$")


def fold(text: str) -> str:
    """Return the text with letters in one form; punctuation and case stay."""
    if text.isascii():
        return text.replace("'", "").replace("`", "")
    text = unicodedata.normalize("NFKC", text).translate(_LETTERS)
    text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    marks_apart = _LATIN_MARKS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", marks_apart)


def bounded(pattern: str) -> str:
    """Return a phrase folded, its loops over groups bounded.

    Two ways to take the same filler word would otherwise double the work with each repetition.
    """
    return _LOOP.sub(lambda loop: "){0,6}" if loop[0] == ")*" else "){1,6}", fold(pattern))


def is_only_signs(text: str) -> bool:
    """Tell whether the message is stop signs and nothing else."""
    return len(text) <= 40 and _ONLY_SIGNS.fullmatch(text) is not None


def own_words(text: str) -> str:
    """Return the beginning of the message without what it quotes of others."""
    text = text[:MAX_CHARS]
    if ">" in text or "\n" in text:
        head = _QUOTED_MAIL.search(text)
        bare = _QUOTED_LINE.sub("", text[: head.start()] if head else text)
        text = bare if bare.strip() else text
    return _QUOTE.sub(_without_quote, text) if _QUOTE.search(text) else text


def _without_quote(match: re.Match[str]) -> str:
    """Drop a quoted sentence beside other words; a word in quotes is the writer's own."""
    outside = match.string[: match.start()] + match.string[match.end() :]
    is_sentence = len(match[1].split()) >= 3 and len(outside.split()) >= 3
    return " . " if is_sentence else match[0]


def flatten(text: str) -> str:
    """Return the message as clauses parted by `` . ``, ready for the phrases."""
    # Lower case before the marks go: a Turkish capital leaves a dot behind.
    folded = _NUMBER_SIGN.sub(" number ", fold(text[:MAX_CHARS].lower()))
    clauses = []
    for part in _BREAK.split(folded):
        clause = _LONG.sub(r"\1", _NOISE.sub(" ", part)).strip()
        if clause:
            clauses.append(clause.replace(" ", "") if _SPELT.match(clause) else clause)
    return " . ".join(clauses)


def has_latin(flat: str) -> bool:
    """Tell whether a flattened message has a word in Latin letters."""
    return _LATIN_WORD.search(flat) is not None


@lru_cache(maxsize=64)
def said(text: str) -> str:
    """Return the writer's own words, flattened; several readers ask for the same message."""
    return flatten(own_words(text))
