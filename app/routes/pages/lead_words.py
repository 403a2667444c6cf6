"""The words of a lead's page for stored codes; templates translate them."""

from __future__ import annotations

NOTE_WORDS = {
    "corrected": "The message was corrected.",
    "erased": "The message was deleted.",
    "overridden": "Your decision holds until it is taken back.",
    "taken_back": "The decision was taken back.",
}
ORIGIN_WORDS = {
    "model": "Found by the assistant",
    "rule": "Found by rule",
    "operator": "Decided by {name}",
}
VOID_WORDS = {
    "message_corrected": "The message was corrected and no longer says it.",
    "message_deleted": "The message was deleted.",
    "taken_back": "The decision was taken back.",
    "overridden_again": "A newer decision replaced it.",
}
# How the temperature follows from the points.
FOLLOWS_WORDS = {
    "hot": "From {hot} points on a lead is hot.",
    "warm": "From {warm} points on a lead is warm, from {hot} on hot.",
    "cold": "Below {warm} points a lead is cold.",
    "open_must": "{hot} points make a lead hot, but a must-have is still open.",
    "ruled_out": "An answer to a must-have does not count, and that makes a lead cold.",
}
SIGN_WORDS = {
    "asks_to_meet": "Asks to meet or to book",
    "names_time": "Names a time",
    "chooses": "Takes what is offered",
    "tells": "Tells what they need",
    "asks_about": "Asks about it",
    "puts_off": "Puts it off",
    "leaves": "Takes leave",
}
CONSENT_WORDS = {"granted": "Allowed", "revoked": "Forbidden"}
BASIS_WORDS = {
    "form": "In a form",
    "wrote_first": "Wrote first",
    "keyword": "By a keyword",
    "own_words": "In their own words",
}
STATE_WORDS = {"held": "Held", "ended": "Ended"}
# What a correction or a decision is refused for.
PROBLEM_WORDS = {
    "no_text": "Write what the message says, or delete it.",
    "long_text": "The words are too long.",
    "same_text": "These are the words it has.",
    "long_reason": "The reason is too long.",
    "not_leads": "Only what a lead wrote can be corrected or deleted.",
    "was_deleted": "This message was deleted.",
    "raced": "Somebody else has just changed this message.",
    "no_reason": "Say why you decide this.",
    "value": "Write a value of at most 200 characters.",
    "choice": "Choose one of the options.",
    "yes_no": "Answer yes or no.",
    "range": "Write a number, or two with a dash between them.",
    "budget": "Write an amount of money.",
    "phone": "Write the phone number with its country: +1 212 555 0123.",
    "email": "This is no e-mail address.",
    "other": "This is no answer to the question.",
    "not_in_force": "This decision does not hold any more.",
}
IDENTITY_ICONS = {
    "phone": "phone",
    "whatsapp": "message-circle",
    "email": "mail",
    "visitor": "messages-square",
    "other": "at-sign",
}
SIGN_ICONS = {
    "asks_to_meet": "calendar-days",
    "names_time": "clock-3",
    "chooses": "check",
    "tells": "user-round",
    "asks_about": "message-circle-question-mark",
    "puts_off": "ban",
    "leaves": "log-out",
}
