"""The name a lead gives: theirs, or the one a booking stands under.

A name is what stands where names stand ("my name is …", "under …", «a nombre de …», «باسم …») and
is no common word. Where a cue is weak ("for …", "it's …") capitals must speak for it, or a known
given name. Asked for a name, what is left of a short message is the name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from app.domain.reading.common_words import GIVEN_NAMES, NEVER_NAMES, NOT_NAMES
from app.domain.reading.name_cues import (
    BEFORE,
    BOOKING,
    CUE,
    PLACES,
    POSSESSIVE,
    STRONG,
    TITLES,
    WEAK,
)
from app.domain.text import strip_marks, word_set

MAX_CHARS = 600
MAX_WORDS = 4
_LONGEST = 30

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FILLERS = word_set(
    "it its is be yes yeah sure ok okay hi hello hey sir um uh well so please thanks first last "
    "name just only thank you no and the mr mrs ms miss es si claro hola gracias نعم"
)
_SKIPPED = word_set("is of es de the mr mrs ms miss be senor senora el to a for هو")
_PARTICLES = word_set("de la del van von der den bin ibn al el da dos di le du st")


class Name(NamedTuple):
    """A name in a message: where its first and last names stand; one of them may be absent."""

    first: tuple[int, int] | None
    last: tuple[int, int] | None
    whole: tuple[int, int] | None


Words = list[re.Match[str]]


def find_name(message: str, asked: Collection[str] = ()) -> Name | None:
    """Return the name a message gives, or None.

    Args:
        asked: what our last message asked for, in its order: a single word answers the first.
    """
    text = message[:MAX_CHARS]
    wants = [kind for kind in asked if kind in ("first_name", "last_name", "person_name")]
    if not wants and not CUE.search(text) and not _may_be_bare(text):
        return None
    named: Name | None = None
    for words, cue in _candidates(text, bool(wants)):
        name = _split(words, wants, cue)
        if named is None:
            named = name
        elif None in (named.first, named.last) and (named.first is None) != (name.first is None):
            # "First name Ann, last name Lee".
            return Name(named.first or name.first, named.last or name.last, None)
        elif cue not in ("first", "last"):
            break
        if cue not in ("first", "last"):
            break
    return named


def _may_be_bare(text: str) -> bool:
    """Tell whether a message begins with a given name, which may be all it says."""
    first = _WORD.match(text.lstrip())
    return first is not None and strip_marks(first[0]) in GIVEN_NAMES


def _candidates(text: str, is_asked: bool) -> Iterator[tuple[Words, str]]:
    """Yield the words that may be a name and the kind of cue, the surest first."""
    is_shouted = text.isupper()
    for match in STRONG.finditer(text):
        if words := _name_after(text, match.end(), is_strong=not is_shouted):
            yield words, _kind_of(match[0].lower())
    for match in BEFORE.finditer(text):
        words = _without_fillers(list(_WORD.finditer(text, *match.span("name"))))
        if 0 < len(words) <= MAX_WORDS and all(_may_be_name(w[0]) for w in words):
            yield words, ""
    if words := _answer(text) if is_asked else _bare_name(text):
        yield words, ""
    for match in POSSESSIVE.finditer(text):
        words = list(_WORD.finditer(text, *match.span("name")))
        if all(_may_be_name(w[0]) for w in words):
            yield words, "under"
    for match in TITLES.finditer(text):
        words = _name_after(text, match.end(), is_strong=False)
        if words and not words[0][0][0].islower():
            yield words, "" if len(words) > 1 else "last"
    is_place = PLACES.search(text) is not None
    for match in WEAK.finditer(text):
        cue = " ".join(match[0].lower().split()).replace("’", "'")
        words = _name_after(text, match.end(), is_strong=False)
        if words and _looks_like_name(words, cue, text, is_place):
            yield words, ""
    if not is_place and BOOKING.search(text) and (words := _capital_run(_words(text), text)):
        before = _words(text[: words[0].start()])
        if not before or before[-1][0].lower() not in ("at", "in", "near", "the", "en", "to"):
            yield words, ""


def _words(text: str) -> Words:
    return list(_WORD.finditer(text))


def _kind_of(cue: str) -> str:
    if re.search(r"last|surname|apellido", cue):
        return "last"
    if "first" in cue or "given" in cue:
        return "first"
    return "under" if re.match(r"under|in |on |by |for |a nombre|en nombre", cue) else ""


def _without_fillers(words: Words) -> Words:
    while words and strip_marks(words[0][0]) in _FILLERS:
        words = words[1:]
    while words and strip_marks(words[-1][0]) in _FILLERS:
        words = words[:-1]
    return words


def _may_be_name(word: str) -> bool:
    bare = strip_marks(word).replace("'", "")
    if len(bare) > _LONGEST:
        return False
    return bare not in NOT_NAMES and bare.removesuffix("s") not in NOT_NAMES


def _name_after(text: str, at: int, is_strong: bool) -> Words:
    """Return the words of a name that begins here; a capital counts for more after a sure cue."""
    words: Words = []
    end = at
    for word in _WORD.finditer(text, at, min(len(text), at + 80)):
        if not _is_joined(text[end : word.start()], words) or len(words) == MAX_WORDS:
            break
        plain = strip_marks(word[0])
        is_capital = word[0][0].isupper() and not word[0].isupper()
        if not words and plain in _SKIPPED:
            end = word.end()
            continue
        is_after_capital = bool(words) and words[-1][0][0].isupper()
        if not _may_be_name(word[0]) and plain not in _PARTICLES:
            may_be = is_capital and plain not in NEVER_NAMES and (is_strong or is_after_capital)
            if not may_be:
                break
        if is_after_capital and word[0][0].islower() and plain not in _PARTICLES:
            break
        words.append(word)
        end = word.end()
    while words and words[-1][0].islower() and strip_marks(words[-1][0]) in _PARTICLES:
        words.pop()
    return words


def _is_joined(gap: str, words: Words) -> bool:
    if not words:
        return gap.strip(' ."“«:=') == ""
    # An initial: "Ana B. Ruiz".
    return gap.isspace() or (gap.strip() == "." and len(words[-1][0]) == 1)


def _looks_like_name(words: Words, cue: str, text: str, is_place: bool) -> bool:
    capitals = sum(word[0][0].isupper() for word in words)
    is_capital = capitals == len(words) and not text.isupper()
    is_known = strip_marks(words[0][0]) in GIVEN_NAMES
    if cue in ("this is", "soy", "أنا", "انا"):
        is_greeted = text[: words[0].start()].count(" ") < 4 and len(words) <= 2
        return is_capital or is_known or (is_greeted and _is_set_off(text, words[-1].end()))
    if cue in ("i am", "i'm", "im"):
        return is_capital or (is_known and _is_set_off(text, words[-1].end()))
    if cue in ("to", "from", "pay", "paid", "sent", "with"):
        # Who gets money is named in full; a lower-case word alone may be anything.
        is_full = len(words) >= 2 and (is_capital or is_known or capitals == 0)
        return is_full and bool(re.search(r"\b(?:transfer|sent|send|order|pay|paid)\b", text))
    if is_place:
        return False
    if cue in ("for", "para", "ل", "by"):
        is_full = len(words) >= 2 and is_capital
        return BOOKING.search(text) is not None and (is_full or is_known)
    return (len(words) >= 2 and is_capital) or (is_known and is_capital)


def _is_set_off(text: str, at: int) -> bool:
    rest = text[at:].lstrip().lower()
    return rest == "" or rest[0] in ",.!" or rest.startswith(("and ", "from ", "here", "again"))


def _bare_name(text: str) -> Words:
    """Return a name that is the whole message, or stands before its first comma."""
    head = re.split(r"[,.!?]", text.strip(), maxsplit=1)[0]
    words = list(_WORD.finditer(text, 0, text.index(head) + len(head)))
    if not 0 < len(words) <= 3 or (len(words) == 1 and len(head) < len(text.strip(" .!"))):
        return []
    is_known = strip_marks(words[0][0]) in GIVEN_NAMES
    is_clear = all(w[0][0].isupper() and _may_be_name(w[0]) for w in words[1:])
    return words if is_known and is_clear and words[0][0][0].isupper() else []


def _answer(text: str) -> Words:
    """Return the words of a message that answers the question for a name."""
    if "?" in text:
        return []
    words = _words(text)
    rest = _without_fillers(words)
    has_digit = any(c.isdigit() for c in text)
    if 0 < len(rest) <= MAX_WORDS and not has_digit:
        odd = [w for w in rest if not _may_be_name(w[0]) and strip_marks(w[0]) not in _PARTICLES]
        if not odd:
            return rest
        # "Will Save" is made of common words, but nobody else writes both with capitals.
        is_capital = all(w[0][0].isupper() for w in rest) and len(rest) == 2
        if is_capital and len(odd) == 1 and not text.isupper():
            return rest
    return _capital_run(words, text)


def _capital_run(words: Words, text: str) -> Words:
    """Return the first two or more words in a row that capitals make a name."""
    run: Words = []
    for word in words:
        is_next = not run or text[run[-1].end() : word.start()].isspace()
        if word[0][0].isupper() and _may_be_name(word[0]) and is_next:
            run.append(word)
        elif len(run) >= 2:
            break
        else:
            run = []
    return run[:MAX_WORDS] if len(run) >= 2 and not text.isupper() else []


def _split(words: Words, wants: list[str], cue: str) -> Name:
    whole = (words[0].start(), words[-1].end())
    if len(words) > 1 and cue not in ("first", "last"):
        rest = [word for word in words[1:] if len(word[0]) > 1] or words[1:]
        return Name(words[0].span(), (rest[0].start(), rest[-1].end()), whole)
    firsts, lasts = wants.count("first_name"), wants.count("last_name")
    is_last = lasts > firsts or (lasts == firsts > 0 and wants[0] == "last_name")
    if cue in ("first", "last"):
        is_last = cue == "last"
    elif cue == "under" and not wants:
        is_last = strip_marks(words[0][0]) not in GIVEN_NAMES
    return Name(None, whole, whole) if is_last else Name(whole, None, whole)
