"""The assistant pages' words for stored codes; templates translate the words."""

from __future__ import annotations

from app.routes.pages.knowledge.words import CHANNEL_WORDS
from app.routes.pages.words import ANSWER_WORDS

NOTE_WORDS = {
    "published": "Saved. The assistant acts on it from the next message on.",
    "unchanged": "Nothing was different, so nothing was saved.",
    "drafted": "Kept as a draft. Leads do not notice it before you publish it.",
    "restored": "Rolled back. The assistant acts on it from the next message on.",
    "discarded": "The draft is gone.",
    "moved": "Somebody else saved first. Look at it again.",
    "learnt": "Learnt from what was decided since the last time.",
    "nothing_new": "Nothing was decided since the last time, so there is nothing to learn.",
    "budget_set": "Saved. It holds from the next reply on.",
}
CONFLICT_WORDS = {
    "gate": "Only what reaches {least} % in an evaluation is published here. Keep it as a draft,"
    " then run: {command}",
    "draft": "Only what reaches {least} % in an evaluation is published here. Run: {command}",
    "moved": "Version {version} was saved meanwhile; nothing was overwritten. Look at it again.",
}
MODE_WORDS = {
    "automatic": "Automatic: it answers by itself",
    "draft_only": "Drafts only: a person sends",
    "off": "Off: it says nothing",
}
DAY_WORDS = {
    "monday": "Monday",
    "tuesday": "Tuesday",
    "wednesday": "Wednesday",
    "thursday": "Thursday",
    "friday": "Friday",
    "saturday": "Saturday",
    "sunday": "Sunday",
}
KIND_WORDS = {
    "choice": "Choice",
    "yes_no": "Yes or no",
    "range": "Number",
    "budget": "Budget",
    "date": "Date",
    "place": "Place",
    "text": "Text",
    "phone": "Phone",
    "email": "E-mail",
}
KIND_ICONS = {
    "choice": "list-checks",
    "yes_no": "toggle-left",
    "range": "hash",
    "budget": "wallet",
    "date": "calendar-days",
    "place": "map-pin",
    "text": "text-cursor-input",
    "phone": "phone",
    "email": "mail",
}
COUNTS_WORDS = {
    "any": "Any answer counts.",
    "values": "Counts: {values}.",
    "yes": "Yes counts.",
    "no": "No counts.",
    "least": "Counts from {least}.",
    "most": "Counts up to {most}.",
    "between": "Counts from {least} to {most}.",
    "within": "Counts within {days} days.",
}
RULE_WORDS = {
    "words": "The lead says",
    "score": "Points reach",
    "finding": "An answer is",
    "unanswered": "Replies in a row without an answer",
}
PRIORITY_WORDS = {"normal": "Normal", "high": "High", "urgent": "Urgent"}
TEMPERATURE_WORDS = {"hot": "Hot", "warm": "Warm", "cold": "Cold"}
# Codes that stand in a diff where people read.
CODE_WORDS = (
    ANSWER_WORDS
    | CHANNEL_WORDS
    | DAY_WORDS
    | KIND_WORDS
    | MODE_WORDS
    | PRIORITY_WORDS
    | RULE_WORDS
    | TEMPERATURE_WORDS
)
