"""Simulated leads: people with a phone who write first and answer what they are asked.

Each has a number of its own from the range kept for fiction (+1 NPA 555 01XX; when that is used
up, further line numbers of exchange 555), so that replies can be attributed. The same seed gives
the same leads, and a lead's next words depend only on the seed and on the replies it got.

Source: North American Numbering Plan, "555 line numbers for fictional use", seen 2026-11.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from app.world.scripts import (
    ANSWERS,
    BUDGETS,
    LANGUAGES,
    NAMES,
    OPENINGS,
    PLACES,
    SERVICES,
    SHRUGS,
    TOPIC_WORDS,
    TRADES,
)
from app.world.understanding import normalise, words_of

# All in use in the United States, so that a number looks like any other.
_AREA_CODES: tuple[int, ...] = (
    *(201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219),
    *(301, 302, 303, 304, 305, 307, 308, 309, 310, 312, 313, 314, 315, 316, 317, 318, 319),
    *(401, 402, 404, 405, 406, 407, 408, 409, 410, 412, 413, 414, 415, 417, 419, 423, 425),
    *(501, 502, 503, 504, 505, 507, 508, 509, 510, 512, 513, 515, 516, 517, 518, 520, 530),
)
_TOPICS = {topic: set(words_of(text)) | set(text.split()) for topic, text in TOPIC_WORDS.items()}


def fictional_number(index: int) -> str:
    """Return the E.164 number of the lead with this index, different for each."""
    area = _AREA_CODES[index % len(_AREA_CODES)]
    line = 100 + index // len(_AREA_CODES)
    return f"+1{area}555{line:04d}"


class Lead:
    """One person: a number, a language, a trade it wants something from, and a patience.

    ``max_answers`` bounds how often it writes after its opening.
    """

    def __init__(
        self, index: int, seed: int, trade: str, language: str, channel: str = "sms"
    ) -> None:
        self._dice = random.Random(f"{seed}:lead:{index}")
        self.index = index
        self.number = fictional_number(index)
        self.trade = trade
        self.language = language
        self.channel = channel
        self.name = self._dice.choice(NAMES[language])
        self.is_bursty = self._dice.random() < 0.2
        self.max_answers = self._dice.randint(2, 4)
        self._facts = {
            "name": self.name,
            "budget": self._dice.choice(BUDGETS[trade]),
            "rooms": str(self._dice.randint(2, 5)),
            "place": self._dice.choice(PLACES[language]),
            "service": self._dice.choice(SERVICES[trade][language]),
        }
        self._answers = 0

    def opening(self) -> str:
        """Return what the lead writes first."""
        return self._dice.choice(OPENINGS[self.trade][self.language])

    def next(self, reply_text: str) -> str | None:
        """Return the lead's answer to a reply, or None when it has nothing more to say."""
        question = _question_in(reply_text)
        if question is None or self._answers >= self.max_answers:
            return None
        self._answers += 1
        topic = _topic_of(question)
        choices = ANSWERS[topic][self.language] if topic else SHRUGS[self.language]
        return self._dice.choice(choices).format(**self._facts)

    def typed(self, text: str) -> list[str]:
        """Return ``text`` as this lead types it: one message, or two in a burst."""
        first, comma, rest = text.replace("،", ",").partition(", ")
        if not self.is_bursty or not comma:
            return [text]
        return [first, rest]


def _question_in(reply_text: str) -> str | None:
    """Return the last question of a reply, or None."""
    plain = reply_text.replace("؟", "?")
    head, mark, _ = plain.rpartition("?")
    if not mark:
        return None
    start = max(head.rfind(sign) for sign in (". ", "! ", "? ", "¿", "\n"))
    return head[start + 1 :].strip()


def _topic_of(question: str) -> str | None:
    asked = set(words_of(question)) | set(normalise(question).split())
    counts = {topic: len(asked & words) for topic, words in _TOPICS.items()}
    best = max(counts, key=lambda topic: counts[topic])
    return best if counts[best] else None


def make_leads(
    count: int,
    seed: int = 1,
    *,
    trades: Sequence[str] = TRADES,
    languages: Sequence[str] = LANGUAGES,
    channels: Sequence[str] = ("sms",),
    first_index: int = 0,
) -> list[Lead]:
    """Return ``count`` leads, mixed evenly over trades, then languages, then channels."""
    leads = []
    for index in range(first_index, first_index + count):
        trade = trades[index % len(trades)]
        language = languages[index // len(trades) % len(languages)]
        channel = channels[index // (len(trades) * len(languages)) % len(channels)]
        leads.append(Lead(index, seed, trade, language, channel))
    return leads
