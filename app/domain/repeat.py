"""A lead asks the same again: our answer did not help, and the same words would not either.

Decided by the words two questions share, without those that say nothing. What is asked again in
entirely other words is not noticed; what is only near another question must not be, because a new
question would be answered as an old one.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.confidence import is_question_like
from app.domain.followup import unanswered
from app.domain.followup_words import COURTESY, EMPTY, FILLERS
from app.domain.message import Author, Message
from app.domain.text import word_set, words

# So far back one may ask again.
_LOOKED_AT = 12
_LONGEST_CHARS = 300
_ROOT_LETTERS = 5
_SHARED = 0.6
_NOTHING = (
    EMPTY
    | FILLERS
    | COURTESY
    | word_set(
        "what when where which who how why can could do does is are will would you your the a an i"
        " me my it to of for in on at and or so but again please asked said told question repeat",
        "que cual cuanto cuanta cuantos cuantas cuando donde quien como puede tienen tiene hay es"
        " el la los las un una de en y o pero otra vez pregunte repito",
        "ماذا متى اين كيف كم هل لماذا في من على عن مره اخرى سالت سؤالي",
    )
)
_ARTICLES = ("وال", "بال", "فال", "لل", "ال")


def repeat_of(messages: Sequence[Message]) -> str:
    """Return the id of the lead's answered message whose question the newest ask again, or empty.

    Args:
        messages: of one conversation, oldest first.
    """
    new = unanswered(messages)
    asked = [_content(one.text) for one in new if _asks(one)]
    if not any(asked):
        return ""
    ids = {one.id for one in new}
    earlier = [one for one in messages if one.author is Author.LEAD and one.id not in ids]
    for one in reversed(earlier[-_LOOKED_AT:]):
        if _asks(one) and any(_is_same(_content(one.text), words_now) for words_now in asked):
            return one.id
    return ""


def _asks(message: Message) -> bool:
    return len(message.text) <= _LONGEST_CHARS and is_question_like(message.text)


def _content(text: str) -> frozenset[str]:
    return frozenset(_root(word) for word in words(text) if word not in _NOTHING)


def _root(word: str) -> str:
    for article in _ARTICLES:
        if word.startswith(article) and len(word) > len(article) + 2:
            word = word[len(article) :]
            break
    return word[:_ROOT_LETTERS]


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    shared, either = len(one & other), len(one | other)
    return bool(shared) and shared / either >= _SHARED
