"""What a lead's messages ask for beyond an answer, read by code before any model.

The order is that of the duties: a person who is wanted is called, a question for the machine is
answered truthfully, spam is put aside. Signs of an attack are an alarm for people and change
nothing else: what a model may do is limited by construction, not by a guess about its reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from app.domain.ai_question import asks_if_ai
from app.domain.consent import classify
from app.domain.injection import read_injection
from app.domain.person_request import wants_person
from app.domain.spam import read_spam


@dataclass(frozen=True, slots=True)
class Wishes:
    """What some messages of one lead ask for; ``signs`` names what was seen, for the record."""

    wants_person: bool = False
    asks_if_ai: bool = False
    is_spam: bool = False
    is_attack: bool = False
    signs: tuple[str, ...] = ()

    def trace(self) -> dict[str, Any]:
        """Return what was seen and nothing else; empty for an ordinary message."""
        return {name: value for name, value in asdict(self).items() if value}


# One sentence a script: what reads them compiles its expressions at the first that comes.
_FIRST = (
    "Hello, when are you open?",
    "Hola, ¿cuándo abren?",
    "مرحبا، متى تفتحون؟",
    "Bonjour",
    "你好",
)


def warm() -> None:
    """Make everything that reads messages ready now, so that no lead waits for it: 0.2 s of CPU."""
    for text in _FIRST:
        classify(text)
        read_wishes((text,), "sms")


def read_wishes(texts: Sequence[str], channel: str) -> Wishes:
    """Return what the unanswered messages of a lead, oldest first, ask for; one is enough.

    Spam is only what ends as spam, and who asks for a person is heard whatever it reads like.

    Args:
        channel: the channel's kind; spam looks different in a text message and in a mail.
    """
    is_person = is_ai = is_spam = is_attack = False
    signs: dict[str, None] = {}
    for text in texts:
        if not text.strip():
            continue
        is_ai |= asks_if_ai(text)
        spam, attack = read_spam(text, channel), read_injection(text)
        # The newest word counts: who wrote like spam and then asks for somebody is no spam.
        is_person |= wants_person(text)
        is_spam = spam.is_spam and not is_person
        is_attack |= attack.is_flagged
        if spam.is_spam:
            signs |= dict.fromkeys(f"spam:{sign}" for sign in spam.signs)
        if attack.is_flagged:
            signs |= dict.fromkeys(f"attack:{sign}" for sign in attack.signs)
    return Wishes(is_person, is_ai, is_spam, is_attack, tuple(signs)[:12])
