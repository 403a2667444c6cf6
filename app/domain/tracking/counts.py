"""How many: bedrooms, bathrooms, people, rooms and nights, as a lead says it.

A number counts what the noun behind it names. Without a noun it answers the one thing we asked
about; "one" alone is mostly a pronoun ("find me one in town") and counts only where it stands for
the whole answer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_WORDS: dict[str, int] = {}
for _row in ("one two three four five six seven eight nine ten eleven twelve",):
    _WORDS |= {word: number for number, word in enumerate(_row.split(), 1)}
_WORDS |= {"single": 1, "double": 2, "a couple of": 2}
_NUMBER = rf"(?P<number>\d{{1,3}}|{'|'.join(_WORDS)})"
_NOUNS = {
    "bedrooms": r"bed ?-?(?:ro?o?ms?\w?)?s?|bedr\w*|brs?|bdrms?|bhk",
    "bathrooms": r"bath ?-?(?:ro?o?ms?\w?)?s?|bathr\w*|baths?|ba",
    "people": r"people|persons?|guests?|adults?|of us|travell?ers?|occupants?|members|friends|"
    r"individuals?|ppl|pax",
    "rooms": r"(?:(?:hotel|guest|double|single|separate|different|standard) )?rooms?",
    "nights": r"nights?|days?",
}
_ANY_NOUN = "|".join(_NOUNS.values())
_KIND_OF = r"(?:full|large|big|spacious|small|separate|private|attached|more|or more|other) "
# "Bedrooms should be 3", "number of baths: 2".
_NOUN_FIRST = {
    name: re.compile(
        rf"\b(?:{_NOUNS[name]})(?: ?(?:count|number|wise))?(?: ?:| ?=| is| are| should be| must be|"
        rf" needs? to be| to be) ?(?:at least |about )?{_NUMBER}(?![\w:]| ?-? ?(?:{_ANY_NOUN}))",
        re.IGNORECASE,
    )
    for name in ("bedrooms", "bathrooms", "people", "rooms")
}
_COUNTED = {
    name: re.compile(
        rf"(?<![\w:$€£.]){_NUMBER} ?-? ?(?:{_KIND_OF})?(?:{noun})(?!\w)(?! ?-?stars?\b)",
        re.IGNORECASE,
    )
    for name, noun in _NOUNS.items()
}
_LESS_PLAIN = {
    "people": (
        (
            r"(?:just|only) (?:me|myself|1|one person)\b|\b1,? me\b"
            r"|\bby myself\b|\balone\b|\bon my own\b|\bsolo\b",
            1,
        ),
        (
            r"\bmy (?:wife|husband|partner|girlfriend|boyfriend|friend) and (?:i|me)\b"
            r"|\b(?:me|myself) and my (?:wife|husband|partner|girlfriend|boyfriend|friend)\b"
            r"|\b(?:the )?(?:two|both) of us\b|\bfor (?:a )?couple\b",
            2,
        ),
    ),
    "nights": ((r"\b(?:a|one) week\b(?! from)", 7), (r"\btwo weeks\b", 14)),
}
_PLAINLY = {
    name: tuple((re.compile(pattern, re.IGNORECASE), number) for pattern, number in rows)
    for name, rows in _LESS_PLAIN.items()
}
_PARTY = re.compile(rf"\b(?:party|group|family|total) of {_NUMBER}\b", re.IGNORECASE)
_FOR = re.compile(
    rf"\bfor {_NUMBER}(?=\W*$|[,.;!?]| (?:please|in|at|on|and|from|with)\b)", re.IGNORECASE
)
_BARE = re.compile(
    rf"(?<![\w:/$€£.#-]){_NUMBER}(?![\w:/%]|\.\d|,\d| ?(?:am|pm|o'?clock|star|st|nd|rd|th)\b)",
    re.IGNORECASE,
)
_ONE_IS_ALL = re.compile(
    r"^\W*(?:(?:just|only|yes|yeah|i (?:need|want|would like)|i'd like|we need|make it|there is|"
    r"there's|it'?s|about)\W+){0,2}one\b(?! (?:in|near|at|with|that|which|on|for|from|of)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Count:
    """A number of something; ``start`` and ``end`` are where it stands."""

    field: str
    value: int
    start: int
    end: int


def find_counts(text: str, fields: Collection[str], asked: Collection[str]) -> Iterator[Count]:
    """Yield the counts a sentence tells.

    Args:
        fields: what may be told.
        asked: what our last message asked for, other kinds of fields included.
    """
    told: set[str] = set()
    for name, pattern in _COUNTED.items():
        field = _meant(name, fields, asked)
        if field is None or (field != name and field in told):
            continue
        matches = list(pattern.finditer(text))
        if not matches and name in _NOUN_FIRST:
            matches = list(_NOUN_FIRST[name].finditer(text))
        for match in matches:
            if name == "nights" and not _is_stay(text, match):
                continue
            told.add(field)
            yield Count(field, read_number(match["number"]), match.start(), match.end())
    if "people" in fields and "people" not in told:
        for count in _people(text, asked):
            told.add("people")
            yield count
    if "nights" in fields and "nights" not in told:
        for found, number in _PLAINLY["nights"]:
            if week := found.search(text):
                told.add("nights")
                yield Count("nights", number, week.start(), week.end())
    yield from _bare(text, [name for name in _NOUNS if name in asked and name not in told], told)


def read_number(text: str) -> int:
    """Return the value of digits or of a number's word."""
    return int(text) if text.isdigit() else _WORDS[text.lower()]


def _meant(name: str, fields: Collection[str], asked: Collection[str]) -> str | None:
    """Return the field a noun counts here: a home's "rooms" are its bedrooms."""
    if name in fields:
        return name
    if name == "rooms" and "bedrooms" in asked:
        return "bedrooms"
    return None


def _is_stay(text: str, match: re.Match[str]) -> bool:
    return not re.match(r"\s*(?:ago|from now|before|after|later|in advance)", text[match.end() :])


def _people(text: str, asked: Collection[str]) -> Iterator[Count]:
    for pattern in (_PARTY, _FOR) if "nights" not in asked else (_PARTY,):
        if match := pattern.search(text):
            yield Count("people", read_number(match["number"]), match.start(), match.end())
            return
    for found, number in _PLAINLY["people"]:
        if plain := found.search(text):
            yield Count("people", number, plain.start(), plain.end())
            return


def _bare(text: str, asked: list[str], told: set[str]) -> Iterator[Count]:
    """Yield numbers without a noun as answers to what was asked, in our order of asking."""
    if not asked or told:
        return
    numbers = [m for m in _BARE.finditer(text) if m["number"].lower() != "one"]
    if not numbers and (one := _ONE_IS_ALL.match(text)):
        yield Count(asked[0], 1, one.start(), one.end())
        return
    for name, match in zip(asked, numbers, strict=False):
        yield Count(name, read_number(match["number"]), match.start(), match.end())
