"""What is said to be free: only what the business's own words call free, by topic.

A price of nothing is a price. "Parking is free" bears out "you park for free" and bears out neither
"the cleaning is free" nor "for you it is free" after a question about the cleaning. The words for
what is free are compared by their topics (``polarity``), since they come in many shapes; evidence
is read generously (the sentence and the one before it), a draft clause by clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.domain.polarity import clauses_of, topics_of
from app.domain.text import strip_marks, word_set

_FREE = re.compile(
    r"\b(?:free of charge|for free|at no (?:extra |additional )?(?:cost|charge)|on the house"
    r"|complimentary|no (?:charge|fees?)|(?:it'?s|this is) on us|waiv(?:e|ed|ing)"
    r"|costs? (?:you )?nothing(?! to)|gratis|gratuit[oa]s?|sin (?:cargo|coste|costo))\b"
    r"|\b(?:is|are|be|get|gets|today|it'?s|they'?re|'s) (?:\w+ ){0,2}?free\b"
    r"(?! (?:(?:to|on|at|from|until|this|next|in|between)\b|time|slot|day|date|hour|evening|spot"
    r"|seat"
    r"|place|tomorrow|mon|tue|wed|thu|fri|sat|sun))"
    r"|\bpay(?:s|ing)? nothing\b|\b(?:do not|don'?t|no) (?:have|need) to pay\b(?: anything)?(?!"
    r" (?:now|today|yet|until))"
    r"|\bno (?:paga|pague|pagas|tiene que pagar|hay que pagar)(?: absolutamente)? nada\b|\bsin"
    r" pagar nada\b"
    r"|(?<!\w)(?:لن|لا) (?:ت|ن)دفع (?:اي )?شي"
    r"|(?<!\w)(?:و|ب|بال)?مجان|(?:بدون|بلا|دون) مقابل"
)
_FREE_HINT = re.compile(
    r"\bfree\b|complimentary|\b(?:no|not|never|without) (?:\w+ ){0,2}?(?:fee|cost|charge)"
    r"|n't charge|on us|on the house|waiv"
    r"|nothing|includ|gratis|gratuit|sin (?:cargo|matricula|comision)|inclui|مجان|مقابل|مشمول|رسوم"
)
_NO = re.compile(
    r"\b(?:no|not|cannot|can'?t|don'?t|doesn'?t|isn'?t|aren'?t|unable|nor|never|only if)\b"
    r"|(?<!\w)(?:لا|لم|ليس|ليست|غير|لن)(?!\w)"
)
_SENTENCE = re.compile(r"(?<=[.!?؟])\s+|\n+")
_AND = re.compile(r"\s(?:and|y)\s|\sو(?=\w)")
_ZERO = re.compile(
    r"\b(?:at )?no (?:extra |additional )?(?:cost|charge|fees?)\b"
    r"|\b(?:do not|don'?t|no) (?:have|need) to pay\b|\bno (?:paga|pague|pagas|tiene que pagar"
    r"|hay que pagar)\b"
    r"|(?<!\w)(?:لن|لا) (?=(?:ت|ن)دفع)"
)
_IT = re.compile(
    r"\W*(?:yes,? |si,? |and |y )?(?:it|this|that|they|these|both|es|son)\b|\W*(?:هو|هي)\b"
)
# These say for whom and when, not what.
_FILLERS = word_set(
    "today now completely totally absolutely entirely everything all always really only just",
    "much price prices many cuanto cuanta precio precios كم سعر السعر اسعار",
    "hoy ahora totalmente completamente siempre todo solo اليوم الان تماما كليا دائما",
)


def free_topics(text: str) -> frozenset[str]:
    """Return the topics of what a text of the business calls free."""
    if not _FREE_HINT.search(strip_marks(text)):
        return frozenset()
    found: set[str] = set()
    before = ""
    for sentence in _SENTENCE.split(text):
        plain = strip_marks(sentence)
        if _FREE_HINT.search(plain):
            found |= set(topics_of(sentence))
            if before.rstrip().endswith(("?", "؟")) or _IT.match(plain):
                found |= set(topics_of(before))
        before = sentence
    return frozenset(found - _FILLERS)


def strange_gifts(sentences: Iterable[str], free: frozenset[str], asked: str = "") -> list[str]:
    """Return the clauses of a draft that call free what the business does not.

    Args:
        sentences: those of the draft, in order.
        free: topics of what is free (``free_topics``).
        asked: the lead's question, of which "it is free" speaks.
    """
    said = list(sentences)
    if not any(_FREE.search(strip_marks(one)) for one in said):
        return []
    wrong: list[str] = []
    spoken = set(topics_of(asked)) - _FILLERS
    for sentence in said:
        plain = strip_marks(sentence)
        match = _FREE.search(plain)
        is_asking = sentence.rstrip().endswith(("?", "؟"))
        if match and not is_asking:
            parts = (part for one in clauses_of(sentence) for part in _AND.split(one))
            wrong += [one for one in parts if _is_strange(one, free, spoken)]
        spoken |= set(topics_of(sentence))
    return wrong


def _is_strange(clause: str, free: frozenset[str], spoken: set[str]) -> bool:
    # "Without cost" denies nothing; "it is not without cost" does.
    if not _FREE.search(clause) or _NO.search(_ZERO.sub(" ", clause)):
        return False
    topics = set(topics_of(clause)) - _FILLERS
    # "It" is what was spoken of before.
    meant = topics | spoken if not topics or _IT.match(clause) else topics
    return meant.isdisjoint(free)
