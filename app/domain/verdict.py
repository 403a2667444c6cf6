"""What the guard decides about a draft, and why, in words for a model and for people."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Decision(StrEnum):
    """What happens to a draft."""

    SEND = "send"
    HOLD = "hold"
    ESCALATE = "escalate"


HINTS = {
    "empty": "The text was empty.",
    "too_long": "The text was longer than max_chars.",
    "too_many_segments": "The text takes more SMS segments than allowed: {detail}.",
    "language": "The text was not in the language of state.",
    "number": "These figures stand nowhere in the knowledge or the conversation: {detail}.",
    "date": "These days or dates stand nowhere in the knowledge or the conversation: {detail}.",
    "address": "These streets stand nowhere in the knowledge: {detail}.",
    "link": "These links are not the business's: {detail}.",
    "phone": "These phone numbers are not the business's: {detail}.",
    "email": "These addresses stand nowhere in the knowledge: {detail}.",
    "name": "These names stand nowhere in the knowledge or the conversation: {detail}.",
    "polarity": "The text says the opposite of the knowledge: {detail}.",
    "promise": "The text promises what no tool does: {detail}.",
    "never_say": "The business never says: {detail}.",
    "other_business": "The text names another business.",
    "carrier_word": "The text asks to answer with a word the carrier acts on.",
    "denies_ai": "The text denies being an AI.",
    "takes_name": "The text gives the assistant a person's name.",
    "asks_secret": "The text asks for a card number, a password, a code or a document.",
    "payment": "These ways to pay stand nowhere in the knowledge: {detail}.",
    "secret": "The text holds something secret.",
    "workings": "The text shows the inner workings.",
    "unfounded": "Nothing in the knowledge answers this question, but the text states: {detail}. "
    "Say in one sentence that you do not know, and call escalate with not_in_knowledge.",
}


@dataclass(frozen=True, slots=True)
class GuardReason:
    """Why a draft is not sent; ``code`` is a key of the hints, ``detail`` what was found."""

    code: str
    detail: str = ""

    @property
    def hint(self) -> str:
        """Return in plain English what is wrong."""
        return HINTS[self.code].format(detail=self.detail)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision, its reasons, and the text as it would be sent."""

    decision: Decision
    reasons: tuple[GuardReason, ...]
    text: str

    @property
    def hint(self) -> str:
        """Return what to tell the model before its one repair."""
        return " ".join(reason.hint for reason in self.reasons)
