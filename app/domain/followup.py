"""What a turn looks up: the lead's question, and what it is about when it leaves that out.

"And the price?", "what about Sunday?", "¿y el precio?", "وكم سعره؟" mean nothing alone; they are
looked up together with what was said before. A full question is looked up by itself: an old topic
would only spoil it. Decided by rule from short lists of words in English, Spanish and Arabic, on
text stripped of accents and letter variants.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.confidence import is_question_like
from app.domain.evidence import EMAIL, LINK, sentences
from app.domain.followup_words import (
    ATTRIBUTES,
    COURTESY,
    EMPTY,
    FILLERS,
    NEEDS_NO_KNOWLEDGE,
    OPENINGS,
    POINTING,
    POINTING_ALONE,
    SAID_OF_NOTHING,
    TIMES,
    WANTS_APPOINTMENT,
    YOU,
)
from app.domain.knowledge import Retrieved, Scored
from app.domain.message import Author, Message
from app.domain.text import strip_marks, words
from app.domain.usage import Usage

# Longer than this a message says what it is about.
_LONGEST_WORDS = 12
_TELLING_WORDS = 2
_CONTEXT_MESSAGES = 3
_CONTEXT_CHARS = 200
_LONGEST_CHARS = 600
# One search for all the lead wrote, and one for each of the newest questions in it.
_QUESTIONS = 2
_REFERENCE = re.compile(r"\[[^\[\]]{0,40}\d[^\[\]]{0,40}\]")
_SUFFIX = re.compile(r"(?:ه|ها|هم|هن)$")


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked up.

    ``texts`` are the questions: first everything that is unanswered, then, of several messages,
    each of the newest that asks. ``context`` is what was said before, oldest first, for a message
    that leans on it. ``question`` is the whole for people to read, ``message_id`` the message it
    stands in. ``is_question``: something is asked that only the business's knowledge can answer.
    """

    texts: tuple[str, ...]
    language: str
    context: tuple[str, ...] = ()
    question: str = ""
    message_id: str = ""
    is_question: bool = False

    @property
    def resolved(self) -> str:
        """Return a follow-up behind the question it goes on with; empty when it is none.

        Looked up beside the follow-up itself: it finds the topic where "how much?" alone finds
        nothing. It finds the topic always, so what it finds is never sent word for word.
        """
        return f"{self.context[0]} {self.texts[0]}" if self.context else ""


def unanswered(history: Sequence[Message]) -> list[Message]:
    """Return the lead's messages since anybody last answered, oldest first."""
    open_ones: list[Message] = []
    for message in reversed(history):
        if message.author is Author.SYSTEM:
            # The text that HELP brings answers no question.
            continue
        if message.author is not Author.LEAD:
            break
        open_ones.append(message)
    return open_ones[::-1]


def seek(history: Sequence[Message], language: str, books: bool = False) -> Sought | None:
    """Return what to look up for a turn, or None when its messages neither ask nor tell.

    Args:
        history: the conversation, oldest first.
        language: the language of the turn, a code.
        books: the business has a link for appointments, which answers who asks for one.
    """
    open_ones = [message for message in unanswered(history) if tells(message.text)]
    if not open_ones:
        return None
    texts = [_bare(message.text) for message in open_ones]
    asking = [message for message in open_ones if _asks(message.text, books)]
    whole = " ".join(texts)[-_LONGEST_CHARS:]
    alone = [_bare(message.text)[-_LONGEST_CHARS:] for message in reversed(asking)]
    context: tuple[str, ...] = ()
    if all(is_follow_up(text) for text in texts):
        context = _context(history[: history.index(open_ones[0])])
    newest = asking[-1] if asking else open_ones[-1]
    leaning = context[:1] if context and is_follow_up(newest.text) else ()
    return Sought(
        texts=tuple(dict.fromkeys([whole, *alone[:_QUESTIONS]])),
        language=language,
        context=context,
        question=" ".join((*leaning, _bare(newest.text))),
        message_id=newest.id,
        is_question=bool(asking),
    )


def tells(text: str) -> bool:
    """Tell whether a message holds more than a greeting, a thank-you or a nod."""
    said = words(_bare(text))
    return any(word not in COURTESY for word in said)


def is_follow_up(text: str) -> bool:
    """Tell whether a message can only be understood from what was said before it."""
    said = words(_bare(text))
    while said and said[0] in FILLERS:
        said = said[1:]
    if not said or len(said) > _LONGEST_WORDS:
        return False
    said, opens = _opened(said)
    if not said:
        return opens
    telling = [word for word in said if word not in EMPTY and not _is_attribute(word)]
    if not telling:
        return True
    if len(telling) <= _TELLING_WORDS and _points(said):
        return True
    if any(word in YOU for word in said):
        return False
    return all(word in TIMES for word in telling) or (opens and len(telling) <= _TELLING_WORDS)


def _opened(said: list[str]) -> tuple[list[str], bool]:
    """Return the words behind an opening such as "and" or "what about", and whether it was one."""
    for opening in OPENINGS:
        if tuple(said[: len(opening)]) == opening:
            return said[len(opening) :], True
    first = said[0]
    # In Arabic "and" is written onto the word it opens.
    rest = first.removeprefix("و")
    is_known = rest in EMPTY or rest in TIMES or _is_attribute(rest)
    if rest != first and (is_known or rest.startswith(("ال", "لل"))):
        return [rest, *said[1:]], True
    return said, False


def _is_attribute(word: str) -> bool:
    return word in ATTRIBUTES or _SUFFIX.sub("", word) in ATTRIBUTES


def _points(said: list[str]) -> bool:
    """Tell whether a word stands for something named before: "it", "ese", "سعره"."""
    for word, follower in zip(said, [*said[1:], ""], strict=True):
        if word in POINTING and follower not in SAID_OF_NOTHING:
            return True
        # "This" points back by itself; "this weekend" does not.
        is_alone = follower in EMPTY or follower == "" or _is_attribute(follower)
        if word in POINTING_ALONE and is_alone:
            return True
        if word not in ATTRIBUTES and _is_attribute(word):
            return True
    return False


def _asks(text: str, books: bool) -> bool:
    plain = strip_marks(text)
    if NEEDS_NO_KNOWLEDGE.search(plain) or (books and WANTS_APPOINTMENT.search(plain)):
        return False
    if is_question_like(text):
        return True
    said = words(text)
    # "Y el precio" asks without a mark.
    return len(said) <= 4 and is_follow_up(text) and any(_is_attribute(word) for word in said)


def _context(before: Sequence[Message]) -> tuple[str, ...]:
    """Return what a message leans on: the lead's words back to a full question, and our answer.

    What we asked is left out: it is our topic, not the lead's.
    """
    heard: list[str] = []
    for message in reversed(before):
        if message.author is not Author.LEAD or not tells(message.text):
            continue
        heard.append(_bare(message.text)[:_CONTEXT_CHARS])
        if len(heard) == _CONTEXT_MESSAGES or not is_follow_up(message.text):
            break
    replies = [one.text for one in before if one.author in (Author.ASSISTANT, Author.OPERATOR)]
    last = sentences(replies[-1]) if replies else []
    reply = _bare(" ".join(one for one in last if "?" not in one and "؟" not in one))
    reply = reply[:_CONTEXT_CHARS]
    return (*heard[::-1], reply) if reply else tuple(heard[::-1])


def _bare(text: str) -> str:
    """Return a text without links, addresses and references in brackets, which are no words."""
    return " ".join(_REFERENCE.sub(" ", EMAIL.sub(" ", LINK.sub(" ", text))).split())


def merged(found: Sequence[Retrieved]) -> Retrieved:
    """Return several searches of one turn as one: of all first, of the newest question next.

    What leads is an answer that may be sent word for word, the newest question's first; else the
    search that is surest. Scores are probabilities, so the hits of all compare.
    """
    if len(found) < 2:
        return found[0] if found else Retrieved()
    clear = next((one for one in (*found[1:], found[0]) if one.clear), None)
    lead = clear or max(found, key=lambda one: one.confidence)
    kept: dict[str, Scored] = {}
    hits = [hit for one in found for hit in one.hits]
    for hit in sorted(hits, key=lambda hit: -hit.score):
        kept.setdefault(hit.passage.id, hit)
    first = lead.hits[:1]
    others = (one for one in kept.values() if not first or one.passage.id != first[0].passage.id)
    return replace(
        lead,
        hits=(*first, *others),
        is_answered=any(one.is_answered for one in found),
        latency_us=sum(one.latency_us for one in found),
        embed_us=max(one.embed_us for one in found),
        usage=_sum([one.usage for one in found if one.usage]),
    )


def _sum(usages: Sequence[Usage]) -> Usage | None:
    if not usages:
        return None
    return replace(
        usages[0],
        input_tokens=sum(one.input_tokens for one in usages),
        cost_microusd=sum(one.cost_microusd for one in usages),
    )
