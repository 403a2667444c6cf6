"""How many: people, adults, children, rooms, nights, bedrooms and bathrooms.

"Two adults and three kids" is one party of five, and tells both its parts. A list of relatives is
counted by its members: "me, my sister and her 2 boys". A bare number is what was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from app.domain.reading.found import Found
from app.domain.reading.tokens import Token, Tokens, rule
from app.domain.text import word_set

MOST = 999

_N = "(?P<N>digit|count)"
_MANY = "(?P<N>digit|count|article)"
_ENDS = "(?=$|and|comma|stop|end|polite|at|on|for|in)"
_MEMBER = (
    "(?:my|the|article)? (?:digit|count|no)? (?:of my)? (?:other dash|other|little|minor)?"
    " (?:person|child|kids|adults|couple) | (?:digit|count) people | me | self"
)
_LIST = rule(
    f"(?P<T>(?:digit|count) people (?:comma|dash|stop|with)*)? (?:{_MEMBER})"
    f"(?: (?:comma|and|with|sign)+ (?:{_MEMBER}) | (?<=me|self) and (?:digit|count) {_ENDS})+"
)
_ONE_MEMBER = rule(f"(?:{_MEMBER} | digit | count)")
_SINGULARS = word_set(
    "kid child baby toddler infant newborn boy girl son daughter nephew niece grandson "
    "granddaughter hijo hija nino nina bebe both teenager"
)
_PLURALS = word_set("sisters brothers friends colleagues cousins siblings others mates")
# Who is meant with "room service" counts nothing; nor is a living room a room to let.
_OTHER_NOUNS = word_set(
    "living dining meeting conference waiting service key keys number menu menus changing steam"
)

_COUNTED = (
    "unit|night|hour|room|bedroom|bathroom|symbol|currency|month|ordinal|meridiem|oclock|part|ish|"
    "person|child|year|digit|clock|of (?:month|the|my)|(?:dash|sign) (?:digit|count)|"
    "(?:to|past|until) the? (?:digit|count)|noun|more"
)
_FREE = f"(?!(?:dash|other|or)? (?:{_COUNTED}))"
_PEOPLE = tuple(
    rule(pattern)
    for pattern in (
        f"(?P<A>article {_N}) (?=dash? (?:top|people))",
        f"{_N} dash? other? people",
        f"{_N} couple",
        f"{_N} adults",
        f"(?P<A>the {_N}) (?=of us)",
        "(?P<A>both) of us",
        f"{_N} (?=other? (?:of|from) us)",
        f"(?<=party of){_N} {_FREE}",
        f"(?<=party for){_N} {_FREE}",
        f"{_N} (?=dash? top)",
        f"(?<=us){_N} {_FREE}",
        f"(?<=all of) (?P<A>the? {_N}) {_FREE}",
        f"(?<=all){_N} {_FREE}",
        f"(?P<A>the {_N}) (?=seated)",
        f"(?<=seat){_N} {_FREE}",
        f"{_N} (?=polite+ attend)",
        f"(?<=us polite){_N} {_ENDS}",
        f"people (?:sign|dash|polite)+ {_N} {_ENDS}",
        f"(?<=us polite polite){_N} {_ENDS}",
        f"(?<=for) about? {_N} {_FREE} (?!other|room)",
        f"(?<=for) about? {_N} (?=polite)",
        "(?:(?<=for)|(?<=us)|(?<=polite)) (?P<A>article couple) (?!of|more|other|night|unit|hour)",
        "(?:only|by|for) (?P<A>self)",
        "only (?P<A>me)",
        "(?P<A>alone)",
        "on my (?P<A>own)",
    )
)
_KIDS = tuple(
    rule(pattern)
    for pattern in (
        f"{_MANY} (?:of us|of my|other|polite|little|minor)? kids",
        f"{_N} little other",
        f"{_MANY} (?:little (?:count|people|human)|minor {_ENDS})",
        "(?P<A>(?:no|not) other? other? kids)",
        "(?:article|my) (?P<A>(?:digit|count) dash? unit dash? old) (?:child|kids)?",
        f"{_N} (?:other|little)? child",
        "(?P<A>child and my? child)",
        "(?P<A>both) (?:of my)? my? (?:kids|child)",
        "(?:with|and|for) my? (?:other|little)? (?P<A>child)",
        "(?:with|and) my? (?:other|little)? (?P<A>kids)",
        f"kids (?:sign|dash|polite)+ {_N} (?!people|adults|unit|digit)",
    )
)
_ADULTS = rule(f"{_MANY} (?:other dash|other)? adults")
_ADULTS_SIGN = rule(f"adults (?:sign|dash|polite)+ {_N} (?!people|kids|unit|digit)")
_ROOMS = rule(f"{_MANY} (?:other|dash|adults|party|couple|more|bedroom){{0,4}} room")
_NAMED_ROOM = rule(
    "(?P<A>my other? room) book|(?:(?<=book for)|(?<=book)) (?P<B>(?:the|this) other* room)"
)
_NIGHTS = rule(f"{_MANY} (?P<U>night|unit)")
_BEDROOMS = rule(f"{_MANY} dash? other? bedroom room?")
_BATHROOMS = rule(f"{_MANY} dash? other? bathroom")
_BARE = rule(f"{_N} {_FREE}")
_COUPLE = rule("article? couple (?!of)")
_SIZE = rule("size of (?:the|my)? (?:people|party|us)|(?:party|people) size")
_DUAL = rule("dualnoun (?P<A>adults)?")
_BARE_KINDS = ("people", "adults", "kids", "rooms", "nights", "bedrooms", "bathrooms")


def find_counts(tokens: Tokens, asked: Collection[str], taken: set[int]) -> list[Found]:
    """Return the counts of a message; ``taken`` are tokens that are dates and times."""
    found = _parties(tokens, taken)
    known = {one.kind for one in found}
    for match in _DUAL.finditer(tokens.classes):
        value = tokens.items[match.start()].value
        assert isinstance(value, tuple)
        # «شخصين بالغين»: two people, grown up.
        kind = "adults" if match["A"] else value[0]
        found.append(Found(kind, match.start(), match.start() + 1, value[1]))
    if "kids" not in known:
        found += _kids(tokens, taken)
    if "adults" not in known:
        found += _plain(tokens, _ADULTS, "adults", taken, only_number=True) or _plain(
            tokens, _ADULTS_SIGN, "adults", taken, only_number=True
        )
    found += (beds := _plain(tokens, _BEDROOMS, "bedrooms", taken))
    # "Four bed rooms" are no rooms of a hotel.
    used = taken | {at for one in beds for at in range(one.first, one.last)}
    found += _plain(tokens, _ROOMS, "rooms", used) or _named_room(tokens)
    found += _nights(tokens, taken)
    found += _plain(tokens, _BATHROOMS, "bathrooms", taken)
    if "people" not in known:
        found += _people(tokens, taken)
    found = _as_meant(tokens, asked, found)
    return found + _bare(tokens, asked, taken, found)


_STAY = rule("night|stay|book")
_HOME = rule("home")


def _as_meant(tokens: Tokens, asked: Collection[str], found: list[Found]) -> list[Found]:
    """A home's rooms are bedrooms; an «habitación» for two nights is a room."""
    is_stay = "rooms" in asked or _STAY.search(tokens.classes) is not None
    is_home = "bedrooms" in asked or _HOME.search(tokens.classes) is not None
    if tokens.language == "es" and is_stay and not is_home:
        change = {"bedrooms": "rooms"}
    elif is_home and not is_stay:
        change = {"rooms": "bedrooms"}
    else:
        return found
    return [one._replace(kind=change.get(one.kind, one.kind)) for one in found]


def _amount(token: Token) -> int:
    return token.value if isinstance(token.value, int) else 0


def _is_free(first: int, last: int, taken: set[int]) -> bool:
    return not any(at in taken for at in range(first, last))


def _parties(tokens: Tokens, taken: set[int]) -> list[Found]:
    """Return people, adults and kids of the first list like "me, my sister and her 2 boys"."""
    for match in _LIST.finditer(tokens.classes):
        if _is_free(match.start(), match.end(), taken) and (found := _members(tokens, match)):
            return found
    return []


def _members(tokens: Tokens, match: re.Match[str]) -> list[Found]:
    adults: list[Found] = []
    kids: list[Found] = []
    start = match.end("T") if match["T"] else match.start()
    has_relatives = False
    for member in _ONE_MEMBER.finditer(tokens.classes, start, match.end()):
        numbers = [
            at for at in range(*member.span()) if tokens.items[at].kind in ("digit", "count", "no")
        ]
        noun = tokens.items[member.end() - 1]
        many = 2 if noun.text in _PLURALS else 1
        amount = _amount(noun) * many
        if numbers:
            # "Two parents" are two; "two couples" are four.
            amount = _amount(tokens.items[numbers[0]]) * (1 + (noun.kind == "couple"))
        first = numbers[0] if numbers else member.start()
        is_figure = bool(numbers) and tokens.items[first].kind != "no"
        last = first + 1 if is_figure else member.end()
        has_relatives |= noun.kind in ("me", "self", "person")
        target = kids if noun.kind in ("kids", "child") else adults
        target.append(Found("", first, last, amount))
    if not adults and len(kids) < 2:
        return []
    parts = [("kids", kids)] if kids else []
    if adults and (kids or has_relatives or len(adults) > 1):
        parts.append(("adults", adults))
    found = [Found(kind, some[0].first, some[-1].last, _sum(some)) for kind, some in parts]
    total = _amount(tokens.items[match.start()]) if match["T"] else _sum(adults + kids)
    return [*found, Found("people", match.start(), match.end(), total)] if total else found


def _sum(parts: list[Found]) -> int:
    return sum(part.value for part in parts if isinstance(part.value, int))


def _plain(
    tokens: Tokens, pattern: re.Pattern[str], kind: str, taken: set[int], only_number: bool = False
) -> list[Found]:
    found = []
    for match in pattern.finditer(tokens.classes):
        number = match.start("N")
        amount = _amount(tokens.items[number])
        beside = tokens.items[number : match.end() + 1]
        if not _is_free(number, match.end(), taken) or amount > MOST:
            continue
        if not any(item.text in _OTHER_NOUNS for item in beside):
            last = number + 1 if only_number else match.end()
            found.append(Found(kind, number, last, amount))
    return found


def _named_room(tokens: Tokens) -> list[Found]:
    match = _NAMED_ROOM.search(tokens.classes)
    if match is None:
        return []
    first, last = match.span("A" if match["A"] else "B")
    return [Found("rooms", first, last, 1)]


def _kids(tokens: Tokens, taken: set[int]) -> list[Found]:
    for pattern in _KIDS:
        for match in pattern.finditer(tokens.classes):
            after = tokens.items[match.end()].text if match.end() < len(tokens.items) else ""
            if not _is_free(match.start(), match.end(), taken) or after in _OTHER_NOUNS:
                continue
            if "N" in pattern.groupindex:
                number = match.start("N")
                return [Found("kids", number, number + 1, _amount(tokens.items[number]))]
            first, last = match.span("A")
            beside = tokens.items[first:last]
            amount = sum(_amount(item) for item in beside if item.kind in ("child", "kids", "old"))
            if len(beside) == 1 and beside[0].text not in _SINGULARS:
                # "With kids" does not say how many.
                continue
            if beside[0].kind in ("no", "not"):
                amount = 0
            if beside[0].kind == "both":
                amount = 2
            return [Found("kids", first, last, amount)]
    return []


def _nights(tokens: Tokens, taken: set[int]) -> list[Found]:
    for match in _NIGHTS.finditer(tokens.classes):
        number = match.start("N")
        if not _is_free(number, match.end(), taken):
            continue
        unit = tokens.items[match.start("U")].value
        days = 1
        if isinstance(unit, tuple):
            days = {"day": 1, "week": 7}.get(unit[0], 0) * unit[1]
            # "5 days" may be anything; "for 5 days" is a stay.
            if not days or not number or tokens.items[number - 1].kind != "for":
                continue
        return [Found("nights", number, match.end(), _amount(tokens.items[number]) * days)]
    return []


def _people(tokens: Tokens, taken: set[int]) -> list[Found]:
    found: list[Found] = []
    used = set(taken)
    for pattern in _PEOPLE:
        for match in pattern.finditer(tokens.classes):
            group = "A" if "A" in pattern.groupindex else "N"
            first, last = match.start(group), match.end()
            value = tokens.items[match.start("N") if "N" in pattern.groupindex else first]
            amount = _amount(value)
            if not _is_free(first, last, used) or not 0 < amount <= MOST:
                continue
            if tokens.items[last - 1].kind == "couple":
                amount *= 2
            if value.text == "one" and tokens.items[min(last, len(tokens.items) - 1)].kind == "of":
                # "One of us smokes" is no party of one.
                continue
            used.update(range(match.start(), last))
            found.append(Found("people", first, last, amount))
            if value.kind in ("me", "self", "alone", "own") or (
                value.kind == "article" and group == "A"
            ):
                # "Just me", "a couple": these are grown up.
                found.append(Found("adults", first, last, amount))
    return found


def _bare(
    tokens: Tokens, asked: Collection[str], taken: set[int], found: list[Found]
) -> list[Found]:
    """Return a number that stands alone, for the one count that was asked for."""
    wanted = [kind for kind in _BARE_KINDS if kind in asked]
    if _SIZE.search(tokens.classes):
        wanted = ["people"]
    if len(wanted) != 1 or any(one.kind == wanted[0] for one in found):
        return []
    if wanted == ["people"] and (couple := _COUPLE.search(tokens.classes)):
        return [Found("people", couple.start(), couple.end(), 2)]
    used = taken | {at for one in found for at in range(one.first, one.last)}
    free = [
        match.start()
        for match in _BARE.finditer(tokens.classes)
        if match.start() not in used
        and not (tokens.items[match.start()].text == "one" and len(tokens.items) > 4)
    ]
    # "From 7 to 9": the last one is what they want now.
    return [Found(wanted[0], at, at + 1, _amount(tokens.items[at])) for at in free[-1:]]
