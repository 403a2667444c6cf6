"""Which kind and which provider a lead wants, and whether they buy or rent.

Kinds are those of the businesses in ``fields``; each has the names people give it. A provider is a
name after a word of meeting ("see Dr. Ana Ruiz", "an appointment with …"), or the answer to our
question for one.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from app.domain.tracking.fields import CARS, DOCTORS
from app.domain.tracking.names import Name, find_names

_DOCTORS = {
    "Gynecologist": r"gyn\w{0,4}c\w{0,3}log\w+|ob[ /-]?gyn|women'?s (?:health )?doctor",
    "ENT Specialist": r"E\.?N\.?T\.?(?: (?:specialist|doctor))?|ear,? nose,? (?:and )?throat"
    r"(?: (?:specialist|doctor))?|otolaryngolog\w+",
    "Ophthalmologist": r"oph?th?al?m\w{0,4}log\w+|eye (?:doctor|specialist)",
    "General Practitioner": r"general (?:practi[ct]ioner|physician|doctor)|GP|family (?:doctor|"
    r"physician)|primary care(?: (?:doctor|physician))?",
    "Dermatologist": r"derm\w{0,6}log\w+|skin (?:doctor|specialist)",
    "Psychologist": r"psycholog\w+",
    "Psychiatrist": r"psychiatr\w+",
    "Family Counselor": r"(?:family|marriage|couples?) (?:counsel\w+|therap\w+)",
}
_CARS = {
    "Compact": r"compact|small(?:er)?(?:[ -]sized?)? car|economy(?: car)?",
    "Standard": r"standard|inter?mediate|(?:mid|medium)[ -]?sized?|regular(?:[ -]sized?)? car",
    "Full-size": r"full[ -]?sized?|(?:large|big)(?:r|ger)?(?:[ -]sized?)? car",
    "Hatchback": r"hatch ?back",
    "Sedan": r"sedan|saloon car",
    "SUV": r"SUV|sport utility(?: vehicle)?|four[ -]wheel drive",
}
_KINDS = {
    DOCTORS: tuple((kind, re.compile(rf"\b(?:{p})s?\b", re.I)) for kind, p in _DOCTORS.items()),
    CARS: tuple((kind, re.compile(rf"\b(?:{p})s?\b", re.I)) for kind, p in _CARS.items()),
}
_NEGATED = re.compile(
    r"\b(?:not|no|don'?t (?:want|need)|isn'?t|without|instead of|rather than)"
    r"(?: an?| the)?\s+$",
    re.IGNORECASE,
)
_BUYS = re.compile(r"\b(?:buy|buying|purchas\w+|for sale|to own)\b", re.IGNORECASE)
_RENTS = re.compile(
    r"(?<!the )(?<!monthly )\b(?:rent|renting|rental|rented|leas(?:e|ing)|for rent|to let)\b",
    re.IGNORECASE,
)
_MEETS = re.compile(
    r"\b(?:with|see|visit|consult|book|try|choose|prefer|to|at|called|for|want|change to|go to|"
    r"(?:doctor|dentist|stylist|salon|therapist)(?: named| called| is)?|name is)\s+(?:the )?$",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:Dr|Doctor)\.? (?=[A-Z])|(?:,? (?:MD|M\.D\.|DDS|DMD))\b")
_PROVIDES = re.compile(
    r"\b(?:salons?|spa|barbers?\w*|studio|dental|dentistry|clinic|hair\w*|cuts|beauty|bar|center|"
    r"medical|group|associates|family)\b|\bDr\b|^Doctor\b|\bM\.?D\b|\bDDS\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value chosen, at ``start`` to ``end`` of a text."""

    value: str
    start: int
    end: int


def find_kind(text: str, services: Collection[str]) -> Choice | None:
    """Return the kind of doctor or car a sentence asks for, the last one if several."""
    found: list[Choice] = []
    for service, kinds in _KINDS.items():
        if services and service not in services:
            continue
        for kind, pattern in kinds:
            found += [
                Choice(kind, match.start(), match.end())
                for match in pattern.finditer(text)
                if not _NEGATED.search(text[: match.start()])
            ]
    return max(found, key=lambda choice: choice.start, default=None)


def find_transaction(text: str) -> Choice | None:
    """Return ``buy`` or ``rent`` where a sentence says one of them and not both."""
    buys = [m for m in _BUYS.finditer(text) if not _NEGATED.search(text[: m.start()])]
    rents = [m for m in _RENTS.finditer(text) if not _NEGATED.search(text[: m.start()])]
    if bool(buys) == bool(rents):
        return None
    match = (buys or rents)[0]
    return Choice("buy" if buys else "rent", match.start(), match.end())


def find_provider(text: str, is_asked: bool, place: str = "") -> Choice | None:
    """Return the doctor, dentist or salon a sentence names.

    Args:
        is_asked: our last message asked which one.
        place: what the sentence says about the place, which is no provider.
    """
    for name in find_names(text):
        if name.text == place or name.text in place or (place and name.text.startswith(place)):
            continue
        value, start = _with_title(text, name)
        meets = _MEETS.search(text[max(0, start - 40) : start])
        if is_asked and (meets or not text[:start].strip(" ,.") or " " in value):
            return Choice(value, start, name.end)
        if meets and (value != name.text or _PROVIDES.search(value)):
            return Choice(value, start, name.end)
        if (
            meets
            and " " in name.text
            and re.search(r"\b(?:with|see|consult)\s+$", text[:start], re.I)
        ):
            return Choice(value, start, name.end)
    return None


def _with_title(text: str, name: Name) -> tuple[str, int]:
    before = re.search(r"\b(?:Dr|Doctor)\.? $", text[: name.start], re.IGNORECASE)
    start = before.start() if before else name.start
    return text[start : name.end], start
