"""How many: people, adults, children, rooms, nights, bedrooms and bathrooms.

"Two adults and three kids" is one party of five, and tells both its parts. A list of relatives is
counted by its members: "me, my wife and our 3 kids". A bare number counts only what was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from app.domain.reading.found import Found
from app.domain.reading.tokens import Token, Tokens, rule
from app.domain.text import word_set

MOST = 999

_N = "(?P<N>digit|count)"
_MEMBER = (
    "(?:my|the|article)? (?:digit|count|no)? (?:other)? (?:person|child|kids|adults|couple) | me"
)
_LIST = rule(
    f"(?P<T>(?:digit|count) people (?:comma|dash|stop|with)*)? (?:{_MEMBER})"
    f"(?: (?:comma|and|with|dash)+ (?:{_MEMBER}))+"
)
_ONE_MEMBER = rule(f"(?:{_MEMBER})")
_PLURALS = word_set("sisters brothers friends colleagues cousins siblings others mates")

_COUNTED = (
    "unit|night|hour|room|bedroom|bathroom|symbol|currency|month|ordinal|meridiem|oclock|part|ish|"
    "person|child|year|digit|clock|of (?:month|the|my)|(?:dash|sign) (?:digit|count)|"
    "(?:to|past|until) (?:the)? (?:digit|count)|noun"
)
_FREE = f"(?!(?:dash|other|or)? (?:{_COUNTED}))"
_PARTY = "(?:the|article)? "
_PEOPLE = tuple(
    rule(pattern)
    for pattern in (
        "(?P<N>digit|count) dash? other? people",
        "(?P<N>digit|count) couple",
        "(?P<N>digit|count) adults",
        "(?P<N>digit|count) (?=other? (?:of|from) us)",
        f"(?<=party of){_N} {_FREE}",
        f"(?<=party for){_N} {_FREE}",
        f"(?<=for)(?:article)? {_N} (?=dash? top)",
        f"(?:article) {_N} (?=dash? top)",
        f"(?<=us){_N} {_FREE}",
        f"(?<=all of){_N} {_FREE}",
        f"(?<=all){_N} {_FREE}",
        f"(?<=the){_N} (?=seated)",
        f"(?<=seat){_N} {_FREE}",
        f"(?<=for)(?:about)? {_N} {_FREE} (?!other|room)",
        f"(?<=for)(?:about)? {_N} (?=polite)",
    )
)
_KIDS = (
    (rule("(?P<N>digit|count|article) other? kids"), False),
    (rule("(?P<Z>no) other? kids"), True),
    (rule("(?P<N>digit|count) child"), False),
    (rule("(?P<P>child and my? child)"), True),
)
_ADULTS = rule("(?P<N>digit|count|article) other? adults")
_ROOMS = rule("(?P<N>digit|count|article) (?:dash|other|adults|party|couple)? other? room")
_NIGHTS = rule("(?P<N>digit|count|article) (?P<U>night|unit)")
_BEDROOMS = rule("(?P<N>digit|count|article) dash? other? bedroom")
_BATHROOMS = rule("(?P<N>digit|count|article) dash? other? bathroom")
_BARE = rule(f"(?P<N>digit|count) {_FREE}")
_DUAL = rule("dualnoun")


def _amount(token: Token) -> int:
    return token.value if isinstance(token.value, int) else 0


def find_counts(tokens: Tokens, asked: Collection[str], taken: set[int]) -> list[Found]:
    """Return the counts of a message; ``taken`` are tokens that are dates and times."""
    classes = tokens.classes
    found: list[Found] = []
    parties = _parties(tokens, taken)
    found += parties
    known = {one.kind for one in found}
    for match in _DUAL.finditer(classes):
        value = tokens.items[match.start()].value
        assert isinstance(value, tuple)
        found.append(Found(value[0], match.start(), match.end(), value[1]))
    if "adults" not in known:
        found += _plain(tokens, _ADULTS, "adults", taken, only_number=True)
    if "kids" not in known:
        found += _kids(tokens, taken)
    found += _plain(tokens, _ROOMS, "rooms", taken)
    found += _nights(tokens, taken)
    found += _plain(tokens, _BEDROOMS, "bedrooms", taken)
    found += _plain(tokens, _BATHROOMS, "bathrooms", taken)
    if "people" not in known:
        found += _people(tokens, taken)
    return found + _bare(tokens, asked, taken, found)


def _free(first: int, last: int, taken: set[int]) -> bool:
    return not any(at in taken for at in range(first, last))


def _parties(tokens: Tokens, taken: set[int]) -> list[Found]:
    """Return people, adults and kids of lists like "me, my wife and our 3 kids"."""
    for match in _LIST.finditer(tokens.classes):
        if not _free(match.start(), match.end(), taken):
            continue
        return _members(tokens, match)
    return []


def _members(tokens: Tokens, match: re.Match[str]) -> list[Found]:
    total = 0
    adults: list[tuple[int, int, int]] = []
    kids: list[tuple[int, int, int]] = []
    start = match.end("T") if match["T"] else match.start()
    for member in _ONE_MEMBER.finditer(tokens.classes, start, match.end()):
        numbers = [
            at for at in range(*member.span()) if tokens.items[at].kind in ("digit", "count", "no")
        ]
        noun = tokens.items[member.end() - 1]
        each = _amount(noun)
        many = 2 if noun.text in _PLURALS else 1
        amount = each * (_amount(tokens.items[numbers[0]]) if numbers else many)
        total += amount
        where = numbers[0] if numbers else member.start()
        (kids if noun.kind in ("kids", "child") else adults).append(
            (where, numbers[0] + 1 if numbers else member.end(), amount)
        )
    if total == 0 or (not adults and len(kids) == 1):
        return []
    said = _amount(tokens.items[match.start()]) if match["T"] else total
    found = [Found("people", match.start(), match.end(), said)] if adults else []
    if kids and adults:
        found.append(_summed("adults", adults))
    if kids:
        found.append(_summed("kids", kids))
    return found


def _summed(kind: str, parts: list[tuple[int, int, int]]) -> Found:
    return Found(kind, parts[0][0], parts[-1][1], sum(amount for _, _, amount in parts))


def _plain(
    tokens: Tokens, pattern: re.Pattern[str], kind: str, taken: set[int], only_number: bool = False
) -> list[Found]:
    found = []
    for match in pattern.finditer(tokens.classes):
        number = match.start("N")
        amount = _amount(tokens.items[number])
        if not _free(number, match.end(), taken) or amount > MOST:
            continue
        if any(item.text in _NO_ROOMS for item in tokens.items[number : match.end() + 1]):
            continue
        last = number + 1 if only_number else match.end()
        found.append(Found(kind, number, last, amount))
    return found


_NO_ROOMS = word_set(
    "living dining meeting conference waiting service key keys number menu menus bathroom "
    "changing steam spa"
)


def _kids(tokens: Tokens, taken: set[int]) -> list[Found]:
    for pattern, is_whole in _KIDS:
        for match in pattern.finditer(tokens.classes):
            after = tokens.items[match.end()].text if match.end() < len(tokens.items) else ""
            if not _free(match.start(), match.end(), taken) or after in _NO_ROOMS:
                continue
            if is_whole:
                amount = 0 if "Z" in match.re.groupindex else 2
                return [Found("kids", match.start(), match.end(), amount)]
            number = match.start("N")
            return [Found("kids", number, number + 1, _amount(tokens.items[number]))]
    return []


def _nights(tokens: Tokens, taken: set[int]) -> list[Found]:
    for match in _NIGHTS.finditer(tokens.classes):
        number = match.start("N")
        if not _free(number, match.end(), taken):
            continue
        unit = tokens.items[match.start("U")].value
        days = 1
        if isinstance(unit, tuple):
            days = {"day": 1, "week": 7}.get(unit[0], 0) * unit[1]
            if not days or tokens.items[number - 1].kind != "for" or not number:
                continue
        amount = _amount(tokens.items[number]) * days
        return [Found("nights", number, match.end(), amount)]
    return []


def _people(tokens: Tokens, taken: set[int]) -> list[Found]:
    found: list[Found] = []
    for pattern in _PEOPLE:
        for match in pattern.finditer(tokens.classes):
            amount = _amount(tokens.items[match.start("N")])
            if not _free(match.start(), match.end(), taken) or not 0 < amount <= MOST:
                continue
            taken.update(range(match.start(), match.end()))
            if tokens.items[match.end() - 1].kind == "couple":
                amount *= 2
            found.append(Found("people", match.start(), match.end(), amount))
    return found


_BARE_KINDS = ("people", "adults", "kids", "rooms", "nights", "bedrooms", "bathrooms")


def _bare(
    tokens: Tokens, asked: Collection[str], taken: set[int], found: list[Found]
) -> list[Found]:
    """Return a number that stands alone, for the one count that was asked for."""
    wanted = [kind for kind in _BARE_KINDS if kind in asked]
    told = {one.kind for one in found}
    if len(wanted) != 1 or wanted[0] in told:
        return []
    used = taken | {at for one in found for at in range(one.first, one.last)}
    for match in _BARE.finditer(tokens.classes):
        token = tokens.items[match.start()]
        is_pronoun = token.text == "one" and len(tokens.items) > 4
        if match.start() not in used and not is_pronoun:
            return [Found(wanted[0], match.start(), match.end(), _amount(token))]
    return []
