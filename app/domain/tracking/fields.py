"""What businesses of each kind need to be told, and what a message of ours asks for.

A field means what the business makes of it: ``date`` is the visit, the check-in, the pick-up or the
appointment; ``end_date`` the check-out or the return. A kind of business that has no use for a
field is never told it: the time in "I can view the flat, I finish work at 5" is no pick-up time.
"""

from __future__ import annotations

import re
from collections.abc import Collection

HOMES_TO_RENT = "homes to rent"
HOMES = "homes to buy or rent"
STAYS = "stays"
CARS = "car hire"
DOCTORS = "doctors"
DENTISTS = "dentists"
SALONS = "salons"
CALENDAR = "the lead's own calendar"

FIELDS: dict[str, frozenset[str]] = {
    HOMES_TO_RENT: frozenset({"location", "bedrooms", "bathrooms", "date"}),
    HOMES: frozenset({"location", "bedrooms", "bathrooms", "date", "transaction"}),
    STAYS: frozenset({"location", "date", "end_date", "nights", "people", "rooms"}),
    CARS: frozenset({"location", "date", "end_date", "time", "category"}),
    DOCTORS: frozenset({"location", "date", "time", "category", "provider"}),
    DENTISTS: frozenset({"location", "date", "time", "provider"}),
    SALONS: frozenset({"location", "date", "time", "provider"}),
    CALENDAR: frozenset(),
}
EVERY_FIELD = frozenset().union(*FIELDS.values())

# "Where" and "when" ask only as a question's first words; "tell me when it suits" asks too.
_ASKS = {
    "location": r"\b(?:where|cit(?:y|ies)|areas?|towns?|locations?|neighbou?rhood|place do you|"
    r"metropolis|which place|what place|region)\b",
    "bedrooms": r"\b(?:bed ?-?rooms?|beds|how many rooms|number of rooms)\b",
    "bathrooms": r"\bbath(?: ?-?rooms?|s)?\b",
    "date": r"\b(?:when|date|dates|what day|which day|day would|check(?:ing)?[ -]?in|arriv\w+|"
    r"start\w*|time ?frame|day is|days? (?:work|suit)s?)\b",
    "end_date": r"\b(?:check(?:ing)?[ -]?out|how long|until|till|return\w*|drop(?:ping)?[ -]?off|"
    r"leav(?:e|ing)|depart\w*|duration|how many (?:days|nights)|bring it back|end date)\b",
    "nights": r"\b(?:how long|how many (?:days|nights)|number of (?:days|nights)|duration|"
    r"length of)\b",
    "time": r"\b(?:time(?! ?frame)|when|what hour|o'clock)\b",
    "people": r"\b(?:how many (?:people|persons|guests|adults|travell?ers|of you)|party|"
    r"(?:number|size) of (?:the |your )?(?:people|persons|guests|adults|travell?ers|group|party)|"
    r"who is (?:going|coming|travell?ing)|group)\b",
    "rooms": r"\b(?:how many rooms|number of rooms|rooms do you)\b",
    "category": r"\b(?:type|kind|special(?:ty|ist|i[sz]ation)|sort of|class of|model|"
    r"size of (?:the )?car|car size)\b",
    "provider": r"\b(?:who|which (?:one|doctor|dentist|stylist|salon|therapist|provider|hair\w*|"
    r"physician)|(?:doctor|dentist|stylist|salon|provider|therapist)(?:'s)? name|name of the|"
    r"(?:particular|specific|preferred|certain) (?:doctor|dentist|stylist|salon|therapist|"
    r"provider)|(?:doctor|dentist|stylist|salon|therapist) (?:do|would|are) you)\b",
    "transaction": r"\b(?:buy|rent|purchase|renting|buying)(?:ing)?\b.{0,20}\bor\b",
}
_ASKING = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _ASKS.items()}
_SENTENCE = re.compile(r"[^.?!]*[.?!]*")
_IS_REQUEST = re.compile(
    r"\?|\b(?:please (?:tell|give|provide|share|specify|mention|let)|let me know|tell me|"
    r"give me|i need to know|may i know|what|which|when|where|how (?:many|long)|who)\b",
    re.IGNORECASE,
)
_CONFIRMS = re.compile(
    r"\b(?:confirm\w*|correct|verify|review|details|is that right|is that okay|right\s*\?|"
    r"just to be (?:clear|sure)|so you(?:'d| would)? )",
    re.IGNORECASE,
)
_OFFERS = re.compile(
    r"\b(?:i (?:have |can )?f(?:ou|i)nd|there (?:is|are)|located|"
    r"(?:how|what) about (?=[^?]*(?-i:[A-Z0-9]))|"
    r"what do you think|is an? (?:very |really )?(?:good|great|nice)|would you like (?:me )?to|"
    r"do you want (?:me )?to|shall i|should i|anything else|something else|sound good)\b",
    re.IGNORECASE,
)


_OPENS = re.compile(
    r"\W*(?:(?:and|so|ok(?:ay)?|sure|great|yes|no problem)\W+)*"
    r"(?:what (?!do you think|about)|which|when|where|how (?:many|long)|who|"
    r"(?:i|o|f|a)(?:n|t|or) (?:what|which))\b",
    re.IGNORECASE,
)
# A question for the end that says nothing of a beginning asks for no other day.
_BEGINNING = re.compile(
    r"check(?:ing)?[ -]?in\b|pick|arriv|start|begin|dates|from|\bwhen\b.*\b(?:and|or)\b",
    re.IGNORECASE,
)


def fields_of(services: Collection[str]) -> frozenset[str]:
    """Return what a business needs to be told; of an unknown business everything counts."""
    known = [FIELDS[name] for name in services if name in FIELDS]
    return frozenset().union(*known) if known else EVERY_FIELD


def asked_fields(text: str, fields: Collection[str]) -> frozenset[str]:
    """Return which of the fields a message of ours asks for.

    A message that proposes something, or reads back what was said, asks for nothing new.
    """
    asked: set[str] = set()
    for match in _SENTENCE.finditer(text[:1000]):
        sentence = match[0]
        if not _IS_REQUEST.search(sentence) or _CONFIRMS.search(sentence):
            continue
        if _OFFERS.search(sentence) and not _OPENS.match(sentence):
            continue
        named = {name for name in fields if _ASKING[name].search(sentence)}
        if "end_date" in named and not _BEGINNING.search(sentence):
            named.discard("date")
        asked |= named
    return frozenset(asked)
