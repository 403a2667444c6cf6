"""What must never leave: keys, our instructions, tags, names of tools; disguised or not.

A draft is looked at as it is, without signs of no width, with spaced letters joined, backwards,
with each letter thirteen further, and with what looks like base64 decoded. Instructions are known
by eight words in a row, or by so many letters in a row whatever stands between them.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from functools import lru_cache

from app.domain.addresses import revealed
from app.domain.text import words

_SECRET = re.compile(
    r"\bsk[-_](?:[A-Za-z]+[-_])*[A-Za-z0-9_-]{8,}|\b[rp]k_(?:live|test)_\w{8,}"
    r"|\bAC[0-9a-fA-F]{32}\b"
    r"|\bSK[0-9a-fA-F]{32}\b|\b[Bb]earer\s+[A-Za-z0-9._~+/-]{12,}|\bxox[a-z]-[\w-]{6,}"
    r"|\bSG\.[\w-]{8,}|-----BEGIN |\bgh[pousr]_\w{16,}|\bgithub_pat_\w{16,}|\b(?:AKIA"
    r"|ASIA)[A-Z0-9]{12,}"
    r"|\bAIza[\w-]{20,}|\beyJ[\w-]{8,}\.[\w-]{8,}|\b[a-z][a-z0-9+]{2,14}://[^\s/:@]+:[^\s/@]+@"
    r"|\bpat-[a-z0-9]+-[0-9a-f-]{20,}|\bwhsec_\w{10,}|\bEAA[A-Za-z0-9]{20,}|\bglpat-[\w-]{12,}"
    r"|\b(?:api[ _-]?key|secret(?:[ _-]key)?|password|passwd|token|contrasena|contraseña)\b"
    r"\s*(?:is|es|=|:)\s*[\"'`]?(?=[^\s\"'`]*\d)[^\s\"'`]{8,}",
)
_DIGIT = re.compile(r"\d")
_LEAST_KEY = 8
_LONG = re.compile(r"(?<![\w-])[\w-]{32}")
_LONG_TOKEN = re.compile(r"(?<![\w/.=?&-])(?=[\w-]*[A-Za-z])(?=(?:[A-Za-z_-]*\d){6})[\w-]{32,}")
_WORKINGS = re.compile(
    r"<\s*/?\s*[a-z_]+(?:\s[^<>]*)?/?>|\b(?:system|developer|hidden|initial"
    r"|original) (?:prompt|instruction"
    r"|message)s?\b|\bprompt (?:del )?sistema\b|\binstrucciones (?:del sistema|internas|ocultas)\b"
    r"|تعليمات النظام|موجه النظام|\{\s*[\"']\w+[\"']\s*:|\[/?(?:inst|sys|system)\]|<\|"
    r"|\b(?:max_chars|tool_use|tool_call|function_call)\b",
)
_OWN_RULES = re.compile(
    r"\bmy (?:own |exact |full |internal )?(?:rules|instructions|prompt|guidelines|directives)"
    r" (?:are|is|say|says|state|tell|read|include|begin|start|require)"
    r"|\bi(?: was| am|'m| have been|'ve been) (?:instructed|told|programmed|configured|prompted)"
    r" (?:to|not|never|that)"
    r"|\bhere (?:are|is) (?:my|the) (?:\w+ )?(?:rules|instructions|prompt|tools|functions)\b"
    r"|\bmy (?:\w+ )?(?:rules|instructions|prompt|guidelines|directives) (?:forbid|prohibit"
    r"|prevent|do not"
    r"|don't|allow|tell)|\bi follow (?:these|the following|my) (?:rules|instructions)\b"
    r"|\bmis (?:instrucciones|reglas|directrices) (?:son|dicen|indican|incluyen|me)\b"
    r"|\bme (?:han )?(?:programado|instruido|ordenado|configurado)\w* (?:para|que|no)\b"
    r"|(?:تعليماتي|قواعدي|التعليمات الخاصه بي|تعليماتى) (?:هي|تقول|تنص|تشمل)|تمت? برمجتي",
)
# Words with an underscore are names of tools and fields; no person writes them.
_SNAKE = re.compile(r"(?<![\w@/.=?&#-])[a-z]+(?:_[a-z]+)+(?![\w@/=-])")
_BASE64 = re.compile(r"(?<![\w+/])[A-Za-z0-9+/_-]{16,}={0,2}(?![\w+/])")
_SPACED = re.compile(r"(?:(?<!\w)\w[\s.\-_*|]{1,2}){5,}\w(?!\w)")
_SIGNS = (
    *(
        "<",
        "{",
        "[",
        "_",
        "prompt",
        "instruc",
        "system",
        "message",
        "rules",
        "guideline",
        "directive",
    ),
    *(
        "tools",
        "functions",
        "told",
        "programmed",
        "instruid",
        "configured",
        "reglas",
        "directrices",
        "programado",
    ),
    *("ordenado", "configurado", "تعليمات", "موجه", "قواعدي", "برمجت"),
)
_SHINGLE_WORDS = 8
_SHINGLE_LETTERS = 36
_READ_CHARS = 8_000
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROT13 = str.maketrans(
    _LETTERS + _LETTERS.upper(),
    _LETTERS[13:] + _LETTERS[:13] + _LETTERS[13:].upper() + _LETTERS[:13].upper(),
)
_HIDDEN = re.compile(r"system ?prompt|systemprompt|recordfindings|record findings|notinknowledge")


def shows_secret(text: str, allowed: Iterable[str] = ()) -> bool:
    """Tell whether a text holds something that looks like a key or a password.

    Args:
        allowed: texts whose long tokens are no secrets: the links of the business, its knowledge.
    """
    views = _views(text)
    if any(_SECRET.search(view) for view in views if _may_hold_key(view)):
        return True
    head = text[:_READ_CHARS]
    long = _LONG_TOKEN.findall(head) if _LONG.search(head) else []
    return bool(long) and not all(any(token in one for one in allowed) for token in long)


def _may_hold_key(view: str) -> bool:
    if any(sign in view for sign in ("://", "BEGIN", "AKIA", "ASIA", "eyJ")):
        return True
    return any(len(token) >= _LEAST_KEY and _DIGIT.search(token) for token in view.split())


def shows_workings(
    text: str, private_texts: Iterable[str], own_words: frozenset[str] = frozenset()
) -> bool:
    """Tell whether a text shows the rules, the tags or the tools.

    Args:
        private_texts: what must not be told.
        own_words: words of the business's texts with an underscore, which it may say.
    """
    views = _views(text)
    folded = [view.casefold() for view in views]
    if any(_WORKINGS.search(view) or _OWN_RULES.search(view) for view in folded if _may_tell(view)):
        return True
    if any(name not in own_words for name in _SNAKE.findall(text[:_READ_CHARS])):
        return True
    private = tuple(private_texts)
    return any(_tells(view, private) for view in views)


def _may_tell(view: str) -> bool:
    # One of these stands in whatever is looked for, and in few honest texts.
    return any(sign in view for sign in _SIGNS)


def _tells(view: str, private_texts: tuple[str, ...]) -> bool:
    told = words(view)
    letters = "".join(told)
    rows = {tuple(told[i : i + _SHINGLE_WORDS]) for i in range(len(told) - _SHINGLE_WORDS + 1)}
    if any(not rows.isdisjoint(_rows(private)) for private in private_texts):
        return True
    # Backwards, and each letter thirteen further.
    return any(
        _HIDDEN.search(one) or any(_runs_along(one, private) for private in private_texts)
        for one in (letters, letters[::-1], letters.translate(_ROT13))
    )


def _runs_along(letters: str, private: str) -> bool:
    """Tell whether so many letters of a private text stand in a row.

    Every such row holds a whole piece of half its length that begins at a multiple of that.
    """
    half = _SHINGLE_LETTERS // 2
    pieces, whole = _pieces(private)
    for at in range(0, len(letters) - half + 1, half):
        if letters[at : at + half] not in pieces:
            continue
        starts = range(max(0, at - half), at + 1)
        if any(
            len(run := letters[i : i + _SHINGLE_LETTERS]) == _SHINGLE_LETTERS and run in whole
            for i in starts
        ):
            return True
    return False


@lru_cache(maxsize=16)
def _rows(text: str) -> frozenset[tuple[str, ...]]:
    said = words(text)
    return frozenset(
        tuple(said[i : i + _SHINGLE_WORDS]) for i in range(len(said) - _SHINGLE_WORDS + 1)
    )


@lru_cache(maxsize=16)
def _pieces(text: str) -> tuple[frozenset[str], str]:
    letters = "".join(words(text))
    half = _SHINGLE_LETTERS // 2
    return frozenset(letters[i : i + half] for i in range(len(letters) - half + 1)), letters


@lru_cache(maxsize=64)
def _views(text: str) -> tuple[str, ...]:
    """Return a text as it is and without its disguises, each once."""
    head = text[:_READ_CHARS]
    views = [head, revealed(head), joined(head)]
    views += [head[::-1]] if _DIGIT.search(head) else []
    views += [decoded for found in _BASE64.findall(head) if (decoded := _decoded(found))]
    return tuple(dict.fromkeys(views))


def joined(text: str) -> str:
    """Return a text with words that were written letter by letter in one piece."""
    return _SPACED.sub(lambda m: re.sub(r"[\s.\-_*|]", "", m[0]), text)


def _decoded(token: str) -> str:
    bare = token.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        text = base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""
    return text if text.isprintable() else ""
