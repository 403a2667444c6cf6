"""What a long conversation was about, in few words, for the messages a prompt no longer shows.

Every message is shown or covered, never neither: a summary covers the oldest messages up to one of
them, the prompt shows all after it. It moves on in steps of ``STEP`` messages, so that the prompt's
prefix stays the same in between, and never over what nobody has answered yet.

A summary is data, not evidence: the guard does not look at it. It is checked all the same, because
a model reads it as what happened: no link, and no number that does not stand in what it covers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from app.domain.confidence import is_question_like
from app.domain.knowledge import tokens_of
from app.domain.message import Author, Message
from app.domain.numbers import find_numbers

BUDGET_TOKENS = 400
# As many stay shown, and so many leave at once.
KEEP, STEP = 40, 20
# A model is shown no more than this at a time; the rest follows in the next call.
_MOST = 80
# Where few messages are very long, fewer stay.
_MANY_CHARS, _KEEP_LONG = 24_000, 10
_SENTENCE = re.compile(r"(?<=[.!?؟。])\s+|\n+")
_LINK = re.compile(r"://|\bwww\.|\S@\S|\b[a-z0-9-]{2,}\.[a-z]{2,}/", re.I)
_QUESTION_CHARS = 100
_KNOWN, _ASKED, _WE_ASKED, _TOLD = "Known: ", "The lead asked: ", "We asked: ", "Answered from: "


def leaving(messages: Sequence[Message]) -> Sequence[Message]:
    """Return the oldest messages that a summary should cover next, in order; mostly none.

    Args:
        messages: all that no summary covers, oldest first.
    """
    size = sum(len(message.text) for message in messages)
    keep = KEEP if size <= _MANY_CHARS else _KEEP_LONG
    if len(messages) < keep + STEP:
        return ()
    many = min((len(messages) - keep) // STEP * STEP, _MOST, _answered(messages))
    return messages[: many if many >= STEP else 0]


def _answered(messages: Sequence[Message]) -> int:
    """Return how many messages there are up to the last one of ours."""
    for number in range(len(messages), 0, -1):
        if messages[number - 1].author in (Author.ASSISTANT, Author.OPERATOR):
            return number
    return 0


def checked(text: str, sources: Iterable[str], budget_tokens: int = BUDGET_TOKENS) -> str:
    """Return a summary without what must not stand in it, cut to its budget at a sentence's end.

    Args:
        sources: the texts it rests on: the messages, the former summary, known values.

    Returns:
        The sentences that hold no link and no number that stands in none of the sources; may be
        empty.
    """
    known = {value for source in sources for value in _values(source)}
    kept, used = [], 0
    for sentence in _SENTENCE.split(text):
        plain = " ".join(sentence.split())
        if not plain or _LINK.search(plain) or not _values(plain) <= known:
            continue
        used += tokens_of(plain) + 1
        if used > budget_tokens:
            break
        kept.append(plain)
    return "\n".join(kept)


def _values(text: str) -> set[Decimal]:
    return {number.value for number in find_numbers(text, with_words=False)}


def by_code(
    former: str,
    messages: Sequence[Message],
    known: Mapping[str, str],
    titles: Sequence[str] = (),
    budget_tokens: int = BUDGET_TOKENS,
) -> str:
    """Return the next summary without a model: known values, and what was asked and answered.

    Args:
        former: the summary until now.
        messages: those it shall cover too, oldest first.
        known: values in force by criterion id.
        titles: of the passages that the replies among them rested on.
    """
    facts = "; ".join(f"{key} = {value}" for key, value in sorted(known.items()))
    news = [f"{_KNOWN}{facts}."] if facts else []
    told = [line for line in former.splitlines() if not line.startswith(_KNOWN)]
    for author, label in ((Author.LEAD, _ASKED), (Author.ASSISTANT, _WE_ASKED)):
        told += _questions(messages, author, label)
    told += [f"{_TOLD}{title}." for title in dict.fromkeys(titles)]
    lines = list(dict.fromkeys(told))
    sources = [*(message.text for message in messages), former, *known.values(), *titles]
    whole = checked("\n".join(news + lines), sources, budget_tokens * 100)
    # The oldest goes first; what is known stays.
    rows = whole.splitlines()
    first = int(bool(rows) and rows[0].startswith(_KNOWN))
    while len(rows) > first and tokens_of("\n".join(rows)) > budget_tokens:
        del rows[first]
    return checked("\n".join(rows), sources, budget_tokens) or _nothing(messages)


def _questions(messages: Sequence[Message], author: Author, label: str) -> list[str]:
    found = []
    for message in messages:
        if message.author is not author:
            continue
        for sentence in _SENTENCE.split(message.text):
            plain = " ".join(sentence.split())
            if plain and is_question_like(plain):
                found.append(f"{label}{plain[:_QUESTION_CHARS]}")
    return found


def _nothing(messages: Sequence[Message]) -> str:
    """Return what is said of messages about which nothing can be said."""
    return "Earlier messages held no question." if messages else ""
