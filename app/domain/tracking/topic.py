"""Whether the lead is speaking of the business or of their own calendar.

An assistant may keep a lead's diary beside selling to them. "Do I have time on the 22nd?" is no
wish for the 22nd, and the title, day and hour of an entry are no facts about the purchase.
"""

from __future__ import annotations

import re

_DIARY = re.compile(
    r"\b(?:calend[ae]r|planner|agenda|diary|my schedule|events?|reminder|"
    r"(?:am|i'?m|when i am|if i am) (?:i )?(?:free|available|busy|open)|"
    r"(?:free|open|available|empty) (?:time|slot|schedule|hours?|day)s? (?:do|am|have|did) i|"
    r"(?:what|which|when|any)\b.{0,30}\b(?:do|did|am) i (?:have|free|available)|"
    r"do i have (?:any |some )?(?:other |free |open |available |time|anything|plans)|"
    r"my (?:free|open|available) (?:time|slot|hour)s?|"
    r"(?:free|open) time)\b",
    re.IGNORECASE,
)
_DIARY_ASKED = re.compile(
    r"\b(?:calend[ae]r|planner|events?|activity|title|label|call (?:it|this|the)|what name|"
    r"name (?:of|for|do|should)|under what|reminder)\b",
    re.IGNORECASE,
)
_NOT_DIARY = re.compile(
    r"\b(?:don'?t|do not|no need to|not) (?:add|put|include)\b.{0,40}?"
    r"(?:event|calend[ae]r|it)\b(?: but)?",
    re.IGNORECASE,
)
_MEETING = r"(?:appointments?|visits?|viewings?|reservations?|tours?|bookings?|inspection)"
_BUSINESS = re.compile(
    rf"\b(?:book|schedule|make|set|arrange|reserve|proceed|want|need|like|fix|plan|get)\b.{{0,40}}"
    rf"\b{_MEETING}\b|\b(?:book|reserve)\b|"
    r"\b(?:see|visit|view|look at|tour) (?:the|that|this|it|them|an?)\b|"
    r"\b(?:find|search|looking for|look for|show me)\b",
    re.IGNORECASE,
)
_NAMES_ENTRY = re.compile(
    r"\b(?:call it|name (?:is|it)|label|title|use|put|save|add|include)\b", re.IGNORECASE
)
_BUSINESS_OURS = re.compile(
    rf"\b(?:{_MEETING}|check[ -]?in|pick[ -]?up|reserve|book)\b", re.IGNORECASE
)


class Topic:
    """Follows the topic through a conversation; ``is_diary`` says what it is now."""

    __slots__ = ("_asks_entry", "is_diary")

    def __init__(self) -> None:
        self.is_diary = False
        self._asks_entry = False

    def hear_us(self, text: str) -> None:
        """Take a message of ours into account."""
        self._asks_entry = _DIARY_ASKED.search(text) is not None
        if self.is_diary and not self._asks_entry and "?" in text and _BUSINESS_OURS.search(text):
            self.is_diary = False

    def hear_lead(self, sentence: str) -> bool:
        """Take one sentence of the lead into account; return whether it is about their diary."""
        said = _NOT_DIARY.sub(" ", sentence)
        if _DIARY.search(said):
            self.is_diary = True
        elif self.is_diary and self._speaks_of_business(said):
            self.is_diary = False
        return self.is_diary

    def _speaks_of_business(self, said: str) -> bool:
        if self._asks_entry or _NAMES_ENTRY.search(said):
            return False
        return _BUSINESS.search(said) is not None
