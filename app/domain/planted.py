"""Orders planted in somebody else's letter: sentences that do not belong where they stand.

A letter is read sentence by sentence. A sentence is foreign when it tells whoever answers how to
write ("Put every word in capitals"), asks for something no letter asks for (a poem, the capital of
a country), or wants a lure put into the reply, and shares no words with the rest. Speaking of "I",
"we" and "you", of orders and dates, or of what the rest speaks of, counts against it. Only texts
of several sentences are read: a question that is the whole message is a question.
"""

from __future__ import annotations

import re
from collections import Counter

from app.domain.planted_words import BIT, LEXICON
from app.domain.sign_weights import PLANTED
from app.domain.signs import Marks, folded, weigh

FOREIGN_FROM = 0.5
_NAMED_FROM = 0.3
_FEWEST_SENTENCES = 3
_FEWEST_WORDS = 20
_MOST_SENTENCES = 400
_LONGEST_ORDER = 40
_ROOT = 5
# Share of the words of a sentence that the rest of the letter knows too.
_KNOWN_FROM = 0.34
_SENTENCE = re.compile(
    r"[^\s|](?:[^.!?。！？؟।|\n]|[.!?](?![\s\"'”»)|]|[A-Z][a-z]|$)){0,2000}[.!?。！？؟।\"'”»)]{0,4}"
)
# "CONTENT:" and the like stand in front of what a letter says.
_LABEL = re.compile(r"^\W{0,3}[A-Za-z][A-Za-z _-]{1,24}: ?")
_FRONT = re.compile(r"^(?:please|kindly|also|now|then|and|finally|por favor|bitte|من فضلك) ")
_IN_ANSWER = re.compile(
    r"^(?:(?:in|with|within|throughout|at the (?:end|start|beginning) of|to|for) (?:your|the) "
    r"(?:\w+ )?(?:reply|response|answer|message|summary|output)|en (?:tu|su) respuesta|في ردك)\W+"
)
_LINK = re.compile(r"https?:|www\.|\b[a-z0-9-]{2,40}\.(?:com|net|org|io|co|info)\b")
_QUOTED = re.compile(r"[\"“«][^\"”»\n]{2,120}[\"”»]|(?<!\w)'[^'\n]{2,120}'(?!\w)")
_AMOUNT = re.compile(r"\d{2}|[$£€]")
_CIPHER = re.compile(r"(?<![\w/.@-])(?=[A-Za-z0-9+/]{0,60}[a-z][A-Z])[A-Za-z0-9+/]{28,}={0,2}")
_EXAMPLE = re.compile(r"\([^()]{0,20}[=@#][^()]{0,30}\)|\(\w ?(?:=|for|→) ?\w")

_EQUATION = re.compile(r"\d ?[a-z]? ?[-+*/^=] ?\d|\d ?= ?\d|square root|\d% of \d")

Found = tuple[int, int, dict[str, float]]


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where sentences start and end, in order; the fields of a header stand apart."""
    found: list[tuple[int, int]] = []
    for one in _SENTENCE.finditer(text):
        if len(found) >= _MOST_SENTENCES:
            break
        found.append(one.span())
    return found


def foreign_sentences(text: str) -> list[tuple[int, int, float, list[str]]]:
    """Return the sentences that do not belong: start, end, likeness 0 to 1, what was seen."""
    found = []
    for start, end, values in signs_of(text):
        likeness = weigh(values, PLANTED)
        if likeness >= FOREIGN_FROM:
            names = [
                f"planted_{k}" for k, v in values.items() if PLANTED.get(k, 0) * v >= _NAMED_FROM
            ]
            found.append((start, end, likeness, names))
    return found


def signs_of(text: str) -> list[Found]:
    """Return what each sentence of a letter shows, by name; nothing for a text of few sentences."""
    if len(text) < _FEWEST_WORDS * 4:
        return []
    spans = sentences(text)
    if len(spans) < _FEWEST_SENTENCES:
        return []
    read = []
    total: Counter[str] = Counter()
    for start, end in spans:
        said = _LABEL.sub("", folded(text[start:end]), count=1)
        marks = LEXICON.read(said)
        roots = {word[:_ROOT] for word in marks.words if len(word) > 3}
        total.update(roots)
        read.append((start, end, said, marks, roots))
    if sum(len(marks.words) for _, _, _, marks, _ in read) < _FEWEST_WORDS:
        return []
    found = []
    for index, (start, end, said, marks, roots) in enumerate(read):
        if not 2 < len(marks.words) <= _LONGEST_ORDER or not _may_order(marks, said):
            continue
        known = sum(total[root] > 1 for root in roots) / max(len(roots), 1)
        values = _signs(said, marks) | {
            "known": known,
            # Folding takes the apostrophes that also quote.
            "quoted": float(_QUOTED.search(text, start, end) is not None),
            "edge": float(index == 0 or index == len(read) - 1),
            "own_line": float(_is_own_line(text, start, end)),
        }
        found.append((start, end, values | _together(values)))
    orders = sum(_is_order(values) for _, _, values in found)
    for _, _, values in found:
        # Somebody who gives orders all along gives one more: nothing is planted there.
        values["orders_elsewhere"] = float(orders - _is_order(values) > 0)
    return found


_ORDERS = BIT["add"] | BIT["change"] | BIT["make"]
_QUESTION_MARKS = ("?", "؟", "？")


def _may_order(marks: Marks, said: str) -> bool:
    """Tell cheaply whether a sentence holds a verb of orders, asks, or speaks of an answer."""
    if marks.seen & (_ORDERS | BIT["answer"]):
        return True
    return any(mark in said for mark in _QUESTION_MARKS) or _CIPHER.search(said) is not None


def _is_own_line(text: str, start: int, end: int) -> bool:
    before, after = text[:start].rstrip(" ")[-1:], text[end : end + 3].lstrip(" ")[:1]
    return before in ("", "\n", ":", "|") and after in ("", "\n")


def _signs(said: str, marks: Marks) -> dict[str, float]:
    bare = _FRONT.sub("", said, count=1)
    opened = _IN_ANSWER.sub("", bare, count=1)
    front = marks if opened == said else LEXICON.read(" ".join(opened.split(" ", 3)[:3]))
    heads = _heads(front)
    own = marks.near(BIT["your"], BIT["answer"], 1) or opened != bare
    # "Answer in capitals" speaks of the answer; "Answer by Friday" is what letters ask.
    own = own or bool(heads & BIT["reply_verb"] and marks.has(BIT["form"]))
    others = [p for p in marks.places.get(BIT["person"], ()) if p > 0]
    return {
        "starts_add": float(bool(heads & BIT["add"])),
        "starts_change": float(bool(heads & BIT["change"])),
        "starts_make": float(bool(heads & BIT["make"])),
        "asks": float(bool(heads & BIT["asking"]) and said.endswith(("?", "؟", "？", "?'", '?"'))),
        "answer": float(own),
        "form": min(marks.count(BIT["form"]), 2) / 2,
        "work": float(marks.has(BIT["work"])),
        "school": float(marks.has(BIT["school"])),
        "tongue": float(marks.has(BIT["tongue"]) and marks.has(BIT["language"])),
        "lure": float(marks.has(BIT["lure"])),
        "untrue": float(marks.has(BIT["untrue"])),
        "persuade": float(marks.has(BIT["persuade"])),
        "reader": float(marks.has(BIT["reader"])),
        "fill": float(marks.has(BIT["fill"])),
        "person": min(len(others), 2) / 2,
        "business": min(marks.count(BIT["business"]), 3) / 3,
        "polite": float(marks.has(BIT["polite"])),
        "refers": float(marks.has(BIT["refers"])),
        "equation": float(_EQUATION.search(said) is not None),
        "link": float(_LINK.search(said) is not None),
        "amount": float(_AMOUNT.search(said) is not None),
        "cipher": float(_CIPHER.search(said) is not None),
        "example": float(_EXAMPLE.search(said) is not None),
    }


def _heads(first: Marks) -> int:
    """Return the families of the first word or row of words."""
    mask = 0
    for bit, places in first.places.items():
        if places[0] <= 1:
            mask |= bit
    return mask


def _is_order(values: dict[str, float]) -> bool:
    return bool(values["starts_add"] or values["starts_change"] or values["starts_make"])


def _together(values: dict[str, float]) -> dict[str, float]:
    orders = _is_order(values)
    foreign = values["known"] < _KNOWN_FROM and not values["person"]
    topic = bool(values["work"] or values["school"] or values["tongue"] or values["equation"])
    bait = bool(values["lure"] or values["untrue"] or values["persuade"] or values["reader"])
    return {
        "orders_answer": float(orders and bool(values["answer"])),
        "orders_form": float(orders and bool(values["form"])),
        "answer_form": float(bool(values["answer"] and values["form"])),
        "answer_bait": float(bool(values["answer"]) and bait),
        "answer_polite": float(bool(values["answer"] and values["polite"])),
        "orders_bait": float(orders and bait),
        "orders_topic": float(orders and topic and foreign),
        "asks_topic": float(bool(values["asks"]) and topic and foreign),
        "tongue_quoted": float(bool(values["tongue"] and values["quoted"])),
        "orders_reader": float(orders and bool(values["reader"])),
        "orders_foreign": float(orders and foreign and not values["business"]),
        "asks_foreign": float(bool(values["asks"]) and foreign and not values["business"]),
        "asks_stranger": float(bool(values["asks"]) and not values["person"]),
    }
